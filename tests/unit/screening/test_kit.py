"""The decision kit: every case comes out as worked out, and the cases reach every leaf, role and switch."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from xinfang_desk.commands import calendar, rules
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.facts import FACTS, POLICY, ROUTE_TARGETS
from xinfang_desk.domain.screening.kit import Case, differences, load_kit
from xinfang_desk.domain.screening.pack import MAIN_LEAVES, ROLES, SIDE_LEAVES
from xinfang_desk.resources import resource

TEXT = resource("kit", "decisions.jsonl").read_text("utf-8")
KIT = load_kit(TEXT)
PACK, CALENDAR = rules(), calendar()
FEWEST = 4

# Leaf and role that never meet (counter-rules.md 12): a town has nobody below it, a petition bureau decides nothing.
NEVER = {
    *(("L12", "B"), ("L18", "B"), ("L19", "B")),
    ("L18", "C"),
    *(("L26", "A"), ("L27", "A")),
}
FULL = {*("leaf", "side_leaves", "ground", "documents", "remedies", "remedy", "basis", "deadlines", "blocked_by")}


def test_every_case_comes_out_as_worked_out() -> None:
    assert [one for case in KIT for one in differences(case, PACK, CALENDAR)] == []


def test_the_kit_is_large_and_says_each_case_once() -> None:
    assert len(KIT) >= 300
    assert len({case.story for case in KIT}) == len(KIT)
    assert len({json.dumps(case.facts, sort_keys=True) for case in KIT}) == len(KIT)
    assert all(len(case.story) >= 8 and not case.story.endswith("。") for case in KIT)


def test_four_cases_for_each_leaf_and_role() -> None:
    found = Counter((case.expected["leaf"], case.facts.get("desk_role")) for case in KIT)
    for leaf in MAIN_LEAVES:
        for role in ROLES:
            few = 0 if (leaf, role) in NEVER else FEWEST
            assert found[leaf, role] >= few, (leaf, role)
            assert found[leaf, role] == 0 or (leaf, role) not in NEVER
    side = Counter(leaf for case in KIT for leaf in case.expected["side_leaves"])
    assert all(side[leaf] >= FEWEST for leaf in SIDE_LEAVES)


def test_most_cases_expect_nearly_everything() -> None:
    assert sum(set(case.expected) >= FULL for case in KIT) >= 500


def _said() -> Counter[tuple[str, Any]]:
    """How many cases say a key, and how many give it each of its words."""
    said: Counter[tuple[str, Any]] = Counter()
    for case in KIT:
        policy = {f"policy.{key}": value for key, value in case.facts.get("policy", {}).items()}
        for key, value in {**case.facts, **policy}.items():
            said[key, None] += 1
            if isinstance(value, bool | str):
                said[key, value] += 1
    return said


def test_four_cases_for_each_value_of_each_fact() -> None:
    said = _said()
    for key, kind in FACTS.items():
        words: tuple[Any, ...] = kind if isinstance(kind, tuple) else (True, False) if kind == "bool" else ()
        for word in (None, *words):
            assert said[key, word] >= FEWEST, (key, word)
    for key in POLICY:
        assert said[f"policy.{key}", None] >= FEWEST, key
    for key, word in (("late_review_bars", True), ("z2_told_by", "judicial"), ("n3_title", "guidance")):
        assert said[f"policy.{key}", word] >= FEWEST, key
    targets = Counter((case.facts.get("route"), case.facts.get("route_target")) for case in KIT)
    assert all(targets[route, target] >= FEWEST for route, row in ROUTE_TARGETS.items() for target in row)


def test_each_kind_of_limit_and_each_edge_of_the_calendar() -> None:
    codes = Counter(code for case in KIT for code in case.expected["deadlines"])
    assert all(codes[code] >= FEWEST for code in ("T1", "T2", "T3", "T4", "T5", "T7", "T9", "T13"))
    limits = [limit for case in KIT for limit in case.expected["deadlines"].values()]
    assert sum(limit["provisional"] for limit in limits) >= FEWEST
    assert sum(limit["advised"] != limit["due"] for limit in limits) >= FEWEST
    worked = {"2026-02-28", "2026-09-20", "2026-10-10"}
    assert worked <= {limit["advised"] for limit in limits}


def test_each_question_is_left_out_once() -> None:
    left_out = {key for case in KIT for key in case.expected.get("missing", ())}
    by_default = {"head_confirms_n1", "told_of_review", "transferred_in", "feedback_required", "t13_unit", "on"}
    assert left_out == set(FACTS) - by_default - {"t13_days"}


def case(**expected: Any) -> Case:
    return Case(KIT[0].story, KIT[0].facts, {**KIT[0].expected, **expected})


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("leaf", "L08"),
        ("documents", ["A1", "A2"]),
        ("remedies", {}),
        ("basis", ["22.1"]),
        ("deadlines", {"T1": {"due": "2026-03-31"}}),
        ("warned", True),
    ],
)
def test_the_runner_sees_what_differs(part: str, wrong: Any) -> None:
    assert differences(case(), PACK, CALENDAR) == ()
    (said,) = differences(case(**{part: wrong}), PACK, CALENDAR)
    assert said.startswith(f"{KIT[0].story}：{part} 应为 ")


def test_a_limit_that_is_not_expected_is_seen() -> None:
    told = next(one for one in KIT if set(one.expected["deadlines"]) == {"T2"})
    (said,) = differences(Case(told.story, told.facts, {"deadlines": {}}), PACK, CALENDAR)
    assert "T2" in said
    other = {"T2": {**told.expected["deadlines"]["T2"], "provisional": True}}
    assert len(differences(Case(told.story, told.facts, {"deadlines": other}), PACK, CALENDAR)) == 1


def test_facts_that_the_contract_refuses_are_a_difference() -> None:
    (said,) = differences(Case("写错的", {"people": "two"}, {"leaf": "L05"}), PACK, CALENDAR)
    assert "people" in said


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"story":"一件","facts":{}}',
        '{"story":"一件","facts":{},"result":{}}',
        '{"story":"一件","facts":{},"result":{"nope":1}}',
        '{"story":"一件","facts":{},"result":{"deadlines":{"T1":{"nope":1}}}}',
        '{"story":3,"facts":{},"result":{"leaf":"L05"}}',
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(UserError, match="第 2 行") as caught:
        load_kit(TEXT.splitlines()[0] + "\n" + line)
    assert caught.value.code == "kit"
