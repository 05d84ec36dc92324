"""The office's own fields, shared by the first run and 设置."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QLineEdit, QPlainTextEdit, QWidget

from xinfang_desk.desk.forms.ui_office_form import Ui_OfficeForm
from xinfang_desk.desk.forms.ui_policy_form import Ui_PolicyForm
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import restyle
from xinfang_desk.domain.divisions import Divisions
from xinfang_desk.domain.office import OfficeProfile, Policy

LINES = (
    "name",
    "short_word",
    "org_code",
    "division",
    "division_name",
    "address",
    "floor",
    "telephone",
    "hours",
    "query_way",
    "superior",
    "final_superior",
    "supervising_office",
    "discipline_body",
    "mediation_body",
    "relief_body",
)


def fill_combo(combo: QComboBox, rows: tuple[tuple[str, str], ...]) -> None:
    combo.clear()
    for value, shown in rows:
        combo.addItem(shown, value)


def pick(combo: QComboBox, value: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(value)))


def show_problems(form: QWidget, editors: dict[str, QWidget], problems: dict[str, str]) -> None:
    """Each sentence under its field; the first wrong field gets the focus."""
    first = True
    for key, editor in editors.items():
        sentence = problems.get(key, "")
        shown = form.findChild(QLabel, f"{key}_problem")
        if shown is not None:
            shown.setText(sentence)
            shown.setVisible(bool(sentence))
        editor.setProperty("problem", "true" if sentence else "false")
        restyle(editor)
        if sentence and first:
            editor.setFocus()
            first = False


def find_while_typing(combo: QComboBox) -> None:
    """A list too long to look through: what is typed finds the entries that hold it."""
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer, edit = combo.completer(), combo.lineEdit()
    assert completer is not None
    assert edit is not None
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    edit.editingFinished.connect(lambda: combo.setEditText(combo.itemText(combo.currentIndex())))


def with_texts(profile: OfficeProfile, texts: Mapping[str, Any]) -> OfficeProfile:
    """``profile`` with the fields that are typed as they are."""
    return replace(profile, **texts)


class OfficeForm(QWidget):
    """load(profile), read(profile), show_problems(fields)."""

    def __init__(self, divisions: Divisions) -> None:
        super().__init__()
        self._divisions = divisions
        self.ui = Ui_OfficeForm()
        self.ui.setupUi(self)
        fill_combo(self.ui.level_combo, text.LEVELS)
        fill_combo(self.ui.desk_role_combo, text.ROLES)
        counties = tuple((one.code, f"{one.name}（{one.within}）") for one in divisions.counties())
        fill_combo(self.ui.county_combo, (("", text.OTHER_COUNTY), *counties))
        find_while_typing(self.ui.county_combo)
        self._fill_towns()
        self.ui.county_combo.currentIndexChanged.connect(self._fill_towns)
        self.ui.town_combo.currentIndexChanged.connect(self._take_division)
        for combo in (self.ui.level_combo, self.ui.desk_role_combo, self.ui.county_combo, self.ui.town_combo):
            combo.setMinimumContentsLength(12)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def load(self, profile: OfficeProfile) -> None:
        pick(self.ui.level_combo, profile.level)
        pick(self.ui.desk_role_combo, profile.desk_role)
        pick(self.ui.county_combo, profile.division[:6])
        pick(self.ui.town_combo, profile.division.ljust(12, "0") if len(profile.division) > 6 else "")
        for key in LINES:
            self._line(key).setText(getattr(profile, key))
        seals = (*profile.seal_names, "", "")
        self.ui.first_seal_edit.setText(seals[0])
        self.ui.second_seal_edit.setText(seals[1])

    def read(self, base: OfficeProfile) -> OfficeProfile:
        lines = {key: self._line(key).text().strip() for key in LINES}
        seals = (self.ui.first_seal_edit.text().strip(), self.ui.second_seal_edit.text().strip())
        chosen = self._divisions.find(str(self.ui.county_combo.currentData() or ""))
        county = chosen.name if chosen is not None else base.county_name
        made = replace(
            with_texts(base, lines),
            level=self.ui.level_combo.currentData(),
            desk_role=self.ui.desk_role_combo.currentData(),
            seal_names=tuple(seal for seal in seals if seal) or ((lines["name"],) if lines["name"] else ()),
            county_name=county,
        )
        return replace(made, org_code=made.org_code or made.division)

    def show_problems(self, problems: dict[str, str]) -> None:
        editors: dict[str, QWidget] = {key: self._line(key) for key in LINES}
        show_problems(self, editors, problems)

    def _line(self, key: str) -> QLineEdit:
        editor = getattr(self.ui, f"{key}_edit")
        assert isinstance(editor, QLineEdit)
        return editor

    def _fill_towns(self) -> None:
        county = self.ui.county_combo.currentData() or ""
        towns = tuple((one.code, one.name) for one in self._divisions.children(county)) if county else ()
        fill_combo(self.ui.town_combo, (("", text.OTHER_TOWN), *towns))
        self.ui.town_combo.setEnabled(bool(towns))
        self._take_division()

    def _take_division(self) -> None:
        county, town = self.ui.county_combo.currentData(), self.ui.town_combo.currentData()
        if not county:
            return
        name = self.ui.county_combo.currentText()
        self.ui.division_edit.setText(town or county)
        self.ui.division_name_edit.setText(name + (self.ui.town_combo.currentText() if town else ""))


class PolicyForm(QWidget):
    """口径和依据: the switches of the screening and of the notices, and the texts that carry a consequence."""

    def __init__(self) -> None:
        super().__init__()
        self.ui = Ui_PolicyForm()
        self.ui.setupUi(self)
        fill_combo(self.ui.n3_title_combo, text.N3_TITLES)
        fill_combo(self.ui.z2_told_combo, text.Z2_TOLD)
        fill_combo(self.ui.late_bars_combo, text.LATE)

    def load(self, profile: OfficeProfile) -> None:
        policy = profile.policy
        self.ui.n2_basis_edit.setText(policy.n2_basis or "")
        self.ui.n3_basis_edit.setText(policy.n3_basis or "")
        self.ui.z2_basis_edit.setText(policy.z2_basis or "")
        self.ui.late_basis_edit.setText(policy.late_review_basis or "")
        pick(self.ui.n3_title_combo, policy.n3_title)
        pick(self.ui.z2_told_combo, policy.z2_told_by)
        pick(self.ui.late_bars_combo, "yes" if policy.late_review_bars else "no")
        help_line = self.ui.help_line_edit
        assert isinstance(help_line, QPlainTextEdit)
        help_line.setPlainText(profile.help_line)
        self.ui.plain_page_check.setChecked(profile.plain_page)

    def read(self, base: OfficeProfile) -> OfficeProfile:
        policy = Policy(
            late_review_bars=self.ui.late_bars_combo.currentData() == "yes",
            late_review_basis=self.ui.late_basis_edit.text().strip() or None,
            z2_told_by=self.ui.z2_told_combo.currentData(),
            n2_basis=self.ui.n2_basis_edit.text().strip() or None,
            n3_basis=self.ui.n3_basis_edit.text().strip() or None,
            z2_basis=self.ui.z2_basis_edit.text().strip() or None,
            n3_title=self.ui.n3_title_combo.currentData(),
        )
        help_line = " ".join(self.ui.help_line_edit.toPlainText().split())
        return replace(base, policy=policy, help_line=help_line, plain_page=self.ui.plain_page_check.isChecked())
