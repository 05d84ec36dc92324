"""The one door to paper: proof of glyphs, PDF, read-back and preview, safe to call from a worker thread."""

from __future__ import annotations

import hashlib
import threading
import zlib
from importlib.metadata import version
from pathlib import Path

from xinfang_desk.documents.boxes import PaperLayout
from xinfang_desk.documents.contents import clean, number_text
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.layout import lay_out
from xinfang_desk.documents.preview import page_count, page_pixels
from xinfang_desk.documents.readback import read_back
from xinfang_desk.documents.render import render
from xinfang_desk.domain.papers import DocumentData, PagePixels, RenderedPaper

LAYOUT_VERSION = "1"
"""Raised whenever the same data would come out with other boxes."""


class PaperRenderer:
    """Renders papers with the faces of one fonts folder.

    Making one reads nothing; the first paper reads the coverage table and the faces it needs. ReportLab keeps its fonts
    in one registry for the process, so one lock serves all renderers.
    """

    _lock = threading.RLock()

    def __init__(self, fonts_dir: Path) -> None:
        self._fonts = FontSet(fonts_dir)
        self._last: tuple[DocumentData, PaperLayout] | None = None

    @property
    def version(self) -> str:
        """Layout version with the libraries that decide the bytes; the same version makes the same bytes."""
        return f"{LAYOUT_VERSION}+reportlab{version('reportlab')}+zlib{zlib.ZLIB_RUNTIME_VERSION}"

    def missing(self, data: DocumentData) -> tuple[tuple[str, str], ...]:
        """(character, where it stands) for each character without a glyph in its chain; parses no font."""
        with self._lock:
            return self._fonts.coverage.missing_glyphs(data)

    def layout(self, data: DocumentData) -> PaperLayout:
        """The paper as positioned boxes, for comparison between versions.

        Raises:
            PaperFault: ``no_glyph`` and the other faults of the layout.
            EnvironmentFault: ``fonts_damaged``.
        """
        with self._lock:
            if self._last is None or self._last[0] != data:
                self._last = (data, lay_out(data, self._fonts))
            return self._last[1]

    def pdf(self, data: DocumentData) -> RenderedPaper:
        """The finished PDF with its hash, its pages and the faces it embeds; raises as ``layout``."""
        with self._lock:
            laid = self.layout(data)
            title = " ".join(part for part in (clean(data.title).replace("\n", ""), number_text(data)) if part)
            body = render(laid, self._fonts, title)
            faces = self._fonts.coverage.faces
        return RenderedPaper(
            pdf=body,
            sha256=hashlib.sha256(body).hexdigest(),
            pages=len(laid.pages),
            fonts=tuple((name, faces[name].sha256) for name in laid.fonts),
            renderer_version=self.version,
        )

    def read_back(self, pdf: bytes, data: DocumentData) -> tuple[str, ...]:
        """Problems that the second engine found, as Chinese sentences; empty when the PDF says what was meant."""
        return read_back(pdf, self.layout(data)).problems

    def pixels(self, pdf: bytes, page: int, scale: float) -> PagePixels:
        """Page ``page`` (from 0) at ``scale`` pixels per point, BGRA rows."""
        return page_pixels(pdf, page, scale)

    def page_count(self, pdf: bytes) -> int:
        """How many pages the PDF has."""
        return page_count(pdf)
