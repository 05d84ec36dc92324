"""The one window: it holds the log-in, the first run or the desk, and loads none of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from xinfang_desk.desk.texts import shell as text


class MainWindow(QMainWindow):
    """Holds the log-in, the first run and the desk; one of them is shown.

    Signals:
        closing: the window is about to close.
        drawn: the window is on screen for the first time.
    """

    closing = Signal()
    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drawn = False
        self.setObjectName("main_window")
        self.setWindowTitle(text.PRODUCT)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.resize(1366, 768)
        self.setMinimumSize(900, 560)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_widget(self, widget: QWidget) -> None:
        """Shows one widget and lets the ones before it go."""
        if self.stack.indexOf(widget) < 0:
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        for index in reversed(range(self.stack.count())):
            other = self.stack.widget(index)
            if other is not None and other is not widget:
                self.stack.removeWidget(other)
                other.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._drawn:
            self._drawn = True
            QTimer.singleShot(0, self.drawn.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
