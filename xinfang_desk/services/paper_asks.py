"""What the notice of a conclusion still wants to know, asked beside the conclusion (counter-rules.md 1.6, 4.1, 11)."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.catalogue import DocumentKind, FieldSpec
from xinfang_desk.domain.records import Item, Screening
from xinfang_desk.domain.wording.facts import Screened
from xinfang_desk.services.context import Desk
from xinfang_desk.services.paper_facts import DIRECTORY, PaperUnit, fields_of, gather, known_values
from xinfang_desk.services.ports import UnitOfWork

# Who handles it is looked at although a proposal stands; the day and who mediates are agreed on the spot.
_HANDLER, _CLEAR = "handler", "handler_clear"
_AGREED = {"B6k": ("meet_on", "mediator")}
# Of a sealed letter only what says nothing of its content: whether it concerns the own leaders, and its pages.
BAG, _OPEN_OF_BAG = "B2m", frozenset({"accused", "sealed_pages"})


@dataclass(frozen=True)
class PaperAsks:
    """The open fields of one notice. ``values``: what record and directory answer already."""

    code: str
    title: str
    specs: tuple[FieldSpec, ...]
    values: dict[str, str]


def paper_asks(desk: Desk, uow: UnitOfWork, item: Item, row: Screening) -> PaperAsks | None:
    """Of the notice that ``row``, a screening not yet adopted, would lead to; None where nothing is to be filled.

    Of a sealed matter nothing that tells what it is about. One that waits is asked nothing.
    """
    kind = desk.parts.catalogue.kinds.get(BAG) if item.sealed else main_notice(desk, row)
    if row.awaiting or kind is None or kind.refusing:
        return None
    unit = PaperUnit(kind, (item,))
    facts = gather(desk, uow, uow.receptions.get(item.reception_id), unit, screened=(row,))
    values = known_values(unit, facts)
    active = fields_of(unit, facts, values)
    named = any(spec.key == _CLEAR for spec in active)
    specs = tuple(spec for spec in active if _is_asked(kind.code, spec, values, named=named))
    return PaperAsks(kind.code, kind.title, specs, values) if specs else None


def _is_asked(code: str, spec: FieldSpec, values: dict[str, str], *, named: bool) -> bool:
    """``named``: this paper names who handles the matter from now on."""
    if code == BAG:
        return spec.key in _OPEN_OF_BAG and not values.get(spec.key)
    if any(spec.key in siblings for siblings in DIRECTORY.values()):
        return False  # the directory answers it once the body is named
    looked_at = spec.key in _AGREED.get(code, ()) or (named and spec.key == _HANDLER)
    return looked_at or (spec.required and not values.get(spec.key))


def main_notice(desk: Desk, row: Screening) -> DocumentKind | None:
    """The notice that a conclusion is about: the first that the visitor is owed beyond the papers of registering."""
    found = Screened.from_json(row.result_json, row.facts_json)
    kinds = (desk.parts.catalogue.kinds.get(code) for code in found.documents if code not in found.on_request)
    return next((one for one in kinds if one and one.audience == "visitor" and not one.code.startswith("A")), None)
