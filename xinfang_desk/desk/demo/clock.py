"""Time and chance of the demonstration: a clock that moves only when hands move, and ids that follow from the seed."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime, timedelta

from xinfang_desk.services.context import BEIJING
from xinfang_desk.system import uuid7_text

FIRST_MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=BEIJING)
SECOND_MORNING = datetime(2026, 11, 24, 8, 30, tzinfo=BEIJING)


class ScriptClock:
    """A ClockPort at a moment of the script; hands move it on between two use-cases."""

    def __init__(self, start: datetime = FIRST_MORNING) -> None:
        self._moment = start

    def now(self) -> datetime:
        return self._moment.astimezone(UTC)

    def advance(self, seconds: float) -> None:
        self._moment += timedelta(seconds=seconds)

    def go_to(self, moment: datetime) -> None:
        """The next scene. ValueError for a moment that is over."""
        if moment < self._moment:
            raise ValueError("the script does not go back")
        self._moment = moment


class SeededIds:
    """An IdPort whose digits, bytes and ids come in three rows of their own: how often the windows save a draft, which
    takes an id, leaves no trace in a 查询码."""

    def __init__(self, seed: str, clock: ScriptClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._counter = 0
        self._of_ids, self._of_digits, self._of_bytes = (
            random.Random(f"{seed}/{row}") for row in ("ids", "digits", "bytes")
        )

    def new_id(self) -> str:
        """A UUIDv7 of the script's moment, rising in the order of the calls."""
        with self._lock:
            self._counter += 1
            # The counter fills 12 bits; what runs over counts as milliseconds, so that ids go on rising.
            moment = int(self._clock.now().timestamp() * 1000) + (self._counter >> 12)
            return uuid7_text(moment, self._counter & 0xFFF, self._of_ids.getrandbits(62))

    def digits(self, count: int) -> str:
        with self._lock:
            return f"{self._of_digits.randrange(10**count):0{count}d}"

    def random_bytes(self, count: int) -> bytes:
        with self._lock:
            return self._of_bytes.randbytes(count)
