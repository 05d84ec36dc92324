"""Numbers as people read them back: each is told apart from every other, and only well-formed ones are made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain import moments
from xinfang_desk.domain.numbering import (
    KIND_LETTERS,
    document_number,
    is_query_code,
    parse_document_number,
    parse_register_number,
    register_number,
    register_prefix,
)

SOURCES = st.sampled_from(sorted(KIND_LETTERS))
DIVISIONS = st.from_regex(r"[1-8][0-9]{5}([0-9]{3}([0-9]{3})?)?", fullmatch=True).filter(str.isascii)
WORDS = st.text(alphabet="铜政中信访告函登局𬀩䶮", min_size=1, max_size=8)
YEARS = st.integers(2000, 9999)


@given(DIVISIONS, YEARS, SOURCES, st.integers(1, 9_999_999))
def test_a_register_number_is_read_back_as_it_was_made(division: str, year: int, source: str, seq: int) -> None:
    text = register_number(register_prefix(division, year, source), seq)
    parts = parse_register_number(text)
    assert parts is not None
    assert (parts.division, parts.year, parts.letters, parts.seq) == (division[:6], year, KIND_LETTERS[source], seq)
    assert parts.text() == text


@given(
    st.tuples(DIVISIONS, YEARS, SOURCES, st.integers(1, 9_999_999)),
    st.tuples(DIVISIONS, YEARS, SOURCES, st.integers(1, 9_999_999)),
)
def test_two_items_never_share_a_register_number(
    one: tuple[str, int, str, int], other: tuple[str, int, str, int]
) -> None:
    texts = [register_number(register_prefix(d, y, s), n) for d, y, s, n in (one, other)]
    same = (one[0][:6], *one[1:]) == (other[0][:6], *other[1:])
    assert (texts[0] == texts[1]) == same


def test_the_first_visit_of_the_year() -> None:
    assert register_number(register_prefix("431221104", 2026, "visit"), 123) == "431221-2026-LF-000123"
    assert register_number(register_prefix("431221", 2026, "transfer"), 1) == "431221-2026-ZB-000001"
    assert register_prefix("431221104000", 2026, "letter") == "431221-2026-LX-"


@pytest.mark.parametrize(
    ("division", "year"), [("43122", 2026), ("4312210", 2026), ("", 2026), ("43122a", 2026), ("431221", 0)]
)
def test_a_prefix_needs_a_division_and_a_year(division: str, year: int) -> None:
    with pytest.raises(ValueError, match=r"division|year"):
        register_prefix(division, year, "visit")


@pytest.mark.parametrize(
    "text",
    [
        "431221-2026-LF-00012",
        "431221-2026-LF-000000",
        "431221-2026-LF-0000123",
        "431221-2026-XX-000123",
        "431221-2026-LF-000123 ",
        "431221-2026-LF-００0123",
        "",
    ],
)
def test_what_is_no_register_number(text: str) -> None:
    assert parse_register_number(text) is None


def test_a_running_number_starts_at_one() -> None:
    with pytest.raises(ValueError, match="register number"):
        register_number("431221-2026-LF-", 0)
    with pytest.raises(ValueError, match="register number"):
        register_number("铜政", 1)


@given(WORDS, YEARS, st.integers(1, 99_999))
def test_a_document_number_is_read_back_as_it_was_made(word: str, year: int, seq: int) -> None:
    text = document_number(word, year, seq)
    parts = parse_document_number(text)
    assert parts is not None
    assert (parts.word, parts.year, parts.seq) == (word, year, seq)


def test_a_document_number_has_no_leading_zero() -> None:
    assert document_number("铜政访告", 2026, 12) == "铜政访告〔2026〕12号"
    assert parse_document_number("铜政访告〔2026〕012号") is None
    assert parse_document_number("铜政访告[2026]12号") is None


@pytest.mark.parametrize(("word", "seq"), [("铜政2", 1), ("", 1), ("铜〔政", 1), ("铜政", 0), ("铜政", -1)])
def test_a_word_that_would_blur_the_number_is_refused(word: str, seq: int) -> None:
    with pytest.raises(ValueError, match="document number"):
        document_number(word, 2026, seq)


def test_query_codes() -> None:
    assert is_query_code("01234567")
    assert not is_query_code("1234567")
    assert not is_query_code("０1234567")


@given(st.dates(date(1949, 1, 1), date(2199, 12, 31)))
def test_a_date_typed_any_usual_way_is_the_same_date(day: date) -> None:
    full = str.maketrans("0123456789", "０１２３４５６７８９")
    for text in (
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        moments.date_text(day),
        day.strftime("%Y%m%d"),
        f" {day.isoformat()} ",
        day.isoformat().translate(full),
    ):
        assert moments.typed_date(text) == day
    assert moments.parse_date(day.isoformat()) == day


@pytest.mark.parametrize("text", ["", "今天", "2026-2-30", "2026-13-01", "26-11-23", "2026-11", "２０２６"])
def test_what_is_no_date(text: str) -> None:
    assert moments.typed_date(text) is None
    assert moments.parse_date(text) is None


def test_a_strict_date_takes_one_form_only() -> None:
    assert moments.parse_date("2026-1-1") is None
    assert moments.parse_date("20260101") is None
    assert moments.parse_date("2026-02-30") is None


def test_dates_in_words() -> None:
    day = date(2026, 12, 8)
    assert moments.date_weekday_text(day) == "2026年12月8日（周二）"
    assert moments.short_date_text(day) == "12月8日"
    assert moments.weekday_text(date(2026, 11, 29)) == "周日"
