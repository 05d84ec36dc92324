"""What a clerk does at the counter, in the words of the tests: short walks through the real windows by their names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.desk.conftest import Room
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.domain.identity import resident_check_digit
from xinfang_desk.services.receptions import ReceptionView, reception_view

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

SOURCES = {"walk": KEY.Key_1, "letter": KEY.Key_2, "phone": KEY.Key_3, "online": KEY.Key_4, "transfer": KEY.Key_5}


def number(first: str = "43122119700101123") -> str:
    """An invented identity number whose check digit holds."""
    return first + resident_check_digit(first)


def focus() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def begin(hands: Hands, source: str = "walk", *, disclosure: bool = False) -> None:
    """F2, the source, the question about a disclosure — before anything is typed."""
    hands.press(KEY.Key_F2)
    hands.press(SOURCES[source])
    hands.press(KEY.Key_2 if disclosure else KEY.Key_1)


def fill(
    hands: Hands,
    *,
    name: str = "李𬀩明",
    id_number: str | None = None,
    request: str = "要求补发低保金",
    facts: str = "今年三月起没有收到低保金",
    purpose: str = "求决",
) -> None:
    hands.type("visitor_name_edit", name)
    hands.type("id_number_edit", number() if id_number is None else id_number)
    hands.type("phone_edit", "13874500001")
    hands.type("address_edit", "枣树村三组")
    hands.type("request_edit", request)
    hands.type("facts_edit", facts)
    if purpose:
        hands.pick("purpose_combo", purpose)
        hands.pick("content_class_combo", "民政")


def register(hands: Hands, source: str = "walk", *, disclosure: bool = False, **words: str) -> None:
    """An ordinary visit to 完成登记."""
    begin(hands, source, disclosure=disclosure)
    fill(hands, **({"purpose": ""} if disclosure else {}) | words)  # type: ignore[arg-type]
    finish(hands)


def finish(hands: Hands) -> None:
    hands.press(KEY.Key_Return, CTRL)


def accept(hands: Hands) -> None:
    """Four cards to 受理 at a township, and the conclusion adopted."""
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_1, KEY.Key_1, KEY.Key_3):
        hands.press(key)
    finish(hands)


def fill_handler(hands: Hands) -> None:
    """The two open fields of the acceptance notice."""
    hands.type("handler_edit", "陈站长")
    hands.pick("handler_clear_combo", "无直接利害关系")
    hands.settle()


def choose_row(hands: Hands, name: str) -> None:
    """A click on a row of a list."""
    hands.settle()
    QTest.mouseClick(hands.get(name), Qt.MouseButton.LeftButton)
    hands.settle()


def view_of(room: Room) -> ReceptionView:
    """The newest reception, as the store has it."""
    rows = room.unit.receptions.all()
    return reception_view(room.desk(), rows[-1].id)


def sentence_under(hands: Hands, name: str) -> str:
    """What stands under a field, or nothing when it is not shown."""
    found = hands.find(name)
    assert isinstance(found, QWidget) or found is None
    return "" if found is None else found.text()  # type: ignore[attr-defined,no-any-return]
