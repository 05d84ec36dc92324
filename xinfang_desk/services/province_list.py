"""A table from the province's own system: each line finds its record by our number, else a person confirms it.

Only what the province issues is filled: its number, query code, first or repeated, state. Nothing is guessed; the same
table twice changes nothing; one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.packages import ListRow, ProvinceList
from xinfang_desk.domain.records import Item, ItemState, ProvinceReply, ProvinceTyped, Role
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.province import EXPORTED, RECEIVED, ProvinceFacts, newest_sent, province_facts
from xinfang_desk.services.receipts import ASK, NEW, REFUSED, SAME, ReceiptLine, ReceiptLines

NOT_HERE = "本机没有这个登记编号。"
NOBODY = "本机没有同名、同一天的件。"
SEVERAL = "本机有几件都像，不能定，请在那一件里手工记。"
NO_NUMBER = "省里没有给信访件编号。"
TWICE = "这个编号在表里出现两次。"


@dataclass(frozen=True)
class ListPreview(ReceiptLines):
    """What a table would fill in."""


@dataclass(frozen=True)
class ListTaken:
    taken: int
    same: int
    left: tuple[ReceiptLine, ...]
    changed: Changed


@dataclass(frozen=True)
class _Judged:
    line: ReceiptLine
    item: Item | None
    row: ListRow


def read_province_list(desk: Desk, path: Path) -> ListPreview:
    """Looks, writes nothing. UserError(code='receipt') when the whole table is refused."""
    desk.require(Role.CLERK)
    found = desk.parts.packages.read_list(path)
    with desk.store.read() as uow:
        return ListPreview(found.sha256, tuple(one.line for one in _judge(uow, found)))


def take_province_list(desk: Desk, path: Path, *, sha256: str = "", confirmed: Collection[str] = ()) -> ListTaken:
    """Takes what our number proves, and of what is asked the ``confirmed`` item ids, in one transaction.

    ``sha256``: that of the preview; UserError(code='receipt') when the file changed since.
    """
    desk.require(Role.CLERK)
    found = desk.parts.packages.read_list(path)
    if sha256 and found.sha256 != sha256:
        raise UserError("表没有采用：文件在看过以后变了，请重新读一次。", code="receipt")
    taken, same = 0, 0
    left: list[ReceiptLine] = []
    with desk.store.write() as uow:
        for one in _judge(uow, found):
            line = one.line
            if one.item is not None and (line.verdict == NEW or (line.verdict == ASK and line.item_id in confirmed)):
                _fill(desk, uow, one.item, one.row)
                taken += 1
            elif line.verdict == SAME:
                same += 1
            else:
                left.append(line)
        if taken:
            uow.audit.record(
                at=desk.parts.now_text(),
                actor=desk.user.id,
                action="receipt.list",
                detail={"taken": str(taken), "left": str(len(left)), "sha256": found.sha256},
            )
    return ListTaken(taken, same, tuple(left), Changed(frozenset({"exchange"} if taken else ())))


def _judge(uow: UnitOfWork, found: ProvinceList) -> list[_Judged]:
    holders: dict[str, set[str]] = {}
    known = [(row.xfjbh, row.item_id) for row in uow.province_replies.all() if row.xfjbh]
    known += [(row.xfjbh, row.item_id) for row in uow.province_typed.all()]
    for number, item_id in known:
        holders.setdefault(number, set()).add(item_id)
    times = Counter(row.xfjbh for row in found.rows)
    named = Counter(row.register_no for row in found.rows if row.register_no)
    return [
        _judge_one(uow, row, holders.get(row.xfjbh, set()), twice=times[row.xfjbh] > 1 or named[row.register_no] > 1)
        for row in found.rows
    ]


def _judge_one(uow: UnitOfWork, row: ListRow, holders: set[str], *, twice: bool) -> _Judged:
    def refused(why: str, item: Item | None = None) -> _Judged:
        number = item.register_no if item is not None else row.register_no
        return _Judged(ReceiptLine(item.id if item else "", number, REFUSED, "", why), None, row)

    if not row.xfjbh:
        return refused(NO_NUMBER)
    if twice:
        return refused(TWICE)
    item, sure, why = _match(uow, row)
    if item is None:
        return refused(why)
    facts = province_facts(uow.province_replies.where(item_id=item.id), uow.province_typed.where(item_id=item.id))
    becomes = f"信访件编号 {row.xfjbh}" + (f"，{row.state_text}" if row.state_text else "")
    if _says_nothing_new(facts, row):
        return _Judged(ReceiptLine(item.id, item.register_no, SAME, becomes, ""), item, row)
    if holders - {item.id}:
        return refused(f"信访件编号 {row.xfjbh} 已经是另一件的。", item)
    doubt = "" if sure else "按姓名和日期对上的，请核对是不是这一件。"
    if facts.xfjbh and facts.xfjbh != row.xfjbh:
        doubt = f"信访件编号和已有的不一样：已有 {facts.xfjbh}。"
    return _Judged(ReceiptLine(item.id, item.register_no, ASK if doubt else NEW, becomes, doubt), item, row)


def _match(uow: UnitOfWork, row: ListRow) -> tuple[Item | None, bool, str]:
    """The record, whether our own number proves it, and why there is none. Sealed matter is never matched."""
    if row.register_no:
        items = [one for one in uow.items.where(register_no=row.register_no) if _may_match(one)]
        return (items[0], True, "") if items else (None, False, NOT_HERE)
    if not row.name or not row.on_date:
        return None, False, NOBODY
    there = {
        one.reception_id
        for one in uow.visitors.where(name=row.name)
        if not row.id_number or not one.id_number or one.id_number == row.id_number
    }
    receptions = [one for one in uow.receptions.among("id", sorted(there)) if one.received_on == row.on_date]
    items = [one for one in uow.items.among("reception_id", [one.id for one in receptions]) if _may_match(one)]
    if len(items) > 1:
        return None, False, SEVERAL
    return (items[0], False, "") if items else (None, False, NOBODY)


def _may_match(item: Item) -> bool:
    return not item.sealed and item.state != ItemState.VOID


def _says_nothing_new(facts: ProvinceFacts, row: ListRow) -> bool:
    pairs = (
        (facts.xfjbh, row.xfjbh),
        (facts.query_code, row.query_code),
        (facts.state_text, row.state_text),
        (facts.first_in_country, row.first_in_country),
        (facts.repeated, row.repeated),
    )
    return all(not new or new == old for old, new in pairs)


def _fill(desk: Desk, uow: UnitOfWork, item: Item, row: ListRow) -> None:
    """As a reply to the newest batch the record went with, else as typed back by a person."""
    at = desk.parts.now_text()
    batches = {batch.id: batch for batch in uow.batches.all()}
    sent = newest_sent(uow.batch_items.where(item_id=item.id), batches).get(item.id)
    if sent is None:
        uow.province_typed.add(
            ProvinceTyped(desk.parts.ids.new_id(), item.id, item.rev, row.xfjbh, row.query_code, at, desk.user.id)
        )
        return
    uow.province_replies.add(
        ProvinceReply(
            id=desk.parts.ids.new_id(),
            batch_id=sent.batch_id,
            item_id=item.id,
            rev=sent.rev,
            status=RECEIVED,
            xfjbh=row.xfjbh,
            query_code=row.query_code,
            first_in_country=row.first_in_country,
            repeated=row.repeated,
            repeated_no="",
            state_text=row.state_text,
            errors_json="[]",
            received_at=at,
            taken_at=at,
            taken_by=desk.user.id,
        )
    )
    if sent.status == EXPORTED:
        uow.batch_items.put(replace(sent, status=RECEIVED))
