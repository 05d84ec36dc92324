"""The scripted day of a trial: the real windows over a real store, told step by step until a kill ends it.

It runs in a process of its own. What it says stands in an acknowledgement file outside the store, one JSON list a line:
``["doing", step]`` before a step, ``["ack", kind, …]`` only after the window showed that the step is done.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import Engine, event

from tests.fakes import real_office
from tests.story import killing
from tests.story.morning import visitor
from xinfang_desk import bootstrap
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo import people
from xinfang_desk.desk.demo.clock import FIRST_MORNING, ScriptClock
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.desk.demo.steps import digits, enter
from xinfang_desk.desk.pages.exchange import ExchangePage
from xinfang_desk.desk.pages.reception import ReceptionPage
from xinfang_desk.desk.pages.settings import SettingsPage
from xinfang_desk.desk.setup.data_pages import DataPage
from xinfang_desk.desk.texts import setup as setup_text
from xinfang_desk.devices.folder_printer import FolderPrinter
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.resources import resource
from xinfang_desk.services import exporting, issuing
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.ports import ClockPort

# The steps of a day in their order; a round is one visit with what belongs to it.
STEPS = (
    "migrating",
    "typing",
    "registering",
    "screening",
    "numbering",
    "printing",
    "exporting",
    "backing up",
    "locking",
)
RECEIVER = "周小兰"
PACKAGES, BACKUPS = "packages", "backups"


@dataclass(frozen=True)
class Aim:
    """Where the desk kills itself: at the n-th changing statement or commit while it does ``step``."""

    step: str
    moment: int


class Journal:
    """Tells in order and at once; a line is whole or not there."""

    def __init__(self, path: Path, aim: Aim | None) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._aim = aim
        self._step = ""
        self.moments: Counter[str] = Counter()

    def doing(self, step: str) -> None:
        self._step = step
        self._say("doing", step)

    def ack(self, kind: str, *what: object) -> None:
        self._say("ack", kind, *what)

    def rest(self) -> None:
        """What is written now belongs to no step."""
        self._step = ""

    def count(self, step: str) -> None:
        self._say("count", step, self.moments[step])

    def pass_by(self) -> None:
        """A statement that writes, or a commit, is about to be done."""
        if not self._step:
            return
        self.moments[self._step] += 1
        if self._aim is not None and (self._step, self.moments[self._step]) == (self._aim.step, self._aim.moment):
            self._say("aimed", self._step, self._aim.moment)
            os.kill(os.getpid(), signal.SIGKILL)

    def _say(self, *said: object) -> None:
        line = json.dumps([round(time.monotonic(), 4), *said], ensure_ascii=False)
        os.write(self._handle, line.encode() + b"\n")


def listen(journal: Journal) -> None:
    def statement(_connection: object, _cursor: object, said: str, *_rest: object) -> None:
        if said.split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP"):
            journal.pass_by()

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", lambda _connection: journal.pass_by())


def parts_of(home: Path, built: Parts, clock: ClockPort) -> Parts:
    """The real parts of one PC; what keeps nothing of a store is built once for all."""
    printer = FolderPrinter(home / "printed")
    building = home / "building"
    packages = PackageWriter([resource("profiles", name).read_bytes() for name in bootstrap.PROFILES], building)
    packages.wipe()
    vault = bootstrap.build_vault(clock, built.ids, real_office.CHEAP)
    return replace(built, clock=clock, printer=printer, packages=packages, vault=vault)


class Day:
    """One clerk's day; ``rounds`` visits, then it ends by itself."""

    def __init__(self, application: QApplication, home: Path, out: Path, parts: Parts, journal: Journal) -> None:
        self._journal, self._out = journal, out
        clock = ScriptClock(FIRST_MORNING)
        parts = parts_of(home, parts, clock)
        self.app = App(application, replace(bootstrap.build_fittings(home), build_parts=lambda: parts))
        self.hands = ScriptHands(self.app, clock=clock, advance=lambda _seconds: None)
        self.app.session.broke.connect(lambda error: os._exit(70))

    def play(self, rounds: int) -> None:
        journal = self._journal
        listen(journal)
        journal.doing("migrating")
        self.app.start()
        killing.enter(self.hands)
        self._seen()
        journal.ack("open")
        journal.count("migrating")
        journal.rest()
        for at in range(rounds):
            for step, work in self._round(at):
                journal.doing(step)
                work()
                journal.count(step)
                journal.rest()
        self._say_end()

    def _say_end(self) -> None:
        self._journal.ack("end")
        self.app.window.close()

    def _round(self, at: int) -> Iterator[tuple[str, Callable[[], None]]]:
        words = f"（示例）第{at + 1}位请把水渠补偿算清楚"
        yield "typing", lambda: self._type(at, words)
        yield "registering", lambda: self._register(words)
        yield "screening", self._screen
        yield "numbering", self._number
        yield "printing", self._printed
        yield "exporting", self._export
        yield "backing up", lambda: self._back_up(at)
        yield "typing", lambda: self._begin(at, f"（示例）第{at + 1}位又想起一件事，还没说完")
        yield "locking", self._lock

    # steps

    def _type(self, at: int, words: str) -> None:
        hands, person = self.hands, visitor(at % 12)
        draft = hands.find("draft_take_button")
        if draft is not None:
            hands.click("draft_take_button")
        else:
            self._new()
        hands.type("visitor_name_edit", person.name)
        hands.type("id_number_edit", person.id_number)
        hands.type("phone_edit", person.phone)
        hands.pick("town_combo", people.TONGWAN[0])
        hands.type("address_edit", person.address)
        hands.pick("receiver_combo", RECEIVER)
        self._words(words)
        hands.type("facts_edit", "（示例）修水渠少算了十二米")
        hands.pick("purpose_combo", "求决")
        hands.pick("content_class_combo", "农业农村")
        hands.leave_field()

    def _begin(self, at: int, words: str) -> None:
        """A form that is left half done."""
        self.hands.click("rail_reception_button")
        self._new()
        self.hands.type("visitor_name_edit", visitor((at + 5) % 12).name)
        self._words(words)

    def _new(self) -> None:
        self.hands.press(Qt.Key.Key_F2)
        self.hands.click("source_visit_button")
        self.hands.click("disclosure_no_button")

    def _words(self, words: str) -> None:
        """Typed, and told only when the keeper says that the draft is kept."""
        step = self._page().register_step
        assert step is not None
        saved: list[int] = []
        step.keeper.saved.connect(lambda: saved.append(1))
        self.hands.type("request_edit", words)
        self.hands.wait_for(lambda: bool(saved), "the draft")
        self._journal.ack("draft", words)

    def _register(self, words: str) -> None:
        self.hands.finish()
        self.hands.get("register_step_button")
        self.hands.get("card_title_label", QLabel)
        self._journal.ack("registered", self._page().current, words)

    def _screen(self) -> None:
        enter(self.hands)
        digits(self.hands, 4, 1, 1, 3)
        self.hands.get("leaf_title_label")
        self.hands.finish()
        self.hands.get("handler_clear_combo")
        self._journal.ack("screened", self._page().current)

    def _number(self) -> None:
        hands = self.hands
        self._fill("handler", RECEIVER)
        self._fill("handler_clear", "无直接利害关系")
        hands.press(Qt.Key.Key_F9)
        hands.get("print_confirm_yes_button")
        self._journal.ack("issued", self._page().current, self._seen())

    def _printed(self) -> None:
        self.hands.click("print_confirm_yes_button")
        self.hands.settle()
        self._journal.ack("printed", self._page().current)

    def _export(self) -> None:
        hands, folder = self.hands, self._out / PACKAGES
        hands.click("rail_exchange_button")
        hands.get("exchange_page", ExchangePage).ask_folder = lambda: str(folder)
        hands.click("export_button")
        hands.settle()
        batches: list[object] = []
        self.app.session.run("batches", _batches, done=batches.extend)
        hands.settle()
        self._journal.ack("exported", batches, [path.name for path in sorted(folder.glob("[!.]*"))])

    def _back_up(self, at: int) -> None:
        hands, folder = self.hands, self._out / BACKUPS
        hands.click("rail_settings_button")
        page = hands.get("settings_page", SettingsPage).open_tab(setup_text.TAB_DATA)
        assert isinstance(page, DataPage)
        before = set(folder.glob("*.xfbak"))
        page.back_up_to(folder)
        hands.settle()
        made = sorted(path.name for path in set(folder.glob("*.xfbak")) - before)
        assert made, page.sentence.text()
        self._journal.ack("backed up", made[-1])
        hands.click("rail_reception_button")

    def _lock(self) -> None:
        self.hands.click("lock_button")
        self.hands.settle()
        self._journal.ack("left")
        killing.enter(self.hands)

    # inner

    def _fill(self, field: str, words: str) -> None:
        if self.hands.find(f"{field}_combo") is not None:
            self.hands.pick(f"{field}_combo", words)
        else:
            self.hands.type(f"{field}_edit", words)

    def _page(self) -> ReceptionPage:
        assert self.app.frame is not None
        page = self.app.frame.page("reception")
        assert isinstance(page, ReceptionPage)
        return page

    def _seen(self) -> list[str]:
        """Every number that the clerk may have seen by now."""
        found: list[str] = []
        if self._page().current:
            self.app.session.run("numbers", _numbers, self._page().current, done=found.extend)
            self.hands.settle()
        return found


def _numbers(desk: Desk, reception_id: str) -> list[str]:
    return [paper.number for paper in issuing.owed_papers(desk, reception_id) if paper.number]


def _batches(desk: Desk) -> list[int]:
    return [batch.batch_no for batch in exporting.batches(desk) if batch.state == "written"]
