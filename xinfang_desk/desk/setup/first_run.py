"""首次设置: five short pages from nothing to an encrypted store and a recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xinfang_desk.desk.reception.form_tools import enter_moves_on, order_tabs
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_form import OfficeForm, fill_combo, pick
from xinfang_desk.desk.setup.people import StaffList, UserLine
from xinfang_desk.desk.setup.samples import SamplesView
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import Card, Field, button, label, primary_button, scrolled, set_kind
from xinfang_desk.domain.divisions import Divisions
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.office import OfficeProfile, Policy
from xinfang_desk.domain.records import Role
from xinfang_desk.services import office
from xinfang_desk.services.context import Parts
from xinfang_desk.services.passwords import check_password
from xinfang_desk.services.recovery_sheet import recovery_sheet

OFFICE, STAFF, USERS, SAMPLES, RECOVERY = range(5)
TITLES = (
    (text.STEP_OFFICE, text.STEP_OFFICE_HELP),
    (text.STEP_STAFF, text.STEP_STAFF_HELP),
    (text.STEP_USERS, text.STEP_USERS_HELP),
    (text.STEP_SAMPLES, text.STEP_SAMPLES_HELP),
    (text.STEP_RECOVERY, text.STEP_RECOVERY_HELP),
)


class FirstRunPage(QWidget):
    """Signals:
    opened: the Desk of the new store, after the recovery sheet.
    left: back to the log-in page, nothing made.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, session: DeskSession, folder: Path, divisions: Divisions, print_pdf: Callable[[bytes], str]
    ) -> None:
        super().__init__()
        self._session = session
        self._folder = folder
        self._print_pdf = print_pdf
        self._done: office.FirstRunDone | None = None
        self.setProperty("kind", "ground")
        self.setObjectName("first_run_page")
        self._setup_ui(divisions)
        self._show_step(OFFICE)

    def _setup_ui(self, divisions: Divisions) -> None:
        self.step_label = label("", "quiet", wrap=False, name="first_run_step_label")
        self.title = label("", "title", name="first_run_title")
        self.help = label("", "quiet", name="first_run_help")
        self.office_form = OfficeForm(divisions)
        self.office_form.load(
            OfficeProfile(hours="工作日 8:30—12:00，14:30—17:30", query_way="打窗口电话，报登记编号和查询码")
        )
        self.staff_list = StaffList()
        self.staff_list.load(())
        self.first_user = UserLine(0, (Role.ADMIN, Role.CLERK, Role.REVIEWER, Role.SECRECY))
        self.second_user = UserLine(1, (Role.CLERK,))
        self.samples = SamplesView(self._session)
        self.approved_by = Field(text.APPROVED_BY, QLineEdit(), "approved_by_edit")
        self.stack = QStackedWidget()
        for page in (
            self._office_page(),
            self.staff_list,
            self._users_page(),
            self._samples_page(),
            self._recovery_page(),
        ):
            inner = page.layout()
            if inner is not None:
                inner.setContentsMargins(0, 0, 12, 0)
            self.stack.addWidget(scrolled(page))
        self.sentence = label("", "problem", name="first_run_sentence")
        self.sentence.hide()
        self.back_button = button(text.BACK, "first_run_back_button")
        self.next_button = primary_button(text.NEXT, "first_run_next_button")
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._next)
        card = Card("card", margins=24, spacing=8, name="first_run_card")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.step_label)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        card.box.addLayout(head)
        card.add(self.help)
        card.box.addWidget(self.stack, 1)
        card.add(self.sentence)
        card.box.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 24, 32, 24)
        outer.addWidget(card)

    def _office_page(self) -> QWidget:
        """The office's fields, and what a visit that belongs in court gets: proposed by role until it is chosen."""
        page = QWidget()
        box = QVBoxLayout(page)
        box.setSpacing(8)
        self.n3_combo = QComboBox()
        fill_combo(self.n3_combo, text.N3_TITLES)
        self.n3_field = Field(text.N3_ASK, self.n3_combo, "first_run_n3_combo", hint=text.N3_HINT)
        box.addWidget(self.office_form)
        box.addWidget(self.n3_field)
        box.addStretch(1)
        self._n3_chosen = False
        self.n3_combo.activated.connect(self._take_n3)
        self.office_form.ui.desk_role_combo.currentIndexChanged.connect(lambda _index: self._propose_n3())
        self._propose_n3()
        return page

    def _take_n3(self) -> None:
        self._n3_chosen = True

    def _propose_n3(self) -> None:
        if not self._n3_chosen:
            pick(self.n3_combo, office.proposed_policy(self.office_form.ui.desk_role_combo.currentData()).n3_title)

    def _users_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(label("第一个用户", "section"))
        box.addWidget(self.first_user)
        box.addWidget(label("第二个用户（可以先空着）", "section"))
        box.addWidget(self.second_user)
        box.addStretch(1)
        return page

    def _samples_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.samples, 1)
        box.addWidget(self.approved_by)
        return page

    def _recovery_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        self.recovery_label = label("", "title", name="recovery_code_label")
        self.print_button = button(text.PRINT_RECOVERY, "recovery_print_button")
        self.save_button = button(text.SAVE_RECOVERY, "recovery_save_button")
        self.kept_check = QCheckBox(text.RECOVERY_KEPT)
        self.kept_check.setObjectName("recovery_kept_check")
        self.kept_check.toggled.connect(lambda on: self.next_button.setEnabled(on))
        self.print_button.clicked.connect(self._print_recovery)
        self.save_button.clicked.connect(self._save_recovery)
        line = QHBoxLayout()
        line.addWidget(self.print_button)
        line.addWidget(self.save_button)
        line.addStretch(1)
        self.sheet_sentence = label("", "quiet", name="recovery_sentence")
        self.sheet_sentence.hide()
        box.addWidget(self.recovery_label)
        box.addLayout(line)
        box.addWidget(self.sheet_sentence)
        box.addWidget(self.kept_check)
        box.addStretch(1)
        return page

    def profile(self) -> OfficeProfile:
        made = self.office_form.read(OfficeProfile())
        return replace(made, policy=Policy(n3_title=self.n3_combo.currentData()))

    def _show_step(self, step: int) -> None:
        self._step = step
        title, help_text = TITLES[step]
        self.title.setText(title)
        self.help.setText(help_text)
        self.step_label.setText(f"第 {step + 1} 步 / 共 {len(TITLES)} 步")
        self.stack.setCurrentIndex(step)
        self.back_button.setVisible(step != RECOVERY)
        self.next_button.setText({SAMPLES: text.CREATE, RECOVERY: text.ENTER}.get(step, text.NEXT))
        self.next_button.setEnabled(step != RECOVERY or self.kept_check.isChecked())
        self._say("")
        order_tabs(self)
        first = (self.office_form.ui.name_edit, self.staff_list.first_edit(), self.first_user.login_name)
        if step < len(first):
            first[step].setFocus()
        if step == SAMPLES:
            self.samples.show_samples(self.profile())
            self.samples.titles.setFocus()

    def _back(self) -> None:
        if self._step == OFFICE:
            self.left.emit()
        else:
            self._show_step(self._step - 1)

    def _next(self) -> None:
        if self._step == RECOVERY:
            assert self._done is not None
            self.opened.emit(self._done.desk)
        elif self._step == SAMPLES:
            self._create()
        elif self._check_step():
            self._show_step(self._step + 1)

    def _check_step(self) -> bool:
        if self._step == OFFICE:
            problems = office.check_profile(self.profile())
            self.office_form.show_problems(problems)
            self._say(next(iter(problems.values()), ""))
            return not problems
        if self._step == STAFF:
            good = any(entry.may_decide for entry in self.staff_list.entries())
            self.staff_list.show_problem("" if good else text.STAFF_EMPTY)
            return good
        return self._check_users()

    def _check_users(self) -> bool:
        lines = [self.first_user] + ([] if self.second_user.is_empty() else [self.second_user])
        good = True
        for line in lines:
            new = line.read()
            sentence = line.problem() or check_password(new.password, new.login_name)
            if not sentence and line is self.first_user and Role.ADMIN.value not in new.roles:
                sentence = text.ADMIN_MISSING
            line.say(sentence)
            good = good and not sentence
        return good

    def _create(self) -> None:
        users = tuple(line.read() for line in (self.first_user, self.second_user) if not line.is_empty())
        editor = self.approved_by.editor
        assert isinstance(editor, QLineEdit)
        order = office.FirstRun(
            self._folder, self.profile(), self.staff_list.entries(), users, editor.text().strip(), propose_policy=False
        )
        self.next_button.setEnabled(False)
        self._say(text.CREATING, "quiet")
        self._session.run_parts("first-run", office.first_run, order, done=self._created, failed=self._failed)

    def _created(self, done: office.FirstRunDone) -> None:
        self._done = done
        self._show_step(RECOVERY)
        self.recovery_label.setText(done.recovery_code)
        for line in (self.first_user, self.second_user):
            line.password.clear()
            line.again.clear()

    def _failed(self, error: Exception) -> None:
        self.next_button.setEnabled(True)
        assert isinstance(error, UserError | EnvironmentFault)
        if isinstance(error, FieldErrors):
            self._show_step(OFFICE)
            self.office_form.show_problems(error.fields)
        self._say(error.sentence)

    def _say(self, sentence: str, kind: str = "problem") -> None:
        set_kind(self.sentence, kind)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _say_of_sheet(self, sentence: str, kind: str = "quiet") -> None:
        """Under the two buttons it comes from."""
        set_kind(self.sheet_sentence, kind)
        self.sheet_sentence.setText(sentence)
        self.sheet_sentence.setVisible(bool(sentence))

    def _sheet(self, done: Callable[[bytes], None]) -> None:
        assert self._done is not None
        code, name, folder = self._done.recovery_code, self.profile().name, str(self._folder)

        def render(parts: Parts) -> bytes:
            today = parts.today()
            dated = f"{today.year}年{today.month}月{today.day}日"
            return parts.paper.pdf(recovery_sheet(name, code, folder, dated)).pdf

        self._session.run_parts("recovery-sheet", render, done=done)

    def _print_recovery(self) -> None:
        self._sheet(lambda pdf: self._say_of_sheet(self._print_pdf(pdf)))

    def _save_recovery(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, text.SAVE_RECOVERY, "恢复单.pdf", "PDF (*.pdf)")
        if path:
            self._sheet(lambda pdf: self._write(Path(path), pdf))

    def _write(self, path: Path, pdf: bytes) -> None:
        try:
            path.write_bytes(pdf)
        except OSError:
            self._say_of_sheet("这个位置写不进去，请换一个位置再存。", "problem")
        else:
            self._say_of_sheet(f"已存到 {path}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self.next_button.click()
        elif not enter_moves_on(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._done is not None and clipboard.text() == self._done.recovery_code:
            clipboard.clear()
