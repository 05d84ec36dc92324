"""保管期限: kinds of receptions by what became of them, the years that an office keeps each, and when one is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_YEARS = 100
DESTROYED = "已按保管期限销毁"

# Conclusions that the office itself had to handle to the end.
_OURS = frozenset({"L15", "L16", "L20", "L25", "L26", "L27"})
_ASKED_ONLY = "L05"


class Keeping(StrEnum):
    """What a reception is kept as; of several matters the one that is kept longest by this order counts."""

    SEALED = "sealed"
    HANDLED = "handled"
    PASSED_ON = "passed_on"
    QUESTION = "question"


KEEPING_LABELS: dict[Keeping, str] = {
    Keeping.QUESTION: "只咨询的",
    Keeping.PASSED_ON: "告知、转送、引导的",
    Keeping.HANDLED: "本单位受理办理的",
    Keeping.SEALED: "举报（密存）的",
}


def keeping_of(leaves: Iterable[str], *, sealed: bool) -> Keeping:
    """By the conclusions of its matters; one that was never screened is kept as passed on."""
    found = list(leaves)
    if sealed:
        return Keeping.SEALED
    if any(leaf in _OURS for leaf in found):
        return Keeping.HANDLED
    return Keeping.QUESTION if found and all(leaf == _ASKED_ONLY for leaf in found) else Keeping.PASSED_ON


def is_over(ended_on: date, years: int, today: date) -> bool:
    """Whether so many whole years have passed; 0 years: kept for good."""
    if years < 1:
        return False
    try:
        last = ended_on.replace(year=ended_on.year + years)
    except ValueError:  # 29 February
        last = date(ended_on.year + years, 3, 1)
    return last < today


@dataclass(frozen=True)
class DueKind:
    """How many receptions of one kind are past their years, and between which days they ended."""

    kind: Keeping
    years: int
    count: int
    first: str
    last: str
