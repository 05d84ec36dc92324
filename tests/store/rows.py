"""Invented rows of every kind, with the fewest values that a store takes; a test names what it is about."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

from xinfang_desk.domain import records as r

R = TypeVar("R")

AT = "2026-11-23T00:30:00.000000Z"
FIRST_USER = "0193a1c0-0000-7000-8000-000000000000"  # whom every made store has
USER, STAFF, MATTER, RECEPTION, ITEM, VISITOR, SERIES, DOCUMENT, RECIPIENT, SCREENING, BATCH = (
    f"0193a1c0-0000-7000-8000-{number:012d}" for number in range(1, 12)
)

_PLAIN: dict[Any, Any] = {str: "", int: 1, bool: False, bytes: b"", str | None: None, int | None: None}

_VALUES: dict[type, dict[str, Any]] = {
    r.User: {"login_name": "xiangming", "display_name": "向明", "roles": "clerk", "active": True},
    r.Staff: {"name": "向明", "active": True},
    r.Reception: {
        "year": 2026,
        "source": r.Source.VISIT.value,
        "form": "visit",
        "happened_at": AT,
        "entered_at": AT,
        "received_on": "2026-11-23",
        "registrar_id": USER,
        "receiver_id": STAFF,
        "state": r.ReceptionState.REGISTERED.value,
    },
    r.Visitor: {"reception_id": RECEPTION, "kind": "person", "role": "main"},
    r.Matter: {"title": "低保金", "made_at": AT},
    r.Item: {
        "reception_id": RECEPTION,
        "matter_id": MATTER,
        "secrecy": r.Secrecy.INTERNAL.value,
        "state": r.ItemState.REGISTERED.value,
        "made_at": AT,
    },
    r.PaperReceived: {"item_id": ITEM},
    r.Screening: {"item_id": ITEM, "leaf": "L11", "current": True, "at": AT, "by": USER},
    r.NumberSeries: {"word": "铜政访告", "codes": "B1 B7", "year": 2026},
    r.Document: {
        "code": "B1",
        "title": "受理告知书",
        "pdf_sha256": hashlib.sha256(b"").hexdigest(),
        "state": r.DocumentState.FINAL.value,
        "issued_at": AT,
        "issued_by": USER,
    },
    r.DocumentItem: {"document_id": DOCUMENT, "item_id": ITEM},
    r.Recipient: {"document_id": DOCUMENT, "kind": "visitor"},
    r.Service: {"recipient_id": RECIPIENT, "way": r.ServiceWay.SIGNED.value, "at": AT},
    r.PrintJob: {"reception_id": RECEPTION, "state": r.PrintState.RECORDED.value, "at": AT},
    r.Clock: {"item_id": ITEM, "screening_id": SCREENING, "state": r.ClockState.RUNNING.value},
    r.MatterEvent: {"matter_id": MATTER, "item_id": ITEM, "kind": "accepted", "at": AT, "by": USER},
    r.SealedContent: {"item_id": ITEM, "kind": "words", "body": b"\x00\xff", "at": AT},
    r.SealedKey: {"item_id": ITEM, "user_id": USER, "share": "whole"},
    r.SealedPair: {"item_id": ITEM, "one_id": USER, "other_id": "user-2", "made_at": AT},
    r.PrintedHalf: {"sheet": 1, "made_at": AT, "made_by": USER},
    r.Draft: {"kind": "reception", "user_id": USER, "body_json": "{}", "saved_at": AT},
    r.MatterMerge: {"kept_id": MATTER, "joined_id": f"{MATTER}-2", "at": AT, "by": USER},
    r.Batch: {"state": "written", "kind": "full"},
    r.ProvinceReply: {"batch_id": BATCH, "item_id": ITEM, "status": "20", "taken_at": AT, "taken_by": USER},
    r.ProvinceTyped: {"item_id": ITEM, "at": AT, "by": USER},
    r.BatchItem: {"batch_id": BATCH, "item_id": ITEM, "op": "I", "status": "10"},
}


def row(record: type[R], row_id: str = "", **values: Any) -> R:
    """A row of a kind; ids that it points to are the constants of this module."""
    hints = get_type_hints(record)
    named = [field.name for field in fields(record)]  # type: ignore[arg-type]
    filled = {name: _PLAIN[hints[name]] for name in named} | _VALUES.get(record, {})
    if "id" in named:
        filled["id"] = row_id
    return record(**(filled | values))


# Kind on the unit of work -> a row of it, in an order in which each finds what it points to.
WORLD: dict[str, Any] = {
    "users": row(r.User, USER),
    "offices": row(r.OfficeVersion, "office-1", valid_from="2026-01-01", profile_json="{}"),
    "staff": row(r.Staff, STAFF),
    "authorities": row(r.Authority, "authority-1", name="县人民法院", active=True),
    "matters": row(r.Matter, MATTER),
    "matter_merges": row(r.MatterMerge, "merge-1"),
    "receptions": row(r.Reception, RECEPTION),
    "visitors": row(r.Visitor, VISITOR),
    "items": row(r.Item, ITEM, register_no="431221-2026-LF-000001", query_code="10000001"),
    "papers_received": row(r.PaperReceived, "paper-1"),
    "screenings": row(r.Screening, SCREENING),
    "series": row(r.NumberSeries, SERIES),
    "documents": row(
        r.Document, DOCUMENT, series_id=SERIES, number_year=2026, number_seq=1, number="铜政访告〔2026〕1号"
    ),
    "recipients": row(r.Recipient, RECIPIENT, visitor_id=VISITOR),
    "services": row(r.Service, "service-1"),
    "print_jobs": row(r.PrintJob, "job-1"),
    "clocks": row(r.Clock, "clock-1", code="T1"),
    "matter_events": row(r.MatterEvent, "event-1", document_id=DOCUMENT, on_date="2026-11-23"),
    "sealed_contents": row(r.SealedContent, "content-1"),
    "sealed_keys": row(r.SealedKey, "key-1", wrapped=b"\x01"),
    "sealed_pairs": row(r.SealedPair, "pair-1", one_wrapped=b"\x01", other_wrapped=b"\x02"),
    "printed_halves": row(r.PrintedHalf, "half-1"),
    "destructions": row(r.Destruction, "destruction-1", item_id=ITEM, years=5),
    "gone_blobs": row(r.GoneBlob, "gone-1", sha256="0" * 64, emptied=True),
    "drafts": row(r.Draft, "draft-1"),
    "corrections": row(r.Correction, "correction-1", record_kind="item", record_id=ITEM),
    "batches": row(r.Batch, BATCH),
    "batch_items": row(r.BatchItem),
    "province_replies": row(r.ProvinceReply, "reply-1", xfjbh="430000202600001"),
    "province_typed": row(r.ProvinceTyped, "typed-1", xfjbh="430000202600002"),
    "approvals": row(r.Approval, "approval-1", kind="templates", version="1", name="向明"),
}


def fill(unit: Any, without: str = "") -> None:
    """One row of every kind (but one), a link, a line of the outbox and one of the audit."""
    unit.matters.add(row(r.Matter, f"{MATTER}-2", title="救助金"))
    for kind, one in WORLD.items():
        if kind != without:
            getattr(unit, kind).add(one)
    unit.document_items.add(row(r.DocumentItem))
    unit.outbox.add(ITEM, 1, "I", AT)
    unit.audit.record(at=AT, actor=USER, action="fill", detail={"name": "龚菊"})
