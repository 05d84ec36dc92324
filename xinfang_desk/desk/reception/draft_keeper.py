"""Keeps what is being typed at most one second behind the keys, one save at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.services.drafts import discard_draft, save_registration_draft, without_sealed_words
from xinfang_desk.services.registration import Registration

PAUSE_MS = 800


class DraftKeeper(QObject):
    """Saves ``read()`` after a pause, when a field is left and when asked.

    Attributes:
        draft_id: the id of the kept draft, empty until the first save is through.

    Signals:
        due: the pause after the last edit is over (before the save).
        saved: a save is through.
    """

    due = Signal()
    saved = Signal()

    def __init__(self, session: DeskSession, read: Callable[[], Registration], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._read = session, read
        self.draft_id = ""
        self._saving = self._again = False
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._pause_over)

    def start(self, draft_id: str) -> None:
        """A new form, or one taken up again."""
        self.stop()
        self.draft_id = draft_id
        self._then = None

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    def flush(self) -> None:
        """A field was left: what is still unsaved goes now."""
        if self._timer.isActive():
            self._timer.stop()
            self._pause_over()

    def stop(self) -> None:
        self._timer.stop()
        self._again = False

    def when_saved(self, then: Callable[[], None]) -> None:
        """Calls once no save is under way, so that the draft's id is known."""
        self.stop()
        if self._saving:
            self._then = then
        else:
            then()

    def discard(self) -> None:
        self.when_saved(self._discard)

    def _pause_over(self) -> None:
        if not self._session.is_open:
            return
        self.due.emit()
        if self._saving:
            self._again = True
            return
        self._saving = True
        form = without_sealed_words(self._read())
        self._session.run(
            "save-draft", save_registration_draft, self.draft_id, form, done=self._done, failed=self._failed
        )

    def _done(self, draft_id: str) -> None:
        self.draft_id = draft_id
        self._saving = False
        self.saved.emit()
        self._go_on()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._session.say(getattr(error, "sentence", ""), "wrong")
        self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            self._again = False
            then()
        elif self._again:
            self._again = False
            self._pause_over()

    def _discard(self) -> None:
        if self.draft_id:
            self._session.run("discard-draft", discard_draft, self.draft_id)
        self.draft_id = ""
