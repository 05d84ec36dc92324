"""What a clerk types into 查询, and what is understood of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain.searching import EDGE, MOST_TERMS, Query, fits, indexed, understand

TODAY = date(2026, 11, 25)  # a Wednesday
ONE = indexed(
    names=["李𬀩明", "阿卜杜拉·买买提"],
    words=["要求补发低保金", "今年三月起没有收到", "铜湾镇枣树村三组"],
    numbers=["431221-2026-LF-000012", "43122119700101123X", "13874500001"],
    whole=("48271936", "0123"),
    papers=[("铜政访告〔2026〕7号", 7)],
)


def found(text: str) -> bool:
    query = understand(text, TODAY)
    return not query.empty and all(fits(term, ONE) for term in query.terms)


@pytest.mark.parametrize(
    "text",
    [
        "李",
        "𬀩",
        "低保",
        "枣树村 李",
        "123X",
        "１２３ｘ",
        "43122119700101123X",
        "0001",
        "138-7450-0001",
        "LF-000012",
        "lf000012",
        "000012",
        "431221-2026-LF-000012",
        "7号",
        "铜政访告〔2026〕7号",
        "〔2026〕7号",
        "(2026)7",
        "48271936",
        "0123",
        "阿卜杜拉买买提",
        "阿卜杜拉•买买提",
    ],
)
def test_it_is_found_by(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text", ["王", "保低", "明阿", "金今", "4312", "1936", "8号", "李 修路", "13874500002", "", "。"]
)
def test_it_is_not_found_by(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今天", date(2026, 11, 25), date(2026, 11, 25)),
        ("昨天", date(2026, 11, 24), date(2026, 11, 24)),
        ("上周", date(2026, 11, 16), date(2026, 11, 22)),
        ("本周", date(2026, 11, 23), date(2026, 11, 29)),
        ("本月", date(2026, 11, 1), date(2026, 11, 30)),
        ("上个月", date(2026, 10, 1), date(2026, 10, 31)),
        ("去年", date(2025, 1, 1), date(2025, 12, 31)),
        ("11月", date(2026, 11, 1), date(2026, 11, 30)),
        ("12月", date(2025, 12, 1), date(2025, 12, 31)),
        ("2月份", date(2026, 2, 1), date(2026, 2, 28)),
        ("11月23日", date(2026, 11, 23), date(2026, 11, 23)),
        ("12月1号", date(2025, 12, 1), date(2025, 12, 1)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 23)),
        ("２０２６．１１．３", date(2026, 11, 3), date(2026, 11, 3)),
        ("本月 上周", date(2026, 11, 16), date(2026, 11, 22)),
    ],
)
def test_days(text: str, first: date, last: date) -> None:
    query = understand(text, TODAY)
    assert (query.first, query.last, query.terms) == (first, last, ())


def test_a_day_and_words_together_are_said() -> None:
    query = understand("上周低保 1234", TODAY)
    assert query.understood == "按日期：上周；号码尾数：1234；字：低保"
    assert [term.text for term in query.terms] == ["低保", "1234"]


def test_a_whole_number_is_not_repeated_on_the_screen() -> None:
    assert understand("431221197001011234", TODAY).understood == "号码尾数：…1234"


@pytest.mark.parametrize("text", ["13月", "2月30日", "9999-12-31", "9999年12月", "0000年", "0001-01-01"])
def test_a_day_that_is_none_is_taken_as_text(text: str) -> None:
    query = understand(text, TODAY)
    assert query.first is None
    assert query.terms


@given(
    st.text(max_size=60) | st.text('0123456789年月日号-〔〕 Xx上周今天"*^():', max_size=30),
    st.dates(date(1950, 1, 1), date(2190, 1, 1)),
)
def test_no_text_breaks_it(text: str, today: date) -> None:
    query = understand(text, today)
    assert (query == Query()) == query.empty
    assert len(query.terms) <= MOST_TERMS
    for term in query.terms:
        assert term.text
        assert EDGE not in term.text
        assert not set(term.text) & set("\"'*^():+- \0\n")
        fits(term, ONE)
