"""登记: every note of the form, the numbers in one transaction, the words of a disclosure nowhere in clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.conftest import NUMBER, Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import Role
from xinfang_desk.services import registration as reg
from xinfang_desk.services.drafts import save_registration_draft
from xinfang_desk.services.receptions import void_item
from xinfang_desk.services.registration import ItemEntry, PaperEntry, Registered, Registration, VisitorEntry
from xinfang_desk.services.sealed import open_sealed

WORDS = ("麻雀会计把青苗款揣进腰包", "三本蓝皮账", "枣树村牛栏背后", "老槐树合作社", "她说半夜看见的", "账目影印件")


def notes(office: Office, **changes: Any) -> dict[str, str]:
    return {note.field: note.kind for note in reg.check_registration(office.clerk, office.visit(**changes))}


def register(office: Office, **changes: Any) -> Registered:
    return reg.complete_registration(office.clerk, office.visit(**changes))


def disclosure(office: Office, **changes: Any) -> Registration:
    request, facts, place, body, own, paper = WORDS
    said = ItemEntry(
        request=request,
        facts=facts,
        place=place,
        place_division="431221104201",
        body_complained=body,
        own_words=own,
        reasons="理由" + facts,
        summary="摘要" + request,
        content_class="jijian",
        papers=(PaperEntry(paper, 2, 7, True),),
    )
    return replace(office.visit(disclosure=True, items=(said,)), **changes)


# the notes of the form


def test_an_ordinary_visit_has_no_note(desk_office: Office) -> None:
    assert notes(desk_office) == {}


@pytest.mark.parametrize(
    ("changes", "field", "kind"),
    [
        ({"source": "nowhere"}, "source", "error"),
        ({"received_on": "2026-11-24"}, "received_on", "error"),
        ({"received_on": "昨天"}, "received_on", "error"),
        ({"received_on": "1948-12-31"}, "received_on", "error"),
        ({"people": 0}, "people", "error"),
        ({"concerned": 0}, "concerned", "error"),
        ({"people": 8, "concerned": 3}, "concerned", "hint"),
        ({"receiver_id": ""}, "receiver_id", "error"),
        ({"receiver_id": "nobody"}, "receiver_id", "error"),
        ({"communication": ("smoke",)}, "communication", "error"),
        ({"visitors": ()}, "visitors", "error"),
        ({"items": ()}, "items", "error"),
        ({"source": "letter"}, "postmark_on", "hint"),
    ],
)
def test_one_note_of_the_head(desk_office: Office, changes: dict[str, Any], field: str, kind: str) -> None:
    assert notes(desk_office, **changes) == {field: kind}


@pytest.mark.parametrize(
    ("changes", "field", "kind"),
    [
        ({"request": ""}, "items.0.request", "error"),
        ({"facts": ""}, "items.0.facts", "error"),
        ({"request": "长" * 4001}, "items.0.request", "error"),
        ({"place": "长" * 201}, "items.0.place", "error"),
        ({"purpose": "what"}, "items.0.purpose", "error"),
        ({"content_class": "what"}, "items.0.content_class", "error"),
        ({"content_class": ""}, "items.0.content_class", "hint"),
        ({"place_division": "4312"}, "items.0.place_division", "error"),
        ({"papers": (PaperEntry("证明", 0),)}, "items.0.papers.0.copies", "error"),
        ({"papers": (PaperEntry("证明", 1, 0),)}, "items.0.papers.0.pages", "error"),
        ({"same_matter_id": "none"}, "items.0.same_matter_id", "error"),
    ],
)
def test_one_note_of_a_matter(desk_office: Office, changes: dict[str, Any], field: str, kind: str) -> None:
    item = replace(desk_office.visit().items[0], **changes)
    assert notes(desk_office, items=(item,)) == {field: kind}


def test_reasons_may_be_empty(desk_office: Office) -> None:
    item = replace(desk_office.visit().items[0], reasons="", own_words="", summary="", place="", body_complained="")
    assert notes(desk_office, items=(item,)) == {}


def test_a_letter_cannot_be_stamped_after_it_came(desk_office: Office) -> None:
    assert notes(desk_office, source="letter", received_on="2026-11-20", postmark_on="2026-11-21") == {
        "postmark_on": "error"
    }
    assert notes(desk_office, source="letter", received_on="2026-11-20", postmark_on="2026年11月18日") == {}


def test_a_passed_on_letter_says_from_whom(desk_office: Office) -> None:
    assert notes(desk_office, source="transfer", form="letter") == {
        "transferred_kind": "error",
        "sending_body": "error",
        "sending_number": "hint",
    }
    said = {
        "source": "transfer",
        "form": "letter",
        "transferred_kind": "petition_office",
        "sending_body": "中方县信访局",
        "sending_number": "中信访函〔2026〕31号",
        "received_on": "2026-11-20",
        "transferred_on": "2026-11-23",
        "sending_due_on": "2027-01-10",
    }
    assert notes(desk_office, **said) == {}
    assert notes(desk_office, **said | {"transferred_on": "2026-11-19"}) == {"transferred_on": "error"}
    assert notes(desk_office, **said | {"sending_due_on": "2026-11-22"}) == {"sending_due_on": "error"}
    assert notes(desk_office, **said | {"form": "pigeon"}) == {"form": "error"}


def test_an_interpreter_has_a_name_and_a_relation(desk_office: Office) -> None:
    assert notes(desk_office, communication=("interpreter",)) == {
        "interpreter": "error",
        "interpreter_relation": "error",
    }
    assert notes(desk_office, communication=("interpreter",), interpreter="石某", interpreter_relation="邻居") == {}


def test_one_of_the_roster_is_the_main_visitor(desk_office: Office) -> None:
    two = (VisitorEntry(name="李一", address="某村"), VisitorEntry(name="李二", address="某村"))
    assert notes(desk_office, visitors=two, people=2, concerned=2) == {"visitors.1.role": "error"}
    none = tuple(replace(entry, role="with") for entry in two)
    assert notes(desk_office, visitors=none, people=2, concerned=2) == {"visitors.0.role": "error"}


def test_who_comes_for_another_names_them(desk_office: Office) -> None:
    agent = VisitorEntry(name="李二", role="agent", address="某村")
    assert notes(desk_office, visitors=(agent,)) == {"visitors.0.role": "error"}
    at_home = VisitorEntry(name="李一", role="represented", address="某村")
    assert notes(desk_office, visitors=(agent, at_home)) == {}
    done = register(desk_office, visitors=(agent, at_home))
    roles = [row.role for row in desk_office.unit.visitors.where(reception_id=done.reception_id)]
    assert roles == ["agent", "main"]


def test_more_on_the_roster_than_came(desk_office: Office) -> None:
    two = (VisitorEntry(name="李一", address="某村"), VisitorEntry(name="李二", role="with"))
    assert notes(desk_office, visitors=two) == {"people": "error"}


def test_one_number_on_two_lines_is_told(desk_office: Office) -> None:
    two = (VisitorEntry(name="李一", address="某村", id_number=NUMBER), VisitorEntry("person", "with", name="李二"))
    two = (two[0], replace(two[1], id_number=NUMBER))
    assert notes(desk_office, visitors=two, people=2, concerned=2) == {"visitors.1.id_number": "hint"}


def test_notes_come_in_the_order_of_the_form(desk_office: Office) -> None:
    form = desk_office.visit(receiver_id="", visitors=(VisitorEntry(),), items=(ItemEntry(),))
    fields = [note.field for note in reg.check_registration(desk_office.clerk, form)]
    assert fields == [
        "receiver_id",
        "visitors.0.name",
        "visitors.0.address",
        "items.0.request",
        "items.0.facts",
        "items.0.content_class",
    ]


def test_secret_material_is_never_typed_in(desk_office: Office) -> None:
    item = replace(desk_office.visit().items[0], secret_marked=True)
    found = notes(desk_office, items=(item,))
    assert found == {"items.0.request": "error", "items.0.facts": "error"}
    assert notes(desk_office, items=(ItemEntry(secret_marked=True),)) == {}
    assert notes(desk_office, items=(ItemEntry(secret_marked=True, papers=(PaperEntry("红头文件"),)),)) == {
        "items.0.papers": "error"
    }


# the registration


def test_registering_takes_its_numbers(desk_office: Office) -> None:
    items = (*desk_office.visit().items, replace(desk_office.visit().items[0], request="要求修路"))
    done = register(desk_office, items=items)
    assert done.seq == 1
    assert [row.register_no for row in done.items] == ["431221-2026-LF-000001", "431221-2026-LF-000002"]
    codes = [row.query_code for row in done.items]
    assert len(set(codes)) == 2
    assert all(len(code) == 8 and code.isdecimal() for code in codes)
    assert "reception.register" in desk_office.actions()
    assert [row.op for row in desk_office.unit.outbox.waiting()] == ["I", "I"]
    assert done.changed.topics == {"today", f"reception:{done.reception_id}"}
    assert register(desk_office).items[0].register_no == "431221-2026-LF-000003"


def test_a_query_code_that_is_taken_is_drawn_again(desk_office: Office) -> None:
    desk_office.ids.codes = ["12345678", "12345678", "87654321"]
    first, second = register(desk_office), register(desk_office)
    assert (first.items[0].query_code, second.items[0].query_code) == ("12345678", "87654321")


def test_a_wrong_form_takes_no_number_and_leaves_nothing(desk_office: Office) -> None:
    before = desk_office.unit.everything()
    with pytest.raises(FieldErrors) as caught:
        register(desk_office, visitors=(VisitorEntry(id_number="431221"),), receiver_id="")
    assert set(caught.value.fields) == {"receiver_id", "visitors.0.name", "visitors.0.id_number"}
    assert desk_office.unit.everything() == before


def test_full_width_digits_are_stored_half_width(desk_office: Office) -> None:
    wide = VisitorEntry(name="李𬀩明", id_number="４３１２２１１９７００１０１１２３４", address="某村")
    done = register(desk_office, visitors=(wide,), received_on="２０２６－１１－２０")
    row = desk_office.unit.visitors.where(reception_id=done.reception_id)[0]
    assert (row.id_number, row.sex, row.born_on, row.name) == (NUMBER, "1", "1970-01-01", "李𬀩明")
    assert desk_office.unit.receptions.get(done.reception_id).received_on == "2026-11-20"


def test_a_wrong_check_digit_goes_in_with_a_reason(desk_office: Office) -> None:
    wrong = replace(desk_office.visit().visitors[0], id_number="431221197001011235")
    with pytest.raises(FieldErrors) as caught:
        register(desk_office, visitors=(wrong,))
    assert set(caught.value.fields) == {"visitors.0.id_number"}
    done = register(desk_office, visitors=(replace(wrong, id_note="老证就是这样"),))
    row = desk_office.unit.visitors.where(reception_id=done.reception_id)[0]
    assert (row.id_number, row.id_note) == ("431221197001011235", "老证就是这样")


def test_a_name_and_an_address_are_enough(desk_office: Office) -> None:
    done = register(desk_office, visitors=(VisitorEntry(name="石某", address="某村"),))
    row = desk_office.unit.visitors.where(reception_id=done.reception_id)[0]
    assert (row.id_kind, row.id_number, row.sex, row.born_on) == ("", "", "", None)


def test_somebody_without_a_name_is_registered(desk_office: Office) -> None:
    done = register(desk_office, visitors=(VisitorEntry(anonymous=True),))
    assert desk_office.unit.visitors.where(reception_id=done.reception_id)[0].anonymous


def test_the_form_cannot_be_registered_twice(desk_office: Office) -> None:
    draft_id = save_registration_draft(desk_office.clerk, "", desk_office.visit())
    done = register(desk_office, draft_id=draft_id)
    assert done.reception_id == draft_id
    assert desk_office.unit.drafts.all() == ()
    with pytest.raises(UserError) as caught:
        register(desk_office, draft_id=draft_id)
    assert caught.value.code == "done"
    assert len(desk_office.unit.receptions.all()) == 1


def test_only_a_clerk_registers(desk_office: Office) -> None:
    with pytest.raises(UserError) as caught:
        reg.complete_registration(desk_office.admin, desk_office.visit())
    assert caught.value.code == "role"
    assert not desk_office.admin.has(Role.CLERK)


def test_a_letter_of_last_week_happened_then(desk_office: Office) -> None:
    done = register(desk_office, source="letter", received_on="2026-11-18")
    row = desk_office.unit.receptions.get(done.reception_id)
    assert (row.happened_at[:10], row.entered_at[:10]) == ("2026-11-17", "2026-11-23")  # UTC of +08:00 midnight
    assert done.items[0].register_no == "431221-2026-LX-000001"


def test_the_roster_may_be_shorter_than_the_group(desk_office: Office) -> None:
    done = register(desk_office, people=8, concerned=12)
    assert done.advice == ("来了 8 人，名册上 1 人，其余的可以后补。",)


def test_an_empty_paper_line_is_no_paper(desk_office: Office) -> None:
    item = replace(desk_office.visit().items[0], papers=(PaperEntry(" "), PaperEntry("收据", 2, 3, True)))
    done = register(desk_office, items=(item,))
    rows = desk_office.unit.papers_received.where(item_id=done.items[0].item_id)
    assert [(row.ordinal, row.name, row.copies, row.pages, row.original) for row in rows] == [(1, "收据", 2, 3, True)]


# seen before


def test_an_earlier_item_of_the_number_is_shown(desk_office: Office) -> None:
    first = register(desk_office)
    seen = reg.seen_before(desk_office.clerk, "resident", "４３１２２１１９７００１０１１２３４")
    assert [row.register_no for row in seen] == [first.items[0].register_no]
    assert seen[0].title == "要求补发低保金"
    assert "identity.look" in desk_office.actions()
    second = register(desk_office)
    assert first.items[0].register_no in second.advice[0]


def test_nothing_is_shown_for_an_unfinished_number(desk_office: Office) -> None:
    register(desk_office)
    assert reg.seen_before(desk_office.clerk, "resident", NUMBER[:17]) == ()
    assert reg.seen_before(desk_office.clerk, "resident", "") == ()


def test_the_same_matter_is_gone_on_with(desk_office: Office) -> None:
    first = register(desk_office)
    matter = reg.seen_before(desk_office.clerk, "resident", NUMBER)[0].matter_id
    again = register(desk_office, items=(replace(desk_office.visit().items[0], same_matter_id=matter),))
    assert desk_office.item(again.items[0].item_id).matter_id == desk_office.item(first.items[0].item_id).matter_id
    assert len(desk_office.unit.matters.all()) == 1


def test_void_and_sealed_items_are_not_shown(desk_office: Office) -> None:
    void = register(desk_office)
    void_item(desk_office.clerk, void.items[0].item_id, "登重了")
    reg.complete_registration(desk_office.clerk, disclosure(desk_office))
    assert reg.seen_before(desk_office.clerk, "resident", NUMBER) == ()


# a disclosure


def test_the_words_of_a_disclosure_stand_nowhere_in_clear(desk_office: Office) -> None:
    form = disclosure(desk_office)
    draft_id = save_registration_draft(desk_office.clerk, "", form)
    assert not any(word in desk_office.unit.everything() for word in WORDS)
    done = reg.complete_registration(desk_office.clerk, replace(form, draft_id=draft_id))
    text = desk_office.unit.everything()
    assert [word for word in WORDS if word in text] == []
    item = desk_office.item(done.items[0].item_id)
    assert (item.sealed, item.purpose, item.content_class, item.place_division) == (True, "jubao", "", "")
    assert desk_office.unit.receptions.get(done.reception_id).sealed
    assert desk_office.unit.matters.get(item.matter_id).title == ""
    assert desk_office.unit.papers_received.all() == ()
    assert desk_office.unit.outbox.waiting() == ()


def test_the_sealed_words_come_back_whole(desk_office: Office) -> None:
    form = disclosure(desk_office)
    done = reg.complete_registration(desk_office.clerk, form)
    words = open_sealed(desk_office.clerk, done.items[0].item_id)
    entry = form.items[0]
    assert (words.request, words.facts, words.own_words) == (entry.request, entry.facts, entry.own_words)
    assert [(paper.name, paper.copies, paper.pages, paper.original) for paper in words.papers] == [
        (WORDS[5], 2, 7, True)
    ]


def test_a_disclosure_needs_no_request_only_something_said(desk_office: Office) -> None:
    empty = disclosure(desk_office, items=(ItemEntry(),))
    kinds = {note.field: note.kind for note in reg.check_registration(desk_office.clerk, empty)}
    assert kinds == {"items.0.facts": "error"}
    envelope = replace(empty, items=(ItemEntry(papers=(PaperEntry("信封一件"),)),))
    assert reg.check_registration(desk_office.clerk, envelope) == ()


def test_without_a_keeper_the_clerk_is_told(desk_office: Office) -> None:
    with desk_office.store.write() as uow:
        uow.users.put(replace(desk_office.keeper.user, active=False))
    done = reg.complete_registration(desk_office.clerk, disclosure(desk_office))
    assert done.advice == (reg.NO_KEEPER,)
    assert len(desk_office.unit.sealed_keys.where(item_id=done.items[0].item_id)) == 1


def test_secret_material_leaves_one_packet(desk_office: Office) -> None:
    done = register(desk_office, items=(ItemEntry(secret_marked=True),))
    item = desk_office.item(done.items[0].item_id)
    assert (item.secrecy, item.request, item.sealed) == ("secret", "", False)
    assert [row.name for row in desk_office.unit.papers_received.where(item_id=item.id)] == ["封存材料"]
    assert desk_office.unit.outbox.waiting() == ()


def test_practice_never_goes_out(desk_office: Office) -> None:
    done = reg.complete_registration(replace(desk_office.clerk, practice=True), desk_office.visit())
    assert desk_office.unit.receptions.get(done.reception_id).practice
    assert desk_office.unit.outbox.waiting() == ()


# taken in for later


def taken_in(office: Office) -> Registered:
    bundle = ItemEntry(papers=(PaperEntry("材料一册"),))
    return register(office, later=True, receiver_id="", visitors=(VisitorEntry(name="石某"),), items=(bundle,))


def test_a_name_and_a_bundle_are_taken_in_for_later(desk_office: Office) -> None:
    done = taken_in(desk_office)
    assert done.items[0].register_no == "431221-2026-LF-000001"
    assert desk_office.item(done.items[0].item_id).request == ""


def test_the_words_are_filled_in_once(desk_office: Office) -> None:
    done = taken_in(desk_office)
    item_id = done.items[0].item_id
    said = replace(desk_office.visit().items[0], papers=(PaperEntry("协议"),))
    with pytest.raises(FieldErrors) as caught:
        reg.fill_item(desk_office.clerk, item_id, replace(said, facts=""))
    assert set(caught.value.fields) == {"items.0.facts"}
    changed = reg.fill_item(desk_office.clerk, item_id, said)
    assert f"reception:{done.reception_id}" in changed.topics
    item = desk_office.item(item_id)
    assert (item.request, item.facts) == (said.request, said.facts)
    assert desk_office.unit.matters.get(item.matter_id).title == said.request
    papers = desk_office.unit.papers_received.where(item_id=item_id)
    assert [(row.ordinal, row.name) for row in papers] == [(1, "材料一册"), (2, "协议")]
    with pytest.raises(UserError) as again:
        reg.fill_item(desk_office.clerk, item_id, said)
    assert again.value.code == "filled"


def test_later_words_of_a_disclosure_are_sealed_too(desk_office: Office) -> None:
    done = reg.complete_registration(desk_office.clerk, disclosure(desk_office, items=(ItemEntry(),), later=True))
    reg.fill_item(desk_office.clerk, done.items[0].item_id, disclosure(desk_office).items[0])
    assert [word for word in WORDS if word in desk_office.unit.everything()] == []
    assert open_sealed(desk_office.clerk, done.items[0].item_id).facts == WORDS[1]


def test_the_rest_of_the_roster_comes_later(desk_office: Office) -> None:
    done = register(desk_office, people=2, concerned=2)
    more = tuple(VisitorEntry(name=f"同来{number}", role="with") for number in range(1, 4))
    reg.add_visitors(desk_office.clerk, done.reception_id, more)
    rows = desk_office.unit.visitors.where(reception_id=done.reception_id)
    assert [(row.ordinal, row.role) for row in rows] == [(1, "main"), (2, "with"), (3, "with"), (4, "with")]
    row = desk_office.unit.receptions.get(done.reception_id)
    assert (row.people, row.concerned) == (4, 4)


def test_a_second_main_visitor_is_refused(desk_office: Office) -> None:
    done = register(desk_office)
    with pytest.raises(FieldErrors) as caught:
        reg.add_visitors(desk_office.clerk, done.reception_id, (VisitorEntry(name="李二"), VisitorEntry(role="with")))
    assert set(caught.value.fields) == {"visitors.0.role", "visitors.1.name"}


def test_nobody_is_added_to_a_void_visit(desk_office: Office) -> None:
    done = register(desk_office)
    void_item(desk_office.clerk, done.items[0].item_id, "登错了")
    with pytest.raises(UserError) as caught:
        reg.add_visitors(desk_office.clerk, done.reception_id, (VisitorEntry(name="李二", role="with"),))
    assert caught.value.code == "closed"


# splitting


def test_another_matter_is_split_off(desk_office: Office) -> None:
    done = register(desk_office)
    with pytest.raises(FieldErrors) as caught:
        reg.add_item(desk_office.clerk, done.reception_id, ItemEntry(), " ")
    assert set(caught.value.fields) == {"reason", "items.0.request", "items.0.facts"}
    more = reg.add_item(desk_office.clerk, done.reception_id, replace(desk_office.visit().items[0]), "还有一件事")
    assert more.register_no == "431221-2026-LF-000002"
    assert desk_office.item(more.item_id).ordinal == 2


def test_a_disclosure_is_split_off_sealed(desk_office: Office) -> None:
    done = register(desk_office)
    entry = disclosure(desk_office).items[0]
    more = reg.add_item(desk_office.clerk, done.reception_id, entry, WORDS[0], disclosure=True)
    assert [word for word in WORDS if word in desk_office.unit.everything()] == []
    assert desk_office.item(more.item_id).sealed
    assert desk_office.unit.receptions.get(done.reception_id).sealed
    assert not desk_office.item(done.items[0].item_id).sealed


def test_a_number_of_another_year_begins_again(desk_office: Office, later: Callable[..., None]) -> None:
    register(desk_office)
    later(days=40)
    done = register(desk_office)
    assert (done.seq, done.items[0].register_no) == (1, "431221-2027-LF-000001")
