"""Faces that an office prefers to the bundled ones: its own 仿宋 for the body, its own 小标宋 for titles."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.papers import Face

ROLES = (Face.BODY, Face.TITLE)


@dataclass(frozen=True)
class ChosenFont:
    """A file on this PC as it was when it was chosen."""

    role: Face
    path: str
    sha256: str


@dataclass(frozen=True)
class FontReport:
    """What a font file holds. ``common``: how many of the 8,105 characters of the 通用规范汉字表 it has."""

    family: str
    sha256: str
    characters: int
    common: int


MOST_COMMON = 8105
