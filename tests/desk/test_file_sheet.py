"""The windows around a screening: its file sheet, a notice made up, a corrected day, an answer against the store."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from tests.desk.conftest import Room
from tests.desk.walks import KEY, accept, choose_row, fill_handler, finish, register, view_of
from xinfang_desk.desk.demo.driver import Hands


def words_of(hands: Hands, name: str) -> str:
    return " ".join(w.text() for w in hands.get(name).findChildren(QLabel) if w.isVisible())


def come_again(town: Room, hands: Hands) -> None:
    """The same person twenty days later: 还是，没有新的 — the first registration was never answered."""
    town.later(days=20)
    register(hands)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_4)


def test_the_sheet_goes_along_unless_it_is_held_back(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    fill_handler(hands)
    choose_row(hands, "paper_row_S1")
    with_sheet = hands.get("issue_button", QPushButton).text()
    hands.click("hold_back_button")
    without = hands.get("issue_button", QPushButton).text()
    assert int(with_sheet.split()[1]) == int(without.split()[1]) + 1
    hands.press(KEY.Key_F9)
    assert "S1" not in {row.code for row in town.unit.documents.all()}
    hands.click("print_confirm_yes_button")
    hands.click("issue_step_button")
    choose_row(hands, "paper_row_S1")
    hands.click("give_now_button")
    hands.press(KEY.Key_F9)
    assert "S1" in {row.code for row in town.unit.documents.all()}


def test_the_sheet_asks_for_nothing_and_closes_with_the_rest(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    assert "S1" in {row.code for row in town.unit.documents.all()}
    finish(hands)  # 是，都出来了
    assert "甄别意见" not in words_of(hands, "reception_page")
    finish(hands)  # 记下签收
    assert view_of(town).reception.state == "closed"


def test_the_notice_once_owed_is_made_up(town: Room) -> None:
    hands = town.enter()
    register(hands)
    come_again(town, hands)
    assert "还没有甄别" in words_of(hands, "card_scroll")
    hands.press(KEY.Key_1)
    hands.press(KEY.Key_Return)
    assert hands.get("make_up_button", QPushButton).text() == "补办原登记的告知（000001）"
    hands.click("make_up_button")
    hands.settle()
    assert hands.get("card_title_label", QLabel).text().startswith("1")
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_Return, KEY.Key_1, KEY.Key_3, KEY.Key_Return):
        hands.press(key)
    assert "2026年12月8日" in words_of(hands, "conclusion_scroll"), "counted from the first receipt"
    finish(hands)
    (row,) = town.unit.screenings.all()
    first = min(town.unit.items.all(), key=lambda item: item.made_at)
    assert (row.item_id, row.leaf, row.on_date) == (first.id, "L27", "2026-12-13")


def test_the_notice_once_owed_is_offered_after_the_conclusion_too(town: Room) -> None:
    hands = town.enter()
    register(hands)
    come_again(town, hands)
    hands.press(KEY.Key_1)
    hands.press(KEY.Key_Return)
    hands.get("make_up_button")
    finish(hands)
    hands.click("screen_step_button")
    hands.get("screen_again_button")
    assert "条例" in words_of(hands, "side_scroll"), "the article stands beside the finished conclusion as well"
    hands.click("make_up_button")
    assert hands.get("card_title_label", QLabel).text().startswith("1")


def test_an_answer_against_the_store_wants_a_reason(town: Room) -> None:
    hands = town.enter()
    register(hands)
    come_again(town, hands)
    hands.click("option_1_button")
    hands.press(KEY.Key_Return)
    assert "为什么不一样" in hands.get("card_problem_label", QLabel).text()
    hands.type("why_edit", "上次那件他自己撤回了")
    hands.settle()
    hands.press(KEY.Key_Return)
    assert hands.get("card_title_label", QLabel).text().startswith("4")


def test_a_corrected_day_asks_for_a_new_conclusion(town: Room) -> None:
    town.later(days=2)
    hands = town.enter()
    register(hands, "letter")
    accept(hands)
    hands.click("register_step_button")

    def correct() -> None:
        hands.pick("correct_field_combo", "收到日期")
        hands.type("correct_new_edit", "2026-11-24")
        hands.get("correct_reason_edit", QPlainTextEdit).setPlainText("信封上是前一天")
        hands.click("correct_ok_button")

    hands.answer("correct_button", correct)
    hands.settle()
    assert "请重新甄别" in town.said()
    hands.click("screen_step_button")
    assert hands.get("screen_again_card").isVisible()
