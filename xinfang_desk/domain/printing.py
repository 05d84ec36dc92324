"""What a printer is and what it answers: the types that devices and use-cases share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PrintOutcome(StrEnum):
    """What a printer answered; devices/printers.py has one sentence for each."""

    SENT = "sent"
    COMPLETED = "completed"
    WAITING = "waiting"
    NO_PRINTER = "no_printer"
    STOPPED = "stopped"
    PAPER_OUT = "paper_out"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    ABORTED = "aborted"
    LOST = "lost"
    NO_SYSTEM = "no_system"  # no printing system on this machine


@dataclass(frozen=True)
class PrinterInfo:
    name: str
    label: str
    is_default: bool
    ready: bool
    note: str  # one Chinese sentence when not ready


@dataclass(frozen=True)
class Sent:
    outcome: PrintOutcome
    job_ref: str
    sentence: str  # empty when all is well
