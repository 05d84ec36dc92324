"""合成一张: which papers of a visit may be told on one sheet, item by item, and the one paper made of them.

Only the clerk's choice joins papers. A letter to one body lists its matters in one table; a notice to the visitor says
each matter in its own section (counter-rules.md 1.0; 条例 22, 23).
"""

from __future__ import annotations

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.joined import BETWEEN, JOINED
from xinfang_desk.domain.papers import Layout
from xinfang_desk.domain.wording.facts import Screened
from xinfang_desk.services.context import Desk
from xinfang_desk.services.paper_facts import PaperUnit
from xinfang_desk.services.paper_units import Planned, find
from xinfang_desk.services.progress import INTERIM, PaperState

LETTERS = frozenset({"B2", "B3"})

# Notices that stand alone whatever else the visit has: a refusal and what is said of a disclosure.
_ALONE = frozenset({"B10", "B14"})
# Remedies that may stand side by side: no day of one can be taken for that of the other.
_MILD = frozenset({"none", "statutory_path"})

REFUSAL = "不予受理、不再受理的告知书要单独一张，不能和别的合在一起。"
SEALED = "密件的纸要单独一张，不能和别的合在一起。"
UNDECIDED = "还没有决定的件，先单独告知接收情况，不能和别的合在一起。"
REMEDIES = "这几件申请的路和期限不一样，写在一张上容易看错，请各出一张。"
ONE_BASIS = "这几件的依据或者拟分类意见不一样，请各出一份转送单。"
NOT_THESE = "这几份不能合成一张，请各出一张。"


def joined_key(keys: tuple[str, ...]) -> str:
    return BETWEEN.join(keys)


def why_apart(desk: Desk, papers: tuple[Planned, ...]) -> str:
    """Why these may not stand on one sheet, in one sentence; empty = they may."""
    if len(papers) < 2:
        return NOT_THESE
    for one in papers:
        why = _why_alone(one)
        if why:
            return why
    first = papers[0]
    if len({one.unit.items[0].id for one in papers}) != len(papers) or len({one.optional for one in papers}) > 1:
        return NOT_THESE
    if first.unit.kind.audience == "body":
        if any(one.unit.kind.code != first.unit.kind.code for one in papers):
            return NOT_THESE
        return ONE_BASIS if len({_sent_by(one) for one in papers}) > 1 else ""
    if any(one.unit.kind.audience != "visitor" for one in papers) or JOINED not in desk.parts.catalogue.kinds:
        return NOT_THESE
    remedies = {_remedy(one) for one in papers}
    return "" if remedies <= _MILD or len(remedies) == 1 else REMEDIES


def partners(desk: Desk, planned: tuple[Planned, ...], one: Planned) -> tuple[Planned, ...]:
    """The paper with all those that may join it, in the order of the visit; empty when there is none.

    One for each item: of two kinds for the same item only the first.
    """
    if one.document is not None:
        return ()
    chosen = {one.unit.items[0].id: one}
    for other in planned:
        item_id = other.unit.items[0].id
        if item_id not in chosen and other.document is None and not why_apart(desk, (*chosen.values(), other)):
            chosen[item_id] = other
    return tuple(other for other in planned if other in chosen.values()) if len(chosen) > 1 else ()


def join_planned(desk: Desk, planned: tuple[Planned, ...], key: str) -> Planned:
    """The one paper under a joined key. UserError: ``gone`` when a part is no longer due, ``apart`` with the reason."""
    papers = tuple(find(planned, part) for part in key.split(BETWEEN))
    issued = next((one for one in papers if one.document is not None), None)
    if issued is not None:
        raise UserError("其中一份已经定稿，要合成一张请先作废它。", code="issued")
    why = why_apart(desk, papers)
    if why:
        raise UserError(why, code="apart")
    first = papers[0]
    items = tuple(item for one in papers for item in one.unit.items)
    kind, parts = first.unit.kind, tuple(one.unit for one in papers)
    if kind.audience == "body":
        parts = ()
    elif any(one.unit.kind.code != kind.code for one in papers):
        kind = desk.parts.catalogue.kind(JOINED)
    screening = next((one.screening for one in papers if one.screening is not None), None)
    return Planned(PaperUnit(kind, items, parts=parts), PaperState.OWED, first.optional, None, screening)


def _why_alone(one: Planned) -> str:
    kind = one.unit.kind
    if one.unit.sealed or kind.code in ("B10", "B2m"):
        return SEALED
    if kind.refusing:
        return REFUSAL
    if kind.code in INTERIM or one.screening is None or one.screening.awaiting:
        return UNDECIDED
    letter = kind.code in LETTERS
    notice = kind.audience == "visitor" and kind.layout is Layout.NOTICE and kind.service_owed
    plain = (letter or notice) and kind.code[0] != "A" and kind.code not in _ALONE
    return "" if plain and len(one.unit.items) == 1 and not one.unit.variant else NOT_THESE


def _screened(one: Planned) -> Screened:
    assert one.screening is not None
    return Screened.from_json(one.screening.result_json, one.screening.facts_json)


def _remedy(one: Planned) -> str:
    """The class that this screening gives the paper."""
    kind = one.unit.kind
    given = _screened(one).remedies.get(kind.code, kind.remedy)
    return given if given in kind.allowed else kind.remedy


def _sent_by(one: Planned) -> tuple[object, ...]:
    found = _screened(one)
    return (found.basis, found.facts.get("route", ""), found.leaf == "L07")
