"""Where a disclosure may go: never to whom it is about, nor to those who answer to them (条例 30.3; counter-rules 4.1).

Who is accused stands in the sealed words alone, so these questions are asked only by a desk that may read them.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import Authority
from xinfang_desk.domain.wording.facts import PaperFacts
from xinfang_desk.services.context import Desk
from xinfang_desk.services.paper_facts import PaperUnit
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sealed import get_sealed

ACCUSED = "accused"
OWN, OTHER = "own", "other"
DIRECT = "direct"
FIELD_OF = {"B2m": "to_body", "A1": "sealed_to"}
DISCIPLINE = "discipline"

ITSELF = "不能送给被反映的单位，请另选有管理权限的机关。"
OURS = "被反映的是本单位领导，不能送本单位和本单位的纪委（纪工委），请送上一级有管理权限的机关。"
OURS_MAYBE = "还没有弄清被反映的是不是本单位领导，先不送本单位和本单位的纪委（纪工委），请送上一级。"
NO_POWER = "被反映的是本单位领导，只送上一级有管理权限的纪检监察机关。"
SIGN = "被反映的是本单位领导，不由本单位的人决定，请选“按规定直送”，由接访员署名。"

_LEAST = 2  # letters of a name that is worth comparing
_MARKS = frozenset("中国共产党委员会纪律检查监察")  # what any body of that kind has in its name


@dataclass(frozen=True)
class Accused:
    """``body``: the unit complained of as written down; ``leader``: own | other, or empty while nobody has said."""

    body: str = ""
    leader: str = ""


def accused_of(desk: Desk, uow: UnitOfWork, item_id: str) -> Accused:
    """As the sealed words have it; the errors of ``get_sealed``."""
    rows = [row for row in uow.sealed_contents.where(item_id=item_id) if row.kind == "words"]
    if not rows:
        return Accused()
    raw: dict[str, str] = json.loads(get_sealed(desk, uow, rows[-1]))
    return Accused(raw.get("body_complained", ""), raw.get(ACCUSED, ""))


def why_not(profile: OfficeProfile, bodies: tuple[Authority, ...], accused: Accused, name: str) -> str:
    """Why this body may not be the destination, in a sentence; empty = it may."""
    there = _bare(name)
    if len(there) < _LEAST:
        return ""
    if _same(there, _bare(accused.body)):
        return ITSELF
    if accused.leader == OTHER:
        return ""
    ours = any(_same(there, _bare(own)) for own in _own_names(profile))
    if ours:
        return OURS if accused.leader == OWN else OURS_MAYBE
    known = next((row for row in bodies if _bare(row.name) == there), None)
    listed = {_bare(profile.superior), _bare(profile.discipline_body)}
    if accused.leader == OWN and known is not None and known.kind != DISCIPLINE and there not in listed:
        return NO_POWER
    return ""


def not_offered(facts: PaperFacts, accused: Accused) -> tuple[str, ...]:
    """Names of the office's directory that are not offered for this item."""
    bodies = facts.authorities
    return tuple(row.name for row in bodies if why_not(facts.profile, bodies, accused, row.name))


def closed_to(facts: PaperFacts, unit: PaperUnit, accused: Accused, values: Mapping[str, str]) -> dict[str, str]:
    """Field -> sentence for a destination or a way of deciding that this paper may not have."""
    key = FIELD_OF.get(unit.kind.code, "")
    if not (unit.sealed and key):
        return {}
    wrong = {}
    why = why_not(facts.profile, facts.authorities, accused, values.get(key, ""))
    if why:
        wrong[key] = why
    asks = "send_mode" in {spec.key for spec in unit.kind.fields}
    if accused.leader == OWN and asks and values.get("send_mode") != DIRECT:
        wrong["send_mode"] = SIGN
    return wrong


def said(accused: Accused, values: Mapping[str, str]) -> Accused:
    """With what this paper's own field says, where it was answered there."""
    return Accused(accused.body, values.get(ACCUSED, "") or accused.leader)


def arranged(
    desk: Desk, uow: UnitOfWork, unit: PaperUnit, facts: PaperFacts, known: dict[str, str], typed: Mapping[str, str]
) -> tuple[dict[str, str], Accused]:
    """The answers with what the sealed words say of the accused; nothing closed to this item is filled in by itself."""
    accused = accused_of(desk, uow, unit.items[0].id)
    if ACCUSED in {spec.key for spec in unit.kind.fields} and not known.get(ACCUSED):
        known |= {ACCUSED: accused.leader}
    accused = said(accused, known)
    wrong = closed_to(facts, unit, accused, known)
    known |= {key: "" for key in wrong if not typed.get(key) and key != "send_mode"}
    if "send_mode" in wrong and not typed.get("send_mode"):
        known |= {"send_mode": DIRECT}
    return known, accused


def _own_names(profile: OfficeProfile) -> tuple[str, ...]:
    """The office by its names, and a town by that of the town: its 党委, its 纪委 are the same house."""
    town = (profile.division_name,) if profile.level == "township" else ()
    return (profile.name, *profile.seal_names, *town)


def _same(one: str, other: str) -> bool:
    """Whether one is the other or a part of it."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST and not set(shorter) <= _MARKS and shorter in longer


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name)
    return "".join(letter for letter in plain if letter.isalnum()).removeprefix("中共")
