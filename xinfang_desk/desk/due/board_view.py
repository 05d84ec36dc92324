"""The board: duties of the office by their last day; one key opens the step that ends the duty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.reception.today_list import RowCard
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import due as text
from xinfang_desk.desk.widgets import Card, Chip, LawPanel, button, clear_layout, label, row, scrolled
from xinfang_desk.domain.life.board import SPANS
from xinfang_desk.services import due_board, matter
from xinfang_desk.services.due_board import MATTER, PAGE, BoardRow, DueBoard


class DutyRow(RowCard):
    """One duty.

    Signals:
        looked_at: it has the focus.
    """

    looked_at = Signal()

    def __init__(self, one: BoardRow, number: int) -> None:
        super().__init__(f"due_row_{number}")
        self.one = one
        words = text.LAST_DAY.format(day=one.due_text) + (f"（{text.PROVISIONAL}）" if one.provisional else "")
        parts: list[QWidget | int] = [Chip(one.duty, "quiet"), label(one.words, "strong", wrap=False), 1]
        if one.overdue:
            parts.append(Chip(text.OVERDUE, "wrong"))
        elif one.soon:
            parts.append(Chip(text.SOON, "owed"))
        self.box.addLayout(row(*parts))
        last_day = label(words, "quiet")
        last_day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(label(one.register_no, "quiet", wrap=False))
        line.addWidget(last_day, 1)
        self.box.addLayout(line)
        self.setAccessibleName(f"{one.register_no} {one.words} {words}")
        self.setToolTip(one.formula)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked_at.emit()


class BoardView(QWidget):
    """Signals:
    visit_asked: id of the reception whose own step ends the duty.
    matter_asked: item id, the paper that ends the duty (may be empty), the duty's code.
    entry_asked: on to 报送.
    """

    visit_asked = Signal(str)
    matter_asked = Signal(str, str, str)
    entry_asked = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._span, self._offset = "", 0
        self._board: DueBoard | None = None
        self._rows: list[DutyRow] = []
        self._at = 0
        self._setup_ui()

    def refresh(self) -> None:
        self._session.run_latest("due-board", due_board.due_board, self._span, self._offset, done=self._show)

    def show_span(self, span: str) -> None:
        self._span, self._offset, self._at = span, 0, 0
        self.refresh()

    def set_short(self, short: bool) -> None:
        """At large letters the help gives its room away."""
        self._help.setHidden(short)

    def _setup_ui(self) -> None:
        self.find_edit = QLineEdit()
        self.find_edit.setObjectName("due_find_edit")
        self.find_edit.setAccessibleName(text.FIND)
        self.find_edit.setPlaceholderText(text.FIND)
        self.find_edit.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 16)
        self.find_button = button(text.FIND_GO, "due_find_button")
        self.find_edit.returnPressed.connect(self._find)
        self.find_button.clicked.connect(self._find)
        self._tabs = QButtonGroup(self)
        self._tabs.setExclusive(True)
        buttons: list[QWidget] = []
        for span in SPANS:
            made = button(text.SPANS[span], f"due_{span}_button", "choice")
            made.setCheckable(True)
            made.clicked.connect(lambda _checked=False, name=span: self.show_span(name))
            made.setProperty("value", span)
            self._tabs.addButton(made)
            buttons.append(made)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(4)
        area = scrolled(inner, "due_scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back_button = button(text.BACK_PAGE, "due_back_button", "small")
        self.more_button = button(text.MORE, "due_more_button", "small")
        self.back_button.clicked.connect(lambda: self._turn(-PAGE))
        self.more_button.clicked.connect(lambda: self._turn(PAGE))
        self._waiting = Card("owed", margins=8)
        self._waiting_words = label("", wrap=False, name="due_waiting_label")
        self.entry_button = button(text.WAITING_GO, "due_entry_button", "small")
        self.entry_button.clicked.connect(self.entry_asked)
        self._waiting.box.addLayout(row(self._waiting_words, 1, self.entry_button))
        self._side = QVBoxLayout()
        self._side.setSpacing(8)
        panel = Card("card", margins=20, spacing=10)
        panel.box.addLayout(row(label(text.TITLE, "title", wrap=False), 1, self.find_edit, self.find_button))
        self._help = label(text.HELP, "quiet")
        panel.add(self._help, flow(*buttons))
        columns = QHBoxLayout()
        columns.setSpacing(16)
        left = QVBoxLayout()
        left.addWidget(area, 1)
        left.addLayout(row(self.back_button, self.more_button, 1))
        columns.addLayout(left, 3)
        side = QWidget()
        side_box = QVBoxLayout(side)
        side_box.setContentsMargins(0, 0, 4, 0)
        side_box.addLayout(self._side)
        side_box.addStretch(1)
        side_area = scrolled(side, "due_side_scroll")
        side_area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        columns.addWidget(side_area, 2)
        panel.box.addLayout(columns, 1)
        panel.add(self._waiting)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)

    def _show(self, board: DueBoard) -> None:
        self._board = board
        self._span = board.span
        for made in self._tabs.buttons():
            span = str(made.property("value"))
            made.setText(text.SPAN.format(name=text.SPANS[span], count=board.counts[span]))
            made.setAccessibleName(made.text())
            made.setChecked(span == board.span)
        clear_layout(self._list)
        self._rows = []
        for number, one in enumerate(board.rows, 1):
            made_row = DutyRow(one, number)
            made_row.chosen.connect(lambda duty=one: self._open(duty))
            made_row.looked_at.connect(lambda at=number - 1: self._look_at(at))
            self._rows.append(made_row)
            self._list.addWidget(made_row)
        if not board.rows:
            self._list.addWidget(label(text.NONE[board.span], "quiet", name="due_none_label"))
        self._list.addStretch(1)
        self.back_button.setVisible(board.offset > 0)
        self.more_button.setVisible(board.more)
        self._waiting.setVisible(board.waiting > 0)
        self._waiting_words.setText(text.WAITING.format(count=board.waiting))
        self._show_side()
        if self._rows and self.isVisible() and not self.find_edit.hasFocus():
            self._rows[min(self._at, len(self._rows) - 1)].setFocus()

    def _look_at(self, at: int) -> None:
        self._at = at
        for number, one in enumerate(self._rows):
            one.set_chosen(number == at)
        self._show_side()

    def _show_side(self) -> None:
        clear_layout(self._side)
        one = self._rows[min(self._at, len(self._rows) - 1)].one if self._rows else None
        if one is None:
            return
        self._side.addWidget(LawPanel(text.FORMULA, one.formula))
        self._side.addWidget(label(f"{text.OWNER}：{one.owner}", "quiet"))
        if one.follow:
            late = Card("owed", margins=12, spacing=4)
            late.add(label(text.FOLLOW, "strong"), label(one.follow, name="due_follow_label"))
            self._side.addWidget(late)
        self._side.addWidget(label(text.OPEN_MATTER if one.goes == MATTER else text.OPEN_VISIT, "hint"))

    def _open(self, one: BoardRow) -> None:
        if one.goes == MATTER:
            self.matter_asked.emit(one.item_id, one.paper, one.code)
        else:
            self.visit_asked.emit(one.reception_id)

    def _turn(self, by: int) -> None:
        self._offset, self._at = max(self._offset + by, 0), 0
        self.refresh()

    def _find(self) -> None:
        self._session.say("")
        self._session.run("find-matter", matter.find_matter, self.find_edit.text(), done=self._found)

    def _found(self, item_id: str) -> None:
        self.find_edit.clear()
        self.matter_asked.emit(item_id, "", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
            self._rows[min(self._at, len(self._rows) - 1)].setFocus()
        else:
            super().keyPressEvent(event)
