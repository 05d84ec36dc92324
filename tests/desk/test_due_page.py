"""办件 through the windows: the board by duty and last day, the page of a matter, what is made and recorded there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.desk.conftest import Room
from tests.desk.walks import KEY, accept, fill_handler, finish, focus, register, view_of
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.pages.due import DuePage

CIVIL = "中方县民政局"


def look(room: Room, name: str) -> None:
    """A picture for a person who asks for one."""
    folder = os.environ.get("DUE_PICTURES")
    if folder:
        room.hands.settle()
        room.app.window.grab().save(str(Path(folder) / f"{name}.png"))


def page(room: Room) -> DuePage:
    found = room.app.frame.page("due")  # type: ignore[union-attr]
    assert isinstance(found, DuePage)
    return found


def words(hands: Hands, name: str) -> list[str]:
    return [one.text() for one in hands.get(name).findChildren(QLabel) if one.isVisible()]


def take_on(town: Room) -> Hands:
    """An ordinary visit, accepted, printed and signed for."""
    hands = town.enter()
    register(hands)
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    finish(hands)
    assert view_of(town).reception.state == "closed"
    return hands


def to_board(hands: Hands) -> None:
    hands.click("rail_due_button")


def send_on(county: Room) -> Hands:
    """A visit at the county that goes to the civil affairs bureau: B1 and B2."""
    hands = county.enter()
    register(hands)
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_1, KEY.Key_1, KEY.Key_Return):
        hands.press(key)
    finish(hands)
    for code in ("B1", "B2"):
        row = hands.get(f"paper_row_{code}")
        row.setFocus()
        hands.press(KEY.Key_Return)
        hands.type("to_body_edit", CIVIL)
        hands.settle()
    hands.press(KEY.Key_F9)
    finish(hands)
    finish(hands)
    return hands


def test_a_visit_that_waits_stands_under_its_last_day_and_opens_at_its_step(town: Room) -> None:
    hands = town.enter()
    register(hands)
    to_board(hands)
    hands.click("due_later_button")
    shown = words(hands, "due_row_1")
    assert "书面告知" in shown
    assert any("2026年12月8日（周二）" in one for one in shown)
    look(town, "board-one")
    hands.get("due_row_1").setFocus()
    hands.press(KEY.Key_Return)
    assert hands.get("card_title_label").isVisible()


def test_the_board_tells_duties_and_no_names(town: Room) -> None:
    hands = take_on(town)
    to_board(hands)
    hands.click("due_later_button")
    everything = "".join(one.text() for one in page(town).board.findChildren(QLabel))
    assert "李" not in everything
    assert "低保" not in everything
    assert "办结，出处理意见书" in everything


def test_an_accepted_matter_opens_with_its_history_and_its_sixty_days(town: Room) -> None:
    hands = take_on(town)
    to_board(hands)
    hands.click("due_later_button")
    hands.get("due_row_1").setFocus()
    hands.press(KEY.Key_Return)
    hands.wait_for(lambda: page(town).item_id != "", "the matter")
    hands.settle()
    if hands.find("event_title_label") is None and hands.find("timeline_row_1") is None:
        hands.press(KEY.Key_Escape)
    look(town, "matter")
    assert "已受理，正在办" in hands.get("matter_stage_chip", QLabel).text()
    assert any("2027年1月22日" in one for one in words(hands, "due_clock_T5"))
    hands.press(KEY.Key_Escape)
    assert hands.get("due_later_button").isVisible()


def test_overdue_is_told_with_what_the_law_expects_now(town: Room) -> None:
    hands = take_on(town)
    town.later(days=70)
    to_board(hands)
    assert "已过期" in hands.get("due_overdue_button").text()  # type: ignore[attr-defined]
    shown = words(hands, "due_row_1")
    assert "超期" in shown
    assert "过了期限不能再办延期" in hands.get("due_follow_label", QLabel).text()
    look(town, "board-overdue")


def test_the_bodys_receipt_moves_its_own_fifteen_days(county: Room) -> None:
    hands = send_on(county)
    to_board(hands)
    hands.click("due_later_button")
    assert any("2026年12月8日" in one for one in words(hands, "due_row_1"))
    hands.get("due_row_1").setFocus()
    hands.press(KEY.Key_Return)
    hands.settle()
    county.later(days=3)
    hands.click("record_body_received_button")
    assert focus() == "on_edit"
    hands.type("on_edit", "2026-11-30")
    finish(hands)
    assert "这个日子还没有到" in "".join(words(hands, "event_scroll"))
    look(county, "event-refused")
    hands.type("on_edit", "2026-11-25")
    finish(hands)
    assert any("2026年12月10日" in one for one in words(hands, "due_clock_T3"))
    look(county, "matter-county")
    (clock,) = county.unit.clocks.where(code="T3@", state="running")
    assert clock.due_on == "2026-12-10"


def test_an_overdue_body_is_urged_from_its_row(county: Room) -> None:
    hands = send_on(county)
    county.later(days=20)
    to_board(hands)
    assert "催承办单位" in words(hands, "due_row_1")
    hands.get("due_row_1").setFocus()
    hands.press(KEY.Key_Return)
    hands.settle()
    look(county, "urge-form")
    hands.pick("urge_combo", "督办函")
    for key, typed in (
        ("first_no", "431221-2026-LF-000001"),
        ("undone", "应当12月8日前书面告知来访人，现在没有告知"),
        ("demand", "请马上书面告知"),
        ("reply_on", "2026-12-20"),
    ):
        hands.type(f"{key}_edit", typed)
    hands.type("to_body_edit", CIVIL)
    hands.leave_field()
    hands.press(KEY.Key_F9)
    hands.settle()
    look(county, "urge-filled")
    finish(hands)
    assert [one.code for one in county.unit.documents.all()].count("C11") == 1
    (clock,) = county.unit.clocks.where(code="T11", state="running")
    assert clock.due_on == "2026-12-20"
    hands.click("record_urge_answered_button")
    hands.type("note_edit", "电话回报：今天已经书面告知")
    finish(hands)
    assert not county.unit.clocks.where(code="T11", state="running")
    look(county, "urge-answered")


def test_a_record_that_was_wrong_is_taken_back(county: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from xinfang_desk.desk.pages import due

    hands = send_on(county)
    item_id = county.unit.items.all()[0].id
    to_board(hands)
    page(county).open_matter(item_id)
    hands.settle()
    hands.click("record_body_told_button")
    finish(hands)
    assert not county.unit.clocks.where(code="T3@", state="running")
    monkeypatch.setattr(due.ReasonDialog, "ask", classmethod(lambda _cls, *_args: "记错了一件"))
    name = next(
        one.objectName()
        for one in page(county).overview.findChildren(QPushButton)
        if one.objectName().startswith("take_back_")
    )
    hands.click(name)
    assert county.unit.clocks.where(code="T3@", state="running")
    assert [row.reason for row in county.unit.matter_events.where(kind="void")] == ["记错了一件"]


def test_who_comes_again_is_registered_from_the_page_of_his_matter(town: Room) -> None:
    hands = take_on(town)
    to_board(hands)
    hands.type("due_find_edit", town.unit.items.all()[0].register_no)
    hands.press(KEY.Key_Return)
    hands.settle()
    assert "已受理" in hands.get("matter_stage_chip", QLabel).text()
    hands.press(KEY.Key_F2)
    assert focus() == "source_visit_button"


def test_what_nobody_knows_is_said(town: Room) -> None:
    hands = town.enter()
    to_board(hands)
    assert hands.get("due_none_label").isVisible()
    hands.type("due_find_edit", "431221-2026-LF-999999")
    hands.get("due_find_edit", QLineEdit).setFocus(Qt.FocusReason.OtherFocusReason)
    hands.press(KEY.Key_Return)
    assert "没有找到" in town.said()
