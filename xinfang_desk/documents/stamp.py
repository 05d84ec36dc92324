"""A mark on the printed copy alone (补打 with its day): a layer over a finished PDF, which stays as it was kept."""

from __future__ import annotations

import io
from itertools import pairwise

from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.boxes import Page, PaperLayout, RuleLine, TextBox
from xinfang_desk.documents.engine import opened
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.linebreak import break_lines
from xinfang_desk.domain.papers import Face

SIZE = 12.0
TOP = 14 * g.MM  # above the text of every layout


def stamp_layout(words: str, fonts: FontSet) -> PaperLayout:
    """One page with the mark at its top right, framed."""
    (line,) = break_lines([(words, Face.HEI)], size=SIZE, width=g.TEXT_WIDTH, measure=fonts.measure, justify=False)
    pad = 4.0
    left, right, bottom = g.TEXT_RIGHT - line.width - 2 * pad, g.TEXT_RIGHT, TOP + SIZE + 2 * pad
    base = TOP + pad + SIZE * 0.85
    boxes = tuple(
        TextBox(left + pad + part.x, base, part.text, part.font, SIZE, part.spacing, part.width, extra=True)
        for part in line.segments
    )
    corners = ((left, TOP), (right, TOP), (right, bottom), (left, bottom), (left, TOP))
    rules = tuple(RuleLine(*start, *end, 0.8) for start, end in pairwise(corners))
    fonts_used = {box.font for box in boxes} | {fonts.first}
    return PaperLayout((Page(boxes, rules),), g.LINE_PITCH, tuple(sorted(fonts_used)))


def stamped(pdf: bytes, mark: bytes) -> bytes:
    """Every page of ``pdf`` with the first page of ``mark`` over it.

    Raises:
        UnreadablePdf: one of them is no PDF.
    """
    target = io.BytesIO()
    with opened(pdf) as document, opened(mark) as layer:
        held = layer.page_as_xobject(0, document)
        for page in document:
            page.insert_obj(held.as_pageobject())
            page.gen_content()
            page.close()
        held.close()
        document.save(target)
    return target.getvalue()
