"""设置: a page on which a new pack is told in words and switched on from a day by a named person."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_pages import SettingPage


class SwitchPage(SettingPage):
    """What the pages of packs share: the report to read, the day, and what is said once it holds.

    Attributes:
        report_view, start: made by ``reading_view`` and by the page before this class is set up.
    """

    report_view: QPlainTextEdit
    start: QLineEdit

    def __init__(self, session: DeskSession, body: QWidget, name: str, use: str, *, scroll: bool = True) -> None:
        super().__init__(session, body, name, scroll=scroll)
        self.save_button.setText(use)
        self.save_button.setEnabled(False)
        self._said = ""

    def start_today(self) -> None:
        """The day of the field, until somebody typed another one."""
        if not self.start.text():
            self.start.setText(self.session.desk.parts.today().isoformat())

    def forget(self) -> None:
        """Nothing is at hand to be switched on."""
        self.report_view.clear()
        self.sentence.setText("")
        self.save_button.setEnabled(False)
        for field in self.fields.values():
            field.set_problem("")

    def _saved(self, _result: object) -> None:
        self.forget()
        self.session.say(self._said)
        self.load()


def reading_view(name: str, accessible: str, least_lines: int = 0) -> QPlainTextEdit:
    """A page of words to read, which Tab leaves."""
    view = QPlainTextEdit()
    view.setObjectName(name)
    view.setAccessibleName(accessible)
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    if least_lines:
        view.setMinimumHeight(view.fontMetrics().height() * least_lines)
    return view
