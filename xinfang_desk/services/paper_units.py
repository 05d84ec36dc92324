"""Which papers a reception needs, one by one, as step ③ shows them (design.md 4; counter-rules.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.joined import JOINED
from xinfang_desk.domain.records import Document, DocumentState, Item, Reception, Screening
from xinfang_desk.domain.wording.facts import Screened
from xinfang_desk.services.context import Desk
from xinfang_desk.services.paper_facts import PaperUnit
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import PaperState, active_items, current_screening, needs, paper_seen, paper_state
from xinfang_desk.services.screening_sheet import CODE as SHEET

AWAITING = "awaiting"
APPLICATION = "D1"


@dataclass(frozen=True)
class Planned:
    """One paper of the reception. ``document``: the one in 定稿; ``optional``: made only when asked for."""

    unit: PaperUnit
    state: PaperState
    optional: bool
    document: Document | None
    screening: Screening | None

    @property
    def key(self) -> str:
        """Stable within the reception: code, variant and item ids."""
        head = self.unit.kind.code + (f":{self.unit.variant}" if self.unit.variant else "")
        return f"{head}@{'+'.join(item.id for item in self.unit.items)}"


def plan(desk: Desk, uow: UnitOfWork, reception: Reception) -> tuple[Planned, ...]:
    """Every paper that the current screenings call for, in order, and the interim notice while nobody has decided.

    A side paper is made once for a reception, but a sealed item has its own: its cover must not name the other matters,
    nor they the disclosure (条例 30.3).
    """
    catalogue = desk.parts.catalogue
    items = {item.id: item for item in active_items(uow, reception.id)}
    seen = paper_seen(uow, reception.id)
    planned: list[Planned] = []
    for need in needs(uow, catalogue, reception.id):
        kind = catalogue.kind(need.code)
        for group in _groups(tuple(items[item_id] for item_id in need.item_ids)):
            screening = next((row for row in (current_screening(uow, i.id) for i in group) if row is not None), None)
            unit = PaperUnit(kind, group, _variant(need.code, screening))
            document = need.document if len(group) == len(need.item_ids) else _made_for(uow, group, need.code)
            state = PaperState.OWED if document is None else paper_state(uow, catalogue, document, seen)
            planned.append(Planned(unit, state, need.optional, document, screening))
    for item in items.values():
        waiting = current_screening(uow, item.id)
        if waiting is None or not waiting.awaiting or any(_is_interim(one, item) for one in planned):
            continue
        found = [d for d in uow.document_items.of_item(item.id) if _is_live(d, "B17") and d.issued_at >= waiting.at]
        document = found[-1] if found else None
        state = PaperState.OWED if document is None else paper_state(uow, catalogue, document, seen)
        planned.append(Planned(PaperUnit(catalogue.kind("B17"), (item,), AWAITING), state, True, document, waiting))
    written = _applications(desk, uow, items.values(), seen)
    return (*_joined_once(desk, planned), *written, *_sheets(desk, uow, items.values(), seen))


def _joined_once(desk: Desk, planned: list[Planned]) -> list[Planned]:
    """A notice in 定稿 that stands for papers of different codes is one row, where the first of them stood."""
    found: list[Planned] = []
    rows: dict[str, int] = {}
    for one in planned:
        if one.document is None or one.document.code != JOINED:
            found.append(one)
        elif one.document.id in rows:
            first = found[rows[one.document.id]]
            unit = replace(first.unit, items=(*first.unit.items, *one.unit.items))
            found[rows[one.document.id]] = replace(first, unit=unit, optional=first.optional and one.optional)
        else:
            rows[one.document.id] = len(found)
            found.append(replace(one, unit=PaperUnit(desk.parts.catalogue.kind(JOINED), one.unit.items)))
    return found


def _sheets(desk: Desk, uow: UnitOfWork, items: Iterable[Item], seen: frozenset[str]) -> tuple[Planned, ...]:
    """甄别意见, one for each screened item: for the file, never owed; a new screening has a sheet of its own."""
    kind = desk.parts.catalogue.kinds.get(SHEET)
    if kind is None:
        return ()
    found = []
    for item in items:
        screening = current_screening(uow, item.id)
        if screening is None:
            continue
        made = [d for d in uow.document_items.of_item(item.id) if _is_live(d, SHEET) and d.issued_at >= screening.at]
        document = made[-1] if made else None
        state = PaperState.OWED if document is None else paper_state(uow, desk.parts.catalogue, document, seen)
        found.append(Planned(PaperUnit(kind, (item,)), state, True, document, screening))
    return tuple(found)


def _applications(desk: Desk, uow: UnitOfWork, items: Iterable[Item], seen: frozenset[str]) -> tuple[Planned, ...]:
    """复查（复核）申请书 where there is still time: written for the visitor when he wants it (counter-rules.md 6)."""
    kind = desk.parts.catalogue.kinds.get(APPLICATION)
    found = []
    for item in items:
        screening = current_screening(uow, item.id)
        if kind is None or item.sealed or screening is None or screening.awaiting or screening.leaf != "L15":
            continue
        made = [d for d in uow.document_items.of_item(item.id) if _is_live(d, kind.code)]
        document = made[-1] if made else None
        state = PaperState.OWED if document is None else paper_state(uow, desk.parts.catalogue, document, seen)
        found.append(Planned(PaperUnit(kind, (item,)), state, True, document, screening))
    return tuple(found)


def find(planned: tuple[Planned, ...], key: str) -> Planned:
    """UserError(code='gone') when the conclusion was changed meanwhile."""
    for one in planned:
        if one.key == key:
            return one
    raise UserError("这份文书现在不用出了，请看一眼左边的结论。", code="gone")


def _is_interim(one: Planned, item: Item) -> bool:
    return one.unit.kind.code == "B17" and item in one.unit.items


def _groups(items: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    plain = tuple(item for item in items if not item.sealed)
    return ([plain] if plain else []) + [(item,) for item in items if item.sealed]


def _made_for(uow: UnitOfWork, group: tuple[Item, ...], code: str) -> Document | None:
    rows = [d for item in group for d in uow.document_items.of_item(item.id) if _is_live(d, code)]
    return rows[-1] if rows else None


def _is_live(document: Document, code: str) -> bool:
    return document.code == code and document.state == DocumentState.FINAL


def _variant(code: str, screening: Screening | None) -> str:
    """A8 speaks either of the way to go (L17) or of an act (L01); where both hold, B8 already names the way."""
    if code == "B17":
        return AWAITING if screening is not None and screening.awaiting and screening.leaf not in ("L16", "L20") else ""
    if code != "A8" or screening is None:
        return ""
    found = Screened.from_json(screening.result_json, screening.facts_json)
    return "order" if "L01" in found.side_leaves else "road"
