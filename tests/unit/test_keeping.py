"""The rule by which automatic backups are kept: the newest few, then days, weeks and months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain.keeping import DAYS, MONTHS, NEWEST, WEEKS, to_keep

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EARLY, LATE = (datetime(year, 1, 1) for year in (2020, 2030))  # noqa: DTZ001  what hypothesis draws is naive


def test_a_year_of_half_hours_leaves_a_handful() -> None:
    made = [NOW - timedelta(minutes=30 * at) for at in range(48 * 365)]
    kept = to_keep(made)
    assert set(made[:NEWEST]) <= kept
    assert len(kept) <= NEWEST + DAYS + WEEKS + MONTHS
    assert len({moment.date() for moment in kept} & {(NOW - timedelta(days=at)).date() for at in range(DAYS)}) == DAYS
    assert min(kept) < NOW - timedelta(days=320)


def test_a_clock_that_ran_ahead_costs_no_day() -> None:
    ahead = [datetime(2099, 1, 1, tzinfo=UTC)]
    days = [NOW - timedelta(days=at) for at in range(4)]
    assert set(days) <= to_keep(ahead + days)


@given(st.lists(st.datetimes(EARLY, LATE), max_size=60))
def test_the_newest_always_stays_and_keeping_again_drops_nothing(moments: list[datetime]) -> None:
    kept = to_keep(moments)
    assert kept <= set(moments)
    assert not moments or max(moments) in kept
    assert to_keep(kept) == kept
