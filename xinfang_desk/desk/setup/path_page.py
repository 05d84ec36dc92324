"""设置 · 诉求目录: every statutory path, which of them print, and 核定 of those that wait (counter-rules.md 10)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_pages import SettingPage
from xinfang_desk.desk.setup.table_pages import KEPT, cell, table
from xinfang_desk.desk.texts import rules as text
from xinfang_desk.desk.widgets import Field, button, label
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.services import approvals
from xinfang_desk.services.approvals import ConfirmPath, PathState
from xinfang_desk.services.context import local_moment

TYPING_MS = 250


class PathPage(SettingPage):
    """The rows as a table, the chosen one's words below it."""

    def __init__(self, session: DeskSession) -> None:
        self.search_edit = QLineEdit()
        self.search_edit.setObjectName("path_rows_search_edit")
        self.search_edit.setAccessibleName(text.PATH_SEARCH)
        self.search_edit.setPlaceholderText(text.PATH_SEARCH)
        self.all_button = button(text.PATH_ALL, "path_all_button", "choice")
        self.waiting_button = button(text.PATH_WAITING, "path_waiting_button", "choice")
        self._which = QButtonGroup()
        for one in (self.all_button, self.waiting_button):
            one.setCheckable(True)
            self._which.addButton(one)
        self.all_button.setChecked(True)
        self.count_label = label("", "quiet", name="path_count_label")
        self.table = table(text.PATH_HEADS, "path_table", text.TAB_PATHS, wide={1: 12, 2: 14, 3: 12})
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 6)
        self.law, self.limit, self.name = QLineEdit(), QLineEdit(), QLineEdit()
        self.fields = {
            "special_law": Field(text.PATH_LAW, self.law, "path_law_edit"),
            "limit": Field(text.PATH_LIMIT, self.limit, "path_limit_edit"),
            "name": Field(text.PATH_NAME, self.name, "path_name_edit"),
        }
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.search_edit, 1)
        line.addWidget(self.all_button)
        line.addWidget(self.waiting_button)
        box.addLayout(line)
        box.addWidget(self.count_label)
        box.addWidget(self.table, 1)
        top = Qt.AlignmentFlag.AlignTop
        box.addWidget(self.fields["special_law"])
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.fields["limit"], 3, top)
        line.addWidget(self.fields["name"], 1, top)
        box.addLayout(line)
        super().__init__(session, body, "paths")
        self.save_button.setText(text.PATH_CONFIRM)
        self.save_button.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.load)
        self._kept = ""  # the row to choose again after loading
        self.search_edit.textChanged.connect(self._timer.start)
        self._which.buttonClicked.connect(lambda _button: self.load())
        self.table.currentCellChanged.connect(lambda *_: self._show_row())

    def load(self) -> None:
        """Searches again with the words as they are."""
        self._timer.stop()
        self.session.run_latest("path-rows", approvals.path_rows, self.search_edit.text(), done=self._show)

    def chosen(self) -> PathState | None:
        first = self.table.item(self.table.currentRow(), 0)
        state: PathState | None = first.data(KEPT) if first is not None else None
        return state

    def _show(self, states: tuple[PathState, ...]) -> None:
        waiting = sum(not state.settled for state in states)
        self.count_label.setText(
            text.PATH_COUNT.format(count=len(states), waiting=waiting) if states else text.PATH_NONE
        )
        shown = [state for state in states if not (self.waiting_button.isChecked() and state.settled)]
        kept, self._kept = self._kept, ""
        self.table.blockSignals(True)
        self.table.setRowCount(len(shown))
        for index, state in enumerate(shown):
            row = state.row
            words = text.PATH_SETTLED if state.settled else text.PATH_WAITS
            if state.confirmed_by:
                day = local_moment(state.confirmed_at).date().isoformat()
                words = text.PATH_CONFIRMED.format(name=state.confirmed_by, day=day)
            self.table.setItem(index, 0, cell(row.id, editable=False, kept=state))
            for column, value in enumerate((row.asks, row.basis, row.limit_hint, words), start=1):
                self.table.setItem(index, column, cell(value, editable=False))
        self.table.setCurrentCell(next((at for at, state in enumerate(shown) if state.row.id == kept), -1), 0)
        self.table.blockSignals(False)
        self._show_row()

    def _show_row(self) -> None:
        state = self.chosen()
        self.save_button.setEnabled(state is not None)
        for field in self.fields.values():
            field.set_problem("")
            field.editor.setEnabled(state is not None)
        self.law.setText(state.special_law if state is not None else "")
        self.limit.setText(state.limit if state is not None else "")
        for edit in (self.law, self.limit):
            edit.setCursorPosition(0)
        if state is None:
            self.sentence.setText(text.PATH_PICK)
        else:
            self.sentence.setText(f"{state.row.id} {state.row.asks}{f'：{state.row.note}' if state.row.note else ''}")

    def save(self) -> None:
        state = self.chosen()
        if state is None:
            self.sentence.setText(text.PATH_PICK)
            return
        order = ConfirmPath(state.row.id, self.name.text(), self.law.text(), self.limit.text())
        self._asked = state
        self.submit("path-confirm", approvals.confirm_path, order)

    def show_problem(self, error: Exception) -> None:
        wrong = error.fields if isinstance(error, FieldErrors) else {}
        for key, field in self.fields.items():
            field.set_problem(wrong.get(key, ""))
        if not wrong:
            super().show_problem(error)

    def _saved(self, _result: object) -> None:
        self._kept = self._asked.row.id
        self.session.say(text.PATH_DONE.format(asks=self._asked.row.asks))
        self.load()
