"""Two works in turn, so that a busy machine slows both, and one line about how they compare."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import pytest


@dataclass(frozen=True)
class Times:
    """Seconds of one work, round by round."""

    name: str
    seconds: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.seconds)

    @property
    def middle(self) -> float:
        return median(self.seconds)

    def __str__(self) -> str:
        return f"{self.name} {self.least * 1000:.1f} ms (median {self.middle * 1000:.1f})"


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """A work that says how long it took."""

    def measure() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measure


def in_turn(works: Sequence[tuple[str, Callable[[], float]]], rounds: int) -> tuple[Times, ...]:
    """A B A B …; each work returns its seconds."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for seconds, (_name, work) in zip(found, works, strict=True):
            seconds.append(work())
    return tuple(Times(name, tuple(seconds)) for (name, _work), seconds in zip(works, found, strict=True))


def tell(capsys: pytest.CaptureFixture[str], line: str) -> None:
    """Says what was measured, also without ``-s``."""
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201


def tell_ratio(capsys: pytest.CaptureFixture[str], what: str, bare: Times, ours: Times, budget: float) -> None:
    least, middle = ours.least / bare.least, ours.middle / bare.middle
    tell(capsys, f"{what}: {bare}, {ours}, ratio {least:.2f} (medians {middle:.2f}, budget {budget})")
