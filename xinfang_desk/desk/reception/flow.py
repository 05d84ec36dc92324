"""A row of buttons that breaks where the room ends, and a choice whose words wrap."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from xinfang_desk.desk.widgets import label, set_kind, show_if


class FlowLayout(QLayout):
    """Left to right, then on the next line."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), test=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, test=False)

    def sizeHint(self) -> QSize:
        """Everything on one line; what there is not room for breaks."""
        shown = [item.sizeHint() for item in self._items if (w := item.widget()) is None or not w.isHidden()]
        width = sum(hint.width() for hint in shown) + self.spacing() * max(len(shown) - 1, 0)
        return QSize(width, max((hint.height() for hint in shown), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, test: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), max(rect.width(), 1))
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
            if not test:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self.spacing()
            line = max(line, height)
        return y + line - rect.y()


def flow(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """A widget that holds others in a flow."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    layout = FlowLayout(holder, spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


class WrapChoice(QPushButton):
    """One answer: its digit, its words (which wrap), a quiet hint under them."""

    def __init__(self, key: int, text: str, name: str, hint: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "choice")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._digit = label(str(key) if key else "", wrap=False)
        show_if(self._digit, bool(key))
        self._words = label(text)
        self._hint = label(hint, "quiet")
        show_if(self._hint, bool(hint))
        words = QWidget()
        inner = QHBoxLayout(self)
        em = self.fontMetrics().height()
        inner.setContentsMargins(em, em // 2, em, em // 2)
        inner.setSpacing(em * 2 // 3)
        stack = QVBoxLayout(words)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addStretch(1)
        stack.addWidget(self._words)
        stack.addWidget(self._hint)
        stack.addStretch(1)
        inner.addWidget(self._digit, 0)
        inner.addWidget(words, 1)
        for part in (self._digit, self._words, self._hint, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._bold)
        self.show_words(text, hint)

    @property
    def digit(self) -> str:
        return self._digit.text()

    def show_digit(self, digit: int) -> None:
        """The key that chooses it now; 0 = none, because a question of the card has the keys."""
        self._digit.setText(str(digit) if digit else "")
        self._digit.setVisible(bool(digit))

    def show_words(self, text: str, hint: str = "") -> None:
        self._words.setText(text)
        self.setAccessibleName(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return max(layout.totalHeightForWidth(width), self._least())

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.totalSizeHint().expandedTo(QSize(0, self._least()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 6, self._least())

    def setEnabled(self, enabled: bool) -> None:
        super().setEnabled(enabled)
        set_kind(self._words, "strong" if self.isChecked() else "" if enabled else "quiet")

    def _least(self) -> int:
        return int(self.fontMetrics().height() * 2.1)

    def _bold(self, on: bool) -> None:
        for part in (self._digit, self._words):
            set_kind(part, "strong" if on else "")


def caption(text: str, editor: QWidget) -> QLabel:
    """A label that belongs to an editor."""
    made = label(text, "strong")
    made.setBuddy(editor)
    if not editor.accessibleName():
        editor.setAccessibleName(text)
    return made
