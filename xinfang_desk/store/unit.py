"""One transaction over every kind of row: the unit of work that the use-cases see."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, select

from xinfang_desk.domain import records as r
from xinfang_desk.store import schema as t
from xinfang_desk.store.audit import Audit
from xinfang_desk.store.blobs import Blobs
from xinfang_desk.store.queries import Clocks, Items, Links, Outbox, Receptions, Replies, Screenings, Series
from xinfang_desk.store.removal import Removal
from xinfang_desk.store.repository import Kind, RecordRepository
from xinfang_desk.store.sqlite.connection import Lines
from xinfang_desk.store.sqlite.search import Search

SECRET, SECRET_BYTES = "secret", 32

OFFICES = Kind(t.OFFICE, r.OfficeVersion)
USERS = Kind(t.USER, r.User)
STAFF = Kind(t.STAFF, r.Staff)
AUTHORITIES = Kind(t.AUTHORITY, r.Authority)
RECEPTIONS = Kind(t.RECEPTION, r.Reception)
VISITORS = Kind(t.VISITOR, r.Visitor)
MATTERS = Kind(t.MATTER, r.Matter)
MATTER_MERGES = Kind(t.MATTER_MERGE, r.MatterMerge)
ITEMS = Kind(t.ITEM, r.Item)
PAPERS_RECEIVED = Kind(t.PAPER_RECEIVED, r.PaperReceived)
SCREENINGS = Kind(t.SCREENING, r.Screening)
DOCUMENTS = Kind(t.DOCUMENT, r.Document)
RECIPIENTS = Kind(t.RECIPIENT, r.Recipient)
SERVICES = Kind(t.SERVICE, r.Service)
PRINT_JOBS = Kind(t.PRINT_JOB, r.PrintJob)
SERIES = Kind(t.SERIES, r.NumberSeries)
CLOCKS = Kind(t.CLOCK, r.Clock)
MATTER_EVENTS = Kind(t.MATTER_EVENT, r.MatterEvent)
SEALED_CONTENTS = Kind(t.SEALED_CONTENT, r.SealedContent)
SEALED_KEYS = Kind(t.SEALED_KEY, r.SealedKey)
SEALED_PAIRS = Kind(t.SEALED_PAIR, r.SealedPair)
PRINTED_HALVES = Kind(t.PRINTED_HALF, r.PrintedHalf)
DESTRUCTIONS = Kind(t.DESTRUCTION, r.Destruction)
GONE_BLOBS = Kind(t.GONE_BLOB, r.GoneBlob)
DRAFTS = Kind(t.DRAFT, r.Draft, deletable=True)
CORRECTIONS = Kind(t.CORRECTION, r.Correction)
BATCHES = Kind(t.BATCH, r.Batch)
BATCH_ITEMS = Kind(t.BATCH_ITEM, r.BatchItem, key=("batch_id", "item_id"))
PROVINCE_REPLIES = Kind(t.PROVINCE_REPLY, r.ProvinceReply)
PROVINCE_TYPED = Kind(t.PROVINCE_TYPED, r.ProvinceTyped)
APPROVALS = Kind(t.APPROVAL, r.Approval)


class SqlUnit:
    """One transaction on one connection; the parts are made when first asked for.

    Attributes:
        writing: whether it may change rows; a reading unit refuses (RuntimeError), which is a bug of the caller.
    """

    def __init__(
        self,
        connection: Connection,
        papers: Lines,
        *,
        writing: bool,
        new_id: Callable[[], str],
        random: Callable[[int], bytes],
    ) -> None:
        self._connection: Connection | None = connection
        self._papers = papers
        self._new_id = new_id
        self._random = random
        self.writing = writing

    def ask(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        """Runs a query inside the transaction."""
        if self._connection is None:
            raise RuntimeError("this unit of work is over")
        if values is None:
            return self._connection.execute(statement)
        return self._connection.execute(statement, values)

    def change(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        """Runs a change inside the transaction."""
        self.must_write()
        return self.ask(statement, values)

    def must_write(self) -> None:
        if not self.writing:
            raise RuntimeError("a change in a unit of work that only reads")

    @property
    def forgotten(self) -> tuple[str, ...]:
        """The papers to be emptied when this is committed."""
        return tuple(self.blobs.forgotten) if "blobs" in self.__dict__ else ()

    def end(self) -> None:
        """Nothing runs after the transaction."""
        self._connection = None

    def secret(self) -> bytes | None:
        """The store's own secret, made by the first unit that writes and asks for it; None before that."""
        row = self.ask(select(t.STORE_INFO.c.value).where(t.STORE_INFO.c.key == SECRET)).scalar()
        if row is not None:
            return bytes.fromhex(row)
        if not self.writing:
            return None
        made = self._random(SECRET_BYTES)
        self.change(t.STORE_INFO.insert(), {"key": SECRET, "value": made.hex()})
        return made

    @cached_property
    def offices(self) -> RecordRepository[r.OfficeVersion]:
        return RecordRepository(self, OFFICES)

    @cached_property
    def users(self) -> RecordRepository[r.User]:
        return RecordRepository(self, USERS)

    @cached_property
    def staff(self) -> RecordRepository[r.Staff]:
        return RecordRepository(self, STAFF)

    @cached_property
    def authorities(self) -> RecordRepository[r.Authority]:
        return RecordRepository(self, AUTHORITIES)

    @cached_property
    def receptions(self) -> Receptions:
        return Receptions(self, RECEPTIONS)

    @cached_property
    def visitors(self) -> RecordRepository[r.Visitor]:
        return RecordRepository(self, VISITORS)

    @cached_property
    def matters(self) -> RecordRepository[r.Matter]:
        return RecordRepository(self, MATTERS)

    @cached_property
    def matter_merges(self) -> RecordRepository[r.MatterMerge]:
        return RecordRepository(self, MATTER_MERGES)

    @cached_property
    def items(self) -> Items:
        return Items(self, ITEMS)

    @cached_property
    def papers_received(self) -> RecordRepository[r.PaperReceived]:
        return RecordRepository(self, PAPERS_RECEIVED)

    @cached_property
    def screenings(self) -> Screenings:
        return Screenings(self, SCREENINGS)

    @cached_property
    def documents(self) -> RecordRepository[r.Document]:
        return RecordRepository(self, DOCUMENTS)

    @cached_property
    def document_items(self) -> Links:
        return Links(self, DOCUMENTS, ITEMS)

    @cached_property
    def recipients(self) -> RecordRepository[r.Recipient]:
        return RecordRepository(self, RECIPIENTS)

    @cached_property
    def services(self) -> RecordRepository[r.Service]:
        return RecordRepository(self, SERVICES)

    @cached_property
    def print_jobs(self) -> RecordRepository[r.PrintJob]:
        return RecordRepository(self, PRINT_JOBS)

    @cached_property
    def series(self) -> Series:
        return Series(self, SERIES, self._new_id)

    @cached_property
    def clocks(self) -> Clocks:
        return Clocks(self, CLOCKS)

    @cached_property
    def matter_events(self) -> RecordRepository[r.MatterEvent]:
        return RecordRepository(self, MATTER_EVENTS)

    @cached_property
    def sealed_contents(self) -> RecordRepository[r.SealedContent]:
        return RecordRepository(self, SEALED_CONTENTS)

    @cached_property
    def sealed_keys(self) -> RecordRepository[r.SealedKey]:
        return RecordRepository(self, SEALED_KEYS)

    @cached_property
    def sealed_pairs(self) -> RecordRepository[r.SealedPair]:
        return RecordRepository(self, SEALED_PAIRS)

    @cached_property
    def printed_halves(self) -> RecordRepository[r.PrintedHalf]:
        return RecordRepository(self, PRINTED_HALVES)

    @cached_property
    def destructions(self) -> RecordRepository[r.Destruction]:
        return RecordRepository(self, DESTRUCTIONS)

    @cached_property
    def removal(self) -> Removal:
        return Removal(self, self.blobs)

    @cached_property
    def gone_blobs(self) -> RecordRepository[r.GoneBlob]:
        return RecordRepository(self, GONE_BLOBS)

    @cached_property
    def drafts(self) -> RecordRepository[r.Draft]:
        return RecordRepository(self, DRAFTS)

    @cached_property
    def corrections(self) -> RecordRepository[r.Correction]:
        return RecordRepository(self, CORRECTIONS)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self)

    @cached_property
    def batches(self) -> RecordRepository[r.Batch]:
        return RecordRepository(self, BATCHES)

    @cached_property
    def batch_items(self) -> RecordRepository[r.BatchItem]:
        return RecordRepository(self, BATCH_ITEMS)

    @cached_property
    def province_replies(self) -> Replies:
        return Replies(self, PROVINCE_REPLIES)

    @cached_property
    def province_typed(self) -> RecordRepository[r.ProvinceTyped]:
        return RecordRepository(self, PROVINCE_TYPED)

    @cached_property
    def approvals(self) -> RecordRepository[r.Approval]:
        return RecordRepository(self, APPROVALS)

    @cached_property
    def search(self) -> Search:
        return Search(self)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self, self._random)

    @cached_property
    def blobs(self) -> Blobs:
        return Blobs(self, self._papers, self._new_id)
