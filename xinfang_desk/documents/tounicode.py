"""The table that lets copied text be right: ReportLab writes code points above U+FFFF in a form no reader takes."""

from __future__ import annotations

from collections.abc import Sequence

BLOCK = 100
"""Entries that one ``bfchar`` block may hold (PDF 32000-1, 9.10.3 with the CMap specification)."""


def to_unicode_cmap(name: str, codes: Sequence[int]) -> str:
    """A ToUnicode CMap for a one-byte subset font: ``codes[i]`` is the code point of code ``i``."""
    entries = [f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for index, code in enumerate(codes)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
