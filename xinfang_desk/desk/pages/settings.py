"""设置: everything of the first run and more, each page made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.setup.book_page import BookPage
from xinfang_desk.desk.setup.calendar_page import CalendarPage
from xinfang_desk.desk.setup.data_pages import DataPage, ThisPcPage
from xinfang_desk.desk.setup.days_page import DaysPage
from xinfang_desk.desk.setup.law_page import LawPage
from xinfang_desk.desk.setup.office_pages import ApprovalPage, OfficePage, PolicyPage, StaffPage
from xinfang_desk.desk.setup.pack_page import PackPage
from xinfang_desk.desk.setup.path_page import PathPage
from xinfang_desk.desk.setup.printer_page import PrinterPage
from xinfang_desk.desk.setup.profile_page import ProfilePage
from xinfang_desk.desk.setup.retention_page import RetentionPage
from xinfang_desk.desk.setup.sealed_page import SealedPage
from xinfang_desk.desk.setup.table_pages import BodiesPage, SeriesPage
from xinfang_desk.desk.setup.users_page import UsersPage
from xinfang_desk.desk.texts import calendar, numbers, opening, profiles, proving, rules, safety
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import Card, NameList, label
from xinfang_desk.domain.records import Role
from xinfang_desk.services.number_book import MAY_READ

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell


class SettingsPage(QWidget):
    title = "设置"

    def __init__(self, app: Shell) -> None:
        super().__init__()
        self.setObjectName("settings_page")
        self._made: dict[str, QWidget] = {}
        session = app.session
        self._makers: dict[str, Callable[[], QWidget]] = {}
        if session.desk.has(Role.ADMIN):
            self._makers = {
                text.TAB_OFFICE: lambda: OfficePage(session),
                text.TAB_POLICY: lambda: PolicyPage(session),
                text.TAB_STAFF: lambda: StaffPage(session),
                text.TAB_DAYS: lambda: DaysPage(session),
                text.TAB_USERS: lambda: UsersPage(session, app.local),
                text.TAB_BODIES: lambda: BodiesPage(session),
                text.TAB_NUMBERS: lambda: SeriesPage(session),
                calendar.TAB: lambda: CalendarPage(session),
                text.TAB_PAPERS: lambda: ApprovalPage(session),
            }
        if session.desk.has(Role.ADMIN) or session.desk.has(Role.REVIEWER):
            self._makers[rules.TAB_PATHS] = lambda: PathPage(session)
            self._makers[rules.TAB_PACKS] = lambda: PackPage(session)
            self._makers[rules.TAB_LAW] = lambda: LawPage(session)
            self._makers[profiles.TAB] = lambda: ProfilePage(session)
            self._makers[safety.TAB_RETENTION] = lambda: RetentionPage(session)
        if session.desk.has(Role.ADMIN) or session.desk.has(Role.SECRECY):
            self._makers[opening.TAB] = lambda: SealedPage(app)
        if any(session.desk.has(role) for role in MAY_READ):
            self._makers[numbers.TAB] = lambda: BookPage(session)
        self._makers[text.TAB_PC] = lambda: ThisPcPage(app)
        self._makers[proving.TAB_PRINTER] = lambda: PrinterPage(app)
        self._makers[text.TAB_DATA] = lambda: DataPage(app)
        self.list = NameList("settings_list", "设置目录")
        self.list.addItems(list(self._makers))
        self.list.setMaximumWidth(self.fontMetrics().horizontalAdvance("设") * 9)
        self.stack = QStackedWidget()
        card = Card("card", margins=20)
        card.add(label(self.title, "title"))
        line = QHBoxLayout()
        line.addWidget(self.list)
        line.addWidget(self.stack, 1)
        card.box.addLayout(line, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.list.currentTextChanged.connect(self.open_tab)
        self.list.setCurrentRow(0)

    def refresh(self) -> None:
        shown = self.stack.currentWidget()
        if shown is not None:
            shown.load()  # type: ignore[attr-defined]

    def open_tab(self, name: str) -> QWidget:
        page = self._made.get(name)
        if page is None:
            page = self._makers[name]()
            self._made[name] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.load()  # type: ignore[attr-defined]
        return page
