"""Divisions (行政区划): codes of 6, 9 or 12 digits and their names, a county's towns, a town's villages."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

ZERO_VILLAGE, ZERO_TOWN = "000", "000000"


@dataclass(frozen=True)
class Division:
    """``code``: 6 digits for a county, 12 for towns and villages. ``level`` county | town | village.

    ``within``: province and city of a county (湖南省怀化市).
    """

    code: str
    name: str
    level: str
    within: str = ""


@dataclass(frozen=True)
class Divisions:
    """The table that ships, by code; an unknown code is typed by hand and stays a code."""

    rows: Mapping[str, Division]
    below: Mapping[str, tuple[str, ...]]

    def counties(self) -> tuple[Division, ...]:
        return tuple(one for one in self.rows.values() if one.level == "county")

    def children(self, code: str) -> tuple[Division, ...]:
        """Towns of a county (6 digits), villages of a town (9 or 12 digits); empty when the table has none."""
        return tuple(self.rows[child] for child in self.below.get(short_code(code), ()))

    def find(self, code: str) -> Division | None:
        return self.rows.get(full_code(code))

    def path_name(self, code: str) -> str:
        """中方县铜湾镇…村, as far as known; empty for an unknown code."""
        return "".join(self._path(code))

    def with_place(self, code: str, typed: str) -> str:
        """An address with the place it lies in before it; a name that was typed as well is not said twice."""
        names = self._path(code) if code else ()
        said = next((at for at, name in enumerate(names) if name in typed), len(names))
        return "".join(names[:said]) + typed

    def _path(self, code: str) -> tuple[str, ...]:
        code = short_code(code)
        wanted = (
            [code[:6]] if len(code) == 6 else [code[:6], code[:9]] if len(code) == 9 else [code[:6], code[:9], code]
        )
        found = (self.find(one) for one in wanted)
        return tuple(one.name for one in found if one is not None)


def short_code(code: str) -> str:
    """Without the zeros that only fill: 6, 9 or 12 digits."""
    if len(code) == 12 and code.endswith(ZERO_TOWN):
        return code[:6]
    return code[:9] if len(code) == 12 and code.endswith(ZERO_VILLAGE) else code


def full_code(code: str) -> str:
    """The key of the table: counties by 6 digits, the rest by 12."""
    short = short_code(code)
    return short if len(short) == 6 else short.ljust(12, "0")


def load_divisions(counties_csv: str, *towns_csv: str) -> Divisions:
    """Reads the shipped tables. ValueError or KeyError when a table has other columns."""
    rows: dict[str, Division] = {}
    below: dict[str, list[str]] = {}
    for line in _lines(counties_csv):
        rows[line["code6"]] = Division(line["code6"], line["name"], "county", line["province"] + line["city"])
    for table in towns_csv:
        for line in _lines(table):
            code = line["code12"]
            level = {"县": "county", "乡级": "town", "村级": "village"}[line["level"]]
            if level == "county":
                continue
            rows[code] = Division(code, line["name"], level)
            below.setdefault(short_code(line["parent_code12"]), []).append(code)
    return Divisions(rows, {parent: tuple(codes) for parent, codes in below.items()})


def _lines(text: str) -> csv.DictReader[str]:
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
