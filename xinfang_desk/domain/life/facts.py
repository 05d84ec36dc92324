"""What a paper of the later stages takes from the life of its matter: flat text, dates in ISO, empty where unknown."""

from __future__ import annotations

from datetime import date

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.life.clocks import clocks
from xinfang_desk.domain.life.state import DUTY, PETITION, Life, Ruling

KEYS = (
    *("accepted_on", "accept_due_on", "extended_due_on", "extension_days", "acceptance_number", "duty_asked_on"),
    *("opinion_number", "opinion_on", "opinion_served_on", "opinion_body"),
    *("review_asked_on", "review_due_on", "review_number", "review_on", "review_served_on", "review_body"),
    *("final_body", "final_asked_on", "final_due_on", "final_number", "final_on", "final_served_on"),
    *("handler", "handler_phone", "origin_body", "origin_number", "hearing_days", "superior_body"),
    *("hearing_on", "transferred_body", "transferred_on", "transferred_due_on", "feedback_on"),
)


def life_facts(life: Life, calendar: WorkCalendar) -> dict[str, str]:
    """Only keys with a value; the bodies of the next stage are proposals that the paper's form confirms."""
    dues = {one.code: one.limit.due for one in clocks(life, calendar)}
    seed, own = life.seed, life.accepted
    found: dict[str, date | str | int | None] = {
        "review_body": (life.review.body if life.review else "") or seed.review_body,
        "final_body": (life.final.body if life.final else "") or seed.final_body,
        "superior_body": seed.review_body,
        "origin_body": life.opinion.body if life.opinion else "",
        "origin_number": life.opinion.number if life.opinion else "",
        "accept_due_on": dues.get("T5"),
        "extended_due_on": dues.get("T6"),
        "extension_days": life.extension.days if life.extension else None,
        "review_due_on": dues.get("T8") or dues.get("T8@"),
        "final_due_on": dues.get("T10") or dues.get("T10@"),
        "hearing_days": (life.final.hearing_days if life.final else 0) or None,
        "hearing_on": life.hearing_called_on,
    }
    if own is not None:
        found |= {"acceptance_number": own.number, "handler": own.handler, "handler_phone": own.handler_phone}
        found["accepted_on"] = own.on if own.way == PETITION else None
        found["duty_asked_on"] = seed.received_on if own.way == DUTY else None
    if life.transfers:
        last = life.transfers[-1]
        found |= {"transferred_body": last.body, "transferred_on": last.on, "feedback_on": last.feedback_on}
        found["transferred_due_on"] = dues.get("T3@")
    for name, ruling in (("opinion", life.opinion), ("review", life.review), ("final", life.final)):
        found |= _ruling(name, ruling)
    return {key: _text(value) for key, value in found.items() if value not in (None, "")}


def _ruling(name: str, ruling: Ruling | None) -> dict[str, date | str | int | None]:
    if ruling is None:
        return {}
    found: dict[str, date | str | int | None] = {
        f"{name}_number": ruling.number,
        f"{name}_on": ruling.on,
        f"{name}_served_on": ruling.served_on,
    }
    if name == "opinion":
        return found | {"opinion_body": ruling.body}
    return found | {f"{name}_asked_on": ruling.asked_on}


def _text(value: date | str | int | None) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
