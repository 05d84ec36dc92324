"""设置 · 上报口径: what the packages follow, a new profile in words, its fields, and who answers for it (issue 6)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTableWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.switch_page import SwitchPage, reading_view
from xinfang_desk.desk.setup.table_pages import KEPT, cell, table
from xinfang_desk.desk.texts import profiles as text
from xinfang_desk.desk.widgets import Field, button, label, row
from xinfang_desk.domain.packages import ProfileEdit, ProfileField
from xinfang_desk.services import profiles
from xinfang_desk.services.profiles import ProfileLine, ProfileReport, ProfileSwitch

HEADING, REQUIRED, WIDTH, UNIT, DATES = 1, 2, 3, 4, 5


class ProfilePage(SwitchPage):
    """Attributes:
    ask_file: asks for a file; empty when given up.
    ask_who: asks who confirmed it at the province; empty when given up.
    """

    def __init__(self, session: DeskSession) -> None:
        self.ask_file = self._ask_file
        self.ask_who = self._ask_who
        self.table = table(text.HEADS, "profiles_table", text.TAB, wide={0: 12, 3: 5, 4: 8})
        self.table.setMaximumHeight(self.table.fontMetrics().height() * 8)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.look_button = button(text.LOOK, "profile_look_button")
        self.load_button = button(text.LOAD, "profile_load_button")
        self.confirm_button = button(text.CONFIRM, "profile_confirm_button")
        self.report_view = reading_view("profile_report_view", text.REPORT, 6)
        self.fields_table = table(text.FIELD_HEADS, "profile_fields_table", text.FIELDS, wide={HEADING: 12})
        self.fields_table.setMinimumHeight(self.fields_table.fontMetrics().height() * 12)
        self.version, self.start, self.name = QLineEdit(), QLineEdit(), QLineEdit()
        self.fields = {
            "version": Field(text.VERSION, self.version, "profile_version_edit"),
            "valid_from": Field(text.FROM, self.start, "profile_from_edit"),
            "name": Field(text.NAME, self.name, "profile_name_edit"),
        }
        self.make_button = button(text.MAKE, "profile_make_button")
        body = QWidget()
        box = QVBoxLayout(body)
        box.addWidget(self.table)
        box.addLayout(row(self.look_button, self.load_button, self.confirm_button, 1))
        box.addWidget(label(text.HELP, "quiet"))
        box.addWidget(label(text.FIELDS, "section"))
        box.addWidget(self.fields_table, 2)
        box.addLayout(row(self.fields["version"], self.make_button, 1, spacing=12))
        box.addWidget(label(text.REPORT, "section"))
        box.addWidget(self.report_view, 1)
        box.addLayout(row(self.fields["valid_from"], self.fields["name"], 1, spacing=12))
        super().__init__(session, body, "profiles", text.USE)
        self._report: ProfileReport | None = None
        self._shown: tuple[ProfileField, ...] = ()
        self.look_button.clicked.connect(self._look)
        self.load_button.clicked.connect(self._choose)
        self.confirm_button.clicked.connect(self._confirm)
        self.make_button.clicked.connect(self._make)

    def load(self) -> None:
        self.start_today()
        self.session.run("profiles-load", profiles.profile_lines, done=self._show)

    def open_file(self, path: Path) -> None:
        """Reads a profile or a template; what cannot be used is said and nothing of it stays."""
        self.forget()
        self.session.run(
            "profile-examine", profiles.examine_profile, path, done=self._show_report, failed=self.show_problem
        )

    def save(self) -> None:
        report = self._report
        if report is None:
            self.sentence.setText(text.NONE)
            return
        self._said = text.USED.format(
            title=report.about.title, version=report.about.version, day=self.start.text().strip()
        )
        order = ProfileSwitch(report.body, self.start.text(), self.name.text())
        self.submit("profile-switch", profiles.switch_profile, order)

    def forget(self) -> None:
        super().forget()
        self._report = None

    def _show(self, lines: tuple[ProfileLine, ...]) -> None:
        self.table.setRowCount(len(lines))
        for at, one in enumerate(lines):
            state = text.IN_FORCE if one.in_force else text.NOT_USED
            start = one.valid_from or text.BUILT_IN
            shown = (one.version, start, one.name, one.confirmed_by or text.NOT_CONFIRMED, state)
            self.table.setItem(at, 0, cell(one.title, editable=False, kept=one))
            for column, value in enumerate(shown, start=1):
                self.table.setItem(at, column, cell(value, editable=False))
            if one.in_force and not self._shown:
                self.session.run("profile-look", profiles.look_at, one.sha256, done=self._show_fields_of)

    def _picked(self) -> ProfileLine | None:
        first = self.table.item(self.table.currentRow(), 0)
        line: ProfileLine | None = first.data(KEPT) if first is not None else None
        if line is None:
            self.sentence.setText(text.PICK)
        return line

    def _look(self) -> None:
        line = self._picked()
        if line is not None:
            self.session.run(
                "profile-look", profiles.look_at, line.sha256, done=self._show_report, failed=self.show_problem
            )

    def _choose(self) -> None:
        chosen = self.ask_file()
        if chosen:
            self.open_file(Path(chosen))

    def _confirm(self) -> None:
        line = self._picked()
        who = self.ask_who() if line is not None else ""
        if line is not None and who:
            self._said = text.CONFIRMED
            self.submit("profile-confirm", profiles.confirm_profile, line.sha256, who)

    def _make(self) -> None:
        try:
            edits = self._edits()
        except ValueError as error:
            self.sentence.setText(text.WIDTH_WRONG.format(line=error.args[0]))
            return
        self.forget()
        self.session.run(
            "profile-edit",
            profiles.edit_profile,
            edits,
            self.version.text(),
            done=self._show_report,
            failed=self.show_problem,
        )

    def _edits(self) -> tuple[ProfileEdit, ...]:
        """The lines of the table that differ from what was shown. ValueError(line) for a width that is no number."""
        found = []
        units = {words: key for key, words in text.UNITS.items()}
        for at, old in enumerate(self._shown):
            said = [self._said_at(at, column) for column in range(len(text.FIELD_HEADS))]
            if not said[WIDTH].isdecimal():
                raise ValueError(at + 1)
            unit = units.get(said[UNIT], old.unit)
            dates = said[DATES] if said[DATES] in ("-", "/") else old.dates
            new = ProfileEdit(old.key, said[HEADING], said[REQUIRED] == text.YES, int(said[WIDTH]), unit, dates)
            if new != ProfileEdit(old.key, old.heading, old.required, old.width, old.unit, old.dates):
                found.append(new)
        return tuple(found)

    def _said_at(self, line: int, column: int) -> str:
        item = self.fields_table.item(line, column)
        return item.text().strip() if item is not None else ""

    def _show_fields_of(self, report: ProfileReport) -> None:
        self._shown = report.about.fields
        self.fields_table.setRowCount(len(self._shown))
        for at, one in enumerate(self._shown):
            required = text.YES if one.required else text.NO
            shown = (one.record, one.heading, required, str(one.width), text.UNITS[one.unit], one.dates)
            for column, value in enumerate(shown):
                self.fields_table.setItem(at, column, cell(value, editable=column > 0))

    def _show_report(self, report: ProfileReport) -> None:
        self._report = report
        self._show_fields_of(report)
        self.report_view.setPlainText(report_text(report))
        self.save_button.setEnabled(True)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_file(self) -> str:
        return QFileDialog.getOpenFileName(self, text.LOAD, "", text.LOAD_FILES)[0]

    def _ask_who(self) -> str:
        who = QLineEdit()
        dialog = AskDialog(self, text.CONFIRM, text.CONFIRM_HELP, text.CONFIRM, "profile_confirm")
        dialog.body.addWidget(Field(text.CONFIRM_WHO, who, "profile_confirm_edit"))
        return who.text().strip() if dialog.exec() else ""


def report_text(report: ProfileReport) -> str:
    """The report as a person reads it from the top."""
    about = report.about
    lines = [f"{about.title} {about.version}", *(f"· {words}" for words in report.changes or (text.SAME,))]
    if about.blank:
        lines.append(text.BLANK.format(heads="、".join(about.blank)))
    if about.unknown:
        lines.append(text.UNKNOWN.format(heads="、".join(about.unknown)))
    return "\n".join(lines)
