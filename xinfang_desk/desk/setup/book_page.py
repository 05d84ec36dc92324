"""设置 · 文号登记簿: one series in one year, number by number, and its print."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTableWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.form_tools import chosen, fill_combo, pick
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.table_pages import cell, table
from xinfang_desk.desk.texts import numbers as text
from xinfang_desk.desk.widgets import button, label, row
from xinfang_desk.domain.number_book import Book
from xinfang_desk.services import number_book
from xinfang_desk.services.number_book import BookChoice
from xinfang_desk.services.sheets import SheetPrint


class BookPage(QWidget):
    """The book that is chosen; nothing in it can be changed."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("number_book_page")
        self.which = QComboBox()
        self.which.setObjectName("number_book_combo")
        self.which.setAccessibleName(text.WHICH)
        self.which.setMinimumWidth(self.which.fontMetrics().horizontalAdvance("国") * 16)
        self.table = table(text.HEADS, "number_book_table", text.TAB, wide={1: 14, 4: 20})
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.summary = label("", "strong", name="number_book_summary")
        self.sentence = label("", "quiet", name="number_book_sentence")
        self.print_button = button(text.PRINT, "number_book_print_button")
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        box.addLayout(row(label(text.WHICH, "strong", wrap=False), self.which, 1, self.print_button))
        box.addWidget(label(text.HELP, "quiet"))
        box.addWidget(self.table, 1)
        box.addWidget(self.summary)
        box.addWidget(self.sentence)
        self.which.activated.connect(lambda _index: self._read())
        self.print_button.clicked.connect(self._print)

    def load(self) -> None:
        self._session.run("number-books", number_book.books, done=self._show_choices)

    def _show_choices(self, found: tuple[BookChoice, ...]) -> None:
        before = chosen(self.which)
        fill_combo(self.which, tuple((one.series_id, one.label) for one in found))
        if before:
            pick(self.which, before)
        self.print_button.setEnabled(bool(found))
        self.sentence.setText("" if found else text.NONE)
        self._read()

    def _read(self) -> None:
        if chosen(self.which):
            self._session.run_latest("number-book", number_book.read_book, chosen(self.which), done=self._show)

    def _show(self, book: Book) -> None:
        self.table.setRowCount(len(book.rows))
        for index, one in enumerate(book.rows):
            run = str(one.first) if one.first == one.last else f"{one.first}—{one.last}"
            for column, words in enumerate((run, one.title, one.dated_on, one.by, one.text)):
                made = cell(words, editable=False)
                made.setToolTip(words)
                if column == 0:
                    made.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.table.setItem(index, column, made)
        self.table.resizeRowsToContents()
        self.summary.setText(book.summary)

    def _print(self) -> None:
        self._session.run("number-book-print", number_book.print_book, chosen(self.which), done=self._printed)

    def _printed(self, made: SheetPrint) -> None:
        self._session.say(made.sentence, "ok" if made.good else "wrong")
