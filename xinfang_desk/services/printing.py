"""打印: the job is written down before it is sent, so that a kill leaves the question 出纸了吗."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.records import PrintJob
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.ports import PrinterInfo, PrintOutcome


@dataclass(frozen=True)
class PrintPapers:
    reception_id: str
    document_ids: tuple[str, ...]
    printer: str  # empty = the system's default
    copies: int | None = None  # None = as the catalogue says for each paper
    reprint: bool = False


@dataclass(frozen=True)
class Printed:
    """``sentence`` is empty when all went to the printer; the documents stay ready to print otherwise."""

    outcome: PrintOutcome
    sentence: str
    job_ids: tuple[str, ...]
    sheets: int
    changed: Changed


def printers(desk: Desk) -> tuple[PrinterInfo, ...]:
    raise NotImplementedError


def print_papers(desk: Desk, order: PrintPapers) -> Printed:
    raise NotImplementedError


def unconfirmed_jobs(desk: Desk, reception_id: str = "") -> tuple[PrintJob, ...]:
    """Jobs recorded or sent and not yet answered by a person."""
    raise NotImplementedError


def confirm_papers(desk: Desk, job_ids: tuple[str, ...], came_out: bool) -> Changed:
    """出纸了吗: one answer for a visit; no leaves the papers to print again."""
    raise NotImplementedError
