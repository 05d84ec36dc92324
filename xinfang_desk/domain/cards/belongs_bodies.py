"""Whose matter a row of the statutory paths is, as seen from a desk: a proposal by the names of the bodies."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.cards.belongs_words import OUTSIDE, SAME_LEVEL, SELF, SUBORDINATE

_TOWN = ("乡镇", "街道")
_ABOVE = ("省", "市级", "设区的市", "上一级", "中央", "部队", "人武部")
_COUNTY = ("县", "局", "本级", "派出所", "公安", "交警", "消防")

# township, county, above -> competent; a mixture of two is left to the clerk unless the town may begin it.
_PLACES: Mapping[str, Mapping[str, str]] = {
    "A": {"town": SUBORDINATE, "county": SAME_LEVEL, "above": OUTSIDE},
    "B": {"town": SELF, "county": SAME_LEVEL, "above": OUTSIDE},
    "C": {"town": SAME_LEVEL, "above": OUTSIDE},
}
# Courts, arbitrators and the like are reached by their road, not by whose matter it is.
_BY_ROAD = (
    "法院",
    "检察院",
    "仲裁",
    "调委会",
    "公证",
    "学校",
    "医疗",
    "经营者",
    "业主",
    "消协",
    "赔偿义务机关",
    "复议机关",
)


def proposed(role: str, bodies: str) -> str:
    """``competent`` for this desk, or empty where the names do not settle it."""
    if bodies == "本单位":
        return SELF
    places = {place for name in _names(bodies) if (place := _place(name))}
    if role == "B" and "town" in places:
        return SELF
    return _PLACES[role].get(places.pop(), "") if len(places) == 1 else ""


def _names(bodies: str) -> list[str]:
    for mark in "／/、＋;；":
        bodies = bodies.replace(mark, "\n")
    return bodies.split("\n")


def _place(name: str) -> str:
    if any(word in name for word in _TOWN):
        return "town"
    if any(word in name for word in _BY_ROAD):
        return ""
    if any(word in name for word in _ABOVE):
        return "above"
    return "county" if any(word in name for word in _COUNTY) else ""
