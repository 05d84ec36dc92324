"""How a package is written: what goes, with its papers or without, sealed with a password or not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.texts import exchange as text
from xinfang_desk.desk.widgets import label, row, secret_edit
from xinfang_desk.services.exporting import ExportOrder


class ExportOptions(QWidget):
    """Signals:
    changed: another kind was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("export_options")
        self.kind = QComboBox()
        self.kind.setObjectName("export_kind_combo")
        self.kind.setAccessibleName(text.KIND)
        for key, words in text.KINDS.items():
            self.kind.addItem(words, key)
        self.attach = _check(text.ATTACH, "export_attach_check")
        self.seal = _check(text.SEAL, "export_seal_check")
        self.password = _password(text.PASSWORD, "export_password_edit")
        self.again = _password(text.PASSWORD_AGAIN, "export_password_again_edit")
        self.state = label(text.NOT_ENCRYPTED, "quiet", name="export_seal_label")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for widget in (self.kind, self.attach, self.seal):
            line.addWidget(widget)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(line)
        box.addLayout(row(self.password, self.again, 1, spacing=12))
        box.addWidget(self.state)
        self.seal.toggled.connect(self._show_seal)
        self.kind.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._show_seal(False)

    def whole(self) -> bool:
        """Every record goes once more, changed or not."""
        return str(self.kind.currentData()) == "full"

    def order(self, folder: Path) -> ExportOrder:
        return ExportOrder(folder, str(self.kind.currentData()), self.attach.isChecked(), self.secret())

    def secret(self) -> str:
        """The password, or empty where the file is not sealed."""
        return self.password.text() if self.seal.isChecked() else ""

    def problem(self) -> str:
        """Why the file cannot be written so; empty = it can."""
        if not self.seal.isChecked():
            return ""
        if not self.password.text():
            return text.PASSWORD_EMPTY
        return "" if self.password.text() == self.again.text() else text.PASSWORD_DIFFERS

    def forget(self) -> None:
        """The password is not kept once the file is written."""
        self.password.clear()
        self.again.clear()

    def _show_seal(self, on: bool) -> None:
        self.password.setVisible(on)
        self.again.setVisible(on)
        self.state.setText(text.ENCRYPTED if on else text.NOT_ENCRYPTED)
        if on:
            self.password.setFocus()


def _check(words: str, name: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setObjectName(name)
    made.setAccessibleName(words)
    return made


def _password(words: str, name: str) -> QLineEdit:
    made = secret_edit(name, words)
    made.setPlaceholderText(words)
    made.setMinimumWidth(made.fontMetrics().horizontalAdvance("国") * 11)
    return made
