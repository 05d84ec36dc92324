"""What the use-cases need from the world outside: Protocols only; ``bootstrap`` proves that each real part fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar, runtime_checkable

from xinfang_desk.domain.access import MendedSlot as MendedSlot
from xinfang_desk.domain.access import NewUser as NewUser
from xinfang_desk.domain.access import Unlocked as AnyUnlocked
from xinfang_desk.domain.life.board import DueLine
from xinfang_desk.domain.office_fonts import FontReport as FontReport
from xinfang_desk.domain.packages import PackageOrder as PackageOrder
from xinfang_desk.domain.packages import PackageRow as PackageRow
from xinfang_desk.domain.packages import ProfileAbout as ProfileAbout
from xinfang_desk.domain.packages import ProfileEdit as ProfileEdit
from xinfang_desk.domain.packages import ProvinceList as ProvinceList
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
    Destruction,
    Document,
    DocumentItem,
    Draft,
    Item,
    Matter,
    MatterEvent,
    MatterMerge,
    NumberSeries,
    OfficeVersion,
    OutboxRow,
    PaperReceived,
    PrintedHalf,
    PrintJob,
    ProvinceReply,
    ProvinceTyped,
    Reception,
    Recipient,
    Screening,
    SealedContent,
    SealedKey,
    SealedPair,
    Service,
    Staff,
    User,
    Visitor,
)
from xinfang_desk.domain.searching import Query

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class ClockPort(Protocol):
    """The only source of time. ``now`` is aware, UTC."""

    def now(self) -> datetime: ...


@runtime_checkable
class SteadyClock(Protocol):
    """A clock of the machine that nobody sets and that runs on while the PC sleeps; seconds from anywhere."""

    def steady(self) -> float: ...


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

    def among(self, column: str, values: Sequence[str]) -> tuple[R, ...]:
        """Rows whose column is one of the values, in the order they were added; for many rows at once."""

    def delete(self, row_id: str) -> None:
        """Only drafts may be deleted; other kinds refuse (TypeError)."""


class ReceptionQueries(Repository[Reception], Protocol):
    def next_seq(self, year: int) -> int: ...
    def for_day_or_open(self, day: str) -> tuple[Reception, ...]:
        """Receptions entered on that +08:00 day, and earlier ones not yet closed or void (未了); newest first."""


class ItemQueries(Repository[Item], Protocol):
    def of_identity(self, id_number: str) -> tuple[Item, ...]:
        """Unsealed, not void items of receptions in which this number stands; newest first."""

    def ids(self) -> tuple[str, ...]:
        """Of every item, in the order they were added."""

    def next_register_seq(self, prefix: str) -> int:
        """The next free number of a register prefix such as ``431221-2026-LF-``; taken within this unit of work."""

    def unscreened(self) -> tuple[Item, ...]:
        """Items of open receptions that no screening has concluded, oldest first."""


class ClockQueries(Repository[Clock], Protocol):
    def due_lines(self, codes: Sequence[str], first: str, last: str, limit: int, offset: int) -> tuple[DueLine, ...]:
        """Running clocks of these codes whose last day lies from ``first`` to ``last``, the earliest first."""

    def due_counts(self, codes: Sequence[str], days: Sequence[str]) -> tuple[int, ...]:
        """How many running clocks of these codes end before each of the rising ``days``, and after the last."""


class ScreeningQueries(Repository[Screening], Protocol):
    def recent(self, limit: int) -> tuple[Screening, ...]:
        """The newest screenings that still count, newest first."""


class LinkQueries(Protocol):
    """document ↔ item."""

    def add(self, row: DocumentItem) -> None: ...
    def of_item(self, item_id: str) -> tuple[Document, ...]: ...
    def of_document(self, document_id: str) -> tuple[Item, ...]: ...
    def of_items(self, item_ids: Sequence[str]) -> dict[str, tuple[Document, ...]]:
        """The documents of each item that has any, as ``of_item`` gives them."""


class SeriesQueries(Repository[NumberSeries], Protocol):
    def take(self, code: str, year: int) -> tuple[NumberSeries, int]:
        """The series that serves ``code`` in ``year`` (made from the last year's on the first day) and its next number,
        advanced in this unit of work. KeyError when no series serves the code."""


class OutboxQueries(Protocol):
    def add(self, item_id: str, rev: int, op: str, at: str) -> OutboxRow: ...
    def waiting(self) -> tuple[OutboxRow, ...]: ...
    def waiting_count(self) -> int: ...
    def last_seq(self) -> int: ...
    def assign(self, up_to_seq: int, item_ids: Sequence[str], batch_id: str) -> None: ...


class SearchQueries(Protocol):
    """查询: what is sealed or void is never found."""

    def behind(self) -> int:
        """How many items changed since the index read them."""

    def catch_up(self, most: int) -> None:
        """Reads the newest ``most`` of them."""

    def find(self, query: Query, most: int) -> tuple[str, ...]:
        """Ids of the items that fit every term and the days of registration, newest first."""


class ReplyQueries(Repository[ProvinceReply], Protocol):
    def answered(self) -> frozenset[str]:
        """Ids of the batches to which the province answered anything."""


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

    def between(self, start: str, end: str) -> tuple[AuditRow, ...]:
        """The links whose instant lies in ``start <= at < end``, in the order of the chain."""

    def last(self) -> AuditRow | None: ...


class PaperBlobs(Protocol):
    """papers.db: blobs by SHA-256."""

    def add(self, body: bytes, kind: str) -> str:
        """Stores and returns the SHA-256 hex."""

    def get(self, sha256: str) -> bytes: ...

    def forget(self, sha256: str, at: str) -> None:
        """Its bytes leave papers.db once this unit of work is committed, unless a row still names them then."""


class RemovalPort(Protocol):
    """销毁: the one way in which content leaves the store (``services/retention.py``)."""

    def take(self, reception_id: str, rows: Sequence[Destruction], at: str) -> None:
        """Everything of one reception but its numbers, codes, dates and hashes; ``rows``: its items, recorded."""


class UnitOfWork(Protocol):
    """One transaction over every kind of row. Leaving the ``with`` block commits; an exception rolls back."""

    def secret(self) -> bytes | None:
        """The store's own secret, made by the first unit that writes and asks for it; None before that."""

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
    def clocks(self) -> ClockQueries: ...
    @property
    def matter_events(self) -> Repository[MatterEvent]: ...
    @property
    def sealed_contents(self) -> Repository[SealedContent]: ...
    @property
    def sealed_keys(self) -> Repository[SealedKey]: ...
    @property
    def sealed_pairs(self) -> Repository[SealedPair]: ...
    @property
    def printed_halves(self) -> Repository[PrintedHalf]: ...
    @property
    def destructions(self) -> Repository[Destruction]: ...
    @property
    def removal(self) -> RemovalPort: ...
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
    def province_replies(self) -> ReplyQueries: ...
    @property
    def province_typed(self) -> Repository[ProvinceTyped]: ...
    @property
    def approvals(self) -> Repository[Approval]: ...
    @property
    def search(self) -> SearchQueries: ...
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

    def unlock(self, by: Unlocked, login_name: str, password: str) -> Unlocked:
        """Another user's key pair on the store that ``by`` has open, without logging them in at the desk; wrong
        passwords are told and slowed as in ``open``."""

    def open_with_recovery(self, folder: Path, code: str, login_name: str, new_password: str) -> Unlocked:
        """Opens by the printed recovery code and gives ``login_name`` a new password slot."""

    def add_user(self, by: Unlocked, new: NewUser, at: str, user_id: str) -> User: ...
    def change_password(self, by: Unlocked, login_name: str, new_password: str, old_password: str | None) -> None: ...
    def remove_user(self, by: Unlocked, login_name: str) -> None: ...
    def settle_slots(self, by: Unlocked) -> tuple[MendedSlot, ...]:
        """Mends ways in that no longer agree with the users, and names users without one."""

    def new_recovery(self, by: Unlocked, old_code: str = "") -> str:
        """A new printable recovery code; the old one is void. UserError(code='recovery') for a wrong ``old_code``."""


class SealPort(Protocol):
    """密存: one random key per item, wrapped to the users who may open it (X25519 + AES-256-GCM)."""

    def new_key(self) -> bytes: ...
    def random(self, count: int) -> bytes: ...
    def new_code(self) -> str:
        """A private half to be printed and copied by hand."""

    def code_key(self, typed: str) -> bytes | None:
        """The private half that a printed code stands for; None for a slip of the pen."""

    def public_half(self, private_key: bytes) -> bytes: ...
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

    def remade(self, data: DocumentData, fonts: tuple[tuple[str, str], ...]) -> RenderedPaper | None:
        """The paper made now with the faces (name, SHA-256) of another time; None where one is not there as it was."""

    def font_notes(self) -> tuple[str, ...]:
        """A sentence for each face preferred on this PC that cannot be used now."""

    def look_at_font(self, path: Path) -> FontReport:
        """What a font file holds. UserError says why it cannot be used in papers."""

    def calibration_page(self) -> bytes:
        """The page to measure a printer by (domain/calibration.py)."""

    def moved(self, pdf: bytes, right_mm: float, down_mm: float) -> bytes:
        """A copy whose pages are moved on the sheet; the kept PDF stays as it is."""

    def stamped(self, pdf: bytes, words: str) -> bytes:
        """A copy with a framed mark (补打) over every page; the kept PDF stays as it is."""

    def joined(self, pdfs: Sequence[bytes], *, whole_sheets: bool) -> bytes:
        """Copies of several papers in one file; ``whole_sheets``: each begins on a front side."""

    def text(self, pdf: bytes) -> str | None:
        """Every page's text as the second engine reads it; None for what it cannot open."""

    def differs(self, pdf: bytes, other: bytes) -> bool:
        """Whether the second engine sees other texts, or the same ones in other places, on any page."""

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


class MachinePort(Protocol):
    """The machine under the desk, for the self-check."""

    def database(self) -> str:
        """The engine's versions. EnvironmentFault(code='sqlite_old')."""

    def free_bytes(self, folder: Path) -> int: ...
    def fonts(self) -> str:
        """One sentence. EnvironmentFault(code='fonts')."""

    def reader(self) -> str: ...
    def newest_backup(self, folder: Path) -> datetime | None:
        """When the newest backup of this store was made; None where there is none."""


class PackagePort(Protocol):
    """exchange/: the BagIt ZIP with JSONL and XLSX, read back and verified before it counts as written."""

    @property
    def body(self) -> bytes:
        """The file of the profile that the packages follow."""

    @property
    def about(self) -> ProfileAbout:
        """The profile that the packages follow."""

    @property
    def built_in(self) -> tuple[bytes, ...]:
        """The profiles that the program brings along, the one it starts with first."""

    def using(self, body: bytes) -> PackagePort:
        """The same by another profile. UserError(code='profile') with the reason why it cannot be used."""

    def changes_from(self, old: bytes) -> tuple[str, ...]:
        """What this profile does otherwise than another, a sentence each."""

    def learn(self, body: bytes, version: str) -> bytes:
        """A profile with the columns of an XLSX template's first row. UserError(code='profile')."""

    def edited(self, edits: Sequence[ProfileEdit], version: str) -> bytes:
        """The profile with some fields changed, as another version. UserError(code='profile')."""

    def screen_cells(self, row: PackageRow) -> tuple[tuple[str, str], ...]:
        """(heading, value) of each column of the sheet, as a person types it into the province's screen."""

    def check(self, row: PackageRow) -> tuple[tuple[str, str], ...]:
        """(field, sentence) for each value that the profile does not take; empty = the row can go."""

    def write(
        self,
        order: PackageOrder,
        rows: Iterable[PackageRow],
        to: Path,
        attachment: Callable[[str], bytes],
        password: str = "",
    ) -> WrittenPackage:
        """``rows`` are read once, as they are written; ``attachment`` gives the bytes of a SHA-256.

        With a password the file is an AES-256 ZIP around the package. EnvironmentFault codes ``disk_full``,
        ``read_only``, ``verify_failed``; nothing half-written stays under its final name."""

    def read_back(self, path: Path) -> tuple[str, ...]:
        """Problems found in a written package; empty = sound."""

    def heading(self, field: str) -> str:
        """The Chinese heading of a national field, or the name itself for one that the profile does not know."""

    def write_again(self, body: bytes, file_name: str, to: Path, password: str = "") -> Path:
        """Writes a kept package once more, byte for byte, sealed where there is a password; faults as in ``write``."""

    def read_list(self, path: Path) -> ProvinceList:
        """A table that the province's system gives out (XLSX or CSV). UserError(code='receipt') as for receipts."""

    def read_receipt(self, path: Path) -> Receipt:
        """The province's answer (JSON, XLSX or CSV). UserError(code='receipt') says why a file is not taken."""
