"""样张: the built-in notices as pictures with invented sample data, for the person who approves them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidgetItem, QVBoxLayout, QWidget

from xinfang_desk.desk.pixels import to_pixmap
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.widgets import NameList, clear_layout, scrolled
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
        self.titles = NameList("sample_list", "样张目录")
        pages = QWidget()
        self._pages = QVBoxLayout(pages)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.setSpacing(12)
        self._area = scrolled(pages, "sample_scroll")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.titles, 1)
        box.addWidget(self._area, 2)
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

        def draw(parts: Parts) -> tuple[str, tuple[PagePixels, ...]]:
            pdf = sample_paper(parts, profile, code)
            return code, tuple(parts.paper.pixels(pdf, page, scale) for page in range(parts.paper.page_count(pdf)))

        self._session.run_parts("sample", draw, done=self._show_pages)

    def _show_pages(self, drawn: tuple[str, tuple[PagePixels, ...]]) -> None:
        code, pages = drawn
        item = self.titles.currentItem()
        if item is None or item.data(Qt.ItemDataRole.UserRole) != code:
            return
        clear_layout(self._pages)
        for number, pixels in enumerate(pages, 1):
            picture = QLabel()
            picture.setObjectName(f"sample_picture_{number}")
            picture.setAccessibleName(f"{item.text()} 第 {number} 页")
            picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            picture.setPixmap(to_pixmap(pixels))
            self._pages.addWidget(picture)
        self._pages.addStretch(1)
        self._area.verticalScrollBar().setValue(0)
