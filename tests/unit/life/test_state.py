"""The life of a matter as its events tell it: what fits, what does not, and where it then stands."""

from __future__ import annotations

import pytest

from tests.unit.life.lives import MONDAY, Log, accepted, day, seed
from xinfang_desk.domain.life.events import Kind
from xinfang_desk.domain.life.state import Stage, handling_due


def test_from_the_visit_to_the_end_of_the_final_review() -> None:
    log = accepted()
    stages = [log.life.stage]
    steps = (
        (Kind.EXTENDED, 50, "c3", {"days": "30"}),
        (Kind.OPINION, 80, "c6", {"number": "铜政访告〔2027〕2号"}),
        (Kind.SERVED, 82, "c6", {}),
        (Kind.REVIEW_ASKED, 90, "", {"to_body": "中方县人民政府", "ours": "no"}),
        (
            Kind.OUTSIDE_OPINION,
            110,
            "",
            {"number": "中政复〔2027〕1号", "served_on": "2027-03-20", "told_review": "yes"},
        ),
        (Kind.REVIEW_ASKED, 125, "", {"to_body": "怀化市人民政府", "ours": "no"}),
        (Kind.OUTSIDE_OPINION, 150, "", {"number": "怀政核〔2027〕1号", "served_on": "2027-05-01"}),
    )
    for kind, plus, document, values in steps:
        log.add(kind, day(plus), document, **values)
        stages.append(log.life.stage)
    assert stages == [
        Stage.ACCEPTED,
        Stage.EXTENDED,
        Stage.OPINION,
        Stage.SERVED,
        Stage.REVIEW,
        Stage.REVIEW_SERVED,
        Stage.FINAL,
        Stage.CLOSED,
    ]
    assert log.life.unfit == ()
    assert log.life.closed_how == "final"


@pytest.mark.parametrize(
    ("start", "stage"),
    [
        (seed(screened_on=None, told_on=None), Stage.REGISTERED),
        (seed(awaiting=True, told_on=None), Stage.AWAITING),
        (seed(told_on=None), Stage.SCREENED),
        (seed(), Stage.TOLD),
        (seed(leaf="L15", opinion="handling", opinion_served_on=MONDAY), Stage.SERVED),
        (seed(leaf="L15", opinion="handling", opinion_served_on=None), Stage.OPINION),
        (seed(leaf="L15", opinion="review", opinion_served_on=MONDAY), Stage.REVIEW_SERVED),
    ],
)
def test_what_the_visit_alone_left(start: object, stage: Stage) -> None:
    assert Log(start).life.stage is stage  # type: ignore[arg-type]


@pytest.mark.parametrize("days", ["0", "31", "", "x", "-3"])
def test_an_extension_is_of_one_to_thirty_days(days: str) -> None:
    log = accepted()
    log.add(Kind.EXTENDED, day(10), "c3", days=days)
    assert log.life.extension is None
    assert log.life.unfit == ("e1",)


def test_an_extension_is_made_once_and_within_the_first_limit() -> None:
    late = accepted()
    late.add(Kind.EXTENDED, day(61), "c3", days="10")
    assert late.life.extension is None
    log = accepted()
    log.add(Kind.EXTENDED, day(60), "c3", days="10")
    assert handling_due(log.life) == day(70)
    log.add(Kind.EXTENDED, day(65), "c3b", days="10")
    assert handling_due(log.life) == day(70)
    assert log.life.unfit == ("e2",)


def test_a_late_notice_accepts_on_the_last_day_for_telling() -> None:
    log = accepted(plus=40)
    assert log.life.accepted is not None
    assert log.life.accepted.on == day(15)


def test_a_service_before_its_paper_does_not_fit() -> None:
    log = accepted()
    log.add(Kind.OPINION, day(20), "c6")
    log.add(Kind.SERVED, day(19), "c6")
    assert log.life.opinion is not None
    assert log.life.opinion.served_on is None


def test_no_opinion_of_the_petition_procedure_for_another_road() -> None:
    log = Log()
    log.add(Kind.DUTY_ACCEPTED, day(0), "c1")
    log.add(Kind.OPINION, day(5), "c6")
    assert log.life.opinion is None
    log.add(Kind.DUTY_ANSWERED, day(6), "c2")
    assert log.life.stage is Stage.OPINION
    log.add(Kind.SERVED, day(7), "c2")
    assert log.life.closed_how == "duty"


def test_what_comes_back_is_sent_on() -> None:
    log = Log(seed("A", leaf="L18"))
    log.add(Kind.TRANSFERRED, day(0), "b2", to_body="中方县民政局")
    log.add(Kind.RETURNED, day(4), to_body="中方县民政局", reason="职责不符")
    assert log.life.stage is Stage.RETURNED
    log.add(Kind.TRANSFERRED, day(5), "b2b", to_body="中方县农业农村局")
    assert log.life.stage is Stage.TRANSFERRED
    assert [one.open for one in log.life.transfers] == [False, True]


def test_an_objection_refused_leaves_the_matter_here() -> None:
    log = Log(seed(passed_in=True, leaf="L28"))
    log.add(Kind.OBJECTED, day(2), "b15")
    assert log.life.stage is Stage.OBJECTED
    log.add(Kind.OBJECTION_ANSWERED, day(4), agreed="no", reason="属镇里职责")
    assert log.life.stage is Stage.TOLD
    log.add(Kind.OBJECTED, day(5), "b15b")
    log.add(Kind.OBJECTION_ANSWERED, day(6), agreed="yes", reason="核实同意")
    assert log.life.stage is Stage.CLOSED


def test_nothing_happens_to_what_is_withdrawn() -> None:
    log = accepted()
    log.add(Kind.WITHDRAWN, day(3), "c7")
    log.add(Kind.OPINION, day(5), "c6")
    assert log.life.unfit == ("e2",)
    assert log.life.closed_how == "withdrawn"


def test_a_refusal_that_was_put_right_ends_nothing() -> None:
    log = Log()
    log.add(Kind.REFUSED, day(0), "b8")
    assert log.life.stage is Stage.CLOSED
    log.add(Kind.ACCEPTED, day(3), "b4")
    assert log.life.stage is Stage.ACCEPTED


def test_supplements_and_negotiation_stop_nothing() -> None:
    log = accepted()
    before = handling_due(log.life)
    log.add(Kind.SUPPLEMENT_ASKED, day(3), "a6")
    log.add(Kind.SUSPENDED, day(4), "c8", what="pause")
    assert handling_due(log.life) == before


def test_the_same_log_in_another_order_of_entry_is_the_same_life() -> None:
    log = accepted()
    log.add(Kind.OPINION, day(20), "c6")
    log.add(Kind.SERVED, day(22), "c6")
    one = log.life
    log.events.reverse()
    assert log.life == one
