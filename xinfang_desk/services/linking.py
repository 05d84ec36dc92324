"""关联 two matters that belong together, and 分开 again: register number and date, with a reason (counter-rules 2.1).

Another household, another member of the family: each keeps its own matter, its own papers and days; nothing is refused
because of a link, and the link tells nobody what the other one says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import Item, ItemState, MatterMerge, Role
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.ports import UnitOfWork

SHORTEST = 4  # digits of a running number that may stand for the whole


@dataclass(frozen=True)
class Link:
    """The other side of a link: no name, no words."""

    merge_id: str
    register_no: str
    received_on: str


def links_of(uow: UnitOfWork, item: Item) -> tuple[Link, ...]:
    """What an item is linked with now; sealed matters are never among it."""
    if item.sealed:
        return ()
    found = []
    for merge in uow.matter_merges.all():
        if merge.parted_at is not None or item.matter_id not in (merge.kept_id, merge.joined_id):
            continue
        other = merge.joined_id if merge.kept_id == item.matter_id else merge.kept_id
        rows = sorted(uow.items.where(matter_id=other), key=lambda row: row.made_at)
        shown = next((row for row in rows if not row.sealed and row.state != ItemState.VOID), None)
        if shown is not None:
            received = uow.receptions.get(shown.reception_id).received_on
            found.append(Link(merge.id, shown.register_no, received))
    return tuple(sorted(found, key=lambda one: (one.received_on, one.register_no)))


def link(desk: Desk, item_id: str, register_no: str, reason: str) -> Changed:
    """关联. ``register_no`` whole, or the last digits in which it differs from this item's.

    FieldErrors: ``register_no`` (unknown, the same matter, linked already), ``reason``.
    """
    desk.require(Role.CLERK, Role.REVIEWER)
    with desk.store.write() as uow:
        item = uow.items.get(item_id)
        if item.sealed or item.state == ItemState.VOID:
            raise UserError("这件不能关联。", code="closed")
        other, problem = _wanted(uow, item, register_no.strip())
        wrong = {"register_no": problem} if problem else {}
        if not reason.strip():
            wrong["reason"] = "请写明为什么放在一起看，如：同一家另一个人自己的请求。"
        if wrong or other is None:
            raise FieldErrors(wrong)
        first, second = sorted((other, item), key=lambda row: (row.made_at, row.id))
        row = MatterMerge(
            id=desk.parts.ids.new_id(),
            kept_id=first.matter_id,
            joined_id=second.matter_id,
            reason=reason.strip(),
            at=desk.parts.now_text(),
            by=desk.user.id,
            parted_at=None,
            parted_reason="",
        )
        uow.matter_merges.add(row)
        _audit(desk, uow, "matter.link", row, reason.strip())
        topics = _topics(uow, row)
    return Changed(topics)


def part(desk: Desk, merge_id: str, reason: str) -> Changed:
    """分开: the link stays on record with who parted it and why."""
    desk.require(Role.CLERK, Role.REVIEWER)
    if not reason.strip():
        raise FieldErrors({"reason": "请写明为什么分开。"})
    with desk.store.write() as uow:
        row = uow.matter_merges.get(merge_id)
        if row.parted_at is not None:
            raise UserError("已经分开了。", code="parted")
        uow.matter_merges.put(replace(row, parted_at=desk.parts.now_text(), parted_reason=reason.strip()))
        _audit(desk, uow, "matter.part", row, reason.strip())
        topics = _topics(uow, row)
    return Changed(topics)


def confirm_content_class(desk: Desk, item_id: str) -> Changed:
    """待核 → the class as chosen at the counter is right; another one is a 更正."""
    desk.require(Role.CLERK, Role.REVIEWER)
    with desk.store.write() as uow:
        item = uow.items.get(item_id)
        if item.sealed or item.state == ItemState.VOID or not item.content_class:
            raise UserError("这件没有要核的类别。", code="closed")
        if not item.content_class_checked:
            uow.items.put(replace(item, content_class_checked=True))
            uow.audit.record(
                at=desk.parts.now_text(),
                actor=desk.user.id,
                action="item.class_checked",
                kind="item",
                record_id=item.id,
                detail={"content_class": item.content_class},
            )
    return Changed(frozenset({f"reception:{item.reception_id}"}))


def _wanted(uow: UnitOfWork, item: Item, number: str) -> tuple[Item | None, str]:
    """The item meant by a number, or the sentence why it cannot be linked."""
    if len(number) < SHORTEST:
        return None, f"请写另一件的登记编号，至少写后 {SHORTEST} 位。"
    # The last digits alone mean an item of the same office, year and kind.
    rows = uow.items.where(register_no=number) or uow.items.where(register_no=item.register_no[: -len(number)] + number)
    open_rows = [row for row in rows if not row.sealed and row.state != ItemState.VOID]
    if not open_rows:
        return None, "没有这个登记编号，请核对；不是同一年、同一种来源的，请写全。"
    other = open_rows[0]
    if other.id == item.id:
        return None, "这就是这一件，请写另一件的登记编号。"
    if other.matter_id == item.matter_id:
        return None, "两件登记的本来就是同一件事，不用再关联。"
    if any(one.register_no == other.register_no for one in links_of(uow, item)):
        return None, "这两件已经关联了。"
    return other, ""


def _audit(desk: Desk, uow: UnitOfWork, action: str, row: MatterMerge, reason: str) -> None:
    uow.audit.record(
        at=desk.parts.now_text(),
        actor=desk.user.id,
        action=action,
        kind="matter",
        record_id=row.kept_id,
        detail={"other": row.joined_id, "reason": reason},
    )


def _topics(uow: UnitOfWork, row: MatterMerge) -> frozenset[str]:
    items = [item for matter in (row.kept_id, row.joined_id) for item in uow.items.where(matter_id=matter)]
    return frozenset(f"reception:{item.reception_id}" for item in items)
