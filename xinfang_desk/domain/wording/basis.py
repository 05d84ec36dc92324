"""Which articles a paper may print, and how they are written (the citation table; 条例 43–46, 47.2, 47.3 never)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xinfang_desk.domain.wording.template import names

TIAOLI = "信访工作条例"

# Articles with one paragraph are cited without 第一款.
SINGLE_PARAGRAPH = frozenset({5, 26, 31, 33, 34, 35, 43, 44, 45, 46, 48})

# What a paper may cite of the 条例, as article.paragraph(item); other laws are named whole.
CITABLE = names(
    "5.1(3) 18.1 18.2 19.1 19.3 20.1 20.2 20.3 20.4 21.2 22.1 22.1(1) 22.1(2) 22.1(3) 22.2 23.1 23.2 23.3 24.1 24.2 "
    "25.1 25.2 26.1(1) 26.1(2) 26.1(3) 26.1(4) 28.2 28.3 29.1 30.1 30.3 31.1(1) 31.1(2) 31.1(3) 31.1(4) 31.1(5) "
    "31.1(6) 32.1(1) 32.1(2) 32.1(3) 33.1 34.1 35.1 36.1 36.2 36.3 37.1 37.2 40.1 40.2 40.3 40.4 47.1 48.1"
)

_SHORT = re.compile(r"([0-9]+)(?:\.([0-9]+))?(?:\(([0-9]+)\))?")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Citation:
    """One place in a law; ``article`` None names the law as a whole."""

    law: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None

    @property
    def short(self) -> str:
        """22.1(1)"""
        text = f"{self.article}.{self.paragraph or 1}"
        return f"{text}({self.item})" if self.item else text


def parse_citation(text: str) -> Citation:
    """``22.1(1)``, ``31(4)`` of the 条例; else a law, ``政府信息公开条例 27`` with its article."""
    found = _SHORT.fullmatch(text)
    if found is not None:
        return Citation(TIAOLI, int(found[1]), int(found[2] or 1), int(found[3]) if found[3] else None)
    law, _, tail = text.partition(" ")
    found = _SHORT.fullmatch(tail)
    if found is None:
        return Citation(text)
    return Citation(law, int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def chinese_number(number: int) -> str:
    """1–99: 二十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    head = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def visitor_may_read(citation: Citation) -> bool:
    """Never on a visitor's paper: liability of offices (43–46), of visitors (47.2, 47.3), 37.3 as a ground."""
    if citation.law != TIAOLI or citation.article is None:
        return True
    if 43 <= citation.article <= 46:
        return False
    return citation.short not in ("47.2", "47.3", "37.3")


def place_text(citation: Citation) -> str:
    """第二十二条第一款第（一）项"""
    if citation.article is None:
        return ""
    text = f"第{chinese_number(citation.article)}条"
    single = citation.article in SINGLE_PARAGRAPH if citation.law == TIAOLI else citation.paragraph == 1
    if citation.paragraph and not single:
        text += f"第{chinese_number(citation.paragraph)}款"
    if citation.item:
        text += f"第（{chinese_number(citation.item)}）项"
    return text


def basis_text(citations: Iterable[Citation], others: Sequence[str] = ()) -> str:
    """《信访工作条例》第二十条第二款、第三十一条第（一）项和《人民调解法》.

    ``others``: texts of documents that carry a consequence, printed as they are.
    """
    by_law: dict[str, list[str]] = {}
    for citation in citations:
        places = by_law.setdefault(citation.law, [])
        place = place_text(citation)
        if place and place not in places:
            places.append(place)
    parts = [f"《{law.strip('《》')}》{'、'.join(places)}" for law, places in by_law.items()]
    parts += [text for text in others if text]
    return parts[0] if len(parts) == 1 else "、".join(parts[:-1]) + "和" + parts[-1] if parts else ""


def basis_clause(citations: Iterable[Citation], others: Sequence[str] = (), foreign: bool = False) -> str:
    """依据…; for foreigners and stateless persons 参照第四十八条 goes before (条例 48); empty without a basis."""
    text = basis_text(citations, others)
    if not text:
        return ""
    return f"参照《{TIAOLI}》第四十八条，依据{text}" if foreign else f"依据{text}"
