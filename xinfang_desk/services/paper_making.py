"""What one paper says now: its facts, its answers, its text and what is still missing, alone or joined of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.joined import BETWEEN, COMBINED, JOINED, part_prefix, part_values
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import Reception, Screening
from xinfang_desk.domain.wording.compose import SEAL_KEY, compose
from xinfang_desk.domain.wording.facts import PaperFacts
from xinfang_desk.domain.wording.joined import join
from xinfang_desk.services.context import Desk
from xinfang_desk.services.destinations import Accused, arranged, closed_to, not_offered
from xinfang_desk.services.life_papers import asked_problems
from xinfang_desk.services.paper_facts import PaperUnit, blocked, fields_of, gather, known_values, unsettled
from xinfang_desk.services.paper_units import Planned
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import current_screening


@dataclass(frozen=True)
class Made:
    """One paper as it stands. ``missing``: field key -> sentence; ``specs``: the fields to ask for; ``closed``: names
    of the directory that are no destination of it."""

    facts: PaperFacts
    values: dict[str, str]
    data: DocumentData
    missing: dict[str, str]
    specs: tuple[FieldSpec, ...]
    closed: tuple[str, ...] = ()


def make_paper(
    desk: Desk, uow: UnitOfWork, reception: Reception, planned: Planned, values: Mapping[str, str], *, large: bool
) -> Made:
    """The paper with these answers. UserError(code='role') for a sealed one that this user may not see."""
    unit = planned.unit
    if not unit.parts:
        return _one(desk, uow, reception, unit, planned.screening, values, large)
    own = {SEAL_KEY: values[SEAL_KEY]} if SEAL_KEY in values else {}
    parts = [
        _one(desk, uow, reception, part, _screening(uow, part), part_values(values, number) | own, large)
        for number, part in enumerate(unit.parts, 1)
    ]
    facts = replace(gather(desk, uow, reception, unit), large=large)
    data = join(desk.parts.catalogue.kind(JOINED), facts, tuple(part.data for part in parts))
    found = Made(facts, {COMBINED: BETWEEN.join(_key(part) for part in unit.parts)}, data, {}, ())
    for number, (part, made) in enumerate(zip(unit.parts, parts, strict=True), 1):
        found = _with_part(found, number, part, made)
    return found


def why_blocked(desk: Desk, uow: UnitOfWork, reception: Reception, unit: PaperUnit, screening: Screening | None) -> str:
    """Why this paper may not be issued yet, that of the first part of a joined one; empty = it may."""
    for part in unit.parts or (unit,):
        own = _screening(uow, part) if unit.parts else screening
        why = blocked(desk, uow, part, gather(desk, uow, reception, part), own)
        if why:
            return why
    return ""


def _one(
    desk: Desk,
    uow: UnitOfWork,
    reception: Reception,
    unit: PaperUnit,
    screening: Screening | None,
    values: Mapping[str, str],
    large: bool,
) -> Made:
    if unit.secret:
        why = blocked(desk, uow, unit, gather(desk, uow, reception, unit), screening)
        if why:
            raise UserError(why, code="role")
    facts = replace(gather(desk, uow, reception, unit, with_words=True), large=large)
    known = known_values(unit, facts, dict(values))
    accused = Accused()
    closed: tuple[str, ...] = ()
    if unit.secret:
        known, accused = arranged(desk, uow, unit, facts, known, values)
        closed = not_offered(facts, accused)
    data, missing = compose(unit.kind, facts, known)
    missing |= _undecided_sending(unit, facts, known) | unsettled(unit, facts, known)
    missing |= asked_problems(desk, uow, unit, known) | closed_to(facts, unit, accused, known)
    return Made(facts, known, data, missing, fields_of(unit, facts, known), closed)


def _with_part(joined: Made, number: int, unit: PaperUnit, made: Made) -> Made:
    """Its fields under the number of the part; the seal is asked once for the whole paper."""
    mark, whose = part_prefix(number), f"第 {unit.items[0].ordinal} 件："
    keys = {key: key if key == SEAL_KEY else f"{mark}{key}" for key in (*made.values, *made.missing)}
    specs = tuple(
        spec if spec.key == SEAL_KEY else replace(spec, key=f"{mark}{spec.key}", label=f"{whose}{spec.label}")
        for spec in made.specs
        if spec.key != SEAL_KEY or all(one.key != SEAL_KEY for one in joined.specs)
    )
    return replace(
        joined,
        values=joined.values | {keys[key]: value for key, value in made.values.items()},
        missing=joined.missing | {keys[key]: f"{whose}{words}" for key, words in made.missing.items()},
        specs=(*joined.specs, *specs),
    )


def _screening(uow: UnitOfWork, part: PaperUnit) -> Screening | None:
    return next((row for row in (current_screening(uow, item.id) for item in part.items) if row is not None), None)


def _key(part: PaperUnit) -> str:
    return f"{part.kind.code}@{part.items[0].id}"


def _undecided_sending(unit: PaperUnit, facts: PaperFacts, values: dict[str, str]) -> dict[str, str]:
    """B2m goes by the head's decision or straight by rule; the first needs the decider's name (counter-rules 4.1)."""
    if unit.kind.code == "B2m" and values.get("send_mode") == "decided" and facts.decider is None:
        return {"send_mode": "还没有登记谁决定的；甄别时勾了“按规定直送”的，这里也选按规定直送。"}
    return {}
