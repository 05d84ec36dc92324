"""已经送达: one paper in ④ with how it reached whom, its slip, its scan, and recording it once more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import Chip, button, label, row
from xinfang_desk.services import printing
from xinfang_desk.services.context import Desk
from xinfang_desk.services.printing import Printed, PrintPapers
from xinfang_desk.services.return_slip import issue_return_slip
from xinfang_desk.services.serving import ServiceLine

TO_VISITOR = frozenset({"not_wanted", "not_required"})  # ways without a slip


def slip_to_printer(desk: Desk, reception_id: str, recipient_id: str) -> Printed:
    """The slip in 定稿 and to the system's printer; one that the printer did not take is printed again from ③."""
    made = issue_return_slip(desk, recipient_id)
    ids = tuple(paper.document_id for paper in made.papers)
    return printing.print_papers(desk, PrintPapers(reception_id, ids, ""))


class ServedLine(QWidget):
    """One line.

    Signals:
        again: the recipient to record once more. slip: the recipient whose 送达回证 is wanted.
        scan: the service whose scan is wanted.
    """

    again = Signal(str)
    slip = Signal(str)
    scan = Signal(str)

    def __init__(self, line: ServiceLine, number: int) -> None:
        super().__init__()
        made: list[QWidget | int] = [label(f"{line.title}　{line.recipient}", "quiet"), 1]
        if line.scanned:
            look = button(text.SCAN, f"scan_{number}_button", "small")
            look.clicked.connect(lambda: self.scan.emit(line.service_id))
            made.append(look)
        if line.way not in TO_VISITOR:
            slip = button(text.RETURN_SLIP, f"return_slip_{number}_button", "small")
            slip.clicked.connect(lambda: self.slip.emit(line.recipient_id))
            made.append(slip)
        again = button(text.AGAIN, f"serve_again_{number}_button", "small")
        again.setToolTip(text.AGAIN_TIP)
        again.clicked.connect(lambda: self.again.emit(line.recipient_id))
        made.append(again)
        if not line.proved:
            made.append(Chip(text.UNPROVED, "owed", name=f"unproved_{number}_chip"))
        made.append(Chip(f"{text.WAY_LABELS[line.way]} {line.on_date}", "done"))
        self.setLayout(row(*made))
