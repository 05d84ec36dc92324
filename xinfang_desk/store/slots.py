"""Key slots after they were made: the recovery sheet made anew, and slots that no longer agree with the users."""

from __future__ import annotations

from dataclasses import replace

from xinfang_desk.domain.access import MendedSlot
from xinfang_desk.domain.errors import UserError
from xinfang_desk.store.sqlite import keys as k
from xinfang_desk.store.sqlite import recovery, seal
from xinfang_desk.store.store import SqlStore


def settle(store: SqlStore) -> tuple[MendedSlot, ...]:
    """Takes away every way in that no user in use has, and names who is in use and has none.

    A kill between a user's row and the slot leaves such a pair; so does a keys file of another day.
    """
    found: list[MendedSlot] = []
    with store.write() as unit:
        users = {user.id: user for user in unit.users.all()}
        keys = k.load(store.folder)
        for slot in keys.slots:
            user = users.get(slot.user_id)
            fits = user is not None and user.active and keys.tag(user.login_name) == slot.tag
            if slot.wrapped and not fits:
                keys = keys.with_slot(replace(slot, wrapped=b""))
                found.append(MendedSlot("closed", slot.user_id, user.login_name if user is not None else ""))
        for user in users.values():
            own = keys.slot(user.login_name)
            if user.active and (own is None or not own.wrapped):
                found.append(MendedSlot("no_way", user.id, user.login_name))
        if any(one.what == "closed" for one in found):
            k.save(store.folder, keys)
    return tuple(found)


def new_sheet(store: SqlStore, random: k.Random, old_code: str) -> str:
    """A new recovery code; the old one opens nothing from then on.

    With ``old_code`` every user's own key is boxed to the new sheet at once; without it each one's when they next log
    in. UserError(code='recovery') for a slip of the pen or a code of another sheet.
    """
    code = recovery.new_code(random)
    with store.write():
        keys = k.load(store.folder)
        private = _private_of(keys, old_code) if old_code.strip() else None
        made = k.make_recovery(store.install_id, code, store.key, random)
        slots = tuple(_boxed(slot, private, made, random) for slot in keys.slots)
        k.save(store.folder, replace(keys, recovery=made, slots=slots))
    return code


def _private_of(keys: k.KeyFile, typed: str) -> bytes:
    read = recovery.read_code(typed)
    both = k.open_recovery(keys, read) if read is not None else None
    if both is None:
        raise UserError("旧恢复码没有抄对，或者不是这份数据的；没有旧恢复单就空着。", code="recovery", field="old_code")
    return both[1]


def _boxed(slot: k.Slot, private: bytes | None, made: k.Recovery, random: k.Random) -> k.Slot:
    own_key = k.escrowed_key(slot, private) if private is not None else None
    if own_key is None:
        return slot
    return replace(slot, escrow=seal.wrap(own_key, made.public_key, random), escrow_tag=made.tag)


def box_anew(store: SqlStore, tag: str, opened: k.Opened, random: k.Random) -> None:
    """At a log-in: the user's own key is boxed to the sheet that counts now."""
    if (slot := k.load(store.folder).slot_of(tag)) is None or slot.escrow_tag == k.load(store.folder).recovery.tag:
        return
    with store.write():
        keys = k.load(store.folder)
        now = keys.slot_of(tag)
        if now is not None and now.wrapped == slot.wrapped:
            box = seal.wrap(opened.own_key, keys.recovery.public_key, random)
            k.save(store.folder, keys.with_slot(replace(now, escrow=box, escrow_tag=keys.recovery.tag)))
