"""① 登记 through the windows: keyboard, disclosure, drafts, notes at their fields, 更正 and 作废."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from tests.desk.conftest import Room
from tests.desk.walks import (
    CTRL,
    KEY,
    SOURCES,
    accept,
    begin,
    fill,
    fill_handler,
    finish,
    focus,
    number,
    register,
    sentence_under,
    view_of,
)
from xinfang_desk.desk.demo.driver import commit

SECRET = "村支书把征地款存进自己的账户"


def type_here(words: str) -> None:
    """Words from the input method into the field that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    commit(widget, words)


def test_a_visit_by_the_keyboard_alone(town: Room) -> None:
    """F2, two digits, then Enter from field to field; Ctrl+Enter ends. No mouse."""
    hands = town.enter()
    hands.press(KEY.Key_F2)
    hands.press(KEY.Key_1)
    hands.press(KEY.Key_1)
    assert focus() == "visitor_name_edit"
    walked = []
    words = {
        "visitor_name_edit": "李𬀩明",
        "id_number_edit": number(),
        "phone_edit": "13874500001",
        "address_edit": "枣树村三组",
        "request_edit": "要求补发低保金",
        "facts_edit": "今年三月起没有收到低保金",
    }
    downs = {"purpose_combo": 1, "content_class_combo": 7}
    while focus() != "complete_button":
        name = focus()
        assert name not in walked, walked
        walked.append(name)
        if name in words:
            type_here(words[name])
        for _ in range(downs.get(name, 0)):
            hands.press(KEY.Key_Down)
        hands.press(KEY.Key_Return)
    wanted = [
        *("visitor_name_edit", "anonymous_check", "visitor_role_combo", "visitor_kind_combo", "id_kind_combo"),
        *("id_number_edit", "phone_edit", "town_combo", "village_combo", "address_edit"),
        *("people_spin", "concerned_spin", "receiver_combo"),
    ]
    assert walked[: len(wanted)] == wanted
    hands.press(KEY.Key_Return)  # on the button itself
    view = view_of(town)
    assert [one.name for one in view.visitors] == ["李𬀩明"]
    assert view.items[0].item.purpose == "qiujue"
    assert view.items[0].item.content_class == "minzheng"
    assert view.items[0].item.register_no == "431221-2026-LF-000001"
    assert "431221-2026-LF-000001" in town.said()


def test_nothing_can_be_typed_before_source_and_disclosure_are_answered(town: Room) -> None:
    hands = town.enter()
    hands.press(KEY.Key_F2)
    form = town.app.frame.page("reception").register_step.form  # type: ignore[union-attr]
    assert not form.rest.isEnabled()
    hands.press(KEY.Key_2)
    assert not form.rest.isEnabled()
    assert not hands.find("complete_button").isEnabled()  # type: ignore[union-attr]
    hands.press(KEY.Key_1)
    assert form.rest.isEnabled()
    assert hands.get("source_chip", QLabel).text() == "来信"
    hands.click("source_change_button")
    hands.click("source_phone_button")
    assert hands.get("source_chip", QLabel).text() == "来电"


def test_what_a_disclosure_says_is_in_no_draft_and_no_open_row(town: Room) -> None:
    hands = town.enter()
    begin(hands, disclosure=True)
    fill(hands, name="吴某", id_number="", request="查处村支书", facts=SECRET, purpose="")
    hands.click("more_words_button")
    hands.type("own_words_edit", SECRET)
    hands.leave_field()
    hands.settle()
    assert town.unit.drafts.all(), "who came is kept"
    assert SECRET not in town.unit.everything()
    assert "查处村支书" not in town.unit.everything()
    finish(hands)
    item = view_of(town).items[0].item
    assert item.sealed
    assert item.request == item.facts == item.own_words == ""
    assert SECRET not in town.unit.everything()
    # The list shows it like any other.
    assert "吴某" not in " ".join(w.text() for w in hands.get("today_list").findChildren(QLabel))


def test_the_clerk_reads_her_disclosure_back(town: Room) -> None:
    hands = town.enter()
    register(hands, disclosure=True, name="吴某", id_number="", request="查处村支书", facts=SECRET)
    hands.click("register_step_button")
    seen: list[str] = []

    def read() -> None:
        seen.append(hands.get("sealed_facts_label", QLabel).text())
        hands.click("sealed_ok_button")

    hands.answer("open_sealed_1_button", read)
    assert seen == [SECRET]
    assert town.unit.audit.actions().count("sealed.read_own") == 1


def test_turning_to_disclosure_late_takes_the_words_out_of_the_draft(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "吴某")
    hands.type("facts_edit", SECRET)
    hands.leave_field()
    assert SECRET in town.unit.drafts.all()[0].body_json
    hands.click("source_change_button")
    hands.click("disclosure_yes_button")
    assert SECRET not in town.unit.everything()
    assert SECRET in hands.get("facts_edit", QPlainTextEdit).toPlainText()


def test_a_draft_is_written_within_a_second_and_offered_after_a_power_cut(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "龚䶮")
    hands.type("request_edit", "要求修水渠")
    hands.type("facts_edit", "水渠塌了三个月")
    # The focus stays in the field; the pause alone saves.
    hands.wait_for(lambda: any("三个月" in row.body_json for row in town.unit.drafts.all()), "the draft")
    hands = town.cut_power()
    town.log_in("zhou")
    assert "没登记完" in hands.get("draft_banner").findChildren(QLabel)[0].text()
    hands.click("draft_take_button")
    assert hands.get("visitor_name_edit", QLineEdit).text() == "龚䶮"
    assert hands.get("facts_edit", QPlainTextEdit).toPlainText() == "水渠塌了三个月"
    hands.pick("purpose_combo", "求决")
    hands.pick("content_class_combo", "农业农村")
    hands.type("address_edit", "枣树村三组")
    finish(hands)
    assert view_of(town).visitors[0].name == "龚䶮"
    assert town.unit.drafts.all() == () or all(row.kind != "reception" for row in town.unit.drafts.all())


def test_a_draft_not_wanted_is_thrown_away_after_a_question(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "龚䶮")
    hands.leave_field()
    town.stop()
    hands = town.enter()
    hands.answer("draft_drop_button", lambda: hands.click("drop_draft_cancel_button"))
    assert town.unit.drafts.all()
    hands.answer("draft_drop_button", lambda: hands.click("drop_draft_ok_button"))
    assert not town.unit.drafts.all()
    assert hands.find("draft_banner") is None


def test_wrong_values_are_said_at_their_field_and_nothing_typed_is_lost(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("phone_edit", "138745")
    hands.type("facts_edit", "今年三月起没有收到低保金")
    hands.leave_field()
    hands.wait_for(lambda: "位数不对" in sentence_under(hands, "phone_problem"), "the note at the phone")
    assert hands.find("request_problem") is None, "an empty field is not told off while one is typing"
    finish(hands)
    assert "请填他要什么" in sentence_under(hands, "request_problem")
    assert "位数不对" in sentence_under(hands, "phone_problem")
    assert not town.unit.receptions.all()
    assert hands.get("phone_edit", QLineEdit).text() == "138745"
    assert hands.get("facts_edit", QPlainTextEdit).toPlainText() == "今年三月起没有收到低保金"
    assert focus() in ("visitor_name_edit", "phone_edit")


def test_a_number_whose_check_digit_is_wrong_is_kept_with_a_reason(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    good = number()
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")
    fill(hands, id_number="４３１２２１" + wrong[6:])
    hands.leave_field()
    assert hands.get("id_number_edit", QLineEdit).text() == wrong, "full-width digits become plain ones"
    finish(hands)
    assert not town.unit.receptions.all()
    assert "最后一位" in sentence_under(hands, "id_number_problem")
    hands.type("id_note_edit", "证件上就是这个号")
    finish(hands)
    assert town.unit.visitors.all()[0].id_number == wrong


def test_sex_and_birth_come_from_the_number(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("id_number_edit", number())
    assert hands.get("id_facts_label", QLabel).text() == "男，1970年1月1日生"
    assert hands.find("sex_combo") is None, "nothing else about a person is asked"


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_every_source_is_registered(town: Room, source: str) -> None:
    hands = town.enter()
    begin(hands, source)
    if source == "transfer":
        hands.pick("transferred_kind_combo", "信访部门")
        hands.type("transferred_on_edit", "2026-11-20")
        hands.type("sending_body_edit", "中方县信访局")
        hands.type("sending_number_edit", "中信转〔2026〕8号")
    if source == "letter":
        hands.type("postmark_on_edit", "2026-11-19")
    fill(hands)
    assert (hands.find("oral_check") is not None) == (source in ("walk", "phone"))
    finish(hands)
    view = view_of(town)
    assert view.reception.source == {"walk": "visit"}.get(source, source)
    assert view.items[0].item.oral == (source in ("walk", "phone"))


def test_several_people_an_agent_a_unit_several_matters_and_papers(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    fill(hands)
    hands.click("visitor_add_button")
    hands.type("visitor_name_edit_2", "龚䶮")
    hands.pick("visitor_role_combo_2", "代理")
    hands.type("relation_edit_2", "侄子")
    hands.click("visitor_add_button")
    hands.pick("visitor_kind_combo_3", "单位")
    hands.type("visitor_name_edit_3", "枣树村果蔬合作社")
    hands.type("post_edit_3", "理事长")
    hands.type("people_spin", "3")
    hands.click("paper_add_button")
    hands.type("paper_name_edit", "低保证复印件")
    assert not hands.get("oral_check", QCheckBox).isChecked()
    hands.click("matter_add_button")
    hands.type("request_edit_2", "要求修通组公路")
    hands.type("facts_edit_2", "路断了半年")
    hands.pick("purpose_combo_2", "意见建议")
    hands.pick("content_class_combo_2", "交通运输")
    hands.click("matter_1_button")
    assert hands.get("request_edit", QPlainTextEdit).toPlainText() == "要求补发低保金"
    finish(hands)
    view = view_of(town)
    assert [one.role for one in view.visitors] == ["main", "agent", "with"]
    assert [one.item.register_no[-6:] for one in view.items] == ["000001", "000002"]
    assert view.items[0].papers[0].name == "低保证复印件"
    assert "事项 1/2" in hands.get("where_label", QLabel).text()


def test_taken_in_for_later_and_filled_in_afterwards(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "李𬀩明")
    hands.click("paper_add_button")
    hands.type("paper_name_edit", "材料一册")
    hands.click("later_check")
    finish(hands)
    assert view_of(town).items[0].item.request == ""
    hands.click("register_step_button")

    def write() -> None:
        hands.type("request_edit", "要求补发低保金")
        hands.type("facts_edit", "三月起没有收到")
        hands.pick("purpose_combo", "求决")
        hands.pick("content_class_combo", "民政")
        hands.press(KEY.Key_Return, CTRL)

    hands.answer("fill_item_1_button", write)
    assert view_of(town).items[0].item.request == "要求补发低保金"


def test_somebody_without_a_name_is_registered(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.click("anonymous_check")
    hands.type("request_edit", "要求修水渠")
    hands.type("facts_edit", "水渠塌了")
    hands.pick("purpose_combo", "求决")
    hands.pick("content_class_combo", "农业农村")
    finish(hands)
    assert view_of(town).visitors[0].anonymous


def test_the_same_number_is_shown_at_the_side_and_never_blocks(town: Room) -> None:
    hands = town.enter()
    register(hands)
    begin(hands)
    hands.type("id_number_edit", number())
    hands.leave_field()
    hands.wait_for(lambda: hands.find("seen_panel_1") is not None, "the earlier matter")
    side = " ".join(w.text() for w in hands.get("side_panel").findChildren(QLabel) if w.isVisible())
    assert "431221-2026-LF-000001" in side
    assert "次" not in side.replace("这次", "").replace("上次", ""), "no counts of a person's visits"
    hands.click("same_matter_button_1")
    fill(hands)
    finish(hands)
    first, second = town.unit.items.all()
    assert first.matter_id == second.matter_id


def test_names_can_be_hidden_by_f4_and_no_key_works_behind_the_cover(town: Room) -> None:
    hands = town.enter()
    register(hands)
    labels = [w.text() for w in hands.get("today_list").findChildren(QLabel) if w.isVisible()]
    assert "李**" in labels
    hands.press(KEY.Key_F4)
    labels = [w.text() for w in town.app.window.findChildren(QLabel) if w.isVisible()]
    assert not [words for words in labels if "李" in words]
    assert hands.get("names_cover").isVisible()
    hands.press(KEY.Key_F2)
    assert hands.find("source_visit_button") is None
    hands.press(KEY.Key_F4)
    assert hands.find("names_cover") is None
    assert hands.get("card_title_label").isVisible()


def test_a_correction_keeps_both_and_asks_for_a_reason(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")
    olds: list[str] = []

    def correct() -> None:
        hands.pick("correct_field_combo", "李𬀩明 · 电话")
        olds.append(hands.get("correct_old_label", QLabel).text())
        hands.type("correct_new_edit", "13874500002")
        hands.click("correct_ok_button")
        hands.type("correct_reason_edit", "听错了一位")
        hands.click("correct_ok_button")

    hands.answer("correct_button", correct)
    assert olds == ["原来：138****0001"], "whole numbers only when they were asked for"
    assert town.unit.visitors.all()[0].phone == "13874500002"
    kept = town.unit.corrections.all()[0]
    assert (kept.old, kept.new, kept.reason) == ("13874500001", "13874500002", "听错了一位")


def test_a_refused_correction_comes_back_with_what_was_typed(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")
    seen: list[tuple[str, str]] = []

    def wrong() -> None:
        hands.pick("correct_field_combo", "李𬀩明 · 电话")
        hands.type("correct_new_edit", "12")
        hands.type("correct_reason_edit", "听错了")
        hands.click("correct_ok_button")

    def again() -> None:
        seen.append((sentence_under(hands, "correct_new_problem"), hands.get("correct_new_edit").toPlainText()))  # type: ignore[attr-defined]
        hands.click("correct_cancel_button")

    hands.answer("correct_button", wrong, again)
    assert "位数不对" in seen[0][0]
    assert seen[0][1] == "12"


def test_a_coded_field_is_corrected_by_choosing(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")

    def correct() -> None:
        hands.pick("correct_field_combo", "第 1 件 · 内容分类")
        assert hands.get("correct_new_combo", QComboBox).currentText() == "民政"
        hands.pick("correct_new_combo", "农业农村")
        hands.type("correct_reason_edit", "分错了")
        hands.press(KEY.Key_Return, CTRL)

    hands.answer("correct_button", correct)
    assert view_of(town).items[0].item.content_class == "nongye"


def test_papers_that_print_the_old_value_are_offered_for_a_new_issue(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    hands.click("print_confirm_yes_button")
    hands.click("register_step_button")

    def correct() -> None:
        hands.pick("correct_field_combo", "李𬀩明 · 姓名")
        hands.type("correct_new_edit", "李炜明")
        hands.type("correct_reason_edit", "写错了字")
        hands.click("correct_ok_button")

    hands.answer("correct_button", correct, lambda: hands.click("void_papers_ok_button"))
    states = {row.code: row.state for row in town.unit.documents.all()}
    assert states["B4"] == "void"
    assert hands.get("issue_button").isVisible()


def test_a_matter_is_made_void_with_a_reason_and_keeps_its_number(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")

    def void() -> None:
        hands.click("void_item_ok_button")
        assert QApplication.activeModalWidget() is not None, "no reason, no 作废"
        hands.type("void_item_reason_edit", "重复登记")
        hands.click("void_item_ok_button")

    hands.answer("void_item_1_button", void)
    item = view_of(town).items[0].item
    assert (item.state, item.void_reason, item.register_no) == ("void", "重复登记", "431221-2026-LF-000001")


def test_one_more_matter_is_split_off_from_the_cards(town: Room) -> None:
    hands = town.enter()
    register(hands)

    def split() -> None:
        assert "请填" in sentence_under(hands, "request_problem"), "refused, and back with its sentences"
        hands.type("request_edit", "要求修水渠")
        hands.type("facts_edit", "水渠塌了")
        hands.pick("purpose_combo", "求决")
        hands.pick("content_class_combo", "农业农村")
        hands.press(KEY.Key_Return, CTRL)

    hands.answer("split_button", lambda: hands.press(KEY.Key_Return, CTRL), split)
    assert [one.item.ordinal for one in view_of(town).items] == [1, 2]
    assert "000002" in town.said()


def test_giving_up_asks_first(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "李𬀩明")
    hands.answer("leave_registration_button", lambda: hands.click("abandon_cancel_button"))
    assert hands.get("visitor_name_edit", QLineEdit).text() == "李𬀩明"
    hands.answer("leave_registration_button", lambda: hands.click("abandon_ok_button"))
    assert hands.find("visitor_name_edit") is None
    assert not town.unit.drafts.all()


def test_a_field_takes_words_from_the_input_method_above_u_ffff(town: Room) -> None:
    hands = town.enter()
    begin(hands)
    hands.type("visitor_name_edit", "龚䶮𬀩")
    assert hands.get("visitor_name_edit", QLineEdit).text() == "龚䶮𬀩"
    hands.press(Qt.Key.Key_Tab)
    assert focus() == "anonymous_check"
