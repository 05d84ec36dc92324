"""The key file, the seal and the count of wrong tries when a hand has been at them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.desk_parts import HandClock
from tests.store.making import NAME
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.store import files
from xinfang_desk.store.faults import fault
from xinfang_desk.store.sqlite import keys as k
from xinfang_desk.store.sqlite import seal
from xinfang_desk.store.sqlite.connection import check_sqlite
from xinfang_desk.store.sqlite.recovery import new_code, read_code
from xinfang_desk.store.tries import Tries

SEAL = seal.Seal(os.urandom)


def changed(raw: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Another content with a checksum that fits it."""
    body = json.loads(raw)
    body.pop("check")
    change(body)
    return json.dumps({**body, "check": k._checksum(body)}).encode()


def spoil_slot(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda body: body["slots"][0].update(values)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda body: body.update(version=2), "store_newer"),
        (lambda body: body.pop("recovery"), "store_damaged"),
        (spoil_slot(salt="no base64!"), "store_damaged"),
        (spoil_slot(argon={"time": 1, "speed": 2}), "store_damaged"),
        (spoil_slot(argon={"time": 1, "memory_kib": 1 << 30, "lanes": 1}), "store_damaged"),
        (spoil_slot(argon={"time": 10**9, "memory_kib": 8, "lanes": 1}), "store_damaged"),
    ],
)
def test_a_key_file_by_another_hand_is_refused(closed: Path, change: Callable[[Any], None], code: str) -> None:
    raw = (closed / files.KEYS).read_bytes()
    with pytest.raises(EnvironmentFault) as caught:
        k.from_bytes(changed(raw, change))
    assert caught.value.code == code


def test_a_key_file_reads_back_as_it_was(closed: Path) -> None:
    keys = k.load(closed)
    assert k.from_bytes(k.to_bytes(keys)) == keys
    assert keys.slot(NAME) == keys.slots[0]
    twice = keys.with_slot(replace(keys.slots[0], fresh=True))
    assert [slot.fresh for slot in twice.slots] == [True]


def test_a_slot_s_box_is_only_for_its_own_sheet(closed: Path) -> None:
    assert k.escrowed_key(k.load(closed).slots[0], os.urandom(32)) is None


def test_a_box_opens_for_its_holder_alone() -> None:
    mine, other = os.urandom(32), os.urandom(32)
    box = SEAL.wrap(b"k" * 32, seal.public_half(mine))
    assert SEAL.unwrap(box, mine) == b"k" * 32
    for wrong, private in ((box, other), (box[:20], mine), (box[:50], mine), (bytes(32) + box[32:], mine)):
        with pytest.raises(UserError) as caught:
            SEAL.unwrap(wrong, private)
        assert caught.value.code == "sealed"


def test_sealed_bytes_show_a_change() -> None:
    key = SEAL.new_key()
    body = SEAL.encrypt(key, "举报内容".encode())
    assert "举报".encode() not in body
    assert SEAL.decrypt(key, body).decode() == "举报内容"
    assert SEAL.encrypt(key, b"x") != SEAL.encrypt(key, b"x")
    for spoiled in (body[:-1] + bytes([body[-1] ^ 1]), body[:20], b""):
        with pytest.raises(EnvironmentFault) as caught:
            SEAL.decrypt(key, spoiled)
        assert caught.value.code == "sealed_damaged"


def test_every_slip_in_a_recovery_code_is_a_slip() -> None:
    code = new_code(lambda count: bytes(range(count)))
    assert read_code(code) == read_code(code.lower()) == code
    slips = 0
    for place, letter in enumerate(code):
        if letter != "-":
            slips += read_code(code[:place] + ("2" if letter != "2" else "3") + code[place + 1 :]) is None
    assert slips == 32


@pytest.mark.parametrize("body", [b"", b"torn", b"[]", b'{"tag": 3}', b'{"tag": {"failed": "x", "last": "y"}}', b"{}"])
def test_a_torn_count_of_tries_starts_again(tmp_path: Path, clock: HandClock, body: bytes) -> None:
    (tmp_path / files.TRIES).write_bytes(body)
    tries = Tries(tmp_path)
    assert tries.seconds_left("tag", clock.now()) == 0
    assert tries.wrong("tag", clock.now()) == 1
    assert tries.seconds_left("tag", clock.now()) == 1


def test_an_old_sqlite_is_refused() -> None:
    check_sqlite((3, 51, 3))
    with pytest.raises(EnvironmentFault) as caught:
        check_sqlite((3, 51, 2))
    assert caught.value.code == fault("sqlite_old").code
