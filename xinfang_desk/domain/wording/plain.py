"""The plain-words page for the back of a visitor's notice: what it means, where next, by when, who answers.

A template's ``plain`` holds blocks under the four questions, in the language of its body. The page says the paper again
in everyday words; it takes its dates from the paper and adds none. ``**word**`` alone in a paragraph of size 1.9 is a
date in big figures; ``＿＿年＿月＿日`` is a place to write one that hangs on a day nobody knows yet.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from xinfang_desk.domain.papers import Block, Face, Paragraph, Run, Spacer
from xinfang_desk.domain.wording.template import (
    Context,
    TemplateError,
    Text,
    TextBlock,
    Value,
    holds,
    keys_of,
    literal,
    parse_block,
)

QUESTIONS = {
    "means": "这张纸是什么意思",
    "next": "接下来去哪里",
    "until": "最晚哪一天",
    "ask": "还有疑问",
}
Plain = Mapping[str, tuple[TextBlock, ...]]

BODY = 1.2  # 19.2 pt
_FIRST_HEAD, _HEAD = 1.5, 1.3
_BETWEEN = 0.4

OVERLEAF = "写在正面"
_LONGEST_VALUES = (60, 45, 34, 25, 16)
_LINE = 26.5  # body characters of a line, less what line ends cost
_ROOM = 27.5  # body lines of a page that is set close

# Words of the trade that the page says otherwise (counter-rules 8).
JARGON = (
    *("信访事项", "甄别", "诉求", "涉法涉诉", "管辖", "导入", "引导", "监察对象", "异议", "释法明理", "届满", "自然日"),
    *("本机关", "职权", "依据", "有关规定", "告知书", "特此"),
)
_LAW = re.compile(r"第.{1,6}[条款项]|条例|《|》")
_CODE = re.compile(r"[ABCDLNTZ][0-9]")
_SENTENCE = re.compile("[。；！？\n]")
LONGEST_SENTENCE = 45


def parse_plain(raw: object, spread: Callable[[list[object]], list[object]]) -> Plain:
    """The page of one document; empty for none. TemplateError where a question is missing or a block is no text."""
    if raw is None:
        return {}
    if not isinstance(raw, dict) or set(raw) != set(QUESTIONS):
        raise TemplateError("背面的白话要把四个问题都答到。")
    return {key: tuple(_parsed(block) for block in spread(raw[key])) for key in QUESTIONS}


def _parsed(raw: object) -> TextBlock:
    block = parse_block(raw)
    if not isinstance(block, TextBlock):
        raise TemplateError("背面只能写段落。")
    return block


def plain_blocks(plain: Plain) -> Iterator[TextBlock]:
    """Its paragraphs in order."""
    for key in QUESTIONS:
        yield from plain.get(key, ())


def check_plain(plain: Plain, words: Callable[[Text], str]) -> None:
    """TemplateError for a law's name, a code, a word of the trade or a long sentence. ``words``: its fixed words."""
    for key in QUESTIONS:
        if not plain[key]:
            raise TemplateError(f"背面没有答“{QUESTIONS[key]}”。")
    for block in plain_blocks(plain):
        said = words(block.text)
        law = _LAW.search(said) or _CODE.search(said)
        if law is not None or "by_basis" in keys_of(block.text):
            raise TemplateError("背面不写条文和代码。")
        for word in JARGON:
            if word in said:
                raise TemplateError(f"背面要说白话，不写“{word}”。")
        if any(len(sentence) > LONGEST_SENTENCE for sentence in _SENTENCE.split(said)):
            raise TemplateError(f"背面有一句太长：“{literal(block.text)[:12]}…”。")


def plain_page(plain: Plain, context: Context, runs: Callable[[Text, Context], tuple[Run, ...]]) -> tuple[Block, ...]:
    """The page's blocks; a question without an answer under these conditions is left out.

    It stays one page in big type: what is too long to say again is pointed to on the front, the longest first.
    ``runs``: a text with its values out of a context.
    """
    page: tuple[Block, ...] = ()
    for longest in _LONGEST_VALUES:
        page = _page(plain, context, _shortened(context, longest), runs)
        if _height(page) <= _ROOM:
            break
    return page


def _page(
    plain: Plain, context: Context, shown: Context, runs: Callable[[Text, Context], tuple[Run, ...]]
) -> tuple[Block, ...]:
    page: list[Block] = []
    for key, head in QUESTIONS.items():
        answers = [block for block in plain.get(key, ()) if holds(block.when, context)]
        if not answers:
            continue
        if page:
            page.append(Spacer(_BETWEEN))
        page.append(Paragraph((Run(head, Face.HEI),), 0, size=_HEAD if page else _FIRST_HEAD, keep=True))
        for block in answers:
            said = tuple(
                replace(run, face=Face.SONG) if run.face is Face.BODY else run for run in runs(block.text, shown)
            )
            if said:
                page.append(Paragraph(said, 0, block.align, max(block.size, BODY), keep=True))
    return tuple(page)


def _shortened(context: Context, longest: int) -> dict[str, Value]:
    return {
        key: OVERLEAF if isinstance(value, str) and len(value) > longest else value for key, value in context.items()
    }


def _height(page: tuple[Block, ...]) -> float:
    """About how many body lines the page takes."""
    lines = 0.0
    for block in page:
        if isinstance(block, Paragraph):
            ems = sum(1.0 if ord(char) > 0x2E7F else 0.6 for char in block.text)
            lines += math.ceil(ems * block.size / _LINE) * (1 + (block.size - 1) * 0.8)
        elif isinstance(block, Spacer):
            lines += block.lines
    return lines
