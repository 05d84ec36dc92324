"""The direct channel in letters that are read from the other side of the counter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import Card, label, scrolled

LARGE = 2.2


class DirectDialog(AskDialog):
    def __init__(self, parent: QWidget, lines: tuple[str, ...]) -> None:
        super().__init__(parent, text.DIRECT_TITLE, "", text.DIRECT_CLOSE, "direct")
        self.cancel_button.hide()
        inner = Card("plain", margins=0, spacing=14)
        for line in (text.DIRECT_HEAD, *lines):
            made = label(line)
            font = made.font()
            font.setPointSizeF(font.pointSizeF() * LARGE)
            made.setFont(font)
            # The theme sets sizes of its own; what is read from afar says so itself.
            made.setStyleSheet(f"font-size: {font.pointSizeF():.0f}pt")
            inner.add(made)
        inner.box.addStretch(1)
        self.body.addWidget(scrolled(inner, "direct_scroll"), 1)
        self.fit(60, 40)
