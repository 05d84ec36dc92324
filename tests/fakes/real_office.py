"""铜湾镇 in a real store on the disk, with passwords that cost nothing; every name is invented."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.fakes.desk_parts import HandClock
from xinfang_desk import bootstrap
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

STORE = "store"
CHEAP = Argon(time=1, memory_kib=8, lanes=1)
PASSWORD = "tongwan-2026"
CLERK, ADMIN, KEEPER = "zhou", "admin", "keeper"
RECEPTIONS = 2
PAPERS = ("A1", "A2", "A3", "B14")  # of each reception


def build_parts(home: Path) -> Parts:
    """The real parts with a fixed clock and a printer that is a folder."""
    printer = FolderPrinter(home / "printed")
    return bootstrap.build_parts(home=home, clock=HandClock(), printer=printer, argon=CHEAP)


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
