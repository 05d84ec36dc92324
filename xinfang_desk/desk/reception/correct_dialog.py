"""更正: which field of the record, its new value in the editor that fits it, and why (design.md 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QStackedWidget, QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.reception.flow import caption
from xinfang_desk.desk.reception.form_tools import chosen, fill_combo, narrow_combos, pick, show_note
from xinfang_desk.desk.reception.identity_words import kinds_for
from xinfang_desk.desk.reception.place_combos import PlaceCombos
from xinfang_desk.desk.reception.register_form import FormTables
from xinfang_desk.desk.reception.words import WordsEdit
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import label
from xinfang_desk.domain.records import ItemState
from xinfang_desk.domain.tables import CONTENT_CLASSES, PURPOSES, SEXES
from xinfang_desk.services.receptions import ReceptionView, correctable_fields

Choices = tuple[tuple[str, str], ...]
TYPED, CHOSEN, PLACE = range(3)
MASKED_FIELDS = ("id_number", "phone")  # shown with stars until the whole numbers were asked for


@dataclass(frozen=True)
class Correctable:
    """One value that may be corrected. ``choices`` are (value, shown); ``place`` a division; else it is typed."""

    kind: str
    record_id: str
    field: str
    shown: str
    value: str
    choices: Choices = ()
    place: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}|{self.record_id}|{self.field}"


@dataclass(frozen=True)
class Correction:
    """What the dialog brings."""

    row: Correctable
    new: str
    reason: str


def correctables(view: ReceptionView, tables: FormTables) -> tuple[Correctable, ...]:
    """Every field of the reception, its people and its open matters; the words of a disclosure are not among them."""
    staff = tuple((one.id, one.name) for one in tables.staff)
    named: dict[str, Choices] = {
        "sex": tuple(SEXES.items()),
        "purpose": tuple(PURPOSES.items()),
        "content_class": tuple(CONTENT_CLASSES.items()),
        "receiver_id": staff,
    }
    records: list[tuple[str, object, str, Choices]] = [
        ("reception", view.reception, text.RECORD_NAMES["reception"], ())
    ]
    for person in view.visitors:
        records.append(("visitor", person, person.name or text.RECORD_NAMES["visitor"], kinds_for(person.kind)))
    for one in view.items:
        if one.item.state != ItemState.VOID and not one.item.sealed:
            records.append(("item", one.item, text.RECORD_NAMES["item"].format(number=one.item.ordinal), ()))
    found: list[Correctable] = []
    for kind, record, name, id_kinds in records:
        for field, field_label in correctable_fields(kind):
            value = getattr(record, field)
            found.append(
                Correctable(
                    kind=kind,
                    record_id=str(getattr(record, "id")),  # noqa: B009  rows of three kinds
                    field=field,
                    shown=f"{name} · {field_label}",
                    value="" if value is None else str(value),
                    choices=id_kinds if field == "id_kind" else named.get(field, ()),
                    place=field in ("division", "place_division"),
                )
            )
    return tuple(found)


class CorrectDialog(AskDialog):
    """Shows what stands there and takes the new value; what was typed stays when the service refuses it."""

    def __init__(
        self,
        parent: QWidget,
        tables: FormTables,
        rows: tuple[Correctable, ...],
        before: Correction | None,
        problems: Mapping[str, str],
    ) -> None:
        super().__init__(parent, text.CORRECT_TITLE, text.CORRECT_HELP, text.SAVE, "correct")
        self._tables = tables
        self._rows = {row.key: row for row in rows}
        self.field_combo = QComboBox()
        self.field_combo.setObjectName("correct_field_combo")
        fill_combo(self.field_combo, ((row.key, row.shown) for row in rows))
        self.old_label = label("", "quiet", name="correct_old_label")
        self.body.addWidget(caption(text.CORRECT_WHICH, self.field_combo))
        self.body.addWidget(self.field_combo)
        self.body.addWidget(self.old_label)
        self._make_new()
        self.reason_edit, self._reason_problem = self.words(text.CORRECT_REASON, "correct_reason_edit")
        self.reason_edit.least_lines = self.new_edit.least_lines = 1
        narrow_combos(self)
        self.field_combo.currentIndexChanged.connect(lambda _index: self._show_row())
        if before is not None:
            pick(self.field_combo, before.row.key)
        self._show_row()
        if before is not None:
            self._put(before.new)
            self.reason_edit.setPlainText(before.reason)
        show_note(self, self._new_problem, self.new_edit, problems.get("new", ""), "error")
        show_note(self, self._reason_problem, self.reason_edit, problems.get("reason", ""), "error")

    def _make_new(self) -> None:
        self.new_edit = WordsEdit()
        self.new_edit.setObjectName("correct_new_edit")
        self.new_edit.setAccessibleName(text.CORRECT_NEW)
        self.choice_combo, self.town_combo, self.village_combo = QComboBox(), QComboBox(), QComboBox()
        for combo, name in (
            (self.choice_combo, "correct_new_combo"),
            (self.town_combo, "correct_town_combo"),
            (self.village_combo, "correct_village_combo"),
        ):
            combo.setObjectName(name)
            combo.setAccessibleName(text.CORRECT_NEW)
        tables = self._tables
        self._place = PlaceCombos(tables.divisions, tables.county, self.town_combo, self.village_combo)
        places = QWidget()
        line = QHBoxLayout(places)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.town_combo, 1)
        line.addWidget(self.village_combo, 1)
        self._editors = QStackedWidget()
        for editor in (self.new_edit, self.choice_combo, places):
            self._editors.addWidget(editor)
        self._new_problem = label("", "problem", name="correct_new_problem")
        self._new_problem.hide()
        self.body.addWidget(caption(text.CORRECT_NEW, self.new_edit))
        self.body.addWidget(self._editors)
        self.body.addWidget(self._new_problem)

    def answer(self) -> Correction:
        return Correction(self._row(), self._new(), self.reason_edit.toPlainText().strip())

    def good(self) -> bool:
        reason = self.reason_edit.toPlainText().strip()
        show_note(self, self._reason_problem, self.reason_edit, "" if reason else text.REASON_EMPTY, "error")
        return bool(reason and self._rows)

    def _row(self) -> Correctable:
        return self._rows[chosen(self.field_combo)]

    def _show_row(self) -> None:
        row = self._row()
        shown = dict(row.choices).get(row.value, row.value)
        if row.place:
            shown = self._tables.divisions.path_name(row.value) or row.value
        self.old_label.setText(text.CORRECT_OLD.format(old=shown or text.CORRECT_NOTHING))
        self._editors.setCurrentIndex(PLACE if row.place else CHOSEN if row.choices else TYPED)
        if row.choices:
            fill_combo(self.choice_combo, (("", text.NOT_CHOSEN), *row.choices))
        self._put("" if row.field in MASKED_FIELDS and "*" in row.value else row.value)
        show_note(self, self._new_problem, self.new_edit, "", "error")

    def _put(self, value: str) -> None:
        row = self._row()
        if row.place:
            self._place.set_code(value)
        elif row.choices:
            pick(self.choice_combo, value)
        else:
            self.new_edit.setPlainText(value)

    def _new(self) -> str:
        row = self._row()
        if row.place:
            return self._place.code()
        return chosen(self.choice_combo) if row.choices else self.new_edit.toPlainText().strip()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        tables: FormTables,
        rows: tuple[Correctable, ...],
        before: Correction | None = None,
        problems: Mapping[str, str] = MappingProxyType({}),
    ) -> Correction | None:
        """The correction, or None when given up."""
        dialog = cls(parent, tables, rows, before, problems)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.answer() if done else None
        dialog.deleteLater()
        return answer
