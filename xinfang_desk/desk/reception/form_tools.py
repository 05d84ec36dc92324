"""What the forms of 登记 and 签收 share: names, choices, sentences at a field, Enter as the way on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from xinfang_desk.desk.widgets import restyle, set_kind

NOTE_KINDS = {"error": "problem", "confirm": "hint", "hint": "hint"}


def fill_combo(combo: QComboBox, rows: Iterable[tuple[str, str]]) -> None:
    """(value, shown) pairs; the present value stays where it can, and no signal is sent."""
    kept = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for value, shown in rows:
        combo.addItem(shown, value)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
    combo.blockSignals(False)


def pick(combo: QComboBox, value: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(value)))


def chosen(combo: QComboBox) -> str:
    value = combo.currentData()
    return value if isinstance(value, str) else ""


def narrow_combos(form: QWidget) -> None:
    """Combos take the room of the form, never that of their longest entry."""
    for combo in form.findChildren(QComboBox):
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(4)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def number_names(form: QWidget, number: int) -> None:
    """The second and later rows of a kind carry their number: ``visitor_name_edit_2``."""
    if number > 1:
        for child in form.findChildren(QWidget):
            if child.objectName() and not child.objectName().startswith("qt_"):
                child.setObjectName(f"{child.objectName()}_{number}")


def show_note(form: QObject, problem: QLabel | None, editor: QWidget | None, sentence: str, kind: str) -> None:
    """A sentence under a field; ``kind`` error | confirm | hint, an empty sentence takes it away."""
    if problem is not None:
        problem.setText(sentence)
        set_kind(problem, NOTE_KINDS.get(kind, "problem"))
        problem.setVisible(bool(sentence))
    if editor is not None:
        wrong = "true" if sentence and kind == "error" else "false"
        if editor.property("problem") != wrong:
            editor.setProperty("problem", wrong)
            restyle(editor)


class FieldMap:
    """The fields of one form by key: editor and the label under it."""

    def __init__(self, fields: Mapping[str, tuple[QWidget, QLabel | None]]) -> None:
        self._fields = dict(fields)
        for _editor, problem in self._fields.values():
            if problem is not None:
                problem.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def editor(self, key: str) -> QWidget | None:
        found = self._fields.get(key)
        return found[0] if found else None

    def keys(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def clear(self) -> None:
        for editor, problem in self._fields.values():
            show_note(editor, problem, editor, "", "error")

    def show(self, key: str, sentence: str, kind: str) -> bool:
        """Whether the form has such a field."""
        found = self._fields.get(key)
        if found is None:
            return False
        show_note(found[0], found[1], found[0], sentence, kind)
        return True


def is_text_editor(widget: QWidget | None) -> bool:
    """Whether typed characters belong to this widget."""
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or (isinstance(widget, QComboBox) and widget.isEditable())


def is_enter(event: QKeyEvent) -> bool:
    """Enter alone, of either block."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def enter_moves_on(event: QKeyEvent, *, answers: bool = False) -> bool:
    """Enter that no field took for itself: presses a plain button, else goes to the next field. True when used.

    ``answers``: a question that has no answer yet is answered with the choice in focus. Never where a decision is
    taken: there a choice is made by space, mouse or digit, not in passing.
    """
    if not is_enter(event):
        return False
    focus = QApplication.focusWidget()
    if isinstance(focus, QPushButton) and (not focus.isCheckable() or (answers and _unanswered(focus))):
        focus.click()
    elif focus is not None:
        go_on_from(focus)
    return True


def go_on_from(widget: QWidget) -> None:
    """To the next field or primary button; past the other answers of the same question and past side buttons."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    following = widget.nextInFocusChain()
    while following is not None and following is not widget:
        same = group is not None and isinstance(following, QAbstractButton) and following.group() is group
        if not same and _is_field(following) and following.window() is widget.window():
            bring_into_view(following)
            return
        following = following.nextInFocusChain()


def _unanswered(button: QPushButton) -> bool:
    group = button.group()
    return group is not None and group.exclusive() and group.checkedButton() is None


def _is_field(widget: QWidget) -> bool:
    open_now = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
    if not open_now or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if isinstance(widget, QPushButton):
        return widget.isCheckable() or widget.property("kind") == "primary"
    return isinstance(widget, QAbstractButton | QComboBox | QAbstractSpinBox) or is_text_editor(widget)


def order_tabs(root: QWidget) -> None:
    """Tab and Enter go as the eye does: by the layouts, line by line; for forms whose rows come and go."""
    found: list[QWidget] = []
    _collect(root, found)
    for before, after in itertools.pairwise(found):
        QWidget.setTabOrder(before, after)


def _collect(widget: QWidget, found: list[QWidget]) -> None:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea):
        found.append(widget)
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        _collect(inner, found)
    layout = widget.layout()
    if layout is not None and not isinstance(widget, QComboBox | QAbstractSpinBox | QPlainTextEdit):
        _collect_layout(layout, found)


def _collect_layout(layout: QLayout, found: list[QWidget]) -> None:
    places = range(layout.count())
    if isinstance(layout, QGridLayout):
        places = sorted(places, key=lambda at: layout.getItemPosition(at)[:2])  # type: ignore[assignment,index]
    for at in places:
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if widget is not None:
            _collect(widget, found)
        elif inner is not None:
            _collect_layout(inner, found)


def bring_into_view(widget: QWidget) -> None:
    """Scrolls every scroll area around the widget so that it can be seen, and gives it the focus."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    _scroll_to(widget)
    # Once more when what was just drawn has its place.
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            line = widget.fontMetrics().height()
            parent.ensureWidgetVisible(widget, line, line * 3)  # its caption above and its sentence below
        parent = parent.parentWidget()
