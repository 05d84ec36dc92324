"""Golden papers: what the engine made when a person last looked through the contact sheet.

Three records, so that a change shows what it is and the repository stays small:

* ``golden/<sample>.txt``: the engine's own samples, every box and rule to a twentieth of a point;
* ``golden/papers/<code>.txt``: every paper of the catalogue and the edges as lines of text with their places;
* ``golden/papers.sums``: of each paper, its large form too, the pages and two hashes, of all its boxes and of its
  pixels at 72 dpi. A hash has no tolerance: the same libraries draw the same pixels, and its head names them.

``python -m tests.documents.golden`` writes them anew; look through ``tests.documents.contact_sheet`` first.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from tests.documents.papers import every_paper
from tests.documents.samples import SAMPLES
from xinfang_desk.documents.boxes import Page, PaperLayout, TextBox
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.papers import DocumentData

FOLDER = Path(__file__).parent / "golden"
PAPERS = FOLDER / "papers"
SUMS = FOLDER / "papers.sums"
FONTS = Path(__file__).parents[2] / "resources" / "fonts"
SCALE = 1.0  # pixels per point
_HASH = 20  # hex digits


def described(layout: PaperLayout) -> str:
    """The layout as lines of text: places to a twentieth of a point."""
    lines = [f"pitch {layout.pitch:.2f} fonts {' '.join(layout.fonts)}"]
    for number, page in enumerate(layout.pages, 1):
        lines.append(f"page {number}")
        for box in page.boxes:
            extra = " extra" if box.extra else ""
            lines.append(
                f"{box.x:7.1f} {box.y:6.1f} {box.size:5.1f} {box.font} {box.spacing:.2f} {box.width:.1f}{extra}"
                f" |{box.text}|"
            )
        lines += [f"code {code.x:.1f} {code.y:.1f} {code.side:.1f} {code.text}" for code in page.codes]
        lines += [f"rule {rule.x0:.1f} {rule.y0:.1f} {rule.x1:.1f} {rule.y1:.1f} {rule.width}" for rule in page.rules]
    return "\n".join(lines) + "\n"


def outlined(layout: PaperLayout) -> str:
    """The same in short: one line for the boxes on a base line, from where to where, in which sizes."""
    lines = [f"pitch {layout.pitch:.1f}"]
    for number, page in enumerate(layout.pages, 1):
        lines.append(f"page {number}, {len(page.rules)} rules")
        lines += _outlined(page)
    return "\n".join(lines) + "\n"


def _outlined(page: Page) -> Iterator[str]:
    for base, same in groupby(page.boxes, key=lambda box: round(box.y, 1)):
        boxes: list[TextBox] = list(same)
        sizes = "/".join(dict.fromkeys(f"{box.size:g}" for box in boxes))
        right = max(box.x + box.width for box in boxes)
        yield f"{base:5.0f} {boxes[0].x:4.0f}-{right:.0f} {sizes} |{'|'.join(box.text for box in boxes)}|"


def made_with() -> str:
    """What decides the pixels besides this program."""
    return f"reportlab {version('reportlab')} pypdfium2 {version('pypdfium2')} zlib {zlib.ZLIB_RUNTIME_VERSION}"


def sums(renderer: PaperRenderer, data: DocumentData) -> str:
    """Pages, hash of the boxes, hash of the pixels."""
    pdf = renderer.pdf(data)
    pixels = hashlib.sha256()
    for page in range(pdf.pages):
        found = renderer.pixels(pdf.pdf, page, SCALE)
        pixels.update(f"{found.width}x{found.height}".encode() + found.body)
    boxes = hashlib.sha256(described(renderer.layout(data)).encode())
    return f"{pdf.pages} {boxes.hexdigest()[:_HASH]} {pixels.hexdigest()[:_HASH]}"


def kept_sums() -> dict[str, str]:
    """Name -> pages and hashes; what it was made with under an empty name."""
    head, *lines = SUMS.read_text("utf-8").splitlines()
    return {"": head} | dict(line.split(" ", 1) for line in lines)


def kept_outline(name: str) -> str:
    """The kept lines of one paper; empty for one that has none."""
    file = PAPERS / f"{name.split('-')[0]}.txt"
    parts = file.read_text("utf-8").split("== ") if file.exists() else []
    return next((part.split("\n", 1)[1] for part in parts if part.split("\n", 1)[0] == name), "")


def is_large(name: str) -> bool:
    """Large print says the same words: its hashes are kept, not its lines."""
    return name.endswith("-large")


def main() -> None:
    renderer = PaperRenderer(FONTS)
    PAPERS.mkdir(parents=True, exist_ok=True)
    for name, data in SAMPLES.items():
        (FOLDER / f"{name}.txt").write_text(described(renderer.layout(data)), "utf-8")
    outlines: dict[str, list[str]] = {}
    lines = [made_with()]
    for name, data in every_paper():
        lines.append(f"{name} {sums(renderer, data)}")
        if not is_large(name):
            outlines.setdefault(name.split("-")[0], []).append(f"== {name}\n{outlined(renderer.layout(data))}")
    SUMS.write_text("\n".join(lines) + "\n", "utf-8")
    for old in PAPERS.glob("*.txt"):
        old.unlink()
    for code, parts in outlines.items():
        (PAPERS / f"{code}.txt").write_text("".join(parts), "utf-8")


if __name__ == "__main__":
    main()
