"""What the board asks of a store: the same of the one in memory and the one on the disk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from tests.fakes.memory_store import MemoryStore
from tests.store.rows import AT, ITEM, RECEPTION, SCREENING, USER, WORLD, fill, row
from xinfang_desk.domain import records as r
from xinfang_desk.store.unit import DOCUMENTS, ITEMS

CODES = ("T2", "T5")


@pytest.fixture(params=["memory", "sqlite"])
def filled(request: pytest.FixtureRequest) -> Any:
    store = MemoryStore() if request.param == "memory" else request.getfixturevalue("store")
    with store.write() as unit:
        fill(unit)
        for number, (code, due, state) in enumerate(
            (
                ("T5", "2026-12-08", "running"),
                ("T2", "2026-11-23", "running"),
                ("T7", "2026-11-24", "running"),
                ("T2", "2026-11-25", "met"),
                ("T5", "2027-01-22", "running"),
            )
        ):
            unit.clocks.add(row(r.Clock, f"c{number}", code=code, due_on=due, state=state))
    return store


def test_lines_come_by_their_last_day_and_page_by_page(filled: Any) -> None:
    with filled.read() as unit:
        lines = unit.clocks.due_lines(CODES, "0001-01-01", "9999-12-31", 2, 0)
        assert [one.clock.due_on for one in lines] == ["2026-11-23", "2026-12-08"]
        assert {(one.register_no, one.reception_id) for one in lines} == {(WORLD["items"].register_no, RECEPTION)}
        rest = unit.clocks.due_lines(CODES, "0001-01-01", "9999-12-31", 2, 2)
        assert [one.clock.id for one in rest] == ["c4"]
        inside = unit.clocks.due_lines(CODES, "2026-11-24", "2026-12-08", 9, 0)
        assert [one.clock.id for one in inside] == ["c0"]


def test_counts_part_at_the_given_days(filled: Any) -> None:
    with filled.read() as unit:
        assert unit.clocks.due_counts(CODES, ("2026-11-23", "2026-11-24", "2026-12-08")) == (0, 1, 0, 2)
        assert unit.clocks.due_counts(("T9",), ("2026-11-23",)) == (0, 0)


def test_what_is_not_screened_is_known(filled: Any) -> None:
    with filled.write() as unit:
        assert unit.items.unscreened() == ()
        unit.screenings.put(replace(unit.screenings.get(SCREENING), current=False))
        assert [one.id for one in unit.items.unscreened()] == [ITEM]
        unit.items.put(replace(unit.items.get(ITEM), state=r.ItemState.VOID.value))
        assert unit.items.unscreened() == ()


def test_a_closed_visit_has_nothing_unscreened(filled: Any) -> None:
    with filled.write() as unit:
        unit.screenings.put(replace(unit.screenings.get(SCREENING), current=False))
        unit.receptions.put(replace(unit.receptions.get(RECEPTION), state=r.ReceptionState.CLOSED.value))
        assert unit.items.unscreened() == ()


def test_changes_that_wait_are_counted(filled: Any) -> None:
    with filled.write() as unit:
        assert unit.outbox.waiting_count() == 1
        unit.outbox.add(ITEM, 2, "U", AT)
        assert unit.outbox.waiting_count() == 2
        assert len(unit.outbox.waiting()) == 2


def test_an_event_is_appended_and_taken_back_by_another(filled: Any) -> None:
    with filled.write() as unit:
        unit.matter_events.add(row(r.MatterEvent, "event-2", kind="void", voids_id="event-1", by=USER))
        assert [one.id for one in unit.matter_events.where(item_id=ITEM)] == ["event-1", "event-2"]


@pytest.mark.parametrize(("kind", "column"), [(ITEMS, "register_no"), (ITEMS, "query_code"), (DOCUMENTS, "number")])
def test_a_number_is_found_by_its_index(store: Any, kind: Any, column: str) -> None:
    asked = str(kind.where((column,), (column,))).replace(f":is_{column}", "'x'")
    with store.read() as unit:
        plan = " ".join(str(line) for line in unit.ask(text(f"EXPLAIN QUERY PLAN {asked}")))
    assert f"uq_{kind.table.name}_{column}" in plan
