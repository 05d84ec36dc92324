"""审计日封签: makes and prints the seal of a day, and compares printed seals with the chain as it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from xinfang_desk.domain.day_seal import DaySeal, read_seal, seal_code, seal_sheet
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.domain.records import AuditRow, Role
from xinfang_desk.services.context import BEIJING, Desk, current_profile, instant_text, local_moment
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sheets import SheetPrint, print_sheet

PRINTED = "seal.print"


@dataclass(frozen=True)
class PrintedSeal:
    """What stands on a signed sheet, as typed."""

    day: str
    code: str


@dataclass(frozen=True)
class AuditChecked:
    """``links``: how many were checked; ``seals``: the days whose sheets fit."""

    links: int
    seals: tuple[str, ...]


def day_seal(desk: Desk, day: date | None = None) -> DaySeal:
    """The seal of a day as the chain stands now; today's covers what was done so far. UserError(code='no_audit')."""
    desk.require(Role.ADMIN, Role.REVIEWER, Role.INSPECTOR, Role.SECRECY, Role.CLERK)
    with desk.store.read() as uow:
        return _seal_of(desk, uow, day or desk.parts.today())


def print_seal(desk: Desk, day: date | None, printer: str) -> SheetPrint:
    """Prints the sheet of a day, today's by default; the printing is audited first, so that today's covers it too."""
    desk.require(Role.ADMIN, Role.REVIEWER, Role.INSPECTOR, Role.SECRECY, Role.CLERK)
    wanted = day or desk.parts.today()
    with desk.store.write() as uow:
        name = current_profile(uow, desk.parts.today()).name
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action=PRINTED, kind="audit", record_id=wanted.isoformat()
        )
        seal = _seal_of(desk, uow, wanted)
    now = desk.parts.clock.now().astimezone(BEIJING)
    sheet = seal_sheet(name, seal, date_text(wanted), f"{date_text(now.date())} {now:%H:%M}")
    return print_sheet(desk, sheet, printer)


def newest_seal(desk: Desk, uow: UnitOfWork) -> DaySeal | None:
    """The seal over the last link, for a package; None before the first one."""
    row = uow.audit.last()
    return _of_row(desk, row) if row is not None else None


def verify_audit(desk: Desk, seals: tuple[PrintedSeal, ...] = ()) -> AuditChecked:
    """Proves the chain, then that each printed seal still fits.

    FieldErrors ``seals.<n>`` for what was mistyped. EnvironmentFault: ``audit_broken`` names the first break,
    ``seal_differs`` the first sheet that does not fit and since when.
    """
    desk.require(Role.ADMIN, Role.INSPECTOR)
    read = _read(seals)
    with desk.store.read() as uow:
        links = uow.audit.verify()
        good = ""
        for day, code in sorted(read):
            if not any(_of_row(desk, row).code == code for row in uow.audit.between(*_bounds(day))):
                raise _differs(good, day)
            good = day.isoformat()
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="audit.verify",
            kind="audit",
            detail={"seals": " ".join(day.isoformat() for day, _ in sorted(read))} if read else None,
        )
    return AuditChecked(links, tuple(day.isoformat() for day, _ in sorted(read)))


def _read(seals: tuple[PrintedSeal, ...]) -> set[tuple[date, str]]:
    read: set[tuple[date, str]] = set()
    wrong: dict[str, str] = {}
    for index, one in enumerate(seals):
        day, code = parse_date(one.day), read_seal(one.code)
        if day is None:
            wrong[f"seals.{index}"] = "封签的日期请写成 2026-11-23 的样子。"
        elif code is None:
            wrong[f"seals.{index}"] = f"{date_text(day)}的封签码没有抄对，请对着单子逐组再核对一遍。"
        else:
            read.add((day, code))
    if wrong:
        raise FieldErrors(wrong)
    return read


def _seal_of(desk: Desk, uow: UnitOfWork, day: date) -> DaySeal:
    rows = uow.audit.between(*_bounds(day))
    if not rows:
        raise UserError(f"{date_text(day)}没有操作记录，不用封签。", code="no_audit", field="seal_day")
    last = rows[-1]
    return DaySeal(day.isoformat(), last.seq, seal_code(desk.store.install_id, day.isoformat(), last.seq, last.digest))


def _of_row(desk: Desk, row: AuditRow) -> DaySeal:
    day = local_moment(row.at).date().isoformat()
    return DaySeal(day, row.seq, seal_code(desk.store.install_id, day, row.seq, row.digest))


def _bounds(day: date) -> tuple[str, str]:
    """The instants between which a day lies at +08:00, as stored."""
    start = datetime.combine(day, time(), BEIJING)
    return instant_text(start.astimezone(UTC)), instant_text((start + timedelta(days=1)).astimezone(UTC))


def _differs(good: str, day: date) -> EnvironmentFault:
    since = f"{date_text(date.fromisoformat(good))}的封签对得上，" if good else ""
    sentence = (
        f"{since}{date_text(day)}的封签对不上：这中间的操作记录被换过或者删过。"
        if good
        else f"{date_text(day)}的封签对不上：到这一天为止的操作记录被换过或者删过。"
    )
    return EnvironmentFault(f"{sentence}请停止使用，保留原文件，报告负责人。", code="seal_differs")
