"""Collects Python's rubbish on the main thread alone.

A collection runs on whatever thread sets it off. A timer or widget that stands in a cycle would then be destroyed on
the store worker, which Qt does not survive; so the windows switch the automatic collection off and do it themselves.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000


class Collector(QObject):
    """Runs while the windows are open; the main thread makes and stops it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """As the automatic one would: the oldest generation whose count is over its threshold."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
