"""The paper as a picture: pages of a PDF drawn by the paper port on the worker, shown at the width there is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from xinfang_desk.desk.pixels import to_pixmap
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import button, label, row, scrolled
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import PagePixels

A4_WIDTH, A4_HEIGHT = 595.28, 841.89  # points
PAUSE_MS = 60


@dataclass(frozen=True)
class PageShot:
    """One page of a PDF as pixels, and how many there are."""

    page: int
    pages: int
    pixels: PagePixels


def shoot(desk: Desk, pdf: bytes, page: int, scale: float) -> PageShot:
    """``page`` from 0, clipped to what there is; ``scale`` in pixels per point."""
    pages = desk.parts.paper.page_count(pdf)
    at = min(max(page, 0), pages - 1)
    return PageShot(at, pages, desk.parts.paper.pixels(pdf, at, scale))


class Preview(QWidget):
    """Shows one PDF, page by page.

    Signals:
        zoom_asked: large, or back.
    """

    zoom_asked = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._pdf = b""
        self._page = 0
        self._pages = 0
        self._large = self._stacked = False
        self.setObjectName("paper_preview")
        self.setAccessibleName(text.PREVIEW_NAME)
        self._picture = QLabel(text.PREVIEW_EMPTY)
        self._picture.setObjectName("paper_picture")
        self._picture.setWordWrap(True)
        self._picture.setProperty("kind", "quiet")
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inner = QWidget()
        stack = QVBoxLayout(inner)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._picture)
        stack.addStretch(1)
        self._area = scrolled(inner, "preview_scroll")
        self.previous_button = button(text.PREVIOUS, "preview_previous_button", "small")
        self.next_button = button(text.NEXT, "preview_next_button", "small")
        self.zoom_button = button(text.ZOOM, "preview_zoom_button", "small")
        self.page_label = label("", "quiet", wrap=False, name="preview_page_label")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._area, 1)
        box.addLayout(row(self.previous_button, self.page_label, self.next_button, 1, self.zoom_button))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._shoot)
        self.previous_button.clicked.connect(lambda: self.turn(-1))
        self.next_button.clicked.connect(lambda: self.turn(1))
        self.zoom_button.clicked.connect(self.zoom_asked)
        self._arrange()

    def show_pdf(self, pdf: bytes, *, keep_page: bool = False) -> None:
        self._pdf = pdf
        self._page = self._page if keep_page else 0
        self._shoot()

    def clear(self, sentence: str = text.PREVIEW_EMPTY) -> None:
        self._pdf, self._pages = b"", 0
        self._picture.setPixmap(QPixmap())
        self._picture.setWordWrap(True)
        self._picture.setText(sentence)
        self._arrange()

    def set_large(self, on: bool) -> None:
        """Large: the width of the page is what is fitted; small: the whole page."""
        self._large = on
        self.zoom_button.setAccessibleName(text.ZOOM_CLOSE if on else text.ZOOM)
        self._fit_words()
        self._timer.start()

    def set_stacked(self, on: bool) -> None:
        """Stacked: as wide as its column and as high as the page, within what scrolls around it."""
        self._stacked = on
        if not on:
            self._area.setMinimumHeight(0)
        self._timer.start()

    def turn(self, by: int) -> None:
        if 0 <= self._page + by < self._pages:
            self._page += by
            self._shoot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()
        if self._pdf:
            self._timer.start()

    def _shoot(self) -> None:
        room = self._area.viewport().size()
        if not self._pdf or room.width() < 50 or not self._session.is_open:
            return
        ratio = self.devicePixelRatioF()
        scale = (room.width() - 4) / A4_WIDTH
        if not self._large and not self._stacked:
            scale = min(scale, (room.height() - 4) / A4_HEIGHT)
        self._session.run_latest("page-pixels", shoot, self._pdf, self._page, max(scale, 0.2) * ratio, done=self._show)

    def _show(self, shot: PageShot) -> None:
        self._page, self._pages = shot.page, shot.pages
        self._picture.setText("")
        # A label that wraps words takes its height from them and would show nothing of the picture.
        self._picture.setWordWrap(False)
        picture = to_pixmap(shot.pixels, self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        if self._stacked:
            self._area.setMinimumHeight(round(picture.height() / picture.devicePixelRatio()) + 4)
            box = self.layout()
            assert box is not None
            box.activate()  # taken from one place to the other, it would keep its old height
            self.updateGeometry()
        self._arrange()

    def _fit_words(self) -> None:
        """Where there is no room for all words, the buttons keep the short ones."""
        widgets = (self.previous_button, self.page_label, self.next_button, self.zoom_button)
        zoom = text.ZOOM_CLOSE if self._large else text.ZOOM
        for short in (False, True):
            self.previous_button.setText(text.PREVIOUS[0] if short else text.PREVIOUS)
            self.next_button.setText(text.NEXT[-1] if short else text.NEXT)
            self.zoom_button.setText(zoom.split()[0] if short else zoom)
            shown = [one for one in widgets if not one.isHidden()]
            if sum(one.sizeHint().width() + 8 for one in shown) <= self.width():
                break

    def _arrange(self) -> None:
        shown = text.PAGE.format(page=self._page + 1, pages=self._pages) if self._pages else ""
        self.page_label.setText(shown)
        for one, by in ((self.previous_button, -1), (self.next_button, 1)):
            one.setVisible(self._pages > 1)
            one.setEnabled(0 <= self._page + by < self._pages)
        self.zoom_button.setEnabled(self._pages > 0)
        self._fit_words()
