"""设置 · 上报口径 through the windows: a province's table is learnt, changed in place, switched on and confirmed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTableWidget

from tests.desk.conftest import Room
from tests.desk.test_settings_pages import open_tab
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.setup.profile_page import HEADING, WIDTH, ProfilePage


def states(hands: Hands) -> list[tuple[str, str, str]]:
    rows = hands.get("profiles_table", QTableWidget)
    return [
        (rows.item(at, 1).text(), rows.item(at, 4).text(), rows.item(at, 5).text()) for at in range(rows.rowCount())
    ]


def test_a_table_of_the_province_is_learnt_and_holds_from_today(town: Room, tmp_path: Path) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "上报口径")
    assert states(hands) == [("2026.11", "未确认", "正在用"), ("2026.11", "未确认", "")]
    page = hands.get("profiles_page", ProfilePage)
    broken = tmp_path / "坏.json"
    broken.write_text("{}", "utf-8")
    page.ask_file = lambda: str(broken)
    hands.click("profile_load_button")
    hands.settle()
    assert "不完整" in hands.get("profiles_sentence", QLabel).text()

    book = openpyxl.Workbook()
    book.active.append(["姓名", "信访次数", "概况"])  # type: ignore[union-attr]
    book.save(tmp_path / "省表.xlsx")
    page.ask_file = lambda: str(tmp_path / "省表.xlsx")
    hands.click("profile_load_button")
    hands.settle()
    report = hands.get("profile_report_view", QPlainTextEdit).toPlainText()
    assert "给人贴标签" in report
    assert "信访次数" in report
    hands.click("profiles_save_button")
    hands.settle()
    hands.type("profile_name_edit", "陈站长")
    hands.click("profiles_save_button")
    hands.settle()
    assert "起用" in town.said()
    assert states(hands)[-1][2] == "正在用"


def test_a_length_is_changed_in_place_and_the_province_confirms(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "上报口径")
    page = hands.get("profiles_page", ProfilePage)
    fields = hands.get("profile_fields_table", QTableWidget)
    line = next(at for at in range(fields.rowCount()) if fields.item(at, HEADING).text() == "概况信息")
    fields.item(line, WIDTH).setText("很长")
    hands.type("profile_version_edit", "2026.12")
    hands.click("profile_make_button")
    hands.settle()
    assert "数字" in hands.get("profiles_sentence", QLabel).text()
    fields.item(line, WIDTH).setText("500")
    hands.click("profile_make_button")
    hands.settle()
    assert "500" in hands.get("profile_report_view", QPlainTextEdit).toPlainText()
    hands.type("profile_name_edit", "陈站长")
    hands.click("profiles_save_button")
    hands.settle()
    assert states(hands)[-1][0] == "2026.12"
    hands.click("profile_confirm_button")
    assert "选一行" in hands.get("profiles_sentence", QLabel).text()
    rows = hands.get("profiles_table", QTableWidget)
    rows.setCurrentCell(rows.rowCount() - 1, 0)
    page.ask_who = lambda: "（示例）省局信息处"
    hands.click("profile_confirm_button")
    hands.settle()
    assert states(hands)[-1][1] == "（示例）省局信息处"
    assert hands.get("profile_version_edit", QLineEdit).text() == "2026.12"
