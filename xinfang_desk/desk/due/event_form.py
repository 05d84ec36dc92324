"""One fact to record, with its legal day: a small form whose refusals stand at their fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xinfang_desk.desk.reception.field_form import Directory, FieldForm
from xinfang_desk.desk.reception.form_tools import enter_moves_on, order_tabs
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import due as text
from xinfang_desk.desk.widgets import Card, button, label, primary_button, row, scrolled
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.services import matter
from xinfang_desk.services.context import Changed
from xinfang_desk.services.matter import RecordEvent


class EventStep(QWidget):
    """Signals:
    recorded: it is in the log.
    left: given up.
    """

    recorded = Signal()
    left = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._item_id = self._kind = ""
        self._title = label("", "title", name="event_title_label")
        self._help = label("", "quiet")
        self.form = FieldForm()
        self.save_button = primary_button(text.SAVE, "event_save_button")
        self.cancel_button = button(text.GIVE_UP, "event_cancel_button")
        self.save_button.clicked.connect(self.finish)
        self.cancel_button.clicked.connect(self.left)
        panel = Card("card", margins=20, spacing=10)
        panel.add(self._title, self._help)
        panel.box.addWidget(scrolled(self.form, "event_scroll"), 1)
        panel.box.addLayout(row(1, self.cancel_button, self.save_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)

    def load(self, item_id: str, kind: str, proposed: dict[str, str], directory: Directory, more: str = "") -> None:
        """``more``: what the matter adds to the help of its form."""
        self._item_id, self._kind = item_id, kind
        shown = matter.event_form(kind)
        self._title.setText(shown.title)
        self._help.setText(f"{shown.help}{more}")
        self.form.load(shown.specs, proposed, directory)
        order_tabs(self)
        self.form.focus_on("on")

    def finish(self) -> None:
        """Ctrl+Enter."""
        order = RecordEvent(self._item_id, self._kind, self.form.values())
        self._session.run("record-event", matter.record_event, order, done=self._done, failed=self._refused)

    def _done(self, _changed: Changed) -> None:
        self._session.say(text.RECORDED, "ok")
        self.recorded.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, FieldErrors):
            self.form.show_problems(error.fields)
            self.form.focus_on(next(iter(error.fields)))
        else:
            self._session.say(getattr(error, "sentence", ""), "wrong")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_moves_on(event):
            super().keyPressEvent(event)
