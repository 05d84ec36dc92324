"""A year's official arrangement of days off as it is typed or loaded, checked before it dates anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from xinfang_desk.domain.calendar import YearArrangement, arrangement

LEAST_OFF, MOST_OFF = 7, 60  # days off in a year beyond weekends, far apart enough to catch a slip
MOST_SPAN = 15
_DAY = r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?"
_LINE = re.compile(rf"\s*{_DAY}(?:\s*(?:至|到|—|-{{1,2}}|~)\s*{_DAY})?\s*")


class ArrangementError(Exception):
    """``args[0]``: one Chinese sentence with its line."""


@dataclass(frozen=True)
class TypedYear:
    """``off`` and ``work`` as somebody typed them: a day or a span in each line."""

    year: int
    off: str
    work: str


def read_typed(typed: TypedYear) -> YearArrangement:
    """ArrangementError names the line that cannot stand."""
    return checked(typed.year, _days(typed.off, "放假"), _days(typed.work, "上班"))


def read_csv(body: bytes, year: int) -> YearArrangement:
    """A table date, kind (holiday | makeup_workday), name; other years in it are left aside. ArrangementError."""
    try:
        lines = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ArrangementError("文件不是 UTF-8 的表，没有采用。") from error
    off: set[date] = set()
    work: set[date] = set()
    for number, line in enumerate(lines, start=2):
        target = {"holiday": off, "makeup_workday": work}.get(str(line.get("kind")))
        try:
            day = date.fromisoformat(str(line.get("date")))
        except ValueError as error:
            raise ArrangementError(f"第 {number} 行的日期读不出来，没有采用。") from error
        if target is None:
            raise ArrangementError(f"第 {number} 行没有写 holiday（放假）或者 makeup_workday（上班），没有采用。")
        if day.year == year:
            target.add(day)
    return checked(year, off, work)


def checked(year: int, off: Iterable[date], work: Iterable[date]) -> YearArrangement:
    """Refuses what contradicts itself: a day off that is worked, a worked weekday, days of another year."""
    off, work = frozenset(off), frozenset(work)
    for day in sorted(off | work):
        if day.year != year:
            raise ArrangementError(f"{day.isoformat()} 不是 {year} 年的日子。")
        if day in off and day in work:
            raise ArrangementError(f"{day.isoformat()} 又写放假又写上班，自相矛盾。")
        if day in work and day.weekday() < 5:
            raise ArrangementError(f"{day.isoformat()} 本来就是工作日，不用写上班。")
    if not LEAST_OFF <= len(off) <= MOST_OFF:
        raise ArrangementError(f"放假只有 {len(off)} 天，和一年的安排对不上，请核对。")
    if date(year, 1, 1) not in off:
        raise ArrangementError("元旦没有放假，请核对。")
    return arrangement(off, work)


def to_csv(found: YearArrangement) -> bytes:
    """The canonical table that is kept."""
    rows = sorted([(day, "holiday") for day in found.off] + [(day, "makeup_workday") for day in found.work])
    return ("date,kind,name\n" + "".join(f"{day.isoformat()},{kind},\n" for day, kind in rows)).encode()


def _days(text: str, what: str) -> set[date]:
    found: set[date] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ArrangementError(f"{what}第 {number} 行请写成 2027-01-01 或者 2027-01-01 至 2027-01-03。")
        parts = [int(part) for part in match.groups() if part is not None]
        try:
            first = date(*parts[:3])
            last = date(*parts[3:]) if len(parts) == 6 else first
        except ValueError as error:
            raise ArrangementError(f"{what}第 {number} 行没有这一天。") from error
        if not 0 <= (last - first).days < MOST_SPAN:
            raise ArrangementError(f"{what}第 {number} 行的起止不对。")
        found |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return found
