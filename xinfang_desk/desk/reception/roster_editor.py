"""名册: who came, line by line; sex and birth come from the number (条例 19.1, 23.2: name and address are enough)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.forms.ui_visitor_form import Ui_VisitorForm
from xinfang_desk.desk.reception.form_tools import FieldMap, chosen, fill_combo, narrow_combos, number_names, pick
from xinfang_desk.desk.reception.identity_words import facts_of, keepable, kinds_for, tidy_number
from xinfang_desk.desk.reception.place_combos import PlaceCombos
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import Card, button, label, row
from xinfang_desk.domain.divisions import Divisions
from xinfang_desk.domain.tables import SEXES, VISITOR_KINDS, VISITOR_ROLES
from xinfang_desk.services.registration import VisitorEntry

SHORT_FIELDS = ("relation", "sex", "born_on", "nationality")


class VisitorLine(Card):
    """One visitor.

    Signals:
        edited: something was typed or chosen.
        identity_left: the number or its kind may now be looked up.
        remove_asked: this line is not wanted.
    """

    edited = Signal()
    identity_left = Signal()
    remove_asked = Signal()

    def __init__(self, divisions: Divisions, county: str, number: int) -> None:
        super().__init__("plain", margins=0, spacing=4)
        self.number = number
        self._head = label("", "section", wrap=False)
        self._more = button(text.MORE, "visitor_more_button", "link")
        self._remove = button(text.REMOVE, "visitor_remove_button", "small")
        self.box.addLayout(row(self._head, 1, self._more, self._remove))
        form = QWidget()
        self.ui = Ui_VisitorForm()
        self.ui.setupUi(form)
        self.box.addWidget(form)
        narrow_combos(form)
        fill_combo(self.ui.visitor_role_combo, VISITOR_ROLES.items())
        fill_combo(self.ui.visitor_kind_combo, VISITOR_KINDS.items())
        fill_combo(self.ui.sex_combo, (("", text.NOBODY), *SEXES.items()))
        self._place = PlaceCombos(divisions, county, self.ui.town_combo, self.ui.village_combo)
        self._fill_id_kinds()
        number_names(self, number)
        self._open = False
        self._fields = FieldMap(
            {
                key: (editor, problem)
                for key, editor, problem in (
                    ("name", self.ui.visitor_name_edit, self.ui.name_problem),
                    ("role", self.ui.visitor_role_combo, self.ui.role_problem),
                    ("kind", self.ui.visitor_kind_combo, self.ui.kind_problem),
                    ("id_kind", self.ui.id_kind_combo, self.ui.id_kind_problem),
                    ("id_number", self.ui.id_number_edit, self.ui.id_number_problem),
                    ("id_note", self.ui.id_note_edit, self.ui.id_note_problem),
                    ("phone", self.ui.phone_edit, self.ui.phone_problem),
                    ("division", self.ui.town_combo, self.ui.town_problem),
                    ("address", self.ui.address_edit, self.ui.address_problem),
                    ("relation", self.ui.relation_edit, self.ui.relation_problem),
                    ("post", self.ui.post_edit, self.ui.post_problem),
                    ("sex", self.ui.sex_combo, self.ui.sex_problem),
                    ("born_on", self.ui.born_on_edit, self.ui.born_on_problem),
                    ("nationality", self.ui.nationality_edit, self.ui.nationality_problem),
                )
            }
        )
        self._connect(form)
        self._arrange()

    def entry(self) -> VisitorEntry:
        """The line as typed."""
        ui = self.ui
        organisation = chosen(ui.visitor_kind_combo) == "organisation"
        anonymous = ui.anonymous_check.isChecked()
        return VisitorEntry(
            kind=chosen(ui.visitor_kind_combo),
            role=chosen(ui.visitor_role_combo),
            anonymous=anonymous,
            name=ui.visitor_name_edit.text().strip(),
            id_kind=chosen(ui.id_kind_combo),
            id_number=ui.id_number_edit.text().strip(),
            id_note=ui.id_note_edit.text().strip() if not ui.id_note_edit.isHidden() else "",
            phone=ui.phone_edit.text().strip(),
            division=self._place.code(),
            address=ui.address_edit.text().strip(),
            sex=chosen(ui.sex_combo),
            born_on=ui.born_on_edit.text().strip(),
            nationality=ui.nationality_edit.text().strip(),
            post=ui.post_edit.text().strip() if organisation else "",
            relation=ui.relation_edit.text().strip(),
        )

    def load(self, entry: VisitorEntry) -> None:
        ui = self.ui
        pick(ui.visitor_kind_combo, entry.kind)
        pick(ui.visitor_role_combo, entry.role)
        self._fill_id_kinds()
        pick(ui.id_kind_combo, entry.id_kind)
        pick(ui.sex_combo, entry.sex)
        self._place.set_code(entry.division)
        ui.anonymous_check.setChecked(entry.anonymous)
        for edit, value in (
            (ui.visitor_name_edit, entry.name),
            (ui.id_number_edit, entry.id_number),
            (ui.id_note_edit, entry.id_note),
            (ui.phone_edit, entry.phone),
            (ui.address_edit, entry.address),
            (ui.born_on_edit, entry.born_on),
            (ui.nationality_edit, entry.nationality),
            (ui.post_edit, entry.post),
            (ui.relation_edit, entry.relation),
        ):
            edit.setText(value)
        self._arrange()

    def show_number(self, index: int, count: int) -> None:
        words = VISITOR_ROLES[chosen(self.ui.visitor_role_combo)]
        self._head.setText(f"{index + 1}　{words}" if count > 1 else text.PEOPLE_HEAD)
        self._remove.setVisible(count > 1)

    def clear_notes(self) -> None:
        self._fields.clear()
        self._show_row("id_note", self._note_wanted())

    def show_note(self, key: str, sentence: str, kind: str) -> bool:
        return self._fields.show(key, sentence, kind)

    def editor(self, key: str) -> QWidget | None:
        return self._fields.editor(key)

    def _connect(self, form: QWidget) -> None:
        for edit in form.findChildren(QLineEdit):
            edit.textChanged.connect(lambda _text: self.edited.emit())
        for combo in form.findChildren(QComboBox):
            combo.currentIndexChanged.connect(lambda _index: self.edited.emit())
        for check in form.findChildren(QCheckBox):
            check.toggled.connect(lambda _on: self.edited.emit())
        self.ui.visitor_kind_combo.currentIndexChanged.connect(lambda _index: self._kind_chosen())
        self.ui.visitor_role_combo.currentIndexChanged.connect(lambda _index: self._arrange())
        self.ui.anonymous_check.toggled.connect(lambda _on: self._arrange())
        self.ui.id_number_edit.textChanged.connect(lambda _text: self._show_id_facts())
        self.ui.id_kind_combo.currentIndexChanged.connect(lambda _index: self._show_id_facts())
        self.ui.id_number_edit.editingFinished.connect(self._number_left)
        self.ui.id_kind_combo.currentIndexChanged.connect(lambda _index: self.identity_left.emit())
        self._more.clicked.connect(self._toggle_more)
        self._remove.clicked.connect(self.remove_asked)

    def _number_left(self) -> None:
        edit = self.ui.id_number_edit
        tidy = tidy_number(chosen(self.ui.id_kind_combo), edit.text())
        if tidy != edit.text():
            edit.setText(tidy)
        self._show_row("id_note", self._note_wanted())
        self.identity_left.emit()

    def _kind_chosen(self) -> None:
        self._fill_id_kinds()
        self._arrange()

    def _fill_id_kinds(self) -> None:
        fill_combo(self.ui.id_kind_combo, kinds_for(chosen(self.ui.visitor_kind_combo)))

    def _toggle_more(self) -> None:
        self._open = not self._open
        self._arrange()

    def _arrange(self) -> None:
        ui = self.ui
        organisation = chosen(ui.visitor_kind_combo) == "organisation"
        role = chosen(ui.visitor_role_combo)
        words = text.UNIT_NAME if organisation else text.PERSON_NAME
        ui.name_label.setText(words)
        ui.town_label.setText(text.UNIT_TOWN if organisation else text.PERSON_TOWN)
        ui.anonymous_check.setVisible(not organisation)
        self._more.setVisible(not organisation)
        ui.visitor_name_edit.setAccessibleName(words)
        self._more.setText(text.LESS if self._open else text.MORE)
        self._more.setAccessibleName(self._more.text())
        self._show_row("id_note", self._note_wanted())
        self._show_row("relation", role in ("agent", "guardian"))
        self._show_row("post", organisation)
        for key in ("sex", "born_on", "nationality"):
            self._show_row(key, self._open and not organisation)
        self._show_id_facts()

    def _note_wanted(self) -> bool:
        """A number whose check digit is wrong asks for the reason to keep it."""
        ui = self.ui
        return bool(ui.id_note_edit.text().strip()) or keepable(chosen(ui.id_kind_combo), ui.id_number_edit.text())

    def _show_row(self, key: str, on: bool) -> None:
        editor = self._fields.editor(key) if hasattr(self, "_fields") else None
        caption = getattr(self.ui, f"{key}_label")
        if editor is not None:
            editor.setVisible(on)
        assert isinstance(caption, QLabel)
        caption.setVisible(on)

    def _show_id_facts(self) -> None:
        facts = facts_of(chosen(self.ui.id_kind_combo), self.ui.id_number_edit.text())
        self.ui.id_facts_label.setText(facts)
        self.ui.id_facts_label.setVisible(bool(facts))


class RosterEditor(QWidget):
    """All lines.

    Signals:
        edited: any line was changed, or a line came or went.
        identity_left: line number whose number may be looked up.
        rows_changed: a line came or went.
    """

    edited = Signal()
    identity_left = Signal(int)
    rows_changed = Signal()

    def __init__(self, divisions: Divisions, county: str) -> None:
        super().__init__()
        self._divisions, self._county = divisions, county
        self._lines: list[VisitorLine] = []
        self._made = 0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self.add_button = button(text.ADD_VISITOR, "visitor_add_button", "small")
        self.add_button.clicked.connect(self._add_asked)
        self._box.addLayout(row(self.add_button, 1))

    def load(self, entries: tuple[VisitorEntry, ...]) -> None:
        for line in list(self._lines):
            self._drop(line)
        self._made = 0
        for entry in entries:
            self._add(entry)
        self._renumber()

    def entries(self) -> tuple[VisitorEntry, ...]:
        return tuple(line.entry() for line in self._lines)

    def line(self, index: int) -> VisitorLine | None:
        return self._lines[index] if 0 <= index < len(self._lines) else None

    def clear_notes(self) -> None:
        for line in self._lines:
            line.clear_notes()

    def focus_first(self) -> None:
        if self._lines:
            self._lines[0].ui.visitor_name_edit.setFocus()

    def _add_asked(self) -> None:
        last = self._lines[-1].entry() if self._lines else VisitorEntry()
        made = self._add(replace(VisitorEntry(), role="with", kind=last.kind, division=last.division))
        self._renumber()
        made.ui.visitor_name_edit.setFocus()
        self.edited.emit()

    def _add(self, entry: VisitorEntry) -> VisitorLine:
        self._made += 1
        line = VisitorLine(self._divisions, self._county, self._made)
        line.load(entry)
        line.edited.connect(self._line_edited)
        line.identity_left.connect(lambda: self.identity_left.emit(self._lines.index(line)))
        line.remove_asked.connect(lambda: self._remove_asked(line))
        self._lines.append(line)
        self._box.insertWidget(self._box.count() - 1, line)
        self.rows_changed.emit()
        return line

    def _line_edited(self) -> None:
        self._renumber()
        self.edited.emit()

    def _remove_asked(self, line: VisitorLine) -> None:
        self._drop(line)
        self._renumber()
        self.edited.emit()

    def _drop(self, line: VisitorLine) -> None:
        self._lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _renumber(self) -> None:
        for index, line in enumerate(self._lines):
            line.show_number(index, len(self._lines))
