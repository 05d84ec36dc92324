"""样张: the built-in notices as pictures with invented sample data, for the person who approves them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from xinfang_desk.desk.pixels import to_pixmap
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.widgets import scrolled
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.services.context import Parts
from xinfang_desk.services.ports import PagePixels
from xinfang_desk.services.samples import sample_paper, sample_titles

PAGE_WIDTH_PT = 595.3


class SamplesView(QWidget):
    """A list of papers at the left, the chosen one at the right."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._profile = OfficeProfile()
        self.titles = QListWidget()
        self.titles.setObjectName("sample_list")
        self.titles.setAccessibleName("样张目录")
        self.picture = QLabel()
        self.picture.setObjectName("sample_picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.titles, 1)
        box.addWidget(scrolled(self.picture), 2)
        self.titles.currentItemChanged.connect(self._show_chosen)

    def show_samples(self, profile: OfficeProfile) -> None:
        self._profile = profile
        self._session.run_parts("sample-titles", sample_titles, done=self._fill)

    def _fill(self, titles: tuple[tuple[str, str], ...]) -> None:
        self.titles.clear()
        for code, title in titles:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.titles.addItem(item)
        self.titles.setCurrentRow(0)

    def _show_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        code, profile = item.data(Qt.ItemDataRole.UserRole), self._profile
        scale = max(0.8, self.width() * 0.62 / PAGE_WIDTH_PT)

        def draw(parts: Parts) -> PagePixels:
            return parts.paper.pixels(sample_paper(parts, profile, code), 0, scale)

        self._session.run_parts("sample", draw, done=lambda pixels: self.picture.setPixmap(to_pixmap(pixels)))
