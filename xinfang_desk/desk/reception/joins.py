"""合成一张 in ③: which papers the clerk has put on one sheet, and the list with each such sheet in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xinfang_desk.domain.joined import BETWEEN, part_prefix
from xinfang_desk.services.issuing import OwedPaper


class Joins:
    """The joined papers of one reception, by key; each as the services read it."""

    def __init__(self) -> None:
        self._made: dict[str, OwedPaper] = {}

    def add(self, paper: OwedPaper) -> None:
        """Takes the place of every joined paper that shares a part with it."""
        parts = _parts(paper.key)
        self._made = {key: one for key, one in self._made.items() if not parts & _parts(key)}
        self._made[paper.key] = paper

    def part(self, key: str) -> None:
        self._made.pop(key, None)

    def applied(self, papers: Iterable[OwedPaper]) -> tuple[OwedPaper, ...]:
        """The list with each joined paper where its first part stood; one whose parts are no longer due is dropped."""
        papers = tuple(papers)
        free = {paper.key for paper in papers if not paper.document_id}
        self._made = {key: one for key, one in self._made.items() if _parts(key) <= free}
        shown: list[OwedPaper] = []
        for paper in papers:
            joined = next((one for key, one in self._made.items() if paper.key in _parts(key)), None)
            if joined is None:
                shown.append(paper)
            elif joined not in shown:
                shown.append(joined)
        return tuple(shown)

    def wanted(self, kept: Mapping[str, object], papers: Iterable[OwedPaper]) -> tuple[tuple[str, ...], ...]:
        """Sheets that an earlier session had put together (their fields were kept), as far as their parts are due."""
        free = {paper.key for paper in papers if not paper.document_id}
        keys = [key for key in kept if BETWEEN in key and key not in self._made and _parts(key) <= free]
        return tuple(tuple(key.split(BETWEEN)) for key in keys)


def carried(paper: OwedPaper, values: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What was typed for the single papers, under the keys of the joined one."""
    found: dict[str, str] = {}
    for number, key in enumerate(paper.key.split(BETWEEN), 1):
        own = values.get(key, {})
        found |= {(field if len(paper.parts) == 0 else part_prefix(number) + field): own[field] for field in own}
    asked = {spec.key for spec in paper.specs}
    return {key: value for key, value in found.items() if key in asked and value}


def _parts(key: str) -> set[str]:
    return set(key.split(BETWEEN))
