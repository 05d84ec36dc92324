"""Start to a usable log-in window against a bare PySide6 window: whole processes in turn (budget 1.8, no assertion)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.turns import Times, in_turn, tell_ratio
from tests.fakes import real_office

ROUNDS = 20
BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
application.processEvents()
os.write(1, b"there")
"""
# The program by its own door; it stands still where its event loop would begin to wait: the window is drawn, the cursor
# stands in the log-in field.
DESK = """
import os
from PySide6.QtWidgets import QApplication
def first_round(_application=None):
    QApplication.processEvents()
    assert QApplication.focusWidget().objectName() == "login_name_edit"
    os.write(1, b"there")
    os._exit(0)
QApplication.exec = first_round
from xinfang_desk.cli import main
main([])
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PC with a store."""
    home = tmp_path_factory.mktemp("start")
    real_office.make_home(home, real_office.build_parts(home))
    return home


def process(script: Path, home: Path, worked: list[float]) -> Callable[[], float]:
    """From the start of the process to the moment when its window is there; ``worked``: its processor time till then,
    which a busy machine stretches less (where the system tells it)."""

    def start() -> float:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XINFANG_DESK_HOME": str(home)}
        begin = time.perf_counter()
        with subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE) as running:
            assert running.stdout is not None
            assert running.stdout.read(5) == b"there"
            seconds = time.perf_counter() - begin
            running.kill()
            if hasattr(os, "wait4"):
                _pid, running.returncode, used = os.wait4(running.pid, 0)
                worked.append(used.ru_utime + used.ru_stime)
        return seconds

    return start


def test_start(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    works, worked = [], []
    for name, text in (("bare window", BARE), ("log-in window", DESK)):
        script = tmp_path / f"{name.split()[0]}.py"
        script.write_text(text, "utf-8")
        worked.append([0.0])
        works.append((name, process(script, home, worked[-1])))
        works[-1][1]()  # writes the compiled modules and fills the file cache
        worked[-1].clear()
    bare, desk = in_turn(works, ROUNDS)
    tell_ratio(capsys, "start", bare, desk, 1.8)
    if all(worked):
        bare, desk = (Times(one.name, tuple(used)) for one, used in zip((bare, desk), worked, strict=True))
        tell_ratio(capsys, "start, processor time", bare, desk, 1.8)
