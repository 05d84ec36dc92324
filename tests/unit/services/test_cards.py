"""The cards as use-cases: what register and store give to them, the kept draft, sealed items."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.cards.hands import CALENDAR, PACK, PATHS
from tests.unit.catalogue.samples import catalogue
from tests.unit.services.conftest import NUMBER, Office
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import MatterMerge, Service
from xinfang_desk.domain.screening.engine import screen as screen_facts
from xinfang_desk.domain.screening.facts import parse_facts
from xinfang_desk.services import cards, screening
from xinfang_desk.services.cards import CardsState
from xinfang_desk.services.context import Desk
from xinfang_desk.services.registration import (
    ItemEntry,
    RegisteredItem,
    Registration,
    VisitorEntry,
    complete_registration,
)


@pytest.fixture
def clerk(desk_office: Office) -> Desk:
    parts = replace(desk_office.parts, rules=PACK, calendar=CALENDAR, paths=PATHS, catalogue=catalogue())
    return replace(desk_office.clerk, parts=parts)


def register(desk: Desk, form: Registration) -> tuple[RegisteredItem, ...]:
    return complete_registration(desk, form).items


def through(desk: Desk, state: CardsState, *steps: str) -> CardsState:
    """``+id`` chooses, ``ask=value`` answers, ``0`` is unsure, ``>`` goes on, ``<`` back."""
    for step in steps:
        if step.startswith("+"):
            state = cards.choose(desk, state, step[1:])
        elif "=" in step:
            state = cards.answer(desk, state, *step.split("=", 1))
        else:
            act = {"0": cards.unsure, ">": cards.go_on, "<": cards.go_back}[step]
            state = act(desk, state)
    return state


def leaf(desk: Desk, state: CardsState) -> str | None:
    found = cards.outcome(desk, state)
    return screen_facts(parse_facts(dict(found.facts)), PACK, CALENDAR).leaf


def test_a_visit_to_its_end(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    state = cards.start_cards(clerk, item.item_id)
    state = through(clerk, state, ">", "+claim", ">", "+first", ">", "path=P031")
    view = cards.card_view(clerk, state)
    assert view is not None
    assert (view.number, view.can_go_on) == (4, True)
    state = cards.go_on(clerk, state)
    assert cards.card_view(clerk, state) is None
    assert leaf(clerk, state) == "L26"


def test_what_the_register_gives(desk_office: Office, clerk: Desk) -> None:
    form = desk_office.visit(
        people=8,
        visitors=(
            VisitorEntry(name="李𬀩明", id_number=NUMBER, address=""),
            VisitorEntry(role="agent", name="龙金凤", address="铜湾镇", relation="女儿"),
        ),
        items=(ItemEntry(request="要求解决低保", facts="没有收到", purpose="qiujue", content_class="minzheng"),),
    )
    (item,) = register(clerk, form)
    with clerk.store.read() as uow:
        given = cards.given_of(clerk, uow, item.item_id)
    assert (given.role, given.people, given.agent, given.clear) == ("B", 8, "agent", False)
    assert (given.wants_solved, given.oral, given.written) == (True, True, False)
    assert given.received_on == given.on == clerk.parts.today()


def test_a_kept_draft_goes_on(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, item.item_id), ">", "+claim", ">", "+court")
    cards.keep_cards(clerk, state)
    assert cards.start_cards(clerk, item.item_id) == state
    (draft,) = clerk_drafts(desk_office)
    assert (draft.kind, draft.subject_id) == ("screening", item.item_id)


def clerk_drafts(desk_office: Office) -> tuple[Any, ...]:
    return desk_office.unit.drafts.where(kind="screening")


def test_a_broken_draft_starts_afresh(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    fresh = cards.start_cards(clerk, item.item_id)
    cards.keep_cards(clerk, CardsState(item.item_id, through(clerk, fresh, ">").body_json))
    (draft,) = clerk_drafts(desk_office)
    with desk_office.store.write() as uow:
        uow.drafts.put(replace(draft, body_json='{"version":1,"at":"nowhere"}'))
    assert cards.start_cards(clerk, item.item_id) == fresh


def test_a_sealed_item_keeps_no_draft(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit(disclosure=True))
    state = cards.start_cards(clerk, item.item_id)
    assert leaf(clerk, state) == "L06"
    cards.keep_cards(clerk, state)
    assert clerk_drafts(desk_office) == ()
    state = cards.go_on(clerk, state)
    assert cards.card_view(clerk, state) is None
    assert cards.outcome(clerk, state).disclosure is False


def test_a_disclosure_found_on_the_card_leaves_no_draft(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    state = cards.start_cards(clerk, item.item_id)
    cards.keep_cards(clerk, state)
    assert len(clerk_drafts(desk_office)) == 1
    state = through(clerk, state, "+disclosure", "cadre=yes")
    cards.keep_cards(clerk, state)
    assert clerk_drafts(desk_office) == ()
    assert cards.outcome(clerk, state).disclosure is True


def test_an_accepted_matter_is_found(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    (first,) = register(clerk, desk_office.visit())
    screening = desk_office.screen(first.item_id, ["A1", "A2", "B4"])
    clock = desk_office.run_clock(screening, "T5")
    with desk_office.store.write() as uow:
        uow.clocks.put(replace(clock, due_on="2027-01-22", advised_on="2027-01-20", provisional=True))
    paper = desk_office.issue("B4", first.item_id, pdf_sha256="0" * 64)
    later(days=10)
    (second,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, second.item_id), ">", "+claim", ">")
    view = cards.card_view(clerk, state)
    assert view is not None
    (note,) = view.store_notes
    assert note.split("\n") == [
        "库里查到 2026年11月23日 登记 000001 “要求补发低保金”",
        "11月23日 甄别：受理，按信访手续办，本单位 11月23日 受理",
        f"11月23日 《B4告知书》{paper.number}，还没有签收",
        "还欠办结，最晚 2027年1月22日（周五），暂定，建议 2027年1月20日 前办完",
    ]
    assert [one.id for one in view.options if one.chosen] == ["pending"]
    state = through(clerk, state, "still=same", ">")
    assert leaf(clerk, state) == "L13"
    assert "identity.look" in desk_office.actions()


def test_the_days_of_an_earlier_matter(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    """Each paper with its number and the day of its service; nothing is counted."""
    (first,) = register(clerk, desk_office.visit())
    facts = {"opinion": "handling", "opinion_served_on": "2026-11-20"}
    screened = desk_office.screen(first.item_id, ["A1", "B1"], leaf="L15", facts_json=json.dumps(facts))
    desk_office.run_clock(screened, "T7")
    receipt, notice, letter, _file = (desk_office.issue(code, first.item_id) for code in ("A2", "B1", "B2", "A1"))
    later(days=2)
    with desk_office.store.write() as uow:
        (to,) = uow.recipients.where(document_id=notice.id)
        uow.services.add(served(desk_office, to.id))
    later(days=8)
    (second,) = register(clerk, desk_office.visit())
    with clerk.store.read() as uow:
        (row,) = cards.given_of(clerk, uow, second.item_id).earlier
    assert row.note.split("\n")[1:] == [
        "11月23日 甄别：请上一级再看一次",
        f"11月23日 《A2告知书》{receipt.number}",
        f"11月23日 《B1告知书》{notice.number}，11月25日签收",
        f"11月23日 《B2告知书》{letter.number}",
        "申请复查（他本人），最晚 2026年12月8日（周二）",
    ]


def served(office: Office, recipient_id: str) -> Service:
    return Service(
        id=office.ids.new_id(),
        recipient_id=recipient_id,
        way="signed",
        on_date=office.parts.today().isoformat(),
        signed_by="",
        relation="",
        witness="",
        server="",
        read_aloud=False,
        tracking_no="",
        note="",
        attachment_sha256=None,
        at=office.parts.now_text(),
        by=office.clerk.user.id,
        replaced=False,
    )


def test_what_contradicts_the_store_is_kept_with_its_reason(
    desk_office: Office, clerk: Desk, later: Callable[..., None]
) -> None:
    register(clerk, desk_office.visit())
    later(days=3)
    (second,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, second.item_id), ">", "+claim", ">", "+first")
    with pytest.raises(UserError):
        cards.go_on(clerk, state)
    state = through(clerk, state, "why=上次那件他自己撤回了", ">", "+self", "road=petition", ">")
    screening.conclude(clerk, screening.Conclude(state, {}))
    with clerk.store.read() as uow:
        (row,) = uow.screenings.where(item_id=second.item_id, current=True)
    source = json.loads(row.sources_json)["same_matter_pending"]
    assert source["source"] == "来访人回答"
    assert source["note"].startswith("与库中不同：上次那件他自己撤回了（登记 ")
    audit = desk_office.unit.audit
    (kept,) = [audit.details[key] for key, one in audit.rows.items() if one.action == "item.store_differs"]
    assert (kept["facts"], kept["reason"]) == ("same_matter_pending", "上次那件他自己撤回了")


def test_an_untold_one_is_overdue(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    register(clerk, desk_office.visit())
    later(days=20)
    (second,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, second.item_id), ">", "+claim", ">", "still=same", ">")
    assert leaf(clerk, state) == "L14"


def test_who_is_asked_after_in_the_store(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    """An agent's own matters are not the matters of whom he stands for; sealed ones never appear."""
    agent = "431221198506152344"
    entry = VisitorEntry(name="龙金凤", id_number=agent, address="铜湾镇")
    register(clerk, desk_office.visit(visitors=(entry,)))
    register(clerk, desk_office.visit(disclosure=True))
    later(days=1)
    represented = VisitorEntry(name="李𬀩明", id_number=NUMBER, address="铜湾镇")
    both = (represented, replace(entry, role="agent", relation="女儿"))
    (item,) = register(clerk, desk_office.visit(visitors=both))
    with clerk.store.read() as uow:
        assert cards.given_of(clerk, uow, item.item_id).earlier == ()
    register(clerk, desk_office.visit(visitors=(represented,)))
    (again,) = register(clerk, desk_office.visit(visitors=both))
    with clerk.store.read() as uow:
        assert len(cards.given_of(clerk, uow, again.item_id).earlier) == 2


def test_what_ended_is_only_laid_out(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    (first,) = register(clerk, desk_office.visit())
    facts = {"opinion": "handling", "opinion_served_on": "2026-09-01", "told_of_review": True}
    desk_office.screen(first.item_id, ["A1", "A2", "B13"], leaf="L15", facts_json=json.dumps(facts))
    later(days=3)
    (second,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, second.item_id), ">", "+claim", ">", "still=same")
    view = cards.card_view(clerk, state)
    assert view is not None
    assert view.store_notes
    assert not [one.id for one in view.options if one.chosen], "late by now: nothing is filled in"


def test_the_second_matter_of_a_visit(desk_office: Office, clerk: Desk) -> None:
    plain = desk_office.visit().items[0]
    first, second = register(clerk, desk_office.visit(items=(plain, replace(plain, request="要求修路"))))
    state = through(clerk, cards.start_cards(clerk, first.item_id), "+interest")
    site = cards.outcome(clerk, state).site
    with desk_office.store.write() as uow:
        reception = uow.receptions.get(uow.items.get(first.item_id).reception_id)
        uow.receptions.put(replace(reception, site_json=json.dumps(dict(site))))
    other = cards.start_cards(clerk, second.item_id)
    view = cards.card_view(clerk, other)
    assert view is not None
    assert view.number == 2
    assert view.store_notes == ()
    assert cards.outcome(clerk, other).facts["clerk_has_interest"] is True


def test_a_void_item_and_a_reader(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    with pytest.raises(UserError) as refused:
        cards.start_cards(replace(desk_office.keeper, parts=clerk.parts), item.item_id)
    assert refused.value.code == "role"
    with desk_office.store.write() as uow:
        uow.items.put(replace(uow.items.get(item.item_id), state="void"))
    with pytest.raises(UserError) as gone:
        cards.start_cards(clerk, item.item_id)
    assert gone.value.code == "void"


def test_adopted_and_kept(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, item.item_id), "+interest", ">", "+claim", ">", "+first", ">")
    state = through(clerk, state, "+self", "road=petition", ">")
    cards.keep_cards(clerk, state)
    shown = screening.conclusion(clerk, state)
    assert shown.result.leaf == "L27"
    screening.conclude(clerk, screening.Conclude(state, {}))
    with clerk.store.read() as uow:
        reception = uow.receptions.get(uow.items.get(item.item_id).reception_id)
    assert json.loads(reception.site_json)["interest"] is True
    assert clerk_drafts(desk_office) == ()


def test_whoever_only_wants_the_head_is_taken_in(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, item.item_id), ">", "+leader", ">")
    assert cards.outcome(clerk, state).take_in == "等决定人"
    order = screening.Conclude(state, {}, awaiting=True, awaiting_reason="等决定人")
    screening.conclude(clerk, order)
    with clerk.store.read() as uow:
        (row,) = uow.screenings.where(item_id=item.item_id, current=True)
    assert row.awaiting


def test_a_site_that_is_no_object(desk_office: Office, clerk: Desk) -> None:
    (item,) = register(clerk, desk_office.visit())
    for text in ("nothing", "[1]"):
        with desk_office.store.write() as uow:
            reception = uow.receptions.get(uow.items.get(item.item_id).reception_id)
            desk_office.unit.receptions.rows[reception.id] = replace(reception, site_json=text)
        view = cards.card_view(clerk, cards.start_cards(clerk, item.item_id))
        assert view is not None
        assert view.number == 1


def test_joined_matters_and_what_was_only_asked(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    (first,) = register(clerk, desk_office.visit())
    desk_office.screen(first.item_id, ["A1", "A2", "B14"], leaf="L05")
    later(days=1)
    oral = replace(desk_office.visit().items[0], oral=True)
    (second,) = register(clerk, desk_office.visit(items=(oral,)))
    with desk_office.store.write() as uow:
        kept, joined = (uow.items.get(one.item_id).matter_id for one in (first, second))
        uow.matter_merges.add(MatterMerge("m1", kept, joined, "同一件", clerk.parts.now_text(), "u", None, ""))
    state = cards.go_on(clerk, cards.start_cards(clerk, second.item_id))
    view = cards.card_view(clerk, state)
    assert view is not None
    assert view.options[0].why_not.startswith("第二次来问同一件事")
    with pytest.raises(UserError):
        cards.choose(clerk, state, "consult")


def test_taken_in_from_elsewhere(desk_office: Office, clerk: Desk) -> None:
    form = desk_office.visit(
        source="transfer",
        form="letter",
        transferred_kind="petition_office",
        received_on="2026-11-20",
        transferred_on="2026-11-20",
        sending_body="中方县信访局",
    )
    (item,) = register(clerk, form)
    state = through(clerk, cards.start_cards(clerk, item.item_id), ">", "+claim", "within=no", "<", ">", ">")
    assert leaf(clerk, state) == "L28"
    assert through(clerk, state, "<", "0") == through(clerk, state, "<", "0")


def overdue_again(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> tuple[str, CardsState]:
    """A first registration that nobody was told about, and the same person again twenty days later."""
    (first,) = register(clerk, desk_office.visit())
    later(days=20)
    (second,) = register(clerk, desk_office.visit())
    return first.item_id, through(
        clerk, cards.start_cards(clerk, second.item_id), ">", "+claim", ">", "still=same", ">"
    )


def test_the_notice_once_owed_is_made_up(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    first_id, state = overdue_again(desk_office, clerk, later)
    shown = screening.conclusion(clerk, state)
    assert shown.result.leaf == "L14"
    assert shown.make_up is not None
    assert (shown.make_up.item_id, shown.make_up.register_no) == (first_id, desk_office.item(first_id).register_no)
    made_up = through(clerk, cards.start_cards(clerk, first_id, first=True), ">", "+claim", ">", ">", "+self")
    made_up = through(clerk, made_up, "road=petition", ">")
    facts = cards.outcome(clerk, made_up).facts
    assert (facts["received_on"], facts["on"]) == ("2026-11-23", "2026-12-13")
    assert facts["same_matter_pending"] is False
    done = screening.conclude(clerk, screening.Conclude(made_up, {}))
    assert done.leaf == "L27"
    (told, accepted) = (next(r for r in desk_office.unit.clocks.all() if r.code == code) for code in ("T2", "T5"))
    assert (told.starts_on, told.due_on) == ("2026-11-23", "2026-12-08"), "counted from the first receipt"
    assert accepted.starts_on == "2026-12-08", "a late notice does not lengthen the sixty days"


def test_who_was_told_is_not_told_again(desk_office: Office, clerk: Desk, later: Callable[..., None]) -> None:
    (first,) = register(clerk, desk_office.visit())
    screened = desk_office.screen(first.item_id, ["A1", "A2", "B4"])
    clock = desk_office.run_clock(screened, "T2")
    with desk_office.store.write() as uow:
        uow.clocks.put(replace(clock, state="met", ended_by="x", ended_at=clerk.parts.now_text()))
        uow.clocks.add(replace(clock, id="t5", code="T5"))
    later(days=20)
    (second,) = register(clerk, desk_office.visit())
    state = through(clerk, cards.start_cards(clerk, second.item_id), ">", "+claim", ">", "still=same", ">")
    shown = screening.conclusion(clerk, state)
    assert (shown.result.leaf, shown.make_up) == ("L14", None)
