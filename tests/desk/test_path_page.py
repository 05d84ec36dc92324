"""设置 · 诉求目录 through the windows: found, confirmed, and the lamp that says what waits."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QTableWidget

from tests.desk.conftest import Room
from tests.desk.test_settings_pages import open_tab
from tests.desk.walks import KEY, finish, register
from xinfang_desk.desk.demo.driver import Hands


def table(hands: Hands) -> QTableWidget:
    return hands.get("path_table", QTableWidget)


def states(hands: Hands) -> dict[str, str]:
    rows = table(hands)
    return {rows.item(at, 0).text(): rows.item(at, 4).text() for at in range(rows.rowCount())}


def search(hands: Hands, words: str) -> None:
    hands.type("path_rows_search_edit", words)
    page = hands.get("paths_page")
    hands.wait_for(lambda: not page._timer.isActive(), "the search")  # type: ignore[attr-defined]
    hands.settle()


def test_a_row_is_found_and_confirmed(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "诉求目录")
    assert "173" in hands.get("path_count_label", QLabel).text()
    search(hands, "低保")
    assert states(hands)["P058"] == "待核定"
    hands.click("path_waiting_button")
    hands.settle()
    assert set(states(hands).values()) == {"待核定"}
    rows = table(hands)
    rows.setCurrentCell(next(at for at in range(rows.rowCount()) if rows.item(at, 0).text() == "P058"), 0)
    hands.click("paths_save_button")
    hands.settle()
    assert "姓名" in hands.get("path_name_edit", QLineEdit).parent().sentence.text()  # type: ignore[attr-defined]
    hands.type("path_law_edit", "《社会救助暂行办法》第十一条")
    hands.type("path_name_edit", "陈站长")
    hands.click("path_all_button")
    hands.settle()
    rows.setCurrentCell(next(at for at in range(rows.rowCount()) if rows.item(at, 0).text() == "P058"), 0)
    hands.type("path_law_edit", "《社会救助暂行办法》第十一条")
    hands.click("paths_save_button")
    hands.settle()
    assert states(hands)["P058"] == "陈站长\n2026-11-23 核定"
    assert "核定好了" in town.said()
    assert town.unit.approvals.where(kind="path")[0].name == "陈站长"


def test_the_lamp_says_what_waits_while_it_is_in_use(town: Room) -> None:
    hands = town.enter()
    assert "就绪" in hands.get("ready_lamp", QLabel).text()
    register(hands)
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_1):
        hands.press(key)
    hands.type("path_search_edit", "低保")
    hands.settle()
    hands.press(KEY.Key_Return)
    for key in (KEY.Key_1, KEY.Key_Return):
        hands.press(key)
    finish(hands)
    hands.settle()
    assert hands.get("ready_lamp", QLabel).text() == "有诉求类别待核定"
