"""签收 and 送达: how each paper reached each person; signing means receipt only (F13)."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.services.context import Changed, Desk


@dataclass(frozen=True)
class ServiceLine:
    """One paper for one recipient in the signature round. ``owed`` is false where none is due (file papers, on request)."""

    recipient_id: str
    document_id: str
    code: str
    title: str
    number: str
    recipient: str
    owed: bool
    optional: bool  # on_request: may be given at once, not owed
    printed: bool
    way: str  # ServiceWay value or empty
    on_date: str


@dataclass(frozen=True)
class RecordService:
    """One signature round: the same way for all ``recipient_ids``. ``way`` is a ServiceWay value."""

    recipient_ids: tuple[str, ...]
    way: str
    on_date: str = ""  # empty = today
    signed_by: str = ""
    relation: str = ""
    witness: str = ""
    server: str = ""
    read_aloud: bool = False
    tracking_no: str = ""
    note: str = ""
    attachment: bytes | None = None  # a scan of the signed copy: PDF or JPEG


def service_round(desk: Desk, reception_id: str) -> tuple[ServiceLine, ...]:
    raise NotImplementedError


def record_service(desk: Desk, order: RecordService) -> Changed:
    """FieldErrors: a date before the paper or in the future, a tracking number missing with post, a witness missing with
    unsigned, …; ends what the service ends and closes the reception when nothing is owed."""
    raise NotImplementedError
