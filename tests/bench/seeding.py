"""Fills a store with invented rows as fast as the connection takes them, past every use-case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from tests.store.rows import WORLD, row
from xinfang_desk.domain import records as r
from xinfang_desk.domain.records import AuditRow
from xinfang_desk.store import schema as t
from xinfang_desk.store.audit import FIRST, link_digest
from xinfang_desk.store.files import DESK_DB, PAPERS_DB
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.store import SqlStore

AT_ONCE = 20_000


def seed_matters(store: SqlStore, count: int, user_id: str, staff_id: str) -> None:
    """``count`` matters, each with its reception, visitor, item, one link of the audit."""
    connection = raw_connect(store.folder / DESK_DB, store.key)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        for start in range(0, count, AT_ONCE):
            connection.execute("BEGIN IMMEDIATE")
            some = range(start, min(start + AT_ONCE, count))
            _add(connection, t.MATTER.name, r.Matter, (_matter(at) for at in some))
            _add(connection, t.RECEPTION.name, r.Reception, (_reception(at, user_id, staff_id) for at in some))
            _add(connection, t.VISITOR.name, r.Visitor, (_visitor(at) for at in some))
            _add(connection, t.ITEM.name, r.Item, (_item(at) for at in some))
            connection.execute("COMMIT")
        _links(connection, count)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def seed_papers(store: SqlStore, megabytes: int) -> None:
    """Papers of a quarter of a megabyte each."""
    connection = raw_connect(store.folder / PAPERS_DB, store.key)
    try:
        for at in range(4 * megabytes):
            body = hashlib.sha256(str(at).encode()).digest() * 8192
            values = (hashlib.sha256(body).hexdigest(), "paper", len(body), body)
            connection.execute("INSERT INTO blob (sha256, kind, size, body) VALUES (?, ?, ?, ?)", values)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _add(connection: Any, table: str, record: type, rows: Iterator[Any]) -> None:
    names = [field.name for field in fields(record)]
    listed = ", ".join(f'"{name}"' for name in names)
    statement = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" for _ in names)})'
    connection.executemany(statement, (tuple(getattr(one, name) for name in names) for one in rows))


def _matter(at: int) -> r.Matter:
    return replace(WORLD["matters"], id=f"m-{at}", title=f"（示例）第{at}件")


def _reception(at: int, user_id: str, staff_id: str) -> r.Reception:
    closed = replace(WORLD["receptions"], id=f"r-{at}", year=2000 + at // 100_000, seq=at % 100_000 + 1)
    day = f"20{10 + at % 16:02d}-{at % 12 + 1:02d}-{at % 28 + 1:02d}"
    return replace(
        closed,
        registrar_id=user_id,
        receiver_id=staff_id,
        state=r.ReceptionState.CLOSED.value,
        entered_at=f"{day}T01:00:00.{at % 1_000_000:06d}Z",
        received_on=day,
    )


def _visitor(at: int) -> r.Visitor:
    return row(r.Visitor, f"v-{at}", reception_id=f"r-{at}", name=f"示例{at}", id_number=f"X{at:017d}")


def _item(at: int) -> r.Item:
    return replace(
        WORLD["items"],
        id=f"i-{at}",
        reception_id=f"r-{at}",
        matter_id=f"m-{at}",
        register_no=f"431221-{2000 + at // 100_000}-LF-{at % 100_000 + 1:06d}",
        query_code=f"{at:08d}",
        request=f"（示例）请把第{at}件办好",
    )


def _links(connection: Any, count: int) -> None:
    """A whole chain of that length behind what is there."""
    seq, previous = connection.execute("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1").fetchone() or (
        0,
        FIRST,
    )
    for start in range(0, count, AT_ONCE):
        made = []
        for at in range(start, min(start + AT_ONCE, count)):
            seq += 1
            link = AuditRow(
                seq, f"2026-01-01T00:00:00.{at % 1_000_000:06d}Z", "u", "seed", "item", f"i-{at}", "", previous, ""
            )
            link = replace(link, digest=link_digest(link))
            previous = link.digest
            made.append(link)
        connection.execute("BEGIN IMMEDIATE")
        _add(connection, t.AUDIT.name, AuditRow, iter(made))
        connection.execute("COMMIT")
