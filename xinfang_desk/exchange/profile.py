"""Province profile: the desk's own values as a province's fields, codes and columns (versioned data)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinfang_desk.domain.errors import UserError

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
    """One field of a record. ``table`` names the code table; its code goes to ``field``, its name to ``name_field``."""

    field: str
    heading: str
    table: str = ""
    name_field: str = ""
    required: bool = False
    width: int = 0
    unit: str = "characters"


@dataclass(frozen=True)
class Column:
    """A column of the sheet."""

    heading: str
    record: str
    field: str


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

    def fill(self, record: str, values: Mapping[str, str]) -> dict[str, str]:
        """The record in national field names, in the profile's order, coded fields with their names beside them."""
        filled: dict[str, str] = {}
        for spec in self.records[record]:
            raw = values.get(spec.field, "")
            if spec.table:
                code = self.tables[spec.table].get(raw)
                filled[spec.field] = code.code if code else ""
                filled[spec.name_field] = code.name if code else ""
            else:
                filled[spec.field] = clean(raw)
        return filled

    def problems(self, record: str, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """(field, sentence) for each value that this profile does not take."""
        found = []
        for spec in self.records[record]:
            raw = values.get(spec.field, "")
            if spec.required and not raw.strip():
                found.append((spec.field, f"“{spec.heading}”没有填，上报前要补。"))
            elif spec.table and raw and raw not in self.tables[spec.table]:
                found.append((spec.field, f"“{spec.heading}”的这个值在省里的代码表中没有，请改一个。"))
            elif spec.width and measure(clean(raw), spec.unit) > spec.width:
                found.append((spec.field, f"“{spec.heading}”太长，省里最多收 {spec.width}，请把概述写短。"))
        return tuple(found)


def measure(text: str, unit: str) -> int:
    """Length in the unit the province counts in."""
    if unit == "utf8":
        return len(text.encode("utf-8"))
    if unit == "gb18030":
        return len(text.encode("gb18030", errors="replace"))
    return len(text)


def clean(text: str) -> str:
    """Control characters but line ends are dropped: a spreadsheet and a line of JSON must carry the rest."""
    return "".join(c for c in text if c == "\n" or (ord(c) >= 32 and ord(c) != 127))


def load_profile(path: Path) -> Profile:
    """Reads and checks a profile file; UserError names what is wrong with it."""
    body = path.read_bytes()
    try:
        return parse_profile(json.loads(body), hashlib.sha256(body).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        raise UserError("上报口径文件不完整，没有采用；请换一个文件。", code="profile") from error


def parse_profile(raw: Mapping[str, Any], sha256: str) -> Profile:
    tables = {
        name: {key: Code(str(one["code"]), str(one["name"])) for key, one in rows.items()}
        for name, rows in raw["tables"].items()
    }
    records = {name: tuple(ProfileField(**_field(one)) for one in raw["records"][name]) for name in RECORDS}
    columns = tuple(Column(**one) for one in raw["sheet"]["columns"])
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
    )
    _check(made)
    return made


def _field(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "field": raw["field"],
        "heading": raw["heading"],
        "table": raw.get("table", ""),
        "name_field": raw.get("name_field", ""),
        "required": raw.get("required", False),
        "width": raw.get("width", 0),
        "unit": raw.get("unit", "characters"),
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
        for spec in specs:
            if spec.field in BANNED_FIELDS:
                raise UserError(f"上报口径里的“{spec.heading}”是给人贴标签的栏目，本程序不填，请去掉。", code="profile")
            if spec.table and spec.table not in profile.tables:
                raise ValueError(f"{name}.{spec.field}: unknown table")
            if spec.unit not in UNITS:
                raise ValueError(f"{name}.{spec.field}: unknown unit")
    for column in profile.columns:
        if (column.record, column.field) not in known:
            raise ValueError(f"column {column.heading}: unknown field")
