"""开封 at the desk: two people at one keyboard, what they see, and the page 密件 with its sheets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from tests.desk.conftest import PASSWORD, Room
from tests.desk.walks import KEY, begin, choose_row, finish, focus, register
from tests.desk.walks import fill as fill_form
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.opening.opened import OpenedDialog
from xinfang_desk.desk.texts import opening as text
from xinfang_desk.domain.records import Authority
from xinfang_desk.services import issuing, office
from xinfang_desk.services.ports import NewUser

SECRET = "仓库里的化肥去了村支书家"
SECOND = "wu"


@pytest.fixture
def two(town: Room) -> Room:
    """铜湾镇 with a second 保密员, and a disclosure that the clerk took down and concluded."""
    town.enter("admin")
    office.add_user(town.desk(), NewUser(SECOND, "吴二", ("secrecy",), PASSWORD))
    town.app.lock()
    town.log_in("zhou")
    hands = town.hands
    register(hands, disclosure=True, name="吴某", id_number="", request="查处村支书", facts=SECRET)
    hands.press(KEY.Key_Return)
    finish(hands)
    return town


def as_keeper(room: Room, name: str = "keeper") -> Hands:
    """The clerk has left; the 保密员 opens the visit in the list."""
    room.app.lock()
    room.log_in(name)
    choose_row(room.hands, "today_row_0001")
    room.hands.click("register_step_button")
    return room.hands


def fill(hands: Hands, place: str, name: str, password: str = PASSWORD) -> None:
    hands.type(f"{place}_name_edit", name)
    hands.type(f"{place}_password_edit", password)


def opened(hands: Hands) -> Callable[[], None]:
    """Types both and goes on."""

    def act() -> None:
        fill(hands, "first", "keeper")
        fill(hands, "second", SECOND)
        hands.click("opening_ok_button")

    return act


def test_two_of_them_open_it_and_read(two: Room) -> None:
    hands = as_keeper(two)
    assert hands.get("open_sealed_1_button", QPushButton).text() == text.OPEN
    seen: list[str] = []

    def read() -> None:
        seen.append(hands.get("sealed_facts_label", QLabel).text())
        hands.click("opened_close_button")

    hands.answer("open_sealed_1_button", opened(hands), read)
    assert seen == [SECRET]
    assert two.unit.audit.actions().count("sealed.open") == 1
    assert SECRET not in two.unit.everything()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and isinstance(w, OpenedDialog)]


def test_a_wrong_password_is_said_at_its_field_and_the_other_stays(two: Room) -> None:
    hands = as_keeper(two)
    said: list[str] = []

    def wrong() -> None:
        fill(hands, "first", "keeper")
        fill(hands, "second", SECOND, "falsch-2026")
        hands.click("opening_ok_button")

    def again() -> None:
        said.append(hands.get("second_password_problem", QLabel).text())
        said.append(hands.get("second_name_edit", QLineEdit).text())
        assert hands.get("first_password_edit", QLineEdit).text() == PASSWORD
        assert hands.get("second_password_edit", QLineEdit).text() == ""
        hands.type("second_password_edit", PASSWORD)
        hands.click("opening_ok_button")

    def close() -> None:
        hands.click("opened_close_button")

    hands.answer("open_sealed_1_button", wrong, again, close)
    assert "密码" in said[0]
    assert said[1] == SECOND
    assert two.unit.audit.actions().count("sealed.refused") == 1


def test_one_alone_is_told_that_it_takes_two(two: Room) -> None:
    hands = as_keeper(two)
    said: list[str] = []

    def alone() -> None:
        fill(hands, "first", "keeper")
        hands.type("opening_reason_edit", "急")
        hands.click("opening_ok_button")

    def told() -> None:
        said.append(hands.get("second_name_problem", QLabel).text())
        hands.click("opening_cancel_button")

    hands.answer("open_sealed_1_button", alone, told)
    assert "两位保密员" in said[0]
    assert "sealed.open" not in two.unit.audit.actions()


def test_the_only_keeper_opens_alone_with_a_reason(town: Room) -> None:
    hands = town.enter()
    register(hands, disclosure=True, name="吴某", id_number="", request="查处村支书", facts=SECRET)
    as_keeper(town)
    said: list[str] = []

    def no_reason() -> None:
        assert hands.find("second_name_edit") is None, "there is nobody to ask for"
        fill(hands, "first", "keeper")
        hands.click("opening_ok_button")

    def reason() -> None:
        said.append(hands.get("opening_reason_edit").accessibleName())
        hands.type("opening_reason_edit", "要转送")
        hands.click("opening_ok_button")

    def read() -> None:
        said.append(hands.get("sealed_facts_label", QLabel).text())
        hands.click("opened_close_button")

    hands.answer("open_sealed_1_button", no_reason, reason, read)
    assert said[1] == SECRET
    assert {"要转送"} <= {one.get("reason") for one in town.unit.audit.details.values()}


def test_sealed_papers_are_made_and_printed_in_the_open_window_only(two: Room) -> None:
    """The keepers print what the clerk left: A3 goes into the envelope without the clerk's key."""
    hands = as_keeper(two)
    hands.click("issue_step_button")
    shown = " ".join(w.text() for w in hands.app.window.findChildren(QLabel) if w.isVisible())
    assert SECRET not in shown
    hands.click("register_step_button")
    before = len(two.printer.sent)

    def print_papers() -> None:
        hands.click("opened_papers_button")
        hands.settle()
        names = [one.text() for one in hands.get("opened_dialog").findChildren(QLabel) if one.isVisible()]
        assert any("笔录" in name or "转送单" in name for name in names), names
        hands.click("opened_close_button")

    hands.answer("open_sealed_1_button", opened(hands), print_papers)
    assert len(two.printer.sent) == before


def test_locking_seals_it_again(two: Room) -> None:
    hands = as_keeper(two)
    windows: list[OpenedDialog] = []

    def lock() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, OpenedDialog)
        windows.append(dialog)
        assert dialog.session.is_open
        two.app.lock()
        assert not dialog.session.is_open

    hands.answer("open_sealed_1_button", opened(hands), lock)
    assert two.app.frame is None
    assert windows


# 设置 · 密件


def open_page(hands: Hands) -> None:
    hands.click("rail_settings_button")
    listed = hands.get("settings_list")
    listed.setCurrentItem(listed.findItems(text.TAB, Qt.MatchFlag.MatchExactly)[0])  # type: ignore[attr-defined]
    hands.settle()


def test_the_sheets_are_printed_seen_and_come_into_force(two: Room) -> None:
    two.app.lock()
    two.log_in("admin")
    hands = two.hands
    open_page(hands)
    assert text.SHEETS_NONE in hands.get("sheets_label", QLabel).text()
    before = len(two.printer.sent)

    def seen() -> None:
        hands.click("sheets_printed_ok_button")

    def the_two() -> None:
        fill(hands, "first", "keeper")
        fill(hands, "second", SECOND)
        hands.click("sheets_ok_button")

    hands.answer("opening_sheets_button", seen, the_two)
    assert len(two.printer.sent) == before + 2
    assert "启用" in hands.get("sheets_label", QLabel).text()
    assert text.SHEETS_DONE.format(done=1) == hands.get("sealed_sentence", QLabel).text()
    assert two.unit.audit.actions().count("sealed.sheets") == 1
    assert hands.get("sealed_waiting_label", QLabel).text() == text.WAITING_NONE


def test_sheets_nobody_saw_do_not_come_into_force(two: Room) -> None:
    two.app.lock()
    two.log_in("admin")
    hands = two.hands
    open_page(hands)

    def not_seen() -> None:
        hands.click("sheets_printed_cancel_button")

    hands.answer("opening_sheets_button", not_seen)
    assert hands.get("sealed_sentence", QLabel).text() == text.SHEETS_NOT
    assert two.unit.printed_halves.all() == ()


def test_a_new_keeper_makes_items_wait_until_they_are_handed_out_again(two: Room) -> None:
    two.app.lock()
    two.log_in("admin")
    office.add_user(two.desk(), NewUser("long", "龙三", ("secrecy",), PASSWORD))
    hands = two.hands
    open_page(hands)
    assert hands.get("sealed_waiting_label", QLabel).text() == text.WAITING.format(count=1)

    def the_two() -> None:
        fill(hands, "first", "keeper")
        fill(hands, "second", SECOND)
        hands.click("rewrap_ok_button")

    hands.answer("rewrap_button", the_two)
    assert hands.get("sealed_sentence", QLabel).text() == text.REWRAPPED.format(done=1)
    assert hands.get("sealed_waiting_label", QLabel).text() == text.WAITING_NONE


# ①: before anything is said


def test_the_direct_channel_is_shown_before_anything_is_said(town: Room) -> None:
    hands = town.enter("admin")
    rows = (*office.authorities(town.desk()), discipline("中方县纪委监委"))
    office.save_authorities(town.desk(), rows)
    town.app.lock()
    town.log_in("zhou")
    begin(hands)
    assert hands.find("direct_channel_card") is None, "an ordinary visit shows nothing of it"
    begin(hands, disclosure=True)
    card = hands.get("direct_channel_card")
    said = " ".join(one.text() for one in card.findChildren(QLabel))
    for words in ("先不要说细节", "12388", "中方县纪委监委", "0745-2840000"):
        assert words in said
    assert focus() == "visitor_name_edit", "the next key goes where it always went"
    large: list[float] = []

    def read() -> None:
        lines = hands.get("direct_scroll").findChildren(QLabel)
        large.append(min(one.font().pointSizeF() for one in lines))
        hands.click("direct_ok_button")

    hands.answer("direct_show_button", read)
    assert large[0] >= 18


def discipline(name: str) -> Authority:
    return Authority("", name, "discipline", "（示例）朝阳路44号", "0745-2840000", "工作日", "", True)


def test_who_is_accused_is_asked_in_the_sealed_path_only_and_kept_sealed(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    assert hands.find("accused_combo") is None
    begin(hands, disclosure=True)
    fill_form(hands, name="吴某", id_number="", request="查处镇长", facts=SECRET, purpose="")
    hands.type("body_complained_edit", "铜湾镇人民政府")
    hands.pick("accused_combo", "是")
    hands.leave_field()
    hands.settle()
    drafts = " ".join(one.body_json for one in town.unit.drafts.all())
    assert '"accused":"own"' not in drafts
    finish(hands)
    assert '"accused":"own"' not in town.unit.everything()
    hands.press(KEY.Key_Return)
    finish(hands)
    assert hands.find("decider_id_problem") is not None or "直送" in said_on_screen(hands)
    hands.click("straight_check")
    finish(hands)
    papers = {one.code: one for one in issuing.owed_papers(town.desk(), town.unit.receptions.all()[-1].id)}
    assert papers["B2m"].values["accused"] == "own"
    assert papers["B2m"].values["send_mode"] == "direct"


def said_on_screen(hands: Hands) -> str:
    return " ".join(one.text() for one in hands.app.window.findChildren(QLabel) if one.isVisible())
