"""The board 办件: what the office owes by law, with its last day and formula; rows are duties, never people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xinfang_desk.domain.life.board import DUTY_OF, SPANS, TELL, edges, in_span, span_days, warns
from xinfang_desk.domain.life.clocks import BODY, FOLLOWS, OFFICE
from xinfang_desk.domain.life.words import DUTY_WORDS, LATE_TELL, OR_EXTEND, clock_words
from xinfang_desk.domain.moments import date_weekday_text, parse_date
from xinfang_desk.domain.records import Clock, Item, Role
from xinfang_desk.services.context import Desk
from xinfang_desk.services.limits import running_clock, telling_limit
from xinfang_desk.services.ports import UnitOfWork

PAGE = 50
CODES = tuple(DUTY_OF)
VISIT, MATTER = "visit", "matter"

# The paper that ends the duty, where a matter's page makes it.
ENDED_BY = {"T5": "C6", "T6": "C6", "T13": "C2", "T8": "D6", "T10": "D7", "R": "B2"}
# What the law expects once the day has passed, as a paper of a matter's page.
LATE_PAPER = {"T3@": "C11", "T11": "C11", "T14": "C12"}
# Ended by the steps of the visit itself.
_AT_VISIT = frozenset({"T1", "T2", "T3", "T4"})


@dataclass(frozen=True)
class BoardRow:
    """One duty. ``goes``: visit (its own steps) or matter (its page, at ``paper`` or at its service)."""

    item_id: str
    reception_id: str
    register_no: str
    code: str
    duty: str
    words: str
    due_on: str
    due_text: str
    formula: str
    overdue: bool
    soon: bool
    provisional: bool
    owner: str  # 本单位 or 承办单位
    follow: str  # what the law expects now, for what is overdue
    goes: str
    paper: str


@dataclass(frozen=True)
class DueBoard:
    """One page of one part. ``counts``: by part; ``waiting``: changes not yet entered into the province's system."""

    today: str
    span: str
    counts: dict[str, int]
    rows: tuple[BoardRow, ...]
    offset: int
    waiting: int

    @property
    def more(self) -> bool:
        return self.offset + len(self.rows) < self.counts[self.span]


def due_board(desk: Desk, span: str = "", offset: int = 0) -> DueBoard:
    """``span``: overdue | today | week | later; empty = the first that holds anything."""
    desk.require(Role.CLERK, Role.REVIEWER, Role.SECRECY, Role.INSPECTOR)
    today = desk.parts.today()
    with desk.store.read() as uow:
        unscreened = tuple(one for item in uow.items.unscreened() if (one := _unscreened(desk, uow, item, today)))
        stored = dict(zip(SPANS, uow.clocks.due_counts(CODES, edges(today)), strict=True))
        fresh = {name: sum(in_span(_date(row), name, today) for row in unscreened) for name in SPANS}
        counts = {name: stored[name] + fresh[name] for name in SPANS}
        span = span or next((name for name in SPANS if counts[name]), SPANS[1])
        own = sorted((row for row in unscreened if in_span(_date(row), span, today)), key=lambda row: row.due_on)
        shown = own[offset : offset + PAGE]
        first, last = span_days(span, today)
        start = max(offset - len(own), 0)
        lines = uow.clocks.due_lines(CODES, first, last, PAGE - len(shown), start)
        made = [_row(line.clock, line.register_no, line.reception_id, today) for line in lines]
        waiting = uow.outbox.waiting_count()
    rows = sorted((*shown, *made), key=lambda row: row.due_on)
    return DueBoard(today.isoformat(), span, counts, tuple(rows), offset, waiting)


def _date(row: BoardRow) -> date:
    day = parse_date(row.due_on)
    assert day is not None
    return day


def _row(clock: Clock, register_no: str, reception_id: str, today: date) -> BoardRow:
    due = parse_date(clock.due_on)
    assert due is not None
    overdue, duty = due < today, DUTY_OF[clock.code]
    soon = warns(clock.code, due, today)
    words = clock_words(clock.code)
    if clock.code == "T5" and soon:
        words = OR_EXTEND
    elif duty == TELL and overdue and clock.code != "R":
        words = LATE_TELL
    at_visit = clock.code in _AT_VISIT
    return BoardRow(
        item_id=clock.item_id,
        reception_id=reception_id,
        register_no=register_no,
        code=clock.code,
        duty=DUTY_WORDS[duty],
        words=words,
        due_on=clock.due_on,
        due_text=date_weekday_text(due),
        formula=clock.formula,
        overdue=overdue,
        soon=soon,
        provisional=clock.provisional,
        owner="承办单位" if owner_of(clock.code) == BODY else "本单位",
        follow=FOLLOWS.get(clock.code, "") if overdue else "",
        goes=VISIT if at_visit else MATTER,
        paper=paper_for(clock.code, overdue=overdue),
    )


def paper_for(code: str, *, overdue: bool) -> str:
    """The paper of a matter's page that ends a duty, or that the law expects once its day has passed."""
    return (LATE_PAPER if overdue else {}).get(code) or ENDED_BY.get(code, "")


def owner_of(code: str) -> str:
    """Who owes it, by the code alone: what another body owes stands on the board as 催承办单位."""
    return BODY if code.endswith("@") or code in ("T11", "T14", "T17") else OFFICE


def _unscreened(desk: Desk, uow: UnitOfWork, item: Item, today: date) -> BoardRow | None:
    """Registered and not yet screened: the days for telling run from the receipt all the same (条例 22, 23)."""
    reception = uow.receptions.get(item.reception_id)
    limit = telling_limit(desk, uow, reception)
    if limit is None:
        return None
    clock = running_clock("", item.id, "", limit)
    return _row(clock, item.register_no, reception.id, today)
