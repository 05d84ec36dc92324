"""③ 告知: what is owed, its open fields, its picture, and 定稿并打印 in one action (条例 22, 23, 31)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import ReasonDialog
from xinfang_desk.desk.reception.field_form import Directory, FieldForm
from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.reception.form_tools import (
    enter_moves_on,
    is_enter,
    is_text_editor,
    narrow_combos,
    order_tabs,
)
from xinfang_desk.desk.reception.joins import Joins, carried
from xinfang_desk.desk.reception.paper_actions import Acts, action_buttons, first_to_show, refill, state_line
from xinfang_desk.desk.reception.paper_list import PaperList
from xinfang_desk.desk.reception.paper_work import (
    FIELDS_DRAFT,
    Issued,
    Papers,
    issue_and_print,
    keyed_draft,
    load_papers,
)
from xinfang_desk.desk.reception.preview import Preview
from xinfang_desk.desk.reception.print_foot import PrintFoot
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import Card, label, primary_button, scrolled
from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.joined import BETWEEN
from xinfang_desk.services import drafts, issuing, printing
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.issuing import OwedPaper, PaperDraft, PaperOrder
from xinfang_desk.services.printing import Printed, PrintPapers

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings

PAUSE_MS = 20  # one picture for what an input method commits at once; of what comes faster than it is drawn, the last


class IssueStep(QWidget):
    """The papers of one reception.

    Attributes:
        loader: reads which papers those are; a matter's page has its own.

    Signals:
        issued: papers were sent to the printer.
        sign_asked: on to ④.
    """

    issued = Signal()
    sign_asked = Signal()

    def __init__(self, session: DeskSession, local: LocalSettings) -> None:
        super().__init__()
        self._session, self._local = session, local
        self.loader: Callable[[Desk, str], Papers] = load_papers
        self._reception_id = ""
        self._sealed = False
        self._papers: tuple[OwedPaper, ...] = ()
        self._joins, self._first_read = Joins(), True
        self._waiting: frozenset[str] = frozenset()
        self._directory = Directory()
        self._values: dict[str, dict[str, str]] = {}
        self._hand: dict[str, frozenset[str]] = {}
        self._drafts: dict[str, PaperDraft] = {}
        self._large: dict[str, bool] = {}
        self._annexed: set[str] = set()
        self._given: set[str] = set()
        self._held: set[str] = set()
        self._current = ""
        self._filled: dict[tuple[str, str], dict[str, str]] = {}
        self._print_when_read = False
        self._write_when_read = ""
        self._print_is_next = False
        self._busy = self._zoomed = self._stacked = False
        self._acts = Acts(
            give=self._give,
            hold_back=self._hold_back,
            large=self._toggle_large,
            annex=self._toggle_annex,
            reprint=self._reprint,
            void=self._void,
            join=self._join,
            part=self._part,
        )
        self._setup_ui()
        self._draft_timer = self._timer(PAUSE_MS, self._draft)
        self._keep_timer = self._timer(800, self._keep)
        self._connect()

    def load(self, reception_id: str, *, sealed: bool) -> None:
        """Reads the papers again; what was typed for another reception is kept in its draft."""
        if reception_id != self._reception_id:
            self._values, self._hand, self._drafts = {}, {}, {}
            self._joins, self._first_read = Joins(), True
            self._large, self._annexed, self._given, self._held = {}, set(), set(), set()
            self._current = ""
        self._reception_id, self._sealed = reception_id, sealed
        self._session.run_latest("load-papers", self.loader, reception_id, done=self._show_papers)

    def take_filled(self, code: str, item_id: str, values: Mapping[str, str]) -> None:
        """What was filled in for a notice beside its conclusion."""
        self._filled[code, item_id] = dict(values)

    def issue_when_read(self) -> None:
        """采用并打印: to the printer as soon as the papers are read, unless something is left to fill or to look at."""
        self._print_when_read = True

    def write_when_read(self, code: str) -> None:
        """A paper that may be left out is asked for: it is opened first."""
        self._write_when_read = code

    def finish(self) -> None:
        """Ctrl+Enter: on to ④ when nothing is left to issue."""
        if not self._to_issue():
            self.sign_asked.emit()

    def issue(self) -> None:
        """F9."""
        orders = tuple(self._order(paper) for paper in self._to_issue())
        if self._busy or not orders:
            if not orders and not self._print_again():
                self.finish()
            return
        self._take_values()
        orders = tuple(self._order(paper) for paper in self._to_issue())
        self._busy = True
        self._arrange()
        printing_on = (self.print_foot.printer, self.print_foot.copies)
        made, failed = self._issued, self._not_issued
        self._session.run("issue", issue_and_print, orders, self._reception_id, *printing_on, done=made, failed=failed)

    def _print_again(self) -> bool:
        """Papers in 定稿 that the printer did not take go to it once more; False when there are none."""
        ids = tuple(paper.document_id for paper in self._not_out())
        if not ids or self._busy:
            return False
        copies = self.print_foot.copies
        order = PrintPapers(self._reception_id, ids, self.print_foot.printer, copies)
        self._session.run("print-again", printing.print_papers, order, done=self._reprinted)
        return True

    def toggle_zoom(self) -> None:
        if not self._zoomed:
            self._print_is_next = self.issue_button.hasFocus()
        self._zoomed = not self._zoomed
        self._place()
        self.preview.set_large(self._zoomed)
        if self._zoomed:
            self.setFocus()
        elif self._print_is_next:
            self._focus_print()

    def save_now(self) -> None:
        if self._keep_timer.isActive():
            self._keep_timer.stop()
            self._keep()

    # making

    def _setup_ui(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        self.papers_list = PaperList()
        self.form = FieldForm()
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(8)
        self._fields_head = label(text.FIELDS, "section")
        self._blocked = Card("wrong", margins=10)
        self._blocked_words = label("", "strong")
        self._blocked.add(self._blocked_words)
        self._state = flow(spacing=6)
        self._actions = flow(spacing=6)
        parts = (label(text.PAPERS, "section"), self.papers_list, self._blocked, self._fields_head, self.form)
        for widget in (*parts, self._state):
            middle.addWidget(widget)
        middle.addStretch(1)
        self._middle = middle
        left.addWidget(scrolled(inner, "papers_scroll"), 1)
        self.print_foot = PrintFoot(lambda name: self._local.set("printer", name))
        self.issue_button = primary_button("", "issue_button")
        # Under the list, not in it: what can be done with the paper at hand is never scrolled away.
        left.addWidget(self._actions)
        self._foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._foot.addWidget(self.print_foot, 1)
        self._foot.addWidget(self.issue_button)
        left.addLayout(self._foot)
        self._left_box = left
        self.preview = Preview(self._session)
        panel = Card("card", margins=12)
        columns = self._columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self._left, 1)
        columns.addWidget(self.preview, 1)
        panel.box.addLayout(columns, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        narrow_combos(self._left)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _timer(self, pause: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        self.papers_list.chosen.connect(self._choose)
        self.form.edited.connect(self._edited)
        self.form.done.connect(self._go_to_wanting)
        self.issue_button.installEventFilter(self)
        self.issue_button.clicked.connect(self.issue)
        self.preview.zoom_asked.connect(self.toggle_zoom)

    # showing

    def _show_papers(self, papers: Papers) -> None:
        self._papers = self._joins.applied(papers.owed)
        self._directory, self._waiting = papers.directory, papers.waiting
        opening, self._first_read = self._first_read, False
        for key, values in papers.kept.items():
            if opening or BETWEEN not in key:
                self._values.setdefault(key, dict(values))
        for paper in papers.owed:
            for filled in [self._filled.pop((paper.code, item_id), {}) for item_id in paper.item_ids]:
                if filled and not paper.document_id:
                    self._values[paper.key] = {**self._values.get(paper.key, {}), **filled}
                    self._keep_timer.start()
        keys = {paper.key for paper in self._papers}
        self._given &= keys
        for wanted in self._joins.wanted(papers.kept, papers.owed) if opening else ():
            self._join(wanted)
        asked = next((p for p in self._papers if p.code == self._write_when_read and not p.document_id), None)
        self._write_when_read = ""
        if asked is not None:
            self._given.add(asked.key)
            self._current = asked.key
        fresh = asked is not None or self._current not in keys
        if fresh and asked is None:
            self._current = first_to_show(self._papers, self._to_issue(), self._wanting)
        self.print_foot.show_printers(papers.printers, str(self._local.get("printer")))
        self._show_current()
        if fresh and self.isVisible() and not self.form.focus_first():
            self._focus_print()
        for paper in self._to_issue():
            if paper.key != self._current:
                self._session.run("other-draft", keyed_draft, self._order(paper), done=self._take_other)
        ready, self._print_when_read = self._print_when_read, False
        if ready and not any(self._wanting(paper) for paper in self._to_issue()):
            self.issue()

    def _go_to_wanting(self) -> None:
        """Enter behind the last field of a paper: to the next paper that wants something, else to the print button."""
        self._take_values()
        following = next((p for p in self._to_issue() if p.key != self._current and self._wanting(p)), None)
        if following is not None:
            self._choose(following.key)
            self.form.focus_first()
        else:
            self._focus_print()

    def _focus_print(self) -> None:
        """Where the next key belongs when nothing is left to fill."""
        if self.issue_button.isEnabled():
            self.issue_button.setFocus()
        else:
            self.setFocus()

    def _choose(self, key: str) -> None:
        self._take_values()
        self._current = key
        self._show_current()

    def _show_current(self) -> None:
        self.papers_list.show_papers(
            self._papers, self._current, frozenset(p.key for p in self._papers if self._goes(p))
        )
        paper = self._paper()
        open_to_fill = paper is not None and paper in self._fillable()
        specs = self._specs(paper) if paper is not None and open_to_fill else ()
        filled = {**(paper.values if paper else {}), **self._values.get(self._current, {})}
        self.form.load(specs, filled, self._offered())
        self.form.setVisible(open_to_fill)
        self._fields_head.setVisible(bool(specs))
        order_tabs(self)
        self._blocked_words.setText(paper.blocked if paper else "")
        self._blocked.setVisible(bool(paper and paper.blocked))
        self._show_state()
        self._show_missing()
        self._show_actions()
        self._arrange()
        if paper is None:
            self.preview.clear()
        elif paper.document_id:
            self._session.run_latest("paper-pdf", issuing.paper_pdf, paper.document_id, done=self._show_kept)
        else:
            self._draft(keep_page=False)

    def _show_kept(self, pdf: bytes) -> None:
        self.preview.show_pdf(pdf)

    def _show_state(self) -> None:
        draft, paper = self._drafts.get(self._current), self._paper()
        if draft is None or paper is None or paper.document_id:
            self._state.hide()
            return
        refill(self._state, state_line(draft, self._wanting(paper), self.form.fields_with, self._write_by_hand))
        self._state.show()

    def _show_actions(self) -> None:
        paper = self._paper()
        made: list[QPushButton] = []
        if paper is not None:
            goes, fillable, annexed = self._goes(paper), paper in self._fillable(), paper.key in self._annexed
            large = self._is_large(paper)
            made = action_buttons(paper, self._acts, goes=goes, fillable=fillable, large=large, annexed=annexed)
        refill(self._actions, made)

    def _join(self, keys: tuple[str, ...]) -> None:
        self._take_values()
        self._session.run("join-papers", issuing.joined_paper, self._reception_id, keys, done=self._joined)

    def _joined(self, paper: OwedPaper) -> None:
        self._joins.add(paper)
        self._values[paper.key] = {**carried(paper, self._values), **self._values.get(paper.key, {})}
        self._current = paper.key
        if paper.state == "optional":
            self._given.add(paper.key)
        self._keep_timer.start()
        self.load(self._reception_id, sealed=self._sealed)

    def _part(self, key: str, rest: tuple[str, ...] = ()) -> None:
        """Papers for themselves again; ``rest`` stay on one sheet."""
        self._joins.part(key)
        self._values.pop(key, None)
        self._drafts.pop(key, None)
        self._current = key.split(BETWEEN)[0]
        self._keep_timer.start()
        if rest:
            self._join(rest)
        else:
            self.load(self._reception_id, sealed=self._sealed)

    def _arrange(self) -> None:
        count = len(self._to_issue())
        again = len(self._not_out())
        rest = text.PRINT_AGAIN.format(count=again) if again else text.ISSUE_NONE
        words = text.ISSUING if self._busy else text.ISSUE.format(count=count) if count else rest
        self.issue_button.setText(words)
        self.issue_button.setAccessibleName(words)
        self.issue_button.setEnabled(not self._busy and bool(self._papers))

    # which papers

    def _paper(self) -> OwedPaper | None:
        return next((paper for paper in self._papers if paper.key == self._current), None)

    def _fillable(self) -> tuple[OwedPaper, ...]:
        return tuple(p for p in self._papers if p.state == "owed" or self._goes(p))

    def _goes(self, paper: OwedPaper) -> bool:
        """An optional paper that is made this time: asked for, or going along with the papers of its conclusion."""
        along = paper.along and paper.key not in self._held
        return paper.state == "optional" and (along or paper.key in self._given)

    def _to_issue(self) -> tuple[OwedPaper, ...]:
        return tuple(paper for paper in self._fillable() if not paper.blocked)

    def _not_out(self) -> tuple[OwedPaper, ...]:
        """In 定稿, and neither printed nor on its way to the printer."""
        return tuple(p for p in self._papers if p.state == "issued" and p.document_id not in self._waiting)

    def _order(self, paper: OwedPaper) -> PaperOrder:
        values = {**paper.values, **self._values.get(paper.key, {})}
        hand = tuple(sorted(self._hand.get(paper.key, frozenset())))
        return PaperOrder(
            self._reception_id, paper.key, values, hand, self._is_large(paper), paper.key in self._annexed
        )

    def _is_large(self, paper: OwedPaper) -> bool:
        return self._large.get(paper.key, paper.large)

    def _specs(self, paper: OwedPaper) -> tuple[FieldSpec, ...]:
        """What to ask for: by the last draft, for an answer may open other fields."""
        draft = self._drafts.get(paper.key)
        return draft.specs if draft is not None and not paper.document_id else paper.specs

    def _offered(self) -> Directory:
        """The directory without what this paper may not name: of a disclosure, whom it is about (条例 30.3)."""
        draft, paper = self._drafts.get(self._current), self._paper()
        return self._directory.without(draft.closed if draft is not None else paper.closed if paper is not None else ())

    def _wanting(self, paper: OwedPaper) -> int:
        """How many fields still want an answer."""
        draft = self._drafts.get(paper.key)
        if draft is not None:
            return len(set(draft.missing) & {spec.key for spec in draft.specs})
        values = {**paper.values, **self._values.get(paper.key, {})}
        return sum(1 for spec in paper.specs if spec.required and not values.get(spec.key))

    def _show_missing(self) -> None:
        self.papers_list.show_missing({paper.key: self._wanting(paper) for paper in self._to_issue()})

    # filling

    def _take_values(self) -> None:
        paper = self._paper()
        if paper is not None and paper in self._fillable():
            self._values[paper.key] = self.form.values()

    def set_short(self, short: bool) -> None:
        """At large letters all stands in one column, the picture of the paper last and as wide as the column."""
        if short != self._stacked:
            self._stacked = short
            self._place()

    def _place(self) -> None:
        inside = self._stacked and not self._zoomed
        self.preview.set_stacked(inside)
        self._middle.removeWidget(self.preview)
        self._columns.removeWidget(self.preview)
        self._left_box.removeWidget(self._actions)
        self._middle.removeWidget(self._actions)
        if inside:
            self._middle.insertWidget(self._middle.count() - 1, self._actions)
            self._middle.insertWidget(self._middle.count() - 1, self.preview)
        else:
            self._columns.addWidget(self.preview, 1)
            self._left_box.insertWidget(1, self._actions)
        across = QBoxLayout.Direction.LeftToRight if self._stacked else QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(across)
        self._left.setVisible(not self._zoomed)
        order_tabs(self)

    def _edited(self) -> None:
        self._session.say("")
        self._take_values()
        self._draft_timer.start()
        self._keep_timer.start()

    def _draft(self, *, keep_page: bool = True) -> None:
        paper = self._paper()
        if paper is None or paper.document_id or not self._session.is_open:
            return
        self._keep_page = keep_page
        self._session.run_latest(
            "draft-paper", keyed_draft, self._order(paper), done=self._show_draft, failed=self._no_draft
        )

    def _show_draft(self, keyed: tuple[str, PaperDraft]) -> None:
        key, draft = keyed
        self._drafts[key] = draft
        self._show_missing()
        if key == self._current:
            if not self.form.shows(draft.specs, self._offered()):
                # An answer opens other fields (or closes some); what is typed in the others stays.
                paper = self._paper()
                known = paper.values if paper else {}
                self.form.load(draft.specs, {**known, **self._values.get(key, {})}, self._offered())
                order_tabs(self)
            self.form.show_taken(draft.values)
            self.preview.show_pdf(draft.pdf, keep_page=self._keep_page)
            self.form.show_problems(draft.missing, only_filled=True)
            self._show_state()

    def _no_draft(self, error: Exception) -> None:
        self.preview.clear(getattr(error, "sentence", ""))

    def _take_other(self, keyed: tuple[str, PaperDraft]) -> None:
        self._drafts[keyed[0]] = keyed[1]
        self._show_missing()

    def _keep(self) -> None:
        # The fields of a disclosure's papers stay out of drafts (design.md 7).
        if self._reception_id and not self._sealed and self._session.is_open:
            body = json.dumps(self._values, ensure_ascii=False)
            self._session.run("keep-fields", drafts.save_draft, FIELDS_DRAFT, self._reception_id, body)

    def _write_by_hand(self, character: str) -> None:
        self._hand[self._current] = self._hand.get(self._current, frozenset()) | {character}
        self._draft()

    def _toggle_large(self) -> None:
        paper = self._paper()
        if paper is not None:
            self._large[paper.key] = not self._is_large(paper)
            self._draft(keep_page=False)

    def _toggle_annex(self) -> None:
        self._annexed ^= {self._current}
        self._draft(keep_page=False)

    def _give(self) -> None:
        self._given.add(self._current)
        self._held.discard(self._current)
        self._show_current()

    def _hold_back(self) -> None:
        self._held.add(self._current)
        self._given.discard(self._current)
        self._show_current()

    # issuing, printing, voiding

    def _issued(self, result: Issued) -> None:
        self._busy = False
        self._values, self._given, self._held = {}, set(), set()
        self._keep_timer.stop()
        self._arrange()
        count = len(result.issued.papers)
        if result.printed.sentence:
            self._session.say(text.ISSUED_NOT_PRINTED.format(count=count, sentence=result.printed.sentence), "wrong")
        else:
            self._session.say(text.ISSUED.format(count=count, pages=result.printed.pages), "ok")
            self.issued.emit()

    def _not_issued(self, error: Exception) -> None:
        self._busy = False
        self._arrange()
        self._session.say(getattr(error, "sentence", ""), "wrong")
        if isinstance(error, FieldErrors):
            self._go_to_missing(error.fields)
        elif isinstance(error, UserError) and error.code == "glyph":
            gap = next((p.key for p in self._to_issue() if (d := self._drafts.get(p.key)) and d.gaps), self._current)
            self._choose(gap)

    def _go_to_missing(self, fields: Mapping[str, str]) -> None:
        """Keys are ``<paper key>#<field>``, or the field alone when one paper was ordered; the first is shown."""
        papers = self._to_issue()
        for paper in papers:
            mark = f"{paper.key}#" if len(papers) > 1 else ""
            own = {key.removeprefix(mark): words for key, words in fields.items() if key.startswith(mark)}
            if own:
                if paper.key != self._current:
                    self._choose(paper.key)
                self.form.show_problems(own)
                self.form.focus_on(next(iter(own)))
                return

    def _reprint(self) -> None:
        paper = self._paper()
        if paper is not None:
            order = PrintPapers(self._reception_id, (paper.document_id,), self.print_foot.printer, None, True)
            self._session.run("reprint", printing.print_papers, order, done=self._reprinted)

    def _reprinted(self, printed: Printed) -> None:
        self._session.say(printed.sentence or text.REPRINTED, "wrong" if printed.sentence else "ok")
        if not printed.sentence:
            self.issued.emit()

    def _void(self) -> None:
        paper = self._paper()
        if paper is None:
            return
        reason = ReasonDialog.ask(self, text.VOID_TITLE, text.VOID_HELP, text.VOID_REASON, "void_paper")
        if reason:
            self._session.run("void-paper", issuing.void_paper, paper.document_id, reason, done=self._voided)

    def _voided(self, _changed: Changed) -> None:
        self._session.say(text.VOID_DONE, "ok")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Space and not is_text_editor(focus):
            self.toggle_zoom()
        elif is_enter(event) and focus is not None and self.form.isAncestorOf(focus):
            self.form.go_on(focus)
        elif not enter_moves_on(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space enlarges the picture also while the print button has the keys; it never prints."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if watched is self.issue_button and space:
            if event.type() == QEvent.Type.KeyPress:
                self.toggle_zoom()
            return True
        return super().eventFilter(watched, event)
