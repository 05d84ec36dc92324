"""``xinfang-desk demo``: two desks, two days, the real windows; what they leave is gathered for whoever looks."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo import county, offices, town
from xinfang_desk.desk.demo.clock import FIRST_MORNING, SECOND_MORNING, ScriptClock, SeededIds
from xinfang_desk.desk.demo.driver import Stuck
from xinfang_desk.desk.demo.gather import IssuedPaper, gather
from xinfang_desk.desk.demo.offices import Office
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.desk.fittings import Fittings
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import ROLE_LABELS

LOG = logging.getLogger("demo")
NOTICES, SCREENS, EXPORT, STORES, REPORT = "notices", "screens", "export", "stores", "report.json"
WORK = "work"  # settings and half-built packages of the two PCs; gone at the end
BuildFittings = Callable[..., Fittings]
Day = Callable[[ScriptHands], None]


@dataclass(frozen=True)
class DeskScript:
    """One desk and what happens at it on each day."""

    office: Office
    first_day: Day
    second_day: Day


DESKS = (
    DeskScript(offices.COUNTY, county.first_day, county.second_day),
    DeskScript(offices.TOWNSHIP, town.first_day, town.second_day),
)


def run_demo(out: Path, seed: int, build: BuildFittings, desks: tuple[DeskScript, ...] = DESKS) -> int:
    """Plays the two days into ``out``, which must be empty, and returns the exit status.

    ``build(home, clock=…, ids=…)`` gives the fittings of one PC, its printer putting sheets into a folder of ``home``.
    UserError when ``out`` holds something; Stuck when a window does not do what the script waits for.
    """
    if out.exists() and any(out.iterdir()):
        raise UserError("演示要一个空的文件夹，请换一个，或者先清空它。", code="not_empty")
    for name in (NOTICES, SCREENS, EXPORT, STORES, WORK):
        (out / name).mkdir(parents=True, exist_ok=True)
    application = _application()
    report: dict[str, list[object]] = {"users": [], "steps": [], "documents": []}
    # Windows and the recovery sheet show where the store lies: the same words wherever ``out`` is.
    with contextlib.chdir(out):
        for desk in desks:
            _play(application, desk, seed, build, report)
        shutil.rmtree(WORK)
        Path(REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    LOG.info("demo done: %d documents, %d steps", len(report["documents"]), len(report["steps"]))
    return 0


def _play(
    application: QApplication, desk: DeskScript, seed: int, build: BuildFittings, report: dict[str, list[object]]
) -> None:
    office = desk.office
    clock = ScriptClock(FIRST_MORNING)
    home, store = Path(WORK, office.key), Path(STORES, office.key)
    fittings = build(home, clock=clock, ids=SeededIds(f"{seed}/{office.key}", clock))
    fittings.local.set("last_store", str(store))
    fittings.local.set("export_folder", EXPORT)
    with _hands(application, fittings, clock, office.key) as hands:
        offices.first_run(hands, office)
        offices.settings(hands, office)
        desk.first_day(hands)
        clock.go_to(SECOND_MORNING)
        hands.click("lock_button")
        offices.log_in(hands, office.users[0])
        desk.second_day(hands)
        papers = gather(hands, office, Path(NOTICES))
    report["steps"] += [
        {"name": f"{office.name} · {step.name}", "seconds": step.seconds, "keys": step.keys} for step in hands.steps
    ]
    report["documents"] += [_line(office.key, paper) for paper in papers]
    report["users"] += [
        {
            "desk": office.key,
            "store": store.as_posix(),
            "login_name": user.login_name,
            "password": user.password,
            "roles": [ROLE_LABELS[role] for role in user.roles],
        }
        for user in office.users
    ]


def _line(key: str, paper: IssuedPaper) -> dict[str, str]:
    file = f"{NOTICES}/{paper.file_name}"
    return {"desk": key, "code": paper.code, "number": paper.number, "leaf": paper.leaf, "file": file}


@contextlib.contextmanager
def _hands(application: QApplication, fittings: Fittings, clock: ScriptClock, key: str) -> Iterator[ScriptHands]:
    """One PC switched on: its windows, a pair of hands at them, and all of it gone at the end."""
    app = App(application, fittings)
    hands = ScriptHands(app, screens=Path(SCREENS), advance=clock.advance, clock=clock)
    hands.begin(f"{key}-")
    usual, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: hands.take_fault(error)
    try:
        app.start()
        hands.settle()
        yield hands
    except Stuck as stuck:
        LOG.error("%s: %s", key, stuck)
        hands.seen().save(str(Path(SCREENS, f"{key}-stuck.png")))
        raise
    finally:
        sys.excepthook = usual
        app.window.close()
        app.window.deleteLater()
        app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def _application() -> QApplication:
    """The one QApplication, offscreen where there is no display, with a cursor that does not blink."""
    running = QApplication.instance()
    if running is None:
        seen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if sys.platform.startswith("linux") and not seen:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        running = QApplication(["xinfang-desk"])
    assert isinstance(running, QApplication)
    running.setApplicationName("xinfang-desk")
    running.setCursorFlashTime(0)
    return running
