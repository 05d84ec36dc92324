"""The payload of a package: JSON lines, CSV and the sheet, written row by row and read back cell by cell.

Memory does not grow with the rows: each goes to the disk as it comes, and only its hash stays.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.packages import PackageRow
from xinfang_desk.exchange.csv_rows import CsvFile, read_csv
from xinfang_desk.exchange.profile import RECORDS, Profile
from xinfang_desk.exchange.sheet import SheetWriter, read_sheet, sheet_row

SHEET_NAME = "信访件上报表.xlsx"
WITHDRAWN, ATTACHED = "withdraw", "attachments"
_LINES = (*RECORDS, WITHDRAWN, ATTACHED)
# What the line of an item carries beside the province's own fields.
_OWN = ("op", "row_sha256")


@dataclass
class Written:
    """What was written. ``row_sha256``: xfjid -> hash of its canonical record; ``rows``: file name -> its rows."""

    row_sha256: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys("IUD", 0))


def write_payload(
    profile: Profile,
    rows: Iterable[PackageRow],
    folder: Path,
    made_at: datetime,
    attachment: Callable[[str], bytes],
) -> Written:
    """Writes every file of the payload but the manifest into ``folder``; ``attachment``: the bytes of a SHA-256."""
    done = Written()
    with ExitStack() as stack:
        lines = {name: stack.enter_context(_synced(folder / f"{name}.jsonl")) for name in _LINES}
        tables = {
            name: CsvFile(
                stack.enter_context(_synced(folder / f"{name}.csv")), _names(profile, name), profile.csv_encoding
            )
            for name in RECORDS
        }
        sheet = stack.enter_context(SheetWriter(folder / SHEET_NAME, profile, made_at))
        count = dict.fromkeys(_LINES, 0)
        for row in rows:
            done.counts[row.op] += 1
            if row.op == "D":
                done.row_sha256[row.xfjid] = _hash({"xfj": row.xfj})
                lines[WITHDRAWN].write(_line(row.xfj))
                count[WITHDRAWN] += 1
                continue
            record = filled(profile, row)
            done.row_sha256[row.xfjid] = digest = _hash(record)
            sheet.add(record)
            record["xfj"] = record["xfj"] | {"op": row.op, "row_sha256": digest}
            for name in RECORDS:
                for one in [record["xfj"]] if name == "xfj" else record[name]:
                    lines[name].write(_line(one))
                    tables[name].add(list(one.values()))
                    count[name] += 1
            for one in _attach(row, folder / ATTACHED, attachment):
                lines[ATTACHED].write(_line(one))
                count[ATTACHED] += 1
    done.rows = {f"{name}.jsonl": number for name, number in count.items()}
    done.rows |= {f"{name}.csv": count[name] for name in RECORDS} | {SHEET_NAME: count["xfj"]}
    return done


def payload_problems(profile: Profile, folder: Path) -> tuple[str, ...]:
    """What a spreadsheet would read otherwise than the JSON lines say; nothing = the files agree cell by cell."""
    names = {name: _names(profile, name) for name in RECORDS}
    tables = {
        name: _Reading(f"{name}.csv", read_csv(folder / f"{name}.csv", profile.csv_encoding), names[name])
        for name in RECORDS
    }
    sheet = _Reading(SHEET_NAME, read_sheet(folder / SHEET_NAME), [column.heading for column in profile.columns])
    for record in _records(folder):
        sheet.expect(sheet_row(profile, record))
        for name in RECORDS:
            for one in [record["xfj"]] if name == "xfj" else record[name]:
                tables[name].expect([one[key] for key in names[name]])
    return tuple(f"{one.name} 读回来和写的不一样。" for one in (*tables.values(), sheet) if not one.ended())


class _Reading:
    """A file as it is read back, row by row beside what was meant."""

    def __init__(self, name: str, rows: Iterator[list[str]], heads: Sequence[str]) -> None:
        self.name = name
        self._rows = rows
        self._same = True
        self.expect(list(heads))

    def expect(self, cells: list[str]) -> None:
        if self._same:
            self._same = self._next() == cells

    def ended(self) -> bool:
        """Whether all was as expected and nothing is left over."""
        return self._same and self._next() is None

    def _next(self) -> list[str] | None:
        try:
            return next(self._rows, None)
        except ValueError:  # not readable, or a cell that is not text
            return ["?"]


def _attach(row: PackageRow, folder: Path, attachment: Callable[[str], bytes]) -> Iterator[dict[str, Any]]:
    """Writes what goes along with one item, each file once, and says what it is."""
    for one in row.attachments:
        body = attachment(one.sha256)
        if hashlib.sha256(body).hexdigest() != one.sha256:
            raise EnvironmentFault("有一份存件已经损坏，没有导出；请从备份里取回。", code="paper_damaged")
        folder.mkdir(exist_ok=True)
        path = folder / f"{one.sha256}.{'pdf' if body.startswith(b'%PDF') else 'jpg'}"
        if not path.exists():
            with _synced(path) as stream:
                stream.write(body)
        yield {"xfjid": row.xfjid, "名称": one.name, "类型": one.kind, "bytes": len(body), "sha256": one.sha256}


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    """The records as they were filled, put together again from the lines."""
    people, steps = _Grouped(folder / "xfr.jsonl"), _Grouped(folder / "blfs.jsonl")
    for item in _read_lines(folder / "xfj.jsonl"):
        key = item["xfjid"]
        yield {"xfj": item, "xfr": people.take(key), "blfs": steps.take(key)}


class _Grouped:
    """The lines of one item after another, in the order of the items."""

    def __init__(self, path: Path) -> None:
        self._lines = _read_lines(path)
        self._next = next(self._lines, None)

    def take(self, xfjid: str) -> list[dict[str, str]]:
        found = []
        while self._next is not None and self._next["xfjid"] == xfjid:
            found.append(self._next)
            self._next = next(self._lines, None)
        return found


def _names(profile: Profile, record: str) -> tuple[str, ...]:
    return (*profile.names(record), *_OWN) if record == "xfj" else profile.names(record)


def filled(profile: Profile, row: PackageRow) -> dict[str, Any]:
    """One item in national fields, by record."""
    return {
        "xfj": profile.fill("xfj", row.xfj),
        "xfr": [profile.fill("xfr", values) for values in row.xfr],
        "blfs": [profile.fill("blfs", values) for values in row.blfs],
    }


def _line(record: Mapping[str, Any]) -> bytes:
    return canonical(record).encode() + b"\n"


def _hash(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(record).encode()).hexdigest()


def _read_lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open("rb") as stream:
        for line in stream:
            yield json.loads(line)


@contextmanager
def _synced(path: Path) -> Iterator[IO[bytes]]:
    """A new file that is on the disk when it is left."""
    with path.open("xb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
