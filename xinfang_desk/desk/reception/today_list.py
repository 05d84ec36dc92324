"""The left column: today's receptions and those not yet done; F4 leaves nothing but numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xinfang_desk.desk.texts import proving
from xinfang_desk.desk.texts import reception as text
from xinfang_desk.desk.widgets import Card, Chip, button, clear_layout, label, primary_button, restyle, row, scrolled
from xinfang_desk.services.receptions import TodayBoard, TodayRow

STEP_WORDS = {"register": "登记", "screen": "甄别", "issue": "告知", "sign": "签收", "done": "办妥"}


class RowCard(Card):
    """A row of a list that can be chosen by mouse, Enter or space and walked with the arrows.

    Signals:
        chosen: this row was chosen.
    """

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__("row", margins=10, spacing=2, name=name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_chosen(self, on: bool) -> None:
        self.setProperty("chosen", "true" if on else "false")
        restyle(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 5, 5)
            painter.end()


class TodayList(Card):
    """Rows of the board.

    Signals:
        chosen: id of a reception.
        new_asked: a new registration.
        hide_asked: F4 pressed as a button.
        proof_asked: F8 pressed as a button.
    """

    chosen = Signal(str)
    new_asked = Signal()
    hide_asked = Signal()
    proof_asked = Signal()

    def __init__(self) -> None:
        super().__init__("card", margins=10, spacing=6, name="today_list")
        self._board: TodayBoard | None = None
        self._rows: dict[str, RowCard] = {}
        self._current = ""
        self._hidden = False
        self._strip = False
        self._head = label(text.TODAY, "section", wrap=False)
        self._counts = label("", "quiet", wrap=False, name="today_counts_label")
        self.box.addLayout(row(self._head, 1, self._counts))
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._list.addStretch(1)
        self._area = scrolled(inner, "today_scroll")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box.addWidget(self._area, 1)
        self.proof_button = button(proving.BUTTON, "proof_button", "small")
        self.proof_button.clicked.connect(self.proof_asked)
        self.box.addWidget(self.proof_button)
        self.hide_button = button(text.HIDE, "hide_names_button")
        self.new_button = primary_button(text.NEW, "new_visit_button")
        self.hide_button.clicked.connect(self.hide_asked)
        self.new_button.clicked.connect(self.new_asked)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(6)
        self._foot.addWidget(self.hide_button)
        self._foot.addWidget(self.new_button, 1)
        self.box.addLayout(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_strip(False)

    def set_strip(self, on: bool) -> None:
        """At large letters the list is a strip of numbers and steps."""
        em = self.fontMetrics().horizontalAdvance("国")
        self._strip = on
        self.setFixedWidth(int(em * (6.2 if on else 16.0)))
        self._counts.setVisible(not on)
        self._head.setVisible(not on)
        self._foot.setDirection(QHBoxLayout.Direction.TopToBottom if on else QHBoxLayout.Direction.LeftToRight)
        self._label_buttons()
        self._draw()

    def show_board(self, board: TodayBoard) -> None:
        self._board = board
        self._counts.setText(text.COUNTS.format(all=len(board.rows), open=board.open_count))
        self._draw()

    def set_current(self, reception_id: str) -> None:
        self._current = reception_id
        for row_id, shown in self._rows.items():
            shown.set_chosen(row_id == reception_id)

    def hide_names(self, on: bool) -> None:
        self._hidden = on
        self._label_buttons()
        self._draw()

    def row_of(self, reception_id: str) -> TodayRow | None:
        rows = self._board.rows if self._board else ()
        return next((one for one in rows if one.reception_id == reception_id), None)

    def _label_buttons(self) -> None:
        self.hide_button.setText((text.SHOW_SHORT if self._hidden else text.HIDE_SHORT) if self._strip else
                                 (text.SHOW if self._hidden else text.HIDE))  # fmt: skip
        self.hide_button.setAccessibleName(text.SHOW if self._hidden else text.HIDE)
        self.new_button.setText(text.NEW_SHORT if self._strip else text.NEW)
        self.new_button.setAccessibleName(text.NEW)
        self.proof_button.setText(proving.BUTTON_SHORT if self._strip else proving.BUTTON)
        self.proof_button.setAccessibleName(proving.BUTTON)

    def _draw(self) -> None:
        clear_layout(self._list)
        self._rows.clear()
        rows = self._board.rows if self._board else ()
        today = [one for one in rows if not one.earlier_day]
        earlier = [one for one in rows if one.earlier_day]
        if rows and not today and not self._strip:
            self._list.addWidget(label(text.NONE_TODAY, "quiet"))
        self._add_rows(today)
        if earlier:
            words = text.EARLIER_SHORT if self._strip else text.EARLIER
            self._list.addWidget(label(words, "section", wrap=False, name="earlier_head_label"))
        self._add_rows(earlier)
        if self._board is not None and not rows and not self._strip:
            self._list.addWidget(label(text.EMPTY_LIST, "quiet"))
        self._list.addStretch(1)
        self.set_current(self._current)

    def _add_rows(self, rows: list[TodayRow]) -> None:
        for one in rows:
            shown = self._row(one)
            self._rows[one.reception_id] = shown
            self._list.addWidget(shown)

    def _row(self, one: TodayRow) -> RowCard:
        shown = RowCard(f"today_row_{one.seq_text}")
        chip = Chip(STEP_WORDS[one.step] if self._strip else one.chip, "owed" if one.owed else "done")
        number = label(one.seq_text if self._strip else f"{one.seq_text} {one.time_text}", "strong", wrap=False)
        if self._strip:
            shown.box.setContentsMargins(4, 6, 4, 6)
            shown.add(number, chip)
        else:
            shown.box.addLayout(row(number, 1, chip))
            if not self._hidden:
                name = text.PEOPLE.format(name=one.masked, people=one.people) if one.people > 1 else one.masked
                # A visit is what a row is as a rule; anything else says what it is.
                word = "" if one.form == "visit" else f"{text.WORD_OF[one.form]} · "
                shown.add(label(word + name, "quiet", wrap=False))
        words = text.VISIT.format(word=text.WORD_OF[one.form], seq=one.seq_text)
        shown.setAccessibleName(f"{words} {one.chip}")
        shown.setToolTip(one.chip if self._strip else "")
        shown.chosen.connect(lambda row_id=one.reception_id: self.chosen.emit(row_id))
        return shown
