"""A face of the office's own: looked at before it is taken, remembered by its hash, never silently another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tests.documents import samples
from xinfang_desk.documents.office_fonts import PREFIX, read_office_face
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.office_fonts import ChosenFont
from xinfang_desk.domain.papers import Face


def made(
    source: Path, target: Path, *, without: str = "", rights: int = 0, hanzi: int = 8105, name: str = "仿宋甲"
) -> Path:
    """A face as an office might have it: part of a bundled one under another name."""
    common = (source.parent / "tgscc8105.txt").read_text("utf-8").strip()[:hanzi]
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    wanted = {ord(char) for char in common} | set(range(0x20, 0x7F)) | set(range(0x3000, 0x3020)) | {0xFF0C, 0xFF1A}
    subsetter.populate(unicodes=wanted - {ord(char) for char in without})
    subsetter.subset(font)
    font["OS/2"].fsType = rights
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            font["name"].removeNames(record.nameID)
    font["name"].setName(name, 1, 3, 1, 0x804)
    font.save(target)
    return target


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, fonts_dir: Path) -> Path:
    target = tmp_path_factory.mktemp("fonts") / "simfang.ttf"
    return made(fonts_dir / "NotoSerifSC-Regular.ttf", target, without="登记")


def chosen(path: Path, role: Face = Face.BODY) -> ChosenFont:
    return ChosenFont(role, str(path), read_office_face(path, role).sha256)


def test_a_usable_face_says_what_it_has(renderer: PaperRenderer, own: Path) -> None:
    report = renderer.look_at_font(own)
    assert report.family == "仿宋甲"
    assert report.common == 8105 - 2
    assert report.characters > 8103
    face = read_office_face(own, Face.BODY)
    assert ord("中") in face.covered
    assert ord("登") not in face.covered
    assert 0x3000 in face.covered


@pytest.mark.parametrize(
    ("rights", "good"), [(0, True), (4, True), (8, True), (2, False), (6, True), (0x100, False), (0x208, False)]
)
def test_embedding_rights_are_kept(fonts_dir: Path, tmp_path: Path, rights: int, good: bool) -> None:
    path = made(fonts_dir / "DeskHei-Bold.ttf", tmp_path / "a.ttf", rights=rights)
    if good:
        assert read_office_face(path, Face.BODY).covered
    else:
        with pytest.raises(UserError) as caught:
            read_office_face(path, Face.BODY)
        assert caught.value.code == "font_forbidden"


def test_files_that_cannot_be_used_are_refused_with_the_reason(fonts_dir: Path, tmp_path: Path) -> None:
    few = made(fonts_dir / "DeskHei-Bold.ttf", tmp_path / "few.ttf", hanzi=500)
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 no font")
    collection = tmp_path / "two.ttc"
    collection.write_bytes(b"ttcf\x00\x02\x00\x00")
    outlines = tmp_path / "cff.ttf"
    font = TTFont(few)
    del font["glyf"], font["loca"]
    font.save(outlines)
    cases = {few: "font_few", broken: "font_unreadable", collection: "font_outlines", outlines: "font_outlines"}
    for path, code in {**cases, tmp_path / "gone.ttf": "font_unreadable"}.items():
        with pytest.raises(UserError) as caught:
            read_office_face(path, Face.BODY)
        assert (path.name, caught.value.code) == (path.name, code)


def test_the_office_face_is_asked_first_and_the_bundled_ones_fill_its_gaps(fonts_dir: Path, own: Path) -> None:
    choice = chosen(own)
    renderer = PaperRenderer(fonts_dir, lambda: (choice,))
    assert renderer.missing(samples.NOTICE) == ()
    paper = renderer.pdf(samples.NOTICE)
    assert renderer.read_back(paper.pdf, samples.NOTICE) == ()
    name = f"{PREFIX}{choice.sha256[:12]}"
    assert (name, choice.sha256) in paper.fonts
    faces = {box.text: box.font for page in renderer.layout(samples.NOTICE).pages for box in page.boxes}
    assert any(font == name for font in faces.values())
    assert {font for text, font in faces.items() if "登" in text and "征" not in text} == {"FandolFangTTF"}
    assert renderer.font_notes() == ()
    assert name.encode() in paper.pdf


def test_a_choice_counts_at_once_and_is_taken_back_at_once(fonts_dir: Path, own: Path) -> None:
    choices: list[ChosenFont] = []
    renderer = PaperRenderer(fonts_dir, lambda: tuple(choices))
    bundled = renderer.pdf(samples.NOTICE)
    choices.append(chosen(own))
    with_own = renderer.pdf(samples.NOTICE)
    assert with_own.sha256 != bundled.sha256
    choices.clear()
    assert renderer.pdf(samples.NOTICE).sha256 == bundled.sha256


def test_a_paper_is_made_again_with_the_faces_it_was_made_with(fonts_dir: Path, own: Path) -> None:
    choice = chosen(own)
    choices = [choice]
    renderer = PaperRenderer(fonts_dir, lambda: tuple(choices))
    with_own = renderer.pdf(samples.NOTICE)
    bundled = PaperRenderer(fonts_dir).pdf(samples.NOTICE)
    # With the choice in force, an older paper of the bundled faces still comes out as it was.
    again = renderer.remade(samples.NOTICE, bundled.fonts)
    assert again is not None
    assert again.sha256 == bundled.sha256
    again = renderer.remade(samples.NOTICE, with_own.fonts)
    assert again is not None
    assert again.sha256 == with_own.sha256
    choices.clear()
    assert renderer.remade(samples.NOTICE, with_own.fonts) is None
    other = tuple((name, "0" * 64) for name, _ in bundled.fonts)
    assert renderer.remade(samples.NOTICE, other) is None


def test_a_missing_or_changed_file_is_said_and_the_bundled_face_prints(
    fonts_dir: Path, own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "simfang.ttf"
    path.write_bytes(own.read_bytes())
    choice = chosen(path)
    bundled = PaperRenderer(fonts_dir).pdf(samples.NOTICE)
    path.unlink()
    gone = PaperRenderer(fonts_dir, lambda: (choice,))
    assert gone.pdf(samples.NOTICE).sha256 == bundled.sha256
    assert [note[:3] for note in gone.font_notes()] == ["正文选"]
    made(fonts_dir / "DeskHei-Bold.ttf", path)
    changed = PaperRenderer(fonts_dir, lambda: (choice,))
    assert changed.pdf(samples.NOTICE).sha256 == bundled.sha256
    assert "换过" in changed.font_notes()[0]
