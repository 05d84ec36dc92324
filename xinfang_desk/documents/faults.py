"""What can be wrong with a paper through the program's own fault: a bug, never the clerk's doing."""

from __future__ import annotations


class PaperFault(Exception):
    """Layout or rendering broke its own promise; names what, never a text of the paper.

    Attributes:
        code: a stable ASCII word: ``outside_box``, ``text_lost``, ``no_glyph``, ``row_spans``, …
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
