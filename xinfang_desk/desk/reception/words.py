"""A field for running words: grows with its text, Enter moves on, Shift+Enter breaks the line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from xinfang_desk.desk.reception.form_tools import go_on_from

LEAST_LINES, MOST_LINES = 2, 8


class WordsEdit(QPlainTextEdit):
    """Plain text of a few lines; Tab and Enter leave it, as in every other field of the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least_lines = LEAST_LINES
        self.go_on: Callable[[QWidget], None] = go_on_from  # what Enter does
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        # A plain document measures its height in lines.
        lines = min(max(int(self.document().size().height()), self.least_lines), MOST_LINES)
        margins = self.contentsMargins()
        room = margins.top() + margins.bottom() + 2 * int(self.document().documentMargin())
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + room + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # An input method keeps its own Enter to itself; what arrives here means: go on.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
                return
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go_on(self)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()
