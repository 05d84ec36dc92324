"""设置: the pages that change the office itself; each loads, checks and saves by one use-case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_form import OfficeForm, PolicyForm
from xinfang_desk.desk.setup.people import StaffList
from xinfang_desk.desk.setup.samples import SamplesView
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import Field, label, primary_button, scrolled
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import Approval, Staff
from xinfang_desk.services import office
from xinfang_desk.services.context import Desk


class SettingPage(QWidget):
    """A body, a sentence and one save button.

    Attributes:
        fields: by the key that a refusal names them with.
    """

    fields: Mapping[str, Field] = MappingProxyType({})

    def __init__(self, session: DeskSession, body: QWidget, name: str, *, scroll: bool = True) -> None:
        super().__init__()
        self.session = session
        self.setObjectName(f"{name}_page")
        self.sentence = label("", "quiet", name=f"{name}_sentence")
        self.save_button = primary_button(text.SAVE, f"{name}_save_button")
        self.save_button.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        if scroll and (inner := body.layout()) is not None:
            inner.setContentsMargins(0, 0, 12, 0)
        box.addWidget(scrolled(body, f"{name}_scroll") if scroll else body, 1)
        box.addLayout(foot)

    def load(self) -> None:
        raise NotImplementedError

    def save(self) -> None:
        raise NotImplementedError

    def submit(self, name: str, use_case: Callable[..., Any], *args: object) -> None:
        self.session.run(name, use_case, *args, done=self._saved, failed=self.show_problem)

    def show_problem(self, error: Exception) -> None:
        """Each sentence at its field; what belongs to none of them, under the page."""
        wrong = error.fields if isinstance(error, FieldErrors) else {}
        for key, field in self.fields.items():
            field.set_problem(wrong.get(key, ""))
        elsewhere = "".join(words for key, words in wrong.items() if key not in self.fields)
        self.sentence.setText(elsewhere if wrong else getattr(error, "sentence", ""))

    def _saved(self, _result: object) -> None:
        self.sentence.setText(text.SAVED)
        self.load()


class OfficePage(SettingPage):
    def __init__(self, session: DeskSession) -> None:
        self.form = OfficeForm(session.desk.parts.divisions)
        self._base = OfficeProfile()
        super().__init__(session, self.form, "office")

    def load(self) -> None:
        self.session.run("office-load", office.profile, done=self._show)

    def _show(self, profile: OfficeProfile) -> None:
        self._base = profile
        self.form.load(profile)

    def save(self) -> None:
        new = self.form.read(self._base)
        problems = office.check_profile(new)
        self.form.show_problems(problems)
        if problems:
            self.sentence.setText(next(iter(problems.values())))
        else:
            self.submit("office-save", office.save_profile, new)

    def show_problem(self, error: Exception) -> None:
        if isinstance(error, FieldErrors):
            self.form.show_problems(error.fields)
        super().show_problem(error)


class PolicyPage(SettingPage):
    def __init__(self, session: DeskSession) -> None:
        self.form = PolicyForm()
        self._base = OfficeProfile()
        super().__init__(session, self.form, "policy")

    def load(self) -> None:
        self.session.run("policy-load", office.profile, done=self._show)

    def _show(self, profile: OfficeProfile) -> None:
        self._base = profile
        self.form.load(profile)

    def save(self) -> None:
        self.submit("policy-save", office.save_profile, self.form.read(self._base))


class StaffPage(SettingPage):
    def __init__(self, session: DeskSession) -> None:
        self.list = StaffList()
        super().__init__(session, self.list, "staff")

    def load(self) -> None:
        self.session.run("staff-load", office.staff, done=self._show)

    def _show(self, rows: tuple[Staff, ...]) -> None:
        self.list.load(tuple(row for row in rows if row.active))

    def save(self) -> None:
        self.submit("staff-save", office.save_staff, self.list.rows())


class ApprovalPage(SettingPage):
    """文书核定: the samples and the name of who approves them."""

    def __init__(self, session: DeskSession) -> None:
        self.samples = SamplesView(session)
        self.name = Field(text.APPROVER, QLineEdit(), "approval_name_edit")
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.samples, 1)
        box.addWidget(self.name)
        super().__init__(session, body, "approval", scroll=False)
        self.save_button.setText(text.APPROVE)

    def load(self) -> None:
        self.session.run("approval-load", office.approval, done=self._show)
        self.session.run("approval-office", office.profile, done=self.samples.show_samples)

    def _show(self, approval: Approval | None) -> None:
        version = self.session.desk.parts.catalogue.version
        if approval is None:
            self.sentence.setText(text.NOT_APPROVED.format(version=version))
        else:
            day = approval.at[:10]
            self.sentence.setText(text.APPROVED.format(name=approval.name, day=day, version=approval.version))

    def save(self) -> None:
        editor = self.name.editor
        assert isinstance(editor, QLineEdit)

        def approve(desk: Desk, name: str) -> object:
            if not name:
                raise UserError(text.NAME_WANTED, field="approval_name")
            return office.approve_templates(desk, name)

        self.submit("approve", approve, editor.text().strip())

    def _saved(self, _result: object) -> None:
        self.load()
