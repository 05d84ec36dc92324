"""A profile learnt from a template, edited, and told in words."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.test_package import PROFILES
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.packages import ProfileEdit
from xinfang_desk.exchange.profile import read_profile
from xinfang_desk.exchange.profile_work import changes, edited, learn, learn_template, unknown_columns

BASE = (PROFILES / "hn-draft.json").read_bytes()
NATIONAL = (PROFILES / "national-2020s.json").read_bytes()


def template(*heads: object) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(heads))  # type: ignore[union-attr]
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_both_built_in_profiles_are_read_and_unconfirmed() -> None:
    for body in (BASE, NATIONAL):
        profile = read_profile(body)
        assert not profile.confirmed
        assert "未经省局确认" in profile.note


def test_a_template_gives_the_columns_their_order_and_our_number_first() -> None:
    made = read_profile(
        learn_template(BASE, template("姓名", "身份证号", "信访次数", "警种名称", "概况"), "2026-11-24")
    )
    assert [column.heading for column in made.columns] == [
        "登记编号",
        "姓名",
        "身份证号",
        "信访次数",
        "警种名称",
        "概况",
    ]
    assert made.blank_columns == ("信访次数",)
    assert unknown_columns(made) == ("警种名称",)
    assert made.version == "2026-11-24"
    assert made.locked == ("登记编号",)


@pytest.mark.parametrize("heads", [(), ("", "姓名"), ("姓名", "姓名"), ("甲", "乙")])
def test_what_is_no_heading_row_is_refused(heads: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as caught:
        learn_template(BASE, template(*heads), "1")
    assert caught.value.code == "profile"


@pytest.mark.parametrize("body", [b"PK\x03\x04 broken", b"", b"PK" * 100])
def test_a_broken_template_is_refused(body: bytes) -> None:
    with pytest.raises(UserError):
        learn_template(BASE, body, "1")


@given(heads=st.lists(st.text(max_size=12), max_size=8))
def test_whatever_a_template_says_gives_a_profile_or_a_sentence(heads: list[str]) -> None:
    made = None
    with suppress(UserError):
        made = learn(json.loads(BASE), heads, "1")
    if made is not None:
        assert any(column.field == "djbh" for column in read_profile(json.dumps(made).encode()).columns)


@given(
    raw=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "version", "tables", "records", "sheet", "columns", "xfj"]), inner, max_size=5
            )
        ),
    )
)
def test_no_file_breaks_the_reader(raw: object) -> None:
    with pytest.raises(UserError):
        read_profile(json.dumps(raw).encode())


def test_an_edit_is_another_version_and_told_in_words() -> None:
    edit = ProfileEdit("xfj.gkxx", "概况（示例）", required=False, width=1000, unit="utf8", dates="-")
    made = read_profile(edited(BASE, [edit], "2"))
    said = changes(read_profile(BASE), made)
    assert len(said) == 3
    assert any("1000 字节（UTF-8）" in words for words in said)
    assert any("可以不填" in words for words in said)
    with pytest.raises(UserError):
        edited(BASE, [ProfileEdit("xfj.nope", "甲", required=True, width=1, unit="utf8", dates="-")], "2")
    with pytest.raises(UserError):
        edited(BASE, [ProfileEdit("xfj.gkxx", "甲", required=True, width=1, unit="feet", dates="-")], "2")


def test_dates_and_empty_values_follow_the_profile() -> None:
    raw = json.loads(BASE)
    for spec in raw["records"]["xfj"]:
        if spec["field"] == "xfrq":
            spec["dates"] = "/"
        if spec["field"] == "nrfldm":
            spec["fallback"] = "qita"
    made = read_profile(json.dumps(raw).encode())
    filled = made.fill("xfj", {"xfrq": "2026-11-23", "nrfldm": "unheard"})
    assert (filled["xfrq"], filled["nrfldm"]) == ("2026/11/23", "990000")
    assert "nrfldm" not in [field for field, _ in made.problems("xfj", {"nrfldm": "unheard"})]
