"""密存: who holds the key of a sealed item, and how it is handed out anew when the 保密员 change (domain/halves).

The clerk who took a disclosure down holds its key until the visit closes. Then it takes two: a 保密员 with another, or
with a printed sheet. An office with one 保密员 alone gives that one the whole key; without any, the clerk keeps it, as
nobody else could ever read what was said.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.halves import Holders, Pair, keepers_of, split
from xinfang_desk.domain.records import ReceptionState, Role, SealedContent, SealedKey, SealedPair
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork

WHOLE = "whole"
BOX = "box"  # the kind of sealed content that is no secret: the public half of what anybody may put in
CLOSED = "这件已经密存，您这里打不开，请找保密员。"
TWO_FIRST = "这是密件。请先在“登记”那一步点“开封查看”，两位保密员一起开封以后再看、再办。"
STRANDED = (
    "这样改了，有的密件就再也打不开了。请先在“密件”那一页打印开封恢复单，或者另设一位保密员再重封一次，然后再改。"
)


def holders(uow: UnitOfWork) -> Holders:
    return Holders.of(uow.users.all(), uow.printed_halves.all())


def has_keeper(uow: UnitOfWork) -> bool:
    """Whether the office has an active 保密员."""
    return bool(keepers_of(uow.users.all()))


def make_key(desk: Desk, uow: UnitOfWork, item_id: str) -> bytes:
    """A new key for a new sealed item, for who is at the desk to finish this visit, and handed out to the holders."""
    key = desk.parts.seal.new_key()
    if _own_visit(desk, uow, item_id):
        _wrap_whole(desk, uow, item_id, key, desk.user.id)
    hand_out(desk, uow, item_id, key)
    return key


def hand_out(desk: Desk, uow: UnitOfWork, item_id: str, key: bytes) -> bool:
    """Makes the boxes that are missing for the present holders and empties those that are not wanted any more."""
    changed = _put_box(desk, uow, item_id, key)
    held = holders(uow)
    public = {row.id: row.public_key for row in uow.users.all()}
    public |= {row.id: row.public_key for row in uow.printed_halves.all()}
    live = _live(uow.sealed_pairs.where(item_id=item_id), held)
    for pair in sorted(held.pairs() - live.keys()):
        _wrap_pair(desk, uow, item_id, key, pair, held, public)
    changed = bool(held.pairs() - live.keys()) or changed
    for row in uow.sealed_pairs.where(item_id=item_id):
        if (row.one_wrapped or row.other_wrapped) and not held.holds(row):
            uow.sealed_pairs.put(replace(row, one_wrapped=b"", other_wrapped=b""))
            changed = True
    whole = [row for row in uow.sealed_keys.where(item_id=item_id) if row.wrapped]
    wanted = _wanted_whole(uow, item_id, held, whole)
    for user_id in sorted(wanted - {row.user_id for row in whole}):
        _wrap_whole(desk, uow, item_id, key, user_id)
        changed = True
    for one in whole:
        if one.user_id not in wanted:
            _drop(desk, uow, one)
            changed = True
    return changed


def box_private(key: bytes) -> bytes:
    """The private half of an item's box, by its key."""
    return hashlib.sha256(b"xinfang-desk sealed box 1" + key).digest()


def _put_box(desk: Desk, uow: UnitOfWork, item_id: str, key: bytes) -> bool:
    if uow.sealed_contents.where(item_id=item_id, kind=BOX):
        return False
    public = desk.parts.seal.public_half(box_private(key))
    row = SealedContent(desk.parts.ids.new_id(), item_id, BOX, public, desk.parts.now_text())
    uow.sealed_contents.add(row)
    return True


def _wanted_whole(uow: UnitOfWork, item_id: str, held: Holders, whole: list[SealedKey]) -> set[str]:
    """Who is to have the key alone: the only 保密员, the clerk of a visit still open, anybody while there is nobody."""
    if not held.keepers:
        return {row.user_id for row in whole}
    wanted = set(held.keepers) if held.alone else set()
    reception = uow.receptions.get(uow.items.get(item_id).reception_id)
    if reception.state == ReceptionState.REGISTERED:
        wanted |= {
            row.user_id for row in whole if row.user_id not in held.keepers or row.user_id == reception.registrar_id
        }
    return wanted


def _live(rows: tuple[SealedPair, ...], held: Holders) -> dict[Pair, SealedPair]:
    return {(row.one_id, row.other_id): row for row in rows if held.holds(row)}


def _wrap_pair(
    desk: Desk, uow: UnitOfWork, item_id: str, key: bytes, pair: Pair, held: Holders, public: dict[str, bytes]
) -> None:
    seal = desk.parts.seal
    first, second = split(key, seal.random)
    one, other = pair
    uow.sealed_pairs.add(
        SealedPair(
            id=desk.parts.ids.new_id(),
            item_id=item_id,
            one_id=one,
            one_key=held.all[one],
            one_wrapped=seal.wrap(first, public[one]),
            other_id=other,
            other_key=held.all[other],
            other_wrapped=seal.wrap(second, public[other]),
            made_at=desk.parts.now_text(),
        )
    )


def _wrap_whole(desk: Desk, uow: UnitOfWork, item_id: str, key: bytes, user_id: str) -> None:
    wrapped = desk.parts.seal.wrap(key, uow.users.get(user_id).public_key)
    uow.sealed_keys.add(SealedKey(desk.parts.ids.new_id(), item_id, user_id, wrapped, WHOLE))


def _drop(desk: Desk, uow: UnitOfWork, row: SealedKey) -> None:
    uow.sealed_keys.put(replace(row, wrapped=b""))
    uow.audit.record(
        at=desk.parts.now_text(), actor=desk.user.id, action="sealed.key_dropped", kind="item", record_id=row.item_id
    )


def can_open(desk: Desk, uow: UnitOfWork, item_id: str) -> bool:
    """Whether this desk may read the item now: it is open before them, or it is the clerk's own visit, still open."""
    return _opened(desk, item_id) or (_own_visit(desk, uow, item_id) and _box(uow, item_id, desk.user.id) is not None)


def key_of(desk: Desk, uow: UnitOfWork, item_id: str) -> bytes:
    """The item's key for who ``can_open``. UserError: ``sealed``, and ``opening`` for a 保密员 who has to open it."""
    if desk.opening is not None and _opened(desk, item_id):
        return desk.opening.key
    row = _box(uow, item_id, desk.user.id) if _own_visit(desk, uow, item_id) else None
    if row is None:
        raise UserError(TWO_FIRST, code="opening") if desk.has(Role.SECRECY) else UserError(CLOSED, code="sealed")
    return desk.parts.seal.unwrap(row.wrapped, desk.unlocked.private_key)


def _opened(desk: Desk, item_id: str) -> bool:
    return desk.opening is not None and desk.opening.item_id == item_id


def _own_visit(desk: Desk, uow: UnitOfWork, item_id: str) -> bool:
    """What needs no second person: who took it down, or found out what it was, finishes the papers of this visit."""
    reception = uow.receptions.get(uow.items.get(item_id).reception_id)
    mine = reception.registrar_id == desk.user.id or not desk.has(Role.SECRECY)
    return mine and reception.state == ReceptionState.REGISTERED


def _box(uow: UnitOfWork, item_id: str, user_id: str) -> SealedKey | None:
    rows = [row for row in uow.sealed_keys.where(item_id=item_id, user_id=user_id, share=WHOLE) if row.wrapped]
    return rows[-1] if rows else None


def whole_key(desk: Desk, uow: UnitOfWork, item_id: str, user_id: str, private_key: bytes) -> bytes | None:
    """The key by one user's own box, where there is one that still opens."""
    row = _box(uow, item_id, user_id)
    if row is None:
        return None
    try:
        return desk.parts.seal.unwrap(row.wrapped, private_key)
    except UserError:  # made for a key pair that was renewed since
        return None


def drop_clerk_keys(desk: Desk, uow: UnitOfWork, reception_id: str) -> None:
    """When the visit closes: the key goes to whoever came meanwhile, and the clerk gives theirs up.

    While nobody else could open it, the clerk keeps it.
    """
    for item in uow.items.where(reception_id=reception_id, sealed=True):
        key = whole_key(desk, uow, item.id, desk.user.id, desk.unlocked.private_key)
        if key is None and desk.opening is not None and _opened(desk, item.id):
            key = desk.opening.key
        if key is not None:
            hand_out(desk, uow, item.id, key)
            continue
        held, pairs = holders(uow), uow.sealed_pairs.where(item_id=item.id)
        whole = [row for row in uow.sealed_keys.where(item_id=item.id) if row.wrapped]
        wanted = _wanted_whole(uow, item.id, held, whole)
        if held.opens([row for row in whole if row.user_id in wanted], pairs):
            for row in whole:
                if row.user_id not in wanted:
                    _drop(desk, uow, row)


def settle(desk: Desk) -> int:
    """At log-in: what this user holds whole and should share is handed out; how many items that were.

    So the keys of a store that was made before there were halves come into two hands by themselves.
    """
    with desk.store.read() as uow:
        mine = {row.item_id for row in uow.sealed_keys.where(user_id=desk.user.id) if row.wrapped}
        late = sorted(mine & set(waiting_items(uow))) if mine else []
    if not late:
        return 0
    done = 0
    with desk.store.write() as uow:
        for item_id in late:
            key = whole_key(desk, uow, item_id, desk.user.id, desk.unlocked.private_key)
            if key is not None and hand_out(desk, uow, item_id, key):
                done += 1
                uow.audit.record(
                    at=desk.parts.now_text(),
                    actor=desk.user.id,
                    action="sealed.rewrap",
                    kind="item",
                    record_id=item_id,
                )
    return done


def waiting_items(uow: UnitOfWork) -> tuple[str, ...]:
    """Sealed items whose boxes are not yet those of the present holders."""
    held = holders(uow)
    whole: defaultdict[str, list[SealedKey]] = defaultdict(list)
    pairs: defaultdict[str, list[SealedPair]] = defaultdict(list)
    for key in uow.sealed_keys.all():
        whole[key.item_id] += [key] if key.wrapped else []
    for pair in uow.sealed_pairs.all():
        pairs[pair.item_id] += [pair] if pair.one_wrapped or pair.other_wrapped else []
    return tuple(
        item_id
        for item_id in sorted(whole.keys() | pairs.keys())
        if not _settled(uow, item_id, held, whole[item_id], pairs[item_id])
    )


def _settled(uow: UnitOfWork, item_id: str, held: Holders, whole: list[SealedKey], pairs: list[SealedPair]) -> bool:
    live = _live(tuple(pairs), held)
    if len(live) != len(pairs) or live.keys() != held.pairs():
        return False
    return {row.user_id for row in whole} == _wanted_whole(uow, item_id, held, whole)


def stranded(uow: UnitOfWork, before: Holders) -> bool:
    """Whether an item that those of ``before`` could open can be opened by nobody now."""
    now = holders(uow)
    items = {row.item_id for row in uow.sealed_keys.all()} | {row.item_id for row in uow.sealed_pairs.all()}
    for item_id in items:
        boxes = uow.sealed_keys.where(item_id=item_id), uow.sealed_pairs.where(item_id=item_id)
        if before.opens(*boxes) and not now.opens(*boxes):
            return True
    return False
