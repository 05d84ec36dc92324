"""A printer that puts its sheets into a folder: for the demonstration."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from xinfang_desk.domain.printing import PrinterInfo, PrintOutcome, Sent

NAME = "demo-printer"


@dataclass(frozen=True)
class FolderJob:
    """One job as it was sent."""

    title: str
    copies: int
    path: Path


class FolderPrinter:
    """``printed`` keeps the jobs in order; a job's file is on disk before ``send`` answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.printed: list[FolderJob] = []

    def printers(self) -> tuple[PrinterInfo, ...]:
        return (PrinterInfo(NAME, "演示打印机（存成文件）", True, True, ""),)

    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        """Writes the PDF; the reference is the job's running number."""
        self._folder.mkdir(parents=True, exist_ok=True)
        reference = f"{len(self.printed) + 1:04d}"
        path = self._folder / f"{reference}.pdf"
        with path.open("wb") as stream:
            stream.write(pdf)
            stream.flush()
            os.fsync(stream.fileno())
        self.printed.append(FolderJob(title, copies, path))
        return Sent(PrintOutcome.SENT, reference, "")

    def follow(self, printer: str, job_ref: str) -> Sent:
        known = any(job.path.stem == job_ref for job in self.printed)
        return Sent(PrintOutcome.COMPLETED if known else PrintOutcome.LOST, job_ref, "")
