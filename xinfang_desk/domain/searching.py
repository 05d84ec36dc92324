"""What a clerk typed into 查询, understood: words, tails of numbers and days; the same for every kind of store."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from xinfang_desk.domain.moments import typed_date
from xinfang_desk.domain.names import normalise_name

LONGEST = 200  # characters that are read
MOST_TERMS = 8
TAIL_FROM = 4
EDGE = "\u00b6"  # stands between two fields, so that no phrase runs from one into the next

_GAPS = re.compile(r"[\s,，、;；。]+")
_BETWEEN = re.compile(r"[-‐-―－〔〕\[\]（）()【】#·]")
_NUMBER = re.compile(r"[0-9a-z\u4e00-\u9fff]*[0-9]{3}[0-9x]|[0-9]{4}[0-9a-z]*")
_LATIN = re.compile(r"[0-9a-z]+")
_PAPER = re.compile(r"([0-9]{1,4})号")
_YEARS_THAT_COUNT = range(1949, 2200)
_DAYS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_WEEKS = {"本周": 0, "这周": 0, "上周": 1, "上上周": 2}
_MONTHS = {"本月": 0, "这个月": 0, "上月": 1, "上个月": 1}
_YEARS = {"今年": 0, "去年": 1}
_NAMED = (*_DAYS, *_WEEKS, *_MONTHS, *_YEARS)
_DATE_HEAD = re.compile(
    "|".join(
        (
            r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日?",
            r"[0-9]{4}年[0-9]{1,2}月份?",
            r"[0-9]{1,2}月[0-9]{1,2}[日号]",
            r"[0-9]{1,2}月份?(?![0-9])",
            r"[0-9]{4}年",
            *sorted(_NAMED, key=len, reverse=True),
        )
    )
)
_PARTS = re.compile(r"(?:([0-9]{4})年)?(?:([0-9]{1,2})月份?)?(?:([0-9]{1,2})[日号]?)?")


@dataclass(frozen=True)
class Term:
    """``kind``: word | number. ``paper``: the running number of a 文号, where it can be one."""

    kind: str
    text: str  # as searched: letters and digits only
    paper: str = ""


@dataclass(frozen=True)
class Query:
    """All terms and the days must fit. ``understood`` says it in Chinese; empty for an empty text."""

    terms: tuple[Term, ...] = ()
    first: date | None = None
    last: date | None = None
    understood: str = ""

    @property
    def empty(self) -> bool:
        return not self.terms and self.first is None


@dataclass(frozen=True)
class Indexed:
    """What is searched of one item. ``numbers`` are found by their ends, ``exact`` whole only."""

    name: str
    words: str
    numbers: tuple[str, ...]
    exact: tuple[str, ...]


def letters(text: str) -> str:
    """Only what is searched: letters and digits of every script, in small letters; private-use ones stay."""
    small = unicodedata.normalize("NFC", "".join(_plain(c) for c in normalise_name(text)).lower())
    return "".join(c for c in small if unicodedata.category(c)[0] in "LNM" or unicodedata.category(c) == "Co")


def _plain(character: str) -> str:
    """Full-width letters and digits as the others; nothing else changes."""
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else character


def joined(fields: Iterable[str]) -> str:
    return EDGE.join(part for part in (letters(field) for field in fields) if part)


def indexed(
    names: Iterable[str],
    words: Iterable[str],
    numbers: Iterable[str],
    whole: Iterable[str],
    papers: Iterable[tuple[str, int | None]],
) -> Indexed:
    """``numbers`` are found by their ends, ``whole`` only whole; ``papers``: 文号 with its running number."""
    ends = [letters(number) for number in numbers]
    exact = [letters(number) for number in whole]
    for number, seq in papers:
        ends.append(letters(number).removesuffix("号"))
        exact.append(f"d{seq}" if seq is not None else "")
    return Indexed(joined(names), joined(words), tuple(filter(None, ends)), tuple(filter(None, exact)))


def fits(term: Term, one: Indexed) -> bool:
    """The plain meaning of a term, which a full-text index must give too."""
    if any(term.text in text for text in (one.name, one.words)):
        return True
    if term.paper and f"d{term.paper}" in one.exact:
        return True
    return term.kind == "number" and (
        any(number.endswith(term.text) for number in one.numbers) or term.text in one.exact
    )


def understand(text: str, today: date) -> Query:
    """Never fails: what means nothing is left out, and the sentence says what was taken."""
    first: date | None = None
    last: date | None = None
    terms: list[Term] = []
    days: list[str] = []
    for piece in filter(None, _GAPS.split(text[:LONGEST].strip())):
        span, said, rest = _date_head("".join(_plain(c) for c in piece), today)
        if span is not None:
            days.append(said)
            first = span[0] if first is None else max(first, span[0])
            last = span[1] if last is None else min(last, span[1])
        term = _term(rest)
        if term is not None and term not in terms and len(terms) < MOST_TERMS:
            terms.append(term)
    return Query(tuple(terms), first, last, _sentence(days, terms))


def _date_head(piece: str, today: date) -> tuple[tuple[date, date] | None, str, str]:
    """The days that a piece begins with, their words, and what stands after them."""
    whole = typed_date(piece) if not piece.isdecimal() else None
    if whole is not None and whole.year in _YEARS_THAT_COUNT:
        return (whole, whole), piece, ""
    head = _DATE_HEAD.match(piece)
    span = _span(head[0], today) if head is not None else None
    if head is None or span is None:
        return None, "", piece
    return span, head[0], piece[head.end() :]


def _span(words: str, today: date) -> tuple[date, date] | None:
    if words in _DAYS:
        day = today - timedelta(days=_DAYS[words])
        return day, day
    if words in _WEEKS:
        monday = today - timedelta(days=today.weekday() + 7 * _WEEKS[words])
        return monday, monday + timedelta(days=6)
    if words in _MONTHS:
        month = today.replace(day=1)
        return _month(month.year, month.month) if not _MONTHS[words] else _month_before(month)
    if words in _YEARS:
        year = today.year - _YEARS[words]
        return date(year, 1, 1), date(year, 12, 31)
    return _counted(words, today)


def _counted(words: str, today: date) -> tuple[date, date] | None:
    """2026年, 2026年11月, 11月, 11月23日: without a year the newest one that is not to come."""
    found = _PARTS.fullmatch(words)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if year and year not in _YEARS_THAT_COUNT:
        return None
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            year = year or (today.year if month <= today.month else today.year - 1)
            return _month(year, month)
        if not year:
            year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
        one = date(year, month, day)
    except ValueError:
        return None
    return one, one


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _month_before(first: date) -> tuple[date, date]:
    before = first - timedelta(days=1)
    return before.replace(day=1), before


def _term(piece: str) -> Term | None:
    bare = letters(_BETWEEN.sub("", piece))
    if not bare:
        return None
    paper = _PAPER.fullmatch(bare) if _PAPER.fullmatch(piece) else None
    if paper is not None:
        return Term("word", bare, str(int(paper[1])))
    ends = bare.removesuffix("号")
    is_number = len(ends) >= TAIL_FROM and _NUMBER.fullmatch(ends) is not None
    if is_number and (_LATIN.fullmatch(ends) or _BETWEEN.search(piece)):
        return Term("number", ends)
    return Term("word", bare)


def _sentence(days: list[str], terms: list[Term]) -> str:
    parts = [f"按日期：{'、'.join(days)}"] if days else []
    numbers = [shown(term.text) for term in terms if term.kind == "number"]
    words = [term.text for term in terms if term.kind == "word"]
    if numbers:
        parts.append(f"号码尾数：{'、'.join(numbers)}")
    if words:
        parts.append(f"字：{'、'.join(words)}")
    return "；".join(parts)


def shown(number: str) -> str:
    """A number on the screen: a long one only by its end."""
    return number if len(number) <= 8 else f"…{number[-4:]}"
