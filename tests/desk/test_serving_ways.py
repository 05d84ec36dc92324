"""④: how a paper reached whom, once more where it did not; its slip and its scan, through the window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton

from tests.desk.conftest import Room
from tests.desk.walks import KEY, accept, fill_handler, finish, register
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.reception.sign_step import SignStep


def to_signing(town: Room) -> Hands:
    """An ordinary visit up to the signature round."""
    hands = town.enter()
    register(hands)
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)  # 是，都出来了
    return hands


def sign_step(town: Room) -> SignStep:
    return town.app.frame.page("reception").sign_step  # type: ignore[union-attr,no-any-return]


def jpeg(folder: Path) -> Path:
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    path = folder / "scan.jpg"
    path.write_bytes(bytes(held.data()))
    return path


def look(hands: Hands, name: str) -> None:
    if os.environ.get("LOOK"):
        hands.app.frame.grab().save(str(Path(os.environ["LOOK"]) / name))


def test_left_with_one_witness_is_stopped_and_with_two_kept(town: Room) -> None:
    hands = to_signing(town)
    hands.get("way_left_button", QPushButton).click()
    hands.type("witness_edit", "石某")
    finish(hands)
    assert not town.unit.services.all()
    assert "两名见证人" in hands.get("witness_problem", QLabel).text()
    look(hands, "left.png")
    hands.type("witness_edit", "石某、杨某")
    finish(hands)
    assert {row.way for row in town.unit.services.all()} == {"left"}


def test_a_refused_paper_is_served_again_and_has_its_slip(town: Room) -> None:
    hands = to_signing(town)
    hands.get("way_refused_button", QPushButton).click()
    hands.type("witness_edit", "石某")
    finish(hands)
    assert hands.get("unproved_1_chip").isVisible()
    look(hands, "served.png")
    hands.get("return_slip_1_button", QPushButton).click()
    hands.settle()
    slips = [row for row in town.unit.documents.all() if row.code == "C10"]
    assert len(slips) == 1
    assert slips[0].id in {row.document_ids for row in town.unit.print_jobs.all()}
    finish(hands)  # the slip came out
    hands.get("serve_again_1_button", QPushButton).click()
    hands.settle()
    hands.get("way_signed_button", QPushButton).click()
    finish(hands)
    assert [(row.way, row.replaced) for row in town.unit.services.all()][-2:] == [("refused", True), ("signed", False)]


def test_a_scan_is_shown_and_a_broken_one_says_so(town: Room, tmp_path: Path) -> None:
    hands = to_signing(town)
    sign_step(town).attach(jpeg(tmp_path))
    finish(hands)
    hands.get("scan_1_button", QPushButton).click()
    hands.settle()
    picture = hands.app.frame.findChild(QLabel, "scan_picture")
    assert picture is not None
    assert not picture.pixmap().isNull()
    hands.click("scan_close_button")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing of the kind")
    hands.get("serve_again_1_button", QPushButton).click()
    hands.settle()
    sign_step(town).attach(broken)
    hands.get("way_signed_button", QPushButton).click()
    finish(hands)
    hands.get("scan_1_button", QPushButton).click()
    hands.settle()
    shown = [one for one in hands.app.frame.findChildren(QLabel, "scan_problem") if one.isVisible()]
    assert ["打不开" in one.text() for one in shown] == [True]
