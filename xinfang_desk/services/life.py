"""办件: the life of one matter from the store: what its papers and services say becomes events, events become clocks.

Everything here runs inside the caller's unit of work, and ``settle_life`` is called wherever papers or services change,
so that the stored clocks are always what the log of events says.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.deadlines import Deadline
from xinfang_desk.domain.joined import seen_from
from xinfang_desk.domain.life.clocks import CODES, LifeClock, clocks
from xinfang_desk.domain.life.events import PAPERS, SERVED_PAPERS, Event, Kind
from xinfang_desk.domain.life.facts import life_facts
from xinfang_desk.domain.life.fold import fold
from xinfang_desk.domain.life.state import Life, Seed
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import (
    Clock,
    ClockState,
    Document,
    DocumentState,
    Item,
    MatterEvent,
    Screening,
    Service,
    Source,
)
from xinfang_desk.domain.service_ways import proves
from xinfang_desk.services.context import Desk, current_profile, local_moment
from xinfang_desk.services.limits import running_clock
from xinfang_desk.services.ports import UnitOfWork

VOID = "void"
TELLING = frozenset({"T1", "T2", "T3"})
_SEED_LIMITS = frozenset({"T5", "T7", "T9", "T13"})
_OPINION_LEAVES = frozenset({"L15", "L16"})


# What the conclusion of a visit calls for.
VISIT_PAPERS = frozenset(code for code in PAPERS if code.startswith("B") or code == "C1")
PAPER_VOID, OTHER_CONCLUSION = "文书作废", "结论改了，这份文书不再算"

# What an event keeps of the fields of its paper: bodies, days and numbers, never anybody's words.
_KEPT: dict[str, tuple[str, ...]] = {
    "to_body": ("to_body", "body", "body_name", "main_dept"),
    "feedback_on": ("feedback_on",),
    "reply_on": ("reply_on", "answer_on", "defence_on", "feedback_on"),
    "days": ("extension_days", "days"),
    "handler": ("handler",),
    "what": ("what", "stop_kind", "suspend_kind"),
}
_KEPT_BY: dict[Kind, tuple[str, ...]] = {
    Kind.TRANSFERRED: ("to_body",),
    Kind.ASSIGNED: ("to_body", "feedback_on"),
    Kind.ACCEPTED: ("handler",),
    Kind.DUTY_ACCEPTED: ("handler",),
    Kind.OWN_PROCEDURE: ("handler",),
    Kind.GUIDED: ("to_body",),
    Kind.OBJECTED: ("to_body",),
    Kind.URGENT_REPORTED: ("to_body",),
    Kind.EXTENDED: ("days",),
    Kind.SUSPENDED: ("what",),
    Kind.URGED: ("to_body", "reply_on"),
    Kind.PROPOSED: ("to_body", "reply_on"),
    Kind.DEFENCE_ASKED: ("to_body", "reply_on"),
}


# ---- reading


def life_of(desk: Desk, uow: UnitOfWork, item: Item) -> Life:
    """Where the item stands by the log."""
    return fold(seed_of(desk, uow, item), events_of(uow, item.id))


def paper_life(desk: Desk, uow: UnitOfWork, item: Item) -> dict[str, str]:
    """What a paper may take from the life of its matter; nothing of a sealed one, nor before a conclusion."""
    life = life_of(desk, uow, item)
    return {} if item.sealed or life.seed.screened_on is None else life_facts(life, desk.parts.calendar)


def events_of(uow: UnitOfWork, item_id: str) -> tuple[Event, ...]:
    """The events that count, in the order of entry."""
    return tuple(_event(row, number) for number, row in enumerate(live_rows(uow, item_id)))


def live_rows(uow: UnitOfWork, item_id: str) -> tuple[MatterEvent, ...]:
    """Rows of the log that no later row has taken back."""
    rows = uow.matter_events.where(item_id=item_id)
    gone = {row.voids_id for row in rows if row.kind == VOID}
    return tuple(row for row in rows if row.kind != VOID and row.id not in gone)


def _event(row: MatterEvent, number: int) -> Event:
    day = parse_date(row.on_date)
    assert day is not None
    return Event(row.id, Kind(row.kind), day, number, row.document_id or "", json.loads(row.values_json))


def seed_of(desk: Desk, uow: UnitOfWork, item: Item) -> Seed:
    """What the visit left behind for the life of its matter."""
    reception = uow.receptions.get(item.reception_id)
    rows = uow.screenings.where(item_id=item.id, current=True)
    screening = rows[-1] if rows else None
    profile = current_profile(uow, desk.parts.today())
    came = _day(reception.transferred_on) or _day(reception.received_on) or desk.parts.today()
    received = min(came, _day(reception.received_on) or came)
    if screening is None:
        return Seed(profile.desk_role, received, sealed=item.sealed, own_name=profile.name)
    result: dict[str, Any] = json.loads(screening.result_json)
    facts: dict[str, Any] = json.loads(screening.facts_json)
    limits = {row["code"]: _deadline(row) for row in result.get("deadlines", ())}
    tell = [row for row in uow.clocks.where(item_id=item.id) if row.code in TELLING and row.state != ClockState.VOID]
    opinion, served = _brought(screening, facts)
    return Seed(
        role=str(facts.get("desk_role") or profile.desk_role),
        received_on=received,
        screened_on=_day(screening.on_date),
        leaf=screening.leaf,
        awaiting=screening.awaiting,
        told_on=_told_on(tell),
        tell_due=min((day for day in (_day(row.due_on) for row in tell) if day), default=None),
        sealed=item.sealed,
        passed_in=reception.source == Source.TRANSFER,
        passed_by=reception.sending_body,
        limits={} if screening.awaiting else {k: one for k, one in limits.items() if k in _SEED_LIMITS},
        opinion=opinion,
        opinion_served_on=served,
        own_name=profile.name,
        **_next_bodies(profile),
    )


def _next_bodies(profile: OfficeProfile) -> dict[str, str]:
    return {"review_body": profile.superior, "final_body": profile.final_superior}


def _brought(screening: Screening, facts: dict[str, Any]) -> tuple[str, date | None]:
    """The opinion that the visitor brought along, while it still opens a way (L15, L16)."""
    if screening.awaiting or screening.leaf not in _OPINION_LEAVES:
        return "none", None
    return str(facts.get("opinion", "none")), _day(facts.get("opinion_served_on"))


def _told_on(tells: list[Clock]) -> date | None:
    ended = [local_moment(row.ended_at).date() for row in tells if row.state == ClockState.MET and row.ended_at]
    return max(ended, default=None)


def _deadline(row: dict[str, Any]) -> Deadline:
    return Deadline(
        row["code"],
        date.fromisoformat(row["starts"]),
        date.fromisoformat(row["due"]),
        date.fromisoformat(row["advised"]),
        row["day_kind"],
        bool(row["provisional"]),
        row["formula"],
    )


def _day(text: str | None) -> date | None:
    return parse_date(text) if text else None


# ---- what papers and services say


def settle_life(desk: Desk, uow: UnitOfWork, item: Item) -> bool:
    """Brings the log up to the papers and services of the item, then the clocks to the log; True when one changed."""
    rows = uow.screenings.where(item_id=item.id, current=True)
    if not rows:
        return False
    papers = (seen_from(one, item.id) for one in uow.document_items.of_item(item.id))
    documents = [one for one in papers if one.code in PAPERS]
    log = uow.matter_events.where(item_id=item.id)
    if not documents and not log:
        return False
    counting = [one for one in documents if one.state == DocumentState.FINAL and _counts(one, rows[-1])]
    _sync_papers(desk, uow, item, documents, counting, live_rows(uow, item.id))
    _sync_services(desk, uow, item, documents, live_rows(uow, item.id))
    return settle_clocks(desk, uow, item, rows[-1])


def _counts(document: Document, screening: Screening) -> bool:
    """A paper of the visit counts while the conclusion calls for its kind; those of the later stages always."""
    if document.code not in VISIT_PAPERS or screening.awaiting:
        return True
    return document.code in json.loads(screening.result_json)["documents"]


def _sync_papers(
    desk: Desk,
    uow: UnitOfWork,
    item: Item,
    documents: list[Document],
    counting: list[Document],
    log: tuple[MatterEvent, ...],
) -> None:
    known = {row.document_id: row for row in log if row.document_id and row.kind in set(PAPERS.values())}
    for document in documents:
        row = known.get(document.id)
        if document in counting and row is None:
            kind = PAPERS[document.code]
            append(desk, uow, item, kind.value, document.dated_on, document.id, _values(uow, document, kind))
        elif document not in counting and row is not None:
            take_back(desk, uow, row, PAPER_VOID if document.state == DocumentState.VOID else OTHER_CONCLUSION)


def _values(uow: UnitOfWork, document: Document, kind: Kind) -> dict[str, str]:
    values = {"number": document.number}
    fields: dict[str, str] = json.loads(document.fields_json)
    for name in _KEPT_BY.get(kind, ()):
        values[name] = next((fields[key] for key in _KEPT[name] if fields.get(key)), "")
    if values.get("handler"):
        telephone = next((row.telephone for row in uow.staff.where(name=values["handler"])), "")
        values["handler_phone"] = telephone
    return {key: words for key, words in values.items() if words}


def _sync_services(
    desk: Desk, uow: UnitOfWork, item: Item, documents: list[Document], log: tuple[MatterEvent, ...]
) -> None:
    known = {row.document_id: row for row in log if row.kind == Kind.SERVED}
    for document in documents:
        if document.code not in SERVED_PAPERS:
            continue
        service = _proof(uow, document) if document.state == DocumentState.FINAL else None
        row = known.get(document.id)
        if row is not None and (service is None or service.on_date != row.on_date):
            take_back(desk, uow, row, "送达记录已更正")
            row = None
        if service is not None and row is None:
            append(desk, uow, item, Kind.SERVED.value, service.on_date, document.id, {"way": service.way})


def _proof(uow: UnitOfWork, document: Document) -> Service | None:
    """The service that proves that the paper arrived, the last one where it went to several (条例 35: each his own)."""
    found = []
    for recipient in uow.recipients.where(document_id=document.id):
        rows = uow.services.where(recipient_id=recipient.id, replaced=False)
        if recipient.kind == "visitor" and rows:
            found.append(rows[-1])
    proved = [one for one in found if proves(one)]
    return max(proved, key=lambda one: one.on_date, default=None)


# ---- writing


def append(
    desk: Desk,
    uow: UnitOfWork,
    item: Item,
    kind: str,
    on_date: str,
    document_id: str,
    values: dict[str, str],
    reason: str = "",
) -> MatterEvent:
    """One row more at the end of the log."""
    row = MatterEvent(
        id=desk.parts.ids.new_id(),
        matter_id=item.matter_id,
        item_id=item.id,
        kind=kind,
        on_date=on_date,
        document_id=document_id or None,
        values_json=canonical(values),
        voids_id=None,
        reason=reason,
        at=desk.parts.now_text(),
        by=desk.user.id,
    )
    uow.matter_events.add(row)
    return row


def take_back(desk: Desk, uow: UnitOfWork, row: MatterEvent, reason: str) -> None:
    """The event counts no more; both rows stay."""
    uow.matter_events.add(
        replace(
            row,
            id=desk.parts.ids.new_id(),
            kind=VOID,
            on_date=desk.parts.today().isoformat(),
            values_json="{}",
            voids_id=row.id,
            reason=reason,
            at=desk.parts.now_text(),
            by=desk.user.id,
        )
    )


def settle_clocks(desk: Desk, uow: UnitOfWork, item: Item, screening: Screening) -> bool:
    """Makes the stored clocks of the life exactly those that its log gives; T1–T4 are none of them."""
    life = life_of(desk, uow, item)
    wanted = clocks(life, desk.parts.calendar)
    papers = {row.id: row.document_id or row.id for row in live_rows(uow, item.id)}
    stored = [row for row in uow.clocks.where(item_id=item.id) if row.code in CODES and row.state != ClockState.VOID]
    changed = False
    for clock in wanted:
        old = _same(stored, clock)
        new = _row(desk, item, screening, clock, papers.get(clock.ended_by, clock.ended_by), old)
        if old is None:
            uow.clocks.add(new)
        elif new != old:
            uow.clocks.put(new)
        changed |= new != old
    at = desk.parts.now_text()
    for row in stored:
        uow.clocks.put(replace(row, state=ClockState.VOID.value, ended_at=at))
        changed = True
    return changed


def _same(stored: list[Clock], clock: LifeClock) -> Clock | None:
    """The stored row of this clock, taken off the list: by its days where one fits, else by its start."""
    start, due = clock.limit.starts.isoformat(), clock.limit.due.isoformat()
    fitting = [row for row in stored if row.code == clock.code and row.starts_on == start]
    found = next((row for row in fitting if row.due_on == due), fitting[0] if fitting else None)
    if found is not None:
        stored.remove(found)
    return found


def _row(desk: Desk, item: Item, screening: Screening, clock: LifeClock, ended_by: str, old: Clock | None) -> Clock:
    limit = clock.limit
    state = ClockState.RUNNING if clock.running else ClockState.MET
    ended_at = None
    if not clock.running:
        same = old is not None and old.state == ClockState.MET and old.ended_by == ended_by
        ended_at = old.ended_at if same and old is not None else desk.parts.now_text()
    clock_id = old.id if old is not None else desk.parts.ids.new_id()
    row = running_clock(clock_id, item.id, old.screening_id if old is not None else screening.id, limit)
    return replace(row, state=state.value, ended_at=ended_at, ended_by="" if clock.running else ended_by)
