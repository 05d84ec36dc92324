"""The pages of the rail; only pages that work are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell
    from xinfang_desk.desk.main_window import PageSpec


def all_pages(app: Shell) -> tuple[PageSpec, ...]:
    """接访, 办件, 查询, 报送, 设置 — each made when first shown, each only for those who may use it."""
    from xinfang_desk.desk.main_window import PageSpec
    from xinfang_desk.desk.pages.due import DuePage
    from xinfang_desk.desk.pages.exchange import ExchangePage
    from xinfang_desk.desk.pages.help import HelpPage
    from xinfang_desk.desk.pages.reception import ReceptionPage
    from xinfang_desk.desk.pages.search import SearchPage
    from xinfang_desk.desk.pages.settings import SettingsPage
    from xinfang_desk.domain.records import Role
    from xinfang_desk.services.context import READERS

    def open_record(reception_id: str) -> None:
        """From 报送 to the record in 接访, for who may read it."""
        if app.frame is not None and app.frame.has_page("reception"):
            page = app.frame.show_page("reception")
            assert isinstance(page, ReceptionPage)
            page.open_reception(reception_id)

    def exchange() -> ExchangePage:
        page = ExchangePage(app.session, app.local)
        page.record_asked.connect(open_record)
        return page

    def search() -> SearchPage:
        page = SearchPage(app.session)
        page.record_asked.connect(open_record)
        return page

    def due() -> DuePage:
        page = DuePage(app.session, app.local)
        page.visit_asked.connect(open_record)
        page.entry_asked.connect(lambda: app.frame.show_page("exchange") if app.frame is not None else None)
        page.again_asked.connect(come_again)
        return page

    def come_again() -> None:
        """From a matter to the registration of today's visit."""
        if app.frame is not None:
            page = app.frame.show_page("reception")
            assert isinstance(page, ReceptionPage)
            page.start_new()

    def open_matter(item_id: str) -> None:
        """From the record of a visit to the page of its matter."""
        if app.frame is not None:
            page = app.frame.show_page("due")
            assert isinstance(page, DuePage)
            page.open_matter(item_id)

    def reception() -> ReceptionPage:
        page = ReceptionPage(app.session, app.local)
        page.matter_asked.connect(open_matter)
        return page

    desk = app.session.desk
    contents = (
        PageSpec("reception", "接访", reception),
        PageSpec("due", "办件", due),
        PageSpec("search", "查询", search),
    )
    sends = (PageSpec("exchange", "报送", exchange),)
    return (
        *(contents if any(desk.has(role) for role in READERS) else ()),
        *(sends if any(desk.has(role) for role in (Role.CLERK, Role.ADMIN, Role.INSPECTOR)) else ()),
        PageSpec("settings", "设置", lambda: SettingsPage(app), foot=True),
        PageSpec("help", "帮助", lambda: HelpPage(app), foot=True),
    )
