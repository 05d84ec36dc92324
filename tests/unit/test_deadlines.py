"""Time limits: the worked examples of the reference, and what holds for every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.commands import calendar
from xinfang_desk.domain.deadlines import add_months, days_limit, months_limit, workdays_limit

CALENDAR = calendar()
DAYS = st.dates(date(2004, 1, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("code", "starts", "days", "due", "advised"),
    [
        ("T2", date(2026, 11, 23), 15, date(2026, 12, 8), date(2026, 12, 8)),
        ("T5", date(2026, 11, 30), 60, date(2027, 1, 29), date(2027, 1, 29)),
        ("T5", date(2026, 11, 30), 90, date(2027, 2, 28), date(2027, 2, 26)),
        ("T2", date(2026, 9, 17), 15, date(2026, 10, 2), date(2026, 9, 30)),
        ("T7", date(2026, 9, 2), 30, date(2026, 10, 8), date(2026, 10, 8)),
    ],
)
def test_worked_examples_in_calendar_days(code: str, starts: date, days: int, due: date, advised: date) -> None:
    limit = days_limit(code, starts, days, CALENDAR)
    assert (limit.due, limit.advised, limit.day_kind) == (due, advised, "calendar")
    assert limit.provisional == (due.year == 2027)


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2026, 9, 28), date(2026, 10, 10)),
    ],
)
def test_worked_examples_in_working_days(starts: date, due: date) -> None:
    limit = workdays_limit("T4", starts, 5, CALENDAR)
    assert (limit.due, limit.day_kind, limit.provisional) == (due, "working", False)


def test_the_formula_says_how_the_day_was_found() -> None:
    came = date(2026, 11, 23)
    assert days_limit("T2", came, 15, CALENDAR).formula == "收到之日2026年11月23日不计，自2026年11月24日起第15日"
    assert "顺延到2026年10月8日" in days_limit("T7", date(2026, 9, 2), 30, CALENDAR).formula
    assert workdays_limit("T4", came, 5, CALENDAR).formula == "转来之日2026年11月23日不计，其后第5个工作日"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end
    assert months_limit("T13", start, months, CALENDAR).due == end


@given(DAYS)
def test_an_office_never_gets_a_later_day_than_the_law_says(starts: date) -> None:
    limit = days_limit("T2", starts, 15, CALENDAR)
    assert limit.due == starts + timedelta(days=15)
    assert limit.advised <= limit.due
    assert CALENDAR.is_workday(limit.advised)


@given(DAYS)
def test_a_visitor_never_loses_a_day(starts: date) -> None:
    limit = days_limit("T9", starts, 30, CALENDAR)
    assert limit.due >= starts + timedelta(days=30)
    assert CALENDAR.is_workday(limit.due)
