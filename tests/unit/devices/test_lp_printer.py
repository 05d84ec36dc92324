"""Printing by ``lp``: how it is called, what each answer means, and that untrusted names stay names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fakes.print_commands import DISABLED, IDLE, PrintCommands
from xinfang_desk.devices import lp_printer
from xinfang_desk.devices.lp_printer import LpPrinter
from xinfang_desk.domain.printing import SENTENCES, PrinterInfo, PrintOutcome

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake commands are shell scripts")

PDF = b"%PDF-1.7\n\x00\xff\n%%EOF\n"


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintCommands:
    """A machine whose PATH holds only what the story puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return PrintCommands(folder)


@pytest.fixture
def idle(commands: PrintCommands) -> PrintCommands:
    commands.queues(IDLE)
    commands.lp_takes("Brother-7")
    return commands


def test_each_outcome_has_its_sentence() -> None:
    assert set(SENTENCES) == set(PrintOutcome)
    silent = {outcome for outcome, sentence in SENTENCES.items() if not sentence}
    assert silent == {PrintOutcome.SENT, PrintOutcome.COMPLETED}


def test_the_pdf_goes_unscaled_to_a_named_queue(idle: PrintCommands) -> None:
    sent = LpPrinter().send("Brother", PDF, 3, "铜政访告〔2026〕12号")
    assert (sent.outcome, sent.job_ref, sent.sentence) == (PrintOutcome.SENT, "Brother-7", "")
    assert idle.stdin == PDF
    (call,) = idle.calls("lp")
    assert call[:6] == ["-d", "Brother", "-n", "3", "-t", "铜政访告〔2026〕12号"]
    assert call[6:] == ["-o", "media=A4", "-o", "print-scaling=none", "-o", "sides=one-sided"]


def test_a_title_stays_one_argument_of_one_line(idle: PrintCommands) -> None:
    LpPrinter().send("Brother", PDF, 1, "B8\n-o raw\x1b")
    (call,) = idle.calls("lp")
    assert call[5] == "B8-o raw"


@pytest.mark.parametrize("name", ["", "-oraw", "a b", "Brother/two", "a#b", "a\nb", "x" * 128])
def test_a_name_that_is_no_queue_name_reaches_no_command(idle: PrintCommands, name: str) -> None:
    assert LpPrinter().send(name, PDF, 1, "B8").outcome is PrintOutcome.NO_PRINTER
    assert LpPrinter().follow(name, "Brother-7").outcome is PrintOutcome.LOST
    assert idle.calls("lp") == idle.calls("lpstat") == []


def test_copies_are_counted(idle: PrintCommands) -> None:
    with pytest.raises(ValueError, match="copies"):
        LpPrinter().send("Brother", PDF, 0, "B8")


def test_the_queues_with_default_and_state(commands: PrintCommands) -> None:
    commands.queues(IDLE)
    assert LpPrinter().printers() == (PrinterInfo("Brother", "接访室打印机", True, True, ""),)
    commands.queues(DISABLED)
    brother, hp = LpPrinter().printers()
    assert brother == PrinterInfo("Brother", "接访室打印机", False, False, SENTENCES[PrintOutcome.STOPPED])
    assert hp == PrinterInfo("惠普激光", "惠普激光", False, False, SENTENCES[PrintOutcome.REJECTED])


@pytest.mark.parametrize(
    ("printer", "outcome"),
    [
        ("Brother", PrintOutcome.STOPPED),
        ("惠普激光", PrintOutcome.REJECTED),
        ("Epson", PrintOutcome.NO_PRINTER),
    ],
)
def test_nothing_is_left_in_a_queue_that_does_not_print(
    commands: PrintCommands, printer: str, outcome: PrintOutcome
) -> None:
    commands.queues(DISABLED)
    commands.lp_takes("Brother-7")
    sent = LpPrinter().send(printer, PDF, 1, "B8")
    assert (sent.outcome, sent.sentence) == (outcome, SENTENCES[outcome])
    assert commands.calls("lp") == []


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ('lp: Destination "Brother" is not accepting jobs.\n', PrintOutcome.REJECTED),
        ("lp: Error - The printer or class does not exist.\n", PrintOutcome.NO_PRINTER),
        ("lp: Error - scheduler is not running.\n", PrintOutcome.NO_SYSTEM),
        ("lp: Unable to connect to server\n", PrintOutcome.NO_SYSTEM),
        ("lp: Error - stdin is empty, so no job has been sent.\n", PrintOutcome.REJECTED),
    ],
)
def test_a_queue_that_changes_its_mind(idle: PrintCommands, said: str, outcome: PrintOutcome) -> None:
    idle.lp_refuses(said)
    assert LpPrinter().send("Brother", PDF, 1, "B8").outcome is outcome


def test_no_printing_system_at_all(commands: PrintCommands) -> None:
    printer = LpPrinter()
    assert printer.printers() == ()
    sent = printer.send("Brother", PDF, 1, "B8")
    assert (sent.outcome, sent.sentence) == (PrintOutcome.NO_SYSTEM, SENTENCES[PrintOutcome.NO_SYSTEM])
    assert printer.follow("Brother", "Brother-7").outcome is PrintOutcome.NO_SYSTEM


def test_the_server_is_not_running(commands: PrintCommands) -> None:
    commands.queues("no system default destination\n", "lpstat: Scheduler is not running.\n")
    commands.lp_takes("Brother-7")
    commands.ipp_reaches_nobody()
    printer = LpPrinter()
    assert printer.printers() == ()
    assert printer.send("Brother", PDF, 1, "B8").outcome is PrintOutcome.NO_SYSTEM
    assert printer.follow("Brother", "Brother-7").outcome is PrintOutcome.WAITING


def test_a_server_that_does_not_answer_leaves_the_question(
    idle: PrintCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle.lp_hangs()
    monkeypatch.setattr(lp_printer, "SEND_SECONDS", 0.2)
    assert LpPrinter().send("Brother", PDF, 1, "B8").outcome is PrintOutcome.LOST


@pytest.mark.parametrize(
    ("state", "said", "outcome"),
    [
        (3, {}, PrintOutcome.SENT),
        (3, {"reasons": "printer-stopped"}, PrintOutcome.WAITING),
        (4, {"reasons": "resources-are-not-ready"}, PrintOutcome.WAITING),
        (5, {}, PrintOutcome.SENT),
        (5, {"message": "Out of paper"}, PrintOutcome.PAPER_OUT),
        (5, {"printer": "media-empty-error"}, PrintOutcome.PAPER_OUT),
        (5, {"printer": "media-needed"}, PrintOutcome.PAPER_OUT),
        (5, {"printer": "media-mismatch-warning"}, PrintOutcome.WRONG_PAPER),
        (5, {"printer": "media-needed", "message": "Load A4 in tray 1"}, PrintOutcome.WRONG_PAPER),
        (5, {"printer": "offline-report"}, PrintOutcome.OFFLINE),
        (5, {"message": "The printer may be unplugged or turned off."}, PrintOutcome.OFFLINE),
        (3, {"printer": "connecting-to-device"}, PrintOutcome.OFFLINE),
        (5, {"printer": "media-jam-error"}, PrintOutcome.FAULT),
        (9, {"printer": "offline-report"}, PrintOutcome.COMPLETED),
        (6, {}, PrintOutcome.WAITING),
        (7, {}, PrintOutcome.CANCELLED),
        (8, {}, PrintOutcome.ABORTED),
        (9, {"message": "Out of paper"}, PrintOutcome.COMPLETED),
    ],
)
def test_the_job_is_followed_by_ipp(
    idle: PrintCommands, state: int, said: dict[str, str], outcome: PrintOutcome
) -> None:
    idle.ipp_says(state, **said)
    answer = LpPrinter().follow("Brother", "Brother-7")
    assert (answer.outcome, answer.job_ref, answer.sentence) == (outcome, "Brother-7", SENTENCES[outcome])
    (call,) = idle.calls("ipptool")
    assert "jobid=7" in call
    assert "ipp://localhost:631/printers/Brother" in call


def test_a_pending_job_of_a_disabled_printer_waits(idle: PrintCommands) -> None:
    idle.queues(DISABLED)
    idle.ipp_says(3)
    assert LpPrinter().follow("Brother", "Brother-7").outcome is PrintOutcome.WAITING


def test_a_job_that_nobody_knows_is_lost(idle: PrintCommands) -> None:
    idle.ipp_knows_no_such_job()
    assert LpPrinter().follow("Brother", "Brother-7").outcome is PrintOutcome.LOST
    assert LpPrinter().follow("Brother", "").outcome is PrintOutcome.LOST


def test_without_ipp_the_lists_are_asked_and_nothing_more_is_claimed(idle: PrintCommands) -> None:
    printer = LpPrinter()
    assert printer.follow("Brother", "Brother-7").outcome is PrintOutcome.LOST
    idle.jobs("completed", "Brother-7")
    assert printer.follow("Brother", "Brother-7").outcome is PrintOutcome.SENT
    idle.jobs("not-completed", "Brother-7", "Brother-8")
    assert printer.follow("Brother", "Brother-7").outcome is PrintOutcome.SENT
    idle.queues(DISABLED)
    assert printer.follow("Brother", "Brother-7").outcome is PrintOutcome.WAITING
