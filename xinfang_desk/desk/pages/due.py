"""办件: the board, and behind each row the matter with its papers, its services and what may be recorded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.due.board_view import BoardView
from xinfang_desk.desk.due.event_form import EventStep
from xinfang_desk.desk.due.matter_view import Overview
from xinfang_desk.desk.due.paper_load import load_directory, load_matter_papers
from xinfang_desk.desk.reception.dialogs import ReasonDialog
from xinfang_desk.desk.reception.field_form import Directory
from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.reception.issue_step import IssueStep
from xinfang_desk.desk.reception.sign_step import SignStep
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import due as text
from xinfang_desk.desk.theme import BODY_PT
from xinfang_desk.desk.widgets import Card, Chip, button, label, row, window_key
from xinfang_desk.domain.life.events import Kind
from xinfang_desk.domain.records import Role
from xinfang_desk.services import matter
from xinfang_desk.services.context import Changed
from xinfang_desk.services.matter import MatterView

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings

SHORT_FROM = 1.6


class DuePage(QWidget):
    """Attributes:
        item_id: the matter at hand, empty on the board.

    Signals:
        visit_asked: the id of a reception to open at its own step.
        entry_asked: on to 报送.
        again_asked: the visitor of this matter is here again: a new registration.
    """

    visit_asked = Signal(str)
    entry_asked = Signal()
    again_asked = Signal()

    title = text.TITLE

    def __init__(self, session: DeskSession, local: LocalSettings) -> None:
        super().__init__()
        self._session = session
        self.item_id = ""
        self._wanted = self._code = ""
        self._view: MatterView | None = None
        self._directory = Directory()
        self.setObjectName("due_page")
        self.board = BoardView(session)
        self.overview = Overview()
        self.events = EventStep(session)
        self.issue_step = IssueStep(session, local)
        self.sign_step = SignStep(session)
        self._setup_ui()
        self._connect()
        self._make_keys()

    def refresh(self) -> None:
        if self._outer.currentWidget() is self.board:
            self.board.refresh()
        else:
            self._load()

    def open_matter(self, item_id: str, paper: str = "", code: str = "") -> None:
        """``paper``: opened at that paper where the stage allows it; ``code`` S: at its service."""
        self.save_now()
        self._session.say("")
        self.item_id, self._wanted, self._code = item_id, paper, code
        self._view = None
        self._outer.setCurrentWidget(self._matter)
        self._show_part(self.overview)
        self._load()

    def save_now(self) -> None:
        self.issue_step.save_now()

    def place(self) -> str:
        """The matter that is open, for after the lock; empty = the board."""
        return "" if self._outer.currentWidget() is self.board else self.item_id

    def go_back_to(self, place: object) -> None:
        if place:
            self.open_matter(str(place))

    # making

    def _setup_ui(self) -> None:
        self.back_button = button(text.BACK, "matter_back_button", "small")
        self._number = label("", "big", wrap=False, name="matter_number_label")
        self._stage = Chip("", "next", name="matter_stage_chip")
        self.visit_button = button(text.VISIT_GO, "matter_visit_button", "small")
        self.again_button = button(text.AGAIN, "matter_again_button", "small", tip=text.AGAIN_TIP)
        head = Card("card", margins=10)
        which = QWidget()
        which.setLayout(row(self.back_button, self._number, self._stage))
        head.add(flow(which, self.visit_button, self.again_button, spacing=10))
        self._parts = QStackedWidget()
        for part in (self.overview, self.events, self.issue_step, self.sign_step):
            self._parts.addWidget(part)
        self._matter = QWidget()
        inner = QVBoxLayout(self._matter)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addWidget(head)
        inner.addWidget(self._parts, 1)
        self._outer = QStackedWidget()
        self._outer.addWidget(self.board)
        self._outer.addWidget(self._matter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._outer)

    def _connect(self) -> None:
        self.board.visit_asked.connect(self.visit_asked)
        self.board.matter_asked.connect(self.open_matter)
        self.board.entry_asked.connect(self.entry_asked)
        self.back_button.clicked.connect(self.back)
        self.visit_button.clicked.connect(lambda: self.visit_asked.emit(self._view.reception_id if self._view else ""))
        self.again_button.clicked.connect(self.again_asked)
        self.overview.paper_asked.connect(self.ask_paper)
        self.overview.made_asked.connect(lambda: self.ask_paper(""))
        self.overview.event_asked.connect(self._ask_event)
        self.overview.serve_asked.connect(self.serve)
        self.overview.take_back_asked.connect(self._take_back)
        self.events.recorded.connect(lambda: self._show_part(self.overview))
        self.events.left.connect(lambda: self._show_part(self.overview))
        self.issue_step.issued.connect(self.serve)
        self.issue_step.sign_asked.connect(self.serve)
        self.sign_step.issue_asked.connect(lambda: self.ask_paper(""))
        self.sign_step.new_asked.connect(lambda: self._show_part(self.overview))
        self._session.changed.connect(self._take_news)

    def _make_keys(self) -> None:
        window_key(self, "due_back_action", ("Escape",), self.back)
        window_key(self, "due_again_action", ("F2",), self.again_asked.emit)
        window_key(self, "due_print_action", ("F9",), self._print)
        window_key(self, "due_finish_action", ("Ctrl+Return", "Ctrl+Enter"), self._finish)

    # the matter

    def _load(self) -> None:
        if self.item_id:
            self._session.run_latest("matter", matter.matter_page, self.item_id, done=self._show)
            self._session.run_latest("matter-names", load_directory, done=self._take_directory)

    def _take_directory(self, directory: Directory) -> None:
        self._directory = directory

    def _show(self, view: MatterView) -> None:
        self.item_id, self._view = view.item_id, view
        self._number.setText(view.register_no)
        self._stage.show_state(view.stage, "next")
        desk = self._session.desk
        may_act = desk.has(Role.CLERK) or desk.has(Role.REVIEWER)
        self.again_button.setVisible(desk.has(Role.CLERK))
        self.overview.load(view, may_act=may_act)
        wanted, code = self._wanted, self._code
        self._wanted = self._code = ""
        if code == "S" and view.to_serve and may_act:
            self.serve()
        elif wanted and may_act and any(one.code == wanted and one.allowed for one in view.papers):
            self.ask_paper(wanted)
        elif self._parts.currentWidget() is self.sign_step:
            self._load_sign(view)
            if not view.to_serve:
                self._show_part(self.overview)
        if self._parts.currentWidget() is self.overview and self.isVisible():
            self.overview.focus_next()

    def ask_paper(self, code: str) -> None:
        """The paper's form and picture; an empty code shows those made so far."""
        view = self._view
        if view is None:
            return
        self.issue_step.loader = partial(load_matter_papers, item_id=view.item_id, code=code)
        self._show_part(self.issue_step)
        self.issue_step.load(view.reception_id, sealed=view.sealed)
        self.issue_step.setFocus()

    def serve(self) -> None:
        """出纸了吗, then who got it and when."""
        if self._view is not None:
            self._show_part(self.sign_step)
            self._load_sign(self._view)
            self._load()

    def _load_sign(self, view: MatterView) -> None:
        self.sign_step.load(view.reception_id, form=view.form, closed=False, signer=view.signer, open_points=())

    def _ask_event(self, kind: str) -> None:
        view = self._view
        if view is not None:
            self._show_part(self.events)
            more = view.next_body if kind == Kind.REVIEW_ASKED else ""
            self.events.load(view.item_id, kind, view.proposed.get(kind, {}), self._directory, more)

    def _take_back(self, event_id: str) -> None:
        reason = ReasonDialog.ask(
            self, text.TAKE_BACK_TITLE, text.TAKE_BACK_HELP, text.TAKE_BACK_WHY, "take_back_event"
        )
        if reason:
            self._session.run("take-back", matter.take_back_event, event_id, reason, done=self._taken_back)

    def _taken_back(self, _changed: Changed) -> None:
        self._session.say(text.TAKEN_BACK, "ok")

    # where we are

    def back(self) -> None:
        """Esc: from a part to the matter, from the matter to the board."""
        self.save_now()
        if self._outer.currentWidget() is self.board:
            return
        if self._parts.currentWidget() is not self.overview:
            self._show_part(self.overview)
            self._load()
            return
        self.item_id, self._view = "", None
        self._outer.setCurrentWidget(self.board)
        self.board.refresh()

    def _show_part(self, part: QWidget) -> None:
        self._parts.setCurrentWidget(part)
        words = text.BACK if part is self.overview else text.TO_PAGE
        self.back_button.setText(words)
        self.back_button.setAccessibleName(words)

    def _measure(self) -> None:
        short = max(self.font().pointSizeF(), 1.0) / BODY_PT >= SHORT_FROM
        for part in (self.board, self.overview, self.issue_step, self.sign_step):
            part.set_short(short)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange) and hasattr(self, "_parts"):
            self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def _print(self) -> None:
        if self._parts.currentWidget() is self.issue_step and self._outer.currentWidget() is self._matter:
            self.issue_step.issue()

    def _finish(self) -> None:
        if self._outer.currentWidget() is not self._matter:
            return
        part = self._parts.currentWidget()
        if part is self.overview:
            if self._view is not None and self._view.to_serve:
                self.serve()
        else:
            part.finish()  # type: ignore[attr-defined]

    def _take_news(self, topics: frozenset[str]) -> None:
        if not self.isVisible():
            return
        if self._outer.currentWidget() is self.board:
            if topics & {"due", "today"}:
                self.board.refresh()
        elif self._view is not None and topics & {"due", f"reception:{self._view.reception_id}"}:
            self._load()
            if self._parts.currentWidget() is self.issue_step:
                self.issue_step.load(self._view.reception_id, sealed=self._view.sealed)
