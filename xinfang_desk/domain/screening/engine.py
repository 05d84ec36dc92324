"""``screen(facts, pack, calendar) -> ScreeningResult``: pure, the same for window, command line and test."""

from __future__ import annotations

from typing import Any

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.deadlines import (
    CALENDAR,
    DUTY_MONTHS,
    HANDLE_DAYS,
    OBJECT_DAYS,
    REVIEW_DAYS,
    TELL_DAYS,
    Deadline,
    days_limit,
    months_limit,
    workdays_limit,
)
from xinfang_desk.domain.screening.facts import Facts
from xinfang_desk.domain.screening.pack import MAIN_LEAVES, RulePack
from xinfang_desk.domain.screening.result import NotChosen, ScreeningResult
from xinfang_desk.domain.screening.walk import Missing, Walk
from xinfang_desk.domain.wording.basis import Citation, parse_citation

NO_TELLING = frozenset({"L05", "L13"})
# Main leaves in the order in which their questions are asked: what stands after the one reached was never asked.
ASKED = (
    *("L05", "L28", "L06", "L07", "L08", "L09", "L10", "L11", "L14", "L12", "L13", "L15", "L16"),
    *("L17", "L22", "L23", "L24", "L18", "L19", "L20", "L21", "L25", "L26", "L27"),
)
# A fact that was given excludes the leaf by itself, asked or not: its key and what it then says.
EXCLUDED: dict[str, tuple[str, frozenset[Any]]] = {
    "L05": ("nature", frozenset({"disclosure", "suggestion", "claim"})),
    "L06": ("nature", frozenset({"consultation", "suggestion", "claim"})),
    "L07": ("nature", frozenset({"consultation", "suggestion", "claim"})),
    "L08": ("nature", frozenset({"consultation", "disclosure", "claim"})),
    "L09": ("final_review_opinion", frozenset({False})),
    "L10": ("judicial_matter_concluded", frozenset({False})),
    "L11": ("judicial_jurisdiction", frozenset({"none"})),
    "L12": ("same_matter_pending", frozenset({False})),
    "L13": ("same_matter_pending", frozenset({False})),
    "L14": ("same_matter_pending", frozenset({False})),
    "L15": ("opinion", frozenset({"none"})),
    "L16": ("opinion", frozenset({"none"})),
    "L17": ("levels_skipped", frozenset({False})),
    "L28": ("transferred_in", frozenset({False})),
}


def screen(facts: Facts, pack: RulePack, calendar: WorkCalendar) -> ScreeningResult:
    """One request to one main leaf, or to what is missing. ``calendar`` is the installed one; policy may add years."""
    calendar = calendar.with_years(facts.holidays)
    walk = Walk(facts, pack, calendar)
    try:
        walk.run()
    except Missing as missing:
        return _incomplete(walk, missing.keys)
    assert walk.leaf is not None
    documents = _documents(walk)
    remedies = {code: _remedy_of(walk, code) for code in documents if code in pack.remedies}
    clear = bool(facts.get("identity_clear"))
    leaf = pack.leaves[walk.leaf]
    return ScreeningResult(
        leaf=walk.leaf,
        side_leaves=tuple(walk.side),
        ground=walk.ground,
        documents=documents,
        on_request=() if clear else tuple(remedies),
        remedies=remedies,
        remedy=walk.remedy or leaf.remedy,
        needs_named_decision=walk.named,
        blocked_by=tuple(walk.blocked),
        basis=_basis(walk),
        deadlines=_deadlines(walk, clear=clear),
        trace=tuple(walk.trace),
        not_chosen=_not_chosen(walk),
        warnings=tuple(walk.warnings),
        missing=(),
        rules=(pack.pack, pack.version, pack.sha256),
    )


def _incomplete(walk: Walk, missing: tuple[str, ...]) -> ScreeningResult:
    pack = walk.pack
    return ScreeningResult(
        leaf=None,
        side_leaves=tuple(walk.side),
        ground=None,
        documents=(),
        on_request=(),
        remedies={},
        remedy=None,
        needs_named_decision=False,
        blocked_by=(),
        basis=(),
        deadlines=(),
        trace=tuple(walk.trace),
        not_chosen=(),
        warnings=tuple(walk.warnings),
        missing=missing,
        rules=(pack.pack, pack.version, pack.sha256),
    )


def _documents(walk: Walk) -> tuple[str, ...]:
    assert walk.leaf is not None
    facts = walk.facts
    own = walk.documents
    if own is None:
        own = walk.pack.leaves[walk.leaf].documents[walk.role]
    if walk.leaf in ("L18", "L19") and facts.get("feedback_required"):
        own = tuple("B3" if code == "B2" else code for code in own)
    if walk.letter:
        own = (*own, walk.letter)
    has_order = "L01" in walk.side or "A8" in own
    wanted = (
        ("A1", True),
        ("A2", True),
        ("A3", bool(facts.get("oral"))),
        ("A4", "L03" in walk.side),
        ("A5", bool(facts.get("through_agent"))),
        ("A8", has_order),
        ("A9", "L02" in walk.side),
        ("A10", "L04" in walk.side),
    )
    return (*(code for code, on in wanted if on), *(code for code in own if code != "A8"))


def _remedy_of(walk: Walk, code: str) -> str:
    allowed = walk.pack.remedies[code]
    return allowed[0] if len(allowed) == 1 else str(walk.remedy)


def _basis(walk: Walk) -> tuple[Citation, ...]:
    """The row of the citation table: the most exact variant that the walk's role and tags allow."""
    assert walk.leaf is not None
    rows = walk.pack.basis[walk.leaf]
    tags = {walk.role, *walk.tags}
    if walk.leaf in ("L18", "L19") and walk.facts.get("feedback_required"):
        tags.add("assigned")
    fitting = [variant for variant in rows if variant != "*" and set(variant.split(".")) <= tags]
    chosen = max(fitting, key=lambda variant: len(variant.split(".")), default="*")
    found: list[Citation] = []
    for entry in rows[chosen]:
        if entry.startswith("@"):
            text = walk.facts.policy[entry[1:]]
            if text:
                found.append(Citation(text))
        else:
            found.append(_citation(walk.pack, entry))
    return tuple(found)


def _citation(pack: RulePack, entry: str) -> Citation:
    found = pack.memo.get(("cited", entry))
    if found is None:
        found = pack.memo["cited", entry] = parse_citation(entry)
    return found


def _deadlines(walk: Walk, *, clear: bool) -> tuple[Deadline, ...]:
    assert walk.leaf is not None
    facts, calendar, leaf = walk.facts, walk.calendar, walk.leaf
    if leaf in NO_TELLING:
        return ()
    came = facts.get("transferred_in_on") if facts.transferred_in else facts.get("received_on")
    code = "T1" if walk.role == "A" else "T3" if facts.transferred_in else "T2"
    tell = days_limit(code, came, TELL_DAYS, calendar)
    found = [tell] if clear or walk.role == "A" else []
    if leaf == "L28" and walk.role != "A":
        found.append(workdays_limit("T4", came, OBJECT_DAYS, calendar))
    if leaf == "L27":
        found.append(days_limit("T5", min(facts.get("on"), tell.due), HANDLE_DAYS, calendar))
    if leaf == "L15" and walk.review_clock:
        which = "T7" if facts.get("opinion") == "handling" else "T9"
        found.append(days_limit(which, facts.get("opinion_served_on"), REVIEW_DAYS, calendar))
    if leaf == "L26" or (leaf == "L07" and walk.documents == ("C1",)):
        found.append(_duty_limit(walk))
    return tuple(found)


def _duty_limit(walk: Walk) -> Deadline:
    facts, calendar = walk.facts, walk.calendar
    came = facts.get("transferred_in_on") if facts.transferred_in else facts.get("received_on")
    days = facts.get("t13_days")
    if days is None:
        return months_limit("T13", came, DUTY_MONTHS, calendar)
    limit = days_limit if facts.get("t13_unit") == CALENDAR else workdays_limit
    return limit("T13", came, days, calendar)


def _not_chosen(walk: Walk) -> tuple[NotChosen, ...]:
    assert walk.leaf is not None
    values = walk.facts.values
    return tuple(
        [
            absent if values.get(key) in excluding else stopped
            for absent, stopped, key, excluding in _others(walk.pack, walk.leaf)
        ]
    )


def _others(pack: RulePack, leaf: str) -> tuple[tuple[NotChosen, NotChosen, str, frozenset[Any]], ...]:
    """Every other main leaf in both wordings, with the fact that chooses between them; made once for a pack."""
    rows = pack.memo.get(("others", leaf))
    if rows is None:
        reached, cause = ASKED.index(leaf), pack.leaves[leaf].cause
        made = []
        for code in MAIN_LEAVES:
            if code == leaf:
                continue
            absent = NotChosen(code, pack.leaves[code].absent)
            stopped = NotChosen(code, f"{cause}，到这里就有结论，不再往下走")
            key, excluding = EXCLUDED.get(code, ("", frozenset()))
            made.append((absent, absent if ASKED.index(code) < reached else stopped, key, excluding))
        rows = pack.memo["others", leaf] = tuple(made)
    return rows
