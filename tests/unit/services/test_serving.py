"""签收 and 送达: each way with what it needs; a later record replaces, none is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.conftest import PASSWORD, Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import Document
from xinfang_desk.services import opening, serving
from xinfang_desk.services.registration import ItemEntry, Registered, VisitorEntry, complete_registration
from xinfang_desk.services.serving import RecordService

SCAN = b"%PDF-1.7 scan"


def printed(office: Office, **changes: Any) -> tuple[Registered, Document]:
    """A notice that somebody saw come out."""
    done = complete_registration(office.clerk, office.visit(**changes))
    item_id = done.items[0].item_id
    office.screen(item_id, ["A1", "A2", "B4"])
    papers = [office.issue(code, item_id) for code in ("A1", "A2", "B4")]
    office.print_out(done.reception_id, *papers)
    return done, papers[2]


def record(office: Office, document: Document, way: str = "signed", **more: Any) -> None:
    serving.record_service(office.clerk, RecordService((office.recipient(document),), way, **more))


def wrong(office: Office, document: Document, way: str, **more: Any) -> set[str]:
    with pytest.raises(FieldErrors) as caught:
        record(office, document, way, **more)
    return set(caught.value.fields)


def last(office: Office) -> Any:
    return office.unit.services.all()[-1]


def test_the_round_lists_every_paper(desk_office: Office) -> None:
    done, _paper = printed(desk_office)
    lines = serving.service_round(desk_office.clerk, done.reception_id)
    assert [(line.code, line.owed, line.printed, line.way) for line in lines] == [
        ("A1", False, True, ""),
        ("A2", False, True, ""),
        ("B4", True, True, ""),
    ]


def test_a_signature_ends_the_visit(desk_office: Office) -> None:
    done, paper = printed(desk_office)
    record(desk_office, paper)
    row = last(desk_office)
    assert (row.way, row.on_date, row.signed_by, row.server) == ("signed", "2026-11-23", "李𬀩明", "周小兰")
    assert desk_office.unit.receptions.get(done.reception_id).state == "closed"
    assert not serving.service_round(desk_office.clerk, done.reception_id)[2].owed


@pytest.mark.parametrize(
    ("way", "more", "fields"),
    [
        ("", {}, {"way"}),
        ("pigeon", {}, {"way"}),
        ("signed", {"on_date": "昨天"}, {"on_date"}),
        ("signed", {"on_date": "2026-11-24"}, {"on_date"}),
        ("signed", {"on_date": "2026-11-22"}, {"on_date"}),
        ("signed", {"signed_by": "石某"}, {"relation"}),
        ("posted", {}, {"tracking_no"}),
        ("unsigned", {}, {"witness", "read_aloud"}),
        ("not_required", {}, {"note"}),
        ("not_wanted", {}, {"way"}),
        ("signed", {"attachment": b"GIF89a"}, {"attachment"}),
        ("signed", {"attachment": SCAN + b" " * serving.MOST_BYTES}, {"attachment"}),
    ],
)
def test_each_way_asks_for_what_it_needs(desk_office: Office, way: str, more: dict[str, Any], fields: set[str]) -> None:
    _done, paper = printed(desk_office)
    assert wrong(desk_office, paper, way, **more) == fields
    assert desk_office.unit.services.all() == ()


@pytest.mark.parametrize(
    ("way", "more"),
    [
        ("thumb", {}),
        ("posted", {"tracking_no": "XA123456789CN"}),
        ("unsigned", {"witness": "石某", "read_aloud": True}),
        ("not_required", {"note": "当场销毁重登"}),
        ("signed", {"signed_by": "石某", "relation": "女儿"}),
    ],
)
def test_every_way_delivers(desk_office: Office, way: str, more: dict[str, Any]) -> None:
    done, paper = printed(desk_office)
    record(desk_office, paper, way, **more)
    assert desk_office.unit.receptions.get(done.reception_id).state == "closed"


def test_nothing_is_signed_before_somebody_saw_the_paper(desk_office: Office) -> None:
    done = complete_registration(desk_office.clerk, desk_office.visit())
    desk_office.screen(done.items[0].item_id, ["A1", "A2", "B4"])
    paper = desk_office.issue("B4", done.items[0].item_id)
    with pytest.raises(UserError) as caught:
        record(desk_office, paper)
    assert caught.value.code == "not_printed"


def test_a_void_paper_is_not_signed(desk_office: Office) -> None:
    _done, paper = printed(desk_office)
    with desk_office.store.write() as uow:
        from dataclasses import replace

        uow.documents.put(replace(paper, state="void"))
    with pytest.raises(UserError) as caught:
        record(desk_office, paper)
    assert caught.value.code == "void"


def test_a_later_record_replaces_and_keeps_the_earlier(desk_office: Office) -> None:
    _done, paper = printed(desk_office)
    record(desk_office, paper)
    record(desk_office, paper, "posted", tracking_no="XA1")
    assert [(row.way, row.replaced) for row in desk_office.unit.services.all()] == [
        ("signed", True),
        ("posted", False),
    ]


def test_what_was_made_on_request_may_be_left(desk_office: Office) -> None:
    done = complete_registration(desk_office.clerk, desk_office.visit(visitors=(VisitorEntry(anonymous=True),)))
    item_id = done.items[0].item_id
    desk_office.screen(item_id, ["A1", "A2", "B4"], on_request=["B4"])
    paper = desk_office.issue("B4", item_id, to="来访人")
    line = serving.service_round(desk_office.clerk, done.reception_id)[0]
    assert (line.optional, line.owed) == (True, False)
    record(desk_office, paper, "not_wanted")
    assert last(desk_office).way == "not_wanted"


def test_an_agent_without_the_grant_leaves_a_note(desk_office: Office) -> None:
    main = desk_office.visit().visitors[0]
    agent = VisitorEntry(name="石某", role="agent", address="某村")
    _done, paper = printed(desk_office, visitors=(main, agent), people=2, concerned=2)
    record(desk_office, paper, signed_by="石某")
    assert (last(desk_office).relation, last(desk_office).note) == ("代理人", serving.UNPROVEN)


def test_the_grant_lets_the_agent_receive(desk_office: Office) -> None:
    main = desk_office.visit().visitors[0]
    agent = VisitorEntry(name="石某", role="agent", address="某村")
    done, paper = printed(desk_office, visitors=(main, agent), people=2, concerned=2)
    desk_office.issue("A5", done.items[0].item_id, fields_json='{"powers": "state receive"}')
    assert serving.agent_may_receive(desk_office.unit, done.reception_id)
    record(desk_office, paper, signed_by="石某")
    assert last(desk_office).note == ""


def test_a_scan_is_kept_and_read_back(desk_office: Office) -> None:
    _done, paper = printed(desk_office)
    record(desk_office, paper, attachment=SCAN)
    assert serving.attachment(desk_office.clerk, last(desk_office).id) == SCAN
    assert desk_office.actions()[-1] == "service.scan_read"
    record(desk_office, paper, "thumb")
    with pytest.raises(UserError) as caught:
        serving.attachment(desk_office.clerk, last(desk_office).id)
    assert caught.value.code == "no_scan"


def test_the_scan_of_a_sealed_paper_is_ciphertext(desk_office: Office) -> None:
    form = desk_office.visit(disclosure=True, items=(ItemEntry(facts="某事"),))
    done = complete_registration(desk_office.clerk, form)
    item_id = done.items[0].item_id
    desk_office.screen(item_id, ["A1", "A2", "B10"])
    paper = desk_office.issue("B10", item_id, sealed=True)
    desk_office.print_out(done.reception_id, paper)
    record(desk_office, paper, attachment=SCAN)
    assert SCAN not in desk_office.unit.blobs.rows.values()
    assert serving.attachment(desk_office.clerk, last(desk_office).id) == SCAN
    with pytest.raises(UserError) as caught:
        serving.attachment(desk_office.keeper, last(desk_office).id)
    assert caught.value.code == "opening"


def test_a_keeper_puts_a_scan_in_that_opening_alone_shows(desk_office: Office) -> None:
    """The clerk's key is gone; what comes back signed still goes under seal."""
    done = complete_registration(
        desk_office.clerk, desk_office.visit(disclosure=True, items=(ItemEntry(facts="某事"),))
    )
    item_id = done.items[0].item_id
    desk_office.screen(item_id, ["A1", "A2", "B10"])
    paper = desk_office.issue("B10", item_id, sealed=True)
    desk_office.print_out(done.reception_id, paper)
    order = RecordService((desk_office.recipient(paper),), "signed", attachment=SCAN)
    serving.record_service(desk_office.keeper, order)
    assert SCAN not in desk_office.unit.blobs.rows.values()
    with pytest.raises(UserError):
        serving.attachment(desk_office.keeper, last(desk_office).id)
    asked = opening.OpenOrder(item_id, opening.Opener("keeper", PASSWORD), reason="要转送")
    desk = replace(desk_office.keeper, opening=opening.open_item(desk_office.keeper, asked).opening)
    assert serving.attachment(desk, last(desk_office).id) == SCAN


def test_only_clerk_and_keeper_record(desk_office: Office) -> None:
    _done, paper = printed(desk_office)
    with pytest.raises(UserError) as caught:
        serving.record_service(desk_office.admin, RecordService((desk_office.recipient(paper),), "signed"))
    assert caught.value.code == "role"
