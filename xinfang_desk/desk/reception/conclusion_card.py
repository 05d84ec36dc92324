"""The conclusion card: what it is, what to print, by when, why not the others, who decides (counter-rules.md 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.ask_editors import AskEditor, editor_for
from xinfang_desk.desk.reception.field_form import Directory, FieldForm
from xinfang_desk.desk.reception.flow import caption, flow
from xinfang_desk.desk.reception.form_tools import bring_into_view, chosen, fill_combo, narrow_combos, show_note
from xinfang_desk.desk.reception.words import WordsEdit
from xinfang_desk.desk.texts import screen as text
from xinfang_desk.desk.widgets import Card, Chip, button, clear_layout, label, primary_button, row, show_if
from xinfang_desk.domain.records import Staff
from xinfang_desk.services.screening import CardsState, Conclude, Conclusion, DeadlineLine

PAUSE_MS = 400
NEAREST = 3  # conclusions that came close; the others are folded


class ConclusionCard(QWidget):
    """Shows a Conclusion and gathers what 采用结论 needs.

    Signals:
        facts_edited: the fact column, a moment after the last change.
        make_up_asked: 补办原登记的告知; ids of the first registration's reception and item.
        apply_asked: 现在就写复查（复核）申请.
        filled: Enter behind the last open field of the notice.
    """

    facts_edited = Signal(object)
    make_up_asked = Signal(str, str)
    apply_asked = Signal()
    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(8)
        self._shown: Conclusion | None = None
        self._asks: dict[str, AskEditor] = {}
        self._values: dict[str, str] = {}
        self._problems: dict[str, tuple[QLabel, QWidget]] = {}
        self._paper: FieldForm | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(lambda: self.facts_edited.emit(self.fact_column()))

    def show_conclusion(
        self,
        conclusion: Conclusion,
        deciders: tuple[Staff, ...],
        *,
        again: bool,
        facts: dict[str, str],
        reason: str = "",
        directory: Directory = Directory(),  # noqa: B008  frozen and empty
    ) -> None:
        """``again``: an earlier conclusion is replaced and wants a reason (``reason``: what it starts with).

        ``facts``: a fact column kept before.
        """
        self._timer.stop()
        clear_layout(self._box)
        self._asks.clear()
        self._shown = conclusion
        self._values = dict(facts)
        self._add_head(conclusion)
        self._add_papers_and_dates(conclusion)
        self._add_paper_fields(conclusion, directory)
        self._again = again
        self._add_confirmations(conclusion, again)
        self.replaced_edit.setPlainText(reason)
        self._add_facts(conclusion)
        self._add_decider(conclusion, deciders)
        self._add_why_not(conclusion)
        self._add_basis(conclusion)
        self._box.addStretch(1)

    def update_problems(self, conclusion: Conclusion) -> None:
        """What the service says of the fact column now; editors stay as they are."""
        self._shown = conclusion
        for ask in conclusion.asks:
            editor = self._asks.get(ask.id)
            if editor is not None:
                editor.show_problem(ask.problem if editor.value() else "")

    def fact_column(self) -> dict[str, str]:
        """Every cell shown as it stands; an emptied one is empty, whatever the cards had found."""
        return {**self._values, **{key: editor.value() for key, editor in self._asks.items()}}

    def order(self, state: CardsState) -> Conclude:
        """What 采用结论 hands over; the service checks it."""
        awaiting = self.awaiting_check.isChecked() and not self.awaiting_check.isHidden()
        straight = not awaiting and self.straight_check.isChecked() and not self.straight_check.isHidden()
        decides = self._shown is not None and self._shown.needs_decider and not (awaiting or straight)
        phone = decides and self._how() == "phone"
        return Conclude(
            state=state,
            fact_column=self.fact_column(),
            decider_id=chosen(self.decider_combo) if decides else "",
            decided_how=self._how() if decides else "",
            decided_phone=self.phone_edit.text().strip() if phone else "",
            decided_at=self.decided_at_edit.text().strip() if decides else "",
            no_interest=decides and self.no_interest_check.isChecked(),
            straight=straight,
            awaiting=awaiting,
            awaiting_reason=self._reason() if awaiting else "",
            purpose_confirmed=self.purpose_check.isChecked(),
            replaced_reason=self.replaced_edit.toPlainText().strip() if self._again else "",
        )

    def paper_values(self) -> tuple[str, dict[str, str]]:
        """Code of the notice and what was filled in for it; empty where nothing was asked."""
        asked = self._shown.paper if self._shown is not None else None
        if asked is None or self._paper is None:
            return "", {}
        return asked.code, {key: value for key, value in self._paper.values().items() if value}

    @property
    def decides(self) -> bool:
        """Whether something has to be decided or confirmed before it can be adopted."""
        shown = self._shown
        return shown is not None and bool(shown.needs_decider or shown.asks or shown.purpose_change or self._again)

    def take_enter(self, focus: QWidget | None) -> bool:
        """Enter in a field of the notice."""
        if self._paper is None or focus is None or not self._paper.isAncestorOf(focus):
            return False
        self._paper.go_on(focus)
        return True

    def focus_wanted(self) -> bool:
        """Goes to the first empty field of the notice, where nothing else has to be decided first; False when all that
        is left is to adopt. Where a decision is asked, the reader starts at the top.
        """
        return self.decides or (self._paper is not None and self._paper.focus_first())

    def show_problems(self, fields: dict[str, str]) -> list[str]:
        """Sentences at their fields; returns those that have none."""
        rest: list[str] = []
        wrong: list[QWidget] = []
        for key, (problem, editor) in self._problems.items():
            show_note(self, problem, editor, fields.get(key, ""), "error")
            if key in fields:
                wrong.append(editor)
        for field, sentence in fields.items():
            key = field.removeprefix("fact_column.")
            if key in self._asks:
                self._asks[key].show_problem(sentence)
                wrong.append(self._asks[key])
            elif field not in self._problems:
                rest.append(sentence)
        shown = [editor for editor in wrong if editor.isVisible()]
        if shown:
            top = min(shown, key=lambda editor: editor.mapTo(self, QPoint(0, 0)).y())
            bring_into_view(top)
            if isinstance(top, AskEditor):
                top.focus_editor()
        return rest

    # parts

    def _add_head(self, conclusion: Conclusion) -> None:
        refusing = "owed" if conclusion.needs_decider else "next"
        self._box.addLayout(row(label(conclusion.leaf_title, "title", name="leaf_title_label")))
        self._box.addWidget(label(conclusion.summary, name="summary_label"))
        if conclusion.needs_decider:
            self._box.addLayout(row(Chip(text.NEEDS_DECIDER, refusing), 1))
        for sentence in conclusion.blocked:
            self._box.addWidget(Card("wrong", margins=10).add(label(sentence, "strong")))
        for sentence in conclusion.warnings:
            self._box.addWidget(Card("owed", margins=10).add(label(sentence)))
        first = conclusion.make_up
        if first is not None:
            number = first.register_no.rsplit("-", 1)[-1]
            made = primary_button(text.MAKE_UP.format(number=number), "make_up_button")
            made.clicked.connect(lambda: self.make_up_asked.emit(first.reception_id, first.item_id))
            self._box.addLayout(row(made, 1))

        if conclusion.may_apply:
            write = primary_button(text.APPLY, "apply_button")
            write.clicked.connect(self.apply_asked)
            self._box.addLayout(row(write, 1))

    def _add_papers_and_dates(self, conclusion: Conclusion) -> None:
        if conclusion.documents:
            self._box.addWidget(label(text.DOCUMENTS, "section"))
            self._box.addWidget(flow(*(Chip(title, "next") for _, title in conclusion.documents), spacing=6))
        if conclusion.deadlines:
            self._box.addWidget(label(text.DEADLINES, "section"))
            for line in conclusion.deadlines:
                self._box.addWidget(self._deadline(line))

    def _deadline(self, line: DeadlineLine) -> QWidget:
        holder = QWidget()
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        parts: list[QWidget | int] = [label(line.label, "quiet", wrap=False), label(line.due_text, "big", wrap=False)]
        if line.provisional:
            parts.append(Chip(text.PROVISIONAL, "owed"))
        stack.addLayout(row(*parts, 1))
        advised = text.ADVISED.format(on=line.advised_text) if line.advised_text else ""
        words = "　".join(part for part in (line.formula, advised) if part)
        if words:
            stack.addWidget(label(words, "quiet"))
        return holder

    def _add_paper_fields(self, conclusion: Conclusion, directory: Directory) -> None:
        self._paper = None
        if conclusion.paper is None:
            return
        self._box.addWidget(label(text.PAPER_FIELDS, "section"))
        self._paper = FieldForm()
        self._paper.load(conclusion.paper.specs, conclusion.paper.values, directory)
        self._paper.done.connect(self.filled)
        self._box.addWidget(self._paper)

    def _add_confirmations(self, conclusion: Conclusion, again: bool) -> None:
        self._problems = {}
        self.purpose_check = QCheckBox(text.PURPOSE_OK)
        self.purpose_check.setObjectName("purpose_confirm_check")
        self.purpose_check.setAccessibleName(text.PURPOSE_OK)
        purpose_problem = self._problem("purpose_confirmed", self.purpose_check)
        holder = Card("store", margins=10)
        holder.add(label(conclusion.purpose_change), self.purpose_check, purpose_problem)
        show_if(holder, bool(conclusion.purpose_change))
        self._box.addWidget(holder)
        self.replaced_edit = WordsEdit()
        self.replaced_edit.setObjectName("replaced_reason_edit")
        self.replaced_edit.least_lines = 1
        problem = self._problem("replaced_reason", self.replaced_edit)
        words = caption(text.REPLACED_REASON, self.replaced_edit)
        for widget in (words, self.replaced_edit):
            show_if(widget, again)
            self._box.addWidget(widget)
        self._box.addWidget(problem)

    def _add_facts(self, conclusion: Conclusion) -> None:
        if not conclusion.asks:
            return
        self._box.addWidget(label(text.FACTS, "section"))
        self._box.addWidget(label(text.FACTS_HELP, "quiet"))
        for ask in conclusion.asks:
            kept = self._values.pop(ask.id, "")
            shown = ask if ask.value or not kept else replace(ask, value=kept)
            editor = editor_for(shown)
            editor.answered.connect(lambda _key, _value: self._timer.start())
            editor.edited.connect(self._timer.start)
            self._asks[ask.id] = editor
            self._box.addWidget(editor)

    def _add_decider(self, conclusion: Conclusion, deciders: tuple[Staff, ...]) -> None:
        box = Card("plain", margins=0, spacing=8)
        self._decider_part = QWidget()
        part = QVBoxLayout(self._decider_part)
        part.setContentsMargins(0, 0, 0, 0)
        self.decider_combo = QComboBox()
        self.decider_combo.setObjectName("decider_combo")
        fill_combo(self.decider_combo, (("", "（请选）"), *((one.id, f"{one.name}　{one.post}") for one in deciders)))
        self._hows = QButtonGroup(self)
        how_buttons: list[QWidget] = []
        for key, words in text.HOWS:
            made = button(words, f"decided_{key}_button", "choice")
            made.setCheckable(True)
            self._hows.addButton(made)
            made.setProperty("value", key)
            how_buttons.append(made)
        self.phone_edit, self.decided_at_edit = QLineEdit(), QLineEdit()
        self.phone_edit.setObjectName("decided_phone_edit")
        self.decided_at_edit.setObjectName("decided_at_edit")
        self.no_interest_check = QCheckBox(text.NO_INTEREST)
        self.no_interest_check.setObjectName("no_interest_check")
        self.no_interest_check.setAccessibleName(text.NO_INTEREST)
        self.awaiting_check = QCheckBox(text.NOBODY_NOW)
        self.awaiting_check.setObjectName("awaiting_check")
        self.awaiting_check.setAccessibleName(text.NOBODY_NOW)
        self.straight_check = QCheckBox(text.STRAIGHT)
        self.straight_check.setObjectName("straight_check")
        self.straight_check.setAccessibleName(text.STRAIGHT)
        carried = self.decider_combo.findData(conclusion.proposed_decider) if conclusion.proposed_decider else -1
        self.decider_combo.setCurrentIndex(max(carried, 0))
        part.addWidget(caption(text.DECIDER_WHO, self.decider_combo))
        part.addWidget(self.decider_combo)
        if carried > 0:
            part.addWidget(label(text.DECIDER_CARRIED, "quiet"))
        part.addWidget(self._problem("decider_id", self.decider_combo))
        part.addWidget(label(text.DECIDER_HOW, "strong"))
        part.addWidget(flow(*how_buttons))
        part.addWidget(self._problem("decided_how", how_buttons[0]))
        self._phone_label = caption(text.DECIDER_PHONE, self.phone_edit)
        part.addWidget(self._phone_label)
        part.addWidget(self.phone_edit)
        part.addWidget(self._problem("decided_phone", self.phone_edit))
        part.addWidget(caption(text.DECIDER_AT, self.decided_at_edit))
        part.addWidget(self.decided_at_edit)
        part.addWidget(self._problem("decided_at", self.decided_at_edit))
        part.addWidget(self.no_interest_check)
        part.addWidget(self._problem("no_interest", self.no_interest_check))
        self._reasons = QButtonGroup(self)
        reasons: list[QWidget] = []
        for index, words in enumerate(text.AWAITING_REASONS, 1):
            made = button(words, f"awaiting_reason_{index}_button", "choice")
            made.setCheckable(True)
            self._reasons.addButton(made)
            reasons.append(made)
        self._reason_part = QWidget()
        reason_box = QVBoxLayout(self._reason_part)
        reason_box.setContentsMargins(0, 0, 0, 0)
        reason_box.addWidget(label(text.AWAITING_REASON, "strong"))
        reason_box.addWidget(flow(*reasons))
        reason_box.addWidget(self._problem("awaiting_reason", reasons[0]))
        reason_box.addWidget(label(text.AWAITING_LINE, "quiet"))
        box.add(
            label(text.DECIDER, "section"),
            self.awaiting_check,
            self.straight_check,
            self._decider_part,
            self._reason_part,
        )
        self._box.addWidget(box)
        box.setVisible(conclusion.needs_decider)
        self.awaiting_check.setVisible(conclusion.needs_decider)
        self._may_go_straight = conclusion.may_go_straight and conclusion.needs_decider
        for check in (self.awaiting_check, self.straight_check):
            check.toggled.connect(lambda _on: self._arrange())
        self._hows.buttonClicked.connect(lambda _button: self._arrange())
        narrow_combos(box)
        self._arrange()

    def _add_why_not(self, conclusion: Conclusion) -> None:
        if conclusion.why_not:
            self._box.addWidget(label(text.WHY_NOT, "section"))
            lines = [label(f"{line.title} — {line.because}", "quiet") for line in conclusion.why_not]
            for line in lines[:NEAREST]:
                self._box.addWidget(line)
            self._fold(lines[NEAREST:], "why_more_button", text.WHY_MORE, text.WHY_LESS)

    def _add_basis(self, conclusion: Conclusion) -> None:
        result = conclusion.result
        ground = f"　{result.ground}" if result.ground else ""
        codes = "、".join(code for code, _ in conclusion.documents)
        drawer = Card("law", margins=10, spacing=4, name="basis_drawer")
        drawer.add(
            label(conclusion.basis_text),
            label(text.BASIS_CODE.format(leaf=result.leaf, ground=ground), "quiet"),
            label(codes, "quiet"),
        )
        self._fold([drawer], "basis_button", text.BASIS_OPEN, text.BASIS_CLOSE)

    # inner

    def _fold(self, parts: Sequence[QWidget], name: str, more: str, less: str) -> None:
        """Parts that a link shows and hides again."""
        if not parts:
            return
        opener = button(more, name, "link")

        def toggle() -> None:
            hidden = parts[0].isHidden()
            for part in parts:
                part.setVisible(hidden)
            opener.setText(less if hidden else more)

        opener.clicked.connect(toggle)
        self._box.addLayout(row(opener, 1))
        for part in parts:
            part.hide()
            self._box.addWidget(part)

    def _problem(self, key: str, editor: QWidget) -> QLabel:
        made = label("", "problem")
        made.hide()
        self._problems[key] = (made, editor)
        return made

    def _how(self) -> str:
        one = self._hows.checkedButton()
        return str(one.property("value")) if one is not None else ""

    def _reason(self) -> str:
        one = self._reasons.checkedButton()
        return one.text() if one is not None else ""

    def _arrange(self) -> None:
        awaiting = self.awaiting_check.isChecked()
        show_if(self.straight_check, self._may_go_straight and not awaiting)
        straight = self._may_go_straight and self.straight_check.isChecked()
        self._decider_part.setVisible(not (awaiting or straight))
        self._reason_part.setVisible(awaiting)
        phone = self._how() == "phone"
        self._phone_label.setVisible(phone)
        self.phone_edit.setVisible(phone)
