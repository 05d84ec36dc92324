"""设置 · 文号登记簿 through the window: what stands in it, and its print."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget

from tests.desk.conftest import Room
from tests.desk.walks import KEY, accept, fill_handler, finish, register
from xinfang_desk.desk.texts import numbers as text


def test_the_book_shows_what_was_voided_and_prints(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    hands.click("rail_settings_button")
    page = town.app.frame.page("settings")  # type: ignore[union-attr]
    page.open_tab(text.TAB)  # type: ignore[union-attr]
    hands.settle()
    table = hands.get("number_book_table", QTableWidget)
    shown = [table.item(line, 4).text() for line in range(table.rowCount())]  # type: ignore[union-attr]
    assert shown
    assert set(shown) == {"已出"}
    assert "作废0个" in hands.get("number_book_summary", QLabel).text()
    if os.environ.get("LOOK"):
        hands.app.frame.grab().save(str(Path(os.environ["LOOK"]) / "book.png"))
    before = len(town.printer.sent)
    hands.get("number_book_print_button", QPushButton).click()
    hands.settle()
    assert len(town.printer.sent) == before + 1
