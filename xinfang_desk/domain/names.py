"""Names as they are stored and as others see them: NFC, one middle dot, masks."""

from __future__ import annotations

import re
import unicodedata

from xinfang_desk.domain.gb18030 import REMNANTS

MIDDLE_DOT = "\u00b7"  # the separator in names of many nationalities
DOT_LIKE = "\u2022\u30fb\uff0e\u2027\u22c5\u318d"
PRIVATE_USE = range(0xE000, 0xF900)

_NOT_PRINTED = frozenset({"Cc", "Cf", "Cs"})  # controls, zero-width marks, halves of characters
_TYPED_DOT = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[.。](?=[\u3400-\u9fff\U00020000-\U0003ffff])")


def normalise_name(text: str) -> str:
    """NFC (never NFKC: it changes names), dots to U+00B7, old private-use characters mapped, outer spaces off.

    Inner spaces stay one space: foreign names have them. A full stop between two Chinese characters is the dot that the
    keyboard did not offer. What does not print is dropped.
    """
    mapped = "".join(REMNANTS.get(c, MIDDLE_DOT if c in DOT_LIKE else c) for c in text)
    kept = (c for c in mapped if c.isspace() or unicodedata.category(c) not in _NOT_PRINTED)
    spaced = " ".join("".join(kept).split())
    return unicodedata.normalize("NFC", _TYPED_DOT.sub(MIDDLE_DOT, spaced))


def unreadable(text: str) -> tuple[str, ...]:
    """Private-use characters that no table explains: they print differently on every machine."""
    return tuple(c for c in text if ord(c) in PRIVATE_USE)


def spelled(char: str) -> str:
    """A character that may show as an empty box, with its code point: ``“X”（U+E000）``."""
    return f"“{char}”（U+{ord(char):04X}）"


def mask_name(name: str) -> str:
    """李** for 李建国, 张* for 张三; an organisation's name alike. Empty stays empty."""
    if not name:
        return ""
    return name[0] + "*" * min(max(len(name) - 1, 1), 2)


def mask_number(number: str) -> str:
    """431221********1234; short numbers keep their last four at most."""
    if len(number) <= 8:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return number[:6] + "*" * (len(number) - 10) + number[-4:] if len(number) > 10 else "*" * 6 + number[-4:]


def mask_phone(number: str) -> str:
    """138****1234."""
    return number[:3] + "****" + number[-4:] if len(number) >= 8 else "****" + number[-2:]
