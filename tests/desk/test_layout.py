"""Nothing is cut: every visible word of the main pages has the room it asks for, at 1366×768 and at large letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)

from tests.desk.conftest import Room
from tests.desk.walks import KEY, fill_handler, finish, register
from xinfang_desk.desk.demo.driver import Hands

SLACK = 1  # a rounded pixel


def wanted(widget: QWidget) -> QSize:
    """What the words ask for; a label that breaks its lines asks for height at the width it has."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return QSize(0, widget.heightForWidth(widget.width()))
    if widget.hasHeightForWidth():
        return QSize(0, widget.heightForWidth(widget.width()))
    return widget.sizeHint()


def texts(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.size().isEmpty():
            continue
        if (isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull()) or (
            isinstance(widget, QAbstractButton) and widget.text()
        ):
            yield widget


def cut(root: QWidget) -> list[str]:
    """Names and words of labels and buttons that are smaller than their words."""
    found = []
    for widget in texts(root):
        need = wanted(widget)
        if need.width() > widget.width() + SLACK or need.height() > widget.height() + SLACK:
            words = widget.text()  # type: ignore[attr-defined]
            found.append(f"{widget.objectName() or type(widget).__name__} {words!r}: {widget.size()} < {need}")
    return found


def outside(window: QWidget) -> list[str]:
    """Widgets that reach over the edge of what holds them, but for what scrolls."""
    found = []
    for widget in texts(window):
        parent = widget.parentWidget()
        scrolled = False
        while parent is not None and parent is not window:
            scrolled = scrolled or isinstance(parent, QAbstractScrollArea)
            parent = parent.parentWidget()
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        if not scrolled and not window.rect().contains(place):
            found.append(f"{widget.objectName()} {place}")
    return found


def overlapping(root: QWidget) -> list[str]:
    """Sibling widgets with words that lie over each other."""
    found = []
    by_parent: dict[int, list[QWidget]] = {}
    for widget in texts(root):
        by_parent.setdefault(id(widget.parentWidget()), []).append(widget)
    for siblings in by_parent.values():
        for at, one in enumerate(siblings):
            for other in siblings[at + 1 :]:
                if one.geometry().intersects(other.geometry()):
                    found.append(f"{one.objectName()}/{other.objectName()}")
    return found


def a_day(room: Room) -> Iterator[str]:
    """Every main page on the way of two visits; the name of each where it is reached."""
    hands = room.start()
    yield "login"
    room.log_in("zhou")
    yield "board"
    hands.press(KEY.Key_F2)
    yield "new visit"
    hands.press(KEY.Key_5)
    hands.press(KEY.Key_1)
    hands.click("visitor_add_button")
    hands.click("matter_add_button")
    hands.click("paper_add_button_2")
    finish(hands)
    yield "form refused"
    hands.answer("leave_registration_button", lambda: hands.click("abandon_ok_button"))
    register(hands)
    yield "first card"
    for key in (KEY.Key_Return, KEY.Key_4, KEY.Key_1, KEY.Key_1):
        hands.press(key)
    yield "last card"
    hands.press(KEY.Key_3)
    hands.press(KEY.Key_Return)
    yield "conclusion"
    finish(hands)
    yield "papers"
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    yield "came out?"
    finish(hands)
    yield "signature"
    finish(hands)
    yield "closed"
    register(hands, request="要求邻居赔偿", facts="已经起诉，正在打官司")
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_4)
    yield "what the store knows"
    for key in (KEY.Key_3, KEY.Key_1, KEY.Key_6, KEY.Key_2, KEY.Key_1, KEY.Key_Return):
        hands.press(key)
    finish(hands)
    yield "refusal"
    hands.click("register_step_button")
    yield "record"
    hands.click("rail_exchange_button")
    yield "exchange"
    hands.click("rail_settings_button")
    yield "this PC"


def the_office(room: Room) -> Iterator[str]:
    """First run and the pages of 设置."""
    stores = dict(room.vault.stores)
    room.vault.stores.clear()
    room.start().click("first_run_button")
    yield "first run"
    room.stop()
    room.vault.stores.update(stores)
    hands = room.enter("admin")
    hands.click("rail_settings_button")
    rows = hands.get("settings_list", QListWidget)
    for at in range(rows.count()):
        rows.setCurrentRow(at)
        hands.settle()
        yield rows.item(at).text()


def nameless(window: QWidget) -> list[str]:
    """What a person uses and an aid cannot say."""
    found = []
    for widget in window.findChildren(QWidget):
        used = isinstance(widget, QAbstractButton | QLineEdit) or widget.inherits("QComboBox")
        if not used or not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.objectName().startswith("qt_") or widget.focusProxy() is not None:
            continue
        spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        if not widget.objectName() or not spoken:
            found.append(f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}")
    return found


# Keys, file kinds, the office's role letter and the people's log-in names; all else that is read is Chinese.
LATIN = {"Enter", "Ctrl", "Backspace", "PDF", "CSV", "F", "LF", "A", "B", "C", "U", "L", "zhou", "admin"}


def foreign(window: QWidget) -> list[str]:
    """Words that are not Chinese, and codes that belong into the basis drawer."""
    found = []
    for widget in texts(window):
        words = re.sub(r"[0-9A-Z]{4}(-[0-9A-Z]{4})+", "", widget.text())  # type: ignore[attr-defined]  # codes to compare
        latin = "".join(char if char.isascii() and char.isalpha() else " " for char in words).split()
        found += [words for word in latin if word not in LATIN]
    return found


@pytest.mark.parametrize("walk", [a_day, the_office])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_page_is_whole_named_and_chinese(town: Room, walk: Callable[[Room], Iterator[str]], scale: float) -> None:
    town.local.values["font_scale"] = scale
    wrong: dict[str, list[str]] = {}
    for page in walk(town):
        town.hands.settle()
        QApplication.processEvents()
        window = town.app.window
        assert window.size() == QSize(1366, 768), page
        found = [*cut(window), *outside(window), *overlapping(window), *nameless(window), *foreign(window)]
        if found:
            wrong[page] = found
    assert not wrong


def test_at_large_letters_the_side_becomes_a_drawer_and_the_list_a_strip(town: Room) -> None:
    town.local.values["font_scale"] = 2.0
    hands: Hands = town.enter()
    register(hands)
    assert hands.find("side_panel") is None
    hands.click("drawer_button")
    assert hands.get("side_panel").isVisible()
    hands.click("drawer_close_button")
    assert hands.find("side_panel") is None
    row = hands.get("today_row_0001")
    assert [w.text() for w in row.findChildren(QLabel)] == ["0001", "甄别"]
    assert hands.get("today_list").width() < 1366 * 0.2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_dialogs_fit_the_screen(town: Room, scale: float) -> None:
    town.local.values["font_scale"] = scale
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")
    sizes: dict[str, QSize] = {}

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        sizes[dialog.objectName()] = dialog.size()
        assert not cut(dialog)
        dialog.close()

    for name in ("correct_button", "add_visitors_button", "add_item_button", "void_item_1_button"):
        hands.answer(name, look)
    assert len(sizes) == 4
    for name, size in sizes.items():
        assert size.width() <= 1366, (name, size)
        assert size.height() <= 720, (name, size)
