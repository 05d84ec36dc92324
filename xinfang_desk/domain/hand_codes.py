"""Codes that people copy by hand: Crockford's 32 characters in groups of four, the last two checking the others.

No I, L, O or U; what is misread for 1 or 0 is taken as that. ``label`` keeps kinds of codes apart: a slip of the pen is
told from a code of another kind or another sheet.
"""

from __future__ import annotations

import hashlib
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
CHECK = 2
_MISREAD = str.maketrans("ILO", "110")


def letters(raw: bytes) -> str:
    """One character of five bits for each byte."""
    return "".join(ALPHABET[byte & 31] for byte in raw)


def written(body: str, label: str) -> str:
    """``XXXX-XXXX-…`` with the two characters that check ``body``."""
    whole = body + _check(body, label)
    return "-".join(whole[start : start + GROUP] for start in range(0, len(whole), GROUP))


def read(typed: str, length: int, label: str) -> str | None:
    """The code as it was made, from what was typed (small letters, full width, any spacing); None for a slip."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    plain = "".join(letter for letter in plain if letter.isalnum()).translate(_MISREAD)
    if len(plain) != length or any(letter not in ALPHABET for letter in plain):
        return None
    body = plain[:-CHECK]
    return written(body, label) if _check(body, label) == plain[-CHECK:] else None


def _check(body: str, label: str) -> str:
    return letters(hashlib.sha256(f"{label} {body}".encode()).digest()[:CHECK])
