"""文号登记簿: every number of one series and year in order, without a gap, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.domain.papers import Cell, DocumentData, Face, Paragraph, Run, Table, office_sheet
from xinfang_desk.domain.records import Document, DocumentState, NumberSeries

USED, VOID, SKIPPED = "已出", "作废", "未用"
SKIPPED_WHY = "设置里把下一个号改大了，没有出过文书"
SEALED_TITLE = "（密件，名称不列）"
CODE = "文号登记簿"
HEADS = ("号", "文书", "日期", "经手人", "怎么样了")
WIDTHS = (1.5, 4.7, 2.4, 1.7, 4.3)


@dataclass(frozen=True)
class BookRow:
    """One number, or a run of numbers that no paper has (``last`` > ``first``). ``why``: of a void or a skipped one."""

    first: int
    last: int
    number: str
    title: str
    dated_on: str
    by: str
    state: str
    why: str
    replaced_by: str

    @property
    def text(self) -> str:
        """What became of it, in words."""
        after = f"，由{self.replaced_by}代替" if self.replaced_by else ""
        return f"{self.state}：{self.why}{after}" if self.why else self.state + after


@dataclass(frozen=True)
class Book:
    """The book of one series in one year; ``used``, ``void``, ``skipped`` count numbers and add up to ``last``."""

    word: str
    year: int
    rows: tuple[BookRow, ...]

    @property
    def last(self) -> int:
        return self.rows[-1].last if self.rows else 0

    def count(self, state: str) -> int:
        return sum(row.last - row.first + 1 for row in self.rows if row.state == state)

    @property
    def summary(self) -> str:
        return (
            f"{self.year}年“{self.word}”共用到第{self.last}号：{USED}{self.count(USED)}个，"
            f"{VOID}{self.count(VOID)}个，{SKIPPED}{self.count(SKIPPED)}个。"
        )


def book_of(
    series: NumberSeries, documents: Iterable[Document], names: Mapping[str, str], numbers: Mapping[str, str]
) -> Book:
    """``documents``: those of the series; ``names``: user id to name; ``numbers``: document id to its number."""
    rows: list[BookRow] = []
    # Inside one book the running number is enough, and no number breaks at a line's end.
    head = f"{series.word}〔{series.year}〕"
    short = {key: number.removeprefix(head) for key, number in numbers.items()}
    after = 1
    for document in sorted(documents, key=lambda one: one.number_seq or 0):
        seq = document.number_seq or 0
        if seq > after:
            rows.append(_skipped(after, seq - 1))
        rows.append(_row(document, seq, names, short))
        after = seq + 1
    if series.next_seq > after:
        rows.append(_skipped(after, series.next_seq - 1))
    return Book(series.word, series.year, tuple(rows))


def _row(document: Document, seq: int, names: Mapping[str, str], numbers: Mapping[str, str]) -> BookRow:
    void = document.state == DocumentState.VOID
    return BookRow(
        first=seq,
        last=seq,
        number=document.number,
        title=SEALED_TITLE if document.sealed else document.title,
        dated_on=document.dated_on,
        by=names.get(document.issued_by, ""),
        state=VOID if void else USED,
        why=document.void_reason if void and not document.sealed else "",
        replaced_by=numbers.get(document.replaced_by or "", ""),
    )


def _skipped(first: int, last: int) -> BookRow:
    return BookRow(first, last, "", "", "", "", SKIPPED, SKIPPED_WHY, "")


def book_sheet(book: Book, office: str, on: str, *, practice: bool) -> DocumentData:
    """The book on paper: the heads on every page, the counts at the end."""
    head = tuple(Cell(words, Face.HEI, align="center") for words in HEADS)
    rows = [
        (
            Cell(str(row.first) if row.first == row.last else f"{row.first}—{row.last}", align="center"),
            Cell(row.title),
            Cell(row.dated_on, align="center"),
            Cell(row.by, align="center"),
            Cell(row.text),
        )
        for row in book.rows
    ]
    day = parse_date(on)
    blocks = (
        Table(WIDTHS, (head, *rows), head_rows=1),
        Paragraph((Run(book.summary),), indent=0),
        Paragraph((Run("核对人签名：　　　　　　　　年　　月　　日"),), indent=0),
    )
    title = f"文号登记簿（{book.word}　{book.year}年）"
    footer = (f"打印日期：{date_text(day)}" if day is not None else "",)
    return office_sheet(CODE, office, title, blocks, footer=footer, practice=practice)
