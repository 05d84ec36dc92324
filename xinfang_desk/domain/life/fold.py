"""Folds the events of one matter to where it stands: pure, total, and the same whoever asks (条例 22–24, 31–36).

An event that does not fit where it stands changes nothing and is named in ``Life.unfit``; the desk refuses to record
such a one, so that only a paper made void under a later event can leave one behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from xinfang_desk.domain.life.events import Event, Kind, in_order
from xinfang_desk.domain.life.state import (
    DEPARTED,
    DUTY,
    MOST_EXTENSION,
    PETITION,
    PROCEDURE,
    Acceptance,
    Extension,
    Letter,
    Life,
    Ruling,
    Seed,
    Transfer,
    handling_due,
)


def begin(seed: Seed) -> Life:
    """The life as the visit left it; what the visitor brought stands in it."""
    if seed.opinion not in ("handling", "review"):
        return Life(seed)
    handling = Ruling("handling", ours=False, served_on=seed.opinion_served_on, on=seed.opinion_served_on)
    if seed.opinion == "handling":
        return Life(seed, opinion=handling)
    brought = Ruling("review", ours=False, served_on=seed.opinion_served_on, on=seed.opinion_served_on)
    return Life(seed, opinion=replace(handling, served_on=None, on=None), review=brought)


def fold(seed: Seed, events: tuple[Event, ...]) -> Life:
    """The life after all events."""
    life = begin(seed)
    for event in in_order(events):
        life = after(life, event)
    return life


def after(life: Life, event: Event) -> Life:
    """One event more; where it does not fit nothing changes but ``unfit``."""
    changed = _APPLY[event.kind](life, event)
    if changed is None:
        return replace(life, unfit=(*life.unfit, event.id))
    return replace(changed, last_on=max(event.on, life.last_on or event.on))


def _put(life: Life, **values: Any) -> Life:
    return replace(life, **values)


def _open_again(life: Life) -> Life:
    """A refusal that a new screening replaced ends nothing any more."""
    return _put(life, closed_on=None, closed_by="", closed_how="") if life.closed_how == "refused" else life


# ---- the visit's own papers


def _transferred(life: Life, event: Event) -> Life | None:
    life = _open_again(life)
    if life.closed or (life.accepted is not None and life.seed.role == "B"):
        return None
    feedback = event.day("feedback_on")
    named = feedback if feedback is not None and feedback >= event.on else None
    made = Transfer(event.id, event.text("to_body"), event.on, named)
    return replace(life, transfers=(*life.transfers, made))


def _accepted(way: str) -> Callable[[Life, Event], Life | None]:
    def apply(life: Life, event: Event) -> Life | None:
        life = _open_again(life)
        if life.closed or life.accepted is not None or event.on < life.seed.received_on:
            return None
        made = Acceptance(
            event.id,
            _acceptance_day(life.seed, event.on) if way == PETITION else event.on,
            way,
            event.text("number"),
            event.text("handler"),
            event.text("handler_phone"),
        )
        return replace(life, accepted=made)

    return apply


def _acceptance_day(seed: Seed, issued: date) -> date:
    """The day that the notice names, at the latest the last day for telling (counter-rules.md 2.2)."""
    named = seed.limits.get("T5")
    if named is not None:
        return named.starts
    return min(issued, seed.tell_due) if seed.tell_due is not None else issued


def _guided(life: Life, event: Event) -> Life | None:
    """To another path. Where this desk also transfers or handles, the guidance goes along and ends nothing."""
    if life.closed:
        return None
    return replace(life, guided_on=life.guided_on or event.on)


def _ended(how: str) -> Callable[[Life, Event], Life | None]:
    def apply(life: Life, event: Event) -> Life | None:
        return None if life.closed else replace(life, closed_on=event.on, closed_by=event.id, closed_how=how)

    return apply


def _objected(life: Life, event: Event) -> Life | None:
    if life.closed or not life.seed.passed_in or life.accepted is not None:
        return None
    return replace(life, objected_on=event.on)


def _objection_answered(life: Life, event: Event) -> Life | None:
    """Agreed: it leaves this desk. Refused: the days for telling never stood still (条例 23.3)."""
    if life.closed or life.objected_on is None or event.on < life.objected_on:
        return None
    if event.yes("agreed"):
        return replace(life, closed_on=event.on, closed_by=event.id, closed_how=DEPARTED)
    return replace(life, objected_on=None)


def _set(name: str) -> Callable[[Life, Event], Life | None]:
    def apply(life: Life, event: Event) -> Life | None:
        return None if life.closed else _put(life, **{name: event.on})

    return apply


# ---- handling


def _extended(life: Life, event: Event) -> Life | None:
    """Once, at most 30 days, while the first limit runs (条例 34)."""
    due, days = handling_due(life), event.number("days")
    if life.closed or life.extension is not None or life.handled or due is None or event.on > due:
        return None
    if not 1 <= days <= MOST_EXTENSION:
        return None
    return replace(life, extension=Extension(event.id, event.on, days))


def _opinion(life: Life, event: Event) -> Life | None:
    return _answered(life, event, "handling", petition=True)


def _duty_answered(life: Life, event: Event) -> Life | None:
    return _answered(life, event, "duty", petition=False)


def _answered(life: Life, event: Event, kind: str, *, petition: bool) -> Life | None:
    """The office's own answer on the way it accepted the matter; only the petition's tells what is open next."""
    own = life.accepted
    if life.closed or life.opinion is not None or own is None or event.on < own.on:
        return None
    if (own.way == PETITION) != petition:
        return None
    made = Ruling(
        kind,
        body=life.seed.own_name,
        on=event.on,
        number=event.text("number"),
        made_by=event.id,
        document_id=event.document_id,
        told_next=petition,
    )
    return replace(life, opinion=made)


def _served(life: Life, event: Event) -> Life | None:
    """The proved day on which a ruling arrived; the end of the last one ends the matter."""
    for name in ("opinion", "review", "final"):
        ruling: Ruling | None = getattr(life, name)
        if ruling is None or ruling.document_id != event.document_id or not event.document_id:
            continue
        if ruling.on is None or event.on < ruling.on or ruling.served_on is not None:
            return None
        life = _put(life, **{name: replace(ruling, served_on=event.on, served_by=event.id)})
        ends = ruling.kind == "duty" or name == "final"
        if ends and not life.closed:
            return replace(life, closed_on=event.on, closed_by=event.id, closed_how=ruling.kind)
        return life
    return None


# ---- the bodies it was sent to


def _at_transfer(life: Life, event: Event, **values: Any) -> Life | None:
    """The newest open transfer (to the body named, where one is named)."""
    body = event.text("to_body")
    for index in range(len(life.transfers) - 1, -1, -1):
        one = life.transfers[index]
        if not one.open or (body and one.body and one.body != body) or event.on < one.on:
            continue
        changed = replace(one, **values)
        return replace(life, transfers=(*life.transfers[:index], changed, *life.transfers[index + 1 :]))
    return None


def _body_received(life: Life, event: Event) -> Life | None:
    return _at_transfer(life, event, received_on=event.on)


def _body_told(life: Life, event: Event) -> Life | None:
    return _at_transfer(life, event, told_on=event.on, ended_by=event.id)


def _returned(life: Life, event: Event) -> Life | None:
    return None if life.closed else _at_transfer(life, event, returned_on=event.on, ended_by=event.id)


def _body_answered(life: Life, event: Event) -> Life | None:
    """The body has made its opinion (or its answer by another path)."""
    if life.closed or life.opinion is not None:
        return None
    changed = _at_transfer(life, event, answered_on=event.on, ended_by=event.id)
    served = event.day("served_on")
    if changed is None or (served is not None and served < event.on):
        return None
    if event.text("what") != "opinion":
        return replace(changed, closed_on=event.on, closed_by=event.id, closed_how="answered")
    body = next(one.body for one in changed.transfers if one.ended_by == event.id)
    made = Ruling(
        "handling",
        body=body,
        ours=False,
        on=event.on,
        number=event.text("number"),
        made_by=event.id,
        told_next=event.yes("told_review"),
        served_on=served,
        served_by=event.id if served is not None else "",
    )
    return replace(changed, opinion=made)


# ---- review and final review


def _asked(life: Life, event: Event) -> Life | None:
    """An application to the next body. Of the final review where a review opinion is there (条例 35, 36)."""
    if life.closed or life.opinion is None or life.opinion.kind == "duty" or event.on < (life.opinion.on or event.on):
        return None
    again = Ruling(
        "review",
        body=event.text("to_body"),
        ours=event.yes("ours"),
        asked_on=event.on,
        asked_by=event.id,
    )
    if life.review is None:
        return replace(life, review=again)
    known = life.review.on or life.review.asked_on is None  # one that the visitor brought may lack its day
    if not known or life.final is not None or event.on < (life.review.on or event.on):
        return None
    return replace(life, final=replace(again, kind="final"))


def _now_asked(life: Life) -> tuple[str, Ruling] | None:
    """The review that is under way."""
    for name, ruling in (("final", life.final), ("review", life.review)):
        if ruling is not None:
            open_now = ruling.on is None and ruling.asked_on is not None and not life.closed
            return (name, ruling) if open_now else None
    return None


def _in_review(change: Callable[[Ruling, Event], Ruling | None]) -> Callable[[Life, Event], Life | None]:
    def apply(life: Life, event: Event) -> Life | None:
        found = _now_asked(life)
        if found is None or event.on < (found[1].asked_on or event.on):
            return None
        changed = change(found[1], event)
        return None if changed is None else _put(life, **{found[0]: changed})

    return apply


def _review_accepted(ruling: Ruling, event: Event) -> Ruling | None:
    if not ruling.ours or ruling.accepted_on is not None:
        return None
    return replace(ruling, accepted_on=event.on)


def _ruled(kind: str) -> Callable[[Ruling, Event], Ruling | None]:
    def change(ruling: Ruling, event: Event) -> Ruling | None:
        if not ruling.ours or ruling.kind != kind:
            return None
        return replace(
            ruling, on=event.on, number=event.text("number"), made_by=event.id, document_id=event.document_id
        )

    return change


def _outside(life: Life, event: Event) -> Life | None:
    """The opinion of a body that is not this desk, as it became known here."""
    found = _now_asked(life)
    served = event.day("served_on")
    if found is None or found[1].ours or event.on < (found[1].asked_on or event.on):
        return None
    if served is not None and served < event.on:
        return None
    name, ruling = found
    made = replace(
        ruling,
        on=event.on,
        number=event.text("number"),
        made_by=event.id,
        told_next=event.yes("told_review") or name == "final",
        served_on=served,
        served_by=event.id if served is not None else "",
    )
    life = _put(life, **{name: made})
    if name == "final" and served is not None:
        return replace(life, closed_on=served, closed_by=event.id, closed_how="final")
    return life


def _review_refused(life: Life, event: Event) -> Life | None:
    found = _now_asked(life)
    if found is None or not found[1].ours:
        return None
    return replace(life, closed_on=event.on, closed_by=event.id, closed_how="review_refused")


def _held(ruling: Ruling, event: Event) -> Ruling | None:
    """The days of a hearing in the final review do not count, and no others (条例 36.2)."""
    until = event.day("until")
    if ruling.kind != "final" or until is None or until < event.on:
        return None
    return replace(ruling, hearing_days=ruling.hearing_days + (until - event.on).days + 1)


def _hearing_held(life: Life, event: Event) -> Life | None:
    found = _now_asked(life)
    if found is not None and found[0] == "final":
        return _in_review(_held)(life, event)
    until = event.day("until")
    return None if life.closed or until is None or until < event.on else life


def _application(life: Life, event: Event) -> Life | None:
    """D1 helps the visitor to write; what starts a clock is its receipt by the body (``REVIEW_ASKED``)."""
    return None if life.closed else life


def _withdrawn(life: Life, event: Event) -> Life | None:
    return None if life.closed else replace(life, closed_on=event.on, closed_by=event.id, closed_how="withdrawn")


def _filed(life: Life, event: Event) -> Life | None:
    return replace(life, filed_on=event.on) if life.final is not None and life.final.on is not None else None


# ---- letters


def _letter(code: str) -> Callable[[Life, Event], Life | None]:
    def apply(life: Life, event: Event) -> Life | None:
        reply = event.day("reply_on")
        if reply is not None and reply < event.on:
            return None
        made = Letter(event.id, code, event.text("to_body"), event.on, reply)
        return replace(life, letters=(*life.letters, made))

    return apply


def _letter_answered(code: str) -> Callable[[Life, Event], Life | None]:
    def apply(life: Life, event: Event) -> Life | None:
        for index, one in enumerate(life.letters):
            if one.code == code and one.answered_on is None and event.on >= one.on:
                done = replace(one, answered_on=event.on, answered_by=event.id)
                return replace(life, letters=(*life.letters[:index], done, *life.letters[index + 1 :]))
        return None

    return apply


def _suspended(life: Life, event: Event) -> Life | None:
    """终止 ends; 中止 is noted. It stops no clock by itself: only a rule of the province could (条例 34)."""
    if life.closed:
        return None
    if event.text("what") in ("end", "terminate", "terminated", "stop"):
        return replace(life, closed_on=event.on, closed_by=event.id, closed_how="terminated")
    return replace(life, suspended_on=event.on)


def _resumed(life: Life, event: Event) -> Life | None:
    if life.suspended_on is None or event.on < life.suspended_on:
        return None
    return replace(life, suspended_on=None)


_APPLY: dict[Kind, Callable[[Life, Event], Life | None]] = {
    Kind.TRANSFERRED: _transferred,
    Kind.ASSIGNED: _transferred,
    Kind.ACCEPTED: _accepted(PETITION),
    Kind.DUTY_ACCEPTED: _accepted(DUTY),
    Kind.OWN_PROCEDURE: _accepted(PROCEDURE),
    Kind.GUIDED: _guided,
    Kind.REFUSED: _ended("refused"),
    Kind.ADVICE_TAKEN: _set("guided_on"),
    Kind.OBJECTED: _objected,
    Kind.OBJECTION_ANSWERED: _objection_answered,
    Kind.NEGOTIATING: _set("negotiating_on"),
    Kind.SUPPLEMENT_ASKED: _set("supplement_asked_on"),
    Kind.URGENT_REPORTED: _set("urgent_on"),
    Kind.DUTY_ANSWERED: _duty_answered,
    Kind.EXTENDED: _extended,
    Kind.HEARING_CALLED: _set("hearing_called_on"),
    Kind.HEARING_HELD: _hearing_held,
    Kind.SETTLED: _ended("settled"),
    Kind.OPINION: _opinion,
    Kind.WITHDRAWN: _withdrawn,
    Kind.SUSPENDED: _suspended,
    Kind.RESUMED: _resumed,
    Kind.REPORTED_BACK: lambda life, event: replace(life, reported_back_on=event.on),
    Kind.URGED: _letter("T11"),
    Kind.URGE_ANSWERED: _letter_answered("T11"),
    Kind.PROPOSED: _letter("T14"),
    Kind.PROPOSAL_ANSWERED: _letter_answered("T14"),
    Kind.APPLICATION: _application,
    Kind.REVIEW_ASKED: _asked,
    Kind.REVIEW_ACCEPTED: _in_review(_review_accepted),
    Kind.REVIEW_REFUSED: _review_refused,
    Kind.CORRECTION_ASKED: _in_review(lambda ruling, _event: ruling if ruling.ours else None),
    Kind.DEFENCE_ASKED: _letter("T17"),
    Kind.REVIEW_OPINION: _in_review(_ruled("review")),
    Kind.FINAL_OPINION: _in_review(_ruled("final")),
    Kind.FINAL_FILED: _filed,
    Kind.OUTSIDE_OPINION: _outside,
    Kind.SERVED: _served,
    Kind.POST_BACK: _served,
    Kind.BODY_RECEIVED: _body_received,
    Kind.BODY_TOLD: _body_told,
    Kind.BODY_ANSWERED: _body_answered,
    Kind.RETURNED: _returned,
}
