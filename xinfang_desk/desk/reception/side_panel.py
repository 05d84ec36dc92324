"""The right column: the article, what the store knows, the way so far; a drawer where the room is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from xinfang_desk.desk.texts import reception as text
from xinfang_desk.desk.texts import register as register_text
from xinfang_desk.desk.widgets import Card, Chip, button, clear_layout, label, row, scrolled
from xinfang_desk.domain.cards.view import TraceLine
from xinfang_desk.services.linking import Link


class SidePanel(Card):
    """Shows the parts that the step at hand hands over."""

    def __init__(self) -> None:
        super().__init__("card", margins=14, spacing=8, name="side_panel")
        self.close_button = button(text.DRAWER_CLOSE, "drawer_close_button", "small")
        self.close_button.hide()
        inner = QWidget()
        self._parts = QVBoxLayout(inner)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(8)
        self.box.addLayout(row(1, self.close_button))
        scroll = scrolled(inner, "side_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click here leaves the keys with the step
        self.box.addWidget(scroll, 1)
        self._foot = QVBoxLayout()
        self.box.addLayout(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.measure()

    def measure(self) -> None:
        self.setFixedWidth(int(self.fontMetrics().horizontalAdvance("国") * 21.3))

    def show_parts(self, parts: Sequence[QWidget], foot: Sequence[QWidget] = ()) -> None:
        clear_layout(self._parts)
        clear_layout(self._foot)
        for part in parts:
            self._parts.addWidget(part)
        self._parts.addStretch(1)
        for part in foot:
            self._foot.addWidget(part)


def head(words: str) -> QWidget:
    return label(words, "section")


def quiet_lines(*lines: str) -> list[QWidget]:
    return [label(line, "quiet") for line in lines if line]


def link_lines(links: Sequence[Link]) -> list[QWidget]:
    """What a matter is linked with: register number and date, nothing else (counter-rules.md 2.1)."""
    if not links:
        return []
    lines = (register_text.LINK_LINE.format(number=one.register_no, on=one.received_on) for one in links)
    return [head(register_text.LINK_HEAD), *quiet_lines(*lines)]


def trace_rows(trace: tuple[TraceLine, ...]) -> list[QWidget]:
    """走到这里: question on the left, answer and source as a chip under it where it is long."""
    shown: list[QWidget] = []
    for line in trace:
        holder = QWidget()
        words = f"{line.answer} · {line.source}" if line.source else line.answer
        question = label(line.question, wrap=len(line.question) > 8)
        chip = Chip(words, "quiet")
        room = holder.fontMetrics().horizontalAdvance("国") * 19
        chip_width = chip.fontMetrics().horizontalAdvance(words)
        if chip_width + question.fontMetrics().horizontalAdvance(line.question) < room * 0.9:
            made = row(question, 1, chip)
            holder.setLayout(made)
        else:
            stack = QVBoxLayout(holder)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(2)
            stack.addWidget(question)
            answer = label(words, "quiet")
            stack.addWidget(answer)
        shown.append(holder)
    return shown


def chip_rows(lines: Sequence[tuple[str, str, str]]) -> list[QWidget]:
    """(words, chip, kind) lines."""
    shown: list[QWidget] = []
    for words, chip, kind in lines:
        holder = QWidget()
        holder.setLayout(row(label(words), 1, Chip(chip, kind)))
        shown.append(holder)
    return shown
