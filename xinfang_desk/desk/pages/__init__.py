"""The pages of the rail; only pages that work are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xinfang_desk.desk.app import App
    from xinfang_desk.desk.main_window import PageSpec


def all_pages(app: App) -> tuple[PageSpec, ...]:
    """接访, 报送, 设置 — each made when first shown, each only for those who may use it."""
    from xinfang_desk.desk.main_window import PageSpec
    from xinfang_desk.desk.pages.exchange import ExchangePage
    from xinfang_desk.desk.pages.reception import ReceptionPage
    from xinfang_desk.desk.pages.settings import SettingsPage

    return (
        PageSpec("reception", "接访", lambda: ReceptionPage(app.session, app.local)),
        PageSpec("exchange", "报送", lambda: ExchangePage(app.session, app.local)),
        PageSpec("settings", "设置", lambda: SettingsPage(app), foot=True),
    )
