"""What one export package holds and what proves it: the types that exchange and use-cases share (条例 21.2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Attachment:
    """A paper or a signed copy that goes along, by the SHA-256 of its bytes. ``kind``: 文书 | 签收件."""

    name: str
    kind: str
    sha256: str


@dataclass(frozen=True)
class PackageRow:
    """One exported item: national fields per table, all text; ``rev`` and ``op`` I | U | D."""

    xfjid: str
    rev: int
    op: str
    xfj: dict[str, str]
    xfr: tuple[dict[str, str], ...]
    blfs: tuple[dict[str, str], ...]
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class PackageOrder:
    """What one batch holds; instants are ISO text with +08:00."""

    batch_id: str
    batch_no: int
    kind: str  # full | incremental | correction | resend
    org_code: str
    org_name: str
    xzqh: str
    period_from: str
    period_to: str
    created_at: str
    operator: str
    software_version: str
    db_schema: int
    install_id: str
    previous: tuple[str, str] | None  # batch id, manifest sha256
    seq_from: int
    seq_to: int
    audit_seal: tuple[str, int, str] | None = None  # day, last link, code (domain/day_seal.py)


@dataclass(frozen=True)
class ProfileField:
    """One field of a profile as the office may change it. ``record``: 信访件 | 信访人 | 办理方式 in words."""

    key: str  # record.field
    record: str
    heading: str
    required: bool
    width: int
    unit: str  # characters | utf8 | gb18030
    dates: str  # - or /


@dataclass(frozen=True)
class ProfileEdit:
    """What another version says of one field."""

    key: str
    heading: str
    required: bool
    width: int
    unit: str
    dates: str


@dataclass(frozen=True)
class ProfileAbout:
    """A province profile as people see it.

    Attributes:
        confirmed, note: whether it says itself that the province confirmed it, and what it says where not.
        columns: headings of the sheet; blank: those that stay empty as they label a person; unknown: those that
            nothing of ours goes into.
    """

    id: str
    version: str
    sha256: str
    title: str
    confirmed: bool
    note: str
    columns: tuple[str, ...]
    blank: tuple[str, ...]
    unknown: tuple[str, ...]
    fields: tuple[ProfileField, ...]


@dataclass(frozen=True)
class ReceiptError:
    """Why the province sent a record back: its field, a code, a sentence."""

    field: str
    code: str
    message: str


@dataclass(frozen=True)
class ReceiptRow:
    """What the province says of one exported record; all but the first three are issued by it, empty = not said."""

    xfjid: str
    rev: int
    status: int  # 20 received, 30 double, 40 returned
    xfjbh: str = ""
    cxm: str = ""
    cfxfbz: str = ""  # 1 | 0
    qgccbz: str = ""  # 1 | 0
    repeated_xfjbh: str = ""
    xfjclzt: str = ""
    errors: tuple[ReceiptError, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """The province's answer to one batch (receipt.schema.json); ``sha256`` is that of the file it was read from."""

    batch_id: str
    manifest_sha256: str
    received_at: str  # UTC text as stored elsewhere
    result: str  # accepted | partly | rejected
    reason: str
    rows: tuple[ReceiptRow, ...]
    sha256: str


@dataclass(frozen=True)
class ListRow:
    """A line of a table that the province's system gives out; empty = not said."""

    register_no: str
    xfjbh: str
    query_code: str
    name: str
    id_number: str
    on_date: str  # ISO, as far as the cell is a date
    state_text: str
    first_in_country: str  # 1 | 0
    repeated: str  # 1 | 0


@dataclass(frozen=True)
class ProvinceList:
    """``sha256`` is that of the file."""

    rows: tuple[ListRow, ...]
    sha256: str


@dataclass(frozen=True)
class WrittenPackage:
    """A package that was read back where it lies. ``body``: the plain ZIP, to be kept; ``zip_sha256`` is over it."""

    path: Path
    zip_sha256: str
    manifest_sha256: str
    row_sha256: dict[str, str]  # xfjid -> SHA-256 of its canonical row
    body: bytes
