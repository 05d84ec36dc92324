"""设置 · 放假安排: the years that are settled, one more typed in or loaded, and what moved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QSpinBox, QTableWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_pages import SettingPage
from xinfang_desk.desk.setup.switch_page import reading_view
from xinfang_desk.desk.setup.table_pages import cell, table
from xinfang_desk.desk.texts import calendar as text
from xinfang_desk.desk.widgets import Field, button, label, row
from xinfang_desk.domain.year_arrangement import TypedYear
from xinfang_desk.services import calendar_years
from xinfang_desk.services.calendar_years import SettleYear, YearLine, YearSettled


class CalendarPage(SettingPage):
    """Attributes:
    ask_file: asks for a CSV; empty when given up.
    """

    def __init__(self, session: DeskSession) -> None:
        self.ask_file = self._ask_file
        self.table = table(text.HEADS, "years_table", text.TAB, wide={3: 10, 4: 5})
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setMaximumHeight(self.table.fontMetrics().height() * 9)
        self.year = QSpinBox()
        self.year.setRange(calendar_years.YEARS.start, calendar_years.YEARS.stop - 1)
        self.number, self.name = QLineEdit(), QLineEdit()
        self.off, self.work = _lines(), _lines()
        self.fields = {
            "year": Field(text.YEAR, self.year, "calendar_year_spin"),
            "number": Field(text.NUMBER, self.number, "calendar_number_edit"),
            "name": Field(text.NAME, self.name, "calendar_name_edit"),
            "off": Field(text.OFF, self.off, "calendar_off_edit"),
            "work": Field(text.WORK, self.work, "calendar_work_edit"),
        }
        self.file_button = button(text.FILE, "calendar_file_button")
        self.moved = reading_view("calendar_moved_view", text.MOVED, 5)
        body = QWidget()
        box = QVBoxLayout(body)
        box.addWidget(self.table)
        box.addWidget(label(text.HELP, "quiet"))
        box.addLayout(row(self.fields["year"], self.fields["number"], self.fields["name"], spacing=12))
        box.addLayout(row(self.fields["off"], self.fields["work"], spacing=12))
        box.addLayout(row(self.file_button, 1))
        box.addWidget(label(text.MOVED, "section"))
        box.addWidget(self.moved, 1)
        super().__init__(session, body, "calendar")
        self.save_button.setText(text.SAVE)
        self.file_button.clicked.connect(self._choose)

    def load(self) -> None:
        if self.year.value() == self.year.minimum():
            self.year.setValue(self.session.desk.parts.today().year + 1)
        self.session.run("years-load", calendar_years.calendar_years, done=self._show)

    def save(self) -> None:
        self._settle(None)

    def open_file(self, path: Path) -> None:
        self._settle(path)

    def _settle(self, file: Path | None) -> None:
        typed = TypedYear(self.year.value(), self.off.toPlainText(), self.work.toPlainText())
        order = SettleYear(typed, self.number.text(), self.name.text(), file)
        self.session.run("year-settle", calendar_years.settle_year, order, done=self._settled, failed=self.show_problem)

    def _settled(self, done: YearSettled) -> None:
        self.session.open(done.desk)
        for field in self.fields.values():
            field.set_problem("")
        said = text.SETTLED.format(year=self.year.value(), count=done.recounted, moved=len(done.moved))
        self.sentence.setText(said)
        lines = [f"{one.register_no}　{one.sentence}" for one in done.moved] or [text.NONE_MOVED]
        self.moved.setPlainText("\n".join(lines))
        self.load()

    def _show(self, lines: tuple[YearLine, ...]) -> None:
        self.table.setRowCount(len(lines))
        for at, one in enumerate(lines):
            counts = (text.DAYS.format(count=one.off), text.DAYS.format(count=one.work))
            shown = (str(one.year), *counts, one.number or text.BUILT_IN, one.name)
            for column, value in enumerate(shown):
                self.table.setItem(at, column, cell(value, editable=False))

    def _choose(self) -> None:
        chosen = self.ask_file()
        if chosen:
            self.open_file(Path(chosen))

    def _ask_file(self) -> str:
        return QFileDialog.getOpenFileName(self, text.FILE, "", text.FILE_KINDS)[0]


def _lines() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setMinimumHeight(made.fontMetrics().height() * 7)
    return made
