"""Which of many backups stay: the newest few, and the newest of each of the last days, weeks and months with one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

NEWEST, DAYS, WEEKS, MONTHS = 4, 7, 5, 12

_GROUPS: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
    (lambda moment: moment, NEWEST),
    (lambda moment: moment.date(), DAYS),
    (lambda moment: moment.isocalendar()[:2], WEEKS),
    (lambda moment: (moment.year, moment.month), MONTHS),
)


def to_keep(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments that stay. Days without a backup are not counted, so that a clock that ran ahead costs none."""
    newest_first = sorted(set(moments), reverse=True)
    kept: set[datetime] = set()
    for group, most in _GROUPS:
        seen: set[Hashable] = set()
        for moment in newest_first:
            name = group(moment)
            if name in seen:
                continue
            if len(seen) == most:
                break
            seen.add(name)
            kept.add(moment)
    return frozenset(kept)
