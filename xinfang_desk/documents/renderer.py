"""The one door to paper: proof of glyphs, PDF, read-back and preview, safe to call from a worker thread."""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from xinfang_desk.documents.boxes import PaperLayout
from xinfang_desk.documents.calibration import calibration_layout
from xinfang_desk.documents.contents import clean, number_text
from xinfang_desk.documents.fonts import FontSet, give_back
from xinfang_desk.documents.layout import lay_out
from xinfang_desk.documents.moving import joined, moved
from xinfang_desk.documents.office_fonts import OfficeFace, read_office_face
from xinfang_desk.documents.preview import page_count, page_pixels
from xinfang_desk.documents.readback import all_text, differs, read_back
from xinfang_desk.documents.render import render
from xinfang_desk.documents.stamp import stamp_layout, stamped
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.office_fonts import ChosenFont, FontReport
from xinfang_desk.domain.papers import DocumentData, Face, PagePixels, RenderedPaper

LAYOUT_VERSION = "2"
"""Raised whenever the same data would come out with other boxes."""


_ROLES = {Face.BODY: "正文", Face.TITLE: "标题"}


def _usable(chosen: ChosenFont) -> OfficeFace | None:
    """The face as it was chosen; None when its file is gone or another one."""
    try:
        face = read_office_face(Path(chosen.path), chosen.role)
    except UserError:
        return None
    return face if face.sha256 == chosen.sha256 else None


class PaperRenderer:
    """Renders papers with the faces of one fonts folder, and with those that this PC prefers where they are there.

    Making one reads nothing; the first paper reads the coverage table and the faces it needs. ReportLab keeps its fonts
    in one registry for the process, so one lock serves all renderers.
    """

    _lock = threading.RLock()

    def __init__(self, fonts_dir: Path, preferred: Callable[[], tuple[ChosenFont, ...]] = tuple) -> None:
        self._bundled = FontSet(fonts_dir)
        self._preferred = preferred
        self._chosen: tuple[ChosenFont, ...] = ()
        self._fonts = self._bundled
        self._notes: tuple[str, ...] = ()
        self._last: tuple[DocumentData, PaperLayout] | None = None

    @property
    def version(self) -> str:
        """Layout version with the libraries that decide the bytes; the same version makes the same bytes."""
        return f"{LAYOUT_VERSION}+reportlab{version('reportlab')}+zlib{zlib.ZLIB_RUNTIME_VERSION}"

    def font_notes(self) -> tuple[str, ...]:
        """A sentence for each preferred face that cannot be used now; the bundled ones print instead."""
        with self._lock:
            self._current()
            return self._notes

    def look_at_font(self, path: Path) -> FontReport:
        """What a font file holds. UserError says why it cannot be used."""
        face = read_office_face(path, Face.BODY)
        common = (self._bundled.folder / "tgscc8105.txt").read_text("utf-8").strip()
        return FontReport(
            face.family, face.sha256, len(face.covered), sum(ord(char) in face.covered for char in common)
        )

    def _current(self) -> FontSet:
        """The faces as this PC prefers them now; a choice that changed is read anew."""
        chosen = self._preferred()
        if chosen != self._chosen:
            faces, notes = [], []
            for one in chosen:
                face = _usable(one)
                if face is None:
                    notes.append(f"{_ROLES[one.role]}选的字体文件不见了或者换过，现在用自带的字体打印；请重新选。")
                else:
                    faces.append(face)
            self._fonts = FontSet(self._bundled.folder, tuple(faces), self._bundled.parsed)
            self._chosen, self._notes, self._last = chosen, tuple(notes), None
        return self._fonts

    def missing(self, data: DocumentData) -> tuple[tuple[str, str], ...]:
        """(character, where it stands) for each character without a glyph in its chain; parses no font."""
        with self._lock:
            return self._current().coverage.missing_glyphs(data)

    def layout(self, data: DocumentData) -> PaperLayout:
        """The paper as positioned boxes, for comparison between versions.

        Raises:
            PaperFault: ``no_glyph`` and the other faults of the layout.
            EnvironmentFault: ``fonts_damaged``.
        """
        with self._lock:
            fonts = self._current()
            if self._last is None or self._last[0] != data:
                self._last = (data, lay_out(data, fonts))
            return self._last[1]

    def pdf(self, data: DocumentData) -> RenderedPaper:
        """The finished PDF with its hash, its pages and the faces it embeds; raises as ``layout``."""
        with self._lock:
            laid = self.layout(data)
            return self._rendered(data, laid, self._fonts)

    def remade(self, data: DocumentData, fonts: tuple[tuple[str, str], ...]) -> RenderedPaper | None:
        """The paper made now with the faces of another time; None where one of them is not there as it was."""
        with self._lock:
            now = self._current().among(frozenset(name for name, _ in fonts))
            if any(now.coverage.sha256_of(name) != sha256 for name, sha256 in fonts):
                return None
            return self._rendered(data, lay_out(data, now), now)

    def _rendered(self, data: DocumentData, laid: PaperLayout, fonts: FontSet) -> RenderedPaper:
        title = " ".join(part for part in (clean(data.title).replace("\n", ""), number_text(data)) if part)
        body = render(laid, fonts, title)
        return RenderedPaper(
            pdf=body,
            sha256=hashlib.sha256(body).hexdigest(),
            pages=len(laid.pages),
            fonts=tuple((name, fonts.coverage.sha256_of(name)) for name in laid.fonts),
            renderer_version=self.version,
        )

    def read_back(self, pdf: bytes, data: DocumentData) -> tuple[str, ...]:
        """Problems that the second engine found, as Chinese sentences; empty when the PDF says what was meant."""
        problems = read_back(pdf, self.layout(data)).problems
        give_back()  # a paper is in 定稿: what it took is not kept until the next one
        return problems

    def calibration_page(self) -> bytes:
        """The page to measure a printer by."""
        with self._lock:
            return render(calibration_layout(self._bundled), self._bundled, "打印校准页")

    def moved(self, pdf: bytes, right_mm: float, down_mm: float) -> bytes:
        """A copy for a printer whose sheets come out off their place."""
        return moved(pdf, right_mm, down_mm)

    def stamped(self, pdf: bytes, words: str) -> bytes:
        """A copy with a framed mark over every page; the kept PDF stays as it is."""
        with self._lock:
            mark = render(stamp_layout(words, self._bundled), self._bundled, words)
        return stamped(pdf, mark)

    def joined(self, pdfs: Sequence[bytes], *, whole_sheets: bool) -> bytes:
        """Copies of several papers in one file; ``whole_sheets``: each begins on a front side."""
        return joined(pdfs, whole_sheets=whole_sheets)

    def text(self, pdf: bytes) -> str | None:
        """Every page's text as the second engine reads it; None for what it cannot open."""
        return all_text(pdf)

    def differs(self, pdf: bytes, other: bytes) -> bool:
        """Whether the second engine sees other texts, or the same ones in other places, on any page."""
        return differs(pdf, other)

    def pixels(self, pdf: bytes, page: int, scale: float) -> PagePixels:
        """Page ``page`` (from 0) at ``scale`` pixels per point, BGRA rows."""
        return page_pixels(pdf, page, scale)

    def page_count(self, pdf: bytes) -> int:
        """How many pages the PDF has."""
        return page_count(pdf)
