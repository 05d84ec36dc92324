"""The working-day calendar: arrangements by year; a year without one counts weekends only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class YearArrangement:
    """Days off beyond or instead of weekends, and weekend days that are worked (调休)."""

    off: frozenset[date]
    work: frozenset[date]


@dataclass(frozen=True)
class WorkCalendar:
    """Arrangements by year."""

    years: Mapping[int, YearArrangement]

    def has_year(self, year: int) -> bool:
        return year in self.years

    def is_off(self, day: date) -> bool:
        """A holiday, or a weekend day that is not worked."""
        arrangement = self.years.get(day.year)
        if arrangement is not None:
            if day in arrangement.work:
                return False
            if day in arrangement.off:
                return True
        return day.weekday() >= 5

    def is_workday(self, day: date) -> bool:
        return not self.is_off(day)

    def add_workdays(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``, which itself does not count."""
        day = start
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day

    def next_workday(self, day: date) -> date:
        """``day`` or the first working day after it."""
        while self.is_off(day):
            day += timedelta(days=1)
        return day

    def last_workday(self, day: date) -> date:
        """``day`` or the last working day before it."""
        while self.is_off(day):
            day -= timedelta(days=1)
        return day

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether a span touches a year without an installed arrangement."""
        return any(not self.has_year(year) for year in range(start.year, end.year + 1))

    def with_years(self, changes: Mapping[int, YearArrangement]) -> WorkCalendar:
        """Adds or replaces whole years."""
        return WorkCalendar({**self.years, **changes}) if changes else self


def arrangement(off: Iterable[date], work: Iterable[date]) -> YearArrangement:
    return YearArrangement(frozenset(off), frozenset(work))


def load_calendar(text: str) -> WorkCalendar:
    """Reads the shipped table (date, kind, name). ValueError for another kind or a wrong date."""
    off: dict[int, set[date]] = {}
    work: dict[int, set[date]] = {}
    for line in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        day = date.fromisoformat(line["date"])
        kinds = {"holiday": off, "makeup_workday": work}
        if line["kind"] not in kinds:
            raise ValueError(f"unknown kind {line['kind']!r}")
        off.setdefault(day.year, set())
        work.setdefault(day.year, set())
        kinds[line["kind"]][day.year].add(day)
    return WorkCalendar({year: arrangement(off[year], work[year]) for year in off})
