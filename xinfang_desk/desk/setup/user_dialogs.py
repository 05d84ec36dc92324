"""用户: a password set anew with the person present, and a new recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.texts import safety as text
from xinfang_desk.desk.texts import setup as setup_text
from xinfang_desk.desk.widgets import Field, button, label, primary_button, row, secret_edit, typed
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.services import office, users
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.sheets import SheetPrint

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings
    from xinfang_desk.desk.session import DeskSession


class _Asking(QDialog):
    """A titled dialog over the page, with a sentence at its foot."""

    def __init__(self, parent: QWidget, title: str, help_line: str, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 30)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.sentence = label("", "problem", name=f"{name}_sentence")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(10)
        box.addWidget(label(title, "big"))
        box.addWidget(label(help_line, "quiet"))
        box.addLayout(self.body)
        box.addWidget(self.sentence)
        self.foot = row(1)
        box.addLayout(self.foot)


class ResetDialog(_Asking):
    """当面重设密码: the person types it; the administrator ticks that they are here."""

    def __init__(self, parent: QWidget, session: DeskSession, login_name: str, display_name: str) -> None:
        title = text.RESET_TITLE.format(name=display_name)
        super().__init__(parent, title, text.RESET_HELP, "reset")
        self._session, self._login_name = session, login_name
        self.new = Field(setup_text.OWN_NEW, secret_edit(), "reset_new_edit")
        self.again = Field(setup_text.OWN_AGAIN, secret_edit(), "reset_again_edit")
        self.present_check = QCheckBox(text.RESET_PRESENT)
        self.present_check.setObjectName("reset_present_check")
        self.present_check.setAccessibleName(text.RESET_PRESENT)
        for widget in (self.new, self.again, self.present_check):
            self.body.addWidget(widget)
        self.cancel_button = button(text.CANCEL, "reset_cancel_button")
        self.ok_button = primary_button(text.RESET_OK, "reset_ok_button")
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.ok_button)
        self.cancel_button.clicked.connect(self.reject)
        self.ok_button.clicked.connect(self.set_password)

    def set_password(self) -> None:
        new, again = typed(self.new), typed(self.again)
        self.new.set_problem("")
        self.again.set_problem("" if new == again else setup_text.PASSWORDS_DIFFER)
        if new == again:
            present = self.present_check.isChecked()
            self._session.run(
                "reset-password", _reset, self._login_name, new, present, done=self._done, failed=self._failed
            )

    def _done(self, _changed: object) -> None:
        self._session.say(text.RESET_DONE, "ok")
        self.accept()

    def _failed(self, error: Exception) -> None:
        fields = error.fields if isinstance(error, FieldErrors) else {}
        self.new.set_problem(fields.get("new_password", ""))
        self.sentence.setText(fields.get("present", "") if fields else getattr(error, "sentence", ""))


def _reset(desk: Desk, login_name: str, new: str, present: bool) -> Changed:
    return office.change_password(desk, login_name, new, None, present=present)


class NewRecoveryDialog(_Asking):
    """打印新恢复单: the code is shown once; the sheet before opens nothing any more."""

    def __init__(self, parent: QWidget, session: DeskSession, local: LocalSettings) -> None:
        super().__init__(parent, text.RECOVERY_NEW, text.RECOVERY_HELP, "new_recovery")
        self._session, self._local, self._code = session, local, ""
        self.old_code = Field(text.RECOVERY_OLD, QLineEdit(), "recovery_old_edit", hint=text.RECOVERY_OLD_HINT)
        self.code_label = label("", "title", name="new_recovery_code_label")
        self.code_label.hide()
        self.body.addWidget(self.old_code)
        self.body.addWidget(self.code_label)
        self.cancel_button = button(text.CANCEL, "new_recovery_cancel_button")
        self.make_button = primary_button(text.RECOVERY_MAKE, "new_recovery_make_button")
        self.print_button = primary_button(setup_text.PRINT_RECOVERY, "new_recovery_print_button")
        self.kept_button = button(text.RECOVERY_KEPT, "new_recovery_kept_button")
        for one in (self.cancel_button, self.make_button, self.print_button, self.kept_button):
            self.foot.addWidget(one)
        self.print_button.hide()
        self.kept_button.hide()
        self.cancel_button.clicked.connect(self.reject)
        self.kept_button.clicked.connect(self.accept)
        self.make_button.clicked.connect(self.make)
        self.print_button.clicked.connect(self.print_sheet)

    def make(self) -> None:
        self.old_code.set_problem("")
        self.make_button.setEnabled(False)
        self._session.run(
            "new-recovery", users.renew_recovery, typed(self.old_code), done=self._made, failed=self._failed
        )

    def _made(self, code: str) -> None:
        self._code = code
        self.code_label.setText(code)
        for widget, shown in (
            *((self.old_code, False), (self.code_label, True), (self.cancel_button, False), (self.make_button, False)),
            *((self.print_button, True), (self.kept_button, True)),
        ):
            widget.setVisible(shown)
        self.print_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self.make_button.setEnabled(True)
        self.old_code.set_problem(getattr(error, "sentence", ""))

    def print_sheet(self) -> None:
        printer = str(self._local.get("printer"))
        self._session.run("print-recovery", users.print_recovery, self._code, printer, done=self._printed)

    def _printed(self, done: SheetPrint) -> None:
        self.sentence.setText(done.sentence)
