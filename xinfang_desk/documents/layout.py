"""DocumentData to positioned texts and rules: a pure function of the data and the fonts (GB/T 9704-2012)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.boxes import Page, PaperLayout, TextBox
from xinfang_desk.documents.contents import (
    PRACTICE_MARK,
    SEAL_MARK,
    SERVICE_NOTE,
    SERVICE_TABLE,
    clean,
    has_service_block,
    meant_text,
    number_text,
    register_text,
    without_spaces,
)
from xinfang_desk.documents.faults import PaperFault
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.foot import draw_foot
from xinfang_desk.documents.items import CellBox, Footer, Gap, Item, PageBuilder, Row, Ruler, Signature, TableMark, Text
from xinfang_desk.documents.linebreak import RULE_CHAR, Line, break_lines
from xinfang_desk.documents.paginate import Placed, draw_page, fit
from xinfang_desk.documents.titles import title_lines
from xinfang_desk.domain.papers import (
    Blank,
    Block,
    Cell,
    DocumentData,
    Face,
    Layout,
    Paragraph,
    Run,
    Spacer,
    Table,
)

_ONE_LINE = 100_000.0
_TALL_ROW = g.TEXT_HEIGHT * 0.35
"""A table row taller than this may break between its lines."""
_PRACTICE_SIZE = 104.0
_PRACTICE_ANGLE = 52.0
_PRACTICE_GREY = 0.88
_SEAL_ROOM = 1.0
"""Lines free over the signature where the last line of text reaches under the seal."""
_SEAL_BESIDE = 0.4
"""Lines free over the signature where the last line of text ends left of the seal."""
_LAST_LINES_APART = 5
"""Lines of the body that go over with the signature where it stands on a page after the first."""


def lay_out(data: DocumentData, fonts: FontSet) -> PaperLayout:
    """The paper as positioned boxes.

    Raises:
        PaperFault: ``no_glyph`` (ask for missing glyphs first), ``outside_box``, ``row_spans``, ``text_lost``.
    """
    placed, pitch = _front(data, fonts)
    numbered = len(placed) > 1
    pages: list[Page] = []
    for number, page in enumerate(placed, 1):
        proved = bool(data.proof) and number == 1
        pages.append(_draw(data, page, pitch, fonts, number if numbered else None, proved=proved))
    for blocks in (data.back, data.annex):
        if blocks:
            apart, apart_pitch = fit(_Composer(data, fonts).apart(blocks), 0.0)
            pages += [_draw(data, page, apart_pitch, fonts, None) for page in apart]
    names = {box.font for page in pages for box in page.boxes} | {fonts.first}
    laid = PaperLayout(tuple(pages), pitch, tuple(sorted(names)))
    if without_spaces(laid.text) != meant_text(data):
        raise PaperFault("text_lost")
    return laid


def _front(data: DocumentData, fonts: FontSet) -> tuple[list[list[Placed]], float]:
    """Pages and pitch; large print gives up some of its size where that keeps the notice and its seal on one page."""
    first = fit(*_Composer(data, fonts).compose())
    if data.large and len(first[0]) > 1:
        for shrink in g.LARGE_STEPS:
            closer = fit(*_Composer(data, fonts, shrink).compose())
            if len(closer[0]) == 1:
                return closer
    if not data.large and len(first[0]) > 1:
        fuller = fit(*_Composer(data, fonts).compose(_LAST_LINES_APART))
        if len(fuller[0]) == len(first[0]):
            return fuller
    return first


def _draw(
    data: DocumentData,
    page: Sequence[Placed],
    pitch: float,
    fonts: FontSet,
    number: int | None,
    *,
    proved: bool = False,
) -> Page:
    builder = PageBuilder()
    if data.practice:
        builder.box(_practice_box(fonts))
    draw_page(page, pitch, builder)
    if proved:
        draw_foot(builder, data, fonts)
    if number is not None:
        builder.box(_page_number(number, fonts))
    return builder.page()


def _page_number(number: int, fonts: FontSet) -> TextBox:
    """``— 1 —``, 7 mm under the text area, odd pages right, even pages left, one character in."""
    text = f"— {number} —"
    measured = [fonts.measure(Face.BODY, char) for char in text]
    width = sum(ems for _, ems in measured) * g.NUMBER_SIZE
    x = g.TEXT_RIGHT - g.NUMBER_SIZE - width if number % 2 else g.MARGIN_LEFT + g.NUMBER_SIZE
    y = g.TEXT_BOTTOM + g.PAGE_NUMBER_DROP + 0.75 * g.NUMBER_SIZE
    return TextBox(x, y, text, measured[0][0], g.NUMBER_SIZE, 0.0, width, extra=True)


def _practice_box(fonts: FontSet) -> TextBox:
    """练习·无效 in light grey across the page."""
    measured = [fonts.measure(Face.HEI, char) for char in PRACTICE_MARK]
    width = sum(ems for _, ems in measured) * _PRACTICE_SIZE
    angle = math.radians(_PRACTICE_ANGLE)
    up = g.MIDDLE * _PRACTICE_SIZE
    x = g.PAGE_WIDTH / 2 - math.cos(angle) * width / 2 + math.sin(angle) * up
    y = g.PAGE_HEIGHT / 2 + math.sin(angle) * width / 2 + math.cos(angle) * up
    return TextBox(
        x,
        y,
        PRACTICE_MARK,
        measured[0][0],
        _PRACTICE_SIZE,
        0.0,
        width,
        _PRACTICE_GREY,
        _PRACTICE_ANGLE,
        extra=True,
    )


class _Composer:
    """Turns the parts of one paper into items in reading order."""

    def __init__(self, data: DocumentData, fonts: FontSet, shrink: float = 1.0) -> None:
        self._data = data
        self._measure = fonts.measure
        self._shrink = shrink
        self._scale = self._fitted(g.LARGE) if data.large else 1.0

    def _fitted(self, size: float) -> float:
        """A size in large print, which never falls under its least."""
        return size if self._shrink == 1.0 else max(size * self._shrink, min(size, g.LEAST_LARGE))

    def compose(self, last_lines: int = 2) -> tuple[list[Item], float]:
        """(items, lines that must stay free over the signature). ``last_lines``: of the body, that stay with it."""
        data = self._data
        items: list[Item] = [*self._head(), *self._strip()]
        if data.addressee:
            large = g.LARGE if data.large else 1.0
            named = Paragraph((Run(data.addressee),), indent=0, size=large, keep=True)
            items += self._paragraph(named, keep_next=True)
        for block in data.blocks:
            items += self._block(block)
        tail = self._tail()
        least = _SEAL_ROOM
        if tail:
            last = next((item for item in reversed(items) if not isinstance(item, Gap)), None)
            seal_left = self._signature_left(tail)
            if isinstance(last, Text) and last.right < seal_left:
                least = _SEAL_BESIDE
            _keep_last_lines(items, 1 if data.large else last_lines)
        return items + tail, least

    def apart(self, blocks: Sequence[Block]) -> list[Item]:
        """What stands on pages of its own: the plain-words page, the cited articles."""
        return [item for block in blocks for item in self._block(block)]

    # -- head -------------------------------------------------------------------------------------------------------

    def _head(self) -> list[Item]:
        data = self._data
        items: list[Item] = []
        longest = int(g.TEXT_WIDTH / g.TITLE_SIZE)
        for text in (data.issuer_heading, data.title):
            for part in title_lines(clean(text), longest) if text else ():
                line = self._one(part, Face.TITLE, g.TITLE_SIZE)
                items.append(Text(g.TITLE_PITCH, 0, True, ((_centred(line, g.TEXT_WIDTH), line),), g.TITLE_SIZE))
        items.append(Gap(6.0, 0, True))
        items += self._number_line()
        if data.layout is not Layout.FORM:
            items.append(Ruler(5.0, 0, True, g.THIN_RULE))
        items.append(Gap(4.0, 0, True))
        return items

    def _number_line(self) -> list[Item]:
        register, number = register_text(self._data), number_text(self._data)
        if not register and not number:
            return []
        for size in (g.NUMBER_SIZE, 12.0, g.SERVICE_SIZE):
            left, right = self._one(register, Face.BODY, size), self._one(number, Face.BODY, size)
            if left.width + right.width + 2 * size <= g.TEXT_WIDTH:
                parts = ((0.0, left), (g.TEXT_WIDTH - right.width, right))
                return [Text(g.NUMBER_PITCH, 0, True, parts, size)]
        rows: list[Item] = []
        for text in (register, number):
            for line in break_lines(
                [(text, Face.BODY)], size=size, width=g.TEXT_WIDTH, measure=self._measure, justify=False
            ):
                x = 0.0 if text is register else g.TEXT_WIDTH - line.width
                rows.append(Text(g.NUMBER_PITCH, 0, True, ((x, line),), size))
        return rows

    def _strip(self) -> list[Item]:
        strip = self._data.strip
        if not strip:
            return []
        heads = tuple(Cell(head, Face.HEI, align="center") for head, _ in strip)
        texts = tuple(Cell(text, align="center") for _, text in strip)
        size = g.LARGE_STRIP if self._data.large else g.STRIP_SIZE
        if self._data.large:  # a telephone number takes a line of its own rather than a break
            texts = tuple(replace(cell, text=cell.text.replace("\u3000", "\n")) for cell in texts)
        needed = [
            max(self._one(part, cell.face, size).width for cell in pair for part in clean(cell.text).split("\n"))
            + 2 * g.CELL_PAD_X
            + 1.0
            for pair in zip(heads, texts, strict=True)
        ]
        table = Table(_shared(needed, g.TEXT_WIDTH), (heads, texts), size=size / g.BODY_SIZE)
        rows = self._table(table)
        for row in rows:
            row.keep_next = True
        return [*rows, Gap(0, 0.35, True)]

    # -- body -------------------------------------------------------------------------------------------------------

    def _block(self, block: Block) -> list[Item]:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Table):
            return [Gap(0, 0.2, True), *self._table(block), Gap(0, 0.2)]
        if isinstance(block, Blank):
            indent = 0 if self._data.layout is Layout.FORM else 2
            width = min(block.chars * g.CHAR_PITCH, g.TEXT_WIDTH)
            text = f"{clean(block.label)}{RULE_CHAR}{clean(block.after)}"
            return self._lines([(text, Face.BODY)], indent=indent, rule=width)
        if isinstance(block, Spacer):
            return [Gap(0, block.lines)]
        raise PaperFault("unknown_block", type(block).__name__)

    def _paragraph(self, paragraph: Paragraph, *, keep_next: bool = False) -> list[Item]:
        runs = [(clean(run.text), run.face) for run in paragraph.runs]
        heading = paragraph.keep and bool(paragraph.runs) and paragraph.runs[0].face is Face.HEI
        keep_next = keep_next or heading  # a heading never ends a page
        return self._lines(
            runs, paragraph.indent, paragraph.align, paragraph.size, keep=paragraph.keep, keep_next=keep_next
        )

    def _lines(
        self,
        runs: Sequence[tuple[str, Face]],
        indent: int = 2,
        align: str = "left",
        factor: float = 1.0,
        *,
        rule: float = 0.0,
        keep: bool = False,
        keep_next: bool = False,
    ) -> list[Item]:
        factor = self._fitted(factor)
        size = g.BODY_SIZE * factor
        lines = break_lines(
            runs,
            size=size,
            width=g.TEXT_WIDTH,
            measure=self._measure,
            tracking=(g.CHAR_PITCH - g.BODY_SIZE) * factor,
            indent=indent * g.CHAR_PITCH * factor if align == "left" else 0.0,
            justify=align == "left",
            rule=rule,
        )
        pitches = factor if factor <= 1 else 1 + (factor - 1) * 0.8
        if self._shrink < 1:  # set close: 1.2 sizes at the closest pitch
            pitches = max(1.0, factor * 0.915)
        items: list[Item] = []
        for index, line in enumerate(lines):
            spare = g.TEXT_WIDTH - line.width
            x = {"center": spare / 2, "right": spare}.get(align, 0.0)
            stays = index + 1 < len(lines) and (keep or index == 0 or index == len(lines) - 2)
            items.append(Text(0, pitches, stays or (keep_next and index + 1 == len(lines)), ((x, line),), size))
        return items

    def _table(self, table: Table, size: float | None = None) -> list[Row]:
        size = size or g.BODY_SIZE * self._fitted(table.size)
        total = sum(table.widths)
        edges = [0.0]
        for width in table.widths:
            edges.append(edges[-1] + width / total * g.TEXT_WIDTH)
        mark = TableMark(size, table.ruled)
        rows: list[Row] = []
        for number, cells in enumerate(table.rows):
            row = self._row(cells, edges, mark)
            row.head = number < table.head_rows
            row.keep_next = row.head
            tall = row.fixed > _TALL_ROW and not row.head
            rows += row.slices() if tall else [row]
        mark.heads = tuple(row for row in rows if row.head)
        return rows

    def _row(self, cells: Sequence[Cell], edges: Sequence[float], mark: TableMark) -> Row:
        boxes: list[CellBox] = []
        column = 0
        count = 1
        for cell in cells:
            if column + cell.span >= len(edges) or cell.span < 1:
                raise PaperFault("row_spans", f"{column + cell.span} of {len(edges) - 1}")
            x, width = edges[column], edges[column + cell.span] - edges[column]
            column += cell.span
            lines: tuple[Line, ...] = ()
            if cell.text:
                lines = break_lines(
                    [(clean(cell.text), cell.face)],
                    size=mark.size,
                    width=width - 2 * g.CELL_PAD_X,
                    measure=self._measure,
                    justify=cell.align == "left",
                    whole_brackets=width < g.TEXT_WIDTH / 2,
                )
            count = max(count, len(lines), cell.min_lines)
            boxes.append(CellBox(x, width, lines, cell.align, cell.min_lines > 1))
        if column != len(edges) - 1:
            raise PaperFault("row_spans", f"{column} of {len(edges) - 1}")
        height = count * mark.size * g.CELL_LEADING + 2 * g.CELL_PAD_Y
        return Row(height, 0.0, False, tuple(boxes), mark)

    # -- tail -------------------------------------------------------------------------------------------------------

    def _tail(self) -> list[Item]:
        """Signature, service block and footer, kept together."""
        data = self._data
        items: list[Item] = []
        if data.signers or data.dated:
            items += [Gap(0, 1.0, True, seal=True), self._signature()]
        if has_service_block(data):
            items += [Gap(6.0, 0, True), self._small(SERVICE_NOTE)]
            items += self._table(SERVICE_TABLE, g.SERVICE_SIZE)
        if data.footer:
            runs = [("\n".join(clean(line) for line in data.footer), Face.BODY)]
            size = g.LARGE_NOTE * self._shrink if data.large else g.NOTE_SIZE
            lines = break_lines(runs, size=size, width=g.TEXT_WIDTH, measure=self._measure, justify=False)
            leading = size * g.NOTE_PITCH / g.NOTE_SIZE
            items.append(Footer(len(lines) * leading + 5.0, 0, False, lines, size, leading))
        for item in items[:-1]:
            item.keep_next = True
        return items

    def _small(self, text: str) -> Text:
        size = g.LARGE_SERVICE * self._shrink if self._data.large else g.SERVICE_SIZE
        line = self._one(text, Face.BODY, size)
        return Text(17.0 * size / g.SERVICE_SIZE, 0, True, ((0.0, line),), size)

    def _signature(self) -> Signature:
        data, size = self._data, g.BODY_SIZE * self._scale
        signers = [
            self._body_line(part)
            for signer in data.signers
            for part in title_lines(clean(signer), int((g.CHARS - g.DATE_FREE_CHARS) / self._scale))
        ]
        date = self._body_line(clean(data.dated)) if data.dated else None
        widths = [line.width for line in signers]
        date_width = date.width if date else 0.0
        centre = g.TEXT_WIDTH - g.DATE_FREE_CHARS * g.CHAR_PITCH - date_width / 2
        centre = min([centre, *(g.TEXT_WIDTH - g.CHAR_PITCH - width / 2 for width in widths)])
        beside = _beside(widths, centre) if len(data.signers) == len(signers) == 2 else None
        if beside is not None:
            parts = tuple((x - line.width / 2, line) for x, line in zip((beside, centre), signers, strict=True))
            rows = [Text(0, 1, True, parts, size)]
            places = [(beside, 0), (centre, 0)]
        else:
            rows = [Text(0, 1, True, ((centre - line.width / 2, line),), size) for line in signers]
            places = [(centre, len(rows) - 1 - index) for index in range(len(data.signers))][::-1]
        mark = self._one(SEAL_MARK, Face.BODY, g.NOTE_SIZE)
        marks = tuple((x - mark.width / 2, mark, index) for x, index in places)
        dated = Text(0, 1, True, ((centre - date.width / 2, date),), size) if date else None
        return Signature(0, len(rows) + (1 if dated or marks else 0), True, tuple(rows), marks, dated)

    def _signature_left(self, tail: Sequence[Item]) -> float:
        """Left edge of what the seal and the signers need, from the left of the text area."""
        for item in tail:
            if isinstance(item, Signature):
                seals = [x + line.width / 2 - g.SEAL_DIAMETER / 2 for x, line, _ in item.marks]
                return min([*seals, g.TEXT_WIDTH])
        return g.TEXT_WIDTH

    def _one(self, text: str, face: Face, size: float) -> Line:
        lines = break_lines([(text.replace("\n", " "), face)], size=size, width=_ONE_LINE, measure=self._measure)
        return lines[0]

    def _body_line(self, text: str) -> Line:
        tracking = (g.CHAR_PITCH - g.BODY_SIZE) * self._scale
        lines = break_lines(
            [(text.replace("\n", " "), Face.BODY)],
            size=g.BODY_SIZE * self._scale,
            width=_ONE_LINE,
            measure=self._measure,
            tracking=tracking,
        )
        return lines[0]


def _shared(needed: Sequence[float], width: float) -> tuple[float, ...]:
    """Column widths: what each needs and an equal part of what is over; where that is too much, the widest give way."""
    spare = (width - sum(needed)) / len(needed)
    if spare >= 0:
        return tuple(one + spare for one in needed)
    left, found = width, dict[int, float]()
    for done, index in enumerate(sorted(range(len(needed)), key=needed.__getitem__)):
        found[index] = min(needed[index], left / (len(needed) - done))
        left -= found[index]
    return tuple(found[index] for index in range(len(needed)))


def _beside(widths: Sequence[float], centre: float) -> float | None:
    """Centre of the first of two signers that stand side by side, each with room for its seal; None when too wide."""
    first = centre - max((widths[0] + widths[1]) / 2 + 1.5 * g.BODY_SIZE, g.SEAL_DIAMETER + 6)
    left = first - max(widths[0], g.SEAL_DIAMETER) / 2
    return first if left >= 0 else None


def _keep_last_lines(items: list[Item], least: int) -> None:
    """Binds the last lines (or the last row) of the body to what follows: a signature never stands alone.

    Two, or in large print the closing line, so that where to go is not torn from what was decided.
    """
    lines = 0
    for item in reversed(items):
        if isinstance(item, Text):
            lines += 1
        item.keep_next = True
        if isinstance(item, Row) or lines == least:
            return


def _centred(line: Line, width: float) -> float:
    return (width - line.width) / 2
