"""Limits as rows, and the first of them: by when the office owes a written answer (条例 22.1, 23.2, 23.3)."""

from __future__ import annotations

from xinfang_desk.domain.deadlines import TELL_DAYS, Deadline, days_limit
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.records import Clock, ClockState, Reception
from xinfang_desk.services.context import Desk, current_profile
from xinfang_desk.services.ports import UnitOfWork


def running_clock(clock_id: str, item_id: str, screening_id: str, limit: Deadline) -> Clock:
    """The row of a limit that runs."""
    return Clock(
        id=clock_id,
        item_id=item_id,
        screening_id=screening_id,
        code=limit.code,
        starts_on=limit.starts.isoformat(),
        due_on=limit.due.isoformat(),
        advised_on=limit.advised.isoformat(),
        day_kind=limit.day_kind,
        provisional=limit.provisional,
        formula=limit.formula,
        state=ClockState.RUNNING.value,
        ended_at=None,
        ended_by="",
    )


def telling_limit(desk: Desk, uow: UnitOfWork, reception: Reception) -> Deadline | None:
    """By when the office owes a written answer before anything is screened; None where it owes none."""
    main = next((row for row in uow.visitors.where(reception_id=reception.id) if row.role == "main"), None)
    own_role = current_profile(uow, desk.parts.today()).desk_role
    if own_role != "A" and (main is None or not main.name or not main.address):
        return None  # name or address unknown: no written answer is owed (条例 23.2 但书)
    passed_on = reception.transferred_on if reception.transferred_kind in ("petition_office", "own_superior") else None
    came = parse_date(passed_on or reception.received_on)
    if came is None:
        return None
    return days_limit("T1" if own_role == "A" else "T3" if passed_on else "T2", came, TELL_DAYS, desk.parts.calendar)
