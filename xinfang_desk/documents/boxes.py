"""The laid-out paper: positioned texts and rules, a pure structure that two runs or two versions can be compared by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text of one face and size on one base line; points, origin at the page's top left, y downwards.

    Attributes:
        spacing: added after each character. grey: 0 black to 1 white. angle: degrees, anticlockwise, round (x, y).
        extra: not part of the paper's text in order: a page number, a repeated head, the 练习 mark.
    """

    x: float
    y: float
    text: str
    font: str
    size: float
    spacing: float
    width: float
    grey: float = 0.0
    angle: float = 0.0
    extra: bool = False


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


@dataclass(frozen=True, slots=True)
class CodeBox:
    """A QR code: its top left corner, the length of its side without the quiet zone, what it says."""

    x: float
    y: float
    side: float
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: texts in reading order, lines, QR codes."""

    boxes: tuple[TextBox, ...]
    rules: tuple[RuleLine, ...]
    codes: tuple[CodeBox, ...] = ()

    @property
    def text(self) -> str:
        """All texts of the page in the order in which they are drawn."""
        return "".join(box.text for box in self.boxes)


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """A whole paper. ``pitch``: the line pitch it came to, points. ``fonts``: names of the faces used, sorted."""

    pages: tuple[Page, ...]
    pitch: float
    fonts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paper's own text, without page numbers, repeated heads and marks."""
        return "".join(box.text for page in self.pages for box in page.boxes if not box.extra)
