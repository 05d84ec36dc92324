"""Ids and digits of the real desk."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.system import SystemClock, SystemIds, uuid7_text


def test_ids_rise_and_are_version_seven() -> None:
    ids = SystemIds()
    made = [ids.new_id() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert {uuid.UUID(one).version for one in made} == {7}


@given(st.integers(0, 2**48 - 1), st.integers(0, 4095), st.integers(0, 2**62 - 1))
def test_every_part_keeps_its_place(milliseconds: int, counter: int, random: int) -> None:
    made = uuid.UUID(uuid7_text(milliseconds, counter, random))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == milliseconds
    assert made.int >> 64 & 0xFFF == counter
    assert made.int & (2**62 - 1) == random


@given(st.integers(1, 12))
def test_digits_are_as_many_as_asked(count: int) -> None:
    assert len(SystemIds().digits(count)) == count
    assert SystemIds().digits(count).isdecimal()


def test_the_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is not None
