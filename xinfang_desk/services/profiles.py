"""上报口径: which province profile the packages follow, a new one in words, and who answers for it.

A profile is kept like a rule pack: a blob of papers.db, an ``Approval`` row says from when it holds and who decided. A
profile counts as confirmed by the province only once the office says who confirmed it there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors
from xinfang_desk.domain.packages import ProfileAbout, ProfileEdit
from xinfang_desk.domain.records import Approval, Role
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.in_force import SwitchRow, keep_switch, starting, switched_for, switched_on
from xinfang_desk.services.picked import read_file
from xinfang_desk.services.ports import PackagePort, UnitOfWork

PROFILE, CONFIRMED = "profile_pack", "profile_confirmed"


@dataclass(frozen=True)
class ProfileReport:
    """What a person reads before another profile holds. ``body`` is handed back to ``switch_profile``."""

    body: bytes
    about: ProfileAbout
    changes: tuple[str, ...]


@dataclass(frozen=True)
class ProfileLine:
    """A line of 设置 · 上报口径."""

    title: str
    version: str
    sha256: str
    valid_from: str  # empty: never switched on
    name: str
    in_force: bool
    confirmed_by: str


@dataclass(frozen=True)
class ProfileSwitch:
    """``valid_from``: an ISO date, today or later; ``name``: who decided."""

    body: bytes
    valid_from: str
    name: str


def packages_in_force(desk: Desk, uow: UnitOfWork) -> PackagePort:
    """The packages by the profile that holds today. EnvironmentFault(code='pack_damaged')."""
    found = switched_for(uow, PROFILE, desk.parts.today())
    return desk.parts.packages if found is None else _writer(desk, uow, found.sha256)


def standing(uow: UnitOfWork, packages: PackagePort) -> str:
    """A sentence about a profile that the province has not confirmed; empty for one that it has."""
    about = packages.about
    return "" if about.confirmed or uow.approvals.where(kind=CONFIRMED, version=about.sha256) else about.note


def profile_lines(desk: Desk) -> tuple[ProfileLine, ...]:
    """The built-in profiles and those that were switched on, and which of them holds."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    with desk.store.read() as uow:
        now = switched_for(uow, PROFILE, desk.parts.today())
        here = now.sha256 if now is not None else desk.parts.packages.about.sha256
        rows = {one.sha256: one for one in switched_on(uow, PROFILE)}
        confirmed = {row.version: row.name for row in uow.approvals.where(kind=CONFIRMED)}
        writers = {writer.about.sha256: writer for writer in _built_in(desk)}
        writers |= {sha256: _writer(desk, uow, sha256) for sha256 in rows if sha256 not in writers}
        lines = []
        for sha256, writer in writers.items():
            row = rows.get(sha256)
            about = writer.about
            lines.append(
                ProfileLine(
                    about.title,
                    about.version,
                    sha256,
                    row.valid_from if row else "",
                    row.row.name if row else "",
                    sha256 == here,
                    confirmed.get(sha256, ""),
                )
            )
    return tuple(lines)


def look_at(desk: Desk, sha256: str) -> ProfileReport:
    """A profile of the list against the one that holds."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    with desk.store.read() as uow:
        return _report(desk, uow, _body(desk, uow, sha256))


def examine_profile(desk: Desk, path: Path) -> ProfileReport:
    """A profile file, or a province's XLSX template whose first row is learnt; nothing is kept.

    UserError(code='profile') with the reason.
    """
    desk.require(Role.ADMIN, Role.REVIEWER)
    body = read_file(path)
    with desk.store.read() as uow:
        if body.startswith(b"PK"):
            now = packages_in_force(desk, uow)
            body = now.learn(body, desk.parts.today().isoformat())
        return _report(desk, uow, body)


def edit_profile(desk: Desk, edits: tuple[ProfileEdit, ...], version: str) -> ProfileReport:
    """The profile that holds with some of its fields changed. FieldErrors(``version``) for none or the same."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    with desk.store.read() as uow:
        now = packages_in_force(desk, uow)
        if not version.strip() or " " in version.strip() or version.strip() == now.about.version:
            raise FieldErrors({"version": "请写一个新的版本号，不带空格。"})
        return _report(desk, uow, now.edited(edits, version.strip()))


def switch_profile(desk: Desk, order: ProfileSwitch) -> Changed:
    """The packages follow it from a day on. FieldErrors ``name``, ``valid_from``; UserError(code='profile')."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    start = starting(order.valid_from, desk.parts.today(), order.name)
    about = desk.parts.packages.using(order.body).about
    with desk.store.write() as uow:
        sha256 = uow.blobs.add(order.body, PROFILE)
        keep_switch(desk, uow, SwitchRow(PROFILE, start, sha256, about.version, order.name))
    return Changed(frozenset({"exchange"}))


def confirm_profile(desk: Desk, sha256: str, name: str) -> Changed:
    """The office answers for it that the province confirmed the profile. FieldErrors(``name``)."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    if not name.strip():
        raise FieldErrors({"name": "请填省局谁确认的、谁打的电话，例如“省局信息处张某，李某电话核对”。"})
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        _body(desk, uow, sha256)
        row = Approval(desk.parts.ids.new_id(), CONFIRMED, sha256, name.strip(), at, desk.user.id)
        uow.approvals.add(row)
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action="profile.confirm",
            kind="approval",
            record_id=row.id,
            detail={"name": row.name},
        )
    return Changed(frozenset({"exchange"}))


def _report(desk: Desk, uow: UnitOfWork, body: bytes) -> ProfileReport:
    new = desk.parts.packages.using(body)
    return ProfileReport(body, new.about, new.changes_from(packages_in_force(desk, uow).body))


def _built_in(desk: Desk) -> tuple[PackagePort, ...]:
    return tuple(desk.parts.packages.using(body) for body in desk.parts.packages.built_in)


def _writer(desk: Desk, uow: UnitOfWork, sha256: str) -> PackagePort:
    return desk.parts.packages.using(_body(desk, uow, sha256))


def _body(desk: Desk, uow: UnitOfWork, sha256: str) -> bytes:
    for body in desk.parts.packages.built_in:
        if hashlib.sha256(body).hexdigest() == sha256:
            return body
    try:
        return uow.blobs.get(sha256)
    except KeyError as missing:
        raise EnvironmentFault("装入的上报口径存件已经损坏，请从备份里取回。", code="pack_damaged") from missing
