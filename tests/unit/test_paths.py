"""The statutory paths that ship, how they are searched, and what a wrong table says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.paths import Paths, load_paths
from xinfang_desk.domain.screening.facts import ROUTE_TARGETS
from xinfang_desk.resources import resource

BODY = resource("rules", "statutory_paths.json").read_bytes()
PATHS = load_paths(BODY)
DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
OTHER_ROUTES = {"P002": "(一)调处", "P098": "(四)"}  # see their notes

UNVERIFIED = {
    *("P024", "P049", "P052", "P053", "P056", "P057", "P168", "P169"),
    *("P058", "P059", "P060", "P061", "P062", "P079", "P110", "P111", "P112"),
    *("P070", "P035", "P086", "P066", "P016", "P100", "P105", "P137"),
}
FORBIDDEN = (
    *("扬言", "重点人员", "特殊人员", "缠访", "闹访", "老访户", "黑名单", "风险等级", "危险等级", "管控等级"),
    *("进京访", "政治身份", "信访次数", "训诫", "息诉罢访", "不再信访", "不得上访"),
)


def ids(words: str, limit: int = 8) -> list[str]:
    return [row.id for row in PATHS.search(words, limit)]


def test_every_row_is_there_and_holds() -> None:
    assert [row.id for row in PATHS.rows] == [f"P{number:03d}" for number in range(1, 174)]
    assert PATHS.version
    assert PATHS.effective_from == "2022-05-01"
    assert {row.confidence for row in PATHS.rows} == {"A", "B", "C"}


def test_the_routes_are_those_of_the_article() -> None:
    for row in PATHS.rows:
        named = {number for sign, number in DIGITS.items() if f"({sign})" in row.items}
        routed = {route for route, _ in row.routes}
        if row.id in OTHER_ROUTES:
            assert routed != named
            assert row.note
        else:
            assert routed == named, row.id


def test_what_is_not_verified_is_marked_with_its_reason() -> None:
    marked = {row.id for row in PATHS.rows if not row.verified}
    assert marked == UNVERIFIED | {row.id for row in PATHS.rows if row.confidence == "C"}
    assert all(row.note for row in PATHS.rows if not row.verified)
    assert not any("条号未核" in row.basis or "凭记忆" in row.basis for row in PATHS.rows if row.verified)


def test_only_a_limit_that_counts_from_receipt_is_a_duty_limit() -> None:
    assert {row.id: (row.t13_days, row.t13_unit) for row in PATHS.rows if row.t13_days} == {"P110": (60, "calendar")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("欠薪", "P001"),
        ("低保", "P058"),
        ("宅基地", "P050"),
        ("qx", "P001"),
        ("QX", "P001"),
        ("ｚｊｄ", "P050"),
        ("村账", "P052"),
        ("农民工 仲裁", "P002"),
        ("派出所，打架", "P075"),
        ("邻居漏水", "P041"),
        ("见领导", "P170"),
        ("上诉 民事", "P157"),
    ],
)
def test_the_visitors_words_find_the_row(words: str, wanted: str) -> None:
    assert ids(words)[0] == wanted


def test_a_row_that_asks_for_it_stands_before_one_that_only_mentions_it() -> None:
    assert ids("工伤")[:1] == ["P010"]
    assert {"P001", "P002"} == set(ids("欠薪"))
    assert len(ids("镇")) == 8
    assert len(ids("镇", 3)) == 3


@pytest.mark.parametrize("words", ["", "  、", "外星人", "欠薪 外星人", "zzzzzz", "天外来客了"])
def test_what_is_not_there_finds_nothing(words: str) -> None:
    assert ids(words) == []


def test_a_row_is_had_by_its_number() -> None:
    row = PATHS.get("P001")
    assert row is not None
    assert row.routes == ((5, None), (2, "labour_arbitration"))
    assert PATHS.get("P999") is None


def test_no_word_marks_a_person() -> None:
    text = BODY.decode()
    assert [word for word in FORBIDDEN if word in text] == []


def changed(change: Callable[[dict[str, Any]], None]) -> bytes:
    raw = json.loads(BODY)
    change(raw)
    return json.dumps(raw).encode()


def row_of(raw: dict[str, Any], row_id: str = "P058") -> dict[str, Any]:
    return next(row for row in raw["rows"] if row["id"] == row_id)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"routes": [[4, "court"]]}, "走哪条路"),
        ({"routes": [[5, "court"]]}, "走哪条路"),
        ({"routes": [[4, None]]}, "走哪条路"),
        ({"routes": [[7, None]]}, "走哪条路"),
        ({"routes": [[True, None]]}, "写法不对"),
        ({"routes": [[4, 5]]}, "写法不对"),
        ({"routes": [[4]]}, "写法不对"),
        ({"routes": []}, "归口"),
        ({"routes": [[6, None], [6, None]]}, "重复"),
        ({"confidence": "D"}, "confidence"),
        ({"confidence": "C", "verified": True}, "核定"),
        ({"note": ""}, "为什么"),
        ({"verified": "no"}, "写法不对"),
        ({"依据": " "}, "空着"),
        ({"id": "58"}, "编号"),
        ({"id": "P001"}, "重复"),
        ({"words": "低保"}, "写法不对"),
        ({"initials": ""}, "拼音"),
        ({"initials": "低保"}, "拼音"),
        ({"t13_days": 60}, "t13_days"),
        ({"t13_days": 0}, "写法不对"),
        ({"t13_days": "60"}, "写法不对"),
        ({"t13_unit": "months"}, "t13_unit"),
    ],
)
def test_a_wrong_row_is_refused_by_its_name(change: dict[str, Any], said: str) -> None:
    body = changed(lambda raw: row_of(raw).update(change))
    with pytest.raises(UserError) as caught:
        load_paths(body)
    assert caught.value.code == "pack"
    assert change.get("id", "P058") in caught.value.sentence
    assert said in caught.value.sentence


def test_a_row_without_a_column_or_number_is_named_by_its_place() -> None:
    for change in (lambda raw: raw["rows"].insert(0, 7), lambda raw: raw["rows"][0].pop("id")):
        with pytest.raises(UserError) as caught:
            load_paths(changed(change))
        assert "第 1 行" in caught.value.sentence or "编号" in caught.value.sentence


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"version": "1", "effective_from": "x", "rows": []}', b"\xff"])
def test_what_is_no_table_is_refused(body: bytes) -> None:
    with pytest.raises(UserError) as caught:
        load_paths(body)
    assert caught.value.code == "pack"


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        load_paths(b'{"version": "1", "effective_from": "2026-01-01", "rows": []}')
    assert "一行也没有" in caught.value.sentence


def test_every_target_of_the_contract_is_reached() -> None:
    reached = {pair for row in PATHS.rows for pair in row.routes}
    wanted = {(route, target) for route, targets in ROUTE_TARGETS.items() for target in (targets or [None])}
    assert reached == wanted


def test_the_table_is_the_same_when_read_again() -> None:
    assert isinstance(PATHS, Paths)
    assert load_paths(BODY) == PATHS
