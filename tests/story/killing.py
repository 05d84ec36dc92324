"""A store on the disk, a desk of its own process to kill, and the next start of the windows over the same store."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.fakes.desk_parts import HandClock
from xinfang_desk import bootstrap
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.devices.folder_printer import FolderPrinter
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.services import cards, office, screening
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.ports import NewUser
from xinfang_desk.services.registration import ItemEntry, Registration, VisitorEntry, complete_registration
from xinfang_desk.store.files import DESK_DB
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.sqlite.keys import Argon
from xinfang_desk.store.store import SqlStore

ROOT = Path(__file__).parents[2]
STORE = "store"
CHEAP = Argon(time=1, memory_kib=8, lanes=1)
PASSWORD = "tongwan-2026"
CLERK, ADMIN = "zhou", "admin"
RECEPTIONS = 2
PAPERS = ("A1", "A2", "A3", "B14")  # of each reception
PATIENCE_S = 120  # after which a child that stands still ends itself


def make_home(home: Path, parts: Parts) -> None:
    """铜湾镇 after its first run, with two questions that were registered and screened and wait for their papers."""
    staff = (office.StaffEntry("陈站长", "综治办主任", may_decide=True), office.StaffEntry("周小兰", "接访员"))
    users = (
        NewUser(ADMIN, "陈站长", ("admin",), PASSWORD),
        NewUser(CLERK, "周小兰", ("clerk",), PASSWORD),
        NewUser("keeper", "吴保密", ("secrecy",), PASSWORD),
    )
    order = office.FirstRun(home / STORE, township(), staff, users, approved_by="陈站长")
    office.log_out(office.first_run(parts, order).desk)
    desk = office.log_in(parts, home / STORE, CLERK, PASSWORD)
    try:
        receiver = office.staff(desk)[1].id
        for at in range(RECEPTIONS):
            _screened(desk, receiver, at)
    finally:
        office.log_out(desk)


def _screened(desk: Desk, receiver: str, at: int) -> None:
    """A question of the counter: 登记, 咨询 (L05)."""
    visitor = VisitorEntry(name=f"李𬀩{'甲乙'[at]}", division="431221104", address=f"（示例）{at + 1}组")
    matter = ItemEntry(
        request="想知道翻新老屋要办什么手续。", facts="不知道先找谁。", purpose="zixun", content_class="ziran"
    )
    form = Registration(visitors=(visitor,), items=(matter,), receiver_id=receiver)
    (item,) = complete_registration(desk, form).items
    state = cards.go_on(desk, cards.start_cards(desk, item.item_id))
    state = cards.choose(desk, state, "consult")
    state = cards.answer(desk, state, "want", "know")
    state = cards.go_on(desk, state)
    screening.conclude(desk, screening.Conclude(state, {}))


def township() -> OfficeProfile:
    return OfficeProfile(
        name="铜湾镇人民政府",
        level="township",
        desk_role="B",
        short_word="铜政",
        seal_names=("铜湾镇人民政府",),
        org_code="431221104",
        address="铜湾镇正街 1 号",
        floor="一楼接访大厅",
        telephone="0745-2810001",
        hours="工作日 8:30—17:30",
        query_way="打窗口电话，报登记编号和查询码",
        division="431221104",
        division_name="铜湾镇",
        county_name="中方县",
        superior="中方县人民政府",
    )


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
        self.parts = bootstrap.build_parts(
            home=building, clock=HandClock(), printer=FolderPrinter(building / "printed"), argon=CHEAP
        )

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
    hands.wait_for(lambda: hands.app.frame is not None, "the desk")
    hands.settle()


def copy_home(template: Path, to: Path) -> Path:
    shutil.copytree(template, to)
    return to


def every_text(desk: Desk) -> Iterator[tuple[str, str]]:
    """(table, text) of everything that stands in the store, past every use-case."""
    store = desk.store
    assert isinstance(store, SqlStore)
    connection = raw_connect(store.folder / DESK_DB, store.key)
    try:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield from ((table, value) for value in row if isinstance(value, str))
    finally:
        connection.close()
