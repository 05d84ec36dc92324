"""Large print by age and the plain-words page, through the windows."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from tests.desk.conftest import Room
from tests.desk.test_settings_pages import open_tab
from tests.desk.walks import KEY, accept, choose_row, fill_handler, number, register
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.services.context import current_profile


def to_papers(town: Room, born: str) -> Hands:
    hands = town.enter()
    register(hands, id_number=number(f"431221{born}123"))
    accept(hands)
    return hands


def blocks_of(town: Room, code: str) -> str:
    return next(row.data_json for row in town.unit.documents.all() if row.code == code)


def test_large_print_is_chosen_for_the_old_and_may_be_taken_back(town: Room) -> None:
    hands = to_papers(town, "19500101")
    fill_handler(hands)
    assert hands.get("large_print_button", QPushButton).isChecked()
    choose_row(hands, "paper_row_A2")
    hands.click("large_print_button")
    assert not hands.get("large_print_button", QPushButton).isChecked()
    choose_row(hands, "paper_row_A1")
    assert hands.find("large_print_button") is None, "a sheet for the file"
    hands.press(KEY.Key_F9)
    assert '"large":true' in blocks_of(town, "B4")
    assert '"large":false' in blocks_of(town, "A2")


def test_for_the_young_it_is_not_chosen(town: Room) -> None:
    hands = to_papers(town, "19900101")
    assert not hands.get("large_print_button", QPushButton).isChecked()


def test_the_preview_turns_to_the_back(town: Room) -> None:
    hands = to_papers(town, "19900101")
    fill_handler(hands)
    hands.wait_for(lambda: hands.get("preview_page_label", QLabel).text() == "第 1 页 / 共 2 页", "two pages")
    hands.click("preview_next_button")
    hands.wait_for(lambda: hands.get("preview_page_label", QLabel).text() == "第 2 页 / 共 2 页", "the back")


def test_the_office_switches_the_back_off_with_one_tick(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "口径和依据")
    assert hands.get("plain_page_check", QCheckBox).isChecked()
    hands.click("plain_page_check")
    hands.click("policy_save_button")
    assert "已保存" in hands.get("policy_sentence", QLabel).text()
    assert not hands.get("plain_page_check", QCheckBox).isChecked()
    profile = current_profile(town.unit, town.parts.today())  # type: ignore[arg-type]
    assert not profile.plain_page
