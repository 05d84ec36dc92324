"""A printer whose sheets are shifted by what was measured on it; the kept PDF stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from xinfang_desk.domain.calibration import Shift
from xinfang_desk.domain.printing import PrinterInfo, Sent


class Printer(Protocol):
    """What is wrapped: the printers of a system."""

    def printers(self) -> tuple[PrinterInfo, ...]: ...
    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent: ...
    def follow(self, printer: str, job_ref: str) -> Sent: ...


class CalibratedPrinter:
    """The printers of a system, each with its own shift.

    Args:
        inner: sends to the system.
        shift_of: what was measured of a queue.
        moved: a PDF whose pages are moved right and down by millimetres.
    """

    def __init__(
        self, inner: Printer, shift_of: Callable[[str], Shift], moved: Callable[[bytes, float, float], bytes]
    ) -> None:
        self._inner = inner
        self._shift_of = shift_of
        self._moved = moved

    def printers(self) -> tuple[PrinterInfo, ...]:
        return self._inner.printers()

    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        shift = self._shift_of(printer)
        body = self._moved(pdf, shift.x_mm, shift.y_mm) if shift.moves else pdf
        return self._inner.send(printer, body, copies, title, two_sided=two_sided)

    def follow(self, printer: str, job_ref: str) -> Sent:
        return self._inner.follow(printer, job_ref)
