"""The index of 查询: FTS5 over one-character tokens, without the texts themselves; what changed is read again first.

A number stands in it turned round, as one token: its end is found as the beginning of a word. Triggers list what
changed (``search_behind``) and take an item out at once when it is sealed, with its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import Row, delete, func, select, text

from xinfang_desk.domain.records import ItemState, Secrecy
from xinfang_desk.domain.searching import EDGE, Indexed, Query, Term, indexed
from xinfang_desk.store import schema as t
from xinfang_desk.store.repository import Unit

_BEIJING = timezone(timedelta(hours=8))
_PART = 400  # items read for the index at a time
_TEXTS = ("request", "facts", "reasons", "own_words", "summary", "place", "body_complained")

_COUNT_BEHIND = select(func.count()).select_from(t.SEARCH_BEHIND)
_OUT = text("DELETE FROM search_index WHERE rowid = :pos")
_IN = text(
    "INSERT INTO search_index (rowid, name, words, numbers, exact) VALUES (:pos, :name, :words, :numbers, :exact)"
)
_OPEN = (
    "i.sealed = 0 AND i.secrecy = 'internal' AND i.state <> 'void' AND r.sealed = 0 "
    "AND r.entered_at >= :first AND r.entered_at < :after"
)
_BY_TERMS = text(
    "SELECT i.id FROM search_index AS s CROSS JOIN item AS i ON i.pos = s.rowid "
    f"JOIN reception AS r ON r.id = i.reception_id WHERE s.search_index MATCH :wanted AND {_OPEN} "
    "ORDER BY s.rowid DESC LIMIT :most"
)
_BY_DAYS = text(
    f"SELECT i.id FROM reception AS r JOIN item AS i ON i.reception_id = r.id WHERE {_OPEN} "
    "ORDER BY r.entered_at DESC, i.pos DESC LIMIT :most"
)


class Search:
    """``SearchQueries`` of a store file."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def behind(self) -> int:
        return int(self._unit.ask(_COUNT_BEHIND).scalar_one())

    def catch_up(self, most: int) -> None:
        """Reads the newest ``most`` of the items that changed into the index."""
        self._unit.must_write()
        while most > 0:
            order = select(t.SEARCH_BEHIND.c.pos).order_by(t.SEARCH_BEHIND.c.pos.desc()).limit(min(most, _PART))
            places = list(self._unit.ask(order).scalars())
            if not places:
                return
            self._read(places)
            most -= len(places)

    def find(self, query: Query, most: int) -> tuple[str, ...]:
        """Ids of the items that fit, newest first."""
        if query.empty or (query.first and query.last and query.first > query.last):
            return ()
        values: dict[str, Any] = {
            "first": _instant(query.first) if query.first else "",
            "after": _instant(query.last + timedelta(days=1)) if query.last else "9",
            "most": most,
        }
        if not query.terms:
            return tuple(self._unit.ask(_BY_DAYS, values).scalars())
        parts = [_expression(term) for term in query.terms]
        if query.first and query.last:
            parts.append(" OR ".join(f'exact : "{token}"' for token in _span_tokens(query.first, query.last)))
        values["wanted"] = " AND ".join(f"({part})" for part in parts)
        return tuple(self._unit.ask(_BY_TERMS, values).scalars())

    def _read(self, places: Sequence[int]) -> None:
        item, reception = t.ITEM.c, t.RECEPTION.c
        wanted = (
            select(t.ITEM, reception.seq, reception.entered_at, reception.sending_body, reception.sending_number)
            .join(t.RECEPTION, reception.id == item.reception_id)
            .where(
                item.pos.in_(places),
                item.sealed.is_(False),
                item.secrecy == Secrecy.INTERNAL.value,
                item.state != ItemState.VOID.value,
                reception.sealed.is_(False),
            )
        )
        rows = self._unit.ask(wanted).all()
        people = self._people([row.reception_id for row in rows])
        papers = self._papers([row.id for row in rows])
        self._unit.change(_OUT, [{"pos": pos} for pos in places])
        lines = [
            _line(row.pos, row.entered_at, _indexed(row, people[row.reception_id], papers[row.id])) for row in rows
        ]
        if lines:
            self._unit.change(_IN, lines)
        self._unit.change(delete(t.SEARCH_BEHIND).where(t.SEARCH_BEHIND.c.pos.in_(places)))

    def _people(self, reception_ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
        found: dict[str, list[Row[Any]]] = defaultdict(list)
        c = t.VISITOR.c
        asked = select(c.reception_id, c.name, c.id_number, c.phone).where(c.reception_id.in_(reception_ids))
        for row in self._unit.ask(asked.order_by(c.pos)):
            found[row.reception_id].append(row)
        return found

    def _papers(self, item_ids: Sequence[str]) -> dict[str, list[tuple[str, int | None]]]:
        found: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
        c, link = t.DOCUMENT.c, t.DOCUMENT_ITEM.c
        asked = select(link.item_id, c.number, c.number_seq).join(t.DOCUMENT, c.id == link.document_id)
        for row in self._unit.ask(asked.where(link.item_id.in_(item_ids)).order_by(link.pos)):
            found[row.item_id].append((row.number, row.number_seq))
        return found


def _indexed(row: Row[Any], people: Sequence[Row[Any]], papers: Sequence[tuple[str, int | None]]) -> Indexed:
    numbers = [row.register_no]
    for person in people:
        numbers += [person.id_number, person.phone]
    return indexed(
        names=[person.name for person in people],
        words=[*(getattr(row, name) for name in _TEXTS), row.sending_body],
        numbers=numbers,
        whole=(row.query_code, f"{row.seq:04d}"),
        papers=(*papers, (row.sending_number, None)),
    )


def _line(pos: int, entered_at: str, one: Indexed) -> dict[str, Any]:
    return {
        "pos": pos,
        "name": " ".join(one.name),
        "words": " ".join(one.words),
        "numbers": " ".join(number[::-1] for number in one.numbers),
        "exact": " ".join((*one.exact, *_day_tokens(_local_day(entered_at)))),
    }


def _expression(term: Term) -> str:
    """A term holds letters and digits only, so that nothing in it can be read as an operator."""
    ways = [f'{{name words}} : "{" ".join(term.text)}"']
    if term.paper:
        ways.append(f'exact : "d{term.paper}"')
    if term.kind == "number":
        ways.append(f'numbers : "{term.text[::-1]}" *')
        ways.append(f'exact : "{term.text}"')
    return " OR ".join(ways)


def _day_tokens(day: date) -> tuple[str, str, str]:
    """A day as the index knows it: its year, its month and itself. No typed text has the edge in it."""
    return f"{EDGE}{day:%Y}", f"{EDGE}{day:%Y%m}", f"{EDGE}{day:%Y%m%d}"


def _span_tokens(first: date, last: date) -> list[str]:
    """The fewest of them that make up the days from ``first`` to ``last``."""
    found: list[str] = []
    while first <= last:
        year, month, day = _day_tokens(first)
        next_month = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        if (first.month, first.day) == (1, 1) and first.replace(month=12, day=31) <= last:
            found.append(year)
            first = first.replace(year=first.year + 1)
        elif first.day == 1 and next_month - timedelta(days=1) <= last:
            found.append(month)
            first = next_month
        else:
            found.append(day)
            first += timedelta(days=1)
    return found


def _local_day(instant: str) -> date:
    """The +08:00 day of a stored instant."""
    return datetime.fromisoformat(instant).astimezone(_BEIJING).date()


def _instant(day: date) -> str:
    """The first instant of a +08:00 day as stored."""
    return datetime.combine(day, time(), _BEIJING).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
