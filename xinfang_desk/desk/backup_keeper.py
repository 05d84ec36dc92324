"""Backups by themselves: every half hour when something changed and when the desk is left, on a thread of their own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from xinfang_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from xinfang_desk.services.context import Desk

LOG = logging.getLogger("store")
EVERY_MS = 30 * 60 * 1000


@dataclass(frozen=True)
class BackupDone:
    """What one round came to.

    Attributes:
        made: the new backup; None where nothing had changed since the last.
        sentence: for the clerk; empty when all is well.
    """

    made: Path | None
    sentence: str


Keep = Callable[[], BackupDone]


class BackupKeeper(QObject):
    """One round at a time; the windows and the store worker go on meanwhile.

    Signals:
        done: a BackupDone, on the main thread.
        broke: an unexpected exception.
    """

    done = Signal(object)
    broke = Signal(object)

    def __init__(self, prepare: Callable[[Desk], Keep | None] | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._keep: Keep | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.run)

    def begin(self, desk: Desk) -> None:
        """The desk is open; the first round comes when the half hour is over."""
        if self._prepare is not None:
            self._keep = self._prepare(desk)
        if self._keep is not None:
            self._timer.start()

    def run(self) -> None:
        """A round now, unless one is under way."""
        if self._keep is None or not self.is_idle:
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # the log-in window does without

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="backup")
        self._running = self._pool.submit(self._round, self._keep)

    def leave(self) -> None:
        """The desk has just been left: one more round over what it left, behind the log-in window."""
        self._timer.stop()
        self.run()
        self._keep = None

    @property
    def is_idle(self) -> bool:
        """No round is under way."""
        return self._running is None or self._running.done()

    def wait(self) -> None:
        """Until the round under way is through."""
        if self._running is not None:
            self._running.result()

    def shut(self) -> None:
        """The program ends after the round under way."""
        self._timer.stop()
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None

    def _round(self, keep: Keep) -> None:
        try:
            self.done.emit(keep())
        except EnvironmentFault as fault:
            LOG.warning("backup: %s", fault.code)
            self.done.emit(BackupDone(None, fault.sentence))
        except BaseException as error:  # noqa: BLE001  carried to the main thread, never swallowed
            self.broke.emit(error)
