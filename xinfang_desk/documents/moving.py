"""Copies of papers for the printer: moved on the sheet, or several in one file; the kept ones stay as they are."""

from __future__ import annotations

import io
from collections.abc import Sequence

from xinfang_desk.documents.engine import opened
from xinfang_desk.documents.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH


def moved(pdf: bytes, right_mm: float, down_mm: float) -> bytes:
    """The same pages, what is on them moved; the sheet keeps its size, the texts stay texts.

    Raises:
        UnreadablePdf: no PDF.
    """
    import pypdfium2.raw as raw

    target = io.BytesIO()
    with opened(pdf) as document:
        for page in document:
            matrix = raw.FS_MATRIX(1, 0, 0, 1, right_mm * MM, -down_mm * MM)
            raw.FPDFPage_TransFormWithClip(page, matrix, None)
            page.close()
        document.save(target)
    return target.getvalue()


def joined(pdfs: Sequence[bytes], *, whole_sheets: bool) -> bytes:
    """All pages one after the other; ``whole_sheets`` adds an empty back to each paper of an odd number of pages.

    Raises:
        UnreadablePdf: one of them is no PDF.
    """
    first, *others = pdfs
    target = io.BytesIO()
    with opened(first) as whole:
        for body in (b"", *others):
            if body:
                with opened(body) as more:
                    whole.import_pages(more)
            if whole_sheets and len(whole) % 2:
                whole.new_page(PAGE_WIDTH, PAGE_HEIGHT).close()
        whole.save(target)
    return target.getvalue()
