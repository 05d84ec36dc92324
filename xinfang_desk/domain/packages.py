"""What one export package holds and what proves it: the types that exchange and use-cases share (条例 21.2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PackageRow:
    """One exported item: national fields per table, all text; ``rev`` and ``op`` I | U | D."""

    xfjid: str
    rev: int
    op: str
    xfj: dict[str, str]
    xfr: tuple[dict[str, str], ...]
    blfs: tuple[dict[str, str], ...]


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
class WrittenPackage:
    path: Path
    zip_sha256: str
    manifest_sha256: str
    row_sha256: dict[str, str]  # xfjid -> SHA-256 of its canonical row
