"""Two halves make the key, one says nothing of it; and who can still open what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.store.rows import row
from xinfang_desk.domain.halves import Holders, fingerprint, join, keepers_of, split
from xinfang_desk.domain.records import PrintedHalf, SealedKey, SealedPair, User

KEYS = st.binary(min_size=1, max_size=64)


def stream(seed: bytes) -> Callable[[int], bytes]:
    return lambda count: hashlib.shake_256(seed).digest(count)


@given(KEYS, st.binary())
def test_two_halves_make_the_key_in_any_order(key: bytes, seed: bytes) -> None:
    first, second = split(key, stream(seed))
    assert join(first, second) == key == join(second, first)


@given(KEYS, st.data())
def test_one_half_fits_every_key(key: bytes, data: st.DataObject) -> None:
    """Whatever half is held, each other key of that length is just as possible."""
    other = data.draw(st.binary(min_size=len(key), max_size=len(key)))
    half = data.draw(st.binary(min_size=len(key), max_size=len(key)))
    first, second = split(key, lambda _count: half)
    assert first == half
    assert join(half, join(other, half)) == other
    assert join(half, second) == key


@given(KEYS, st.binary(), st.binary())
def test_halves_of_different_times_do_not_fit(key: bytes, one: bytes, other: bytes) -> None:
    first, second = split(key, stream(one)), split(key, stream(other))
    assume(first != second)
    assert join(first[0], second[1]) != key


def test_a_random_source_that_gives_too_little_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        split(b"12345678", lambda _count: b"1")
    with pytest.raises(ValueError, match=r"shorter|longer"):
        join(b"123", b"12")


def user(number: int, roles: str = "secrecy", *, active: bool = True) -> User:
    return row(
        User,
        f"user-{number}",
        login_name=f"n{number}",
        roles=roles,
        active=active,
        public_key=f"public {number}".encode(),
    )


def half(number: int, replaced_at: str | None = None) -> PrintedHalf:
    return row(
        PrintedHalf, f"half-{number}", sheet=number, public_key=f"sheet {number}".encode(), replaced_at=replaced_at
    )


def pair(one: User | PrintedHalf, other: User | PrintedHalf) -> SealedPair:
    one, other = sorted((one, other), key=lambda holder: holder.id)
    return row(
        SealedPair,
        "pair",
        one_id=one.id,
        one_key=fingerprint(one.public_key),
        one_wrapped=b"1",
        other_id=other.id,
        other_key=fingerprint(other.public_key),
        other_wrapped=b"2",
    )


@given(st.integers(0, 6), st.integers(0, 2))
def test_every_two_holders_are_a_pair(people: int, sheets: int) -> None:
    users = [user(number) for number in range(people)]
    held = Holders.of(users, [half(number + 1) for number in range(sheets)])
    assert len(held.pairs()) == (people + sheets) * (people + sheets - 1) // 2
    assert all(one < other for one, other in held.pairs())
    assert held.alone == (people < 2)


def test_who_is_no_keeper_any_more_holds_nothing() -> None:
    gone, clerk = user(2, active=False), user(3, "clerk")
    held = Holders.of([user(1), gone, clerk], [half(1), half(2, "2026-11-23")])
    assert set(held.all) == {"user-1", "half-1"}
    assert [one.id for one in keepers_of([user(1), gone, clerk])] == ["user-1"]
    assert held.people == {"user-1", "user-3"}
    assert Holders.of([user(1), user(2)], (), without="user-2").keepers.keys() == {"user-1"}


def test_any_two_of_the_present_holders_open() -> None:
    people = [user(1), user(2), half(1), half(2)]
    held = Holders.of([user(1), user(2)], [half(1), half(2)])
    for one, other in combinations(people, 2):
        assert held.opens((), [pair(one, other)])
    assert not held.opens((), [pair(user(1), user(9))])
    assert not held.opens((), [])


def test_a_box_for_a_renewed_key_pair_is_no_way_in() -> None:
    renewed = row(User, "user-2", login_name="n2", roles="secrecy", active=True, public_key=b"another")
    held = Holders.of([user(1), renewed], ())
    assert not held.opens((), [pair(user(1), user(2))])
    emptied = row(SealedPair, "p", one_id="user-1", one_key=held.all["user-1"], one_wrapped=b"")
    assert not held.holds(emptied)


def test_a_whole_box_opens_while_its_user_is_there() -> None:
    box = row(SealedKey, "key", user_id="user-1", wrapped=b"1")
    assert Holders.of([user(1, "clerk")], ()).opens([box], ())
    assert not Holders.of([user(1, "clerk", active=False)], ()).opens([box], ())
    assert not Holders.of([user(1)], ()).opens([row(SealedKey, "key", user_id="user-1", wrapped=b"")], ())
