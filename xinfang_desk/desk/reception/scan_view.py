"""签收件: the scan of a signed copy, which came from outside, drawn on the worker and shown page by page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from xinfang_desk.desk.pixels import to_image
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import button, label, row, scrolled
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import serving
from xinfang_desk.services.context import Desk

WIDTH = 900  # pixels of a page on screen
MOST_HIGH = 4000
A4_POINTS = 595.28
PDF = b"%PDF-"
BROKEN = "这份扫描件打不开，请重新扫一份，用“补送、更正”附上。"


@dataclass(frozen=True)
class Scan:
    """One page as a picture; ``body`` is what the next page is drawn from."""

    body: bytes
    page: int
    pages: int
    image: QImage


def read_scan(desk: Desk, service_id: str) -> Scan:
    """Its first page; reading it is audited. UserError: ``no_scan``, ``scan`` for what cannot be drawn."""
    return draw(desk, serving.attachment(desk, service_id), 0)


def draw(desk: Desk, body: bytes, page: int) -> Scan:
    if not body.startswith(PDF):
        return Scan(body, 0, 1, _jpeg(body))
    try:
        pages = desk.parts.paper.page_count(body)
        pixels = desk.parts.paper.pixels(body, min(max(page, 0), pages - 1), WIDTH / A4_POINTS)
    except (ValueError, IndexError) as broken:
        raise UserError(BROKEN, code="scan") from broken
    return Scan(body, page, pages, to_image(pixels))


def _jpeg(body: bytes) -> QImage:
    """Never larger than the screen needs, whatever its head says."""
    held = QByteArray(body)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and not size.isEmpty():
        reader.setScaledSize(size.scaled(QSize(WIDTH, MOST_HIGH), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UserError(BROKEN, code="scan")
    return image


class ScanDialog(QDialog):
    """The window around it."""

    def __init__(self, parent: QWidget, session: DeskSession) -> None:
        super().__init__(parent)
        self._session = session
        self._scan: Scan | None = None
        self.setObjectName("scan_dialog")
        self.setWindowTitle(text.SCAN_TITLE)
        self._picture = QLabel()
        self._picture.setObjectName("scan_picture")
        self._picture.setAccessibleName(text.SCAN_TITLE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._problem = label("", "problem", name="scan_problem")
        self._problem.hide()
        self._page = label("", "quiet", wrap=False, name="scan_page_label")
        self._previous = button(text.PREVIOUS, "scan_previous_button", "small")
        self._next = button(text.NEXT, "scan_next_button", "small")
        shut = button(text.SCAN_CLOSE, "scan_close_button")
        self._previous.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        shut.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.addWidget(self._problem)
        box.addWidget(scrolled(self._picture, "scan_scroll"), 1)
        box.addLayout(row(self._previous, self._page, self._next, 1, shut))
        room = parent.window().size()
        self.resize(min(WIDTH + 60, room.width() - 48), room.height() - 72)
        self._arrange()

    @staticmethod
    def show_scan(parent: QWidget, session: DeskSession, service_id: str) -> ScanDialog:
        made = ScanDialog(parent, session)
        session.run("read-scan", read_scan, service_id, done=made._show, failed=made._refused)
        made.open()
        return made

    def _turn(self, by: int) -> None:
        if self._scan is not None and 0 <= self._scan.page + by < self._scan.pages:
            self._session.run_latest(
                "scan-page", draw, self._scan.body, self._scan.page + by, done=self._show, failed=self._refused
            )

    def _show(self, scan: Scan) -> None:
        self._scan = scan
        self._picture.setPixmap(QPixmap.fromImage(scan.image))
        self._arrange()

    def _refused(self, error: Exception) -> None:
        self._problem.setText(getattr(error, "sentence", ""))
        self._problem.show()

    def _arrange(self) -> None:
        scan = self._scan
        self._page.setText(text.PAGE.format(page=scan.page + 1, pages=scan.pages) if scan else "")
        for one, by in ((self._previous, -1), (self._next, 1)):
            one.setVisible(scan is not None and scan.pages > 1)
            one.setEnabled(scan is not None and 0 <= scan.page + by < scan.pages)
