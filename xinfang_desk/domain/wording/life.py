"""What papers of the later stages take from the life of their matter: ``life_…`` keys for the templates (条例 34–36).

Flat text in, dates in ISO; the opinion that the next step contests is worked out here, so that a template names it
without asking which of them it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.wording.template import Due, Value

# What the life of a matter tells (domain.life.facts), key by key.
LIFE_KEYS = (
    *("accepted_on", "accept_due_on", "extended_due_on", "extension_days", "acceptance_number", "duty_asked_on"),
    *("opinion_number", "opinion_on", "opinion_served_on", "opinion_body"),
    *("review_asked_on", "review_due_on", "review_number", "review_on", "review_served_on", "review_body"),
    *("final_body", "final_asked_on", "final_due_on", "final_number", "final_on", "final_served_on"),
    *("handler", "handler_phone", "origin_body", "origin_number", "hearing_days", "superior_body"),
    *("hearing_on", "transferred_body", "transferred_on", "transferred_due_on", "feedback_on"),
)
_ROUND_KEYS = (
    *("round", "contested_body", "contested_number", "contested_on", "contested_served_on"),
    *("next_body", "asked_on", "due_on"),
)
LIFE_RECORD_KEYS = frozenset(f"life_{key}" for key in (*LIFE_KEYS, *_ROUND_KEYS))

REVIEW, FINAL = "review", "final"


def life_context(life: Mapping[str, str], limit: Callable[[date], Due], brought: str) -> dict[str, Value]:
    """Every ``life_`` key with its value. ``brought``: the kind of opinion that the visitor came with."""
    stage = round_of(life, brought)
    was = {REVIEW: "opinion", FINAL: "review"}.get(stage, "")
    own = {
        "round": stage,
        "next_body": life.get(f"{stage}_body", ""),
        "asked_on": life.get(f"{stage}_asked_on", ""),
        "due_on": life.get(f"{stage}_due_on", ""),
        **{f"contested_{key}": life.get(f"{was}_{key}", "") for key in ("body", "number", "on", "served_on")},
    }
    found = {f"life_{key}": life.get(key, "") for key in LIFE_KEYS} | {f"life_{key}": text for key, text in own.items()}
    return {key: _value(key, text, limit) for key, text in found.items()}


def round_of(life: Mapping[str, str], brought: str = "") -> str:
    """Which look comes next or is under way: review, or final once a review opinion is there; empty before any."""
    if brought == "review" or any(life.get(f"review_{key}") for key in ("number", "on", "served_on")):
        return FINAL
    if life.get("final_asked_on"):
        return FINAL
    known = brought == "handling" or any(life.get(f"opinion_{key}") for key in ("number", "on", "served_on"))
    return REVIEW if known or life.get("review_asked_on") else ""


def extended_due(first_due: str, days: str) -> str:
    """The last day after an extension, ISO; empty where one of the two is not known (条例 34)."""
    day = parse_date(first_due)
    if day is None or not (days.isascii() and days.isdecimal()) or len(days) > 2:
        return ""
    return (day + timedelta(days=int(days))).isoformat()


def _value(key: str, text: str, limit: Callable[[date], Due]) -> Value:
    day = parse_date(text) if key.endswith("_on") and text else None
    if day is None:
        return text
    return limit(day) if key.endswith("due_on") else day
