"""报送, what comes after the file left: receipts read in, the board of what became of each record, one history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QLabel, QLineEdit, QSpinBox, QTableWidgetItem

from xinfang_desk.desk.pages.receipt_dialog import ReceiptDialog
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.table_pages import KEPT, cell, table
from xinfang_desk.desk.texts import receipts as text
from xinfang_desk.desk.widgets import Card, button, label, row
from xinfang_desk.services import exchange_board, province_list, receipts
from xinfang_desk.services.context import local_moment
from xinfang_desk.services.exchange_board import BoardRow, ExchangeBoard, RecordHistory
from xinfang_desk.services.province import STATE_LABELS

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings


class AfterPanel(Card):
    """Attributes:
        ask_file: asks for the receipt's file; empty when given up.

    Signals:
        record_asked: the id of the reception whose record is to be opened.
        told: a sentence for the page.
    """

    record_asked = Signal(str)
    told = Signal(str)

    def __init__(self, session: DeskSession, local: LocalSettings) -> None:
        super().__init__("plain", margins=0, name="exchange_after")
        self._session, self._local = session, local
        self._path = Path()
        self.ask_file: Callable[[], str] = self._ask_file
        self._setup_ui()

    def refresh(self) -> None:
        self._session.run_latest(
            "exchange-board", exchange_board.exchange_board, self.days_spin.value(), done=self._show
        )

    def read_receipt(self, path: Path) -> None:
        """Looks at a receipt and asks whether it is taken."""
        self.read_button.setEnabled(False)
        self._path = path
        self._session.run("receipt-read", receipts.read_receipt, path, done=self._ask, failed=self._fail)

    def _setup_ui(self) -> None:
        self.read_button = button(text.READ, "receipt_button")
        self.read_button.clicked.connect(self._choose)
        self.list_button = button(text.LIST, "province_list_button")
        self.list_button.clicked.connect(self._choose_list)
        self.ask_list: Callable[[], str] = self._ask_list_file
        self.counts = label("", name="exchange_counts_label")
        self.follow = label("", "quiet", name="exchange_follow_label")
        self.days_spin = QSpinBox()
        self.days_spin.setObjectName("unanswered_days_spin")
        self.days_spin.setAccessibleName(text.DAYS)
        self.days_spin.setRange(1, 90)
        self.days_spin.setValue(exchange_board.UNANSWERED_DAYS)
        self.days_spin.valueChanged.connect(lambda _days: self.refresh())
        self.rows = table(text.BOARD_HEADS, "exchange_board_table", text.BOARD, wide={3: 14})
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setMinimumHeight(self.rows.fontMetrics().height() * 7)
        self.rows.itemActivated.connect(self._open_row)
        self.rows.currentCellChanged.connect(lambda *_: self._show_row())
        self.find_edit = QLineEdit()
        self.find_edit.setObjectName("exchange_find_edit")
        self.find_edit.setAccessibleName(text.FIND)
        self.find_edit.setPlaceholderText(text.FIND)
        self.find_edit.returnPressed.connect(self._find)
        self.find_button = button(text.FIND_BUTTON, "exchange_find_button")
        self.find_button.clicked.connect(self._find)
        self.history = label("", name="exchange_history_label")
        self.history.hide()
        days = QLabel(text.DAYS)
        days.setBuddy(self.days_spin)
        self.add(label(text.BOARD, "section"), self.counts, self.follow)
        self.box.addWidget(self.rows, 1)
        self.box.addLayout(row(days, self.days_spin, 1))
        self.box.addLayout(row(self.find_edit, self.find_button))
        self.add(self.history)

    # the board

    def _show(self, board: ExchangeBoard) -> None:
        shown = [
            text.COUNT.format(state=STATE_LABELS[one.state], count=one.count)
            + (text.OLDEST.format(days=one.oldest_days) if one.oldest_days else "")
            for one in board.counts
            if one.count
        ]
        self.counts.setText("　".join(shown) or text.NOTHING_GONE)
        self.follow.setText(text.FOLLOW if board.rows else text.NOTHING_TO_FOLLOW.format(days=board.days))
        self.rows.setVisible(bool(board.rows))
        self.rows.blockSignals(True)
        self.rows.setRowCount(len(board.rows))
        for at, one in enumerate(board.rows):
            values = (one.register_no, STATE_LABELS[one.state], str(one.days), one.note)
            for column, value in enumerate(values):
                self.rows.setItem(at, column, cell(value, editable=False, kept=one if column == 0 else None))
        self.rows.setCurrentCell(-1, -1)
        self.rows.blockSignals(False)

    def _row_at(self, line: int) -> BoardRow | None:
        first = self.rows.item(line, 0)
        kept: BoardRow | None = first.data(KEPT) if first is not None else None
        return kept

    def _open_row(self, item: QTableWidgetItem) -> None:
        one = self._row_at(item.row())
        if one is not None:
            self.record_asked.emit(one.reception_id)

    def _show_row(self) -> None:
        one = self._row_at(self.rows.currentRow())
        if one is not None:
            self._session.run_latest(
                "exchange-history", exchange_board.exchange_states, one.item_id, done=self._show_history
            )

    def _find(self) -> None:
        self._session.run_latest(
            "exchange-history",
            exchange_board.find_states,
            self.find_edit.text(),
            done=self._show_history,
            failed=self._not_found,
        )

    def _show_history(self, record: RecordHistory) -> None:
        lines = [f"{record.register_no}：{STATE_LABELS[record.state]}"]
        lines += [f"{local_moment(step.at):%Y-%m-%d %H:%M}　{step.sentence}" for step in record.steps]
        if not record.steps:
            lines.append(text.NO_STEPS)
        self._say_history("\n".join(lines))

    def _not_found(self, error: Exception) -> None:
        self._say_history(getattr(error, "sentence", ""))

    def _say_history(self, words: str) -> None:
        self.history.setText(words)
        self.history.show()

    # a receipt

    def _ask_file(self) -> str:
        return QFileDialog.getOpenFileName(
            self, text.READ_FILE, str(self._local.get("export_folder")), text.READ_KINDS
        )[0]

    def _choose(self) -> None:
        chosen = self.ask_file()
        if chosen:
            self.read_receipt(Path(chosen))

    def _ask(self, preview: receipts.ReceiptPreview) -> None:
        self.read_button.setEnabled(True)
        dialog = ReceiptDialog(self, preview)
        dialog.accepted.connect(lambda: self._take(preview.sha256, dialog.confirmed()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_list_file(self) -> str:
        return QFileDialog.getOpenFileName(self, text.LIST, str(self._local.get("export_folder")), text.LIST_KINDS)[0]

    def _choose_list(self) -> None:
        chosen = self.ask_list()
        if chosen:
            self._path = Path(chosen)
            self._session.run(
                "list-read", province_list.read_province_list, self._path, done=self._ask_list, failed=self._fail
            )

    def _ask_list(self, preview: province_list.ListPreview) -> None:
        dialog = ReceiptDialog(self, preview)
        dialog.accepted.connect(lambda: self._take_list(preview.sha256, dialog.confirmed()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_list(self, sha256: str, confirmed: frozenset[str]) -> None:
        take = partial(province_list.take_province_list, sha256=sha256, confirmed=confirmed)
        self._session.run("list-take", take, self._path, done=self._list_taken, failed=self._fail)

    def _list_taken(self, done: province_list.ListTaken) -> None:
        said = text.LIST_TAKEN.format(count=done.taken) if done.taken else text.LIST_NOTHING
        self.told.emit(said + (text.LEFT_OPEN.format(count=len(done.left)) if done.left else ""))

    def _take(self, sha256: str, confirmed: frozenset[str]) -> None:
        take = partial(receipts.take_receipt, sha256=sha256, confirmed=confirmed)
        self._session.run("receipt-take", take, self._path, done=self._taken, failed=self._fail)

    def _taken(self, done: receipts.Taken) -> None:
        if not done.taken and not done.left:
            self.told.emit(text.NOTHING_NEW.format(number=done.batch_no))
            return
        said = text.TAKEN.format(number=done.batch_no, count=done.taken)
        if done.returned:
            said += text.CAME_BACK.format(count=len(done.returned))
        if done.left:
            said += text.LEFT_OPEN.format(count=len(done.left))
        self.told.emit(said)

    def _fail(self, error: Exception) -> None:
        self.read_button.setEnabled(True)
        self.told.emit(getattr(error, "sentence", ""))
