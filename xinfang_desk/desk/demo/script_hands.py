"""The hands of the demonstration: they wait until nothing is pending, stop at the first thing that goes wrong, answer
dialogs, type into tables and take pictures of one size that depend on the script alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QTableWidget,
    QWidget,
)

from xinfang_desk.desk.demo.clock import ScriptClock
from xinfang_desk.desk.demo.driver import PATIENCE_S, Hands, Stuck, commit
from xinfang_desk.services.context import BEIJING

W = TypeVar("W", bound=QWidget)
LONGEST_PAUSE_MS = 2_000
POLL_MS, ALARM_MS = 5, 100
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(eq=False)
class ScriptHands(Hands):
    """Hands that follow a script: any refusal, fault or unknown widget ends it.

    Attributes:
        clock: what the desk's clock shows.
        refusals: what the windows said in the tone of a fault since the last ``forgive``.
    """

    clock: ScriptClock = field(default_factory=ScriptClock)
    refusals: list[str] = field(default_factory=list)
    _fault: BaseException | None = None
    _dialog_error: BaseException | None = None

    def __post_init__(self) -> None:
        self.app.session.said.connect(self._hear)
        self.app.session.broke.connect(self.take_fault)

    def begin(self, prefix: str = "") -> None:
        """A step of the report begins; pictures keep the desk's prefix."""
        super().begin(prefix or self._prefix)

    def at(self, hour: int, minute: int) -> None:
        """The next scene of the day; the clerk waited for it. A scene that took longer just begins later."""
        self.settle()
        now = self.clock.now().astimezone(BEIJING)
        self.clock.go_to(max(now, now.replace(hour=hour, minute=minute, second=0)))

    # waiting

    def settle(self) -> None:
        """Until no use-case and no pause after typing is pending: what shows then does not depend on the machine."""
        super().settle()
        for _round in range(50):
            waiting = self._pauses()
            if not waiting:
                break
            for pause in waiting:
                usual = pause.interval()
                pause.start(0)
                self.wait_for(partial(_is_over, pause), "a pause to end")
                pause.setInterval(usual)
            super().settle()
        else:
            raise Stuck("a pause comes again and again")
        self._check()

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Sleeps until something happens in the event loop, then looks again."""
        until = time.monotonic() + PATIENCE_S
        alarm = QTimer()
        alarm.start(ALARM_MS)
        while not (self._fault is not None or condition()):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > until:
                raise Stuck(f"waited for {what}")
        self._check_fault()

    def forgive(self) -> tuple[str, ...]:
        """The refusals so far, taken note of; the script expected them."""
        heard = tuple(self.refusals)
        self.refusals.clear()
        return heard

    def _pauses(self) -> list[QTimer]:
        """Timers that the windows started to wait for the next keystroke."""
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        found = [timer for top in tops for timer in top.findChildren(QTimer)]
        return [one for one in found if one.isActive() and one.isSingleShot() and 0 < one.interval() < LONGEST_PAUSE_MS]

    def _hear(self, sentence: str, tone: str) -> None:
        if tone == "wrong":
            self.refusals.append(sentence)

    def take_fault(self, error: BaseException) -> None:
        """Something broke in the program; the script ends at the next wait."""
        self._fault = self._fault or error

    def _check_fault(self) -> None:
        if self._fault is not None:
            error, self._fault = self._fault, None
            raise Stuck("the program broke") from error

    def _check(self) -> None:
        self._check_fault()
        if self.refusals:
            raise Stuck(f"the window says: {self.refusals[0]}")

    # doing

    def get(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        found = super().get(name, kind)
        _bring_up(found)
        return found

    def type(self, name: str, text: str) -> None:
        """Typed, and the field is as settled as after a look away."""
        super().type(name, text)
        self.settle()

    def tap(self, name: str) -> None:
        """A click on something that is no button: a row of a list."""
        self.settle()
        widget: QWidget = self.get(name)
        self._keys += 1
        self.advance(2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        self.settle()

    def finish(self) -> None:
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, CTRL)

    def row(self, list_name: str, words: str) -> None:
        """Clicks the row of a list that has these words."""
        self.settle()
        shown = self.get(list_name, QListWidget)
        found = next((one for one in (shown.item(i) for i in range(shown.count())) if words in one.text()), None)
        if found is None:
            raise Stuck(f"{list_name} has no row like {words!r}")
        self._keys += 1
        self.advance(1)
        shown.scrollToItem(found)
        at = shown.visualItemRect(found).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def cell(self, table_name: str, row: int, column: int, text: str) -> None:
        """Edits one cell as a person does: F2, type, Enter."""
        table = self.get(table_name, QTableWidget)
        table.setFocus(Qt.FocusReason.TabFocusReason)
        table.setCurrentCell(row, column)
        QTest.keyClick(table, Qt.Key.Key_F2)
        if table.state() != QAbstractItemView.State.EditingState:
            raise Stuck(f"cell {row},{column} of {table_name} cannot be edited")
        editor = next(one for one in table.viewport().findChildren(QLineEdit) if one.isVisible())
        editor.selectAll()
        commit(editor, text)
        self._keys += 1
        self.advance(max(1.0, len(text) * 0.4))
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.settle()

    def cell_choice(self, table_name: str, row: int, column: int, label: str) -> None:
        """Chooses an entry of the chooser that stands in a cell."""
        table = self.get(table_name, QTableWidget)
        box = table.cellWidget(row, column)
        if not isinstance(box, QComboBox) or box.findText(label) < 0:
            raise Stuck(f"cell {row},{column} of {table_name} has no entry {label!r}")
        self._keys += 1
        self.advance(1)
        box.setFocus()
        while box.currentIndex() != box.findText(label):
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < box.findText(label) else Qt.Key.Key_Up)
        self.settle()

    def ticked(self, name: str) -> bool:
        return self.get(name, QAbstractButton).isChecked()

    def in_dialog(self, opener: Callable[[], None], answer: Callable[[], None]) -> None:
        """``opener`` opens a dialog and returns when it is closed; ``answer`` is what is done in it meanwhile."""
        watch = QTimer()
        watch.setInterval(POLL_MS)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isVisible():
                return
            watch.stop()
            try:
                answer()
            except BaseException as error:  # noqa: BLE001  carried out of the dialog's own event loop, raised below
                self._dialog_error = error
                dialog.reject()

        watch.timeout.connect(look)
        watch.start()
        try:
            opener()
        finally:
            watch.stop()
        # What a window manager does when a dialog closes; offscreen there is none.
        self.app.window.activateWindow()
        self.wait_for(self.app.window.isActiveWindow, "the window to be in front again")
        if self._dialog_error is not None:
            error, self._dialog_error = self._dialog_error, None
            raise error

    # pictures

    def picture(self, name: str, *, as_scrolled: bool = False) -> None:
        """The whole window, a dialog drawn over it where one is open; always of the window's size.

        What has the focus stands in the middle of its scroll area, so that a picture does not depend on how it was
        scrolled to; ``as_scrolled`` where the script itself chose the place.
        """
        if self.screens is None:
            return
        self.settle()
        if not as_scrolled:
            _centre(QApplication.focusWidget())
        QCoreApplication.processEvents()
        self._pictures += 1
        self.seen().save(str(self.screens / f"{self._prefix}{self._pictures:03d}-{name}.png"))

    def seen(self) -> QPixmap:
        window = self.app.window
        shown = window.grab()
        for dialog in QApplication.topLevelWidgets():
            if dialog is not window and dialog.isVisible() and isinstance(dialog, QDialog):
                painter = QPainter(shown)
                painter.setOpacity(0.35)
                painter.fillRect(shown.rect(), Qt.GlobalColor.black)
                painter.setOpacity(1.0)
                painter.drawPixmap(_middle(window, dialog), dialog.grab())
                painter.end()
        return shown


def _is_over(pause: QTimer) -> bool:
    return not pause.isActive() or pause.interval() > 0


def _middle(window: QWidget, dialog: QWidget) -> QPoint:
    room = window.size() - dialog.size()
    return QPoint(max(room.width() // 2, 0), max(room.height() // 2, 0))


def _centre(widget: QWidget | None) -> None:
    parent = widget.parentWidget() if widget is not None else None
    while widget is not None and parent is not None:
        inner = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and inner is not None:
            middle = widget.mapTo(inner, widget.rect().center()).y()
            parent.verticalScrollBar().setValue(middle - parent.viewport().height() // 2)
        parent = parent.parentWidget()


def _bring_up(widget: QWidget) -> None:
    """Scrolls to the widget, as a person would before touching it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
