"""A wrong clock at a real store: dating stops with a sentence, and goes on when a person confirms, on record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import real_office
from tests.fakes.desk_parts import HandClock
from xinfang_desk import bootstrap
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import clock_guard, office
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.registration import ItemEntry, Registration, VisitorEntry, complete_registration


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def parts(tmp_path: Path, clock: HandClock) -> Parts:
    parts = bootstrap.build_parts(home=tmp_path, clock=clock, argon=real_office.CHEAP)
    real_office.make_home(tmp_path, parts)
    return parts


def enter(parts: Parts, tmp_path: Path) -> Desk:
    return office.log_in(parts, tmp_path / real_office.STORE, real_office.CLERK, real_office.PASSWORD)


def register(desk: Desk) -> None:
    visitor = VisitorEntry(name="李𬀩丙", division="431221104", address="（示例）9组")
    matter = ItemEntry(request="问路", facts="不知道。", purpose="zixun", content_class="ziran")
    complete_registration(
        desk, Registration(visitors=(visitor,), items=(matter,), receiver_id=office.staff(desk)[1].id)
    )


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (datetime(2000, 1, 1, tzinfo=UTC), "这不可能"),
        (datetime(2026, 11, 20, tzinfo=UTC), "退回去了"),
        (datetime(2027, 11, 23, tzinfo=UTC), "隔得太久"),
    ],
)
def test_nothing_is_dated_by_a_wrong_clock(
    parts: Parts, tmp_path: Path, clock: HandClock, to: datetime, words: str
) -> None:
    clock.moment = to
    desk = enter(parts, tmp_path)
    with pytest.raises(UserError, match=words) as caught:
        register(desk)
    assert caught.value.code == "clock"
    desk.store.close()
    clock.moment = HandClock().moment
    desk = enter(parts, tmp_path)
    with desk.store.read() as uow:
        assert len(uow.receptions.all()) == real_office.RECEPTIONS
    desk.store.close()


def test_logging_in_again_does_not_help_but_a_person_s_word_does(
    parts: Parts, tmp_path: Path, clock: HandClock
) -> None:
    clock.moment += timedelta(days=3)
    enter(parts, tmp_path).store.close()
    clock.moment -= timedelta(days=2)
    for _ in range(2):
        desk = enter(parts, tmp_path)
        assert clock_guard.problem(desk)
        desk.store.close()
    desk = enter(parts, tmp_path)
    clock_guard.confirm(desk)
    register(desk)
    desk.store.close()
    clock.moment += timedelta(minutes=1)
    desk = enter(parts, tmp_path)  # what lay ahead is forgiven for good
    assert clock_guard.problem(desk) == ""
    with desk.store.read() as uow:
        assert clock_guard.CONFIRMED in [link.action for link in uow.audit.between("", "9999")]
    desk.store.close()


def test_the_year_2000_cannot_be_confirmed(parts: Parts, tmp_path: Path, clock: HandClock) -> None:
    clock.moment = datetime(2000, 1, 1, tzinfo=UTC)
    desk = enter(parts, tmp_path)
    with pytest.raises(UserError):
        clock_guard.confirm(desk)
    desk.store.close()
