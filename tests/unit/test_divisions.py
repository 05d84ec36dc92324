"""The shipped divisions: Hunan's counties, 中方县's towns and villages, and codes of every length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain.divisions import Divisions, full_code, load_divisions, short_code
from xinfang_desk.resources import resource

FOLDER = resource("divisions")
TABLE = load_divisions(
    (FOLDER / "counties_cn_2023.csv").read_text("utf-8"), (FOLDER / "towns_431221_2023.csv").read_text("utf-8")
)
TOWNS = "中方镇 泸阳镇 花桥镇 铜湾镇 桐木镇 铁坡镇 新建镇 接龙镇 铜鼎镇 新路河镇 袁家镇 蒿吉坪瑶族乡"


def test_the_county_has_its_twelve_towns() -> None:
    assert [one.name for one in TABLE.children("431221")] == TOWNS.split()
    assert TABLE.children("431221000000") == TABLE.children("431221")


def test_every_town_has_villages_and_they_lie_in_it() -> None:
    for town in TABLE.children("431221"):
        villages = TABLE.children(town.code)
        assert villages, town.name
        assert all(one.level == "village" and one.code[:9] == town.code[:9] for one in villages)


def test_the_counties_are_those_of_the_country() -> None:
    counties = TABLE.counties()
    assert len({one.code[:2] for one in counties}) == 31
    assert len({one.code for one in counties}) == len(counties) >= 2800
    assert len([one for one in counties if one.code.startswith("43")]) >= 122
    assert TABLE.rows["431221"].within == "湖南省怀化市"


@pytest.mark.parametrize(
    ("code", "name"),
    [("431221", "中方县"), ("431221104", "中方县铜湾镇"), ("431221104000", "中方县铜湾镇"), ("999999", ""), ("", "")],
)
def test_a_code_is_read_as_a_path(code: str, name: str) -> None:
    assert TABLE.path_name(code) == name


def test_an_unknown_code_has_no_row_and_no_children() -> None:
    assert TABLE.find("990101") is None
    assert TABLE.children("990101") == ()


@given(st.sampled_from(sorted(TABLE.rows)))
def test_every_code_is_found_by_its_short_and_its_full_form(code: str) -> None:
    assert TABLE.find(short_code(code)) == TABLE.find(full_code(code)) == TABLE.rows[code]


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(KeyError):
        load_divisions("code,name\n430102,芙蓉区\n")
    with pytest.raises(KeyError):
        load_divisions(
            "code6,name,city,province\n", "code12,level,name,parent_code12\n431221104000,里,甲,431221000000\n"
        )
    assert load_divisions("code6,name\n") == Divisions({}, {})


def test_every_town_of_the_province_lies_in_a_county_of_the_table() -> None:
    whole = load_divisions(
        (FOLDER / "counties_cn_2023.csv").read_text("utf-8"),
        *(path.read_text("utf-8") for path in sorted(FOLDER.glob("towns_*.csv"))),
    )
    towns = [one for one in whole.rows.values() if one.level == "town"]
    assert len(towns) > 1900
    assert all(one.code[:6] in whole.rows for one in towns)
    assert [one.name for one in whole.children("431221")] == TOWNS.split()
    assert whole.path_name("430102001000").startswith("芙蓉区")
