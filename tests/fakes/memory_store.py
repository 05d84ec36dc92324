"""A store that forgets: the rows of one office in dictionaries, behind the same door as the encrypted one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from xinfang_desk.domain.records import (
    AuditRow,
    Document,
    DocumentItem,
    Item,
    ItemState,
    NumberSeries,
    OutboxRow,
    Reception,
    ReceptionState,
)
from xinfang_desk.services.context import local_moment
from xinfang_desk.services.ports import UnitOfWork

R = TypeVar("R")

KINDS = (
    *("offices", "users", "staff", "authorities", "receptions", "visitors", "matters", "matter_merges", "items"),
    *("papers_received", "screenings", "documents", "recipients", "services", "print_jobs", "series", "clocks"),
    *("sealed_contents", "sealed_keys", "drafts", "corrections", "batches", "batch_items", "approvals"),
)


class MemoryRepository(Generic[R]):
    """Rows by id in the order they were added; rows without an id are kept as a list."""

    def __init__(self, unit: MemoryUnit, deletable: bool = False) -> None:
        self.unit = unit
        self.rows: dict[str, R] = {}
        self.deletable = deletable

    def _key(self, row: R) -> str:
        names = {f.name for f in fields(row)}  # type: ignore[arg-type]
        return str(row.id) if "id" in names else f"{row.batch_id}/{row.item_id}"  # type: ignore[attr-defined]

    def add(self, row: R) -> None:
        self.unit.must_write()
        key = self._key(row)
        if key in self.rows:
            raise ValueError("a row with this id is there already")
        self.rows[key] = row

    def put(self, row: R) -> None:
        self.unit.must_write()
        if self._key(row) not in self.rows:
            raise KeyError(self._key(row))
        self.rows[self._key(row)] = row

    def get(self, row_id: str) -> R:
        return self.rows[row_id]

    def find(self, row_id: str) -> R | None:
        return self.rows.get(row_id)

    def all(self) -> tuple[R, ...]:
        return tuple(self.rows.values())

    def where(self, **equal: object) -> tuple[R, ...]:
        return tuple(row for row in self.rows.values() if all(getattr(row, k) == v for k, v in equal.items()))

    def delete(self, row_id: str) -> None:
        self.unit.must_write()
        if not self.deletable:
            raise TypeError("only drafts may be deleted")
        del self.rows[row_id]


class MemoryReceptions(MemoryRepository[Reception]):
    def next_seq(self, year: int) -> int:
        return 1 + max((row.seq for row in self.rows.values() if row.year == year), default=0)

    def for_day_or_open(self, day: str) -> tuple[Reception, ...]:
        def listed(row: Reception) -> bool:
            entered = local_moment(row.entered_at).date().isoformat()
            return entered == day or (entered < day and row.state == ReceptionState.REGISTERED)

        return tuple(sorted(filter(listed, self.rows.values()), key=lambda row: row.entered_at, reverse=True))


class MemoryItems(MemoryRepository[Item]):
    def of_identity(self, id_number: str) -> tuple[Item, ...]:
        there = {v.reception_id for v in self.unit.visitors.all() if v.id_number and v.id_number == id_number}
        rows = [
            row
            for row in self.rows.values()
            if row.reception_id in there and not row.sealed and row.state != ItemState.VOID
        ]
        return tuple(sorted(rows, key=lambda row: row.made_at, reverse=True))

    def next_register_seq(self, prefix: str) -> int:
        return 1 + max(
            (int(r.register_no[len(prefix) :]) for r in self.rows.values() if r.register_no.startswith(prefix)),
            default=0,
        )


class MemoryLinks:
    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit
        self.rows: dict[str, DocumentItem] = {}

    def add(self, row: DocumentItem) -> None:
        self.unit.must_write()
        self.rows[f"{row.document_id}/{row.item_id}"] = row

    def of_item(self, item_id: str) -> tuple[Document, ...]:
        return tuple(self.unit.documents.get(r.document_id) for r in self.rows.values() if r.item_id == item_id)

    def of_document(self, document_id: str) -> tuple[Item, ...]:
        return tuple(self.unit.items.get(r.item_id) for r in self.rows.values() if r.document_id == document_id)


class MemorySeries(MemoryRepository[NumberSeries]):
    def take(self, code: str, year: int) -> tuple[NumberSeries, int]:
        serving = [row for row in self.rows.values() if code in row.codes.split()]
        if not serving:
            raise KeyError(code)
        this_year = [row for row in serving if row.year == year]
        if this_year:
            row = this_year[-1]
        else:
            last = max(serving, key=lambda r: r.year)
            row = replace(last, id=f"{last.id}-{year}", year=year, next_seq=1)
            self.add(row)
        self.put(replace(row, next_seq=row.next_seq + 1))
        return row, row.next_seq


class MemoryOutbox:
    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit
        self.rows: dict[str, OutboxRow] = {}

    def add(self, item_id: str, rev: int, op: str, at: str) -> OutboxRow:
        self.unit.must_write()
        row = OutboxRow(len(self.rows) + 1, item_id, rev, op, at, None)
        self.rows[str(row.seq)] = row
        return row

    def waiting(self) -> tuple[OutboxRow, ...]:
        return tuple(row for row in self.rows.values() if row.batch_id is None)

    def last_seq(self) -> int:
        return len(self.rows)

    def assign(self, up_to_seq: int, item_ids: Sequence[str], batch_id: str) -> None:
        self.unit.must_write()
        for row in self.waiting():
            if row.seq <= up_to_seq and row.item_id in item_ids:
                self.rows[str(row.seq)] = replace(row, batch_id=batch_id)


class MemoryAudit:
    """Keeps the details beside the chain so that a test can look for what must not stand there."""

    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit
        self.rows: dict[str, AuditRow] = {}
        self.details: dict[str, dict[str, str]] = {}

    def record(
        self,
        *,
        at: str,
        actor: str,
        action: str,
        kind: str = "",
        record_id: str = "",
        detail: dict[str, str] | None = None,
    ) -> AuditRow:
        self.unit.must_write()
        seq = len(self.rows) + 1
        previous = self.rows[str(seq - 1)].digest if seq > 1 else ""
        digest = hashlib.sha256(f"{seq}{at}{actor}{action}{kind}{record_id}{previous}".encode()).hexdigest()
        row = AuditRow(seq, at, actor, action, kind, record_id, "", previous, digest)
        self.rows[str(seq)] = row
        self.details[str(seq)] = dict(detail or {})
        return row

    def verify(self) -> int:
        return len(self.rows)

    def actions(self) -> list[str]:
        return [row.action for row in self.rows.values()]


class MemoryBlobs:
    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit
        self.rows: dict[str, bytes] = {}

    def add(self, body: bytes, kind: str) -> str:
        self.unit.must_write()
        sha = hashlib.sha256(body).hexdigest()
        self.rows[sha] = body
        return sha

    def get(self, sha256: str) -> bytes:
        return self.rows[sha256]


class MemoryUnit:
    """All tables; ``write`` on the store snapshots them and puts them back when the block fails."""

    receptions: MemoryReceptions
    items: MemoryItems
    visitors: MemoryRepository[Any]
    documents: MemoryRepository[Any]

    def __init__(self) -> None:
        self.writing = False
        special = {"receptions": MemoryReceptions, "items": MemoryItems, "series": MemorySeries}
        for name in KINDS:
            setattr(self, name, special.get(name, MemoryRepository)(self, deletable=name == "drafts"))
        self.document_items = MemoryLinks(self)
        self.outbox = MemoryOutbox(self)
        self.audit = MemoryAudit(self)
        self.blobs = MemoryBlobs(self)

    def must_write(self) -> None:
        if not self.writing:
            raise AssertionError("a write outside Store.write()")

    def parts(self) -> list[Any]:
        return [getattr(self, name) for name in (*KINDS, "document_items", "outbox", "audit", "blobs")]

    def everything(self) -> str:
        """All plain text of the store, for tests that look for what must not be there."""
        return repr([part.rows for part in self.parts()]) + repr(self.audit.details)


class MemoryStore:
    """``Store`` without a disk. ``unit`` is open to tests for reading."""

    def __init__(self, folder: Path = Path("memory")) -> None:
        self.folder = folder
        self.install_id = "install-1"
        self.schema_count = 1
        self.unit = MemoryUnit()
        self.closed = False

    def write(self) -> AbstractContextManager[UnitOfWork]:
        return self._write()

    @contextmanager
    def _write(self) -> Iterator[Any]:
        if self.unit.writing:
            raise AssertionError("a second unit of work inside the first would wait for ever")
        kept = [dict(part.rows) for part in self.unit.parts()]
        self.unit.writing = True
        try:
            yield self.unit
        except BaseException:
            for part, rows in zip(self.unit.parts(), kept, strict=True):
                part.rows = rows
            raise
        finally:
            self.unit.writing = False

    def read(self) -> AbstractContextManager[UnitOfWork]:
        return self._read()

    @contextmanager
    def _read(self) -> Iterator[Any]:
        yield self.unit

    def close(self) -> None:
        self.closed = True
