"""开封: two of the office's 保密员, or one with a printed sheet, open one sealed item; always recorded.

Each proves who they are by name and password, without logging in, or by the code on a 开封恢复单. What comes out is
held by the dialog that asked for it: nothing of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from xinfang_desk.domain.access import Opening
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.halves import SHEETS, Holders, join, keepers_of
from xinfang_desk.domain.moments import date_text
from xinfang_desk.domain.records import Document, PrintedHalf, Role
from xinfang_desk.services.context import Changed, Desk, current_profile, local_moment
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.recovery_sheet import opening_sheet
from xinfang_desk.services.sealed import SealedWords, read_words, seal_papers
from xinfang_desk.services.sealed_keys import hand_out, holders, stranded, waiting_items, whole_key
from xinfang_desk.services.sheets import SheetPrint, print_sheet

FIRST, SECOND = "first", "second"
NOT_KEEPER = "这个人不是在用的保密员，开不了密件。"
SAME = "要两个人一起开封，这是同一个人。"
BAD_CODE = "这张单上的码没有抄对，请对着纸逐组再核对一遍。"
OLD_CODE = "这张开封恢复单已经换过，或者不是本单位的，请找新的那张。"
NEED_TWO = "要两位保密员一起开封：请第二位也输登录名和密码，或者用一张开封恢复单。"
WHY = "请写明为什么打开。"
WHY_SHEET = "用恢复单代替一位保密员，请写明原因。"
MADE_FOR_TWO = "这件是封给两个人的，一个人打不开。请用一张开封恢复单代替另一位。"
NOT_FOR_THESE = "这件还没有封给这两位（可能是后来才当的保密员）。请原来的两位开封一次，以后就能开了。"
PLACES_LOST = "有 {count} 件这两位打不开，换了恢复单就再也打不开了。请先由能打开的人开封一次，再换。"


@dataclass(frozen=True)
class Opener:
    """One of the two: a name with a password, or the code of a printed sheet."""

    login_name: str = ""
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)

    @property
    def empty(self) -> bool:
        return not (self.login_name.strip() or self.password or self.code.strip())


@dataclass(frozen=True)
class OpenOrder:
    """``reason``: needed where one opens alone, or a sheet stands in for somebody."""

    item_id: str
    first: Opener
    second: Opener = Opener()
    reason: str = ""


@dataclass(frozen=True)
class OpenTerms:
    """What the dialog asks for: with fewer than two 保密员 one may open alone. ``sheets``: two are in force."""

    alone: bool
    sheets: bool


@dataclass(frozen=True)
class SealedSheet:
    """A paper of the item that is kept as ciphertext."""

    document_id: str
    title: str
    number: str
    dated_on: str
    state: str


@dataclass(frozen=True)
class Opened:
    """What was opened, for the dialog alone. ``alone``: no second person."""

    opening: Opening
    reception_id: str
    register_no: str
    words: SealedWords
    papers: tuple[SealedSheet, ...]
    alone: bool


@dataclass(frozen=True)
class Rewrapped:
    """``done``: items handed out anew; ``left``: items that still wait, as these two cannot open them."""

    done: int
    left: int
    changed: Changed


@dataclass(frozen=True)
class _Proved:
    """Who stands before the desk, and the private half of their key pair."""

    holder_id: str
    label: str
    private_key: bytes = field(repr=False)
    user_id: str = ""


def terms(desk: Desk) -> OpenTerms:
    desk.require(Role.ADMIN, Role.SECRECY)
    with desk.store.read() as uow:
        held = holders(uow)
    return OpenTerms(held.alone, len(held.sheets) == len(SHEETS))


def open_item(desk: Desk, order: OpenOrder) -> Opened:
    """Opens one item and records it; its boxes are made anew where they are not those of the present 保密员.

    FieldErrors with keys ``first`` and ``second`` (``_name``, ``_password``, ``_code``) and ``reason``; UserError:
    ``password`` with its field, slower each time; ``two``, ``waiting``, ``not_sealed``.
    """
    desk.require(Role.SECRECY)
    first, second = _both(desk, order.first, order.second, order.reason, item_id=order.item_id)
    with desk.store.write() as uow:
        item = uow.items.get(order.item_id)
        key = _key(desk, uow, item.id, first, second)
        if key is None:
            raise UserError(NOT_FOR_THESE if second else MADE_FOR_TWO, code="waiting" if second else "two")
        opening = Opening(item.id, key)
        words = read_words(replace(desk, opening=opening), uow, item.id)
        seal_papers(replace(desk, opening=opening), uow, item.id)
        hand_out(desk, uow, item.id, key)
        papers = tuple(_sheet(row) for row in uow.document_items.of_item(item.id) if row.sealed and not row.data_json)
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=first.user_id or desk.user.id,
            action="sealed.open",
            kind="item",
            record_id=item.id,
            detail=_who(desk, first, second, order.reason),
        )
    return Opened(opening, item.reception_id, item.register_no, words, papers, second is None)


def _sheet(row: Document) -> SealedSheet:
    return SealedSheet(row.id, row.title, row.number, row.dated_on, row.state)


def _who(desk: Desk, first: _Proved, second: _Proved | None, reason: str) -> dict[str, str]:
    return {
        "first": first.label,
        "second": second.label if second else "",
        "reason": reason.strip(),
        "at_desk": desk.user.display_name,
    }


def _both(
    desk: Desk, first: Opener, second: Opener, reason: str, *, item_id: str = ""
) -> tuple[_Proved, _Proved | None]:
    """Both of them, or the one who may be alone. Errors as in ``open_item``; a refusal is recorded."""
    with desk.store.read() as uow:
        held = holders(uow)
        sheets = tuple(row for row in uow.printed_halves.all() if row.replaced_at is None)
    if first.empty:
        raise FieldErrors({f"{FIRST}_name": "请输登录名和密码。"})
    if second.empty and (not held.alone or first.code.strip()):
        raise FieldErrors({f"{SECOND}_name": NEED_TWO})
    if not reason.strip() and (second.empty or first.code.strip() or second.code.strip()):
        raise FieldErrors({"reason": WHY if second.empty else WHY_SHEET})
    one = _prove(desk, first, FIRST, held, sheets, item_id)
    other = None if second.empty else _prove(desk, second, SECOND, held, sheets, item_id)
    if other is not None and other.holder_id == one.holder_id:
        raise FieldErrors({f"{SECOND}_{'code' if second.code.strip() else 'name'}": SAME})
    return one, other


def _prove(
    desk: Desk, opener: Opener, place: str, held: Holders, sheets: tuple[PrintedHalf, ...], item_id: str
) -> _Proved:
    if opener.code.strip():
        private_key = desk.parts.seal.code_key(opener.code)
        if private_key is None:
            raise FieldErrors({f"{place}_code": BAD_CODE})
        public_key = desk.parts.seal.public_half(private_key)
        half = next((row for row in sheets if row.public_key == public_key), None)
        if half is None:
            _refused(desk, place, item_id)
            raise FieldErrors({f"{place}_code": OLD_CODE})
        return _Proved(half.id, f"开封恢复单第 {half.sheet} 张", private_key)
    try:
        unlocked = desk.parts.vault.unlock(desk.unlocked, opener.login_name.strip(), opener.password)
    except UserError as error:
        _refused(desk, place, item_id)
        raise UserError(error.sentence, code=error.code, field=f"{place}_password") from error
    user = unlocked.user
    if user.id not in held.keepers:
        _refused(desk, place, item_id)
        raise FieldErrors({f"{place}_name": NOT_KEEPER})
    return _Proved(user.id, user.display_name, unlocked.private_key, user.id)


def _refused(desk: Desk, place: str, item_id: str) -> None:
    """What was typed is not written down: people type passwords into the wrong line."""
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="sealed.refused",
            kind="item" if item_id else "office",
            record_id=item_id,
            detail={"place": place},
        )


def _key(desk: Desk, uow: UnitOfWork, item_id: str, first: _Proved, second: _Proved | None) -> bytes | None:
    """The item's key by their two halves, or by a whole box of one of them (a store of before, a single 保密员)."""
    if second is not None:
        held = holders(uow)
        private = {one.holder_id: one.private_key for one in (first, second)}
        for row in uow.sealed_pairs.where(item_id=item_id):
            if {row.one_id, row.other_id} == private.keys() and held.holds(row):
                seal = desk.parts.seal
                return join(
                    seal.unwrap(row.one_wrapped, private[row.one_id]),
                    seal.unwrap(row.other_wrapped, private[row.other_id]),
                )
    for one in (first, second):
        if one is not None and one.user_id:
            key = whole_key(desk, uow, item_id, one.user_id, one.private_key)
            if key is not None:
                return key
    return None


def rewrap(desk: Desk, first: Opener, second: Opener, reason: str) -> Rewrapped:
    """重封: everything that waits is handed out to the present 保密员 and sheets, without being read."""
    desk.require(Role.ADMIN, Role.SECRECY)
    one, other = _both(desk, first, second, reason)
    with desk.store.write() as uow:
        done, left = _hand_out_all(desk, uow, waiting_items(uow), one, other)
        detail = _who(desk, one, other, reason) | {"done": str(done), "left": str(len(left))}
        at, actor = desk.parts.now_text(), one.user_id or desk.user.id
        uow.audit.record(at=at, actor=actor, action="sealed.rewrap", kind="office", detail=detail)
    return Rewrapped(done, len(left), Changed(frozenset({"office"})))


def _hand_out_all(
    desk: Desk, uow: UnitOfWork, items: tuple[str, ...], one: _Proved, other: _Proved | None
) -> tuple[int, tuple[str, ...]]:
    done, left = 0, []
    for item_id in items:
        key = _key(desk, uow, item_id, one, other)
        if key is None:
            left.append(item_id)
        else:
            hand_out(desk, uow, item_id, key)
            done += 1
    return done, tuple(left)


# the printed sheets


def new_codes(desk: Desk) -> tuple[str, str]:
    """The codes of two new sheets; nothing is kept of them, and the sheets in force stay so until ``take_sheets``."""
    desk.require(Role.ADMIN, Role.SECRECY)
    return desk.parts.seal.new_code(), desk.parts.seal.new_code()


def take_sheets(desk: Desk, codes: tuple[str, str], first: Opener, second: Opener, reason: str) -> Rewrapped:
    """启用: two printed sheets come into force in place of the old ones, and every item is handed out to them.

    UserError(code='sealed') where an item that these two cannot open would be lost with the old sheets.
    """
    desk.require(Role.ADMIN, Role.SECRECY)
    one, other = _both(desk, first, second, reason)
    at, actor = desk.parts.now_text(), one.user_id or desk.user.id
    with desk.store.write() as uow:
        if not keepers_of(uow.users.all()):
            raise UserError("本单位还没有保密员，请先设一位。", code="no_keeper")
        before = holders(uow)
        old = tuple(row for row in uow.printed_halves.all() if row.replaced_at is None)
        keys = {item_id: _key(desk, uow, item_id, one, other) for item_id in _all_items(uow)}
        for row in old:
            uow.printed_halves.put(replace(row, replaced_at=at))
        for sheet, code in enumerate(codes, 1):
            private_key = desk.parts.seal.code_key(code)
            if private_key is None:
                raise UserError(BAD_CODE, code="recovery")
            public_key = desk.parts.seal.public_half(private_key)
            uow.printed_halves.add(PrintedHalf(desk.parts.ids.new_id(), sheet, public_key, at, actor, None))
        for item_id, key in keys.items():
            if key is not None:
                hand_out(desk, uow, item_id, key)
        left = sum(key is None for key in keys.values())
        if stranded(uow, before):
            raise UserError(PLACES_LOST.format(count=left), code="sealed")
        detail = _who(desk, one, other, reason) | {"left": str(left), "replaced": str(len(old))}
        uow.audit.record(at=at, actor=actor, action="sealed.sheets", kind="office", detail=detail)
    return Rewrapped(len(keys) - left, left, Changed(frozenset({"office"})))


@dataclass(frozen=True)
class SealedState:
    """What the page 密件 shows: names of the active 保密员, since when the sheets hold, how many items wait."""

    keepers: tuple[str, ...]
    sheets_since: str
    waiting: int


def sealed_state(desk: Desk) -> SealedState:
    """A count of items and nothing else about them."""
    desk.require(Role.ADMIN, Role.SECRECY)
    with desk.store.read() as uow:
        names = tuple(user.display_name for user in keepers_of(uow.users.all()))
        sheets = [row for row in uow.printed_halves.all() if row.replaced_at is None]
        waiting = len(waiting_items(uow))
    since = local_moment(sheets[0].made_at).date().isoformat() if len(sheets) == len(SHEETS) else ""
    return SealedState(names, since, waiting)


def print_codes(desk: Desk, codes: tuple[str, str], printer: str) -> SheetPrint:
    """Both sheets to the printer; the first that does not go stops it."""
    desk.require(Role.ADMIN, Role.SECRECY)
    with desk.store.read() as uow:
        name = current_profile(uow, desk.parts.today()).name
    sent = SheetPrint(False, "")
    for sheet, code in zip(SHEETS, codes, strict=True):
        sent = print_sheet(desk, opening_sheet(name, sheet, code, date_text(desk.parts.today())), printer)
        if not sent.good:
            break
    return sent


def _all_items(uow: UnitOfWork) -> tuple[str, ...]:
    found = {row.item_id for row in uow.sealed_keys.all()} | {row.item_id for row in uow.sealed_pairs.all()}
    return tuple(sorted(found))
