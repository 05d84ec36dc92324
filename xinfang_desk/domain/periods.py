"""How often an office reports to the province, and on which day the next file is due."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
MOST_DAYS = 92


@dataclass(frozen=True)
class Every:
    """``kind``: week (``at`` 1–7, Monday first) | month (``at`` 1–31; the last day of a shorter month) | days."""

    kind: str
    at: int

    @property
    def words(self) -> str:
        if self.kind == "week":
            return f"每{WEEKDAYS[self.at - 1]}报一次"
        return f"每月 {self.at} 日报一次" if self.kind == "month" else f"每隔 {self.at} 天报一次"

    def to_text(self) -> str:
        return f"{self.kind}:{self.at}"


def parse_every(text: str) -> Every | None:
    """``week:5``, ``month:25``, ``days:10``; None for an empty text. ValueError for anything else."""
    if not text:
        return None
    kind, _colon, number = text.partition(":")
    most = {"week": 7, "month": 31, "days": MOST_DAYS}.get(kind)
    if most is None or not number.isdecimal() or not 1 <= int(number) <= most:
        raise ValueError(text)
    return Every(kind, int(number))


def next_due(every: Every, last: date) -> date:
    """The first day after ``last`` (the day of the last file, or of the first registration) on which one is due."""
    if every.kind == "days":
        return last + timedelta(days=every.at)
    if every.kind == "week":
        return last + timedelta(days=(every.at - 1 - last.weekday() - 1) % 7 + 1)
    here = _in_month(last.year, last.month, every.at)
    if here > last:
        return here
    return _in_month(last.year + last.month // 12, last.month % 12 + 1, every.at)


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
