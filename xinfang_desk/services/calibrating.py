"""打印校准: prints the calibration page, on the printer and with the shift that every paper meets there."""

from __future__ import annotations

from xinfang_desk.services.context import Desk
from xinfang_desk.services.printing import FAILED_SENTENCE, NO_PRINTER_SENTENCE, ON_ITS_WAY, default_printer
from xinfang_desk.services.sheets import SheetPrint

TITLE = "CALIBRATION"


def print_calibration(desk: Desk, printer: str) -> tuple[str, SheetPrint]:
    """(the printer that it went to, what became of it); nothing of it is kept."""
    chosen = printer or default_printer(desk)
    if not chosen:
        return "", SheetPrint(False, NO_PRINTER_SENTENCE)
    sent = desk.parts.printer.send(chosen, desk.parts.paper.calibration_page(), 1, TITLE)
    if sent.outcome in ON_ITS_WAY:
        return chosen, SheetPrint(True, "校准页已送到打印机。量好三处，填到下面。")
    return chosen, SheetPrint(False, sent.sentence or FAILED_SENTENCE)
