"""What a receipt would change, in sentences and a table, before anything is noted: 采用 or 不采用."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidgetItem, QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.setup.table_pages import KEPT, cell, table
from xinfang_desk.desk.texts import receipts as text
from xinfang_desk.desk.widgets import label
from xinfang_desk.services.context import local_moment
from xinfang_desk.services.province_list import ListPreview
from xinfang_desk.services.receipts import ASK, NEW, REFUSED, SAME, ReceiptLine, ReceiptPreview

SHOWN_NEW = 200  # lines without a question; the rest are counted


class ReceiptDialog(AskDialog):
    """Attributes:
    rows: the table; what is asked has a box in its first column.
    """

    def __init__(self, parent: QWidget, preview: ReceiptPreview | ListPreview) -> None:
        whole = isinstance(preview, ReceiptPreview)
        super().__init__(parent, text.READ_TITLE if whole else text.LIST_TITLE, "", text.TAKE, "receipt")
        self._preview = preview
        self.cancel_button.setText(text.LEAVE)
        for sentence in sentences(preview) if isinstance(preview, ReceiptPreview) else list_sentences(preview):
            self.body.addWidget(label(sentence))
        self.rows = table(text.HEADS, "receipt_table", text.READ_TITLE, wide={2: 20})
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setMinimumHeight(self.rows.fontMetrics().height() * 7)
        self.body.addWidget(self.rows, 1)
        self._fill()
        self.rows.itemChanged.connect(lambda _item: self._allow())
        self._allow()
        self.fit(46, 30)

    def confirmed(self) -> frozenset[str]:
        """Item ids of the asked lines that a person ticked."""
        boxes = (self.rows.item(line, 0) for line in range(self.rows.rowCount()))
        return frozenset(
            str(box.data(KEPT)) for box in boxes if box is not None and box.checkState() == Qt.CheckState.Checked
        )

    def good(self) -> bool:
        return self.ok_button.isEnabled()

    def _fill(self) -> None:
        lines = listed(self._preview)
        self.rows.setRowCount(len(lines))
        for at, line in enumerate(lines):
            self.rows.setItem(at, 0, _box(line))
            words = "。".join(part for part in (line.becomes, line.sentence) if part)
            values = (line.register_no or text.NOT_OURS, words)
            for column, value in enumerate(values, start=1):
                self.rows.setItem(at, column, cell(value, editable=False))
        self.rows.setVisible(bool(lines))

    def _allow(self) -> None:
        self.ok_button.setEnabled(bool(self._preview.of(NEW)) or bool(self.confirmed()))


def _box(line: ReceiptLine) -> QTableWidgetItem:
    if line.verdict != ASK:
        return cell(text.WILL if line.verdict == NEW else text.WILL_NOT, editable=False)
    box = cell("", editable=False, kept=line.item_id)
    box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    box.setCheckState(Qt.CheckState.Unchecked)
    return box


def list_sentences(preview: ListPreview) -> tuple[str, ...]:
    """A table of the province in words."""
    counts = {verdict: len(preview.of(verdict)) for verdict in (NEW, SAME, ASK, REFUSED)}
    words = {NEW: text.LIST_WILL, SAME: text.LIST_SAME, ASK: text.LIST_ASKED, REFUSED: text.LIST_REFUSED}
    return tuple(words[verdict].format(count=count) for verdict, count in counts.items() if count)


def listed(preview: ReceiptPreview | ListPreview) -> tuple[ReceiptLine, ...]:
    """What a person looks at first stands first: questions, what does not fit, what came back, then the rest."""
    new = preview.of(NEW)
    back = tuple(line for line in new if line.returned)
    plain = tuple(line for line in new if not line.returned)
    return (*preview.of(ASK), *preview.of(REFUSED), *back, *plain[:SHOWN_NEW])


def sentences(preview: ReceiptPreview) -> tuple[str, ...]:
    """The receipt in words."""
    new, same, asked, refused = (len(preview.of(verdict)) for verdict in (NEW, SAME, ASK, REFUSED))
    at = local_moment(preview.received_at).strftime("%Y-%m-%d %H:%M")
    said = [text.OF_BATCH.format(number=preview.batch_no, at=at)]
    if preview.reason:
        said.append(text.REASON.format(reason=preview.reason))
    if new:
        said.append(text.WILL_TAKE.format(count=new))
    elif same and not asked and not refused:
        said.append(text.ALL_KNOWN)
    if same and (new or asked or refused):
        said.append(text.KNOWN.format(count=same))
    if asked:
        said.append(text.ASKED.format(count=asked))
    if refused:
        said.append(text.REFUSED.format(count=refused))
    if preview.unanswered:
        said.append(text.STILL_OPEN.format(count=preview.unanswered))
    hidden = len(preview.lines) - same - len(listed(preview))
    if hidden:
        said.append(text.MORE.format(count=hidden))
    return tuple(said)
