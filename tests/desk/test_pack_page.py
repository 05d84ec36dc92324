"""设置 · 规则和目录 through the windows: a broken file, a good one in words, and from when it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableWidget

from tests.desk.conftest import Room
from tests.desk.test_settings_pages import open_tab
from tests.desk.walks import accept, register
from tests.unit.test_wording_pack import pack, reworded
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.resources import resource


def states(hands: Hands) -> list[tuple[str, str]]:
    rows = hands.get("packs_table", QTableWidget)
    return [(rows.item(at, 1).text(), rows.item(at, 4).text()) for at in range(rows.rowCount())]


def pick(hands: Hands, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_rest: (str(file), ""))
    hands.click("pack_load_button")
    hands.settle()


def test_a_pack_is_shown_in_words_and_switched_on(town: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    hands.settle()
    hands = town.restart()  # the law officer has a desk of his own
    hands.get("login_name_edit", QLineEdit).clear()
    town.log_in("admin")
    open_tab(town, hands, "规则和目录")
    assert states(hands) == [("2026.11", "正在用"), ("2026.11", "正在用"), (town.parts.catalogue.version, "正在用")]

    broken = tmp_path / "broken.json"
    broken.write_text('{"leaves":\n oops', encoding="utf-8")
    pick(hands, monkeypatch, broken)
    assert "第 2 行" in hands.get("packs_sentence", QLabel).text()
    assert not hands.find("packs_save_button", QPushButton).isEnabled()  # type: ignore[union-attr]

    raw: dict[str, Any] = json.loads(resource("rules", "national.json").read_bytes())
    raw["version"] = "2027.01"
    raw["leaves"]["L27"]["documents"]["B"] = ["B4", "B17"]
    good = tmp_path / "good.json"
    good.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    pick(hands, monkeypatch, good)
    report = hands.get("pack_report_view", QPlainTextEdit).toPlainText()
    assert "改了 1 处" in report
    assert "最近办过的 1 件里，1 件会变" in report
    assert town.unit.items.all()[0].register_no in report

    hands.click("packs_save_button")
    hands.settle()
    assert "姓名" in hands.get("pack_name_edit", QLineEdit).parent().sentence.text()  # type: ignore[attr-defined]
    hands.type("pack_name_edit", "陈站长")
    hands.click("packs_save_button")
    hands.settle()
    assert "2027.01 从 2026-11-23 起用" in town.said()
    assert states(hands)[:3] == [("2026.11", "不用了"), ("2027.01", "正在用"), ("2026.11", "正在用")]

    hands.click("pack_back_button")
    assert "选一行" in hands.get("packs_sentence", QLabel).text()
    hands.get("packs_table", QTableWidget).setCurrentCell(1, 0)
    hands.click("pack_back_button")
    hands.settle()
    assert states(hands)[0] == ("2026.11", "正在用")


def test_a_province_s_wording_is_looked_at_beside_the_old_one(
    town: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = town.enter("admin")
    open_tab(town, hands, "规则和目录")
    file = tmp_path / "hunan.json"
    file.write_bytes(pack(reworded("A2", "本单位已经登记", "本单位已经登记入册"), effective_from="2026-11-23"))
    pick(hands, monkeypatch, file)
    report = hands.get("pack_report_view", QPlainTextEdit).toPlainText()
    assert "文书模板" in report
    assert "入册" in report
    assert "最近办过的" not in report, "nothing that was decided hangs on words"
    seen: list[bool] = []

    def look() -> None:
        hands.settle()
        old, new = (hands.get(f"wording_{side}_picture_1", QLabel) for side in ("old", "new"))
        seen.append(old.pixmap().toImage() != new.pixmap().toImage())
        hands.click("wording_ok_button")

    hands.answer("pack_look_button", look)
    assert seen == [True]
    hands.type("pack_name_edit", "陈站长")
    hands.click("packs_save_button")
    hands.settle()
    assert "文书模板 2027.01-hunan 从 2026-11-23 起用" in town.said()
    town.app.lock()
    town.log_in("zhou")
    assert town.desk().parts.catalogue.kind("A2").template_id == "hunan"
