"""补打: the printed copy says so on every page, and the kept PDF stays as it was."""

from __future__ import annotations

from pathlib import Path

from tests.documents.samples import LONG
from xinfang_desk.documents.renderer import PaperRenderer

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


def test_every_page_of_the_copy_carries_the_mark() -> None:
    renderer = PaperRenderer(FONTS)
    made = renderer.pdf(LONG)
    kept = bytes(made.pdf)
    copy = renderer.stamped(made.pdf, "补打　2026年11月23日")
    assert made.pdf == kept
    assert renderer.page_count(copy) == made.pages > 1
    for page in range(made.pages):
        assert renderer.pixels(copy, page, 0.5).body != renderer.pixels(made.pdf, page, 0.5).body
    said = renderer.text(copy)
    assert said is not None
    assert said.replace("\n", "").count("补打") == made.pages
