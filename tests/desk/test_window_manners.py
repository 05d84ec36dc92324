"""How the windows behave around the work: what leaves by itself, what is proposed, what things are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableWidget

from tests.desk.conftest import Room
from tests.desk.walks import KEY, accept, choose_row, fill_handler, finish, number, register, sentence_under
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.reception.field_form import Directory, FieldForm
from xinfang_desk.desk.reception.sign_step import FIELDS_OF, SignStep
from xinfang_desk.desk.widgets import SentenceBar
from xinfang_desk.domain.catalogue import FieldSpec


def bar_of(room: Room) -> SentenceBar:
    frame = room.app.frame
    assert frame is not None
    return frame.sentence_bar


def sign_step(room: Room) -> SignStep:
    return room.app.frame.page("reception").sign_step  # type: ignore[union-attr,no-any-return]


def to_signature(room: Room, source: str = "walk") -> Hands:
    """The papers of an accepted matter are out, ④ asks for the signature."""
    hands = room.enter()
    register(hands, source)
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    return hands


def words_in(hands: Hands, name: str) -> list[str]:
    return [w.text() for w in hands.get(name).findChildren(QLabel) if w.isVisible()]


@pytest.mark.parametrize("source", ["letter", "phone", "online"])
def test_what_did_not_come_in_person_is_never_signed_in_passing(town: Room, source: str) -> None:
    hands = to_signature(town, source)
    assert hands.get("way_posted_button", QPushButton).isChecked()
    finish(hands)
    assert not town.unit.services.all(), "a posting wants its number"
    assert sentence_under(hands, "tracking_no_problem")
    hands.click("way_signed_button")
    assert hands.get("sign_signed_by_edit", QLineEdit).text() == ""


def test_after_a_letter_a_visitor_is_proposed_the_signature_again(town: Room) -> None:
    hands = to_signature(town, "letter")
    hands.type("tracking_no_edit", "XA12345678943")
    finish(hands)
    register(hands, name="龚䶮", id_number=number("43122119800202456"), request="要求修路", facts="村道塌了一段")
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    finish(hands)
    assert hands.get("way_signed_button", QPushButton).isChecked()
    assert hands.get("sign_signed_by_edit", QLineEdit).text() == "龚䶮"


@pytest.mark.parametrize("way", [key for key in FIELDS_OF if key != "not_wanted"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_fields_of_a_signature_leave_no_hole(town: Room, way: str, scale: float) -> None:
    town.local.values["font_scale"] = scale
    hands = to_signature(town)
    hands.click(f"way_{way}_button")
    ui = sign_step(town).ui
    grid = ui.form_grid
    lines: dict[int, int] = {}
    for at in range(grid.count()):
        item = grid.itemAt(at)
        widget = item.widget() if item is not None else None
        line, _column, _height, span = grid.getItemPosition(at)  # type: ignore[misc]
        if widget is not None and widget.isVisible() and widget is not ui.read_aloud_check:
            lines[line] = lines.get(line, 0) + span
    assert lines
    assert set(lines.values()) == {12}


def test_what_went_well_leaves_by_itself_and_a_fault_stays(town: Room) -> None:
    hands = town.enter()
    bar = bar_of(town)
    register(hands)
    assert town.said().startswith("已登记：来访 0001")
    assert bar.fade_timer.isActive()
    assert hands.find("sentence_close_button") is None
    bar.fade_timer.timeout.emit()
    assert bar.isHidden()
    assert not bar.fade_timer.isActive()

    bar.say("打印机没有纸了，请加纸。", "wrong")
    assert not bar.fade_timer.isActive()
    hands.click("sentence_close_button")
    assert bar.isHidden()


def test_a_fault_after_a_good_word_is_not_taken_away_with_it(town: Room) -> None:
    town.enter()
    bar = bar_of(town)
    bar.say("已保存。", "ok")
    bar.say("打印机没有纸了，请加纸。", "wrong")
    assert not bar.fade_timer.isActive()
    assert not bar.isHidden()


def test_the_list_parts_today_from_what_is_left_of_before_and_calls_a_letter_a_letter(town: Room) -> None:
    hands = town.enter()
    register(hands, "letter")
    assert town.said().startswith("已登记：来信 0001")
    assert hands.get("where_label", QLabel).text() == "来信 0001"
    assert any(words.startswith("来信 · ") for words in words_in(hands, "today_row_0001"))
    assert hands.find("earlier_head_label") is None
    town.later(days=1)
    hands = town.restart()
    town.log_in("zhou")
    assert hands.get("earlier_head_label", QLabel).text() == "未了（以前的）"
    assert "今天还没有。" in words_in(hands, "today_list")
    assert hands.get("earlier_head_label").y() < hands.get("today_row_0001").y()


def test_the_papers_stay_reached_while_the_printer_is_asked_about(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    assert hands.get("print_confirm_panel").isVisible()
    assert hands.get("issue_step_button").property("state") == "done"


def test_at_large_letters_the_paper_stands_under_its_form(town: Room) -> None:
    town.local.values["font_scale"] = 2.0
    hands = town.enter()
    register(hands)
    accept(hands)
    preview, form = hands.get("paper_preview"), hands.get("papers_scroll")
    assert form.isAncestorOf(preview)
    hands.wait_for(lambda: preview.height() > preview.width(), "a page as wide as its column")
    fill_handler(hands)
    hands.click("preview_zoom_button")
    assert hands.find("papers_scroll") is None
    hands.click("preview_zoom_button")
    hands.wait_for(lambda: preview.height() > preview.width(), "the page under the form again")


def test_a_field_shows_what_the_directory_knows_and_does_not_claim_it(qapp: QApplication) -> None:
    form = FieldForm()
    specs = (FieldSpec("body_name", "去哪里", "line"), FieldSpec("body_tel", "该单位电话", "line", required=False))
    form.load(specs, {"body_name": "中方县民政局"}, Directory())
    edited: list[bool] = []
    form.edited.connect(lambda: edited.append(True))
    telephone = form.findChild(QLineEdit, "body_tel_edit")
    assert telephone is not None

    form.show_taken({"body_name": "中方县民政局", "body_tel": "0745-2830000"})
    assert telephone.text() == "0745-2830000"
    assert form.values() == {"body_name": "中方县民政局", "body_tel": ""}, "the directory's word is not the clerk's"
    form.show_taken({"body_tel": "0745-2830001"})
    assert telephone.text() == "0745-2830001", "another body, another number"
    assert not edited

    telephone.setText("0745-1112222")
    form.show_taken({"body_tel": "0745-2830000"})
    assert form.values()["body_tel"] == "0745-1112222", "what was typed stays"
    form.deleteLater()


@pytest.mark.parametrize("below", ["", "数据"])
def test_a_plain_file_is_refused_at_the_door(room: Room, tmp_path: Path, below: str) -> None:
    file = tmp_path / "记录.txt"
    file.write_text("x", "utf-8")
    room.folder = file / below
    hands = room.start()
    assert "不是文件夹" in hands.get("login_sentence", QLabel).text()
    for name in ("first_run_button", "password_edit", "restore_button"):
        assert hands.find(name) is None
    assert hands.get("choose_folder_button").isVisible()


def test_a_series_says_what_it_serves(town: Room) -> None:
    hands = town.enter("admin")
    hands.click("rail_settings_button")
    choose = town.app.frame.page("settings").list  # type: ignore[union-attr]
    choose.setCurrentRow([choose.item(at).text() for at in range(choose.count())].index("文号"))
    hands.settle()
    table = hands.get("series_table", QTableWidget)
    served = [item.text() for at in range(table.rowCount()) if (item := table.item(at, 3))]
    assert any("信访事项受理告知书" in words for words in served)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_column_of_the_directory_is_narrower_than_its_words_want(town: Room, scale: float) -> None:
    town.local.values["font_scale"] = scale
    hands = town.enter("admin")
    hands.click("rail_settings_button")
    choose = town.app.frame.page("settings").list  # type: ignore[union-attr]
    choose.setCurrentRow([choose.item(at).text() for at in range(choose.count())].index("机关名录"))
    hands.settle()
    table = hands.get("bodies_table", QTableWidget)
    em = table.fontMetrics().horizontalAdvance("国")
    assert min(table.columnWidth(at) for at in (0, 2, 4, 5)) >= 10 * em
    reaches = sum(table.columnWidth(at) for at in range(table.columnCount()))
    assert (reaches > table.viewport().width() + 1) == table.horizontalScrollBar().isVisible()


def test_who_decides_is_missed_at_the_ticks(room: Room) -> None:
    hands = room.start()
    hands.click("first_run_button")
    page = room.app.first_run_page
    assert page is not None
    page.staff_list.first_edit().setText("陈站长")
    page.staff_list.show_problem("请至少写一个人，并勾一个能作决定的人。")
    check = page.findChild(QPushButton, "staff_0_remove_button")
    assert check is not None
    line = page.staff_list._lines[0]
    assert line.may_decide.property("problem") == "true"
    assert line.name.property("problem") == "false"
    page.staff_list.show_problem("")
    assert line.may_decide.property("problem") == "false"


def test_a_row_of_the_list_opens_what_it_says(town: Room) -> None:
    hands = town.enter()
    register(hands, "phone")
    hands.press(KEY.Key_F2)
    choose_row(hands, "today_row_0001")
    assert hands.get("where_label", QLabel).text() == "来电 0001"
