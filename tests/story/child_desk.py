"""The desk that is killed: the real windows over a real store, in a process of its own.

``python -m tests.story.child_desk HOME TASK ORDER`` does one task and tells on standard output, one JSON list a line,
what was acknowledged to the clerk. It never ends by itself but by trouble.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from sqlalchemy import Engine, event

from tests.fakes import real_office
from tests.fakes.desk_parts import HandClock
from tests.story import killing
from xinfang_desk import bootstrap
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo.driver import Hands, commit
from xinfang_desk.desk.pages.reception import ReceptionPage
from xinfang_desk.devices.folder_printer import FolderPrinter
from xinfang_desk.domain.printing import Sent
from xinfang_desk.services import drafts, issuing
from xinfang_desk.services.context import Desk


def tell(*said: object) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def break_down(error: BaseException) -> None:
    """A bug of the program ends the desk and the test."""
    traceback.print_exception(error)
    sys.stderr.flush()
    os._exit(70)


def stand_still() -> None:
    """Until the kill."""
    threading.Event().wait()


def sit() -> None:
    """As a clerk who looks at the window."""
    while True:
        QTest.qWait(20)


class Moments:
    """Counts what is written on the way to numbered and printed papers; at the chosen moment the desk stands still.

    A moment is a changing statement or a commit of the store (each before it is done), or a call of the printer (before
    it and before its answer). ``stop``: its kind and which one of that kind; with ``runs`` the desk only tells it.
    """

    def __init__(self, stop: list[Any], runs: bool) -> None:
        self._seen: Counter[str] = Counter()
        self._stop = tuple(stop)
        self._runs = runs
        self.counting = False

    def listen(self) -> None:
        event.listen(Engine, "before_cursor_execute", lambda _c, _r, said, *_rest: self._statement(said))
        event.listen(Engine, "commit", lambda _c: self.pass_by("COMMIT"))

    def _statement(self, said: str) -> None:
        words = said.replace('"', "").split()
        if words[0] in ("INSERT", "DELETE"):
            self.pass_by(f"{words[0]} {words[2]}")
        elif words[0] == "UPDATE":
            self.pass_by(f"UPDATE {words[1]}")

    def pass_by(self, what: str) -> None:
        if not self.counting:
            return
        self._seen[what] += 1
        if (what, self._seen[what]) == self._stop:
            tell("moment", what, self._seen[what])
            if not self._runs:
                stand_still()


class WatchedPrinter(FolderPrinter):
    """Puts the sheets into a folder and lets the moments pass by."""

    def __init__(self, folder: Path, moments: Moments) -> None:
        super().__init__(folder)
        self._moments = moments

    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        self._moments.pass_by("before sending")
        answer = super().send(printer, pdf, copies, title, two_sided=two_sided)
        self._moments.pass_by("before the answer")
        return answer


class ChildDesk:
    """One clerk's desk."""

    def __init__(self, home: Path, order: dict[str, Any]) -> None:
        self._order = order
        self._moments = Moments(order.get("stop", []), bool(order.get("runs")))
        application = QApplication(["child-desk"])
        printer = WatchedPrinter(home / "printed", self._moments)
        fittings = bootstrap.build_fittings(home, clock=HandClock(), printer=printer, argon=real_office.CHEAP)
        self.app = App(application, fittings)
        self.hands = Hands(self.app)
        self.app.session.broke.connect(break_down)
        self.app.start()
        killing.enter(self.hands)
        tell("open")

    # tasks

    def type(self) -> None:
        """A registration half done: ``fields`` in order, then ``last`` letter by letter into the last field."""
        hands = self.hands
        hands.press(Qt.Key.Key_F2)
        hands.click("source_visit_button")
        hands.click(f"disclosure_{self._order['disclosure']}_button")
        page = self._page()
        assert page.register_step is not None
        keeper = page.register_step.keeper
        fields: dict[str, str] = self._order["fields"]
        for name, words in fields.items():
            hands.type(name, words)
        hands.settle()
        field = list(fields)[-1]
        keeper.due.connect(lambda: tell("due"))
        keeper.saved.connect(lambda: tell("kept"))
        self._add(field, self._order["last"])
        tell("typed")
        if self._order.get("turns"):
            self._wait_for_save()
            hands.click("source_change_button")
            hands.click("disclosure_yes_button")
            tell("turned")
        if self._order.get("more"):
            self._wait_for_save()
            self._add(field, self._order["more"])
            tell("more")
        sit()

    def fill(self) -> None:
        """The open field of a paper in ③, half done."""
        self._open_row(1)
        self.hands.type("reply_edit", self._order["words"])
        tell("typed")
        self._wait_for_fields(self._order["words"])
        tell("kept")
        sit()

    def issue(self) -> None:
        """Numbers and prints the papers of one reception after the other."""
        hands = self.hands
        self._moments.listen()
        for at in range(1, real_office.RECEPTIONS + 1):
            self._open_row(at)
            hands.pick("ask_kind_combo", "问怎么办")
            hands.type("reply_edit", f"（示例）到{at}号窗口领表。")
            hands.settle()
            tell("pressing", at)
            self._moments.counting = True
            hands.press(Qt.Key.Key_F9)
            hands.get("print_confirm_yes_button")
            self._moments.counting = False
            tell("issued", at, self._numbers())
            hands.click("print_confirm_yes_button")
            hands.settle()
            tell("confirmed", at)
        tell("done")
        sit()

    # inner

    def _page(self) -> ReceptionPage:
        assert self.app.frame is not None
        page = self.app.frame.page("reception")
        assert isinstance(page, ReceptionPage)
        return page

    def _open_row(self, at: int) -> None:
        row = self.hands.get(f"today_row_{at:04d}")
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
        self.hands.settle()

    def _add(self, field: str, words: str) -> None:
        editor = self.hands.get(field, QPlainTextEdit)
        for letter in words:
            commit(editor, letter)

    def _wait_for_save(self) -> None:
        step = self._page().register_step
        assert step is not None
        due: list[int] = []
        saved: list[int] = []
        step.keeper.due.connect(lambda: due.append(1))
        step.keeper.saved.connect(lambda: saved.append(1) if due else None)
        self.hands.wait_for(lambda: bool(saved), "the draft")

    def _wait_for_fields(self, words: str) -> None:
        def kept() -> bool:
            self.app.session.run(
                "look", drafts.open_drafts, done=lambda found: held.extend(one.body_json for one in found)
            )
            self.hands.settle()
            return any(words in body for body in held)

        held: list[str] = []
        self.hands.wait_for(kept, "the draft of the fields")

    def _numbers(self) -> list[str]:
        """Every number that the clerk may have seen by now."""
        page = self._page()
        found: list[str] = []
        self.app.session.run("numbers", _numbers_of, page.current, done=found.extend)
        self.hands.settle()
        return found


def _numbers_of(desk: Desk, reception_id: str) -> list[str]:
    return [paper.number for paper in issuing.owed_papers(desk, reception_id) if paper.number]


def main() -> None:
    home, task, order = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
    sys.excepthook = lambda _kind, error, _trace: break_down(error)
    faulthandler.dump_traceback_later(killing.PATIENCE_S, exit=True)
    tasks: dict[str, Callable[[ChildDesk], None]] = {
        "type": ChildDesk.type,
        "fill": ChildDesk.fill,
        "issue": ChildDesk.issue,
    }
    tasks[task](ChildDesk(home, order))


if __name__ == "__main__":
    main()
