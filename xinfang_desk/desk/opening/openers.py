"""Two people at one keyboard: each a name and a password, or the code of a printed sheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.reception.form_tools import show_note
from xinfang_desk.desk.texts import opening as text
from xinfang_desk.desk.widgets import button, label
from xinfang_desk.services.opening import FIRST, SECOND, Opener, OpenTerms


class OpenerLine(QWidget):
    """One of the two. ``place``: first | second."""

    def __init__(self, place: str, caption: str, *, sheets: bool) -> None:
        super().__init__()
        self.place = place
        self._by_code = False
        self.head = label(caption, "strong", wrap=False)
        self.switch = button(text.BY_CODE, f"{place}_code_button", "link")
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.switch.setVisible(False)
        self.edits: dict[str, QLineEdit] = {}
        self._notes: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.head, 0, 0)
        grid.addWidget(self.switch, 0, 1, Qt.AlignmentFlag.AlignRight)
        for key, words, column, span in (
            ("name", text.NAME, 0, 1),
            ("password", text.PASSWORD, 1, 1),
            ("code", text.CODE, 0, 2),
        ):
            edit = QLineEdit()
            edit.setObjectName(f"{place}_{key}_edit")
            edit.setAccessibleName(f"{caption}：{words}")
            if key == "password":
                edit.setEchoMode(QLineEdit.EchoMode.Password)
            shown, note = label(words, "quiet", wrap=False), label("", "problem", name=f"{place}_{key}_problem")
            shown.setBuddy(edit)
            note.hide()
            self.edits[key], self._notes[key], self._captions[key] = edit, note, shown
            row = 1 if key != "code" else 4
            for at, widget in enumerate((shown, edit, note)):
                grid.addWidget(widget, row + at, column, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.switch.setVisible(sheets)
        self.switch.clicked.connect(self._turn)
        self._arrange()

    def read(self) -> Opener:
        if self._by_code:
            return Opener(code=self.edits["code"].text().strip())
        return Opener(self.edits["name"].text().strip(), self.edits["password"].text())

    def load(self, opener: Opener) -> None:
        self._by_code = bool(opener.code)
        self.edits["name"].setText(opener.login_name)
        self.edits["password"].setText(opener.password)
        self.edits["code"].setText(opener.code)
        self._arrange()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for key, note in self._notes.items():
            here = key == ("code" if self._by_code else key)
            sentence = problems.get(f"{self.place}_{key}", "") if here else ""
            if key == "code" and self._by_code:
                sentence = sentence or problems.get(f"{self.place}_name", "")
            show_note(self, note, self.edits[key], sentence, "error")

    def clear(self) -> None:
        for edit in self.edits.values():
            edit.clear()

    def focus(self) -> None:
        """Where the next key belongs."""
        keys = ("code",) if self._by_code else ("name", "password")
        next((self.edits[key] for key in keys if not self.edits[key].text()), self.edits[keys[-1]]).setFocus()

    def _turn(self) -> None:
        self._by_code = not self._by_code
        self._arrange()
        self.focus()

    def _arrange(self) -> None:
        self.switch.setText(text.BY_NAME if self._by_code else text.BY_CODE)
        self.switch.setAccessibleName(self.switch.text())
        for key, edit in self.edits.items():
            on = (key == "code") == self._by_code
            edit.setVisible(on)
            self._captions[key].setVisible(on)
            if not on:
                self._notes[key].hide()


class OpenersDialog(AskDialog):
    """Both of them and the reason; what was typed and was right stays when the question comes again."""

    def __init__(
        self,
        parent: QWidget,
        terms: OpenTerms,
        title: str,
        help_line: str,
        ok: str,
        name: str,
        before: tuple[Opener, Opener, str],
        problems: Mapping[str, str],
    ) -> None:
        super().__init__(parent, title, help_line, ok, name)
        second = text.SECOND_MAYBE if terms.alone else text.SECOND
        self.first = OpenerLine(FIRST, text.FIRST, sheets=terms.sheets)
        self.second = OpenerLine(SECOND, second, sheets=terms.sheets)
        self.body.addWidget(self.first)
        self.body.addWidget(self.second)
        self.second.setVisible(not terms.alone or terms.sheets)
        self.reason_edit, self._reason_note = self.words(text.REASON, f"{name}_reason_edit")
        self.reason_edit.least_lines = 1
        self.first.load(before[0])
        self.second.load(before[1])
        self.reason_edit.setPlainText(before[2])
        for line in (self.first, self.second):
            line.show_problems(problems)
        show_note(self, self._reason_note, self.reason_edit, problems.get("reason", ""), "error")
        wrong = next((key for key in problems), "")
        (self.reason_edit.setFocus if wrong == "reason" else self._line(wrong).focus)()

    def _line(self, key: str) -> OpenerLine:
        return self.second if key.startswith(SECOND) else self.first

    def answer(self) -> tuple[Opener, Opener, str]:
        second = Opener() if self.second.isHidden() else self.second.read()
        return self.first.read(), second, self.reason_edit.toPlainText().strip()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        terms: OpenTerms,
        title: str,
        help_line: str,
        ok: str,
        name: str,
        before: tuple[Opener, Opener, str],
        problems: Mapping[str, str],
    ) -> tuple[Opener, Opener, str] | None:
        """What was typed, or None when given up; the dialog keeps none of it."""
        dialog = cls(parent, terms, title, help_line, ok, name, before, problems)
        done = dialog.exec() == cls.DialogCode.Accepted
        answer = dialog.answer() if done else None
        for line in (dialog.first, dialog.second):
            line.clear()
        dialog.deleteLater()
        return answer
