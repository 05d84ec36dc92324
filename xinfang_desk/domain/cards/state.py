"""What has been answered on the cards of one item: frozen, copied on every step, kept as canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from xinfang_desk.domain.canonical import canonical

LOOK, PURPOSE, BEFORE, BELONGS, DONE = "look", "purpose", "before", "belongs", "done"
CARDS = (LOOK, PURPOSE, BEFORE, BELONGS)

VERSION = 1
_MOST_LETTERS, _MOST_ENTRIES = 4000, 200


class BrokenDraft(ValueError):
    """A kept state that this version cannot read; the cards start afresh."""


@dataclass(frozen=True)
class Answers:
    """The answers so far; nothing in here is shown before a card has checked it against what it asks now.

    Attributes:
        at: the card that the clerk stands at, or ``done``.
        chosen: card -> ids of its chosen options; a card that is not there was never touched.
        values: ``card.ask`` -> value of a follow-up.
        unsure: ``card`` or ``card.ask`` answered by 拿不准: 未核实 in the trace.
    """

    at: str = LOOK
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    def going_to(self, card: str) -> Answers:
        return replace(self, at=card)

    def choosing(self, card: str, options: Iterable[str], *, unsure: bool = False) -> Answers:
        """Sets the options of a card; what was unsure about the card as a whole is settled by it."""
        marks = self.unsure | {card} if unsure else self.unsure - {card}
        return replace(self, chosen={**self.chosen, card: tuple(options)}, unsure=marks)

    def saying(self, card: str, ask: str, value: str, *, unsure: bool = False) -> Answers:
        key = f"{card}.{ask}"
        marks = self.unsure | {key} if unsure else self.unsure - {key}
        return replace(self, values={**self.values, key: value}, unsure=marks)

    def forgetting(self, card: str, *asks: str) -> Answers:
        keys = {f"{card}.{ask}" for ask in asks}
        kept = {key: value for key, value in self.values.items() if key not in keys}
        return replace(self, values=kept, unsure=self.unsure - keys)

    def to_json(self) -> str:
        body = {
            "version": VERSION,
            "at": self.at,
            "chosen": {card: list(options) for card, options in self.chosen.items()},
            "values": dict(self.values),
            "unsure": sorted(self.unsure),
        }
        return canonical(body)

    @staticmethod
    def from_json(text: str) -> Answers:
        """Reads a kept state. BrokenDraft for anything that ``to_json`` cannot have written."""
        try:
            raw: Any = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BrokenDraft("no JSON") from error
        if not isinstance(raw, dict) or raw.get("version") != VERSION:
            raise BrokenDraft("another version")
        at = raw.get("at")
        if at not in (*CARDS, DONE):
            raise BrokenDraft("no such card")
        chosen, values, unsure = raw.get("chosen"), raw.get("values"), raw.get("unsure")
        if not (isinstance(chosen, dict) and isinstance(values, dict) and isinstance(unsure, list)):
            raise BrokenDraft("a part is missing")
        if any(card not in CARDS for card in chosen) or not all(_texts(options) for options in chosen.values()):
            raise BrokenDraft("options")
        if not (_texts(list(values)) and _texts(list(values.values())) and _texts(unsure)):
            raise BrokenDraft("values")
        return Answers(
            at=at,
            chosen={card: tuple(options) for card, options in chosen.items()},
            values=dict(values),
            unsure=frozenset(unsure),
        )


def _texts(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) <= _MOST_ENTRIES
        and all(isinstance(row, str) and len(row) <= _MOST_LETTERS for row in rows)
    )
