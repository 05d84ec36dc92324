"""要出的文书: the papers of a reception with their state."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.today_list import RowCard
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import Chip, clear_layout, label, row
from xinfang_desk.services.issuing import OwedPaper


class PaperList(QWidget):
    """Rows to choose from.

    Signals:
        chosen: key of a paper.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, RowCard] = {}
        self._lines: dict[str, QLabel] = {}
        self._chips: dict[str, tuple[Chip, str, str]] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 4, 0)
        self._box.setSpacing(4)

    def show_papers(self, papers: tuple[OwedPaper, ...], current: str, given: frozenset[str]) -> None:
        """``given``: optional papers that the clerk will give at once."""
        clear_layout(self._box)
        self._rows.clear()
        self._chips.clear()
        self._lines.clear()
        for paper in papers:
            shown = RowCard(f"paper_row_{paper.code}")
            kind = "owed" if paper.key in given or paper.blocked else text.CHIPS.get(paper.state, "quiet")
            words = f"{paper.title}（{paper.whose}）" if paper.whose else paper.title
            title = label(words, "strong")
            chip = Chip(paper.chip, kind)
            self._chips[paper.key] = (chip, paper.chip, kind)
            head = row(title, chip)
            head.setStretch(0, 1)
            shown.box.addLayout(head)
            copies = (text.COPY if len(paper.copies) == 1 else text.COPIES).format(who="、".join(paper.copies))
            words = text.NUMBER.format(number=paper.number) if paper.number else copies if paper.copies else ""
            shown.box.setContentsMargins(8, 3, 4, 3)
            if words:
                self._lines[paper.key] = label(words, "quiet")
                shown.add(self._lines[paper.key])
            shown.setAccessibleName(f"{paper.title} {paper.whose} {paper.chip}")
            shown.chosen.connect(lambda key=paper.key: self.chosen.emit(key))
            self._rows[paper.key] = shown
            self._box.addWidget(shown)
        self.set_current(current)

    def show_missing(self, counts: dict[str, int]) -> None:
        """Says at each paper how many of its fields still want an answer."""
        for key, (chip, words, kind) in self._chips.items():
            count = counts.get(key, 0)
            chip.show_state(text.MISSING.format(count=count) if count else words, "owed" if count else kind)

    def set_current(self, key: str) -> None:
        for row_key, shown in self._rows.items():
            shown.set_chosen(row_key == key)
            if row_key in self._lines:
                self._lines[row_key].setVisible(row_key == key)
