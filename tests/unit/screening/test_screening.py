"""The screening against cases worked out by hand from the contract, and against properties that always hold."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.commands import calendar, rules
from xinfang_desk.domain.deadlines import add_months, days_limit, workdays_limit
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import DEFAULTS, FACTS, ROUTE_TARGETS, FactError, parse_facts
from xinfang_desk.domain.screening.pack import MAIN_LEAVES, load_pack
from xinfang_desk.resources import resource

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text("utf-8").splitlines()]
PACK, CALENDAR = rules(), calendar()


def run(facts: dict[str, Any]) -> dict[str, Any]:
    return screen(parse_facts(facts), PACK, CALENDAR).to_json()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['facts']['desk_role']}-{case['story']}")
def test_case(case: dict[str, Any]) -> None:
    result = run(case["facts"])
    for key, wanted in case["expect"].items():
        got = result[key]
        if key == "deadlines":
            got = [line["code"] for line in got]
        elif key == "warnings":
            got = len(got)
        assert got == wanted, key


def test_every_main_leaf_is_reached_by_a_case() -> None:
    assert {case["expect"].get("leaf") for case in CASES} >= set(MAIN_LEAVES)


def test_worked_dates() -> None:
    assert days_limit("T2", date(2026, 11, 23), 15, CALENDAR).due == date(2026, 12, 8)
    assert workdays_limit("T4", date(2026, 11, 23), 5, CALENDAR).due == date(2026, 11, 30)
    assert workdays_limit("T4", date(2026, 2, 12), 5, CALENDAR).due == date(2026, 2, 26)
    assert workdays_limit("T4", date(2026, 9, 28), 5, CALENDAR).due == date(2026, 10, 10)
    handle = days_limit("T5", date(2026, 11, 30), 60, CALENDAR)
    assert (handle.due, handle.provisional) == (date(2027, 1, 29), True)
    told = days_limit("T2", date(2026, 9, 17), 15, CALENDAR)
    assert (told.due, told.advised) == (date(2026, 10, 2), date(2026, 9, 30))
    review = days_limit("T7", date(2026, 9, 2), 30, CALENDAR)
    assert (review.due, review.advised) == (date(2026, 10, 8), date(2026, 10, 8))
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"nope": 1}, "nope"),
        ({"people": True}, "people"),
        ({"people": 0}, "people"),
        ({"oral": "yes"}, "oral"),
        ({"received_on": "2026-2-3"}, "received_on"),
        ({"received_on": "2026-W12-1"}, "received_on"),
        ({"received_on": "9999-12-31"}, "received_on"),
        ({"received_on": "0001-01-01"}, "received_on"),
        ({"t13_days": 0}, "t13_days"),
        ({"t13_days": 10**9, "t13_unit": "working"}, "t13_days"),
        ({"on": "2026-03-15"}, "on"),
        ({"opinion_served_on": "2026-03-17"}, "opinion_served_on"),
        ({"route": 2, "route_target": "court"}, "route_target"),
        ({"route": 5, "route_target": "court"}, "route_target"),
        ({"policy": {"nope": 1}}, "policy.nope"),
        ({"policy": {"z2_basis": "\ud800"}}, "policy.z2_basis"),
        ({"policy": {"holidays": {"2027": {"off": ["2026-01-01"]}}}}, "policy.holidays.2027"),
    ],
)
def test_wrong_fact_names_its_key(change: dict[str, Any], key: str) -> None:
    with pytest.raises(FactError) as caught:
        parse_facts(CASES[0]["facts"] | change)
    assert caught.value.key == key


def test_a_year_given_by_policy_is_not_provisional() -> None:
    facts = CASES[0]["facts"] | {"nature": "suggestion", "received_on": "2026-12-25"}
    assert run(facts)["deadlines"][0]["provisional"] is True
    given = facts | {"policy": {"holidays": {"2027": {"off": ["2027-01-01"], "work": []}}}}
    assert run(given)["deadlines"][0]["provisional"] is False


def _values(key: str) -> st.SearchStrategy[Any]:
    kind = FACTS[key]
    if isinstance(kind, tuple):
        return st.sampled_from(kind)
    return {
        "bool": st.booleans(),
        "count": st.integers(1, 12),
        "number": st.integers(0, 8),
        "route": st.integers(1, 6),
        "day": st.just("2026-03-16"),
        "day_or_null": st.sampled_from([None, "2026-03-01", "2025-12-01"]),
    }[kind]


@st.composite
def complete_facts(draw: st.DrawFn) -> dict[str, Any]:
    facts = {key: draw(_values(key)) for key in FACTS if key not in ("route_target", "t13_days", "on")}
    targets = list(ROUTE_TARGETS[facts["route"]])
    if targets:
        facts["route_target"] = draw(st.sampled_from(targets))
    return facts


@given(complete_facts())
def test_complete_facts_end_in_one_leaf(facts: dict[str, Any]) -> None:
    result = run(facts)
    assert result["missing"] == []
    assert result["leaf"] in MAIN_LEAVES
    assert [one["leaf"] for one in result["not_chosen"]] == [leaf for leaf in MAIN_LEAVES if leaf != result["leaf"]]
    assert all(remedy in PACK.remedies[code] for code, remedy in result["remedies"].items())
    assert len(set(result["documents"])) == len(result["documents"])
    assert (result["ground"] is None) or result["needs_named_decision"]
    reverse = dict(reversed(facts.items()))
    assert run(reverse) == result


@given(complete_facts())
def test_filling_what_is_missing_ends(facts: dict[str, Any]) -> None:
    # The road may lawfully be left to another body (contract: route), so it is given or not given from the start.
    start = (*DEFAULTS, "route", "route_target")
    known: dict[str, Any] = {key: facts[key] for key in start if key in facts}
    for _round in range(len(FACTS)):
        result = run(known)
        if not result["missing"]:
            break
        known |= {key: facts[key] for key in result["missing"] if key in facts}
        assert all(key in facts for key in result["missing"])
    assert result["leaf"] == run(facts)["leaf"]


def test_a_broken_pack_is_refused_whole() -> None:
    raw = json.loads(resource("rules", "national.json").read_bytes())
    raw["leaves"]["L13"]["documents"]["A"] = ["B99"]
    with pytest.raises(UserError, match="B99"):
        load_pack(json.dumps(raw).encode())
    raw = json.loads(resource("rules", "national.json").read_bytes())
    raw["basis"]["L09"]["*"] = ["36.9"]
    with pytest.raises(UserError, match=r"36\.9"):
        load_pack(json.dumps(raw).encode())
    with pytest.raises(UserError):
        load_pack(b"{}")
