"""Identity numbers of every kind: what is accepted, what is refused and what is only told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from xinfang_desk.domain.identity import (
    CHECK_DIGITS,
    LABELS,
    ORGANISATION_KINDS,
    PERSON_KINDS,
    USCC_ALPHABET,
    IdentityKind,
    area_known,
    check_identity,
    detect_kind,
    foreigner_old_check_digit,
    normalise_number,
    normalise_phone,
    phone_problem,
    resident_check_digit,
    uscc_check_digit,
)

TODAY = date(2026, 11, 23)
AREAS = st.sampled_from(["110101", "431221", "433001", "433022", "659001", "542123"])
BIRTHS = st.dates(date(1880, 1, 1), TODAY)
ORDERS = st.integers(0, 999)


def resident(area: str, birth: date, order: int) -> str:
    first = f"{area}{birth:%Y%m%d}{order:03d}"
    return first + resident_check_digit(first)


def codes(kind: IdentityKind, number: str) -> list[str]:
    return [code for code, _sentence in check_identity(kind, number, TODAY).problems]


@given(AREAS, BIRTHS, ORDERS)
@example("433001", date(1896, 2, 29), 0)
def test_every_resident_number_with_its_check_digit_is_accepted(area: str, birth: date, order: int) -> None:
    found = check_identity("resident", resident(area, birth, order), TODAY)
    assert found.ok
    assert (found.birth, found.sex, found.area) == (birth, "1" if order % 2 else "2", area)


@given(AREAS, BIRTHS, ORDERS, st.integers(0, 10))
def test_a_wrong_check_digit_alone_is_keepable(area: str, birth: date, order: int, other: int) -> None:
    number = resident(area, birth, order)
    wrong = number[:17] + CHECK_DIGITS[other]
    found = check_identity("resident", wrong, TODAY)
    assert found.ok == (wrong == number)
    assert found.ok or (found.keepable and found.birth == birth)


@given(AREAS, BIRTHS, ORDERS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(area: str, birth: date, order: int, at: int, by: int) -> None:
    number = resident(area, birth, order)
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert not check_identity("resident", wrong, TODAY).ok


@given(AREAS, BIRTHS, ORDERS)
def test_full_width_digits_lower_case_and_blanks_are_the_same_number(area: str, birth: date, order: int) -> None:
    number = resident(area, birth, order)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in number.lower())
    spaced = f" {number[:6]} {number[6:14]}-{number[14:]}　"
    assert check_identity("resident", wide, TODAY).number == number
    assert check_identity("resident", spaced, TODAY).number == number


@pytest.mark.parametrize(
    "number",
    ["43122119700101123", "4312211970010112345", "43122119700101123A", "X31221197001011234", "٤٣١٢٢١١٩٧٠٠١٠١١٢٣٤"],
)
def test_a_number_of_another_shape_is_refused(number: str) -> None:
    assert codes(IdentityKind.RESIDENT, number) == ["shape"]
    assert not check_identity("resident", number).keepable


def test_a_birth_date_that_never_was_is_refused() -> None:
    for digits in ("19700230", "18791231", "20261124", "00000000"):
        first = f"431221{digits}123"
        assert "birth" in codes(IdentityKind.RESIDENT, first + resident_check_digit(first))


def test_the_old_number_of_fifteen_digits_says_birth_and_sex() -> None:
    found = check_identity("resident15", "431221700101123", TODAY)
    assert (found.ok, found.birth, found.sex, found.area) == (True, date(1970, 1, 1), "1", "431221")
    assert codes(IdentityKind.RESIDENT15, "431221701301123") == ["birth"]


def test_residence_permits_of_hong_kong_macao_and_taiwan() -> None:
    for area in ("810000", "820000", "830000"):
        assert check_identity("hkmt_residence", resident(area, date(1988, 5, 6), 12), TODAY).sex == "2"
    assert codes(IdentityKind.HKMT_RESIDENCE, resident("840000", date(1988, 5, 6), 12)) == ["shape"]


def test_foreigners_cards_of_both_issues() -> None:
    new = check_identity("foreigner", "911398199012310021", TODAY)
    assert (new.ok, new.birth, new.sex, new.area) == (True, date(1990, 12, 31), "2", "")
    assert check_identity("foreigner_old", "kaz110090123105", TODAY).ok
    assert codes(IdentityKind.FOREIGNER_OLD, "KAZ110090123106") == ["check_digit"]
    assert foreigner_old_check_digit("KAZ11009012310") == "5"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("hkm_pass", "H12345678", "H1234567"),
        ("hkm_pass", "M1234567801", "K12345678"),
        ("taiwan_pass", "12345678", "1234567"),
        ("taiwan_pass", "1234567890B", "1234567890"),
        ("passport", "E12345678", "E123"),
        ("other", "军字第1234567号", "长" * 41),
    ],
)
def test_passes_and_papers_by_their_shape(kind: str, good: str, bad: str) -> None:
    assert check_identity(kind, good, TODAY).ok
    assert not check_identity(kind, bad, TODAY).ok


@given(st.text(alphabet=USCC_ALPHABET, min_size=17, max_size=17))
def test_a_credit_code_is_judged_as_by_another_library(first: str) -> None:
    number = first + uscc_check_digit(first)
    assert check_identity("uscc", number, TODAY).ok
    assert uscc.calc_check_digit(number[:17]) == number[17]
    other = "0" if number[17] != "0" else "1"
    assert codes(IdentityKind.USCC, first + other) == ["check_digit"]


def test_letters_that_a_credit_code_has_not() -> None:
    for letter in "IOSVZ":
        assert codes(IdentityKind.USCC, f"9143122100000000{letter}0") == ["shape"]


@given(AREAS, BIRTHS, ORDERS)
def test_the_kind_is_told_from_the_number(area: str, birth: date, order: int) -> None:
    assert detect_kind(resident(area, birth, order)) is IdentityKind.RESIDENT


def test_kinds_that_are_told_from_the_number() -> None:
    assert detect_kind(resident("810000", date(1988, 5, 6), 12)) is IdentityKind.HKMT_RESIDENCE
    assert detect_kind("911398199012310021") is IdentityKind.FOREIGNER
    assert detect_kind("431221700101123") is IdentityKind.RESIDENT15
    assert detect_kind("431221") is None
    assert detect_kind("") is None


def test_an_area_is_known_by_its_province_only() -> None:
    assert area_known("431221")
    assert area_known("433001")  # a prefecture that is no more
    assert area_known("810000")
    assert not area_known("170101")


def test_every_kind_has_a_label_and_belongs_to_somebody() -> None:
    assert set(LABELS) == set(IdentityKind) == {*PERSON_KINDS, *ORGANISATION_KINDS}
    assert PERSON_KINDS[0] is IdentityKind.RESIDENT
    assert ORGANISATION_KINDS[0] is IdentityKind.USCC


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("１３８ 7450 0001", "13874500001"),
        ("138-7450-0001", "13874500001"),
        ("+86 13874500001", "13874500001"),
        ("2810001", "0745-2810001"),
        ("0745－2810001", "0745-2810001"),
        ("07452810001", "07452810001"),
        ("12345", "12345"),
        ("400 8123456", "4008123456"),
    ],
)
def test_a_telephone_number_as_typed(typed: str, stored: str) -> None:
    assert normalise_phone(typed) == stored
    assert phone_problem(typed) == ""
    assert normalise_phone(stored) == stored


@pytest.mark.parametrize("typed", ["1387450000", "138745000011", "12874500001", "281000", "电话", "0745-12810001"])
def test_a_telephone_number_that_cannot_be_dialled(typed: str) -> None:
    assert phone_problem(typed)


@given(st.text(max_size=40))
def test_normalising_a_number_twice_changes_nothing(text: str) -> None:
    once = normalise_number(text)
    assert normalise_number(once) == once


@given(st.sampled_from(sorted(IdentityKind)), st.text(max_size=40))
def test_no_text_is_too_strange_to_be_checked(kind: IdentityKind, text: str) -> None:
    found = check_identity(kind, text, TODAY)
    assert found.kind is kind
    assert all(sentence.endswith("。") for _code, sentence in found.problems)
