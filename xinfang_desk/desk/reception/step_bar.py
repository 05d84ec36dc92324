"""The four step chips on top of the middle, and which visit and matter is at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from xinfang_desk.desk.texts import reception as text
from xinfang_desk.desk.widgets import button, label, restyle


class StepBar(QWidget):
    """① 登记 ② 甄别 ③ 告知 ④ 签收.

    Signals:
        step_asked: 0–3.
        drawer_asked: the folded side panel.
    """

    step_asked = Signal(int)
    drawer_asked = Signal()

    NAMES = ("register_step_button", "screen_step_button", "issue_step_button", "sign_step_button")

    def __init__(self) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._buttons: list[QPushButton] = []
        for index, (words, name) in enumerate(zip(text.STEPS, self.NAMES, strict=True)):
            made = button(words, name, "step")
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(lambda _checked=False, at=index: self.step_asked.emit(at))
            self._buttons.append(made)
            box.addWidget(made)
        box.addStretch(1)
        self.where = label("", "quiet", wrap=False, name="where_label")
        box.addWidget(self.where)
        self.drawer_button = button(text.DRAWER, "drawer_button", "small")
        self.drawer_button.clicked.connect(self.drawer_asked)
        self.drawer_button.hide()
        box.addWidget(self.drawer_button)

    def show_step(self, now: int, reached: int, open_to: int) -> None:
        """``now`` is shown, steps up to ``reached`` are done or at hand, steps up to ``open_to`` may be opened."""
        for index, one in enumerate(self._buttons):
            state = "now" if index == now else "done" if index <= reached else "later"
            if one.property("state") != state:
                one.setProperty("state", state)
                restyle(one)
            one.setEnabled(index <= open_to)
            one.setToolTip("" if index <= open_to else text.NOT_YET)

    def show_where(self, words: str) -> None:
        self.where.setText(words)

    def set_short(self, short: bool) -> None:
        """At large letters the chips that are not at hand keep their word and leave the number away."""
        for one, words in zip(self._buttons, text.STEPS, strict=True):
            one.setText(words.split()[-1] if short and one.property("state") != "now" else words)
            one.setAccessibleName(words)
