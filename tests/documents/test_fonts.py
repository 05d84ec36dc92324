"""The bundled faces: size, licences, hashes, and the whole of GB 18030-2022 level 3."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from xinfang_desk.documents.coverage import CHAINS, Coverage
from xinfang_desk.documents.faults import PaperFault
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.papers import Face

LEVEL_3 = (
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
COMPATIBILITY = (
    *(0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F),
    *(0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29),
)


def level_3() -> list[str]:
    codes = [code for first, last in LEVEL_3 for code in range(first, last + 1)] + list(COMPATIBILITY)
    return [chr(code) for code in codes]


@pytest.fixture(scope="module")
def coverage(fonts_dir: Path) -> Coverage:
    return Coverage(fonts_dir)


def test_level_3_has_as_many_hanzi_as_the_standard_says() -> None:
    assert len(level_3()) == len(set(level_3())) == 87_887


@pytest.mark.parametrize("role", list(Face))
def test_every_hanzi_of_level_3_prints_in_every_role(coverage: Coverage, role: Face) -> None:
    assert [char for char in level_3() if coverage.face_for(role, char) is None] == []


@pytest.mark.parametrize("name", ["DeskTitle-Black", "DeskHei-Bold", "DeskKai", "NotoSerifSC-Regular"])
def test_the_8105_need_no_fallback(coverage: Coverage, fonts_dir: Path, name: str) -> None:
    chars = (fonts_dir / "tgscc8105.txt").read_text("utf-8").strip()
    assert len(chars) == 8105
    assert [char for char in chars if not coverage.covers(name, char)] == []


def test_private_use_and_unassigned_characters_are_never_covered(coverage: Coverage) -> None:
    for char in ("\ue000", "\ue863", "\uf8ff", "\U000f0000", "\U0010ffff", "\ufffe", "\u200d", "\x07"):
        assert coverage.face_for(Face.BODY, char) is None


def test_the_table_is_what_the_files_hold(coverage: Coverage, fonts_dir: Path) -> None:
    for face in coverage.faces.values():
        data = (fonts_dir / face.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == face.sha256
        with TTFont(fonts_dir / face.file, lazy=True) as font:
            assert font["name"].getDebugName(6) == face.name
            assert "glyf" in font
            mapped = set(font.getBestCmap())
        covered = {code for code in range(0x20, 0x40000) if coverage.covers(face.name, chr(code))}
        assert covered <= mapped
        # What is mapped but not covered has no ink: controls, odd spaces, private use, blank glyphs.
        assert len(mapped - covered) < 0.02 * len(mapped) + 400


def test_all_together_stay_small_and_carry_their_licences(fonts_dir: Path) -> None:
    assert sum(path.stat().st_size for path in fonts_dir.iterdir()) <= 75_000_000
    for row in json.loads((fonts_dir / "faces.json").read_text("utf-8"))["faces"]:
        licence = (fonts_dir / row["licence"]).read_text("utf-8")
        assert "GENERAL PUBLIC LICENSE" in licence or "SIL O" in licence.upper()
    fandol = (fonts_dir / "Fandol-licence.txt").read_text("utf-8")
    assert "As a special exception, if you create a document which uses this font" in fandol
    assert "installer/fonts.py" in fandol


def test_changed_faces_do_not_use_a_reserved_name(fonts_dir: Path) -> None:
    for file in ("DeskKai-Regular.ttf", "DeskTitle-Black.ttf", "DeskHei-Bold.ttf", "FandolFangTTF-Regular.ttf"):
        with TTFont(fonts_dir / file, lazy=True) as font:
            shown = " ".join(str(r) for r in font["name"].names if r.nameID in (1, 2, 3, 4, 6, 16, 17))
        assert not any(name in shown for name in ("LXGW", "霞鹜", "Source", "Klee", "FandolFang R"))


def test_faces_are_parsed_only_when_a_character_needs_them(fonts_dir: Path) -> None:
    fonts = FontSet(fonts_dir)
    assert fonts.loaded == ()
    fonts.measure(Face.BODY, "中")
    assert fonts.loaded == ("FandolFangTTF",)
    fonts.measure(Face.BODY, "龚")
    fonts.measure(Face.BODY, "䶮")
    assert fonts.loaded == ("FandolFangTTF", "NotoSerifSC-Regular")
    name, advance = fonts.measure(Face.BODY, "𠀀")
    assert (name, advance) == ("HanaMinB", 1.0)


def test_importing_the_renderer_loads_neither_fonts_nor_their_libraries() -> None:
    code = (
        "import sys, xinfang_desk.documents.renderer as r; from pathlib import Path; r.PaperRenderer(Path('nowhere'));"
        "print([m for m in ('reportlab', 'fontTools', 'pypdfium2', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_character_without_glyph_is_a_fault_of_the_caller(fonts: FontSet) -> None:
    with pytest.raises(PaperFault) as caught:
        fonts.measure(Face.BODY, "\ue000")
    assert caught.value.code == "no_glyph"


def test_missing_or_changed_font_files_are_told(fonts_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        FontSet(tmp_path).measure(Face.BODY, "中")
    assert caught.value.code == "fonts_damaged"
    for name in ("faces.json", "coverage.bin"):
        (tmp_path / name).write_bytes((fonts_dir / name).read_bytes())
    with pytest.raises(EnvironmentFault):
        FontSet(tmp_path).measure(Face.BODY, "中")
    (tmp_path / "FandolFangTTF-Regular.ttf").write_bytes(b"not a font")
    with pytest.raises(EnvironmentFault):
        FontSet(tmp_path).measure(Face.BODY, "中")
    (tmp_path / "coverage.bin").write_bytes(b"")
    with pytest.raises(EnvironmentFault):
        FontSet(tmp_path).measure(Face.BODY, "中")


def test_a_face_that_another_part_registered_is_refused(fonts_dir: Path) -> None:
    """ReportLab keeps the first font of a face; with its own class, text above U+FFFF would be wrong."""
    code = (
        "from pathlib import Path; from reportlab.pdfbase import pdfmetrics, ttfonts\n"
        "from xinfang_desk.documents.fonts import FontSet; from xinfang_desk.documents.faults import PaperFault\n"
        f"folder = Path({str(fonts_dir)!r})\n"
        "pdfmetrics.registerFont(ttfonts.TTFont('FandolFangTTF', str(folder / 'FandolFangTTF-Regular.ttf')))\n"
        "try: FontSet(folder).font('FandolFangTTF')\n"
        "except PaperFault as fault: print(fault.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "font_taken"


def test_a_table_that_differs_from_its_face_is_a_fault(fonts_dir: Path) -> None:
    fonts = FontSet(fonts_dir)
    fonts.coverage._chosen[Face.BODY, "𠀀"] = CHAINS[Face.BODY][0]
    with pytest.raises(PaperFault) as caught:
        fonts.measure(Face.BODY, "𠀀")
    assert caught.value.code == "no_glyph"
