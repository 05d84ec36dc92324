"""附：所引条文: the paragraphs that a notice cites, from the office's own text, as a page of their own."""

from __future__ import annotations

from collections.abc import Iterable

from xinfang_desk.domain.law_text import LawText, parse_places
from xinfang_desk.domain.papers import Block, DocumentData, Face, Paragraph, Run, Table
from xinfang_desk.domain.wording.basis import TIAOLI, Citation, place_text, visitor_may_read

HEAD = "附：所引条文"
NOTE = "以上是本单位核定的条文，方便您对照；以正式公布的文本为准。"


def cited_places(blocks: Iterable[Block]) -> tuple[Citation, ...]:
    """Every place of the 条例 that a paper's own words cite and a visitor may read, in their order."""
    found: list[Citation] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += parse_places(block.text)
        elif isinstance(block, Table):
            found += [place for row in block.rows for cell in row for place in parse_places(cell.text)]
    return tuple(place for place in dict.fromkeys(found) if visitor_may_read(place))


def annex_page(data: DocumentData, law: LawText) -> tuple[Block, ...]:
    """The page; empty where the paper cites nothing that the text has."""
    places = [place for place in cited_places(data.blocks) if law.has(place)]
    if not places:
        return ()
    blocks: list[Block] = [
        Paragraph((Run(HEAD, Face.HEI),), indent=0, align="center", size=1.2, keep=True),
        Paragraph((Run(f"《{TIAOLI}》", Face.HEI),), indent=0, align="center", keep=True),
    ]
    for place in places:
        blocks.append(Paragraph((Run(place_text(place), Face.HEI),), indent=0, keep=True))
        blocks += [Paragraph((Run(line),)) for line in law.words(place).split("\n")]
    blocks.append(Paragraph((Run(NOTE),), size=0.8))
    return tuple(blocks)
