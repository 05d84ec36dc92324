"""登录, 首次设置, 锁定: how a clerk gets to her desk and leaves it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.desk.conftest import FOLDER, PASSWORD, Room
from tests.desk.test_settings_pages import open_tab
from tests.desk.walks import KEY, begin, focus
from xinfang_desk.domain.errors import EnvironmentFault, UserError


def test_first_run_leads_to_a_desk(room: Room) -> None:
    hands = room.start()
    assert "还没有数据" in hands.get("login_sentence", QLabel).text()
    hands.click("first_run_button")
    hands.pick("county_combo", "中方县")
    hands.pick("town_combo", "铜湾镇")
    hands.type("name_edit", "铜湾镇人民政府")
    hands.click("first_run_next_button")
    assert "机关代字" in hands.get("short_word_problem", QLabel).text()
    assert hands.get("name_edit", QLineEdit).text() == "铜湾镇人民政府"

    hands.type("short_word_edit", "铜政")
    hands.type("address_edit", "铜湾镇正街 1 号")
    hands.type("telephone_edit", "0745-2810001")
    hands.click("first_run_next_button")
    hands.click("first_run_next_button")
    assert "能作决定" in hands.get("staff_sentence", QLabel).text()
    hands.type("staff_0_name_edit", "陈站长")
    hands.click("staff_0_decide_check")
    hands.click("staff_add_button")
    hands.type("staff_1_name_edit", "周小兰")
    hands.click("first_run_next_button")

    for field, words in (("login", "chen"), ("name", "陈站长"), ("password", PASSWORD), ("again", "tongwan-2027")):
        hands.type(f"user_0_{field}_edit", words)
    hands.click("first_run_next_button")
    assert "不一样" in " ".join(w.text() for w in room.app.first_run_page.first_user.findChildren(QLabel))
    hands.type("user_0_again_edit", PASSWORD)
    hands.click("first_run_next_button")

    hands.wait_for(lambda: hands.find("sample_picture_1") is not None, "the first sample")
    hands.type("approved_by_edit", "陈站长")
    hands.click("first_run_next_button")
    assert hands.get("recovery_code_label", QLabel).text() == "ABCD-EFGH-JKMN-PQRS"
    hands.click("recovery_print_button")
    assert room.printer.sent[0][3].startswith(b"%PDF")
    hands.click("recovery_kept_check")
    hands.click("first_run_next_button")

    assert room.app.frame is not None
    assert hands.get("office_label", QLabel).text().startswith("铜湾镇人民政府")
    assert "就绪" in hands.get("ready_lamp", QLabel).text()
    saved = room.unit.offices.all()[-1].profile_json
    assert '"n3_title": "guidance"' in saved or '"n3_title":"guidance"' in saved
    assert [row.may_decide for row in room.unit.staff.all()] == [True, False]


def test_a_county_bureau_is_proposed_the_refusal_title(room: Room) -> None:
    hands = room.start()
    hands.click("first_run_button")
    assert "引导" in room.app.first_run_page.n3_combo.currentText()
    hands.pick("desk_role_combo", "A 信访部门")
    assert "不予受理" in room.app.first_run_page.n3_combo.currentText()
    hands.pick("first_run_n3_combo", "只出引导")
    hands.pick("desk_role_combo", "C 县直")
    assert "只出引导" in room.app.first_run_page.n3_combo.currentText()  # what was chosen stays


def test_a_wrong_password_is_one_sentence_and_keeps_the_name(town: Room) -> None:
    hands = town.start()
    hands.type("login_name_edit", "zhou")
    hands.type("password_edit", "not-the-password")
    hands.press(KEY.Key_Return)
    assert hands.get("login_sentence", QLabel).text() == "登录名或者密码不对。"
    assert hands.get("login_name_edit", QLineEdit).text() == "zhou"
    assert focus() == "password_edit"
    town.log_in("zhou")
    assert town.app.frame is not None


def test_the_log_in_waits_as_long_as_the_vault_says(town: Room) -> None:
    """Slower each time: the vault's own sentence is shown, the button waits meanwhile."""
    hands = town.start()
    waits: list[str] = []

    def slow(folder: Path, name: str, password: str) -> object:
        waits.append(name)
        raise UserError(f"登录名或者密码不对，请等 {2 ** len(waits)} 秒再试。", code="password")

    town.vault.open = slow  # type: ignore[method-assign,assignment]
    for seconds in (2, 4, 8):
        hands.type("password_edit", "x" * 9)
        hands.type("login_name_edit", "zhou")
        hands.click("login_button")
        assert f"{seconds} 秒" in hands.get("login_sentence", QLabel).text()
    assert town.app.frame is None


def test_a_store_that_cannot_be_opened_leaves_a_way_on(town: Room) -> None:
    hands = town.start()

    def newer(*_args: object) -> object:
        raise EnvironmentFault("这些数据是更新的程序写的，请先更新程序，或者换一个文件夹。", code="store_newer")

    town.vault.open = newer  # type: ignore[method-assign,assignment]
    hands.type("login_name_edit", "zhou")
    hands.type("password_edit", PASSWORD)
    hands.press(KEY.Key_Return)
    assert "更新" in hands.get("login_sentence", QLabel).text()
    for name in ("choose_folder_button", "restore_button"):
        assert hands.get(name).isVisible()


def test_a_damaged_store_is_said_before_anybody_types(town: Room) -> None:
    town.vault.state = lambda _folder: "damaged"  # type: ignore[method-assign]
    hands = town.start()
    assert "不完整" in hands.get("login_sentence", QLabel).text()
    assert hands.find("password_edit") is None
    town.app.login_page.restore_asked.disconnect()
    assert hands.get("choose_folder_button").isVisible()


def test_forgotten_password_comes_back_with_the_recovery_code(town: Room) -> None:
    hands = town.start()

    def recover() -> None:
        hands.type("recovery_code_edit", "ABCD-EFGH-JKMN-PQRS")
        hands.type("recovery_name_edit", "zhou")
        hands.type("recovery_password_edit", "new-password-9")
        hands.click("recovery_ok_button")

    hands.answer("recovery_button", recover)
    hands.wait_for(lambda: town.app.frame is not None, "the desk")
    assert town.vault.passwords[FOLDER, "zhou"] == "new-password-9"


def test_lock_closes_the_store_and_keeps_the_draft(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "龚䶮")
    hands.press(KEY.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert town.app.frame is None
    assert town.store.closed
    assert "log_out" in town.unit.audit.actions()
    assert "龚䶮" in town.unit.drafts.all()[0].body_json
    town.log_in("zhou")
    hands.settle()
    assert hands.get("visitor_name_edit", QLineEdit).text() == "龚䶮"  # the same person is back where she was


def test_own_password_is_changed_at_this_pc(town: Room) -> None:
    hands = town.enter()
    open_tab(town, hands, "本机")
    hands.type("own_old_password_edit", PASSWORD)
    hands.type("own_new_password_edit", "12345678")
    hands.type("own_again_password_edit", "12345678")
    hands.click("own_password_button")
    page = town.app.frame.page("settings")  # type: ignore[union-attr]
    assert page is not None
    shown = [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    assert "这个密码太常见，请换一个。" in shown
    hands.type("own_new_password_edit", "better-than-that")
    hands.type("own_again_password_edit", "better-than-that")
    hands.click("own_password_button")
    assert town.vault.passwords[FOLDER, "zhou"] == "better-than-that"
