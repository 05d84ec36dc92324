"""查询 as a use-case: who may ask, what is masked, and what the audit keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.services.conftest import NUMBER, Office
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services.corrections import correct_field
from xinfang_desk.services.receptions import void_item
from xinfang_desk.services.registration import VisitorEntry, complete_registration
from xinfang_desk.services.search import search, settle


def test_a_row_says_who_what_and_when_with_masked_numbers(desk_office: Office) -> None:
    office = desk_office
    done = complete_registration(office.clerk, office.visit())
    found = search(office.clerk, NUMBER[-5:])
    row = found.rows[0]
    assert (row.reception_id, row.item_id) == (done.reception_id, done.items[0].item_id)
    assert (row.day, row.names, row.words) == ("2026-11-23", "李𬀩明", "要求补发低保金")
    assert (row.number, row.phone) == ("431221********1234", "138****0001")
    assert NUMBER not in repr(found)
    assert found.understood == "号码尾数：11234"


def test_of_several_people_the_one_who_is_meant_is_named(desk_office: Office) -> None:
    office = desk_office
    plain = office.visit()
    two = (*plain.visitors, VisitorEntry(name="王小二", role="with", phone="13874500002"))
    complete_registration(office.clerk, replace(plain, visitors=two, people=2))
    assert search(office.clerk, "低保").rows[0].names == "李𬀩明 等 2 人"
    assert search(office.clerk, "小二").rows[0].names == "王小二 等 2 人"
    assert search(office.clerk, "0002").rows[0].phone == "138****0002"


def test_what_is_corrected_or_void_is_found_as_it_is_now(desk_office: Office) -> None:
    office = desk_office
    done = complete_registration(office.clerk, office.visit())
    correct_field(office.clerk, "visitor", office.unit.visitors.all()[0].id, "name", "李晓明", "听错了")
    assert not search(office.clerk, "𬀩").rows
    assert search(office.clerk, "晓").rows
    void_item(office.clerk, done.items[0].item_id, "登记错了")
    assert not search(office.clerk, "晓").rows


def test_no_more_rows_than_asked_for_and_it_says_so(desk_office: Office) -> None:
    office = desk_office
    for name in ("王一", "王二", "王三"):
        complete_registration(office.clerk, office.visit(visitors=(VisitorEntry(name=name),)))
    found = search(office.clerk, "王", limit=2)
    assert [row.names for row in found.rows] == ["王三", "王二"]
    assert found.more
    assert not search(office.clerk, "王", limit=3).more


def test_the_administrator_alone_finds_nothing(desk_office: Office) -> None:
    for ask in (search, settle):
        with pytest.raises(UserError) as caught:
            ask(desk_office.admin, "李")
        assert caught.value.code == "role"


def test_the_words_of_a_question_stand_only_in_the_detail(desk_office: Office) -> None:
    office = desk_office
    settle(office.clerk, "李𬀩明", "item-1")
    row = office.unit.audit.last()
    assert row is not None
    assert (row.action, row.record_kind, row.record_id) == ("search", "item", "item-1")
    assert "李𬀩明" not in repr(row)
    assert office.unit.audit.details[str(row.seq)] == {"query": "李𬀩明"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(max_size=250))
def test_no_text_breaks_it(desk_office: Office, text: str) -> None:
    found = search(desk_office.clerk, text)
    assert found.rows == ()
