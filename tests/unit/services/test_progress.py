"""What a reception owes: one computation for board, papers, signing, closing and clocks (design.md 2.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.records import Clock, Document, Service
from xinfang_desk.services.corrections import correct_field
from xinfang_desk.services.progress import PaperState, Progress, duty_text, follow_up, needs, progress
from xinfang_desk.services.registration import ItemEntry, PaperEntry, Registered, VisitorEntry, complete_registration


def registered(office: Office, **changes: object) -> Registered:
    return complete_registration(office.clerk, office.visit(**changes))


def state(office: Office, done: Registered) -> Progress:
    return progress(office.unit, office.parts.catalogue, office.unit.receptions.get(done.reception_id))


def settle(office: Office, done: Registered) -> frozenset[str]:
    with office.store.write() as uow:
        return follow_up(office.clerk, uow, done.reception_id)


def serve(office: Office, document: Document, way: str = "signed") -> None:
    with office.store.write() as uow:
        for recipient in uow.recipients.where(document_id=document.id):
            uow.services.add(
                Service(
                    id=office.ids.new_id(),
                    recipient_id=recipient.id,
                    way=way,
                    on_date="2026-11-23",
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
            )


def clock(office: Office, code: str) -> Clock:
    return next(row for row in office.unit.clocks.all() if row.code == code)


def test_step_by_step_to_the_end(desk_office: Office) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    assert (state(desk_office, done).step, state(desk_office, done).chip) == ("screen", "② 甄别")
    desk_office.screen(item_id, ["A1", "A2", "B4"])
    assert state(desk_office, done).chip == "③ 待打印"
    papers = [desk_office.issue(code, item_id) for code in ("A1", "A2", "B4")]
    assert state(desk_office, done).chip == "③ 待出纸"
    desk_office.print_out(done.reception_id, *papers)
    now = state(desk_office, done)
    assert (now.chip, now.open_points) == ("④ 待签收", ("《B4告知书》还没有签收或者送达。",))
    serve(desk_office, papers[2])
    assert (state(desk_office, done).step, state(desk_office, done).open_points) == ("done", ())


def test_before_any_card_the_papers_of_the_registration_are_owed(desk_office: Office) -> None:
    oral = replace(desk_office.visit().items[0], oral=True)
    agent = VisitorEntry(name="石某", role="agent", address="某村")
    main = desk_office.visit().visitors[0]
    done = registered(desk_office, items=(oral,), visitors=(main, agent), people=2, concerned=2)
    codes = [need.code for need in needs(desk_office.unit, desk_office.parts.catalogue, done.reception_id)]
    assert codes == ["A1", "A2", "A3", "A5"]


def test_taken_in_for_later_is_to_be_written_first(desk_office: Office) -> None:
    done = registered(desk_office, later=True, items=(ItemEntry(papers=(PaperEntry("材料一册"),)),))
    now = state(desk_office, done)
    assert (now.step, now.chip) == ("register", "① 待补登记")
    assert [need.code for need in now.needs] == ["A1", "A2"]


def test_a_paper_on_request_is_never_owed(desk_office: Office) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    desk_office.screen(item_id, ["A1", "A2", "B4"], on_request=["B4"])
    desk_office.print_out(done.reception_id, desk_office.issue("A1", item_id), desk_office.issue("A2", item_id))
    assert state(desk_office, done).done
    paper = desk_office.issue("B4", item_id)
    assert not state(desk_office, done).done
    desk_office.print_out(done.reception_id, paper)
    serve(desk_office, paper, "not_wanted")
    assert state(desk_office, done).done


def test_a_side_paper_is_made_once_for_the_visit(desk_office: Office) -> None:
    item = desk_office.visit().items[0]
    done = registered(desk_office, items=(item, replace(item, request="要求修路")))
    ids = [row.item_id for row in done.items]
    for item_id in ids:
        desk_office.screen(item_id, ["A1", "A2", "B4"])
    called = needs(desk_office.unit, desk_office.parts.catalogue, done.reception_id)
    assert [(need.code, len(need.item_ids)) for need in called] == [("A1", 2), ("A2", 2), ("B4", 1), ("B4", 1)]
    both = desk_office.issue("B4", *ids)
    called = needs(desk_office.unit, desk_office.parts.catalogue, done.reception_id)
    assert [(need.code, need.item_ids) for need in called if need.document == both] == [("B4", tuple(ids))]


def test_a_new_conclusion_needs_a_new_paper(desk_office: Office, later: Callable[..., None]) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    desk_office.screen(item_id, ["A1", "A2", "B4"])
    desk_office.issue("B4", item_id)
    receipt = desk_office.issue("A2", item_id)
    later(minutes=5)
    desk_office.screen(item_id, ["A1", "A2", "B4"])
    states = {need.code: need.state for need in needs(desk_office.unit, desk_office.parts.catalogue, done.reception_id)}
    assert states == {"A1": PaperState.OWED, "A2": PaperState.ISSUED, "B4": PaperState.OWED}
    assert receipt.state == "final"


def test_while_nobody_has_decided_only_the_receipt_is_owed(desk_office: Office) -> None:
    done = registered(desk_office)
    desk_office.screen(done.items[0].item_id, ["A1", "A2", "B4"], awaiting=True)
    now = state(desk_office, done)
    assert [need.code for need in now.needs] == ["A1", "A2"]
    assert now.chip == "待告知"
    assert any("负责人决定" in point for point in now.open_points)


def test_an_interim_notice_leaves_the_visit_open(desk_office: Office) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    desk_office.run_clock(desk_office.screen(item_id, ["A1", "A2", "B17"]), "T2")
    papers = [desk_office.issue(code, item_id) for code in ("A1", "A2", "B17")]
    desk_office.print_out(done.reception_id, *papers)
    serve(desk_office, papers[2])
    settle(desk_office, done)
    assert (state(desk_office, done).chip, clock(desk_office, "T2").state) == ("待告知", "running")


@pytest.mark.parametrize(
    ("code", "documents", "last"),
    [("T2", ["A1", "A2", "B4"], "B4"), ("T3", ["A1", "A2", "B7"], "B7"), ("T1", ["A1", "A2", "B1", "B2"], "B1")],
)
def test_the_notice_in_the_visitors_hands_ends_the_duty(
    desk_office: Office, code: str, documents: list[str], last: str
) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    desk_office.run_clock(desk_office.screen(item_id, documents), code)
    papers = {one: desk_office.issue(one, item_id) for one in documents}
    desk_office.print_out(done.reception_id, *papers.values())
    settle(desk_office, done)
    assert clock(desk_office, code).state == "running"
    serve(desk_office, papers[last])
    assert "due" in settle(desk_office, done)
    assert (clock(desk_office, code).state, clock(desk_office, code).ended_by) == ("met", papers[last].id)
    with desk_office.store.write() as uow:
        uow.documents.put(replace(papers[last], state="void"))
    settle(desk_office, done)
    assert (clock(desk_office, code).state, clock(desk_office, code).ended_by) == ("running", "")


def test_for_who_gave_no_name_the_receipt_is_what_was_owed(desk_office: Office) -> None:
    done = registered(desk_office, visitors=(VisitorEntry(anonymous=True),))
    item_id = done.items[0].item_id
    desk_office.run_clock(desk_office.screen(item_id, ["A1", "A2", "B1"], on_request=["B1"]), "T1")
    papers = [desk_office.issue(code, item_id) for code in ("A1", "A2")]
    desk_office.print_out(done.reception_id, *papers)
    settle(desk_office, done)
    assert clock(desk_office, "T1").state == "met"


def test_returning_a_letter_ends_the_days_to_object(desk_office: Office) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    screening = desk_office.screen(item_id, ["A1", "A2", "B15"])
    desk_office.run_clock(screening, "T4")
    desk_office.run_clock(screening, "T3")
    papers = [desk_office.issue(code, item_id) for code in ("A1", "A2", "B15")]
    desk_office.print_out(done.reception_id, *papers)
    settle(desk_office, done)
    assert (clock(desk_office, "T4").state, clock(desk_office, "T3").state) == ("met", "running")


def test_a_closed_visit_opens_again_when_a_paper_is_void(desk_office: Office) -> None:
    done = registered(desk_office)
    item_id = done.items[0].item_id
    desk_office.screen(item_id, ["A1", "A2"])
    papers = [desk_office.issue(code, item_id) for code in ("A1", "A2")]
    desk_office.print_out(done.reception_id, *papers)
    settle(desk_office, done)
    assert desk_office.unit.receptions.get(done.reception_id).state == "closed"
    with desk_office.store.write() as uow:
        uow.documents.put(replace(papers[1], state="void"))
    settle(desk_office, done)
    row = desk_office.unit.receptions.get(done.reception_id)
    assert (row.state, row.closed_at) == ("registered", None)
    assert "reception.reopen" in desk_office.actions()


def test_a_duty_in_words(desk_office: Office) -> None:
    done = registered(desk_office)
    row = desk_office.run_clock(desk_office.screen(done.items[0].item_id, ["A1"]), "T2")
    assert duty_text(row) == "还欠书面告知，最晚 2026年12月8日（周二）"
    assert duty_text(replace(row, provisional=True)).endswith("，暂定")
    assert duty_text(replace(row, code="T7")) == ""


def told(office: Office) -> tuple[Registered, Document]:
    """Screened, told and closed on the first day."""
    done = registered(office)
    item_id = done.items[0].item_id
    office.run_clock(office.screen(item_id, ["A1", "A2", "B4"]), "T2")
    papers = [office.issue(code, item_id) for code in ("A1", "A2", "B4")]
    office.print_out(done.reception_id, *papers)
    serve(office, papers[2])
    settle(office, done)
    assert clock(office, "T2").state == "met"
    return done, papers[2]


@pytest.mark.parametrize("starts", ["2026-11-23", "2026-11-20"])
def test_a_duty_that_was_met_is_not_overdue_for_a_new_conclusion(
    desk_office: Office, later: Callable[..., None], starts: str
) -> None:
    """Told in time, screened again after the last day: the same duty stays met, another start is another duty."""
    done, notice = told(desk_office)
    first = clock(desk_office, "T2")
    later(days=20)
    again = desk_office.run_clock(desk_office.screen(done.items[0].item_id, ["A1", "A2", "B7"]), "T2")
    with desk_office.store.write() as uow:
        uow.clocks.put(replace(again, starts_on=starts))
    settle(desk_office, done)
    now = desk_office.unit.clocks.get(again.id)
    if starts == first.starts_on:
        assert (now.state, now.ended_at, now.ended_by) == ("met", first.ended_at, notice.id)
    else:
        assert (now.state, now.ended_by) == ("running", "")
    assert any(need.code == "B7" and need.state is PaperState.OWED for need in state(desk_office, done).needs)
    settle(desk_office, done)
    assert desk_office.unit.clocks.get(again.id) == now


def test_a_void_notice_had_told_nobody(desk_office: Office, later: Callable[..., None]) -> None:
    done, notice = told(desk_office)
    later(days=20)
    again = desk_office.run_clock(desk_office.screen(done.items[0].item_id, ["A1", "A2", "B7"]), "T2")
    settle(desk_office, done)
    assert desk_office.unit.clocks.get(again.id).state == "met"
    with desk_office.store.write() as uow:
        uow.documents.put(replace(notice, state="void"))
    settle(desk_office, done)
    assert desk_office.unit.clocks.get(again.id).state == "running"


def test_a_corrected_day_asks_for_a_new_screening(desk_office: Office, later: Callable[..., None]) -> None:
    later(days=2)
    done = registered(desk_office, source="letter", form="letter", received_on="2026-11-24")
    item_id = done.items[0].item_id
    desk_office.screen(item_id, ["A1", "A2"], facts_json='{"received_on":"2026-11-24"}')
    desk_office.print_out(done.reception_id, *(desk_office.issue(code, item_id) for code in ("A1", "A2")))
    settle(desk_office, done)
    assert desk_office.unit.receptions.get(done.reception_id).state == "closed"
    corrected = correct_field(desk_office.clerk, "reception", done.reception_id, "received_on", "2026-11-23", "看错")
    assert corrected.screen_again == (item_id,)
    now = state(desk_office, done)
    assert (now.step, now.chip) == ("screen", "② 重新甄别")
    assert "这件事日期改过，请重新甄别。" in now.open_points
    assert desk_office.unit.receptions.get(done.reception_id).state == "registered"
    later(minutes=1)
    desk_office.screen(item_id, ["A1", "A2"], facts_json='{"received_on":"2026-11-23"}')
    assert state(desk_office, done).done
    other = correct_field(desk_office.clerk, "item", item_id, "reasons", "协议写明", "补上")
    assert other.screen_again == ()


def test_the_day_of_a_transfer_counts_too(desk_office: Office, later: Callable[..., None]) -> None:
    later(days=4)
    done = registered(
        desk_office,
        source="transfer",
        form="letter",
        transferred_kind="petition_office",
        received_on="2026-11-23",
        transferred_on="2026-11-24",
        sending_body="中方县信访局",
    )
    days = '{"received_on":"2026-11-23","transferred_in_on":"2026-11-24"}'
    desk_office.screen(done.items[0].item_id, ["A1", "A2"], facts_json=days)
    assert not any("日期改过" in point for point in state(desk_office, done).open_points)
    correct_field(desk_office.clerk, "reception", done.reception_id, "transferred_on", "2026-11-25", "看错")
    assert any("日期改过" in point for point in state(desk_office, done).open_points)
