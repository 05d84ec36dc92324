"""What a reception still owes: papers, their printing, their service, and the duties that these end (design.md 2.4).

One computation for the board, for step ③, for the signature round, for closing and for the clocks, so that none of them
can say something else. Everything here runs inside the caller's unit of work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum

from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.joined import code_for
from xinfang_desk.domain.moments import date_weekday_text, parse_date
from xinfang_desk.domain.records import (
    Clock,
    ClockState,
    Document,
    DocumentState,
    Item,
    ItemState,
    PrintState,
    Reception,
    ReceptionState,
    Screening,
    Secrecy,
    Service,
    ServiceWay,
    Source,
)
from xinfang_desk.domain.service_ways import DELIVERED
from xinfang_desk.services.context import Desk
from xinfang_desk.services.life import settle_life
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sealed_keys import drop_clerk_keys

# Tells the visitor where things stand but ends no duty: the head has still to decide (counter-rules.md 4.2).
INTERIM = frozenset({"B17"})

# Registering makes these due before any card is answered: a visitor taken in for later leaves with a receipt (4.2).
_FROM_REGISTRATION = ("A1", "A2")

# The limits for telling the visitor where the matter goes (条例 22, 23).
TELLING = frozenset({"T1", "T2", "T3"})

_NO_PAPER_NEEDED = frozenset({ServiceWay.NOT_REQUIRED.value, ServiceWay.NOT_WANTED.value, ServiceWay.ELECTRONIC.value})
_DELIVERED = _NO_PAPER_NEEDED | DELIVERED


DATES_CHANGED = "日期改过，请重新甄别"

# What a clock asks of the office; a visitor's own limits (T7, T9) are no duty.
_DUTIES = {
    "T1": "转送、交办并告知",
    "T2": "书面告知",
    "T3": "书面告知",
    "T4": "提出异议",
    "T5": "办结",
    "T6": "办结（已延期）",
    "T13": "答复",
}


def duty_text(clock: Clock) -> str:
    """还欠书面告知，最晚 2026年12月8日（周二）; empty for what is no duty of the office. 暂定 stands where it is."""
    day = parse_date(clock.due_on)
    if clock.code not in _DUTIES or day is None:
        return ""
    tail = "，暂定" if clock.provisional else ""
    return f"还欠{_DUTIES[clock.code]}，最晚 {date_weekday_text(day)}{tail}"


class PaperState(StrEnum):
    """How far one called-for paper has come."""

    OWED = "owed"  # no number yet
    ISSUED = "issued"  # 定稿, the paper not yet seen
    PRINTED = "printed"  # a person saw the paper; nothing more unless service is owed
    SERVED = "served"  # every visitor it is for has it


@dataclass(frozen=True)
class Need:
    """A paper that the current screenings call for.

    ``item_ids``: the items that call for it (all of them for a side paper made once); ``optional``: on request only;
    ``document``: the one in 定稿 that answers it; ``service_owed``: 送达 still has to be recorded once printed.
    """

    code: str
    item_ids: tuple[str, ...]
    optional: bool
    document: Document | None
    state: PaperState
    service_owed: bool

    @property
    def done(self) -> bool:
        """Nothing is left to do for this paper."""
        if self.optional and self.document is None:
            return True
        return self.state is PaperState.SERVED or (self.state is PaperState.PRINTED and not self.service_owed)


@dataclass(frozen=True)
class Progress:
    """Where one reception stands. ``step``: register | screen | issue | sign | done."""

    step: str
    chip: str
    open_points: tuple[str, ...]
    needs: tuple[Need, ...]

    @property
    def done(self) -> bool:
        return self.step == "done"


def active_items(uow: UnitOfWork, reception_id: str) -> tuple[Item, ...]:
    """The items of a reception that are not void, in their order."""
    rows = (row for row in uow.items.where(reception_id=reception_id) if row.state != ItemState.VOID)
    return tuple(sorted(rows, key=lambda row: row.ordinal))


def current_screening(uow: UnitOfWork, item_id: str) -> Screening | None:
    rows = uow.screenings.where(item_id=item_id, current=True)
    return rows[-1] if rows else None


def came_on(reception: Reception) -> dict[str, str]:
    """The days that a screening of this reception counts from, in keys of the contract."""
    if reception.source != Source.TRANSFER or not reception.transferred_on:
        return {"received_on": reception.received_on}
    moved = reception.transferred_on
    return {"received_on": min(reception.received_on, moved), "transferred_in_on": moved}


def dates_changed(reception: Reception, screening: Screening) -> bool:
    """Whether a 更正 has moved a day that this screening counted from: its limits are those of another day."""
    facts = json.loads(screening.facts_json)
    return any(facts.get(key, day) != day for key, day in came_on(reception).items())


def unfinished_words(item: Item) -> bool:
    """Taken in for later: nothing said yet (先收下)."""
    return not (item.sealed or item.secrecy != Secrecy.INTERNAL or item.request.strip() or item.facts.strip())


def called_for(item: Item, screening: Screening | None, through_agent: bool = False) -> tuple[tuple[str, bool], ...]:
    """(code, optional) of every paper this item calls for now.

    Without a conclusion, or while nobody has decided (待告知), these are the papers of the registration alone.
    """
    if screening is not None:
        result = json.loads(screening.result_json)
        on_request = set(result["on_request"])
        codes = [(str(code), code in on_request) for code in result["documents"]]
        if not screening.awaiting:
            return tuple(codes)
        return tuple((code, optional) for code, optional in codes if code.startswith("A") or code in INTERIM)
    codes = [(code, False) for code in _FROM_REGISTRATION]
    if item.oral and not unfinished_words(item):
        codes.append(("A3", False))
    if through_agent:
        codes.append(("A5", False))
    return tuple(codes)


def live_service(uow: UnitOfWork, recipient_id: str) -> Service | None:
    """The service that counts: the last one not replaced."""
    rows = uow.services.where(recipient_id=recipient_id, replaced=False)
    return rows[-1] if rows else None


def paper_seen(uow: UnitOfWork, reception_id: str) -> frozenset[str]:
    """Ids of the documents whose paper a person saw come out."""
    jobs = uow.print_jobs.where(reception_id=reception_id, state=PrintState.CONFIRMED.value)
    return frozenset(document_id for job in jobs for document_id in job.document_ids.split())


def paper_state(uow: UnitOfWork, catalogue: Catalogue, document: Document, seen: frozenset[str]) -> PaperState:
    """How far a document in 定稿 has come."""
    if catalogue.kind(document.code).service_owed:
        to = [row for row in uow.recipients.where(document_id=document.id) if row.kind == "visitor"]
        ways = {service.way if service is not None else "" for service in (live_service(uow, row.id) for row in to)}
        if ways and (ways <= _NO_PAPER_NEEDED or (document.id in seen and ways <= _DELIVERED)):
            return PaperState.SERVED
    return PaperState.PRINTED if document.id in seen else PaperState.ISSUED


def needs(uow: UnitOfWork, catalogue: Catalogue, reception_id: str) -> tuple[Need, ...]:
    """Every paper that the reception calls for, in the order of the screenings; combined papers once.

    A side paper (``once``) counts for the whole reception. Any other counts only when it was made after the item's
    current screening: a new conclusion is told by a new paper.
    """
    items = active_items(uow, reception_id)
    agent = any(row.role == "agent" for row in uow.visitors.where(reception_id=reception_id))
    seen = paper_seen(uow, reception_id)
    documents = {item.id: uow.document_items.of_item(item.id) for item in items}
    once: dict[str, tuple[list[str], bool]] = {}
    single: list[tuple[str, str, bool, Document | None]] = []
    order: list[str] = []
    for item in items:
        screening = current_screening(uow, item.id)
        since = screening.at if screening is not None else ""
        for code, optional in called_for(item, screening, agent):
            order.append(code)
            if catalogue.kind(code).once:
                ids, was_optional = once.setdefault(code, ([], True))
                ids.append(item.id)
                once[code] = (ids, was_optional and optional)
                continue
            single.append((code, item.id, optional, _made(documents[item.id], code, since, item.id)))
    found: list[Need] = []
    for code, (ids, optional) in once.items():
        made = [_made(documents[item.id], code, "", item.id) for item in items]
        document = next((d for d in made if d is not None), None)
        found.append(_need(uow, catalogue, seen, code, tuple(ids), optional, document))
    grouped: dict[tuple[str, str], tuple[list[str], bool, Document | None]] = {}
    for code, item_id, optional, document in single:
        key = (code, document.id if document is not None else f"item:{item_id}")
        ids, was_optional, _ = grouped.setdefault(key, ([], True, document))
        ids.append(item_id)
        grouped[key] = (ids, was_optional and optional, document)
    for (code, _), (ids, optional, document) in grouped.items():
        found.append(_need(uow, catalogue, seen, code, tuple(ids), optional, document))
    return tuple(sorted(found, key=lambda need: order.index(need.code)))


def _made(documents: tuple[Document, ...], code: str, since: str, item_id: str) -> Document | None:
    rows = [
        d for d in documents if code_for(d, item_id) == code and d.state == DocumentState.FINAL and d.issued_at >= since
    ]
    return rows[-1] if rows else None


def _need(
    uow: UnitOfWork,
    catalogue: Catalogue,
    seen: frozenset[str],
    code: str,
    item_ids: tuple[str, ...],
    optional: bool,
    document: Document | None,
) -> Need:
    state = PaperState.OWED if document is None else paper_state(uow, catalogue, document, seen)
    owed = catalogue.kind(code).service_owed and (
        document is None or any(row.kind == "visitor" for row in uow.recipients.where(document_id=document.id))
    )
    return Need(code, item_ids, optional, document, state, owed)


def progress(uow: UnitOfWork, catalogue: Catalogue, reception: Reception) -> Progress:
    """The step a reception stands at, the words on its chip, and why it cannot close yet."""
    if reception.state == ReceptionState.VOID:
        return Progress("done", "作废", (), ())
    items = active_items(uow, reception.id)
    called = needs(uow, catalogue, reception.id)
    many = len(items) > 1
    points: list[str] = []
    step, chip = "done", "已办妥"

    def stands_at(name: str, words: str) -> None:
        nonlocal step, chip
        if step == "done":
            step, chip = name, words

    waiting = False
    for item in items:
        where = f"第 {item.ordinal} 件" if many else "这件事"
        screening = current_screening(uow, item.id)
        if unfinished_words(item):
            points.append(f"{where}还没有记下他要什么、发生了什么。")
            stands_at("register", "① 待补登记")
        if screening is None:
            points.append(f"{where}还没有甄别。")
            stands_at("screen", "② 甄别")
            continue
        if dates_changed(reception, screening):
            points.append(f"{where}{DATES_CHANGED}。")
            stands_at("screen", "② 重新甄别")
        if screening.awaiting or INTERIM & set(json.loads(screening.result_json)["documents"]):
            points.append(f"{where}还要由负责人决定，再书面告知（待告知）。")
            waiting = True
            if screening.awaiting:
                stands_at("screen", "待告知")
    for need in called:
        title = f"《{need.document.title if need.document else catalogue.kind(need.code).title}》"
        if need.done:
            continue
        if need.state is PaperState.OWED:
            points.append(f"{title}还没有打印。")
            stands_at("issue", "③ 待打印")
        elif need.state is PaperState.ISSUED:
            points.append(f"{title}还没有确认出纸。")
            stands_at("issue", "③ 待出纸")
    for need in called:
        if not need.done and need.state is PaperState.PRINTED:
            title = need.document.title if need.document else catalogue.kind(need.code).title
            points.append(f"《{title}》还没有签收或者送达。")
            stands_at("sign", "④ 待签收")
    if waiting:
        stands_at("screen", "待告知")
    return Progress(step, chip, tuple(dict.fromkeys(points)), called)


def follow_up(desk: Desk, uow: UnitOfWork, reception_id: str) -> frozenset[str]:
    """After anything that changes what is owed: ends or re-opens duties, then closes the reception or opens it again.

    Returns the topics that changed; call it in the same unit of work as the change itself.
    """
    reception = uow.receptions.get(reception_id)
    if reception.state == ReceptionState.VOID:
        return frozenset()
    topics = {f"reception:{reception_id}", "today"}
    called = needs(uow, desk.parts.catalogue, reception_id)
    for item in active_items(uow, reception_id):
        moved = _settle_clocks(desk, uow, item, called)
        if settle_life(desk, uow, item) or moved:
            topics.add("due")
    state = progress(uow, desk.parts.catalogue, reception)
    at = desk.parts.now_text()
    if state.done and reception.state == ReceptionState.REGISTERED:
        uow.receptions.put(replace(reception, state=ReceptionState.CLOSED.value, closed_at=at))
        drop_clerk_keys(desk, uow, reception_id)
        uow.audit.record(at=at, actor=desk.user.id, action="reception.close", kind="reception", record_id=reception_id)
    elif not state.done and reception.state == ReceptionState.CLOSED:
        uow.receptions.put(replace(reception, state=ReceptionState.REGISTERED.value, closed_at=None))
        uow.audit.record(at=at, actor=desk.user.id, action="reception.reopen", kind="reception", record_id=reception_id)
    return frozenset(topics)


def _settle_clocks(desk: Desk, uow: UnitOfWork, item: Item, called: tuple[Need, ...]) -> bool:
    """T1–T4 of the item's current screening follow its papers (条例 22.1, 23.2, 23.3); other clocks are left alone.

    A duty to tell that was met before the matter was screened again stays met; the new paper is owed all the same.
    """
    screening = current_screening(uow, item.id)
    if screening is None:
        return False
    changed = False
    for clock in uow.clocks.where(item_id=item.id, screening_id=screening.id):
        if clock.code not in ("T1", "T2", "T3", "T4") or clock.state == ClockState.VOID:
            continue
        ended_by = None if screening.awaiting else _ended_by(desk.parts.catalogue, item.id, clock, called)
        ended_at = desk.parts.now_text()
        told = met_before(uow, desk.parts.catalogue, item.id, clock.code, clock.starts_on, now=screening.id)
        if told is not None:
            ended_by, ended_at = told.ended_by, told.ended_at or ended_at
        if ended_by is not None and clock.state == ClockState.RUNNING:
            uow.clocks.put(replace(clock, state=ClockState.MET.value, ended_at=ended_at, ended_by=ended_by))
            changed = True
        elif ended_by is None and clock.state == ClockState.MET:
            uow.clocks.put(replace(clock, state=ClockState.RUNNING.value, ended_at=None, ended_by=""))
            changed = True
    return changed


def met_before(
    uow: UnitOfWork, catalogue: Catalogue, item_id: str, code: str, starts_on: str, *, now: str = ""
) -> Clock | None:
    """The duty to tell as an earlier screening of the item had it and met, while the paper that ended it still stands.

    ``now``: the screening whose own clocks do not count.
    """
    if code not in TELLING:
        return None
    for old in uow.clocks.where(item_id=item_id, code=code, starts_on=starts_on, state=ClockState.MET.value):
        paper = uow.documents.find(old.ended_by)
        if old.screening_id == now or paper is None or paper.state != DocumentState.FINAL:
            continue
        if _handed_over(uow, catalogue, paper):
            return old
    return None


def untold(uow: UnitOfWork, item_id: str) -> bool:
    """Whether nobody has ever been told in writing what becomes of this item, and somebody should have been."""
    tells = [row for row in uow.clocks.where(item_id=item_id) if row.code in TELLING]
    if any(row.state == ClockState.MET for row in tells):
        return False
    screening = current_screening(uow, item_id)
    return screening is None or screening.awaiting or any(row.state == ClockState.RUNNING for row in tells)


def _handed_over(uow: UnitOfWork, catalogue: Catalogue, document: Document) -> bool:
    seen = frozenset[str]().union(
        *(paper_seen(uow, item.reception_id) for item in uow.document_items.of_document(document.id))
    )
    state = paper_state(uow, catalogue, document, seen)
    owed = catalogue.kind(document.code).service_owed
    return state is PaperState.SERVED or (state is PaperState.PRINTED and not owed)


def _ended_by(catalogue: Catalogue, item_id: str, clock: Clock, called: tuple[Need, ...]) -> str | None:
    """The id of the document that ended the duty, or None while it runs.

    T2, T3 (告知): the final notice to the visitor has reached them; B15 or B17 alone never ends them. T1 (分流): the
    same, and the papers to the body that takes it over are out. T4 (异议): the paper that returns it is out.
    """
    mine = [need for need in called if item_id in need.item_ids and not need.code.startswith("A")]
    to_body = [n for n in mine if catalogue.kind(n.code).audience == "body"]
    if clock.code == "T4":
        return next((n.document.id for n in to_body if n.code in ("B15", "B16") and n.document and n.done), None)
    if any(need.code in INTERIM for need in mine):
        return None
    notices = [n for n in mine if catalogue.kind(n.code).audience == "visitor" and not n.optional]
    wanted = [*notices, *to_body] if clock.code == "T1" else notices
    if not wanted and clock.code == "T1":
        # Name and address unknown: the notice is made on request only, and the receipt is what was owed (条例 23.2).
        wanted = [n for n in called if item_id in n.item_ids and not n.optional]
    if not wanted or not all(need.done for need in wanted):
        return None
    return next(need.document.id for need in wanted if need.document is not None)
