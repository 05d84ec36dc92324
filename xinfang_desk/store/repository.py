"""Rows of one kind as frozen records: the same few questions for every table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Executable,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    literal_column,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

R = TypeVar("R")

AT_ONCE = 500  # values in one statement

# Written out, not bound: SQLite uses an index over what is not empty only for a question that says so in these words.
EMPTY: ColumnElement[str] = literal_column("''")


class Unit(Protocol):
    """What repositories need of their unit of work."""

    def ask(self, statement: Executable, values: Any = None) -> CursorResult[Any]: ...
    def change(self, statement: Executable, values: Any = None) -> CursorResult[Any]: ...
    def must_write(self) -> None: ...


@dataclass(frozen=True, eq=False)
class Kind(Generic[R]):
    """A table and its record. ``key``: the columns that name a row, joined by ``/`` in ``row_id``."""

    table: Table
    record: type[R]
    key: tuple[str, ...] = ("id",)
    deletable: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self.record))  # type: ignore[arg-type]

    @cached_property
    def select(self) -> Select[Any]:
        """The record's columns in its own order."""
        return select(*(self.table.c[name] for name in self.names))

    @cached_property
    def ordered(self) -> Select[Any]:
        """All rows in the order they were added."""
        return self.select.order_by(self.table.c.pos)

    @cached_property
    def one(self) -> Select[Any]:
        return self.select.where(self._is_row())

    # Statements are made once: making one anew costs as much as running it.

    @cached_property
    def insert(self) -> Insert:
        return self.table.insert()

    @cached_property
    def update(self) -> Update:
        """All columns but the key."""
        news: dict[str, Any] = {name: bindparam(f"new_{name}") for name in self.names if name not in self.key}
        return update(self.table).where(self._is_row()).values(news)

    @cached_property
    def _wheres(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Select[Any]]:
        return {}

    @cached_property
    def filled(self) -> frozenset[str]:
        """Columns whose index holds only what is not empty: it is used only by a question that says so."""
        partial = [one for one in self.table.indexes if one.dialect_options["sqlite"]["where"] is not None]
        return frozenset(column.name for one in partial for column in one.columns)

    def where(self, columns: tuple[str, ...], filled: tuple[str, ...]) -> Select[Any]:
        """Rows whose columns equal the bound values; kept, as the same few are asked again and again.

        ``filled``: of those columns the ones that are asked for something that is not empty.
        """
        known = self._wheres.get((columns, filled))
        if known is None:
            same = [self.table.c[name] == bindparam(f"is_{name}") for name in columns]
            known = self.ordered.where(and_(*same, *(self.table.c[name] != EMPTY for name in filled)))
            self._wheres[columns, filled] = known
        return known

    def values(self, row: R) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.names}

    def row_values(self, row_id: str) -> dict[str, str] | None:
        """The bound values that name a row; None for an id that cannot be one."""
        parts = [row_id] if len(self.key) == 1 else row_id.split("/")
        if len(parts) != len(self.key):
            return None
        return {f"key_{name}": part for name, part in zip(self.key, parts, strict=True)}

    def _is_row(self) -> ColumnElement[bool]:
        return and_(*(self.table.c[name] == bindparam(f"key_{name}") for name in self.key))


class RecordRepository(Generic[R]):
    """Rows of one kind inside a unit of work."""

    def __init__(self, unit: Unit, kind: Kind[R]) -> None:
        self._unit = unit
        self._kind = kind

    def add(self, row: R) -> None:
        """ValueError when a row with this id, or with a value that occurs only once, is there already."""
        try:
            self._unit.change(self._kind.insert, self._kind.values(row))
        except IntegrityError as error:
            raise clash(error) from error

    def put(self, row: R) -> None:
        """Replaces the row of the same id. KeyError when there is none, ValueError as in ``add``."""
        values = self._kind.values(row)
        keys = {f"key_{name}": values.pop(name) for name in self._kind.key}
        try:
            done = self._unit.change(self._kind.update, keys | {f"new_{name}": values[name] for name in values})
        except IntegrityError as error:
            raise clash(error) from error
        if done.rowcount != 1:
            raise KeyError("/".join(keys.values()))

    def get(self, row_id: str) -> R:
        row = self.find(row_id)
        if row is None:
            raise KeyError(row_id)
        return row

    def find(self, row_id: str) -> R | None:
        keys = self._kind.row_values(row_id)
        if keys is None:
            return None
        found = self._unit.ask(self._kind.one, keys).one_or_none()
        return None if found is None else self._kind.record(*found)

    def all(self) -> tuple[R, ...]:
        return self._rows(self._kind.ordered)

    def where(self, **equal: object) -> tuple[R, ...]:
        """Rows whose named columns equal the values, in the order they were added; None finds what is empty."""
        filled = {name: value for name, value in equal.items() if value is not None}
        there = tuple(name for name, value in filled.items() if value != "" and name in self._kind.filled)
        statement = self._kind.where(tuple(filled), there) if filled else self._kind.ordered
        for name in equal.keys() - filled.keys():
            statement = statement.where(self._kind.table.c[name].is_(None))
        return self._rows(statement, {f"is_{name}": value for name, value in filled.items()})

    def among(self, column: str, values: Sequence[str]) -> tuple[R, ...]:
        """Rows whose column is one of the values, in the order they were added."""
        found: list[Any] = []
        table = self._kind.table
        asked = select(table.c.pos, *(table.c[name] for name in self._kind.names))
        for start in range(0, len(values), AT_ONCE):
            part = list(values[start : start + AT_ONCE])
            found.extend(self._unit.ask(asked.where(table.c[column].in_(part))))
        return tuple(self._kind.record(*row[1:]) for row in sorted(found, key=lambda row: row[0]))

    def delete(self, row_id: str) -> None:
        """Drafts only: everything else stays for good (TypeError). KeyError when there is no such row."""
        self._unit.must_write()
        if not self._kind.deletable:
            raise TypeError("only drafts may be deleted")
        if self._unit.change(self._kind.table.delete().where(self._kind.table.c.id == row_id)).rowcount != 1:
            raise KeyError(row_id)

    def _rows(self, statement: Select[Any], values: Any = None) -> tuple[R, ...]:
        return tuple(self._kind.record(*found) for found in self._unit.ask(statement, values))


def clash(error: IntegrityError) -> Exception:
    """A row that occurs twice is the caller's ValueError; a refusal of a trigger or another rule stays what it is."""
    return ValueError("a row with this id or number is there already") if "UNIQUE" in str(error.orig) else error
