"""Draws a laid-out paper as PDF bytes: same layout, same fonts, same renderer version, same bytes."""

from __future__ import annotations

import io
import math
from typing import Any

from xinfang_desk.documents.boxes import Page, PaperLayout, TextBox
from xinfang_desk.documents.coverage import BODY_FACE
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH


def render(layout: PaperLayout, fonts: FontSet, title: str) -> bytes:
    """The PDF of a layout; every face used is embedded as a subset. ``title`` goes to the file's information.

    The first face is given to the canvas: ReportLab else lists an unembedded Helvetica in every file.
    """
    from reportlab.pdfgen.canvas import Canvas

    for name in layout.fonts:
        fonts.font(name)
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=BODY_FACE,
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


def _place(text: Any, box: TextBox) -> None:
    y = PAGE_HEIGHT - box.y
    if box.angle:
        cos, sin = math.cos(math.radians(box.angle)), math.sin(math.radians(box.angle))
        text.setTextTransform(cos, sin, -sin, cos, box.x, y)
    else:
        text.setTextTransform(1, 0, 0, 1, box.x, y)
