"""逐项复制: one key copies the next field, what is done is ticked, the province's number comes back at the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableWidget, QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.setup.table_pages import cell, table
from xinfang_desk.desk.texts import copying as text
from xinfang_desk.desk.widgets import Field, label, primary_button
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.services.copying import CopySheet, TypedBack


class CopyDialog(AskDialog):
    """Nothing of the record stays on the clipboard once the dialog is closed."""

    def __init__(self, parent: QWidget, sheet: CopySheet) -> None:
        super().__init__(parent, f"{text.TITLE}：{sheet.register_no}", text.HELP, text.SAVE, "copy")
        self._sheet = sheet
        self._copied = ""
        self.cancel_button.setText(text.LATER)
        self.rows: QTableWidget = table(text.HEADS, "copy_table", text.TITLE, wide={2: 20})
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setRowCount(len(sheet.fields))
        for at, one in enumerate(sheet.fields):
            for column, value in enumerate(("", one.heading, one.value)):
                self.rows.setItem(at, column, cell(value, editable=False))
        self.next_button = primary_button("", "copy_next_button")
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self.copy_next)
        self.number, self.code = QLineEdit(), QLineEdit()
        self.fields = {
            "xfjbh": Field(text.NUMBER, self.number, "copy_number_edit"),
            "query_code": Field(text.CODE, self.code, "copy_code_edit"),
        }
        if sheet.xfjbh:
            self.body.addWidget(label(text.BEFORE.format(number=sheet.xfjbh), "hint"))
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(self.next_button)
        for field in self.fields.values():
            self.body.addWidget(field)
        self.ok_button.setDefault(False)
        self.ok_button.setAutoDefault(False)
        self.rows.currentCellChanged.connect(lambda *_cells: self._show_next())
        self.rows.setCurrentCell(0, 1)
        self._show_next()
        self.next_button.setFocus()
        self.finished.connect(lambda _result: self._clear())
        self.fit(52, 34)

    def copy_next(self) -> None:
        """Puts the field at hand on the clipboard, ticks it and goes on."""
        at = self.rows.currentRow()
        if not 0 <= at < len(self._sheet.fields):
            return
        self._copied = self._sheet.fields[at].value
        QGuiApplication.clipboard().setText(self._copied)
        mark = self.rows.item(at, 0)
        if mark is not None:
            mark.setText(text.DONE_MARK)
        if at + 1 < self.rows.rowCount():
            self.rows.setCurrentCell(at + 1, 1)
        else:
            self.next_button.setText(text.ALL_DONE)
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def order(self) -> TypedBack:
        return TypedBack(self._sheet.item_id, self.number.text(), self.code.text())

    def good(self) -> bool:
        missing = not self.number.text().strip()
        self.fields["xfjbh"].set_problem("请把省里显示的信访件编号照样输入。" if missing else "")
        return not missing

    def show_problem(self, error: Exception) -> None:
        wrong = error.fields if isinstance(error, FieldErrors) else {}
        for key, field in self.fields.items():
            field.set_problem(wrong.get(key, ""))

    def _show_next(self) -> None:
        at = self.rows.currentRow()
        if 0 <= at < len(self._sheet.fields):
            self.next_button.setText(text.NEXT.format(heading=self._sheet.fields[at].heading))

    def _clear(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
