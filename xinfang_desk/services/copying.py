"""逐项复制: one record in the order of the province's own screen, for an office that can only type there."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import ProvinceTyped, Role
from xinfang_desk.services.context import Changed, Desk, current_profile
from xinfang_desk.services.export_rows import LeftOut, candidates, package_rows
from xinfang_desk.services.profiles import packages_in_force

LONGEST = 64


@dataclass(frozen=True)
class CopyField:
    heading: str
    value: str


@dataclass(frozen=True)
class CopySheet:
    """A record to type over. ``xfjbh``: what was typed back before, or empty."""

    item_id: str
    register_no: str
    fields: tuple[CopyField, ...]
    xfjbh: str


@dataclass(frozen=True)
class TypedBack:
    """What the province's screen showed in the end."""

    item_id: str
    xfjbh: str
    query_code: str = ""


def copy_sheet(desk: Desk, item_id: str) -> CopySheet:
    """The columns of the profile with what goes into them; opening it is recorded.

    UserError(code='stays') for what never goes to the province, with the reason.
    """
    desk.require(Role.CLERK)
    with desk.store.write() as uow:
        one = next(candidates(uow, [item_id]))
        if isinstance(one, LeftOut):
            raise UserError(f"这一件现在不报：{one.reason}", code="stays")
        if one.op == "D":
            raise UserError("这一件已经作废，请在省里的系统里撤回。", code="stays")
        profile = current_profile(uow, desk.parts.today())
        _candidate, row = next(package_rows(desk, uow, profile, [one]))
        cells = packages_in_force(desk, uow).screen_cells(row)
        typed = uow.province_typed.where(item_id=item_id)
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action="export.copy", kind="item", record_id=item_id
        )
    return CopySheet(
        item_id,
        one.item.register_no,
        tuple(CopyField(heading, value) for heading, value in cells if value),
        typed[-1].xfjbh if typed else "",
    )


def typed_back(desk: Desk, order: TypedBack) -> Changed:
    """Keeps the number that the province gave. FieldErrors(``xfjbh``) for none, or one that another record has."""
    desk.require(Role.CLERK, Role.ADMIN)
    number, code = order.xfjbh.strip(), order.query_code.strip()
    if not number or len(number) > LONGEST or len(code) > LONGEST:
        raise FieldErrors({"xfjbh": "请把省里显示的信访件编号照样输入。"})
    with desk.store.write() as uow:
        item = uow.items.get(order.item_id)
        holders = {row.item_id for row in uow.province_typed.where(xfjbh=number)}
        holders |= {row.item_id for row in uow.province_replies.where(xfjbh=number) if row.status != "30"}
        if holders - {item.id}:
            raise FieldErrors({"xfjbh": "这个编号本机另一件已经用了，请核对省里的屏幕。"})
        at = desk.parts.now_text()
        uow.province_typed.add(
            ProvinceTyped(desk.parts.ids.new_id(), item.id, item.rev, number, code, at, desk.user.id)
        )
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action="export.typed",
            kind="item",
            record_id=item.id,
            detail={"xfjbh": number},
        )
    return Changed(frozenset({"exchange", f"reception:{item.reception_id}"}))
