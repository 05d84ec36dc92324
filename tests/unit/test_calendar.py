"""The shipped working days, compared day by day with another library for all its years."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.commands import calendar
from xinfang_desk.domain.calendar import arrangement, load_calendar

CALENDAR = calendar()
YEARS = range(2004, 2027)
DAYS = st.dates(date(2004, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_is_as_the_library_says(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    other = [day for day in days if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)]
    assert other == []


def test_a_year_without_an_arrangement_counts_weekends_only() -> None:
    assert not CALENDAR.has_year(2027)
    assert CALENDAR.is_workday(date(2027, 1, 1))  # a Friday
    assert CALENDAR.is_off(date(2027, 1, 2))
    assert CALENDAR.is_provisional(date(2026, 12, 30), date(2027, 1, 4))
    assert not CALENDAR.is_provisional(date(2026, 1, 1), date(2026, 12, 31))


def test_a_year_is_added_or_replaced_as_a_whole() -> None:
    more = CALENDAR.with_years({2027: arrangement([date(2027, 1, 1)], [date(2027, 1, 3)])})
    assert more.is_off(date(2027, 1, 1))
    assert more.is_workday(date(2027, 1, 3))
    assert not more.is_provisional(date(2026, 12, 30), date(2027, 1, 4))
    assert CALENDAR.with_years({}) is CALENDAR


@given(DAYS, st.integers(1, 30))
def test_the_nth_working_day_has_n_working_days_behind_it(start: date, count: int) -> None:
    end = CALENDAR.add_workdays(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(CALENDAR.is_workday(day) for day in between) == count
    assert CALENDAR.is_workday(end)


@given(DAYS)
def test_the_next_and_the_last_working_day_stand_around_a_day(day: date) -> None:
    before, after = CALENDAR.last_workday(day), CALENDAR.next_workday(day)
    assert before <= day <= after
    assert CALENDAR.is_workday(before)
    assert CALENDAR.is_workday(after)
    assert (before == day == after) == CALENDAR.is_workday(day)


def test_a_table_with_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        load_calendar("date,kind,name\n2026-01-01,feast,元旦\n")
    with pytest.raises(ValueError, match="day is out of range"):
        load_calendar("date,kind,name\n2026-02-30,holiday,元旦\n")
