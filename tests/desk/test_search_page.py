"""查询 through the window: the visitor is still speaking when the record stands there."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QTableWidget

from tests.desk.conftest import Room
from tests.desk.walks import CTRL, KEY, accept, focus, number, register
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.pages.reception import ReceptionPage


def numbers(hands: Hands) -> list[str]:
    rows = hands.get("search_table", QTableWidget)
    return [rows.item(line, 0).text() for line in range(rows.rowCount())]


def whole(hands: Hands) -> str:
    rows = hands.get("search_table", QTableWidget)
    cells = [rows.item(line, at).text() for line in range(rows.rowCount()) for at in range(rows.columnCount())]
    return "｜".join(cells)


def look_for(hands: Hands, words: str) -> str:
    hands.get("search_edit", QLineEdit).clear()
    hands.type("search_edit", words)
    hands.settle()
    return hands.get("search_sentence", QLabel).text()


def asked(room: Room) -> list[tuple[str, str]]:
    """What the audit says of searches: the words and the item that was opened."""
    rows = [row for row in room.unit.audit.rows.values() if row.action == "search"]
    return [(room.unit.audit.details[str(row.seq)]["query"], row.record_id) for row in rows]


def test_the_clerk_finds_by_what_the_visitor_says_and_opens_with_enter(town: Room) -> None:
    hands = town.enter()
    register(hands)
    accept(hands)
    register(hands, name="王某", id_number="", request="要求修路", facts="通往枣树村的路断了")
    hands.click("rail_search_button")
    assert focus() == "search_edit"
    assert "查到 1 件" in look_for(hands, "𬀩")
    assert numbers(hands) == ["431221-2026-LF-000001"]
    assert "查到 2 件" in look_for(hands, "今天")
    assert numbers(hands) == ["431221-2026-LF-000002", "431221-2026-LF-000001"]
    assert look_for(hands, "上周 修路") == "按日期：上周；字：修路。没有查到。"
    assert numbers(hands) == []
    assert "号码尾数" in look_for(hands, number()[-4:])
    assert numbers(hands) == ["431221-2026-LF-000001"]
    assert number() not in whole(hands)
    assert "13874500001" not in whole(hands)
    look_for(hands, "枣树村 王")
    hands.press(KEY.Key_Return)
    frame = town.app.frame
    assert frame is not None
    page = frame.page("reception")
    assert isinstance(page, ReceptionPage)
    assert page.isVisible()
    assert page.current == town.unit.receptions.all()[1].id
    item = town.unit.items.all()[1]
    assert asked(town)[-1] == ("枣树村 王", item.id)


def test_the_arrows_move_while_the_keys_stay_in_the_box(town: Room) -> None:
    hands = town.enter()
    for name in ("王某", "王某某"):
        register(hands, name=name, id_number="")
    hands.press(KEY.Key_F, CTRL)
    assert focus() == "search_edit"
    look_for(hands, "王")
    rows = hands.get("search_table", QTableWidget)
    assert rows.currentRow() == 0
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Down)
    assert (rows.currentRow(), focus()) == (1, "search_edit")
    hands.press(KEY.Key_F4)
    assert "王" not in whole(hands)
    assert rows.currentRow() == 1
    hands.press(KEY.Key_F4)
    assert "王某" in whole(hands)
    hands.press(KEY.Key_Escape)
    assert hands.get("search_edit", QLineEdit).text() == ""
    assert numbers(hands) == []


def test_one_line_of_the_audit_for_one_question_however_many_keys(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("rail_search_button")
    box = hands.get("search_edit", QLineEdit)
    for words in ("低", "低保", "低保金", "低保", "低"):
        box.setText(words)
        hands.settle()
    assert asked(town) == []
    box.setText("修路")
    hands.settle()
    assert asked(town) == [("低保金", "")]
    hands.click("rail_reception_button")
    assert asked(town) == [("低保金", ""), ("修路", "")]
    rest = repr(town.unit.audit.rows)
    assert "低保" not in rest


def test_a_disclosure_is_not_found_and_an_odd_text_is_said(town: Room) -> None:
    hands = town.enter()
    register(hands, name="吴某", id_number="", request="查处村支书", facts="侵占征地款", disclosure=True)
    hands.click("rail_search_button")
    for words in ("吴某", "村支书", "000001", "今天"):
        assert "没有查到" in look_for(hands, words), words
    assert look_for(hands, "“”*^()").startswith("没有看懂")
