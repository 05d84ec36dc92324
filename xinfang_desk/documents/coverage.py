"""Which face prints which character, from the prebuilt table: no font is parsed to know it (GB 18030-2022)."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xinfang_desk.documents.contents import pieces
from xinfang_desk.documents.office_fonts import OfficeFace
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.papers import DocumentData, Face

CHAINS: dict[Face, tuple[str, ...]] = {
    Face.BODY: ("FandolFangTTF", "NotoSerifSC-Regular", "HanaMinB"),
    Face.KAI: ("DeskKai", "NotoSerifSC-Regular", "HanaMinB"),
    Face.HEI: ("DeskHei-Bold", "NotoSerifSC-Regular", "HanaMinB"),
    Face.SONG: ("NotoSerifSC-Regular", "HanaMinB"),
    Face.TITLE: ("DeskTitle-Black", "NotoSerifSC-Regular", "HanaMinB"),
}
"""Per role, the faces in the order in which they are asked for a character."""

_FREE = frozenset("\n")


@dataclass(frozen=True)
class FaceFile:
    """One bundled face: PostScript name, file name, SHA-256 of the file, position in the coverage table."""

    name: str
    file: str
    sha256: str
    index: int


def damaged() -> EnvironmentFault:
    """The bundled fonts cannot be read or are not those that were made."""
    return EnvironmentFault("打印用的字体文件缺失或损坏，请重新安装本程序。", code="fonts_damaged")


class Coverage:
    """The prebuilt table of a fonts folder; read at first use, about 0.2 MB in memory.

    Attributes:
        chains: as ``CHAINS``, the office's own faces before the bundled ones.
    """

    def __init__(self, folder: Path, office: tuple[OfficeFace, ...] = ()) -> None:
        self._folder = folder
        self._office = {face.name: face for face in office}
        preferred = {face.role: (face.name,) for face in office}
        self.chains: dict[Face, tuple[str, ...]] = {
            role: (*preferred.get(role, ()), *chain) for role, chain in CHAINS.items()
        }
        self._chosen: dict[tuple[Face, str], str | None] = {}

    @cached_property
    def _table(self) -> tuple[dict[str, FaceFile], bytes, int]:
        try:
            table = json.loads((self._folder / "faces.json").read_text("utf-8"))
            packed = (self._folder / "coverage.bin").read_bytes()
        except (OSError, ValueError) as error:
            raise damaged() from error
        if hashlib.sha256(packed).hexdigest() != table["coverage_sha256"]:
            raise damaged()
        faces = {
            row["name"]: FaceFile(row["name"], row["file"], row["sha256"], index)
            for index, row in enumerate(table["faces"])
        }
        return faces, zlib.decompress(packed), table["code_space"]

    @property
    def faces(self) -> dict[str, FaceFile]:
        """The bundled faces by name."""
        return self._table[0]

    def sha256_of(self, face: str) -> str:
        """Of the file of a face, bundled or the office's own; empty for one that is not here."""
        if face in self._office:
            return self._office[face].sha256
        return self.faces[face].sha256 if face in self.faces else ""

    def office_face(self, name: str) -> OfficeFace | None:
        return self._office.get(name)

    def covers(self, face: str, char: str) -> bool:
        """Whether the face has ink (or a space) for the character."""
        if face in self._office:
            return ord(char) in self._office[face].covered
        faces, bitmap, space = self._table
        code = ord(char)
        if code >= space:
            return False
        return bool(bitmap[faces[face].index * (space // 8) + (code >> 3)] >> (code & 7) & 1)

    def face_for(self, role: Face, char: str) -> str | None:
        """The first face of the role's chain that has the character, or None."""
        key = (role, char)
        if key not in self._chosen:
            self._chosen[key] = next((name for name in self.chains[role] if self.covers(name, char)), None)
        return self._chosen[key]

    def missing_glyphs(self, data: DocumentData) -> tuple[tuple[str, str], ...]:
        """(character, where it stands) for each character that no face of its chain has, each pair once, in order."""
        found: dict[tuple[str, str], None] = {}
        for piece in pieces(data):
            for char in piece.text:
                if char not in _FREE and self.face_for(piece.face, char) is None:
                    found[char, piece.where] = None
        return tuple(found)
