"""设置 · 数据: a clock that cannot be right, and the one button by which a person says that it is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import backups as text
from xinfang_desk.desk.widgets import button, label, row
from xinfang_desk.services import clock_guard


class ClockPart(QWidget):
    """Shown only while something is wrong."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self.sentence = label("", "problem", name="clock_sentence")
        self.confirm_button = button(text.CLOCK_RIGHT, "clock_confirm_button")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.sentence)
        box.addLayout(row(self.confirm_button, 1))
        self.confirm_button.clicked.connect(self._confirm)
        self.hide()

    def load(self) -> None:
        self._session.run_latest("clock-problem", clock_guard.problem, done=self._show)

    def _show(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))

    def _confirm(self) -> None:
        self._session.run("clock-confirm", clock_guard.confirm, done=self._confirmed)

    def _confirmed(self, _changed: object) -> None:
        self.load()
        self._session.say(text.CLOCK_CONFIRMED)
