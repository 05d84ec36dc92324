"""设置: directory of bodies, number series and users, each as a small table that is edited in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.office_pages import SettingPage
from xinfang_desk.desk.texts import setup as text
from xinfang_desk.desk.widgets import button
from xinfang_desk.domain.records import Authority, NumberSeries
from xinfang_desk.services import office

KEPT = Qt.ItemDataRole.UserRole


class RoomyTable(QTableWidget):
    """A table whose wide columns share the room but keep the room of so many characters; past that it scrolls."""

    def __init__(self, heads: int, least: Mapping[int, int]) -> None:
        super().__init__(0, heads)
        self._least = dict(least)
        self._sharing = False
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self.share_room())

    def share_room(self) -> None:
        if self._sharing or not self.isVisible():
            return
        self._sharing = True
        em = self.fontMetrics().horizontalAdvance("国")
        narrow = sum(self.columnWidth(at) for at in range(self.columnCount()) if at not in self._least)
        wanted = sum(self._least.values())
        spare = max(0, self.viewport().width() - narrow - wanted * em)
        for at, characters in self._least.items():
            self.setColumnWidth(at, characters * em + spare * characters // wanted)
        self.resizeRowsToContents()
        self._sharing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.share_room()


def table(heads: tuple[str, ...], name: str, accessible: str, *, wide: Mapping[int, int]) -> QTableWidget:
    """``wide``: columns that share the room, with the characters each has room for at least; the others are as wide
    as their contents."""
    made = RoomyTable(len(heads), wide)
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setHorizontalHeaderLabels(list(heads))
    made.verticalHeader().hide()
    made.setWordWrap(True)
    header = made.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    for column in range(len(heads)):
        mode = QHeaderView.ResizeMode.Interactive if column in wide else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, mode)
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.verticalHeader().setMinimumSectionSize(round(made.fontMetrics().height() * 2.1))
    return made


def cell(value: str, *, editable: bool = True, kept: object = None) -> QTableWidgetItem:
    item = QTableWidgetItem(value)
    if not editable:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    item.setData(KEPT, kept)
    return item


class BodiesPage(SettingPage):
    """机关名录: ships empty of addresses; papers take the name, address and telephone from here."""

    def __init__(self, session: DeskSession) -> None:
        self.table = table(text.BODY_HEADS, "bodies_table", text.TAB_BODIES, wide={0: 12, 1: 10, 2: 14, 4: 13, 5: 10})
        self.add_button = button("＋ 加一行", "bodies_add_button")
        self.remove_button = button(text.REMOVE, "bodies_remove_button")
        body = QWidget()
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addWidget(self.remove_button)
        line.addStretch(1)
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        box.addLayout(line)
        super().__init__(session, body, "bodies", scroll=False)
        self.add_button.clicked.connect(lambda: self._add(Authority("", "", "bureau", "", "", "", "", True)))
        self.remove_button.clicked.connect(lambda: self.table.removeRow(self.table.currentRow()))

    def load(self) -> None:
        self.session.run("bodies-load", office.authorities, done=self._show)

    def _show(self, rows: tuple[Authority, ...]) -> None:
        self.table.setRowCount(0)
        for row in rows:
            if row.active:
                self._add(row)

    def _add(self, row: Authority) -> None:
        index = self.table.rowCount()
        self.table.insertRow(index)
        self.table.setItem(index, 0, cell(row.name, kept=row))
        kinds = QComboBox()
        kinds.setObjectName(f"body_{index}_kind_combo")
        kinds.setAccessibleName("类别")
        for value, shown in text.BODY_KINDS:
            kinds.addItem(shown, value)
        kinds.setCurrentIndex(max(0, kinds.findData(row.kind)))
        self.table.setCellWidget(index, 1, kinds)
        for column, value in enumerate((row.address, row.telephone, row.hours, row.how_to_get_there), start=2):
            self.table.setItem(index, column, cell(value))

    def save(self) -> None:
        rows = []
        for index in range(self.table.rowCount()):
            name, *rest = (self._text(index, column) for column in (0, 2, 3, 4, 5))
            first, kinds = self.table.item(index, 0), self.table.cellWidget(index, 1)
            if not name or first is None or not isinstance(kinds, QComboBox):
                continue
            kept: Authority = first.data(KEPT) or Authority("", "", "", "", "", "", "", True)
            address, telephone, hours, way = rest
            rows.append(
                replace(
                    kept,
                    name=name,
                    kind=kinds.currentData(),
                    address=address,
                    telephone=telephone,
                    hours=hours,
                    how_to_get_there=way,
                )
            )
        self.submit("bodies-save", office.save_authorities, tuple(rows))

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""


class SeriesPage(SettingPage):
    """文号: the word and the next number of each series; a number only goes up."""

    def __init__(self, session: DeskSession) -> None:
        self.table = table(text.SERIES_HEADS, "series_table", text.TAB_NUMBERS, wide={3: 24, 4: 12})
        kinds = session.desk.parts.catalogue.kinds
        self._titles = {kind.code: kind.title for kind in kinds.values()}
        super().__init__(session, self.table, "series", scroll=False)

    def load(self) -> None:
        self.session.run("series-load", office.series, done=self._show)

    def _show(self, rows: tuple[NumberSeries, ...]) -> None:
        self.table.setRowCount(0)
        for index, row in enumerate(rows):
            self.table.insertRow(index)
            self.table.setItem(index, 0, cell(row.word, kept=row))
            self.table.setItem(index, 1, cell(str(row.year), editable=False))
            self.table.setItem(index, 2, cell(str(row.next_seq)))
            names = dict.fromkeys(self._titles.get(code, code) for code in row.codes.split())
            self.table.setItem(index, 3, cell("、".join(names), editable=False))
            self.table.setItem(index, 4, cell(row.codes))

    def save(self) -> None:
        rows = []
        for index in range(self.table.rowCount()):
            word, number, codes = (self.table.item(index, column) for column in (0, 2, 4))
            if word is None or number is None or codes is None:
                continue
            if not number.text().strip().isdecimal():
                self.sentence.setText("“下一个号”要填数字。")
                self.table.setCurrentItem(number)
                return
            kept: NumberSeries = word.data(KEPT)
            rows.append(
                replace(kept, word=word.text().strip(), next_seq=int(number.text()), codes=codes.text().strip())
            )
        self.submit("series-save", office.save_series, tuple(rows))
