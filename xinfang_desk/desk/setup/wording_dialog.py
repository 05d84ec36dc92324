"""A new wording beside the old one, as pictures with the same invented data."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidgetItem, QVBoxLayout, QWidget

from xinfang_desk.desk.pixels import to_pixmap
from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.samples import PAGE_WIDTH_PT
from xinfang_desk.desk.texts import rules as text
from xinfang_desk.desk.widgets import NameList, clear_layout, label, scrolled
from xinfang_desk.services.packs import PackReport
from xinfang_desk.services.wording_packs import Pages, SamplePair, sample_pair


class WordingDialog(AskDialog):
    """The changed papers at the left, each as it is printed now and as it would be."""

    def __init__(self, parent: QWidget, session: DeskSession, report: PackReport) -> None:
        super().__init__(parent, text.LOOK_TITLE, text.LOOK_HELP, text.LOOK_CLOSE, "wording")
        self.cancel_button.hide()
        self._session, self._report = session, report
        self.titles = NameList("wording_list", text.LOOK_LIST)
        pages = QWidget()
        self._columns = {name: QVBoxLayout() for name in ("old", "new")}
        line = QHBoxLayout(pages)
        line.setContentsMargins(0, 0, 0, 0)
        for name, column in self._columns.items():
            column.setContentsMargins(0, 0, 0, 0)
            side = QVBoxLayout()
            side.addWidget(label(text.LOOK_OLD if name == "old" else text.LOOK_NEW, "strong"))
            side.addLayout(column)
            side.addStretch(1)
            line.addLayout(side, 1)
        self._area = scrolled(pages, "wording_scroll")
        row = QHBoxLayout()
        row.addWidget(self.titles, 1)
        row.addWidget(self._area, 5)
        self.body.addLayout(row, 1)
        for code, title in report.papers:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.titles.addItem(item)
        self.titles.currentItemChanged.connect(self._show_chosen)
        self.fit(76, 46)
        self.titles.setCurrentRow(0)

    def _show_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        scale = max(0.5, self.width() * 0.38 / PAGE_WIDTH_PT)
        code = item.data(Qt.ItemDataRole.UserRole)
        self._session.run_latest("wording-pair", sample_pair, self._report.body, code, scale, done=self._show_pair)

    def _show_pair(self, pair: SamplePair) -> None:
        item = self.titles.currentItem()
        if item is None or item.data(Qt.ItemDataRole.UserRole) != pair.code:
            return
        for name, pages in (("old", pair.old), ("new", pair.new)):
            self._fill(name, pages, item.text())
        self._area.verticalScrollBar().setValue(0)

    def _fill(self, name: str, pages: Pages, title: str) -> None:
        column = self._columns[name]
        clear_layout(column)
        for number, pixels in enumerate(pages, 1):
            picture = QLabel()
            picture.setObjectName(f"wording_{name}_picture_{number}")
            side = text.LOOK_OLD if name == "old" else text.LOOK_NEW
            picture.setAccessibleName(f"{side}《{title}》第 {number} 页")
            picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            picture.setPixmap(to_pixmap(pixels))
            column.addWidget(picture)

    @classmethod
    def show_report(cls, parent: QWidget, session: DeskSession, report: PackReport) -> None:
        dialog = cls(parent, session, report)
        dialog.exec()
        dialog.deleteLater()
