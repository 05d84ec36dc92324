"""③ 告知: what is owed, its open fields, its picture, and 定稿并打印 in one action (条例 22, 23, 31)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import ReasonDialog
from xinfang_desk.desk.reception.field_form import Directory, FieldForm
from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.reception.form_tools import (
    chosen,
    enter_moves_on,
    fill_combo,
    is_text_editor,
    narrow_combos,
    order_tabs,
    pick,
)
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
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import Card, Chip, button, clear_layout, label, primary_button, row, scrolled
from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.services import drafts, issuing, printing
from xinfang_desk.services.context import Changed
from xinfang_desk.services.issuing import OwedPaper, PaperDraft, PaperOrder
from xinfang_desk.services.printing import Printed, PrintPapers

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings

PAUSE_MS = 20  # one picture for what an input method commits at once; of what comes faster than it is drawn, the last
MOST_COPIES = 20


class IssueStep(QWidget):
    """The papers of one reception.

    Signals:
        issued: papers were sent to the printer.
        sign_asked: on to ④.
    """

    issued = Signal()
    sign_asked = Signal()

    def __init__(self, session: DeskSession, local: LocalSettings) -> None:
        super().__init__()
        self._session, self._local = session, local
        self._reception_id = ""
        self._sealed = False
        self._papers: tuple[OwedPaper, ...] = ()
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
        self._busy = self._zoomed = self._stacked = False
        self._setup_ui()
        self._draft_timer = self._timer(PAUSE_MS, self._draft)
        self._keep_timer = self._timer(800, self._keep)
        self._connect()

    def load(self, reception_id: str, *, sealed: bool) -> None:
        """Reads the papers again; what was typed for another reception is kept in its draft."""
        if reception_id != self._reception_id:
            self._values, self._hand, self._drafts = {}, {}, {}
            self._large, self._annexed, self._given, self._held = {}, set(), set(), set()
            self._current = ""
        self._reception_id, self._sealed = reception_id, sealed
        self._session.run_latest("load-papers", load_papers, reception_id, done=self._show_papers)

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
        copies = self.copies_spin.value() or None
        self._session.run(
            "issue",
            issue_and_print,
            orders,
            self._reception_id,
            chosen(self.printer_combo),
            copies,
            done=self._issued,
            failed=self._not_issued,
        )

    def _print_again(self) -> bool:
        """Papers in 定稿 that the printer did not take go to it once more; False when there are none."""
        ids = tuple(paper.document_id for paper in self._not_out())
        if not ids or self._busy:
            return False
        copies = self.copies_spin.value() or None
        order = PrintPapers(self._reception_id, ids, chosen(self.printer_combo), copies)
        self._session.run("print-again", printing.print_papers, order, done=self._reprinted)
        return True

    def toggle_zoom(self) -> None:
        self._zoomed = not self._zoomed
        self._place()
        self.preview.set_large(self._zoomed)

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
        for widget in (
            label(text.PAPERS, "section"),
            self.papers_list,
            self._blocked,
            self._fields_head,
            self.form,
            self._state,
        ):
            middle.addWidget(widget)
        middle.addStretch(1)
        self._middle = middle
        left.addWidget(scrolled(inner, "papers_scroll"), 1)
        self.printer_combo = QComboBox()
        self.printer_combo.setObjectName("printer_combo")
        self.printer_combo.setAccessibleName(text.PRINTER)
        self.copies_spin = QSpinBox()
        self.copies_spin.setObjectName("copies_spin")
        self.copies_spin.setAccessibleName(text.COPY_COUNT)
        self.copies_spin.setRange(0, MOST_COPIES)
        self.copies_spin.setSpecialValueText(text.AS_LISTED)
        self.copies_spin.setSuffix(" 份")
        printing_row = row(self.printer_combo, self.copies_spin)
        printing_row.setStretch(0, 1)
        self.issue_button = primary_button("", "issue_button")
        # Under the list, not in it: what can be done with the paper at hand is never scrolled away.
        left.addWidget(self._actions)
        self._foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._foot.addLayout(printing_row, 1)
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
        self.issue_button.clicked.connect(self.issue)
        self.preview.zoom_asked.connect(self.toggle_zoom)
        self.printer_combo.activated.connect(lambda _index: self._local.set("printer", chosen(self.printer_combo)))

    # showing

    def _show_papers(self, papers: Papers) -> None:
        self._papers, self._directory, self._waiting = papers.owed, papers.directory, papers.waiting
        for key, values in papers.kept.items():
            self._values.setdefault(key, dict(values))
        keys = {paper.key for paper in papers.owed}
        self._given &= keys
        fresh = self._current not in keys
        if fresh:
            open_papers = self._to_issue()
            wanting = [paper for paper in open_papers if self._wanting(paper)]
            first = next(iter([*wanting, *open_papers, *papers.owed]), None)
            self._current = first.key if first else ""
        default = next((one.label for one in papers.printers if one.is_default), "")
        named = f"{default}（{text.SYSTEM_DEFAULT}）" if default else text.DEFAULT_PRINTER
        fill_combo(self.printer_combo, (("", named), *((one.name, one.label) for one in papers.printers)))
        pick(self.printer_combo, str(self._local.get("printer")))
        self._show_current()
        if fresh and self.isVisible() and not self.form.focus_first():
            self.setFocus()
        for paper in self._to_issue():
            if paper.key != self._current:
                self._session.run("other-draft", keyed_draft, self._order(paper), done=self._take_other)

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
        self.form.load(
            specs, {**(paper.values if paper else {}), **self._values.get(self._current, {})}, self._directory
        )
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
        layout = self._state.layout()
        assert layout is not None
        clear_layout(layout)
        draft = self._drafts.get(self._current)
        paper = self._paper()
        if draft is None or paper is None or paper.document_id:
            self._state.hide()
            return
        count = self._wanting(paper)
        if draft.missing and not count:
            # What is missing stands in the registration, not on this form.
            for sentence in draft.missing.values():
                layout.addWidget(label(sentence, "problem"))
        words = text.MISSING.format(count=count) if count else text.MISSING_NONE
        layout.addWidget(Chip(words, "owed" if count else "done", name="missing_chip"))
        if not draft.gaps:
            layout.addWidget(Chip(text.GLYPHS_OK, "done", name="glyph_chip"))
        for character in dict.fromkeys(character for character, _where in draft.gaps):
            where = "、".join(self.form.fields_with(character)) or text.GLYPH_ELSEWHERE
            layout.addWidget(label(text.GLYPH_GAP.format(character=character, where=where), "problem"))
            by_hand = button(f"{text.HAND_WRITE} {character}", "hand_write_button", "small")
            by_hand.clicked.connect(partial(self._write_by_hand, character))
            layout.addWidget(by_hand)
        self._state.show()

    def _show_actions(self) -> None:
        layout = self._actions.layout()
        assert layout is not None
        clear_layout(layout)
        paper = self._paper()
        if paper is None:
            return
        made: list[QWidget] = []
        if paper.state == "optional" and not self._goes(paper):
            words = text.GIVE if "来访人" in paper.copies else text.FILE
            made.append(self._action(words, "give_now_button", self._give))
        if paper.along and self._goes(paper):
            made.append(self._action(text.HOLD_BACK, "hold_back_button", self._hold_back))
        if not paper.document_id and paper in self._fillable() and "来访人" in paper.copies:
            large = self._action(text.LARGE, "large_print_button", self._toggle_large)
            large.setCheckable(True)
            large.setChecked(self._is_large(paper))
            large.setToolTip(text.LARGE_TIP)
            made.append(large)
        if not paper.document_id and paper in self._fillable() and paper.annexable:
            annex = self._action(text.ANNEX, "annex_button", self._toggle_annex)
            annex.setCheckable(True)
            annex.setChecked(paper.key in self._annexed)
            annex.setToolTip(text.ANNEX_TIP)
            made.append(annex)
        if paper.document_id and paper.state != "void":
            made.append(self._action(text.REPRINT, "reprint_button", self._reprint))
            made.append(self._action(text.VOID, "void_paper_button", self._void))
        for widget in made:
            layout.addWidget(widget)

    def _action(self, words: str, name: str, act: object):  # type: ignore[no-untyped-def]
        made = button(words, name, "small")
        made.clicked.connect(act)
        return made

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
            if not self.form.shows(draft.specs):
                # An answer opens other fields (or closes some); what is typed in the others stays.
                paper = self._paper()
                known = paper.values if paper else {}
                self.form.load(draft.specs, {**known, **self._values.get(key, {})}, self._directory)
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
            order = PrintPapers(self._reception_id, (paper.document_id,), chosen(self.printer_combo), None, True)
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
        if event.key() == Qt.Key.Key_Space and not is_text_editor(QApplication.focusWidget()):
            self.toggle_zoom()
        elif not enter_moves_on(event):
            super().keyPressEvent(event)
