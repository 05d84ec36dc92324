"""The few widgets all pages are made of; their looks come from the theme by the ``kind`` property."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

FADE_MS = 4_000
LAW_OPEN, LAW_CLOSE = "本单位核定原文 ▸", "收起原文 ▾"


def restyle(widget: QWidget) -> None:
    """Reads the style sheet again after a property changed; a widget not yet styled reads it anyhow when shown."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_kind(widget: QWidget, kind: str) -> None:
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        restyle(widget)


def show_if(widget: QWidget, on: bool) -> None:
    """Shows or hides. One that stands nowhere yet is only hidden: shown, it would flash up as a window of its own and
    take the keys away from the one in use."""
    if not on or widget.parentWidget() is not None:
        widget.setVisible(on)


def label(text: str = "", kind: str = "", *, wrap: bool = True, name: str = "") -> QLabel:
    """Plain text only: what comes from a card, a file or a person never turns into markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    if name:
        made.setObjectName(name)
    return made


class Chip(QLabel):
    """A short state in words: owed | done | next | wrong | quiet."""

    def __init__(self, text: str = "", kind: str = "quiet", name: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", f"chip-{kind}")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)

    def show_state(self, text: str, kind: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        set_kind(self, f"chip-{kind}")


class ChipButton(Chip):
    """A chip that can be pressed, by mouse, Enter or space.

    Signals:
        pressed: by the clerk.
    """

    pressed = Signal()

    def __init__(self, text: str = "", kind: str = "quiet", name: str = "") -> None:
        super().__init__(text, kind, name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class Card(QFrame):
    """A white panel; ``kind`` card | law | store | owed | wrong | done | row | plain."""

    def __init__(self, kind: str = "card", *, margins: int = 16, spacing: int = 8, name: str = "") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        if name:
            self.setObjectName(name)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(margins, margins, margins, margins)
        self.box.setSpacing(spacing)

    def add(self, *widgets: QWidget) -> Card:
        for widget in widgets:
            self.box.addWidget(widget)
        return self

    def clear(self) -> None:
        clear_layout(self.box)


def clear_layout(layout: QLayout) -> None:
    """Takes everything out of a layout, nested ones too."""
    while (entry := layout.takeAt(0)) is not None:
        inner, widget = entry.layout(), entry.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


def button(text: str, name: str, kind: str = "", *, tip: str = "") -> QPushButton:
    """A push button with a speaking name. ``kind`` primary | small | link | choice, or empty for a plain one."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if tip:
        made.setToolTip(tip)
    return made


def primary_button(text: str, name: str) -> QPushButton:
    return button(text, name, "primary")


class BigChoice(QPushButton):
    """One answer of a card: its digit, then its words; wraps to the width it gets by eliding never, by growing."""

    def __init__(self, key: int, text: str, name: str) -> None:
        super().__init__(f"{key}　{text}" if key else text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "choice")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Field(QWidget):
    """A label over an editor with room for a sentence at the field."""

    def __init__(self, text: str, editor: QWidget, name: str = "", *, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        if name:
            editor.setObjectName(name)
        self.caption = label(text, "quiet", wrap=False)
        self.caption.setBuddy(editor)
        editor.setAccessibleName(text)
        self.sentence = label("", "problem")
        self.sentence.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.caption)
        box.addWidget(editor)
        if hint:
            box.addWidget(label(hint, "quiet"))
        box.addWidget(self.sentence)

    def set_problem(self, sentence: str, kind: str = "problem") -> None:
        """``kind`` problem (blocks) or hint (advice); an empty sentence clears it."""
        self.sentence.setText(sentence)
        set_kind(self.sentence, kind)
        self.sentence.setVisible(bool(sentence))
        self.editor.setProperty("problem", "true" if sentence and kind == "problem" else "false")
        restyle(self.editor)


class LawPanel(Card):
    """Gold rule: the article and its gist; the paragraph itself, word for word, is unfolded under them."""

    def __init__(self, article: str, gist: str, words: str = "") -> None:
        super().__init__("law", margins=12, spacing=4)
        self.add(label(article, "strong"), label(gist, "quiet"))
        if words:
            self.words = label(words, name="law_words_label")
            self.words.hide()
            self.opener = button(LAW_OPEN, "law_words_button", "link")
            self.opener.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the card
            self.opener.clicked.connect(self._toggle)
            self.box.addLayout(row(self.opener, 1))
            self.add(self.words)

    def _toggle(self) -> None:
        self.words.setVisible(self.words.isHidden())
        self.opener.setText(LAW_OPEN if self.words.isHidden() else LAW_CLOSE)


class StorePanel(Card):
    """Blue rule: what the store proves."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("store", margins=12, spacing=4)
        self.add(*(label(sentence) for sentence in sentences))


class SentenceBar(Card):
    """One sentence at the foot of a page, in the tone of what happened: what went well leaves by itself, what is owed
    or went wrong stays until it is read.

    Attributes:
        fade_timer: runs while a sentence is shown that leaves by itself.
    """

    def __init__(self) -> None:
        super().__init__("done", margins=4)
        self.setObjectName("sentence_bar")
        self.box.setContentsMargins(10, 4, 4, 4)
        self.text = label("", name="sentence_label")
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        self.close_button = button("知道了", "sentence_close_button", "small")
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button)
        self.box.addLayout(row)
        self.fade_timer = QTimer(self)
        self.fade_timer.setSingleShot(True)
        self.fade_timer.setInterval(FADE_MS)
        self.fade_timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, tone: str) -> None:
        self.fade_timer.stop()
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        set_kind(self, {"ok": "done", "owed": "owed", "wrong": "wrong"}.get(tone, "store"))
        self.close_button.setVisible(tone != "ok")
        self.setVisible(bool(sentence))
        if sentence and tone == "ok":
            self.fade_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.fade_timer.stop()


class NameList(QListWidget):
    """A list of names to choose one from; its rows follow the style and the size of the letters."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish:
            # The rows measured before the style sheet was there are too low.
            self.scheduleDelayedItemsLayout()
        return super().event(event)


def window_key(page: QWidget, name: str, keys: tuple[str, ...], act: Callable[[], object]) -> None:
    """A key of the whole window that works while ``page`` is shown."""
    action = QAction(page)
    action.setObjectName(name)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.triggered.connect(lambda: act())
    page.addAction(action)


def secret_edit(name: str = "", accessible: str = "") -> QLineEdit:
    """A line whose letters nobody reads."""
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(accessible)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def typed(field: Field) -> str:
    """What stands in a field of one line."""
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text()


def scrolled(inner: QWidget, name: str = "") -> QScrollArea:
    """Vertical scrolling only, no frame."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    if name:
        area.setObjectName(name)
    return area


def row(*widgets: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; an int is a stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            made.addStretch(widget)
        else:
            made.addWidget(widget)
    return made
