"""A vault whose passwords cost nothing; apart from the fixtures, so that a second program need not load pytest."""

from __future__ import annotations

import secrets
import uuid

from tests.fakes.desk_parts import HandClock
from xinfang_desk.domain.access import Unlocked
from xinfang_desk.store.sqlite.keys import Argon
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

CHEAP = Argon(time=1, memory_kib=8, lanes=1)
NAME, PASSWORD = "龚菊", "tongwan-2026"

Opened = Unlocked[SqlStore]


def make_vault(clock: HandClock | None = None) -> SqlVault:
    return SqlVault((clock or HandClock()).now, secrets.token_bytes, lambda: str(uuid.uuid4()), argon=CHEAP)
