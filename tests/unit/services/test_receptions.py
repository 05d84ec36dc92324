"""接访: today's list without a name in it that should not be, one reception as a whole, 作废 and closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.services import receptions
from xinfang_desk.services.registration import (
    ItemEntry,
    Registered,
    Registration,
    VisitorEntry,
    complete_registration,
)


def registered(office: Office, form: Registration | None = None) -> Registered:
    return complete_registration(office.clerk, form or office.visit())


def disclosed(office: Office) -> Registered:
    return registered(office, office.visit(disclosure=True, items=(ItemEntry(facts="某事"),)))


def closed(office: Office, done: Registered) -> None:
    """A consultation: registered, answered, the receipt printed and seen."""
    item_id = done.items[0].item_id
    office.screen(item_id, ["A1", "A2"])
    office.print_out(done.reception_id, office.issue("A1", item_id), office.issue("A2", item_id))
    receptions.close_if_done(office.clerk, done.reception_id)


def test_the_board_shows_today_and_what_is_not_yet_done(desk_office: Office, later: Callable[..., None]) -> None:
    old, finished = registered(desk_office), registered(desk_office)
    closed(desk_office, finished)
    later(days=1)
    new = registered(desk_office)
    board = receptions.today_board(desk_office.clerk)
    assert [row.reception_id for row in board.rows] == [new.reception_id, old.reception_id]
    assert (board.day, board.open_count) == ("2026-11-24", 2)
    first, second = board.rows
    assert (first.seq_text, first.time_text, first.masked, first.earlier_day) == ("0003", "08:30", "李**", False)
    assert (second.time_text, second.earlier_day, second.owed) == ("11-23", True, True)


def test_a_disclosure_stands_in_the_list_like_any_other_visit(desk_office: Office) -> None:
    registered(desk_office, desk_office.visit(visitors=(VisitorEntry(anonymous=True),)))
    disclosed(desk_office)
    registered(desk_office)
    plain, sealed, nameless = receptions.today_board(desk_office.clerk).rows
    assert (nameless.masked, sealed.masked) == (receptions.NAMELESS, plain.masked)
    assert sealed.chip == plain.chip == nameless.chip


def test_the_administrator_sees_no_record(desk_office: Office) -> None:
    done = registered(desk_office)
    for call in (receptions.today_board, lambda desk: receptions.reception_view(desk, done.reception_id)):
        with pytest.raises(UserError) as caught:
            call(desk_office.admin)
        assert caught.value.code == "role"


def test_one_reception_as_a_whole(desk_office: Office) -> None:
    done = registered(desk_office)
    screening = desk_office.screen(done.items[0].item_id, ["A1", "A2", "B4"])
    desk_office.run_clock(screening, "T2")
    view = receptions.reception_view(desk_office.clerk, done.reception_id)
    assert (view.registrar_name, view.receiver_name) == ("周小兰", "陈站长")
    assert [row.name for row in view.visitors] == ["李𬀩明"]
    item = view.items[0]
    assert (item.leaf_title, [clock.code for clock in item.clocks]) == ("结论L27", ["T2"])
    assert view.step == "issue"
    assert view.open_points[0] == "《A1告知书》还没有打印。"
    assert desk_office.actions()[-1] == "reception.read"


def test_of_a_closed_disclosure_only_the_keeper_sees_who_came(desk_office: Office) -> None:
    done = disclosed(desk_office)
    assert receptions.reception_view(desk_office.clerk, done.reception_id).visitors[0].name == "李𬀩明"
    closed(desk_office, done)
    veiled = receptions.reception_view(desk_office.clerk, done.reception_id)
    assert (veiled.visitors[0].name, veiled.visitors[0].id_number, veiled.visitors[0].address) == ("", "", "")
    assert (veiled.items[0].documents, veiled.items[0].screening, veiled.open_points) == ((), None, ())
    assert receptions.reception_view(desk_office.keeper, done.reception_id).visitors[0].name == "李𬀩明"


def test_a_void_item_keeps_its_number(desk_office: Office) -> None:
    two = (desk_office.visit().items[0], replace(desk_office.visit().items[0], request="要求修路"))
    done = registered(desk_office, desk_office.visit(items=two))
    item_id = done.items[0].item_id
    desk_office.run_clock(desk_office.screen(item_id, ["A1", "A2", "B4"]), "T2")
    paper = desk_office.issue("B4", item_id)
    with pytest.raises(FieldErrors) as caught:
        receptions.void_item(desk_office.clerk, item_id, "")
    assert set(caught.value.fields) == {"reason"}
    gone = receptions.void_item(desk_office.clerk, item_id, "登重了")
    assert isinstance(gone, receptions.Corrected)
    assert gone.documents == (paper.number,)
    item = desk_office.item(item_id)
    assert (item.state, item.void_reason, item.register_no) == ("void", "登重了", done.items[0].register_no)
    assert [clock.state for clock in desk_office.unit.clocks.all()] == ["void"]
    assert desk_office.unit.receptions.get(done.reception_id).state == "registered"
    with pytest.raises(UserError) as again:
        receptions.void_item(desk_office.clerk, item_id, "登重了")
    assert again.value.code == "void"


def test_with_its_last_item_the_reception_is_void(desk_office: Office) -> None:
    done = registered(desk_office)
    receptions.void_item(desk_office.clerk, done.items[0].item_id, "走错了门")
    row = desk_office.unit.receptions.get(done.reception_id)
    assert (row.state, row.void_reason) == ("void", "走错了门")
    board = receptions.today_board(desk_office.clerk)
    assert [(line.chip, line.owed) for line in board.rows] == [("作废", False)]


def test_what_went_out_is_called_back(desk_office: Office) -> None:
    item_id = registered(desk_office).items[0].item_id
    desk_office.went_out(item_id)
    receptions.void_item(desk_office.clerk, item_id, "登重了")
    assert desk_office.item(item_id).rev == 2
    assert [(row.rev, row.op) for row in desk_office.unit.outbox.waiting()] == [(2, "D")]


def test_why_a_disclosure_was_made_void_stays_out_of_the_audit(desk_office: Office) -> None:
    item_id = disclosed(desk_office).items[0].item_id
    receptions.void_item(desk_office.clerk, item_id, "说的是某人")
    assert all("说的是某人" not in detail.values() for detail in desk_office.unit.audit.details.values())


def test_a_visit_closes_when_nothing_is_owed(desk_office: Office) -> None:
    done = registered(desk_office)
    assert receptions.close_if_done(desk_office.clerk, done.reception_id).topics == frozenset()
    closed(desk_office, done)
    row = desk_office.unit.receptions.get(done.reception_id)
    assert (row.state, row.closed_at) == ("closed", desk_office.parts.now_text())
    assert "reception.close" in desk_office.actions()
