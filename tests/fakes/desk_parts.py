"""Parts for an office in memory: a clock that is set by hand, a printer that plays a story, a seal that hides text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fakes.memory_store import MemoryStore
from xinfang_desk.domain import hand_codes
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.records import User
from xinfang_desk.services.ports import MendedSlot, NewUser, PrinterInfo, PrintOutcome, Sent, Unlocked


@dataclass
class HandClock:
    """``moment`` is what the desk's clock shows; UTC."""

    moment: datetime = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@dataclass
class CountedIds:
    """Ids and digits in a row: each run of a test gives the same ones."""

    made: int = 0
    codes: list[str] = field(default_factory=list)

    def new_id(self) -> str:
        self.made += 1
        return f"0193a1c0-0000-7000-8000-{self.made:012d}"

    def digits(self, count: int) -> str:
        if self.codes:
            return self.codes.pop(0)
        self.made += 1
        return f"{self.made:0{count}d}"

    def random_bytes(self, count: int) -> bytes:
        self.made += 1
        return hashlib.sha256(str(self.made).encode()).digest()[:count]


class PlainSeal:
    """Hides text from a search and opens only with the right private half; it proves no cryptography."""

    def __init__(self) -> None:
        self.keys = 0

    def new_key(self) -> bytes:
        self.keys += 1
        return hashlib.sha256(f"key {self.keys}".encode()).digest()

    def random(self, count: int) -> bytes:
        self.keys += 1
        return hashlib.sha256(f"random {self.keys}".encode()).digest()[:count]

    def new_code(self) -> str:
        self.keys += 1
        body = hand_codes.letters(hashlib.sha256(f"code {self.keys}".encode()).digest()[:30])
        return hand_codes.written(body, "half")

    def code_key(self, typed: str) -> bytes | None:
        code = hand_codes.read(typed, 32, "half")
        return None if code is None else hashlib.sha256(code.encode()).digest()

    def public_half(self, private_key: bytes) -> bytes:
        return public_half(private_key)

    def wrap(self, key: bytes, public_key: bytes) -> bytes:
        return hashlib.sha256(public_key).digest() + self._mask(hashlib.sha256(b"w" + public_key).digest(), key)

    def unwrap(self, wrapped: bytes, private_key: bytes) -> bytes:
        public = public_half(private_key)
        if wrapped[:32] != hashlib.sha256(public).digest():
            raise UserError("这件已经密存，您这里打不开，请找保密员。", code="sealed")
        return self._mask(hashlib.sha256(b"w" + public).digest(), wrapped[32:])

    def encrypt(self, key: bytes, body: bytes) -> bytes:
        return hashlib.sha256(key + body).digest() + self._mask(key, body)

    def decrypt(self, key: bytes, body: bytes) -> bytes:
        plain = self._mask(key, body[32:])
        if hashlib.sha256(key + plain).digest() != body[:32]:
            raise AssertionError("wrong key")
        return plain

    @staticmethod
    def _mask(key: bytes, body: bytes) -> bytes:
        stream = b""
        while len(stream) < len(body):
            stream += hashlib.sha256(key + len(stream).to_bytes(8, "big")).digest()
        return bytes(a ^ b for a, b in zip(body, stream, strict=False))


def public_half(private_key: bytes) -> bytes:
    return hashlib.sha256(b"public" + private_key).digest()


class MemoryVault:
    """Store folders in a dictionary; users with their passwords."""

    def __init__(self) -> None:
        self.stores: dict[Path, MemoryStore] = {}
        self.passwords: dict[tuple[Path, str], str] = {}
        self.removed: list[str] = []
        self.recovery = "ABCD-EFGH-JKMN-PQRS"

    def state(self, folder: Path) -> str:
        return "store" if folder in self.stores else "none"

    def create(
        self, folder: Path, first: NewUser, at: str, user_id: str, fill: Callable[[Any], None] | None = None
    ) -> tuple[Unlocked, str]:
        if folder in self.stores:
            raise EnvironmentFault("这个文件夹里已经有数据了，请换一个。", code="not_empty")
        self.stores[folder] = MemoryStore(folder)
        user = self._add(folder, first, at, user_id)
        if fill is not None:
            with self.stores[folder].write() as uow:
                fill(uow)
        return Unlocked(self.stores[folder], user, private_half(user)), self.recovery

    def _add(self, folder: Path, new: NewUser, at: str, user_id: str) -> User:
        user = User(
            id=user_id,
            login_name=new.login_name,
            display_name=new.display_name,
            roles=" ".join(sorted(new.roles)),
            active=True,
            public_key=public_half(user_id.encode()),
            private_wrapped=b"",
            made_at=at,
        )
        with self.stores[folder].write() as uow:
            uow.users.add(user)
        self.passwords[folder, new.login_name] = new.password
        return user

    def _folder(self, by: Unlocked) -> Path:
        return next(folder for folder, store in self.stores.items() if store is by.store)

    def open(self, folder: Path, login_name: str, password: str) -> Unlocked:
        if folder not in self.stores:
            raise EnvironmentFault("找不到数据。", code="store_missing")
        if self.passwords.get((folder, login_name)) != password:
            raise UserError("登录名或者密码不对。", code="password")
        store = self.stores[folder]
        user = next(row for row in store.unit.users.all() if row.login_name == login_name)
        return Unlocked(store, user, private_half(user))

    def unlock(self, by: Unlocked, login_name: str, password: str) -> Unlocked:
        return self.open(self._folder(by), login_name, password)

    def open_with_recovery(self, folder: Path, code: str, login_name: str, new_password: str) -> Unlocked:
        if code != self.recovery:
            raise UserError("恢复码不对。", code="recovery")
        self.passwords[folder, login_name] = new_password
        return self.open(folder, login_name, new_password)

    def add_user(self, by: Unlocked, new: NewUser, at: str, user_id: str) -> User:
        return self._add(self._folder(by), new, at, user_id)

    def change_password(self, by: Unlocked, login_name: str, new_password: str, old_password: str | None) -> None:
        self.passwords[self._folder(by), login_name] = new_password

    def settle_slots(self, by: Unlocked) -> tuple[MendedSlot, ...]:
        folder = self._folder(by)
        rows = self.stores[folder].unit.users.all()
        return tuple(
            MendedSlot("no_way", row.id, row.login_name)
            for row in rows
            if row.active and (folder, row.login_name) not in self.passwords
        )

    def new_recovery(self, by: Unlocked, old_code: str = "") -> str:
        if old_code and old_code != self.recovery:
            raise UserError("旧恢复码没有抄对。", code="recovery", field="old_code")
        self.recovery = self.recovery[::-1]
        return self.recovery

    def remove_user(self, by: Unlocked, login_name: str) -> None:
        self.removed.append(login_name)
        self.passwords.pop((self._folder(by), login_name), None)


def private_half(user: User) -> bytes:
    return user.id.encode()


@dataclass
class StoryPrinter:
    """Answers as the story says (one outcome per job, then SENT) and keeps what it was sent."""

    story: list[PrintOutcome] = field(default_factory=list)
    names: tuple[str, ...] = ("窗口打印机",)
    sent: list[tuple[str, int, str, bytes]] = field(default_factory=list)
    two_sided: list[bool] = field(default_factory=list)
    crash: bool = False
    later: PrintOutcome = PrintOutcome.COMPLETED

    def printers(self) -> tuple[PrinterInfo, ...]:
        return tuple(PrinterInfo(name, name, i == 0, True, "") for i, name in enumerate(self.names))

    def send(self, printer: str, pdf: bytes, copies: int, title: str, *, two_sided: bool = False) -> Sent:
        if self.crash:
            raise KeyboardInterrupt
        outcome = self.story.pop(0) if self.story else PrintOutcome.SENT
        self.sent.append((printer, copies, title, pdf))
        self.two_sided.append(two_sided)
        sentence = "" if outcome is PrintOutcome.SENT else "打印机没有纸了，请加纸。"
        return Sent(outcome, f"job-{len(self.sent)}", sentence)

    def follow(self, printer: str, job_ref: str) -> Sent:
        return Sent(self.later, job_ref, "" if self.later is PrintOutcome.COMPLETED else "打印机停了，请看一眼。")


def with_roles(user: User, *roles: str) -> User:
    return replace(user, roles=" ".join(sorted(roles)))


@dataclass
class SoundMachine:
    """A machine on which all is well, until a test says otherwise."""

    free: int = 50 * 1024**3
    backup: datetime | None = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def database(self) -> str:
        return "SQLite 3.51.3，SQLCipher 4.12.0。"

    def free_bytes(self, folder: Path) -> int:
        return self.free

    def fonts(self) -> str:
        return "9 个字体文件和出厂时一样。"

    def reader(self) -> str:
        return "没有设读卡器，证件手工输入。"

    def newest_backup(self, folder: Path) -> datetime | None:
        return self.backup
