"""The keys of ② and ③: what goes on by itself, where the next key belongs, what F9 prints and what it does not."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.desk.conftest import Room
from tests.desk.walks import CTRL, KEY, accept, focus, number, register
from xinfang_desk.desk.demo.driver import Hands

REASON = "同一家另一个人自己的请求"


def press(hands: Hands, *keys: KEY) -> None:
    for key in keys:
        hands.press(key)


def title(hands: Hands) -> str:
    return hands.get("card_title_label", QLabel).text()


def to_card_4(hands: Hands) -> None:
    press(hands, KEY.Key_Return, KEY.Key_4, KEY.Key_1)
    assert title(hands).startswith("4")


def test_card_4_takes_words_digits_and_the_way_back_in_the_same_line(town: Room) -> None:
    hands = town.enter()
    register(hands)
    to_card_4(hands)
    assert focus() == "path_search_edit"
    hands.press(KEY.Key_Backspace)
    assert title(hands).startswith("3"), "an empty line has nothing to take back"
    hands.press(KEY.Key_1)
    hands.press(KEY.Key_1)
    assert hands.get("option_1_button").isChecked(), "a digit in the empty line answers the card"  # type: ignore[attr-defined]
    hands.press(KEY.Key_3)
    hands.get("leaf_title_label")
    hands.click("card_back_button")
    hands.type("path_search_edit", "村务")
    hands.press(KEY.Key_9)
    assert hands.get("path_search_edit", QLineEdit).text() == "村务9", "no such row: the digit is a letter"
    hands.press(KEY.Key_Backspace)
    hands.press(KEY.Key_1)
    assert "查处" in hands.get("leaf_title_label", QLabel).text()


def test_what_is_filled_beside_the_conclusion_stands_on_the_paper(town: Room) -> None:
    hands = town.enter()
    register(hands)
    to_card_4(hands)
    press(hands, KEY.Key_1, KEY.Key_3)
    assert focus() == "handler_edit"
    hands.type("handler_edit", "陈站长")
    hands.press(KEY.Key_Return)
    assert focus() == "handler_clear_combo"
    hands.press(KEY.Key_F9)
    assert not town.unit.documents.all(), "nobody is named to handle it without the tick: ③ asks for it"
    assert focus() == "handler_clear_combo"
    assert hands.get("handler_edit", QLineEdit).text() == "陈站长"
    hands.pick("handler_clear_combo", "无直接利害关系")
    hands.press(KEY.Key_Return)
    assert focus() == "issue_button"
    hands.press(KEY.Key_Space)
    assert not town.unit.documents.all(), "the space bar enlarges, it never prints"
    hands.press(KEY.Key_Space)
    hands.press(KEY.Key_Return)
    assert {row.code for row in town.unit.documents.all()} >= {"A2", "B4"}


def test_a_refusal_is_never_printed_unseen(town: Room) -> None:
    hands = town.enter()
    register(hands)
    press(hands, KEY.Key_Return, KEY.Key_4, KEY.Key_6, KEY.Key_2, KEY.Key_1)
    hands.type("case_body_edit", "中方县人民法院")
    hands.type("case_number_edit", "（示例）（2026）湘1221民初000号")
    hands.press(KEY.Key_Return)
    assert hands.find("adopt_print_button") is None
    hands.press(KEY.Key_F9)
    assert not town.unit.screenings.all(), "nobody has decided"


def test_an_application_for_review_is_written_at_once(town: Room) -> None:
    hands = town.enter()
    register(hands)
    press(hands, KEY.Key_Return, KEY.Key_4, KEY.Key_4, KEY.Key_1, KEY.Key_1)
    hands.type("served_on_edit", "2026-11-10")
    hands.press(KEY.Key_Return)
    press(hands, KEY.Key_1, KEY.Key_Return)
    assert hands.get("apply_button", QPushButton).text() == "现在就写复查（复核）申请"
    hands.click("apply_button")
    (row,) = town.unit.screenings.all()
    assert row.leaf == "L15"
    hands.settle()
    assert hands.get("round_combo").currentText() == "复查"  # type: ignore[attr-defined]
    assert hands.get("got_on_edit", QLineEdit).text() == "2026-11-10"
    hands.get("asks_edit")


def test_two_matters_are_linked_and_parted_at_the_record(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    register(hands, name="龚䶮", id_number=number("43122119800202456"), request="要求修路", facts="村道塌了")
    hands.click("register_step_button")

    def write() -> None:
        hands.type("link_number_edit", "000001")
        hands.type("link_reason_edit", REASON)
        hands.press(KEY.Key_Return, CTRL)

    hands.answer("link_item_1_button", write)
    assert "000001" in hands.get("link_1_1_label", QLabel).text()
    side = " ".join(one.text() for one in hands.get("side_scroll").findChildren(QLabel))
    assert "000001" in side
    assert "李" not in side

    def why() -> None:
        hands.type("part_reason_edit", "不是一家")
        hands.press(KEY.Key_Return, CTRL)

    hands.answer("part_1_1_button", why)
    assert hands.find("link_1_1_label") is None
    (row,) = town.unit.matter_merges.all()
    assert (row.reason, row.parted_reason) == (REASON, "不是一家")
    hands.click("class_ok_1_button")
    assert hands.get("content_class_1_label", QLabel).text().endswith("（已核）")


def test_a_wrong_day_of_the_reception_days_is_not_saved(town: Room) -> None:
    hands = town.enter("admin")
    hands.click("rail_settings_button")
    settings = town.app.frame.page("settings")  # type: ignore[union-attr]
    settings.open_tab("接访日程")  # type: ignore[attr-defined]
    hands.type("day_0_on_edit", "下周二")
    hands.type("day_0_who_edit", "杨启明")
    hands.click("days_save_button")
    assert "2026-12-01 的样子" in hands.get("days_sentence", QLabel).text()
    hands.type("day_0_on_edit", "2026年12月1日")
    hands.click("days_save_button")
    assert "2026-12-01" in town.unit.offices.all()[-1].profile_json
