"""One line of the roster: how it is stored, and every note it may get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.services.conftest import NUMBER, Office
from xinfang_desk.domain.identity import IdentityKind
from xinfang_desk.domain.tables import VISITOR_ROLES
from xinfang_desk.services.registration import Registration, VisitorEntry
from xinfang_desk.services.visitor_checks import (
    finished_number,
    kinds_of,
    normalised_visitor,
    visitor_notes,
    without_number_facts,
)

WRONG = "431221197001011235"  # its last digit should be 4
CREDIT = "91431221MA0000000R"


def line(**changes: Any) -> VisitorEntry:
    return replace(VisitorEntry(name="李𬀩明", id_number=NUMBER, address="铜湾镇枣树村三组"), **changes)


def notes(office: Office, entry: VisitorEntry, **form: Any) -> dict[str, str]:
    found = visitor_notes(office.clerk, Registration(**form), normalised_visitor(entry), "v")
    return {note.field.removeprefix("v."): note.kind for note in found}


def test_an_ordinary_line_has_no_note(desk_office: Office) -> None:
    assert notes(desk_office, line(phone="13874500001", division="431221104")) == {}


def test_typed_text_gets_its_stored_shape() -> None:
    stored = normalised_visitor(
        line(
            name="阿依古丽•买买提 ",
            id_number="４３１２２１ １９７００１０１ １２３４",
            phone="２８１ ０００１",
            division="431221104000",
            address=" 铜湾镇\n枣树村 ",
        )
    )
    assert stored.name == "阿依古丽·买买提"
    assert stored.id_number == NUMBER
    assert stored.phone == "0745-2810001"
    assert stored.address == "铜湾镇 枣树村"


def test_a_lower_case_x_is_the_check_digit() -> None:
    assert normalised_visitor(line(id_number="43122119700101123x")).id_number == "43122119700101123X"


def test_sex_and_birth_come_from_the_number_where_they_are_empty() -> None:
    stored = normalised_visitor(line())
    assert (stored.sex, stored.born_on) == ("1", "1970-01-01")
    typed = normalised_visitor(line(sex="9", born_on="1971.1.1"))
    assert (typed.sex, typed.born_on) == ("9", "1971-01-01")


def test_a_number_that_does_not_hold_says_nothing_of_the_person() -> None:
    for number in (WRONG, "4312211970"):
        stored = normalised_visitor(line(id_number=number))
        assert (stored.sex, stored.born_on) == ("", "")
    kept = normalised_visitor(line(id_number=WRONG, id_note="证件上就是这样"))
    assert (kept.sex, kept.born_on) == ("1", "1970-01-01")


def test_without_a_number_no_kind_and_no_reason_is_kept() -> None:
    stored = normalised_visitor(line(id_number="  ", id_note="没带"))
    assert (stored.id_kind, stored.id_number, stored.id_note) == ("", "", "")
    assert normalised_visitor(line(id_note="多余的原因")).id_note == ""


def test_a_wrong_check_digit_asks_for_a_reason(desk_office: Office) -> None:
    assert notes(desk_office, line(id_number=WRONG)) == {"id_number": "confirm"}
    assert notes(desk_office, line(id_number=WRONG, id_note="两人同号，派出所说过")) == {"id_number": "hint"}


@pytest.mark.parametrize(
    ("changes", "field", "kind"),
    [
        ({"id_number": "43122119700101123"}, "id_number", "error"),
        ({"id_number": "431221197013011238"}, "id_number", "error"),
        ({"id_kind": "resident15", "id_number": "431221700101123"}, "id_number", "hint"),
        ({"id_number": "170101197001011239"}, "id_number", "hint"),
        ({"id_kind": "uscc"}, "id_kind", "error"),
        ({"id_kind": "nonsense"}, "id_kind", "error"),
        ({"sex": "2"}, "sex", "hint"),
        ({"born_on": "1971-01-01"}, "born_on", "hint"),
        ({"id_kind": "foreigner", "id_number": "911398199012310021"}, "nationality", "hint"),
        ({"anonymous": True, "name": ""}, "id_number", "hint"),
        ({"anonymous": True, "id_number": ""}, "name", "hint"),
        ({"name": ""}, "name", "error"),
        ({"name": NUMBER}, "name", "error"),
        ({"name": "长" * 101}, "name", "error"),
        ({"name": "李\ufffd"}, "name", "error"),
        ({"name": "李\ue863"}, "name", "hint"),
        ({"phone": "1387450000"}, "phone", "error"),
        ({"division": "43122"}, "division", "error"),
        ({"address": ""}, "address", "hint"),
        ({"address": "长" * 201}, "address", "error"),
        ({"sex": "3", "id_number": ""}, "sex", "error"),
        ({"born_on": "2026-11-24", "id_number": ""}, "born_on", "error"),
        ({"born_on": "前年", "id_number": ""}, "born_on", "error"),
        ({"role": "guardian"}, "relation", "error"),
        ({"role": "agent", "relation": "长" * 61}, "relation", "error"),
        ({"role": "boss"}, "role", "error"),
        ({"kind": "crowd"}, "kind", "error"),
    ],
)
def test_one_note_at_its_field(desk_office: Office, changes: dict[str, Any], field: str, kind: str) -> None:
    assert notes(desk_office, line(**changes)) == {field: kind}


def test_the_likely_kind_is_named(desk_office: Office) -> None:
    entry = normalised_visitor(line(id_number="431221700101123"))
    sentences = [note.sentence for note in visitor_notes(desk_office.clerk, Registration(), entry, "v")]
    assert sentences == ["这个号码像居民身份证（15位旧号）的，是的话请把证件类型改过来。"]


def test_the_place_of_a_self_made_character_is_told(desk_office: Office) -> None:
    entry = normalised_visitor(line(name="李\ue863明"))
    found = [note.sentence for note in visitor_notes(desk_office.clerk, Registration(), entry, "v")]
    assert found[0].startswith("第 2 个字是自造字")


def test_nobody_is_asked_for_an_address_when_taken_in_for_later(desk_office: Office) -> None:
    assert notes(desk_office, line(address=""), later=True) == {}
    assert notes(desk_office, line(address="", role="with")) == {}


def test_an_organisation_shows_its_credit_code(desk_office: Office) -> None:
    unit = line(kind="organisation", name="铜湾镇枣树村合作社", id_kind="uscc", id_number=_credit(), sex="1")
    assert notes(desk_office, unit) == {}
    assert normalised_visitor(unit).sex == ""
    assert notes(desk_office, replace(unit, id_kind="resident", id_number=NUMBER)) == {"id_kind": "error"}


def _credit() -> str:
    from xinfang_desk.domain.identity import uscc_check_digit

    return CREDIT[:17] + uscc_check_digit(CREDIT[:17])


def test_a_relation_belongs_to_who_stands_in_for_somebody() -> None:
    assert normalised_visitor(line(role="main", relation="父子")).relation == ""
    assert normalised_visitor(line(role="agent", relation=" 父子 ")).relation == "父子"


def test_a_number_is_looked_up_only_when_it_is_finished() -> None:
    assert finished_number("resident", "４３１２２１１９７００１０１１２３４") == NUMBER
    assert finished_number("resident", WRONG) == WRONG
    assert finished_number("resident", "431221197001") == ""
    assert finished_number("resident", "") == finished_number("", NUMBER) == finished_number("what", NUMBER) == ""


def test_taking_the_number_away_takes_what_it_said() -> None:
    bare = without_number_facts(normalised_visitor(line()))
    assert (bare.id_number, bare.sex, bare.born_on) == ("", "", "")
    own = without_number_facts(normalised_visitor(line(sex="9", born_on="1971-01-01")))
    assert (own.sex, own.born_on) == ("9", "1971-01-01")
    assert without_number_facts(line(id_kind="")) == line(id_kind="")


def test_who_may_show_what() -> None:
    assert kinds_of("person")[0] is IdentityKind.RESIDENT
    assert IdentityKind.USCC not in kinds_of("person")
    assert kinds_of("organisation") == (IdentityKind.USCC, IdentityKind.OTHER)


TEXT = st.text(max_size=20)


@given(
    st.builds(
        VisitorEntry,
        kind=st.sampled_from(["person", "organisation", "x"]),
        role=st.sampled_from([*VISITOR_ROLES, ""]),
        name=TEXT,
        id_kind=st.sampled_from([*IdentityKind, ""]),
        id_number=TEXT | st.sampled_from([NUMBER, WRONG]),
        id_note=TEXT,
        phone=TEXT,
        division=TEXT,
        address=TEXT,
        sex=TEXT,
        born_on=TEXT | st.dates(date(1880, 1, 1)).map(str),
        nationality=TEXT,
        post=TEXT,
        relation=TEXT,
    )
)
def test_a_second_pass_changes_nothing(entry: VisitorEntry) -> None:
    once = normalised_visitor(entry)
    assert normalised_visitor(once) == once
