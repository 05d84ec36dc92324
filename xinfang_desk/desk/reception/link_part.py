"""关联 and 分开, and 核对 of the content class, on the record of one matter."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog, ReasonDialog
from xinfang_desk.desk.reception.flow import caption
from xinfang_desk.desk.reception.form_tools import show_note
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import button, label, row
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.tables import CONTENT_CLASSES
from xinfang_desk.services import linking
from xinfang_desk.services.context import Changed
from xinfang_desk.services.receptions import ItemView


class LinkDialog(AskDialog):
    """The register number of the other matter, and why the two are looked at together."""

    def __init__(self, parent: QWidget, before: tuple[str, str], problems: Mapping[str, str]) -> None:
        super().__init__(parent, text.LINK_TITLE, text.LINK_HELP, text.LINK_OK, "link")
        self.number_edit = QLineEdit(before[0])
        self.number_edit.setObjectName("link_number_edit")
        self._number_problem = label("", "problem")
        self._number_problem.hide()
        for part in (caption(text.LINK_NUMBER, self.number_edit), self.number_edit, self._number_problem):
            self.body.addWidget(part)
        self.reason_edit, self._reason_problem = self.words(text.LINK_REASON, "link_reason_edit")
        self.reason_edit.setPlainText(before[1])
        show_note(self, self._number_problem, self.number_edit, problems.get("register_no", ""), "error")
        show_note(self, self._reason_problem, self.reason_edit, problems.get("reason", ""), "error")
        self.number_edit.setFocus()

    def answer(self) -> tuple[str, str]:
        return self.number_edit.text().strip(), self.reason_edit.toPlainText().strip()

    @classmethod
    def ask(
        cls, parent: QWidget, before: tuple[str, str] = ("", ""), problems: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[str, str] | None:
        """Number and reason, or None when given up."""
        dialog = cls(parent, before, problems)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.answer() if done else None
        dialog.deleteLater()
        return answer


class LinkPart(QWidget):
    """What one matter is linked with, and its content class."""

    def __init__(self, session: DeskSession, view: ItemView) -> None:
        super().__init__()
        self._session, self._item = session, view.item
        self._typed = ("", "")
        number = self._item.ordinal
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        if self._item.content_class:
            name = CONTENT_CLASSES.get(self._item.content_class, self._item.content_class)
            checked = self._item.content_class_checked
            words = (text.CLASS_CHECKED if checked else text.CLASS_OPEN).format(name=name)
            shown: list[QWidget | int] = [label(words, "quiet", wrap=False, name=f"content_class_{number}_label")]
            if not checked:
                right = button(text.CLASS_OK, f"class_ok_{number}_button", "small")
                right.clicked.connect(self._class_right)
                shown.append(right)
            lines.addLayout(row(*shown, 1))
        for at, one in enumerate(view.links, 1):
            words = text.LINKED.format(number=one.register_no, on=one.received_on)
            linked = label(words, "quiet", wrap=False, name=f"link_{number}_{at}_label")
            apart = button(text.PART, f"part_{number}_{at}_button", "small")
            apart.clicked.connect(lambda _checked=False, merge_id=one.merge_id: self._part(merge_id))
            lines.addLayout(row(linked, apart, 1))

    def ask(self) -> None:
        """关联另一件."""
        self._ask({})

    def _ask(self, problems: Mapping[str, str]) -> None:
        answer = LinkDialog.ask(self, self._typed, problems)
        if answer is not None:
            self._typed = answer
            self._session.run("link", linking.link, self._item.id, *answer, done=self._linked, failed=self._refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, FieldErrors):
            self._ask(error.fields)
        else:
            self._session.say(getattr(error, "sentence", ""), "wrong")

    def _linked(self, _changed: Changed) -> None:
        self._session.say(text.LINK_DONE, "ok")

    def _part(self, merge_id: str) -> None:
        reason = ReasonDialog.ask(self, text.PART_TITLE, text.PART_HELP, text.PART_REASON, "part")
        if reason:
            self._session.run("part", linking.part, merge_id, reason, done=self._parted)

    def _parted(self, _changed: Changed) -> None:
        self._session.say(text.PART_DONE, "ok")

    def _class_right(self) -> None:
        self._session.run("class-ok", linking.confirm_content_class, self._item.id, done=self._class_done)

    def _class_done(self, _changed: Changed) -> None:
        self._session.say(text.CLASS_DONE, "ok")
