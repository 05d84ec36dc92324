"""报送 through the window: what goes, what stays, and the written package."""

from __future__ import annotations

import zipfile
from pathlib import Path

from PySide6.QtWidgets import QLabel, QTableWidget

from tests.desk.conftest import Room
from tests.desk.walks import accept, register
from xinfang_desk.desk.demo.driver import Hands


def cells(hands: Hands, name: str) -> list[list[str]]:
    table = hands.get(name, QTableWidget)
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_a_package_is_written_and_listed_and_nothing_sealed_goes(town: Room, tmp_path: Path) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    register(hands, name="吴某", id_number="", request="查处村支书", facts="侵占征地款", disclosure=True)
    register(hands, name="王某", id_number="", request="要求修路", facts="路断了")
    hands.click("rail_exchange_button")
    assert [row[0] for row in cells(hands, "ready_table")] == ["431221-2026-LF-000001"]
    left = cells(hands, "left_out_table")
    assert [row[0] for row in left] == ["431221-2026-LF-000003"]
    assert all(row[1] for row in left)
    assert "密件 1 件" in hands.get("sealed_label", QLabel).text()
    page = town.app.frame.page("exchange")  # type: ignore[union-attr]
    page.ask_folder = lambda: str(tmp_path)  # type: ignore[union-attr]
    hands.click("export_button")
    hands.wait_for(lambda: bool(list(tmp_path.glob("*.zip"))), "the package")
    hands.settle()
    sentence = hands.get("export_sentence", QLabel).text()
    package = next(tmp_path.glob("*.zip"))
    assert package.name in sentence
    assert "共 1 件" in sentence
    assert cells(hands, "batches_table")[0][2] == "1"
    assert not cells(hands, "ready_table")
    with zipfile.ZipFile(package) as opened:
        whole = b"".join(opened.read(name) for name in opened.namelist())
    assert "侵占征地款".encode() not in whole


def test_a_folder_that_cannot_be_written_is_said(town: Room, tmp_path: Path) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    hands.click("rail_exchange_button")
    gone = tmp_path / "U盘不在"
    page = town.app.frame.page("exchange")  # type: ignore[union-attr]
    page.ask_folder = lambda: str(gone / "里面")  # type: ignore[union-attr]
    hands.click("export_button")
    assert hands.get("export_sentence", QLabel).text()
    assert not town.unit.batches.all()
    assert hands.get("export_button").isEnabled()


def test_nothing_to_send_is_a_sentence(town: Room) -> None:
    hands = town.enter()
    hands.click("rail_exchange_button")
    words = [w.text() for w in hands.get("exchange_page").findChildren(QLabel) if w.isVisible()]
    assert "没有新的或改过的件要报。" in words
    assert not hands.find("export_button").isEnabled()  # type: ignore[union-attr]
