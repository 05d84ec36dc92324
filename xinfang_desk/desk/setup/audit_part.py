"""设置 · 数据: the seal of the day, its sheet, and the check of the audit against what signed sheets say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.texts import safety as text
from xinfang_desk.desk.widgets import Field, button, label, row
from xinfang_desk.domain.day_seal import DaySeal
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.records import Role
from xinfang_desk.services import day_seals
from xinfang_desk.services.sheets import SheetPrint

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell


class AuditPart(QWidget):
    """操作记录: today's code, 打印封签单, 核对."""

    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._app = app
        self.now_label = label("", "strong", name="seal_now_label")
        self.now_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.day = Field(text.SEAL_DAY, QLineEdit(), "seal_day_edit")
        self.print_button = button(text.SEAL_PRINT, "seal_print_button")
        self.typed_day = Field(text.SEAL_TYPED_DAY, QLineEdit(), "seal_typed_day_edit")
        self.typed_code = Field(text.SEAL_TYPED_CODE, QLineEdit(), "seal_typed_code_edit")
        self.verify_button = button(text.VERIFY_NOW, "verify_button")
        self.sentence = label("", name="audit_sentence")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(label(text.SEAL_HEAD, "section"))
        box.addWidget(label(text.SEAL_HELP, "quiet"))
        box.addWidget(self.now_label)
        box.addLayout(_line((self.day, 1), (self.print_button, 0), (None, 2)))
        self._check = QWidget()
        self._check.setLayout(_line((self.typed_day, 1), (self.typed_code, 2), (self.verify_button, 0)))
        box.addWidget(self._check)
        box.addLayout(row(self.sentence))
        self._check.setVisible(app.session.desk.has(Role.ADMIN) or app.session.desk.has(Role.INSPECTOR))
        self.print_button.clicked.connect(self.print_sheet)
        self.verify_button.clicked.connect(self.verify)

    def load(self) -> None:
        self._app.session.run("day-seal", day_seals.day_seal, done=self._show, failed=self._failed)

    def _show(self, seal: DaySeal) -> None:
        self.now_label.setText(text.SEAL_NOW.format(seq=seal.seq, code=seal.code))

    def print_sheet(self) -> None:
        typed = _text(self.day)
        day = parse_date(typed) if typed else None
        self.day.set_problem(text.BAD_DAY if typed and day is None else "")
        if not typed or day is not None:
            printer = str(self._app.local.get("printer"))
            self._app.session.run(
                "print-seal", day_seals.print_seal, day, printer, done=self._printed, failed=self._failed
            )

    def _printed(self, done: SheetPrint) -> None:
        self.sentence.setText(done.sentence)
        self.load()

    def verify(self) -> None:
        day, code = _text(self.typed_day), _text(self.typed_code)
        seals = (day_seals.PrintedSeal(day, code),) if day or code else ()
        self.typed_code.set_problem("")
        self._app.session.run("verify-audit", day_seals.verify_audit, seals, done=self._verified, failed=self._failed)

    def _verified(self, found: day_seals.AuditChecked) -> None:
        said = [text.VERIFY_DONE.format(count=found.links)]
        said += [text.VERIFY_SEAL.format(day=day) for day in found.seals]
        self.sentence.setText("".join(said))

    def _failed(self, error: Exception) -> None:
        sentence = getattr(error, "sentence", "")
        if isinstance(error, FieldErrors):
            self.typed_code.set_problem(sentence)
        else:
            self.sentence.setText(sentence)


def _text(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text().strip()


def _line(*parts: tuple[QWidget | None, int]) -> QHBoxLayout:
    """Fields and their button on one line, the button at the height of the editors."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for widget, share in parts:
        if widget is None:
            line.addStretch(share)
        elif isinstance(widget, Field):
            line.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        else:
            line.addWidget(widget, share, Qt.AlignmentFlag.AlignBottom)
    return line
