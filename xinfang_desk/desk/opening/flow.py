"""From 开封查看 to the open item and back: the question to the two, then the window that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from xinfang_desk.desk.opening.asking import AskTheTwo
from xinfang_desk.desk.opening.opened import OpenedDialog
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import opening as text
from xinfang_desk.services import opening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.opening import Opened, Opener, OpenOrder

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings


class OpeningFlow(QObject):
    """Opens sealed items for one page."""

    def __init__(self, parent: QWidget, session: DeskSession, local: LocalSettings) -> None:
        super().__init__(parent)
        self._parent, self._session, self._local = parent, session, local

    def start(self, item_id: str) -> None:
        def act(desk: Desk, first: Opener, second: Opener, reason: str) -> Opened:
            return opening.open_item(desk, OpenOrder(item_id, first, second, reason))

        asking = AskTheTwo(
            self._parent,
            self._session,
            text.TITLE,
            text.HELP,
            text.OK,
            "opening",
            act,
            lambda opened: self._show(asking, opened),
            given_up=lambda: asking.deleteLater(),
        )
        asking.start()

    def _show(self, asking: AskTheTwo, opened: Opened) -> None:
        asking.deleteLater()
        OpenedDialog.show_opened(self._parent, self._session, self._local, opened)
        if self._session.is_open:  # else the desk was locked over it
            self._session.changed.emit(frozenset({f"reception:{opened.reception_id}", "today"}))
