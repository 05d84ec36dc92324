"""An item's key in two halves: who may open it with whom, and whether anybody still can.

A half alone says nothing about the key: it is random, and the other is the key with that random taken off. Two holders
make a pair; a holder is an active 保密员 or one of the two printed sheets (开封恢复单). A box counts only while its
holder has the key pair that it was made for, so each is kept with the fingerprint of the public half.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from xinfang_desk.domain.records import PrintedHalf, Role, SealedKey, SealedPair, User

SHEETS = (1, 2)

Pair = tuple[str, str]


def split(key: bytes, random: Callable[[int], bytes]) -> tuple[bytes, bytes]:
    """Two halves, either of which is worth nothing without the other."""
    first = random(len(key))
    if len(first) != len(key):
        raise ValueError("the random source gave another length")
    return first, join(key, first)


def join(first: bytes, second: bytes) -> bytes:
    """The key of two halves, in any order. ValueError for halves of different lengths."""
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def fingerprint(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()


def keepers_of(users: Iterable[User]) -> tuple[User, ...]:
    """The active 保密员."""
    return tuple(user for user in users if user.active and Role.SECRECY.value in user.roles.split())


@dataclass(frozen=True)
class Holders:
    """Whom halves are made for now: id -> fingerprint of the public half. ``people``: ids of all active users."""

    keepers: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()

    @classmethod
    def of(cls, users: Iterable[User], printed: Iterable[PrintedHalf], *, without: str = "") -> Holders:
        """``without``: the id of a user who is looked at as gone."""
        there = [user for user in users if user.active and user.id != without]
        return cls(
            {user.id: fingerprint(user.public_key) for user in keepers_of(there)},
            {row.id: fingerprint(row.public_key) for row in printed if row.replaced_at is None},
            frozenset(user.id for user in there),
        )

    @property
    def all(self) -> dict[str, str]:
        return {**self.keepers, **self.sheets}

    @property
    def alone(self) -> bool:
        """Too few 保密员 for two: one opens with a recorded reason."""
        return len(self.keepers) < 2

    def pairs(self) -> frozenset[Pair]:
        """Every two holders; each pair with the lesser id first."""
        return frozenset(combinations(sorted(self.all), 2))

    def holds(self, pair: SealedPair) -> bool:
        """Whether both halves can still be unwrapped by a present holder."""
        both = ((pair.one_id, pair.one_key, pair.one_wrapped), (pair.other_id, pair.other_key, pair.other_wrapped))
        return all(wrapped and self.all.get(holder) == key for holder, key, wrapped in both)

    def opens(self, whole: Iterable[SealedKey], pairs: Iterable[SealedPair]) -> bool:
        """Whether anybody at all can still open the item that these belong to."""
        return any(row.wrapped and row.user_id in self.people for row in whole) or any(map(self.holds, pairs))
