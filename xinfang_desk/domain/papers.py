"""What one paper says: the frozen data that a renderer turns into PDF bytes.

A paper is a sheet in one of three layouts (design.md 5, reference/typography.md 5.1): a notice to the visitor, a plain
letter between offices, or a form that is kept on file. It holds finished text only: no placeholder, no rule, no date to
be worked out. The same data, template, fonts and renderer give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    """How a paper is laid out."""

    NOTICE = (
        "notice"  # to the visitor: centred two-line title, number line, one thin rule, body, seal space, service block
    )
    LETTER = "letter"  # between offices: the same grid, addressee body, no service block
    FORM = "form"  # kept on file: tables and lines to fill


class Face(StrEnum):
    """The role of a typeface; which font file plays it is the renderer's business."""

    BODY = "body"  # 仿宋
    HEI = "hei"  # 黑体, the decision word, table heads
    KAI = "kai"  # 楷体
    TITLE = "title"  # 小标宋-like
    SONG = "song"  # 宋体, for big print


@dataclass(frozen=True)
class Run:
    """A stretch of text in one face."""

    text: str
    face: Face = Face.BODY


@dataclass(frozen=True)
class Paragraph:
    """Running text. ``indent`` is in characters (2 as a rule, 0 for the addressee); ``align`` left | center | right.

    ``size`` is a factor on the body size (0.75 small print, 1.5 a big date). ``keep``: whole on one page.
    """

    runs: tuple[Run, ...]
    indent: int = 2
    align: str = "left"
    size: float = 1.0
    keep: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Cell:
    """A table cell; its text wraps. ``span`` counts columns. ``min_lines`` leaves room to write by hand."""

    text: str
    face: Face = Face.BODY
    span: int = 1
    align: str = "left"
    min_lines: int = 1


@dataclass(frozen=True)
class Table:
    """A ruled table. ``widths`` are parts of the text width (their sum is taken as the whole)."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float = 0.75
    ruled: bool = True
    head_rows: int = 0  # repeated on a following page


@dataclass(frozen=True)
class Blank:
    """A rule to write on by hand after a label: ``我于 ＿＿＿＿ 收到``."""

    label: str
    after: str = ""
    chars: int = 8


@dataclass(frozen=True)
class Spacer:
    """Empty body lines."""

    lines: float = 1.0


Block = Paragraph | Table | Blank | Spacer


@dataclass(frozen=True)
class DocumentData:
    """Everything one paper prints, in reading order; nothing else reaches it.

    Attributes:
        code: catalogue code, such as ``B8`` or ``B6a``.
        layout: which of the three layouts.
        issuer_heading: the office's full name over the title (F1).
        title: the document's name, word for word from the catalogue.
        register_no: 登记编号 on the number line, or empty.
        number: 文号, or None while the paper is a draft (prints 〔待编号〕).
        addressee: F4 with its colon, or empty for forms.
        strip: the three boxes 谁办｜哪天前给您回音｜找谁问, as (head, text) pairs; empty for most papers.
        blocks: body.
        signers: names over the date (seal names); two lines where a town seals as 人民政府 and 党委.
        dated: Chinese date text (2026年11月23日), or empty where a form has none.
        service: whether the service block F13 stands under the date.
        footer: small lines at the foot (help numbers, copies, contact).
        practice: prints 练习·无效 across the page.
        template_id, template_version, template_sha256: which wording made it.
        back: the plain-words page for the back or a second sheet, in big type; empty for none.
        annex: the cited articles on pages of their own; empty for none.
        large: large print: what frames the body grows with it.
        proof: what the QR code at the foot says (domain/paper_proof.py); empty on drafts and sheets.
    """

    code: str
    layout: Layout
    issuer_heading: str
    title: str
    register_no: str
    number: str | None
    addressee: str
    strip: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    signers: tuple[str, ...]
    dated: str
    service: bool
    footer: tuple[str, ...]
    practice: bool = False
    template_id: str = "national"
    template_version: str = ""
    template_sha256: str = ""
    back: tuple[Block, ...] = ()
    large: bool = False
    annex: tuple[Block, ...] = ()
    proof: str = ""


DRAFT_NUMBER = "〔待编号〕"


def office_sheet(
    code: str,
    office_name: str,
    title: str,
    blocks: tuple[Block, ...],
    *,
    dated: str = "",
    signers: tuple[str, ...] = (),
    footer: tuple[str, ...] = (),
    practice: bool = False,
) -> DocumentData:
    """A form of the office itself, outside the catalogue: no number, nobody it is addressed to, no service."""
    return DocumentData(
        code=code,
        layout=Layout.FORM,
        issuer_heading=office_name,
        title=title,
        register_no="",
        number="",
        addressee="",
        strip=(),
        blocks=blocks,
        signers=signers,
        dated=dated,
        service=False,
        footer=footer,
        practice=practice,
    )


@dataclass(frozen=True)
class RenderedPaper:
    """A finished PDF and what made it. ``fonts``: (name, SHA-256) pairs."""

    pdf: bytes
    sha256: str
    pages: int
    fonts: tuple[tuple[str, str], ...]
    renderer_version: str


@dataclass(frozen=True)
class PagePixels:
    """One page as BGRA rows."""

    width: int
    height: int
    stride: int
    body: bytes
