"""The office and its people: first run, log-in, settings (dated, audited)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import Approval, Authority, NumberSeries, Staff, User
from xinfang_desk.services.context import Changed, Desk, Parts
from xinfang_desk.services.ports import NewUser


@dataclass(frozen=True)
class StaffEntry:
    name: str
    post: str = ""
    telephone: str = ""
    may_decide: bool = False


@dataclass(frozen=True)
class FirstRun:
    """What the wizard gathered. ``approved_by`` names the person who looked at the built-in notices, or is empty."""

    folder: Path
    profile: OfficeProfile
    staff: tuple[StaffEntry, ...]
    users: tuple[NewUser, ...]  # the first must hold 管理员
    approved_by: str = ""


@dataclass(frozen=True)
class FirstRunDone:
    desk: Desk
    recovery_code: str


def check_profile(profile: OfficeProfile) -> dict[str, str]:
    """Field -> sentence; empty = good."""
    raise NotImplementedError


def check_password(password: str, login_name: str) -> str:
    """A sentence when too short or too common, else empty."""
    raise NotImplementedError


def first_run(parts: Parts, order: FirstRun) -> FirstRunDone:
    """Makes the store, the first users, the office version, the three number series and the approval."""
    raise NotImplementedError


def log_in(parts: Parts, folder: Path, login_name: str, password: str) -> Desk:
    raise NotImplementedError


def recover(parts: Parts, folder: Path, code: str, login_name: str, new_password: str) -> Desk:
    raise NotImplementedError


def profile(desk: Desk) -> OfficeProfile:
    raise NotImplementedError


def save_profile(desk: Desk, new: OfficeProfile, valid_from: str = "") -> Changed:
    raise NotImplementedError


def staff(desk: Desk, *, deciders: bool = False) -> tuple[Staff, ...]:
    raise NotImplementedError


def save_staff(desk: Desk, rows: tuple[Staff, ...]) -> Changed:
    """Rows with an empty id are new; rows left out are set inactive."""
    raise NotImplementedError


def users(desk: Desk) -> tuple[User, ...]:
    raise NotImplementedError


def add_user(desk: Desk, new: NewUser) -> Changed:
    raise NotImplementedError


def change_password(desk: Desk, login_name: str, new_password: str, old_password: str | None) -> Changed:
    raise NotImplementedError


def set_user_roles(desk: Desk, user_id: str, roles: tuple[str, ...], active: bool) -> Changed:
    """The last active 管理员 cannot be taken away."""
    raise NotImplementedError


def authorities(desk: Desk, kind: str = "") -> tuple[Authority, ...]:
    raise NotImplementedError


def save_authorities(desk: Desk, rows: tuple[Authority, ...]) -> Changed:
    raise NotImplementedError


def series(desk: Desk) -> tuple[NumberSeries, ...]:
    raise NotImplementedError


def save_series(desk: Desk, rows: tuple[NumberSeries, ...]) -> Changed:
    """Words and codes may change; a next number only upwards."""
    raise NotImplementedError


def approve_templates(desk: Desk, name: str) -> Changed:
    """文书核定 by a named person for the catalogue's version."""
    raise NotImplementedError


def approval(desk: Desk) -> Approval | None:
    """The approval of the catalogue in use, or None: then the lamp says 文书未核定."""
    raise NotImplementedError
