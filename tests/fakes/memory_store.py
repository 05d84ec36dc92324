"""A store that forgets: the rows of one office in dictionaries, behind the same door as the encrypted one."""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from tests.fakes import refusals
from xinfang_desk.domain.life.board import DueLine
from xinfang_desk.domain.records import (
    AuditRow,
    Clock,
    ClockState,
    Document,
    DocumentItem,
    Item,
    ItemState,
    NumberSeries,
    OutboxRow,
    ProvinceReply,
    Reception,
    ReceptionState,
    Screening,
)
from xinfang_desk.domain.searching import Indexed, Query, fits, indexed
from xinfang_desk.services.context import local_moment
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.store.schema import DOCUMENT_ITEM, OUTBOX

R = TypeVar("R")

KINDS = (
    *("offices", "users", "staff", "authorities", "receptions", "visitors", "matters", "matter_merges", "items"),
    *("papers_received", "screenings", "documents", "recipients", "services", "print_jobs", "series", "clocks"),
    *("sealed_contents", "sealed_keys", "sealed_pairs", "printed_halves", "gone_blobs", "destructions"),
    *("drafts", "corrections", "batches", "batch_items", "approvals"),
    *("province_replies", "province_typed", "matter_events"),
)


class MemoryRepository(Generic[R]):
    """Rows by id in the order they were added; rows without an id are kept as a list."""

    def __init__(self, unit: MemoryUnit, kind: str) -> None:
        self.unit = unit
        self.rows: dict[str, R] = {}
        self.table = refusals.TABLES[kind]
        self.deletable = kind == "drafts"

    def _key(self, row: R) -> str:
        names = {f.name for f in fields(row)}  # type: ignore[arg-type]
        return str(row.id) if "id" in names else f"{row.batch_id}/{row.item_id}"  # type: ignore[attr-defined]

    def add(self, row: R) -> None:
        self.unit.must_write()
        key = self._key(row)
        if key in self.rows:
            raise ValueError("a row with this id is there already")
        refusals.check_values(self.table, row)
        refusals.check_once(self.table, row, self.rows.values())
        self.rows[key] = row

    def put(self, row: R) -> None:
        self.unit.must_write()
        key = self._key(row)
        if key not in self.rows:
            raise KeyError(key)
        refusals.check_change(self.table, self.rows[key], row)
        refusals.check_values(self.table, row)
        refusals.check_once(self.table, row, (other for name, other in self.rows.items() if name != key))
        self.rows[key] = row

    def get(self, row_id: str) -> R:
        return self.rows[row_id]

    def find(self, row_id: str) -> R | None:
        return self.rows.get(row_id)

    def all(self) -> tuple[R, ...]:
        return tuple(self.rows.values())

    def where(self, **equal: object) -> tuple[R, ...]:
        return tuple(row for row in self.rows.values() if all(getattr(row, k) == v for k, v in equal.items()))

    def among(self, column: str, values: Sequence[str]) -> tuple[R, ...]:
        wanted = set(values)
        return tuple(row for row in self.rows.values() if getattr(row, column) in wanted)

    def delete(self, row_id: str) -> None:
        self.unit.must_write()
        if not self.deletable:
            raise TypeError("only drafts may be deleted")
        del self.rows[row_id]


class MemoryReceptions(MemoryRepository[Reception]):
    def next_seq(self, year: int) -> int:
        self.unit.must_write()
        return 1 + max((row.seq for row in self.rows.values() if row.year == year), default=0)

    def for_day_or_open(self, day: str) -> tuple[Reception, ...]:
        def listed(row: Reception) -> bool:
            entered = local_moment(row.entered_at).date().isoformat()
            return entered == day or (entered < day and row.state == ReceptionState.REGISTERED)

        return newest_first(filter(listed, self.rows.values()), "entered_at")


def newest_first(rows: Iterable[R], column: str) -> tuple[R, ...]:
    """By an instant; of two at the same instant the one added later comes first."""
    oldest_first = sorted(rows, key=lambda row: str(getattr(row, column)))
    return tuple(oldest_first[::-1])


class MemoryItems(MemoryRepository[Item]):
    def of_identity(self, id_number: str) -> tuple[Item, ...]:
        there = {v.reception_id for v in self.unit.visitors.all() if v.id_number and v.id_number == id_number}
        rows = [
            row
            for row in self.rows.values()
            if row.reception_id in there and not row.sealed and row.state != ItemState.VOID
        ]
        return newest_first(rows, "made_at")

    def ids(self) -> tuple[str, ...]:
        return tuple(self.rows)

    def next_register_seq(self, prefix: str) -> int:
        self.unit.must_write()
        counters = self.unit.register_counters.rows
        if prefix not in counters:
            taken = (r.register_no for r in self.rows.values() if r.register_no.startswith(prefix))
            counters[prefix] = 1 + max((int(number[len(prefix) :]) for number in taken), default=0)
        counters[prefix] += 1
        return counters[prefix] - 1

    def unscreened(self) -> tuple[Item, ...]:
        def waits(row: Item) -> bool:
            reception = self.unit.receptions.get(row.reception_id)
            done = self.unit.screenings.where(item_id=row.id, current=True)
            return reception.state == ReceptionState.REGISTERED and row.state != ItemState.VOID and not done

        rows = filter(waits, self.rows.values())
        return tuple(sorted(rows, key=lambda row: self.unit.receptions.get(row.reception_id).received_on))


class MemoryClocks(MemoryRepository[Clock]):
    def _running(self, codes: Sequence[str]) -> list[Clock]:
        return [row for row in self.rows.values() if row.state == ClockState.RUNNING and row.code in codes]

    def due_lines(self, codes: Sequence[str], first: str, last: str, limit: int, offset: int) -> tuple[DueLine, ...]:
        rows = sorted((r for r in self._running(codes) if first <= r.due_on <= last), key=lambda row: row.due_on)
        items = [(row, self.unit.items.get(row.item_id)) for row in rows[offset : offset + limit]]
        return tuple(DueLine(row, item.register_no, item.reception_id) for row, item in items)

    def due_counts(self, codes: Sequence[str], days: Sequence[str]) -> tuple[int, ...]:
        rows = self._running(codes)
        edges = ["", *days, "\U0010ffff"]
        return tuple(sum(one <= row.due_on < end for row in rows) for one, end in itertools.pairwise(edges))


class MemoryScreenings(MemoryRepository[Screening]):
    def recent(self, limit: int) -> tuple[Screening, ...]:
        return tuple(row for row in reversed(self.rows.values()) if row.current)[:limit]


class MemoryReplies(MemoryRepository[ProvinceReply]):
    def answered(self) -> frozenset[str]:
        return frozenset(row.batch_id for row in self.rows.values())


class MemoryLinks:
    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit
        self.rows: dict[str, DocumentItem] = {}

    def add(self, row: DocumentItem) -> None:
        self.unit.must_write()
        if f"{row.document_id}/{row.item_id}" in self.rows:
            raise ValueError("a row with this id or number is there already")
        self.rows[f"{row.document_id}/{row.item_id}"] = row

    def of_item(self, item_id: str) -> tuple[Document, ...]:
        return tuple(self.unit.documents.get(r.document_id) for r in self.rows.values() if r.item_id == item_id)

    def of_items(self, item_ids: Sequence[str]) -> dict[str, tuple[Document, ...]]:
        return {item_id: found for item_id in item_ids if (found := self.of_item(item_id))}

    def of_document(self, document_id: str) -> tuple[Item, ...]:
        return tuple(self.unit.items.get(r.item_id) for r in self.rows.values() if r.document_id == document_id)


class MemorySeries(MemoryRepository[NumberSeries]):
    def take(self, code: str, year: int) -> tuple[NumberSeries, int]:
        self.unit.must_write()
        serving = [row for row in self.rows.values() if code in row.codes.split()]
        if not serving:
            raise KeyError(code)
        this_year = [row for row in serving if row.year == year]
        if this_year:
            row = this_year[-1]
        else:
            earlier = [row for row in serving if row.year < year]
            like = max(earlier, key=lambda r: r.year) if earlier else min(serving, key=lambda r: r.year)
            same_word = [row for row in self.rows.values() if row.word == like.word and row.year == year]
            if same_word:
                row = same_word[-1]
            else:
                row = replace(like, id=f"{like.id}-{year}", year=year, next_seq=1)
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

    def waiting_count(self) -> int:
        return len(self.waiting())

    def last_seq(self) -> int:
        return len(self.rows)

    def assign(self, up_to_seq: int, item_ids: Sequence[str], batch_id: str) -> None:
        self.unit.must_write()
        for row in self.waiting():
            if row.seq <= up_to_seq and row.item_id in item_ids:
                self.rows[str(row.seq)] = replace(row, batch_id=batch_id)


class MemorySearch:
    """A plain look at every item: the meaning that an index must give too."""

    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit

    def behind(self) -> int:
        return 0

    def catch_up(self, most: int) -> None:
        self.unit.must_write()

    def find(self, query: Query, most: int) -> tuple[str, ...]:
        found: list[Item] = []
        for item in () if query.empty else self.unit.items.all():
            reception = self.unit.receptions.get(item.reception_id)
            day = local_moment(reception.entered_at).date()
            hidden = item.sealed or item.secrecy != "internal" or item.state == ItemState.VOID or reception.sealed
            if hidden or (query.first and day < query.first) or (query.last and day > query.last):
                continue
            one = self._indexed(item, reception)
            if all(fits(term, one) for term in query.terms):
                found.append(item)
        if not query.terms:
            found.sort(key=lambda item: self.unit.receptions.get(item.reception_id).entered_at)
        return tuple(item.id for item in reversed(found))[:most]

    def _indexed(self, item: Item, reception: Reception) -> Indexed:
        people = self.unit.visitors.where(reception_id=item.reception_id)
        papers = self.unit.document_items.of_item(item.id)
        texts = ("request", "facts", "reasons", "own_words", "summary", "place", "body_complained")
        return indexed(
            names=[one.name for one in people],
            words=[*(getattr(item, name) for name in texts), reception.sending_body],
            numbers=[item.register_no, *(number for one in people for number in (one.id_number, one.phone))],
            whole=(item.query_code, f"{reception.seq:04d}"),
            papers=[*((one.number, one.number_seq) for one in papers), (reception.sending_number, None)],
        )


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

    def between(self, start: str, end: str) -> tuple[AuditRow, ...]:
        return tuple(row for row in self.rows.values() if start <= row.at < end)

    def last(self) -> AuditRow | None:
        return next(reversed(self.rows.values()), None)

    def actions(self) -> list[str]:
        return [row.action for row in self.rows.values()]


class MemoryBlobs:
    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit
        self.forgotten: list[str] = []
        self.rows: dict[str, bytes] = {}

    def add(self, body: bytes, kind: str) -> str:
        self.unit.must_write()
        sha = hashlib.sha256(body).hexdigest()
        self.rows[sha] = body
        return sha

    def get(self, sha256: str) -> bytes:
        return self.rows[sha256]

    def forget(self, sha256: str, at: str) -> None:
        self.unit.must_write()
        named = [row.pdf_sha256 for row in self.unit.documents.all()]
        named += [row.attachment_sha256 for row in self.unit.services.all()]
        if sha256 not in named:
            self.forgotten.append(sha256)

    def empty(self) -> None:
        for sha256 in self.forgotten:
            self.rows.pop(sha256, None)
        self.forgotten = []


class MemoryRemoval:
    """What ``store/removal.py`` leaves and takes, for the use-cases; the file itself is asked in tests/store."""

    def __init__(self, unit: MemoryUnit) -> None:
        self.unit = unit

    def take(self, reception_id: str, rows: Sequence[Any], at: str) -> None:
        self.unit.must_write()
        unit: Any = self.unit
        items = {row.id for row in unit.items.where(reception_id=reception_id)}
        papers = {d.id for item_id in items for d in unit.document_items.of_item(item_id)}
        recipients = {row.id for row in unit.recipients.all() if row.document_id in papers}
        people = {row.id for row in unit.visitors.where(reception_id=reception_id)}
        known = {reception_id} | items | papers | recipients | people
        for part, column, ids in (
            (unit.services, "recipient_id", recipients),
            (unit.recipients, "id", recipients),
            (unit.visitors, "reception_id", {reception_id}),
            (unit.print_jobs, "reception_id", {reception_id}),
            (unit.corrections, "record_id", known),
            *((getattr(unit, name), "item_id", items) for name in OF_ITEM),
        ):
            part.rows = {key: row for key, row in part.rows.items() if getattr(row, column) not in ids}
        for paper_id in papers:
            paper = unit.documents.rows[paper_id]
            unit.blobs.forgotten.append(paper.pdf_sha256)
            unit.documents.rows[paper_id] = replace(paper, data_json="", fields_json="{}", void_reason="")
        for item_id in items:
            blank = {"request": "", "facts": "", "reasons": "", "own_words": "", "summary": "", "place": ""}
            unit.items.rows[item_id] = replace(unit.items.rows[item_id], **blank)
            matter_id = unit.items.rows[item_id].matter_id
            if all(row.id in items for row in unit.items.where(matter_id=matter_id)):
                unit.matters.rows[matter_id] = replace(unit.matters.rows[matter_id], title="")
        for row in unit.audit.rows.values():
            if row.record_id in known:
                unit.audit.details[str(row.seq)] = {}
        for row in rows:
            unit.destructions.add(row)


OF_ITEM = (
    *("papers_received", "screenings", "clocks", "matter_events", "sealed_contents", "sealed_keys", "sealed_pairs"),
    *("province_replies", "province_typed"),
)


class MemoryCounters:
    """The next register number of each prefix."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}


class MemoryUnit:
    """All tables; ``write`` on the store snapshots them and puts them back when the block fails."""

    receptions: MemoryReceptions
    items: MemoryItems
    visitors: MemoryRepository[Any]
    documents: MemoryRepository[Any]
    services: MemoryRepository[Any]
    screenings: MemoryScreenings

    def __init__(self) -> None:
        self.writing = False
        special = {
            "receptions": MemoryReceptions,
            "items": MemoryItems,
            "series": MemorySeries,
            "screenings": MemoryScreenings,
            "province_replies": MemoryReplies,
            "clocks": MemoryClocks,
        }
        for name in KINDS:
            setattr(self, name, special.get(name, MemoryRepository)(self, name))
        self._secret: bytes | None = None
        self.register_counters = MemoryCounters()
        self.document_items = MemoryLinks(self)
        self.outbox = MemoryOutbox(self)
        self.search = MemorySearch(self)
        self.audit = MemoryAudit(self)
        self.blobs = MemoryBlobs(self)
        self.removal = MemoryRemoval(self)

    def secret(self) -> bytes | None:
        if self._secret is None and self.writing:
            self._secret = hashlib.sha256(b"secret of this store").digest()
        return self._secret

    def must_write(self) -> None:
        if not self.writing:
            raise RuntimeError("a change in a unit of work that only reads")

    def parts(self) -> list[Any]:
        """What a failed unit of work puts back; papers stay, as in the store on the disk."""
        return [getattr(self, name) for name in (*KINDS, "document_items", "outbox", "audit", "register_counters")]

    def check_links(self) -> None:
        """What the store on the disk asks at commit."""
        ids = {table.name: getattr(self, kind).rows for kind, table in refusals.TABLES.items()}
        for kind, table in refusals.TABLES.items():
            refusals.check_links(table, getattr(self, kind).rows.values(), ids)
        links = ((DOCUMENT_ITEM, self.document_items), (OUTBOX, self.outbox))
        for table, part in links:
            refusals.check_links(table, part.rows.values(), ids)

    def everything(self) -> str:
        """All plain text of the store, for tests that look for what must not be there."""
        return repr([part.rows for part in [*self.parts(), self.blobs]]) + repr(self.audit.details)


class MemoryView:
    """The unit as one ``with`` block sees it: gone after the block, and a reading one changes nothing."""

    def __init__(self, unit: MemoryUnit) -> None:
        self._unit: MemoryUnit | None = unit

    def __getattr__(self, name: str) -> Any:
        if self._unit is None:
            raise RuntimeError("this unit of work is over")
        return getattr(self._unit, name)

    def end(self) -> None:
        self._unit = None


class MemoryStore:
    """``Store`` without a disk. ``unit`` is open to tests for reading."""

    def __init__(self, folder: Path = Path("memory")) -> None:
        self.folder = folder
        self.install_id = "install-1"
        self.schema_count = 1
        self.unit = MemoryUnit()
        self.closed = False
        self._writer = 0

    def write(self) -> AbstractContextManager[UnitOfWork]:
        return self._write()

    @contextmanager
    def _write(self) -> Iterator[Any]:
        self._not_inside()
        kept = [dict(part.rows) for part in self.unit.parts()]
        self._writer = threading.get_ident()
        self.unit.writing = True
        view = MemoryView(self.unit)
        try:
            yield view
            self.unit.check_links()
            self.unit.blobs.empty()
        except BaseException:
            self.unit.blobs.forgotten = []
            for part, rows in zip(self.unit.parts(), kept, strict=True):
                part.rows = rows
            raise
        finally:
            view.end()
            self.unit.writing = False
            self._writer = 0

    def read(self) -> AbstractContextManager[UnitOfWork]:
        return self._read()

    @contextmanager
    def _read(self) -> Iterator[Any]:
        self._not_inside()
        view = MemoryView(self.unit)
        try:
            yield view
        finally:
            view.end()

    def _not_inside(self) -> None:
        """A write would wait for ever, a read would see the rows of before: neither is what a use-case means."""
        if self._writer == threading.get_ident():
            raise RuntimeError("a second unit of work inside the first")

    def close(self) -> None:
        self.closed = True
