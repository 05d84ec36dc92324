"""Every plain-words page as text, to read through and to compare.

``python -m tests.unit.catalogue.plain_pages`` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

from tests.unit.catalogue.samples import CASES, catalogue, made
from xinfang_desk.domain.papers import Block, Face, Paragraph

KEPT = Path(__file__).with_suffix(".txt")


def back_text(back: tuple[Block, ...]) -> str:
    """Questions stand as ``# …``, big print as ``> …``."""
    lines = []
    for block in back:
        if isinstance(block, Paragraph):
            alone = len(block.runs) == 1 and block.runs[0].face is Face.HEI
            mark = "> " if alone and block.size > 1.5 else "# " if alone and block.size in (1.5, 1.3) else ""
            lines.append(f"{mark}{block.text}")
    return "\n".join(lines)


def all_pages() -> str:
    pack = catalogue()
    pages = []
    for case in CASES:
        data, _missing = made(case, pack)
        if data.back:
            pages.append(f"== {case.id}\n{back_text(data.back)}\n")
    return "\n".join(pages)


if __name__ == "__main__":
    KEPT.write_text(all_pages(), "utf-8")
