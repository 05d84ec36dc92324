"""更正: both values stay, the checks are those of the registration, what went out goes out again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.conftest import NUMBER, Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.identity import resident_check_digit
from xinfang_desk.domain.records import Visitor
from xinfang_desk.services import corrections
from xinfang_desk.services.corrections import Corrected, correct_field, correctable_fields
from xinfang_desk.services.receptions import void_item
from xinfang_desk.services.registration import ItemEntry, Registered, VisitorEntry, complete_registration

WHY = "听错了"
OTHER = "43122119850615122" + resident_check_digit("43122119850615122")


def registered(office: Office, **changes: Any) -> Registered:
    return complete_registration(office.clerk, office.visit(**changes))


def visitor(office: Office, done: Registered) -> Visitor:
    row = office.unit.visitors.where(reception_id=done.reception_id)[0]
    assert isinstance(row, Visitor)
    return row


def correct(office: Office, kind: str, row_id: str, field: str, new: str, why: str = WHY) -> Corrected:
    return correct_field(office.clerk, kind, row_id, field, new, why)


def kept(office: Office) -> list[tuple[str, str, str]]:
    return [(row.field, row.old, row.new) for row in office.unit.corrections.all()]


def test_old_and_new_both_stay(desk_office: Office) -> None:
    done = registered(desk_office)
    row = visitor(desk_office, done)
    correct(desk_office, "visitor", row.id, "name", " 李䶮明 ")
    assert visitor(desk_office, done).name == "李䶮明"
    only = desk_office.unit.corrections.all()[0]
    assert (only.record_kind, only.record_id, only.field, only.old, only.new) == (
        "visitor",
        row.id,
        "name",
        "李𬀩明",
        "李䶮明",
    )
    assert (only.reason, only.by) == (WHY, desk_office.clerk.user.id)
    assert "visitor.correct" in desk_office.actions()
    details = [detail for detail in desk_office.unit.audit.details.values() if "fields" in detail]
    assert details == [{"fields": "name"}]


@pytest.mark.parametrize(
    ("kind", "field", "new"),
    [
        ("visitor", "phone", "1387450"),
        ("visitor", "name", ""),
        ("visitor", "id_number", "431221"),
        ("visitor", "id_kind", "uscc"),
        ("visitor", "born_on", "2030-01-01"),
        ("item", "request", ""),
        ("item", "purpose", "what"),
        ("reception", "received_on", "2026-11-24"),
        ("reception", "people", "0"),
        ("reception", "people", "三个"),
        ("reception", "receiver_id", "nobody"),
    ],
)
def test_a_wrong_new_value_is_refused(desk_office: Office, kind: str, field: str, new: str) -> None:
    done = registered(desk_office)
    row_id = {"visitor": visitor(desk_office, done).id, "item": done.items[0].item_id}.get(kind, done.reception_id)
    before = desk_office.unit.everything()
    with pytest.raises(FieldErrors) as caught:
        correct(desk_office, kind, row_id, field, new)
    assert set(caught.value.fields) == {"new"}
    assert desk_office.unit.everything() == before


def test_a_reason_and_a_difference_are_needed(desk_office: Office) -> None:
    row = visitor(desk_office, registered(desk_office))
    with pytest.raises(FieldErrors) as caught:
        correct(desk_office, "visitor", row.id, "name", "李一", " ")
    assert set(caught.value.fields) == {"reason"}
    with pytest.raises(FieldErrors) as same:
        correct(desk_office, "visitor", row.id, "name", "李𬀩明 ")
    assert same.value.fields == {"new": "和原来一样，不用更正。"}


def test_only_listed_fields_are_corrected(desk_office: Office) -> None:
    done = registered(desk_office)
    for field in ("register_no", "query_code", "state", "sealed"):
        with pytest.raises(UserError) as caught:
            correct(desk_office, "item", done.items[0].item_id, field, "x")
        assert caught.value.code == "field"


def test_every_listed_field_is_one_of_its_record(desk_office: Office) -> None:
    done = registered(desk_office)
    rows = {
        "visitor": visitor(desk_office, done),
        "item": desk_office.item(done.items[0].item_id),
        "reception": desk_office.unit.receptions.get(done.reception_id),
    }
    for kind, row in rows.items():
        assert all(hasattr(row, field) and label for field, label in correctable_fields(kind))


def test_another_number_brings_its_own_sex_and_birth_date(desk_office: Office) -> None:
    done = registered(desk_office)
    correct(desk_office, "visitor", visitor(desk_office, done).id, "id_number", OTHER.lower())
    row = visitor(desk_office, done)
    assert (row.id_number, row.sex, row.born_on) == (OTHER, "2", "1985-06-15")
    assert kept(desk_office) == [
        ("id_number", NUMBER, OTHER),
        ("sex", "1", "2"),
        ("born_on", "1970-01-01", "1985-06-15"),
    ]


def test_a_birth_date_that_somebody_gave_stays(desk_office: Office) -> None:
    own = replace(desk_office.visit().visitors[0], born_on="1971-02-03")
    done = registered(desk_office, visitors=(own,))
    correct(desk_office, "visitor", visitor(desk_office, done).id, "id_number", OTHER)
    assert visitor(desk_office, done).born_on == "1971-02-03"


def test_the_reason_lets_a_wrong_check_digit_pass(desk_office: Office) -> None:
    done = registered(desk_office)
    wrong = NUMBER[:17] + "5"
    correct(desk_office, "visitor", visitor(desk_office, done).id, "id_number", wrong, "证件上就是这样")
    assert (visitor(desk_office, done).id_number, visitor(desk_office, done).id_note) == (wrong, "证件上就是这样")
    correct(desk_office, "visitor", visitor(desk_office, done).id, "phone", "2810002")
    assert visitor(desk_office, done).id_note == "证件上就是这样"
    correct(desk_office, "visitor", visitor(desk_office, done).id, "id_number", NUMBER)
    assert visitor(desk_office, done).id_note == ""


def test_a_number_that_was_not_there_is_added(desk_office: Office) -> None:
    done = registered(desk_office, visitors=(VisitorEntry(name="石某", address="某村"),))
    with pytest.raises(FieldErrors):
        correct(desk_office, "visitor", visitor(desk_office, done).id, "id_kind", "passport")
    correct(desk_office, "visitor", visitor(desk_office, done).id, "id_number", NUMBER)
    row = visitor(desk_office, done)
    assert (row.id_kind, row.id_number, row.sex) == ("resident", NUMBER, "1")


def test_one_field_changes_and_no_other(desk_office: Office) -> None:
    done = registered(desk_office, visitors=(VisitorEntry(name="石某", address="某村"),))
    correct(desk_office, "visitor", visitor(desk_office, done).id, "phone", "１３８７４５００００２")
    assert kept(desk_office) == [("phone", "", "13874500002")]


def test_the_numbers_of_a_group(desk_office: Office) -> None:
    done = registered(desk_office, people=8, concerned=12)
    correct(desk_office, "reception", done.reception_id, "people", "９")
    row = desk_office.unit.receptions.get(done.reception_id)
    assert (row.people, row.concerned) == (9, 12)
    assert kept(desk_office) == [("people", "8", "9")]


def test_dates_are_checked_against_each_other(desk_office: Office) -> None:
    done = registered(
        desk_office,
        source="transfer",
        form="letter",
        transferred_kind="petition_office",
        sending_body="中方县信访局",
        received_on="2026-11-18",
        transferred_on="2026-11-20",
    )
    with pytest.raises(FieldErrors):
        correct(desk_office, "reception", done.reception_id, "received_on", "2026-11-21")
    correct(desk_office, "reception", done.reception_id, "postmark_on", "2026年11月16日")
    correct(desk_office, "reception", done.reception_id, "postmark_on", "")
    assert kept(desk_office) == [("postmark_on", "", "2026-11-16"), ("postmark_on", "2026-11-16", "")]
    assert desk_office.unit.receptions.get(done.reception_id).postmark_on is None


def test_a_new_content_class_waits_for_its_check(desk_office: Office) -> None:
    item_id = registered(desk_office).items[0].item_id
    with desk_office.store.write() as uow:
        uow.items.put(replace(uow.items.get(item_id), content_class_checked=True))
    correct(desk_office, "item", item_id, "content_class", "nongye")
    item = desk_office.item(item_id)
    assert (item.content_class, item.content_class_checked) == ("nongye", False)


@pytest.mark.parametrize(("kind", "field", "new"), [("item", "place", "某地"), ("visitor", "phone", "2810009")])
def test_what_went_out_goes_out_again(desk_office: Office, kind: str, field: str, new: str) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    desk_office.went_out(item_id)
    correct(desk_office, kind, item_id if kind == "item" else visitor(desk_office, done).id, field, new)
    assert desk_office.item(item_id).rev == 2
    assert [(row.item_id, row.rev, row.op) for row in desk_office.unit.outbox.waiting()] == [(item_id, 2, "U")]


def test_what_has_not_gone_out_keeps_its_revision(desk_office: Office) -> None:
    item_id = registered(desk_office).items[0].item_id
    correct(desk_office, "item", item_id, "place", "某地")
    assert desk_office.item(item_id).rev == 1
    assert [row.op for row in desk_office.unit.outbox.waiting()] == ["I"]


def test_papers_with_the_old_value_are_offered(desk_office: Office) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    named = desk_office.issue("A2", item_id)
    desk_office.issue("B4", item_id, to="来访人")
    made = correct(desk_office, "visitor", visitor(desk_office, done).id, "name", "李䶮明")
    assert (made.document_ids, made.documents) == ((named.id,), (named.number,))
    nothing = correct(desk_office, "visitor", visitor(desk_office, done).id, "phone", "2810009")
    assert nothing.documents == ()


@pytest.mark.parametrize(
    ("field", "new", "printed", "found"),
    [
        ("received_on", "2026-11-20", "您于2026年11月23日来访", True),
        ("received_on", "2026-11-20", "您于2026年11月22日来访", False),
        ("people", "9", "李𬀩明（等8人）", True),
        ("people", "9", "李𬀩明（等18人）", False),
        ("people", "9", "8", True),
        ("receiver_id", "", "接谈人：陈站长", True),
    ],
)
def test_a_value_is_looked_for_as_it_was_printed(
    desk_office: Office, field: str, new: str, printed: str, found: bool
) -> None:
    done = registered(desk_office, people=8, concerned=12)
    body = json.dumps({"blocks": [{"runs": [{"text": printed}]}]}, ensure_ascii=False)
    desk_office.issue("B4", done.items[0].item_id, data_json=body)
    if field == "receiver_id":
        with desk_office.store.write() as uow:
            new = "other"
            uow.staff.add(replace(uow.staff.all()[0], id=new, name="杨副站长"))
    made = correct(desk_office, "reception", done.reception_id, field, new)
    assert bool(made.documents) is found


def test_words_of_several_lines_are_found_on_one(desk_office: Office) -> None:
    item = replace(desk_office.visit().items[0], facts="三月没有发\n四月也没有发。")
    done = registered(desk_office, items=(item,))
    body = json.dumps({"blocks": [{"text": "三月没有发；四月也没有发"}]}, ensure_ascii=False)
    desk_office.issue("A3", done.items[0].item_id, data_json=body)
    assert correct(desk_office, "item", done.items[0].item_id, "facts", "四月没有发").documents


def test_sealed_and_secret_words_are_not_corrected_here(desk_office: Office) -> None:
    for changes in (
        {"disclosure": True, "items": (ItemEntry(facts="某事"),)},
        {"items": (ItemEntry(secret_marked=True),)},
    ):
        done = registered(desk_office, **changes)
        with pytest.raises(UserError) as caught:
            correct(desk_office, "item", done.items[0].item_id, "facts", "另一事")
        assert caught.value.code == "sealed"


def test_a_void_item_is_not_corrected(desk_office: Office) -> None:
    done = registered(desk_office)
    void_item(desk_office.clerk, done.items[0].item_id, "登错了")
    with pytest.raises(UserError) as caught:
        correct(desk_office, "item", done.items[0].item_id, "facts", "另一事")
    assert caught.value.code == "void"


def test_only_a_clerk_corrects(desk_office: Office) -> None:
    row = visitor(desk_office, registered(desk_office))
    with pytest.raises(UserError) as caught:
        correct_field(desk_office.admin, "visitor", row.id, "name", "李一", WHY)
    assert caught.value.code == "role"


def test_a_stored_row_is_the_form_that_made_it(desk_office: Office) -> None:
    form = desk_office.visit(people=2, concerned=3, communication=("sign", "scribe"))
    done = registered(desk_office, people=2, concerned=3, communication=("sign", "scribe"))
    back = corrections.reception_form(desk_office.unit, desk_office.unit.receptions.get(done.reception_id))
    assert (back.people, back.concerned, set(back.communication)) == (2, 3, {"sign", "scribe"})
    assert back.visitors[0].name == form.visitors[0].name
    assert corrections.item_entry(desk_office.item(done.items[0].item_id)).request == form.items[0].request
