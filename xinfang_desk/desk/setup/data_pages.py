"""设置: this PC (printer, font size, colours) and the data (backups and the way back, audit check)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.audit_part import AuditPart
from xinfang_desk.desk.setup.backup_part import BackupPart
from xinfang_desk.desk.setup.clock_part import ClockPart
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.theme import SCALES
from xinfang_desk.desk.widgets import Field, button, label, row, scrolled, secret_edit, typed
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.services import office, printing
from xinfang_desk.services.ports import PrinterInfo

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell


class OwnPassword(QWidget):
    """换自己的密码: the present one, the new one twice."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self.old = Field(text.OWN_OLD, secret_edit(), "own_old_password_edit")
        self.new = Field(text.OWN_NEW, secret_edit(), "own_new_password_edit")
        self.again = Field(text.OWN_AGAIN, secret_edit(), "own_again_password_edit")
        self.change_button = button(text.OWN_CHANGE, "own_password_button")
        self.sentence = label("", "quiet", name="own_password_sentence")
        line = QHBoxLayout()
        line.setSpacing(12)
        for field in (self.old, self.new, self.again):
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label(text.OWN_PASSWORD, "section"))
        box.addLayout(line)
        box.addLayout(row(self.change_button, self.sentence, 1))
        self.change_button.clicked.connect(self.change)

    def change(self) -> None:
        old, new, again = (typed(field) for field in (self.old, self.new, self.again))
        self.again.set_problem("" if new == again else text.PASSWORDS_DIFFER)
        self.old.set_problem("")
        self.new.set_problem("")
        if new == again:
            name = self._session.desk.user.login_name
            self._session.run(
                "own-password", office.change_password, name, new, old, done=self._changed, failed=self._refused
            )

    def _changed(self, _changed: object) -> None:
        for field in (self.old, self.new, self.again):
            assert isinstance(field.editor, QLineEdit)
            field.editor.clear()
        self.sentence.setText(text.OWN_CHANGED)

    def _refused(self, error: Exception) -> None:
        fields = error.fields if isinstance(error, FieldErrors) else {}
        self.old.set_problem(fields.get("old_password", ""))
        self.new.set_problem(fields.get("new_password", ""))
        if not fields:
            self.old.set_problem(getattr(error, "sentence", ""))


class ThisPcPage(QWidget):
    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._app = app
        self.setObjectName("this_pc_page")
        self.printer_combo = QComboBox()
        self.scale_combo = QComboBox()
        for scale in SCALES:
            self.scale_combo.addItem(text.SCALE_NAMES[scale], scale)
        self.dark_check = QCheckBox(text.DARK)
        self.dark_check.setObjectName("dark_check")
        self.dark_check.setAccessibleName(text.DARK)
        self.sentence = label("", "quiet", name="this_pc_sentence")
        self.own_password = OwnPassword(app.session)
        look = QHBoxLayout()
        look.setSpacing(12)
        look.addWidget(Field(text.PRINTER, self.printer_combo, "printer_combo"), 2)
        look.addWidget(Field(text.SCALE, self.scale_combo, "scale_combo"), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(look)
        box.addWidget(self.dark_check)
        box.addWidget(self.sentence)
        box.addWidget(self.own_password)
        box.addStretch(1)
        self.scale_combo.setCurrentIndex(max(0, self.scale_combo.findData(float(app.local.get("font_scale")))))
        self.dark_check.setChecked(bool(app.local.get("dark")))
        self.printer_combo.activated.connect(self._take_printer)
        self.scale_combo.activated.connect(self._take_look)
        self.dark_check.toggled.connect(self._take_look)

    def load(self) -> None:
        self._app.session.run("printers", printing.printers, done=self._show, failed=self._no_printers)

    def _show(self, rows: tuple[PrinterInfo, ...]) -> None:
        self.printer_combo.clear()
        self.printer_combo.addItem(text.DEFAULT_PRINTER, "")
        for one in rows:
            self.printer_combo.addItem(one.label if one.ready else f"{one.label}（{one.note}）", one.name)
        self.printer_combo.setCurrentIndex(max(0, self.printer_combo.findData(str(self._app.local.get("printer")))))
        self.sentence.setText("" if rows else "没有找到打印机。请接好打印机，在系统里装好，再回到这里。")

    def _no_printers(self, error: Exception) -> None:
        self.sentence.setText(getattr(error, "sentence", ""))

    def _take_printer(self) -> None:
        self._app.local.set("printer", self.printer_combo.currentData() or "")

    def _take_look(self) -> None:
        self._app.local.set("font_scale", float(self.scale_combo.currentData()))
        self._app.local.set("dark", self.dark_check.isChecked())
        self._app.apply_look()
        self.sentence.setText(text.RESTART_SCALE)


class DataPage(QWidget):
    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._app = app
        self.setObjectName("data_page")
        self.folder_label = label("", "quiet", name="data_folder_label")
        self.backup_button = button(text.BACKUP_NOW, "backup_button")
        self.sentence = label("", name="data_sentence")
        self.audit = AuditPart(app)
        self.backups = BackupPart(app)
        self.clock = ClockPart(app.session)
        line = QHBoxLayout()
        line.addWidget(self.backup_button)
        line.addStretch(1)
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(8, 0, 8, 0)
        box.setSpacing(12)
        box.addWidget(self.clock)
        box.addWidget(self.folder_label)
        box.addLayout(line)
        box.addWidget(self.sentence)
        box.addWidget(self.backups)
        box.addWidget(self.audit)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content, "data_scroll"))
        self.sentence.hide()
        self.backup_button.clicked.connect(self._back_up)

    def load(self) -> None:
        self.folder_label.setText(f"数据在：{self._app.session.desk.store.folder}")
        self.backups.load()
        self.clock.load()
        self.audit.load()

    def _back_up(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, text.BACKUP_NOW)
        if chosen:
            self.back_up_to(Path(chosen))

    def back_up_to(self, folder: Path) -> None:
        self._tell("正在备份。")
        self._app.session.run("backup", self._app.fittings.backup, folder, done=self._tell, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._tell(getattr(error, "sentence", ""))

    def _tell(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
