"""The whole registration form: source and F6 first, then people, counts and matters (design.md 7 ①)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xinfang_desk.desk.forms.ui_people_form import Ui_PeopleForm
from xinfang_desk.desk.forms.ui_reception_form import Ui_ReceptionForm
from xinfang_desk.desk.forms.ui_source_form import Ui_SourceForm
from xinfang_desk.desk.reception.direct_card import DirectCard
from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.reception.form_tools import FieldMap, chosen, fill_combo, narrow_combos, order_tabs, pick
from xinfang_desk.desk.reception.matter_editor import MatterEditor
from xinfang_desk.desk.reception.roster_editor import RosterEditor
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import Chip, button, label, row
from xinfang_desk.domain.divisions import Divisions
from xinfang_desk.domain.records import Source, Staff
from xinfang_desk.domain.tables import COMMUNICATION, FORMS, TRANSFERRED_KINDS
from xinfang_desk.services.registration import ItemEntry, Registration

MOST_PEOPLE = 9999
ORAL_SOURCES = (Source.VISIT, Source.PHONE)


@dataclass(frozen=True)
class FormTables:
    """What the choosers of the form offer: divisions, the office's county (6 digits) and town (9 or 12), its staff."""

    divisions: Divisions
    county: str
    town: str
    staff: tuple[Staff, ...]
    own_id: str = ""  # the staff row that bears the clerk's own name, proposed as who receives
    channels: tuple[str, ...] = ()  # where one can go directly with a disclosure


class RegisterForm(QWidget):
    """load(form), read(), show_notes(...).

    Signals:
        edited: anything was typed or chosen.
        identity_left: line number whose identity number may be looked up.
        begun: source and F6 are both answered.
        disclosure_chosen: F6 was answered, with the answer.
    """

    edited = Signal()
    identity_left = Signal(int)
    begun = Signal()
    disclosure_chosen = Signal(bool)

    def __init__(self, tables: FormTables) -> None:
        super().__init__()
        self._tables = tables
        self._loading = False
        self._draft_id = ""
        self._matters: list[MatterEditor] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(10)
        self._make_source(box)
        self.direct_card = DirectCard(tables.channels)
        self.direct_card.hide()
        box.addWidget(self.direct_card)
        self.rest = QWidget()
        rest = QVBoxLayout(self.rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(10)
        self._make_dates(rest)
        self.roster = RosterEditor(tables.divisions, tables.county)
        rest.addWidget(self.roster)
        self._make_counts(rest)
        self._make_matters(rest)
        box.addWidget(self.rest)
        box.addStretch(1)
        self._connect()

    # reading and writing

    def read(self) -> Registration:
        """The form as typed; dates and numbers are judged by the service."""
        dates, people = self.dates, self.people
        return Registration(
            source=self._source(),
            form=chosen(dates.form_combo) if self._source() == Source.TRANSFER else self._source() or "visit",
            leader_reception=dates.leader_reception_check.isChecked(),
            disclosure=self.source.disclosure_yes_button.isChecked(),
            received_on=dates.received_on_edit.text().strip(),
            postmark_on=self._visible_text(dates.postmark_on_edit),
            transferred_kind=chosen(dates.transferred_kind_combo) if self._source() == Source.TRANSFER else "",
            transferred_on=self._visible_text(dates.transferred_on_edit),
            sending_body=self._visible_text(dates.sending_body_edit),
            sending_number=self._visible_text(dates.sending_number_edit),
            sending_due_on=self._visible_text(dates.sending_due_on_edit),
            people=people.people_spin.value(),
            concerned=people.concerned_spin.value(),
            receiver_id=chosen(people.receiver_combo),
            communication=tuple(k for k, check in self._ways.items() if check.isChecked() and not check.isHidden()),
            interpreter=self._visible_text(people.interpreter_edit),
            interpreter_relation=self._visible_text(people.interpreter_relation_edit),
            visitors=self.roster.entries(),
            items=tuple(matter.entry() for matter in self._matters),
            later=self.later,
            draft_id=self._draft_id,
        )

    def load(self, form: Registration, *, fresh: bool, draft_id: str = "") -> None:
        """``fresh``: nothing is answered yet, not even the source."""
        self._loading = True
        self._draft_id = draft_id
        self.later = form.later
        for group in (self._sources, self._answers):
            group.setExclusive(False)
            for one in group.buttons():
                one.setChecked(False)
            group.setExclusive(True)
        if not fresh:
            self._source_buttons[form.source].setChecked(True)
            answer = self.source.disclosure_yes_button if form.disclosure else self.source.disclosure_no_button
            answer.setChecked(True)
        dates, people = self.dates, self.people
        pick(dates.form_combo, form.form)
        pick(dates.transferred_kind_combo, form.transferred_kind)
        dates.leader_reception_check.setChecked(form.leader_reception)
        for edit, value in (
            (dates.received_on_edit, form.received_on),
            (dates.postmark_on_edit, form.postmark_on),
            (dates.transferred_on_edit, form.transferred_on),
            (dates.sending_body_edit, form.sending_body),
            (dates.sending_number_edit, form.sending_number),
            (dates.sending_due_on_edit, form.sending_due_on),
            (people.interpreter_edit, form.interpreter),
            (people.interpreter_relation_edit, form.interpreter_relation),
        ):
            edit.setText(value)
        people.people_spin.setValue(form.people)
        people.concerned_spin.setValue(form.concerned)
        pick(people.receiver_combo, form.receiver_id)
        for key, check in self._ways.items():
            check.setChecked(key in form.communication)
        self.roster.load(form.visitors)
        self._load_matters(form.items)
        self.clear_notes()
        self._arrange()
        self._fold()
        self._loading = False
        order_tabs(self)

    def set_draft_id(self, draft_id: str) -> None:
        self._draft_id = draft_id

    @property
    def answered(self) -> bool:
        """Source and F6 are both chosen."""
        return bool(self._source()) and self._answers.checkedButton() is not None

    @property
    def disclosed(self) -> bool:
        """F6 was answered with yes."""
        return self.source.disclosure_yes_button.isChecked()

    @property
    def later(self) -> bool:
        return self._later

    @later.setter
    def later(self, on: bool) -> None:
        self._later = on

    def continue_matter(self, matter_id: str, register_no: str) -> None:
        """The matter at hand is the one seen before."""
        self._matters[self._pages.currentIndex()].set_same_matter(matter_id, register_no)

    # notes

    def clear_notes(self) -> None:
        self._fields.clear()
        self.roster.clear_notes()
        for matter in self._matters:
            matter.clear_notes()

    def show_note(self, field: str, sentence: str, kind: str) -> bool:
        """Whether the note found its field."""
        head, _, tail = field.partition(".")
        if head in ("visitors", "items"):
            index, _, key = tail.partition(".")
            at = int(index) if index.isdigit() else 0
            if head == "visitors":
                line = self.roster.line(at)
                return line is not None and line.show_note(key or "name", sentence, kind)
            return at < len(self._matters) and self._matters[at].show_note(key or "request", sentence, kind)
        return self._fields.show({"communication": "interpreter"}.get(field, field), sentence, kind)

    def editor(self, field: str) -> QWidget | None:
        head, _, tail = field.partition(".")
        index, _, key = tail.partition(".")
        at = int(index) if index.isdigit() else 0
        if head == "visitors":
            line = self.roster.line(at)
            return line.editor(key or "name") if line is not None else None
        if head == "items":
            if at >= len(self._matters):
                return None
            return self._matters[at].editor(key or "request")
        return self._fields.editor(field)

    def reveal(self, field: str) -> None:
        """Opens the matter that a field belongs to."""
        head, _, tail = field.partition(".")
        index = tail.partition(".")[0]
        if head == "items" and index.isdigit() and int(index) < len(self._matters):
            self._show_matter(int(index))

    def focus_first(self) -> None:
        if not self._source():
            self.source.source_visit_button.setFocus()
        else:
            self.roster.focus_first()

    # making

    def _make_source(self, box: QVBoxLayout) -> None:
        """The two questions before everything; once answered they fold into a line of chips."""
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(8)
        asked.addWidget(label(text.SOURCE_QUESTION, "strong"))
        holder = QWidget()
        self.source = Ui_SourceForm()
        self.source.setupUi(holder)
        asked.addWidget(holder)
        box.addWidget(self._asked)
        ui = self.source
        self._source_chip, self._answer_chip = Chip("", "next", name="source_chip"), Chip("", name="disclosure_chip")
        self.change_button = button(text.CHANGE_SOURCE, "source_change_button", "link")
        self.change_button.clicked.connect(self._change_asked)
        self._folded = QWidget()
        self._folded.setLayout(row(self._source_chip, self._answer_chip, self.change_button, 1))
        box.addWidget(self._folded)
        self._source_buttons: dict[str, QPushButton] = {
            "visit": ui.source_visit_button,
            "letter": ui.source_letter_button,
            "phone": ui.source_phone_button,
            "online": ui.source_online_button,
            "transfer": ui.source_transfer_button,
        }
        asked.insertWidget(1, flow(*self._source_buttons.values()))
        self._sources, self._answers = QButtonGroup(self), QButtonGroup(self)
        for one in self._source_buttons.values():
            self._sources.addButton(one)
        for one in (ui.disclosure_no_button, ui.disclosure_yes_button):
            self._answers.addButton(one)
        self._help = label(text.SOURCE_HELP, "quiet")
        asked.addWidget(self._help)

    def _make_dates(self, box: QVBoxLayout) -> None:
        holder = QWidget()
        self._dates_holder = holder
        self.dates = Ui_ReceptionForm()
        self.dates.setupUi(holder)
        narrow_combos(holder)
        fill_combo(self.dates.form_combo, FORMS.items())
        fill_combo(self.dates.transferred_kind_combo, (("", text.NOT_CHOSEN), *TRANSFERRED_KINDS.items()))
        box.addWidget(holder)

    def _make_counts(self, box: QVBoxLayout) -> None:
        holder = QWidget()
        self._people_holder = holder
        self.people = Ui_PeopleForm()
        self.people.setupUi(holder)
        narrow_combos(holder)
        for spin in (self.people.people_spin, self.people.concerned_spin):
            spin.setRange(0 if spin is self.people.people_spin else 1, MOST_PEOPLE)
            spin.setSuffix(" 人")
        staff = ((one.id, f"{one.name}　{one.post}".strip()) for one in self._tables.staff if one.active)
        fill_combo(self.people.receiver_combo, (("", text.NOT_CHOSEN), *staff))
        self._ways: dict[str, QCheckBox] = {}
        for key in COMMUNICATION:
            check = getattr(self.people, f"communication_{key}_check")
            assert isinstance(check, QCheckBox)
            self._ways[key] = check
        box.addWidget(label(text.COUNT_HEAD, "section"))
        box.addWidget(holder)

    def _make_matters(self, box: QVBoxLayout) -> None:
        self._tabs = QWidget()
        self._tab_group = QButtonGroup(self)
        self._tab_box = flow(spacing=6)
        self.add_matter_button = button(text.ADD_MATTER, "matter_add_button", "small")
        self.remove_matter_button = button(text.REMOVE_MATTER, "matter_remove_button", "small")
        self.add_matter_button.clicked.connect(self._add_matter_asked)
        self.remove_matter_button.clicked.connect(self._remove_matter_asked)
        self._tab_buttons: list[QPushButton] = []
        head = label(text.MATTER_HEAD, "section", wrap=False)
        box.addLayout(row(head, self._tab_box, 1, self.remove_matter_button, self.add_matter_button))
        self._pages = QStackedWidget()
        box.addWidget(self._pages)

    def _connect(self) -> None:
        dates, people = self.dates, self.people
        self._fields = FieldMap(
            {
                key: (editor, problem)
                for key, editor, problem in (
                    ("received_on", dates.received_on_edit, dates.received_on_problem),
                    ("postmark_on", dates.postmark_on_edit, dates.postmark_on_problem),
                    ("form", dates.form_combo, dates.form_problem),
                    ("transferred_kind", dates.transferred_kind_combo, dates.transferred_kind_problem),
                    ("transferred_on", dates.transferred_on_edit, dates.transferred_on_problem),
                    ("sending_body", dates.sending_body_edit, dates.sending_body_problem),
                    ("sending_number", dates.sending_number_edit, dates.sending_number_problem),
                    ("sending_due_on", dates.sending_due_on_edit, dates.sending_due_on_problem),
                    ("people", people.people_spin, people.people_problem),
                    ("concerned", people.concerned_spin, people.concerned_problem),
                    ("receiver_id", people.receiver_combo, people.receiver_problem),
                    ("interpreter", people.interpreter_edit, people.interpreter_problem),
                    ("interpreter_relation", people.interpreter_relation_edit, people.interpreter_relation_problem),
                )
            }
        )
        self._sources.buttonClicked.connect(lambda _button: self._source_chosen())
        self._answers.buttonClicked.connect(lambda _button: self._disclosure_chosen())
        for holder in (self._dates_holder, self._people_holder):
            for edit in holder.findChildren(QLineEdit):
                edit.textChanged.connect(lambda _text: self._touched())
            for combo in holder.findChildren(QComboBox):
                combo.currentIndexChanged.connect(lambda _index: self._touched())
            for check in holder.findChildren(QCheckBox):
                check.toggled.connect(lambda _on: self._touched())
            for spin in holder.findChildren(QSpinBox):
                spin.valueChanged.connect(lambda _value: self._touched())
        people.communication_interpreter_check.toggled.connect(lambda _on: self._arrange())
        people.people_spin.valueChanged.connect(self._people_changed)
        self.roster.edited.connect(self._touched)
        self.roster.rows_changed.connect(self._rows_changed)
        self.roster.identity_left.connect(self.identity_left)

    # inner

    def _source(self) -> str:
        return next((key for key, one in self._source_buttons.items() if one.isChecked()), "")

    @staticmethod
    def _visible_text(edit: QLineEdit) -> str:
        return "" if edit.isHidden() else edit.text().strip()

    def _touched(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _rows_changed(self) -> None:
        if not self._loading:
            order_tabs(self)

    def take_digit(self, digit: int) -> bool:
        """A digit answers the question that is open; False when both are answered."""
        if self._asked.isHidden():
            return False
        question = tuple(self._source_buttons.values())
        if self._source():
            question = (self.source.disclosure_no_button, self.source.disclosure_yes_button)
        if 1 <= digit <= len(question):
            question[digit - 1].click()
        return True

    def _change_asked(self) -> None:
        self._asked.show()
        self._folded.hide()
        checked = self._sources.checkedButton()
        if checked is not None:
            checked.setFocus()

    def _fold(self) -> None:
        """Puts the two answered questions away."""
        folded = self.answered
        self._asked.setVisible(not folded)
        self._folded.setVisible(folded)
        if folded:
            source, answer = self._sources.checkedButton(), self._answers.checkedButton()
            sealed = answer is self.source.disclosure_yes_button
            self._source_chip.show_state(source.accessibleName(), "next")
            self._answer_chip.show_state(answer.accessibleName(), "owed" if sealed else "quiet")

    def _source_chosen(self) -> None:
        for matter in self._matters:
            matter.set_oral(self._source() in ORAL_SOURCES)
        self._arrange()
        self._touched()
        if self.answered:
            self._fold()
            self.begun.emit()
            self.roster.focus_first()
        else:
            self.source.disclosure_no_button.setFocus()

    def _disclosure_chosen(self) -> None:
        self._arrange()
        self.disclosure_chosen.emit(self.source.disclosure_yes_button.isChecked())
        self._touched()
        if self.answered:
            self._fold()
            self.begun.emit()
            self.roster.focus_first()

    def _people_changed(self, people: int) -> None:
        if not self._loading and self.people.concerned_spin.value() < people:
            self.people.concerned_spin.setValue(people)

    def _arrange(self) -> None:
        source = self._source()
        self.rest.setEnabled(self.answered)
        self._help.setVisible(not self.answered)
        sealed = self.source.disclosure_yes_button.isChecked()
        self.direct_card.setVisible(sealed)
        for matter in self._matters:
            matter.set_sealed(sealed)
        dates, people = self.dates, self.people
        self._show(dates, ("postmark_on",), source == "letter")
        self._show(
            dates,
            ("transferred_kind", "form", "transferred_on", "sending_body", "sending_number", "sending_due_on"),
            source == "transfer",
        )
        dates.leader_reception_check.setVisible(source in ("", "visit"))
        spoken = source in ("", *ORAL_SOURCES)
        for check in self._ways.values():
            check.setVisible(spoken)
        for matter in self._matters:
            matter.ui.oral_check.setVisible(spoken)
        interpreter = spoken and people.communication_interpreter_check.isChecked()
        self._show(people, ("interpreter", "interpreter_relation"), interpreter)

    @staticmethod
    def _show(ui: object, keys: tuple[str, ...], on: bool) -> None:
        for key in keys:
            caption = getattr(ui, f"{key}_label")
            assert isinstance(caption, QLabel)
            caption.setVisible(on)
            buddy = caption.buddy()
            if buddy is not None:
                buddy.setVisible(on)
            if not on:
                getattr(ui, f"{key}_problem").hide()

    def _load_matters(self, items: tuple[ItemEntry, ...]) -> None:
        for matter in self._matters:
            self._pages.removeWidget(matter)
            matter.deleteLater()
        self._matters.clear()
        for item in items:
            self._add_matter(item)
        self._show_matter(0)

    def _add_matter(self, item: ItemEntry) -> None:
        matter = MatterEditor(self._tables.divisions, self._tables.county, len(self._matters) + 1)
        matter.load(item)
        matter.edited.connect(self._touched)
        matter.papers.rows_changed.connect(self._rows_changed)
        self._matters.append(matter)
        self._pages.addWidget(matter)
        self._rows_changed()

    def _add_matter_asked(self) -> None:
        self._add_matter(ItemEntry(place_division=self._matters[-1].entry().place_division))
        self._show_matter(len(self._matters) - 1)
        self._arrange()
        self._matters[-1].ui.request_edit.setFocus()
        self._touched()

    def _remove_matter_asked(self) -> None:
        at = self._pages.currentIndex()
        kept = tuple(matter.entry() for index, matter in enumerate(self._matters) if index != at)
        self._load_matters(kept)
        self._arrange()
        self._touched()

    def _show_matter(self, index: int) -> None:
        for old in self._tab_buttons:
            self._tab_group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._tab_buttons = []
        layout = self._tab_box.layout()
        assert layout is not None
        many = len(self._matters) > 1
        for at in range(len(self._matters) if many else 0):
            tab = button(text.MATTER_TAB.format(number=at + 1), f"matter_{at + 1}_button", "small")
            tab.setCheckable(True)
            tab.setChecked(at == index)
            tab.clicked.connect(lambda _checked=False, to=at: self._show_matter(to))
            self._tab_group.addButton(tab)
            self._tab_buttons.append(tab)
            layout.addWidget(tab)
        self.remove_matter_button.setVisible(many)
        self._pages.setCurrentIndex(index)
