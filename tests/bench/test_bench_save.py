"""Saving a visit, durable and encrypted, against bare SQLCipher writing the same rows (budget 3, no assertion)."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.bench.turns import in_turn, tell_ratio, timed
from tests.fakes import real_office
from xinfang_desk.desk.demo import people
from xinfang_desk.services import office
from xinfang_desk.services.context import Desk
from xinfang_desk.services.registration import (
    ItemEntry,
    PaperEntry,
    Registration,
    VisitorEntry,
    complete_registration,
)
from xinfang_desk.store.files import DESK_DB
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.store import SqlStore

ROUNDS, WARM = 80, 5
VISIT = Registration(
    visitors=(
        VisitorEntry(
            name="李𬀩明",
            phone="13000000101",
            division="431221104",
            address="（示例）清溪组12号",
        ),
    ),
    items=(
        ItemEntry(
            request="请人社局查一查（示例）清溪砂石厂，把欠的三个月工资发给我。",
            facts="2026年7月到9月在（示例）清溪砂石厂开铲车，工资一直没有发，问了两次都说再等等。",
            purpose="qiujue",
            content_class="renshe",
            place="（示例）清溪组",
            body_complained="（示例）清溪砂石厂",
            oral=False,
            papers=(PaperEntry("反映材料", 1, 2), PaperEntry("考勤表复印件", 1, 3)),
        ),
    ),
)


@dataclass(frozen=True)
class Bench:
    """A desk, and the folder of a twin of its store that only bare statements have touched."""

    desk: Desk
    twin: Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    parts = real_office.build_parts(tmp_path)
    real_office.make_home(tmp_path, parts)
    twin = tmp_path / "twin"
    shutil.copytree(tmp_path / real_office.STORE, twin)
    desk = office.log_in(parts, twin, real_office.CLERK, real_office.PASSWORD)  # the same audit row as at the desk
    desk.store.close()
    desk = office.log_in(parts, tmp_path / real_office.STORE, real_office.CLERK, real_office.PASSWORD)
    yield Bench(desk, twin)
    desk.store.close()


def visits_to(receiver_id: str) -> Iterator[Registration]:
    """Each by another person."""
    for at in itertools.count(1):
        visitor = replace(VISIT.visitors[0], id_number=people.number("19790512", at))
        yield replace(VISIT, receiver_id=receiver_id, visitors=(visitor,))


def changes_of(save: Callable[[], object]) -> list[tuple[str, tuple[Any, ...]]]:
    """Every statement of one save that writes, with its values."""
    found: list[tuple[str, tuple[Any, ...]]] = []

    def see(_connection: object, _cursor: object, said: str, values: Any, *_rest: object) -> None:
        if said.split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE"):
            found.append((said, tuple(values)))

    event.listen(Engine, "before_cursor_execute", see)
    try:
        save()
    finally:
        event.remove(Engine, "before_cursor_execute", see)
    return found


def bare_saves(bench: Bench, saves: list[list[tuple[str, tuple[Any, ...]]]]) -> Callable[[], None]:
    """The same rows into the same tables under the same settings: statements of one save in one transaction."""
    store = bench.desk.store
    assert isinstance(store, SqlStore)
    connection = raw_connect(bench.twin / DESK_DB, store.key)
    waiting = iter(saves)

    def save() -> None:
        statements = next(waiting)
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            connection.execute(statement, values)
        connection.execute("COMMIT")

    return save


def test_save(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    visits = visits_to(office.staff(bench.desk)[0].id)

    def save() -> None:
        complete_registration(bench.desk, next(visits))

    bare = bare_saves(bench, [changes_of(save) for _ in range(ROUNDS + WARM)])
    for _ in range(WARM):
        bare()
    found = in_turn((("bare SQLCipher", timed(bare)), ("完成登记", timed(save))), ROUNDS)
    tell_ratio(capsys, "save a visit", *found, 3)
