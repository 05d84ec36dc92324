"""Golden papers: each sample as text with boxes, one box a line.

``python -m tests.documents.golden`` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

from tests.documents.samples import SAMPLES
from xinfang_desk.documents.boxes import PaperLayout
from xinfang_desk.documents.renderer import PaperRenderer

FOLDER = Path(__file__).parent / "golden"
FONTS = Path(__file__).parents[2] / "resources" / "fonts"


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
        lines += [f"rule {rule.x0:.1f} {rule.y0:.1f} {rule.x1:.1f} {rule.y1:.1f} {rule.width}" for rule in page.rules]
    return "\n".join(lines) + "\n"


def main() -> None:
    renderer = PaperRenderer(FONTS)
    FOLDER.mkdir(exist_ok=True)
    for name, data in SAMPLES.items():
        (FOLDER / f"{name}.txt").write_text(described(renderer.layout(data)), "utf-8")


if __name__ == "__main__":
    main()
