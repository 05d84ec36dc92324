"""Seeds and events of invented matters, for the tests of the life."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from xinfang_desk import commands
from xinfang_desk.domain.deadlines import days_limit
from xinfang_desk.domain.life.events import Event, Kind
from xinfang_desk.domain.life.fold import fold
from xinfang_desk.domain.life.state import Life, Seed

CALENDAR = commands.calendar()
MONDAY = date(2026, 11, 23)


def day(plus: int) -> date:
    return MONDAY + timedelta(days=plus)


def seed(role: str = "B", **changes: Any) -> Seed:
    """Registered and screened on Monday, told the same day."""
    received = changes.pop("received_on", MONDAY)
    plain: dict[str, Any] = {
        "received_on": received,
        "screened_on": received,
        "leaf": "L27",
        "told_on": received,
        "tell_due": days_limit("T2", received, 15, CALENDAR).due,
        "own_name": "铜湾镇人民政府",
        "review_body": "中方县人民政府",
    }
    return Seed(role, **(plain | changes))


class Log:
    """Events by name, in the order in which they are entered."""

    def __init__(self, start: Seed | None = None) -> None:
        self.seed = start or seed()
        self.events: list[Event] = []

    def add(self, kind: Kind, on: date, document_id: str = "", **values: str) -> Event:
        number = len(self.events)
        event = Event(f"e{number}", kind, on, number, document_id, values)
        self.events.append(event)
        return event

    @property
    def life(self) -> Life:
        return fold(self.seed, tuple(self.events))


def accepted(start: Seed | None = None, plus: int = 0) -> Log:
    log = Log(start)
    log.add(Kind.ACCEPTED, log.seed.received_on + timedelta(days=plus), "b4", number="铜政访告〔2026〕1号")
    return log
