"""A store on the disk, a desk of its own process to kill, and the next start of the windows over the same store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.fakes import real_office
from tests.fakes.real_office import ADMIN, CLERK, PASSWORD, STORE
from xinfang_desk import bootstrap
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo.driver import Hands, Stuck
from xinfang_desk.services import office
from xinfang_desk.services.context import Desk

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120  # after which a child that stands still ends itself


# the desk that is killed


@dataclass
class Child:
    """A desk in a process of its own; it tells on its standard output what it did, one JSON list a line.

    Attributes:
        told: every line so far.
    """

    process: subprocess.Popen[str]
    told: list[list[Any]] = field(default_factory=list)

    def until(self, word: str) -> list[Any]:
        """Reads on to the line that begins with ``word``."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = json.loads(line)
            self.told.append(said)
            if said[0] == word:
                return list(said)
            if said[0] == "done":
                break
        raise AssertionError(f"the desk ended before {word!r} after {self.told[-5:]}: {self._trouble()}")

    def kill(self) -> None:
        """As a power cut does; what it had still said is taken note of."""
        self.process.kill()
        assert self.process.stdout is not None
        self.told += [json.loads(line) for line in self.process.stdout if line.endswith("\n")]
        self.process.wait()

    def all(self, word: str) -> list[list[Any]]:
        return [said for said in self.told if said[0] == word]

    def _trouble(self) -> str:
        assert self.process.stderr is not None
        self.process.kill()
        return self.process.stderr.read()[-2000:]


@contextmanager
def desk_of(home: Path, task: str, **order: object) -> Iterator[Child]:
    """Starts ``child_desk.py`` on a store; gone at the end, whatever happened."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tests.story.child_desk", str(home), task, json.dumps(order)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        child = Child(process)
        try:
            yield child
        finally:
            if process.poll() is None:
                child.kill()


# the next start


class NextStart:
    """The program as it is started on the store afterwards; its parts are built once, for they keep nothing of a store.

    Attributes:
        parts: the real ones, with a fixed clock, passwords that cost nothing and a printer that is a folder.
    """

    def __init__(self, application: QApplication, building: Path) -> None:
        self._application = application
        self.parts = real_office.build_parts(building)

    @contextmanager
    def windows(self, home: Path, user: str = CLERK) -> Iterator[Hands]:
        """The windows over the store, logged in."""
        fittings = replace(bootstrap.build_fittings(home), build_parts=lambda: self.parts)
        app = App(self._application, fittings)
        try:
            hands = Hands(app)
            app.start()
            enter(hands, user)
            yield hands
        finally:
            app.window.close()
            app.window.deleteLater()
            app.deleteLater()
            for _ in range(3):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
                QCoreApplication.processEvents()

    @contextmanager
    def opened(self, home: Path, user: str = ADMIN) -> Iterator[Desk]:
        """The store without windows, to look at what the kill left."""
        desk = office.log_in(self.parts, home / STORE, user, PASSWORD)
        try:
            yield desk
        finally:
            desk.store.close()


def enter(hands: Hands, user: str = CLERK) -> None:
    hands.settle()
    hands.type("login_name_edit", user)
    hands.type("password_edit", PASSWORD)
    hands.press(Qt.Key.Key_Return)
    try:
        hands.wait_for(lambda: hands.app.frame is not None, "the desk")
    except Stuck as stuck:
        page = hands.app.login_page
        raise Stuck(f"{stuck}; {page.sentence.text()!r}, keys go to {QApplication.focusWidget()!r}") from None
    hands.settle()
