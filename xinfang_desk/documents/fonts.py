"""The bundled faces as ReportLab fonts: parsed only when a character needs them, checked against their hash."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from xinfang_desk.documents.coverage import Coverage, FaceFile, damaged
from xinfang_desk.documents.faults import PaperFault
from xinfang_desk.documents.tounicode import to_unicode_cmap
from xinfang_desk.domain.papers import Face


@cache
def _font_class() -> Any:
    """ReportLab's TrueType font with the right ToUnicode table; made at first use, so that importing loads nothing."""
    from reportlab.pdfbase import pdfdoc, ttfonts

    class DeskFont(ttfonts.TTFont):  # type: ignore[misc]
        """WORKAROUND: ttfonts.makeToUnicodeCMap of ReportLab 5.1 writes five hex digits above U+FFFF."""

        def addObjects(self, doc: Any) -> None:
            """Writes the font objects of one document; the only difference to ReportLab is the ToUnicode table."""
            state = self.state[doc]
            state.frozen = 1
            for number, subset in enumerate(state.subsets):
                internal = self.getSubsetInternalName(number, doc)[1:]
                prefix = ttfonts.SUBSETN(number).decode("ascii")
                base = f"{prefix}+{self.face.name.decode('ascii')}"
                font = pdfdoc.PDFTrueTypeFont()
                font.Name = internal
                font.BaseFont = base
                font.FirstChar = 0
                font.LastChar = len(subset) - 1
                font.Widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in subset])
                stream = pdfdoc.PDFStream()
                stream.content = to_unicode_cmap(base, subset)
                stream.filters = [pdfdoc.PDFZCompress] if doc.compression else []
                font.ToUnicode = doc.Reference(stream, "toUnicodeCMap:" + base)
                font.FontDescriptor = self.face.addSubsetObjects(doc, base, subset)
                doc.Reference(font, internal)
                doc.idToObject["BasicFonts"].dict[internal] = font
            del self.state[doc]

    return DeskFont


class FontSet:
    """The faces of one fonts folder.

    Not for two threads at once: the façade (renderer.py) holds a lock around every use.
    """

    def __init__(self, folder: Path) -> None:
        self.coverage = Coverage(folder)
        self._folder = folder
        self._fonts: dict[str, Any] = {}
        self._metrics: dict[tuple[Face, str], tuple[str, float]] = {}

    @property
    def loaded(self) -> tuple[str, ...]:
        """Names of the faces parsed so far."""
        return tuple(self._fonts)

    def font(self, name: str) -> Any:
        """The ReportLab font of a face; parsed and registered at first use.

        Raises:
            EnvironmentFault: ``fonts_damaged`` when the file is missing or its SHA-256 is not the recorded one.
        """
        font = self._fonts.get(name)
        if font is None:
            from reportlab.pdfbase import pdfmetrics

            path = self._checked(self.coverage.faces[name])
            pdfmetrics.registerFont(_font_class()(name, str(path), asciiReadable=False))
            font = pdfmetrics.getFont(name)
            if not isinstance(font, _font_class()):  # ReportLab keeps the first font that it meets of a face
                raise PaperFault("font_taken", name)
            self._fonts[name] = font
        return font

    def measure(self, role: Face, char: str) -> tuple[str, float]:
        """(face name, advance in ems) of a character in a role.

        Raises:
            PaperFault: ``no_glyph`` when no face has it; ask ``missing_glyphs`` first.
        """
        key = (role, char)
        found = self._metrics.get(key)
        if found is None:
            name = self.coverage.face_for(role, char)
            if name is None:
                raise PaperFault("no_glyph")
            face = self.font(name).face
            if not face.charToGlyph.get(ord(char), 0):
                raise PaperFault("no_glyph", "the coverage table and the face differ")
            found = self._metrics[key] = (name, face.getCharWidth(ord(char)) / 1000)
        return found

    def _checked(self, face: FaceFile) -> Path:
        path = self._folder / face.file
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise damaged() from error
        if digest != face.sha256:
            raise damaged()
        return path
