"""The bundled faces as ReportLab fonts: parsed only when a character needs them, checked against their hash."""

from __future__ import annotations

import ctypes
import hashlib
import mmap
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from xinfang_desk.documents.coverage import Coverage, FaceFile, damaged
from xinfang_desk.documents.faults import PaperFault
from xinfang_desk.documents.office_fonts import OfficeFace
from xinfang_desk.documents.tounicode import to_unicode_cmap
from xinfang_desk.domain.papers import Face


class _Packed:
    """Flate at a low level: outlines hardly pack better at the usual one, which takes three times as long."""

    pdfname = "FlateDecode"

    def encode(self, body: bytes | str) -> bytes:
        return zlib.compress(body.encode() if isinstance(body, str) else body, 3)


class _Glyphs:
    """The glyf table of a face without a copy of its megabytes for every paper."""

    def __init__(self, face: Any) -> None:
        self._body = face._ttf_data
        self._start, self._length = face.get_table_pos("glyf")

    def __len__(self) -> int:
        return int(self._length)

    def __getitem__(self, part: slice) -> bytes:
        found: bytes = self._body[self._start + part.start : self._start + part.stop]
        return found


class _Metrics:
    """(advance, left side bearing) of each glyph in eight bytes instead of a tuple of two objects."""

    def __init__(self, pairs: Sequence[tuple[float, float]]) -> None:
        self._advances = _packed([advance for advance, _ in pairs])
        self._bearings = array("i", (int(bearing) for _, bearing in pairs))

    def __getitem__(self, glyph: int) -> tuple[float, int]:
        return self._advances[glyph], self._bearings[glyph]


def _packed(values: Sequence[float]) -> array[int] | array[float]:
    """Whole numbers stay whole: they are written into the PDF as they are."""
    if all(value == int(value) for value in values):
        return array("i", map(int, values))
    return array("d", values)


class _ByCode(Mapping[int, float]):
    """Numbers by code point in two arrays: an eighth of the memory of a dictionary of tens of thousands."""

    def __init__(self, values: Mapping[int, float]) -> None:
        self._codes = array("I", sorted(values))
        self._values = _packed([values[code] for code in self._codes])

    def __getitem__(self, code: int) -> float:
        at = bisect_left(self._codes, code)
        if at < len(self._codes) and self._codes[at] == code:
            return self._values[at]
        raise KeyError(code)

    def __iter__(self) -> Iterator[int]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def give_back() -> None:
    """Parsing leaves tens of megabytes of freed memory with the C library, which gives them back when it is told to."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it
        if trim is not None:
            trim(0)


def _make_lean(face: Any, path: Path) -> None:
    """Keeps of a parsed face what papers need: the file mapped instead of read, its tables in arrays (design.md 9).

    ``makeSubset`` asks for the whole glyph table and takes a few glyphs of it; a mapped file gives it those alone.
    """
    with path.open("rb") as stream:
        face._ttf_data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    face.glyphPos = array("I", face.glyphPos)
    face.hmetrics = _Metrics(face.hmetrics)
    face.charToGlyph, face.charWidths = _ByCode(face.charToGlyph), _ByCode(face.charWidths)
    whole, glyphs = face.get_table, _Glyphs(face)
    give_back()
    face.get_table = lambda tag: glyphs if tag == "glyf" else whole(tag)


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
                if doc.compression:
                    doc.idToObject[f"fontFile:{self.face.filename}({base})"].filters = [_Packed()]
                doc.Reference(font, internal)
                doc.idToObject["BasicFonts"].dict[internal] = font
            del self.state[doc]

    return DeskFont


def _name_bytes(name: str) -> Any:
    from reportlab.pdfbase import ttfonts

    return ttfonts.TTFNameBytes(name.encode("ascii"))


class FontSet:
    """The faces of one fonts folder, and before them those of the office's own.

    Args:
        parsed: faces that another set has parsed already.

    Not for two threads at once: the façade (renderer.py) holds a lock around every use.
    """

    def __init__(self, folder: Path, office: tuple[OfficeFace, ...] = (), parsed: dict[str, Any] | None = None) -> None:
        self.coverage = Coverage(folder, office)
        self.parsed: dict[str, Any] = {} if parsed is None else parsed
        self.folder = folder
        self._office = office
        self._metrics: dict[tuple[Face, str], tuple[str, float]] = {}

    @property
    def loaded(self) -> tuple[str, ...]:
        """Names of the faces parsed so far."""
        return tuple(self.parsed)

    @property
    def first(self) -> str:
        """The face that body text is asked for first."""
        return self.coverage.chains[Face.BODY][0]

    def among(self, names: frozenset[str]) -> FontSet:
        """The same with those office faces alone that bear one of the names; what is parsed is shared."""
        return FontSet(self.folder, tuple(face for face in self._office if face.name in names), self.parsed)

    def font(self, name: str) -> Any:
        """The ReportLab font of a face; parsed and registered at first use.

        Raises:
            EnvironmentFault: ``fonts_damaged`` when the file is missing or its SHA-256 is not the recorded one.
        """
        font = self.parsed.get(name)
        if font is None:
            from reportlab.pdfbase import pdfmetrics

            office = self.coverage.office_face(name)
            path = office.path if office is not None else self._checked(self.coverage.faces[name])
            made = _font_class()(name, str(path), asciiReadable=False)
            if office is not None:  # a name of its own, whatever the file calls itself
                made.face.name = _name_bytes(name)
            _make_lean(made.face, path)
            pdfmetrics.registerFont(made)
            font = pdfmetrics.getFont(name)
            if not isinstance(font, _font_class()):  # ReportLab keeps the first font that it meets of a face
                raise PaperFault("font_taken", name)
            self.parsed[name] = font
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
        path = self.folder / face.file
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise damaged() from error
        if digest != face.sha256:
            raise damaged()
        return path
