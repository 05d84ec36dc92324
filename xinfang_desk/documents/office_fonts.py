"""A font file of the office's own: whether it may be used, and which characters it has with ink.

TrueType outlines only (ReportLab embeds no CFF), and only where the maker allows embedding as a subset (OpenType OS/2,
fsType). What is asked is asked as for the bundled faces: a character counts when its glyph has an outline.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.papers import Face

PREFIX = "Office-"
LEAST_HANZI = 3000
_SPACES = frozenset((0x20, 0xA0, 0x3000))
_RESTRICTED, _NO_SUBSET, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200
_PREVIEW, _EDITABLE = 0x0004, 0x0008


@dataclass(frozen=True)
class OfficeFace:
    """A usable face: the name under which papers remember it, its file, and what it covers."""

    name: str
    family: str
    path: Path
    sha256: str
    role: Face
    covered: frozenset[int]


def read_office_face(path: Path, role: Face) -> OfficeFace:
    """UserError codes: ``font_unreadable``, ``font_outlines``, ``font_forbidden``, ``font_few``."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        body = path.read_bytes()
    except OSError as error:
        raise UserError("这个字体文件读不出来，请另选一个。", code="font_unreadable") from error
    if body[:4] == b"ttcf":
        raise UserError("这是几种字体合在一起的文件（TTC），请选单个的 .ttf 文件。", code="font_outlines")
    try:
        with TTFont(io.BytesIO(body), lazy=True) as font:
            if "glyf" not in font or "loca" not in font:
                raise UserError("这个字体不是 TrueType 轮廓（.ttf），印不进文书，请另选一个。", code="font_outlines")
            _may_be_embedded(font["OS/2"].fsType)
            family = font["name"].getDebugName(1) or path.stem
            covered = _covered(font)
    except (TTLibError, KeyError, AssertionError) as error:
        raise UserError("这个字体文件读不出来，请另选一个。", code="font_unreadable") from error
    if sum(0x4E00 <= code <= 0x9FFF for code in covered) < LEAST_HANZI:
        raise UserError("这个字体里汉字太少，请另选一个中文字体。", code="font_few")
    digest = hashlib.sha256(body).hexdigest()
    return OfficeFace(f"{PREFIX}{digest[:12]}", family, path, digest, role, covered)


def _may_be_embedded(rights: int) -> None:
    """The least restrictive right counts; a bit against subsets or outlines stands by itself."""
    restricted = rights & _RESTRICTED and not rights & (_PREVIEW | _EDITABLE)
    if restricted or rights & (_NO_SUBSET | _BITMAP_ONLY):
        raise UserError("这个字体的厂家不许嵌进文书，请另选一个，或者用自带的字体。", code="font_forbidden")


def _covered(font: Any) -> frozenset[int]:
    places = font["loca"]
    ids = {name: number for number, name in enumerate(font.getGlyphOrder())}
    found = set()
    for code, name in (font.getBestCmap() or {}).items():
        number = ids.get(name, 0)
        private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
        if number == 0 or code < 0x20 or private:
            continue
        if places[number] != places[number + 1] or code in _SPACES:
            found.add(code)
    return frozenset(found)
