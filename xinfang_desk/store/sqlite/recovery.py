"""恢复码: 150 random bits as 8 groups of 4 characters that can be read out and copied by hand."""

from __future__ import annotations

from collections.abc import Callable

from xinfang_desk.domain import hand_codes

GROUPS = 8
_LENGTH = GROUPS * hand_codes.GROUP
_LABEL = "xinfang-desk recovery"


def new_code(random: Callable[[int], bytes]) -> str:
    """``XXXX-XXXX-…`` in eight groups."""
    return hand_codes.written(hand_codes.letters(random(_LENGTH - hand_codes.CHECK)), _LABEL)


def read_code(typed: str) -> str | None:
    """The code as it was made, from what a person typed; None for a slip."""
    return hand_codes.read(typed, _LENGTH, _LABEL)
