"""What holds on every walk over the cards: complete facts, no refusal by 拿不准, answers that stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.cards import hands
from tests.unit.cards.hands import BACK, ENTER, TODAY, ZERO, Clerk
from xinfang_desk.domain.cards import flow
from xinfang_desk.domain.cards.given import Earlier, Given
from xinfang_desk.domain.cards.state import BEFORE, Answers
from xinfang_desk.domain.cards.view import AskKind, FollowUp
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.facts import parse_facts

MOST = 40
CLAIM = (ENTER, "4")

PENDING = {"same_matter_pending": True, "pending_overdue": False, "desk_is_superior": False}
EARLIER = st.sampled_from(
    [
        PENDING,
        PENDING | {"pending_overdue": True},
        PENDING | {"desk_is_superior": True},
        PENDING | {"desk_is_superior": True, "head_confirms_n1": True},
        {"opinion": "handling", "opinion_served_on": "2026-11-02"},
        {"opinion": "handling", "opinion_served_on": "2026-08-03"},
        {"opinion": "review", "opinion_served_on": None},
        {"final_review_opinion": True, "final_review_revoked": False, "same_facts_and_reasons": True},
        {"judicial_jurisdiction": "court", "judicial_stage": "decided"},
        {"judicial_matter_concluded": True},
        {},
    ]
)


@st.composite
def abouts(draw: st.DrawFn) -> Given:
    source = draw(st.sampled_from(["visit", "visit", "letter", "phone", "transfer"]))
    form = draw(st.sampled_from(["visit", "letter"])) if source == "transfer" else source
    known = draw(st.lists(EARLIER, max_size=2))
    return hands.given(
        draw(st.sampled_from("ABC")),
        source=source,
        form=form,
        transferred_kind=draw(st.sampled_from(["petition_office", "own_superior", "other"]))
        if source == "transfer"
        else "",
        transferred_in_on=TODAY if source == "transfer" else None,
        people=draw(st.sampled_from([1, 3, 8])),
        clear=draw(st.booleans()),
        anonymous=draw(st.booleans()),
        sealed=draw(st.integers(0, 9)) == 0,
        agent=draw(st.sampled_from(["", "", "agent", "guardian"])),
        written=draw(st.booleans()),
        oral=draw(st.booleans()),
        earlier=tuple(
            Earlier(f"0193a1c0-{number}", f"431221-2026-LF-00010{number}", f"第 {number} 行", facts=facts)
            for number, facts in enumerate(known)
        ),
    )


def some_value(draw: st.DrawFn, ask: FollowUp) -> str:
    if ask.kind is AskKind.CHOICE:
        return draw(st.sampled_from([one.id for one in ask.options if one.enabled]))
    if ask.kind is AskKind.TICKS:
        return " ".join(draw(st.sets(st.sampled_from([one.id for one in ask.options]))))
    if ask.kind is AskKind.DATE:
        return draw(st.sampled_from(["2026-11-02", "2026-08-03", "2027-01-01", "昨天", ""]))
    if ask.kind is AskKind.NUMBER:
        return draw(st.sampled_from(["0", "5", "8", "九", "77777"]))
    if ask.kind is AskKind.COMPARE:
        return draw(st.sampled_from(['[["甲","甲","same"]]', '[["甲","乙","other"]]', '[["甲","",""]]', "[1]", "坏"]))
    if ask.kind is AskKind.SEARCH:
        return draw(st.sampled_from(["P001", "P019", "P041", "P058", "P149", "P155", "P999"]))
    return draw(st.sampled_from(["中方县人民法院", "2026-11-02", "", "（2026）湘1221民初1号"]))


def random_step(draw: st.DrawFn, clerk: Clerk) -> None:
    shown = flow.view(clerk.answers, clerk.about)
    act = draw(st.sampled_from(["choose", "choose", "answer", "answer", "on", "on", "back", "unsure"]))
    try:
        if shown is None or act == "back":
            clerk.press(BACK)
        elif act == "choose":
            clerk._choose(draw(st.sampled_from([one.id for one in (*shown.options, *shown.more)])))
        elif act == "answer":
            asks = ((shown.store_question,) if shown.store_question else ()) + shown.follow_ups
            if asks:
                ask = draw(st.sampled_from(asks))
                clerk.answers = flow.answer(clerk.answers, clerk.about, ask.id, some_value(draw, ask))
        elif act == "unsure":
            clerk.press(ZERO)
        else:
            clerk.press(ENTER)
    except UserError as refused:
        if refused.code != "card" or not refused.sentence:
            raise


def finish(clerk: Clerk) -> None:
    """0 for everything still open, Enter for the rest."""
    for _ in range(MOST):
        if clerk.done:
            return
        clerk.press(ENTER if clerk.view.can_go_on else ZERO)
    raise AssertionError(f"stuck at {clerk.view.title}: {clerk.view.problem}")


@settings(max_examples=250, deadline=None)
@given(data=st.data(), about=abouts())
def test_any_walk(data: st.DataObject, about: Given) -> None:
    clerk = Clerk(about)
    draw = data.draw
    for _ in range(draw(st.integers(0, 14))):
        random_step(draw, clerk)  # type: ignore[arg-type]
        parse_facts(dict(clerk.outcome().facts))
        assert Answers.from_json(clerk.answers.to_json()) == clerk.answers
        shown = flow.view(clerk.answers, about)
        if shown is not None:
            assert shown.can_go_on is (shown.problem == "")
            assert 1 <= shown.position <= shown.total <= 4
            assert not any(code in shown.say_so for code in ("B8", "L1", "N3"))
    finish(clerk)
    found = clerk.outcome()
    assert clerk.result().missing == ()
    assert set(found.sources) == set(found.facts) - {"policy"}
    assert {one["source"] for one in found.sources.values()} <= {
        *("接访员一览确认", "来访人回答", "库中查得", "未核实", "登记", "设置", "按规则")
    }


@settings(max_examples=150, deadline=None)
@given(data=st.data(), about=abouts())
def test_all_unsure_refuses_nobody(data: st.DataObject, about: Given) -> None:
    """Any answers of the cards, but every question that they open by 拿不准."""
    clerk = Clerk(about)
    draw = data.draw
    for _ in range(12):
        if clerk.done:
            break
        shown = clerk.view
        if draw(st.booleans()):
            ids = [one.id for one in (*shown.options, *shown.more) if one.enabled and one.id != "skipped"]
            clerk._choose(draw(st.sampled_from(ids)))
        elif shown.can_go_on:
            clerk.press(ENTER)
        else:
            clerk.press(ZERO)
    finish(clerk)
    result = clerk.result()
    assert result.ground is None
    assert result.leaf != "L16"


REFUSING: list[tuple[str, tuple[str, ...]]] = [
    ("B", (*CLAIM, "5", ZERO)),
    ("B", (*CLAIM, "5", "number=1号", ZERO)),
    ("B", (*CLAIM, "5", "number=1号", "2", ZERO)),
    ("B", (*CLAIM, "6", ZERO)),
    ("B", (*CLAIM, "6", "2", ZERO)),
    ("B", (*CLAIM, "6", "4", ZERO)),
    ("B", (*CLAIM, "6", "4", "1", ZERO)),
    ("B", (*CLAIM, "7", "ended_document=裁定", "ended_number=1号", ZERO)),
    ("C", (*CLAIM, "2", ZERO, "who=below")),
    ("C", (*CLAIM, "2", "same=person request facts", ZERO)),
    ("C", (*CLAIM, "2", "same=person request facts", "who=below", ZERO)),
    ("A", (*CLAIM, "2", "same=person request facts", "who=town")),
    ("B", (*CLAIM, "4", "1", "1", "served_on=2026-08-03", ZERO)),
    ("B", (*CLAIM, "4", "1", "1", "served_on=2026-08-03", "1", ZERO)),
    ("B", (*CLAIM, "4", "1", "1", "served_on=2026-08-03", "1", "2", ZERO)),
    ("B", (*CLAIM, "4", "1", ZERO)),
    ("B", (*CLAIM, "4", ZERO)),
    ("C", (*CLAIM, "1", "more:skipped", ZERO)),
    ("A", (*CLAIM, "more:not_started", ZERO)),
]


@pytest.mark.parametrize(("role", "keys"), REFUSING)
def test_unsure_at_a_refusing_question(role: str, keys: tuple[str, ...]) -> None:
    clerk = Clerk(hands.given(role)).press(*keys)
    finish(clerk)
    result = clerk.result()
    assert result.ground is None
    assert result.leaf != "L16"
    assert clerk.answers.unsure or keys[-1] != ZERO


@settings(max_examples=120, deadline=None)
@given(about=abouts(), facts=EARLIER)
def test_nothing_refusing_is_preset(about: Given, facts: dict[str, Any]) -> None:
    assume(not about.sealed)
    row = Earlier("0193a1c0-0", "431221-2026-LF-000107", "库里查到 …", facts=facts)
    about = hands.given(about.role, earlier=(row,), written=True)
    clerk = Clerk(about).press(*CLAIM)
    shown = clerk.view
    assert shown.store_notes == ("库里查到 …",)
    assert shown.store_question is not None
    for keys in ((), ("still=same",)):
        at_card = Clerk(about).press(*CLAIM, *keys)
        chosen = [one.id for one in at_card.view.options if one.chosen]
        if chosen:
            assert set(chosen) <= {"pending", "overdue", "opinion"}
            gathered = at_card.outcome()
            result = hands.screen(parse_facts(dict(gathered.facts)), hands.PACK, hands.CALENDAR)
            assert result.ground is None
            assert result.leaf != "L16"
    refusing = facts.get("desk_is_superior") or "judicial_jurisdiction" in facts or "final_review_opinion" in facts
    if refusing and about.role == "C":
        assert not [one.id for one in shown.options if one.chosen]


def test_going_back_keeps_the_answers() -> None:
    clerk = Clerk(hands.given("B")).press("3", "3", ENTER, "4", "2", "same=person request", "who=own")
    clerk.press(BACK)
    assert [one.id for one in clerk.view.options if one.chosen] == ["claim"]
    clerk.press(BACK)
    assert [one.id for one in clerk.view.options if one.chosen] == ["urgent"]
    assert clerk.view.follow_ups[0].value == "wages"
    clerk.press(ENTER, ENTER)
    assert {ask.id: ask.value for ask in clerk.view.follow_ups} == {"same": "person request", "who": "own"}


def test_back_from_the_conclusion() -> None:
    clerk = Clerk(hands.given("B")).press(*CLAIM, "1", "1", "3", ENTER)
    assert clerk.done
    clerk.press(BACK)
    assert clerk.view.number == 4
    clerk.press(ENTER)
    assert clerk.done


def test_another_purpose_leaves_stale_answers_out() -> None:
    clerk = Clerk(hands.given("B")).press(*CLAIM, "1", "1", "3", ENTER, BACK, BACK, BACK, "2")
    assert clerk.done
    assert {"route", "competent", "opinion"}.isdisjoint(clerk.outcome().facts)
    clerk.press(BACK, "4", ENTER, ENTER)
    assert clerk.done, "the answers of cards 3 and 4 are still there"
    assert clerk.result().leaf == "L27"


BROKEN = (
    *("", "{", "[]", "null", "{}", '{"version":2}', '{"version":1,"at":"x"}', "[" * 100_000),
    '{"version":1,"at":"look","chosen":[]}',
    '{"at":"look","chosen":{"look":[1]},"unsure":[],"values":{},"version":1}',
    '{"at":"look","chosen":{"nope":[]},"unsure":[],"values":{},"version":1}',
    '{"at":"look","chosen":{},"unsure":[3],"values":{"a":{}},"version":1}',
)


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_draft_starts_afresh(text: str) -> None:
    assert flow.start(hands.given("B"), text) == Answers()


def test_a_draft_with_unknown_answers_is_asked_again() -> None:
    text = '{"at":"before","chosen":{"before":["nope"],"purpose":["claim"]},"unsure":[],"values":{},"version":1}'
    about = hands.given("B")
    shown = flow.view(flow.start(about, text), about)
    assert shown is not None
    assert (shown.number, shown.can_go_on) == (3, False)
    assert flow.start(about, text).to_json() == text


def test_a_draft_goes_on_where_it_was() -> None:
    clerk = Clerk(hands.given("B")).press("2", "1", ENTER, "4", "6", "3")
    again = Clerk(hands.given("B"))
    again.answers = flow.start(again.about, clerk.answers.to_json())
    assert again.view == clerk.view
    assert again.outcome() == clerk.outcome()


def test_card_one_once_a_visit() -> None:
    first = Clerk(hands.given("B", people=8)).press("joint=yes", "representatives=4", "3", "3", "4", ENTER, "4")
    about = hands.given("B", people=8, site=first.outcome().site)
    second = Clerk(about)
    assert (second.view.number, second.view.position) == (2, 2)
    second.press("4", "1", "1", "3", ENTER)
    assert second.result().side_leaves == ("L02", "L03", "L04")
    assert second.outcome().site == first.outcome().site
    second.press(BACK, BACK, BACK, BACK)
    assert second.view.number == 1


@pytest.mark.parametrize("site", [{"acts": 3}, {"kinds": ["nope", 4], "agent": ["x"]}, {"joint": 1, "interest": "yes"}])
def test_a_site_that_cannot_be_read(site: dict[str, Any]) -> None:
    clerk = Clerk(hands.given("B", site=site))
    finish(clerk)
    assert clerk.result().side_leaves == ()


def test_dates_that_lie_ahead_stay_at_their_field() -> None:
    clerk = Clerk(hands.given("B")).press(*CLAIM, "4", "1", "1", "served_on=2026-12-24")
    served = next(ask for ask in clerk.view.follow_ups if ask.id == "served_on")
    assert (served.value, bool(served.problem)) == ("2026-12-24", True)
    with pytest.raises(UserError):
        clerk.press(ENTER)
    assert BEFORE in clerk.answers.at


def test_the_calendar_of_the_walks_is_the_installed_one() -> None:
    assert hands.CALENDAR.has_year(TODAY.year)
    assert not hands.CALENDAR.has_year(date(2027, 1, 1).year)
