"""Each printer's own shift moves the printed copy and nothing else."""

from __future__ import annotations

from xinfang_desk.devices.calibrated_printer import CalibratedPrinter
from xinfang_desk.domain.calibration import Shift
from xinfang_desk.domain.printing import PrinterInfo, PrintOutcome, Sent


class Keeper:
    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes, int, str, bool]] = []

    def printers(self) -> tuple[PrinterInfo, ...]:
        return (PrinterInfo("甲", "甲", True, True, ""),)

    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        self.sent.append((printer, pdf, copies, title, two_sided))
        return Sent(PrintOutcome.SENT, "1", "")

    def follow(self, printer: str, job_ref: str) -> Sent:
        return Sent(PrintOutcome.COMPLETED, job_ref, "")


def test_only_a_printer_with_a_shift_gets_a_moved_copy() -> None:
    keeper = Keeper()
    shifts = {"甲": Shift(1.5, -0.5), "丙": Shift(0.0, 0.0, 97.0)}
    printer = CalibratedPrinter(
        keeper, lambda name: shifts.get(name, Shift()), lambda pdf, x, y: pdf + f" {x} {y}".encode()
    )
    for name in ("甲", "乙", "丙"):
        assert printer.send(name, b"pdf", 2, "号", two_sided=name == "甲").outcome is PrintOutcome.SENT
    assert keeper.sent == [
        ("甲", b"pdf 1.5 -0.5", 2, "号", True),
        ("乙", b"pdf", 2, "号", False),
        ("丙", b"pdf", 2, "号", False),
    ]
    assert printer.printers() == keeper.printers()
    assert printer.follow("甲", "1").outcome is PrintOutcome.COMPLETED
