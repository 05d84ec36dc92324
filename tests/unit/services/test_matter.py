"""The life of a matter in the store: papers and services become events, events clocks; people may correct."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.life.clocks import CODES, clocks
from xinfang_desk.domain.records import Document, DocumentItem, DocumentState, Recipient, Service
from xinfang_desk.services import due_board, matter, progress
from xinfang_desk.services.context import Changed
from xinfang_desk.services.life import life_of
from xinfang_desk.services.matter import RecordEvent
from xinfang_desk.services.registration import complete_registration

TELLING = ("T1", "T2", "T3", "T4")


@dataclass
class Desk:
    """An office with one visit, concluded."""

    office: Office
    item_id: str
    reception_id: str

    @property
    def unit(self) -> Any:
        return self.office.unit

    def follow(self) -> None:
        with self.office.store.write() as uow:
            progress.follow_up(self.office.clerk, uow, self.reception_id)

    def paper(self, code: str, **fields: str) -> Document:
        """A paper in 定稿 that the desk has followed up."""
        ids, parts = self.office.ids, self.office.parts
        document = Document(
            id=ids.new_id(),
            code=code,
            title=f"{code}文书",
            series_id=None,
            number_year=2026,
            number_seq=ids.made,
            number=f"铜政访告〔2026〕{ids.made}号",
            dated_on=parts.today().isoformat(),
            data_json="{}",
            fields_json=json.dumps(fields, ensure_ascii=False),
            pdf_sha256="0" * 64,
            pages=1,
            template_id="national",
            template_version="1",
            renderer_version="1",
            fonts_json="[]",
            sealed=False,
            state="final",
            issued_at=parts.now_text(),
            issued_by=self.office.clerk.user.id,
            void_at=None,
            void_reason="",
            replaced_by=None,
        )
        with self.office.store.write() as uow:
            uow.documents.add(document)
            uow.document_items.add(DocumentItem(document.id, self.item_id))
            uow.recipients.add(Recipient(ids.new_id(), document.id, None, "李𬀩明", "visitor"))
        self.follow()
        return document

    def void(self, document: Document) -> None:
        with self.office.store.write() as uow:
            uow.documents.put(replace(document, state=DocumentState.VOID.value, void_reason="写错了"))
        self.follow()

    def serve(self, document: Document, way: str = "signed", on: str = "", note: str = "") -> None:
        recipient = self.office.recipient(document)
        on = on or self.office.parts.today().isoformat()
        with self.office.store.write() as uow:
            for old in uow.services.where(recipient_id=recipient, replaced=False):
                uow.services.put(replace(old, replaced=True))
            row = Service(
                id=self.office.ids.new_id(),
                recipient_id=recipient,
                way=way,
                on_date=on,
                signed_by="李𬀩明",
                relation="",
                witness="",
                server="周小兰",
                read_aloud=False,
                tracking_no="",
                note=note,
                attachment_sha256=None,
                at=self.office.parts.now_text(),
                by=self.office.clerk.user.id,
                replaced=False,
            )
            uow.services.add(row)
        self.follow()

    def record(self, kind: str, **values: str) -> Changed:
        values.setdefault("on", self.office.parts.today().isoformat())
        return matter.record_event(self.office.clerk, RecordEvent(self.item_id, kind, values))

    def running(self) -> dict[str, str]:
        """Code -> last day of what runs, the telling left out; and the log says the same as the stored clocks."""
        rows = [row for row in self.unit.clocks.where(item_id=self.item_id) if row.code not in TELLING]
        with self.office.store.read() as uow:
            life = life_of(self.office.clerk, uow, uow.items.get(self.item_id))
        wanted = clocks(life, self.office.parts.calendar)
        stored = [row for row in rows if row.state != "void"]
        assert sorted((one.code, one.limit.due.isoformat(), one.running) for one in wanted) == sorted(
            (row.code, row.due_on, row.state == "running") for row in stored
        )
        assert {row.code for row in stored} <= set(CODES)
        return {row.code: row.due_on for row in stored if row.state == "running"}


@pytest.fixture
def visit(paper_office: Office) -> Desk:
    done = complete_registration(paper_office.clerk, paper_office.visit())
    item_id = done.items[0].item_id
    paper_office.conclude(item_id)
    return Desk(paper_office, item_id, done.reception_id)


def test_the_acceptance_starts_the_sixty_days_and_its_end_is_the_opinion(visit: Desk) -> None:
    visit.paper("B4", handler="陈站长")
    assert visit.running() == {"T5": "2027-01-22"}
    opinion = visit.paper("C6")
    assert visit.running() == {"S": "2027-01-22"}
    visit.serve(opinion)
    assert visit.running() == {"T7": "2026-12-23"}


def test_a_void_opinion_was_none(visit: Desk) -> None:
    visit.paper("B4")
    opinion = visit.paper("C6")
    visit.serve(opinion)
    visit.void(opinion)
    assert visit.running() == {"T5": "2027-01-22"}
    kinds = [row.kind for row in visit.unit.matter_events.all()]
    assert kinds.count("void") == 2
    again = visit.paper("C6")
    visit.serve(again)
    assert set(visit.running()) == {"T7"}


def test_what_is_posted_arrives_with_its_receipt(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    opinion = visit.paper("C6")
    visit.serve(opinion, "posted")
    assert set(visit.running()) == {"S"}
    later(days=5)
    visit.record("post_back", note="签收单", on="2026-11-27")
    assert visit.running() == {"T7": "2026-12-28"}  # 30 days end on a Sunday


def test_a_receipt_before_the_paper_is_refused(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    later(days=3)
    visit.serve(visit.paper("C6"), "posted")
    with pytest.raises(FieldErrors) as caught:
        visit.record("post_back", note="签收单", on="2026-11-24")
    assert "先有意见书" in caught.value.fields["on"]


def test_who_had_no_right_to_receive_starts_nothing(visit: Desk) -> None:
    visit.paper("B4")
    visit.serve(visit.paper("C6"), note="代收未证实：授权委托书没有“代收文书”一格")
    assert set(visit.running()) == {"S"}


def test_a_corrected_service_moves_the_days(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    opinion = visit.paper("C6")
    later(days=4)
    visit.serve(opinion, on="2026-11-27")
    assert visit.running() == {"T7": "2026-12-28"}
    visit.serve(opinion, on="2026-11-25")
    assert visit.running() == {"T7": "2026-12-25"}


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"on": "2026-12-30"}, "on", "还没有到"),
        ({"on": "2026-11-20"}, "on", "早于收到这件事"),
        ({"on": "somewhen"}, "on", "日期请写成"),
        ({"ours": "yes"}, "ours", "镇里不是复查、复核机关"),
        ({"proof": "post"}, "postmark_on", "邮戳"),
        ({"to_body": ""}, "to_body", "请填"),
    ],
)
def test_a_wrong_application_is_refused_at_its_field(
    visit: Desk, values: dict[str, str], field: str, words: str
) -> None:
    visit.paper("B4")
    visit.serve(visit.paper("C6"))
    with pytest.raises(FieldErrors) as caught:
        visit.record("review_asked", **({"proof": "paper", "to_body": "中方县人民政府", "ours": "no"} | values))
    assert words in caught.value.fields[field]


def test_a_late_application_wants_a_reason_and_is_taken(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    visit.serve(visit.paper("C6"))
    later(days=34)
    asked = {"proof": "paper", "to_body": "中方县人民政府", "ours": "no"}
    with pytest.raises(FieldErrors) as caught:
        visit.record("review_asked", **asked)
    assert "第三十五条" in caught.value.fields["reason"]
    visit.record("review_asked", reason="住院", **asked)
    assert set(visit.running()) == {"T8@"}


def test_a_postmark_in_time_is_in_time(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    visit.serve(visit.paper("C6"))
    later(days=33)
    visit.record("review_asked", proof="post", postmark_on="2026-12-22", to_body="中方县人民政府", ours="no")
    assert set(visit.running()) == {"T8@"}


def test_what_rests_on_a_record_is_taken_back_first(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    visit.serve(visit.paper("C6"))
    later(days=2)
    visit.record("review_asked", proof="spoken", to_body="中方县人民政府", ours="no")
    later(days=20)
    visit.record("outside_opinion", number="中政复〔2026〕1号", told_review="yes")
    asked, made = (row for row in visit.unit.matter_events.all() if row.kind in ("review_asked", "outside_opinion"))
    with pytest.raises(UserError) as caught:
        matter.take_back_event(visit.office.clerk, asked.id, "记错了")
    assert caught.value.code == "rests"
    with pytest.raises(FieldErrors):
        matter.take_back_event(visit.office.clerk, made.id, " ")
    matter.take_back_event(visit.office.clerk, made.id, "记错了")
    matter.take_back_event(visit.office.clerk, asked.id, "记错了")
    assert visit.running() == {"T7": "2026-12-23"}
    with pytest.raises(UserError) as caught:
        matter.take_back_event(visit.office.clerk, asked.id, "再来")
    assert caught.value.code == "void"


def test_a_paper_is_not_taken_back_by_hand(visit: Desk) -> None:
    visit.paper("B4")
    row = visit.unit.matter_events.all()[0]
    with pytest.raises(UserError) as caught:
        matter.take_back_event(visit.office.clerk, row.id, "记错了")
    assert caught.value.code == "paper"


def test_what_the_stage_does_not_know_is_not_recorded(visit: Desk) -> None:
    visit.paper("B4")
    with pytest.raises(UserError) as caught:
        visit.record("outside_opinion", number="1")
    assert caught.value.code == "now"
    with pytest.raises(UserError):
        visit.record("accepted")


def test_only_clerks_and_reviewers_record(visit: Desk) -> None:
    visit.paper("B4")
    with pytest.raises(UserError) as caught:
        matter.record_event(visit.office.admin, RecordEvent(visit.item_id, "review_asked", {"on": "2026-11-23"}))
    assert caught.value.code == "role"
    with pytest.raises(UserError):
        matter.matter_page(visit.office.admin, visit.item_id)


def test_the_page_tells_all_and_reading_is_audited(visit: Desk) -> None:
    visit.paper("B4", handler="陈站长")
    view = matter.matter_page(visit.office.clerk, visit.item_id)
    assert view.stage == "已受理，正在办"
    assert [row.code for row in view.due] == ["T5"]
    assert view.due[0].owner == "本单位"
    assert any("登记" in line.words for line in view.timeline)
    assert "matter.read" in visit.office.actions()


def test_the_same_matter_is_found_by_its_numbers(visit: Desk) -> None:
    item = visit.office.item(visit.item_id)
    number = visit.unit.visitors.all()[0].id_number
    for words in (item.register_no, item.query_code, number, f" {item.register_no.lower()} "):
        assert matter.find_matter(visit.office.clerk, words) == item.id
    for words in ("", "431221-2026-LF-999999"):
        with pytest.raises(UserError) as caught:
            matter.find_matter(visit.office.clerk, words)
        assert caught.value.code == "none"


def test_a_return_visit_leads_to_the_matter_that_runs(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    later(days=1)
    first = visit.office.item(visit.item_id)
    done = complete_registration(visit.office.clerk, visit.office.visit())
    sources = {"same_matter_pending": {"source": "库中查得", "note": f"登记 {first.register_no}"}}
    visit.office.conclude(
        done.items[0].item_id,
        changes={"sources_json": json.dumps(sources, ensure_ascii=False)},
        same_matter_pending=True,
        pending_overdue=False,
        desk_is_superior=False,
    )
    view = matter.matter_page(visit.office.clerk, done.items[0].item_id)
    assert view.item_id == first.id
    assert [row.code for row in view.due] == ["T5"]


def test_a_new_conclusion_takes_the_old_papers_meaning(visit: Desk) -> None:
    visit.paper("B4")
    visit.office.conclude(visit.item_id, competent="outside", route=1, route_target="court")
    visit.follow()
    assert visit.running() == {}
    visit.office.conclude(visit.item_id)
    visit.follow()
    assert set(visit.running()) == {"T5"}


def test_a_sealed_item_shows_its_number_and_its_day(visit: Desk) -> None:
    with visit.office.store.write() as uow:
        uow.items.put(replace(uow.items.get(visit.item_id), sealed=True))
    view = matter.matter_page(visit.office.clerk, visit.item_id)
    assert view.sealed
    assert [view.title, view.asked, *view.papers, *view.events, *view.due] == ["", ""]
    assert [line.words for line in view.timeline] == ["登记"]
    with pytest.raises(UserError) as caught:
        visit.record("review_asked")
    assert caught.value.code == "sealed"


# ---- the board


def test_the_board_parts_by_days(visit: Desk, later: Callable[..., None]) -> None:
    visit.paper("B4")
    board = due_board.due_board(visit.office.clerk)
    assert board.span == "later"
    assert [(row.code, row.words, row.due_text) for row in board.rows] == [
        ("T5", "办结，出处理意见书", "2027年1月22日（周五）")
    ]
    later(days=50)
    (row,) = due_board.due_board(visit.office.clerk, "later").rows
    assert row.words == "办结，或者在期内办延期"
    later(days=10)
    assert due_board.due_board(visit.office.clerk).span == "today"
    later(days=1)
    board = due_board.due_board(visit.office.clerk)
    assert board.span == "overdue"
    assert board.rows[0].follow
    assert (board.rows[0].goes, board.rows[0].paper) == ("matter", "C6")


def test_what_is_not_screened_yet_is_owed_from_the_receipt(paper_office: Office, later: Callable[..., None]) -> None:
    complete_registration(paper_office.clerk, paper_office.visit())
    (row,) = due_board.due_board(paper_office.clerk, "later").rows
    assert (row.code, row.due_on, row.goes) == ("T2", "2026-12-08", "visit")
    later(days=16)
    (row,) = due_board.due_board(paper_office.clerk).rows
    assert (row.overdue, row.words) == (True, "书面告知，期限已过，今天补办")


def test_the_board_is_read_page_by_page(visit: Desk) -> None:
    visit.paper("B4")
    (clock,) = visit.unit.clocks.where(code="T5")
    first = clock.due_on
    with visit.office.store.write() as uow:
        for number in range(60):
            due = (visit.office.parts.today() + timedelta(days=100 + number)).isoformat()
            uow.clocks.add(replace(clock, id=f"c{number}", due_on=due))
    board = due_board.due_board(visit.office.clerk, "later")
    assert board.counts["later"] == 61
    assert len(board.rows) == due_board.PAGE
    assert board.more
    assert board.rows[0].due_on == first
    rest = due_board.due_board(visit.office.clerk, "later", due_board.PAGE)
    assert len(rest.rows) == 11
    assert not rest.more
    assert not {row.due_on for row in board.rows} & {row.due_on for row in rest.rows}


def test_a_visitors_own_days_are_no_duty(visit: Desk) -> None:
    visit.paper("B4")
    visit.serve(visit.paper("C6"))
    assert set(visit.running()) == {"T7"}
    board = due_board.due_board(visit.office.clerk)
    assert board.rows == ()
    assert sum(board.counts.values()) == 0
