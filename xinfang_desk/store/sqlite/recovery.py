"""恢复码: 150 random bits as 8 groups of 4 characters that can be read out and copied by hand.

Crockford's 32 characters: no I, L, O or U; what is misread for 1 or 0 is taken as that. The last two characters check
the others, so that a slip of the pen is told from a sheet of another store.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
GROUP = 4
CHECK = 2
_LENGTH = GROUPS * GROUP
_MISREAD = str.maketrans("ILO", "110")


def _check(body: str) -> str:
    digest = hashlib.sha256(b"xinfang-desk recovery " + body.encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:CHECK])


def new_code(random: Callable[[int], bytes]) -> str:
    """``XXXX-XXXX-…`` in eight groups."""
    body = "".join(ALPHABET[byte & 31] for byte in random(_LENGTH - CHECK))
    whole = body + _check(body)
    return "-".join(whole[start : start + GROUP] for start in range(0, _LENGTH, GROUP))


def read_code(typed: str) -> str | None:
    """The code as it was made, from what a person typed (small letters, full width, any spacing); None for a slip."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    plain = "".join(letter for letter in plain if letter.isalnum()).translate(_MISREAD)
    if len(plain) != _LENGTH or any(letter not in ALPHABET for letter in plain):
        return None
    if _check(plain[:-CHECK]) != plain[-CHECK:]:
        return None
    return "-".join(plain[start : start + GROUP] for start in range(0, _LENGTH, GROUP))
