"""The tables of a store: one per record of the domain, built from its fields, so that rows and records cannot drift.

Text, integer, boolean and blob columns only; every constraint has a name by one convention. ``pos`` keeps the order in
which rows were added. Foreign keys are checked at commit. What is SQLite's own (triggers) stands in ``store/sqlite``.
"""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import Any, get_type_hints

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from xinfang_desk.domain import records as r

# Every migration, oldest first. A test compares this with the files in migrations/versions.
REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")

PAPERS_SCHEMA = "papers"  # papers.db, while it is attached for a migration

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA = MetaData(naming_convention=CONVENTION)

_TYPES: dict[Any, tuple[type[TypeEngine[Any]], bool]] = {
    str: (Text, False),
    str | None: (Text, True),
    int: (Integer, False),
    int | None: (Integer, True),
    bool: (Boolean, False),
    bytes: (LargeBinary, False),
}

Links = dict[str, str]  # column -> table.column that it points to


def _columns(record: type) -> list[SchemaItem]:
    hints = get_type_hints(record)
    made: list[SchemaItem] = []
    for field in fields(record):
        kind, nullable = _TYPES[hints[field.name]]
        made.append(Column(field.name, kind(), nullable=nullable))
        if kind is Boolean:
            made.append(CheckConstraint(f"{_quoted(field.name)} IN (0, 1)", name=field.name))
    return made


def _quoted(name: str) -> str:
    return f'"{name}"' if name in _RESERVED else name


_RESERVED = frozenset({"current", "by", "at"})


def _links(links: Links | None) -> list[SchemaItem]:
    return [
        ForeignKeyConstraint([column], [target], deferrable=True, initially="DEFERRED")
        for column, target in (links or {}).items()
    ]


def _record_table(name: str, record: type, *extra: SchemaItem, links: Links | None = None) -> Table:
    """A table of rows with a text ``id``."""
    return Table(
        name,
        METADATA,
        Column("pos", Integer, nullable=False),
        *_columns(record),
        PrimaryKeyConstraint("pos"),
        UniqueConstraint("id"),
        *_links(links),
        *extra,
    )


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{member.value}'" for member in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _once(name: str, column: str) -> Index:
    """The text occurs once; empty text is no text."""
    filled = text(f"{column} <> ''")
    return Index(f"uq_{name}_{column}", column, unique=True, sqlite_where=filled, postgresql_where=filled)


STORE_INFO = Table(
    "store_info",
    METADATA,
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("key"),
)

OFFICE = _record_table("office_version", r.OfficeVersion)
USER = _record_table("user_account", r.User, UniqueConstraint("login_name"))
STAFF = _record_table("staff", r.Staff)
AUTHORITY = _record_table("authority", r.Authority)
RECEPTION = _record_table(
    "reception",
    r.Reception,
    UniqueConstraint("year", "seq"),
    _one_of("source", r.Source),
    _one_of("state", r.ReceptionState),
    CheckConstraint("seq >= 1", name="seq"),
    Index(None, "entered_at"),
    Index(None, "state", "entered_at"),
    links={"registrar_id": "user_account.id"},
)
VISITOR = _record_table(
    "visitor",
    r.Visitor,
    Index(None, "reception_id"),
    Index(None, "id_number"),
    links={"reception_id": "reception.id"},
)
MATTER = _record_table("matter", r.Matter)
MATTER_MERGE = _record_table(
    "matter_merge",
    r.MatterMerge,
    CheckConstraint("kept_id <> joined_id", name="two"),
    Index(None, "kept_id"),
    Index(None, "joined_id"),
    links={"kept_id": "matter.id", "joined_id": "matter.id"},
)
ITEM = _record_table(
    "item",
    r.Item,
    _once("item", "register_no"),
    _once("item", "query_code"),
    _one_of("secrecy", r.Secrecy),
    _one_of("state", r.ItemState),
    CheckConstraint("rev >= 1", name="rev"),
    Index(None, "reception_id"),
    Index(None, "matter_id"),
    links={"reception_id": "reception.id", "matter_id": "matter.id"},
)
REGISTER_COUNTER = Table(
    "register_counter",
    METADATA,
    Column("prefix", Text, nullable=False),
    Column("next_seq", Integer, nullable=False),
    PrimaryKeyConstraint("prefix"),
    CheckConstraint("next_seq >= 1", name="next_seq"),
)
PAPER_RECEIVED = _record_table("paper_received", r.PaperReceived, Index(None, "item_id"), links={"item_id": "item.id"})
SCREENING = _record_table(
    "screening",
    r.Screening,
    Index(None, "item_id"),
    links={"item_id": "item.id", "decider_id": "staff.id", "replaces_id": "screening.id"},
)
SERIES = _record_table(
    "number_series",
    r.NumberSeries,
    UniqueConstraint("word", "year"),
    CheckConstraint("next_seq >= 1", name="next_seq"),
)
DOCUMENT = _record_table(
    "document",
    r.Document,
    _once("document", "number"),
    UniqueConstraint("series_id", "number_year", "number_seq"),
    _one_of("state", r.DocumentState),
    CheckConstraint("length(pdf_sha256) = 64", name="pdf_sha256"),
    CheckConstraint("pages >= 1", name="pages"),
    Index(None, "proof_code"),
    links={"series_id": "number_series.id", "replaced_by": "document.id"},
)
DOCUMENT_ITEM = Table(
    "document_item",
    METADATA,
    Column("pos", Integer, nullable=False),
    *_columns(r.DocumentItem),
    PrimaryKeyConstraint("pos"),
    UniqueConstraint("document_id", "item_id"),
    Index(None, "item_id"),
    *_links({"document_id": "document.id", "item_id": "item.id"}),
)
RECIPIENT = _record_table(
    "recipient",
    r.Recipient,
    Index(None, "document_id"),
    links={"document_id": "document.id", "visitor_id": "visitor.id"},
)
SERVICE = _record_table(
    "service",
    r.Service,
    _one_of("way", r.ServiceWay),
    Index(None, "recipient_id"),
    links={"recipient_id": "recipient.id"},
)
PRINT_JOB = _record_table(
    "print_job",
    r.PrintJob,
    _one_of("state", r.PrintState),
    CheckConstraint("copies >= 1", name="copies"),
    Index(None, "reception_id"),
    Index(None, "state"),
    links={"reception_id": "reception.id"},
)
CLOCK = _record_table(
    "clock",
    r.Clock,
    _one_of("state", r.ClockState),
    Index(None, "item_id"),
    Index(None, "state", "due_on"),
    Index(None, "state", "code", "due_on"),
    links={"item_id": "item.id", "screening_id": "screening.id"},
)
MATTER_EVENT = _record_table(
    "matter_event",
    r.MatterEvent,
    Index(None, "item_id"),
    Index(None, "matter_id"),
    links={
        "matter_id": "matter.id",
        "item_id": "item.id",
        "document_id": "document.id",
        "voids_id": "matter_event.id",
    },
)
SEALED_CONTENT = _record_table("sealed_content", r.SealedContent, Index(None, "item_id"), links={"item_id": "item.id"})
SEALED_KEY = _record_table(
    "sealed_key",
    r.SealedKey,
    Index(None, "item_id", "user_id"),
    Index(None, "user_id"),
    CheckConstraint("share IN ('whole', 'first', 'second')", name="share"),
    links={"item_id": "item.id", "user_id": "user_account.id"},
)
SEALED_PAIR = _record_table(
    "sealed_pair",
    r.SealedPair,
    CheckConstraint("one_id <> other_id", name="two"),
    Index(None, "item_id"),
    links={"item_id": "item.id"},
)
PRINTED_HALF = _record_table("printed_half", r.PrintedHalf, CheckConstraint("sheet IN (1, 2)", name="sheet"))
GONE_BLOB = _record_table("gone_blob", r.GoneBlob)
DESTRUCTION = _record_table(
    "destruction",
    r.Destruction,
    UniqueConstraint("item_id"),
    CheckConstraint("years >= 1", name="years"),
    links={"item_id": "item.id"},
)
# One row while a removal runs: the key that it points to is never there, so no transaction ends with it.
REMOVING = Table(
    "removing",
    METADATA,
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("key"),
    CheckConstraint("key IN ('removing')", name="key"),
    *_links({"key": "store_info.key"}),
)
DRAFT = _record_table("draft", r.Draft, Index(None, "kind", "subject_id"), Index(None, "user_id"))
CORRECTION = _record_table("correction", r.Correction, Index(None, "record_kind", "record_id"))
AUDIT = Table(
    "audit",
    METADATA,
    *_columns(r.AuditRow),
    PrimaryKeyConstraint("seq"),
    CheckConstraint("length(digest) = 64", name="digest"),
    Index(None, "record_kind", "record_id"),
    Index(None, "at"),
)
AUDIT_DETAIL = Table(
    "audit_detail",
    METADATA,
    Column("seq", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body_json", Text, nullable=False),
    PrimaryKeyConstraint("seq"),
    *_links({"seq": "audit.seq"}),
)
BATCH = _record_table(
    "batch",
    r.Batch,
    UniqueConstraint("batch_no"),
    CheckConstraint("batch_no >= 1", name="batch_no"),
    CheckConstraint("state IN ('written', 'failed')", name="state"),
)
OUTBOX = Table(
    "outbox",
    METADATA,
    *_columns(r.OutboxRow),
    PrimaryKeyConstraint("seq"),
    CheckConstraint("op IN ('I', 'U', 'D')", name="op"),
    Index(None, "item_id"),
    Index(None, "batch_id", "seq"),
    *_links({"item_id": "item.id", "batch_id": "batch.id"}),
)
BATCH_ITEM = Table(
    "batch_item",
    METADATA,
    Column("pos", Integer, nullable=False),
    *_columns(r.BatchItem),
    PrimaryKeyConstraint("pos"),
    UniqueConstraint("batch_id", "item_id"),
    CheckConstraint("op IN ('I', 'U', 'D')", name="op"),
    Index(None, "item_id"),
    *_links({"batch_id": "batch.id", "item_id": "item.id"}),
)
PROVINCE_REPLY = _record_table(
    "province_reply",
    r.ProvinceReply,
    CheckConstraint("status IN ('20', '30', '40')", name="status"),
    CheckConstraint("rev >= 1", name="rev"),
    Index(None, "item_id"),
    Index(None, "batch_id", "item_id"),
    Index(None, "xfjbh"),
    links={"batch_id": "batch.id", "item_id": "item.id"},
)
PROVINCE_TYPED = _record_table(
    "province_typed",
    r.ProvinceTyped,
    Index(None, "item_id"),
    Index(None, "xfjbh"),
    links={"item_id": "item.id"},
)
APPROVAL = _record_table("approval", r.Approval, Index(None, "kind", "version"))

# Items (by ``pos``) that the index of 查询 has not read since they changed; the index itself: store/sqlite/search.py.
SEARCH_BEHIND = Table(
    "search_behind",
    METADATA,
    Column("pos", Integer, nullable=False),
    PrimaryKeyConstraint("pos"),
)

# papers.db: PDFs and scans by the SHA-256 of what is stored.
BLOB = Table(
    "blob",
    METADATA,
    Column("sha256", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("sha256"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    schema=PAPERS_SCHEMA,
)
