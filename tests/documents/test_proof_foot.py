"""The foot that proves a paper: inside its zone, read by a scanner, on nothing but an issued paper."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.documents import samples
from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.boxes import CodeBox, Page, PaperLayout
from xinfang_desk.documents.foot import CODE_TOP, MODULE
from xinfang_desk.documents.qr import QUIET, modules
from xinfang_desk.documents.readback import read_back
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.papers import DocumentData

PROOF = samples.PROVED.proof
KINDS = ("notice", "long", "letter", "form", "tall", "roster", "plain", "rare")


def proved(name: str, *, large: bool = False) -> DocumentData:
    return replace(samples.SAMPLES[name], proof=PROOF, large=large)


def test_a_paper_without_a_proof_has_an_empty_foot(renderer: PaperRenderer) -> None:
    for name in ("notice", "long"):
        for page in renderer.layout(samples.SAMPLES[name]).pages:
            assert page.codes == ()
            assert all(box.y <= g.TEXT_BOTTOM + 1 or box.text.startswith("—") for box in page.boxes)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", KINDS)
def test_the_foot_changes_nothing_else_and_stays_in_its_zone(renderer: PaperRenderer, name: str, large: bool) -> None:
    plain = renderer.layout(replace(samples.SAMPLES[name], large=large))
    laid = renderer.layout(proved(name, large=large))
    assert (laid.pitch, len(laid.pages)) == (plain.pitch, len(plain.pages))
    for number, (page, other) in enumerate(zip(laid.pages, plain.pages, strict=True)):
        own = [box for box in page.boxes if box not in other.boxes]
        if number:
            assert (page, own) == (other, [])
            continue
        assert [box for box in page.boxes if box in other.boxes] == list(other.boxes)
        assert all(box.extra and g.TEXT_BOTTOM < box.y <= g.TEXT_BOTTOM + g.FOOT_FREE for box in own)
        assert all(box.x + box.width <= g.TEXT_RIGHT for box in own)
        (code,) = page.codes
        assert code.side == pytest.approx(MODULE * len(modules(PROOF)))
        assert code.y + code.side + QUIET * MODULE <= g.TEXT_BOTTOM + g.FOOT_FREE
        assert code.y - g.TEXT_BOTTOM >= QUIET * MODULE
        number_boxes = [box for box in page.boxes if box.text.startswith("—")]
        ends = max(box.x + box.width for box in own)
        assert all(box.x > ends for box in number_boxes)


@pytest.mark.parametrize("name", KINDS)
def test_the_code_is_read_back_with_a_white_zone_around_it(renderer: PaperRenderer, name: str) -> None:
    data = proved(name)
    paper = renderer.pdf(data)
    assert renderer.read_back(paper.pdf, data) == ()
    scale = 4.0
    pixels = renderer.pixels(paper.pdf, 0, scale)
    side = MODULE * len(modules(PROOF))
    quiet = QUIET * MODULE - 0.3
    left, top = g.MARGIN_LEFT, CODE_TOP

    def dark(x: float, y: float) -> bool:
        return pixels.body[int(y * scale) * pixels.stride + int(x * scale) * 4] < 128

    steps = [index / scale for index in range(int((side + 2 * quiet) * scale))]
    for along in steps:
        for off in (0.4, quiet / 2, quiet):
            assert not dark(left - quiet + along, top - off), (name, "above")
            assert not dark(left - quiet + along, top + side + off), (name, "below")
            assert not dark(left - off, top - quiet + along), (name, "left")
            assert not dark(left + side + off, top - quiet + along), (name, "right")


def test_another_code_on_the_sheet_is_found_out(renderer: PaperRenderer) -> None:
    paper = renderer.pdf(samples.PROVED)
    laid = renderer.layout(samples.PROVED)
    (code,) = laid.pages[0].codes
    other = replace(code, text=PROOF.replace("2026-12", "2026-13"))
    meant = replace(laid, pages=(replace(laid.pages[0], codes=(other,)), *laid.pages[1:]))
    assert read_back(paper.pdf, meant).problems == ("第1页的二维码和要印的不一致。",)
    plain = renderer.pdf(samples.NOTICE)
    problems = read_back(plain.pdf, PaperLayout((Page((), (), (code,)),), 28.99, ())).problems
    assert "第1页的二维码和要印的不一致。" in problems


@pytest.mark.skipif(shutil.which("zbarimg") is None or shutil.which("pdftoppm") is None, reason="no zbar, no poppler")
@pytest.mark.parametrize("data", [samples.PROVED, samples.PROVED_LARGE], ids=["notice", "large"])
def test_a_scanner_reads_what_was_meant(renderer: PaperRenderer, data: DocumentData, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(renderer.pdf(data).pdf)
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-f", "1", "-l", "1", file, tmp_path / "page"], check=True)
    (picture,) = tmp_path.glob("page*.png")
    read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=False)
    assert read.stdout.strip() == data.proof


def test_files_that_say_other_things_or_stand_elsewhere_differ(renderer: PaperRenderer) -> None:
    one = renderer.pdf(samples.NOTICE).pdf
    assert not renderer.differs(one, one)
    assert renderer.differs(one, renderer.pdf(replace(samples.NOTICE, number="铜政访告〔2026〕13号")).pdf)
    assert renderer.differs(one, renderer.moved(one, 1.0, 0.0))
    assert not renderer.differs(one, renderer.moved(one, 0.1, 0.0))
    text = renderer.text(one)
    assert text is not None
    assert "铜政访告〔2026〕12号" in text
    assert renderer.text(b"%PDF nothing") is None


def test_a_code_box_is_a_plain_value() -> None:
    assert CodeBox(1, 2, 3, "A") == CodeBox(1, 2, 3, "A")
