"""抢救: what can still be read of a store with damaged pages, row by row and counted; nothing is changed or repaired.

SQLCipher reads a damaged page in the middle of a long text as zeros and says nothing, so a text with a zero in it is
marked, and a paper counts only when it has its own hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from xinfang_desk.store import files
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.sqlite.connection import raw_connect

_AT_ONCE = 512
_PROBES = 64
_UNKNOWN_END = 1 << 22  # rows looked for where a table's end cannot be read

Line = Callable[[str, bytes], None]  # name of the table, one JSON line


@dataclass(frozen=True)
class Salvaged:
    """One table: ``rows`` taken out, ``marked`` of them with words that are gone, ``lost`` rows of broken pages.

    ``readable``: False where nothing of the table could be read at all.
    """

    table: str
    rows: int
    marked: int
    lost: int
    readable: bool


def salvage(folder: Path, key: bytes, work: Path, line: Line) -> tuple[Salvaged, ...]:
    """Reads a copy in the private folder ``work``, which is removed again. EnvironmentFault: ``store_damaged`` where
    not even the list of tables can be read, ``disk_full``, ``read_only``."""
    with as_faults():
        work.mkdir(mode=0o700, parents=True)
    try:
        found: list[Salvaged] = []
        for name in (files.DESK_DB, files.PAPERS_DB):
            with as_faults():
                for path in folder.glob(f"{name}*"):
                    if not path.name.endswith("-shm"):
                        shutil.copy(path, work / path.name)
            if (work / name).exists():
                found += _of_file(work / name, key, line)
        if not found:
            raise fault("store_damaged")
        return tuple(found)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _of_file(path: Path, key: bytes, line: Line) -> list[Salvaged]:
    try:
        connection = raw_connect(path, key)
    except dbapi2.DatabaseError:
        return []
    try:
        # The search index is made again from the rows: it and what stands behind it are no tables of their own.
        listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 ORDER BY name"
        tables = [name for (name,) in connection.execute(listed) if not name.startswith("sqlite_")]
        return [_Table(connection, name, line).take() for name in tables]
    except dbapi2.DatabaseError:
        return []
    finally:
        connection.close()


class _Table:
    """One table by ranges of its row ids; a range that cannot be read is halved until it is one row."""

    def __init__(self, connection: Any, name: str, line: Line) -> None:
        self._connection, self._name, self._line = connection, name, line
        self._rows = self._marked = self._lost = 0

    def take(self) -> Salvaged:
        try:
            end = self._end()
        except dbapi2.DatabaseError:
            if not self._any():
                return Salvaged(self._name, 0, 0, 1, readable=False)
            end = _UNKNOWN_END
        for start in range(1, end + 1, _AT_ONCE):
            self._range(start, min(start + _AT_ONCE - 1, end))
        return Salvaged(self._name, self._rows, self._marked, self._lost, readable=True)

    def _end(self) -> int:
        found = self._connection.execute(f'SELECT max(rowid) FROM "{self._name}"').fetchone()
        return int(found[0] or 0)

    def _any(self) -> bool:
        for at in range(_PROBES):
            try:
                self._connection.execute(f'SELECT 1 FROM "{self._name}" WHERE rowid = ?', (1 << at % 22,)).fetchone()
            except dbapi2.DatabaseError:
                continue
            return True
        return False

    def _range(self, start: int, end: int) -> None:
        try:
            cursor = self._connection.execute(f'SELECT * FROM "{self._name}" WHERE rowid BETWEEN ? AND ?', (start, end))
            names = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
        except dbapi2.DatabaseError:
            if start == end:
                self._lost += 1
                return
            middle = (start + end) // 2
            self._range(start, middle)
            self._range(middle + 1, end)
            return
        for row in rows:
            self._tell(dict(zip(names, row, strict=True)))

    def _tell(self, row: dict[str, Any]) -> None:
        whole = _is_whole(row)
        self._rows += 1
        self._marked += not whole
        said = {name: _shown(value) for name, value in row.items()} | ({} if whole else {"不完整": True})
        self._line(self._name, json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def _is_whole(row: dict[str, Any]) -> bool:
    if "sha256" in row and isinstance(row.get("body"), bytes):
        return bool(hashlib.sha256(row["body"]).hexdigest() == row["sha256"])
    return not any(isinstance(value, str) and "\x00" in value for value in row.values())


def _shown(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def counts(found: tuple[Salvaged, ...]) -> Iterator[str]:
    """One line a table, for the person who asked."""
    for one in found:
        if not one.readable:
            yield f"{one.table}：一行也读不出来"
        elif one.marked or one.lost:
            yield f"{one.table}：取出 {one.rows} 行，其中 {one.marked} 行有缺字；{one.lost} 行读不出来"
        else:
            yield f"{one.table}：取出 {one.rows} 行，完整"
