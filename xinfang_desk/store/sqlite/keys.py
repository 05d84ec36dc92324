"""desk.keys: who can open the database key (design.md 6).

One random 256-bit key encrypts desk.db and papers.db. Each user has a slot: Argon2id over the password opens the
database key and the user's own key, under which the private half of their key pair stands in the store. So a new
password changes this one small file and nothing else. The printed recovery code opens the database key and the private
half of a recovery pair, to which every user's own key is boxed: sealed content outlives a forgotten password.

A name is kept as a keyed hash. A checksum over the whole tells a damaged file from a wrong password.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from xinfang_desk.store import files
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.sqlite import seal

FORMAT = "xinfang-desk-keys"
VERSION = 1
SALT_BYTES = 16
KEY_BYTES = 32

Random = Callable[[int], bytes]


@dataclass(frozen=True)
class Argon:
    """Cost of a password: ``memory_kib`` of memory, ``time`` passes, ``lanes`` threads (RFC 9106, second choice)."""

    time: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4

    def is_sane(self) -> bool:
        """Bounds for what a file may ask for: a changed file must not stop the machine."""
        return 1 <= self.time <= 32 and 8 <= self.memory_kib <= 1024 * 1024 and 1 <= self.lanes <= 16

    def derive(self, password: str, salt: bytes) -> bytes:
        """The key of a password; full-width letters count as half-width ones, as an input method may give either."""
        secret = unicodedata.normalize("NFKC", password).encode()
        return hash_secret_raw(secret, salt, self.time, self.memory_kib, self.lanes, KEY_BYTES, Type.ID)


@dataclass(frozen=True)
class Slot:
    """One user's way in. ``wrapped``: database key and own key under the password, empty when taken away; ``escrow``:
    the own key for the recovery sheet; ``fresh``: made without the old password, the key pair is renewed at log-in."""

    tag: str
    user_id: str
    argon: Argon
    salt: bytes
    wrapped: bytes
    escrow: bytes
    fresh: bool
    escrow_tag: str = ""  # of the recovery sheet that the box is for


@dataclass(frozen=True)
class Recovery:
    public_key: bytes
    salt: bytes
    wrapped: bytes  # database key and the private half, under the code

    @property
    def tag(self) -> str:
        """What a slot names this sheet by."""
        return hashlib.sha256(self.public_key).hexdigest()[:16]


@dataclass(frozen=True)
class KeyFile:
    """The whole of desk.keys."""

    install_id: str
    slots: tuple[Slot, ...]
    recovery: Recovery

    def tag(self, login_name: str) -> str:
        """What a log-in name is kept as; case and width of letters do not matter."""
        name = unicodedata.normalize("NFKC", login_name).strip().casefold()
        return hmac.new(self.install_id.encode(), name.encode(), hashlib.sha256).hexdigest()

    def slot(self, login_name: str) -> Slot | None:
        return self.slot_of(self.tag(login_name))

    def slot_of(self, tag: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.tag == tag), None)

    def with_slot(self, slot: Slot) -> KeyFile:
        kept = tuple(other for other in self.slots if other.tag != slot.tag)
        return replace(self, slots=(*kept, slot))


@dataclass(frozen=True)
class Opened:
    """What a slot gives: the database key and the user's own key."""

    database_key: bytes
    own_key: bytes


def _bound(install_id: str, user_id: str) -> bytes:
    return f"{install_id}/{user_id}".encode()


def make_slot(
    keys: KeyFile,
    login_name: str,
    user_id: str,
    password: str,
    opened: Opened,
    argon: Argon,
    random: Random,
    *,
    fresh: bool = False,
) -> Slot:
    salt = random(SALT_BYTES)
    both = opened.database_key + opened.own_key
    wrapped = seal.encrypt(argon.derive(password, salt), both, random, _bound(keys.install_id, user_id))
    escrow = seal.wrap(opened.own_key, keys.recovery.public_key, random)
    return Slot(keys.tag(login_name), user_id, argon, salt, wrapped, escrow, fresh, keys.recovery.tag)


def open_slot(keys: KeyFile, slot: Slot, password: str) -> Opened | None:
    """None for a wrong password, or a slot that was taken away."""
    derived = slot.argon.derive(password, slot.salt)
    try:
        both = seal.decrypt(derived, slot.wrapped, _bound(keys.install_id, slot.user_id))
    except seal.Unreadable:
        return None
    return Opened(both[:KEY_BYTES], both[KEY_BYTES:])


def _recovery_key(code: str, salt: bytes) -> bytes:
    # 150 random bits need no slow derivation.
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"xinfang-desk recovery 1").derive(code.encode())


def make_recovery(install_id: str, code: str, database_key: bytes, random: Random) -> Recovery:
    private_key, salt = random(KEY_BYTES), random(SALT_BYTES)
    both = database_key + private_key
    wrapped = seal.encrypt(_recovery_key(code, salt), both, random, _bound(install_id, "recovery"))
    return Recovery(seal.public_half(private_key), salt, wrapped)


def open_recovery(keys: KeyFile, code: str) -> tuple[bytes, bytes] | None:
    """(database key, private half of the recovery pair); None for the code of another store."""
    recovery = keys.recovery
    try:
        both = seal.decrypt(_recovery_key(code, recovery.salt), recovery.wrapped, _bound(keys.install_id, "recovery"))
    except seal.Unreadable:
        return None
    return both[:KEY_BYTES], both[KEY_BYTES:]


def escrowed_key(slot: Slot, recovery_private: bytes) -> bytes | None:
    """The user's own key by the recovery sheet; None when the slot's box is not for it."""
    try:
        return seal.unwrap(slot.escrow, recovery_private)
    except seal.Unreadable:
        return None


def to_bytes(keys: KeyFile) -> bytes:
    """The file's bytes: JSON with a checksum."""
    body: dict[str, Any] = {"format": FORMAT, "version": VERSION, **_plain(asdict(keys))}
    return (json.dumps({**body, "check": _checksum(body)}, indent=1, sort_keys=True) + "\n").encode()


def from_bytes(raw: bytes) -> KeyFile:
    """EnvironmentFault: ``not_a_store`` for another kind of file, ``store_newer``, ``store_damaged``."""
    try:
        body = json.loads(raw)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise fault("store_damaged" if FORMAT.encode() in raw else "not_a_store") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise fault("not_a_store")
    check = body.pop("check", None)
    if check != _checksum(body):
        raise fault("store_damaged")
    if body["version"] != VERSION:
        raise fault("store_newer")
    try:
        slots = tuple(
            Slot(
                tag=str(slot["tag"]),
                user_id=str(slot["user_id"]),
                argon=Argon(**slot["argon"]),
                salt=_raw(slot["salt"]),
                wrapped=_raw(slot["wrapped"]),
                escrow=_raw(slot["escrow"]),
                fresh=bool(slot["fresh"]),
                escrow_tag=str(slot.get("escrow_tag", "")),
            )
            for slot in body["slots"]
        )
        recovery = Recovery(**{name: _raw(text) for name, text in body["recovery"].items()})
        keys = KeyFile(str(body["install_id"]), slots, recovery)
    except (KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise fault("store_damaged") from error
    if not all(slot.argon.is_sane() for slot in slots):
        raise fault("store_damaged")
    return keys


def load(folder: Path) -> KeyFile:
    """Errors of ``from_bytes``; ``store_missing`` when there is no such file."""
    with as_faults():
        try:
            raw = (folder / files.KEYS).read_bytes()
        except FileNotFoundError as error:
            raise fault("store_missing") from error
    return from_bytes(raw)


def save(folder: Path, keys: KeyFile) -> None:
    with as_faults():
        files.write_whole(folder / files.KEYS, to_bytes(keys))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _checksum(body: dict[str, Any]) -> str:
    said = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
