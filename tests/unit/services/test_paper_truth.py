"""Papers say what the record knows and no more: whether it was raised before, who was told what, which day may move."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.catalogue.samples import text_of
from tests.unit.services.conftest import Office
from xinfang_desk.domain.cards.given import STORE, UNSURE, VISITOR
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.services import issuing
from xinfang_desk.services.issuing import PaperOrder
from xinfang_desk.services.registration import (
    ItemEntry,
    PaperEntry,
    Registered,
    VisitorEntry,
    complete_registration,
    fill_item,
)

CARD_THREE = (
    "final_review_opinion",
    "judicial_matter_concluded",
    "judicial_jurisdiction",
    "same_matter_pending",
    "opinion",
)


def registered(office: Office, **changes: Any) -> Registered:
    return complete_registration(office.clerk, office.visit(**changes))


def drafted(office: Office, done: Registered, code: str, **values: str) -> DocumentData:
    owed = {paper.code: paper for paper in issuing.owed_papers(office.clerk, done.reception_id)}
    order = PaperOrder(done.reception_id, owed[code].key, {**owed[code].values, **values})
    return issuing.draft_paper(office.clerk, order).data


def sources(source: str, note: str = "") -> dict[str, str]:
    return {"sources_json": json.dumps({key: {"source": source, "note": note} for key in CARD_THREE})}


@pytest.mark.parametrize(
    ("asked", "facts", "first", "before"),
    [
        (sources(VISITOR), {}, "■", "□"),
        (sources(STORE), {}, "■", "□"),
        (sources(UNSURE), {}, "□", "□"),
        (sources(VISITOR, "三样没有全同，按新的事"), {}, "□", "□"),
        ({}, {}, "□", "□"),
        (sources(VISITOR), {"judicial_jurisdiction": "court", "judicial_stage": "decided"}, "□", "■"),
        (sources(STORE), {"same_matter_pending": True, "pending_overdue": False}, "□", "■"),
    ],
)
def test_the_form_ticks_what_card_three_was_told(
    paper_office: Office, asked: dict[str, Any], facts: dict[str, Any], first: str, before: str
) -> None:
    done = registered(paper_office)
    if facts.get("same_matter_pending"):
        facts = facts | {"desk_is_superior": False}
    paper_office.conclude(done.items[0].item_id, changes=asked, **facts)
    assert f"{first}第一次反映　{before}以前反映过" in text_of(drafted(paper_office, done, "A1"))


def test_it_stays_open_for_what_was_taken_in(paper_office: Office) -> None:
    done = registered(paper_office, later=True, items=(ItemEntry(oral=True),))
    assert "□第一次反映　□以前反映过" in text_of(drafted(paper_office, done, "A1"))


def test_the_receipt_points_to_the_notice_that_goes_along(paper_office: Office) -> None:
    done = registered(paper_office)
    waiting = text_of(drafted(paper_office, done, "A2"))
    assert "2026年12月8日（周二）前书面告知您" in waiting
    paper_office.conclude(done.items[0].item_id)
    told = text_of(drafted(paper_office, done, "A2"))
    assert "今天另给您书面告知，以那张纸为准" in told
    assert "2026年12月8日" not in told


def test_it_keeps_its_day_while_nobody_has_decided(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id, changes={"awaiting": True, "awaiting_reason": "等决定人"})
    assert "2026年12月8日（周二）前书面告知您" in text_of(drafted(paper_office, done, "A2"))


def test_a_question_cites_nothing_and_is_no_petition_matter(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id, nature="consultation")
    for code in ("A1", "A2"):
        assert "《信访工作条例》" not in text_of(drafted(paper_office, done, code))
    assert "没有作为信访事项登记" in text_of(drafted(paper_office, done, "A2"))


def test_a_day_in_a_year_without_an_arrangement_is_provisional(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(
        done.items[0].item_id, same_matter_pending=True, pending_overdue=False, desk_is_superior=False
    )
    values = {"progress": "own", "first_no": "1", "first_accepted_on": "2026-11-23", "handler": "陈站长"}
    moved = drafted(paper_office, done, "B12", first_due_on="2027-01-22", **values)
    assert "最晚2027年1月22日（周五，暂定）办结" in text_of(moved)
    assert any("2027年1月22日（周五，暂定）" in getattr(block, "text", "") for block in moved.back)
    settled = drafted(paper_office, done, "B12", first_due_on="2026-12-22", **values)
    assert "最晚2026年12月22日（周二）办结" in text_of(settled)


def test_papers_are_originals_only_where_somebody_ticked_it(paper_office: Office) -> None:
    papers = (PaperEntry("来信", 1, 2, False), PaperEntry("协议", 1, 6, True))
    item = ItemEntry(request="要求补发低保金", facts="未说明", purpose="qiujue", oral=False, papers=papers)
    text = text_of(drafted(paper_office, registered(paper_office, items=(item,)), "A1"))
    assert "来信1份（2页）、协议1份（6页，原件）" in text
    assert "复印件" not in text


def test_words_written_later_do_not_make_papers_oral(paper_office: Office) -> None:
    bundle = ItemEntry(oral=False, papers=(PaperEntry("材料一册", 1, 26, False),))
    done = registered(paper_office, later=True, items=(bundle,))
    item_id = done.items[0].item_id
    fill_item(
        paper_office.clerk, item_id, ItemEntry(request="要求补发低保金", facts="未说明", purpose="qiujue", oral=True)
    )
    assert not paper_office.item(item_id).oral
    paper_office.conclude(item_id, oral=False)
    assert "A3" not in {paper.code for paper in issuing.owed_papers(paper_office.clerk, done.reception_id)}


def test_a_power_of_attorney_knows_both_and_leaves_its_boxes_to_the_principal(paper_office: Office) -> None:
    principal, agent = (
        VisitorEntry(name="石老", role="represented", id_number="431221194101010016", address="枣树村"),
        VisitorEntry(name="石成", role="agent", relation="儿子", id_number="431221197001010012", phone="13874500009"),
    )
    done = registered(paper_office, visitors=(principal, agent))
    text = text_of(drafted(paper_office, done, "A5", powers="receive"))
    for words in ("431221194101010016", "431221197001010012", "13874500009", "□代收文书"):
        assert words in text
    assert "■" not in text
    assert "石成\n（代理人，儿子）" in text_of(drafted(paper_office, done, "A1"))


def test_a_letter_is_called_a_letter(paper_office: Office) -> None:
    done = registered(paper_office, source="letter", form="letter")
    form, receipt = drafted(paper_office, done, "A1"), drafted(paper_office, done, "A2")
    assert (form.title, receipt.title) == ("来信登记表", "来信登记回执")
    assert "来访人确认" not in text_of(form)
    paper_office.conclude(done.items[0].item_id, form="letter")
    assert "今天不用再跑" not in text_of(drafted(paper_office, done, "B4"))
