"""A clock that cannot be right dates nothing until a person has confirmed it, and their word is on record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from xinfang_desk.domain.clock_watch import LONGEST_GAP, TOLERANCE, ClockWatch

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def begun(last: datetime | None, now: datetime = NOW, steady: float | None = 100.0) -> ClockWatch:
    watch = ClockWatch()
    watch.begin(now, steady, last)
    return watch


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, ""),
        (NOW, ""),
        (NOW - LONGEST_GAP, ""),
        (NOW + TOLERANCE, ""),
        (NOW + TOLERANCE + timedelta(seconds=1), "退回去了"),
        (NOW - LONGEST_GAP - timedelta(seconds=1), "隔得太久"),
    ],
)
def test_the_last_record_tells(last: datetime | None, words: str) -> None:
    said = begun(last).problem(NOW, 100.0)
    assert words in said
    assert bool(said) == bool(words)


def test_a_year_before_the_program_is_no_year() -> None:
    early = datetime(2000, 1, 1, tzinfo=UTC)
    assert "2000年" in begun(None, early).problem(early, 100.0)


@pytest.mark.parametrize("by", [timedelta(days=-1), timedelta(hours=1)])
def test_a_clock_that_is_set_while_the_desk_is_open(by: timedelta) -> None:
    watch = begun(NOW)
    assert watch.problem(NOW + timedelta(hours=3), 100.0 + 3 * 3600) == ""
    assert "变成" in watch.problem(NOW + timedelta(hours=3) + by, 100.0 + 3 * 3600)
    assert watch.problem(NOW + timedelta(hours=3), 100.0 + 3 * 3600)  # back again does not make it right
    watch.accept(NOW + timedelta(hours=3), 100.0 + 3 * 3600)
    assert watch.problem(NOW + timedelta(hours=3), 100.0 + 3 * 3600) == ""


def test_without_a_steady_clock_nothing_is_guessed() -> None:
    watch = begun(NOW, steady=None)
    assert watch.problem(NOW + timedelta(days=2), None) == ""
