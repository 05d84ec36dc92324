"""Corners of the cards: taken-over facts beside other answers, wrong values, steps where nothing is left to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.cards.hands import BACK, ENTER, TODAY, ZERO, Clerk, given
from tests.unit.cards.test_mornings import RUNNING
from xinfang_desk.domain.cards import flow
from xinfang_desk.domain.cards.digits import digits_of
from xinfang_desk.domain.cards.given import Earlier
from xinfang_desk.domain.cards.words import say_so
from xinfang_desk.domain.errors import UserError

CLAIM = (ENTER, "4")


def chosen(clerk: Clerk) -> list[str]:
    return [one.id for one in (*clerk.view.options, *clerk.view.more) if one.chosen]


def test_a_court_case_beside_what_the_store_knows() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM, "1", "6", "1")
    assert chosen(clerk) == ["pending", "court"]
    clerk.press(ENTER)
    assert clerk.result().leaf == "L13"
    assert clerk.outcome().sources["same_matter_pending"]["source"] == "库中查得"


def test_against_what_the_store_says() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM, "1", "3")
    assert chosen(clerk) == ["overdue"]
    assert not clerk.view.can_go_on, "the three have to be ticked by hand now"
    clerk.press("same=person request facts")
    assert clerk.view.problem.startswith("请先回答“库里查到登记 000107 正在办，还没到期，这里为什么不一样”")
    clerk.press("why=承办人电话里说已经过了期限", ENTER)
    sources = clerk.outcome().sources
    assert sources["same_matter_pending"]["source"] == "来访人回答"
    assert sources["pending_overdue"] == {
        "source": "来访人回答",
        "note": "与库中不同：承办人电话里说已经过了期限（登记 431221-2026-LF-000107）",
    }
    assert clerk.outcome().differs["facts"] == "pending_overdue"
    assert clerk.result().leaf == "L14"


def test_back_to_the_store_asks_for_no_reason() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM, "1", "3", "2", "same=person request facts", "who=own")
    assert "why" not in {ask.id for ask in clerk.view.follow_ups}
    clerk.press(ENTER)
    assert clerk.result().leaf == "L13"
    assert not clerk.outcome().differs


def test_never_handled_although_the_same_is_running() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM)
    clerk._choose("first")
    assert not clerk.view.can_go_on
    unsure = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM)
    unsure._choose("first")
    unsure.press(ZERO, ENTER)
    assert unsure.outcome().sources["same_matter_pending"]["source"] == "未核实"
    clerk.press("why=上次撤回了，这是头一回说", ENTER)
    assert clerk.outcome().sources["same_matter_pending"]["note"].startswith("与库中不同：上次撤回了")
    assert clerk.outcome().facts["same_matter_pending"] is False


def test_not_that_one_is_no_contradiction_unless_both_were_joined() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM, "3", ENTER)
    assert not clerk.outcome().differs
    joined = Clerk(given("B", earlier=(replace(RUNNING, linked=True),))).press(*CLAIM, "3")
    assert not joined.view.can_go_on
    joined.press("why=登记时连错了", ENTER)
    assert joined.outcome().differs["register_no"] == RUNNING.register_no


OPINION_ROW = Earlier(
    "0193a1c0-5",
    "431221-2026-LF-000052",
    "库里查到 …",
    facts={"opinion": "handling", "opinion_served_on": "2026-11-02"},
)


@pytest.mark.parametrize(
    ("keys", "facts"),
    [
        (("served_on=2026-11-02", "told=yes"), ""),
        (("served_on=2026-11-09", "told=yes"), "opinion_served_on"),
        (("proof=no",), "opinion_served_on"),
        (("paper=review", "proof=yes", "served_on=2026-11-16", "told=yes"), ""),
        (("paper=letter",), "opinion"),
        (("paper=unknown",), ""),
    ],
)
def test_another_day_than_the_record_of_service(keys: tuple[str, ...], facts: str) -> None:
    clerk = Clerk(given("B", earlier=(OPINION_ROW,))).press(*CLAIM, "1", *keys)
    assert ("why" in {ask.id for ask in clerk.view.follow_ups}) is bool(facts)
    if facts:
        clerk.press("why=回执上是另一天", ENTER)
        assert clerk.outcome().sources[facts]["note"].startswith("与库中不同：回执上是另一天")
        assert clerk.outcome().differs["facts"] == facts
    else:
        clerk.press(ENTER)
        assert not clerk.outcome().differs


def test_unsure_whether_it_is_the_same() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM, ZERO, ENTER)
    assert clerk.view.number == 4
    assert clerk.outcome().sources["same_matter_pending"] == {"source": "未核实", "note": ""}


def test_unsure_whether_in_time_is_late() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "2", "same=person request facts", ZERO, ENTER)
    assert clerk.result().leaf == "L14"
    assert clerk.outcome().sources["pending_overdue"]["source"] == "未核实"


def test_unsure_with_nothing_open_changes_nothing() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "6", "1", ZERO)
    assert chosen(clerk) == ["court"]
    assert clerk.outcome().sources["judicial_jurisdiction"]["source"] == "来访人回答"


def test_a_doubt_is_settled_by_an_answer() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "6", ZERO, "case=unsure")
    assert clerk.answers.unsure == frozenset()
    clerk.press("case=running", "same_case=yes", ENTER)
    assert clerk.result().ground == "N3"


def test_an_empty_answer_leaves_a_doubt() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "5", ZERO)
    before = clerk.answers
    assert clerk.press("number=").answers == before


def test_first_time_stands_alone() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "2", "6", "7")
    assert chosen(clerk) == ["pending", "court", "ended"]
    clerk._choose("first")
    assert clerk.view.number == 4
    clerk.press(BACK)
    assert chosen(clerk) == ["first"]
    clerk.press("4")
    assert chosen(clerk) == ["opinion"]


def test_not_started_and_a_case_exclude_each_other() -> None:
    clerk = Clerk(given("A")).press(*CLAIM, "6", "more:not_started")
    assert chosen(clerk) == ["not_started"]
    clerk.press("2", ENTER)
    assert (clerk.result().leaf, clerk.result().ground) == ("L11", "N3")
    assert clerk.outcome().column["case_stage"] == "not_started"


def test_a_town_hears_what_counts_as_pending() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "2", "who=other")
    assert "12345" in clerk.view.warnings[0]


def test_the_fact_column_of_a_superior() -> None:
    keys = ("2", "who=below", "same=person request facts", "body=铜湾所", "accepted_on=2026-11-02", "due_on=2027-01-01")
    clerk = Clerk(given("C")).press(*CLAIM, *keys)
    assert clerk.view.law[0].article == "《信访工作条例》第十九条第三款"
    assert clerk.outcome().column == {
        "pending_body": "铜湾所",
        "pending_accepted_on": "2026-11-02",
        "pending_due_on": "2027-01-01",
    }


def test_of_several_kinds_one_is_in_doubt() -> None:
    clerk = Clerk(given("B")).press("3", "kinds=wages other", ZERO, ENTER, "2")
    assert clerk.outcome().facts["major_or_urgent"] is True
    assert clerk.outcome().site["kinds"] == ["wages"]
    only = Clerk(given("B")).press("3", "6", ZERO, ENTER, "2")
    assert only.outcome().facts["major_or_urgent"] is False


def test_unsure_on_card_one() -> None:
    clerk = Clerk(given("B")).press(ZERO)
    assert clerk.view.warnings
    clerk.press(ENTER, "2")
    assert clerk.outcome().sources["danger_on_site"] == {"source": "未核实", "note": ""}


def test_more_than_five_representatives() -> None:
    clerk = Clerk(given("B", people=9)).press("joint=yes", "representatives=九")
    assert clerk.view.problem == "请填 0 到 9 的数。"
    clerk.press("representatives=7")
    assert clerk.view.warnings == ("代表超过五人，请劝导推选不超过五人；不推选也照样登记。",)
    clerk.press(ENTER, "4")
    assert clerk.view.number == 3, "the remark of card 1 does not hold up the next"


def test_ticks_taken_back() -> None:
    clerk = Clerk(given("B")).press("2", "1", "2")
    assert chosen(clerk) == []
    clerk.press("2")
    assert not clerk.view.can_go_on, "the act was forgotten with the tick"


def test_a_skip_opened_and_closed() -> None:
    clerk = Clerk(given("C")).press(*CLAIM, "1", "more:skipped", "competent_body=铜湾镇人民政府")
    assert clerk.outcome().column["competent_body"] == "铜湾镇人民政府"
    assert clerk.view.law[0].article == "《信访工作条例》第二十条第一款、第四款"
    clerk.press("more:skipped")
    assert chosen(clerk) == []


def test_a_line_for_the_police_in_a_report() -> None:
    clerk = Clerk(given("B")).press(ENTER, "3", "path=P069")
    assert chosen(clerk) == ["police"]


def test_a_line_of_another_card() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "1", "path=P149")
    assert "来做什么" in clerk.view.warnings[0]


def test_a_line_and_no_road() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "1", "path=P019", ZERO)
    assert [ask.id for ask in clerk.view.follow_ups] == ["path", "row_road", "road"]
    clerk.press(ZERO, ENTER)
    assert clerk.result().leaf == "L27"
    assert clerk.outcome().take_in == "要查职责"


def test_the_kind_of_arbitration_in_doubt() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "1", "2", "road=arbitration")
    assert clerk.view.problem.startswith("请先回答“哪一种仲裁”")
    clerk.press(ZERO, ENTER)
    assert clerk.result().leaf == "L21"


@pytest.mark.parametrize("days", [0, 1])
def test_the_last_days_to_object(days: int) -> None:
    from datetime import date

    about = given(
        "C",
        source="transfer",
        transferred_kind="own_superior",
        received_on=date(2026, 11, 16),
        transferred_in_on=date(2026, 11, 16),
        on=date(2026, 11, 23 + days),
    )
    hint = Clerk(about).press(ENTER, "4").view.follow_ups[0].hint
    assert hint == (
        "不归的要在 2026年11月23日（周一） 前提出，今天是最后一天。"
        if not days
        else "提出异议的 5 个工作日到 2026年11月23日（周一） 已过，不归的要协商。"
    )


def test_a_bureau_has_no_days_to_object() -> None:
    about = given("A", source="transfer", transferred_kind="own_superior", transferred_in_on=TODAY)
    assert Clerk(about).press(ENTER, "4").view.follow_ups[0].hint == ""


def test_what_is_not_on_the_card() -> None:
    clerk = Clerk(given("B"))
    with pytest.raises(UserError):
        clerk._choose("claim")
    assert clerk.press("nope=1").answers == Clerk(given("B")).answers
    with pytest.raises(UserError):
        clerk.press("5", "agent=boss")
    with pytest.raises(UserError):
        Clerk(given("B")).press(*CLAIM, "2", "same=person nothing")


def test_nothing_moves_after_the_last_card() -> None:
    clerk = Clerk(given("B")).press(ENTER, "2")
    assert clerk.done
    ended = clerk.answers
    about = clerk.about
    assert flow.go_on(ended, about) == flow.choose(ended, about, "claim") == flow.unsure(ended, about) == ended
    assert flow.answer(ended, about, "want", "know") == ended


def test_no_paper_is_named_before_a_conclusion() -> None:
    clerk = Clerk(given("B")).press(ENTER)
    assert clerk.view.say_so == ""
    facts = {"desk_role": "B", "form": "visit", "received_on": "2026-11-23"}
    from xinfang_desk.domain.cards.gathered import trial

    assert say_so(clerk.about, trial(clerk.about, facts)) == ""


def test_what_a_kept_date_and_comparison_must_be() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "4", "1", "1", "served_on=昨天")
    assert clerk.view.problem == "不是日期，请写成 2026-11-23 这样。"
    clerk = Clerk(given("B")).press(*CLAIM, "5", "number=1号", "2", "compare=坏了")
    assert not clerk.view.can_go_on
    clerk.press('compare=[["甲","",""]]')
    assert clerk.view.problem == "请把“上次说的、这次说的、相同或不同”逐项填完。"
    clerk.press('compare=[["甲","乙","other"]]', ENTER)
    assert clerk.view.number == 4


def test_an_opinion_of_the_store_with_its_review_told() -> None:
    facts = {"opinion": "review", "opinion_served_on": "2026-11-02", "told_of_review": True}
    row = Earlier("0193a1c0-4", "431221-2026-LF-000051", "库里查到 …", facts=facts)
    clerk = Clerk(given("B", earlier=(row,))).press(*CLAIM, "2", ENTER)
    assert (clerk.result().leaf, clerk.result().remedy) == ("L15", "final_review")


def test_where_it_is_somebody_elses_no_road_need_be_chosen() -> None:
    clerk = Clerk(given("B")).press(*CLAIM, "1", "path=P001")
    assert chosen(clerk) == ["same_level"]
    (road,) = [ask for ask in clerk.view.follow_ups if ask.id == "row_road"]
    assert (road.required, road.hint[:4]) == (False, "可以不选")
    clerk.press(ENTER)
    assert clerk.result().leaf == "L21"
    own = Clerk(given("B")).press(*CLAIM, "1", "path=P001")
    own.answers = flow.choose(own.answers, own.about, "self")
    assert own.view.problem.startswith("请先回答“这一类有几条路")


def test_a_bureau_is_not_told_to_choose_a_road() -> None:
    assert Clerk(given("A")).press(*CLAIM, "1").view.problem == "请选归谁管，拿不准按 0。"
    assert Clerk(given("B")).press(*CLAIM, "1").view.problem == "请选归谁管、走哪条路，拿不准按 0。"


def test_who_only_wants_to_meet_the_head_is_promised_no_acceptance() -> None:
    def at_card_two(form: str = "visit") -> Clerk:
        clerk = Clerk(given("B", form=form)).press(ENTER)
        clerk.answers = flow.choose(clerk.answers, clerk.about, "leader")
        return clerk

    clerk = at_card_two()
    assert clerk.view.say_so == "您的事我先收下，2026年12月8日（周二）前书面告诉您，您可以先回去，不用再跑。"
    assert not [words for words in clerk.view.warnings if "预约单" in words], "nothing is announced that does not print"
    assert at_card_two("letter").view.say_so == ""
    assert Clerk(given("B")).press(ENTER, "6").done, "a single answer goes on to the conclusion at once"


def test_digits_belong_to_the_open_question_first() -> None:
    clerk = Clerk(given("B", people=8)).press("3", "3")
    owner, taken = digits_of(clerk.view)
    assert (owner is not None and owner.id, sorted(taken)) == ("joint", [1, 2])
    owner, taken = digits_of(clerk.press("1").view)
    assert (owner is not None and owner.id, len(taken)) == ("representatives", 9), "what is typed takes every digit"
    assert digits_of(clerk.press("representatives=3").view) == (None, frozenset())
    known = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM)
    assert sorted(digits_of(known.view)[1]) == [1, 2, 3]
