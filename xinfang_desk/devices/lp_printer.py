"""Printing on Linux: the PDF bytes go to ``lp``, unscaled on A4, and the job is followed by IPP or ``lpstat``.

Nothing here passes through a shell, and what CUPS says is read in its own English (``LC_ALL=C.UTF-8``: queue names may
be Chinese). ``completed`` means that the backend finished, not that paper came out: the clerk is asked for that.
"""

from __future__ import annotations

import getpass
import logging
import os
import plistlib
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from xml.parsers.expat import ExpatError

from xinfang_desk.domain.printing import SENTENCES, PrinterInfo, PrintOutcome, Sent, answered

LOG = logging.getLogger("print")

ASK_SECONDS = 10.0
SEND_SECONDS = 60.0

# CUPS allows any printable character but space, "/" and "#" in a queue's name; "-" first would be read as an option.
_QUEUE = re.compile(r"[^\s\x00-\x1f\x7f/#\-][^\s\x00-\x1f\x7f/#]{0,126}")
_JOB = re.compile(r".*-(\d{1,9})")
_ACCEPTED = re.compile(r"^request id is (\S+-\d+) \(", re.MULTILINE)
_PRINTER_LINE = re.compile(r"printer (\S+) (.*)")
_ACCEPT_LINE = re.compile(r"(\S+) (not )?accepting requests since\b.*")
_DEFAULT_LINE = re.compile(r"system default destination: ([^\s/]+)")

_JOB_QUERY = """{
    NAME "job"
    OPERATION Get-Job-Attributes
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR language attributes-natural-language en
    ATTR uri printer-uri $uri
    ATTR integer job-id $jobid
    ATTR name requesting-user-name $asking
    ATTR keyword requested-attributes job-state,job-state-reasons,job-printer-state-message,job-printer-state-reasons
}
"""
_NOT_FOUND = "client-error-not-found"
# job-state of RFC 8011; pending and held jobs, and those of a stopped printer, still come out by themselves.
_STATES = {
    3: PrintOutcome.SENT,
    4: PrintOutcome.WAITING,
    5: PrintOutcome.SENT,
    6: PrintOutcome.WAITING,
    7: PrintOutcome.CANCELLED,
    8: PrintOutcome.ABORTED,
    9: PrintOutcome.COMPLETED,
}
_ON_THE_WAY = frozenset({PrintOutcome.SENT, PrintOutcome.WAITING})
# What the printer says of itself, by its keywords (RFC 8011) or in the words of its driver; the first that fits.
_SIGNS: tuple[tuple[PrintOutcome, tuple[str, ...]], ...] = (
    (
        PrintOutcome.WRONG_PAPER,
        ("media-mismatch", "wrong-media", "media-size", "size mismatch", "wrong paper", "paper mismatch", "load a4"),
    ),
    (PrintOutcome.PAPER_OUT, ("media-empty", "media-needed", "out of paper")),
    (
        PrintOutcome.FAULT,
        (
            "media-jam",
            "paper jam",
            "cover-open",
            "door-open",
            "toner-empty",
            "marker-supply-empty",
            "input-tray-missing",
        ),
    ),
    (
        PrintOutcome.OFFLINE,
        (
            *("offline", "shutdown", "connecting-to-device", "timed-out", "not connected", "turned off"),
            *("unreachable", "not responding", "unable to locate", "waiting for printer to become available"),
        ),
    ),
)


@dataclass
class _Queue:
    """What ``lpstat`` says of one queue."""

    name: str
    description: str = ""
    enabled: bool = True
    accepting: bool = True

    @property
    def outcome(self) -> PrintOutcome:
        """What sending to it would meet."""
        if not self.accepting:
            return PrintOutcome.REJECTED
        return PrintOutcome.SENT if self.enabled else PrintOutcome.STOPPED


@dataclass(frozen=True)
class _Answer:
    status: int
    out: str
    err: str


class _Silent(Exception):
    """A command of the printing system is missing or did not answer in time."""


class LpPrinter:
    """The queues of CUPS, by its own commands."""

    def printers(self) -> tuple[PrinterInfo, ...]:
        """The queues, the default first; empty where no printing system answers."""
        try:
            queues, default = _queues()
        except _Silent:
            return ()
        found = [
            PrinterInfo(
                name=queue.name,
                label=queue.description or queue.name,
                is_default=queue.name == default,
                ready=queue.outcome is PrintOutcome.SENT,
                note=SENTENCES[queue.outcome],
            )
            for queue in queues.values()
        ]
        return tuple(sorted(found, key=lambda info: (not info.is_default, info.name)))

    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        """Looks at the queue first, so that nothing is left in a stopped one to come out later a second time."""
        if copies < 1:
            raise ValueError("copies")
        if not _QUEUE.fullmatch(printer):
            return answered(PrintOutcome.NO_PRINTER)
        try:
            standing = _standing(printer)
            if standing is not PrintOutcome.SENT:
                return answered(standing)
            command = ["lp", "-d", printer, "-n", str(copies), "-t", _plain(title)]
            command += ["-o", "media=A4", "-o", "print-scaling=none"]
            command += ["-o", "sides=two-sided-long-edge" if two_sided else "sides=one-sided"]
            said = _run(command, body=pdf, seconds=SEND_SECONDS)
        except _Silent:
            return answered(PrintOutcome.NO_SYSTEM if shutil.which("lp") is None else PrintOutcome.LOST)
        accepted = _ACCEPTED.search(said.out)
        if said.status == 0 and accepted:
            return answered(PrintOutcome.SENT, accepted[1])
        LOG.warning("lp refused a job, status %d", said.status)
        return answered(_refusal(said.err))

    def follow(self, printer: str, job_ref: str) -> Sent:
        """How the job stands now. ``SENT``: under way, or finished in a way that this machine cannot tell."""
        numbered = _JOB.fullmatch(job_ref)
        if not numbered or not _QUEUE.fullmatch(printer):
            return answered(PrintOutcome.LOST, job_ref)
        try:
            outcome = _by_ipp(printer, numbered[1]) if shutil.which("ipptool") else _by_lists(printer, job_ref)
        except _Silent:
            return answered(PrintOutcome.NO_SYSTEM if shutil.which("lpstat") is None else PrintOutcome.WAITING, job_ref)
        return answered(outcome, job_ref)


def _run(command: list[str], *, body: bytes = b"", seconds: float = ASK_SECONDS) -> _Answer:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    try:
        done = subprocess.run(
            command, input=body, capture_output=True, timeout=seconds, check=False, env=environment, close_fds=True
        )
    except FileNotFoundError as error:
        raise _Silent(command[0]) from error
    except subprocess.TimeoutExpired as error:
        LOG.warning("%s did not answer", command[0])
        raise _Silent(command[0]) from error
    return _Answer(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def _queues() -> tuple[dict[str, _Queue], str]:
    """(queues by name, the default's name or empty)."""
    said = _run(["lpstat", "-l", "-p", "-a", "-d"])
    if "not running" in said.err:
        raise _Silent("lpstat")
    queues: dict[str, _Queue] = {}
    default = ""
    current: _Queue | None = None
    for line in said.out.splitlines():
        if line[:1].isspace():
            name, _, value = line.strip().partition(":")
            if current is not None and name == "Description":
                current.description = value.strip()
            continue
        current = None
        if printer := _PRINTER_LINE.fullmatch(line):
            current = queues.setdefault(printer[1], _Queue(printer[1]))
            current.enabled = not printer[2].startswith("disabled")
        elif accepts := _ACCEPT_LINE.fullmatch(line):
            if accepts[1] in queues:
                queues[accepts[1]].accepting = not accepts[2]
        elif named := _DEFAULT_LINE.match(line):
            default = named[1]
    return queues, default if default in queues else ""


def _standing(printer: str) -> PrintOutcome:
    if shutil.which("lp") is None:
        return PrintOutcome.NO_SYSTEM
    try:
        queues, _ = _queues()
    except _Silent:
        return PrintOutcome.NO_SYSTEM
    return queues[printer].outcome if printer in queues else PrintOutcome.NO_PRINTER


def _in_queue(printer: str) -> PrintOutcome:
    """Of a job that is not finished: under way, or held up by a printer that is disabled."""
    queues, _ = _queues()
    return PrintOutcome.SENT if printer in queues and queues[printer].enabled else PrintOutcome.WAITING


def _refusal(err: str) -> PrintOutcome:
    """Why ``lp`` took no job, by its English."""
    if "not accepting" in err:
        return PrintOutcome.REJECTED
    if "does not exist" in err or "nvalid destination" in err:
        return PrintOutcome.NO_PRINTER
    if "not running" in err or "nable to connect" in err:
        return PrintOutcome.NO_SYSTEM
    return PrintOutcome.REJECTED


def _by_ipp(printer: str, number: str) -> PrintOutcome:
    server = _run(["lpstat", "-H"]).out.strip()
    if not server:
        raise _Silent("lpstat")
    host = quote(server, safe="") if server.startswith("/") else server
    with tempfile.TemporaryDirectory(prefix="xinfang-print-") as folder:
        query = Path(folder, "job.test")
        query.write_text(_JOB_QUERY, "ascii")
        values = ["-d", f"jobid={number}", "-d", f"asking={_plain(getpass.getuser())}"]
        said = _run(["ipptool", "-X", *values, f"ipp://{host}/printers/{quote(printer, safe='')}", str(query)])
    try:
        (test,) = plistlib.loads(said.out.encode())["Tests"]
        status = test["StatusCode"]
        attributes = {key: value for group in test["ResponseAttributes"] for key, value in group.items()}
    except (ExpatError, plistlib.InvalidFileException, KeyError, TypeError, ValueError) as error:
        LOG.warning("ipptool gave no answer, status %d", said.status)
        raise _Silent("ipptool") from error
    if status == _NOT_FOUND:
        return PrintOutcome.LOST
    outcome = _STATES.get(int(attributes.get("job-state", 0)))
    if outcome is None:
        raise _Silent("ipptool")
    told = " ".join(
        str(attributes.get(name, "")) for name in ("job-printer-state-message", "job-printer-state-reasons")
    )
    if outcome in _ON_THE_WAY:
        for trouble, signs in _SIGNS:
            if any(sign in told.lower() for sign in signs):
                return trouble
    if outcome is PrintOutcome.SENT and "printer-stopped" in str(attributes.get("job-state-reasons", "")):
        return PrintOutcome.WAITING
    return _in_queue(printer) if outcome is PrintOutcome.SENT else outcome


def _by_lists(printer: str, job_ref: str) -> PrintOutcome:
    """Without IPP: ``lpstat`` does not tell a finished job from a cancelled one, so neither is claimed."""

    def listed(which: str) -> bool:
        said = _run(["lpstat", "-W", which, "-o", printer])
        return any(line.split(None, 1)[:1] == [job_ref] for line in said.out.splitlines())

    if listed("not-completed"):
        return _in_queue(printer)
    return PrintOutcome.SENT if listed("completed") else PrintOutcome.LOST


def _plain(text: str) -> str:
    """One line without control characters, as CUPS takes names (at most 255 bytes)."""
    line = "".join(char for char in text if char.isprintable())
    return line.encode()[:200].decode("utf-8", "ignore") or "-"
