"""Staff and users as editable rows, shared by the first run and 设置."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import Card, button, label, restyle, row
from xinfang_desk.domain.records import ROLE_LABELS, Role, Staff
from xinfang_desk.services.office import StaffEntry
from xinfang_desk.services.ports import NewUser


@dataclass
class _StaffLine:
    staff_id: str
    name: QLineEdit
    post: QLineEdit
    telephone: QLineEdit
    may_decide: QCheckBox
    remove: QPushButton

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.post, self.telephone, self.may_decide, self.remove)


def line_edit(name: str, accessible: str, value: str = "", *, secret: bool = False) -> QLineEdit:
    edit = QLineEdit(value)
    edit.setObjectName(name)
    edit.setAccessibleName(accessible)
    if secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


class StaffList(QWidget):
    """Rows of 姓名, 职务, 电话, 能作决定."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_StaffLine] = []
        self._made = 0
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        for column, share in enumerate((3, 3, 4)):
            self.grid.setColumnStretch(column, share)
        for column, head in enumerate(text.STAFF_HEADS):
            self.grid.addWidget(label(head, "quiet", wrap=False), 0, column)
        self.add_button = button(text.ADD_STAFF, "staff_add_button")
        self.add_button.clicked.connect(self.add_line)
        self.sentence = label("", "problem", name="staff_sentence")
        self.sentence.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self.grid)
        box.addWidget(self.sentence)
        box.addLayout(row(self.add_button, 1))
        box.addStretch(1)

    def load(self, rows: tuple[Staff, ...]) -> None:
        for line in list(self._lines):
            self._drop(line)
        for one in rows:
            self._add(one)
        if not rows:
            self._add(None)

    def add_line(self) -> None:
        """An empty line, ready to type into."""
        self._add(None)
        self._lines[-1].name.setFocus()

    def _add(self, row: Staff | None) -> None:
        index = self._made
        self._made += 1
        decide = QCheckBox()
        decide.setObjectName(f"staff_{index}_decide_check")
        decide.setAccessibleName("能作决定")
        decide.setChecked(row.may_decide if row else False)
        line = _StaffLine(
            row.id if row else "",
            line_edit(f"staff_{index}_name_edit", "姓名", row.name if row else ""),
            line_edit(f"staff_{index}_post_edit", "职务", row.post if row else ""),
            line_edit(f"staff_{index}_telephone_edit", "电话", row.telephone if row else ""),
            decide,
            button(text.REMOVE, f"staff_{index}_remove_button", "small"),
        )
        line.remove.clicked.connect(lambda: self._drop(line))
        for column, widget in enumerate(line.widgets()):
            self.grid.addWidget(widget, index + 1, column)
        self._lines.append(line)

    def first_edit(self) -> QLineEdit:
        if not self._lines:
            self._add(None)
        return self._lines[0].name

    def show_problem(self, sentence: str) -> None:
        """At the ticks where somebody is named, else at the first name; an empty sentence clears it."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        named = [line for line in self._lines if line.name.text().strip()]
        wrong: list[QWidget] = [line.may_decide for line in named] if named else [self.first_edit()]
        for line in self._lines:
            for widget in (line.name, line.may_decide):
                widget.setProperty("problem", "true" if sentence and widget in wrong else "false")
                restyle(widget)
        if sentence:
            wrong[0].setFocus()

    def rows(self) -> tuple[Staff, ...]:
        """Filled lines; an empty id is new."""
        return tuple(
            Staff(
                line.staff_id,
                line.name.text().strip(),
                line.post.text().strip(),
                line.telephone.text().strip(),
                line.may_decide.isChecked(),
                True,
            )
            for line in self._lines
            if line.name.text().strip()
        )

    def entries(self) -> tuple[StaffEntry, ...]:
        return tuple(StaffEntry(row.name, row.post, row.telephone, row.may_decide) for row in self.rows())

    def _drop(self, line: _StaffLine) -> None:
        self._lines.remove(line)
        for widget in line.widgets():
            self.grid.removeWidget(widget)
            widget.deleteLater()


class UserLine(Card):
    """One new user: names, password twice, roles."""

    def __init__(self, index: int, roles: tuple[Role, ...]) -> None:
        super().__init__("plain", margins=0, spacing=6)
        self.login_name = line_edit(f"user_{index}_login_edit", "登录名")
        self.display_name = line_edit(f"user_{index}_name_edit", "姓名")
        self.password = line_edit(f"user_{index}_password_edit", "密码", secret=True)
        self.again = line_edit(f"user_{index}_again_edit", "再输一次密码", secret=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for column, (head, edit) in enumerate(
            zip(text.USER_HEADS, (self.login_name, self.display_name, self.password, self.again), strict=True)
        ):
            caption = label(head, "quiet", wrap=False)
            caption.setBuddy(edit)
            grid.addWidget(caption, 0, column)
            grid.addWidget(edit, 1, column)
        self.roles = {role: QCheckBox(ROLE_LABELS[role]) for role in Role}
        line = QGridLayout()
        for column, (role, check) in enumerate(self.roles.items()):
            check.setObjectName(f"user_{index}_{role.value}_check")
            check.setAccessibleName(ROLE_LABELS[role])
            check.setChecked(role in roles)
            line.addWidget(check, 0, column)
        self.sentence = label("", "problem")
        self.sentence.hide()
        self.box.addLayout(grid)
        self.box.addLayout(line)
        self.box.addWidget(self.sentence)

    def is_empty(self) -> bool:
        return not any(e.text().strip() for e in (self.login_name, self.display_name, self.password))

    def read(self) -> NewUser:
        roles = tuple(role.value for role, check in self.roles.items() if check.isChecked())
        return NewUser(self.login_name.text().strip(), self.display_name.text().strip(), roles, self.password.text())

    def problem(self) -> str:
        """A sentence, or empty; the password's own rules are the service's."""
        new = self.read()
        if not (new.login_name and new.display_name and new.password):
            return text.USER_EMPTY
        return text.PASSWORDS_DIFFER if self.password.text() != self.again.text() else ""

    def say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
