"""Numbers that people read: 登记编号 of an item, 文号 of a document, 查询码 (design.md 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

KIND_LETTERS: dict[str, str] = {
    "visit": "LF",  # 来访
    "letter": "LX",  # 来信
    "phone": "LD",  # 来电
    "online": "WS",  # 网上
    "transfer": "ZB",  # 转送、交办来件
}

QUERY_CODE_DIGITS = 8

_REGISTER = re.compile(r"([0-9]{6})-([0-9]{4})-(LF|LX|LD|WS|ZB)-([0-9]{6,})")
_DOCUMENT = re.compile(r"([^〔〕0-9]+)〔([0-9]{4})〕([1-9][0-9]*)号")
_QUERY = re.compile(r"[0-9]{8}")


@dataclass(frozen=True)
class RegisterNumber:
    """The parts of ``431221-2026-LF-000123``."""

    division: str
    year: int
    letters: str
    seq: int

    def text(self) -> str:
        return f"{self.division}-{self.year:04d}-{self.letters}-{self.seq:06d}"


@dataclass(frozen=True)
class DocumentNumber:
    """The parts of ``铜政访告〔2026〕12号``: no leading zero, no gap."""

    word: str
    year: int
    seq: int

    def text(self) -> str:
        return f"{self.word}〔{self.year:04d}〕{self.seq}号"


def register_prefix(division: str, year: int, source: str) -> str:
    """What stands before the running number, ``431221-2026-LF-``.

    ``division``: 6, 9 or 12 digits of the office, of which the county's six are used; ``source``: a ``Source`` value.
    ValueError for anything else.
    """
    if not re.fullmatch(r"[0-9]{6}|[0-9]{9}|[0-9]{12}", division):
        raise ValueError("division must have 6, 9 or 12 digits")
    if not 1 <= year <= 9999:
        raise ValueError("year out of range")
    return f"{division[:6]}-{year:04d}-{KIND_LETTERS[source]}-"


def register_number(prefix: str, seq: int) -> str:
    """The 登记编号 of the ``seq``-th item under a prefix; ValueError unless the whole is well formed."""
    text = f"{prefix}{seq:06d}"
    if seq < 1 or parse_register_number(text) is None:
        raise ValueError("not a register number")
    return text


def parse_register_number(text: str) -> RegisterNumber | None:
    """None for what is no 登记编号."""
    found = _REGISTER.fullmatch(text)
    if found is None:
        return None
    seq = found[4]
    if int(seq) == 0 or (len(seq) > 6 and seq.startswith("0")):
        return None
    return RegisterNumber(found[1], int(found[2]), found[3], int(seq))


def document_number(word: str, year: int, seq: int) -> str:
    """The 文号; ValueError when the word could not be told from the year and the running number."""
    text = DocumentNumber(word, year, seq).text()
    if parse_document_number(text) is None:
        raise ValueError("not a document number")
    return text


def parse_document_number(text: str) -> DocumentNumber | None:
    """None for what is no 文号."""
    found = _DOCUMENT.fullmatch(text)
    if found is None:
        return None
    return DocumentNumber(found[1], int(found[2]), int(found[3]))


def is_query_code(text: str) -> bool:
    """Eight decimal digits."""
    return _QUERY.fullmatch(text) is not None
