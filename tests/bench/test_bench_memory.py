"""Resident memory of the idle windows: at the log-in, and at the open desk after ten papers (budget 200 MB)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.turns import tell

ROOT = Path(__file__).parents[2]
BUDGET = 200  # MB

SCRIPT = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.fakes import real_office
from xinfang_desk import bootstrap
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.devices.folder_printer import FolderPrinter
from tests.fakes.desk_parts import HandClock

home = Path(sys.argv[1])
application = QApplication([])
fittings = bootstrap.build_fittings(
    home, clock=HandClock(), printer=FolderPrinter(home / "printed"), argon=real_office.CHEAP
)
app = App(application, fittings)
hands = Hands(app)
app.start()
hands.settle()

def resident():
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024

print("login", resident(), flush=True)
hands.type("login_name_edit", real_office.CLERK)
hands.type("password_edit", real_office.PASSWORD)
hands.click("login_button")
hands.wait_for(lambda: app.frame is not None, "the desk")
hands.settle()
print("desk", resident(), flush=True)

def ten_papers(desk):
    from xinfang_desk.services import issuing
    with desk.store.read() as uow:
        rows = uow.receptions.all()
    made = 0
    for row in rows:
        for paper in issuing.owed_papers(desk, row.id):
            if paper.state == "owed":
                values = {**paper.values, "ask_kind": "ask", "reply": "（示例）到窗口领表。"}
                papers = issuing.issue_papers(desk, (issuing.PaperOrder(row.id, paper.key, values),)).papers
                made += len(papers)
                while made < 10 and paper.code == "B14":
                    issuing.void_paper(desk, papers[0].document_id, "（示例）换一张")
                    papers = issuing.issue_papers(desk, (issuing.PaperOrder(row.id, paper.key, values),)).papers
                    made += 1
    return made

found = []
app.session.run("ten", ten_papers, done=found.append)
hands.settle()
print("papers", found[0], flush=True)
hands.settle()

print("after", resident(), flush=True)
app.window.close()
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc on this system")
def test_resident_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.fakes import real_office

    real_office.make_home(tmp_path, real_office.build_parts(tmp_path))
    script = tmp_path / "memory.py"
    script.write_text(SCRIPT, "utf-8")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = dict(line.split() for line in done.stdout.splitlines())
    assert int(said["papers"]) >= 10
    tell(
        capsys,
        f"resident memory: log-in {said['login']} MB, desk {said['desk']} MB, after {said['papers']} papers"
        f" {said['after']} MB (budget {BUDGET})",
    )
