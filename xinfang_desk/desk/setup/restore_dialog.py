"""从备份恢复: which backup, what is newer than it, and only then the step itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from xinfang_desk.desk.fittings import BackupFile
from xinfang_desk.desk.texts import backups as text
from xinfang_desk.desk.widgets import NameList, button, label, primary_button

Preview = Callable[[datetime, Callable[[str], None]], None]  # asks what is newer; the sentence comes back later


class RestoreDialog(QDialog):
    """Attributes:
    chosen: the backup, or None.
    """

    def __init__(self, parent: QWidget, found: tuple[BackupFile, ...], preview: Preview | None) -> None:
        super().__init__(parent)
        self.setObjectName("restore_dialog")
        self.setWindowTitle(text.RESTORE_TITLE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.chosen: Path | None = None
        self._found = list(found)
        self._preview = preview
        self.list = NameList("restore_list", text.RESTORE_LIST)
        self.newer = label("" if found else text.NOTHING, "hint", name="restore_newer_label")
        self.other_button = button(text.RESTORE_OTHER, "restore_other_button", "link")
        self.restore_button = primary_button(text.RESTORE_DO, "restore_do_button")
        cancel = button(text.CANCEL, "restore_cancel_button")
        for one in self._found:
            self.list.addItem(QListWidgetItem(one.title))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(12)
        box.addWidget(label(text.RESTORE_ASK))
        box.addWidget(self.list)
        box.addWidget(self.newer)
        line = QHBoxLayout()
        line.addWidget(self.other_button)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.restore_button)
        box.addLayout(line)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("信") * 34)
        self.list.currentRowChanged.connect(self._show)
        self.other_button.clicked.connect(self._other)
        self.restore_button.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        self.restore_button.setEnabled(False)
        if self._found:
            self.list.setCurrentRow(0)

    def _show(self, at: int) -> None:
        self.restore_button.setEnabled(at >= 0)
        if at < 0:
            return
        moment = self._found[at].moment
        if self._preview is None or moment is None:
            self.newer.setText(text.CLOSED_PREVIEW)
        else:
            self._preview(moment, self.newer.setText)

    def _other(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, text.RESTORE_TITLE, "", "备份 (*.xfbak)")
        if chosen:
            self.chosen = Path(chosen)
            self.accept()

    def _take(self) -> None:
        self.chosen = self._found[self.list.currentRow()].path
        self.accept()

    @classmethod
    def ask(cls, parent: QWidget, found: tuple[BackupFile, ...], preview: Preview | None) -> Path | None:
        dialog = cls(parent, found, preview)
        dialog.exec()
        return dialog.chosen
