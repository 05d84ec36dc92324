"""Joins several finished notices into one that tells them one by one (counter-rules.md 1.0; 告知书分项写).

Nothing of a part is said again in other words: its event, conclusion, basis, dates and its one remedy stand under its
own head. What all of them end with stands once, after the last.
"""

from __future__ import annotations

from dataclasses import replace

from xinfang_desk.domain.catalogue import DocumentKind
from xinfang_desk.domain.papers import Block, Cell, DocumentData, Face, Paragraph, Run, Spacer, Table
from xinfang_desk.domain.wording.compose import compose
from xinfang_desk.domain.wording.facts import PaperFacts
from xinfang_desk.domain.wording.plain import QUESTIONS
from xinfang_desk.domain.wording.template import PartsBlock, Text

_ORDINALS = "一二三四五六七八九十"
_STRIP_SIZE = 0.8
_BETWEEN = 0.5  # lines between two parts


def join(frame: DocumentKind, facts: PaperFacts, parts: tuple[DocumentData, ...]) -> DocumentData:
    """The joined notice. ``facts``: of all items, in the order of ``parts``; ``frame``: with the parts block."""
    at = next(index for index, block in enumerate(frame.blocks) if isinstance(block, PartsBlock))
    holder = frame.blocks[at]
    assert isinstance(holder, PartsBlock)
    opening, _ = compose(replace(frame, blocks=frame.blocks[:at]), facts, {})
    closing, _ = compose(replace(frame, blocks=frame.blocks[at + 1 :]), facts, {})
    blocks: list[Block] = list(opening.blocks)
    for number, part in enumerate(parts, 1):
        head = _head(holder.head, number, part.register_no)
        blocks += [Spacer(_BETWEEN), Paragraph((Run(head, Face.HEI),), indent=0, keep=True)]
        blocks += _strip(part)
        blocks += [block for block in part.blocks if block not in closing.blocks]
    codes, titles = {part.code for part in parts}, {part.title for part in parts}
    return replace(
        opening,
        code=codes.pop() if len(codes) == 1 else frame.code,
        title=titles.pop() if len(titles) == 1 else frame.title,
        blocks=(*blocks, *closing.blocks),
        signers=parts[0].signers,
        dated=parts[0].dated,
        footer=tuple(dict.fromkeys(line for part in parts for line in part.footer)),
        back=_back(opening, parts, holder.head),
    )


def _head(text: Text, number: int, register_no: str) -> str:
    said = {"part_no": _ORDINALS[number - 1] if number <= len(_ORDINALS) else str(number)}
    said["part_register"] = register_no
    return "".join(part.text or said[part.key] for part in text)


def _strip(part: DocumentData) -> list[Block]:
    """The three boxes 谁办｜哪天前给您回音｜找谁问 of one part, as a table under its head."""
    if not part.strip:
        return []
    heads = tuple(Cell(head, Face.HEI, align="center") for head, _ in part.strip)
    texts = tuple(Cell(text, align="center") for _, text in part.strip)
    return [Table((1.0,) * len(part.strip), (heads, texts), _STRIP_SIZE * (1.25 if part.large else 1.0))]


def _back(frame: DocumentData, parts: tuple[DocumentData, ...], head: Text) -> tuple[Block, ...]:
    """What it is, then each part's own answers, then whom to ask; empty where the office prints no such page."""
    if not frame.back:
        return ()
    page: list[Block] = _answers(frame.back, ("means",))
    for number, part in enumerate(parts, 1):
        page.append(Spacer(0.4))
        page.append(Paragraph((Run(_head(head, number, part.register_no), Face.HEI),), 0, size=1.3, keep=True))
        page += _answers(part.back, ("means", "next", "until"))[1:]  # the head of its part stands for the first
    return (*page, Spacer(0.4), *_answers(frame.back, ("ask",)))


def _answers(page: tuple[Block, ...], wanted: tuple[str, ...]) -> list[Block]:
    """The blocks under some of the four questions, with their heads."""
    keys = {head: key for key, head in QUESTIONS.items()}
    found: list[Block] = []
    under = ""
    for block in page:
        if isinstance(block, Paragraph) and block.text in keys:
            under = keys[block.text]
        if under in wanted and not isinstance(block, Spacer):
            found.append(block)
    return found
