"""查询 over many made items against a bare indexed lookup in the same store (design.md 9; printed, no assertion)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from tests.bench.turns import in_turn, tell, timed
from tests.store.making import NAME, PASSWORD, make_vault
from tests.store.rows import AT, FIRST_USER, WORLD, fill
from xinfang_desk.domain.access import NewUser
from xinfang_desk.domain.searching import understand
from xinfang_desk.store import schema as t
from xinfang_desk.store.store import SqlStore

ITEMS, AT_ONCE, ROUNDS, DAYS = 100_000, 5000, 60, 1000
FIRST_DAY = date(2023, 3, 1)
TODAY = FIRST_DAY + timedelta(days=DAYS - 1)
SURNAMES = "李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗𬀩"
SUBJECTS = ("低保金", "修路", "征地补偿", "宅基地", "水渠", "工资", "噪音", "养老保险", "退耕还林", "医疗费")


class Maker:
    """Rows of one item after another, the same for the same seed."""

    def __init__(self) -> None:
        self.dice = random.Random(8)
        self.letters = [chr(0x4E00 + self.dice.randrange(3000)) for _ in range(3000)]

    def text(self, count: int) -> str:
        return "".join(self.dice.choices(self.letters, k=count))

    def rows(self, at: int) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        dice, subject = self.dice, self.dice.choice(SUBJECTS)
        day = FIRST_DAY + timedelta(days=at * DAYS // ITEMS)
        reception = {
            "id": f"r{at}",
            "year": 2000,
            "seq": at + 1000,
            "sealed": False,
            "entered_at": f"{day}T01:00:00.000000Z",
        }
        visitor = {
            "id": f"v{at}",
            "reception_id": f"r{at}",
            "name": dice.choice(SURNAMES) + self.text(2),
            "id_number": f"431221{dice.randrange(10**12):012d}",
            "phone": f"138{dice.randrange(10**8):08d}",
        }
        item = {
            "id": f"i{at}",
            "reception_id": f"r{at}",
            "register_no": f"431221-2026-ZZ-{at:07d}",
            "query_code": f"q{at:08d}",
            "sealed": False,
            "request": f"要求{subject}{self.text(10)}",
            "facts": f"今年三月起{subject}{self.text(60)}",
        }
        return reception, visitor, item


def whole(kind: str, at: int, values: dict[str, Any]) -> dict[str, Any]:
    plain = WORLD[kind]
    return {"pos": at + 10, **{f.name: getattr(plain, f.name) for f in fields(plain)}, **values}


@pytest.fixture
def many(tmp_path: Path) -> Iterator[SqlStore]:
    first = NewUser(NAME, NAME, ("admin", "clerk"), PASSWORD)
    store = make_vault().create(tmp_path / "many", first, AT, FIRST_USER)[0].store
    maker = Maker()
    with store.write() as unit:
        fill(unit)
    kinds: tuple[tuple[str, Table], ...] = (("receptions", t.RECEPTION), ("visitors", t.VISITOR), ("items", t.ITEM))
    for start in range(0, ITEMS, AT_ONCE):
        made = [maker.rows(at) for at in range(start, start + AT_ONCE)]
        with store.write() as unit:
            for place, (kind, table) in enumerate(kinds):
                unit.change(table.insert(), [whole(kind, start + n, row[place]) for n, row in enumerate(made)])
    behind = ITEMS
    while behind:
        with store.write() as unit:
            unit.search.catch_up(AT_ONCE)
            behind = unit.search.behind()
    yield store
    store.close()


def questions(dice: random.Random, maker: Maker) -> dict[str, Callable[[], str]]:
    return {
        "tail of a number": lambda: f"{dice.randrange(10**4):04d}",
        "name, one character": lambda: maker.text(1),
        "name, two characters": lambda: dice.choice(SURNAMES) + maker.text(1),
        "words": lambda: dice.choice(SUBJECTS),
        "month and words": lambda: f"{dice.randrange(1, 13)}月 {dice.choice(SUBJECTS)}",
    }


def test_search(many: SqlStore, capsys: pytest.CaptureFixture[str]) -> None:
    dice, maker = random.Random(9), Maker()

    def bare() -> None:
        with many.read() as unit:
            unit.ask(select(t.ITEM).where(t.ITEM.c.id == f"i{dice.randrange(ITEMS)}")).one()

    for what, ask in questions(dice, maker).items():

        def find(ask: Callable[[], str] = ask) -> None:
            with many.read() as unit:
                unit.search.find(understand(ask(), TODAY), 51)

        lookup, search = in_turn((("bare lookup", timed(bare)), ("查询", timed(find))), ROUNDS)
        ratio, slow = search.middle / lookup.middle, sorted(search.seconds)[int(ROUNDS * 0.95)] * 1000
        tell(capsys, f"{what}, {ITEMS} items: {lookup}, {search}, medians {ratio:.1f}, p95 {slow:.1f} ms (budget 30)")
