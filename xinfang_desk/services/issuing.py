"""告知: which papers are owed, their drafts, and 定稿 in one transaction (design.md 4, 5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.services.context import Changed, Desk


@dataclass(frozen=True)
class OwedPaper:
    """A paper of the reception in step ③. ``state``: owed | optional (on request) | issued | printed | served | void."""

    key: str  # stable within the reception: code + item ids
    code: str
    title: str
    item_ids: tuple[str, ...]
    copies: tuple[str, ...]  # ("来访人", "存卷")
    state: str
    chip: str  # 待打印 已打印 可给一份 …
    document_id: str  # empty while a draft
    number: str
    specs: tuple[FieldSpec, ...]  # its open fields
    values: dict[str, str] = field(default_factory=dict)  # prefilled
    blocked: str = ""  # a sentence when it may not be printed yet


@dataclass(frozen=True)
class PaperOrder:
    """What the clerk filled for one paper. ``hand_written``: characters left as a marked space to write by hand."""

    reception_id: str
    key: str
    values: dict[str, str]
    hand_written: tuple[str, ...] = ()
    large: bool = False


@dataclass(frozen=True)
class PaperDraft:
    """A draft rendered from the fields: never printable. ``missing``: field key -> sentence; ``gaps``: (character, where)."""

    data: DocumentData
    missing: dict[str, str]
    gaps: tuple[tuple[str, str], ...]
    pdf: bytes


@dataclass(frozen=True)
class IssuedPaper:
    document_id: str
    code: str
    number: str
    pages: int
    copies: int


@dataclass(frozen=True)
class IssuedPapers:
    papers: tuple[IssuedPaper, ...]
    changed: Changed


def owed_papers(desk: Desk, reception_id: str) -> tuple[OwedPaper, ...]:
    raise NotImplementedError


def draft_paper(desk: Desk, order: PaperOrder) -> PaperDraft:
    raise NotImplementedError


def issue_papers(desk: Desk, orders: tuple[PaperOrder, ...]) -> IssuedPapers:
    """F9: per paper glyph proof, number, frozen data, PDF and read-back in one transaction, all orders or none.

    FieldErrors for unfilled fields; UserError(code='glyph') names the character and where; UserError(code='blocked').
    """
    raise NotImplementedError


def paper_pdf(desk: Desk, document_id: str) -> bytes:
    """The kept PDF; EnvironmentFault(code='paper_damaged') when its hash differs."""
    raise NotImplementedError


def void_paper(desk: Desk, document_id: str, reason: str) -> Changed:
    """作废: keeps its number, with reason; the paper is owed again."""
    raise NotImplementedError
