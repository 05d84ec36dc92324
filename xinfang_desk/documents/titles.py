"""Breaks a long title into balanced centred lines (梯形或菱形, GB/T 9704-2012 7.3.1)."""

from __future__ import annotations

from functools import lru_cache

from xinfang_desk.documents.linebreak import NO_END, NO_START

_GOOD_AFTER = ("的", "人民政府", "委员会", "信访局", "办公室", "事项", "关于", "》", "、", "，")
_GOOD_BEFORE = ("关于", "告知书", "通知书", "意见书", "决定书", "答复", "委员会", "的", "《", "（")
_NEVER_FIRST = "的和与及了"


@lru_cache(maxsize=256)
def title_lines(title: str, longest: int) -> tuple[str, ...]:
    """The title in as few lines as can be, none longer than ``longest`` characters, near equal, broken between words.

    A line feed in the title is a break that stands.
    """
    lines: list[str] = []
    for part in title.split("\n"):
        count = max(1, -(-len(part) // longest))
        lines += _split(part, count, longest)
    return tuple(lines)


def _split(part: str, count: int, longest: int) -> list[str]:
    """The cheapest split into ``count`` lines, enough of them to hold the part."""
    if count == 1:
        return [part]
    ideal = len(part) / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in range(count):
        following: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, breaks) in best.items():
            ends = [len(part)] if line == count - 1 else range(start + 1, min(len(part), start + longest + 1))
            for end in ends:
                if not 0 < end - start <= longest:
                    continue
                price = cost + (end - start - ideal) ** 2 + (0.0 if end == len(part) else _break_cost(part, end))
                if end not in following or price < following[end][0]:
                    following[end] = (price, [*breaks, end])
        best = following
    ends = best[len(part)][1]
    return [part[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]


def _break_cost(part: str, at: int) -> float:
    if part[at] in NO_START or part[at - 1] in NO_END or part[at] in _NEVER_FIRST:
        return 10_000.0
    if part[at - 1].isascii() and part[at].isascii():
        return 10_000.0
    if part[:at].endswith(_GOOD_AFTER):
        return 0.0
    return 4.0 if part[at:].startswith(_GOOD_BEFORE) else 20.0
