"""Kills the real program at moments of a scripted day and proves by opening the store that nothing was lost.

``python3 installer/dev.py trials --kills N [--seed S]``. One process imports everything and is forked for each day and
for each proof, so that a trial costs a day's work and no start. A kill is SIGKILL: either from outside after a part of
a step's usual time, or at the n-th statement of a step by the desk itself, which the seed repeats exactly. A kill is
not a power cut: what the system had taken is still written (see docs/trials).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.fakes import real_office
from tests.story import trial_day
from tests.story.trial_proof import Found, prove
from xinfang_desk import desk
from xinfang_desk.domain.frozen_papers import read_frozen
from xinfang_desk.services import office
from xinfang_desk.services.context import Parts
from xinfang_desk.store import migrate
from xinfang_desk.store.store import SqlStore

OLD_REVISION = "0002"  # where the day's store stands when its program is new
SEED = 20261123
PATIENCE_S = 60
POLL_S = 0.002
TOLD_EVERY = 25


@dataclass(frozen=True)
class Plan:
    """One kill. ``moment``: which writing statement of the step, 0 = from outside after ``part`` of its usual time."""

    step: str
    turn: int
    moment: int
    part: float


@dataclass
class Usual:
    """What one day without a kill took: seconds and writing statements by step."""

    seconds: dict[str, float] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)


@dataclass
class Tally:
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    broken: int = 0
    fell: Counter[str] = field(default_factory=Counter)

    def take(self, step: str, how: str, found: Found) -> None:
        self.kills += 1
        self.lost += len(found.lost)
        self.doubled += len(found.doubled)
        self.broken += len(found.broken)
        self.fell[f"{step} · {how}"] += 1

    @property
    def line(self) -> str:
        return f"{self.kills} kills, {self.lost} lost, {self.doubled} doubled"


class Trials:
    """A template store and the parts that every day and proof starts from."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._template = work / "template"
        self.parts: Parts = real_office.build_parts(work / "parts")
        self.usual = Usual()

    def prepare(self) -> None:
        """The store of the day before, at an older revision, and how long a day without a kill takes."""
        status, _ = in_fork(self._make_template, self._work / "made.json")
        if status != 0:
            raise SystemExit("the store of the trials could not be made")
        day = self._work / "usual"
        lines = self._play(day, None, None)
        if not lines or lines[-1][1:3] != ["ack", "end"]:
            raise SystemExit(f"a day without a kill did not end: {lines[-3:]}")
        starts: dict[str, float] = {}
        for at, kind, *said in lines:
            if kind == "doing":
                starts[said[0]] = at
            elif kind == "count":
                step = said[0]
                self.usual.seconds[step] = max(self.usual.seconds.get(step, 0.0), at - starts[step])
                self.usual.moments[step] = said[1]
        self._warm(day / "home" / real_office.STORE)
        shutil.rmtree(day)
        if os.environ.get("TRIALS_KEEP"):
            say(json.dumps([self.usual.seconds, self.usual.moments]))

    def _warm(self, folder: Path) -> None:
        """What every fork would load again: modules, faces and the engines of the papers."""
        for module in pkgutil.walk_packages(desk.__path__, f"{desk.__name__}."):
            if "windows" not in module.name:
                importlib.import_module(module.name)
        opened = office.log_in(self.parts, folder, real_office.ADMIN, real_office.PASSWORD)
        with opened.store.read() as uow:
            papers = uow.documents.all()
        opened.store.close()
        for paper in papers:
            pdf = self.parts.paper.pdf(read_frozen(paper.data_json)).pdf
            self.parts.paper.text(pdf)

    def plan(self, seed: int, number: int) -> Plan:
        chance = random.Random(f"{seed}/{number}")
        step = trial_day.STEPS[number % len(trial_day.STEPS)]
        moments = self.usual.moments[step]
        aimed = moments > 0 and (number // len(trial_day.STEPS)) % 2 == 0
        turn = 2 if step == "typing" and chance.random() < 0.5 else 1
        return Plan(step, turn, chance.randint(1, moments) if aimed else 0, chance.random())

    def kill(self, number: int, plan: Plan) -> tuple[str, str, Found]:
        """(where it fell, how, what the proof found)."""
        day = self._work / f"day-{number}"
        try:
            lines = self._play(day, plan, trial_day.Aim(plan.step, plan.moment) if plan.moment else None)
            doing = [said[2] for said in lines if said[1] == "doing"]
            counted = [said[2] for said in lines if said[1] == "count"]
            fell = doing[-1] if doing and len(doing) > len(counted) else "between"
            status, found = in_fork(lambda: prove(self.parts, day, lines), day / "found.json")
            if status != 0 or found is None:
                return fell, _how(plan), Found(broken=[f"the proof ended with {status}"])
            return fell, _how(plan), Found(**found)
        finally:
            if not os.environ.get("TRIALS_KEEP"):
                shutil.rmtree(day, ignore_errors=True)

    def _make_template(self) -> None:
        real_office.make_home(self._template, self.parts)
        folder = self._template / real_office.STORE
        opened = self.parts.vault.open(folder, real_office.ADMIN, real_office.PASSWORD)
        assert isinstance(opened.store, SqlStore)
        key = opened.store.key
        opened.store.close()
        with migrate.migrating(folder, key) as engine:
            migrate.run(engine, OLD_REVISION)

    def _play(self, day: Path, plan: Plan | None, aim: trial_day.Aim | None) -> list[list[Any]]:
        """One day; killed as planned, or played to its end. Returns what was told."""
        day.mkdir()
        shutil.copytree(self._template, day / "home")
        for name in (trial_day.PACKAGES, trial_day.BACKUPS):
            (day / name).mkdir()
        told = day / "told.jsonl"
        pid = os.fork()
        if pid == 0:
            _leave(lambda: self._sit(day, aim))
        killer = Killer(pid, told, plan, self.usual)
        try:
            killer.watch()
        finally:
            killer.end()
        return read(told)

    def _sit(self, day: Path, aim: trial_day.Aim | None) -> None:
        sys.excepthook = _break_down
        application = QApplication(["trial-day"])
        journal = trial_day.Journal(day / "told.jsonl", aim)
        trial_day.Day(application, day / "home", day, self.parts, journal).play(1)


class Killer:
    """Waits for the planned step of a desk's day and kills it there."""

    def __init__(self, pid: int, told: Path, plan: Plan | None, usual: Usual) -> None:
        self._pid, self._told, self._plan, self._usual = pid, told, plan, usual
        self._gone = False

    def watch(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while not self._is_gone():
            if time.monotonic() > until:
                raise SystemExit(f"the desk stands still at {read(self._told)[-2:]}")
            if self._plan is not None and not self._plan.moment and self._has_come(self._plan):
                time.sleep(self._usual.seconds[self._plan.step] * self._plan.part)
                return
            time.sleep(POLL_S)

    def end(self) -> None:
        if not self._is_gone():
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._gone = True

    def _has_come(self, plan: Plan) -> bool:
        begun = [line for line in read(self._told) if line[1] == "doing" and line[2] == plan.step]
        return len(begun) >= plan.turn

    def _is_gone(self) -> bool:
        if not self._gone:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            self._gone = pid != 0
            if self._gone and os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
                raise SystemExit(f"the desk broke by itself after {read(self._told)[-3:]}")
        return self._gone


def read(told: Path) -> list[list[Any]]:
    """Every whole line."""
    if not told.exists():
        return []
    return [json.loads(line) for line in told.read_bytes().split(b"\n")[:-1]]


def in_fork(work: Callable[[], Found | None], answer: Path) -> tuple[int, dict[str, list[str]] | None]:
    """Does a work in a process of its own; its exit status and what it found."""
    pid = os.fork()
    if pid == 0:
        _leave(lambda: answer.write_text(json.dumps(vars(work() or Found())), "utf-8"))
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return code, json.loads(answer.read_text("utf-8")) if code == 0 else None


def _leave(work: Callable[[], object]) -> None:
    """The end of a forked process: it never comes back into the code that forked it."""
    status = 70
    try:
        signal.alarm(PATIENCE_S)
        work()
        status = 0
    except BaseException:  # noqa: BLE001  told on the error stream and by the status
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _break_down(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    traceback.print_exception(error)
    sys.stderr.flush()
    os._exit(70)


def _how(plan: Plan) -> str:
    return "at a statement" if plan.moment else "at a moment"


def run(kills: int, seed: int, say: Callable[[str], None]) -> Tally:
    """So many trials; what fails is told at once with the number that repeats it."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="trials-") as work:
        trials = Trials(Path(work))
        trials.prepare()
        for number in range(kills):
            plan = trials.plan(seed, number)
            fell, how, found = trials.kill(number, plan)
            tally.take(fell, how, found)
            for problem in (*found.lost, *found.doubled, *found.broken):
                say(f"trial {number} ({plan}): {problem}")
            if tally.kills % TOLD_EVERY == 0:
                say(f"so far: {tally.line}")
    return tally


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=SEED)
    order = parser.parse_args()
    begin = time.monotonic()
    tally = run(order.kills, order.seed, say)
    for step in sorted(tally.fell):
        say(f"{tally.fell[step]:5d}  {step}")
    say(f"seed {order.seed}, {time.monotonic() - begin:.0f} s, {tally.broken} other faults")
    say(tally.line)
    return 1 if tally.lost or tally.doubled or tally.broken else 0


if __name__ == "__main__":
    sys.exit(main())
