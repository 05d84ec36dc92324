"""The questions that only some kinds of rows are asked: numbers, today's list, links, the outbox."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from sqlalchemy import and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from xinfang_desk.domain.life.board import DueLine
from xinfang_desk.domain.records import (
    Clock,
    ClockState,
    Document,
    DocumentItem,
    Item,
    ItemState,
    NumberSeries,
    OutboxRow,
    ProvinceReply,
    Reception,
    ReceptionState,
    Screening,
)
from xinfang_desk.store import schema as t
from xinfang_desk.store.repository import AT_ONCE, Kind, RecordRepository, Unit, clash

_BEIJING = timezone(timedelta(hours=8))

# What every save asks, made once.
_NEWEST_RECEPTION = select(func.max(t.RECEPTION.c.seq)).where(t.RECEPTION.c.year == bindparam("year"))
_ITEMS_OF_IDENTITY = (
    select(*(t.ITEM.c[name] for name in Item.__dataclass_fields__))
    .where(
        t.ITEM.c.reception_id.in_(
            select(t.VISITOR.c.reception_id).where(t.VISITOR.c.id_number == bindparam("id_number"))
        ),
        t.ITEM.c.sealed.is_(False),
        t.ITEM.c.state != ItemState.VOID.value,
    )
    .order_by(t.ITEM.c.made_at.desc(), t.ITEM.c.pos.desc())
)
_UNSCREENED = (
    select(*(t.ITEM.c[name] for name in Item.__dataclass_fields__))
    .join(t.RECEPTION, t.RECEPTION.c.id == t.ITEM.c.reception_id)
    .where(
        t.RECEPTION.c.state == ReceptionState.REGISTERED.value,
        t.ITEM.c.state != ItemState.VOID.value,
        ~exists().where(t.SCREENING.c.item_id == t.ITEM.c.id, t.SCREENING.c.current.is_(True)),
    )
    .order_by(t.RECEPTION.c.received_on, t.ITEM.c.pos)
)
_COUNT_ON = (
    update(t.REGISTER_COUNTER)
    .where(t.REGISTER_COUNTER.c.prefix == bindparam("of_prefix"))
    .values(next_seq=t.REGISTER_COUNTER.c.next_seq + 1)
    .returning(t.REGISTER_COUNTER.c.next_seq)
)
_WAITING_COUNT = select(func.count()).select_from(t.OUTBOX).where(t.OUTBOX.c.batch_id.is_(None))
_LAST_CHANGE = select(func.max(t.OUTBOX.c.seq))
_ADD_CHANGE = (
    t.OUTBOX.insert()
    .values(
        seq=select(func.coalesce(func.max(t.OUTBOX.c.seq), 0) + 1).scalar_subquery(),
        **{name: bindparam(f"new_{name}") for name in ("item_id", "rev", "op", "at")},
    )
    .returning(t.OUTBOX.c.seq)
)


def _instant(day: date) -> str:
    """The first instant of a +08:00 day as stored."""
    return datetime.combine(day, time(), _BEIJING).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Receptions(RecordRepository[Reception]):
    def next_seq(self, year: int) -> int:
        """The next running number of a year; the unit of work is the only writer until it ends."""
        self._unit.must_write()
        return 1 + (self._unit.ask(_NEWEST_RECEPTION, {"year": year}).scalar() or 0)

    def for_day_or_open(self, day: str) -> tuple[Reception, ...]:
        """Entered on that +08:00 day, or earlier and neither closed nor void (未了); newest first."""
        start = date.fromisoformat(day)
        first, after = _instant(start), _instant(start + timedelta(days=1))
        entered = t.RECEPTION.c.entered_at
        listed = or_(entered >= first, t.RECEPTION.c.state == ReceptionState.REGISTERED.value)
        order = (entered.desc(), t.RECEPTION.c.pos.desc())
        return self._rows(self._kind.select.where(entered < after, listed).order_by(*order))


class Items(RecordRepository[Item]):
    def of_identity(self, id_number: str) -> tuple[Item, ...]:
        """Unsealed, not void items of receptions in which this number stands; newest first."""
        if not id_number:
            return ()
        return self._rows(_ITEMS_OF_IDENTITY, {"id_number": id_number})

    def ids(self) -> tuple[str, ...]:
        return tuple(self._unit.ask(select(t.ITEM.c.id).order_by(t.ITEM.c.pos)).scalars())

    def next_register_seq(self, prefix: str) -> int:
        """The next number of a register prefix. A counter of its own keeps it from being given out a second time."""
        self._unit.must_write()
        counter = t.REGISTER_COUNTER
        after = self._unit.change(_COUNT_ON, {"of_prefix": prefix}).scalar()
        if after is not None:
            return int(after) - 1
        # A prefix without a counter: an office that took its numbers over.
        taken = self._unit.ask(
            select(t.ITEM.c.register_no).where(
                t.ITEM.c.register_no >= prefix, t.ITEM.c.register_no < prefix + "\U0010ffff"
            )
        ).scalars()
        seq = 1 + max((int(number.removeprefix(prefix)) for number in taken), default=0)
        self._unit.change(counter.insert(), {"prefix": prefix, "next_seq": seq + 1})
        return seq

    def unscreened(self) -> tuple[Item, ...]:
        """Items of open receptions that no screening has concluded, oldest first."""
        return self._rows(_UNSCREENED)


class Clocks(RecordRepository[Clock]):
    def due_lines(self, codes: Sequence[str], first: str, last: str, limit: int, offset: int) -> tuple[DueLine, ...]:
        """Running clocks of these codes whose last day lies from ``first`` to ``last``, the earliest first."""
        c, i = t.CLOCK.c, t.ITEM.c
        wanted = (c.state == ClockState.RUNNING.value, c.code.in_(codes), c.due_on >= first, c.due_on <= last)
        rows = (
            select(*(c[name] for name in Clock.__dataclass_fields__), i.register_no, i.reception_id)
            .join(t.ITEM, i.id == c.item_id)
            .where(*wanted)
            .order_by(c.due_on, c.pos)
            .limit(limit)
            .offset(offset)
        )
        return tuple(DueLine(Clock(*row[:-2]), row[-2], row[-1]) for row in self._unit.ask(rows))

    def due_counts(self, codes: Sequence[str], days: Sequence[str]) -> tuple[int, ...]:
        """How many running clocks of these codes end before each of the rising ``days``, and after the last."""
        c = t.CLOCK.c
        edges = ["", *days]
        spans = [and_(c.due_on >= one, c.due_on < end) for one, end in itertools.pairwise(edges)]
        spans.append(c.due_on >= edges[-1])
        counts = [func.coalesce(func.sum(case((span, 1), else_=0)), 0) for span in spans]
        asked = select(*counts).where(c.state == ClockState.RUNNING.value, c.code.in_(codes))
        return tuple(int(one) for one in self._unit.ask(asked).one())


class Screenings(RecordRepository[Screening]):
    def recent(self, limit: int) -> tuple[Screening, ...]:
        """Read from the end of the table, so that a store of many years answers as fast as a new one."""
        newest = self._kind.select.where(t.SCREENING.c.current.is_(True)).order_by(t.SCREENING.c.pos.desc())
        return self._rows(newest.limit(limit))


class Replies(RecordRepository[ProvinceReply]):
    def answered(self) -> frozenset[str]:
        """Ids of the batches to which the province answered anything; read from their index."""
        return frozenset(self._unit.ask(select(t.PROVINCE_REPLY.c.batch_id).distinct()).scalars())


class Links:
    """document ↔ item."""

    def __init__(self, unit: Unit, documents: Kind[Document], items: Kind[Item]) -> None:
        self._unit = unit
        self._documents = documents
        self._items = items

    def add(self, row: DocumentItem) -> None:
        """ValueError when the two are linked already."""
        try:
            self._unit.change(t.DOCUMENT_ITEM.insert(), {"document_id": row.document_id, "item_id": row.item_id})
        except IntegrityError as error:
            raise clash(error) from error

    def of_item(self, item_id: str) -> tuple[Document, ...]:
        link = t.DOCUMENT_ITEM.c
        joined = self._documents.select.join(t.DOCUMENT_ITEM, link.document_id == t.DOCUMENT.c.id)
        found = self._unit.ask(joined.where(link.item_id == item_id).order_by(link.pos))
        return tuple(Document(*row) for row in found)

    def of_items(self, item_ids: Sequence[str]) -> dict[str, tuple[Document, ...]]:
        link, found = t.DOCUMENT_ITEM.c, dict[str, list[Document]]()
        names = [t.DOCUMENT.c[name] for name in self._documents.names]
        joined = select(link.item_id, *names).join(t.DOCUMENT, link.document_id == t.DOCUMENT.c.id).order_by(link.pos)
        for start in range(0, len(item_ids), AT_ONCE):
            part = list(item_ids[start : start + AT_ONCE])
            for row in self._unit.ask(joined.where(link.item_id.in_(part))):
                found.setdefault(row[0], []).append(Document(*row[1:]))
        return {item_id: tuple(rows) for item_id, rows in found.items()}

    def of_document(self, document_id: str) -> tuple[Item, ...]:
        link = t.DOCUMENT_ITEM.c
        joined = self._items.select.join(t.DOCUMENT_ITEM, link.item_id == t.ITEM.c.id)
        found = self._unit.ask(joined.where(link.document_id == document_id).order_by(link.pos))
        return tuple(Item(*row) for row in found)


class Series(RecordRepository[NumberSeries]):
    def __init__(self, unit: Unit, kind: Kind[NumberSeries], new_id: Callable[[], str]) -> None:
        super().__init__(unit, kind)
        self._new_id = new_id

    def take(self, code: str, year: int) -> tuple[NumberSeries, int]:
        """The series that serves ``code`` in ``year`` and its next number, advanced in this unit of work.

        The first number of a year takes over word and codes of the year before. KeyError when no series serves the
        code.
        """
        rows = self.all()
        serving = [row for row in rows if code in row.codes.split()]
        if not serving:
            raise KeyError(code)
        this_year = [row for row in serving if row.year == year]
        if this_year:
            row = this_year[-1]
        else:
            earlier = [row for row in serving if row.year < year]
            like = max(earlier, key=lambda row: row.year) if earlier else min(serving, key=lambda row: row.year)
            same_word = [row for row in rows if row.word == like.word and row.year == year]
            if same_word:
                row = same_word[-1]
            else:
                row = replace(like, id=self._new_id(), year=year, next_seq=1)
                self.add(row)
        self.put(replace(row, next_seq=row.next_seq + 1))
        return row, row.next_seq


class Outbox:
    """Changes waiting for the next batch; ``seq`` runs without a gap."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def add(self, item_id: str, rev: int, op: str, at: str) -> OutboxRow:
        values = {"new_item_id": item_id, "new_rev": rev, "new_op": op, "new_at": at}
        seq = self._unit.change(_ADD_CHANGE, values).scalar_one()
        return OutboxRow(int(seq), item_id, rev, op, at, None)

    def waiting(self) -> tuple[OutboxRow, ...]:
        o = t.OUTBOX.c
        rows = select(o.seq, o.item_id, o.rev, o.op, o.at, o.batch_id).where(o.batch_id.is_(None)).order_by(o.seq)
        return tuple(OutboxRow(*row) for row in self._unit.ask(rows))

    def waiting_count(self) -> int:
        return int(self._unit.ask(_WAITING_COUNT).scalar() or 0)

    def last_seq(self) -> int:
        return int(self._unit.ask(_LAST_CHANGE).scalar() or 0)

    def assign(self, up_to_seq: int, item_ids: Sequence[str], batch_id: str) -> None:
        """Gives the waiting rows of these items, up to a number, to a batch."""
        o = t.OUTBOX.c
        for start in range(0, len(item_ids), AT_ONCE):
            part = list(item_ids[start : start + AT_ONCE])
            mine = (o.batch_id.is_(None), o.seq <= up_to_seq, o.item_id.in_(part))
            self._unit.change(update(t.OUTBOX).where(*mine).values(batch_id=batch_id))
