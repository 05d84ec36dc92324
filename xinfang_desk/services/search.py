"""查询: one box over everything that is not sealed; what was understood, and the newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from xinfang_desk.domain.names import mask_number, mask_phone
from xinfang_desk.domain.records import Item, Reception, Visitor
from xinfang_desk.domain.searching import Query, Term, letters, understand
from xinfang_desk.services.context import READERS, Desk, local_moment
from xinfang_desk.services.ports import UnitOfWork

MOST = 50
AT_ONCE = 1000  # changed items that one search reads into the index
WORDS = 60


@dataclass(frozen=True)
class SearchRow:
    """One item; numbers of documents and telephones are masked."""

    reception_id: str
    item_id: str
    register_no: str
    day: str
    names: str
    number: str
    phone: str
    words: str


@dataclass(frozen=True)
class SearchResult:
    """``more``: there are more than ``rows``. ``behind``: items that the index has still to read; ask again."""

    understood: str
    rows: tuple[SearchRow, ...]
    more: bool = False
    behind: int = 0


def search(desk: Desk, text: str, limit: int = MOST) -> SearchResult:
    """Any text may come; one that means nothing finds nothing. ``settle`` writes it into the audit."""
    _require(desk)
    query = understand(text, desk.parts.today())
    if query.empty:
        return SearchResult("", ())
    behind = _catch_up(desk)
    with desk.store.read() as uow:
        found = uow.search.find(query, limit + 1)
        return SearchResult(query.understood, _rows(uow, query, found[:limit]), len(found) > limit, behind)


def settle(desk: Desk, text: str, opened: str = "") -> None:
    """What was asked for goes into the audit, its words only into the detail; ``opened``: the item that was chosen."""
    _require(desk)
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="search",
            kind="item" if opened else "",
            record_id=opened,
            detail={"query": text},
        )


def _require(desk: Desk) -> None:
    desk.require(*READERS)


def _catch_up(desk: Desk) -> int:
    with desk.store.read() as uow:
        behind = uow.search.behind()
    if not behind:
        return 0
    with desk.store.write() as uow:
        uow.search.catch_up(AT_ONCE)
        return uow.search.behind()


def _rows(uow: UnitOfWork, query: Query, item_ids: Sequence[str]) -> tuple[SearchRow, ...]:
    items = {item.id: item for item in uow.items.among("id", item_ids)}
    wanted = tuple({item.reception_id for item in items.values()})
    receptions = {one.id: one for one in uow.receptions.among("id", wanted)}
    people: dict[str, list[Visitor]] = defaultdict(list)
    for one in sorted(uow.visitors.among("reception_id", wanted), key=lambda row: row.ordinal):
        people[one.reception_id].append(one)
    listed = (items[item_id] for item_id in item_ids)
    return tuple(_row(item, receptions[item.reception_id], people[item.reception_id], query) for item in listed)


def _row(item: Item, reception: Reception, people: Sequence[Visitor], query: Query) -> SearchRow:
    meant = next((one for one in people if any(_is_of(term, one) for term in query.terms)), None)
    first = meant or next(iter(people), None)
    names = [one.name for one in ([first] if first else []) if one.name]
    others = len(people) - 1
    return SearchRow(
        reception_id=reception.id,
        item_id=item.id,
        register_no=item.register_no or f"{reception.seq:04d}",
        day=local_moment(reception.entered_at).strftime("%Y-%m-%d"),
        names=f"{names[0]} 等 {others + 1} 人" if names and others > 0 else "".join(names),
        number=mask_number(first.id_number) if first and first.id_number else "",
        phone=mask_phone(first.phone) if first and first.phone else "",
        words=_short(item.summary or item.request or item.facts),
    )


def _is_of(term: Term, person: Visitor) -> bool:
    if term.kind == "number":
        return any(letters(number).endswith(term.text) for number in (person.id_number, person.phone))
    return term.text in letters(person.name)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[:WORDS] + "…"
