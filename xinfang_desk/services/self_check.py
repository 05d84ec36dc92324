"""自检: asks every part of an open desk how it stands; under a second, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.health import Health, HealthLine
from xinfang_desk.domain.moments import date_text
from xinfang_desk.services import approvals, clock_guard, office
from xinfang_desk.services.context import BEIJING, Desk, current_profile, local_moment

LEAST_FREE = 200 * 1024 * 1024
LOW_FREE = 2 * 1024 * 1024 * 1024
BACKUP_DAYS = 3
CLOCK_SLACK = timedelta(minutes=5)

Said = tuple[Health, str]


def self_check(desk: Desk) -> tuple[HealthLine, ...]:
    """Every line, whoever asks: it tells of the machine and the office, never of a visitor."""
    return tuple(_asked(desk, name, ask) for name, ask in _LINES)


def _asked(desk: Desk, name: str, ask: Callable[[Desk], Said]) -> HealthLine:
    try:
        state, said = ask(desk)
    except (UserError, EnvironmentFault) as error:
        return HealthLine(name, Health.WRONG, error.sentence)
    return HealthLine(name, state, said)


def _store(desk: Desk) -> Said:
    with desk.store.read() as uow:
        last = uow.audit.last()
    count = last.seq if last is not None else 0
    return Health.READY, f"打得开，操作记录 {count} 条。"


def _database(desk: Desk) -> Said:
    return Health.READY, desk.parts.machine.database()


def _disk(desk: Desk) -> Said:
    free = desk.parts.machine.free_bytes(desk.store.folder)
    said = f"还剩 {free / 1024**3:.1f} GB。"
    if free < LEAST_FREE:
        return Health.WRONG, f"{said}快要写不下了，请马上腾地方。"
    return (Health.OWED, f"{said}请腾些地方。") if free < LOW_FREE else (Health.READY, said)


def _clock(desk: Desk) -> Said:
    now = desk.parts.clock.now().astimezone(BEIJING)
    with desk.store.read() as uow:
        last = uow.audit.last()
    before = local_moment(last.at) if last is not None else now
    if now + CLOCK_SLACK < before:
        return Health.WRONG, f"电脑时间比上一条记录（{date_text(before.date())}）还早，请先把日期时间调对。"
    wrong = clock_guard.problem(desk)
    return (Health.WRONG, wrong) if wrong else (Health.READY, f"{date_text(now.date())} {now:%H:%M}。")


def _calendar(desk: Desk) -> Said:
    today = desk.parts.today()
    years = desk.parts.calendar.years
    if today.year not in years:
        return Health.OWED, f"没有 {today.year} 年的放假安排，期限都标暂定。"
    if today.month == 12 and today.year + 1 not in years:
        return Health.OWED, f"有 {today.year} 年的放假安排；{today.year + 1} 年的公布了请装上，明年的期限先标暂定。"
    return Health.READY, f"有 {today.year} 年的放假安排。"


def _fonts(desk: Desk) -> Said:
    return Health.READY, desk.parts.machine.fonts()


def _printer(desk: Desk) -> Said:
    found = desk.parts.printer.printers()
    ready = [one for one in found if one.ready]
    if ready:
        first = next((one for one in ready if one.is_default), ready[0])
        return Health.READY, f"{first.label}。"
    if found:
        return Health.OWED, f"{found[0].label}：{found[0].note or '现在打不了，请看看打印机'}。"
    return Health.OWED, "没有找到打印机，请接好装好。"


def _reader(desk: Desk) -> Said:
    return Health.READY, desk.parts.machine.reader()


def _backup(desk: Desk) -> Said:
    made = desk.parts.machine.newest_backup(desk.store.folder)
    if made is None:
        return Health.OWED, "还没有备份，请到设置—数据备份一次。"
    day = made.astimezone(BEIJING)
    days = (desk.parts.today() - day.date()).days
    said = f"最近一次是 {date_text(day.date())} {day:%H:%M}。"
    return (Health.OWED, f"{said}已经 {days} 天了，请备份。") if days > BACKUP_DAYS else (Health.READY, said)


def _packs(desk: Desk) -> Said:
    waiting = approvals.waiting_in_use(desk)
    rules = desk.parts.rules.version
    said = f"甄别规则 {rules}，法定途径 {desk.parts.paths.version}，文书模板 {desk.parts.catalogue.version}"
    return (Health.OWED, f"{said}；有待核定的诉求类型。") if waiting else (Health.READY, f"{said}。")


def _approval(desk: Desk) -> Said:
    row = office.approval(desk)
    if row is None:
        return Health.OWED, "文书未核定，请负责人看过样张后核定。"
    return Health.READY, f"{row.name}已核定 {row.version} 版。"


def _office(desk: Desk) -> Said:
    with desk.store.read() as uow:
        gaps = current_profile(uow, desk.parts.today()).ready_gaps()
    if gaps:
        return Health.OWED, f"还没填：{'、'.join(gaps)}。"
    return Health.READY, "单位信息填全了。"


_LINES: tuple[tuple[str, Callable[[Desk], Said]], ...] = (
    ("数据", _store),
    ("数据库", _database),
    ("磁盘", _disk),
    ("时钟", _clock),
    ("工作日历", _calendar),
    ("字体", _fonts),
    ("打印机", _printer),
    ("读卡器", _reader),
    ("备份", _backup),
    ("规则和模板", _packs),
    ("文书核定", _approval),
    ("单位信息", _office),
)
