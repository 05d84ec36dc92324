"""Every leaf of counter-rules.md 12, by keys, for each role that can reach it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.unit.cards.hands import ENTER, POLICY, TODAY, ZERO, Clerk, given, walked
from xinfang_desk.domain.screening.pack import MAIN_LEAVES

SAME = "same=person request facts"
COMPARED = 'compare=[["补偿少了","补偿少了","same"]]'
CLAIM = (ENTER, "4")
LATE = (*CLAIM, "4", "1", "1", "served_on=2026-09-01", "1")

WALKS: list[tuple[str, str, tuple[str, ...], dict[str, Any]]] = [
    *[("L05", role, (ENTER, "1", "1", ENTER), {}) for role in "ABC"],
    *[("L06", role, ("1", "1", ENTER), {}) for role in "ABC"],
    *[("L06", role, (ENTER,), {"sealed": True}) for role in "ABC"],
    *[("L07", role, (ENTER, "3", "1", ENTER), {}) for role in "ABC"],
    ("L07", "B", (ENTER, "3", "5", ENTER), {}),
    ("L07", "C", (ENTER, "3", "6", ENTER), {}),
    *[("L08", role, (ENTER, "2"), {}) for role in "ABC"],
    *[("L09", role, (*CLAIM, "5", "number=中复核〔2026〕2号", "2", COMPARED, ENTER), {}) for role in "ABC"],
    *[
        ("L10", role, (*CLAIM, "7", "ended_document=裁定", "ended_number=1号", "ended_body=县法院", ENTER), {})
        for role in "ABC"
    ],
    *[("L11", role, (*CLAIM, "6", "2", "1", ENTER), {}) for role in "ABC"],
    *[("L11", role, (*CLAIM, "6", "3", "1", ENTER), {}) for role in "ABC"],
    *[("L11", role, (*CLAIM, "6", "4", "2", "1", ENTER), {}) for role in "ABC"],
    *[("L11", role, (*CLAIM, "more:not_started", "2", ENTER), {}) for role in "ABC"],
    ("L12", "C", (*CLAIM, "2", "who=below", SAME, ENTER), {}),
    ("L12", "A", (*CLAIM, "2", "who=county", SAME, "head=yes", ENTER), {}),
    ("L13", "A", (*CLAIM, "2", "who=county", SAME, ENTER), {}),
    ("L13", "B", (*CLAIM, "2", SAME, ENTER), {}),
    ("L13", "C", (*CLAIM, "2", "who=own", SAME, ENTER), {}),
    *[("L14", role, (*CLAIM, "3", SAME, ENTER), {}) for role in "ABC"],
    *[("L15", role, (*CLAIM, "4", "1", "1", "served_on=2026-11-02", "1", ENTER), {}) for role in "ABC"],
    *[("L15", role, (*CLAIM, "4", "2", "2", ENTER), {}) for role in "ABC"],
    *[("L15", role, (*CLAIM, "4", "1", "1", "served_on=2026-09-01", "2", ENTER), {}) for role in "ABC"],
    *[("L15", role, (*LATE, "1", ENTER), {}) for role in "ABC"],
    *[("L16", role, (*LATE, "2", "2", ENTER), {}) for role in "ABC"],
    *[("L17", role, (*CLAIM, "1", "more:skipped", ENTER), {}) for role in "AC"],
    ("L18", "A", (*CLAIM, "1", "1", ENTER), {}),
    ("L18", "A", (*CLAIM, "1", "5", ENTER), {}),
    ("L18", "A", (*CLAIM, "1", "road=court", ENTER), {"form": "letter", "source": "letter"}),
    ("L19", "A", (*CLAIM, "1", "2", ENTER), {}),
    ("L19", "C", (*CLAIM, "1", "2", ENTER), {}),
    *[("L20", role, (*CLAIM, "1", "3", ENTER), {}) for role in "ABC"],
    ("L21", "A", (*CLAIM, "1", "4", ENTER), {}),
    *[("L21", "B", (*CLAIM, "1", key, ENTER), {}) for key in "24"],
    *[("L21", "C", (*CLAIM, "1", key, ENTER), {}) for key in "45"],
    *[("L22", role, (*CLAIM, "1", "1", road, ENTER), {}) for role in "BC" for road in "4567"],
    *[("L22", role, (*CLAIM, "1", "1", "9", "8", ENTER), {}) for role in "BC"],
    *[("L22", role, (ENTER, "5", "1"), {}) for role in "BC"],
    ("L22", "A", (*CLAIM, "1", "road=police", ENTER), {}),
    ("L22", "A", (ENTER, "5", "1", "3", ENTER), {}),
    *[("L23", role, (*CLAIM, "1", "1", "8", "1", ENTER), {}) for role in "BC"],
    ("L23", "A", (*CLAIM, "1", "4", "road=arbitration", "1", ENTER), {}),
    *[("L24", role, (*CLAIM, "1", "1", "9", "5", ENTER), {}) for role in "BC"],
    ("L24", "A", (*CLAIM, "1", "4", "road=other", "6", ENTER), {}),
    *[("L25", role, (*CLAIM, "1", "1", "1", ENTER), {}) for role in "BC"],
    *[("L25", role, (*CLAIM, "1", "1", "9", "1", ENTER), {}) for role in "BC"],
    *[("L25", role, (ENTER, "1", "2", ENTER, "1", "1", ENTER), {}) for role in "BC"],
    *[("L25", role, (ENTER, "1", "3", ENTER, "1", ENTER), {}) for role in "BC"],
    ("L25", "A", (*CLAIM, "1", "4", "road=other", "1", ENTER), {}),
    *[("L26", role, (*CLAIM, "1", "1", "2", ENTER), {}) for role in "BC"],
    *[("L27", role, (*CLAIM, "1", "1", "3", ENTER), {}) for role in "BC"],
    *[
        (
            "L28",
            role,
            (ENTER, "4", "2", ENTER),
            {"source": "transfer", "transferred_kind": "petition_office", "transferred_in_on": TODAY},
        )
        for role in "ABC"
    ],
    *[
        (
            "L28",
            role,
            ("1", "1", "2", ENTER),
            {"source": "transfer", "transferred_kind": "own_superior", "transferred_in_on": TODAY},
        )
        for role in "ABC"
    ],
]


@pytest.mark.parametrize(("leaf", "role", "keys", "changes"), WALKS)
def test_walk(leaf: str, role: str, keys: tuple[str, ...], changes: dict[str, Any]) -> None:
    assert walked(given(role, **changes), *keys).leaf == leaf


def test_every_leaf_is_walked() -> None:
    assert {leaf for leaf, _, _, _ in WALKS} == set(MAIN_LEAVES)


@pytest.mark.parametrize("role", ["A", "B", "C"])
def test_side_leaves(role: str) -> None:
    group = given(role, people=8)
    keys = (
        "1",
        "representatives=3",
        "2",
        "1",
        "3",
        "3",
        "4",
        ENTER,
        "4",
        "1",
        "1",
        *(("3",) if role != "A" else ()),
        ENTER,
    )
    result = walked(group, *keys)
    assert result.side_leaves == ("L01", "L02", "L03", "L04")


def test_a_refusal_by_the_court_for_visits_only() -> None:
    keys = (*CLAIM, "6", "2", "1", ENTER)
    assert walked(given("B"), *keys).ground == "N3"
    assert walked(given("B", form="letter", source="letter"), *keys).ground is None


def test_a_partial_case_is_no_case() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "6", "2", "2")
    assert clerk.view.warnings
    clerk.press(ENTER)
    assert clerk.view.number == 4
    assert clerk.outcome().facts["judicial_jurisdiction"] == "none"


def test_two_of_three_are_another_matter() -> None:
    clerk = Clerk(given("C")).press(*CLAIM, "2", "who=below", "same=person request", ENTER)
    assert clerk.view.number == 4
    assert clerk.outcome().facts["same_matter_pending"] is False


def test_a_posted_letter_is_in_time() -> None:
    about = given("B", form="letter", source="letter", received_on=date(2026, 10, 12), postmark_on=date(2026, 9, 30))
    clerk = Clerk(about).press(*CLAIM, "4", "1", "1", "served_on=2026-09-01", "1", ENTER)
    assert clerk.done
    assert clerk.result().leaf == "L15"
    assert clerk.outcome().sources["good_cause"]["source"] == "按规则"


def test_a_provisional_day_refuses_nobody() -> None:
    about = given("B", received_on=date(2027, 3, 1), on=date(2027, 3, 1))
    clerk = Clerk(about).press(*CLAIM, "4", "1", "1", "served_on=2027-01-04", "1", ENTER)
    assert clerk.result().leaf == "L15"


def test_no_review_told_asks_no_cause() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "4", "1", "1", "served_on=2026-09-01", "2")
    assert [ask.id for ask in clerk.view.follow_ups] == ["paper", "proof", "served_on", "told"]


def test_a_late_bar_of_the_province() -> None:
    about = given("B", policy=replace(POLICY, late_review_bars=True, late_review_basis="（示例）四号文"))
    clerk = Clerk(about).press(*LATE, "2", "2", ENTER)
    assert clerk.result().documents[-1] == "B9"
    assert clerk.outcome().column["review_due_on"] == "2026-10-08"


def test_the_head_only_wants_to_be_met() -> None:
    clerk = Clerk(given("B")).press(ENTER, "6", ENTER)
    assert clerk.keys == 3
    assert clerk.result().leaf == "L27"
    assert clerk.outcome().take_in == "等决定人"


def test_unsure_whose_it_is() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "1", ZERO, ENTER)
    assert clerk.done
    assert clerk.outcome().take_in == "要查职责"
    assert clerk.outcome().sources["competent"]["source"] == "未核实"
