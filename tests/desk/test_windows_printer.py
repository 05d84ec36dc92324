"""The painting of the Windows path, against Qt's own PDF output: full size, every page, every copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.documents import samples
from xinfang_desk.desk import windows_printer
from xinfang_desk.desk.windows_printer import WindowsPrinter
from xinfang_desk.documents.preview import page_count, page_pixels
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.papers import PagePixels
from xinfang_desk.domain.printing import SENTENCES, PrintOutcome
from xinfang_desk.resources import resource


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return PaperRenderer(resource("fonts")).pdf(samples.NOTICE).pdf


def test_pages_are_painted_at_full_size(qtbot: QtBot, tmp_path: Path, pdf: bytes) -> None:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    assert WindowsPrinter(page_pixels, page_count).paint(device, pdf, 2) is PrintOutcome.SENT
    sheets = (tmp_path / "out.pdf").read_bytes()
    assert page_count(sheets) in (page_count(pdf), 2 * page_count(pdf))
    wanted, got = page_pixels(pdf, 0, 2.0), page_pixels(sheets, 0, 2.0)
    assert (got.width, got.height) == pytest.approx((wanted.width, wanted.height), abs=3)
    assert _dark(got) == pytest.approx(_dark(wanted), abs=4)


def _dark(pixels: PagePixels) -> tuple[int, ...]:
    """First and last inked row and column."""
    body, stride, width, height = pixels.body, pixels.stride, pixels.width, pixels.height
    rows = [body[y * stride : y * stride + width * 4 : 4] for y in range(height)]
    inked = [y for y in range(height) if min(rows[y]) < 128]
    columns = [x for x in range(width) if any(rows[y][x] < 128 for y in inked)]
    return inked[0], inked[-1], columns[0], columns[-1]


def test_an_unknown_printer_is_named_so(qtbot: QtBot, pdf: bytes) -> None:
    printer = WindowsPrinter(page_pixels, page_count)
    assert printer.send("没有这台", pdf, 1, "B8").outcome is PrintOutcome.NO_PRINTER
    assert printer.follow("没有这台", "").outcome is PrintOutcome.SENT


@dataclass
class Told:
    """What Qt says of a printer."""

    said: QPrinter.PrinterState = QPrinter.PrinterState.Idle
    sizes: tuple[QPageSize.PageSizeId, ...] = (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)

    def printerName(self) -> str:
        return "惠普"

    def description(self) -> str:
        return ""

    def state(self) -> QPrinter.PrinterState:
        return self.said

    def supportedPageSizes(self) -> list[QPageSize]:
        return [QPageSize(size) for size in self.sizes]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (Told(), PrintOutcome.SENT),
        (Told(QPrinter.PrinterState.Active), PrintOutcome.SENT),
        (Told(QPrinter.PrinterState.Error), PrintOutcome.FAULT),
        (Told(QPrinter.PrinterState.Aborted), PrintOutcome.STOPPED),
        (Told(sizes=(QPageSize.PageSizeId.Letter,)), PrintOutcome.WRONG_PAPER),
        (Told(sizes=()), PrintOutcome.SENT),
    ],
)
def test_what_qt_tells_of_a_printer_has_an_outcome_and_a_sentence(told: Told, outcome: PrintOutcome) -> None:
    assert windows_printer._standing(told) is outcome
    info = windows_printer._described(told, "惠普")
    assert (info.ready, info.note, info.is_default) == (outcome is PrintOutcome.SENT, SENTENCES[outcome], True)
    assert info.label == "惠普"
