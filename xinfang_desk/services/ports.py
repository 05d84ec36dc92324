"""What the use-cases need from the world outside: Protocols only; ``bootstrap`` proves that each real part fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from xinfang_desk.domain.access import NewUser as NewUser
from xinfang_desk.domain.access import Unlocked as AnyUnlocked
from xinfang_desk.domain.packages import PackageOrder as PackageOrder
from xinfang_desk.domain.packages import PackageRow as PackageRow
from xinfang_desk.domain.packages import Receipt as Receipt
from xinfang_desk.domain.packages import WrittenPackage as WrittenPackage
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.papers import PagePixels as PagePixels
from xinfang_desk.domain.papers import RenderedPaper as RenderedPaper
from xinfang_desk.domain.printing import PrinterInfo as PrinterInfo
from xinfang_desk.domain.printing import PrintOutcome as PrintOutcome
from xinfang_desk.domain.printing import Sent as Sent
from xinfang_desk.domain.records import (
    Approval,
    AuditRow,
    Authority,
    Batch,
    BatchItem,
    Clock,
    Correction,
    Document,
    DocumentItem,
    Draft,
    Item,
    Matter,
    MatterMerge,
    NumberSeries,
    OfficeVersion,
    OutboxRow,
    PaperReceived,
    PrintJob,
    ProvinceReply,
    Reception,
    Recipient,
    Screening,
    SealedContent,
    SealedKey,
    Service,
    Staff,
    User,
    Visitor,
)

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class ClockPort(Protocol):
    """The only source of time. ``now`` is aware, UTC."""

    def now(self) -> datetime: ...


class IdPort(Protocol):
    """New ids and random digits (seeded in the demo)."""

    def new_id(self) -> str:
        """A UUIDv7 as text."""

    def digits(self, count: int) -> str:
        """``count`` random decimal digits."""

    def random_bytes(self, count: int) -> bytes: ...


class Repository(Protocol[R]):
    """Rows of one kind. ``put`` replaces the row of the same id; a missing id in ``get`` raises KeyError."""

    def add(self, row: R) -> None: ...
    def put(self, row: R) -> None: ...
    def get(self, row_id: str) -> R: ...
    def find(self, row_id: str) -> R | None: ...
    def all(self) -> tuple[R, ...]: ...
    def where(self, **equal: object) -> tuple[R, ...]:
        """Rows whose named columns equal the values, in the order they were added."""

    def delete(self, row_id: str) -> None:
        """Only drafts may be deleted; other kinds refuse (TypeError)."""


class ReceptionQueries(Repository[Reception], Protocol):
    def next_seq(self, year: int) -> int: ...
    def for_day_or_open(self, day: str) -> tuple[Reception, ...]:
        """Receptions entered on that +08:00 day, and earlier ones not yet closed or void (未了); newest first."""


class ItemQueries(Repository[Item], Protocol):
    def of_identity(self, id_number: str) -> tuple[Item, ...]:
        """Unsealed, not void items of receptions in which this number stands; newest first."""

    def next_register_seq(self, prefix: str) -> int:
        """The next free number of a register prefix such as ``431221-2026-LF-``; taken within this unit of work."""


class ScreeningQueries(Repository[Screening], Protocol):
    def recent(self, limit: int) -> tuple[Screening, ...]:
        """The newest screenings that still count, newest first."""


class LinkQueries(Protocol):
    """document ↔ item."""

    def add(self, row: DocumentItem) -> None: ...
    def of_item(self, item_id: str) -> tuple[Document, ...]: ...
    def of_document(self, document_id: str) -> tuple[Item, ...]: ...


class SeriesQueries(Repository[NumberSeries], Protocol):
    def take(self, code: str, year: int) -> tuple[NumberSeries, int]:
        """The series that serves ``code`` in ``year`` (made from the last year's on the first day) and its next number,
        advanced in this unit of work. KeyError when no series serves the code."""


class OutboxQueries(Protocol):
    def add(self, item_id: str, rev: int, op: str, at: str) -> OutboxRow: ...
    def waiting(self) -> tuple[OutboxRow, ...]: ...
    def last_seq(self) -> int: ...
    def assign(self, up_to_seq: int, item_ids: Sequence[str], batch_id: str) -> None: ...


class AuditPort(Protocol):
    """Append-only, hash-chained; what names a person goes into ``detail`` alone."""

    def record(
        self,
        *,
        at: str,
        actor: str,
        action: str,
        kind: str = "",
        record_id: str = "",
        detail: dict[str, str] | None = None,
    ) -> AuditRow: ...
    def verify(self) -> int:
        """Number of links checked; raises EnvironmentFault(code='audit_broken') naming the first break."""


class PaperBlobs(Protocol):
    """papers.db: blobs by SHA-256."""

    def add(self, body: bytes, kind: str) -> str:
        """Stores and returns the SHA-256 hex."""

    def get(self, sha256: str) -> bytes: ...


class UnitOfWork(Protocol):
    """One transaction over every kind of row. Leaving the ``with`` block commits; an exception rolls back."""

    @property
    def offices(self) -> Repository[OfficeVersion]: ...
    @property
    def users(self) -> Repository[User]: ...
    @property
    def staff(self) -> Repository[Staff]: ...
    @property
    def authorities(self) -> Repository[Authority]: ...
    @property
    def receptions(self) -> ReceptionQueries: ...
    @property
    def visitors(self) -> Repository[Visitor]: ...
    @property
    def matters(self) -> Repository[Matter]: ...
    @property
    def matter_merges(self) -> Repository[MatterMerge]: ...
    @property
    def items(self) -> ItemQueries: ...
    @property
    def papers_received(self) -> Repository[PaperReceived]: ...
    @property
    def screenings(self) -> ScreeningQueries: ...
    @property
    def documents(self) -> Repository[Document]: ...
    @property
    def document_items(self) -> LinkQueries: ...
    @property
    def recipients(self) -> Repository[Recipient]: ...
    @property
    def services(self) -> Repository[Service]: ...
    @property
    def print_jobs(self) -> Repository[PrintJob]: ...
    @property
    def series(self) -> SeriesQueries: ...
    @property
    def clocks(self) -> Repository[Clock]: ...
    @property
    def sealed_contents(self) -> Repository[SealedContent]: ...
    @property
    def sealed_keys(self) -> Repository[SealedKey]: ...
    @property
    def drafts(self) -> Repository[Draft]: ...
    @property
    def corrections(self) -> Repository[Correction]: ...
    @property
    def outbox(self) -> OutboxQueries: ...
    @property
    def batches(self) -> Repository[Batch]: ...
    @property
    def batch_items(self) -> Repository[BatchItem]: ...
    @property
    def province_replies(self) -> Repository[ProvinceReply]: ...
    @property
    def approvals(self) -> Repository[Approval]: ...
    @property
    def audit(self) -> AuditPort: ...
    @property
    def blobs(self) -> PaperBlobs: ...


class Store(Protocol):
    """An open store. ``write`` begins IMMEDIATE and waits for other windows; ``read`` is one consistent view."""

    @property
    def folder(self) -> Path: ...
    @property
    def install_id(self) -> str: ...
    @property
    def schema_count(self) -> int:
        """How many migrations made it (``db_schema`` of a manifest)."""

    def write(self) -> AbstractContextManager[UnitOfWork]: ...
    def read(self) -> AbstractContextManager[UnitOfWork]: ...
    def close(self) -> None: ...


Unlocked: TypeAlias = AnyUnlocked[Store]


class Vault(Protocol):
    """Makes and opens store folders: key slots, passwords, recovery (design.md 6)."""

    def state(self, folder: Path) -> str:
        """``none`` (no store there), ``store``, ``damaged`` (files there, not a usable store)."""

    def create(
        self, folder: Path, first: NewUser, at: str, user_id: str, fill: Callable[[UnitOfWork], None] | None = None
    ) -> tuple[Unlocked, str]:
        """A new store and its printable recovery code; ``fill`` writes its first rows before it stands in its place.

        EnvironmentFault where the folder cannot be written or is not empty.
        """

    def open(self, folder: Path, login_name: str, password: str) -> Unlocked:
        """UserError(code="password") for a wrong name or password, slower each time. EnvironmentFault codes:
        ``store_missing``, ``store_damaged``, ``store_newer``, ``not_a_store``, ``disk_full``,
        ``read_only``, ``locked``."""

    def open_with_recovery(self, folder: Path, code: str, login_name: str, new_password: str) -> Unlocked:
        """Opens by the printed recovery code and gives ``login_name`` a new password slot."""

    def add_user(self, by: Unlocked, new: NewUser, at: str, user_id: str) -> User: ...
    def change_password(self, by: Unlocked, login_name: str, new_password: str, old_password: str | None) -> None: ...
    def remove_user(self, by: Unlocked, login_name: str) -> None: ...


class SealPort(Protocol):
    """密存: one random key per item, wrapped to the users who may open it (X25519 + AES-256-GCM)."""

    def new_key(self) -> bytes: ...
    def wrap(self, key: bytes, public_key: bytes) -> bytes: ...
    def unwrap(self, wrapped: bytes, private_key: bytes) -> bytes: ...
    def encrypt(self, key: bytes, body: bytes) -> bytes: ...
    def decrypt(self, key: bytes, body: bytes) -> bytes: ...


class PaperPort(Protocol):
    """documents/: proof of glyphs, rendering, read-back by another engine, preview."""

    @property
    def version(self) -> str: ...
    def missing(self, data: DocumentData) -> tuple[tuple[str, str], ...]:
        """(character, where it stands) for each character without a glyph in the chain."""

    def pdf(self, data: DocumentData) -> RenderedPaper: ...
    def read_back(self, pdf: bytes, data: DocumentData) -> tuple[str, ...]:
        """Problems found by the second engine, in Chinese; empty = the PDF says what was meant."""

    def pixels(self, pdf: bytes, page: int, scale: float) -> PagePixels:
        """``page`` from 0; ``scale`` in pixels per point."""

    def page_count(self, pdf: bytes) -> int: ...


class PrintPort(Protocol):
    def printers(self) -> tuple[PrinterInfo, ...]: ...
    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        """A4, 100 %, ``copies`` ≥ 1. ``title`` is neutral (a document number, never a name).

        ``two_sided``: both sides where the printer can, else one after the other.
        """

    def follow(self, printer: str, job_ref: str) -> Sent: ...


class PackagePort(Protocol):
    """exchange/: the BagIt ZIP with JSONL and XLSX, read back and verified before it counts as written."""

    @property
    def profile_id(self) -> str: ...
    @property
    def profile_note(self) -> str:
        """A sentence about the profile's standing: 未经省局确认 …, or empty."""

    def check(self, row: PackageRow) -> tuple[tuple[str, str], ...]:
        """(field, sentence) for each value that the profile does not take; empty = the row can go."""

    def write(self, order: PackageOrder, rows: Sequence[PackageRow], to: Path) -> WrittenPackage:
        """EnvironmentFault codes ``disk_full``, ``read_only``, ``verify_failed``; nothing half-written stays under its
        final name."""

    def read_back(self, path: Path) -> tuple[str, ...]:
        """Problems found in a written package; empty = sound."""

    def heading(self, field: str) -> str:
        """The Chinese heading of a national field, or the name itself for one that the profile does not know."""

    def kept_body(self, written: WrittenPackage) -> bytes:
        """The bytes of a package just written, to be kept. EnvironmentFault(code='verify_failed') when they changed."""

    def write_again(self, body: bytes, file_name: str, to: Path) -> Path:
        """Writes a kept package once more, byte for byte; faults as in ``write``."""

    def read_receipt(self, path: Path) -> Receipt:
        """The province's answer (JSON, XLSX or CSV). UserError(code='receipt') says why a file is not taken."""
