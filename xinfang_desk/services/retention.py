"""保管期限: the rule per kind, the dry run, and 销毁 by two people; what goes is gone, the number book stays.

Left of an item: its register number, codes, dates and the hash of each paper, as 已按保管期限销毁.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.records import ClockState, Destruction, Reception, ReceptionState, Role
from xinfang_desk.domain.retention import MOST_YEARS, DueKind, Keeping, is_over, keeping_of
from xinfang_desk.services import office
from xinfang_desk.services.context import Changed, Desk, current_profile, local_moment
from xinfang_desk.services.ports import UnitOfWork


@dataclass(frozen=True)
class RetentionPlan:
    """``kinds``: every kind with its rule and what is past it now. Counts of records, nothing of a person."""

    kinds: tuple[DueKind, ...]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.kinds)


@dataclass(frozen=True)
class Destroy:
    """``count`` is what the dry run showed; ``basis`` the approval; the second person logs in beside the first."""

    count: int
    basis: str
    second_name: str
    second_password: str = field(repr=False)


@dataclass(frozen=True)
class DestroyDone:
    count: int
    changed: Changed


def plan(desk: Desk) -> RetentionPlan:
    """The dry run: what is past its years today; nothing is changed. The look is audited."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    with desk.store.write() as uow:
        found = _plan(desk, uow)
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="retention.plan",
            kind="retention",
            detail={"count": str(found.count)},
        )
    return found


def save_rule(desk: Desk, years: dict[str, int]) -> Changed:
    """Years per kind, 0 = kept for good; a new dated version of the office. FieldErrors by kind."""
    desk.require(Role.ADMIN)
    wrong = {kind: f"年限请填 0 到 {MOST_YEARS}。" for kind, one in years.items() if not 0 <= one <= MOST_YEARS}
    if wrong:
        raise FieldErrors(wrong)
    rule = tuple((kind.value, years.get(kind.value, 0)) for kind in Keeping)
    return office.save_profile(desk, replace(office.profile(desk), retention=rule))


def destroy(desk: Desk, order: Destroy) -> DestroyDone:
    """销毁 of everything past its years, in one transaction for each reception, the number book kept.

    FieldErrors: ``basis``, ``second_name``. UserError codes: ``count`` when the dry run is out of date, ``nothing``,
    ``password`` of the second person.
    """
    desk.require(Role.ADMIN, Role.REVIEWER)
    if not order.basis.strip():
        raise FieldErrors({"basis": "请写明谁批准的、批准的文号或者日期。"})
    second = _second(desk, order)
    with desk.store.read() as uow:
        found = _plan(desk, uow)
        due = list(_due(desk, uow))
    if not due:
        raise UserError("现在没有到期的，不用销毁。", code="nothing")
    if found.count != order.count:
        raise UserError("到期的件数变了，请再看一遍试算。", code="count")
    for reception, kind, years in due:
        _take(desk, reception, kind, years, second, order.basis.strip())
    return DestroyDone(len(due), Changed(frozenset({"today", "due", "exchange", "retention"})))


def _second(desk: Desk, order: Destroy) -> str:
    unlocked = desk.parts.vault.unlock(desk.unlocked, order.second_name.strip(), order.second_password)
    roles = unlocked.user.roles.split()
    may = Role.ADMIN.value in roles or Role.REVIEWER.value in roles
    if unlocked.user.id == desk.user.id or not unlocked.user.active or not may:
        raise FieldErrors({"second_name": "要另一位管理员或者审核人来一起确认。"})
    return unlocked.user.id


def _take(desk: Desk, reception: Reception, kind: Keeping, years: int, second: str, basis: str) -> None:
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        if not any(one.id == reception.id for one, _kind, _years in _due(desk, uow, reception.id)):
            return  # changed meanwhile at another window
        rows = [
            Destruction(
                id=desk.parts.ids.new_id(),
                item_id=item.id,
                register_no=item.register_no,
                kind=kind.value,
                years=years,
                detail_seqs="",
                at=at,
                by=desk.user.id,
                second_by=second,
            )
            for item in uow.items.where(reception_id=reception.id)
        ]
        uow.removal.take(reception.id, rows, at)
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action="retention.destroy",
            kind="reception",
            record_id=reception.id,
            detail={"kind": kind.value, "years": str(years), "second": second, "basis": basis},
        )


def _plan(desk: Desk, uow: UnitOfWork) -> RetentionPlan:
    days: dict[Keeping, list[str]] = defaultdict(list)
    for reception, kind, _years in _due(desk, uow):
        days[kind].append(_ended_on(uow, reception).isoformat())
    rule = _rule(desk, uow)
    return RetentionPlan(
        tuple(
            DueKind(kind, rule[kind], len(days[kind]), min(days[kind], default=""), max(days[kind], default=""))
            for kind in Keeping
        )
    )


def _rule(desk: Desk, uow: UnitOfWork) -> dict[Keeping, int]:
    kept = dict(current_profile(uow, desk.parts.today()).retention)
    return {kind: int(kept.get(kind.value, 0)) for kind in Keeping}


def _due(desk: Desk, uow: UnitOfWork, only: str = "") -> Iterator[tuple[Reception, Keeping, int]]:
    """Closed receptions past their years, with no date running and nothing waiting to be sent."""
    rule, today = _rule(desk, uow), desk.parts.today()
    if not any(rule.values()):
        return
    waiting = {row.item_id for row in uow.outbox.waiting()}
    gone = {row.item_id for row in uow.destructions.all()}
    for state in (ReceptionState.CLOSED, ReceptionState.VOID):
        for reception in uow.receptions.where(state=state.value):
            items = uow.items.where(reception_id=reception.id)
            if (
                (only and reception.id != only)
                or not items
                or any(item.id in waiting or item.id in gone for item in items)
            ):
                continue
            clocks = [clock for item in items for clock in uow.clocks.where(item_id=item.id)]
            if any(clock.state == ClockState.RUNNING for clock in clocks):
                continue
            screened = [row for item in items for row in uow.screenings.where(item_id=item.id, current=True)]
            kind = keeping_of((row.leaf for row in screened), sealed=any(item.sealed for item in items))
            if is_over(_ended_on(uow, reception), rule[kind], today):
                yield reception, kind, rule[kind]


def _ended_on(uow: UnitOfWork, reception: Reception) -> date:
    """The last day on which anything happened in it."""
    days = [local_moment(reception.closed_at or reception.entered_at).date()]
    for item in uow.items.where(reception_id=reception.id):
        days += [day for row in uow.matter_events.where(item_id=item.id) if (day := parse_date(row.on_date))]
    return max(days)
