"""What happens to a matter after its screening: every event is a fact with a legal date, driven by a paper or a reply.

Nothing here is a status: what the events mean is worked out by ``state.fold``, again and again the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from xinfang_desk.domain.moments import parse_date


class Kind(StrEnum):
    """``PAPERS`` says which of them a paper brings about; the others are recorded by a person."""

    TRANSFERRED = "transferred"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    DUTY_ACCEPTED = "duty_accepted"
    OWN_PROCEDURE = "own_procedure"
    GUIDED = "guided"
    REFUSED = "refused"
    ADVICE_TAKEN = "advice_taken"
    OBJECTED = "objected"
    NEGOTIATING = "negotiating"
    SUPPLEMENT_ASKED = "supplement_asked"
    URGENT_REPORTED = "urgent_reported"
    DUTY_ANSWERED = "duty_answered"
    EXTENDED = "extended"
    HEARING_CALLED = "hearing_called"
    SETTLED = "settled"
    OPINION = "opinion"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    REPORTED_BACK = "reported_back"
    URGED = "urged"
    PROPOSED = "proposed"
    APPLICATION = "application"
    REVIEW_ACCEPTED = "review_accepted"
    REVIEW_REFUSED = "review_refused"
    CORRECTION_ASKED = "correction_asked"
    DEFENCE_ASKED = "defence_asked"
    REVIEW_OPINION = "review_opinion"
    FINAL_OPINION = "final_opinion"
    FINAL_FILED = "final_filed"
    SERVED = "served"
    # recorded by a person
    BODY_RECEIVED = "body_received"
    BODY_TOLD = "body_told"
    BODY_ANSWERED = "body_answered"
    RETURNED = "returned"
    OBJECTION_ANSWERED = "objection_answered"
    POST_BACK = "post_back"
    REVIEW_ASKED = "review_asked"
    OUTSIDE_OPINION = "outside_opinion"
    HEARING_HELD = "hearing_held"
    RESUMED = "resumed"
    URGE_ANSWERED = "urge_answered"
    PROPOSAL_ANSWERED = "proposal_answered"


PAPERS: dict[str, Kind] = {
    "A6": Kind.SUPPLEMENT_ASKED,
    "A9": Kind.URGENT_REPORTED,
    "B2": Kind.TRANSFERRED,
    "B2m": Kind.TRANSFERRED,
    "B3": Kind.ASSIGNED,
    "B4": Kind.ACCEPTED,
    "B5": Kind.OWN_PROCEDURE,
    **{f"B6{letter}": Kind.GUIDED for letter in "abcdefghijklmn"},
    "B7": Kind.GUIDED,
    "B8": Kind.REFUSED,
    "B9": Kind.REFUSED,
    "B11": Kind.ADVICE_TAKEN,
    "B15": Kind.OBJECTED,
    "B16": Kind.NEGOTIATING,
    "C1": Kind.DUTY_ACCEPTED,
    "C2": Kind.DUTY_ANSWERED,
    "C3": Kind.EXTENDED,
    "C4": Kind.HEARING_CALLED,
    "C5": Kind.SETTLED,
    "C6": Kind.OPINION,
    "C7": Kind.WITHDRAWN,
    "C8": Kind.SUSPENDED,
    "C9": Kind.REPORTED_BACK,
    "C11": Kind.URGED,
    "C12": Kind.PROPOSED,
    "D1": Kind.APPLICATION,
    "D2": Kind.REVIEW_ACCEPTED,
    "D3": Kind.REVIEW_REFUSED,
    "D4": Kind.CORRECTION_ASKED,
    "D5": Kind.DEFENCE_ASKED,
    "D6": Kind.REVIEW_OPINION,
    "D7": Kind.FINAL_OPINION,
    "D8": Kind.FINAL_FILED,
}
"""Code of the catalogue -> the event that its issue is."""

SERVED_PAPERS = frozenset({"C2", "C6", "D6", "D7"})
"""Papers whose receipt starts or ends something (条例 35, 36; 行政复议法 20)."""

BY_HAND = tuple(kind for kind in Kind if kind not in set(PAPERS.values()) | {Kind.SERVED})


@dataclass(frozen=True)
class Event:
    """One fact. ``seq``: order of entry; ``values``: what the fact says besides its day (bodies, numbers, days)."""

    id: str
    kind: Kind
    on: date
    seq: int = 0
    document_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        return self.values.get(key, "").strip()

    def day(self, key: str) -> date | None:
        return parse_date(self.text(key))

    def yes(self, key: str) -> bool:
        return self.text(key) == "yes"

    def number(self, key: str) -> int:
        words = self.text(key)
        return int(words) if words.isascii() and words.isdecimal() else 0


def in_order(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """By the day on which they happened; of one day in the order in which they were entered."""
    return tuple(sorted(events, key=lambda event: (event.on, event.seq, event.id)))
