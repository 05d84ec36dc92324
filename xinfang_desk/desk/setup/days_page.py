"""设置·接访日程: the published days on which the leaders receive visitors (条例 18.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_pages import SettingPage
from xinfang_desk.desk.setup.people import line_edit
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import button, label, restyle, row
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.moments import typed_date
from xinfang_desk.domain.office import OfficeProfile, ReceptionDay
from xinfang_desk.services import office


@dataclass
class _Line:
    on: QLineEdit
    who: QLineEdit
    when: QLineEdit
    remove: QPushButton

    def edits(self) -> tuple[QLineEdit, ...]:
        return self.on, self.who, self.when


class DayList(QWidget):
    """Rows of 日期, 接访领导, 时间、地点."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._made = 0
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        for column, (head, share) in enumerate(zip(text.DAYS_HEADS, (2, 2, 4), strict=True)):
            self.grid.setColumnStretch(column, share)
            self.grid.addWidget(label(head, "quiet", wrap=False), 0, column)
        self.add_button = button(text.ADD_DAY, "day_add_button")
        self.add_button.clicked.connect(self._add_empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label(text.DAYS_HELP, "quiet"))
        box.addLayout(self.grid)
        box.addLayout(row(self.add_button, 1))
        box.addStretch(1)

    def load(self, days: tuple[ReceptionDay, ...]) -> None:
        for line in list(self._lines):
            self._drop(line)
        for one in days or (ReceptionDay(),):
            self._add(one)

    def days(self) -> tuple[ReceptionDay, ...]:
        """Lines in which something stands; a day as it was typed, in ISO where it is one."""
        found = []
        for line in self._filled():
            typed = line.on.text().strip()
            day = typed_date(typed) if typed else None
            on = day.isoformat() if day is not None else typed
            found.append(ReceptionDay(on, line.who.text().strip(), line.when.text().strip()))
        return tuple(found)

    def show_problems(self, problems: dict[str, str]) -> None:
        """``reception_days.<line>.<on|who>`` -> sentence; the first wrong field gets the keys."""
        for at, line in enumerate(self._filled()):
            for edit, key in ((line.on, "on"), (line.who, "who")):
                edit.setProperty("problem", "true" if f"reception_days.{at}.{key}" in problems else "false")
                restyle(edit)
        wrong = [edit for line in self._filled() for edit in line.edits() if edit.property("problem") == "true"]
        if wrong:
            wrong[0].setFocus()

    def _filled(self) -> list[_Line]:
        return [line for line in self._lines if any(edit.text().strip() for edit in line.edits())]

    def _add_empty(self) -> None:
        self._add(ReceptionDay())
        self._lines[-1].on.setFocus()

    def _add(self, day: ReceptionDay) -> None:
        index = self._made
        self._made += 1
        line = _Line(
            line_edit(f"day_{index}_on_edit", text.DAYS_HEADS[0], day.on),
            line_edit(f"day_{index}_who_edit", text.DAYS_HEADS[1], day.who),
            line_edit(f"day_{index}_when_edit", text.DAYS_HEADS[2], day.when),
            button(text.REMOVE, f"day_{index}_remove_button", "small"),
        )
        line.on.setPlaceholderText("如 2026-12-01")
        line.remove.clicked.connect(lambda: self._drop(line))
        for column, widget in enumerate((*line.edits(), line.remove)):
            self.grid.addWidget(widget, index + 1, column)
        self._lines.append(line)

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in (*line.edits(), line.remove):
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


class DaysPage(SettingPage):
    def __init__(self, session: DeskSession) -> None:
        self.list = DayList()
        self._base = OfficeProfile()
        super().__init__(session, self.list, "days")

    def load(self) -> None:
        self.session.run("days-load", office.profile, done=self._show)

    def _show(self, profile: OfficeProfile) -> None:
        self._base = profile
        today = self.session.desk.parts.today().isoformat()
        self.list.load(tuple(one for one in profile.reception_days if one.on >= today))

    def save(self) -> None:
        self.list.show_problems({})
        self.submit("days-save", office.save_profile, replace(self._base, reception_days=self.list.days()))

    def show_problem(self, error: Exception) -> None:
        if isinstance(error, FieldErrors):
            self.list.show_problems(error.fields)
            self.sentence.setText(next(iter(error.fields.values())))
        else:
            super().show_problem(error)
