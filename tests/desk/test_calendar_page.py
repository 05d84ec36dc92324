"""设置 · 放假安排 through the window: next year typed in, a slip said at its field, dates certain from then on."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTableWidget

from tests.desk.conftest import Room
from tests.desk.test_settings_pages import open_tab
from tests.unit.test_year_arrangement import OFF, WORK
from xinfang_desk.desk.setup.calendar_page import CalendarPage


def test_next_year_is_typed_in(town: Room) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "放假安排")
    years = hands.get("years_table", QTableWidget)
    assert years.item(0, 0).text() == "2026"
    hands.get("calendar_off_edit", QPlainTextEdit).setPlainText(OFF + "明天")
    hands.get("calendar_work_edit", QPlainTextEdit).setPlainText(WORK)
    hands.type("calendar_number_edit", "（示例）国办发明电〔2026〕00号")
    hands.type("calendar_name_edit", "周管理")
    hands.click("calendar_save_button")
    hands.settle()
    assert "第 4 行" in hands.get("calendar_page", CalendarPage).fields["off"].sentence.text()
    hands.get("calendar_off_edit", QPlainTextEdit).setPlainText(OFF)
    hands.click("calendar_save_button")
    hands.settle()
    assert "2027 年的安排已装入" in hands.get("calendar_sentence", QLabel).text()
    assert (years.item(0, 0).text(), years.item(0, 1).text()) == ("2027", "11 天")
    assert town.app.session.desk.parts.calendar.has_year(2027)
