"""The vault: makes store folders, opens them by password or recovery code, and keeps their key slots (design.md 6)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from xinfang_desk.domain.access import MendedSlot, NewUser, Unlocked
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.halves import Holders
from xinfang_desk.domain.records import SealedPair, User
from xinfang_desk.store import backup, files, migrate, opening, slots
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.place import check_local
from xinfang_desk.store.salvage import Line, Salvaged, salvage
from xinfang_desk.store.schema import STORE_INFO
from xinfang_desk.store.sqlite import keys as k
from xinfang_desk.store.sqlite import recovery, seal
from xinfang_desk.store.state import folder_state
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.tries import Tries
from xinfang_desk.store.unit import SqlUnit

Opened = Unlocked[SqlStore]

_NOBODY = "nobody"  # the count that all unknown names share


class SqlVault:
    """Store folders of this PC.

    ``now``: aware instants. ``random``: so many secret bytes. ``new_id``: ids as text. ``argon``: what a new password
    costs; a slot remembers the cost that it was made with.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        random: Callable[[int], bytes] = secrets.token_bytes,
        new_id: Callable[[], str] | None = None,
        *,
        argon: k.Argon | None = None,
    ) -> None:
        self._now = now
        self._random = random
        self._new_id = new_id or (lambda: secrets.token_hex(16))
        self._argon = argon or k.Argon()

    def state(self, folder: Path) -> str:
        """``none``, ``store`` or ``damaged``."""
        return folder_state(folder)

    # making

    def create(
        self, folder: Path, first: NewUser, at: str, user_id: str, fill: Callable[[SqlUnit], None] | None = None
    ) -> tuple[Opened, str]:
        """A new store with its first user and what ``fill`` writes, and its printable recovery code.

        It is made beside its place and moved in when it is whole. EnvironmentFault: ``not_local``, ``not_empty``,
        ``read_only``, ``disk_full``.
        """
        check_local(folder)
        with as_faults():
            folder.mkdir(parents=True, exist_ok=True)
            files.clear_unfinished(folder)
            if any(folder.iterdir()):
                raise fault("not_empty")
        database_key = self._random(k.KEY_BYTES)
        code = recovery.new_code(self._random)
        install_id = self._new_id()
        keys = k.KeyFile(install_id, (), k.make_recovery(install_id, code, database_key, self._random))
        opened = k.Opened(database_key, self._random(k.KEY_BYTES))
        private_key = self._random(k.KEY_BYTES)
        user = _user_row(install_id, first, at, user_id, private_key, opened.own_key, self._random)
        keys = keys.with_slot(self._slot(keys, first.login_name, user_id, first.password, opened))
        try:
            self._fill(folder / files.UNFINISHED, keys, database_key, user, fill)
            with as_faults():
                files.move_in(folder)
        except BaseException:
            with as_faults():
                files.clear_unfinished(folder)
            raise
        return Unlocked(self._store(folder, keys, database_key), user, private_key), code

    def _fill(
        self,
        staging: Path,
        keys: k.KeyFile,
        database_key: bytes,
        user: User,
        fill: Callable[[SqlUnit], None] | None,
    ) -> None:
        with as_faults():
            staging.mkdir(mode=0o700)
            for name in (files.DESK_DB, files.PAPERS_DB):
                files.make_private(staging / name)
        migrate.bring_up(staging, database_key, back_up=lambda: None)
        store = self._store(staging, keys, database_key)
        try:
            with store.write() as unit:
                said = {opening.INSTALL_ID: keys.install_id, opening.MADE_AT: user.made_at}
                unit.change(STORE_INFO.insert(), [{"key": key, "value": value} for key, value in said.items()])
                unit.users.add(user)
                if fill is not None:
                    fill(unit)
        finally:
            store.close()
        with as_faults():
            for name in (files.DESK_DB, files.PAPERS_DB):
                files.sync_file(staging / name)
        k.save(staging, keys)

    # opening

    def open(self, folder: Path, login_name: str, password: str) -> Opened:
        """One user at the store. UserError(code='password'), slower each time; EnvironmentFault as the port says."""
        check_local(folder)
        keys = _load(folder)
        opening.check_files(folder)
        slot, opened = self._let_in(folder, keys, login_name, password)
        return self._at_desk(folder, keys, slot, opened)

    def salvage(self, folder: Path, login_name: str, password: str, work: Path, line: Line) -> tuple[Salvaged, ...]:
        """What can still be read of a damaged store, by one who has a way in; see ``salvage.py``."""
        keys = _load(folder)
        _, opened = self._let_in(folder, keys, login_name, password)
        return salvage(folder, opened.database_key, work, line)

    def unlock(self, by: Unlocked[object], login_name: str, password: str) -> Opened:
        """Another user's key pair on the store that ``by`` has open; errors and waiting as in ``open``."""
        store = _of(by)
        slot, opened = self._let_in(store.folder, k.load(store.folder), login_name, password)
        return self._unlock(store, slot, opened)

    def _let_in(self, folder: Path, keys: k.KeyFile, login_name: str, password: str) -> tuple[k.Slot, k.Opened]:
        tries = Tries(folder)
        slot = keys.slot(login_name)
        tag = slot.tag if slot is not None else _NOBODY
        wait = tries.seconds_left(tag, self._now())
        if wait:
            raise UserError(f"输错太多次了，请等 {wait} 秒再试。", code="password", field="password")
        opened = self._by_password(keys, slot, password)
        if slot is None or opened is None:
            raise _wrong(tries.wrong(tag, self._now()))
        tries.right(tag)
        return slot, opened

    def _by_password(self, keys: k.KeyFile, slot: k.Slot | None, password: str) -> k.Opened | None:
        if slot is None:  # an unknown name takes as long as a wrong password
            self._argon.derive(password, self._random(k.SALT_BYTES))
            return None
        return k.open_slot(keys, slot, password)

    def open_with_recovery(self, folder: Path, code: str, login_name: str, new_password: str) -> Opened:
        """Opens by the printed code and gives ``login_name`` a new password.

        UserError: ``recovery`` for a slip of the pen or the code of another store, ``no_user``, ``inactive``.
        """
        check_local(folder)
        keys = _load(folder)
        opening.check_files(folder)
        read = recovery.read_code(code)
        if read is None:
            raise UserError("恢复码没有抄对，请对着恢复单逐组再核对一遍。", code="recovery", field="code")
        both = k.open_recovery(keys, read)
        if both is None:
            raise UserError("这张恢复单不是这份数据的，请找本单位的恢复单。", code="recovery", field="code")
        database_key, recovery_private = both
        store = self._ready(folder, keys, database_key)
        try:
            tag = keys.tag(login_name)
            with store.read() as unit:
                user = next((row for row in unit.users.all() if keys.tag(row.login_name) == tag), None)
            if user is None:
                raise UserError("没有这个登录名，请核对。", code="no_user", field="login_name")
            if not user.active:
                raise UserError("这个登录名已经停用，请换一个登录名。", code="inactive", field="login_name")
            with store.write():  # who writes the keys holds the store
                keys = k.load(folder)
                old = keys.slot(login_name)
                own_key = None if old is None else k.escrowed_key(old, recovery_private)
                opened = k.Opened(database_key, own_key or self._random(k.KEY_BYTES))
                fresh = own_key is None or old is None or old.fresh
                slot = self._slot(keys, user.login_name, user.id, new_password, opened, fresh=fresh)
                keys = keys.with_slot(slot)
                k.save(folder, keys)
            Tries(folder).right(tag)
            return self._unlock(store, slot, opened)
        except BaseException:
            store.close()
            raise

    def _at_desk(self, folder: Path, keys: k.KeyFile, slot: k.Slot, opened: k.Opened) -> Opened:
        store = self._ready(folder, keys, opened.database_key)
        try:
            slots.box_anew(store, slot.tag, opened, self._random)
            return self._unlock(store, slot, opened)
        except BaseException:
            store.close()
            raise

    def _unlock(self, store: SqlStore, slot: k.Slot, opened: k.Opened) -> Opened:
        """The user of a slot with the private half of their key pair."""
        if slot.fresh:
            return self._renew_pair(store, slot, opened)
        with store.read() as unit:
            user = unit.users.find(slot.user_id)
        if user is None:
            raise fault("store_damaged")
        try:
            private_key = seal.decrypt(opened.own_key, user.private_wrapped, _bound(store.install_id, user.id))
        except seal.Unreadable as error:
            raise fault("store_damaged") from error
        return Unlocked(store, user, private_key)

    def _renew_pair(self, store: SqlStore, slot: k.Slot, opened: k.Opened) -> Opened:
        """A new key pair under a new own key; broken off between row and slot, the next log-in does it again."""
        private_key = self._random(k.KEY_BYTES)
        with store.write() as unit:
            user = unit.users.find(slot.user_id)
            if user is None:
                raise fault("store_damaged")
            wrapped = seal.encrypt(opened.own_key, private_key, self._random, _bound(store.install_id, user.id))
            user = replace(user, public_key=seal.public_half(private_key), private_wrapped=wrapped)
            unit.users.put(user)
            _take_boxes(unit, user.id)
        with store.write():
            keys = k.load(store.folder)
            k.save(store.folder, keys.with_slot(replace(slot, fresh=False)))
        return Unlocked(store, user, private_key)

    def _ready(self, folder: Path, keys: k.KeyFile, database_key: bytes) -> SqlStore:
        def back_up() -> None:
            backup.before_migration(folder, database_key, keys.install_id, self._now())

        opening.make_ready(folder, database_key, keys.install_id, back_up)
        store = self._store(folder, keys, database_key)
        try:
            store.sweep()
        except BaseException:
            store.close()
            raise
        return store

    def _store(self, folder: Path, keys: k.KeyFile, database_key: bytes) -> SqlStore:
        return SqlStore(folder, keys.install_id, database_key, self._new_id, self._random)

    # people

    def add_user(self, by: Unlocked[object], new: NewUser, at: str, user_id: str) -> User:
        """UserError(code='login_name') for a name that differs from another one in case or width only."""
        store = _of(by)
        opened = k.Opened(store.key, self._random(k.KEY_BYTES))
        private_key = self._random(k.KEY_BYTES)
        user = _user_row(store.install_id, new, at, user_id, private_key, opened.own_key, self._random)
        made = self._slot(k.load(store.folder), new.login_name, user_id, new.password, opened)  # slow: outside the lock
        with store.write() as unit:
            keys = k.load(store.folder)
            if any(keys.tag(row.login_name) == made.tag for row in unit.users.all()):
                raise UserError("这个登录名已经有人用了，请换一个。", code="login_name", field="login_name")
            unit.users.add(user)
        # A kill here leaves a row without a slot: an administrator gives it a password.
        with store.write():
            keys = k.load(store.folder)
            k.save(store.folder, keys.with_slot(made))
        return user

    def change_password(
        self, by: Unlocked[object], login_name: str, new_password: str, old_password: str | None
    ) -> None:
        """With the old password everything stays readable; without it the key pair is renewed at the next log-in.

        UserError: ``password`` for a wrong old one, ``no_user``, ``sealed`` when a renewed pair would leave sealed
        content that nobody opens.
        """
        store = _of(by)
        keys = k.load(store.folder)
        slot = keys.slot(login_name)
        if old_password is None:
            made = self._reset(store, keys, login_name, new_password)
        else:
            made = self._changed(store, keys, slot, new_password, old_password)
        with store.write() as unit:
            keys = k.load(store.folder)
            k.save(store.folder, keys.with_slot(made))
            if old_password is None:
                _take_boxes(unit, made.user_id)
        Tries(store.folder).right(made.tag)

    def _changed(
        self, store: SqlStore, keys: k.KeyFile, slot: k.Slot | None, new_password: str, old_password: str
    ) -> k.Slot:
        opened = None if slot is None else k.open_slot(keys, slot, old_password)
        if slot is None or opened is None:
            raise UserError("现在的密码不对，请再输一次。", code="password", field="old_password")
        salted = self._slot(keys, "", slot.user_id, new_password, opened, fresh=slot.fresh)
        return replace(salted, tag=slot.tag)

    def _reset(self, store: SqlStore, keys: k.KeyFile, login_name: str, new_password: str) -> k.Slot:
        tag = keys.tag(login_name)
        with store.read() as unit:
            user = next((row for row in unit.users.all() if keys.tag(row.login_name) == tag), None)
            if user is None:
                raise UserError("没有这个登录名，请核对。", code="no_user", field="login_name")
            if _keeps_alone(unit, user):
                raise UserError(
                    "有密存的内容只有这个人打得开，这样改密码就再也打不开了。请在登录窗口用恢复码给这个人设新密码。",
                    code="sealed",
                )
        opened = k.Opened(store.key, self._random(k.KEY_BYTES))
        return self._slot(keys, user.login_name, user.id, new_password, opened, fresh=True)

    def remove_user(self, by: Unlocked[object], login_name: str) -> None:
        """Takes the way in; the user's own key stays boxed to the recovery sheet."""
        store = _of(by)
        with store.write():
            keys = k.load(store.folder)
            slot = keys.slot(login_name)
            if slot is not None:
                k.save(store.folder, keys.with_slot(replace(slot, wrapped=b"")))

    def settle_slots(self, by: Unlocked[object]) -> tuple[MendedSlot, ...]:
        return slots.settle(_of(by))

    def new_recovery(self, by: Unlocked[object], old_code: str = "") -> str:
        return slots.new_sheet(_of(by), self._random, old_code)

    def _slot(
        self,
        keys: k.KeyFile,
        login_name: str,
        user_id: str,
        password: str,
        opened: k.Opened,
        *,
        fresh: bool = False,
    ) -> k.Slot:
        return k.make_slot(keys, login_name, user_id, password, opened, self._argon, self._random, fresh=fresh)


def _of(by: Unlocked[object]) -> SqlStore:
    if not isinstance(by.store, SqlStore):
        raise TypeError("opened by another vault")
    return by.store


def _load(folder: Path) -> k.KeyFile:
    """The keys of a folder; without them but with databases it is a damaged store, not a missing one."""
    if folder_state(folder) == "damaged" and not (folder / files.KEYS).exists():
        raise fault("store_damaged")
    return k.load(folder)


def _wrong(wait: int) -> UserError:
    return UserError(f"登录名或者密码不对，请核对，等 {wait} 秒再试。", code="password", field="password")


def _bound(install_id: str, user_id: str) -> bytes:
    return f"{install_id}/{user_id}/pair".encode()


def _user_row(
    install_id: str,
    new: NewUser,
    at: str,
    user_id: str,
    private_key: bytes,
    own_key: bytes,
    random: Callable[[int], bytes],
) -> User:
    return User(
        id=user_id,
        login_name=new.login_name,
        display_name=new.display_name,
        roles=" ".join(sorted(set(new.roles))),
        active=True,
        public_key=seal.public_half(private_key),
        private_wrapped=seal.encrypt(own_key, private_key, random, _bound(install_id, user_id)),
        made_at=at,
    )


def _keeps_alone(unit: SqlUnit, user: User) -> bool:
    """Whether some sealed item that can be opened now could not be any more without this user's key pair."""
    now = Holders.of(unit.users.all(), unit.printed_halves.all())
    then = Holders.of(unit.users.all(), unit.printed_halves.all(), without=user.id)
    items = {row.item_id for row in unit.sealed_keys.where(user_id=user.id) if row.wrapped}
    items |= {row.item_id for row in _pairs_of(unit, user.id)}
    for item_id in items:
        boxes = unit.sealed_keys.where(item_id=item_id), unit.sealed_pairs.where(item_id=item_id)
        if now.opens(*boxes) and not then.opens(*boxes):
            return True
    return False


def _pairs_of(unit: SqlUnit, user_id: str) -> tuple[SealedPair, ...]:
    rows = (*unit.sealed_pairs.where(one_id=user_id), *unit.sealed_pairs.where(other_id=user_id))
    return tuple(row for row in rows if row.one_wrapped or row.other_wrapped)


def _take_boxes(unit: SqlUnit, user_id: str) -> None:
    """The private half that they were made for is gone, so they are no way in and are not counted as one."""
    for row in unit.sealed_keys.where(user_id=user_id):
        if row.wrapped:
            unit.sealed_keys.put(replace(row, wrapped=b""))
    for pair in _pairs_of(unit, user_id):
        unit.sealed_pairs.put(replace(pair, one_wrapped=b"", other_wrapped=b""))
