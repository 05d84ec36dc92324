"""GB 18030 text read by the 2022 edition: the standard codec still gives private-use characters for some bytes."""

from __future__ import annotations

# Private-use characters of the 2000 edition -> the characters of the 2005 and 2022 editions.
REMNANTS: dict[str, str] = {
    chr(old): chr(new)
    for old, new in {
        0xE81E: 0x9FB4,
        0xE826: 0x9FB5,
        0xE82B: 0x9FB6,
        0xE82C: 0x9FB7,
        0xE832: 0x9FB8,
        0xE843: 0x9FB9,
        0xE854: 0x9FBA,
        0xE864: 0x9FBB,
        0xE816: 0x20087,
        0xE817: 0x20089,
        0xE818: 0x200CC,
        0xE831: 0x215D7,
        0xE83B: 0x2298F,
        0xE855: 0x241FE,
        0xE7C7: 0x1E3F,
        0xE78D: 0xFE10,
        0xE78E: 0xFE12,
        0xE78F: 0xFE11,
        0xE790: 0xFE13,
        0xE791: 0xFE14,
        0xE792: 0xFE15,
        0xE793: 0xFE16,
        0xE794: 0xFE17,
        0xE795: 0xFE18,
        0xE796: 0xFE19,
    }.items()
}

# For str.translate.
TRANSLATION: dict[int, str] = {ord(old): new for old, new in REMNANTS.items()}


def decode_gb18030(body: bytes) -> str:
    """Text of a GB18030 file by the 2022 mapping. UnicodeDecodeError when the bytes are something else."""
    return body.decode("gb18030").translate(TRANSLATION)


# For str.translate, the other way: the standard codec writes the 2022 bytes only for the old characters.
_BACK: dict[int, str] = {ord(new): old for old, new in REMNANTS.items()}


def encode_gb18030(text: str) -> bytes:
    """The bytes of the 2022 mapping. UnicodeEncodeError for a lone surrogate."""
    return text.translate(_BACK).encode("gb18030")
