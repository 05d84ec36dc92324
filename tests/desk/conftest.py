"""The real windows, offscreen, over a store in memory and everything else real: catalogue, rules, paper, package."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.desk_parts import CountedIds, HandClock, MemoryVault, PlainSeal, SoundMachine, StoryPrinter
from tests.fakes.memory_store import MemoryStore, MemoryUnit
from xinfang_desk import commands
from xinfang_desk.bootstrap import PROFILES
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo import driver
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.fittings import Fittings
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.divisions import Divisions, load_divisions
from xinfang_desk.domain.office import OfficeProfile, Policy
from xinfang_desk.domain.paths import load_paths
from xinfang_desk.domain.records import Authority
from xinfang_desk.domain.template_pack import load_catalogue
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.resources import resource
from xinfang_desk.services import office
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.ports import NewUser
from xinfang_desk.settings import DECLARED

FOLDER = Path("/数据/铜湾")
PASSWORD = "tongwan-2026"

driver.PATIENCE_S = 15.0

# Said by the offscreen platform itself, not about our windows.
QUIET = ("propagateSizeHints", "QFontDatabase: ")


@dataclass(frozen=True)
class Shelf:
    """What is read once for all tests."""

    catalogue: Catalogue
    rules: Any
    paths: Any
    calendar: Any
    divisions: Divisions
    paper: PaperRenderer


def read_shelf() -> Shelf:
    templates, divisions = resource("templates", "national"), resource("divisions")
    return Shelf(
        catalogue=load_catalogue({path.name: path.read_bytes() for path in sorted(templates.glob("*.json"))}),
        rules=commands.rules(),
        paths=load_paths(resource("rules", "statutory_paths.json").read_bytes()),
        calendar=commands.calendar(),
        divisions=load_divisions(
            (divisions / "counties_cn_2023.csv").read_text("utf-8"),
            *(path.read_text("utf-8") for path in sorted(divisions.glob("towns_*.csv"))),
        ),
        paper=PaperRenderer(resource("fonts")),
    )


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return read_shelf()


class Local:
    """The settings of this PC, kept for one test."""

    def __init__(self) -> None:
        self.values: dict[str, str | int | float | bool] = {key: one.default for key, one in DECLARED.items()}

    def get(self, key: str) -> str | int | float | bool:
        return self.values[key]

    def set(self, key: str, value: str | int | float | bool) -> None:
        assert key in self.values, key
        self.values[key] = value


@dataclass
class Room:
    """A reception room with one PC: its parts are open to the test, its windows to the hands.

    ``start`` opens the program, ``restart`` closes it as a power cut does and opens it again on the same store.
    """

    parts: Parts
    clock: HandClock
    vault: MemoryVault
    printer: StoryPrinter
    local: Local
    application: QApplication
    folder: Path = FOLDER
    apps: list[App] = field(default_factory=list)
    backups: list[Path] = field(default_factory=list)

    @property
    def app(self) -> App:
        return self.apps[-1]

    @property
    def hands(self) -> Hands:
        return self._hands

    @property
    def store(self) -> MemoryStore:
        return self.vault.stores[self.folder]

    @property
    def unit(self) -> MemoryUnit:
        return self.store.unit

    def start(self) -> Hands:
        fittings = Fittings(
            build_parts=lambda: self.parts,
            store_state=self.vault.state,
            default_folder=self.folder,
            local=self.local,
            restore=lambda backup, _folder: f"已从备份恢复：{backup.name}",
            backup=self._back_up,
        )
        app = App(self.application, fittings)
        self.apps.append(app)
        self._hands = Hands(app)
        app.start()
        self._hands.settle()
        return self._hands

    def stop(self) -> None:
        while self.apps:
            app = self.apps.pop()
            app.window.close()
            app.window.deleteLater()
            app.deleteLater()
        sweep()

    def restart(self) -> Hands:
        """The window is closed as one closes a window, and opened again."""
        self.stop()
        return self.start()

    def cut_power(self) -> Hands:
        """The program is gone from one moment to the next; only what the store holds is left."""
        app = self.apps.pop()
        app.window.closing.disconnect(app.close)
        app.window.close()
        app.session._pool.shutdown(wait=True, cancel_futures=True)
        app.window.deleteLater()
        app.deleteLater()
        sweep()
        return self.start()

    def set_up(self, profile: OfficeProfile | None = None) -> None:
        """The office as its first run would leave it."""
        order = office.FirstRun(
            self.folder, profile or township(), people_of_the_office(), users(), approved_by="陈站长"
        )
        desk = office.first_run(self.parts, order).desk
        office.save_authorities(desk, directory())

    def enter(self, name: str = "zhou") -> Hands:
        """Starts the program and logs in."""
        hands = self.start()
        self.log_in(name)
        return hands

    def log_in(self, name: str) -> None:
        hands = self._hands
        hands.type("login_name_edit", name)
        hands.type("password_edit", PASSWORD)
        hands.press(Qt.Key.Key_Return)
        hands.wait_for(lambda: self.app.frame is not None, "the desk")
        hands.settle()

    def desk(self) -> Desk:
        return self.app.session.desk

    def later(self, **by: int) -> None:
        """Turns the clock on: ``later(days=1)``."""
        self.clock.moment = self.clock.moment + timedelta(**by)

    def said(self) -> str:
        """The sentence at the foot of the window."""
        frame = self.app.frame
        assert frame is not None
        return "" if frame.sentence_bar.isHidden() else frame.sentence_bar.text.text()

    def _back_up(self, desk: Desk, folder: Path) -> str:
        self.backups.append(folder)
        return f"备份已写好并且试着打开过：{folder}"


def sweep() -> None:
    """Lets everything that was thrown away really go."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def make_room(application: QApplication, shelf: Shelf, building: Path) -> Room:
    """A PC with nothing on it yet."""
    clock, vault, printer = HandClock(), MemoryVault(), StoryPrinter()
    parts = Parts(
        clock=clock,
        ids=CountedIds(),
        vault=vault,
        seal=PlainSeal(),
        paper=shelf.paper,
        printer=printer,
        packages=PackageWriter([resource("profiles", name).read_bytes() for name in PROFILES], building),
        catalogue=shelf.catalogue,
        rules=shelf.rules,
        paths=shelf.paths,
        calendar=shelf.calendar,
        divisions=shelf.divisions,
        software_version="0.1.0",
        machine=SoundMachine(),
    )
    return Room(parts, clock, vault, printer, Local(), application)


@pytest.fixture
def room(qapp: QApplication, shelf: Shelf, tmp_path: Path) -> Iterator[Room]:
    """A PC with nothing on it yet."""
    made = make_room(qapp, shelf, tmp_path / "building")
    yield made
    made.stop()


@pytest.fixture
def town(room: Room) -> Room:
    """铜湾镇人民政府 after its first run (role B)."""
    room.set_up()
    return room


@pytest.fixture
def county(room: Room) -> Room:
    """中方县信访局 after its first run (role A)."""
    room.set_up(bureau())
    return room


def township() -> OfficeProfile:
    return OfficeProfile(
        name="铜湾镇人民政府",
        level="township",
        desk_role="B",
        short_word="铜政",
        seal_names=("铜湾镇人民政府", "中共铜湾镇委员会"),
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
        policy=Policy(n3_title="guidance", n3_basis="（示例）省级信访工作规则第八条"),
    )


def bureau() -> OfficeProfile:
    return OfficeProfile(
        name="中方县信访局",
        level="county",
        desk_role="A",
        short_word="中信",
        seal_names=("中方县信访局",),
        org_code="431221",
        address="中方县中方镇政府路 2 号",
        floor="一楼",
        telephone="0745-2820001",
        hours="工作日 8:30—17:30",
        query_way="打窗口电话，报登记编号和查询码",
        division="431221",
        division_name="中方县",
        county_name="中方县",
        superior="怀化市信访局",
    )


def people_of_the_office() -> tuple[office.StaffEntry, ...]:
    return (
        office.StaffEntry("陈站长", "综治办主任", "0745-2810002", may_decide=True),
        office.StaffEntry("周小兰", "接访员", "0745-2810001"),
    )


def users() -> tuple[NewUser, ...]:
    return (
        NewUser("admin", "陈站长", ("admin", "reviewer"), PASSWORD),
        NewUser("zhou", "周小兰", ("clerk",), PASSWORD),
        NewUser("keeper", "吴保密", ("secrecy",), PASSWORD),
    )


def directory() -> tuple[Authority, ...]:
    def body(name: str, kind: str) -> Authority:
        return Authority("", name, kind, "中方县中方镇", "0745-2830000", "工作日", "坐 1 路车", True)

    return (
        body("中方县人民法院", "court"),
        body("中方县民政局", "bureau"),
        body("中方县人力资源和社会保障局", "labour"),
        body("铜湾镇人民调解委员会", "mediation"),
    )


@pytest.fixture(autouse=True)
def no_warning(qtlog: Any) -> Iterator[None]:
    """Any Qt warning fails the test."""
    yield
    loud = [
        record.message
        for record in qtlog.records
        if record.type_name in ("QtWarningMsg", "QtCriticalMsg", "QtFatalMsg")
        and not any(words in record.message for words in QUIET)
    ]
    assert not loud, loud


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """A test leaves no window, no running timer, no thread."""
    threads = set(threading.enumerate())
    yield
    sweep()
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not windows, [w.objectName() or type(w).__name__ for w in windows]
    ticking = [timer for w in QApplication.topLevelWidgets() for timer in w.findChildren(QTimer) if timer.isActive()]
    assert not ticking, [t.parent().objectName() for t in ticking]
    left = [thread for thread in set(threading.enumerate()) - threads if thread.is_alive()]
    assert not left, left


Ask = Callable[..., Any]


def shown_widgets(root: QWidget, kind: type[QWidget]) -> list[Any]:
    return [w for w in root.findChildren(kind) if w.isVisible()]
