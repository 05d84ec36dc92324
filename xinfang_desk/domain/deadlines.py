"""Time limits T1–T13 with their formula in words (条例 22–24, 34–36; 民法典 201, 203; the first day does not count)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.moments import date_text

CALENDAR, WORKING = "calendar", "working"
TELL_DAYS, OBJECT_DAYS, HANDLE_DAYS, REVIEW_DAYS, DUTY_MONTHS = 15, 5, 60, 30, 2

STARTS = {
    "T1": "收到之日",
    "T2": "收到之日",
    "T3": "转来之日",
    "T4": "转来之日",
    "T5": "受理之日",
    "T7": "收到意见书之日",
    "T3@": "承办单位收到之日",
    "T8": "收到复查请求之日",
    "T9": "收到复查意见书之日",
    "T10": "收到复核请求之日",
    "T8@": "收到复查请求之日",
    "T10@": "收到复核请求之日",
    "R": "退回之日",
    "T13": "收到之日",
}
VISITORS_OWN = frozenset({"T7", "T9"})


@dataclass(frozen=True)
class Deadline:
    """One limit: the last day, the day to be done by; ``provisional`` where a year has no arrangement."""

    code: str
    starts: date
    due: date
    advised: date
    day_kind: str
    provisional: bool
    formula: str


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


def days_limit(code: str, starts: date, days: int, calendar: WorkCalendar) -> Deadline:
    """A limit in calendar days. A visitor's limit that ends on a day off runs to the next working day."""
    raw = starts + timedelta(days=days)
    first = starts + timedelta(days=1)
    formula = f"{STARTS[code]}{date_text(starts)}不计，自{date_text(first)}起第{days}日"
    if code in VISITORS_OWN:
        due = calendar.next_workday(raw)
        if due != raw:
            formula += f"为{date_text(raw)}，逢休息日顺延到{date_text(due)}"
        return _made(code, starts, due, due, CALENDAR, calendar, formula)
    return _made(code, starts, raw, calendar.last_workday(raw), CALENDAR, calendar, formula)


def workdays_limit(code: str, starts: date, days: int, calendar: WorkCalendar) -> Deadline:
    """A limit in working days (T4; T13 where the special law says so)."""
    due = calendar.add_workdays(starts, days)
    formula = f"{STARTS[code]}{date_text(starts)}不计，其后第{days}个工作日"
    return _made(code, starts, due, due, WORKING, calendar, formula)


def months_limit(code: str, starts: date, months: int, calendar: WorkCalendar) -> Deadline:
    """A limit in calendar months (行政诉讼法 47: two months)."""
    due = add_months(starts, months)
    formula = f"{STARTS[code]}{date_text(starts)}起{months}个月，到{date_text(due)}"
    return _made(code, starts, due, calendar.last_workday(due), CALENDAR, calendar, formula)


def longer_limit(code: str, base: Deadline, days: int, why: str, calendar: WorkCalendar) -> Deadline:
    """``base`` with days added to its end: an extension (条例 34), the hearing that does not count (条例 36.2)."""
    due = base.due + timedelta(days=days)
    formula = f"{base.formula}为{date_text(base.due)}，{why}{days}日到{date_text(due)}"
    return _made(code, base.starts, due, calendar.last_workday(due), CALENDAR, calendar, formula)


def named_limit(code: str, starts: date, due: date, formula: str, calendar: WorkCalendar) -> Deadline:
    """A last day that a paper itself names."""
    return _made(code, starts, due, calendar.last_workday(due), CALENDAR, calendar, formula)


def _made(
    code: str, starts: date, due: date, advised: date, day_kind: str, calendar: WorkCalendar, formula: str
) -> Deadline:
    return Deadline(code, starts, due, advised, day_kind, calendar.is_provisional(starts, due), formula)
