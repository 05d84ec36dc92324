"""Papers that a matter's page asks for: what the stage allows, as one more paper of the item's reception."""

from __future__ import annotations

from dataclasses import replace

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.life.forms import check_extension
from xinfang_desk.domain.life.offers import ASKED_FOR, Offer, offers
from xinfang_desk.domain.life.state import Life
from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.domain.records import DocumentState, Item, Reception
from xinfang_desk.domain.wording.life import extended_due
from xinfang_desk.services.apart import same_day
from xinfang_desk.services.context import Desk
from xinfang_desk.services.life import life_of
from xinfang_desk.services.paper_facts import PaperUnit
from xinfang_desk.services.paper_units import Planned, find
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import PaperState, active_items, current_screening, paper_seen, paper_state

EXTENDING = frozenset({"C3", "C3f"})


def offers_now(desk: Desk, uow: UnitOfWork, item: Item, life: Life) -> tuple[Offer, ...]:
    """What a matter's page may ask for: by stage and role, in the catalogue, and not beside help on the same day."""
    kinds = desk.parts.catalogue.kinds
    made = [one for one in offers(life, life.seed.role, desk.parts.today()) if one.code in kinds]
    return tuple(_unless_traded(desk, uow, item, one) for one in made)


def _unless_traded(desk: Desk, uow: UnitOfWork, item: Item, offer: Offer) -> Offer:
    why = same_day(desk, uow, desk.parts.catalogue.kind(offer.code), (item,)) if offer.allowed else ""
    return Offer(offer.code, False, why.removesuffix("。")) if why else offer


def find_or_asked(desk: Desk, uow: UnitOfWork, reception: Reception, planned: tuple[Planned, ...], key: str) -> Planned:
    """A paper of the visit's plan, or one that the stage of its matter allows (key ``code@item``).

    UserError(code='gone') with the reason for any other.
    """
    code, _, item_id = key.partition("@")
    item = next((one for one in active_items(uow, reception.id) if one.id == item_id), None)
    if item is None or code not in ASKED_FOR or any(one.key == key and one.document is None for one in planned):
        return find(planned, key)
    life = life_of(desk, uow, item)
    offer = next((one for one in offers_now(desk, uow, item, life) if one.code == code), None)
    if offer is None:
        return find(planned, key)
    if not offer.allowed:
        raise UserError(f"{offer.why}。", code="gone")
    return _asked(desk, uow, item, code)


def _asked(desk: Desk, uow: UnitOfWork, item: Item, code: str) -> Planned:
    unit = PaperUnit(desk.parts.catalogue.kind(code), (item,))
    return Planned(unit, PaperState.OWED, False, None, current_screening(uow, item.id))


def page_papers(desk: Desk, uow: UnitOfWork, item: Item, code: str) -> tuple[tuple[str, Planned], ...]:
    """(key, paper): the one asked for, where the stage allows it, then those of the later stages made already."""
    found: list[tuple[str, Planned]] = []
    if code:
        life = life_of(desk, uow, item)
        offer = next((one for one in offers_now(desk, uow, item, life) if one.code == code), None)
        if offer is not None and offer.allowed:
            asked = _asked(desk, uow, item, code)
            found.append((asked.key, asked))
    seen = paper_seen(uow, item.reception_id)
    for document in reversed(uow.document_items.of_item(item.id)):
        if document.code not in ASKED_FOR or document.state != DocumentState.FINAL or document.code[0] == "B":
            continue
        made = _asked(desk, uow, item, document.code)
        state = paper_state(uow, desk.parts.catalogue, document, seen)
        found.append((f"{made.key}#{document.id}", replace(made, state=state, document=document)))
    return tuple(found)


def asked_problems(desk: Desk, uow: UnitOfWork, unit: PaperUnit, values: dict[str, str]) -> dict[str, str]:
    """Field -> sentence for what the law of the stage refuses (条例 34: the days of an extension, and its last day)."""
    if unit.kind.code not in EXTENDING:
        return {}
    days = values.get("extension_days", "")
    words = check_extension(life_of(desk, uow, unit.items[0]), days, desk.parts.today())
    if words:
        return {"extension_days": words}
    due = parse_date(extended_due(values.get("first_due_on", ""), days))
    if due is None or values.get("new_due_on", "") in ("", due.isoformat()):
        return {}
    return {"new_due_on": f"和延长的日数对不上：原届满日加{days}日，应是{date_text(due)}。"}
