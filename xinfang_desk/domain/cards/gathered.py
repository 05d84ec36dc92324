"""What the cards gather: facts with their sources, the trace in plain words, cells of the fact column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from xinfang_desk.domain.cards.given import REGISTERED, RULE, SETTING, SHORT, Given
from xinfang_desk.domain.cards.view import TraceLine
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import parse_facts
from xinfang_desk.domain.screening.result import ScreeningResult

DIFFERS = "与库中不同："


@dataclass
class Gathered:
    """Filled card by card, in the order of the cards.

    ``earlier_id``: the item of this office that the same matter is running under; ``differs``: what a clerk said
    against the store (``register_no``, ``facts``, ``reason``).
    """

    facts: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    trace: list[TraceLine] = field(default_factory=list)
    column: dict[str, str] = field(default_factory=dict)
    differs: dict[str, str] = field(default_factory=dict)
    earlier_id: str = ""

    def put(self, key: str, value: Any, source: str, note: str = "") -> None:
        self.facts[key] = value
        self.sources[key] = {"source": source, "note": note}

    def line(self, question: str, answer: str, source: str) -> None:
        self.trace.append(TraceLine(question, answer, SHORT.get(source, source)))

    def differ(self, register_no: str, keys: Sequence[str], reason: str, source: str) -> None:
        """Facts answered otherwise than the store has them."""
        for key in keys:
            if key in self.sources:
                self.sources[key] = {"source": source, "note": f"{DIFFERS}{reason}（登记 {register_no}）"}
        self.differs = {"register_no": register_no, "facts": " ".join(keys), "reason": reason}

    def cell(self, key: str, value: str) -> None:
        """A cell of the fact column, when there is something to put in."""
        if value:
            self.column[key] = value


def begin(given: Given) -> Gathered:
    """The facts that no card asks for."""
    found = Gathered()
    found.put("desk_role", given.role, SETTING)
    found.put("form", given.form, REGISTERED)
    found.put("received_on", given.received_on.isoformat(), REGISTERED)
    found.put("transferred_in", given.transferred_in, REGISTERED if given.source == "transfer" else RULE, _how(given))
    if given.transferred_in and given.transferred_in_on is not None:
        found.put("transferred_in_on", given.transferred_in_on.isoformat(), REGISTERED)
    found.put("on", given.on.isoformat(), RULE, "甄别当日")
    found.put("people", given.people, REGISTERED)
    found.put("oral", given.oral, REGISTERED, "没有交书面材料" if given.oral else "交了书面材料")
    return found


def _how(given: Given) -> str:
    if given.transferred_in:
        return "信访部门或者本系统上级转来"
    return "其他单位转来，按直接收到算" if given.source == "transfer" else "不是转来的件"


def trial(given: Given, facts: Mapping[str, Any]) -> ScreeningResult:
    """What these facts would come to by themselves. FactError for facts that contradict each other."""
    return screen(parse_facts({**facts, "policy": policy_of(given)}), given.rules, given.calendar)


def refuses(result: ScreeningResult) -> bool:
    """Whether a result turns the visitor away: never reached by a preset answer (counter-rules.md 1.0)."""
    return result.ground is not None or result.leaf == "L16"


def policy_of(given: Given) -> dict[str, Any]:
    return asdict(given.policy)
