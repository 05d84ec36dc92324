"""Where a matter stands: the facts of its life, and the one stage that follows from them (条例 22–24, 31–36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from xinfang_desk.domain.deadlines import HANDLE_DAYS, Deadline

MOST_EXTENSION = 30  # 条例 34


class Stage(StrEnum):
    """In the order of a matter's life."""

    REGISTERED = "registered"
    AWAITING = "awaiting"  # 待告知: nobody has decided yet, or bodies negotiate
    SCREENED = "screened"
    TOLD = "told"
    NEGOTIATING = "negotiating"
    TRANSFERRED = "transferred"
    ASSIGNED = "assigned"
    RETURNED = "returned"  # what was transferred came back
    OBJECTED = "objected"
    ACCEPTED = "accepted"
    EXTENDED = "extended"
    OPINION = "opinion"  # made, not yet proved to have arrived
    SERVED = "served"
    REVIEW = "review"
    REVIEW_OPINION = "review_opinion"
    REVIEW_SERVED = "review_served"
    FINAL = "final"
    FINAL_OPINION = "final_opinion"
    CLOSED = "closed"


PETITION, DUTY, PROCEDURE = "petition", "duty", "procedure"
DEPARTED = "returned"  # closed here: sent back to whom it came from


@dataclass(frozen=True)
class Seed:
    """What the visit left: dates of receipt, screening and telling, the clocks of the conclusion."""

    role: str  # A | B | C
    received_on: date
    screened_on: date | None = None
    leaf: str = ""
    awaiting: bool = False
    told_on: date | None = None
    tell_due: date | None = None
    sealed: bool = False
    passed_in: bool = False  # transferred or assigned to this desk
    passed_by: str = ""
    limits: Mapping[str, Deadline] = field(default_factory=dict)
    opinion: str = "none"  # an opinion that the visitor brought: none | handling | review
    opinion_served_on: date | None = None
    own_name: str = ""
    review_body: str = ""
    final_body: str = ""


@dataclass(frozen=True)
class Acceptance:
    event_id: str
    on: date
    way: str  # petition | duty | procedure
    number: str = ""
    handler: str = ""
    handler_phone: str = ""


@dataclass(frozen=True)
class Extension:
    event_id: str
    on: date
    days: int


@dataclass(frozen=True)
class Transfer:
    """To one body. ``feedback_on``: 交办 names a day."""

    event_id: str
    body: str
    on: date
    feedback_on: date | None = None
    received_on: date | None = None
    told_on: date | None = None
    answered_on: date | None = None
    returned_on: date | None = None
    ended_by: str = ""

    @property
    def open(self) -> bool:
        return self.returned_on is None and self.answered_on is None


@dataclass(frozen=True)
class Ruling:
    """One of the three opinions: asked for, made, arrived. ``told_next``: it says where and until when to go on."""

    kind: str  # handling | review | final | duty
    body: str = ""
    ours: bool = True
    asked_on: date | None = None
    asked_by: str = ""  # event
    accepted_on: date | None = None
    on: date | None = None
    number: str = ""
    made_by: str = ""  # event
    document_id: str = ""
    told_next: bool = True
    served_on: date | None = None
    served_by: str = ""
    hearing_days: int = 0


@dataclass(frozen=True)
class Letter:
    """A letter to a body that names a day for the reply: 督办, 建议, 答辩通知."""

    event_id: str
    code: str  # clock: T11, T14, T17
    body: str
    on: date
    reply_on: date | None
    answered_on: date | None = None
    answered_by: str = ""


@dataclass(frozen=True)
class Life:
    """Where the matter stands and the facts behind it."""

    seed: Seed
    accepted: Acceptance | None = None
    extension: Extension | None = None
    transfers: tuple[Transfer, ...] = ()
    opinion: Ruling | None = None
    review: Ruling | None = None
    final: Ruling | None = None
    letters: tuple[Letter, ...] = ()
    negotiating_on: date | None = None
    objected_on: date | None = None
    supplement_asked_on: date | None = None
    urgent_on: date | None = None
    suspended_on: date | None = None
    hearing_called_on: date | None = None
    reported_back_on: date | None = None
    filed_on: date | None = None
    guided_on: date | None = None
    closed_on: date | None = None
    closed_by: str = ""  # event
    closed_how: str = ""
    last_on: date | None = None
    unfit: tuple[str, ...] = ()

    @property
    def stage(self) -> Stage:
        return _stage(self)

    @property
    def closed(self) -> bool:
        return self.closed_on is not None

    @property
    def handled(self) -> bool:
        """An end of the handling is made: an opinion or an answer."""
        return self.opinion is not None and self.opinion.on is not None

    def ruling_of(self, document_id: str) -> Ruling | None:
        found = (self.opinion, self.review, self.final)
        return next((one for one in found if one is not None and document_id and one.document_id == document_id), None)


def handling_due(life: Life) -> date | None:
    """The last day for the end of the petition procedure, extended where it was."""
    if life.accepted is None or life.accepted.way != PETITION:
        return None
    days = HANDLE_DAYS + (life.extension.days if life.extension is not None else 0)
    return life.accepted.on + timedelta(days=days)


def _stage(life: Life) -> Stage:
    seed = life.seed
    if life.closed:
        return Stage.CLOSED
    if life.final is not None:
        return Stage.FINAL if life.final.on is None else Stage.FINAL_OPINION
    if life.review is not None:
        if life.review.on is None and life.review.asked_on is not None:
            return Stage.REVIEW
        return Stage.REVIEW_SERVED if life.review.served_on is not None else Stage.REVIEW_OPINION
    if life.opinion is not None:
        return Stage.SERVED if life.opinion.served_on is not None else Stage.OPINION
    if life.accepted is not None:
        return Stage.EXTENDED if life.extension is not None else Stage.ACCEPTED
    if life.objected_on is not None:
        return Stage.OBJECTED
    if life.transfers:
        return _transfer_stage(life)
    if life.negotiating_on is not None and seed.told_on is None:
        return Stage.NEGOTIATING
    if seed.screened_on is None:
        return Stage.REGISTERED
    if seed.awaiting:
        return Stage.AWAITING
    if seed.told_on is not None and life.guided_on is not None:
        return Stage.CLOSED  # shown another way in writing: nothing is left to do here
    return Stage.TOLD if seed.told_on is not None else Stage.SCREENED


def _transfer_stage(life: Life) -> Stage:
    newest = life.transfers[-1]
    if newest.returned_on is not None:
        return Stage.RETURNED
    return Stage.ASSIGNED if newest.feedback_on is not None else Stage.TRANSFERRED
