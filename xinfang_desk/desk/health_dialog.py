"""自检: one line and one state each, opened from the lamp and from 帮助."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import safety as text
from xinfang_desk.desk.widgets import Chip, button, clear_layout, label, row, scrolled
from xinfang_desk.domain.health import HEALTH_LABELS, Health, HealthLine
from xinfang_desk.services.self_check import self_check

CHIPS = {Health.READY: "done", Health.OWED: "owed", Health.WRONG: "wrong"}


class HealthDialog(QDialog):
    """Asks when it opens and whenever 再查一遍 is pressed."""

    def __init__(self, parent: QWidget, session: DeskSession) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("health_dialog")
        self.setWindowTitle(text.HEALTH_TITLE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(760, 640)
        inner = QWidget()
        self._lines = QGridLayout(inner)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(10)
        self._lines.setColumnStretch(2, 1)
        self.again_button = button(text.HEALTH_AGAIN, "health_again_button")
        self.close_button = button(text.CLOSE, "health_close_button", "primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        box.addWidget(label(text.HEALTH_TITLE, "title"))
        box.addWidget(scrolled(inner, "health_scroll"), 1)
        box.addLayout(row(self.again_button, 1, self.close_button))
        self.again_button.clicked.connect(self.ask)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        self.ask()

    def ask(self) -> None:
        self._session.run_latest("self-check", self_check, done=self._show)

    def _show(self, lines: tuple[HealthLine, ...]) -> None:
        clear_layout(self._lines)
        for at, one in enumerate(lines):
            chip = Chip(HEALTH_LABELS[one.state], CHIPS[one.state], name=f"health_{at}_chip")
            said = label(one.said, name=f"health_{at}_label")
            chip.setAccessibleName(f"{one.name}：{HEALTH_LABELS[one.state]}")
            self._lines.addWidget(label(one.name, "strong", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(chip, at, 1, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(said, at, 2)
        self._lines.setRowStretch(len(lines), 1)
