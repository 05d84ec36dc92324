"""The decision kit: invented cases with what the contract makes of them, run against the engine.

The cases are data worked out apart from the engine; this module only compares. A case is a line of JSON: ``story`` in
one sentence, ``facts`` as the contract takes them, ``result`` with the parts that are expected.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import FactError, parse_facts
from xinfang_desk.domain.screening.pack import RulePack
from xinfang_desk.domain.wording.basis import TIAOLI

_KEYS = frozenset({"story", "facts", "result"})
_LIMIT_KEYS = frozenset({"starts", "due", "advised", "provisional"})


@dataclass(frozen=True)
class Case:
    """``facts`` and ``expected`` as they stand in the file."""

    story: str
    facts: Mapping[str, Any]
    expected: Mapping[str, Any]


def load_kit(text: str) -> tuple[Case, ...]:
    """Reads the kit. UserError(code='kit') with the line that cannot be read or expects an unknown part."""
    cases = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            raw: Any = json.loads(line)
        except ValueError as error:
            raise _refused(number) from error
        if not (isinstance(raw, dict) and set(raw) == _KEYS):
            raise _refused(number)
        story, facts, expected = raw["story"], raw["facts"], raw["result"]
        if not (isinstance(story, str) and isinstance(facts, dict) and isinstance(expected, dict) and expected):
            raise _refused(number)
        if not set(expected) <= set(_PARTS) or not _limits(expected.get("deadlines", {})):
            raise _refused(number)
        cases.append(Case(story, facts, expected))
    return tuple(cases)


def _limits(expected: object) -> bool:
    return isinstance(expected, dict) and all(
        isinstance(limit, dict) and set(limit) <= _LIMIT_KEYS for limit in expected.values()
    )


def _refused(number: int) -> UserError:
    return UserError(f"甄别用例第 {number} 行读不出来。", code="kit")


def differences(case: Case, pack: RulePack, calendar: WorkCalendar) -> tuple[str, ...]:
    """What the engine makes of a case otherwise than expected, a sentence each; empty when it is as expected."""
    try:
        result = screen(parse_facts(case.facts), pack, calendar).to_json()
    except FactError as error:
        return (f"{case.story}：事实没有通过，{error.sentence}",)
    found = []
    for part, wanted in case.expected.items():
        got = _PARTS[part](result, wanted)
        if part == "basis":
            wanted = sorted(wanted)
        if got != wanted:
            found.append(f"{case.story}：{part} 应为 {_shown(wanted)}，得到 {_shown(got)}")
    return tuple(found)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(part: str) -> Callable[[Mapping[str, Any], Any], Any]:
    return lambda result, wanted: result[part]


def _basis(result: Mapping[str, Any], wanted: Any) -> list[str]:
    """``22.1(1)`` for the 条例, other laws and documents by their name; the order says nothing."""
    return sorted(
        (f"{one['article']}.{one['paragraph']}" + (f"({one['item']})" if one["item"] else ""))
        if one["law"] == TIAOLI
        else one["law"]
        for one in result["basis"]
    )


def _deadlines(result: Mapping[str, Any], wanted: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every limit by its code; of those that are expected, the given keys."""
    return {one["code"]: {key: one[key] for key in wanted.get(one["code"], ("due",))} for one in result["deadlines"]}


def _warned(result: Mapping[str, Any], wanted: Any) -> bool:
    return bool(result["warnings"])


_PARTS: dict[str, Callable[[Mapping[str, Any], Any], Any]] = {
    **{
        part: _plain(part)
        for part in ("leaf", "side_leaves", "ground", "documents", "on_request", "remedies", "remedy", "missing")
    },
    "needs_named_decision": _plain("needs_named_decision"),
    "blocked_by": _plain("blocked_by"),
    "basis": _basis,
    "deadlines": _deadlines,
    "warned": _warned,
}
