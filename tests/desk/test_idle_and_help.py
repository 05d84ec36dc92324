"""The idle lock by the desk's clock, the way back after it, 帮助, 自检 and the lamp (issue 5, 4 and 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from tests.desk.conftest import PASSWORD, Room
from tests.desk.test_masking import visible_texts
from tests.desk.walks import KEY, accept, begin, fill, register
from tests.fakes.desk_parts import SoundMachine
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.services import office
from xinfang_desk.services.self_check import LEAST_FREE, self_check

NAME = "李𬀩明"


def leave_alone(room: Room, minutes: int) -> None:
    """Nobody touches the desk for so long; the desk looks at its clock."""
    room.later(minutes=minutes)
    idle = room.app.idle
    assert idle is not None
    idle.timer.timeout.emit()
    room.hands.settle()


def unlock(room: Room, hands: Hands) -> None:
    """The name still stands there."""
    hands.type("password_edit", PASSWORD)
    hands.press(KEY.Key_Return)
    hands.wait_for(lambda: room.app.frame is not None, "the desk")
    hands.settle()


def test_untouched_for_ten_minutes_it_locks_and_shows_no_name(town: Room) -> None:
    hands = town.enter()
    register(hands)
    leave_alone(town, 9)
    assert town.app.frame is not None
    leave_alone(town, 1)
    assert town.app.frame is None
    assert hands.find("password_edit") is not None
    said = visible_texts()
    assert NAME not in said
    assert "李**" not in said
    assert "低保" not in said
    assert town.unit.audit.actions()[-1] == "log_out"


def test_a_key_begins_the_wait_anew(town: Room) -> None:
    hands = town.enter()
    leave_alone(town, 9)
    hands.press(KEY.Key_F4)
    leave_alone(town, 9)
    assert town.app.frame is not None


def test_what_was_typed_is_there_again_for_the_same_user(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    fill(hands, request="要求修一修村口的桥")
    leave_alone(town, 10)
    assert "村口的桥" in town.unit.drafts.all()[0].body_json
    unlock(town, hands)
    assert hands.get("visitor_name_edit", QLineEdit).text() == NAME
    assert "村口的桥" in visible_texts()
    assert len(town.unit.drafts.all()) == 1


def test_the_same_step_of_the_same_visit_is_open_again(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    hands.click("register_step_button")
    assert hands.find("correct_button") is not None
    leave_alone(town, 10)
    unlock(town, hands)
    assert hands.find("correct_button") is not None


def test_another_page_is_open_again(town: Room) -> None:
    hands = town.enter()
    hands.click("rail_due_button")
    leave_alone(town, 10)
    unlock(town, hands)
    frame = town.app.frame
    assert frame is not None
    assert frame.stack.currentWidget() is frame.page("due")


def test_another_user_starts_where_everybody_starts(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    fill(hands)
    leave_alone(town, 10)
    hands.get("login_name_edit", QLineEdit).clear()
    town.log_in("keeper")
    assert NAME not in visible_texts()


def test_an_open_dialog_does_not_stay_over_the_lock(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")

    def lock() -> None:
        assert hands.get("correct_reason_edit") is not None
        leave_alone(town, 10)

    hands.answer("correct_button", lock)
    hands.settle()
    assert town.app.frame is None
    assert not [top for top in town.application.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]


def test_the_minutes_are_the_office_s(town: Room) -> None:
    hands = town.enter("admin")
    desk = town.desk()
    office.save_profile(desk, replace(office.profile(desk), idle_minutes=3))
    town.app.session.changed.emit(frozenset({"office"}))
    hands.settle()
    leave_alone(town, 2)
    assert town.app.frame is not None
    leave_alone(town, 1)
    assert town.app.frame is None


# 帮助, 自检


def test_help_says_what_the_program_never_does(town: Room) -> None:
    hands = town.enter()
    hands.click("rail_help_button")
    said = visible_texts()
    for words in ("不给人打分", "不数一个人来了几回", "密钥不分职责", "Ctrl+L", "信访接待台 0.1.0"):
        assert words in said, words
    hands.click("help_check_button")
    hands.settle()
    assert "SQLCipher" in visible_texts()
    assert "窗口打印机" in visible_texts()
    hands.click("health_close_button")
    assert hands.find("health_dialog") is None


def test_the_lamp_opens_the_check_by_key_and_shows_the_worst(town: Room) -> None:
    hands = town.enter()
    assert "就绪" in hands.get("ready_lamp", QLabel).text()
    machine = town.parts.machine
    assert isinstance(machine, SoundMachine)
    machine.free = LEAST_FREE - 1
    lamp = hands.get("ready_lamp", QLabel)
    lamp.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert "快要写不下了" in visible_texts()
    hands.click("health_close_button")
    hands.settle()
    assert hands.get("ready_lamp", QLabel).text() == "磁盘不行"
    machine.free, machine.backup = 50 * 1024**3, datetime(2026, 11, 1, tzinfo=UTC)
    frame = town.app.frame
    assert frame is not None
    frame._ask_health()
    hands.settle()
    assert hands.get("ready_lamp", QLabel).text() == "备份要办"


def test_every_line_is_there_and_an_earlier_clock_is_told(town: Room) -> None:
    town.enter()
    names = [one.name for one in self_check(town.desk())]
    assert names[:11] == [
        *("数据", "数据库", "磁盘", "时钟", "工作日历", "字体", "打印机", "读卡器", "备份", "规则和模板", "文书核定")
    ]
    town.later(days=-400)
    wrong = {one.name: one.said for one in self_check(town.desk()) if one.state == "wrong"}
    assert "调对" in wrong["时钟"]
