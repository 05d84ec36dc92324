"""The office's own text of the regulation, split by 条, 款, 项, and whether every place relied on is there.

The program ships no law text. What an office loads is split as the citation table counts: a 款 is a paragraph of its
own, the 项 below it do not count as 款.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.wording.basis import TIAOLI, Citation, place_text

_NUMBER = "[零〇一二三四五六七八九十百千]+"
_ARTICLE = re.compile(rf"第({_NUMBER})条(?:[\s\u3000]+|$)(.*)")
_PART = re.compile(rf"第{_NUMBER}[编章节](?:[\s\u3000]|$)")
_ITEM = re.compile(rf"[（(]({_NUMBER})[）)]\s*(.*)")
_MARKS = re.compile(r"^(?:[#>]+|[-*+](?=\s))\s*|\*\*|__|<[^<>]{1,40}>|`")
_PLACE = re.compile(rf"(?:第({_NUMBER})条)?(?:第({_NUMBER})款)?(?:第?[（(]({_NUMBER})[）)]项)?")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Clause:
    """款: its words and the 项 under it."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class LawText:
    """``heading``: the lines before the first article; ``articles``: number -> its 款, first to last without a gap."""

    heading: tuple[str, ...]
    articles: dict[int, tuple[Clause, ...]]

    def has(self, place: Citation) -> bool:
        """Whether article, paragraph and item are there."""
        clauses = self.articles.get(place.article or 0)
        if clauses is None:
            return False
        if place.paragraph is not None and place.paragraph > len(clauses):
            return False
        return not place.item or place.item <= len(clauses[(place.paragraph or 1) - 1].items)

    def words(self, place: Citation) -> str:
        """The paragraph, word for word: with the one item that is cited, with all where none is; the whole article
        where no paragraph is named. Empty for a place that is not there."""
        if not self.has(place):
            return ""
        clauses = self.articles[place.article or 0]
        if place.paragraph is None and not place.item:
            return "\n".join(_lines(clause) for clause in clauses)
        clause = clauses[(place.paragraph or 1) - 1]
        if place.item:
            return f"{clause.text}\n{clause.items[place.item - 1]}"
        return _lines(clause)


def _lines(clause: Clause) -> str:
    return "\n".join((clause.text, *clause.items))


def number_of(chinese: str) -> int:
    """二十二 -> 22; 0 for what is no number."""
    total, digit = 0, 0
    for char in chinese:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif digit:
            return 0
        else:
            digit = _DIGITS[char]
    return total + digit


def split_law(text: str) -> LawText:
    """Splits a text in plain lines or Markdown. UserError(code='law') naming the line or the article that is wrong."""
    heading: list[str] = []
    articles: dict[int, list[tuple[str, list[str]]]] = {}
    now: list[tuple[str, list[str]]] | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = _MARKS.sub("", raw.strip().replace("\ufeff", "")).strip()
        line = _MARKS.sub("", line).strip()
        if not line or set(line) <= set("-*_=|: "):
            continue
        head = _ARTICLE.match(line)
        if head is not None:
            article = number_of(head[1])
            if article != len(articles) + 1:
                expected = f"第{len(articles) + 1}条"
                raise _refused(f"第 {number} 行写的是第{head[1]}条，应当是{expected}。")
            now = articles[article] = []
            rest = _remarks_off(head[2])
            if rest:
                now.append((rest, []))
            continue
        if now is None:
            heading.append(line)
            continue
        if _PART.match(line):
            continue
        item = _ITEM.match(line)
        if item is None:
            now.append((line, []))
            continue
        if not now or number_of(item[1]) != len(now[-1][1]) + 1:
            raise _refused(f"第 {number} 行的项不是接着上一项的。")
        now[-1][1].append(line)
    if not articles:
        raise _refused("里面没有一条“第一条”这样的条文。")
    empty = next((article for article, clauses in articles.items() if not clauses), 0)
    if empty:
        raise _refused(f"第{empty}条是空的。")
    return LawText(
        tuple(heading),
        {
            article: tuple(Clause(words, tuple(items)) for words, items in clauses)
            for article, clauses in articles.items()
        },
    )


def _remarks_off(words: str) -> str:
    """A heading's own remarks, 〔…〕 and *…*, are no words of the law."""
    return re.sub(r"〔[^〕]*〕|\*[^*]*\*", "", words).strip()


def _refused(reason: str) -> UserError:
    return UserError(f"条例原文没有采用，仍用原来的：{reason}", code="law")


def check_law(law: LawText, needed: Iterable[Citation], name: str = TIAOLI) -> None:
    """UserError(code='law') when it is another text, or naming the first places relied on that it lacks."""
    if not any(name in line for line in law.heading):
        raise _refused(f"开头没有《{name}》的名称。")
    lacking = [place for place in dict.fromkeys(needed) if place.law == name and place.article and not law.has(place)]
    if lacking:
        words = "、".join(place_text(place) for place in lacking[:5])
        more = f"等 {len(lacking)} 处" if len(lacking) > 5 else ""
        raise _refused(f"缺了要用的{words}{more}。")


def parse_places(text: str) -> tuple[Citation, ...]:
    """The places of the 条例 in a written basis: 《信访工作条例》第二十条第一款、第四款和第二十二条.

    A 款 or 项 that follows another takes its 条 (and 款); what stands under other laws is left out.
    """
    found: list[Citation] = []
    law = ""
    article = paragraph = 0
    for part in re.split("[、，和及；。]|(?=《)", text):
        named = re.match("《([^《》]+)》", part)
        if named is not None:
            law, article, paragraph = named[1], 0, 0
            part = part[named.end() :]
        place = _PLACE.fullmatch(part.strip())
        if law != TIAOLI or place is None or not part.strip():
            continue
        if place[1]:
            article, paragraph = number_of(place[1]), 0
        if place[2]:
            paragraph = number_of(place[2])
        if article:
            item = number_of(place[3]) if place[3] else None
            found.append(Citation(TIAOLI, article, paragraph or (1 if item else None), item))
    return tuple(dict.fromkeys(found))
