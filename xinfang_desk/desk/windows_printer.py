"""Printing on Windows: each page as a picture at 600 dpi through the system's printer, A4, 100 %.

Written and tried against Qt's PDF output only; not yet tried on Windows. Qt answers that all is well even when the
printer refuses (reference/printing.md), so nothing more than "sent" is ever claimed here and the clerk is asked.
Imported on Windows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from xinfang_desk.domain.printing import SENTENCES, PrinterInfo, PrintOutcome, Sent, answered
from xinfang_desk.services.ports import PagePixels

DPI = 600
POINTS_AN_INCH = 72

Pixels = Callable[[bytes, int, float], PagePixels]
"""(PDF, page from 0, pixels per point) to pixels; ``PaperPort.pixels``."""


class WindowsPrinter:
    """The printers that the system has set up.

    Args:
        pixels: makes a page's picture.
        page_count: how many pages a PDF has.
    """

    def __init__(self, pixels: Pixels, page_count: Callable[[bytes], int]) -> None:
        self._pixels = pixels
        self._page_count = page_count

    def printers(self) -> tuple[PrinterInfo, ...]:
        """The default first."""
        default = QPrinterInfo.defaultPrinterName()
        found = [_described(QPrinterInfo.printerInfo(name), default) for name in QPrinterInfo.availablePrinterNames()]
        return tuple(sorted(found, key=lambda info: (not info.is_default, info.name)))

    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        """``job_ref`` stays empty: Qt does not tell the spooler's number."""
        if copies < 1:
            raise ValueError("copies")
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            return answered(PrintOutcome.NO_PRINTER)
        standing = _standing(info)
        if standing is not PrintOutcome.SENT:
            return answered(standing)
        device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        device.setDocName(title)
        can = QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes()
        return answered(self.paint(device, pdf, copies, two_sided=two_sided and can))

    def follow(self, printer: str, job_ref: str) -> Sent:
        """Not known here; the clerk's answer counts."""
        return answered(PrintOutcome.SENT, job_ref)

    def paint(self, device: QPrinter, pdf: bytes, copies: int, *, two_sided: bool = False) -> PrintOutcome:
        """Every page of every copy, edge to edge on A4 paper."""
        device.setResolution(DPI)
        device.setFullPage(True)
        device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        device.setPageOrientation(QPageLayout.Orientation.Portrait)
        mode = QPrinter.DuplexMode
        device.setDuplex(mode.DuplexLongSide if two_sided else mode.DuplexNone)
        counts_itself = device.supportsMultipleCopies()
        if counts_itself:
            device.setCopyCount(copies)
            device.setCollateCopies(True)
        painter = QPainter()
        if not painter.begin(device):
            return PrintOutcome.REJECTED
        done = False
        try:
            done = self._sheets(painter, device, pdf, 1 if counts_itself else copies)
        finally:
            if not done:
                device.abort()
            painter.end()
        return PrintOutcome.SENT if done else PrintOutcome.ABORTED

    def _sheets(self, painter: QPainter, device: QPrinter, pdf: bytes, times: int) -> bool:
        dpi = device.resolution()
        sheet = device.pageLayout().fullRectPixels(dpi)
        first = True
        pages = self._page_count(pdf)
        turned = device.duplex() == QPrinter.DuplexMode.DuplexLongSide and pages % 2
        for copy in range(times):
            if copy and turned and not device.newPage():  # the next copy begins on a sheet of its own
                return False
            for page in range(pages):
                if not first and not device.newPage():
                    return False
                first = False
                picture = _grey(self._pixels(pdf, page, min(dpi, DPI) / POINTS_AN_INCH))
                painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), picture)
        return True


class Described(Protocol):
    """What is asked of Qt about a printer; ``QPrinterInfo``."""

    def printerName(self) -> str: ...
    def description(self) -> str: ...
    def state(self) -> QPrinter.PrinterState: ...
    def supportedPageSizes(self) -> Sequence[QPageSize]: ...


def _described(info: Described, default: str) -> PrinterInfo:
    standing = _standing(info)
    return PrinterInfo(
        name=info.printerName(),
        label=info.description() or info.printerName(),
        is_default=info.printerName() == default,
        ready=standing is PrintOutcome.SENT,
        note=SENTENCES[standing],
    )


def _standing(info: Described) -> PrintOutcome:
    """What sending would meet, as far as Qt tells: it has one word for offline, a jam and an empty tray."""
    if info.state() == QPrinter.PrinterState.Aborted:
        return PrintOutcome.STOPPED
    if info.state() == QPrinter.PrinterState.Error:
        return PrintOutcome.FAULT
    sizes = info.supportedPageSizes()
    if sizes and all(size.id() != QPageSize.PageSizeId.A4 for size in sizes):
        return PrintOutcome.WRONG_PAPER
    return PrintOutcome.SENT


def _grey(pixels: PagePixels) -> QImage:
    """A quarter of the memory, and no colour for the printer to mix black from."""
    shown = QImage(pixels.body, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)
    return shown.convertToFormat(QImage.Format.Format_Grayscale8)
