"""The pages of the rail; only pages that work are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell
    from xinfang_desk.desk.main_window import PageSpec


def all_pages(app: Shell) -> tuple[PageSpec, ...]:
    """接访, 报送, 设置 — each made when first shown, each only for those who may use it."""
    from xinfang_desk.desk.main_window import PageSpec
    from xinfang_desk.desk.pages.exchange import ExchangePage
    from xinfang_desk.desk.pages.reception import ReceptionPage
    from xinfang_desk.desk.pages.settings import SettingsPage

    def open_record(reception_id: str) -> None:
        """From 报送 to the record in 接访."""
        if app.frame is not None:
            page = app.frame.show_page("reception")
            assert isinstance(page, ReceptionPage)
            page.open_reception(reception_id)

    def exchange() -> ExchangePage:
        page = ExchangePage(app.session, app.local)
        page.record_asked.connect(open_record)
        return page

    return (
        PageSpec("reception", "接访", lambda: ReceptionPage(app.session, app.local)),
        PageSpec("exchange", "报送", exchange),
        PageSpec("settings", "设置", lambda: SettingsPage(app), foot=True),
    )
