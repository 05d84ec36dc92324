"""Names as they are stored: rare characters stay, one middle dot, nothing that does not print; and masks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain.gb18030 import REMNANTS, decode_gb18030
from xinfang_desk.domain.names import mask_name, mask_number, mask_phone, normalise_name, unreadable


@pytest.mark.parametrize("name", ["李𬀩明", "王䶮", "欧阳㛃", "龙\u9fb4", "\U0002a700某", "陈\u3007"])
def test_a_rare_character_stays_what_it_is(name: str) -> None:
    assert normalise_name(name) == name


@pytest.mark.parametrize(
    "typed",
    [
        "阿依古丽•买买提",
        "阿依古丽・买买提",
        "阿依古丽．买买提",
        "阿依古丽‧买买提",
        "阿依古丽.买买提",
        "阿依古丽。买买提",
    ],
)
def test_every_kind_of_dot_is_the_one_middle_dot(typed: str) -> None:
    assert normalise_name(typed) == "阿依古丽·买买提"


def test_a_foreign_name_keeps_its_stops_and_spaces() -> None:
    assert normalise_name("  J. R.  Smith ") == "J. R. Smith"


def test_compatibility_forms_are_never_folded() -> None:
    assert normalise_name("㈱ﬁ") == "㈱ﬁ"  # NFKC would change these
    assert normalise_name("e\u0301") == "\u00e9"


def test_what_does_not_print_is_dropped() -> None:
    assert normalise_name("李\u200b明\ufeff\x07\ud800") == "李明"
    assert normalise_name("李\u3000明\n") == "李 明"


def test_private_characters_of_the_old_code_become_real_ones() -> None:
    assert normalise_name("\ue81e\ue863") == "\u9fb4\ue863"
    assert unreadable("\u9fb4\ue863李") == ("\ue863",)
    assert unreadable("李𬀩明") == ()


def test_old_bytes_are_read_by_the_newer_table() -> None:
    assert decode_gb18030(bytes.fromhex("FE59")) == "\u9fb4"
    assert decode_gb18030(bytes.fromhex("FE51")) == "\U00020087"
    assert decode_gb18030("王䶮".encode("gb18030")) == "王䶮"
    with pytest.raises(UnicodeDecodeError):
        decode_gb18030(b"\xff\xff")


def test_the_table_of_the_old_code_is_one_to_one() -> None:
    assert len(set(REMNANTS.values())) == len(REMNANTS)
    assert all(unreadable(old) and not unreadable(new) for old, new in REMNANTS.items())


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_masks_leave_the_first_letter() -> None:
    assert [mask_name(name) for name in ("", "李", "李明", "李建国", "欧阳建国")] == ["", "李*", "李*", "李**", "欧**"]
    assert mask_number("431221197001011234") == "431221********1234"
    assert mask_number("H1234") == "***34"
    assert mask_phone("13874500001") == "138****0001"


@given(st.text(alphabet="李王欧阳𬀩明建国", min_size=1, max_size=6))
def test_a_mask_tells_at_most_one_letter(name: str) -> None:
    masked = mask_name(name)
    assert masked[0] == name[0]
    assert set(masked[1:]) == {"*"}


@given(st.text(alphabet="0123456789X", min_size=11, max_size=20))
def test_a_masked_number_keeps_its_ends_only(number: str) -> None:
    masked = mask_number(number)
    assert len(masked) == len(number)
    assert (masked[:6], masked[-4:]) == (number[:6], number[-4:])
    assert set(masked[6:-4]) == {"*"}
