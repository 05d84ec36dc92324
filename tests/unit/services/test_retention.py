"""保管期限 and 本人信息: the rule, the dry run, two people, what stays; a person's own sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.unit.services.conftest import NUMBER, PASSWORD, Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import ReceptionState
from xinfang_desk.domain.retention import Keeping, is_over, keeping_of
from xinfang_desk.services import checking, office, retention
from xinfang_desk.services.own_record import own_record_data, print_own_record
from xinfang_desk.services.ports import NewUser
from xinfang_desk.services.registration import complete_registration
from xinfang_desk.services.retention import Destroy


def closed_visit(room: Office) -> str:
    """A visit that was closed today, with nothing waiting to be sent."""
    done = complete_registration(room.clerk, room.visit())
    with room.store.write() as uow:
        row = uow.receptions.get(done.reception_id)
        uow.receptions.put(replace(row, state=ReceptionState.CLOSED.value, closed_at=room.parts.now_text()))
        for clock in uow.clocks.all():
            uow.clocks.put(replace(clock, state="met"))
    room.unit.outbox.rows.clear()
    return done.reception_id


@pytest.fixture
def due(paper_office: Office) -> Office:
    """Five years and two days after the visit, with a second administrator."""
    closed_visit(paper_office)
    office.add_user(paper_office.admin, NewUser("second", "龙副", ("admin",), PASSWORD))
    retention.save_rule(paper_office.admin, {"passed_on": 5, "handled": 10})
    paper_office.clock.moment = datetime(2031, 11, 25, 1, 0, tzinfo=UTC)
    return paper_office


def order(**changes: object) -> Destroy:
    return replace(Destroy(1, "局长 2031-11-20 批准", "second", PASSWORD), **changes)  # type: ignore[arg-type]


def test_years_end_on_the_day_after() -> None:
    assert not is_over(date(2026, 11, 23), 5, date(2031, 11, 23))
    assert is_over(date(2026, 11, 23), 5, date(2031, 11, 24))
    assert not is_over(date(2024, 2, 29), 1, date(2025, 3, 1))
    assert not is_over(date(2000, 1, 1), 0, date(2031, 1, 1)), "0 years: for good"


def test_what_a_reception_is_kept_as() -> None:
    assert keeping_of(["L05", "L05"], sealed=False) is Keeping.QUESTION
    assert keeping_of(["L05", "L27"], sealed=False) is Keeping.HANDLED
    assert keeping_of(["L21"], sealed=False) is Keeping.PASSED_ON
    assert keeping_of([], sealed=False) is Keeping.PASSED_ON
    assert keeping_of(["L05"], sealed=True) is Keeping.SEALED


def test_the_dry_run_counts_by_kind_and_changes_nothing(due: Office) -> None:
    before = due.unit.items.all()
    found = retention.plan(due.admin)
    assert {one.kind.value: one.count for one in found.kinds if one.count} == {"passed_on": 1}
    assert due.unit.items.all() == before
    assert due.actions()[-1] == "retention.plan"
    assert "李" not in repr(found)


def test_nothing_is_due_without_a_rule_or_before_its_day(paper_office: Office) -> None:
    closed_visit(paper_office)
    paper_office.clock.moment = datetime(2090, 1, 1, tzinfo=UTC)
    assert retention.plan(paper_office.admin).count == 0
    with pytest.raises(UserError) as caught:
        retention.destroy(paper_office.admin, order(second_name="zhou"))
    assert isinstance(caught.value, FieldErrors), "a clerk is no second person"


@pytest.mark.parametrize("why", ["open", "running", "waiting"])
def test_what_is_still_at_work_is_not_due(due: Office, why: str) -> None:
    item_id = due.unit.items.all()[0].id
    if why == "running":
        due.run_clock(due.screen(item_id, []), "T5")
        retention.save_rule(due.admin, {"passed_on": 5, "handled": 5})
    with due.store.write() as uow:
        if why == "open":
            uow.receptions.put(replace(uow.receptions.all()[0], state="registered", closed_at=None))
        elif why == "waiting":
            uow.outbox.add(item_id, 1, "U", due.parts.now_text())
    assert retention.plan(due.admin).count == 0


def test_two_people_destroy_and_the_number_book_stays(due: Office) -> None:
    item = due.unit.items.all()[0]
    done = retention.destroy(due.admin, order())
    assert done.count == 1
    (row,) = due.unit.destructions.all()
    assert (row.register_no, row.kind, row.years) == (item.register_no, "passed_on", 5)
    assert row.by != row.second_by
    assert due.unit.items.get(item.id).register_no == item.register_no
    said = due.unit.everything()
    assert "李𬀩明" not in said
    assert NUMBER not in said
    assert "低保金" not in said
    assert "retention.destroy" in due.actions()
    assert checking.verify_papers(due.admin).good
    assert retention.plan(due.admin).count == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"basis": " "}, "basis"),
        ({"second_name": "admin"}, "second_name"),
        ({"second_name": "zhou"}, "second_name"),
        ({"second_password": "wrong-2026"}, "password"),
        ({"count": 2}, "count"),
    ],
)
def test_without_a_second_person_a_basis_and_the_right_count_nothing_goes(
    due: Office, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(UserError) as caught:
        retention.destroy(due.admin, order(**changes))
    assert field in (caught.value.code, caught.value.field)
    assert not due.unit.destructions.all()


def test_only_administrators_set_the_rule(paper_office: Office) -> None:
    with pytest.raises(UserError):
        retention.save_rule(paper_office.clerk, {"handled": 1})
    with pytest.raises(FieldErrors):
        retention.save_rule(paper_office.admin, {"handled": 101})


# 本人信息


def test_a_person_s_own_sheet_says_all_that_is_stored_and_prints(paper_office: Office) -> None:
    complete_registration(paper_office.clerk, paper_office.visit())
    visitor = paper_office.unit.visitors.all()[0]
    data = own_record_data(paper_office.clerk, visitor.id)
    said = repr(data.blocks)
    for words in ("李𬀩明", NUMBER, "13874500001", "枣树村三组", "要求补发低保金", "今年三月起"):
        assert words in said, words
    assert paper_office.actions()[-1] == "visitor.own_record"
    assert print_own_record(paper_office.clerk, visitor.id, "").good
    pdf = paper_office.parts.paper.pdf(data).pdf
    assert paper_office.parts.paper.read_back(pdf, data) == ()


def test_a_disclosure_is_not_on_the_sheet_of_another_visit(paper_office: Office) -> None:
    complete_registration(paper_office.clerk, paper_office.visit())
    form = paper_office.visit(disclosure=True)
    item = replace(form.items[0], request="查处村支书", facts="侵占征地款")
    complete_registration(paper_office.clerk, replace(form, items=(item,)))
    visitor = paper_office.unit.visitors.all()[0]
    said = repr(own_record_data(paper_office.clerk, visitor.id).blocks)
    assert "村支书" not in said
    assert "密存" not in said, "not even that there is one"


def test_an_inspector_prints_nobody_s_sheet(paper_office: Office) -> None:
    complete_registration(paper_office.clerk, paper_office.visit())
    who = paper_office.desk_of(replace(paper_office.clerk.user, roles="inspector"))
    with pytest.raises(UserError) as caught:
        own_record_data(who, paper_office.unit.visitors.all()[0].id)
    assert caught.value.code == "role"
