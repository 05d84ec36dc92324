"""设置 · 条例原文: loads the office's own text of the regulation, shows how it was split, and who answers for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_pages import SettingPage
from xinfang_desk.desk.texts import rules as text
from xinfang_desk.desk.widgets import Field, button, label
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.law_text import LawText
from xinfang_desk.domain.wording.basis import chinese_number
from xinfang_desk.services import law_text
from xinfang_desk.services.context import local_moment
from xinfang_desk.services.law_text import LawReport, LawState


class LawPage(SettingPage):
    def __init__(self, session: DeskSession) -> None:
        self.load_button = button(text.LAW_LOAD, "law_load_button")
        self.text_view = QPlainTextEdit()
        self.text_view.setObjectName("law_text_view")
        self.text_view.setAccessibleName(text.LAW_TEXT)
        self.text_view.setReadOnly(True)
        self.text_view.setTabChangesFocus(True)
        self.name = QLineEdit()
        self.name_field = Field(text.LAW_NAME, self.name, "law_name_edit")
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.load_button)
        line.addWidget(label(text.LAW_HELP, "quiet"), 1)
        box.addLayout(line)
        box.addWidget(self.text_view, 1)
        box.addWidget(self.name_field)
        super().__init__(session, body, "law", scroll=False)
        self.save_button.setText(text.LAW_USE)
        self.save_button.setEnabled(False)
        self._report: LawReport | None = None
        self.load_button.clicked.connect(self._ask_file)

    def load(self) -> None:
        """What is in use; a file that is being looked at stays."""
        if self._report is None:
            self.session.run("law-load", law_text.law_state, done=self._show, failed=self.show_problem)

    def open_file(self, path: Path) -> None:
        """Reads and checks a file; one that lacks an article is refused whole and what was in use stays."""
        self._report = None
        self.save_button.setEnabled(False)
        self.session.run("law-examine", law_text.examine_law, path, done=self._show_report, failed=self._refused)

    def save(self) -> None:
        if self._report is not None:
            self.submit("law-take", law_text.take_law, self._report.body, self.name.text())

    def show_problem(self, error: Exception) -> None:
        wrong = error.fields if isinstance(error, FieldErrors) else {}
        self.name_field.set_problem(wrong.get("name", ""))
        if not wrong:
            super().show_problem(error)

    def _saved(self, _result: object) -> None:
        self._report = None
        self.name_field.set_problem("")
        self.save_button.setEnabled(False)
        self.session.say(text.LAW_USED)
        self.load()

    def _refused(self, error: Exception) -> None:
        self.session.run("law-load", law_text.law_state, done=self._show_old)
        self.show_problem(error)

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, text.LAW_LOAD, "", text.LAW_FILES)
        if chosen:
            self.open_file(Path(chosen))

    def _show(self, state: LawState) -> None:
        self._show_old(state)
        if state.law is None:
            self.sentence.setText(text.LAW_NONE)
        else:
            day = local_moment(state.at).date().isoformat()
            self.sentence.setText(text.LAW_IN_USE.format(articles=len(state.law.articles), name=state.name, day=day))

    def _show_old(self, state: LawState) -> None:
        self.text_view.setPlainText(law_lines(state.law) if state.law is not None else "")

    def _show_report(self, report: LawReport) -> None:
        self._report = report
        self.text_view.setPlainText(law_lines(report.law))
        self.sentence.setText(text.LAW_FOUND.format(articles=len(report.law.articles), places=report.places))
        self.save_button.setEnabled(True)
        self.name.setFocus()


def law_lines(law: LawText) -> str:
    """Each 款 with its number, so that a wrong split is seen at once."""
    lines = []
    for article, clauses in law.articles.items():
        lines.append(f"第{chinese_number(article)}条")
        for number, clause in enumerate(clauses, 1):
            head = f"［第{chinese_number(number)}款］" if len(clauses) > 1 else ""
            lines += [f"　{head}{clause.text}", *(f"　　{item}" for item in clause.items)]
    return "\n".join(lines)
