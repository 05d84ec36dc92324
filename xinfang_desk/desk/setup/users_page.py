"""设置 · 用户: who may log in and as what, a password set anew, the recovery sheet, and when the desk locks itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from xinfang_desk.desk.fittings import LocalSettings
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_pages import SettingPage
from xinfang_desk.desk.setup.people import UserLine
from xinfang_desk.desk.setup.table_pages import KEPT, cell, table
from xinfang_desk.desk.setup.user_dialogs import NewRecoveryDialog, ResetDialog
from xinfang_desk.desk.texts import safety
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import button, label, row
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import ROLE_LABELS, Role, User
from xinfang_desk.services import office
from xinfang_desk.services.context import Changed, Desk


class UsersPage(SettingPage):
    """The table with its ticks; below it a new user, a password for somebody, the recovery sheet, the idle lock."""

    def __init__(self, session: DeskSession, local: LocalSettings) -> None:
        self._local = local
        heads = ("登录名", "姓名", *(ROLE_LABELS[role] for role in Role), "在用")
        self.table = table(heads, "users_table", text.TAB_USERS, wide={0: 6, 1: 6})
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 10)
        self.new_user = UserLine(9, (Role.CLERK,))
        self.add_button = button("加这个用户", "user_add_button")
        self.password_button = button(safety.RESET_ASK, "user_password_button")
        self.recovery_button = button(safety.RECOVERY_NEW, "user_recovery_button")
        self.idle_spin = QSpinBox()
        self.idle_spin.setObjectName("idle_minutes_spin")
        self.idle_spin.setAccessibleName(safety.IDLE_CAPTION)
        self.idle_spin.setRange(*office.IDLE_MINUTES)
        self.idle_button = button(safety.IDLE_SAVE, "idle_minutes_button")
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        idle = label(safety.IDLE_CAPTION, "quiet", wrap=False)
        idle.setBuddy(self.idle_spin)
        box.addLayout(row(self.password_button, self.recovery_button, 1, idle, self.idle_spin, self.idle_button))
        box.addWidget(label("新用户", "section"))
        box.addWidget(self.new_user)
        box.addLayout(row(self.add_button, 1))
        super().__init__(session, body, "users")
        self.add_button.clicked.connect(self._add_user)
        self.password_button.clicked.connect(self._reset_password)
        self.recovery_button.clicked.connect(lambda: NewRecoveryDialog(self.window(), session, local).open())
        self.idle_button.clicked.connect(self._save_idle)

    def load(self) -> None:
        self.session.run("users-load", office.users, done=self._show)
        self.session.run("idle-load", office.profile, done=self._show_idle)

    def _show_idle(self, profile: OfficeProfile) -> None:
        self.idle_spin.setValue(profile.idle_minutes)

    def _save_idle(self) -> None:
        self.session.run(
            "idle-save", _set_idle, self.idle_spin.value(), done=self._idle_saved, failed=self.show_problem
        )

    def _idle_saved(self, _changed: Changed) -> None:
        self.sentence.setText(safety.IDLE_SAVED)

    def _show(self, rows: tuple[User, ...]) -> None:
        self.table.setRowCount(0)
        for index, user in enumerate(rows):
            self.table.insertRow(index)
            self.table.setItem(index, 0, cell(user.login_name, editable=False, kept=user))
            self.table.setItem(index, 1, cell(user.display_name, editable=False))
            ticks = [(role.value in user.roles.split()) for role in Role] + [user.active]
            for column, on in enumerate(ticks, start=2):
                item = cell("", editable=False)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.table.setItem(index, column, item)

    def save(self) -> None:
        for index in range(self.table.rowCount()):
            first = self.table.item(index, 0)
            user: User | None = first.data(KEPT) if first is not None else None
            if user is None:
                continue
            ticks = [self._ticked(index, column) for column in range(2, 3 + len(Role))]
            roles = tuple(role.value for role, on in zip(Role, ticks, strict=False) if on)
            active = ticks[-1]
            if set(roles) != set(user.roles.split()) or active != user.active:
                self.submit("roles-save", office.set_user_roles, user.id, roles, active)

    def _ticked(self, row: int, column: int) -> bool:
        item = self.table.item(row, column)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def _add_user(self) -> None:
        sentence = self.new_user.problem()
        self.new_user.say(sentence)
        if not sentence:
            self.submit("user-add", office.add_user, self.new_user.read())

    def _reset_password(self) -> None:
        first = self.table.item(self.table.currentRow(), 0)
        user: User | None = first.data(KEPT) if first is not None else None
        if user is None:
            self.sentence.setText(safety.PICK_USER)
        elif user.id == self.session.desk.user.id:
            self.sentence.setText(safety.PICK_OTHER)
        else:
            self.sentence.setText("")
            ResetDialog(self.window(), self.session, user.login_name, user.display_name).open()

    def _saved(self, result: object) -> None:
        self.new_user.say("")
        self.new_user.password.clear()
        self.new_user.again.clear()
        super()._saved(result)


def _set_idle(desk: Desk, minutes: int) -> Changed:
    return office.save_profile(desk, replace(office.profile(desk), idle_minutes=minutes))
