"""自检: one line and one state for each thing that a desk needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """``OWED``: work goes on, something is to be done; ``WRONG``: something does not work."""

    READY = "ready"
    OWED = "owed"
    WRONG = "wrong"


HEALTH_LABELS: dict[Health, str] = {Health.READY: "就绪", Health.OWED: "要办", Health.WRONG: "不行"}
_RANK = {Health.READY: 0, Health.OWED: 1, Health.WRONG: 2}


@dataclass(frozen=True)
class HealthLine:
    """``said`` is one short sentence; ``name`` what it is about."""

    name: str
    state: Health
    said: str

    @property
    def line(self) -> str:
        """As the command line prints it."""
        return f"{HEALTH_LABELS[self.state]}  {self.name}：{self.said}"


def worst(lines: tuple[HealthLine, ...]) -> HealthLine | None:
    """The first of the worst lines; None when all are ready."""
    rest = [one for one in lines if one.state is not Health.READY]
    return max(rest, key=lambda one: _RANK[one.state], default=None)
