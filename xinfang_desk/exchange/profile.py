"""Province profile: the desk's own values as a province's fields, codes and columns (versioned data)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.gb18030 import encode_gb18030
from xinfang_desk.domain.wording.checks import LABEL_HEADINGS
from xinfang_desk.exchange.csv_rows import ENCODINGS

_NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NO_CHARACTERS}]")

UNITS = ("characters", "utf8", "gb18030")
RECORDS = ("xfj", "xfr", "blfs")
# Fields that would describe a person are never offered, whatever a template asks for.
BANNED_FIELDS = frozenset({"yybz", "zzsf", "zdry", "jjffx", "xfcs", "yjbz", "sfyfzjzf"})


@dataclass(frozen=True)
class Code:
    code: str
    name: str


@dataclass(frozen=True)
class ProfileField:
    """One field of a record.

    Attributes:
        table: the code table; its code goes to ``field``, its name to ``name_field``.
        width: the most it may hold, counted in ``unit`` (characters | utf8 | gb18030 bytes); 0 = no limit.
        fallback: what stands for an empty value, and for one that the table does not know.
        dates: what parts year, month and day: ``-`` or ``/``.
    """

    field: str
    heading: str
    table: str = ""
    name_field: str = ""
    required: bool = False
    width: int = 0
    unit: str = "characters"
    fallback: str = ""
    dates: str = "-"


@dataclass(frozen=True)
class Column:
    """A column of the sheet; without a record it stays blank."""

    heading: str
    record: str = ""
    field: str = ""


@dataclass(frozen=True)
class Profile:
    id: str
    version: str
    sha256: str
    title: str
    confirmed: bool
    note: str
    tables: Mapping[str, Mapping[str, Code]]
    records: Mapping[str, tuple[ProfileField, ...]]
    sheet_name: str
    locked: tuple[str, ...]
    columns: tuple[Column, ...]
    csv_encoding: str = "utf-8-sig"

    @property
    def blank_columns(self) -> tuple[str, ...]:
        """Headings of columns that describe a person: they stay empty, and the sheet says so."""
        return tuple(column.heading for column in self.columns if labels_a_person(column.heading))

    def names(self, record: str) -> tuple[str, ...]:
        """The national names of a record's fields, each coded field followed by its name field."""
        return tuple(name for spec in self.records[record] for name in (spec.field, spec.name_field) if name)

    def fill(self, record: str, values: Mapping[str, str]) -> dict[str, str]:
        """The record in national field names, in the profile's order, coded fields with their names beside them."""
        filled: dict[str, str] = {}
        for spec in self.records[record]:
            raw = values.get(spec.field, "") or spec.fallback
            if spec.table:
                table = self.tables[spec.table]
                code = table.get(raw) or (table.get(spec.fallback) if spec.fallback else None)
                filled[spec.field] = code.code if code else ""
                filled[spec.name_field] = code.name if code else ""
            else:
                filled[spec.field] = clean(raw.replace("-", spec.dates) if spec.dates != "-" else raw)
        return filled

    def problems(self, record: str, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """(field, sentence) for each value that this profile does not take."""
        found = []
        for spec in self.records[record]:
            raw = values.get(spec.field, "") or spec.fallback
            if spec.required and not raw.strip():
                found.append((spec.field, f"“{spec.heading}”没有填，上报前要补。"))
            elif spec.table and raw and not spec.fallback and raw not in self.tables[spec.table]:
                found.append((spec.field, f"“{spec.heading}”的这个值在省里的代码表中没有，请改一个。"))
            elif spec.width and measure(clean(raw), spec.unit) > spec.width:
                found.append((spec.field, f"“{spec.heading}”太长，省里最多收 {spec.width}，请把概述写短。"))
        return tuple(found)


def measure(text: str, unit: str) -> int:
    """Length in the unit the province counts in."""
    if unit == "utf8":
        return len(text.encode("utf-8"))
    if unit == "gb18030":
        return len(encode_gb18030(text))
    return len(text)


def clean(text: str) -> str:
    """Control characters but line ends are dropped, and what is no character: a spreadsheet must carry the rest."""
    return _NO_TEXT.sub("", text)


def labels_a_person(heading: str) -> bool:
    """Whether a heading of a province's sheet asks for a label of a person (design.md 2.7, counter-rules.md 9)."""
    return any(word in heading for word in LABEL_HEADINGS)


def load_profile(path: Path) -> Profile:
    """``read_profile`` of a file."""
    return read_profile(path.read_bytes())


def read_profile(body: bytes) -> Profile:
    """Reads and checks a profile; UserError(code='profile') says what is wrong with it."""
    try:
        return parse_profile(json.loads(body), hashlib.sha256(body).hexdigest())
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise UserError("上报口径文件不完整，没有采用；请换一个文件。", code="profile") from error


def parse_profile(raw: Mapping[str, Any], sha256: str) -> Profile:
    tables = {
        name: {key: Code(str(one["code"]), str(one["name"])) for key, one in rows.items()}
        for name, rows in raw["tables"].items()
    }
    records = {name: tuple(ProfileField(**_field(one)) for one in raw["records"][name]) for name in RECORDS}
    columns = tuple(Column(**{key: str(value) for key, value in one.items()}) for one in raw["sheet"]["columns"])
    made = Profile(
        id=str(raw["id"]),
        version=str(raw["version"]),
        sha256=sha256,
        title=str(raw["title"]),
        confirmed=bool(raw["confirmed"]),
        note=str(raw["note"]),
        tables=tables,
        records=records,
        sheet_name=str(raw["sheet"]["name"]),
        locked=tuple(raw["sheet"]["locked"]),
        columns=columns,
        csv_encoding=str(raw.get("csv_encoding", "utf-8-sig")),
    )
    _check(made)
    return made


def _field(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "field": str(raw["field"]),
        "heading": str(raw["heading"]),
        "table": str(raw.get("table", "")),
        "name_field": str(raw.get("name_field", "")),
        "required": bool(raw.get("required", False)),
        "width": int(raw.get("width", 0)),
        "unit": str(raw.get("unit", "characters")),
        "fallback": str(raw.get("fallback", "")),
        "dates": str(raw.get("dates", "-")),
    }


def _check(profile: Profile) -> None:
    known = {
        (name, field)
        for name, specs in profile.records.items()
        for spec in specs
        for field in (spec.field, spec.name_field)
        if field
    }
    for name, specs in profile.records.items():
        if "xfjid" not in {spec.field for spec in specs}:
            raise ValueError(f"{name}: no xfjid")
        for spec in specs:
            if spec.field in BANNED_FIELDS:
                raise UserError(f"上报口径里的“{spec.heading}”是给人贴标签的栏目，本程序不填，请去掉。", code="profile")
            if spec.table and spec.table not in profile.tables:
                raise ValueError(f"{name}.{spec.field}: unknown table")
            if spec.dates not in ("-", "/"):
                raise ValueError(f"{name}.{spec.field}: unknown form of dates")
            if spec.fallback and spec.table and spec.fallback not in profile.tables[spec.table]:
                raise ValueError(f"{name}.{spec.field}: fallback not in the table")
            if spec.unit not in UNITS:
                raise ValueError(f"{name}.{spec.field}: unknown unit")
    if profile.csv_encoding not in ENCODINGS:
        raise ValueError("unknown encoding of CSV files")
    if not profile.columns or not profile.sheet_name.strip():
        raise ValueError("a sheet without columns or name")
    for column in profile.columns:
        if labels_a_person(column.heading):
            if column.field:
                raise UserError(f"上报口径里的“{column.heading}”是给人贴标签的栏目，只能留空。", code="profile")
            continue
        if column.record == column.field == "":
            continue
        if (column.record, column.field) not in known:
            raise ValueError(f"column {column.heading}: unknown field")
