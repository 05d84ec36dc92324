"""A year's arrangement as typed or loaded: taken whole or refused with its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain.year_arrangement import ArrangementError, TypedYear, read_csv, read_typed, to_csv

OFF = """2027-01-01 至 2027-01-03
2027年2月5日—2027年2月11日
2027/4/5
"""
WORK = "2027-02-20\n"


def test_what_is_typed_comes_back_from_its_table() -> None:
    found = read_typed(TypedYear(2027, OFF, WORK))
    assert len(found.off) == 11
    assert found.work == {date(2027, 2, 20)}
    assert read_csv(to_csv(found), 2027) == found


@pytest.mark.parametrize(
    ("off", "work", "says"),
    [
        (OFF + "明天", "", "放假第 4 行"),
        (OFF + "2027-02-30", "", "没有这一天"),
        (OFF + "2027-05-05 至 2027-05-01", "", "起止不对"),
        (OFF + "2026-12-31", "", "不是 2027 年"),
        (OFF, "2027-01-02", "自相矛盾"),
        (OFF, "2027-03-01", "本来就是工作日"),
        ("2027-01-01", "", "对不上"),
        (OFF.replace("2027-01-01", "2027-01-02"), "", "元旦"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_line(off: str, work: str, says: str) -> None:
    with pytest.raises(ArrangementError) as caught:
        read_typed(TypedYear(2027, off, work))
    assert says in str(caught.value)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"date,kind\n2027-01-01,party\n", b"date,kind\nsoon,holiday\n", b""])
def test_a_file_that_is_none_is_refused(body: bytes) -> None:
    with pytest.raises(ArrangementError):
        read_csv(body, 2027)


@given(off=st.text(max_size=80), work=st.text(max_size=40), year=st.integers(2004, 2100))
def test_no_text_breaks_the_reader(off: str, work: str, year: int) -> None:
    with pytest.raises(ArrangementError):
        read_typed(TypedYear(year, off, work))
