"""The clocks of a life (T1–T22 of the reference, 4.1): worked out from its facts, so that no two can disagree.

T1–T4 follow the papers of the visit and stand elsewhere. P1–P3 (复议, 起诉, 上诉) are hints on paper and are no clocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.deadlines import (
    HANDLE_DAYS,
    REVIEW_DAYS,
    TELL_DAYS,
    Deadline,
    days_limit,
    longer_limit,
    named_limit,
    workdays_limit,
)
from xinfang_desk.domain.life.state import PETITION, Letter, Life, Ruling, Transfer, handling_due
from xinfang_desk.domain.moments import date_text

OFFICE, BODY, VISITOR = "office", "body", "visitor"

CODES = ("T3@", "T5", "T6", "T7", "T8", "T8@", "T9", "T10", "T10@", "T11", "T13", "T14", "T17", "R", "S")
"""Those that a life makes; with ``@`` owed by another body; R: send on; S: hand over what was made."""

ANEW_WORKDAYS = 5  # a returned transfer: advised, no law (counter-rules.md 6)

FOLLOWS: dict[str, str] = {
    "T1": "今天就转送并告知，写明超期原因，报负责人",
    "T2": "今天就补发书面告知，写今天的日期，报负责人",
    "T3": "今天就补发书面告知，写今天的日期，报负责人",
    "T3@": "承办单位还没有书面告知来访人，可以发督办函",
    "T4": "过了五个工作日不宜再退，按受理办或者协商",
    "T5": "报负责人说明原因，抓紧出处理意见书；过了期限不能再办延期",
    "T6": "报负责人说明原因，抓紧出处理意见书",
    "T8": "报负责人说明原因，抓紧出复查意见书",
    "T10": "报负责人说明原因，抓紧出复核意见书",
    "T11": "承办单位没有按期反馈，可以发督办函",
    "T13": "报负责人说明原因，抓紧书面答复；拖着不答复的，他可以申请复议",
    "T14": "被建议的机关还没有书面反馈，可以再催",
    "T17": "没有答辩材料的，按现有材料审查",
    "R": "今天就改转别的单位，并把新的去向书面告诉来访人",
    "S": "今天就送到本人手里；邮寄的附回执",
}
"""What the law or the rules of the counter expect once the last day has passed."""


@dataclass(frozen=True)
class LifeClock:
    """One clock. ``owner``: office | body | visitor; ``starts_by``, ``ended_by``: the events behind it."""

    limit: Deadline
    owner: str
    starts_by: str
    running: bool
    ended_on: date | None = None
    ended_by: str = ""

    @property
    def code(self) -> str:
        return self.limit.code


def clocks(life: Life, calendar: WorkCalendar) -> tuple[LifeClock, ...]:
    """Every clock of the life, ended ones too, in the order of the law."""
    made = [
        *(_telling(one, calendar) for one in life.transfers),
        *(_feedback(one, calendar) for one in life.transfers if one.feedback_on is not None),
        *_anew(life, calendar),
        *_handling(life, calendar),
        *_duty(life),
        *_handing_over(life, calendar),
        *_review(life, calendar),
        *(_reply(one, calendar) for one in life.letters if one.reply_on is not None),
    ]
    return tuple(_stopped(one, life) for one in made)


def _stopped(clock: LifeClock, life: Life) -> LifeClock:
    """The end of the matter ends what still runs; a visitor's own right is not ended by anybody else."""
    if not clock.running or not life.closed or clock.owner == VISITOR or clock.code in ("S", "T11", "T14"):
        return clock
    return LifeClock(clock.limit, clock.owner, clock.starts_by, False, life.closed_on, life.closed_by)


def _made(limit: Deadline, owner: str, starts_by: str, ended_on: date | None = None, ended_by: str = "") -> LifeClock:
    return LifeClock(limit, owner, starts_by, ended_on is None, ended_on, ended_by)


def _telling(one: Transfer, calendar: WorkCalendar) -> LifeClock:
    """The body's own 15 days from its own receipt; ours do not shorten them (条例 23.3)."""
    start = one.received_on or one.on
    limit = days_limit("T3@", start, TELL_DAYS, calendar)
    if one.received_on is None:
        words = f"收到日没有回，先从转出的{date_text(start)}推算：{limit.formula}"
        limit = Deadline(limit.code, limit.starts, limit.due, limit.advised, limit.day_kind, limit.provisional, words)
    ended = one.told_on or one.answered_on or one.returned_on
    return _made(limit, BODY, one.event_id, ended, one.ended_by)


def _feedback(one: Transfer, calendar: WorkCalendar) -> LifeClock:
    assert one.feedback_on is not None
    words = f"交办函指定{date_text(one.feedback_on)}前反馈"
    limit = named_limit("T11", one.on, one.feedback_on, words, calendar)
    return _made(limit, BODY, one.event_id, one.answered_on or one.returned_on, one.ended_by)


def _anew(life: Life, calendar: WorkCalendar) -> list[LifeClock]:
    """What came back goes on to another body: advised within 5 working days and not after the first T1."""
    made = []
    for index, one in enumerate(life.transfers):
        if one.returned_on is None:
            continue
        limit = workdays_limit("R", one.returned_on, ANEW_WORKDAYS, calendar)
        first = life.seed.tell_due
        if first is not None and one.returned_on <= first < limit.due:
            words = f"退回以后建议5个工作日内，不晚于原来的{date_text(first)}"
            limit = named_limit("R", one.returned_on, first, words, calendar)
        following = next((t for t in life.transfers[index + 1 :] if t.on >= one.returned_on), None)
        own = life.accepted
        ended, by = (following.on, following.event_id) if following is not None else (None, "")
        if following is None and own is not None:
            ended, by = own.on, own.event_id
        made.append(_made(limit, OFFICE, one.ended_by, ended, by))
    return made


def handling_limit(life: Life, calendar: WorkCalendar) -> Deadline | None:
    """T5, or T6 once it is extended; there is only one of them at a time (条例 34)."""
    own = life.accepted
    if own is not None and own.way != PETITION:
        return None
    start = own.on if own is not None else None
    if start is None:
        return life.seed.limits.get("T5")
    base = days_limit("T5", start, HANDLE_DAYS, calendar)
    if life.extension is None:
        return base
    return longer_limit("T6", base, life.extension.days, "延长", calendar)


def _handling(life: Life, calendar: WorkCalendar) -> list[LifeClock]:
    limit = handling_limit(life, calendar)
    if limit is None or (life.opinion is not None and not life.opinion.ours):
        return []
    made = life.opinion
    ended, by = (made.on, made.made_by) if made is not None else (None, "")
    accepted_by = life.accepted.event_id if life.accepted is not None else ""
    longer = life.extension
    if longer is None or life.accepted is None:
        return [_made(limit, OFFICE, accepted_by, ended, by)]
    # The first limit gave way to the longer one; only one of them runs.
    first = days_limit("T5", life.accepted.on, HANDLE_DAYS, calendar)
    return [
        _made(first, OFFICE, accepted_by, longer.on, longer.event_id),
        _made(limit, OFFICE, longer.event_id, ended, by),
    ]


def _duty(life: Life) -> list[LifeClock]:
    """T13 as the screening had it: the special law's days, else two months (行政诉讼法 47)."""
    limit = life.seed.limits.get("T13")
    if limit is None:
        return []
    made = life.opinion if life.opinion is not None and life.opinion.kind == "duty" else None
    starts = life.accepted.event_id if life.accepted is not None else ""
    return [_made(limit, OFFICE, starts, made.on if made else None, made.made_by if made else "")]


def _handing_over(life: Life, calendar: WorkCalendar) -> list[LifeClock]:
    """What this desk has ruled is to arrive; the law names no days, so the end of the procedure is the measure."""
    made = []
    for ruling in (life.opinion, life.review, life.final):
        if ruling is None or not ruling.ours or ruling.on is None or not ruling.document_id:
            continue
        last = _limit_of(life, ruling, calendar)
        due = max(last, ruling.on) if last is not None else ruling.on
        words = f"做出来就要送到本人；没有另定日数，按办结的最后一天{date_text(due)}算"
        limit = named_limit("S", ruling.on, due, words, calendar)
        made.append(_made(limit, OFFICE, ruling.made_by, ruling.served_on, ruling.served_by))
    return made


def _limit_of(life: Life, ruling: Ruling, calendar: WorkCalendar) -> date | None:
    if ruling.kind == "handling":
        return handling_due(life)
    if ruling.kind == "duty":
        found = life.seed.limits.get("T13")
        return found.due if found is not None else None
    limit = _ruling_limit(ruling, calendar)
    return limit.due if limit is not None else None


def _ruling_limit(ruling: Ruling, calendar: WorkCalendar) -> Deadline | None:
    """T8, T10: 30 days from the receipt of the application; a hearing is taken out of T10 only (条例 35, 36)."""
    if ruling.asked_on is None:
        return None
    code = ("T10" if ruling.kind == "final" else "T8") + ("" if ruling.ours else "@")
    base = days_limit(code, ruling.asked_on, REVIEW_DAYS, calendar)
    if not ruling.hearing_days:
        return base
    return longer_limit(code, base, ruling.hearing_days, "听证不计入，顺延", calendar)


def _review(life: Life, calendar: WorkCalendar) -> list[LifeClock]:
    made: list[LifeClock] = []
    for code, ruling, following in (("T7", life.opinion, life.review), ("T9", life.review, life.final)):
        if ruling is None or ruling.kind == "duty" or ruling.served_on is None or not ruling.told_next:
            continue
        limit = life.seed.limits.get(code)
        if limit is None or limit.starts != ruling.served_on:
            limit = days_limit(code, ruling.served_on, REVIEW_DAYS, calendar)
        asked = following.asked_on if following is not None else None
        made.append(_made(limit, VISITOR, ruling.served_by, asked, following.asked_by if following is not None else ""))
    for ruling in (life.review, life.final):
        limit = _ruling_limit(ruling, calendar) if ruling is not None else None
        if ruling is not None and limit is not None:
            owner = OFFICE if ruling.ours else BODY
            made.append(_made(limit, owner, ruling.asked_by, ruling.on, ruling.made_by))
    return made


def _reply(one: Letter, calendar: WorkCalendar) -> LifeClock:
    assert one.reply_on is not None
    limit = named_limit(one.code, one.on, one.reply_on, f"函里指定{date_text(one.reply_on)}前答复", calendar)
    return _made(limit, BODY, one.event_id, one.answered_on, one.answered_by)


def late_request(life: Life, asked_on: date, calendar: WorkCalendar) -> bool:
    """Whether an application comes after the visitor's own last day; a provisional day bars nobody."""
    ruling = life.review if life.review is not None and life.review.on is not None else life.opinion
    if ruling is None or ruling.served_on is None or not ruling.told_next:
        return False
    code = "T9" if ruling is life.review else "T7"
    limit = days_limit(code, ruling.served_on, REVIEW_DAYS, calendar)
    return asked_on > limit.due and not limit.provisional


def extension_last(life: Life) -> date | None:
    """Until when an extension may be made (条例 34)."""
    if life.extension is not None or life.handled or life.closed:
        return None
    return handling_due(life)
