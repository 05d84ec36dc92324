"""合成一张 in ③: two matters of one visit on one sheet, and back, through the window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton

from tests.desk.conftest import Room
from tests.desk.walks import CTRL, KEY, choose_row, finish, register
from xinfang_desk.desk.demo.driver import Hands


def two_acceptances(town: Room) -> Hands:
    """One visit with two matters, both taken in for handling, up to ③."""
    hands = town.enter()
    register(hands)

    def split() -> None:
        hands.type("request_edit", "要求修水渠")
        hands.type("facts_edit", "水渠塌了")
        hands.pick("purpose_combo", "求决")
        hands.pick("content_class_combo", "农业农村")
        hands.press(KEY.Key_Return, CTRL)

    hands.press(KEY.Key_Return)
    hands.answer("split_button", lambda: hands.press(KEY.Key_Return, CTRL), split)
    for _matter in range(2):  # the first card is asked once for a visit
        for key in (KEY.Key_4, KEY.Key_1, KEY.Key_1, KEY.Key_3):
            hands.press(key)
        finish(hands)
    return hands


def rows(hands: Hands, code: str) -> list[str]:
    shown = hands.get("papers_scroll").findChildren(QLabel)
    return [one.text() for one in shown if one.isVisible() and code in one.text()]


def test_two_notices_become_one_and_part_again(town: Room) -> None:
    hands = two_acceptances(town)
    assert rows(hands, "信访事项受理告知书") == ["信访事项受理告知书（第 1 件）", "信访事项受理告知书（第 2 件）"]
    hands.type("handler_edit", "陈站长")
    hands.get("join_button", QPushButton).click()
    hands.settle()
    assert rows(hands, "信访事项受理告知书") == ["信访事项受理告知书（第 1、2 件）"]
    assert hands.get("p1_handler_edit").text() == "陈站长"  # type: ignore[attr-defined]
    folder = os.environ.get("LOOK")
    if folder:
        hands.app.frame.grab().save(str(Path(folder) / "join.png"))
    hands.get("part_button", QPushButton).click()
    hands.settle()
    assert len(rows(hands, "信访事项受理告知书")) == 2


def test_one_sheet_is_printed_for_both(town: Room) -> None:
    hands = two_acceptances(town)
    choose_row(hands, "paper_row_B4")
    hands.get("join_button", QPushButton).click()
    hands.settle()
    for number in (1, 2):
        hands.type(f"p{number}_handler_edit", "陈站长")
        hands.pick(f"p{number}_handler_clear_combo", "无直接利害关系")
    hands.settle()
    hands.press(KEY.Key_F9)
    made = [row for row in town.unit.documents.all() if row.code == "B4"]
    assert len(made) == 1
    assert len(town.unit.document_items.of_document(made[0].id)) == 2
    finish(hands)
