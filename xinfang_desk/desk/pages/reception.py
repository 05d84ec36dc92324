"""接访: today's list, the four steps in the middle, law and store at the side (design.md 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.opening.flow import OpeningFlow
from xinfang_desk.desk.reception.banners import Banners
from xinfang_desk.desk.reception.issue_side import issue_side
from xinfang_desk.desk.reception.issue_step import IssueStep
from xinfang_desk.desk.reception.loaded import (
    ISSUE,
    REGISTER,
    SCREEN,
    SIGN,
    STEP_AT,
    first_open,
    live_items,
    load_tables,
    main_name,
)
from xinfang_desk.desk.reception.proof_dialog import ProofDialog
from xinfang_desk.desk.reception.register_form import FormTables
from xinfang_desk.desk.reception.register_step import RegisterStep
from xinfang_desk.desk.reception.registered_view import RegisteredView
from xinfang_desk.desk.reception.screen_step import ScreenStep
from xinfang_desk.desk.reception.side_panel import SidePanel
from xinfang_desk.desk.reception.sign_step import SignStep
from xinfang_desk.desk.reception.step_bar import StepBar
from xinfang_desk.desk.reception.today_list import TodayList
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import reception as text
from xinfang_desk.desk.texts import screen as screen_text
from xinfang_desk.desk.theme import BODY_PT
from xinfang_desk.desk.widgets import Card, label, window_key
from xinfang_desk.domain.records import ReceptionState
from xinfang_desk.services import receptions
from xinfang_desk.services.context import Desk
from xinfang_desk.services.drafts import OpenDraft, open_drafts, registration_from_draft
from xinfang_desk.services.paper_units import APPLICATION
from xinfang_desk.services.progress import unfinished_words
from xinfang_desk.services.receptions import ReceptionView, TodayBoard
from xinfang_desk.services.registration import Registered

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings

FOLD_BELOW = 1180  # logical pixels of the window at scale 1
STRIP_FROM = 1.6


@dataclass(frozen=True)
class ReceptionPlace:
    """A form being typed (its draft), or a visit at one of its steps and matters."""

    draft_id: str
    reception_id: str
    step: int
    item_at: int
    hidden: bool


def _draft_of(desk: Desk, draft_id: str) -> OpenDraft | None:
    return next((row for row in open_drafts(desk) if row.draft_id == draft_id), None)


class ReceptionPage(QWidget):
    """The heart of the window.

    Attributes:
        current: id of the reception at hand, empty while a new one is registered or none is chosen.

    Signals:
        matter_asked: id of an item, to the page of its matter.
    """

    matter_asked = Signal(str)

    title = text.TITLE

    def __init__(self, session: DeskSession, local: LocalSettings) -> None:
        super().__init__()
        self._session, self._local = session, local
        self.current = ""
        self._view: ReceptionView | None = None
        self._step = REGISTER
        self._go_to: int | None = None
        self._advancing = False
        self._make_up = ""
        self._item_at = 0
        self._hidden = False
        self._place: ReceptionPlace | None = None
        self._drawer_open = False
        self.setObjectName("reception_page")
        self.today = TodayList()
        self.bar = StepBar()
        self.banners = Banners(session)
        self.side = SidePanel()
        self.screen_step = ScreenStep(session)
        self.issue_step = IssueStep(session, local)
        self.sign_step = SignStep(session)
        self.register_step: RegisterStep | None = None
        self.registered_view: RegisteredView | None = None
        self._setup_ui()
        self._connect()
        self._make_keys()
        session.run("form-tables", load_tables, done=self._take_tables)

    # what the frame asks

    def refresh(self) -> None:
        """Reads the board and the reception at hand again."""
        self._session.run_latest("today", receptions.today_board, done=self._show_board)
        self._offer()
        if self.current:
            self._load()

    def hide_names(self, on: bool) -> None:
        """F4: nothing but numbers stays on screen."""
        self._hidden = on
        self.today.hide_names(on)
        self._cover.setVisible(on)
        self._middle.setVisible(not on)
        self._place_side()

    def save_now(self) -> None:
        """Before the page is left or the desk is locked: what was typed goes into its draft."""
        if self.register_step is not None:
            self.register_step.save_now()
        self.screen_step.save_now()
        self.issue_step.save_now()

    def place(self) -> ReceptionPlace:
        """Where the clerk is, for after the lock."""
        step = self.register_step
        typing = step is not None and self._stack.currentWidget() is step and step.begun
        draft_id = step.keeper.draft_id if step is not None and typing else ""
        return ReceptionPlace(draft_id, self.current, self._step, self._item_at, self._hidden)

    def go_back_to(self, place: object) -> None:
        """Once the tables are there: the form that was being typed, or the step of the visit."""
        assert isinstance(place, ReceptionPlace)
        self._place = place
        if self.register_step is not None:
            self._return()

    def _return(self) -> None:
        place, self._place = self._place, None
        if place is None:
            return
        if place.draft_id:
            self._session.run("left-draft", _draft_of, place.draft_id, done=self._take_left)
        elif place.reception_id:
            self.open_reception(place.reception_id)
            self._go_to, self._item_at = place.step, place.item_at
        self.hide_names(place.hidden)

    def _take_left(self, draft: OpenDraft | None) -> None:
        if draft is not None:
            hidden, self._hidden = self._hidden, False
            self._take_draft(draft)
            self.hide_names(hidden)

    # making

    def _setup_ui(self) -> None:
        self._stack = QStackedWidget()
        self._nothing = Card("card", margins=24)
        self._nothing.box.addStretch(1)
        words = label(text.NOTHING_OPEN, "quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.add(words)
        self._nothing.box.addStretch(1)
        for page in (self._nothing, self.screen_step, self.issue_step, self.sign_step):
            self._stack.addWidget(page)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(10)
        middle.addWidget(self.bar)
        middle.addWidget(self.banners)
        middle.addWidget(self._stack, 1)
        self._cover = Card("card", margins=24, name="names_cover")
        cover_words = label(text.HIDDEN, "quiet")
        cover_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.box.addStretch(1)
        self._cover.add(cover_words)
        self._cover.box.addStretch(1)
        self._cover.hide()
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(14)
        self._columns.addWidget(self.today)
        self._columns.addWidget(self._middle, 1)
        self._columns.addWidget(self._cover, 1)
        self._columns.addWidget(self.side)
        self.bar.show_step(REGISTER, 0, -1)

    def _connect(self) -> None:
        self.today.chosen.connect(self.open_reception)
        self.today.new_asked.connect(self.start_new)
        self.today.hide_asked.connect(lambda: self.hide_names(not self._hidden))
        self.today.proof_asked.connect(self.prove_paper)
        self.bar.step_asked.connect(self._step_asked)
        self.bar.drawer_asked.connect(self._toggle_drawer)
        self.side.close_button.clicked.connect(self._toggle_drawer)
        self.banners.draft_taken.connect(self._take_draft)
        self.screen_step.side_changed.connect(self._show_side)
        self.screen_step.filled.connect(self.issue_step.take_filled)
        self.screen_step.concluded.connect(lambda _item: self._advance())
        self.screen_step.issue_asked.connect(lambda: self._show_step(ISSUE))
        self.screen_step.split_asked.connect(self._split_asked)
        self.screen_step.make_up_asked.connect(self._make_up_asked)
        self.issue_step.issued.connect(lambda: self._after(SIGN))
        self.issue_step.sign_asked.connect(lambda: self._show_step(SIGN))
        self.sign_step.issue_asked.connect(lambda: self._after(ISSUE))
        self.sign_step.new_asked.connect(self.start_new)
        self._session.changed.connect(self._take_news)

    def _make_keys(self) -> None:
        window_key(self, "new_visit_action", ("F2",), self.start_new)
        window_key(self, "read_card_action", ("F3",), lambda: self._session.say(text.NO_READER, "owed"))
        window_key(self, "hide_names_action", ("F4",), lambda: self.hide_names(not self._hidden))
        window_key(self, "prove_paper_action", ("F8",), self.prove_paper)
        window_key(self, "print_action", ("F9",), self._print_asked)
        window_key(self, "finish_action", ("Ctrl+Return", "Ctrl+Enter"), self._finish_asked)

    def _take_tables(self, tables: FormTables) -> None:
        self.register_step = RegisterStep(self._session, tables)
        self.registered_view = RegisteredView(self._session, tables, lambda: str(self._local.get("printer")))
        self._stack.addWidget(self.register_step)
        self._stack.addWidget(self.registered_view)
        self.register_step.set_short(self._scale() >= STRIP_FROM)
        self.register_step.registered.connect(self._registered)
        self.register_step.left.connect(self._left)
        self.register_step.side_changed.connect(self._show_side)
        self.registered_view.go_on_asked.connect(self._go_on)
        self.registered_view.opening_asked.connect(OpeningFlow(self, self._session, self._local).start)
        self.registered_view.matter_asked.connect(self.matter_asked)
        self.registered_view.issue_asked.connect(lambda: self._after(ISSUE))
        self._return()

    # a reception

    def start_new(self) -> None:
        """F2: a blank registration; one in progress keeps its draft."""
        step = self.register_step
        if step is None or self._hidden:
            return
        self._session.say("")
        if self._stack.currentWidget() is step and step.begun:
            step.save_now()
            step.start(None)
        self.current, self._view = "", None
        self.today.set_current("")
        self.bar.show_where(text.NEW_VISIT)
        self.bar.show_step(REGISTER, 0, REGISTER)
        self._stack.setCurrentWidget(step)
        self._show_side()
        self._offer()
        step.form.focus_first()

    def prove_paper(self) -> None:
        """F8: the paper behind a scanned code."""
        found = ProofDialog.ask(self, self._session)
        if found:
            self.open_reception(found)

    def open_reception(self, reception_id: str) -> None:
        """From the list; opens at the step it stands at."""
        self.save_now()
        self._session.say("")
        self.current, self._view = reception_id, None
        self._go_to, self._advancing, self._make_up = None, False, ""
        self._item_at = -1
        self.today.set_current(reception_id)
        self._load()

    def _load(self) -> None:
        self._session.run_latest("reception", receptions.reception_view, self.current, done=self._show_view)

    def _show_view(self, view: ReceptionView) -> None:
        if view.reception.id != self.current:
            return
        first = self._view is None
        self._view = view
        if self._advancing:
            self._advancing = False
            self._show_next_matter(view)
            return
        if self._go_to is not None:
            step, self._go_to = self._go_to, None
        elif first:
            row = self.today.row_of(self.current)
            step = STEP_AT[view.step]
            if step == ISSUE and row is not None and "出纸" in row.chip:
                step = SIGN
        else:
            step = self._step
        if self._item_at < 0:
            self._item_at = first_open(view) or 0
        if first and step == SCREEN and live_items(view) and self._nothing_said(view):
            # Taken in for later: the receipt comes next, the words another day (counter-rules.md 4.2).
            step = ISSUE
        wanted, self._make_up = self._make_up, ""
        if wanted:
            self._item_at = next((at for at, one in enumerate(live_items(view)) if one.item.id == wanted), 0)
        self._show_step(step)
        if wanted and self.screen_step.item_id == wanted:
            self.screen_step.make_up()

    def _show_step(self, step: int) -> None:
        view = self._view
        if view is None or self.registered_view is None:
            return
        items = live_items(view)
        if step == SCREEN and not items:
            step = REGISTER
        elif step == SCREEN and self._nothing_said(view):
            step = REGISTER
            self._session.say(screen_text.WORDS_FIRST, "owed")
        self._step = step
        number = f"{view.reception.seq:04d}"
        where = text.VISIT.format(word=text.WORD_OF[view.reception.form], seq=number)
        if len(items) > 1 and step == SCREEN:
            where += " · " + text.ITEM_OF.format(number=self._item_at + 1, count=len(items))
        self.bar.show_where(where)
        reached = STEP_AT[view.step] if view.step != "done" else SIGN + 1
        self.bar.show_step(step, reached, SIGN)
        self.bar.set_short(self._scale() >= STRIP_FROM)
        self._fill(step, view)
        self._show_side()

    def _nothing_said(self, view: ReceptionView) -> bool:
        """先收下: the matter at hand has no words yet, so there is nothing to screen (counter-rules.md 1.0)."""
        items = live_items(view)
        return unfinished_words(items[min(max(self._item_at, 0), len(items) - 1)].item)

    def _fill(self, step: int, view: ReceptionView) -> None:
        assert self.registered_view is not None
        if step == REGISTER:
            self.registered_view.load(view)
            self._stack.setCurrentWidget(self.registered_view)
        elif step == SCREEN:
            items = live_items(view)
            self._item_at = min(self._item_at, len(items) - 1)
            self.registered_view.load(view)
            self._stack.setCurrentWidget(self.screen_step)
            self.screen_step.load(items[self._item_at])
        elif step == ISSUE:
            self._stack.setCurrentWidget(self.issue_step)
            self.issue_step.load(self.current, sealed=view.reception.sealed)
            self.issue_step.setFocus()
        else:
            closed = view.reception.state == ReceptionState.CLOSED
            self._stack.setCurrentWidget(self.sign_step)
            self.sign_step.load(
                self.current,
                form=view.reception.form,
                closed=closed,
                signer=main_name(view),
                open_points=view.open_points,
            )

    def _after(self, step: int) -> None:
        """The step to show when the news of what changed has been read."""
        self._go_to = step
        self._load()

    def _advance(self) -> None:
        """After a conclusion: the next matter, or ③. The news of the conclusion asks for the same view: one is read."""
        self._advancing = True
        self._load()

    def _show_next_matter(self, view: ReceptionView) -> None:
        following = first_open(view)
        prints, writes = self.screen_step.prints, self.screen_step.writes
        self.screen_step.prints = self.screen_step.writes = False
        if following is None:
            self._show_step(ISSUE)
            if prints:
                self.issue_step.issue_when_read()
            elif writes:
                self.issue_step.write_when_read(APPLICATION)
        else:
            self._item_at = following
            self._show_step(SCREEN)

    def _go_on(self) -> None:
        view = self._view
        if view is not None:
            self._item_at = first_open(view) or 0
            self._show_step(max(STEP_AT[view.step], SCREEN))

    def _make_up_asked(self, reception_id: str, item_id: str) -> None:
        """补办原登记的告知: the visit of the first registration, at its cards; the one at hand keeps its draft."""
        self.open_reception(reception_id)
        self._go_to, self._make_up = SCREEN, item_id

    def _registered(self, result: Registered) -> None:
        self.current, self._view = result.reception_id, None
        self._go_to, self._item_at = SCREEN, -1
        self.today.set_current(result.reception_id)
        self._load()

    def _left(self) -> None:
        self.current, self._view = "", None
        self._stack.setCurrentWidget(self._nothing)
        self.bar.show_where("")
        self.bar.show_step(REGISTER, 0, -1)
        self.side.show_parts([])

    def _split_asked(self) -> None:
        if self.registered_view is not None and self._view is not None:
            self.registered_view.load(self._view)
            self.registered_view.ask_split()

    def _take_draft(self, draft: OpenDraft) -> None:
        self.start_new()
        if self.register_step is not None:
            self.register_step.start(registration_from_draft(draft.body_json), draft.draft_id)
            self._offer()
            self._show_side()

    # keys, news, room

    def _step_asked(self, step: int) -> None:
        if step == SCREEN and self._step == SCREEN and self._view is not None:
            # The chip at hand walks through the matters of the visit.
            self._item_at = (self._item_at + 1) % max(len(live_items(self._view)), 1)
        self._show_step(step)

    def _print_asked(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.issue_step and not self._hidden:
            self.issue_step.issue()
        elif shown is self.screen_step and not self._hidden:
            self.screen_step.adopt_and_print()

    def _finish_asked(self) -> None:
        shown = self._stack.currentWidget()
        finish = getattr(shown, "finish", None)
        if finish is not None and not self._hidden:
            finish()

    def _offer(self) -> None:
        step = self.register_step
        shown = step is not None and self._stack.currentWidget() is step
        self.banners.refresh(step.keeper.draft_id if step is not None and shown else "")

    def _take_news(self, topics: frozenset[str]) -> None:
        if "today" in topics:
            self._session.run_latest("today", receptions.today_board, done=self._show_board)
            self._offer()
        if self.current and f"reception:{self.current}" in topics:
            self._load()
        if "office" in topics:
            self._session.run("form-tables", load_tables, done=self._renew_tables)

    def _renew_tables(self, tables: FormTables) -> None:
        """New staff or another division: the form is made anew unless something stands in it."""
        step = self.register_step
        if step is None or step.begun:
            return
        for old in (step, self.registered_view):
            assert old is not None
            self._stack.removeWidget(old)
            old.deleteLater()
        self._take_tables(tables)

    def _show_board(self, board: TodayBoard) -> None:
        self.today.show_board(board)
        self.today.set_current(self.current)

    def _show_side(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.register_step and self.register_step is not None:
            self.side.show_parts(*self.register_step.side_parts())
        elif shown is self.screen_step:
            self.side.show_parts(*self.screen_step.side_parts())
        elif self._view is not None:
            self.side.show_parts(*issue_side(self._view))
        else:
            self.side.show_parts([])
        self._place_side()

    def _scale(self) -> float:
        return max(self.font().pointSizeF(), 1.0) / BODY_PT

    def _folded(self) -> bool:
        return self.window().width() / self._scale() < FOLD_BELOW

    def _toggle_drawer(self) -> None:
        self._drawer_open = not self._drawer_open
        self._place_side()

    def _place_side(self) -> None:
        folded = self._folded()
        self.bar.drawer_button.setVisible(folded)
        self.side.close_button.setVisible(folded)
        if folded and self._columns.indexOf(self.side) >= 0:
            self._columns.removeWidget(self.side)
        elif not folded and self._columns.indexOf(self.side) < 0:
            self._columns.addWidget(self.side)
        empty = self._stack.currentWidget() is self._nothing
        self.side.setVisible(not self._hidden and not empty and (self._drawer_open if folded else True))
        if folded and self._drawer_open:
            width = min(self.side.width(), self.width())
            self.side.setGeometry(self.width() - width, 0, width, self.height())
            self.side.raise_()

    def _measure(self) -> None:
        self.side.measure()
        self.today.set_strip(self._scale() >= STRIP_FROM)
        self.bar.set_short(self._scale() >= STRIP_FROM)
        self.screen_step.set_short(self._scale() >= STRIP_FROM)
        self.issue_step.set_short(self._scale() >= STRIP_FROM)
        self.sign_step.set_short(self._scale() >= STRIP_FROM)
        if self.register_step is not None:
            self.register_step.set_short(self._scale() >= STRIP_FROM)
        self._place_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange) and hasattr(self, "_columns"):
            self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()
