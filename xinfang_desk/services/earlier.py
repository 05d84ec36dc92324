"""What the store knows of earlier items in which the same number stands: lines for card 3, never a count (8, 1.3)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from xinfang_desk.domain.cards.given import Earlier
from xinfang_desk.domain.deadlines import TELL_DAYS, VISITORS_OWN, days_limit
from xinfang_desk.domain.moments import date_text, date_weekday_text, parse_date, short_date_text
from xinfang_desk.domain.records import (
    Clock,
    ClockState,
    Document,
    DocumentState,
    Item,
    Reception,
    Screening,
    ServiceWay,
    Visitor,
)
from xinfang_desk.domain.wording.conclusion import LABELS
from xinfang_desk.services.conclusions import screening_title
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import current_screening, duty_text, live_service

_HANDLING = ("T5", "T6", "T13")
_TELLING = ("T1", "T2", "T3")
# Conclusions after which the office itself still has to answer (the duty to tell is part of the handling).
_OURS = frozenset({"L16", "L20", "L25", "L26", "L27"})
_SIGNED = frozenset({ServiceWay.SIGNED.value, ServiceWay.THUMB.value})
_STAND_INS = frozenset({"agent", "guardian"})


def earlier_items(desk: Desk, uow: UnitOfWork, item: Item, reception: Reception) -> tuple[Earlier, ...]:
    """Newest first. An agent's own number does not count, the number of whom he stands for does; sealed ones never."""
    if item.sealed:
        return ()
    found: dict[str, Item] = {}
    for number in numbers_of(uow.visitors.where(reception_id=reception.id)):
        for row in uow.items.of_identity(number):
            if row.reception_id != reception.id and not row.sealed and _same_side(uow, row, number):
                found[row.id] = row
    receptions = {row.id: uow.receptions.get(row.reception_id) for row in found.values()}
    rows = [row for row in found.values() if receptions[row.id].received_on <= reception.received_on]
    rows.sort(key=lambda row: (receptions[row.id].received_on, row.made_at), reverse=True)
    linked = _linked(uow, item)
    return tuple(_earlier(desk, uow, row, receptions[row.id], row.matter_id in linked, reception) for row in rows)


def numbers_of(visitors: Iterable[Visitor]) -> tuple[str, ...]:
    """The numbers of those whose matter it is."""
    rows = [row for row in visitors if row.role not in _STAND_INS and row.id_number]
    return tuple(dict.fromkeys(row.id_number for row in rows))


def _same_side(uow: UnitOfWork, item: Item, number: str) -> bool:
    """There, too, the number stands for somebody whose matter it was."""
    return number in numbers_of(uow.visitors.where(reception_id=item.reception_id))


def _linked(uow: UnitOfWork, item: Item) -> frozenset[str]:
    """The matters that a person has already said to be this one."""
    same = {item.matter_id}
    for merge in uow.matter_merges.all():
        if merge.parted_at is None and item.matter_id in (merge.kept_id, merge.joined_id):
            same |= {merge.kept_id, merge.joined_id}
    return frozenset(same)


def _earlier(desk: Desk, uow: UnitOfWork, item: Item, reception: Reception, linked: bool, now: Reception) -> Earlier:
    screening = current_screening(uow, item.id)
    running = [row for row in uow.clocks.where(item_id=item.id) if row.state == ClockState.RUNNING]
    due, accepted = _due(desk, screening, running, reception)
    facts: dict[str, Any] = {}
    received = parse_date(now.received_on)
    if due is not None and received is not None:
        facts = {"same_matter_pending": True, "pending_overdue": due < received, "desk_is_superior": False}
    elif screening is not None and screening.leaf == "L15" and not screening.awaiting:
        facts = _opinion(screening)
    return Earlier(
        id=item.id,
        register_no=item.register_no,
        note=_note(desk, uow, item, reception, screening, running, linked, accepted),
        linked=linked,
        asked_only=screening is not None and screening.leaf == "L05",
        facts=facts,
        due_on=due,
    )


def _due(
    desk: Desk, screening: Screening | None, running: list[Clock], reception: Reception
) -> tuple[date | None, date | None]:
    """(last day, day of acceptance) of what this office itself still has to answer; (None, None) for nothing."""
    for codes in (_HANDLING, _TELLING):
        rows = [row for row in running if row.code in codes]
        if rows and (codes is _HANDLING or screening is None or screening.awaiting or screening.leaf in _OURS):
            last = max(rows, key=lambda row: row.due_on)
            return parse_date(last.due_on), parse_date(last.starts_on) if last.code in ("T5", "T6") else None
    came = parse_date(reception.transferred_on or reception.received_on)
    if screening is None and came is not None:
        return days_limit("T2", came, TELL_DAYS, desk.parts.calendar).due, None
    return None, None


def _opinion(screening: Screening) -> dict[str, Any]:
    """The opinion that was looked at then; whether it told of the review is asked again (counter-rules.md 1.3)."""
    facts = json.loads(screening.facts_json)
    return {key: facts[key] for key in ("opinion", "opinion_served_on") if key in facts}


def _note(
    desk: Desk,
    uow: UnitOfWork,
    item: Item,
    reception: Reception,
    screening: Screening | None,
    running: list[Clock],
    linked: bool,
    accepted: date | None,
) -> str:
    """The matter's own days, one a line: registered, screened, each paper with its service, what is owed until when."""
    received = parse_date(reception.received_on)
    day = date_text(received) if received is not None else reception.received_on
    title = uow.matters.get(item.matter_id).title
    what = f"“{title}”" if title else "没有写事由"
    lines = [
        f"库里查到 {day} 登记 {item.register_no.rsplit('-', 1)[-1]} {what}{'（登记时已连到这件）' if linked else ''}",
        _screened(desk, uow, screening, accepted),
        *(_paper(desk, uow, row) for row in _papers(desk, uow, item)),
        *(text for text in map(_owed, running) if text),
    ]
    return "\n".join(lines)


def _screened(desk: Desk, uow: UnitOfWork, screening: Screening | None, accepted: date | None) -> str:
    if screening is None:
        return "还没有甄别"
    day = parse_date(screening.on_date)
    title = screening_title(desk, uow, screening)
    text = f"{short_date_text(day) if day is not None else ''} 甄别：{title}"
    if screening.awaiting:
        text += "，待告知"
    return text + (f"，本单位 {short_date_text(accepted)} 受理" if accepted is not None else "")


def _owed(clock: Clock) -> str:
    """What the office owes, or until when the visitor may ask the next body."""
    text, due = duty_text(clock), parse_date(clock.due_on)
    if clock.code in VISITORS_OWN and due is not None:
        return f"{LABELS[clock.code]}，最晚 {date_weekday_text(due)}{'，暂定' if clock.provisional else ''}"
    advised = parse_date(clock.advised_on)
    if not text or not clock.provisional or advised is None or clock.advised_on == clock.due_on:
        return text
    return f"{text}，建议 {date_text(advised)} 前办完"


def _papers(desk: Desk, uow: UnitOfWork, item: Item) -> list[Document]:
    """What was given to the visitor or sent to a body, in the order of issue."""
    papers = [
        row
        for row in uow.document_items.of_item(item.id)
        if row.state == DocumentState.FINAL and desk.parts.catalogue.kind(row.code).audience != "file"
    ]
    return sorted(papers, key=lambda row: (row.issued_at, row.id))


def _paper(desk: Desk, uow: UnitOfWork, document: Document) -> str:
    dated = parse_date(document.dated_on)
    head = f"{short_date_text(dated)} " if dated is not None else ""
    owed = desk.parts.catalogue.kind(document.code).service_owed
    return f"{head}《{document.title}》{document.number}{_served(uow, document, owed=owed)}"


def _served(uow: UnitOfWork, document: Document, *, owed: bool) -> str:
    """Only what goes to a visitor is signed for."""
    to = [row for row in uow.recipients.where(document_id=document.id) if row.kind == "visitor"]
    services = [service for service in (live_service(uow, row.id) for row in to) if service is not None]
    last = max(services, key=lambda row: row.on_date, default=None)
    day = parse_date(last.on_date) if last is not None else None
    if last is None or day is None:
        return "，还没有签收" if owed and to else ""
    return f"，{short_date_text(day)}{'签收' if last.way in _SIGNED else '送达'}"
