"""What a printer is and what it answers: the types and sentences that devices and use-cases share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PrintOutcome(StrEnum):
    """What a printer answered; ``SENTENCES`` has one sentence for each."""

    SENT = "sent"
    COMPLETED = "completed"
    WAITING = "waiting"
    NO_PRINTER = "no_printer"
    STOPPED = "stopped"
    PAPER_OUT = "paper_out"
    WRONG_PAPER = "wrong_paper"
    OFFLINE = "offline"
    FAULT = "fault"  # a jam, an open cover, no toner, or what the system does not tell apart
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    ABORTED = "aborted"
    LOST = "lost"
    NO_SYSTEM = "no_system"  # no printing system on this machine


SENTENCES: dict[PrintOutcome, str] = {
    PrintOutcome.SENT: "",
    PrintOutcome.COMPLETED: "",
    PrintOutcome.WAITING: "文书还在排队。看看打印机开了没有、停了没有；好了会自己打出来，先不要再打。",
    PrintOutcome.NO_PRINTER: "没有找到这台打印机，请接好，或者另选一台；文书还在，不用重填。",
    PrintOutcome.STOPPED: "这台打印机停用了，请恢复后再打，或者另选一台；文书还在，不用重填。",
    PrintOutcome.PAPER_OUT: "打印机没纸了，装上纸会接着打，先不要再打。",
    PrintOutcome.WRONG_PAPER: "打印机里的纸不是 A4。请换上 A4 纸；换好了没有接着打出来的，再打一次。",
    PrintOutcome.OFFLINE: "打印机没有连上，或者没有开机。请接好、开机；开机后没有接着打出来的，再打一次。",
    PrintOutcome.FAULT: "打印机报了故障，请看看卡纸、盖子、墨粉；好了没有接着打出来的，再打一次。",
    PrintOutcome.REJECTED: "这台打印机现在不收文件，请恢复后再打，或者另选一台；文书还在，不用重填。",
    PrintOutcome.CANCELLED: "这一份在打印队列里被取消了，还要的话请再打一次；文书还在，不用重填。",
    PrintOutcome.ABORTED: "没有打印出来，请看看打印机再打一次；文书还在，不用重填。",
    PrintOutcome.LOST: "打印机没有回话，不知道打没打出来。请看看出纸口，没有再打一次。",
    PrintOutcome.NO_SYSTEM: "这台电脑的打印服务没有开，请重新开机再打；还不行，先装好打印服务；文书还在，不用重填。",
}
"""What the clerk reads; empty when all is well."""

STILL_COME = frozenset(
    {
        *(PrintOutcome.SENT, PrintOutcome.COMPLETED, PrintOutcome.WAITING, PrintOutcome.PAPER_OUT),
        *(PrintOutcome.WRONG_PAPER, PrintOutcome.OFFLINE, PrintOutcome.FAULT),
    }
)
"""What a job that was taken may still come out of, once somebody has seen to the printer."""


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


def answered(outcome: PrintOutcome, job_ref: str = "") -> Sent:
    """The outcome with its sentence."""
    return Sent(outcome, job_ref, SENTENCES[outcome])
