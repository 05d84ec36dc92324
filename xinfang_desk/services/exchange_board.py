"""What became of each exported record: counts by state, what is unanswered too long or came back, and a history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import Batch, BatchItem, Item, Role
from xinfang_desk.services.context import Desk, local_moment
from xinfang_desk.services.export_rows import never_goes
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.profiles import packages_in_force
from xinfang_desk.services.province import (
    EXPORTED,
    RETURNED,
    ExchangeState,
    newest_sent,
    reason_words,
    reply_words,
    state_of,
)

UNANSWERED_DAYS = 7
OPS = {"I": "新报", "U": "更正", "D": "撤回"}


@dataclass(frozen=True)
class StateCount:
    """How many records stand in a state, and since how many days the oldest of them does."""

    state: ExchangeState
    count: int
    oldest_days: int


@dataclass(frozen=True)
class BoardRow:
    """A record that somebody has to look after."""

    item_id: str
    reception_id: str
    register_no: str
    state: ExchangeState
    days: int
    batch_no: int
    note: str


@dataclass(frozen=True)
class ExchangeBoard:
    """``rows``: what came back and was not sent again, then what is unanswered for more than ``days``; oldest first."""

    days: int
    counts: tuple[StateCount, ...]
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True)
class ExchangeStep:
    """One line of a record's history; ``at`` is the stored instant."""

    at: str
    sentence: str


@dataclass(frozen=True)
class RecordHistory:
    item_id: str
    reception_id: str
    register_no: str
    state: ExchangeState
    steps: tuple[ExchangeStep, ...]


def exchange_board(desk: Desk, days: int = UNANSWERED_DAYS) -> ExchangeBoard:
    """The board of 报送."""
    desk.require(Role.CLERK, Role.ADMIN, Role.INSPECTOR)
    today = desk.parts.today()
    with desk.store.read() as uow:
        batches = {batch.id: batch for batch in uow.batches.all()}
        newest = newest_sent(uow.batch_items.all(), batches)
        heading = packages_in_force(desk, uow).heading
        replies = {(row.batch_id, row.item_id): row for row in uow.province_replies.all()}
        waiting = {row.item_id: row for row in uow.outbox.waiting()}
        ages: dict[ExchangeState, list[int]] = {state: [] for state in ExchangeState}
        typed = {row.item_id: row for row in uow.province_typed.all()}
        for item_id in typed.keys() - newest.keys():
            ages[ExchangeState.RECEIVED].append(_days(typed[item_id].at, today))
        for item_id in waiting.keys() - newest.keys() - typed.keys():
            entered = _not_yet_gone(uow, item_id)
            if entered is not None:
                ages[ExchangeState.WAITING].append(_days(entered, today))
        found: list[BoardRow] = []
        for item_id, sent in newest.items():
            batch, reply = batches[sent.batch_id], replies.get((sent.batch_id, item_id))
            age = _days(reply.received_at if reply is not None else batch.made_at, today)
            ages[state_of(sent)].append(age)
            if sent.status == RETURNED or (sent.status == EXPORTED and age > days):
                item = uow.items.get(item_id)
                if not item.sealed:
                    reason = reason_words(reply, heading) if reply is not None else ""
                    found.append(_board_row(item, sent, batch, reason, age, changed=item_id in waiting))
    return ExchangeBoard(
        days=days,
        counts=tuple(StateCount(state, len(those), max(those, default=0)) for state, those in ages.items()),
        rows=tuple(sorted(found, key=lambda row: (row.state != ExchangeState.RETURNED, -row.days, row.register_no))),
    )


def exchange_states(desk: Desk, item_id: str) -> RecordHistory:
    """Everything that went between this desk and the province about one record, oldest first.

    A sealed record has no history, as it never goes. KeyError for an id that is not there.
    """
    desk.require(Role.CLERK, Role.ADMIN, Role.INSPECTOR)
    with desk.store.read() as uow:
        return _history(desk, uow, item_id)


def find_states(desk: Desk, register_no: str) -> RecordHistory:
    """The same by the register number as typed. UserError at the field ``register_no`` when there is none."""
    desk.require(Role.CLERK, Role.ADMIN, Role.INSPECTOR)
    with desk.store.read() as uow:
        found = uow.items.where(register_no=register_no.strip()) if register_no.strip() else ()
        if not found or found[0].sealed:
            raise UserError("没有查到这个登记编号的件，请核对编号。", field="register_no")
        return _history(desk, uow, found[0].id)


def _history(desk: Desk, uow: UnitOfWork, item_id: str) -> RecordHistory:
    item = uow.items.get(item_id)
    batches = {batch.id: batch for batch in uow.batches.all()}
    sent = uow.batch_items.where(item_id=item_id)
    ops = {row.batch_id: row.op for row in sent}
    newest = newest_sent(sent, batches).get(item_id)
    typed = uow.province_typed.where(item_id=item_id)
    steps: list[ExchangeStep] = []
    if not item.sealed:
        for row in sent:
            batch = batches[row.batch_id]
            steps.append(ExchangeStep(batch.made_at, f"第 {batch.batch_no} 期{OPS[row.op]}，第 {row.rev} 版"))
        for reply in uow.province_replies.where(item_id=item_id):
            words = reply_words(reply, ops[reply.batch_id], packages_in_force(desk, uow).heading)
            steps.append(ExchangeStep(reply.taken_at, f"第 {batches[reply.batch_id].batch_no} 期回执：{words}"))
        for entry in typed:
            steps.append(ExchangeStep(entry.at, f"在省里的系统手工录入，信访件编号 {entry.xfjbh}"))
        for change in uow.outbox.waiting():
            if change.item_id == item_id:
                steps.append(ExchangeStep(change.at, "有改动，等下次报送" if sent else "登记，等第一次报送"))
    return RecordHistory(
        item_id=item.id,
        reception_id=item.reception_id,
        register_no=item.register_no,
        state=state_of(newest, typed=bool(typed)),
        steps=tuple(sorted(steps, key=lambda step: step.at)),
    )


def _not_yet_gone(uow: UnitOfWork, item_id: str) -> str | None:
    """Since when an item waits for its first batch; None for what never goes."""
    item = uow.items.get(item_id)
    reception = uow.receptions.get(item.reception_id)
    screenings = uow.screenings.where(item_id=item_id, current=True)
    screening = screenings[0] if screenings else None
    return None if never_goes(item, reception, screening, exported=False) else reception.entered_at


def _board_row(item: Item, sent: BatchItem, batch: Batch, reason: str, age: int, *, changed: bool) -> BoardRow:
    if sent.status == RETURNED:
        note = reason or "省里没有写原因"
        note += "（已改，等下次报送）" if changed else ""
    else:
        note = f"第 {batch.batch_no} 期{OPS[sent.op]}，还没有回执"
    return BoardRow(item.id, item.reception_id, item.register_no, state_of(sent), age, batch.batch_no, note)


def _days(instant: str, today: date) -> int:
    """Whole days since an instant; the province's clock may run ahead of ours."""
    return max((today - local_moment(instant).date()).days, 0)
