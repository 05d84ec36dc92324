"""Which rules and which statutory paths hold on a day: the built-in ones, or what the office has switched on since.

A pack that was switched on is a blob of papers.db, and an ``Approval`` row says from when it holds, its SHA-256, its
own version and who answers for it: ``2027-01-01 <sha256> 2027.01``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Generic, TypeVar

from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.paths import Paths, load_paths
from xinfang_desk.domain.records import Approval
from xinfang_desk.domain.screening.pack import RulePack, load_pack
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork

RULES, PATHS = "rule_pack", "paths_pack"
"""Kinds of approvals and of blobs."""

BUILT_IN = "-"
"""Stands for the hash where the office went back to what the program brings along."""

_KEPT = 4

T = TypeVar("T")


@dataclass(frozen=True)
class Switched:
    """One pack that was switched on."""

    valid_from: str
    sha256: str
    version: str
    row: Approval


class Loaded(Generic[T]):
    """The last few packs by their hash: reading one anew costs more than a card. Nothing of a case is kept."""

    def __init__(self, load: Callable[[bytes], T], damaged: Callable[[], EnvironmentFault]) -> None:
        self._load = load
        self._damaged = damaged
        self._packs: dict[str, T] = {}
        self._lock = Lock()

    def get(self, uow: UnitOfWork, sha256: str) -> T:
        """The fault of ``damaged`` where the blob is not what was taken."""
        with self._lock:
            kept = self._packs.get(sha256)
        if kept is not None:
            return kept
        try:
            body = uow.blobs.get(sha256)
        except KeyError as missing:
            raise self._damaged() from missing
        if hashlib.sha256(body).hexdigest() != sha256:
            raise self._damaged()
        made = self._load(body)
        with self._lock:
            self._packs[sha256] = made
            while len(self._packs) > _KEPT:
                del self._packs[next(iter(self._packs))]
        return made


def _damaged() -> EnvironmentFault:
    return EnvironmentFault("本单位装入的规则、目录存件已经损坏，请从备份里取回。", code="pack_damaged")


_RULES: Loaded[RulePack] = Loaded(load_pack, _damaged)
_PATHS: Loaded[Paths] = Loaded(load_paths, _damaged)


def switched_on(uow: UnitOfWork, kind: str) -> tuple[Switched, ...]:
    """Every pack that was ever switched on, in the order in which that was done."""
    found = []
    for row in uow.approvals.where(kind=kind):
        valid_from, sha256, version = row.version.split(" ", 2)
        found.append(Switched(valid_from, sha256, version, row))
    return tuple(found)


def switched_for(uow: UnitOfWork, kind: str, on: date) -> Switched | None:
    """What was switched on for a day; of two for the same day the later decision. None = the built-in one."""
    found = [one for one in switched_on(uow, kind) if one.valid_from <= on.isoformat()]
    newest = max((one.valid_from for one in found), default="")
    return next((one for one in reversed(found) if one.valid_from == newest), None)


@dataclass(frozen=True)
class SwitchRow:
    """What an approval of a pack says. ``sha256`` may be ``BUILT_IN``."""

    kind: str
    start: date
    sha256: str
    version: str
    name: str


def starting(valid_from: str, today: date, name: str) -> date:
    """The day from which a pack is to hold. FieldErrors ``valid_from`` for none or one that is over, ``name``."""
    start = parse_date(valid_from.strip())
    wrong = {} if name.strip() else {"name": "请填决定启用的人的姓名。"}
    if start is None:
        wrong["valid_from"] = "启用日期请写成 2026-11-23 的样子。"
    elif start < today:
        wrong["valid_from"] = "已经过去的日子不能补，请填今天或者以后。"
    if wrong or start is None:
        raise FieldErrors(wrong)
    return start


def keep_switch(desk: Desk, uow: UnitOfWork, row: SwitchRow) -> Approval:
    """Writes down, audited, that a pack holds from a day on and who answers for it."""
    at = desk.parts.now_text()
    kept = Approval(
        desk.parts.ids.new_id(),
        row.kind,
        f"{row.start.isoformat()} {row.sha256} {row.version}",
        row.name.strip(),
        at,
        desk.user.id,
    )
    uow.approvals.add(kept)
    uow.audit.record(
        at=at,
        actor=desk.user.id,
        action="pack.switch_on",
        kind="approval",
        record_id=kept.id,
        detail={"kind": row.kind, "version": row.version, "from": row.start.isoformat(), "name": kept.name},
    )
    return kept


def rules_in_force(desk: Desk, uow: UnitOfWork, on: date) -> RulePack:
    """The rule pack that holds on a day."""
    found = switched_for(uow, RULES, on)
    if found is None or found.sha256 in (BUILT_IN, desk.parts.rules.sha256):
        return desk.parts.rules
    return _RULES.get(uow, found.sha256)


def rules_of(desk: Desk, uow: UnitOfWork, sha256: str) -> RulePack:
    """The pack that a screening was made with; what is not here any more is told by the built-in one."""
    if sha256 and any(one.sha256 == sha256 for one in switched_on(uow, RULES)):
        return desk.parts.rules if sha256 == desk.parts.rules.sha256 else _RULES.get(uow, sha256)
    return desk.parts.rules


def paths_in_force(desk: Desk, uow: UnitOfWork, on: date) -> Paths:
    """The directory of statutory paths that holds on a day."""
    found = switched_for(uow, PATHS, on)
    if found is None or found.sha256 in (BUILT_IN, desk.parts.paths.sha256):
        return desk.parts.paths
    return _PATHS.get(uow, found.sha256)
