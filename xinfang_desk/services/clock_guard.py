"""时间对不对: nothing is dated by a clock that cannot be right until a person has confirmed it (issue 5.2)."""

from __future__ import annotations

from datetime import datetime

from xinfang_desk.domain.clock_watch import TOLERANCE
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services.context import Changed, Desk, instant_text, local_moment
from xinfang_desk.services.ports import SteadyClock, UnitOfWork

CONFIRMED = "clock.confirm"
_FAR = "9999"


def begin(desk: Desk, uow: UnitOfWork) -> None:
    """At the log-in, before it is recorded."""
    now = desk.parts.clock.now()
    desk.watch.begin(now, steady(desk), _newest(desk, uow, now))


def _newest(desk: Desk, uow: UnitOfWork, now: datetime) -> datetime | None:
    """The newest instant on record; what lay ahead when somebody confirmed the clock is forgiven."""
    ahead = uow.audit.between(instant_text(now + TOLERANCE), _FAR)
    last = uow.audit.last()
    if ahead:
        confirmed = [link.seq for link in uow.audit.between("", instant_text(now)) if link.action == CONFIRMED]
        unforgiven = [link.at for link in ahead if link.seq > max(confirmed, default=0)]
        if unforgiven:
            return local_moment(max(unforgiven))
        return now
    return local_moment(last.at) if last is not None else None


def steady(desk: Desk) -> float | None:
    clock = desk.parts.clock
    return clock.steady() if isinstance(clock, SteadyClock) else None


def problem(desk: Desk) -> str:
    """What is wrong with the clock, or empty."""
    return desk.watch.problem(desk.parts.clock.now(), steady(desk))


def check(desk: Desk) -> None:
    """Before anything is numbered or dated. UserError(code='clock')."""
    sentence = problem(desk)
    if sentence:
        raise UserError(sentence, code="clock")


def confirm(desk: Desk) -> Changed:
    """A person says that the clock is right; their word is on record. UserError(code='clock') before 2026."""
    desk.watch.accept(desk.parts.clock.now(), steady(desk))
    check(desk)
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action=CONFIRMED, kind="user", record_id=desk.user.id
        )
    return Changed(frozenset({"clock"}))
