"""One renderer for all document tests: its faces are parsed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.renderer import PaperRenderer

FONTS_DIR = Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture(scope="session")
def fonts_dir() -> Path:
    return FONTS_DIR


@pytest.fixture(scope="session")
def renderer() -> PaperRenderer:
    return PaperRenderer(FONTS_DIR)


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return FontSet(FONTS_DIR)
