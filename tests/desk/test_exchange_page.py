"""报送 through the window: what goes, what stays, and the written package."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget

from tests.desk.conftest import Room
from tests.desk.walks import accept, register
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.exchange.sealing import unsealed


def cells(hands: Hands, name: str) -> list[list[str]]:
    table = hands.get(name, QTableWidget)
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def one_record(town: Room, to: Path | None = None) -> Hands:
    """One record that can go, and the page; ``to``: the folder that is chosen there."""
    hands = town.enter()
    register(hands)
    accept(hands)
    hands.click("rail_exchange_button")
    hands.settle()
    if to is not None:
        page = town.app.frame.page("exchange")  # type: ignore[union-attr]
        page.ask_folder = lambda: str(to)  # type: ignore[union-attr]
    return hands


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


def receipt_of(room: Room, path: Path, *rows: dict[str, object], at: str = "2026-11-24T09:00:00+08:00") -> Path:
    """What the province answers to the newest batch."""
    batch = room.unit.batches.all()[-1]
    said = {
        "schema": "xfsb-receipt/1",
        "batch_id": batch.id,
        "manifest_sha256": batch.manifest_sha256,
        "received_at": at,
        "result": "partly",
        "rows": list(rows),
    }
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return path


def test_a_receipt_is_looked_at_then_taken_and_the_board_leads_to_the_record(town: Room, tmp_path: Path) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    item_id = town.unit.items.all()[0].id
    hands.click("rail_exchange_button")
    page = town.app.frame.page("exchange")  # type: ignore[union-attr]
    page.ask_folder = lambda: str(tmp_path)  # type: ignore[union-attr]
    hands.click("export_button")
    hands.wait_for(lambda: bool(list(tmp_path.glob("*.zip"))), "the package")
    hands.settle()
    assert hands.get("exchange_counts_label", QLabel).text() == "已导出 1 件"

    why = [{"field": "", "code": "long", "message": "<b>概况</b>太长"}]
    back: dict[str, object] = {"xfjid": item_id, "rev": 1, "status": 40, "errors": why}
    path = receipt_of(town, tmp_path / "回执.json", back)
    page.after.ask_file = lambda: str(path)  # type: ignore[union-attr]
    hands.click("receipt_button")
    assert cells(hands, "receipt_table")[0][2] == "省里退回：<b>概况</b>太长"
    hands.click("receipt_cancel_button")
    assert not town.unit.province_replies.all()
    hands.click("receipt_button")
    hands.click("receipt_ok_button")
    assert "退回 1 件" in hands.get("export_sentence", QLabel).text()
    assert hands.get("exchange_counts_label", QLabel).text() == "退回 1 件"
    assert cells(hands, "exchange_board_table") == [["431221-2026-LF-000001", "退回", "0", "<b>概况</b>太长"]]

    hands.type("exchange_find_edit", "431221-2026-LF-000001")
    hands.click("exchange_find_button")
    assert "第 1 期回执：省里退回" in hands.get("exchange_history_label", QLabel).text()
    board = hands.get("exchange_board_table", QTableWidget)
    board.itemActivated.emit(board.item(0, 0))
    hands.settle()
    reception = town.app.frame.page("reception")  # type: ignore[union-attr]
    assert reception.isVisible()
    assert reception.current == town.unit.receptions.all()[0].id


def test_what_contradicts_is_taken_only_when_it_is_ticked(town: Room, tmp_path: Path) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    item_id = town.unit.items.all()[0].id
    hands.click("rail_exchange_button")
    page = town.app.frame.page("exchange")  # type: ignore[union-attr]
    page.ask_folder = lambda: str(tmp_path)  # type: ignore[union-attr]
    hands.click("export_button")
    hands.wait_for(lambda: bool(list(tmp_path.glob("*.zip"))), "the package")
    row: dict[str, object] = {"xfjid": item_id, "rev": 1, "status": 20, "xfjbh": "1"}
    path = receipt_of(town, tmp_path / "a.json", row)
    page.after.ask_file = lambda: str(path)  # type: ignore[union-attr]
    hands.click("receipt_button")
    hands.click("receipt_ok_button")
    receipt_of(town, path, row | {"xfjbh": "2"}, at="2026-11-25T09:00:00+08:00")
    hands.click("receipt_button")
    assert not hands.find("receipt_ok_button").isEnabled()  # type: ignore[union-attr]
    hands.get("receipt_table", QTableWidget).item(0, 0).setCheckState(Qt.CheckState.Checked)
    hands.click("receipt_ok_button")
    assert [one.xfjbh for one in town.unit.province_replies.all()] == ["1", "2"]
    path.write_text("{", "utf-8")
    hands.click("receipt_button")
    assert "回执没有采用" in hands.get("export_sentence", QLabel).text()


def test_a_batch_is_written_again_and_what_stays_opens(town: Room, tmp_path: Path) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    register(hands, name="王某", id_number="", request="要求修路", facts="路断了")
    hands.click("rail_exchange_button")
    page = town.app.frame.page("exchange")  # type: ignore[union-attr]
    page.ask_folder = lambda: str(tmp_path)  # type: ignore[union-attr]
    hands.click("export_again_button")
    assert "请先在" in hands.get("export_sentence", QLabel).text()
    hands.click("export_button")
    hands.wait_for(lambda: bool(list(tmp_path.glob("*.zip"))), "the package")
    hands.settle()
    first = next(tmp_path.glob("*.zip")).read_bytes()
    other = tmp_path / "另一个"
    other.mkdir()
    page.ask_folder = lambda: str(other)  # type: ignore[union-attr]
    hands.get("batches_table", QTableWidget).setCurrentCell(0, 0)
    hands.click("export_again_button")
    assert "一模一样" in hands.get("export_sentence", QLabel).text()
    assert next(other.glob("*.zip")).read_bytes() == first
    left = hands.get("left_out_table", QTableWidget)
    left.itemActivated.emit(left.item(0, 1))
    hands.settle()
    assert town.app.frame.page("reception").current == town.unit.receptions.all()[1].id  # type: ignore[union-attr]


def test_a_sealed_file_needs_the_password_twice(town: Room, tmp_path: Path) -> None:
    hands = one_record(town, tmp_path)
    assert "未加密" in hands.get("export_seal_label", QLabel).text()
    hands.click("export_seal_check")
    assert "AES-256" in hands.get("export_seal_label", QLabel).text()
    hands.type("export_password_edit", "铜湾二〇二六十一月")
    hands.click("export_button")
    assert "两遍密码不一样" in hands.get("export_sentence", QLabel).text()
    hands.type("export_password_again_edit", "铜湾二〇二六十一月")
    hands.click("export_button")
    hands.wait_for(lambda: bool(list(tmp_path.glob("*.aes.zip"))), "the sealed package")
    hands.settle()
    sealed = next(tmp_path.glob("*.aes.zip"))
    assert unsealed(sealed, "铜湾二〇二六十一月").startswith(b"PK")
    assert hands.get("export_password_edit", QLineEdit).text() == ""
    assert not list((tmp_path / "building").iterdir())


def test_everything_goes_once_more_when_asked(town: Room, tmp_path: Path) -> None:
    hands = one_record(town, tmp_path)
    hands.click("export_button")
    hands.wait_for(lambda: len(list(tmp_path.glob("*.zip"))) == 1, "the package")
    hands.settle()
    assert not hands.find("export_button", QPushButton).isEnabled()  # type: ignore[union-attr]
    hands.pick("export_kind_combo", "全部重报一遍")
    hands.click("export_attach_check")
    hands.click("export_button")
    hands.wait_for(lambda: len(list(tmp_path.glob("*_F.zip"))) == 2, "the full package")
    hands.settle()
    with zipfile.ZipFile(sorted(tmp_path.glob("*.zip"))[-1]) as opened:
        assert any(name.endswith("data/attachments.jsonl") for name in opened.namelist())


def test_a_record_is_typed_over_key_by_key(town: Room) -> None:
    hands = one_record(town)
    hands.click("export_copy_button")
    assert "先在" in hands.get("export_sentence", QLabel).text()
    hands.get("ready_table", QTableWidget).setCurrentCell(0, 0)
    hands.click("export_copy_button")
    hands.settle()
    rows = hands.get("copy_table", QTableWidget)
    for line in range(rows.rowCount()):
        hands.press(Qt.Key.Key_Return)
        assert QGuiApplication.clipboard().text() == rows.item(line, 2).text()
        assert rows.item(line, 0).text() == "✓"
    hands.type("copy_number_edit", "4300002026000017")
    hands.click("copy_ok_button")
    hands.settle()
    assert "4300002026000017" in hands.get("export_sentence", QLabel).text()
    assert QGuiApplication.clipboard().text() == ""
    assert "已接收 1 件" in hands.get("exchange_counts_label", QLabel).text()


def test_the_office_sets_its_period_and_prints_the_cover(town: Room, tmp_path: Path) -> None:
    hands = town.enter("admin")
    hands.click("rail_exchange_button")
    hands.settle()
    assert "没有定" in hands.get("export_period_label", QLabel).text()
    hands.pick("export_every_combo", "每周")
    hands.pick("export_weekday_combo", "周一")
    hands.click("export_every_save_button")
    hands.settle()
    assert "每周一报一次" in hands.get("export_period_label", QLabel).text()
    hands = town.restart()
    hands.get("login_name_edit", QLineEdit).clear()
    hands = one_record(town, tmp_path)
    hands.click("export_button")
    hands.wait_for(lambda: bool(list(tmp_path.glob("*.zip"))), "the package")
    hands.settle()
    assert "下一期 2026年11月30日（周一）" in hands.get("export_period_label", QLabel).text()
    hands.click("export_cover_button")
    assert "先在下面选一期" in hands.get("export_sentence", QLabel).text()
    hands.get("batches_table", QTableWidget).setCurrentCell(0, 0)
    hands.click("export_cover_button")
    hands.settle()
    assert "信访件报送交接单" in hands.get("export_sentence", QLabel).text()


def test_a_table_of_the_province_is_read_and_asked_about(town: Room, tmp_path: Path) -> None:
    hands = one_record(town)
    number = town.unit.items.all()[0].register_no
    table = tmp_path / "省里的表.csv"
    table.write_bytes(f"信访件编号,登记编号\r\n430000202600001,{number}\r\n".encode("gb18030"))
    after = town.app.frame.page("exchange").after  # type: ignore[union-attr]
    after.ask_list = lambda: str(table)
    hands.click("province_list_button")
    hands.settle()
    hands.click("receipt_ok_button")
    hands.settle()
    assert "记下 1 件" in hands.get("export_sentence", QLabel).text()
    assert "已接收 1 件" in hands.get("exchange_counts_label", QLabel).text()


def test_who_only_keeps_the_desk_sees_periods_and_no_records(town: Room) -> None:
    (admin,) = (user for user in town.unit.users.all() if user.login_name == "admin")
    town.unit.users.rows[admin.id] = replace(admin, roles="admin")
    hands = town.enter("admin")
    hands.settle()
    assert hands.get("export_period_label", QLabel).text()
    assert hands.find("ready_table") is None
    assert hands.find("export_button") is None
    assert "要由" not in town.said()
