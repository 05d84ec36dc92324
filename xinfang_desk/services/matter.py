"""One matter as a whole: what was asked and told, what is due and by whom, its papers, and what may be done now."""

from __future__ import annotations

import json
from dataclasses import dataclass

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.life.bodies import NextBody, next_body
from xinfang_desk.domain.life.clocks import BODY, FOLLOWS, VISITOR
from xinfang_desk.domain.life.events import BY_HAND, Event, Kind
from xinfang_desk.domain.life.fold import fold
from xinfang_desk.domain.life.forms import FORMS, EventForm, check_form
from xinfang_desk.domain.life.offers import Offer, event_offers
from xinfang_desk.domain.life.state import Life
from xinfang_desk.domain.life.words import clock_words, event_words, stage_words
from xinfang_desk.domain.moments import date_weekday_text, parse_date
from xinfang_desk.domain.records import (
    SOURCE_LABELS,
    Clock,
    ClockState,
    Document,
    DocumentState,
    Item,
    ItemState,
    Role,
    Source,
)
from xinfang_desk.domain.service_ways import LABELS
from xinfang_desk.services.conclusions import screening_title
from xinfang_desk.services.context import Changed, Desk, current_profile
from xinfang_desk.services.due_board import owner_of, paper_for
from xinfang_desk.services.life import append, events_of, life_of, live_rows, seed_of, settle_clocks, take_back
from xinfang_desk.services.life_papers import offers_now
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import current_screening, live_service

_OWNERS = {VISITOR: "他本人", BODY: "承办单位"}
ON_THE_WAY = "在路上，等回执"


@dataclass(frozen=True)
class TimelineRow:
    """One line of the history. ``event_id``: what a person recorded and may take back; ``document_id``: its paper."""

    on: str
    words: str
    detail: str = ""
    document_id: str = ""
    event_id: str = ""
    gone: bool = False


@dataclass(frozen=True)
class DueRow:
    """What runs: whose it is, until when, by which formula; ``follow`` once the day has passed."""

    code: str
    words: str
    owner: str
    due_text: str
    formula: str
    overdue: bool
    provisional: bool
    follow: str


@dataclass(frozen=True)
class PaperChoice:
    """A paper that the stage allows, or why not."""

    code: str
    title: str
    allowed: bool
    why: str
    next: bool = False  # it ends what runs


@dataclass(frozen=True)
class EventChoice:
    kind: str
    title: str
    allowed: bool
    why: str


@dataclass(frozen=True)
class MatterView:
    """The page of one matter. ``items``: its registrations as (register number, day, source), never counted."""

    item_id: str
    reception_id: str
    register_no: str
    title: str
    asked: str
    stage: str
    items: tuple[tuple[str, str, str], ...]
    timeline: tuple[TimelineRow, ...]
    due: tuple[DueRow, ...]
    papers: tuple[PaperChoice, ...]
    events: tuple[EventChoice, ...]
    proposed: dict[str, dict[str, str]]  # by kind of event, what its form starts with
    next_body: str  # who would look at the opinion next, in one sentence
    to_serve: tuple[str, ...]  # titles of what waits for its service
    form: str  # how it came in: visit | letter | phone | online
    signer: str
    sealed: bool


@dataclass(frozen=True)
class RecordEvent:
    """What a person records on a matter's page; ``values`` by the keys of its form, the day under ``on``."""

    item_id: str
    kind: str
    values: dict[str, str]


def matter_page(desk: Desk, item_id: str) -> MatterView:
    """Reading is audited. Of a sealed item nothing but its number and its day stands here."""
    desk.require(Role.CLERK, Role.REVIEWER, Role.SECRECY, Role.INSPECTOR)
    with desk.store.write() as uow:
        item = uow.items.get(item_id)
        view = _sealed(uow, item) if item.sealed else _page(desk, uow, _leading(uow, item))
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action="matter.read", kind="item", record_id=view.item_id
        )
    return view


def find_matter(desk: Desk, words: str) -> str:
    """The item of a register number, a query code or an identity number (its newest), or an empty text; audited."""
    desk.require(Role.CLERK, Role.REVIEWER, Role.SECRECY, Role.INSPECTOR)
    typed = words.strip().upper()
    with desk.store.write() as uow:
        found = (
            uow.items.where(register_no=typed) or uow.items.where(query_code=typed) or uow.items.of_identity(typed)
            if typed
            else ()
        )
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="matter.find",
            kind="item",
            record_id=found[0].id if found else "",
        )
    if not found:
        raise UserError("没有找到，请核对登记编号、查询码或者证件号。", code="none", field="find")
    return found[0].id


def event_form(kind: str) -> EventForm:
    return FORMS[Kind(kind)]


def record_event(desk: Desk, order: RecordEvent) -> Changed:
    """One fact with its legal day. FieldErrors at the field with the article; UserError codes ``sealed``, ``now``."""
    desk.require(Role.CLERK, Role.REVIEWER)
    kind = Kind(order.kind)
    if kind not in BY_HAND:
        raise UserError("这一条由文书和送达来记，不用另填。", code="now")
    day = parse_date(order.values.get("on", ""))
    if day is None:
        raise FieldErrors({"on": "日期请写成 2026-11-23 的样子。"})
    with desk.store.write() as uow:
        item = uow.items.get(order.item_id)
        if item.sealed:
            raise UserError("密件由保密员办，这里不记。", code="sealed")
        life = life_of(desk, uow, item)
        offer = next(one for one in event_offers(life, desk.parts.today()) if one.code == kind)
        if not offer.allowed:
            raise UserError(f"{offer.why}，现在不能记这一条。", code="now")
        values = {key: words.strip() for key, words in order.values.items() if key != "on" and words.strip()}
        document_id = _posted_paper(desk, uow, item) if kind is Kind.POST_BACK else ""
        number = len(uow.matter_events.where(item_id=item.id))
        event = Event("new", kind, day, number, document_id, values)
        wrong = check_form(life, event, life.seed.role, desk.parts.today(), desk.parts.calendar)
        if wrong:
            raise FieldErrors(wrong)
        before = events_of(uow, item.id)
        seed = seed_of(desk, uow, item)
        whole = fold(seed, (*before, event))
        if set(whole.unfit) - set(fold(seed, before).unfit):
            raise FieldErrors({"on": "和后面已经记下的日子对不上，请核对；要改后面的，先撤后面那条。"})
        row = append(desk, uow, item, kind.value, day.isoformat(), document_id, values)
        uow.audit.record(
            at=row.at,
            actor=desk.user.id,
            action="life.record",
            kind="item",
            record_id=item.id,
            detail={"kind": kind.value, "on": row.on_date},
        )
        _settle(desk, uow, item)
    return Changed(frozenset({"due", "today", f"reception:{item.reception_id}"}))


def take_back_event(desk: Desk, event_id: str, reason: str) -> Changed:
    """A record that was wrong counts no more, with reason; what rests on it is taken back first."""
    desk.require(Role.CLERK, Role.REVIEWER)
    if not reason.strip():
        raise FieldErrors({"reason": "请写明为什么撤。"})
    with desk.store.write() as uow:
        row = uow.matter_events.get(event_id)
        item = uow.items.get(row.item_id)
        live = live_rows(uow, item.id)
        if row.kind not in {kind.value for kind in BY_HAND}:
            raise UserError("这一条是文书带来的，要改请作废那份文书。", code="paper")
        if row not in live:
            raise UserError("这一条已经撤了。", code="void")
        before = events_of(uow, item.id)
        seed = seed_of(desk, uow, item)
        rest = tuple(one for one in before if one.id != event_id)
        if set(fold(seed, rest).unfit) - set(fold(seed, before).unfit):
            raise UserError("后面还有靠着这一条的记录，请先撤后面的。", code="rests")
        take_back(desk, uow, row, reason.strip())
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="life.take_back",
            kind="item",
            record_id=item.id,
            detail={"kind": row.kind, "reason": reason.strip()},
        )
        _settle(desk, uow, item)
    return Changed(frozenset({"due", "today", f"reception:{item.reception_id}"}))


def _settle(desk: Desk, uow: UnitOfWork, item: Item) -> None:
    screening = current_screening(uow, item.id)
    if screening is not None:
        settle_clocks(desk, uow, item, screening)


def _posted_paper(desk: Desk, uow: UnitOfWork, item: Item) -> str:
    """The newest opinion that is on its way."""
    life = life_of(desk, uow, item)
    waits = [
        one.document_id
        for one in (life.final, life.review, life.opinion)
        if one is not None and one.document_id and one.served_on is None
    ]
    return waits[0] if waits else ""


# ---- the page


def _leading(uow: UnitOfWork, item: Item) -> Item:
    """The item on which the matter's duties run: the one with a log, else the one asked for."""
    if uow.matter_events.where(item_id=item.id):
        own = [row for row in live_rows(uow, item.id) if row.kind not in (Kind.GUIDED, Kind.ADVICE_TAKEN)]
        if own:
            return item
    for other in same_matter(uow, item):
        if any(row.kind in _LEADS for row in live_rows(uow, other.id)):
            return other
    return item


_LEADS = frozenset(
    {Kind.ACCEPTED, Kind.DUTY_ACCEPTED, Kind.OWN_PROCEDURE, Kind.TRANSFERRED, Kind.ASSIGNED, Kind.REVIEW_ASKED}
)


def same_matter(uow: UnitOfWork, item: Item) -> tuple[Item, ...]:
    """Other registrations of the matter, oldest first: linked by a person, or named by a screening of either."""
    found: dict[str, Item] = {row.id: row for row in uow.items.where(matter_id=item.matter_id)}
    for merge in (*uow.matter_merges.where(kept_id=item.matter_id), *uow.matter_merges.where(joined_id=item.matter_id)):
        if merge.parted_at is None:
            other = merge.joined_id if merge.kept_id == item.matter_id else merge.kept_id
            found |= {row.id: row for row in uow.items.where(matter_id=other)}
    screening = current_screening(uow, item.id)
    if screening is not None:
        note = json.loads(screening.sources_json).get("same_matter_pending", {}).get("note", "")
        number = str(note).removeprefix("登记 ")
        found |= {row.id: row for row in (uow.items.where(register_no=number) if number else ())}
    rows = (row for row in found.values() if row.id != item.id and not row.sealed and row.state != ItemState.VOID)
    return tuple(sorted(rows, key=lambda row: row.made_at))


def _sealed(uow: UnitOfWork, item: Item) -> MatterView:
    reception = uow.receptions.get(item.reception_id)
    line = TimelineRow(reception.received_on, "登记")
    return MatterView(
        item_id=item.id,
        reception_id=item.reception_id,
        register_no=item.register_no,
        title="",
        asked="",
        stage="已登记",
        items=((item.register_no, reception.received_on, ""),),
        timeline=(line,),
        due=(),
        papers=(),
        events=(),
        proposed={},
        next_body="",
        to_serve=(),
        form=reception.form,
        signer="",
        sealed=True,
    )


def _page(desk: Desk, uow: UnitOfWork, item: Item) -> MatterView:
    life = life_of(desk, uow, item)
    today = desk.parts.today()
    items = tuple(sorted((item, *same_matter(uow, item)), key=lambda row: row.made_at))
    reception = uow.receptions.get(item.reception_id)
    kinds = desk.parts.catalogue.kinds
    main = next((v for v in uow.visitors.where(reception_id=reception.id) if v.role == "main"), None)
    clocks = [row for one in items for row in _running(uow, one)]
    ends = {paper_for(row.code, overdue=row.due_on < today.isoformat()) for row in clocks}
    following = _following(desk, uow, life)
    lines = [line for one in items for line in _timeline(desk, uow, one)]
    return MatterView(
        item_id=item.id,
        reception_id=item.reception_id,
        register_no=item.register_no,
        title=uow.matters.get(item.matter_id).title,
        asked=item.request,
        stage=stage_words(life),
        items=tuple(_came(uow, one) for one in items),
        timeline=tuple(sorted(lines, key=lambda line: line.on)),
        due=tuple(_due(desk, row) for row in clocks),
        papers=tuple(_paper(kinds[one.code].title, one, ends) for one in offers_now(desk, uow, item, life)),
        events=tuple(
            EventChoice(one.code, FORMS[Kind(one.code)].title, one.allowed, one.why)
            for one in event_offers(life, today)
        ),
        proposed={one.value: _proposed(life, one, today.isoformat(), following) for one in BY_HAND},
        next_body=following.words if following is not None else "",
        to_serve=tuple(document.title for document in waiting_papers(desk, uow, item)),
        form=reception.form,
        signer=main.name if main is not None and not main.anonymous else "",
        sealed=False,
    )


def _paper(title: str, offer: Offer, ends: set[str]) -> PaperChoice:
    return PaperChoice(offer.code, title, offer.allowed, offer.why, offer.allowed and offer.code in ends)


def _following(desk: Desk, uow: UnitOfWork, life: Life) -> NextBody | None:
    """Who would look at the newest opinion, by what made it; the settings know it for those of this desk."""
    profile = current_profile(uow, desk.parts.today())
    if life.review is not None and life.review.on is not None:
        body = life.review.body or (profile.superior if life.opinion and life.opinion.ours else "")
        return next_body((body,), profile.final_superior)
    if life.opinion is None or life.opinion.kind == "duty":
        return None
    government = f"{profile.county_name}人民政府" if profile.county_name else ""
    known = profile.superior if life.opinion.ours else ""
    return next_body((life.opinion.body,), known, government)


def _proposed(life: Life, kind: Kind, today: str, following: NextBody | None) -> dict[str, str]:
    """The day is today's until a person says otherwise; a body that can only be one is proposed (条例 35, 36)."""
    found = {"on": today}
    if kind is Kind.REVIEW_ASKED:
        found |= {"to_body": following.proposed if following is not None else "", "ours": "no"}
    bodies = {one.body for one in life.transfers if one.open}
    if kind in (Kind.BODY_RECEIVED, Kind.BODY_TOLD, Kind.BODY_ANSWERED, Kind.RETURNED) and len(bodies) == 1:
        found["to_body"] = bodies.pop()
    return found


def _came(uow: UnitOfWork, item: Item) -> tuple[str, str, str]:
    reception = uow.receptions.get(item.reception_id)
    return item.register_no, reception.received_on, SOURCE_LABELS[Source(reception.source)]


def _running(uow: UnitOfWork, item: Item) -> list[Clock]:
    rows = [row for row in uow.clocks.where(item_id=item.id) if row.state == ClockState.RUNNING]
    return sorted(rows, key=lambda row: row.due_on)


def _due(desk: Desk, clock: Clock) -> DueRow:
    due = parse_date(clock.due_on)
    assert due is not None
    overdue = due < desk.parts.today()
    owner = VISITOR if clock.code in ("T7", "T9") else owner_of(clock.code)
    return DueRow(
        code=clock.code,
        words=clock_words(clock.code),
        owner=_OWNERS.get(owner, "本单位"),
        due_text=date_weekday_text(due),
        formula=clock.formula,
        overdue=overdue and owner != VISITOR,
        provisional=clock.provisional,
        follow=FOLLOWS.get(clock.code, "") if overdue else "",
    )


def waiting_papers(desk: Desk, uow: UnitOfWork, item: Item) -> tuple[Document, ...]:
    """Papers of the later stages that are made and for which nobody has recorded a service."""
    found = []
    for document in uow.document_items.of_item(item.id):
        kind = desk.parts.catalogue.kinds.get(document.code)
        if document.state != DocumentState.FINAL or document.code[0] not in "CD" or kind is None:
            continue
        if kind.service_owed and kind.audience == "visitor" and not _any_service(uow, document):
            found.append(document)
    return tuple(found)


def _any_service(uow: UnitOfWork, document: Document) -> bool:
    return any(live_service(uow, row.id) is not None for row in uow.recipients.where(document_id=document.id))


def _timeline(desk: Desk, uow: UnitOfWork, item: Item) -> list[TimelineRow]:
    register_no, received, source = _came(uow, item)
    lines = [TimelineRow(received, f"{source} · 登记", register_no)]
    for screening in uow.screenings.where(item_id=item.id):
        words = f"甄别：{screening_title(desk, uow, screening)}" + ("，待告知" if screening.awaiting else "")
        lines.append(TimelineRow(screening.on_date, words, screening.replaced_reason, gone=not screening.current))
    for document in uow.document_items.of_item(item.id):
        void = document.state != DocumentState.FINAL
        detail = document.number + (f"，作废：{document.void_reason}" if void else "")
        lines.append(TimelineRow(document.dated_on, f"《{document.title}》", detail, document.id, gone=void))
        lines += [] if void else _services(uow, document)
    hand = {kind.value for kind in BY_HAND}
    for row, event in zip(live_rows(uow, item.id), events_of(uow, item.id), strict=True):
        if row.kind in hand:
            note = event.text("reason") or event.text("note")
            lines.append(TimelineRow(row.on_date, event_words(event), note, event_id=row.id))
    for reply in uow.province_replies.where(item_id=item.id):
        lines.append(TimelineRow(reply.taken_at[:10], "省系统已接收", reply.xfjbh))
    return lines


def _services(uow: UnitOfWork, document: Document) -> list[TimelineRow]:
    made = []
    for recipient in uow.recipients.where(document_id=document.id):
        service = live_service(uow, recipient.id)
        if service is not None and recipient.kind == "visitor":
            words = f"送达《{document.title}》：{LABELS.get(service.way, '')}"
            made.append(TimelineRow(service.on_date, words, ON_THE_WAY if service.way == "posted" else service.note))
    return made
