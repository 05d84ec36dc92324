"""设置 · 保管期限: years per kind, the dry run, and 销毁 with a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import confirm
from xinfang_desk.desk.setup.office_pages import SettingPage
from xinfang_desk.desk.texts import safety as text
from xinfang_desk.desk.widgets import Card, Field, button, label, row
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.records import Role
from xinfang_desk.domain.retention import KEEPING_LABELS, MOST_YEARS, Keeping
from xinfang_desk.services import retention
from xinfang_desk.services.retention import Destroy, DestroyDone, RetentionPlan

if TYPE_CHECKING:
    from xinfang_desk.desk.session import DeskSession


class RetentionPage(SettingPage):
    """The rule, what is past it, and the two people who destroy it."""

    def __init__(self, session: DeskSession) -> None:
        self._plan: RetentionPlan | None = None
        self.spins: dict[Keeping, QSpinBox] = {}
        self.counts = {kind: label("", name=f"retention_{kind.value}_label") for kind in Keeping}
        body = QWidget()
        box = QVBoxLayout(body)
        box.setSpacing(12)
        box.addWidget(label(text.RETENTION_HELP, "quiet"))
        box.addLayout(self._rule())
        box.addWidget(self._destroy_part())
        box.addStretch(1)
        super().__init__(session, body, "retention")
        self.save_button.setText(text.RETENTION_SAVE)
        self.save_button.setVisible(session.desk.has(Role.ADMIN))
        self.destroy_button.clicked.connect(self.destroy_due)

    def _rule(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        for column, head in enumerate(text.RETENTION_HEADS):
            grid.addWidget(label(head, "quiet", wrap=False), 0, column)
        for line, kind in enumerate(reversed(Keeping), start=1):
            spin = QSpinBox()
            spin.setObjectName(f"retention_{kind.value}_spin")
            spin.setAccessibleName(f"{KEEPING_LABELS[kind]}，保管年数")
            spin.setRange(0, MOST_YEARS)
            spin.setSpecialValueText(text.FOR_GOOD)
            self.spins[kind] = spin
            grid.addWidget(label(KEEPING_LABELS[kind], wrap=False), line, 0)
            grid.addWidget(spin, line, 1)
            grid.addWidget(self.counts[kind], line, 2)
        return grid

    def _destroy_part(self) -> QWidget:
        self.basis = Field(text.BASIS, QLineEdit(), "retention_basis_edit")
        self.second_name = Field(text.SECOND_NAME, QLineEdit(), "retention_second_edit")
        password = QLineEdit()
        password.setEchoMode(QLineEdit.EchoMode.Password)
        self.second_password = Field(text.SECOND_PASSWORD, password, "retention_password_edit")
        self.destroy_button = button(text.DESTROY, "retention_destroy_button")
        part = Card("plain", margins=0)
        part.add(label(text.DESTROY, "section"), label(text.DESTROY_HELP, "quiet"), self.basis)
        fields = row(spacing=12)
        for one in (self.second_name, self.second_password):
            fields.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        part.box.addLayout(fields)
        part.box.addLayout(row(self.destroy_button, 1))
        return part

    def load(self) -> None:
        self.session.run("retention-plan", retention.plan, done=self._show, failed=self.show_problem)

    def _show(self, plan: RetentionPlan) -> None:
        self._plan = plan
        for one in plan.kinds:
            self.spins[one.kind].setValue(one.years)
            found = text.DUE.format(count=one.count, first=one.first, last=one.last) if one.count else text.NOT_DUE
            self.counts[one.kind].setText(found if one.years else text.KEPT)
        self.destroy_button.setEnabled(plan.count > 0)

    def save(self) -> None:
        years = {kind.value: spin.value() for kind, spin in self.spins.items()}
        self.submit("retention-save", retention.save_rule, years)

    def destroy_due(self) -> None:
        plan = self._plan
        if plan is None or not confirm(self, text.DESTROY, text.DESTROY_ASK.format(count=plan.count), "destroy"):
            return
        basis, name, password = (_typed(one) for one in (self.basis, self.second_name, self.second_password))
        order = Destroy(plan.count, basis, name, password)
        self.session.run("destroy", retention.destroy, order, done=self._destroyed, failed=self._refused)

    def _destroyed(self, done: DestroyDone) -> None:
        for field in (self.basis, self.second_name, self.second_password):
            assert isinstance(field.editor, QLineEdit)
            field.editor.clear()
            field.set_problem("")
        self.sentence.setText(text.DESTROY_DONE.format(count=done.count))
        self.load()

    def _refused(self, error: Exception) -> None:
        fields = error.fields if isinstance(error, FieldErrors) else {}
        self.basis.set_problem(fields.get("basis", ""))
        self.second_name.set_problem(fields.get("second_name", ""))
        self.second_password.set_problem("" if fields else getattr(error, "sentence", ""))


def _typed(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text()
