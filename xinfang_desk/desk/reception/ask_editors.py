"""One editor per kind of follow-up question, the same on cards and in the fact column."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.texts import screen as text
from xinfang_desk.desk.widgets import button, label, restyle, row, set_kind, show_if
from xinfang_desk.domain.cards.view import AskKind, FollowUp, Option
from xinfang_desk.domain.moments import typed_date

MOST_FOUND, MOST_LINES = 30, 6
KEYED = 9  # rows of a search that a digit chooses


class AskEditor(QWidget):
    """A question and its answer.

    Attributes:
        ask_id: the id of the follow-up.

    Signals:
        answered: id and value, when the answer is complete (a choice made, a field left).
        edited: something was typed.
        unsure_asked: 0 in an empty line of a card: 拿不准.
    """

    answered = Signal(str, str)
    edited = Signal()
    unsure_asked = Signal()

    def __init__(self, ask: FollowUp) -> None:
        super().__init__()
        self.ask_id = ask.id
        self.kind = ask.kind
        self._sent = ask.value
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._question = label(ask.question, "strong")
        self._box.addWidget(self._question)
        self._make(ask)
        self._hint = label(ask.hint, "quiet")
        show_if(self._hint, bool(ask.hint))
        self._problem = label(ask.problem, "problem")
        show_if(self._problem, bool(ask.problem))
        self._box.addWidget(self._hint)
        self._box.addWidget(self._problem)

    def show_ask(self, ask: FollowUp) -> None:
        """The same question with what the service now says about it."""
        self._sent = ask.value
        self._question.setText(ask.question)
        self._hint.setText(ask.hint)
        self._hint.setVisible(bool(ask.hint))
        self.show_problem(ask.problem)
        self._take(ask)

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        set_kind(self._problem, "problem")
        self._problem.setVisible(bool(sentence))

    def value(self) -> str:
        raise NotImplementedError

    def pending(self) -> str | None:
        """What was typed and not yet handed over, or None."""
        value = self.value()
        return value if value != self._sent else None

    def focus_editor(self) -> None:
        raise NotImplementedError

    def show_keys(self, _digits: frozenset[int]) -> None:
        """Which digits choose something here now; a typed answer has none of its own."""

    def let_zero_ask(self, on: bool) -> None:
        """Whether 0 in the empty line is 拿不准; a number may be nought."""

    def take_digit(self, digit: int) -> bool:
        """A digit meant for a typed answer: the line takes it and the keys after it. False where nothing is typed."""
        return False

    def _make(self, ask: FollowUp) -> None:
        raise NotImplementedError

    def _take(self, ask: FollowUp) -> None:
        raise NotImplementedError

    def _answer(self) -> None:
        value = self.value()
        if value != self._sent:
            self._sent = value
            self.answered.emit(self.ask_id, value)


class ChoiceEditor(AskEditor):
    """One of several, or any of several, as buttons in a row."""

    def _make(self, ask: FollowUp) -> None:
        self._group = QButtonGroup(self)
        self._group.setExclusive(ask.kind is AskKind.CHOICE)
        self._buttons: dict[str, QPushButton] = {}
        self._flow = flow(spacing=8)
        self._keys = {option.id: option for option in ask.options}
        for option in ask.options:
            made = button(_with_key(option), f"{ask.id}_{option.id}_button", "choice")
            made.setAccessibleName(option.label)
            made.setCheckable(True)
            self._group.addButton(made)
            self._buttons[option.id] = made
            layout = self._flow.layout()
            assert layout is not None
            layout.addWidget(made)
        self._box.addWidget(self._flow)
        self._take(ask)
        self._group.buttonClicked.connect(lambda _button: self._answer())

    def _take(self, ask: FollowUp) -> None:
        chosen = ask.value.split() if ask.kind is AskKind.TICKS else [ask.value]
        exclusive = self._group.exclusive()
        self._group.setExclusive(False)
        for option in ask.options:
            one = self._buttons.get(option.id)
            if one is not None:
                one.setChecked(option.id in chosen or option.chosen)
                one.setEnabled(option.enabled)
                one.setToolTip(option.why_not or option.hint)
        self._group.setExclusive(exclusive)

    def show_keys(self, digits: frozenset[int]) -> None:
        for option_id, one in self._buttons.items():
            option = self._keys[option_id]
            one.setText(_with_key(option) if option.key in digits else option.label)

    def value(self) -> str:
        return " ".join(option_id for option_id, one in self._buttons.items() if one.isChecked())

    def pending(self) -> str | None:
        return None

    def focus_editor(self) -> None:
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            first.setFocus()


def _with_key(option: Option) -> str:
    return f"{option.key}　{option.label}" if option.key else option.label


class AnswerLine(QLineEdit):
    """A typed answer on a card; where ``zero_asks`` is set, 0 in the empty line is 拿不准 and not a letter."""

    zero_pressed = Signal()

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.zero_asks = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.zero_asks and event.key() == Qt.Key.Key_0 and not self.text():
            self.zero_pressed.emit()
        else:
            super().keyPressEvent(event)


class TextEditor(AskEditor):
    """A line; a date may be typed in any usual way and is handed over as ISO."""

    def _make(self, ask: FollowUp) -> None:
        self.edit = AnswerLine(ask.value)
        self.edit.zero_pressed.connect(self.unsure_asked)
        self.edit.setObjectName(f"{ask.id}_edit")
        self.edit.setAccessibleName(ask.question)
        if ask.kind is AskKind.DATE:
            self.edit.setPlaceholderText("如 2026-11-23")
        self._question.setBuddy(self.edit)
        self._box.addWidget(self.edit)
        self.edit.editingFinished.connect(self._answer)
        self.edit.textChanged.connect(lambda _text: self.edited.emit())

    def _take(self, ask: FollowUp) -> None:
        if not self.edit.hasFocus() and self.edit.text() != ask.value:
            self.edit.setText(ask.value)

    def value(self) -> str:
        typed = self.edit.text().strip()
        if self.kind is AskKind.DATE and typed:
            day = typed_date(typed)
            return day.isoformat() if day else typed
        return typed

    def show_problem(self, sentence: str) -> None:
        super().show_problem(sentence)
        self.edit.setProperty("problem", "true" if sentence else "false")
        restyle(self.edit)

    def focus_editor(self) -> None:
        self.edit.setFocus()

    def take_digit(self, digit: int) -> bool:
        self.edit.setFocus()
        self.edit.insert(str(digit))
        return True

    def let_zero_ask(self, on: bool) -> None:
        self.edit.zero_asks = on and self.kind is not AskKind.NUMBER


class SearchLine(QLineEdit):
    """Down goes to the list of what was found, a digit to one of its rows; while the line is empty the keys of the
    card — digits, 0, Backspace — stay with the card.

    Signals:
        digit_typed: 0–9, when it is no letter of this line.
        back_asked: Backspace in the empty line.
    """

    left_down = Signal()
    digit_typed = Signal(int)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        empty = not self.text().strip()
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif plain and 0 <= digit <= 9 and (empty or 0 < digit <= self.rows):
            self.digit_typed.emit(digit)
        elif plain and empty and event.key() == Qt.Key.Key_Backspace:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


class SearchEditor(AskEditor):
    """A row of the directory: words narrow the list, its digit or Enter (the first) takes one, Down goes through them.

    Signals:
        search_asked: the words typed; whoever listens answers with ``show_found``.
        digit_passed: a digit typed while the line is empty: it belongs to the card.
        back_passed: Backspace in the empty line.
    """

    search_asked = Signal(str)
    digit_passed = Signal(int)
    back_passed = Signal()

    def _make(self, ask: FollowUp) -> None:
        self._options: tuple[Option, ...] = ask.options
        self._value, self._value_words = ask.value, ""
        self.edit = SearchLine()
        self.edit.setObjectName(f"{ask.id}_search_edit")
        self.edit.setAccessibleName(ask.question)
        self.edit.setPlaceholderText(text.SEARCH_HINT)
        self._question.setBuddy(self.edit)
        self.found = QListWidget()
        self.found.setObjectName(f"{ask.id}_found_list")
        self.found.setAccessibleName(ask.question)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setWordWrap(True)
        self.found.hide()
        self._chosen = label("", "strong")
        self._none = label(text.SEARCH_NONE, "quiet")
        self._none.hide()
        for widget in (self.edit, self._chosen, self.found, self._none):
            self._box.addWidget(widget)
        self.edit.textChanged.connect(self._narrow)
        self.edit.left_down.connect(self._go_down)
        self.edit.digit_typed.connect(self._take_typed)
        self.edit.back_asked.connect(self.back_passed)
        self.found.itemActivated.connect(self._pick)
        self.found.itemClicked.connect(self._pick)
        self._show_chosen()

    def _take(self, ask: FollowUp) -> None:
        self._value, self._options = ask.value, ask.options
        self._show_chosen()

    def value(self) -> str:
        return self._value

    def pending(self) -> str | None:
        return None

    def focus_editor(self) -> None:
        self.edit.setFocus()

    def take_first(self) -> bool:
        """Enter in the search line: the first row found. False when nothing was typed."""
        if not self.edit.text().strip() or not self.found.count():
            return False
        self._pick(self.found.item(0))
        return True

    def show_found(self, words: str, rows: tuple[tuple[str, str, str], ...]) -> None:
        """(id, what is asked, way and body) rows for the words that were typed."""
        if words != self.edit.text().strip():
            return
        self.found.clear()
        for number, (row_id, title, way) in enumerate(rows, 1):
            digit = f"{number}　" if number <= KEYED else ""
            shown = QListWidgetItem(f"{digit}{title}　{way}" if way else digit + title)
            shown.setData(Qt.ItemDataRole.UserRole, row_id)
            self.found.addItem(shown)
        self.edit.rows = min(self.found.count(), KEYED)
        lines = min(max(self.found.count(), 1), MOST_LINES)
        self.found.setMaximumHeight(int(self.fontMetrics().height() * 1.9 * lines) + 12)
        self.found.setVisible(self.found.count() > 0)
        self._none.setVisible(self.found.count() == 0)

    def _narrow(self, typed: str) -> None:
        words = typed.strip()
        self.edit.rows = 0  # of other words
        if not words:
            self.found.clear()
            self.found.hide()
            self._none.hide()
        elif self._options:
            parts = words.split()
            rows = tuple(
                (option.id, option.label, option.hint)
                for option in self._options
                if all(part in option.label or part in option.hint for part in parts)
            )
            self.show_found(words, rows[:MOST_FOUND])
        else:
            self.search_asked.emit(words)

    def _take_typed(self, digit: int) -> None:
        if self.edit.text().strip():
            self._pick(self.found.item(digit - 1))
        elif digit:
            self.digit_passed.emit(digit)
        else:
            self.unsure_asked.emit()

    def _go_down(self) -> None:
        if self.found.count():
            self.found.setFocus()
            self.found.setCurrentRow(0)

    def _pick(self, item: QListWidgetItem) -> None:
        words = item.text().split("　", 1)
        self._value_words = words[-1] if words[0].isdecimal() else item.text()
        self._value = str(item.data(Qt.ItemDataRole.UserRole))
        self.edit.clear()
        self._show_chosen()
        self._answer()

    def _show_chosen(self) -> None:
        words = next((option.label for option in self._options if option.id == self._value), self._value_words)
        self._chosen.setText(words if self._value else "")
        self._chosen.setVisible(bool(self._value and words))


class CompareEditor(AskEditor):
    """上次说的／这次说的／相同或不同, line by line."""

    def _make(self, ask: FollowUp) -> None:
        self._lines: list[tuple[AnswerLine, AnswerLine, QPushButton, QPushButton]] = []
        self.grid = QGridLayout()
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self.grid.addWidget(label(text.THEN, "quiet"), 0, 0)
        self.grid.addWidget(label(text.NOW, "quiet"), 0, 1)
        self._box.addLayout(self.grid)
        self.add_button = button(text.ADD_COMPARE, f"{self.ask_id}_add_button", "small")
        self.add_button.clicked.connect(lambda: self._add("", "", ""))
        self._box.addLayout(row(self.add_button, 1))
        for line in _rows(ask.value) or [["", "", ""]]:
            self._add(*line)

    def _take(self, ask: FollowUp) -> None:
        """The lines typed here stay: nobody else fills them."""

    def value(self) -> str:
        rows = [
            [
                then.text().strip(),
                now.text().strip(),
                "same" if same.isChecked() else "other" if other.isChecked() else "",
            ]
            for then, now, same, other in self._lines
        ]
        return json.dumps([line for line in rows if any(line)], ensure_ascii=False) if any(map(any, rows)) else ""

    def focus_editor(self) -> None:
        self._lines[0][0].setFocus()

    def take_digit(self, digit: int) -> bool:
        self.focus_editor()
        self._lines[0][0].insert(str(digit))
        return True

    def let_zero_ask(self, on: bool) -> None:
        self._lines[0][0].zero_asks = on

    def _add(self, then: str, now: str, verdict: str) -> None:
        number = len(self._lines) + 1
        edits = (AnswerLine(then), AnswerLine(now))
        for edit, words, name in zip(edits, (text.THEN, text.NOW), ("then", "now"), strict=True):
            edit.setObjectName(f"compare_{name}_edit_{number}")
            edit.setAccessibleName(words)
            edit.editingFinished.connect(self._answer)
            edit.textChanged.connect(lambda _text: self.edited.emit())
            edit.zero_pressed.connect(self.unsure_asked)
        same = button(text.SAME, f"compare_same_button_{number}", "small")
        other = button(text.OTHER, f"compare_other_button_{number}", "small")
        group = QButtonGroup(self)
        for one, key in ((same, "same"), (other, "other")):
            one.setCheckable(True)
            one.setChecked(verdict == key)
            group.addButton(one)
        group.buttonClicked.connect(lambda _button: self._answer())
        self._lines.append((edits[0], edits[1], same, other))
        for column, widget in enumerate((edits[0], edits[1], same, other)):
            self.grid.addWidget(widget, number, column)


def _rows(value: str) -> list[list[str]]:
    """Rows that this editor wrote itself; anything else starts afresh."""
    parsed = json.loads(value) if value.startswith("[") else []
    return [[str(cell) for cell in line] for line in parsed if isinstance(line, list) and len(line) == 3]


def editor_for(ask: FollowUp) -> AskEditor:
    if ask.kind in (AskKind.CHOICE, AskKind.TICKS):
        return ChoiceEditor(ask)
    if ask.kind is AskKind.COMPARE:
        return CompareEditor(ask)
    if ask.kind is AskKind.SEARCH:
        return SearchEditor(ask)
    return TextEditor(ask)
