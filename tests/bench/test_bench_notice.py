"""One-page notice, warm: data to proved PDF against bare ReportLab drawing the same text (budget 2.5, no assertion)."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from tests.documents import samples
from xinfang_desk.documents.renderer import PaperRenderer

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
PAPERS = {"notice": samples.NOTICE, "rare": samples.RARE}


def bare_drawing(renderer: PaperRenderer, name: str) -> Callable[[], bytes]:
    """ReportLab alone, with fonts of its own, drawing the texts of the laid-out paper line by line."""
    layout = renderer.layout(PAPERS[name])
    for font in layout.fonts:
        file = renderer._fonts.coverage.faces[font].file
        bare = ttfonts.TTFont(f"bare-{font}", str(FONTS / file))
        bare.face.name = ttfonts.TTFNameBytes(f"bare-{font}".encode())  # else the desk's own font is handed out
        pdfmetrics.registerFont(bare)

    def draw() -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(595.28, 841.89), invariant=1, initialFontName=f"bare-{layout.fonts[0]}")
        for page in layout.pages:
            for box in page.boxes:
                canvas.setFont(f"bare-{box.font}", box.size)
                canvas.drawString(box.x, 841.89 - box.y, box.text)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    return draw


def proved(renderer: PaperRenderer, name: str) -> Callable[[], bytes]:
    """What issuing a paper does: glyph proof, layout, PDF, read-back."""

    def make() -> bytes:
        data = PAPERS[name]
        renderer._last = None  # the layout is part of the work
        assert not renderer.missing(data)
        paper = renderer.pdf(data)
        assert not renderer.read_back(paper.pdf, data)
        return paper.pdf

    return make


@pytest.fixture(scope="module")
def warm() -> PaperRenderer:
    renderer = PaperRenderer(FONTS)
    for data in PAPERS.values():
        renderer.pdf(data)
    return renderer


@pytest.mark.parametrize("name", list(PAPERS))
def test_bare(benchmark: Callable[[Callable[[], bytes]], bytes], warm: PaperRenderer, name: str) -> None:
    assert benchmark(bare_drawing(warm, name)).startswith(b"%PDF")


@pytest.mark.parametrize("name", list(PAPERS))
def test_proved(benchmark: Callable[[Callable[[], bytes]], bytes], warm: PaperRenderer, name: str) -> None:
    assert benchmark(proved(warm, name)).startswith(b"%PDF")


@pytest.mark.parametrize("name", list(PAPERS))
def test_ratio(warm: PaperRenderer, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Both in turn, so that a busy machine slows both; the least time of each counts."""
    works = (bare_drawing(warm, name), proved(warm, name))
    least = [float("inf"), float("inf")]
    for _ in range(5):
        for index, work in enumerate(works):
            start = time.perf_counter()
            work()
            least[index] = min(least[index], time.perf_counter() - start)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{name}: bare {least[0] * 1000:.1f} ms, proved {least[1] * 1000:.1f} ms,"
            f" ratio {least[1] / least[0]:.2f} (budget 2.5)"
        )
    assert min(least) > 0
