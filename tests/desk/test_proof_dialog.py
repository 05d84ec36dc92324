"""F8: the scanner types, the paper's record opens or the clerk reads what is wrong; 设置·打印机 on this PC."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.desk.conftest import Room
from tests.desk.test_issuing_step import to_papers
from tests.desk.walks import KEY, fill_handler, finish
from tests.documents.test_office_fonts import made
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.reception.proof_dialog import ProofDialog
from xinfang_desk.desk.setup.printer_page import PrinterPage
from xinfang_desk.domain.calibration import Shift, read_shifts
from xinfang_desk.resources import resource


def issued(town: Room) -> tuple[Hands, str, str]:
    """Hands at the desk, what stands in the QR code of the notice, the id of its reception."""
    hands = to_papers(town)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    hands.settle()
    document = next(row for row in town.unit.documents.all() if row.code == "B4")
    (item, *_) = town.unit.document_items.of_document(document.id)
    finish(hands)
    return hands, str(json.loads(document.data_json)["proof"]), item.reception_id


def scan(hands: Hands, dialog: ProofDialog, typed: str) -> str:
    """A scanner in keyboard mode: letters, then Enter."""
    QTest.keyClicks(dialog.edit, typed)
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return)
    hands.settle()
    return dialog.sentence.text()


def test_a_scan_shows_the_kept_paper_and_leads_to_its_visit(town: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    hands, proof, reception_id = issued(town)
    page = town.app.frame.page("reception")  # type: ignore[union-attr]
    dialog = ProofDialog(page, town.app.session)  # type: ignore[arg-type]
    dialog.show()
    assert not dialog.edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    said = scan(hands, dialog, proof)
    assert "铜政访告〔2026〕1号" in said
    assert "对得上" in said
    hands.wait_for(lambda: not dialog.preview._picture.pixmap().isNull(), "the kept paper")
    assert dialog.ok_button.isEnabled()
    said = scan(hands, dialog, proof.replace("XF1.", "XF1.ZZZZ.").replace("..", "."))
    assert dialog.sentence.text() == ""
    assert not dialog.field.sentence.isHidden()
    assert not dialog.ok_button.isEnabled()
    scan(hands, dialog, proof.lower())
    assert dialog.good()
    dialog.close()
    dialog.deleteLater()
    asked: list[QWidget] = []

    def answer(parent: QWidget, _session: object) -> str:
        asked.append(parent)
        return reception_id

    monkeypatch.setattr(ProofDialog, "ask", answer)
    hands.press(KEY.Key_F2)
    assert page.current == ""  # type: ignore[union-attr]
    hands.press(KEY.Key_F8)
    hands.settle()
    assert asked == [page]
    assert page.current == reception_id  # type: ignore[union-attr]


def test_the_button_in_the_list_asks_the_same(town: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = town.enter()
    asked = []
    monkeypatch.setattr(ProofDialog, "ask", lambda parent, session: asked.append(parent) or "")
    hands.click("proof_button")
    assert len(asked) == 1


def printer_page(town: Room) -> tuple[Hands, PrinterPage]:
    hands = town.enter()
    frame = town.app.frame
    assert frame is not None
    page = frame.show_page("settings").open_tab("打印机")  # type: ignore[attr-defined]
    hands.settle()
    return hands, page


def test_what_was_measured_is_kept_for_that_printer(town: Room) -> None:
    hands, page = printer_page(town)
    assert "还没有校准" in page.calibration.now.text()
    page.calibration.page_button.click()
    hands.settle()
    (sent,) = town.printer.sent
    assert sent[0] == "窗口打印机"
    assert sent[2] == "CALIBRATION"
    assert "校准页" in page.calibration.sentence.text()
    page.calibration.take()
    assert not page.calibration.fields["left"].sentence.isHidden()
    for name, typed in (("left", "21.5"), ("top", "20"), ("bar", "97")):
        editor = page.calibration.fields[name].editor
        assert isinstance(editor, QLineEdit)
        editor.setText(typed)
    page.calibration.take()
    assert read_shifts(str(town.local.get("printer_shifts"))) == {"窗口打印机": Shift(-1.5, 0.0, 97.0)}
    assert "缩小" in page.calibration.sentence.text()
    assert "-1.5" in page.calibration.now.text()
    page.calibration.forget()
    assert read_shifts(str(town.local.get("printer_shifts"))) == {}


def test_a_font_of_the_office_is_looked_at_before_it_is_taken(town: Room, tmp_path: Path) -> None:
    hands, page = printer_page(town)
    path = made(resource("fonts") / "DeskHei-Bold.ttf", tmp_path / "simfang.ttf")
    page.body_font.use_file(path)
    hands.settle()
    assert town.local.get("body_font") == str(path)
    assert len(str(town.local.get("body_font_sha256"))) == 64
    assert "8105/8105" in page.body_font.sentence.text()
    assert page.body_font.shown.text() == "simfang.ttf"
    page.title_font.use_file(tmp_path / "none.ttf")
    hands.settle()
    assert town.local.get("title_font") == ""
    assert "读不出来" in page.title_font.sentence.text()
    page.body_font.use_own()
    assert town.local.get("body_font") == ""
    labels = [one.text() for one in page.findChildren(QLabel)]
    assert "自带的仿宋" in labels
