"""What holds for every set of facts, and for every walk back and forward over the cards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.cards import hands
from tests.unit.cards.hands import BACK, ENTER, Clerk
from tests.unit.cards.test_walks import abouts, finish, random_step
from xinfang_desk.commands import calendar, rules
from xinfang_desk.domain.cards import flow
from xinfang_desk.domain.cards.given import Given
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import FACTS, ROUTE_TARGETS, parse_facts
from xinfang_desk.domain.screening.pack import MAIN_LEAVES
from xinfang_desk.domain.template_pack import load_catalogue
from xinfang_desk.resources import resource

PACK, CALENDAR = rules(), calendar()
TEMPLATES = {path.name: path.read_bytes() for path in resource("templates", "national").glob("*.json")}
PAPERS = set(load_catalogue(TEMPLATES).kinds)

# Keys that change a result without being asked for: defaults of the contract, settings, and what words it finer.
SITE = {
    *("danger_on_site", "major_or_urgent", "clerk_has_interest", "through_agent"),
    *("people", "joint_matter", "representatives"),
}
UNASKED = SITE | {
    *("head_confirms_n1", "told_of_review", "transferred_in", "feedback_required", "t13_days", "t13_unit", "on"),
    *("route", "route_target", "policy", "competent", "desk_is_superior"),
}

# Which of the remedies a leaf may offer at all, by its class (reference 3.2).
STATUTORY, SIX = ("L22", "L23", "L24", "L25"), ("L27",)
REVIEWS = {"review", "final_review"}


def run(facts: dict[str, Any]) -> dict[str, Any]:
    return screen(parse_facts(facts), PACK, CALENDAR).to_json()


def value(key: str, received: date) -> st.SearchStrategy[Any]:
    kind = FACTS[key]
    if isinstance(kind, tuple):
        return st.sampled_from(kind)
    before, after = st.integers(0, 60), st.integers(0, 12)
    return {
        "bool": st.booleans(),
        "count": st.integers(1, 12),
        "number": st.integers(0, 8),
        "days": st.integers(1, 90),
        "route": st.integers(1, 6),
        "day": after.map(lambda days: (received + timedelta(days)).isoformat()),
        "day_or_null": st.none() | before.map(lambda days: (received - timedelta(days)).isoformat()),
    }[kind]


POLICIES = st.fixed_dictionaries(
    {},
    optional={
        "late_review_bars": st.booleans(),
        "late_review_basis": st.sampled_from([None, " ", "（示例）省复查办法"]),
        "z2_told_by": st.sampled_from(["desk", "judicial"]),
        "n2_basis": st.sampled_from([None, "（示例）一号文"]),
        "n3_basis": st.sampled_from([None, "（示例）二号文"]),
        "z2_basis": st.sampled_from([None, "（示例）三号文"]),
        "n3_title": st.sampled_from(["refusal", "guidance"]),
        "holidays": st.just({"2027": {"off": ["2027-01-01"], "work": ["2027-01-09"]}}),
    },
)


@st.composite
def complete(draw: st.DrawFn) -> dict[str, Any]:
    """Every fact that any path could ask for, with dates in their order."""
    received = draw(st.dates(date(2025, 1, 2), date(2027, 6, 30)))
    facts = {key: draw(value(key, received)) for key in FACTS if key not in ("received_on", "route_target", "on")}
    facts["nature"] = draw(st.sampled_from(["claim", "claim", "claim", facts["nature"]]))
    facts["received_on"] = received.isoformat()
    came = date.fromisoformat(facts["transferred_in_on"])
    facts["on"] = (came + timedelta(draw(st.integers(0, 30)))).isoformat()
    targets = list(ROUTE_TARGETS[facts["route"]])
    if targets:
        facts["route_target"] = draw(st.sampled_from(targets))
    facts["policy"] = draw(POLICIES)
    return facts


@settings(max_examples=300, deadline=None)
@given(complete())
def test_complete_facts_end_in_one_leaf_with_its_papers(facts: dict[str, Any]) -> None:
    result = run(facts)
    assert result["missing"] == []
    assert result["leaf"] in MAIN_LEAVES
    others = [one["leaf"] for one in result["not_chosen"]]
    assert others == [leaf for leaf in MAIN_LEAVES if leaf != result["leaf"]]
    papers = result["documents"]
    assert papers[:2] == ["A1", "A2"]
    assert len(set(papers)) == len(papers)
    assert set(papers) <= set(PACK.papers)
    assert set(papers) - {"B2m"} <= PAPERS, "a paper without a template could not be printed"
    assert len(papers) > 2 + sum(paper in ("A3", "A4", "A5", "A8", "A9", "A10") for paper in papers)
    assert result["basis"] or result["leaf"] == "L05"


@settings(max_examples=300, deadline=None)
@given(complete())
def test_no_path_shows_a_remedy_that_its_class_forbids(facts: dict[str, Any]) -> None:
    result = run(facts)
    leaf, shown = result["leaf"], result["remedies"]
    assert set(shown.values()) <= {"none", "statutory_path"} | REVIEWS, "a suit comes with C2 alone"
    for paper, remedy in shown.items():
        assert (remedy in REVIEWS) is (paper == "B13")
        assert (remedy == "statutory_path") is (paper == "B5" or paper.startswith("B6"))
    assert (result["remedy"] in REVIEWS) is (leaf == "L15")
    assert (result["remedy"] == "reconsideration_or_suit") is (leaf == "L26")
    assert (result["remedy"] == "statutory_path") is (
        leaf in STATUTORY or (leaf == "L11" and "B8" not in shown and result["ground"] == "N3")
    )
    if leaf in STATUTORY or leaf in SIX or result["ground"]:
        assert not REVIEWS & set(shown.values())
    assert set(result["on_request"]) == (set() if facts["identity_clear"] else set(shown))
    assert not result["blocked_by"] or {"B8", "B9"} & set(shown)
    assert (result["ground"] is None) or result["needs_named_decision"]


@settings(max_examples=300, deadline=None)
@given(data=st.data(), facts=complete())
def test_only_what_the_path_asks_counts(data: st.DataObject, facts: dict[str, Any]) -> None:
    """The rest left out, or answered otherwise, and in any order, changes nothing but why the others were not it."""
    whole = run(facts)
    asked: set[str] = set()
    known: dict[str, Any] = {key: facts[key] for key in UNASKED if key in facts}
    while missing := run(known)["missing"]:
        assert not asked & set(missing), "asked twice"
        asked |= set(missing)
        known |= {key: facts[key] for key in missing}
    plain = {key: part for key, part in whole.items() if key != "not_chosen"}

    def without_reasons(result: dict[str, Any]) -> dict[str, Any]:
        return {key: part for key, part in result.items() if key != "not_chosen"}

    assert without_reasons(run(known)) == plain
    received = date.fromisoformat(facts["received_on"])
    free = set(FACTS) - asked - UNASKED - {"transferred_in_on", "opinion_served_on"}  # these two keep an order
    other = {key: data.draw(value(key, received), label=key) for key in sorted(free)}
    order = data.draw(st.permutations(sorted({**facts, **other})))
    mixed = {**facts, **other}
    assert without_reasons(run({key: mixed[key] for key in order})) == plain


@settings(max_examples=300, deadline=None)
@given(data=st.data(), policy=POLICIES)
def test_asking_what_is_missing_always_ends(data: st.DataObject, policy: dict[str, Any]) -> None:
    """From nothing, each question answered by any allowed word when it is asked."""
    received = date(2026, 9, 17)
    known: dict[str, Any] = {"policy": policy}
    for _ in range(len(FACTS)):
        missing = run(known)["missing"]
        if not missing:
            break
        for key in missing:
            assert key not in known
            if key == "received_on":
                known[key] = received.isoformat()
            elif key == "route_target":
                known[key] = data.draw(st.sampled_from(list(ROUTE_TARGETS[known["route"]])))
            else:
                known[key] = data.draw(value(key, received), label=key)
        if missing == ["form"] and data.draw(st.booleans()):
            known |= {"transferred_in": True}
        if missing == ["competent"] and data.draw(st.booleans()):
            known.setdefault("route", data.draw(st.sampled_from([1, 2, 3, 4, 5, 6])))
    result = run(known)
    assert result["missing"] == []
    assert result["leaf"] in MAIN_LEAVES


# ---- the cards


def state(clerk: Clerk) -> tuple[Any, ...]:
    """All that the clerk sees and all that counts."""
    answers = clerk.answers
    shown = flow.view(answers, clerk.about)
    return shown, clerk.outcome(), dict(answers.values), answers.unsure


@settings(max_examples=250, deadline=None)
@given(data=st.data(), about=abouts())
def test_back_and_forward_is_the_identity(data: st.DataObject, about: Given) -> None:
    """From any state: back as many cards as one likes and forward again by Enter."""
    clerk = Clerk(about)
    for _ in range(data.draw(st.integers(0, 12))):
        random_step(data.draw, clerk)  # type: ignore[arg-type]
    before = state(clerk)
    shown = flow.view(clerk.answers, about)
    steps = data.draw(st.integers(1, 4))
    steps = min(steps, shown.position - 1) if shown is not None else min(steps, len(flow.road(clerk.answers, about)))
    clerk.press(*[BACK] * steps, *[ENTER] * steps)
    assert state(clerk) == before


@settings(max_examples=100, deadline=None)
@given(data=st.data(), about=abouts())
def test_back_from_the_conclusion_to_the_first_card_and_forth(data: st.DataObject, about: Given) -> None:
    clerk = Clerk(about)
    for _ in range(data.draw(st.integers(0, 8))):
        random_step(data.draw, clerk)  # type: ignore[arg-type]
    finish(clerk)
    before, cards = state(clerk), len(flow.road(clerk.answers, about))
    clerk.press(*[BACK] * cards)
    assert clerk.view.position == 1
    assert not clerk.view.can_back
    clerk.press(*[ENTER] * cards)
    assert clerk.done
    assert state(clerk) == before


def test_back_on_the_first_card_stays() -> None:
    clerk = Clerk(hands.given("B"))
    clerk.press(BACK)
    assert clerk.view.position == 1


def test_forward_is_refused_while_a_card_is_open() -> None:
    clerk = Clerk(hands.given("B")).press(ENTER)
    with pytest.raises(UserError):
        clerk.press(ENTER)
