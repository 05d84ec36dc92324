"""Fills pages with items: kept groups stay together, table heads come again, the signature never stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xinfang_desk.documents.geometry import LINE_PITCH, MARGIN_TOP, TEXT_BOTTOM, TIGHT_PITCH
from xinfang_desk.documents.items import Footer, Gap, Item, PageBuilder, Row

SLACK = 0.01
SEAL_GAPS = (2.0, 1.5, 1.0)
"""Free lines over the signature, as many as fit."""
PITCH_STEP = 0.4


@dataclass(frozen=True)
class Placed:
    """An item at a place; ``again`` marks a table head that is repeated."""

    item: Item
    top: float
    again: bool = False


Pages = list[list[Placed]]


def fit(items: Sequence[Item], least_seal_gap: float) -> tuple[Pages, float]:
    """The pages and the line pitch: as few pages as the tightest setting needs, as loose as they allow.

    Args:
        items: in reading order.
        least_seal_gap: lines that must stay free over the signature.
    """
    gaps = [gap for gap in SEAL_GAPS if gap > least_seal_gap] + [least_seal_gap]
    tightest = paginate(_with_gap(items, gaps[-1]), TIGHT_PITCH)
    settings = [(LINE_PITCH, gap) for gap in gaps]
    pitch = LINE_PITCH - PITCH_STEP
    while pitch > TIGHT_PITCH:
        settings.append((pitch, gaps[-1]))
        pitch -= PITCH_STEP
    for pitch, gap in settings:
        pages = paginate(_with_gap(items, gap), pitch)
        if len(pages) <= len(tightest):
            return pages, pitch
    return tightest, TIGHT_PITCH


def _with_gap(items: Sequence[Item], lines: float) -> list[Item]:
    return [replace(item, pitches=lines) if isinstance(item, Gap) and item.seal else item for item in items]


def groups_of(items: Sequence[Item]) -> list[list[Item]]:
    """Items that no page break may part, in order."""
    groups: list[list[Item]] = []
    open_group = False
    for item in items:
        if open_group:
            groups[-1].append(item)
        else:
            groups.append([item])
        open_group = item.keep_next
    return groups


def paginate(items: Sequence[Item], pitch: float) -> Pages:
    """Places every item on a page at one pitch."""
    filler = _Filler(pitch)
    for group in groups_of(items):
        if filler.fits(group):
            filler.put(group)
        elif filler.fits_alone(group):
            filler.turn()
            filler.put(group)
        else:  # taller than a page: broken where it must be
            for item in group:
                if not filler.fits([item]):
                    filler.turn()
                filler.put([item])
    return filler.pages


class _Filler:
    def __init__(self, pitch: float) -> None:
        self.pitch = pitch
        self.pages: Pages = [[]]
        self.y = MARGIN_TOP

    def turn(self) -> None:
        """Begins a new page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
            self.y = MARGIN_TOP

    def fits(self, group: Sequence[Item]) -> bool:
        return self.y + self._height(group, not self.pages[-1]) <= TEXT_BOTTOM + SLACK

    def fits_alone(self, group: Sequence[Item]) -> bool:
        return MARGIN_TOP + self._height(group, True) <= TEXT_BOTTOM + SLACK

    def put(self, group: Sequence[Item]) -> None:
        for item in group:
            at_top = not self.pages[-1]
            if at_top and isinstance(item, Gap):
                continue
            if at_top:
                for head in self._heads(item):
                    self.pages[-1].append(Placed(head, self.y, again=True))
                    self.y += head.height(self.pitch)
            height = item.height(self.pitch)
            top = max(self.y, TEXT_BOTTOM - height) if isinstance(item, Footer) else self.y
            self.pages[-1].append(Placed(item, top))
            self.y = top + height

    def _height(self, group: Sequence[Item], at_top: bool) -> float:
        total = 0.0
        for item in group:
            if at_top and isinstance(item, Gap):
                continue
            if at_top:
                total += sum(head.height(self.pitch) for head in self._heads(item))
            at_top = False
            total += item.height(self.pitch)
        return total

    def _heads(self, item: Item) -> tuple[Row, ...]:
        """The heads to repeat before a row that begins a page."""
        return item.table.heads if isinstance(item, Row) and not item.head else ()


def draw_page(placed: Sequence[Placed], pitch: float, builder: PageBuilder) -> None:
    """Draws the items of one page, with the level edges of its tables."""
    for index, place in enumerate(placed):
        item = place.item
        if not isinstance(item, Row):
            item.draw(builder, place.top, pitch)
            continue
        item.draw_row(builder, place.top, extra=place.again)
        before = placed[index - 1].item if index else None
        after = placed[index + 1].item if index + 1 < len(placed) else None
        starts = not (isinstance(before, Row) and before.table is item.table)
        stops = not (isinstance(after, Row) and after.table is item.table)
        item.edges(builder, place.top, starts, stops or item.ends)
