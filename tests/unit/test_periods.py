"""How often the office reports: words, limits, and the next day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain.periods import Every, next_due, parse_every

EVERY = st.one_of(
    st.integers(1, 7).map(lambda at: Every("week", at)),
    st.integers(1, 31).map(lambda at: Every("month", at)),
    st.integers(1, 92).map(lambda at: Every("days", at)),
)


@given(every=EVERY)
def test_what_is_kept_is_read_back(every: Every) -> None:
    assert parse_every(every.to_text()) == every


@pytest.mark.parametrize("text", ["week", "week:0", "week:8", "month:32", "days:-1", "year:1", "days:1.5"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r":|week"):
        parse_every(text)


@given(every=EVERY, last=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_next_day_comes_after_and_none_is_left_out(every: Every, last: date) -> None:
    coming = next_due(every, last)
    assert coming > last
    between = [last + timedelta(days=n) for n in range(1, (coming - last).days)]
    if every.kind == "week":
        assert coming.isoweekday() == every.at
        assert all(day.isoweekday() != every.at for day in between)
    if every.kind == "month":
        assert coming.day == every.at or (coming + timedelta(days=1)).day == 1
        assert all(day.day != every.at for day in between)
        assert (coming - last).days <= 62


@pytest.mark.parametrize(
    ("text", "last", "coming"),
    [
        ("week:5", date(2026, 11, 20), date(2026, 11, 27)),
        ("week:5", date(2026, 11, 23), date(2026, 11, 27)),
        ("month:25", date(2026, 12, 25), date(2027, 1, 25)),
        ("month:31", date(2027, 1, 31), date(2027, 2, 28)),
        ("month:31", date(2027, 2, 10), date(2027, 2, 28)),
        ("days:10", date(2026, 11, 23), date(2026, 12, 3)),
    ],
)
def test_worked_examples(text: str, last: date, coming: date) -> None:
    every = parse_every(text)
    assert every is not None
    assert next_due(every, last) == coming
