"""设置·打印机: the calibration of each printer of this PC, and the faces that papers are set in here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.texts import proving as text
from xinfang_desk.desk.widgets import Field, button, label, row, scrolled
from xinfang_desk.domain.calibration import Shift, measured, read_shifts, size_sentence, write_shifts
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.office_fonts import FontReport
from xinfang_desk.services import calibrating, printing
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import PrinterInfo
from xinfang_desk.services.sheets import SheetPrint

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell

SHIFTS = "printer_shifts"


class CalibrationPart(QWidget):
    """Prints the page, takes the three measures, keeps the shift of the printer chosen."""

    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._app = app
        self.printer_combo = QComboBox()
        self.page_button = button(text.CALIBRATION_PAGE, "calibration_page_button")
        self.fields = {
            "left": Field(text.LEFT, QLineEdit(), "calibration_left_edit"),
            "top": Field(text.TOP, QLineEdit(), "calibration_top_edit"),
            "bar": Field(text.BAR, QLineEdit(), "calibration_bar_edit"),
        }
        self.take_button = button(text.TAKE, "calibration_take_button")
        self.forget_button = button(text.FORGET, "calibration_forget_button", "small")
        self.now = label("", "quiet", name="calibration_now_label")
        self.sentence = label("", name="calibration_sentence")
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(Field(text.WHICH, self.printer_combo, "calibration_printer_combo"), 1)
        first.addWidget(self.page_button, 0, Qt.AlignmentFlag.AlignBottom)
        second = QHBoxLayout()
        second.setSpacing(12)
        for field in self.fields.values():
            second.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(label(text.CALIBRATE, "section"))
        box.addWidget(label(text.CALIBRATE_HELP, "quiet"))
        box.addLayout(first)
        box.addWidget(self.now)
        box.addLayout(second)
        box.addLayout(row(self.take_button, self.forget_button, 1))
        box.addWidget(self.sentence)
        self.page_button.clicked.connect(self.print_page)
        self.take_button.clicked.connect(self.take)
        self.forget_button.clicked.connect(self.forget)
        self.printer_combo.activated.connect(lambda _at: self._show_now())

    def load(self) -> None:
        self._app.session.run("printers", printing.printers, done=self._show)

    def print_page(self) -> None:
        self._app.session.run("calibration", calibrating.print_calibration, self._printer(), done=self._printed)

    def take(self) -> None:
        """Keeps what was measured, on top of the shift that the page was printed with."""
        typed = {
            name: field.editor.text() for name, field in self.fields.items() if isinstance(field.editor, QLineEdit)
        }
        shifts = self._shifts()
        try:
            shift = measured(typed, shifts.get(self._printer(), Shift()))
        except FieldErrors as wrong:
            for name, field in self.fields.items():
                field.set_problem(wrong.fields.get(name, ""))
            return
        self._keep(shifts | {self._printer(): shift})
        self.sentence.setText(size_sentence(shift) or text.TAKEN)

    def forget(self) -> None:
        shifts = self._shifts()
        shifts.pop(self._printer(), None)
        self._keep(shifts)
        self.sentence.setText(text.FORGOTTEN)

    def _keep(self, shifts: dict[str, Shift]) -> None:
        self._app.local.set(SHIFTS, write_shifts(shifts))
        for field in self.fields.values():
            field.set_problem("")
            if isinstance(field.editor, QLineEdit):
                field.editor.clear()
        self._show_now()

    def _printer(self) -> str:
        return str(self.printer_combo.currentData() or "")

    def _shifts(self) -> dict[str, Shift]:
        return read_shifts(str(self._app.local.get(SHIFTS)))

    def _show(self, rows: tuple[PrinterInfo, ...]) -> None:
        self.printer_combo.clear()
        for one in rows:
            self.printer_combo.addItem(one.label if one.ready else f"{one.label}（{one.note}）", one.name)
        self.printer_combo.setCurrentIndex(max(0, self.printer_combo.findData(str(self._app.local.get("printer")))))
        for widget in (self.page_button, self.take_button, self.forget_button):
            widget.setEnabled(bool(rows))
        self.sentence.setText("" if rows else text.NO_PRINTER)
        self._show_now()

    def _show_now(self) -> None:
        shift = self._shifts().get(self._printer())
        self.now.setText(
            text.NOW_NONE
            if shift is None
            else text.NOW.format(x=f"{shift.x_mm:.1f}", y=f"{shift.y_mm:.1f}", bar=f"{shift.bar_mm:.1f}")
        )

    def _printed(self, done: tuple[str, SheetPrint]) -> None:
        self.sentence.setText(done[1].sentence)


class FontPart(QWidget):
    """One role: which file it is set in, and the way to another."""

    def __init__(self, app: Shell, caption: str, own: str, key: str) -> None:
        super().__init__()
        self._app, self._own, self._key = app, own, key
        self.shown = label("", "strong", name=f"{key}_label")
        self.choose_button = button(text.CHOOSE, f"{key}_choose_button", "small")
        self.own_button = button(text.USE_OWN, f"{key}_own_button", "small")
        self.sentence = label("", "quiet", name=f"{key}_sentence")
        for one in (self.choose_button, self.own_button):
            one.setAccessibleName(f"{caption} {one.text()}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        line = row(label(caption, "quiet", wrap=False), self.shown, self.choose_button, self.own_button)
        line.setStretch(1, 1)
        box.addLayout(line)
        box.addWidget(self.sentence)
        self.choose_button.clicked.connect(self._choose)
        self.own_button.clicked.connect(self.use_own)

    def load(self) -> None:
        path = str(self._app.local.get(self._key))
        self.shown.setText(Path(path).name if path else self._own)
        self.own_button.setEnabled(bool(path))

    def use_file(self, path: Path) -> None:
        """Looks at the file on the worker and takes it when papers can be set in it."""
        self._app.session.run(
            f"font-{self._key}",
            look_at_font,
            path,
            done=lambda report: self._take(path, report),
            failed=lambda error: self.sentence.setText(getattr(error, "sentence", "")),
        )

    def use_own(self) -> None:
        self._app.local.set(self._key, "")
        self._app.local.set(f"{self._key}_sha256", "")
        self.sentence.setText("")
        self.load()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, text.CHOOSE, "", text.FONT_FILES)
        if chosen:
            self.use_file(Path(chosen))

    def _take(self, path: Path, report: FontReport) -> None:
        self._app.local.set(f"{self._key}_sha256", report.sha256)
        self._app.local.set(self._key, str(path))
        self.sentence.setText(text.CHOSEN.format(family=report.family, common=report.common, count=report.characters))
        self.load()


def look_at_font(desk: Desk, path: Path) -> FontReport:
    return desk.parts.paper.look_at_font(path)


def font_notes(desk: Desk) -> tuple[str, ...]:
    return desk.parts.paper.font_notes()


class PrinterPage(QWidget):
    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._app = app
        self.setObjectName("printer_page")
        self.calibration = CalibrationPart(app)
        self.body_font = FontPart(app, text.BODY_FONT, text.OWN_BODY, "body_font")
        self.title_font = FontPart(app, text.TITLE_FONT, text.OWN_TITLE, "title_font")
        self.notes = label("", "problem", name="font_notes_label")
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(8, 0, 12, 0)
        box.setSpacing(12)
        box.addWidget(self.calibration)
        box.addWidget(label(text.FONTS, "section"))
        box.addWidget(label(text.FONTS_HELP, "quiet"))
        box.addWidget(self.body_font)
        box.addWidget(self.title_font)
        box.addWidget(self.notes)
        box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(body, "printer_scroll"))

    def load(self) -> None:
        self.calibration.load()
        self.body_font.load()
        self.title_font.load()
        self._app.session.run_latest("font-notes", font_notes, done=self._show_notes)

    def _show_notes(self, notes: tuple[str, ...]) -> None:
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
