"""放假安排: a year that the office enters by its document; running limits are counted anew and what moved is listed.

Kept like a pack: a blob of papers.db and an ``Approval`` row ``2027 <sha256> 国办发明电〔2026〕…号``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from xinfang_desk.domain.calendar import WorkCalendar, YearArrangement
from xinfang_desk.domain.deadlines import OBJECT_DAYS, REVIEW_DAYS, WORKING, Deadline, days_limit, named_limit
from xinfang_desk.domain.deadlines import workdays_limit as working_limit
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.moments import date_weekday_text, parse_date
from xinfang_desk.domain.records import Approval, Clock, ClockState, Role
from xinfang_desk.domain.year_arrangement import ArrangementError, TypedYear, read_csv, read_typed, to_csv
from xinfang_desk.services.context import Changed, Desk, Parts
from xinfang_desk.services.picked import read_file
from xinfang_desk.services.ports import Store, UnitOfWork

YEAR = "calendar_year"
YEARS = range(2004, 2101)


@dataclass(frozen=True)
class YearLine:
    """A year of 设置 · 放假安排. ``number``: of the document; empty where it came with the program."""

    year: int
    off: int
    work: int
    number: str
    name: str


@dataclass(frozen=True)
class SettleYear:
    """``file``: a CSV instead of what was typed."""

    typed: TypedYear
    number: str
    name: str
    file: Path | None = None


@dataclass(frozen=True)
class Moved:
    """A running limit that ends on another day, or is certain now."""

    register_no: str
    code: str
    sentence: str


@dataclass(frozen=True)
class YearSettled:
    """``desk``: the same desk with the year in its calendar."""

    desk: Desk
    recounted: int
    moved: tuple[Moved, ...]
    changed: Changed


def with_office_years(parts: Parts, store: Store) -> Parts:
    """The parts with the years that this office entered. EnvironmentFault(code='pack_damaged')."""
    with store.read() as uow:
        years = _office_years(uow)
    return replace(parts, calendar=parts.calendar.with_years(years)) if years else parts


def calendar_years(desk: Desk) -> tuple[YearLine, ...]:
    """The years with an arrangement, newest first."""
    with desk.store.read() as uow:
        rows = {int(row.version.split(" ", 1)[0]): row for row in uow.approvals.where(kind=YEAR)}
    lines = []
    for year in sorted(desk.parts.calendar.years, reverse=True):
        found, row = desk.parts.calendar.years[year], rows.get(year)
        number = row.version.split(" ", 2)[2] if row is not None else ""
        lines.append(YearLine(year, len(found.off), len(found.work), number, row.name if row is not None else ""))
    return tuple(lines)


def settle_year(desk: Desk, order: SettleYear) -> YearSettled:
    """Enters a year and counts every running limit anew, in one transaction.

    FieldErrors ``year``, ``number``, ``name``, ``off`` (with the line that contradicts itself).
    """
    desk.require(Role.ADMIN)
    wrong = {}
    if order.typed.year not in YEARS:
        wrong["year"] = "请填年份，例如 2027。"
    if not order.number.strip():
        wrong["number"] = "请填放假通知的文号。"
    if not order.name.strip():
        wrong["name"] = "请填核对的人的姓名。"
    if wrong:
        raise FieldErrors(wrong)
    try:
        found = _read(order)
    except ArrangementError as error:
        raise FieldErrors({"off": str(error.args[0])}) from error
    old = desk.parts.calendar
    if old.years.get(order.typed.year) == found:
        raise UserError("这一年的安排已经是这样，没有变。", code="same")
    new = old.with_years({order.typed.year: found})
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        sha256 = uow.blobs.add(to_csv(found), YEAR)
        row = Approval(
            desk.parts.ids.new_id(),
            YEAR,
            f"{order.typed.year} {sha256} {order.number.strip()}",
            order.name.strip(),
            at,
            desk.user.id,
        )
        uow.approvals.add(row)
        recounted, moved = _recount(uow, old, new)
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action="calendar.year",
            kind="approval",
            record_id=row.id,
            detail={"year": str(order.typed.year), "number": order.number.strip(), "moved": str(len(moved))},
        )
    settled = replace(desk, parts=replace(desk.parts, calendar=new))
    return YearSettled(settled, recounted, moved, Changed(frozenset({"due", "today", "office"})))


def _read(order: SettleYear) -> YearArrangement:
    return read_typed(order.typed) if order.file is None else read_csv(read_file(order.file), order.typed.year)


def _office_years(uow: UnitOfWork) -> dict[int, YearArrangement]:
    found = {}
    for row in uow.approvals.where(kind=YEAR):
        year, sha256, _number = row.version.split(" ", 2)
        try:
            body = uow.blobs.get(sha256)
        except KeyError as missing:
            raise _damaged() from missing
        if hashlib.sha256(body).hexdigest() != sha256:
            raise _damaged()
        found[int(year)] = read_csv(body, int(year))
    return found


def _damaged() -> EnvironmentFault:
    return EnvironmentFault("本单位装入的放假安排存件已经损坏，请从备份里取回。", code="pack_damaged")


def _recount(uow: UnitOfWork, old: WorkCalendar, new: WorkCalendar) -> tuple[int, tuple[Moved, ...]]:
    """How many running limits there are, and those that moved or became certain, in words."""
    running = uow.clocks.where(state=ClockState.RUNNING.value)
    moved = []
    for clock in running:
        limit = recounted(clock, old, new)
        fresh = replace(
            clock,
            due_on=limit.due.isoformat(),
            advised_on=limit.advised.isoformat(),
            provisional=limit.provisional,
            formula=limit.formula,
        )
        if fresh == clock:
            continue
        uow.clocks.put(fresh)
        item = uow.items.get(clock.item_id)
        moved.append(Moved(item.register_no, clock.code, _words(clock, fresh)))
    return len(running), tuple(moved)


def recounted(clock: Clock, old: WorkCalendar, new: WorkCalendar) -> Deadline:
    """The same limit by another calendar: working days keep their number, calendar days their last day."""
    starts, due = parse_date(clock.starts_on), parse_date(clock.due_on)
    assert starts is not None
    assert due is not None
    if clock.code == "T4":
        return working_limit("T4", starts, OBJECT_DAYS, new)
    if clock.day_kind == WORKING:
        days = sum(old.is_workday(day) for day in _days_after(starts, due))
        limit = working_limit("T13", starts, days, new)
        return replace(limit, code=clock.code, formula=clock.formula)
    if clock.code in ("T7", "T9"):
        return days_limit(clock.code, starts, REVIEW_DAYS, new)
    return named_limit(clock.code, starts, due, clock.formula, new)


def _days_after(starts: date, due: date) -> list[date]:
    return [starts + timedelta(days=n) for n in range(1, (due - starts).days + 1)]


def _words(old: Clock, new: Clock) -> str:
    before, after = parse_date(old.due_on), parse_date(new.due_on)
    assert before is not None
    assert after is not None
    if old.due_on != new.due_on:
        return f"最晚一天从 {date_weekday_text(before)} 改到 {date_weekday_text(after)}"
    if old.advised_on != new.advised_on:
        advised = parse_date(new.advised_on)
        assert advised is not None
        return f"最晚一天不变，建议 {date_weekday_text(advised)} 前办完"
    return f"最晚 {date_weekday_text(after)}，不再是暂定" if old.provisional else f"最晚 {date_weekday_text(after)}"
