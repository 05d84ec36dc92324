"""校验码: what a paper in 定稿 carries to prove itself, a keyed hash over its frozen data with its number and date.

The QR code holds letters, digits, points and hyphens alone: a USB scanner types it like a keyboard, whatever input
method is on. It names no person, no matter and no address; the series of the number is left to the office that asks.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinfang_desk.domain import hand_codes
from xinfang_desk.domain.canonical import canonical

LENGTH = 20
BITS = 5 * (LENGTH - hand_codes.CHECK)
LABEL = "校验码"
PURPOSE = b"xinfang-desk paper proof 1"
_LABEL = "xinfang-desk paper"
_OFFICE = "xinfang-desk office"
_HEAD = "XF1"
_OFFICE_LENGTH = 4
_TEXT = re.compile(
    rf"{_HEAD}\.([0-9A-Z]{{{_OFFICE_LENGTH}}})\.(\d{{4}})-(\d{{1,6}})\.(\d{{8}})\.([0-9A-Z]{{{LENGTH}}})"
)
_NUMBER = re.compile(r"(?:(\d{4})[-.])?(\d{1,6})")
_PRINTED = re.compile(rf"{LABEL}((?:[0-9A-Z]{{4}}-){{{LENGTH // 4 - 1}}}[0-9A-Z]{{4}})")


@dataclass(frozen=True)
class ProofText:
    """What a QR code says. ``office``: a tag of the store that made it; ``dated`` is YYYYMMDD; ``code`` in groups."""

    office: str
    year: int
    seq: int
    dated: str
    code: str

    @property
    def text(self) -> str:
        """As it stands in the QR code."""
        number = f"{self.year}-{self.seq}"
        return ".".join((_HEAD, self.office, number, self.dated, self.code.replace("-", "")))


@dataclass(frozen=True)
class Typed:
    """What came from the scanner or a hand: a whole QR text, a 校验码 alone, or year and running number."""

    proof: ProofText | None = None
    code: str = ""
    year: int | None = None
    seq: int | None = None


def proof_key(secret: bytes) -> bytes:
    """The key of the codes, from the secret of the store."""
    return hmac.new(secret, PURPOSE, hashlib.sha256).digest()


def office_tag(install_id: str) -> str:
    """Four characters that tell the papers of one store from those of another; from them nothing can be read."""
    return hand_codes.letters(hashlib.sha256(f"{_OFFICE}\n{install_id}".encode()).digest()[:_OFFICE_LENGTH])


def paper_code(key: bytes, frozen: Mapping[str, Any]) -> str:
    """The 校验码 of a paper with its number: ``frozen`` is its DocumentData as raw values, the code itself apart."""
    said = canonical({name: value for name, value in frozen.items() if name != "proof"}).encode()
    raw = hmac.new(key, said, hashlib.sha256).digest()[: LENGTH - hand_codes.CHECK]
    return hand_codes.written(hand_codes.letters(raw), _LABEL)


def read_typed(typed: str, this_year: int) -> Typed | None:
    """None for what is neither a QR text nor a code nor a number."""
    plain = "".join(unicodedata.normalize("NFKC", typed).replace("。", ".").upper().split())
    if found := _TEXT.fullmatch(plain):
        code = hand_codes.read(found[5], LENGTH, _LABEL)
        return Typed(ProofText(found[1], int(found[2]), int(found[3]), found[4], code), code) if code else None
    if number := _NUMBER.fullmatch(plain):
        return Typed(year=int(number[1] or this_year), seq=int(number[2]))
    code = hand_codes.read(plain.removeprefix(LABEL).lstrip(":"), LENGTH, _LABEL)
    return Typed(code=code) if code else None


def printed_code(text: str) -> str:
    """The 校验码 as it stands in the text of a PDF, or nothing."""
    found = _PRINTED.search("".join(text.split()))
    return found[1] if found else ""


def code_of(proof: str) -> str:
    """The 校验码 in groups, of a QR text that this program made; nothing of anything else."""
    found = _TEXT.fullmatch(proof)
    return (hand_codes.read(found[5], LENGTH, _LABEL) or "") if found else ""
