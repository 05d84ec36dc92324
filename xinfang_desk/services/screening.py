"""甄别: the cards over one item, the conclusion, and who decided it (条例 19–31; counter-rules.md 1, 3, 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.cards.outcome import Outcome
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.moments import parse_date, typed_date
from xinfang_desk.domain.records import (
    ClockState,
    Correction,
    Item,
    ItemState,
    ReceptionState,
    Role,
    Screening,
    Staff,
)
from xinfang_desk.domain.wording.conclusion import DeadlineLine, WhyNot, running
from xinfang_desk.services import clock_guard
from xinfang_desk.services.approvals import confirmations, prints
from xinfang_desk.services.cards import (
    CardsState,
    answer,
    card_view,
    choose,
    go_back,
    go_on,
    keep_cards,
    outcome,
    start_cards,
    unsure,
)
from xinfang_desk.services.conclusions import (
    Conclusion,
    Weighed,
    card_of,
    column_problems,
    decided_before,
    provisional_refusal,
    weigh,
)
from xinfang_desk.services.context import BEIJING, READERS, WRITERS, Changed, Desk, instant_text
from xinfang_desk.services.corrections import exported
from xinfang_desk.services.destinations import OWN, accused_of
from xinfang_desk.services.in_force import paths_in_force
from xinfang_desk.services.limits import running_clock
from xinfang_desk.services.paper_asks import paper_asks
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import dates_changed, follow_up, unfinished_words
from xinfang_desk.services.registration import may_go_out
from xinfang_desk.services.sealed import put_sealed, seal_item
from xinfang_desk.services.sealed_keys import can_open
from xinfang_desk.services.sealed_screening import OPEN_FACTS, SEALED_REASON, seal_earlier, seal_site

__all__ = [
    "CardsState",
    "Conclude",
    "Concluded",
    "Conclusion",
    "DeadlineLine",
    "WhyNot",
    "answer",
    "card_view",
    "choose",
    "conclude",
    "conclusion",
    "find_paths",
    "go_back",
    "go_on",
    "keep_cards",
    "start_cards",
    "unsure",
]

DECIDED = ("present", "phone", "writing")
DRAFTS = ("screening", "fact_column")  # the cards in progress and the fact column typed beside them

WAITS = "待核定"
NO_RECEIVER = "请选谁决定交给哪个机关；被反映人是本单位领导班子成员的，勾“按规定直送”。"
OWN_LEADER = "被反映的是本单位领导班子成员，本单位的人不能决定收件机关，请勾“按规定直送”。"
_WAITED = "原先待告知，现在有了结论"
_OTHER_DAY = "收到（转来）日期已更正"
_HOUR = re.compile(r"([0-9]{1,2})[:：]([0-9]{2})")


@dataclass(frozen=True)
class Conclude:
    """采用结论. ``decider_id`` a staff row with may_decide; ``decided_how`` present | phone | writing.

    ``fact_column``: a cell that is not there is as the cards gave it, one that is empty is empty. ``decided_at``:
    10:15 or 2026-11-23 10:15; empty = now.
    """

    state: CardsState
    fact_column: dict[str, str]
    decider_id: str = ""
    decided_how: str = ""
    decided_phone: str = ""
    decided_at: str = ""
    no_interest: bool = False
    straight: bool = False  # 举报 of the office's own leadership: straight by rule, signed by the clerk (4.1)
    awaiting: bool = False  # nobody can decide now: 待告知
    awaiting_reason: str = ""
    purpose_confirmed: bool = False
    replaced_reason: str = ""  # a new run over an old screening needs one


@dataclass(frozen=True)
class Concluded:
    screening_id: str
    leaf: str
    changed: Changed


def conclusion(desk: Desk, state: CardsState, fact_column: dict[str, str] | None = None) -> Conclusion:
    """The conclusion card as of today, with what the fact column holds by now. UserError(code='missing')."""
    desk.require(*WRITERS)
    found = outcome(desk, state)
    with desk.store.read() as uow:
        weighed = weigh(desk, uow, state.item_id, found)
        shown = card_of(desk, uow, weighed, fact_column)
        if fact_column is not None or weighed.waits:
            return shown
        order = Conclude(state, {}, replaced_reason=_OTHER_DAY)
        row = _screening(desk, weighed.item, weighed, order, _column(weighed, order), None)
        return replace(shown, paper=paper_asks(desk, uow, weighed.item, row))


def conclude(desk: Desk, order: Conclude) -> Concluded:
    """Records the screening, its clocks and its outbox row in one transaction; what the cards only took in waits.

    FieldErrors: a refusal without decider, without 无利害关系, or with an empty fact (``fact_column.<key>``); a purpose
    change not confirmed; a new run without reason. UserError codes: ``role``, ``void``, ``closed``, ``unfinished``,
    ``provisional``, ``awaiting``, ``missing``, ``sealed``.
    """
    desk.require(*WRITERS)
    clock_guard.check(desk)
    return record(desk, order, outcome(desk, order.state))


def record(desk: Desk, order: Conclude, found: Outcome) -> Concluded:
    """Adopts the conclusion of an outcome; screened again with today's date."""
    desk.require(*WRITERS)
    with desk.store.write() as uow:
        weighed = weigh(desk, uow, order.state.item_id, found)
        if weighed.waits and not order.awaiting:
            order = replace(order, awaiting=True, awaiting_reason=found.take_in)
        _may_conclude(desk, weighed)
        column = _column(weighed, order)
        decider = _refuse(desk, uow, weighed, order, column)
        if found.disclosure and not weighed.item.sealed:
            desk = replace(desk, opening=seal_item(desk, uow, weighed.item.id))
            seal_earlier(desk, uow, weighed.item.id)
            seal_site(desk, uow, weighed.item)
        item = _with_purpose(desk, uow, uow.items.get(weighed.item.id), weighed)
        row = _screening(desk, item, weighed, order, column, decider)
        before = decided_before(uow, weighed)
        if before is not None and not order.awaiting:
            row = _decided_with(row, before)
        _keep(desk, uow, item, weighed, row)
        if item.sealed:
            _seal_facts(desk, uow, item, weighed, order, column)
        topics = {"due", *follow_up(desk, uow, item.reception_id)}
        if may_go_out(item, weighed.reception):
            _send(uow, item, row.at)
            topics.add("exchange")
    return Concluded(row.id, row.leaf, Changed(frozenset(topics)))


def find_paths(desk: Desk, words: str, limit: int = 8) -> tuple[tuple[str, str, str], ...]:
    """Statutory paths by the visitor's words (欠薪, 宅基地 …; pinyin initials too): (id, 诉求类型, 路线与机关).

    A row whose special law may not print yet says so.
    """
    desk.require(*READERS)
    with desk.store.read() as uow:
        paths = paths_in_force(desk, uow, desk.parts.today())
        rows = paths.search(words, limit)
        confirmed = confirmations(uow, paths) if rows else {}
    waits = {row.id for row in rows if not prints(row, confirmed)}
    return tuple(
        (row.id, row.asks, (f"{WAITS} · " if row.id in waits else "") + f"{row.way} · {row.bodies}") for row in rows
    )


# who and what may be concluded


def _may_conclude(desk: Desk, weighed: Weighed) -> None:
    sealed = weighed.item.sealed
    desk.require(Role.CLERK, Role.REVIEWER, *((Role.SECRECY,) if sealed else ()))
    if weighed.reception.state == ReceptionState.VOID:
        raise UserError("这次来访已经作废，不能再甄别。", code="closed")
    if weighed.item.state == ItemState.VOID:
        raise UserError("这件已经作废，不能再甄别。", code="void")
    if unfinished_words(weighed.item):
        raise UserError("先登记，后甄别：请先补上他要什么、发生了什么。", code="unfinished")


def _refuse(desk: Desk, uow: UnitOfWork, weighed: Weighed, order: Conclude, column: Mapping[str, str]) -> Staff | None:
    """Every guard of counter-rules.md 3 and 4.1; returns who decided."""
    wrong: dict[str, str] = {}
    if weighed.purpose_must_be_confirmed and not order.purpose_confirmed:
        wrong["purpose_confirmed"] = "请确认改信访目的；不改的，请回到卡片重选。"
    if weighed.previous is not None and not _replaced_reason(weighed, order):
        wrong["replaced_reason"] = "请写明为什么重新甄别。"
    decider = None
    if order.awaiting:
        if not (weighed.result.needs_named_decision or weighed.waits):
            raise UserError("这个结论不用等人决定，请直接采用。", code="awaiting", field="awaiting")
        if not order.awaiting_reason.strip():
            wrong["awaiting_reason"] = "请选一条理由：为什么今天不能当场告知。"
    else:
        if provisional_refusal(desk, weighed):
            raise UserError(
                "申请期限的那一年还没有放假安排，日子是暂定的，不能据此不再受理；请勾“现在没人能决定”，先给回执。",
                code="provisional",
            )
        wrong |= {f"fact_column.{key}": sentence for key, sentence in column_problems(weighed, column).items()}
        if weighed.result.needs_named_decision and decided_before(uow, weighed) is None:
            decider, problems = _decider(desk, uow, weighed, order)
            wrong |= problems
    if wrong:
        raise FieldErrors(wrong)
    return decider


def _decider(desk: Desk, uow: UnitOfWork, weighed: Weighed, order: Conclude) -> tuple[Staff | None, dict[str, str]]:
    """Who decided and how (counter-rules.md 4.1). A disclosure of the office's own leadership goes
    straight to the level above, with nobody here deciding.
    """
    disclosed = weighed.leaf == "L06"
    if disclosed and order.straight:
        return None, {}
    known = disclosed and weighed.item.sealed and can_open(desk, uow, weighed.item.id)
    if known and accused_of(desk, uow, weighed.item.id).leader == OWN:
        return None, {"decider_id": OWN_LEADER}
    if not order.decider_id:
        if disclosed:
            return None, {"decider_id": NO_RECEIVER}
        return None, {"decider_id": "请选决定人；现在没人能决定的，勾上那一格，先给回执。"}
    wrong: dict[str, str] = {}
    staff = uow.staff.find(order.decider_id)
    if staff is None or not (staff.active and staff.may_decide):
        wrong["decider_id"] = "这个人不能决定，请另选一位。"
    elif weighed.facts.get("clerk_has_interest") and staff.id == weighed.reception.receiver_id:
        wrong["decider_id"] = "接谈人和这件事有直接利害关系，不能由他决定，请另选一位。"
    elif not weighed.item.sealed and staff.name and staff.name in weighed.item.body_complained:
        wrong["decider_id"] = "被反映的人不能自己决定，请另选一位。"
    elif disclosed and not _keeps_secrets(uow, staff):
        wrong["decider_id"] = "密件的收件机关由有密存权限的人决定，请另选一位；现在没有的，勾“现在没人能决定”。"
    if order.decided_how not in DECIDED:
        wrong["decided_how"] = "请选怎么决定的：当面、电话还是书面。"
    if order.decided_how == "phone" and len(re.sub("[^0-9]", "", order.decided_phone)) < 3:
        wrong["decided_phone"] = "电话决定的，请填电话号码，次日补签。"
    if _decided_at(desk, weighed, order) is None:
        wrong["decided_at"] = "请写成 10:15 或者 2026-11-23 10:15，在收到这件事以后、现在以前。"
    if not order.no_interest:
        wrong["no_interest"] = "决定人没有确认与本事项、来访人没有直接利害关系，不能决定。"
    return staff, wrong


def _keeps_secrets(uow: UnitOfWork, staff: Staff) -> bool:
    return any(
        user.active and Role.SECRECY.value in user.roles.split() and user.display_name == staff.name
        for user in uow.users.all()
    )


def _decided_at(desk: Desk, weighed: Weighed, order: Conclude) -> str | None:
    """The instant of the decision; None when it cannot be read, lies ahead or before the receipt."""
    now = desk.parts.clock.now().astimezone(BEIJING)
    text = order.decided_at.strip()
    if not text:
        return instant_text(now)
    day_text, _, hour_text = text.rpartition(" ")
    day = typed_date(day_text) if day_text else now.date()
    hour = _HOUR.fullmatch(hour_text)
    if day is None or hour is None or int(hour[1]) > 23 or int(hour[2]) > 59:
        return None
    moment = datetime.combine(day, time(int(hour[1]), int(hour[2])), BEIJING)
    received = parse_date(weighed.reception.received_on)
    if moment > now or (received is not None and day < received):
        return None
    return instant_text(moment)


def _replaced_reason(weighed: Weighed, order: Conclude) -> str:
    """A conclusion that was waited for is reason enough, and so is a 更正 of the day it counts from."""
    if order.replaced_reason.strip() or weighed.previous is None:
        return order.replaced_reason.strip()
    if weighed.previous.awaiting and not order.awaiting:
        return _WAITED
    return _OTHER_DAY if dates_changed(weighed.reception, weighed.previous) else ""


# what is written


def _column(weighed: Weighed, order: Conclude) -> dict[str, str]:
    """The cells of the ground as the clerk left them, and what the cards found besides."""
    cells = {key: value.strip() for key, value in weighed.outcome.column.items()}
    for ask in weighed.cells:
        cells[ask.key] = order.fact_column.get(ask.key, cells.get(ask.key, "")).strip()
    return {key: value for key, value in cells.items() if value}


def _with_purpose(desk: Desk, uow: UnitOfWork, item: Item, weighed: Weighed) -> Item:
    """Purpose and nature stay one; a change after 完成登记 is a 更正 like any other."""
    new = weighed.new_purpose
    if not new or item.purpose == new:
        return item
    changed = replace(item, purpose=new)
    uow.items.put(changed)
    if item.purpose:
        uow.corrections.add(
            Correction(
                id=desk.parts.ids.new_id(),
                record_kind="item",
                record_id=item.id,
                field="purpose",
                old=item.purpose,
                new=new,
                reason="甄别时确认",
                at=desk.parts.now_text(),
                by=desk.user.id,
            )
        )
    return changed


def _screening(
    desk: Desk, item: Item, weighed: Weighed, order: Conclude, column: Mapping[str, str], decider: Staff | None
) -> Screening:
    result = weighed.result.to_json()
    raw: Mapping[str, Any] = weighed.raw
    sources = _sources(weighed)
    reason = _replaced_reason(weighed, order) if weighed.previous is not None else ""
    if item.sealed:
        result |= {"trace": [], "not_chosen": [], "warnings": []}
        raw = {key: value for key, value in raw.items() if key in OPEN_FACTS}
        sources, column = {}, {}
        reason = SEALED_REASON if reason else ""
    phone = decider is not None and order.decided_how == "phone"
    return Screening(
        id=desk.parts.ids.new_id(),
        item_id=item.id,
        at=desk.parts.now_text(),
        by=desk.user.id,
        on_date=weighed.today.isoformat(),
        leaf=weighed.leaf,
        ground=weighed.result.ground,
        facts_json=canonical(raw),
        sources_json=canonical(sources),
        result_json=canonical(result),
        fact_column_json=canonical(column),
        decider_id=decider.id if decider is not None else None,
        decided_how=order.decided_how if decider is not None else None,
        decided_at=_decided_at(desk, weighed, order) if decider is not None else None,
        decided_phone=order.decided_phone.strip() if phone else "",
        no_interest=decider is not None and order.no_interest,
        awaiting=order.awaiting,
        awaiting_reason=order.awaiting_reason.strip() if order.awaiting else "",
        pack=weighed.result.rules[0],
        pack_version=weighed.result.rules[1],
        pack_sha256=weighed.result.rules[2],
        replaces_id=weighed.previous.id if weighed.previous is not None else None,
        replaced_reason=reason,
        current=True,
    )


def _decided_with(row: Screening, before: Screening) -> Screening:
    """Who decided on the report of this visit, as it stands with the matter that came first."""
    return replace(
        row,
        decider_id=before.decider_id,
        decided_how=before.decided_how,
        decided_at=before.decided_at,
        decided_phone=before.decided_phone,
        no_interest=before.no_interest,
    )


def _sources(weighed: Weighed) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {key: dict(one) for key, one in weighed.outcome.sources.items()}
    if weighed.outcome.path_id:
        found["path"] = {"source": "目录", "note": weighed.outcome.path_id}
    if weighed.raw["on"] != weighed.today.isoformat():
        found["on"] = {"source": "按规则", "note": "已经受理，受理日不因重新甄别而改变"}
    return found


def _keep(desk: Desk, uow: UnitOfWork, item: Item, weighed: Weighed, row: Screening) -> None:
    """The row, its clocks, what card 1 saw of this visit; the old run and the drafts give way."""
    for old in uow.screenings.where(item_id=item.id, current=True):
        uow.screenings.put(replace(old, current=False))
        for clock in uow.clocks.where(item_id=item.id, screening_id=old.id, state=ClockState.RUNNING.value):
            uow.clocks.put(replace(clock, state=ClockState.VOID.value, ended_at=row.at, ended_by=row.id))
    uow.screenings.add(row)
    for deadline in running(weighed.result, waits=row.awaiting):
        uow.clocks.add(running_clock(desk.parts.ids.new_id(), item.id, row.id, deadline))
    if weighed.outcome.site and not item.sealed:
        reception = uow.receptions.get(item.reception_id)
        uow.receptions.put(replace(reception, site_json=canonical(weighed.outcome.site)))
    for kind in DRAFTS:
        for draft in uow.drafts.where(kind=kind, subject_id=item.id):
            uow.drafts.delete(draft.id)
    uow.audit.record(
        at=row.at,
        actor=desk.user.id,
        action="item.screen",
        kind="item",
        record_id=item.id,
        detail={} if item.sealed else {"leaf": row.leaf, "awaiting": "yes" if row.awaiting else ""},
    )
    if weighed.outcome.differs and not item.sealed:
        uow.audit.record(
            at=row.at,
            actor=desk.user.id,
            action="item.store_differs",
            kind="item",
            record_id=item.id,
            detail=dict(weighed.outcome.differs),
        )


def _seal_facts(
    desk: Desk, uow: UnitOfWork, item: Item, weighed: Weighed, order: Conclude, column: Mapping[str, str]
) -> None:
    """What a disclosure's cards said is kept under the item's own key (条例 30.3)."""
    result = weighed.result.to_json()
    body = {
        "facts": dict(weighed.raw),
        "sources": _sources(weighed),
        "column": dict(column),
        "site": dict(weighed.outcome.site),
        "trace": result["trace"],
        "not_chosen": result["not_chosen"],
        "warnings": result["warnings"],
        "replaced_reason": order.replaced_reason.strip(),
        "straight": order.straight,
    }
    put_sealed(desk, uow, item.id, "facts", canonical(body).encode())


def _send(uow: UnitOfWork, item: Item, at: str) -> None:
    """A change for the next batch: what went out before goes again as rev+1."""
    if not exported(uow, item.id):
        uow.outbox.add(item.id, item.rev, "I", at)
        return
    uow.items.put(replace(item, rev=item.rev + 1))
    uow.outbox.add(item.id, item.rev + 1, "U", at)
