"""PDF page to pixels for the screen and for printing by picture; no window toolkit."""

from __future__ import annotations

from xinfang_desk.documents.engine import opened
from xinfang_desk.domain.papers import PagePixels

MOST_PIXELS = 24_000_000  # of one page on screen


def page_pixels(pdf: bytes, page: int, scale: float) -> PagePixels:
    """Page ``page`` (from 0) at ``scale`` pixels per point, as rows of B, G, R, unused (255).

    Raises:
        UnreadablePdf: no PDF. IndexError: no such page.
    """
    with opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        width, height = sheet.get_size()
        # A scan from elsewhere may say that its page is as large as a field: it is drawn smaller.
        scale = min(scale, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = sheet.render(scale=scale, prefer_bgrx=True, may_draw_forms=False, fill_color=(255, 255, 255, 255))
        pixels = PagePixels(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        sheet.close()
    return pixels


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with opened(pdf) as document:
        return len(document)
