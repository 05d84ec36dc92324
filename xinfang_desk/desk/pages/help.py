"""帮助: what the program never does, the keys, where the manual is, and 自检."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from xinfang_desk.desk.health_dialog import HealthDialog
from xinfang_desk.desk.texts import safety as text
from xinfang_desk.desk.widgets import Card, button, label, row, scrolled

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell


class HelpPage(QWidget):
    """Nothing on it changes; only 自检 asks the desk."""

    title = text.HELP

    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._session = app.session
        self.setObjectName("help_page")
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 12, 0)
        box.setSpacing(8)
        version = app.session.desk.parts.software_version
        self.check_button = button(text.HEALTH_TITLE, "help_check_button")
        self.check_button.clicked.connect(self.open_check)
        box.addLayout(row(label(text.VERSION.format(version=version), "quiet", wrap=False), 1, self.check_button))
        box.addWidget(label(text.NEVER_HEAD, "section"))
        for number, sentence in enumerate(text.NEVER, start=1):
            box.addWidget(label(f"{number}. {sentence}", name=f"never_{number}_label"))
        box.addWidget(label(text.KEYS_HEAD, "section"))
        box.addLayout(_keys())
        box.addWidget(label(text.MANUAL_HEAD, "section"))
        for sentence in text.MANUAL:
            box.addWidget(label(sentence))
        box.addStretch(1)
        card = Card("card", margins=20)
        card.add(label(self.title, "title"))
        card.box.addWidget(scrolled(inner, "help_scroll"), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def refresh(self) -> None:
        self.check_button.setFocus()

    def open_check(self) -> None:
        HealthDialog(self.window(), self._session).open()


def _keys() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 3)
    for at, (key, what) in enumerate(text.KEYS):
        line, column = at // 2, at % 2 * 2
        grid.addWidget(label(key, "strong", wrap=False), line, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(what), line, column + 1)
    return grid
