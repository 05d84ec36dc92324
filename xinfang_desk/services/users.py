"""用户: the ways in — mended where they no longer agree with the users, and the recovery sheet made anew."""

from __future__ import annotations

from xinfang_desk.domain.access import MendedSlot
from xinfang_desk.domain.moments import date_text
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import Role, User
from xinfang_desk.services.context import Desk, current_profile
from xinfang_desk.services.recovery_sheet import recovery_sheet
from xinfang_desk.services.sheets import SheetPrint, print_sheet


def mend_ways_in(desk: Desk) -> tuple[str, ...]:
    """At a log-in of 管理员: a sentence for each way in that was mended or is missing; nothing for anybody else."""
    if not desk.has(Role.ADMIN):
        return ()
    found = desk.parts.vault.settle_slots(desk.unlocked)
    closed = [one for one in found if one.what == "closed"]
    with desk.store.read() as uow:
        names = {user.id: user for user in uow.users.all()}
    if closed:
        with desk.store.write() as uow:
            for one in closed:
                uow.audit.record(
                    at=desk.parts.now_text(),
                    actor=desk.user.id,
                    action="user.way_closed",
                    kind="user",
                    record_id=one.user_id,
                )
    return tuple(_sentence(one, names.get(one.user_id)) for one in found)


def _sentence(one: MendedSlot, user: User | None) -> str:
    name = user.display_name if user is not None else ""
    if one.what == "no_way":
        return f"{name}还没有登录密码，请到设置—用户当面给他设一个。"
    if user is None:
        return "有一个登录密码不属于任何用户，已经作废。"
    return f"{name}已经停用，可是还留着登录密码，已经作废。"


def renew_recovery(desk: Desk, old_code: str = "") -> str:
    """A new recovery code; the sheet before is void from now on. UserError(code='recovery') for a wrong old one.

    With the old code everybody's sealed content can be saved by the new sheet at once, else after their next log-in.
    """
    desk.require(Role.ADMIN)
    code = desk.parts.vault.new_recovery(desk.unlocked, old_code)
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="recovery.new",
            kind="user",
            record_id=desk.user.id,
            detail={"with_old": "1" if old_code.strip() else "0"},
        )
    return code


def print_recovery(desk: Desk, code: str, printer: str) -> SheetPrint:
    """Prints the sheet for a code that was just made."""
    desk.require(Role.ADMIN)
    return print_sheet(desk, _sheet(desk, code), printer)


def _sheet(desk: Desk, code: str) -> DocumentData:
    with desk.store.read() as uow:
        name = current_profile(uow, desk.parts.today()).name
    return recovery_sheet(name, code, str(desk.store.folder), date_text(desk.parts.today()))
