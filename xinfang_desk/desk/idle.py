"""空闲锁定: notices that nobody has touched the desk for the minutes that the office set, by the desk's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.services import office

LOOK_EVERY_MS = 15_000

_TOUCHES = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod, QEvent.Type.Wheel),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.TouchBegin),
    }
)


class IdleLock(QObject):
    """Watches one open desk; made with it and gone with it.

    Attributes:
        timer: looks at the clock; a sleeping PC is found idle when it wakes.

    Signals:
        idle: time to lock.
    """

    idle = Signal()

    def __init__(self, session: DeskSession, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = session.desk.parts.clock
        self._touched: datetime = self._clock.now()
        self._minutes = OfficeProfile().idle_minutes
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_EVERY_MS)
        self.timer.timeout.connect(self._look)
        self.timer.start()
        application.installEventFilter(self)
        session.changed.connect(self._take_news)
        session.run("idle-minutes", office.profile, done=self._take_profile)

    def _take_news(self, topics: frozenset[str]) -> None:
        if "office" in topics:
            self._session.run("idle-minutes", office.profile, done=self._take_profile)

    def _take_profile(self, profile: OfficeProfile) -> None:
        self._minutes = profile.idle_minutes

    def _look(self) -> None:
        now = self._clock.now()
        if now < self._touched:  # the clock was set back: the wait begins anew
            self._touched = now
        if now - self._touched >= timedelta(minutes=self._minutes):
            self.timer.stop()
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = self._clock.now()
        return False
