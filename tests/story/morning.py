"""A clerk at the counter of 铜湾镇 whose key presses are counted from the registration to the printed papers."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.fakes.real_office import CHEAP
from xinfang_desk import bootstrap
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo import offices, people
from xinfang_desk.desk.demo.clock import FIRST_MORNING, ScriptClock, SeededIds
from xinfang_desk.desk.demo.people import Person
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.desk.demo.steps import Comer, Matter, Visit, digits, register
from xinfang_desk.devices.folder_printer import FolderPrinter
from xinfang_desk.services import issuing
from xinfang_desk.services.context import BEIJING, Desk

RECEIVER, DECIDER, HANDLER = "覃小禾", "杨启明", "补秋生"


@dataclass(frozen=True)
class Taken:
    """One paper in 定稿: ``audience`` visitor | body | file."""

    id: str
    code: str
    audience: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What a morning came to: the papers by code and what they cost."""

    papers: tuple[Taken, ...]
    keys: int
    cards: int

    def carried(self) -> set[str]:
        """What the visitor takes with him."""
        return {paper.code for paper in self.papers if paper.audience == "visitor"}

    def codes(self) -> set[str]:
        return {paper.code for paper in self.papers}

    def text(self, code: str) -> str:
        """The words of the printed sheet, without spaces and line ends."""
        (found,) = (paper.text for paper in self.papers if paper.code == code)
        return found


@dataclass(eq=False)
class Clerk(ScriptHands):
    """Hands that also know which cards they were shown since the registration."""

    cards: set[str] = field(default_factory=set)
    seen_before: set[str] = field(default_factory=set)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._note()
        super().press(key, modifier)

    def click(self, name: str) -> None:
        self._note()
        super().click(name)

    def _note(self) -> None:
        card = self.find("card_title_label", QLabel)
        if card is not None:
            self.cards.add(card.text())

    def day(self, ahead: int) -> str:
        """A day so many days from today."""
        return (self.today() + timedelta(days=ahead)).isoformat()

    def today(self) -> date:
        return self.clock.now().astimezone(BEIJING).date()

    def receive(self, visit: Visit) -> None:
        """The whole registration; what comes afterwards is counted."""
        self.begin()
        self.refusals.clear()
        register(self, visit, "")
        self.count_from_here()

    def count_from_here(self) -> None:
        self.seen_before = {paper.id for paper in self.papers(words=False)}
        self.cards.clear()
        self.begin()

    def fill(self, code: str = "", **values: str) -> None:
        """The open fields of the paper at hand, or of the one chosen in the list; a chooser costs a key, words none."""
        if code:
            self.tap(f"paper_row_{code}")
        for key, words in values.items():
            if self.find(f"{key}_combo") is not None:
                self.pick(f"{key}_combo", words)
            else:
                self.type(f"{key}_edit", words)

    def search(self, words: str, digit: int = 1) -> None:
        """Words typed where the keys are on card 4, and the digit of a row."""
        line: QWidget = self.get("path_search_edit")
        assert QApplication.focusWidget() is line, "card 4 takes words at once"
        self.type("path_search_edit", words)
        digits(self, digit)

    def split(self, request: str, facts: str) -> None:
        """拆开; where, what for and which class stand as in the matter before."""

        def write() -> None:
            self.type("request_edit", request)
            self.type("facts_edit", facts)
            self.finish()

        self.in_dialog(lambda: self.click("split_button"), write)
        self.settle()

    def publish(self, days: tuple[tuple[str, str, str], ...]) -> None:
        """设置·接访日程, by the administrator's hands."""
        self.click("rail_settings_button")
        self.row("settings_list", "接访日程")
        for at, day in enumerate(days):
            if at:
                self.click("day_add_button")
            for key, words in zip(("on", "who", "when"), day, strict=True):
                self.type(f"day_{at}_{key}_edit", words)
        self.click("days_save_button")
        self.click("rail_reception_button")

    def next_paper(self, code: str) -> None:
        """Enter behind the last field of a paper goes to the next that wants something."""
        self.press(Qt.Key.Key_Return)
        assert self.get(f"paper_row_{code}").property("chosen") in (True, "true"), code

    def print_all(self) -> Outcome:
        """F9, on the conclusion (采用并打印) or on ③; the papers have come out."""
        self.press(Qt.Key.Key_F9)
        self.get("print_confirm_yes_button")
        keys, cards = self._keys, len(self.cards)
        self.click("print_confirm_yes_button")
        fresh = tuple(paper for paper in self.papers() if paper.id not in self.seen_before)
        return Outcome(fresh, keys, cards)

    def papers(self, *, words: bool = True) -> tuple[Taken, ...]:
        """Every paper of the open desk that is in force."""
        found: list[Taken] = []
        self.app.session.run("papers", _papers, words, done=found.extend)
        self.settle()
        return tuple(found)


def _papers(desk: Desk, words: bool) -> tuple[Taken, ...]:
    with desk.store.read() as uow:
        rows = [row for row in uow.documents.all() if row.void_at is None]
    return tuple(
        Taken(
            row.id,
            row.code,
            desk.parts.catalogue.kind(row.code).audience,
            pdf_text(issuing.paper_pdf(desk, row.id)) if words else "",
        )
        for row in rows
    )


def pdf_text(pdf: bytes) -> str:
    """Read by an engine that did not write it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


@contextlib.contextmanager
def open_window(application: QApplication, folder: Path) -> Iterator[Clerk]:
    """铜湾镇 after its first run and settings, at half past eight, with its clerk logged in."""
    clock = ScriptClock(FIRST_MORNING)
    fittings = bootstrap.build_fittings(
        folder / "home",
        clock=clock,
        ids=SeededIds("mornings", clock),
        printer=FolderPrinter(folder / "printed"),
        argon=CHEAP,
    )
    fittings.local.set("last_store", str(folder / "store"))
    app = App(application, fittings)
    clerk = Clerk(app, advance=clock.advance, clock=clock)
    usual, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: clerk.take_fault(error)
    try:
        app.start()
        clerk.settle()
        offices.first_run(clerk, offices.TOWNSHIP)
        offices.settings(clerk, offices.TOWNSHIP)
        yield clerk
    finally:
        sys.excepthook = usual
        app.window.close()
        app.window.deleteLater()
        app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def visitor(at: int) -> Person:
    """One invented person for each number."""
    birth, name = f"19{60 + at}0101", f"示例来访人{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[at]}"
    return Person(
        name, people.number(birth, 101 + 2 * at), f"1300000{300 + at:04d}", *people.TONGWAN, f"（示例）{at}组"
    )


def visit(at: int, request: str, facts: str, content: str, purpose: str = "求决", *, count: int = 0) -> Visit:
    """A visit with an oral matter of this town."""
    matter = Matter(request, facts, purpose, content, where=people.TONGWAN)
    return Visit((Comer(visitor(at)),), matter, RECEIVER, people=count)
