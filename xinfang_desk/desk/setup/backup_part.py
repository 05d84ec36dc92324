"""设置 · 数据: when a restore was last proved, the second place, and the guided 恢复."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from xinfang_desk.desk.setup.restore_dialog import RestoreDialog
from xinfang_desk.desk.texts import backups as text
from xinfang_desk.desk.widgets import button, label, row
from xinfang_desk.domain.records import Role
from xinfang_desk.services.context import BEIJING
from xinfang_desk.services.restoring import newer_than, newer_words

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell


class BackupPart(QWidget):
    """``ask`` is what a test replaces: the dialog that names a backup."""

    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._app = app
        self.ask = RestoreDialog.ask
        self.proved = label("", name="backup_proved_label")
        self.place = label("", "quiet", name="backup_place_label")
        self.second = label("", "quiet", name="backup_second_label")
        self.second_button = button(text.CHOOSE_SECOND, "backup_second_button")
        self.restore_button = button(text.RESTORE, "data_restore_button")
        self.restore_button.setVisible(app.session.desk.has(Role.ADMIN))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for one in (self.proved, self.place, self.second):
            box.addWidget(one)
        box.addLayout(row(self.second_button, self.restore_button, 1))
        self.second_button.clicked.connect(self._choose)
        self.restore_button.clicked.connect(self._restore)
        app.keeper.done.connect(self._renew)

    def load(self) -> None:
        local = self._app.local
        proved, place = moment_words(local.get("backup_proved_at")), str(local.get("backup_folder"))
        self.proved.setText(text.PROVED.format(moment=proved) if proved else text.NONE_YET)
        self.place.setText(text.PLACE.format(folder=place) if place else "")
        self.place.setVisible(bool(place))
        second, when = str(local.get("second_folder")), moment_words(local.get("second_proved_at"))
        if not second:
            self.second.setText(text.SECOND_NONE)
        elif when:
            self.second.setText(text.SECOND.format(folder=second, moment=when))
        else:
            self.second.setText(text.SECOND_NOT_YET.format(folder=second))

    def _renew(self, _done: object) -> None:
        self.load()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, text.CHOOSE_SECOND)
        if chosen:
            self.take_second(Path(chosen))

    def take_second(self, folder: Path) -> None:
        """The next round goes there as well, at once."""
        local = self._app.local
        local.set("second_folder", str(folder))
        local.set("second_proved_at", "")
        local.set("backup_state", "")
        self._app.keeper.run()
        self.load()

    def _restore(self) -> None:
        chosen = self.ask(self, self._app.fittings.backups(self._app.session.desk.store.folder), self._preview)
        if chosen is not None:
            self._app.restore_from(chosen)

    def _preview(self, made_at: datetime, show: Callable[[str], None]) -> None:
        self._app.session.run_latest("newer", newer_than, made_at, done=lambda newer: show(newer_words(newer)))


def moment_words(kept: object) -> str:
    """A kept instant as the clerk's wall shows it, or empty."""
    try:
        moment = datetime.fromisoformat(str(kept)).astimezone(UTC).astimezone(BEIJING)
    except ValueError:
        return ""
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
