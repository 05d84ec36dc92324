"""The four cards over one item: what they are given, each answer, the kept draft (counter-rules.md 1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from xinfang_desk.domain.cards import flow
from xinfang_desk.domain.cards.given import Given
from xinfang_desk.domain.cards.outcome import Outcome
from xinfang_desk.domain.cards.state import Answers
from xinfang_desk.domain.cards.view import CardView
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.records import Item, ItemState, Reception, Role, Visitor
from xinfang_desk.services.context import WRITERS, Desk, current_profile
from xinfang_desk.services.drafts import discard_draft, save_draft
from xinfang_desk.services.earlier import earlier_items
from xinfang_desk.services.in_force import paths_in_force, rules_in_force
from xinfang_desk.services.law_text import with_words
from xinfang_desk.services.ports import UnitOfWork

DRAFT = "screening"

# “要给我解决”, as it is written down (counter-rules.md 1.2): such a one is not a mere question.
_WANTS_SOLVED = ("给我解决", "要求解决", "请求解决", "帮我解决", "要解决", "尽快解决", "希望解决", "请解决")


@dataclass(frozen=True)
class CardsState:
    """An opaque, frozen state of the cards of one item; every step gives a new one. A draft keeps ``body_json``."""

    item_id: str
    body_json: str


def start_cards(desk: Desk, item_id: str, *, first: bool = False) -> CardsState:
    """A fresh run, or the one kept in a draft; the store's and the registration's facts are filled in and marked.

    ``first``: the first registration of an overdue matter, whose notice is made up today.
    """
    desk.require(*WRITERS)
    with desk.store.write() as uow:
        item = uow.items.get(item_id)
        desk.require(Role.CLERK, Role.REVIEWER, *((Role.SECRECY,) if item.sealed else ()))
        if item.state == ItemState.VOID:
            raise UserError("这件已经作废，不能再甄别。", code="void")
        given = given_of(desk, uow, item_id)
        drafts = uow.drafts.where(kind=DRAFT, subject_id=item_id, user_id=desk.user.id)
        kept = drafts[-1].body_json if drafts and not item.sealed else ""
        if given.earlier:
            uow.audit.record(
                at=desk.parts.now_text(),
                actor=desk.user.id,
                action="identity.look",
                kind="item",
                record_id=item_id,
                detail={"register_no": " ".join(row.register_no for row in given.earlier)},
            )
    return _state(item_id, flow.start(given, kept, first=first))


def card_view(desk: Desk, state: CardsState) -> CardView | None:
    """The card to answer now; None when every card is answered (then ``conclusion``)."""
    desk.require(*WRITERS)
    with desk.store.read() as uow:
        view = flow.view(_answers(state), given_of(desk, uow, state.item_id))
        return view if view is None else replace(view, law=with_words(uow, view.law))


def choose(desk: Desk, state: CardsState, option_id: str) -> CardsState:
    """Chooses (single) or toggles (several) an answer of the present card. UserError for one that is closed here."""
    desk.require(*WRITERS)
    return _step(desk, state, lambda answers, given: flow.choose(answers, given, option_id))


def answer(desk: Desk, state: CardsState, follow_up_id: str, value: str) -> CardsState:
    """Answers a follow-up of the present card; a value that is not yet right stays and carries its ``problem``."""
    desk.require(*WRITERS)
    return _step(desk, state, lambda answers, given: flow.answer(answers, given, follow_up_id, value))


def unsure(desk: Desk, state: CardsState) -> CardsState:
    """拿不准（0）: the answer that restricts the visitor least, marked 未核实."""
    desk.require(*WRITERS)
    return _step(desk, state, flow.unsure)


def go_on(desk: Desk, state: CardsState) -> CardsState:
    """下一张. UserError with the card's ``problem`` when it is not complete."""
    desk.require(*WRITERS)
    return _step(desk, state, flow.go_on)


def go_back(desk: Desk, state: CardsState) -> CardsState:
    """上一张; answers stay. From the conclusion it leads to the last card."""
    desk.require(*WRITERS)
    return _step(desk, state, flow.go_back)


def keep_cards(desk: Desk, state: CardsState) -> None:
    """Writes the draft of the cards; of a disclosure nothing is kept, and what was kept before is thrown away."""
    desk.require(*WRITERS)
    with desk.store.read() as uow:
        item = uow.items.get(state.item_id)
        given = given_of(desk, uow, state.item_id)
        old = uow.drafts.where(kind=DRAFT, subject_id=state.item_id, user_id=desk.user.id)
    if not (item.sealed or flow.outcome(_answers(state), given).disclosure):
        save_draft(desk, DRAFT, state.item_id, state.body_json)
        return
    for row in old:
        discard_draft(desk, row.id)


def outcome(desk: Desk, state: CardsState) -> Outcome:
    """What the cards amount to; every fact that ``screen`` needs once ``card_view`` is None."""
    desk.require(*WRITERS)
    return flow.outcome(_answers(state), _given(desk, state))


def given_of(desk: Desk, uow: UnitOfWork, item_id: str) -> Given:
    """What the register, the settings, the store and the tables give to the cards of one item."""
    item = uow.items.get(item_id)
    reception = uow.receptions.get(item.reception_id)
    visitors = uow.visitors.where(reception_id=reception.id)
    office = current_profile(uow, desk.parts.today())
    main = next((row for row in visitors if row.role == "main"), visitors[0] if visitors else None)
    transferred = parse_date(reception.transferred_on or "") if reception.source == "transfer" else None
    today = desk.parts.today()
    received = parse_date(reception.received_on) or today
    if transferred is not None:
        received = min(received, transferred)
    return Given(
        role=office.desk_role,
        form=reception.form,
        received_on=received,
        on=max(today, received, transferred or received),
        rules=rules_in_force(desk, uow, today),
        calendar=desk.parts.calendar,
        paths=paths_in_force(desk, uow, today),
        source=reception.source,
        transferred_kind=reception.transferred_kind or "",
        transferred_in_on=transferred,
        people=max(reception.people, 1),
        oral=item.oral,
        clear=main is not None and bool(main.name.strip() and main.address.strip()),
        anonymous=main is not None and main.anonymous,
        agent=_stand_in(visitors),
        written=not item.oral,
        wants_solved=_wants_solved(item),
        sealed=item.sealed,
        postmark_on=parse_date(reception.postmark_on or ""),
        policy=office.policy,
        earlier=earlier_items(desk, uow, item, reception),
        site=_site(reception),
        titles={code: kind.title for code, kind in desk.parts.catalogue.kinds.items()},
    )


def _stand_in(visitors: tuple[Visitor, ...]) -> str:
    roles = {row.role for row in visitors}
    return next((role for role in ("agent", "guardian") if role in roles), "")


def _wants_solved(item: Item) -> bool:
    return any(words in text for words in _WANTS_SOLVED for text in (item.request, item.own_words))


def _site(reception: Reception) -> dict[str, Any]:
    """What card 1 kept of this visit; text that is no object counts as nothing."""
    try:
        raw = json.loads(reception.site_json)
    except ValueError:
        return {}
    return raw if isinstance(raw, dict) else {}


def _answers(state: CardsState) -> Answers:
    return Answers.from_json(state.body_json)


def _state(item_id: str, answers: Answers) -> CardsState:
    return CardsState(item_id, answers.to_json())


def _given(desk: Desk, state: CardsState) -> Given:
    with desk.store.read() as uow:
        return given_of(desk, uow, state.item_id)


def _step(desk: Desk, state: CardsState, step: Callable[[Answers, Given], Answers]) -> CardsState:
    return _state(state.item_id, step(_answers(state), _given(desk, state)))
