"""Sheets of the office itself (交接单、封签单 …): drawn like a form, printed or shown, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.names import spelled
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.services.context import Desk
from xinfang_desk.services.printing import FAILED_SENTENCE, NO_PRINTER_SENTENCE, ON_ITS_WAY, default_printer


@dataclass(frozen=True)
class SheetPrint:
    """``sentence``: what went wrong, or where the sheet went."""

    good: bool
    sentence: str


def sheet_pdf(desk: Desk, data: DocumentData) -> bytes:
    """UserError(code='glyph') for a character that no face has."""
    gaps = desk.parts.paper.missing(data)
    if gaps:
        raise UserError(f"字库里没有{spelled(gaps[0][0])}，这张单子打不全，没有打印。", code="glyph")
    return desk.parts.paper.pdf(data).pdf


def print_sheet(desk: Desk, data: DocumentData, printer: str) -> SheetPrint:
    """One copy on ``printer``, or on the system's default where it is empty. ``data.title`` is the job's name."""
    pdf = sheet_pdf(desk, data)
    chosen = printer or default_printer(desk)
    if not chosen:
        return SheetPrint(False, NO_PRINTER_SENTENCE)
    sent = desk.parts.printer.send(chosen, pdf, 1, data.code)
    if sent.outcome in ON_ITS_WAY:
        return SheetPrint(True, f"《{data.title}》已送到打印机。")
    return SheetPrint(False, sent.sentence or FAILED_SENTENCE)
