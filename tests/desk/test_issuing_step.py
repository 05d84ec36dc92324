"""③ 告知 and ④ 签收 through the windows: fields, preview, F9, the printer's stories, the signature round."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from tests.desk.conftest import Room
from tests.desk.walks import KEY, accept, choose_row, fill_handler, finish, focus, register, sentence_under, view_of
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.reception.issue_step import IssueStep
from xinfang_desk.services.ports import PrintOutcome


def issue_step(room: Room) -> IssueStep:
    page = room.app.frame.page("reception")  # type: ignore[union-attr]
    return page.issue_step  # type: ignore[union-attr,no-any-return]


def to_papers(town: Room) -> Hands:
    """An ordinary visit up to ③."""
    hands = town.enter()
    register(hands)
    accept(hands)
    return hands


def has_picture(hands: Hands) -> bool:
    picture = hands.find("paper_picture", QLabel)
    return picture is not None and not picture.pixmap().isNull() and picture.height() > 100


def test_the_first_empty_field_waits_for_words_and_the_paper_is_seen(town: Room) -> None:
    hands = to_papers(town)
    assert focus() == "handler_edit"
    hands.wait_for(lambda: has_picture(hands), "the preview")
    assert "还差 2 格" in [w.text() for w in hands.get("paper_row_B4").findChildren(QLabel)]


def test_an_unfilled_field_is_said_at_the_field_and_takes_no_number(town: Room) -> None:
    hands = to_papers(town)
    hands.press(KEY.Key_F9)
    assert not town.unit.documents.all()
    assert focus() == "handler_edit"
    shown = [w.text() for w in hands.get("papers_scroll").findChildren(QLabel) if w.isVisible()]
    assert "请填写“承办人”。" in shown


def test_f9_prints_one_question_one_round_and_the_visit_is_closed(town: Room) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    codes = [row.code for row in town.unit.documents.all()]
    assert {"A1", "A2", "A3", "B4"} <= set(codes)
    assert len(town.printer.sent) == len(codes)
    assert hands.get("print_confirm_panel").isVisible()
    assert not town.unit.services.all()
    finish(hands)  # 是，都出来了
    assert hands.get("sign_signed_by_edit", QLineEdit).text() == "李𬀩明"
    finish(hands)  # 记下签收
    assert hands.get("closed_label").isVisible()
    assert view_of(town).reception.state == "closed"
    assert all("李" not in title for _printer, _copies, title, _pdf in town.printer.sent)
    hands.press(KEY.Key_F2)
    assert focus() == "source_visit_button"


@pytest.mark.parametrize(
    ("outcome", "names"),
    [(PrintOutcome.NO_PRINTER, ()), (PrintOutcome.STOPPED, ("窗口打印机",)), (PrintOutcome.PAPER_OUT, ("窗口打印机",))],
)
def test_a_printer_that_fails_says_so_and_the_papers_stay_ready(
    town: Room, outcome: PrintOutcome, names: tuple[str, ...]
) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    town.printer.story = [outcome]
    town.printer.names = names
    hands.press(KEY.Key_F9)
    assert "请加纸" in town.said() or "打印机" in town.said()
    documents = town.unit.documents.all()
    assert "B4" in {row.code for row in documents}
    assert {row.state for row in documents} == {"final"}
    numbers = [row.number for row in documents]
    assert hands.get("issue_button", QPushButton).text().startswith("再打印")
    town.printer.story, town.printer.names, town.printer.sent = [], ("窗口打印机",), []
    hands.press(KEY.Key_F9)
    assert [row.number for row in town.unit.documents.all()] == numbers, "printed again under the same number"
    assert len(town.printer.sent) == len(documents)
    hands.click("print_confirm_yes_button")
    assert "confirmed" in {job.state for job in town.unit.print_jobs.all()}


def test_no_paper_came_out_leads_back_to_the_papers(town: Room) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    hands.click("print_confirm_no_button")
    assert hands.get("issue_button").isVisible()
    assert "再打" in town.said()


def test_a_power_cut_after_sending_asks_at_the_next_start(town: Room) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    hands = town.cut_power()
    town.log_in("zhou")
    assert hands.get("print_banner").isVisible()
    hands.click("start_print_yes_button")
    hands.settle()
    assert {job.state for job in town.unit.print_jobs.all()} == {"confirmed"}
    assert hands.find("print_banner") is None


def test_the_printer_is_followed_while_the_question_stands(town: Room) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    town.printer.later = PrintOutcome.STOPPED
    hands.press(KEY.Key_F9)
    hands.wait_for(lambda: "打印机停了" in town.said(), "the printer's word")
    hands.wait_for(lambda: hands.find("issue_button") is not None, "the papers again")
    assert hands.get("issue_button", QPushButton).text().startswith("再打印")


def test_what_is_typed_into_a_paper_survives_a_power_cut(town: Room) -> None:
    hands = to_papers(town)
    hands.type("handler_edit", "陈站长")
    hands.wait_for(lambda: any("陈站长" in row.body_json for row in town.unit.drafts.all()), "the kept fields")
    hands = town.cut_power()
    town.log_in("zhou")
    choose_row(hands, "today_row_0001")
    choose_row(hands, "paper_row_B4")
    assert hands.get("handler_edit", QLineEdit).text() == "陈站长"


def test_space_makes_the_paper_large_and_small_again(town: Room) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    choose_row(hands, "paper_row_A2")
    issue_step(town).setFocus()
    hands.press(KEY.Key_Space)
    assert hands.find("papers_scroll") is None
    hands.press(KEY.Key_Space)
    assert hands.get("papers_scroll").isVisible()


def test_a_name_without_a_glyph_is_named_and_takes_no_number(town: Room) -> None:
    hands = town.enter()
    register(hands, name="李\U000323af")
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    assert not town.unit.documents.all()
    assert "\U000323af" in town.said()


def test_a_paper_is_made_void_and_owed_again(town: Room) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    hands.click("issue_step_button")
    choose_row(hands, "paper_row_B4")

    def void() -> None:
        hands.type("void_paper_reason_edit", "写错了承办人")
        hands.click("void_paper_ok_button")

    hands.answer("void_paper_button", void)
    states = [(row.code, row.state) for row in town.unit.documents.all()]
    assert ("B4", "void") in states
    assert view_of(town).open_points


def test_refused_signature_wants_a_witness(town: Room) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    hands.click("way_unsigned_button")
    assert hands.get("read_aloud_check", QCheckBox).isChecked()
    assert hands.find("sign_signed_by_edit") is None
    finish(hands)
    assert sentence_under(hands, "witness_problem")
    assert not town.unit.services.all()
    hands.type("witness_edit", "村主任张某")
    finish(hands)
    assert town.unit.services.all()[0].way == "unsigned"


def test_post_wants_a_number_and_a_scan_is_attached(town: Room, tmp_path: Path) -> None:
    hands = to_papers(town)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    hands.click("way_posted_button")
    hands.type("tracking_no_edit", "XA12345678943")
    scan = tmp_path / "签收.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    page = town.app.frame.page("reception")  # type: ignore[union-attr]
    page.sign_step.attach(scan)  # type: ignore[union-attr]
    assert "签收.pdf" in hands.get("attached_label", QLabel).text()
    finish(hands)
    service = town.unit.services.all()[0]
    assert service.tracking_no == "XA12345678943"
    assert service.attachment_sha256


def test_a_visit_not_closed_stays_under_open_the_next_day(town: Room) -> None:
    hands = to_papers(town)
    town.later(days=1)
    hands = town.restart()
    town.log_in("zhou")
    assert hands.get("today_row_0001").isVisible()
    assert "未了 1" in hands.get("today_counts_label", QLabel).text()
    choose_row(hands, "today_row_0001")
    hands.wait_for(lambda: hands.find("issue_button") is not None, "step ③")
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    finish(hands)
    town.later(days=1)
    hands = town.restart()
    town.log_in("zhou")
    assert hands.find("today_row_0001") is None, "done and of an earlier day"
