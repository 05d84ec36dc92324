"""A pair of hands: finds widgets by their names, types as an input method does, clicks, presses keys, takes pictures.

``QTest.keyClicks`` aborts on Chinese, so text arrives as ``QInputMethodEvent`` commits, as from a real input method.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from xinfang_desk.desk.app import App
from xinfang_desk.desk.reception.form_tools import bring_into_view

W = TypeVar("W", bound=QWidget)
PATIENCE_S = 60.0


FAR = 60  # entries that nobody goes along by the arrow key


class Stuck(RuntimeError):
    """A widget or a state that a person would wait for did not come."""


@dataclass
class StepReport:
    name: str
    seconds: float
    keys: int


@dataclass
class Hands:
    """Drives one App.

    Attributes:
        app: the real windows.
        screens: where pictures go, or None.
        steps: what was done, how long it took and how many key presses or clicks it cost (typing not counted).
    """

    app: App
    screens: Path | None = None
    advance: Callable[[float], None] = lambda _seconds: None
    steps: list[StepReport] = field(default_factory=list)
    _keys: int = 0
    _pictures: int = 0
    _started: float = 0.0
    _prefix: str = ""

    def begin(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._keys = 0
        self._started = time.perf_counter()

    def end(self, name: str) -> None:
        """Closes a step of the report."""
        self.settle()
        self.steps.append(StepReport(name, round(time.perf_counter() - self._started, 3), self._keys))
        self.begin(self._prefix)

    def settle(self) -> None:
        """Waits until no use-case is under way and the windows have drawn."""
        self.wait_for(self.app.session.is_idle, "use-cases to end")
        QCoreApplication.processEvents()
        self.wait_for(self.app.session.is_idle, "use-cases to end")

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Runs the event loop until ``condition`` holds; Stuck after a minute."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            QTest.qWait(5)
            if time.monotonic() > until:
                raise Stuck(f"waited for {what}")

    def find(self, name: str, kind: type[W] = QWidget, *, shown: bool = True) -> W | None:  # type: ignore[assignment]
        """The visible widget of that name, in the window or in an open dialog."""
        for top in self._tops():
            for widget in [*top.findChildren(kind, name), *([top] if top.objectName() == name else [])]:
                if isinstance(widget, kind) and (not shown or widget.isVisible()):
                    return widget
        return None

    def get(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """Waits for the widget to be there and enabled."""

        def ready() -> bool:
            found = self.find(name, kind)
            return found is not None and found.isEnabled()

        try:
            self.wait_for(ready, name)
        except Stuck:
            raise Stuck(f"no enabled widget {name!r} on screen; shown: {self._shown_names()}") from None
        found = self.find(name, kind)
        assert found is not None
        return found

    def click(self, name: str) -> None:
        """One mouse click in the middle of a button."""
        self.settle()
        widget = self.get(name, QAbstractButton)
        _scroll_to(widget)
        self._keys += 1
        self.advance(2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=_hit(widget))
        self.settle()

    def answer(self, name: str, *acts: Callable[[], None]) -> None:
        """Clicks a button that opens a dialog and acts in it, and in those that follow it, one act for each.

        An act runs inside its dialog's event loop, so it has to end its own dialog and cannot wait for the next one.
        What goes wrong in there closes the dialog and is raised here.
        """
        left = list(acts)
        trouble: list[BaseException] = []
        done: list[QWidget] = []
        until = time.monotonic() + PATIENCE_S

        def when_open() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or dialog in done:
                if time.monotonic() < until:
                    QTimer.singleShot(10, when_open)
                return
            done.append(dialog)
            try:
                left[0]()
            except BaseException as error:  # noqa: BLE001  carried out of the dialog and raised below
                trouble.append(error)
            left.pop(0)
            open_still = QApplication.activeModalWidget()
            if open_still is not None and open_still.isVisible() and open_still is dialog:
                open_still.close()
            if left and not trouble:
                QTimer.singleShot(10, when_open)

        QTimer.singleShot(0, when_open)
        self.click(name)
        self.wait_for(lambda: bool(trouble) or not left, f"the dialogs of {name!r}")
        if trouble:
            raise trouble[0]
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key press where the focus is."""
        self.settle()
        if QApplication.activeWindow() is None and QApplication.activeModalWidget() is None:
            # A window manager gives the window back its focus when a dialog goes; offscreen nobody does.
            self.app.window.activateWindow()
            self.settle()
        target = QApplication.focusWidget() or self.app.window
        self._keys += 1
        self.advance(2)
        QTest.keyClick(target, key, modifier)
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Puts text into a field, replacing what was there, as an input method commits it."""
        widget: QWidget = self.get(name)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.selectAll()
        elif isinstance(widget, QSpinBox):
            widget.selectAll()
            editor = widget.lineEdit()
            commit(editor, text)
            widget.interpretText()
            self.advance(1)
            return
        elif isinstance(widget, QComboBox) and widget.isEditable():
            line = widget.lineEdit()
            assert line is not None
            line.selectAll()
            commit(line, text)
            self.advance(1)
            return
        commit(widget, text)
        self.advance(max(1.0, len(text) * 0.4))

    def pick(self, name: str, label: str) -> None:
        """Chooses an entry of a combo box by the keyboard way: focus, then its index."""
        box = self.get(name, QComboBox)
        index = next((i for i in range(box.count()) if label in box.itemText(i)), -1)
        if index < 0:
            raise Stuck(f"{name} has no entry like {label!r}")
        self._keys += 1
        self.advance(1)
        bring_into_view(box)
        if abs(index - box.currentIndex()) > FAR:
            box.setCurrentIndex(index)  # as a hand does that types into the list, or clicks in it
        while box.currentIndex() != index:
            before = box.currentIndex()
            QTest.keyClick(box, Qt.Key.Key_Down if index > before else Qt.Key.Key_Up)
            if box.currentIndex() == before:
                raise Stuck(f"{name} does not move to {label!r}")
        box.activated.emit(index)
        self.settle()

    def leave_field(self) -> None:
        """Moves the focus on, so that what was typed counts as left."""
        self.settle()
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self.settle()

    def picture(self, name: str) -> None:
        """A picture of the window as a person sees it."""
        if self.screens is None:
            return
        self.settle()
        QTest.qWait(1)
        self._pictures += 1
        path = self.screens / f"{self._pictures:03d}-{self._prefix}{name}.png"
        self._tops()[0].grab().save(str(path))

    def _tops(self) -> tuple[QWidget, ...]:
        """What a person can reach: an open dialog, then the window; popups that Qt keeps hidden are left alone."""
        dialog = QApplication.activeModalWidget()
        return (dialog, self.app.window) if dialog is not None else (self.app.window,)

    def _shown_names(self) -> str:
        names = {
            w.objectName()
            for top in self._tops()
            for w in top.findChildren(QWidget)
            if w.isVisible() and w.objectName() and not w.objectName().startswith("qt_")
        }
        return ", ".join(sorted(names))


def commit(widget: QWidget, text: str) -> None:
    """What an input method does when a word is chosen."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def _scroll_to(widget: QWidget) -> None:
    """A person scrolls to what she clicks."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _hit(widget: QWidget) -> QPoint:
    """Where a person would click: the middle, or the mark of a tick box."""
    centre = widget.rect().center()
    return QPoint(min(centre.x(), 10), centre.y()) if widget.inherits("QCheckBox") else centre
