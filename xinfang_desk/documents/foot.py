"""The foot of an issued paper: QR code, 校验码 and a bar of 100 mm, in the 20 mm that stay free under the text area."""

from __future__ import annotations

from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.boxes import CodeBox
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.items import PageBuilder
from xinfang_desk.documents.linebreak import break_lines
from xinfang_desk.documents.qr import QUIET, modules
from xinfang_desk.domain.paper_proof import LABEL, code_of
from xinfang_desk.domain.papers import DocumentData, Face

CODE_TOP = g.TEXT_BOTTOM + 3 * g.MM
MODULE = 0.5 * g.MM
BAR = 100 * g.MM
BAR_TICK = 1.5 * g.MM
_BAR_SIZE = 7.0
_HINT = "到出具单位的窗口扫左边的码，可以核对这张纸。"
_BAR_WORDS = "100毫米"


def draw_foot(page: PageBuilder, data: DocumentData, fonts: FontSet) -> None:
    """The code stands left, where the first page has no number; the bar shows whether the printer kept the size."""
    side = MODULE * len(modules(data.proof))
    page.code(CodeBox(g.MARGIN_LEFT, CODE_TOP, side, data.proof))
    left = g.MARGIN_LEFT + side + QUIET * MODULE
    size = g.LARGE_NOTE if data.large else g.NOTE_SIZE
    for index, words in enumerate((f"{LABEL} {code_of(data.proof)}", _HINT)):
        _words(page, fonts, words, left, CODE_TOP + (index + 0.8) * size * 1.3, size)
    bottom = CODE_TOP + side
    page.rule(left, bottom, left + BAR, bottom, g.TABLE_RULE)
    for x in (left, left + BAR):
        page.rule(x, bottom - BAR_TICK, x, bottom, g.TABLE_RULE)
    _words(page, fonts, _BAR_WORDS, left + BAR + 1 * g.MM, bottom, _BAR_SIZE)


def _words(page: PageBuilder, fonts: FontSet, text: str, x: float, baseline: float, size: float) -> None:
    (line,) = break_lines([(text, Face.BODY)], size=size, width=g.TEXT_WIDTH, measure=fonts.measure, justify=False)
    page.line(line, x, baseline, size, extra=True)
