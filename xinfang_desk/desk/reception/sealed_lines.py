"""What a disclosure said, as lines to read; nothing of it can be taken from them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import label, scrolled
from xinfang_desk.services.sealed import SealedWords


def sealed_lines(words: SealedWords) -> QWidget:
    """Each part under its caption, then the papers, in one scrolling column."""
    inner = QWidget()
    lines = QVBoxLayout(inner)
    lines.setContentsMargins(0, 0, 8, 0)
    for key, caption in text.SEALED_LINES:
        said = str(getattr(words, key))
        if said:
            lines.addWidget(label(caption, "quiet"))
            lines.addWidget(label(said, name=f"sealed_{key}_label"))
    if words.papers:
        papers = "、".join(f"{one.name} {one.copies} 份" for one in words.papers)
        lines.addWidget(label(text.PAPERS_HEAD, "quiet"))
        lines.addWidget(label(papers, name="sealed_papers_label"))
    lines.addStretch(1)
    return scrolled(inner, "sealed_scroll")
