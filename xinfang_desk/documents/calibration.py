"""The calibration page: a cross of two rules 20 mm from the edges, a bar of 100 mm, and the margins of a notice."""

from __future__ import annotations

from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.boxes import PaperLayout
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.items import PageBuilder
from xinfang_desk.documents.linebreak import break_lines
from xinfang_desk.domain.calibration import BAR_MM, EDGE_MM
from xinfang_desk.domain.papers import Face

_THIN, _FINE = 0.5, 0.25
_WORDS = (
    "一、请用直尺量三处，填到“设置·本机·打印校准”里，精确到半毫米。",
    "1. 左边距：纸的左边到左边那条长竖线。应为20毫米。",
    "2. 上边距：纸的上边到上面那条长横线。应为20毫米。",
    "3. 横条长度：下面粗横条两头的刻度之间。应为100毫米。",
    "二、横条不是100毫米，说明打印机缩放了纸，请在打印机属性里选“实际大小（100%）”。",
    "三、填好以后再印一张，三处都对了就好。四个角的细线是告知书的版心。",
)
_TITLE = "打印校准页"
_TEXT_TOP = 60 * g.MM
_BAR_TOP = 160 * g.MM


def calibration_layout(fonts: FontSet) -> PaperLayout:
    """One page, for printing alone."""
    page = PageBuilder()
    edge = EDGE_MM * g.MM
    page.rule(edge, 0, edge, g.PAGE_HEIGHT, _THIN)
    page.rule(0, edge, g.PAGE_WIDTH, edge, _THIN)
    _margins(page)
    _line(page, fonts, _TITLE, Face.TITLE, g.TITLE_SIZE, _TEXT_TOP - 15 * g.MM)
    y = _TEXT_TOP
    for words in _WORDS:
        for line in break_lines(
            [(words, Face.BODY)], size=14.0, width=g.TEXT_WIDTH, measure=fonts.measure, justify=False
        ):
            page.line(line, g.MARGIN_LEFT, y, 14.0)
            y += 24.0
    left = g.MARGIN_LEFT
    page.rule(left, _BAR_TOP, left + BAR_MM * g.MM, _BAR_TOP, 1.5)
    for millimetre in range(int(BAR_MM) + 1):
        long = 6.0 if millimetre % 10 == 0 else 4.0 if millimetre % 5 == 0 else 2.5
        x = left + millimetre * g.MM
        page.rule(x, _BAR_TOP, x, _BAR_TOP + long * g.MM / 2, _FINE)
        if millimetre % 20 == 0:
            _line(page, fonts, str(millimetre), Face.BODY, g.NOTE_SIZE, _BAR_TOP + 6.5 * g.MM, x - 3)
    layout = page.page()
    return PaperLayout((layout,), g.LINE_PITCH, tuple(sorted({box.font for box in layout.boxes} | {fonts.first})))


def _margins(page: PageBuilder) -> None:
    """The corners of a notice's text area."""
    arm = 8 * g.MM
    for x, inwards in ((g.MARGIN_LEFT, arm), (g.TEXT_RIGHT, -arm)):
        for y, down in ((g.MARGIN_TOP, arm), (g.TEXT_BOTTOM, -arm)):
            page.rule(x, y, x + inwards, y, _FINE)
            page.rule(x, y, x, y + down, _FINE)


def _line(
    page: PageBuilder, fonts: FontSet, text: str, face: Face, size: float, y: float, x: float | None = None
) -> None:
    (line,) = break_lines([(text, face)], size=size, width=g.TEXT_WIDTH, measure=fonts.measure, justify=False)
    page.line(line, g.MARGIN_LEFT if x is None else x, y, size, limits=(0.0, g.PAGE_WIDTH))
