"""法定途径: the rows of the statutory paths (条例 31) and how the clerk finds one by the visitor's own words."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xinfang_desk.domain.deadlines import CALENDAR, WORKING
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.facts import ROUTE_TARGETS

COLUMNS = ("领域", "诉求类型", "法定途径", "有权机关", "依据", "时效提示", "31条归口", "方式", "confidence")
CONFIDENCES = ("A", "B", "C")
NO_ROUTE = re.compile("检举控告|建议意见|咨询|—")
"""Classes that card 2 settles, and what lies outside the system: they bring no route along."""

LONG_TERM = 4
"""Characters from which a term that stands nowhere is looked for by its pairs."""

_ID = re.compile("P[0-9]{3}")
_SEPARATORS = re.compile(r"[\s,，、;；。／/]+")
_INITIALS = re.compile("[a-z0-9]+")


@dataclass(frozen=True)
class PathRow:
    """One row: what they ask, the way, who is competent.

    Attributes:
        asks, field, way, bodies, basis, limit_hint, items, manner: the columns of the source in its words.
        verified: checked against the law in force; otherwise no paper prints its special law or its limit.
        routes: (route, target) pairs of the screening contract; several mean that the visitor chooses.
        t13_days, t13_unit: the special law's limit, only where it counts from receipt.
        words: what people say for it; initials: pinyin initials of ``asks`` and ``words``.
    """

    id: str
    field: str
    asks: str
    way: str
    bodies: str
    basis: str
    limit_hint: str
    items: str
    manner: str
    confidence: str
    verified: bool
    routes: tuple[tuple[int, str | None], ...]
    t13_days: int | None
    t13_unit: str
    note: str = ""
    words: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paths:
    """A loaded and checked table; ``sha256`` is of the file's bytes."""

    version: str
    effective_from: str
    sha256: str
    rows: tuple[PathRow, ...]
    _by_id: Mapping[str, PathRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {row.id: row for row in self.rows})

    def get(self, path_id: str) -> PathRow | None:
        return self._by_id.get(path_id)

    def search(self, words: str, limit: int = 8) -> tuple[PathRow, ...]:
        """Rows in which every word stands, the best first; empty for no words.

        A run such as 邻居漏水 that stands nowhere as a whole is looked for by its pairs of characters.
        """
        terms = [term for term in _SEPARATORS.split(_folded(words)) if term]
        if not terms:
            return ()
        found: list[tuple[tuple[int, int], int, PathRow]] = []
        for place, row in enumerate(self.rows):
            ranks = [_rank(row, term) for term in terms]
            good = [rank for rank in ranks if rank is not None]
            if len(good) == len(ranks):
                found.append(((max(good), sum(good)), place, row))
        if not found and len(terms) == 1:
            return self._by_pairs(terms[0])[:limit]
        return tuple(row for _, _, row in sorted(found, key=lambda one: one[:2])[:limit])

    def _by_pairs(self, term: str) -> tuple[PathRow, ...]:
        if len(term) < LONG_TERM or term.isascii():
            return ()
        pairs = [term[start : start + 2] for start in range(len(term) - 1)]
        hits = [sum((rank := _rank(row, pair)) is not None and rank < 4 for pair in pairs) for row in self.rows]
        most = max(hits, default=0)
        return tuple(row for row, count in zip(self.rows, hits, strict=True) if most and count == most)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _rank(row: PathRow, term: str) -> int | None:
    """How well one word fits a row, 0 best; None = not at all."""
    if term in row.words or _folded(row.asks).startswith(term):
        return 0
    if term in _folded(row.asks) or term in row.initials:
        return 1
    if any(term in word for word in row.words):
        return 2
    if any(initials.startswith(term) for initials in row.initials):
        return 3
    if any(term in _folded(text) for text in (row.field, row.bodies, row.way)):
        return 4
    return 5 if len(term) > 1 and any(term in initials for initials in row.initials) else None


def load_paths(body: bytes) -> Paths:
    """Reads and checks the table. UserError(code='pack') with the row and the reason when it cannot be used."""
    try:
        raw: dict[str, Any] = json.loads(body)
        version, effective_from = str(raw["version"]), str(raw["effective_from"])
        date.fromisoformat(effective_from)
        entries: list[Any] = list(raw["rows"])
    except (KeyError, TypeError, ValueError) as error:
        raise UserError("法定途径目录读不出来，没有采用，仍用原来的。", code="pack") from error
    rows: list[PathRow] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        row = _row(entry, number)
        reason = "编号重复了。" if row.id in seen else _fault(row)
        if reason:
            raise _refused(row.id, reason)
        seen.add(row.id)
        rows.append(row)
    if not rows:
        raise _refused("", "一行也没有。")
    return Paths(version, effective_from, hashlib.sha256(body).hexdigest(), tuple(rows))


def _refused(row_id: str, reason: str) -> UserError:
    return UserError(f"法定途径目录没有采用，仍用原来的：{row_id} {reason}".replace("： ", "："), code="pack")


def _row(entry: Any, number: int) -> PathRow:
    row_id = str(entry.get("id", "")) if isinstance(entry, dict) else ""
    try:
        texts = [entry[column] for column in COLUMNS]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise _refused(row_id or f"第 {number} 行", "有一栏空着或者不是文字。")
        area, asks, way, bodies, basis, limit_hint, items, manner, confidence = texts
        return PathRow(
            id=row_id,
            field=area,
            asks=asks,
            way=way,
            bodies=bodies,
            basis=basis,
            limit_hint=limit_hint,
            items=items,
            manner=manner,
            confidence=confidence,
            verified=_flag(entry["verified"]),
            routes=tuple(_pair(pair) for pair in entry["routes"]),
            t13_days=_days(entry.get("t13_days")),
            t13_unit=str(entry.get("t13_unit", CALENDAR)),
            note=str(entry.get("note", "")),
            words=_texts(entry["words"]),
            initials=_texts(str(entry["initials"]).split()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _refused(row_id or f"第 {number} 行", "缺一栏或者写法不对。") from error


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def _pair(pair: Sequence[Any]) -> tuple[int, str | None]:
    route, target = pair
    if isinstance(route, bool) or not isinstance(route, int) or not (target is None or isinstance(target, str)):
        raise TypeError("not a route and its target")
    return route, target


def _days(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise TypeError("not a number of days")
    return value


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    if isinstance(values, str) or not all(isinstance(value, str) and value.strip() for value in values):
        raise TypeError("not a list of words")
    return tuple(_folded(value) for value in values)


def _fault(row: PathRow) -> str:
    """The first thing that does not hold, as a sentence; empty = sound."""
    if not _ID.fullmatch(row.id):
        return "编号要写成 P 加三位数字。"
    if row.confidence not in CONFIDENCES:
        return f"confidence 可以填 {'、'.join(CONFIDENCES)}。"
    if row.confidence == "C" and row.verified:
        return "主要依地方政策的，没有核定不能写成已核定。"
    if not row.verified and not row.note:
        return "没有核定的要写明为什么。"
    for route, target in row.routes:
        allowed = ROUTE_TARGETS.get(route)
        if allowed is None or (target not in allowed if allowed else target is not None):
            return f"走哪条路 {route} {target or ''} 对不上。".replace("  ", " ")
    if len(set(row.routes)) != len(row.routes):
        return "走哪条路有重复。"
    if bool(row.routes) == bool(NO_ROUTE.match(row.items)):
        return "走哪条路和归口对不上。"
    if row.t13_unit not in (CALENDAR, WORKING):
        return f"t13_unit 可以填 {CALENDAR}、{WORKING}。"
    if row.t13_days is not None and (5, None) not in row.routes:
        return "不走履职、查处的，不填 t13_days。"
    if not row.initials or not all(_INITIALS.fullmatch(initials) for initials in row.initials):
        return "拼音首字母空着或者写法不对，请用 installer/paths.py 重做。"
    return ""
