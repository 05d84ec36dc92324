"""接来件: whether the matter is for this office or its system (条例 23.3), asked before card 3."""

from __future__ import annotations

from xinfang_desk.domain.cards.card import Asks
from xinfang_desk.domain.cards.gathered import Gathered
from xinfang_desk.domain.cards.given import Given
from xinfang_desk.domain.deadlines import OBJECT_DAYS
from xinfang_desk.domain.moments import date_weekday_text

ASK = "within"


def ask_competence(asks: Asks) -> str:
    given = asks.run.given
    return asks.choice(
        ASK, "归不归我们（本单位、本系统）管？", (("yes", "归我们管"), ("no", "不归，退回去")), hint=_days_left(given)
    )


def put_competence(given: Given, asks: Asks, into: Gathered) -> None:
    """``within_competence`` and its line, once answered; a matter that was not transferred in has none."""
    said = asks.said(ASK)
    if given.transferred_in and said:
        into.put("within_competence", said == "yes", asks.source(ASK))
        into.line("归不归我们", "归" if said == "yes" else "不归", asks.source(ASK))


def is_returned(asks: Asks) -> bool:
    return asks.said(ASK) == "no"


def _days_left(given: Given) -> str:
    """T4 as it stands today; a petition office has none."""
    if given.role == "A" or given.transferred_in_on is None:
        return ""
    last = given.calendar.add_workdays(given.transferred_in_on, OBJECT_DAYS)
    if given.on > last:
        return f"提出异议的 {OBJECT_DAYS} 个工作日到 {date_weekday_text(last)} 已过，不归的要协商。"
    left, day = 0, given.on
    while day < last:
        day = given.calendar.add_workdays(day, 1)
        left += 1
    tail = "今天是最后一天" if not left else f"还有 {left} 个工作日"
    return f"不归的要在 {date_weekday_text(last)} 前提出，{tail}。"
