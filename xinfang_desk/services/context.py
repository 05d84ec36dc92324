"""Who sits at the desk and with what parts: the first argument of every use-case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from xinfang_desk.domain.access import Opening
from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.clock_watch import ClockWatch
from xinfang_desk.domain.divisions import Divisions
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.paths import Paths
from xinfang_desk.domain.records import ROLE_LABELS, Role, User
from xinfang_desk.domain.screening.kit import Case
from xinfang_desk.domain.screening.pack import RulePack
from xinfang_desk.services.ports import (
    ClockPort,
    IdPort,
    MachinePort,
    PackagePort,
    PaperPort,
    PrintPort,
    SealPort,
    Store,
    UnitOfWork,
    Unlocked,
    Vault,
)

BEIJING = timezone(timedelta(hours=8))

# Who sees what visitors said: everybody but 管理员 by that role alone; who works on it: those but 查阅.
WRITERS = (Role.CLERK, Role.REVIEWER, Role.SECRECY)
READERS = (*WRITERS, Role.INSPECTOR)


@dataclass(frozen=True)
class Parts:
    """The real parts (or a test's fakes), built once by ``bootstrap``."""

    clock: ClockPort
    ids: IdPort
    vault: Vault
    seal: SealPort
    paper: PaperPort
    printer: PrintPort
    packages: PackagePort
    catalogue: Catalogue
    rules: RulePack
    paths: Paths
    calendar: WorkCalendar
    divisions: Divisions
    software_version: str
    machine: MachinePort
    kit: Callable[[], tuple[Case, ...]] = tuple
    """The decision kit, read when a new pack is tried."""

    def now_text(self) -> str:
        """The instant as stored: UTC with microseconds."""
        return instant_text(self.clock.now())

    def today(self) -> date:
        """The legal date at +08:00."""
        return self.clock.now().astimezone(BEIJING).date()


@dataclass(frozen=True)
class Desk:
    """An open desk: the parts, the store and the user at it. ``opening``: a sealed item open before them just now."""

    parts: Parts
    unlocked: Unlocked
    practice: bool = False
    opening: Opening | None = None
    watch: ClockWatch = field(default_factory=ClockWatch, compare=False, repr=False)

    @property
    def store(self) -> Store:
        return self.unlocked.store

    @property
    def user(self) -> User:
        return self.unlocked.user

    def has(self, role: Role) -> bool:
        return role.value in self.user.roles.split()

    def require(self, *roles: Role) -> None:
        """Least privilege binds here, not in the windows: UserError(code='role') unless one of ``roles`` is held."""
        if not any(self.has(role) for role in roles):
            wanted = "、".join(ROLE_LABELS[role] for role in roles)
            raise UserError(f"这一步要由{wanted}来做，请换人登录。", code="role")


@dataclass(frozen=True)
class Changed:
    """What a use-case changed: topics that pages listen to (``today``, ``reception:<id>``, ``office`` …)."""

    topics: frozenset[str]


def instant_text(moment: datetime) -> str:
    """UTC text with microseconds, ``2026-11-23T00:30:00.000000Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def local_moment(text: str) -> datetime:
    """A stored instant as +08:00 wall time."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).astimezone(BEIJING)


def current_profile(uow: UnitOfWork, on: date) -> OfficeProfile:
    """The office version in force on a date. UserError when the first run has not been done."""
    versions = [v for v in uow.offices.all() if v.valid_from <= on.isoformat()]
    if not versions:
        raise UserError("还没有设置单位信息，请先完成首次设置。", code="first_run")
    newest = max(versions, key=lambda v: (v.valid_from, v.made_at, v.id))
    return OfficeProfile.from_json(newest.profile_json)
