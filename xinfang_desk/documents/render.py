"""Draws a laid-out paper as PDF bytes: same layout, same fonts, same renderer version, same bytes."""

from __future__ import annotations

import io
import math
from itertools import groupby
from typing import Any

from xinfang_desk.documents.boxes import CodeBox, Page, PaperLayout, TextBox
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH
from xinfang_desk.documents.qr import modules


def render(layout: PaperLayout, fonts: FontSet, title: str) -> bytes:
    """The PDF of a layout; every face used is embedded as a subset. ``title`` goes to the file's information.

    The first face is given to the canvas: ReportLab else lists an unembedded Helvetica in every file.
    """
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # ASCII 85 serves lines of seven bits; it would take a quarter more bytes and a fifth more time.
    rl_config.useA85 = 0
    for name in layout.fonts:
        fonts.font(name)
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.first,
        lang="zh-CN",
    )
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("xinfang-desk")
    canvas.setProducer("xinfang-desk")
    for page in layout.pages:
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Any, page: Page) -> None:
    text = canvas.beginText()
    grey = 0.0
    spacing = 0.0
    for box in page.boxes:
        if box.grey != grey:
            text.setFillGray(box.grey)
            grey = box.grey
        if box.spacing != spacing:
            text.setCharSpace(box.spacing)
            spacing = box.spacing
        _place(text, box)
        text.setFont(box.font, box.size)
        text.textOut(box.text)
    if spacing:
        text.setCharSpace(0)
    canvas.drawText(text)
    for rule in page.rules:
        canvas.setLineWidth(rule.width)
        canvas.line(rule.x0, PAGE_HEIGHT - rule.y0, rule.x1, PAGE_HEIGHT - rule.y1)
    for code in page.codes:
        _draw_code(canvas, code)


def _draw_code(canvas: Any, code: CodeBox) -> None:
    """Dark modules as rectangles, side by side ones of a row in one."""
    rows = modules(code.text)
    module = code.side / len(rows)
    path = canvas.beginPath()
    count = len(rows)
    for number, row in enumerate(rows, 1):
        start = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:  # whole modules; ``rect`` would spell each number out as a fraction
                path._code.append(f"{start} {count - number} {length} 1 re")
            start += length
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.transform(module, 0, 0, module, code.x, PAGE_HEIGHT - code.y - code.side)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _place(text: Any, box: TextBox) -> None:
    y = PAGE_HEIGHT - box.y
    if box.angle:
        cos, sin = math.cos(math.radians(box.angle)), math.sin(math.radians(box.angle))
        text.setTextTransform(cos, sin, -sin, cos, box.x, y)
    else:
        text.setTextTransform(1, 0, 0, 1, box.x, y)
