"""The clocks of a life: the worked examples of the reference (4.3), and that no sequence makes two disagree."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.life.lives import CALENDAR, MONDAY, Log, accepted, day, seed
from xinfang_desk.domain.life.board import DUTY_OF
from xinfang_desk.domain.life.clocks import BODY, CODES, OFFICE, VISITOR, LifeClock, clocks
from xinfang_desk.domain.life.events import Event, Kind
from xinfang_desk.domain.life.fold import after, begin, fold
from xinfang_desk.domain.life.state import Seed
from xinfang_desk.domain.life.words import CLOCK_WORDS


def running(log: Log) -> dict[str, LifeClock]:
    return {one.code: one for one in clocks(log.life, CALENDAR) if one.running}


def test_sixty_days_and_thirty_more() -> None:
    """4.3: accepted on 2026-11-30."""
    log = accepted(seed(received_on=date(2026, 11, 30)))
    assert running(log)["T5"].limit.due == date(2027, 1, 29)
    log.add(Kind.EXTENDED, date(2027, 1, 20), "c3", days="30")
    found = running(log)
    assert set(found) == {"T6"}
    assert (found["T6"].limit.due, found["T6"].limit.advised) == (date(2027, 2, 28), date(2027, 2, 26))
    assert found["T6"].limit.provisional
    assert "延长30日" in found["T6"].limit.formula


def test_the_visitors_days_run_past_a_holiday() -> None:
    """4.3: an opinion received on 2026-09-02."""
    log = accepted(seed(received_on=date(2026, 8, 3)))
    log.add(Kind.OPINION, date(2026, 8, 31), "c6")
    assert "T7" not in running(log)
    log.add(Kind.SERVED, date(2026, 9, 2), "c6")
    found = running(log)
    assert (found["T7"].limit.due, found["T7"].owner) == (date(2026, 10, 8), VISITOR)
    assert set(found) == {"T7"}


def test_a_returned_transfer_over_the_spring_festival() -> None:
    """4.3, working days with a swapped Saturday: 2026-02-12 and five."""
    log = Log(seed("A", received_on=date(2026, 1, 26), leaf="L18"))
    log.add(Kind.TRANSFERRED, date(2026, 1, 27), "b2", to_body="中方县民政局")
    log.add(Kind.RETURNED, date(2026, 2, 12))
    assert running(log)["R"].limit.due == date(2026, 2, 26)


def test_a_return_in_time_is_sent_on_before_the_first_last_day() -> None:
    log = Log(seed("A", leaf="L18"))
    log.add(Kind.TRANSFERRED, day(1), "b2", to_body="中方县民政局")
    log.add(Kind.RETURNED, day(14))
    assert running(log)["R"].limit.due == day(15)


def test_the_body_has_its_own_fifteen_days() -> None:
    log = Log(seed("A", leaf="L18"))
    log.add(Kind.TRANSFERRED, day(10), "b2", to_body="中方县民政局")
    assert (running(log)["T3@"].limit.due, running(log)["T3@"].owner) == (day(25), BODY)
    log.add(Kind.BODY_RECEIVED, day(12))
    assert running(log)["T3@"].limit.due == day(27)
    log.add(Kind.BODY_TOLD, day(20))
    assert "T3@" not in running(log)


def test_a_hearing_is_taken_out_of_the_final_review_only() -> None:
    log = accepted(seed("C"))
    log.add(Kind.OPINION, day(10), "c6")
    log.add(Kind.SERVED, day(10), "c6")
    log.add(Kind.REVIEW_ASKED, day(20), ours="yes", to_body="x")
    log.add(Kind.HEARING_CALLED, day(21), "c4")
    log.add(Kind.HEARING_HELD, day(22), until=day(24).isoformat())
    assert running(log)["T8"].limit.due == day(50)
    log.add(Kind.REVIEW_OPINION, day(40), "d6")
    log.add(Kind.SERVED, day(41), "d6")
    log.add(Kind.REVIEW_ASKED, day(50), ours="yes", to_body="x")
    assert running(log)["T10"].limit.due == day(80)
    log.add(Kind.HEARING_HELD, day(55), until=day(57).isoformat())
    assert running(log)["T10"].limit.due == day(83)


def test_what_is_made_is_to_arrive() -> None:
    log = accepted()
    log.add(Kind.OPINION, day(20), "c6")
    assert set(running(log)) == {"S"}
    assert running(log)["S"].limit.due == day(60)
    log.add(Kind.POST_BACK, day(25), "c6")
    assert set(running(log)) == {"T7"}


def test_no_clock_for_what_nobody_proved() -> None:
    log = Log(seed(leaf="L15", opinion="handling", opinion_served_on=None))
    assert running(log) == {}


def test_hints_on_paper_are_no_clocks() -> None:
    assert not {code for code in (*CODES, *DUTY_OF) if code.startswith("P")}
    assert not {"T7", "T9"} & set(DUTY_OF)
    assert set(CODES) <= set(CLOCK_WORDS)


KINDS = st.sampled_from(list(Kind))
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "to_body": st.sampled_from(["甲局", "乙局", ""]),
        "days": st.sampled_from(["1", "30", "31", ""]),
        "ours": st.sampled_from(["yes", "no"]),
        "agreed": st.sampled_from(["yes", "no"]),
        "what": st.sampled_from(["opinion", "other", "end", "pause"]),
        "told_review": st.sampled_from(["yes", "no"]),
        "until": st.integers(0, 200).map(lambda plus: day(plus).isoformat()),
        "served_on": st.integers(0, 200).map(lambda plus: day(plus).isoformat()),
        "reply_on": st.integers(0, 200).map(lambda plus: day(plus).isoformat()),
        "feedback_on": st.integers(0, 200).map(lambda plus: day(plus).isoformat()),
    },
)
EVENTS = st.lists(
    st.builds(
        lambda kind, plus, paper, values: (kind, day(plus), paper, values),
        KINDS,
        st.integers(0, 200),
        st.sampled_from(["p1", "p2", "p3", ""]),
        VALUES,
    ),
    max_size=14,
)
SEEDS = st.builds(
    lambda role, passed, leaf, opinion, served: seed(
        role,
        passed_in=passed,
        leaf=leaf,
        opinion=opinion,
        opinion_served_on=MONDAY - timedelta(days=3) if served else None,
    ),
    st.sampled_from("ABC"),
    st.booleans(),
    st.sampled_from(["L15", "L18", "L26", "L27", "L28"]),
    st.sampled_from(["none", "handling", "review"]),
    st.booleans(),
)


def made(rows: list[tuple[Kind, date, str, dict[str, str]]]) -> tuple[Event, ...]:
    return tuple(Event(f"e{n}", kind, on, n, paper, values) for n, (kind, on, paper, values) in enumerate(rows))


@settings(max_examples=400, deadline=None)
@given(SEEDS, EVENTS)
def test_no_sequence_of_events_makes_two_clocks_disagree(
    start: Seed, rows: list[tuple[Kind, date, str, dict[str, str]]]
) -> None:
    life = fold(start, made(rows))
    found = clocks(life, CALENDAR)
    open_now = [one for one in found if one.running]
    codes = [one.code for one in open_now]
    handling = [code for code in codes if code in ("T5", "T6")]
    assert len(handling) <= 1
    for code in ("T7", "T8", "T8@", "T9", "T10", "T10@", "T13"):
        assert codes.count(code) <= 1
    assert not (handling and life.handled)
    # Nobody handles, reviews and reviews finally at once.
    stages = [bool(handling), bool({"T8", "T8@"} & set(codes)), bool({"T10", "T10@"} & set(codes))]
    assert sum(stages) <= 1
    if "T7" in codes:
        assert life.opinion is not None
        assert life.opinion.served_on is not None
        assert life.review is None
    if "T9" in codes:
        assert life.review is not None
        assert life.review.served_on is not None
        assert life.final is None
    if life.extension is not None:
        assert 1 <= life.extension.days <= 30
        first = next(one for one in found if one.code == "T5")
        longer = next(one for one in found if one.code == "T6")
        assert first.limit.due < longer.limit.due <= first.limit.due + timedelta(days=30)
        assert life.extension.on <= first.limit.due
        assert not first.running
    if life.closed:
        assert not [one for one in open_now if one.owner == OFFICE and one.code != "S"]
    for one in found:
        assert one.limit.starts <= one.limit.due
        assert one.limit.advised <= one.limit.due
        assert one.limit.formula
        assert one.running == (one.ended_on is None)


@settings(max_examples=200, deadline=None)
@given(SEEDS, EVENTS)
def test_the_log_read_again_gives_the_same(start: Seed, rows: list[tuple[Kind, date, str, dict[str, str]]]) -> None:
    """Step by step in the order of days, or all at once; and what did not fit might as well not be there."""
    events = made(rows)
    life = fold(start, events)
    again = begin(start)
    for event in sorted(events, key=lambda one: (one.on, one.seq, one.id)):
        again = after(again, event)
    assert again == life
    fitting = tuple(one for one in events if one.id not in life.unfit)
    without = fold(start, fitting)
    assert without.unfit == ()
    assert clocks(without, CALENDAR) == clocks(life, CALENDAR)


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2004, 2, 1), date(2026, 10, 1)), st.integers(0, 60), st.integers(1, 30))
def test_every_day_equals_plain_counting(start: date, plus: int, more: int) -> None:
    log = accepted(seed(received_on=start))
    assert running(log)["T5"].limit.due == start + timedelta(days=60)
    log.add(Kind.EXTENDED, start + timedelta(days=plus), "c3", days=str(more))
    assert running(log)["T6"].limit.due == start + timedelta(days=60 + more)
    log.add(Kind.OPINION, start + timedelta(days=plus), "c6")
    served = start + timedelta(days=plus + 1)
    log.add(Kind.SERVED, served, "c6")
    last = served + timedelta(days=30)
    while CALENDAR.is_off(last):
        last += timedelta(days=1)
    assert running(log)["T7"].limit.due == last
