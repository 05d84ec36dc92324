"""What the board 办件 shows: duties of the office with their last day, never people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xinfang_desk.domain.records import Clock


@dataclass(frozen=True)
class DueLine:
    """A running clock with what names its item: the number alone, so that a sealed item looks like any other."""

    clock: Clock
    register_no: str
    reception_id: str


OVERDUE, TODAY, WEEK, LATER = "overdue", "today", "week", "later"
SPANS = (OVERDUE, TODAY, WEEK, LATER)

TELL, ANSWER, HAND_OVER, REVIEW, OTHERS, OBJECT = "tell", "answer", "hand_over", "review", "others", "object"

DUTY_OF: dict[str, str] = {
    "T1": TELL,
    "T2": TELL,
    "T3": TELL,
    "R": TELL,
    "T4": OBJECT,
    "T5": ANSWER,
    "T6": ANSWER,
    "T13": ANSWER,
    "S": HAND_OVER,
    "T8": REVIEW,
    "T10": REVIEW,
    "T3@": OTHERS,
    "T11": OTHERS,
    "T14": OTHERS,
    "T17": OTHERS,
}
"""Code of a clock -> the duty that it times. A visitor's own limits (T7, T9) and hints on paper are no duty."""

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def span_days(span: str, today: date) -> tuple[str, str]:
    """First and last day (both inside) of one part of the board; the week is that of the calendar, to its Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    days = {
        OVERDUE: (FIRST_DAY, (today - timedelta(days=1)).isoformat()),
        TODAY: (today.isoformat(), today.isoformat()),
        WEEK: ((today + timedelta(days=1)).isoformat(), sunday.isoformat()),
        LATER: ((sunday + timedelta(days=1)).isoformat(), LAST_DAY),
    }
    return days[span]


def edges(today: date) -> tuple[str, ...]:
    """The days at which the four parts of the board begin, the first left out."""
    return tuple(span_days(span, today)[0] for span in SPANS[1:])


def in_span(day: date, span: str, today: date) -> bool:
    first, last = span_days(span, today)
    return first <= day.isoformat() <= last


# Warnings before a last day (reference 4.2.9), by the length of the limit.
_WARN = {"T5": (15, 7, 3, 1), "T6": (15, 7, 3, 1), "T4": (2, 1), "T8": (7, 3, 1), "T10": (7, 3, 1)}
_WARN_ELSE = (5, 3, 1)


def warns(code: str, due: date, today: date) -> bool:
    """Whether the last day is within the widest threshold of its kind."""
    return today <= due <= today + timedelta(days=max(_WARN.get(code, _WARN_ELSE)))
