"""Who opens a store: what a new user is made from, and a store opened by one user."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from xinfang_desk.domain.records import User

S_co = TypeVar("S_co", covariant=True)


@dataclass(frozen=True)
class NewUser:
    """What an administrator enters for a person who may open the store."""

    login_name: str
    display_name: str
    roles: tuple[str, ...]
    password: str = field(repr=False)


@dataclass(frozen=True)
class Opening:
    """开封: one sealed item's key, held by the dialog that is open and by nothing else."""

    item_id: str
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class MendedSlot:
    """``what``: ``closed`` (a way in that nobody in use has was taken away) or ``no_way`` (a user without a password).

    ``login_name`` is empty where the store knows no such user.
    """

    what: str
    user_id: str
    login_name: str


@dataclass(frozen=True)
class Unlocked(Generic[S_co]):
    """A store opened by one user; ``private_key`` unwraps what is sealed to them and never leaves memory."""

    store: S_co
    user: User
    private_key: bytes = field(repr=False)
