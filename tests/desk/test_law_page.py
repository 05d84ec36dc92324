"""设置 · 条例原文 through the windows, and the paragraph that is unfolded beside a card."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from tests.desk.conftest import Room
from tests.desk.test_settings_pages import open_tab
from tests.desk.walks import KEY, accept, choose_row, fill_handler, register
from tests.unit.law_samples import invented
from xinfang_desk.services import law_text


def test_the_text_is_loaded_and_unfolded_beside_the_card(
    town: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "条例原文")
    assert "还没有装入" in hands.get("law_sentence", QLabel).text()

    def pick(text: str) -> None:
        file = tmp_path / "law.txt"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_rest: (str(file), ""))
        hands.click("law_load_button")
        hands.settle()

    pick(invented(40))
    assert "第四十七条第一款" in hands.get("law_sentence", QLabel).text()
    assert not town.unit.approvals.where(kind="law_text")
    pick(invented())
    assert "共 50 条" in hands.get("law_sentence", QLabel).text()
    assert "［第二款］" in hands.get("law_text_view", QPlainTextEdit).toPlainText()
    hands.click("law_save_button")
    hands.settle()
    assert "姓名" in hands.get("law_name_edit", QLineEdit).parent().sentence.text()  # type: ignore[attr-defined]
    hands.type("law_name_edit", "陈站长")
    hands.click("law_save_button")
    hands.settle()
    assert "由陈站长于 2026-11-23 核定" in hands.get("law_sentence", QLabel).text()

    hands = town.restart()
    hands.get("login_name_edit", QLineEdit).clear()
    town.log_in("zhou")
    register(hands)
    hands.settle()
    assert hands.find("law_words_label") is None
    opener = hands.get("law_words_button", QPushButton)
    assert opener.text() == "本单位核定原文 ▸"
    hands.click("law_words_button")
    assert "（示例）" in hands.get("law_words_label", QLabel).text()
    hands.click("law_words_button")
    assert hands.find("law_words_label") is None
    hands.press(KEY.Key_Return)  # a click in the side column leaves the keys with the card
    hands.settle()
    assert "来做什么" in hands.get("card_title_label", QLabel).text()


def test_a_notice_takes_the_cited_articles_along(town: Room) -> None:
    hands = town.enter("admin")
    law_text.take_law(town.desk(), invented(), "陈站长")
    hands = town.restart()
    hands.get("login_name_edit", QLineEdit).clear()
    town.log_in("zhou")
    register(hands)
    accept(hands)
    choose_row(hands, "paper_row_B4")
    fill_handler(hands)
    before = hands.get("preview_page_label", QLabel).text()
    hands.click("annex_button")
    hands.settle()
    hands.wait_for(lambda: hands.get("preview_page_label", QLabel).text() != before, "one page more")
    choose_row(hands, "paper_row_A1")
    assert hands.find("annex_button") is None
    hands.press(KEY.Key_F9)
    hands.settle()
    (made,) = [row for row in town.unit.documents.all() if row.code == "B4"]
    assert "附：所引条文" in made.data_json
