"""查询: one box, what was understood of it, and the items that fit, while the clerk types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.table_pages import cell, table
from xinfang_desk.desk.texts import search as text
from xinfang_desk.desk.widgets import Card, label, set_kind
from xinfang_desk.domain.searching import LONGEST
from xinfang_desk.services import search as use
from xinfang_desk.services.context import Desk
from xinfang_desk.services.search import SearchResult, SearchRow

MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
VEILED = (2, 3)  # columns that F4 hides


class SearchPage(QWidget):
    """The keys stay in the box: the arrows move through the rows, Enter opens the one that is marked.

    Signals:
        record_asked: the id of the reception that somebody wants to see.
    """

    record_asked = Signal(str)

    title = text.TITLE

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._rows: tuple[SearchRow, ...] = ()
        self._asked = self._seen = ""
        self._hidden = self._open_first = False
        self.setObjectName("search_page")
        self._setup_ui()
        self._make_keys()
        session.changed.connect(self._take_news)

    def refresh(self) -> None:
        self._search()
        self.box.setFocus()
        self.box.selectAll()

    def save_now(self) -> None:
        """Before the desk is left: what was looked at stands in the audit."""
        self._settle()

    # making

    def _setup_ui(self) -> None:
        self.box = QLineEdit()
        self.box.setObjectName("search_edit")
        self.box.setAccessibleName(text.BOX_NAME)
        self.box.setPlaceholderText(text.BOX)
        self.box.setMaxLength(LONGEST)
        self.box.setClearButtonEnabled(True)
        self.box.installEventFilter(self)
        self.box.textChanged.connect(lambda _text: self._search())
        self.box.returnPressed.connect(self._enter)
        self.sentence = label(text.HELP, "quiet", name="search_sentence")
        self.behind = label("", "hint", name="search_behind_label")
        self.results = table(text.HEADS, "search_table", text.RESULTS, wide={2: 6, 3: 16})
        self.results.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.results.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.results.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.results.setTabKeyNavigation(False)
        self.results.itemActivated.connect(lambda item: self._open(item.row()))
        panel = Card("card", margins=20)
        panel.add(label(self.title, "title"), self.box, self.sentence, self.behind)
        panel.box.addWidget(self.results, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        self.behind.hide()

    def _make_keys(self) -> None:
        for name, key, act in (
            ("search_clear_action", "Escape", self.box.clear),
            ("search_hide_action", "F4", lambda: self.hide_names(not self._hidden)),
        ):
            action = QAction(self)
            action.setObjectName(name)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _on=False, act=act: act())
            self.addAction(action)

    # asking

    def _search(self) -> None:
        typed = self.box.text().strip()
        self._open_first = False
        self._asked = typed
        if not typed:
            self._settle()
        self._session.run_latest("search", _search, typed, done=self._show)

    def _show(self, answer: tuple[str, SearchResult]) -> None:
        typed, found = answer
        if typed != self._asked:
            return
        if typed and not (typed.startswith(self._seen) or self._seen.startswith(typed)):
            self._settle()
        if len(typed) > len(self._seen):
            self._seen = typed
        self._rows = found.rows
        self.sentence.setText(_sentence(typed, found))
        set_kind(self.sentence, "" if typed else "quiet")
        self.behind.setText(text.BEHIND.format(count=found.behind))
        self.behind.setVisible(found.behind > 0)
        self._fill()
        if self._open_first:
            self._open_first = False
            self._open(0)
        elif found.behind:
            self._session.run_latest("search", _search, typed, done=self._show)

    def _fill(self, marked: int = 0) -> None:
        self.results.setRowCount(len(self._rows))
        for line, one in enumerate(self._rows):
            values = (one.register_no, one.day, one.names, one.words, one.number, one.phone)
            for column, value in enumerate(values):
                shown = text.HIDDEN if self._hidden and column in VEILED and value else value
                self.results.setItem(line, column, cell(shown, editable=False))
        if self._rows:
            self.results.selectRow(min(max(marked, 0), len(self._rows) - 1))
        self.results.resizeRowsToContents()

    def hide_names(self, on: bool) -> None:
        """F4: only numbers and days stay, where a visitor can see the screen."""
        self._hidden = on
        self._fill(self.results.currentRow())

    # opening

    def _enter(self) -> None:
        """Enter before the answer is there opens the first row of it."""
        if self._session.is_idle():
            self._open(self.results.currentRow())
        else:
            self._open_first = True

    def _open(self, line: int) -> None:
        if not 0 <= line < len(self._rows):
            self._settle()
            return
        one = self._rows[line]
        self._settle(one.item_id)
        self.record_asked.emit(one.reception_id)

    def _settle(self, opened: str = "") -> None:
        """One line of the audit for what was looked for, however many keys it took."""
        seen, self._seen = self._seen, ""
        if seen:
            self._session.run("search-settled", use.settle, seen, opened)

    # keys and news

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            move = MOVES.get(Qt.Key(event.key()))
            if move is not None and self._rows:
                line = min(max(self.results.currentRow() + move, 0), len(self._rows) - 1)
                self.results.selectRow(line)
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settle()

    def _take_news(self, topics: frozenset[str]) -> None:
        if self.isVisible() and "today" in topics and self._asked:
            self._session.run_latest("search", _search, self._asked, done=self._show)


def _search(desk: Desk, typed: str) -> tuple[str, SearchResult]:
    return typed, use.search(desk, typed)


def _sentence(typed: str, found: SearchResult) -> str:
    if not typed:
        return text.HELP
    if not found.understood:
        return text.ODD
    words = text.MORE if found.more else text.FOUND if found.rows else text.NONE
    return words.format(understood=found.understood, count=len(found.rows))
