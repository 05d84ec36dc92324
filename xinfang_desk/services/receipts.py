"""回执: what the province answered to a batch, looked at before it is taken; only what the province issues is filled.

Another batch's receipt or one of an altered file is refused whole. A line about a record that was not in the batch, or
about another revision of it, is refused; a line that contradicts what is already known waits for a person. Nothing is
guessed, and the same receipt twice changes nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.packages import Receipt, ReceiptError, ReceiptRow
from xinfang_desk.domain.records import Batch, BatchItem, ProvinceReply, ProvinceTyped, Role
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.profiles import packages_in_force
from xinfang_desk.services.province import DOUBLE, RECEIVED, RETURNED, province_facts, reply_words

NEW, SAME, ASK, REFUSED = "new", "same", "ask", "refused"

NOT_IN_BATCH = "这一期里没有这一件。"
OLDER = "这一件已经有更晚的回执。"
OTHER_AT_ONCE = "已经读过同一时间的另一份回执，写得不一样。"
BACK_AFTER_ALL = "省里已经接收过，这份回执又说退回。"
WHOLE_BACK = "整期退回，没有写原因。"


@dataclass(frozen=True)
class ReceiptLine:
    """One record of a receipt. ``verdict``: new | same | ask | refused; ``becomes``: what taking it would mean."""

    item_id: str
    register_no: str  # empty for a record that is not ours
    verdict: str
    becomes: str
    sentence: str  # why it is refused or asked
    returned: bool = False


@dataclass(frozen=True)
class ReceiptLines:
    """What a file from the province says, line by line; ``sha256`` is that of the file."""

    sha256: str
    lines: tuple[ReceiptLine, ...]

    def of(self, verdict: str) -> tuple[ReceiptLine, ...]:
        return tuple(line for line in self.lines if line.verdict == verdict)


@dataclass(frozen=True)
class ReceiptPreview(ReceiptLines):
    """What a receipt would change. ``unanswered``: records of the batch of which nothing is said yet."""

    batch_no: int
    received_at: str
    reason: str
    unanswered: int


@dataclass(frozen=True)
class Taken:
    """``left``: lines that were refused or that nobody confirmed; ``returned``: records that came back."""

    batch_no: int
    taken: int
    same: int
    left: tuple[ReceiptLine, ...]
    returned: tuple[ReceiptLine, ...]
    changed: Changed


@dataclass(frozen=True)
class _Judged:
    line: ReceiptLine
    sent: BatchItem | None
    reply: ProvinceReply | None  # without id and names of who took it


def read_receipt(desk: Desk, path: Path) -> ReceiptPreview:
    """Looks, writes nothing. UserError(code='receipt') when the whole file is refused."""
    desk.require(Role.CLERK, Role.ADMIN)
    receipt = desk.parts.packages.read_receipt(path)
    with desk.store.read() as uow:
        batch = _batch_of(uow, receipt)
        judged = tuple(_judge(desk, uow, batch, receipt))
        named = {one.line.item_id for one in judged}
        sent = uow.batch_items.where(batch_id=batch.id, status="10")
        return ReceiptPreview(
            batch_no=batch.batch_no,
            received_at=receipt.received_at,
            sha256=receipt.sha256,
            reason=receipt.reason,
            lines=tuple(one.line for one in judged),
            unanswered=sum(1 for row in sent if row.item_id not in named),
        )


def take_receipt(desk: Desk, path: Path, *, sha256: str = "", confirmed: Collection[str] = ()) -> Taken:
    """Takes what is new, and of what is asked the ``confirmed`` item ids, in one transaction.

    ``sha256``: that of the preview; UserError(code='receipt') when the file changed since.
    """
    desk.require(Role.CLERK, Role.ADMIN)
    receipt = desk.parts.packages.read_receipt(path)
    if sha256 and receipt.sha256 != sha256:
        raise UserError("回执没有采用：文件在看过以后变了，请重新读一次。", code="receipt")
    now = desk.parts.now_text()
    taken: list[_Judged] = []
    left: list[ReceiptLine] = []
    same = 0
    with desk.store.write() as uow:
        batch = _batch_of(uow, receipt)
        for one in _judge(desk, uow, batch, receipt):
            line = one.line
            if line.verdict == NEW or (line.verdict == ASK and line.item_id in confirmed):
                taken.append(one)
            elif line.verdict == SAME:
                same += 1
            else:
                left.append(line)
        for one in taken:
            assert one.reply is not None
            assert one.sent is not None
            reply = replace(one.reply, id=desk.parts.ids.new_id(), taken_at=now, taken_by=desk.user.id)
            uow.province_replies.add(reply)
            uow.batch_items.put(replace(one.sent, status=reply.status))
        if taken:
            uow.audit.record(
                at=now,
                actor=desk.user.id,
                action="receipt",
                kind="batch",
                record_id=batch.id,
                detail={
                    "taken": str(len(taken)),
                    "confirmed": str(sum(one.line.verdict == ASK for one in taken)),
                    "left": str(len(left)),
                    "sha256": receipt.sha256,
                },
            )
    return Taken(
        batch_no=batch.batch_no,
        taken=len(taken),
        same=same,
        left=tuple(left),
        returned=tuple(one.line for one in taken if one.line.returned),
        changed=Changed(frozenset({"exchange"} if taken else ())),
    )


def _batch_of(uow: UnitOfWork, receipt: Receipt) -> Batch:
    batch = uow.batches.find(receipt.batch_id)
    if batch is None:
        raise UserError("回执没有采用：这份回执不是本机报送的哪一期的，请看是不是拿错了。", code="receipt")
    if batch.manifest_sha256 != receipt.manifest_sha256:
        raise UserError(
            f"回执没有采用：省里收到的和本机第 {batch.batch_no} 期写出的不一样，文件可能被改过，请再次导出后重报。",
            code="receipt",
        )
    return batch


def _rows(receipt: Receipt, sent: Mapping[str, BatchItem]) -> Iterator[ReceiptRow]:
    """What is said of each record; a batch that is sent back whole sends back all that is in it."""
    yield from receipt.rows
    if receipt.result == "rejected":
        named = {row.xfjid for row in receipt.rows}
        why = (ReceiptError("", "", receipt.reason or WHOLE_BACK),)
        for item_id, row in sent.items():
            if item_id not in named:
                yield ReceiptRow(item_id, row.rev, 40, errors=why)


def _judge(desk: Desk, uow: UnitOfWork, batch: Batch, receipt: Receipt) -> Iterator[_Judged]:
    sent = {row.item_id: row for row in uow.batch_items.where(batch_id=batch.id)}
    rows = tuple(_rows(receipt, sent))
    heading = packages_in_force(desk, uow).heading
    known: dict[str, list[ProvinceReply]] = {}
    holders: dict[str, set[str]] = {}
    for reply in uow.province_replies.all():
        known.setdefault(reply.item_id, []).append(reply)
        if reply.xfjbh:
            holders.setdefault(reply.xfjbh, set()).add(reply.item_id)
    by_hand: dict[str, tuple[ProvinceTyped, ...]] = {}
    for entry in uow.province_typed.all():
        by_hand[entry.item_id] = (*by_hand.get(entry.item_id, ()), entry)
        holders.setdefault(entry.xfjbh, set()).add(entry.item_id)
    issued = Counter(row.xfjbh for row in rows if row.xfjbh and str(row.status) != DOUBLE)
    for row in rows:
        went = sent.get(row.xfjid)
        if went is None:
            yield _Judged(ReceiptLine(row.xfjid, "", REFUSED, "", NOT_IN_BATCH), None, None)
            continue
        reply = _reply(batch, receipt, row)
        before = known.get(row.xfjid, [])
        others = holders.get(row.xfjbh, set()) - {row.xfjid}
        verdict, why = _verdict(
            reply, went, before, by_hand.get(row.xfjid, ()), taken_by_other=bool(others) or issued[row.xfjbh] > 1
        )
        line = ReceiptLine(
            row.xfjid,
            uow.items.get(row.xfjid).register_no,
            verdict,
            reply_words(reply, went.op, heading),
            why,
            returned=reply.status == RETURNED,
        )
        yield _Judged(line, went, reply)


def _reply(batch: Batch, receipt: Receipt, row: ReceiptRow) -> ProvinceReply:
    errors = [[one.field, one.code, one.message] for one in row.errors]
    return ProvinceReply(
        id="",
        batch_id=batch.id,
        item_id=row.xfjid,
        rev=row.rev,
        status=str(row.status),
        xfjbh=row.xfjbh,
        query_code=row.cxm,
        first_in_country=row.qgccbz,
        repeated=row.cfxfbz,
        repeated_no=row.repeated_xfjbh,
        state_text=row.xfjclzt,
        errors_json=json.dumps(errors, ensure_ascii=False),
        received_at=receipt.received_at,
        taken_at="",
        taken_by="",
    )


def _verdict(
    reply: ProvinceReply,
    went: BatchItem,
    before: list[ProvinceReply],
    typed: tuple[ProvinceTyped, ...],
    *,
    taken_by_other: bool,
) -> tuple[str, str]:
    """(verdict, why)."""
    if reply.rev != went.rev:
        return REFUSED, f"这一期报的是第 {went.rev} 版，回执说的是第 {reply.rev} 版。"
    of_batch = [one for one in before if one.batch_id == reply.batch_id]
    newest = of_batch[-1] if of_batch else None
    if newest is not None:
        if any(_said(one) == _said(reply) and one.received_at == reply.received_at for one in of_batch):
            return SAME, ""
        if reply.received_at < newest.received_at:
            return REFUSED, OLDER
        if _said(newest) == _said(reply):
            return SAME, ""
        if reply.received_at == newest.received_at:
            return ASK, OTHER_AT_ONCE
    facts = province_facts(before, typed)
    for name, old, new in (
        ("信访件编号", facts.xfjbh, reply.xfjbh),
        ("查询码", facts.query_code, reply.query_code),
    ):
        if old and new and old != new:
            return ASK, f"{name}和已有的不一样：已有 {old}，回执写 {new}。"
    if reply.xfjbh and taken_by_other and reply.status != DOUBLE:
        return ASK, f"信访件编号 {reply.xfjbh} 也给了另一件。"
    if reply.status == RETURNED and newest is not None and newest.status in (RECEIVED, DOUBLE):
        return ASK, BACK_AFTER_ALL
    return NEW, ""


def _said(reply: ProvinceReply) -> ProvinceReply:
    """What a reply says, whenever and by whom it was read."""
    return replace(reply, id="", received_at="", taken_at="", taken_by="")
