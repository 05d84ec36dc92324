"""One job through a real CUPS with its PDF printer: taken, followed to the end, the same size on the sheet."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.documents import samples
from xinfang_desk.devices.calibrated_printer import CalibratedPrinter
from xinfang_desk.devices.lp_printer import LpPrinter
from xinfang_desk.documents.preview import page_count, page_pixels
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.calibration import Shift
from xinfang_desk.domain.papers import PagePixels
from xinfang_desk.domain.printing import PrintOutcome
from xinfang_desk.resources import resource

PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
OUT = Path("/var/spool/cups-pdf/ANONYMOUS")
CUPSD = shutil.which("cupsd", path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin")
TOOLS = ("lp", "lpstat", "lpadmin", "cupsdisable", "ipptool")


def _why_not() -> str:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "a private cupsd with the PDF printer needs root"
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if CUPSD is None or missing or not PPD.exists():
        return "cups, cups-ipp-utils and printer-driver-cups-pdf are not installed"
    return ""


pytestmark = pytest.mark.skipif(bool(_why_not()), reason=_why_not() or "runs")

CONF = """Listen {folder}/run/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
  </Limit>
</Policy>
"""
FILES = """ServerRoot {folder}/etc
StateDir {folder}/run
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/log/access_log
ErrorLog {folder}/log/error_log
PageLog {folder}/log/page_log
SystemGroup root
User lp
Group lp
"""


def _until(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        return path.exists() and line.connect_ex(str(path)) == 0


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a queue of a CUPS server that only this test knows."""
    assert CUPSD is not None
    folder = Path(f"/tmp/xinfang-cups-{uuid.uuid4().hex[:8]}")  # short: a socket's path is limited
    for part in ("etc/ppd", "etc/ssl", "run", "spool/tmp", "cache", "log"):
        (folder / part).mkdir(parents=True)
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "root", "lp")
        path.chmod(0o775)
    (folder / "spool/tmp").chmod(0o1777)
    (folder / "etc/cupsd.conf").write_text(CONF.format(folder=folder))
    (folder / "etc/cups-files.conf").write_text(FILES.format(folder=folder))
    before = set(OUT.iterdir())
    monkeypatch.setenv("CUPS_SERVER", f"{folder}/run/cups.sock")
    monkeypatch.setenv("CUPS_USER", "xinfang-test")
    settings = ["-c", f"{folder}/etc/cupsd.conf", "-s", f"{folder}/etc/cups-files.conf"]
    with subprocess.Popen([CUPSD, "-f", *settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _until(lambda: _answers(folder / "run/cups.sock"), "cupsd did not start")
            made = ["lpadmin", "-p", "接访室PDF", "-E", "-v", "cups-pdf:/", "-P", str(PPD)]
            subprocess.run(made, check=True, capture_output=True)
            yield "接访室PDF"
        finally:
            server.terminate()
            server.wait(20)
            shutil.rmtree(folder)
            for path in set(OUT.iterdir()) - before:
                path.unlink()


def _ink(pixels: PagePixels) -> tuple[float, float, float, float]:
    """The box of what is not white, as parts of the sheet."""
    rows = [pixels.body[y * pixels.stride :][: pixels.width * 4 : 4] for y in range(pixels.height)]
    inked = [y for y, row in enumerate(rows) if min(row) < 128]
    columns = [x for x in range(pixels.width) if any(rows[y][x] < 128 for y in inked)]
    return (
        columns[0] / pixels.width,
        inked[0] / pixels.height,
        columns[-1] / pixels.width,
        inked[-1] / pixels.height,
    )


def test_a_notice_comes_out_at_full_size(queue: str) -> None:
    printer = LpPrinter()
    (info,) = printer.printers()
    assert (info.name, info.ready) == (queue, True)
    pdf = PaperRenderer(resource("fonts")).pdf(samples.NOTICE).pdf
    before = set(OUT.iterdir())
    sent = printer.send(queue, pdf, 1, "xinfang-test")
    assert sent.outcome is PrintOutcome.SENT
    _until(lambda: printer.follow(queue, sent.job_ref).outcome is PrintOutcome.COMPLETED, "the job did not finish")
    (written,) = set(OUT.iterdir()) - before
    sheet = written.read_bytes()
    assert page_count(sheet) == page_count(pdf)
    assert _ink(page_pixels(sheet, 0, 1.0)) == pytest.approx(_ink(page_pixels(pdf, 0, 1.0)), abs=0.004)


def test_a_disabled_queue_and_an_unknown_job(queue: str) -> None:
    printer = LpPrinter()
    subprocess.run(["cupsdisable", queue], check=True, capture_output=True)
    assert printer.send(queue, b"%PDF-1.7", 1, "xinfang-test").outcome is PrintOutcome.STOPPED
    assert printer.follow(queue, f"{queue}-77").outcome is PrintOutcome.LOST
    assert not printer.printers()[0].ready


def printed(printer: CalibratedPrinter, queue: str, pdf: bytes) -> bytes:
    """What the PDF printer wrote of one job that it finished."""
    before = set(OUT.iterdir())
    sent = printer.send(queue, pdf, 1, f"xinfang-{uuid.uuid4().hex[:8]}")  # a title is a file there
    assert sent.outcome is PrintOutcome.SENT
    _until(lambda: printer.follow(queue, sent.job_ref).outcome is PrintOutcome.COMPLETED, "the job did not finish")
    (written,) = set(OUT.iterdir()) - before
    return written.read_bytes()


def test_the_sheet_is_moved_by_what_was_measured_and_several_papers_come_in_one_job(queue: str) -> None:
    renderer = PaperRenderer(resource("fonts"))
    shift = Shift(3.0, -2.0)
    pdf = renderer.pdf(samples.PROVED).pdf
    sheet = printed(CalibratedPrinter(LpPrinter(), lambda name: shift, renderer.moved), queue, pdf)
    left, top, right, bottom = _ink(page_pixels(pdf, 0, 1.0))
    wanted = (left + 3 / 210, top - 2 / 297, right + 3 / 210, bottom - 2 / 297)
    assert _ink(page_pixels(sheet, 0, 1.0)) == pytest.approx(wanted, abs=0.004)
    plain = CalibratedPrinter(LpPrinter(), lambda name: Shift(), renderer.moved)
    whole = printed(plain, queue, renderer.joined([pdf, renderer.pdf(samples.LONG).pdf], whole_sheets=True))
    assert page_count(whole) == 4


def test_a_cancelled_job_is_told(queue: str) -> None:
    pdf = PaperRenderer(resource("fonts")).pdf(samples.NOTICE).pdf
    held = ["lp", "-d", queue, "-H", "hold", "-t", "xinfang-test"]
    said = subprocess.run(held, input=pdf, check=True, capture_output=True).stdout.decode()
    job = said.split()[3]
    assert LpPrinter().follow(queue, job).outcome is PrintOutcome.WAITING
    subprocess.run(["cancel", job], check=True, capture_output=True)
    assert LpPrinter().follow(queue, job).outcome is PrintOutcome.CANCELLED
