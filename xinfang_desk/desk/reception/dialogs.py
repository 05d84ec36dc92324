"""The questions the page puts in a dialog of their own; tests replace ``ask``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.flow import caption
from xinfang_desk.desk.reception.form_tools import show_note
from xinfang_desk.desk.reception.matter_editor import MatterEditor
from xinfang_desk.desk.reception.register_form import FormTables
from xinfang_desk.desk.reception.roster_editor import RosterEditor
from xinfang_desk.desk.reception.sealed_lines import sealed_lines
from xinfang_desk.desk.reception.words import WordsEdit
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.texts import screen as screen_text
from xinfang_desk.desk.widgets import button, label, primary_button, row, scrolled, show_if
from xinfang_desk.services.registration import ItemEntry, VisitorEntry
from xinfang_desk.services.sealed import SealedWords


class AskDialog(QDialog):
    """A titled question with 保存 and 返回; Ctrl+Enter saves."""

    def __init__(self, parent: QWidget, title: str, help_line: str, ok: str, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self.setModal(True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 16)
        self.box.setSpacing(10)
        self.box.addWidget(label(title, "big"))
        if help_line:
            self.box.addWidget(label(help_line, "quiet"))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.box.addLayout(self.body, 1)
        self.cancel_button = button(text.CANCEL, f"{name}_cancel_button")
        self.ok_button = primary_button(ok, f"{name}_ok_button")
        self.box.addLayout(row(1, self.cancel_button, self.ok_button))
        self.cancel_button.clicked.connect(self.reject)
        self.ok_button.clicked.connect(self._accept_if_good)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self._accept_if_good)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 30)

    def fit(self, ems_wide: int, ems_high: int) -> None:
        """A size in letters, never larger than the window behind."""
        em = self.fontMetrics().horizontalAdvance("国")
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(min(em * ems_wide, room.width() - 48), min(em * ems_high, room.height() - 72))

    def good(self) -> bool:
        """Whether what was typed may be saved; shows what is missing."""
        return True

    def words(self, caption_text: str, name: str) -> tuple[WordsEdit, QLabel]:
        """A field for words under its caption, and the label for its sentence."""
        edit = WordsEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(caption_text)
        problem = label("", "problem")
        problem.hide()
        self.body.addWidget(caption(caption_text, edit))
        self.body.addWidget(edit)
        self.body.addWidget(problem)
        return edit, problem

    def _accept_if_good(self) -> None:
        if self.good():
            self.accept()


class ReasonDialog(AskDialog):
    """One reason."""

    def __init__(self, parent: QWidget, title: str, help_line: str, question: str, name: str) -> None:
        super().__init__(parent, title, help_line, title, name)
        self.reason_edit, self._problem = self.words(question, f"{name}_reason_edit")
        self.reason_edit.setFocus()

    def good(self) -> bool:
        reason = self.reason_edit.toPlainText().strip()
        show_note(self, self._problem, self.reason_edit, "" if reason else text.REASON_EMPTY, "error")
        return bool(reason)

    @classmethod
    def ask(cls, parent: QWidget, title: str, help_line: str, question: str, name: str) -> str:
        """The reason, or empty when given up."""
        dialog = cls(parent, title, help_line, question, name)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        reason = dialog.reason_edit.toPlainText().strip()
        dialog.deleteLater()
        return reason if done else ""


class ConfirmDialog(AskDialog):
    """Yes or no, no by default."""

    @classmethod
    def ask(cls, parent: QWidget, title: str, sentence: str, name: str) -> bool:
        dialog = cls(parent, title, sentence, text.YES, name)
        dialog.cancel_button.setFocus()
        done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return done


def confirm(parent: QWidget, title: str, sentence: str, name: str) -> bool:
    return ConfirmDialog.ask(parent, title, sentence, name)


def _clear_of_bar(form: QWidget) -> None:
    """Room between the fields and the scroll bar."""
    layout = form.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, 12, 0)


class RosterDialog(AskDialog):
    """补名册: the rest of the people. ``problems`` of an earlier try stand at their fields."""

    def __init__(
        self, parent: QWidget, tables: FormTables, entries: tuple[VisitorEntry, ...], problems: Mapping[str, str]
    ) -> None:
        super().__init__(parent, text.ADD_VISITORS_TITLE, "", text.SAVE, "add_visitors")
        self.roster = RosterEditor(tables.divisions, tables.county)
        self.roster.load(entries or (VisitorEntry(role="with", division=tables.town),))
        _clear_of_bar(self.roster)
        self.body.addWidget(scrolled(self.roster, "roster_scroll"), 1)
        self.fit(44, 26)
        for field, sentence in problems.items():
            _, index, key = (*field.split("."), "", "")[:3]
            line = self.roster.line(int(index)) if index.isdigit() else None
            if line is None or not line.show_note(key, sentence, "error"):
                self.body.addWidget(label(sentence, "problem"))

    def good(self) -> bool:
        good = True
        self.roster.clear_notes()
        for index, entry in enumerate(self.roster.entries()):
            line = self.roster.line(index)
            if line is not None and not entry.name and not entry.anonymous:
                line.show_note("name", text.NEW_EMPTY, "error")
                good = False
        return good

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        tables: FormTables,
        entries: tuple[VisitorEntry, ...] = (),
        problems: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[VisitorEntry, ...]:
        """The people to add, or none when given up."""
        dialog = cls(parent, tables, entries, problems)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.roster.entries() if done else ()
        dialog.deleteLater()
        return answer


class SealedDialog(AskDialog):
    """What a disclosure said, to read only; nothing of it goes to the clipboard or anywhere else."""

    def __init__(self, parent: QWidget, words: SealedWords) -> None:
        super().__init__(parent, text.OPEN_SEALED_TITLE, text.OPEN_SEALED_HELP, text.CLOSE, "sealed")
        self.cancel_button.hide()
        self.body.addWidget(sealed_lines(words), 1)
        self.fit(36, 24)

    @classmethod
    def show_words(cls, parent: QWidget, words: SealedWords) -> None:
        dialog = cls(parent, words)
        dialog.exec()
        dialog.deleteLater()


@dataclass(frozen=True)
class MatterAnswer:
    """What a MatterDialog brought: the matter, why, whether it is a disclosure. ``taken``: papers it has already."""

    entry: ItemEntry
    reason: str
    disclosure: bool
    taken: str = ""


class MatterDialog(AskDialog):
    """拆开 (another matter of the same reception, with a reason) or 补写诉求 (the words of one taken in for later)."""

    def __init__(
        self, parent: QWidget, tables: FormTables, *, split: bool, before: MatterAnswer, problems: Mapping[str, str]
    ) -> None:
        title = screen_text.SPLIT_TITLE if split else text.WORDS_TITLE
        help_line = screen_text.SPLIT_HELP if split else ""
        ok = screen_text.SPLIT_OK if split else text.SAVE
        super().__init__(parent, title, help_line, f"{ok}  Ctrl+Enter", "split" if split else "words")
        self._split = split
        self._sealed = before.disclosure
        self._taken = before.taken
        self.disclosure_check = QCheckBox(screen_text.SPLIT_DISCLOSURE)
        self.disclosure_check.setObjectName("split_disclosure_check")
        self.disclosure_check.setAccessibleName(screen_text.SPLIT_DISCLOSURE)
        self.disclosure_check.setChecked(before.disclosure)
        show_if(self.disclosure_check, split)
        self.body.addWidget(self.disclosure_check)
        self.matter = MatterEditor(tables.divisions, tables.county)
        self.matter.load(before.entry)
        self.matter.set_sealed(before.disclosure)
        if before.taken:
            self.matter.papers.show_taken(before.taken)
        self.disclosure_check.toggled.connect(self.matter.set_sealed)
        _clear_of_bar(self.matter)
        self.body.addWidget(scrolled(self.matter, "matter_scroll"), 1)
        if split:
            self.reason_edit, self._problem = self.words(screen_text.SPLIT_REASON, "split_reason_edit")
            self.reason_edit.least_lines = 1
            self.reason_edit.setPlainText(before.reason)
        self.fit(46, 38)
        for field, sentence in problems.items():
            if field == "reason" and split:
                show_note(self, self._problem, self.reason_edit, sentence, "error")
            elif not self.matter.show_note(field.removeprefix("items.0."), sentence, "error"):
                self.body.addWidget(label(sentence, "problem"))
        self.matter.ui.request_edit.setFocus()

    def answer(self) -> MatterAnswer:
        reason = self.reason_edit.toPlainText().strip() if self._split else ""
        sealed = self.disclosure_check.isChecked() if self._split else self._sealed
        return MatterAnswer(self.matter.entry(), reason, sealed, self._taken)

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        tables: FormTables,
        *,
        split: bool,
        before: MatterAnswer,
        problems: Mapping[str, str] = MappingProxyType({}),
    ) -> MatterAnswer | None:
        """What was written, or None when given up."""
        dialog = cls(parent, tables, split=split, before=before, problems=problems)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.answer() if done else None
        dialog.deleteLater()
        return answer
