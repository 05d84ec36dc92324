"""设置 through the windows: what is saved, what is refused, what changes at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QListWidget, QTableWidget

from tests.desk.conftest import FOLDER, PASSWORD, Room
from tests.desk.walks import KEY, begin
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.services.context import current_profile


def open_tab(room: Room, hands: Hands, name: str) -> None:
    hands.click("rail_settings_button")
    rows = hands.get("settings_list", QListWidget)
    rows.setCurrentRow([rows.item(at).text() for at in range(rows.count())].index(name))
    hands.settle()


def test_the_office_is_saved_as_a_new_version_and_a_wrong_one_is_refused(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "单位")
    assert hands.get("name_edit", QLineEdit).text() == "铜湾镇人民政府"
    hands.type("short_word_edit", "TW")
    hands.click("office_save_button")
    assert "机关代字" in hands.get("short_word_problem", QLabel).text()
    assert hands.get("short_word_edit", QLineEdit).text() == "TW"
    hands.type("short_word_edit", "铜府")
    hands.type("telephone_edit", "0745-2819999")
    hands.click("office_save_button")
    assert "已保存" in hands.get("office_sentence", QLabel).text()
    assert len(town.unit.offices.all()) == 2
    profile = current_profile(town.unit, town.parts.today())  # type: ignore[arg-type]
    assert (profile.short_word, profile.telephone) == ("铜府", "0745-2819999")


def test_a_gap_in_the_office_shows_at_the_lamp(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "单位")
    hands.type("hours_edit", "")
    hands.get("hours_edit", QLineEdit).clear()
    hands.click("office_save_button")
    assert "接待时间" in hands.get("ready_lamp", QLabel).text()


def test_policy_with_a_switch_wants_its_basis(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "口径和依据")
    hands.pick("late_bars_combo", "按本省规定")
    hands.click("policy_save_button")
    assert "本省规定" in hands.get("policy_sentence", QLabel).text()
    hands.type("late_basis_edit", "（示例）湘信发〔2024〕1号")
    hands.click("policy_save_button")
    assert "已保存" in hands.get("policy_sentence", QLabel).text()


def test_staff_who_left_and_staff_who_came(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "人员")
    hands.click("staff_1_remove_button")
    hands.click("staff_add_button")
    hands.type("staff_2_name_edit", "龙主任")
    hands.click("staff_2_decide_check")
    hands.click("staff_save_button")
    assert [(row.name, row.active) for row in town.unit.staff.all()] == [
        ("陈站长", True),
        ("周小兰", False),
        ("龙主任", True),
    ]
    hands.click("rail_reception_button")
    begin(hands)
    from PySide6.QtWidgets import QComboBox

    combo = hands.get("receiver_combo", QComboBox)
    assert "龙主任" in " ".join(combo.itemText(at) for at in range(combo.count()))


def test_users_come_with_a_good_password_only(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "用户")
    for field, words in (("login", "long"), ("name", "龙主任"), ("password", "12345678"), ("again", "12345678")):
        hands.type(f"user_9_{field}_edit", words)
    hands.click("user_add_button")
    page = town.app.frame.page("settings")  # type: ignore[union-attr]
    assert page is not None
    shown = " ".join(w.text() for w in page.findChildren(QLabel) if w.isVisible())
    assert "太常见" in shown
    for field in ("password", "again"):
        hands.type(f"user_9_{field}_edit", "long-and-good-1")
    hands.click("user_add_button")
    assert (FOLDER, "long") in town.vault.passwords
    assert hands.get("users_table", QTableWidget).rowCount() == 4


def test_the_last_administrator_stays(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "用户")
    table = hands.get("users_table", QTableWidget)
    from PySide6.QtCore import Qt

    table.item(0, 2).setCheckState(Qt.CheckState.Unchecked)
    hands.click("users_save_button")
    assert "管理员" in hands.get("users_sentence", QLabel).text()
    assert "admin" in town.unit.users.all()[0].roles


def test_bodies_and_number_series(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "机关名录")
    before = hands.get("bodies_table", QTableWidget).rowCount()
    hands.click("bodies_add_button")
    hands.get("bodies_table", QTableWidget).item(before, 0).setText("中方县公安局")
    hands.click("bodies_save_button")
    assert "中方县公安局" in [row.name for row in town.unit.authorities.all()]

    open_tab(town, hands, "文号")
    table = hands.get("series_table", QTableWidget)
    table.item(0, 2).setText("十二")
    hands.click("series_save_button")
    assert "数字" in hands.get("series_sentence", QLabel).text()
    table.item(0, 2).setText("12")
    hands.click("series_save_button")
    assert 12 in [row.next_seq for row in town.unit.series.all()]


def test_the_notices_are_seen_and_approved_by_a_named_person(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "文书核定")
    hands.wait_for(lambda: hands.find("sample_picture_1") is not None, "a sample")
    hands.click("approval_save_button")
    assert "姓名" in hands.get("approval_sentence", QLabel).text()
    hands.type("approval_name_edit", "陈站长")
    hands.click("approval_save_button")
    assert "陈站长" in hands.get("approval_sentence", QLabel).text()
    assert len(town.unit.approvals.all()) == 2


def test_letters_and_colours_change_at_once(town: Room) -> None:
    hands = town.enter()
    open_tab(town, hands, "本机")
    hands.pick("scale_combo", "最大")
    assert QApplication.font().pointSizeF() == pytest.approx(22.0)
    hands.click("dark_check")
    assert QApplication.palette().window().color().lightness() < 60
    assert town.local.values["dark"] is True
    assert hands.get("dark_check", QCheckBox).isChecked()


def test_a_clerk_sees_only_what_she_may_change(town: Room) -> None:
    hands = town.enter()
    hands.click("rail_settings_button")
    rows = hands.get("settings_list", QListWidget)
    assert [rows.item(at).text() for at in range(rows.count())] == ["文号登记簿", "本机", "打印机", "数据"]


def test_backup_and_the_audit_check(town: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "数据")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    hands.click("backup_button")
    assert "备份已写好" in hands.get("data_sentence", QLabel).text()
    assert town.backups == [tmp_path]
    hands.click("verify_button")
    assert "完整" in hands.get("audit_sentence", QLabel).text()


def test_a_password_for_somebody_else(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "用户")
    hands.get("users_table", QTableWidget).setCurrentCell(1, 0)
    hands.click("user_password_button")
    hands.type("reset_new_edit", "another-good-1")
    hands.type("reset_again_edit", "another-good-1")
    hands.click("reset_ok_button")
    assert "本人在场" in hands.get("reset_sentence", QLabel).text()
    assert town.vault.passwords[FOLDER, "zhou"] == PASSWORD
    hands.click("reset_present_check")
    hands.click("reset_ok_button")
    hands.settle()
    assert town.unit.audit.actions()[-1] == "user.reset"
    assert town.vault.passwords[FOLDER, "zhou"] == "another-good-1"
    assert town.vault.passwords[FOLDER, "admin"] == PASSWORD
    hands.press(KEY.Key_Escape)
