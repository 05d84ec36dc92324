"""Ten mornings and the words on the cards (counter-rules.md 1, 11): how many keys, what is shown, what is closed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.cards.hands import ENTER, TODAY, ZERO, Clerk, given
from xinfang_desk.domain.cards.given import Earlier
from xinfang_desk.domain.errors import UserError

RUNNING = Earlier(
    "0193a1c0-1",
    "431221-2026-LF-000107",
    "库里查到 2026年11月2日 登记 000107 “征地补偿”。",
    facts={"same_matter_pending": True, "pending_overdue": False, "desk_is_superior": False},
    due_on=date(2027, 1, 2),
)


def test_an_ordinary_visit_is_five_keys() -> None:
    clerk = Clerk(given("B")).press(ENTER, "4", "1", "path=P031", ENTER)
    assert clerk.keys == 5
    assert clerk.result().leaf == "L26"
    assert clerk.outcome().path_id == "P031"
    assert clerk.outcome().sources["route"] == {"source": "来访人回答", "note": "目录 P031"}


def test_wages_of_eight() -> None:
    clerk = Clerk(given("B", people=8)).press("3", "3", "joint=yes", "representatives=4", ENTER, "4", "1", "path=P002")
    road = next(ask for ask in clerk.view.follow_ups if ask.id == "row_road")
    assert [option.label for option in road.options] == ["查违法、保护人身财产", "仲裁（劳动人事）", "调解", "选不出"]
    clerk.press("2", ENTER)
    assert (clerk.result().leaf, clerk.result().side_leaves) == ("L23", ("L02", "L03"))
    assert clerk.outcome().site["kinds"] == ["wages"]


def test_asked_about_relief_and_wants_it_done() -> None:
    clerk = Clerk(given("B")).press(ENTER, "1", "2", ENTER, "1")
    assert clerk.view.number == 4
    assert next(ask.value for ask in clerk.view.follow_ups if ask.id == "road") == "own"
    clerk.press("1", ENTER)
    assert clerk.result().leaf == "L25"
    assert clerk.outcome().facts["route_target"] == "own_procedure"


def test_a_leaking_neighbour() -> None:
    clerk = Clerk(given("B")).press(ENTER, "5", "1")
    assert clerk.keys == 3
    assert clerk.result().documents[-1] == "B6k"


def test_comes_again_about_the_same() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(ENTER, "4")
    assert [one.id for one in clerk.view.options if one.chosen] == ["pending"]
    assert not clerk.view.can_go_on
    clerk.press("1", ENTER)
    assert clerk.keys == 4
    assert clerk.result().leaf == "L13"
    assert clerk.outcome().sources["same_matter_pending"] == {
        "source": "库中查得",
        "note": "登记 431221-2026-LF-000107",
    }


def test_comes_again_with_something_new() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(ENTER, "4", "2")
    assert "拆开" in clerk.view.warnings[0]
    clerk.press(ENTER)
    assert clerk.result().leaf == "L13"


def test_comes_again_about_something_else() -> None:
    clerk = Clerk(given("B", earlier=(RUNNING,))).press(ENTER, "4", "3", ENTER)
    assert clerk.view.number == 4
    assert clerk.outcome().facts["same_matter_pending"] is False


def test_two_earlier_ones_are_told_apart() -> None:
    other = Earlier("0193a1c0-2", "431221-2026-LF-000099", "库里查到 …", linked=True, facts={})
    clerk = Clerk(given("B", earlier=(RUNNING, other))).press(ENTER, "4")
    question = clerk.view.store_question
    assert question is not None
    assert [option.label for option in question.options] == [
        *("还是000099 那件，没有新的", "还是000099 那件，有新的"),
        *("还是000107 那件，没有新的", "还是000107 那件，有新的", "都不是"),
    ]
    clerk.press("still=same_0193a1c0-1", ENTER)
    assert clerk.result().leaf == "L13"


def test_an_opinion_the_store_knows() -> None:
    row = Earlier(
        "0193a1c0-3",
        "431221-2026-LF-000050",
        "库里查到 …",
        facts={"opinion": "handling", "opinion_served_on": "2026-11-02"},
    )
    clerk = Clerk(given("B", earlier=(row,))).press(ENTER, "4")
    assert not [one.id for one in clerk.view.options if one.chosen]
    clerk.press("1")
    assert [one.id for one in clerk.view.options if one.chosen] == ["opinion"]
    clerk.press("1", ENTER)
    assert clerk.result().leaf == "L15"
    assert clerk.outcome().sources["opinion_served_on"]["source"] == "库中查得"
    assert clerk.outcome().sources["told_of_review"]["source"] == "来访人回答"


def test_a_disclosure_by_f6() -> None:
    clerk = Clerk(given("B", sealed=True))
    assert clerk.result().leaf == "L06", "complete before any key"
    assert clerk.view.total == 1
    with pytest.raises(UserError):
        clerk.press("1")
    clerk.press(ENTER)
    assert clerk.done
    assert clerk.outcome().disclosure is False, "it is sealed already"


def test_a_disclosure_found_on_card_one() -> None:
    clerk = Clerk(given("B")).press("3", "6", "other_words=说了很多", "1", ZERO, ZERO, ENTER)
    assert clerk.done
    found = clerk.outcome()
    assert (found.disclosure, found.facts["accused_supervised"]) == (True, True)
    assert found.sources["nature"]["source"] == "未核实"
    assert "说了很多" not in clerk.answers.to_json()
    assert "other_words" not in found.site


def test_not_a_cadre_goes_on() -> None:
    clerk = Clerk(given("B")).press("1", "2", ENTER, "3")
    assert clerk.view.number == 4
    assert "several" not in [one.id for one in clerk.view.options]
    assert clerk.outcome().disclosure is False


def test_the_court_has_decided() -> None:
    clerk = Clerk(given("B")).press(ENTER, "4", "6", "3", "1", "judged_on=2026-11-20", ENTER)
    assert clerk.keys == 7
    assert clerk.result().ground == "N3"
    assert "2026-11-20" in clerk.outcome().sources["judicial_stage"]["note"]


@pytest.mark.parametrize(
    "about",
    [
        given("B", written=True),
        given("B", wants_solved=True),
        given("B", earlier=(RUNNING,)),
        given("B", earlier=(Earlier("x", "431221-2026-LF-000001", "…", linked=True, asked_only=True),)),
    ],
)
def test_no_mere_question(about: object) -> None:
    clerk = Clerk(about).press(ENTER)  # type: ignore[arg-type]
    consult = clerk.view.options[0]
    assert (consult.enabled, bool(consult.why_not)) == (False, True)
    with pytest.raises(UserError):
        clerk.press("1")


def test_a_bureau_classifies_by_the_row() -> None:
    clerk = Clerk(given("A")).press(ENTER, "4", "1", "path=P130", "feedback=yes", ENTER)
    assert clerk.result().leaf == "L18"
    assert "B3" in clerk.result().documents
    assert clerk.outcome().facts["route"] == 4


def test_only_mediation_at_a_bureau() -> None:
    clerk = Clerk(given("A")).press(ENTER, "5", "1")
    assert next((one.id, one.chosen) for one in clerk.view.options) == ("subordinate", True)
    clerk.press(ENTER)
    assert (clerk.result().leaf, clerk.result().documents[-1]) == ("L19", "B6k")


def test_no_leaping_at_a_town() -> None:
    assert Clerk(given("B")).press(ENTER, "4", "1").view.more == ()
    assert [one.id for one in Clerk(given("C")).press(ENTER, "4", "1").view.more] == ["skipped"]
    letter = given("C", form="letter", source="letter")
    assert Clerk(letter).press(ENTER, "4", "1").view.more == ()


def test_days_left_to_object() -> None:
    about = given(
        "B",
        source="transfer",
        transferred_kind="petition_office",
        received_on=date(2026, 11, 18),
        transferred_in_on=date(2026, 11, 19),
    )
    clerk = Clerk(about).press(ENTER, "4")
    within = clerk.view.follow_ups[0]
    assert within.hint == "不归的要在 2026年11月26日（周四） 前提出，还有 3 个工作日。"
    clerk.press(ZERO, ENTER)
    assert clerk.view.number == 3
    assert clerk.outcome().facts["within_competence"] is True


def test_passed_on_by_others_counts_as_direct() -> None:
    about = given("B", source="transfer", transferred_kind="other", transferred_in_on=TODAY)
    clerk = Clerk(about).press(ENTER, "4", "1", "1", "3", ENTER)
    facts = clerk.outcome().facts
    assert (facts["transferred_in"], "transferred_in_on" in facts) == (False, False)
    assert clerk.result().leaf == "L27"


def test_name_and_address_unknown() -> None:
    clerk = Clerk(given("B", clear=False))
    assert not clerk.view.can_go_on
    clerk.press("1")
    assert clerk.outcome().facts["identity_clear"] is True
    nameless = Clerk(given("B", clear=False, anonymous=True))
    assert nameless.view.can_go_on
    assert nameless.outcome().facts["identity_clear"] is False


def test_a_guardian_is_no_agent() -> None:
    clerk = Clerk(given("B")).press("5", "2", ENTER, "2")
    assert clerk.outcome().facts["through_agent"] is False
    by_roster = Clerk(given("B", agent="agent"))
    assert by_roster.view.can_go_on
    assert by_roster.outcome().sources["through_agent"]["source"] == "登记"


def test_what_the_paper_would_be() -> None:
    clerk = Clerk(given("B")).press(ENTER, "4", "2", "same=person request facts")
    assert clerk.view.say_so == "出《办理进展告知书》。当场给他。写明谁在办、哪天前有结果、找谁问。"
    assert [note.article for note in clerk.view.law] == ["《信访工作条例》第十八条第一款、第二十一条第二款"]
    assert [(line.question, line.answer, line.source) for line in clerk.view.trace] == [
        ("先看一眼", "未见异常", "接访员"),
        ("来做什么", "要解决", "来访人"),
        ("以前办过", "正在办", "来访人"),
    ]


def test_danger_has_to_name_the_act() -> None:
    clerk = Clerk(given("B")).press("2")
    assert not clerk.view.can_go_on
    clerk.press(ZERO, ENTER, "2")
    assert clerk.outcome().facts["danger_on_site"] is False
    assert clerk.outcome().sources["danger_on_site"]["source"] == "未核实"


def test_a_letter_has_no_site() -> None:
    clerk = Clerk(given("B", form="letter", source="letter"))
    danger = clerk.view.options[1]
    assert (danger.id, danger.enabled) == ("danger", False)


def test_a_limit_of_the_special_law() -> None:
    row = next(one for one in given().paths.rows if one.t13_days is not None)
    clerk = Clerk(given("C")).press(ENTER, "4", "1", f"path={row.id}", "1")
    if not clerk.view.can_go_on:
        clerk.press(*[str(row.routes.index((5, None)) + 1)] if len(row.routes) > 1 else ())
    clerk.press(ENTER)
    assert clerk.outcome().facts["t13_days"] == row.t13_days


@pytest.mark.parametrize("role", ["A", "B", "C"])
def test_every_line_of_the_directory_leads_somewhere(role: str) -> None:
    for row in given().paths.rows:
        clerk = Clerk(given(role)).press(ENTER, "4", "1", f"path={row.id}")
        for _ in range(4):
            if clerk.done:
                break
            clerk.press(ENTER if clerk.view.can_go_on else ZERO)
        assert clerk.done, row.id
        assert clerk.result().missing == ()
