"""② 甄别 through the windows: digits, Enter, Backspace, 0; the conclusion; who decides."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.desk.conftest import Room
from tests.desk.walks import (
    CTRL,
    KEY,
    accept,
    begin,
    choose_row,
    fill,
    finish,
    focus,
    number,
    register,
    sentence_under,
    view_of,
)
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.reception.flow import WrapChoice
from xinfang_desk.desk.reception.screen_step import ScreenStep


def step_of(room: Room) -> ScreenStep:
    page = room.app.frame.page("reception")  # type: ignore[union-attr]
    return page.screen_step  # type: ignore[union-attr,no-any-return]


def title(hands: Hands) -> str:
    return hands.get("card_title_label", QLabel).text()


def test_four_cards_and_a_conclusion_in_seven_keys(town: Room) -> None:
    hands = town.enter()
    register(hands)
    assert title(hands).startswith("1")
    hands.press(KEY.Key_Return)
    assert title(hands).startswith("2")
    hands.press(KEY.Key_4)
    assert title(hands).startswith("3")
    hands.press(KEY.Key_1)
    assert title(hands).startswith("4")
    hands.press(KEY.Key_1)
    hands.press(KEY.Key_3)
    hands.press(KEY.Key_Return)
    assert "受理" in hands.get("leaf_title_label", QLabel).text()
    words = [w.text() for w in hands.get("conclusion_scroll").findChildren(QLabel)]
    assert "信访事项受理告知书" in words
    assert not [w for w in words if w in ("L27", "B4")], "codes stay in the basis drawer"
    finish(hands)
    assert view_of(town).items[0].screening is not None
    assert hands.get("issue_button").isVisible()


def test_back_goes_to_the_card_before_with_its_answer(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_4)
    hands.press(KEY.Key_Backspace)
    assert title(hands).startswith("2")
    assert hands.get("option_4_button", QPushButton).isChecked()
    hands.click("card_back_button")
    assert title(hands).startswith("1")
    assert not hands.find("card_back_button").isEnabled()  # type: ignore[union-attr]


def test_unsure_takes_the_answer_that_binds_least(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_4)
    hands.press(KEY.Key_0)
    trace = " ".join(w.text() for w in hands.get("side_panel").findChildren(QLabel))
    assert "未核实" in trace


def test_cards_go_on_where_they_stopped(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_4)
    hands = town.cut_power()
    town.log_in("zhou")
    choose_row(hands, "today_row_0001")
    assert title(hands).startswith("3")


def test_a_case_in_court_wants_its_fact_column_and_a_decider(town: Room) -> None:
    hands = town.enter()
    register(hands, request="要求邻居赔偿", facts="已经起诉，正在打官司")
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_6, KEY.Key_2, KEY.Key_1, KEY.Key_Return):
        hands.press(key)
    assert hands.get("leaf_title_label").isVisible()
    assert not step_of(town).conclusion._hows.checkedButton(), "how it was decided is not chosen in passing"
    finish(hands)
    assert view_of(town).items[0].screening is None
    assert focus() == "case_body_edit", "the first empty field of the fact column"
    hands.type("case_body_edit", "中方县人民法院")
    hands.type("case_number_edit", "（2026）湘1221民初1号")
    hands.type("where_to_edit", "中方县人民法院诉讼服务中心，12368")
    hands.pick("decider_combo", "陈站长")
    hands.click("decided_phone_button")
    hands.type("decided_phone_edit", "0745-2810002")
    finish(hands)
    assert "利害" in sentence_under(hands, "card_problem_label") or view_of(town).items[0].screening is None
    hands.click("no_interest_check")
    finish(hands)
    screening = view_of(town).items[0].screening
    assert screening is not None
    assert screening.decided_how == "phone"
    assert screening.no_interest


def test_nobody_here_to_decide_lets_the_visitor_go_with_a_receipt(town: Room) -> None:
    hands = town.enter()
    register(hands, request="要求邻居赔偿", facts="已经起诉，正在打官司")
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_6, KEY.Key_2, KEY.Key_1, KEY.Key_Return):
        hands.press(key)
    hands.click("awaiting_check")
    hands.click("awaiting_reason_2_button")
    finish(hands)
    screening = view_of(town).items[0].screening
    assert screening is not None
    assert screening.awaiting
    assert screening.awaiting_reason == "等决定人"


def test_a_question_changes_the_purpose_only_when_confirmed(town: Room) -> None:
    hands = town.enter()
    register(hands, request="低保要什么材料", facts="想给母亲申请低保")
    for key in (KEY.Key_Return, KEY.Key_1, KEY.Key_1, KEY.Key_Return):
        hands.press(key)
    finish(hands)
    assert "信访目的" in sentence_under(hands, "card_problem_label")
    hands.click("purpose_confirm_check")
    finish(hands)
    assert view_of(town).items[0].item.purpose == "zixun"


def test_screening_again_wants_a_reason(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    hands.click("screen_step_button")
    hands.click("screen_again_button")
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_1, KEY.Key_1, KEY.Key_3, KEY.Key_Return):
        hands.press(key)
    finish(hands)
    assert view_of(town).items[0].screening.replaces_id is None  # type: ignore[union-attr]
    hands.type("replaced_reason_edit", "当时听错了")
    finish(hands)
    assert view_of(town).items[0].screening.replaced_reason == "当时听错了"  # type: ignore[union-attr]


def test_the_directory_is_searched_by_words(town: Room) -> None:
    hands = town.enter()
    register(hands)
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_1):
        hands.press(key)
    search = next(w.objectName() for w in hands.get("card_scroll").findChildren(QPushButton) if w) and next(
        name for name in hands._shown_names().split(", ") if name.endswith("_search_edit")
    )
    hands.type(search, "低保")
    found = search.replace("_search_edit", "_found_list")
    hands.wait_for(lambda: hands.find(found) is not None, "rows of the directory")
    hands.press(KEY.Key_Return)
    assert hands.find(found) is None
    assert "".join(
        w.text() for w in hands.get("card_scroll").findChildren(QLabel) if w.isVisible() and "低保" in w.text()
    )


def test_what_the_store_knows_is_laid_out_first(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    register(hands)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_4)
    words = " ".join(w.text() for w in hands.get("card_scroll").findChildren(QLabel) if w.isVisible())
    assert "000001" in words
    assert number() not in words


def test_the_keeper_finishes_a_disclosure(town: Room) -> None:
    hands = town.enter()
    register(hands, disclosure=True, name="吴某", id_number="", request="查处村支书", facts="侵占征地款")
    town.app.lock()
    town.log_in("keeper")
    choose_row(hands, "today_row_0001")
    hands.press(KEY.Key_Return)
    assert (
        "密" in hands.get("leaf_title_label", QLabel).text() or "举报" in hands.get("leaf_title_label", QLabel).text()
    )


def test_ctrl_enter_on_a_card_does_nothing_by_itself(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.press(KEY.Key_Return, CTRL)
    assert title(hands).startswith("1")


def test_a_number_that_is_asked_for_takes_the_digits(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    fill(hands)
    hands.type("people_spin", "8")
    hands.type("concerned_spin", "8")
    finish(hands)
    hands.press(KEY.Key_3)
    hands.press(KEY.Key_3)
    assert hands.get("option_1_button", WrapChoice).digit == "", "1 and 2 answer the question now"
    hands.press(KEY.Key_1)
    assert focus() == "representatives_edit"
    hands.press(KEY.Key_3)
    assert hands.get("representatives_edit", QLineEdit).text() == "3"
    assert hands.get("option_3_button", QPushButton).isChecked(), "what was ticked stays"
    step_of(town).setFocus()
    hands.press(KEY.Key_Return)
    assert title(hands).startswith("2")


def test_nought_in_an_empty_line_is_not_sure(town: Room) -> None:
    hands = town.enter()
    register(hands)
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_5):
        hands.press(key)
    assert focus() == "number_edit"
    hands.press(KEY.Key_0)
    assert hands.get("number_edit", QLineEdit).text() == ""
    hands.press(KEY.Key_Return)
    assert title(hands).startswith("4")


def test_only_the_row_that_has_the_keys_shows_them(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    register(hands)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_4)
    shown = [hands.get(f"option_{at}_button", WrapChoice).digit for at in range(1, 8)]
    assert shown == ["", "", "", "4", "5", "6", "7"]
    assert hands.get("still_same_button", QPushButton).text().startswith("1")
    hands.press(KEY.Key_1)
    hands.get("leaf_title_label")  # the record confirmed leaves nothing to ask
    hands.click("card_back_button")
    assert not hands.get("still_same_button", QPushButton).text().startswith("1")


def test_who_is_taken_in_for_later_gets_the_receipt_next(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "李𬀩明")
    hands.type("address_edit", "枣树村三组")
    hands.click("later_check")
    finish(hands)
    assert hands.get("issue_button").isVisible()
    hands.click("screen_step_button")
    assert hands.find("card_title_label") is None
    assert hands.get("fill_item_1_button").isVisible()


def test_a_disclosure_wants_a_decider_or_the_straight_way(town: Room) -> None:
    hands = town.enter()
    register(hands, disclosure=True, name="吴某", id_number="", request="查处村支书", facts="侵占征地款")
    hands.press(KEY.Key_Return)
    finish(hands)
    assert view_of(town).items[0].screening is None
    hands.click("straight_check")
    assert hands.find("decider_combo") is None
    finish(hands)
    row = view_of(town).items[0].screening
    assert row is not None
    assert (row.leaf, row.decider_id) == ("L06", None)
