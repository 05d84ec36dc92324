"""The pieces that pages are filled with: each knows its height at a line pitch and draws itself at a place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from xinfang_desk.documents.boxes import CodeBox, Page, RuleLine, TextBox
from xinfang_desk.documents.faults import PaperFault
from xinfang_desk.documents.geometry import (
    CELL_LEADING,
    CELL_PAD_X,
    CELL_PAD_Y,
    MARGIN_LEFT,
    MARGIN_TOP,
    MIDDLE,
    NOTE_SIZE,
    TABLE_RULE,
    TEXT_BOTTOM,
    TEXT_RIGHT,
    TEXT_WIDTH,
)
from xinfang_desk.documents.linebreak import Line

TOLERANCE = 0.6
"""Points by which rounding may lead a text past its box."""
WRITING_RULE_DROP = 3.0
"""A rule to write on lies this far under the base line."""


class PageBuilder:
    """Collects the boxes and rules of one page and refuses what would leave its box."""

    def __init__(self) -> None:
        self._boxes: list[TextBox] = []
        self._rules: list[RuleLine] = []
        self._codes: list[CodeBox] = []

    def line(
        self,
        line: Line,
        x: float,
        baseline: float,
        size: float,
        *,
        limits: tuple[float, float] = (MARGIN_LEFT, TEXT_RIGHT),
        grey: float = 0.0,
        extra: bool = False,
    ) -> None:
        """Adds a set line at ``x`` on ``baseline``; ``limits`` are the left and right edge of its box."""
        if x < limits[0] - TOLERANCE or x + line.width > limits[1] + TOLERANCE:
            raise PaperFault("outside_box", f"{x + line.width - limits[1]:.1f} pt")
        for part in line.segments:
            self._boxes.append(
                TextBox(x + part.x, baseline, part.text, part.font, size, part.spacing, part.width, grey, 0.0, extra)
            )
        for start, width in line.rules:
            y = baseline + WRITING_RULE_DROP
            self._rules.append(RuleLine(x + start, y, x + start + width, y, TABLE_RULE))

    def box(self, box: TextBox) -> None:
        """Adds a box that stands outside the text area on purpose."""
        self._boxes.append(box)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
        """Adds a line."""
        self._rules.append(RuleLine(x0, y0, x1, y1, width))

    def code(self, code: CodeBox) -> None:
        """Adds a QR code."""
        self._codes.append(code)

    def page(self) -> Page:
        """The finished page.

        Raises:
            PaperFault: ``outside_box`` when a text stands above or under the text area.
        """
        for box in self._boxes:
            if not box.extra and not MARGIN_TOP <= box.y <= TEXT_BOTTOM + TOLERANCE:
                raise PaperFault("outside_box", f"base line at {box.y:.1f} pt")
        return Page(tuple(self._boxes), tuple(self._rules), tuple(self._codes))


@dataclass
class Item:
    """A piece of the page: ``fixed`` points high plus ``pitches`` line pitches.

    ``keep_next`` forbids a page break after it.
    """

    fixed: float = 0.0
    pitches: float = 0.0
    keep_next: bool = False

    def height(self, pitch: float) -> float:
        """Points."""
        return self.fixed + self.pitches * pitch

    def draw(self, page: PageBuilder, top: float, pitch: float) -> None:
        """Draws nothing: an empty piece is a gap, which is dropped at the top of a page."""


@dataclass
class Gap(Item):
    """Empty space; ``seal`` marks the one over the signature, whose height is tried out."""

    seal: bool = False


@dataclass
class Ruler(Item):
    """A rule across the text width."""

    thickness: float = 0.75

    def draw(self, page: PageBuilder, top: float, pitch: float) -> None:
        y = top + self.height(pitch) / 2
        page.rule(MARGIN_LEFT, y, TEXT_RIGHT, y, self.thickness)


@dataclass
class Text(Item):
    """Lines side by side on one base line, each at its own ``x`` from the left edge of the text area."""

    parts: tuple[tuple[float, Line], ...] = ()
    size: float = 16.0

    @property
    def right(self) -> float:
        """Where the ink ends, from the left edge of the text area."""
        return max((x + line.width for x, line in self.parts), default=0.0)

    def draw(self, page: PageBuilder, top: float, pitch: float) -> None:
        baseline = top + self.height(pitch) / 2 + MIDDLE * self.size
        for x, line in self.parts:
            page.line(line, MARGIN_LEFT + x, baseline, self.size)


@dataclass
class Signature(Item):
    """Signers centred over the date, with the light mark of the seal's place between (GB/T 9704-2012 7.3.5).

    ``rows`` hold signers by line; ``marks`` are (x, index of the signer line they hang under).
    """

    rows: tuple[Text, ...] = ()
    marks: tuple[tuple[float, Line, int], ...] = ()
    date: Text | None = None

    def draw(self, page: PageBuilder, top: float, pitch: float) -> None:
        for index, row in enumerate(self.rows):
            row.draw(page, top + index * pitch, pitch)
        for x, line, index in self.marks:
            baseline = top + (index + 1) * pitch + MIDDLE * NOTE_SIZE
            page.line(line, MARGIN_LEFT + x, baseline, NOTE_SIZE, grey=0.55)
        if self.date is not None:
            self.date.draw(page, top + len(self.rows) * pitch, pitch)


@dataclass
class Footer(Item):
    """Small lines that stand at the lower edge of the last page's text area."""

    lines: tuple[Line, ...] = ()
    size: float = NOTE_SIZE
    leading: float = 13.0

    def draw(self, page: PageBuilder, top: float, pitch: float) -> None:
        first = top + self.height(pitch) - len(self.lines) * self.leading
        for index, line in enumerate(self.lines):
            page.line(line, MARGIN_LEFT, first + (index + 0.5) * self.leading + MIDDLE * self.size, self.size)


@dataclass(frozen=True)
class CellBox:
    """A cell of a row: its left edge and width (from the left of the text area), its set lines, alignment.

    ``upper`` sets the lines at the top of a cell that leaves room to write under them.
    """

    x: float
    width: float
    lines: tuple[Line, ...]
    align: str = "left"
    upper: bool = False


@dataclass
class TableMark:
    """What the rows of one table share."""

    size: float
    ruled: bool
    heads: tuple[Row, ...] = ()


@dataclass
class Row(Item):
    """A table row, or a slice of a tall one (``begins``/``ends`` tell whether the row starts or ends in it)."""

    cells: tuple[CellBox, ...] = ()
    table: TableMark = field(default_factory=lambda: TableMark(12.0, True))
    head: bool = False
    begins: bool = True
    ends: bool = True

    def draw(self, page: PageBuilder, top: float, pitch: float) -> None:
        self.draw_row(page, top)

    def draw_row(self, page: PageBuilder, top: float, extra: bool = False) -> None:
        """Texts and upright edges; the level edges depend on the neighbours and are drawn by ``edges``."""
        leading = self.table.size * CELL_LEADING
        for cell in self.cells:
            left, right = MARGIN_LEFT + cell.x + CELL_PAD_X, MARGIN_LEFT + cell.x + cell.width - CELL_PAD_X
            free = self.fixed - len(cell.lines) * leading
            middle = self.begins and self.ends and not cell.upper
            start = top + (free / 2 if middle else CELL_PAD_Y if self.begins else 0.0)
            for index, line in enumerate(cell.lines):
                spare = right - left - line.width
                x = left + {"center": spare / 2, "right": spare}.get(cell.align, 0.0)
                baseline = start + (index + 0.5) * leading + MIDDLE * self.table.size
                page.line(line, x, baseline, self.table.size, limits=(left, right), extra=extra)
        if self.table.ruled:
            for x in [*(cell.x for cell in self.cells), TEXT_WIDTH]:
                page.rule(MARGIN_LEFT + x, top, MARGIN_LEFT + x, top + self.fixed, TABLE_RULE)

    def edges(self, page: PageBuilder, top: float, upper: bool, lower: bool) -> None:
        """The level edges of the row."""
        if self.table.ruled:
            for wanted, y in ((upper, top), (lower, top + self.fixed)):
                if wanted:
                    page.rule(MARGIN_LEFT, y, TEXT_RIGHT, y, TABLE_RULE)

    def slices(self) -> list[Row]:
        """The row cut into single lines, for a row too tall to be kept whole."""
        leading = self.table.size * CELL_LEADING
        count = max(len(cell.lines) for cell in self.cells)
        count = max(count, round((self.fixed - 2 * CELL_PAD_Y) / leading))
        result = []
        for index in range(count):
            cells = tuple(replace(cell, lines=cell.lines[index : index + 1]) for cell in self.cells)
            begins, ends = index == 0, index == count - 1
            pad = CELL_PAD_Y * (begins + ends)
            keep = self.keep_next if ends else index in (0, count - 2)
            result.append(Row(leading + pad, 0.0, keep, cells, self.table, self.head, begins, ends))
        return result
