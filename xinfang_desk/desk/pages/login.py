"""登录: one name, one password; and a way on for a store that is missing, damaged or too new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from xinfang_desk.desk.forms.ui_login_form import Ui_LoginForm
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import shell as text
from xinfang_desk.desk.widgets import Card, Field, button, label, primary_button, set_kind
from xinfang_desk.domain.errors import EnvironmentFault, UserError

if TYPE_CHECKING:
    from xinfang_desk.services.context import Desk, Parts


def _open(parts: Parts, folder: Path, name: str, password: str) -> Desk:
    """On the worker, as is what it loads: the window shows before any use-case is read."""
    from xinfang_desk.services import office

    return office.log_in(parts, folder, name, password)


def _recover(parts: Parts, folder: Path, code: str, name: str, password: str) -> Desk:
    from xinfang_desk.services import office

    return office.recover(parts, folder, code, name, password)


def _may_be_folder(folder: Path) -> bool:
    """Nothing on the way to it is a plain file."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), None)
    return there is None or there.is_dir()


class LoginPage(QWidget):
    """Signals:
    opened: a Desk after a good log-in.
    first_run_asked: the folder for a new store.
    folder_chosen: another store folder.
    restore_asked: the clerk wants to put back a backup into this folder.
    damaged: the store in this folder cannot be opened.
    """

    opened = Signal(object)
    first_run_asked = Signal(object)
    folder_chosen = Signal(object)
    restore_asked = Signal(object)
    damaged = Signal(object)

    def __init__(
        self, session: DeskSession, folder: Path, store_state: Callable[[Path], str], last_name: str = ""
    ) -> None:
        super().__init__()
        self._session = session
        self._store_state = store_state
        self.folder = folder
        self.setProperty("kind", "ground")
        self.setObjectName("login_page")
        self._setup_ui()
        self.ui.login_name_edit.setText(last_name)
        self.show_folder(folder)

    def _setup_ui(self) -> None:
        card = Card("card", margins=24, spacing=12, name="login_card")
        card.setMaximumWidth(self.fontMetrics().horizontalAdvance("信") * 34)
        card.add(label(text.PRODUCT, "title"))
        self.store_label = label("", "quiet", name="store_label")
        card.add(self.store_label)
        self.form = QWidget()
        self.ui = Ui_LoginForm()
        self.ui.setupUi(self.form)
        card.add(self.form)
        self.sentence = label("", "problem", name="login_sentence")
        self.sentence.hide()
        card.add(self.sentence)
        self.login_button = primary_button(text.LOG_IN, "login_button")
        self.first_run_button = primary_button(text.FIRST_RUN, "first_run_button")
        card.add(self.login_button, self.first_run_button)
        self.choose_button = button(text.CHOOSE_FOLDER, "choose_folder_button", "link")
        self.restore_button = button(text.PUT_BACK, "restore_button", "link")
        self.recovery_button = button(text.FORGOT, "recovery_button", "link")
        links = QHBoxLayout()
        for link in (self.choose_button, self.restore_button, self.recovery_button):
            links.addWidget(link)
        links.addStretch(1)
        card.box.addLayout(links)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card, 2)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addStretch(2)
        self.ui.login_name_edit.returnPressed.connect(self.ui.password_edit.setFocus)
        self.ui.password_edit.returnPressed.connect(self._log_in)
        self.login_button.clicked.connect(self._log_in)
        self.first_run_button.clicked.connect(lambda: self.first_run_asked.emit(self.folder))
        self.choose_button.clicked.connect(self._choose)
        self.restore_button.clicked.connect(lambda: self.restore_asked.emit(self.folder))
        self.recovery_button.clicked.connect(self._recover)

    def show_folder(self, folder: Path) -> None:
        """Looks at the folder and offers what fits: log in, first run, or another folder."""
        self.folder = folder
        self.store_label.setText(text.STORE_LINE.format(folder=folder))
        state = self._store_state(folder) if _may_be_folder(folder) else "file"
        there = state == "store"
        for widget in (self.form, self.login_button, self.recovery_button):
            widget.setVisible(there)
        self.first_run_button.setVisible(state == "none")
        self.restore_button.setVisible(state != "file")
        self.say({"none": text.NO_STORE, "damaged": text.DAMAGED_STORE, "file": text.NO_FOLDER}.get(state, ""), "quiet")
        if there:
            (self.ui.password_edit if self.ui.login_name_edit.text() else self.ui.login_name_edit).setFocus()

    def say(self, sentence: str, kind: str = "problem") -> None:
        set_kind(self.sentence, kind)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _log_in(self) -> None:
        name, password = self.ui.login_name_edit.text().strip(), self.ui.password_edit.text()
        if not name or not password:
            self.say(text.PASSWORD_EMPTY if name else text.NAME_EMPTY)
            (self.ui.password_edit if name else self.ui.login_name_edit).setFocus()
            return
        self.login_button.setEnabled(False)
        self.say(text.LOG_IN_WAIT, "quiet")
        self._session.run_parts("log-in", _open, self.folder, name, password, done=self._done, failed=self._failed)

    def _done(self, desk: Desk) -> None:
        self.ui.password_edit.clear()
        self.login_button.setEnabled(True)
        self.say("")
        self.opened.emit(desk)

    def _failed(self, error: Exception) -> None:
        self.login_button.setEnabled(True)
        assert isinstance(error, UserError | EnvironmentFault)
        self.say(error.sentence)
        self.ui.password_edit.selectAll()
        self.ui.password_edit.setFocus()
        if error.code == "store_damaged":
            self.damaged.emit(self.folder)

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self, text.CHOOSE_FOLDER, str(self.folder))
        if chosen:
            self.folder_chosen.emit(Path(chosen))

    def _recover(self) -> None:
        answer = RecoveryDialog.ask(self, self.ui.login_name_edit.text().strip())
        if answer is None:
            return
        code, name, password = answer
        self.say(text.LOG_IN_WAIT, "quiet")
        self._session.run_parts(
            "recover", _recover, self.folder, code, name, password, done=self._done, failed=self._failed
        )


class RecoveryDialog(QDialog):
    """Asks the printed recovery code and a new password."""

    def __init__(self, parent: QWidget, login_name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(text.RECOVERY_TITLE)
        self.code = Field(text.RECOVERY_CODE, QLineEdit(), "recovery_code_edit")
        self.name = Field("登录名", QLineEdit(login_name), "recovery_name_edit")
        self.password = Field(text.NEW_PASSWORD, QLineEdit(), "recovery_password_edit")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.addWidget(label(text.RECOVERY_ASK))
        for field in (self.code, self.name, self.password):
            box.addWidget(field)
        assert isinstance(self.password.editor, QLineEdit)
        self.password.editor.setEchoMode(QLineEdit.EchoMode.Password)
        ok, cancel = primary_button(text.OK, "recovery_ok_button"), button(text.CANCEL, "recovery_cancel_button")
        ok.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(ok)
        box.addLayout(line)
        self.setWindowModality(Qt.WindowModality.WindowModal)

    @classmethod
    def ask(cls, parent: QWidget, login_name: str) -> tuple[str, str, str] | None:
        dialog = cls(parent, login_name)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        edits = [field.editor for field in (dialog.code, dialog.name, dialog.password)]
        code, name, password = (edit.text() if isinstance(edit, QLineEdit) else "" for edit in edits)
        return code, name.strip(), password
