"""Numbers of documents and telephones on screen: with stars until somebody asks, which is audited (issue 5, 5)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QTreeWidget,
    QWidget,
)

from tests.desk.conftest import Room
from tests.desk.walks import accept, number, register

KEY = Qt.Key
PHONE = "13874500001"


def visible_texts() -> str:
    """Everything that a person standing behind the clerk could read now, tips and accessible names included."""
    said: list[str] = []
    for top in QApplication.topLevelWidgets():
        for widget in [top, *top.findChildren(QWidget)]:
            if not widget.isVisible():
                continue
            said += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
            said += _own_texts(widget)
    return "\n".join(said)


def _own_texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return [widget.text()]
    if isinstance(widget, QPlainTextEdit):
        return [widget.toPlainText()]
    if isinstance(widget, QComboBox):
        return [widget.itemText(at) for at in range(widget.count())]
    if isinstance(widget, QListWidget):
        return [widget.item(at).text() for at in range(widget.count())]
    if isinstance(widget, QTableWidget):
        cells = (widget.item(row, column) for row in range(widget.rowCount()) for column in range(widget.columnCount()))
        return [cell.text() for cell in cells if cell is not None]
    assert not isinstance(widget, QTreeWidget), "say what a tree shows"
    return []


def has_numbers() -> bool:
    said = visible_texts()
    return number() in said or PHONE in said


def test_a_day_through_every_page_shows_no_whole_number(town: Room) -> None:
    hands = town.enter()
    register(hands)
    assert not has_numbers(), "登记完成"
    accept(hands)
    assert not has_numbers(), "告知"
    hands.click("register_step_button")
    assert not has_numbers(), "看登记"
    assert "431221********" in visible_texts(), "the walk does read what stands there"
    assert "138****0001" in visible_texts()
    for key in ("due", "exchange", "settings", "reception"):
        hands.click(f"rail_{key}_button")
        hands.settle()
        assert not has_numbers(), key


def test_whole_numbers_are_shown_on_purpose_and_that_is_audited(town: Room) -> None:
    hands = town.enter()
    register(hands)
    hands.click("register_step_button")
    before = town.unit.audit.actions().count("numbers.show")
    hands.click("show_numbers_button")
    hands.settle()
    assert has_numbers()
    assert hands.find("show_numbers_button") is None
    assert town.unit.audit.actions().count("numbers.show") == before + 1
    shown = [row for row in town.unit.audit.rows.values() if row.action == "numbers.show"]
    assert shown[-1].record_id == town.unit.receptions.all()[0].id
    hands.click("screen_step_button")
    hands.click("register_step_button")
    hands.click("rail_due_button")
    hands.click("rail_reception_button")
    assert not has_numbers(), "shown once, not for good"
