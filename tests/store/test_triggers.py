"""What stands for good, stands: whoever writes past the repositories meets the file's own triggers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import ITEM, fill
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import files, schema
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.sqlite.triggers import APPEND_ONLY, DELETABLE, DESK_TRIGGERS, FROZEN, RISING
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

DESK_TABLES = [table for table in schema.METADATA.tables.values() if table.schema is None]


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    with store.write() as unit:
        fill(unit)
        unit.blobs.add(b"%PDF", "pdf")
        unit.items.next_register_seq("431221-2026-LF-")
    return store


def bites(store: SqlStore, statement: str, word: str) -> None:
    with pytest.raises(IntegrityError, match=word), store.write() as unit:
        unit.change(text(statement))


def test_nothing_is_deleted_but_drafts(filled: SqlStore) -> None:
    for table in DESK_TABLES:
        if table.name in DELETABLE:
            with filled.write() as unit:
                unit.change(text(f"DELETE FROM {table.name}"))
        else:
            with filled.read() as unit:
                assert unit.ask(text(f"SELECT count(*) FROM {table.name}")).scalar(), table.name
            bites(filled, f"DELETE FROM {table.name}", "kept for good")


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_is_append_only_does_not_change(filled: SqlStore, table: str) -> None:
    column = next(iter(schema.METADATA.tables[table].columns)).name
    bites(filled, f'UPDATE {table} SET "{column}" = "{column}"', "append only")


@pytest.mark.parametrize("table", FROZEN)
def test_a_frozen_column_does_not_change(filled: SqlStore, table: str) -> None:
    for column in FROZEN[table].split():
        bites(filled, f"UPDATE {table} SET \"{column}\" = '4321'", "frozen")


@pytest.mark.parametrize("table", RISING)
def test_a_number_only_rises(filled: SqlStore, table: str) -> None:
    with filled.write() as unit:
        unit.change(text(f"UPDATE {table} SET next_seq = 9"))
    bites(filled, f"UPDATE {table} SET next_seq = 8", "only rises")


def test_replace_meets_the_triggers_too(filled: SqlStore) -> None:
    bites(
        filled,
        f"REPLACE INTO outbox VALUES (1, '{ITEM}', 9, 'D', '2026-11-23T00:30:00.000000Z', NULL)",
        "kept for good",
    )


def test_papers_do_not_change(filled: SqlStore) -> None:
    connection = raw_connect(filled.folder / files.PAPERS_DB, filled.key)
    try:
        for statement, word in (("DELETE FROM blob", "kept for good"), ("UPDATE blob SET body = ''", "append only")):
            with pytest.raises(Exception, match=word):
                connection.execute(statement)
    finally:
        connection.close()


@pytest.mark.parametrize("name", [files.DESK_DB, files.PAPERS_DB])
def test_a_store_without_its_triggers_is_not_opened(vault: SqlVault, filled: SqlStore, folder: Path, name: str) -> None:
    connection = raw_connect(folder / name, filled.key)
    connection.execute(f"DROP TRIGGER {'tr_audit_no_delete' if name == files.DESK_DB else 'tr_blob_no_update'}")
    connection.close()
    with pytest.raises(EnvironmentFault) as caught:
        vault.open(folder, NAME, PASSWORD)
    assert caught.value.code == "store_damaged"


def test_a_strange_trigger_is_not_tolerated(
    vault: SqlVault, filled: SqlStore, folder: Path, opened: Callable[[Opened], Opened]
) -> None:
    connection = raw_connect(folder / files.DESK_DB, filled.key)
    connection.execute("CREATE TRIGGER leak AFTER INSERT ON visitor BEGIN SELECT 1; END")
    with pytest.raises(EnvironmentFault):
        vault.open(folder, NAME, PASSWORD)
    connection.execute("DROP TRIGGER leak")
    connection.close()
    opened(vault.open(folder, NAME, PASSWORD))
    assert "leak" not in DESK_TRIGGERS


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "DROP TRIGGER tr_audit_no_update; UPDATE audit SET actor = 'x' WHERE seq = 2",
            "第 2 条起对不上：这一条被改动过",
        ),
        ("DROP TRIGGER tr_audit_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM audit WHERE seq = 2", "第 2 条"),
        ("DROP TRIGGER tr_audit_detail_no_update; UPDATE audit_detail SET body_json = '{}' WHERE seq = 1", "第 1 条"),
        ("PRAGMA foreign_keys = OFF; INSERT INTO audit_detail VALUES (9, x'00', '{}')", "第 9 条"),
    ],
)
def test_a_hand_in_the_audit_is_found(filled: SqlStore, statement: str, said: str) -> None:
    with filled.write() as unit:
        for action in ("a", "b"):
            unit.audit.record(at="2026-11-23T00:31:00.000000Z", actor="user-1", action=action)
    connection = raw_connect(filled.folder / files.DESK_DB, filled.key)
    connection.executescript(statement)
    connection.close()

    def verify() -> Any:
        with filled.read() as unit:
            return unit.audit.verify()

    with pytest.raises(EnvironmentFault, match=said) as caught:
        verify()
    assert caught.value.code == "audit_broken"
