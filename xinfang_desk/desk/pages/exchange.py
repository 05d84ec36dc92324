"""报送: what goes, what stays and why, one button that writes the package, and what was written before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xinfang_desk.desk.pages.copy_dialog import CopyDialog
from xinfang_desk.desk.pages.exchange_after import AfterPanel
from xinfang_desk.desk.pages.export_options import ExportOptions
from xinfang_desk.desk.pages.export_period_line import PeriodLine
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.table_pages import KEPT, cell, table
from xinfang_desk.desk.texts import copying as copy_text
from xinfang_desk.desk.texts import exchange as text
from xinfang_desk.desk.texts import receipts as after_text
from xinfang_desk.desk.widgets import Card, button, label, primary_button, row, scrolled, show_if
from xinfang_desk.domain.records import Role
from xinfang_desk.services import copying, export_periods, exporting
from xinfang_desk.services.context import local_moment

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings

ROOM_FOR_TWO = 60  # characters across


class ExchangePage(QWidget):
    """Attributes:
        ask_folder: asks where to; empty when given up.

    Signals:
        record_asked: the id of the reception that somebody wants to see.
    """

    record_asked = Signal(str)

    title = "报送"

    def __init__(self, session: DeskSession, local: LocalSettings) -> None:
        super().__init__()
        self._session = session
        self._local = local
        self._any_ready = False
        self.ask_folder: Callable[[], str] = self._ask_folder
        self.setObjectName("exchange_page")
        self._setup_ui()
        session.changed.connect(self._take_news)

    def refresh(self) -> None:
        sends = self._session.desk.has(Role.CLERK)
        for widget in self._writing():
            show_if(widget, sends)
        if sends:
            self._session.run_latest("export-preview", exporting.preview_export, done=self._show)
        self._session.run_latest("batches", exporting.batch_lines, done=self._show_past)
        self.period.refresh()
        self.after.refresh()

    def _writing(self) -> tuple[QWidget, ...]:
        """What only who sends records needs: it shows the records, and asks the store for them."""
        tables = (self.ready_head, self.ready_table, self.left_head, self.left_table)
        return (*tables, self.options, self.export_button, self.copy_button, self.again_button, self.after.list_button)

    def export_to(self, folder: Path) -> None:
        """Writes the package into a folder; the sentence says where it lies."""
        self.export_button.setEnabled(False)
        self._local.set("export_folder", str(folder))
        order = self.options.order(folder)
        self._session.run("export", exporting.write_package, order, done=self._written, failed=self._failed)

    def _setup_ui(self) -> None:
        self.note = label("", "hint", name="profile_note_label")
        self.ready_table = self._table(text.READY_HEADS, "ready_table", text.READY, 2)
        self.left_table = self._table(text.LEFT_HEADS, "left_out_table", text.LEFT, 1)
        self.past_table = self._table(text.PAST_HEADS, "batches_table", text.PAST, 4)
        self.ready_head, self.left_head = label(text.READY, "section"), label(text.LEFT, "section")
        self.sealed = label("", "quiet", name="sealed_label")
        self.sentence = label("", name="export_sentence")
        self.export_button = primary_button(text.EXPORT, "export_button")
        self.export_button.clicked.connect(self._choose)
        self.again_button = button(after_text.AGAIN, "export_again_button")
        self.again_button.clicked.connect(self._choose_again)
        self.cover_button = button(text.COVER, "export_cover_button")
        self.cover_button.clicked.connect(self._print_cover)
        self.period = PeriodLine(self._session)
        self.copy_button = button(copy_text.OPEN, "export_copy_button")
        self.copy_button.clicked.connect(self._open_copy)
        self.left_table.itemActivated.connect(self._open_left)
        self.options = ExportOptions()
        self.options.changed.connect(self._allow)
        self.after = AfterPanel(self._session, self._local)
        self.after.record_asked.connect(self.record_asked)
        self.after.told.connect(self._tell)
        card = Card("plain", margins=0)
        head = QHBoxLayout()
        head.addWidget(label(self.title, "title"))
        head.addStretch(1)
        head.addWidget(self.copy_button)
        head.addWidget(self.after.list_button)
        head.addWidget(self.after.read_button)
        head.addWidget(self.export_button)
        card.box.addLayout(head)
        card.add(self.note, self.period, self.options, self.sentence)
        self.sentence.hide()
        both = self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(16)
        for caption, rows, foot in (
            (self.ready_head, self.ready_table, None),
            (self.left_head, self.left_table, self.sealed),
        ):
            column = QVBoxLayout()
            column.addWidget(caption)
            column.addWidget(rows, 1)
            if foot is not None:
                column.addWidget(foot)
            both.addLayout(column, 1)
        card.box.addLayout(both, 3)
        card.box.addWidget(self.after, 2)
        card.box.addLayout(row(label(text.PAST, "section"), 1, self.cover_button, self.again_button))
        card.box.addWidget(self.past_table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        card.box.setContentsMargins(20, 20, 20, 20)
        panel = Card("card", margins=0)
        panel.box.addWidget(scrolled(card, "exchange_scroll"))
        box.addWidget(panel)

    def _measure(self) -> None:
        """The two tables stand side by side where each has the room for it, else one under the other."""
        narrow = self.width() < self.fontMetrics().horizontalAdvance("国") * ROOM_FOR_TWO
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_both"):
            self._measure()

    def _table(self, heads: tuple[str, ...], name: str, accessible: str, wide: int) -> QTableWidget:
        made = table(heads, name, accessible, wide={wide: 12})
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setMinimumHeight(made.fontMetrics().height() * 7)
        return made

    def _show(self, preview: exporting.ExportPreview) -> None:
        self.note.setText(preview.profile_note)
        self.note.setVisible(bool(preview.profile_note))
        self.ready_head.setText(f"{text.READY}：{len(preview.ready)} 件" if preview.ready else text.NOTHING_READY)
        self.left_head.setText(f"{text.LEFT}：{len(preview.left_out)} 件" if preview.left_out else text.NOTHING_LEFT)
        self.sealed.setText(text.SEALED.format(count=preview.sealed_count) if preview.sealed_count else "")
        self.sealed.setVisible(bool(preview.sealed_count))
        self._any_ready = bool(preview.ready)
        self._allow()
        self._fill(
            self.ready_table,
            [(one.register_no, one.registered_on, one.conclusion, text.OPS[one.op]) for one in preview.ready],
            [one.item_id for one in preview.ready],
        )
        self._fill(
            self.left_table,
            [(one.register_no, one.reason) for one in preview.left_out],
            [one.reception_id for one in preview.left_out],
        )

    def _show_past(self, rows: tuple[exporting.BatchLine, ...]) -> None:
        self._fill(
            self.past_table,
            [
                (
                    f"第 {one.batch.batch_no} 期",
                    local_moment(one.batch.made_at).strftime("%Y-%m-%d %H:%M"),
                    str(json.loads(one.batch.counts_json).get("xfj", 0)),
                    text.ANSWERED if one.answered else text.OPEN,
                    one.batch.file_name,
                )
                for one in rows
            ],
            [one.batch.id for one in rows],
        )

    def _fill(self, widget: QTableWidget, rows: list[tuple[str, ...]], kept: list[str] | None = None) -> None:
        """``kept``: an id for each line, kept with its first cell."""
        widget.setRowCount(len(rows))
        for line, values in enumerate(rows):
            for column, value in enumerate(values):
                item = cell(value, editable=False, kept=kept[line] if kept and column == 0 else None)
                item.setToolTip(value)
                widget.setItem(line, column, item)

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, text.CHOOSE, str(self._local.get("export_folder")))

    def _allow(self) -> None:
        self.export_button.setEnabled(self._any_ready or self.options.whole())

    def _choose(self) -> None:
        problem = self.options.problem()
        if problem:
            self._tell(problem)
            return
        chosen = self.ask_folder()
        if chosen:
            self.export_to(Path(chosen))

    def _choose_again(self) -> None:
        batch_id = _kept(self.past_table, self.past_table.currentRow())
        if not batch_id:
            self._tell(after_text.AGAIN_PICK)
            return
        problem = self.options.problem()
        if problem:
            self._tell(problem)
            return
        chosen = self.ask_folder()
        if chosen:
            self._session.run(
                "export-again",
                exporting.export_again,
                batch_id,
                Path(chosen),
                self.options.secret(),
                done=self._written_again,
                failed=self._again_failed,
            )

    def _print_cover(self) -> None:
        batch_id = _kept(self.past_table, self.past_table.currentRow())
        if not batch_id:
            self._tell(text.COVER_PICK)
            return
        printer = str(self._local.get("printer"))
        self._session.run(
            "export-cover",
            export_periods.print_cover,
            batch_id,
            printer,
            done=lambda printed: self._tell(printed.sentence),
            failed=self._again_failed,
        )

    def _open_copy(self) -> None:
        item_id = _kept(self.ready_table, self.ready_table.currentRow())
        if not item_id:
            self._tell(copy_text.PICK)
            return
        self._session.run("copy-sheet", copying.copy_sheet, item_id, done=self._copy, failed=self._again_failed)

    def _copy(self, sheet: copying.CopySheet) -> None:
        dialog = CopyDialog(self, sheet)
        dialog.accepted.connect(lambda: self._typed_back(dialog))
        dialog.open()

    def _typed_back(self, dialog: CopyDialog) -> None:
        order = dialog.order()
        self._session.run(
            "typed-back",
            copying.typed_back,
            order,
            done=lambda _changed: self._tell(copy_text.SAVED.format(number=order.xfjbh.strip())),
            failed=self._again_failed,
        )

    def _open_left(self, item: QTableWidgetItem) -> None:
        reception_id = _kept(self.left_table, item.row())
        if reception_id:
            self.record_asked.emit(reception_id)

    def _tell(self, sentence: str) -> None:
        self.sentence.show()
        self.sentence.setText(sentence)

    def _written(self, done: exporting.Exported) -> None:
        self.options.forget()
        self._tell(text.WRITTEN.format(number=done.batch_no, count=done.count, path=done.path))
        self.refresh()

    def _written_again(self, path: Path) -> None:
        self.options.forget()
        self._tell(after_text.AGAIN_DONE.format(path=path))

    def _again_failed(self, error: Exception) -> None:
        self._tell(_words(error))

    def _failed(self, error: Exception) -> None:
        self._tell(_words(error))
        self.export_button.setEnabled(True)

    def _take_news(self, topics: frozenset[str]) -> None:
        if self.isVisible() and topics & {"exchange", "today"}:
            self.refresh()


def _words(error: Exception) -> str:
    fields = getattr(error, "fields", None)
    return "".join(fields.values()) if fields else str(getattr(error, "sentence", ""))


def _kept(rows: QTableWidget, line: int) -> str:
    """The id kept with a line, or empty."""
    first = rows.item(line, 0)
    return str(first.data(KEPT) or "") if first is not None else ""
