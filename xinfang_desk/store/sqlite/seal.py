"""密存: a box that only the holder of a private key opens (X25519, HKDF-SHA256, AES-256-GCM)."""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from xinfang_desk.domain import hand_codes
from xinfang_desk.domain.errors import EnvironmentFault, UserError

KEY_BYTES = 32
NONCE_BYTES = 12
PUBLIC_BYTES = 32

_WRAP_INFO = b"xinfang-desk sealed key 1"
_SHEET_INFO = b"xinfang-desk printed half 1"
_SHEET_LABEL = "xinfang-desk printed half"
_SHEET_LETTERS = 32


class Unreadable(Exception):
    """The bytes were not made under this key, or are damaged."""


def encrypt(key: bytes, body: bytes, random: Callable[[int], bytes], bound_to: bytes = b"") -> bytes:
    """AES-256-GCM: nonce first. ``bound_to`` must be the same when it is opened."""
    nonce = random(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, body, bound_to)


def decrypt(key: bytes, body: bytes, bound_to: bytes = b"") -> bytes:
    """Unreadable when the key is another one or a byte has changed."""
    if len(body) < NONCE_BYTES + 16:
        raise Unreadable("too short")
    try:
        return AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], bound_to)
    except InvalidTag as error:
        raise Unreadable("another key or changed bytes") from error


def public_half(private_key: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def _box_key(shared: bytes, ephemeral: bytes, public_key: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=ephemeral + public_key, info=_WRAP_INFO).derive(shared)


def wrap(body: bytes, public_key: bytes, random: Callable[[int], bytes]) -> bytes:
    """A box for the holder of the private half: ephemeral public key, nonce, ciphertext."""
    mine = X25519PrivateKey.from_private_bytes(random(KEY_BYTES))
    ephemeral = mine.public_key().public_bytes_raw()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(public_key))
    return ephemeral + encrypt(_box_key(shared, ephemeral, public_key), body, random)


def unwrap(box: bytes, private_key: bytes) -> bytes:
    """Unreadable for another private key or a damaged box."""
    ephemeral = box[:PUBLIC_BYTES]
    if len(ephemeral) != PUBLIC_BYTES:
        raise Unreadable("too short")
    mine = X25519PrivateKey.from_private_bytes(private_key)
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    except ValueError as error:  # a point of low order
        raise Unreadable("no public key") from error
    return decrypt(_box_key(shared, ephemeral, mine.public_key().public_bytes_raw()), box[PUBLIC_BYTES:])


class Seal:
    """The seal of sealed content: one random key per item, wrapped to those who may open it."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self._random = random

    def new_key(self) -> bytes:
        return self._random(KEY_BYTES)

    def random(self, count: int) -> bytes:
        return self._random(count)

    def new_code(self) -> str:
        """A private half to be printed: 150 random bits as 8 groups of 4 characters, the last two checking them."""
        return hand_codes.written(hand_codes.letters(self._random(_SHEET_LETTERS - hand_codes.CHECK)), _SHEET_LABEL)

    def code_key(self, typed: str) -> bytes | None:
        """The private half of a printed sheet from what was typed; None for a slip of the pen or another kind of code.

        150 random bits need no slow derivation.
        """
        code = hand_codes.read(typed, _SHEET_LETTERS, _SHEET_LABEL)
        if code is None:
            return None
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=_SHEET_INFO).derive(code.encode())

    def public_half(self, private_key: bytes) -> bytes:
        return public_half(private_key)

    def wrap(self, key: bytes, public_key: bytes) -> bytes:
        return wrap(key, public_key, self._random)

    def unwrap(self, wrapped: bytes, private_key: bytes) -> bytes:
        """UserError(code='sealed') when it was not wrapped to this person."""
        try:
            return unwrap(wrapped, private_key)
        except Unreadable as error:
            raise UserError("这件已经密存，您这里打不开，请找保密员。", code="sealed") from error

    def encrypt(self, key: bytes, body: bytes) -> bytes:
        return encrypt(key, body, self._random)

    def decrypt(self, key: bytes, body: bytes) -> bytes:
        """EnvironmentFault(code='sealed_damaged') when the stored bytes are not what was put there."""
        try:
            return decrypt(key, body)
        except Unreadable as error:
            raise EnvironmentFault("这份密存的内容坏了，读不出来。请从备份恢复。", code="sealed_damaged") from error
