"""设置 · 保管期限, 用户 and 本人信息 in the real windows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QTableWidget

from tests.desk.conftest import FOLDER, PASSWORD, Room
from tests.desk.test_settings_pages import open_tab
from tests.desk.walks import register
from xinfang_desk.domain.records import ReceptionState
from xinfang_desk.services import office
from xinfang_desk.services.ports import NewUser


def closed(town: Room) -> None:
    hands = town.enter()
    register(hands)
    with town.store.write() as uow:
        row = uow.receptions.all()[0]
        uow.receptions.put(replace(row, state=ReceptionState.CLOSED.value, closed_at=town.parts.now_text()))
        for clock in uow.clocks.all():
            uow.clocks.put(replace(clock, state="met"))
    town.unit.outbox.rows.clear()
    town.stop()


def test_two_people_destroy_what_is_past_its_years(town: Room) -> None:
    closed(town)
    hands = town.enter("admin")
    office.add_user(town.desk(), NewUser("second", "龙副", ("admin",), PASSWORD))
    open_tab(town, hands, "保管期限")
    assert hands.get("retention_handled_label", QLabel).text() == "不销毁"
    hands.get("retention_passed_on_spin", QSpinBox).setValue(5)
    hands.click("retention_save_button")
    hands.settle()
    assert hands.get("retention_passed_on_label", QLabel).text() == "没有到期的。"
    town.later(days=6 * 366)
    open_tab(town, hands, "文号")
    open_tab(town, hands, "保管期限")
    assert "1 件，2026-11-23" in hands.get("retention_passed_on_label", QLabel).text()
    for name, words in (("basis", "局长批准"), ("second", "second"), ("password", PASSWORD)):
        hands.type(f"retention_{name}_edit", words)
    hands.answer("retention_destroy_button", lambda: hands.click("destroy_ok_button"))
    hands.settle()
    assert "已销毁 1 件" in hands.get("retention_sentence", QLabel).text()
    assert hands.get("retention_passed_on_label", QLabel).text() == "没有到期的。"
    assert [row.register_no for row in town.unit.destructions.all()] == ["431221-2026-LF-000001"]
    assert hands.get("retention_password_edit", QLineEdit).text() == ""


def test_a_clerk_has_no_such_page(town: Room) -> None:
    hands = town.enter()
    hands.click("rail_settings_button")
    page = town.app.frame.page("settings")  # type: ignore[union-attr]
    names = [page.list.item(at).text() for at in range(page.list.count())]  # type: ignore[union-attr]
    assert "保管期限" not in names


def test_a_visitor_s_own_sheet_is_printed_from_the_record(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")
    hands.click("own_record_1_button")
    hands.settle()
    assert "本人信息单" in town.said()
    assert town.printer.sent[-1][2] == "OWN", "no name in the print queue"
    assert "visitor.own_record" in town.unit.audit.actions()


def test_a_new_recovery_sheet_voids_the_old_one(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "用户")
    old = town.vault.recovery
    hands.click("user_recovery_button")
    hands.type("recovery_old_edit", "ABCD")
    hands.click("new_recovery_make_button")
    hands.settle()
    assert town.vault.recovery == old
    hands.get("recovery_old_edit", QLineEdit).clear()
    hands.click("new_recovery_make_button")
    hands.settle()
    assert hands.get("new_recovery_code_label", QLabel).text() == town.vault.recovery != old
    hands.click("new_recovery_print_button")
    hands.settle()
    assert town.printer.sent[-1][2] == "RECOVERY"
    hands.click("new_recovery_kept_button")
    assert "recovery.new" in town.unit.audit.actions()


def test_a_user_without_a_password_is_named_at_the_administrator_s_log_in(town: Room) -> None:
    town.vault.passwords.pop((FOLDER, "keeper"))
    town.enter("admin")
    assert town.said() == "吴保密还没有登录密码，请到设置—用户当面给他设一个。"
    town.stop()
    town.enter("zhou")
    assert "吴保密" not in town.said()


def test_the_minutes_of_the_idle_lock_are_set_here(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "用户")
    assert hands.get("users_table", QTableWidget).rowCount() == 3
    spin = hands.get("idle_minutes_spin", QSpinBox)
    assert spin.value() == 10
    spin.setValue(5)
    hands.click("idle_minutes_button")
    hands.settle()
    assert office.profile(town.desk()).idle_minutes == 5
