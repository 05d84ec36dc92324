"""The machine's own clock and randomness, as the parts of a real desk."""

from __future__ import annotations

import secrets
import sys
import threading
import time
import uuid
from datetime import UTC, datetime

_MS_BITS, _COUNTER_BITS, _RANDOM_BITS = 48, 12, 62


class SystemClock:
    """The only place that asks the system for the time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds since the start of the PC, its sleep included; setting the clock does not change them."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()


class SystemIds:
    """UUIDv7 ids that rise within one process (RFC 9562 method 1: a counter in ``rand_a``), and secret digits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = (0, 0)

    def new_id(self) -> str:
        """A UUIDv7 as text."""
        with self._lock:
            now = time.time_ns() // 1_000_000
            last, counter = self._last
            if now <= last:
                now, counter = last, counter + 1
                if counter >> _COUNTER_BITS:
                    now, counter = last + 1, 0
            else:
                counter = secrets.randbits(_COUNTER_BITS - 1)
            self._last = (now, counter)
        return uuid7_text(now, counter, secrets.randbits(_RANDOM_BITS))

    def digits(self, count: int) -> str:
        """``count`` random decimal digits."""
        return f"{secrets.randbelow(10**count):0{count}d}"

    def random_bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)


def uuid7_text(milliseconds: int, counter: int, random: int) -> str:
    """The text of a UUIDv7 from 48, 12 and 62 bits."""
    value = (milliseconds & ((1 << _MS_BITS) - 1)) << 80
    value |= 0x7 << 76 | (counter & 0xFFF) << 64
    value |= 0b10 << 62 | (random & ((1 << _RANDOM_BITS) - 1))
    return str(uuid.UUID(int=value))
