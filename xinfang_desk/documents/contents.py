"""Every text of a paper in reading order, with where it stands: what the glyph check and the read-back go by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xinfang_desk.domain.papers import (
    DRAFT_NUMBER,
    Blank,
    Block,
    Cell,
    DocumentData,
    Face,
    Layout,
    Paragraph,
    Table,
)

BLANK_CHAR = "＿"
"""A full-width low line is a place to write: it is drawn as a rule, not as a character."""
SEAL_MARK = "（盖章处）"
PRACTICE_MARK = "练习·无效"
REGISTER_LABEL = "登记编号"

SERVICE_NOTE = "签名只表示收到这张纸，不表示同意里面的内容；不签不影响您的权利。"
SERVICE_TABLE = Table(
    widths=(68, 180, 92, 146),
    rows=(
        (
            Cell("送达方式", Face.HEI),
            Cell("□当面　□邮寄　□其他"),
            Cell("签收", Face.HEI),
            Cell("□签收 □捺印 □未签收"),
        ),
        (Cell("签收人", Face.HEI), Cell(""), Cell("与来访人关系", Face.HEI), Cell("")),
        (Cell("签收时间", Face.HEI), Cell("　　　年　　月　　日　　时"), Cell("送达人", Face.HEI), Cell("")),
        (Cell("当面念过", Face.HEI), Cell("□是　翻译（手语）："), Cell("见证人", Face.HEI), Cell("")),
    ),
)
"""F13: how it was handed over, who took it, when; a signature means receipt only."""

_SPACES = re.compile("[\u2000-\u200a\u202f\u205f\u00a0]")
_NOTHING = re.compile("[\u200b\u2060\ufeff]")


@dataclass(frozen=True)
class Piece:
    """A text of the paper, the face it is set in, and where it stands in the clerk's words."""

    text: str
    face: Face
    where: str


def clean(text: str) -> str:
    """The text as it is set: one kind of line end, one kind of space, nothing of no width."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "\u3000")
    return _NOTHING.sub("", _SPACES.sub(" ", text))


def number_text(data: DocumentData) -> str:
    """The 文号 as printed: 〔待编号〕 while it is a draft (None), nothing where the paper carries none (empty)."""
    return DRAFT_NUMBER if data.number is None else clean(data.number)


def register_text(data: DocumentData) -> str:
    """The 登记编号 with its label, or nothing."""
    return f"{REGISTER_LABEL} {clean(data.register_no)}" if data.register_no else ""


def pieces(data: DocumentData) -> Iterator[Piece]:
    """All texts in the order in which they are drawn, without page numbers, repeated heads and the 练习 mark."""
    yield Piece(clean(data.issuer_heading), Face.TITLE, "机关名称")
    yield Piece(clean(data.title), Face.TITLE, "标题")
    yield Piece(register_text(data), Face.BODY, "登记编号")
    yield Piece(number_text(data), Face.BODY, "文号")
    for head, _ in data.strip:
        yield Piece(clean(head), Face.HEI, "顶部三格")
    for _, text in data.strip:
        yield Piece(clean(text), Face.BODY, "顶部三格")
    yield Piece(clean(data.addressee), Face.BODY, "收件人")
    yield from _block_pieces(data.blocks, "正文")
    for signer in data.signers:
        yield Piece(clean(signer), Face.BODY, "落款")
    for _ in data.signers:
        yield Piece(SEAL_MARK, Face.BODY, "落款")
    yield Piece(clean(data.dated), Face.BODY, "日期")
    if has_service_block(data):
        yield Piece(SERVICE_NOTE, Face.BODY, "签收栏")
        for row in SERVICE_TABLE.rows:
            for cell in row:
                yield Piece(cell.text, cell.face, "签收栏")
    for line in data.footer:
        yield Piece(clean(line), Face.BODY, "页脚")
    yield from _block_pieces(data.back, "背面")
    yield from _block_pieces(data.annex, "附页")


def _block_pieces(blocks: Sequence[Block], part: str) -> Iterator[Piece]:
    for index, block in enumerate(blocks, 1):
        where = f"{part}第{index}段"
        if isinstance(block, Paragraph):
            for run in block.runs:
                yield Piece(clean(run.text), run.face, where)
        elif isinstance(block, Table):
            for row_number, row in enumerate(block.rows, 1):
                for cell in row:
                    yield Piece(clean(cell.text), cell.face, f"{where}表格第{row_number}行")
        elif isinstance(block, Blank):
            yield Piece(clean(block.label), Face.BODY, where)
            yield Piece(clean(block.after), Face.BODY, where)


def has_service_block(data: DocumentData) -> bool:
    """F13 stands on notices to the visitor only, and only where service is recorded."""
    return data.service and data.layout is not Layout.LETTER


def without_spaces(text: str) -> str:
    """The text with every kind of space and line end left out: what two readers can be compared by."""
    return "".join(text.split())


def meant_text(data: DocumentData) -> str:
    """What the whole paper says, spaces and places to write left out."""
    return without_spaces("".join(piece.text for piece in pieces(data)).replace(BLANK_CHAR, ""))
