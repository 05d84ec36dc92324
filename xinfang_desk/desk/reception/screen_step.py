"""② 甄别: the cards of one matter after another, then the conclusion (条例 19–31)."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.reception import card_run
from xinfang_desk.desk.reception.card_run import Turn
from xinfang_desk.desk.reception.card_widget import CardWidget
from xinfang_desk.desk.reception.conclusion_card import ConclusionCard
from xinfang_desk.desk.reception.field_form import Directory
from xinfang_desk.desk.reception.form_tools import enter_moves_on, go_on_from, is_enter, is_text_editor, order_tabs
from xinfang_desk.desk.reception.side_panel import chip_rows, head, link_lines, quiet_lines, trace_rows
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import screen as text
from xinfang_desk.desk.widgets import (
    Card,
    LawPanel,
    StorePanel,
    button,
    clear_layout,
    label,
    primary_button,
    row,
    scrolled,
)
from xinfang_desk.domain.cards.view import CardView
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import Staff
from xinfang_desk.services import drafts, office, screening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.receptions import ItemView
from xinfang_desk.services.screening import Concluded, Conclusion

FACTS_DRAFT = "fact_column"


def _deciders(desk: Desk) -> tuple[tuple[Staff, ...], Directory]:
    names = tuple(one.name for one in office.authorities(desk) if one.active)
    staff = tuple(one.name for one in office.staff(desk) if one.active)
    return office.staff(desk, deciders=True), Directory(names, staff)


def _kept_facts(desk: Desk, item_id: str) -> dict[str, str]:
    """A fact column typed before and not yet adopted."""
    found = [d for d in drafts.open_drafts(desk) if d.kind == FACTS_DRAFT and d.subject_id == item_id]
    return dict(json.loads(found[0].body_json)) if found else {}


def _drop_facts(desk: Desk, item_id: str) -> None:
    for draft in drafts.open_drafts(desk):
        if draft.kind == FACTS_DRAFT and draft.subject_id == item_id:
            drafts.discard_draft(desk, draft.draft_id)


def _found_paths(desk: Desk, words: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    return words, screening.find_paths(desk, words)


class ScreenStep(QWidget):
    """Cards of one item.

    Signals:
        concluded: a conclusion was adopted; the item's id.
        filled: code of a notice, id of its item and what was filled in beside the conclusion.
        split_asked: 不止一件事.
        issue_asked: on to ③.
        side_changed: the side panel has other parts.
        make_up_asked: 补办原登记的告知; ids of that reception and item.
    """

    concluded = Signal(str)
    filled = Signal(str, str, object)
    split_asked = Signal()
    issue_asked = Signal()
    side_changed = Signal()
    make_up_asked = Signal(str, str)

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._item: ItemView | None = None
        self._turn: Turn | None = None
        self._deciders: tuple[Staff, ...] = ()
        self._directory = Directory()
        self.prints = False  # 采用并打印: what follows the conclusion
        self.writes = False  # the application for 复查 is written next
        self._facts: dict[str, str] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy = self._short = False
        self._again = False
        self._reason = self._line = ""
        panel = Card("card", margins=20, spacing=8)
        self.card = CardWidget()
        self.conclusion = ConclusionCard()
        self._stack = QStackedWidget()
        self._card_area = scrolled(self.card, "card_scroll")
        self._conclusion_area = scrolled(self.conclusion, "conclusion_scroll")
        self._done = QWidget()
        self._done_box = QVBoxLayout(self._done)
        for page in (self._card_area, self._conclusion_area, self._done):
            self._stack.addWidget(page)
        panel.box.addWidget(self._stack, 1)
        self.problem_label = label("", "problem", name="card_problem_label")
        self.problem_label.hide()
        panel.box.addWidget(self.problem_label)
        self.back_button = button(text.BACK, "card_back_button")
        self.unsure_button = button(text.UNSURE, "unsure_button")
        self.split_button = button(text.SPLIT, "split_button")
        self.next_button = primary_button(text.NEXT, "next_card_button")
        self.adopt_button = primary_button(text.ADOPT, "adopt_button")
        self.print_button = button(text.ADOPT_PRINT, "adopt_print_button")
        self.print_button.setToolTip(text.ADOPT_PRINT_TIP)
        self.again_button = button(text.AGAIN, "screen_again_button")
        self.issue_button = primary_button(text.GO_ISSUE, "go_issue_button")
        panel.box.addLayout(
            row(
                self.back_button,
                self.unsure_button,
                self.split_button,
                self.again_button,
                1,
                self.next_button,
                self.print_button,
                self.adopt_button,
                self.issue_button,
            )
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        self._facts_timer = QTimer(self)
        self._facts_timer.setSingleShot(True)
        self._facts_timer.setInterval(400)
        self._facts_timer.timeout.connect(self._keep_facts)
        self._connect()
        self._make_keys()

    def save_now(self) -> None:
        """Before the page is left or the desk is locked."""
        if self._facts_timer.isActive():
            self._facts_timer.stop()
            self._keep_facts()

    def load(self, item: ItemView) -> None:
        """Shows the item's conclusion, or its next card."""
        same = self._item is not None and self._item.item.id == item.item.id
        self._item = item
        if item.screening is not None:
            self._turn = None
            self._show_done(item)
        elif not same or self._turn is None:
            self._turn = None
            self._again = False
            self.start()

    def make_up(self) -> None:
        """The first registration of an overdue matter, screened now as what it was: nothing came before it."""
        self._again = self._item is not None and self._item.screening is not None
        self._turn = None
        self.start(first=True)

    def start(self, *, first: bool = False) -> None:
        """The cards from the first, or from where a draft left them."""
        if self._item is None:
            return
        self._reason = text.MAKE_UP_REASON if first else ""
        self._waiting.clear()
        self._session.run("deciders", _deciders, done=self._take_deciders)
        self._session.run("kept-facts", _kept_facts, self._item.item.id, done=self._take_facts)
        self._run(card_run.begin, self._item.item.id, first, state=False)

    @property
    def item_id(self) -> str:
        return self._item.item.id if self._item is not None else ""

    def finish(self) -> None:
        """Ctrl+Enter: adopts the conclusion, or goes on to the papers."""
        if self._stack.currentWidget() is self._conclusion_area:
            self._adopt()
        elif self._stack.currentWidget() is self._done:
            self.issue_asked.emit()

    def adopt_and_print(self) -> None:
        """F9 on a conclusion: adopted, and its papers printed where nothing is left to fill. A refusal is looked at."""
        if self._stack.currentWidget() is self._conclusion_area:
            conclusion = self._turn.conclusion if self._turn is not None else None
            self._adopt(prints=conclusion is not None and not conclusion.refuses)

    def side_parts(self) -> tuple[list[QWidget], list[QWidget]]:
        turn = self._turn
        parts: list[QWidget] = []
        if turn is None:
            return self._done_side()
        linked = link_lines(self._item.links) if self._item is not None else []
        if turn.view is not None:
            view = turn.view
            if view.law:
                parts += [head(text.LAW_HEAD), *(LawPanel(note.article, note.gist, note.words) for note in view.law)]
            if view.trace:
                parts += [head(text.TRACE_HEAD), *trace_rows(view.trace)]
            parts += linked
            together = getattr(view, "together", ())
            if together:
                parts += [head(text.TOGETHER_HEAD), *chip_rows([(one, text.TO_PRINT, "owed") for one in together])]
            return parts, [_say_so(view.say_so)] if view.say_so else []
        conclusion = turn.conclusion
        if conclusion is None:
            return parts, []
        parts += [head(text.LAW_HEAD), LawPanel(conclusion.leaf_title, conclusion.basis_text, conclusion.basis_words)]
        if conclusion.side_titles:
            rows = [(title, text.TO_PRINT, "owed") for title in conclusion.side_titles]
            parts += [head(text.TOGETHER_HEAD), *chip_rows(rows)]
        return parts, [_say_so(conclusion.say_so)] if conclusion.say_so else []

    # the queue: one answer after another, each on the state the last one left

    def _do(self, act: Callable[[], None]) -> None:
        self._session.say("")
        self._waiting.append(act)
        self._pump()

    def _pump(self) -> None:
        while self._waiting and not self._busy:
            self._waiting.popleft()()

    def _run(self, work: Callable[..., Turn], *args: object, state: bool = True) -> None:
        if state and self._turn is None:
            return
        self._busy = True
        first = (self._turn.state,) if state and self._turn is not None else ()
        self._session.run("cards", work, *first, *args, done=self._show_turn, failed=self._refused)

    def _show_turn(self, turn: Turn) -> None:
        self._busy = False
        if turn.state.item_id != self.item_id:
            return
        before = self._turn
        self._turn = turn
        self._say("")
        if turn.view is not None:
            self._stack.setCurrentWidget(self._card_area)
            self.card.show_card(turn.view)
            if before is None or before.view is None or before.view.title != turn.view.title:
                self._card_area.verticalScrollBar().setValue(0)
                self._keep_keys_here()
                if self.isVisible():
                    self.card.focus_search()
                self._line = ""
            order_tabs(self)
            self._go_to_new_line()
            self._show_open_question()
        elif turn.conclusion is not None:
            self._stack.setCurrentWidget(self._conclusion_area)
            self.conclusion.show_conclusion(
                turn.conclusion,
                self._deciders,
                again=self._again,
                facts=self._facts,
                reason=self._reason,
                directory=self._directory,
            )
            self._conclusion_area.verticalScrollBar().setValue(0)
            self._keep_keys_here()
            order_tabs(self)
        self._arrange()
        if turn.conclusion is not None and self.isVisible() and not self.conclusion.focus_wanted():
            self.adopt_button.setFocus()
        self.side_changed.emit()
        self._pump()

    def _go_to_new_line(self) -> None:
        """A question that wants words, just opened, gets the keys: a digit for it must not tick an answer."""
        before, self._line = self._line, self.card.open_line()
        if self._line and self._line != before and self.isVisible():
            self.card.focus_first_open()

    def _show_open_question(self) -> None:
        """Scrolls to what the answer asks further; again when the card has taken its new height."""
        question = self.card.first_open() if self._view() is not None else None
        if question is not None:
            self._card_area.ensureWidgetVisible(question)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._waiting.clear()
        self._say(getattr(error, "sentence", ""))
        self.card.focus_first_open()

    # answers

    def _next(self) -> None:
        if self.card.take_search():
            # What the row leaves open is answered by digits: they must not go into the search line.
            self._keep_keys_here()
            return
        for ask_id, value in self.card.pending():
            self._do(partial(self._run, card_run.reply, ask_id, value))
        self._do(self._go_on)

    def _go_on(self) -> None:
        view = self._view()
        if view is None:
            return
        if not view.can_go_on:
            self._say(view.problem or text.FOLLOW_PROBLEM)
            self.card.focus_first_open()
            return
        self._run(card_run.go_on)

    def _digit(self, digit: int) -> None:
        view = self._view()
        if view is None or self.card.take_digit(digit):
            return
        reply = self.card.reply_for(digit)
        if reply is not None:
            self._run(card_run.reply, *reply)
            return
        option = self.card.option_for(digit)
        if option:
            self._run(card_run.choose, option)

    def _back(self) -> None:
        view = self._view()
        if view is not None and not view.can_back:
            return
        self._run(card_run.go_back)

    def _view(self) -> CardView | None:
        return self._turn.view if self._turn is not None else None

    # the conclusion

    def _adopt(self, *, prints: bool = False, writes: bool = False) -> None:
        if self._turn is None or self._turn.conclusion is None or self._busy:
            return
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self._busy = True
        self.prints, self.writes = prints, writes
        self._arrange()
        order = self.conclusion.order(self._turn.state)
        self._session.run("conclude", screening.conclude, order, done=self._concluded, failed=self._not_concluded)

    def _concluded(self, _result: Concluded) -> None:
        self._busy = False
        item_id = self.item_id
        self._say("")
        self._facts_timer.stop()
        self._session.run("drop-facts", _drop_facts, item_id)
        self._turn = None
        self._facts = {}
        self._session.say(text.ADOPTED, "ok")
        code, values = self.conclusion.paper_values()
        if values:
            self.filled.emit(code, item_id, values)
        self.concluded.emit(item_id)

    def _filled(self) -> None:
        """Where a decision is still asked, on to it; else all that is left is to adopt."""
        focus = QApplication.focusWidget()
        if focus is None or not self.conclusion.decides:
            self.adopt_button.setFocus()
        else:
            go_on_from(focus)

    def _not_concluded(self, error: Exception) -> None:
        self._busy = self.prints = self.writes = False
        self._arrange()
        if isinstance(error, FieldErrors):
            rest = self.conclusion.show_problems(error.fields)
            self._say("　".join(rest) if rest else error.sentence)
            return
        if isinstance(error, UserError) and error.field:
            self.conclusion.show_problems({error.field: error.sentence})
        self._say(getattr(error, "sentence", ""))

    def _facts_edited(self, facts: dict[str, str]) -> None:
        self._facts = facts
        self._facts_timer.start()
        if self._turn is not None:
            self._session.run_latest("weigh", card_run.weigh, self._turn.state, facts, done=self._show_weighed)

    def _show_weighed(self, conclusion: Conclusion) -> None:
        if self._turn is not None and self._turn.conclusion is not None:
            self._turn = Turn(self._turn.state, None, conclusion)
            self.conclusion.update_problems(conclusion)

    def _keep_facts(self) -> None:
        # What is said in a disclosure never enters a draft (design.md 7).
        if self._item is not None and not self._item.item.sealed and self._session.is_open:
            body = json.dumps(self._facts, ensure_ascii=False)
            self._session.run("keep-facts", drafts.save_draft, FACTS_DRAFT, self._item.item.id, body)

    def _take_facts(self, facts: dict[str, str]) -> None:
        self._facts = facts

    def _take_deciders(self, found: tuple[tuple[Staff, ...], Directory]) -> None:
        self._deciders, self._directory = found

    # an item that has its conclusion

    def _show_done(self, item: ItemView) -> None:
        clear_layout(self._done_box)
        found = item.screening
        assert found is not None
        self._done_box.addWidget(label(text.AWAITING_HEAD if found.awaiting else text.DONE_HEAD, "quiet"))
        self._done_box.addWidget(label(item.leaf_title, "title", name="leaf_title_label"))
        self._done_box.addWidget(label(text.SCREENED_ON.format(on=found.on_date), "quiet"))
        if found.awaiting:
            words = f"{found.awaiting_reason}。{text.AWAITING_LINE}"
            self._done_box.addWidget(Card("owed", margins=12).add(label(words)))
        if item.screen_again:
            self._done_box.addWidget(Card("owed", margins=12, name="screen_again_card").add(label(text.DATES_CHANGED)))
        first = item.make_up
        if first is not None:
            number = first.register_no.rsplit("-", 1)[-1]
            made = button(text.MAKE_UP.format(number=number), "make_up_button")
            made.clicked.connect(lambda: self.make_up_asked.emit(first.reception_id, first.item_id))
            self._done_box.addLayout(row(made, 1))
        for clock in item.clocks:
            self._done_box.addWidget(label(f"{clock.formula}", "quiet"))
        self._done_box.addStretch(1)
        self._stack.setCurrentWidget(self._done)
        self._say("")
        self._arrange()
        self.side_changed.emit()

    def _done_side(self) -> tuple[list[QWidget], list[QWidget]]:
        if self._item is None or not self._item.leaf_title:
            return [], []
        item = self._item
        parts = [head(text.DONE_HEAD), *quiet_lines(item.leaf_title)]
        if item.basis_text:
            parts += [head(text.LAW_HEAD), LawPanel(item.leaf_title, item.basis_text, item.basis_words)]
        return [*parts, *link_lines(item.links)], []

    def _start_again(self) -> None:
        self._again = True
        self._turn = None
        self.start()

    # keys and buttons

    def _connect(self) -> None:
        self.card.option_chosen.connect(lambda option: self._do(partial(self._run, card_run.choose, option)))
        self.card.replied.connect(lambda key, value: self._do(partial(self._run, card_run.reply, key, value)))
        self.card.search_asked.connect(self._search)
        self.card.unsure_asked.connect(lambda: self._do(partial(self._run, card_run.unsure)))
        self.card.digit_passed.connect(lambda digit: self._do(partial(self._digit, digit)))
        self.card.back_passed.connect(lambda: self._do(self._back))
        self._card_area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._show_open_question())
        self.conclusion.facts_edited.connect(self._facts_edited)
        self.conclusion.make_up_asked.connect(self.make_up_asked)
        self.conclusion.filled.connect(self._filled)
        self.conclusion.apply_asked.connect(lambda: self._adopt(writes=True))
        self.next_button.clicked.connect(self._next)
        self.back_button.clicked.connect(lambda: self._do(self._back))
        self.unsure_button.clicked.connect(lambda: self._do(partial(self._run, card_run.unsure)))
        self.split_button.clicked.connect(self.split_asked)
        self.adopt_button.clicked.connect(lambda: self._adopt())
        self.print_button.clicked.connect(self.adopt_and_print)
        self.again_button.clicked.connect(self._start_again)
        self.issue_button.clicked.connect(self.issue_asked)

    def _make_keys(self) -> None:
        for digit in range(1, 10):
            self._key(f"digit_{digit}_action", (str(digit),), partial(self._do, partial(self._digit, digit)))
        self._key("unsure_action", ("0",), lambda: self._do(partial(self._run, card_run.unsure)))
        self._key("back_action", ("Backspace",), lambda: self._do(self._back))

    def _key(self, name: str, keys: tuple[str, ...], act: Callable[[], None]) -> None:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: None if is_text_editor(QApplication.focusWidget()) else act())
        self.addAction(action)

    def _search(self, words: str) -> None:
        self._session.run_latest("find-paths", _found_paths, words, done=self._show_found)

    def _show_found(self, found: tuple[str, tuple[tuple[str, str, str], ...]]) -> None:
        self.card.show_found(*found)

    def _keep_keys_here(self) -> None:
        """Digits and Enter work at once on a new card."""
        if self.isVisible():
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.problem_label.setText(sentence)
        self.problem_label.setVisible(bool(sentence))

    def set_short(self, short: bool) -> None:
        """At large letters the buttons under a card leave their keys away."""
        self._short = short
        self.unsure_button.setText(text.UNSURE_SHORT if short else text.UNSURE)
        self.split_button.setText(text.SPLIT_SHORT if short else text.SPLIT)
        self.next_button.setText(text.NEXT_SHORT if short else text.NEXT)
        self.print_button.setText(text.ADOPT_PRINT_SHORT if short else text.ADOPT_PRINT)
        self._arrange()

    def _arrange(self) -> None:
        view = self._view()
        card, done = view is not None, self._stack.currentWidget() is self._done
        self.back_button.setVisible(not done)
        back = text.BACK_SHORT if self._short else text.BACK
        self.back_button.setText(back if card else text.BACK_TO_CARDS)
        self.back_button.setEnabled(view is None or view.can_back)
        self.unsure_button.setVisible(card)
        self.split_button.setVisible(not done)
        self.next_button.setVisible(card)
        self.adopt_button.setVisible(not card and not done)
        self.adopt_button.setEnabled(not self._busy)
        conclusion = self._turn.conclusion if self._turn is not None else None
        self.print_button.setVisible(conclusion is not None and not conclusion.refuses)
        self.print_button.setEnabled(not self._busy)
        self.again_button.setVisible(done)
        self.issue_button.setVisible(done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._view() is not None:
            focus = QApplication.focusWidget()
            if focus is self.split_button or focus is self.back_button or focus is self.unsure_button:
                focus.click()
            else:
                self._next()
        elif is_enter(event) and self.conclusion.take_enter(QApplication.focusWidget()):
            return
        elif not enter_moves_on(event):
            super().keyPressEvent(event)


def _say_so(words: str) -> QWidget:
    return StorePanel(words if words.startswith(text.SAY_SO) else f"{text.SAY_SO}{words}")
