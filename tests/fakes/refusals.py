"""What the encrypted store refuses, asked of rows in memory: read from the same tables and triggers, so no drift.

Uniqueness is a ValueError as there; the other refusals are bugs of the caller and raise ``Refused``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from xinfang_desk.store import unit
from xinfang_desk.store.repository import Kind
from xinfang_desk.store.sqlite.triggers import APPEND_ONLY, FROZEN, RISING, SEALED_AWAY

# The kind's name on the unit of work -> its table.
TABLES: dict[str, Table] = {
    name.lower(): kind.table for name, kind in vars(unit).items() if name.isupper() and isinstance(kind, Kind)
}


class Refused(Exception):
    """A row that the encrypted store would not take."""


def unique_columns(table: Table) -> list[tuple[tuple[str, ...], bool]]:
    """(columns, whether only filled text counts) of what occurs once; the id apart."""
    found = [
        (tuple(column.name for column in one.columns), False)
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    ]
    found += [(tuple(column.name for column in one.columns), True) for one in table.indexes if one.unique]
    return [one for one in found if one[0] != ("id",)]


def check_once(table: Table, row: Any, others: Iterable[Any]) -> None:
    """ValueError when another row has what occurs once. NULL equals nothing."""
    rows = list(others)
    for columns, filled in unique_columns(table):
        mine = tuple(getattr(row, name) for name in columns)
        if None in mine or (filled and "" in mine):
            continue
        if any(tuple(getattr(other, name) for name in columns) == mine for other in rows):
            raise ValueError("a row with this id or number is there already")


def check_values(table: Table, row: Any) -> None:
    """Refused for NULL where there must be a value, and for what a CHECK forbids."""
    for column in table.columns:
        if column.name != "pos" and not column.nullable and getattr(row, column.name) is None:
            raise Refused(f"NOT NULL: {table.name}.{column.name}")
    for one in table.constraints:
        if isinstance(one, CheckConstraint) and not _holds(str(one.sqltext), row):
            raise Refused(f"CHECK: {table.name}: {one.sqltext}")


def _holds(rule: str, row: Any) -> bool:
    plain = rule.replace('"', "")
    if found := re.fullmatch(r"(\w+) IN \((.*)\)", plain):
        return str(_number(getattr(row, found[1]))) in [part.strip(" '") for part in found[2].split(",")]
    if found := re.fullmatch(r"(\w+) >= (\d+)", plain):
        return bool(getattr(row, found[1]) >= int(found[2]))
    if found := re.fullmatch(r"length\((\w+)\) = (\d+)", plain):
        return len(getattr(row, found[1])) == int(found[2])
    if found := re.fullmatch(r"(\w+) <> (\w+)", plain):
        return bool(getattr(row, found[1]) != getattr(row, found[2]))
    raise NotImplementedError(rule)


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def check_change(table: Table, old: Any, new: Any) -> None:
    """Refused for a change of what stands for good."""
    if table.name in APPEND_ONLY:
        raise Refused(f"{table.name}: append only")
    fixed = set(FROZEN.get(table.name, "").split())
    if table.name in SEALED_AWAY and old.data_json and (new.sealed, new.data_json, new.fields_json) == (True, "", "{}"):
        fixed -= set(SEALED_AWAY[table.name][0].split())
    if any(getattr(old, name) != getattr(new, name) for name in fixed):
        raise Refused(f"{table.name}: frozen")
    if table.name in RISING and new.next_seq < old.next_seq:
        raise Refused(f"{table.name}: only rises")


def check_links(table: Table, rows: Iterable[Any], ids: Mapping[str, Iterable[str]]) -> None:
    """Refused when a row points to what is not there; as in the store, asked when the unit of work ends."""
    keys = [(key.parent.name, key.column.table.name) for key in table.foreign_keys]
    for row in rows:
        for name, target in keys:
            value = getattr(row, name)
            if value is not None and value not in ids[target]:
                raise Refused(f"FOREIGN KEY: {table.name}.{name}")
