"""Every paper, variant, large form and edge as PDFs and as sheets of pictures, for a person to look through.

``python -m tests.documents.contact_sheet FOLDER`` (``--only C6 D``: codes that begin so).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.documents.papers import every_paper
from xinfang_desk.documents.renderer import PaperRenderer

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
SCALE = 1.0  # pixels per point
ACROSS, DOWN, EDGE = 3, 2, 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[""])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    renderer = PaperRenderer(FONTS)
    named = [(name, data) for name, data in every_paper() if name.startswith(tuple(options.only))]
    pictures: list[Image.Image] = []
    for name, data in named:
        pdf = renderer.pdf(data).pdf
        (options.folder / f"{name}.pdf").write_bytes(pdf)
        pictures += pages(renderer, pdf)
    for number, sheet in enumerate(sheets(pictures), 1):
        sheet.save(options.folder / f"sheet-{number:03}.png", optimize=True)


def pages(renderer: PaperRenderer, pdf: bytes) -> Iterator[Image.Image]:
    """Each page as a picture."""
    for page in range(renderer.page_count(pdf)):
        found = renderer.pixels(pdf, page, SCALE)
        size = (found.width, found.height)
        yield Image.frombuffer("RGBX", size, found.body, "raw", "BGRX", found.stride, 1).convert("L")


def sheets(pictures: list[Image.Image]) -> Iterator[Image.Image]:
    """So many pages on each sheet, in reading order."""
    each = ACROSS * DOWN
    for first in range(0, len(pictures), each):
        some = pictures[first : first + each]
        wide, high = max(one.width for one in some) + EDGE, max(one.height for one in some) + EDGE
        sheet = Image.new("L", (wide * ACROSS, high * DOWN), 160)
        for index, one in enumerate(some):
            sheet.paste(one, (index % ACROSS * wide, index // ACROSS * high))
        yield sheet


if __name__ == "__main__":
    main()
