"""定稿: number, frozen words, PDF and read-back together or not at all; sealed papers as ciphertext only."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.conftest import PASSWORD, Office
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.services import issuing, opening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.issuing import OwedPaper, PaperOrder
from xinfang_desk.services.registration import ItemEntry, Registered, VisitorEntry, complete_registration
from xinfang_desk.services.sealed import CALLED_IN, seal_item

GROUNDS = {
    "case_body": "（示例）县人民法院",
    "case_stage": "in_progress",
    "case_number": "（2026）示例民初1号",
    "where_to": "（示例）县人民法院诉讼服务中心",
}


def registered(office: Office, **changes: Any) -> Registered:
    return complete_registration(office.clerk, office.visit(**changes))


def owed(office: Office, done: Registered) -> dict[str, OwedPaper]:
    return {paper.code: paper for paper in issuing.owed_papers(office.clerk, done.reception_id)}


def order(office: Office, done: Registered, code: str, **values: str) -> PaperOrder:
    """The paper with every open field answered."""
    paper = owed(office, done)[code]
    filled = dict(paper.values) | values
    for _ in range(3):
        draft = issuing.draft_paper(office.clerk, PaperOrder(done.reception_id, paper.key, filled))
        for spec in draft.specs:
            if not draft.values.get(spec.key) and spec.required:
                filled[spec.key] = spec.choices[0][0] if spec.choices else "陈站长"
    return PaperOrder(done.reception_id, paper.key, filled)


def test_what_is_owed_after_an_acceptance(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    papers = owed(paper_office, done)
    assert list(papers) == ["A1", "A2", "B4", "S1"]
    assert [paper.state for paper in papers.values()] == ["owed", "owed", "owed", "optional"]
    assert papers["B4"].copies == ("来访人", "存卷")
    assert papers["A2"].values["matter"] == "要求补发低保金"


def test_an_issued_paper_has_its_number_and_its_words(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "B4"),)).papers[0]
    assert made.number == "铜政访告〔2026〕1号"
    document = paper_office.unit.documents.get(made.document_id)
    assert (document.state, document.dated_on) == ("final", "2026-11-23")
    data = json.loads(document.data_json)
    assert data["number"] == made.number
    pdf = issuing.paper_pdf(paper_office.clerk, made.document_id)
    assert pdf.startswith(b"%PDF-")
    assert [row.name for row in paper_office.unit.recipients.where(document_id=made.document_id)] == ["李𬀩明"]
    assert owed(paper_office, done)["B4"].state == "issued"


def test_numbers_run_on_without_a_gap(paper_office: Office) -> None:
    numbers = []
    for _ in range(3):
        done = registered(paper_office)
        paper_office.conclude(done.items[0].item_id)
        orders = tuple(order(paper_office, done, code) for code in ("A2", "B4"))
        numbers += [paper.number for paper in issuing.issue_papers(paper_office.clerk, orders).papers]
    assert numbers[1::2] == [f"铜政访告〔2026〕{n}号" for n in (1, 2, 3)]
    assert numbers[::2] == [f"铜政访登〔2026〕{n}号" for n in (1, 2, 3)]


def test_an_unfilled_field_takes_no_number(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    key = owed(paper_office, done)["B4"].key
    before = paper_office.unit.everything()
    with pytest.raises(FieldErrors) as caught:
        issuing.issue_papers(paper_office.clerk, (PaperOrder(done.reception_id, key, {"matter": ""}),))
    assert "matter" in caught.value.fields
    assert paper_office.unit.everything() == before


def test_one_bad_paper_stops_them_all(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    good = order(paper_office, done, "A2")
    bad = replace(order(paper_office, done, "B4"), values={"matter": ""})
    with pytest.raises(FieldErrors) as caught:
        issuing.issue_papers(paper_office.clerk, (good, bad))
    assert f"{bad.key}#matter" in caught.value.fields
    assert paper_office.unit.documents.all() == ()


def test_a_character_without_a_glyph_is_named_and_takes_no_number(paper_office: Office) -> None:
    odd = "\U000e0041"
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    wanted = order(paper_office, done, "B4", matter=f"要求补发{odd}的钱")
    draft = issuing.draft_paper(paper_office.clerk, wanted)
    assert [char for char, _where in draft.gaps] == [odd]
    with pytest.raises(UserError) as caught:
        issuing.issue_papers(paper_office.clerk, (wanted,))
    assert caught.value.code == "glyph"
    assert odd in caught.value.sentence
    assert [row.next_seq for row in paper_office.unit.series.all()] == [1, 1, 1]
    made = issuing.issue_papers(paper_office.clerk, (replace(wanted, hand_written=(odd,)),)).papers[0]
    assert issuing.HAND_SPACE in paper_office.unit.documents.get(made.document_id).data_json


def test_what_does_not_read_back_is_not_issued(paper_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    wanted = order(paper_office, done, "B4")
    monkeypatch.setattr(paper_office.parts.paper, "read_back", lambda pdf, data: ("第1页少了一个字",))
    with pytest.raises(EnvironmentFault) as caught:
        issuing.issue_papers(paper_office.clerk, (wanted,))
    assert caught.value.code == "read_back"
    assert paper_office.unit.documents.all() == ()
    assert [row.next_seq for row in paper_office.unit.series.all()] == [1, 1, 1]


def test_a_refusal_needs_a_decider_and_its_facts(paper_office: Office) -> None:
    done = registered(paper_office)
    item_id = done.items[0].item_id
    court = {"judicial_jurisdiction": "court", "judicial_stage": "in_progress"}
    paper_office.conclude(item_id, **court)
    assert "决定人" in owed(paper_office, done)["B8"].blocked
    decided = {"decider_id": paper_office.receiver_id, "decided_how": "present", "no_interest": True}
    paper_office.conclude(item_id, changes=decided, **court)
    assert "事实栏" in owed(paper_office, done)["B8"].blocked
    column = {"fact_column_json": json.dumps(GROUNDS, ensure_ascii=False)}
    paper_office.conclude(item_id, changes=decided | column, **court)
    assert owed(paper_office, done)["B8"].blocked == ""
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "B8"),)).papers[0]
    assert "（2026）示例民初1号" in paper_office.unit.documents.get(made.document_id).data_json


def test_without_its_basis_a_refusal_is_not_printed(paper_office: Office) -> None:
    done = registered(paper_office)
    court = {"judicial_jurisdiction": "court", "judicial_stage": "in_progress", "policy": {}}
    decided = {"decider_id": paper_office.receiver_id, "decided_how": "present", "no_interest": True}
    column = {"fact_column_json": json.dumps(GROUNDS, ensure_ascii=False)}
    paper_office.conclude(done.items[0].item_id, changes=decided | column, **court)
    assert "依据文件" in owed(paper_office, done)["B8"].blocked
    with pytest.raises(UserError) as caught:
        issuing.issue_papers(
            paper_office.clerk, (PaperOrder(done.reception_id, owed(paper_office, done)["B8"].key, {}),)
        )
    assert caught.value.code == "blocked"


def test_an_issued_paper_is_issued_once_until_it_is_void(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    wanted = order(paper_office, done, "A2")
    first = issuing.issue_papers(paper_office.clerk, (wanted,)).papers[0]
    with pytest.raises(UserError) as caught:
        issuing.issue_papers(paper_office.clerk, (wanted,))
    assert caught.value.code == "issued"
    with pytest.raises(FieldErrors):
        issuing.void_paper(paper_office.clerk, first.document_id, "")
    issuing.void_paper(paper_office.clerk, first.document_id, "字错了")
    with pytest.raises(UserError) as again:
        issuing.void_paper(paper_office.clerk, first.document_id, "字错了")
    assert again.value.code == "void"
    second = issuing.issue_papers(paper_office.clerk, (wanted,)).papers[0]
    old = paper_office.unit.documents.get(first.document_id)
    assert (old.state, old.number, old.replaced_by) == ("void", first.number, second.document_id)
    assert second.number == "铜政访登〔2026〕2号"


def test_a_changed_conclusion_makes_an_old_order_void(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    wanted = order(paper_office, done, "B4")
    paper_office.conclude(done.items[0].item_id, competent="outside")
    with pytest.raises(UserError) as caught:
        issuing.issue_papers(paper_office.clerk, (wanted,))
    assert caught.value.code == "gone"


def test_a_damaged_pdf_is_not_handed_out(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "A2"),)).papers[0]
    sha = paper_office.unit.documents.get(made.document_id).pdf_sha256
    paper_office.unit.blobs.rows[sha] += b" "
    with pytest.raises(EnvironmentFault) as caught:
        issuing.paper_pdf(paper_office.clerk, made.document_id)
    assert caught.value.code == "paper_damaged"
    del paper_office.unit.blobs.rows[sha]
    with pytest.raises(EnvironmentFault):
        issuing.paper_pdf(paper_office.clerk, made.document_id)


def opened(office: Office, item_id: str) -> Desk:
    """The keeper's desk with the item open before it."""
    order = opening.OpenOrder(item_id, opening.Opener("keeper", PASSWORD), reason="要转送")
    return replace(office.keeper, opening=opening.open_item(office.keeper, order).opening)


def test_the_paper_with_a_disclosure_s_words_is_ciphertext(paper_office: Office) -> None:
    said = "某站某人收了某物"
    done = registered(paper_office, disclosure=True, items=(ItemEntry(facts=said, request=said + "请查"),))
    item_id = done.items[0].item_id
    paper_office.conclude(item_id, nature="disclosure", accused_supervised=True, oral=True)
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "A3"),)).papers[0]
    document = paper_office.unit.documents.get(made.document_id)
    assert (document.sealed, document.data_json, document.fields_json) == (True, "", "{}")
    assert said not in paper_office.unit.everything()
    assert not any(body.startswith(b"%PDF-") for body in paper_office.unit.blobs.rows.values())
    assert issuing.paper_pdf(paper_office.clerk, made.document_id).startswith(b"%PDF-")
    for desk, code in ((paper_office.keeper, "opening"), (paper_office.admin, "role")):
        with pytest.raises(UserError) as caught:
            issuing.paper_pdf(desk, made.document_id)
        assert caught.value.code == code
    assert issuing.paper_pdf(opened(paper_office, item_id), made.document_id).startswith(b"%PDF-")


def test_the_notice_of_a_disclosure_names_nothing_that_was_said(paper_office: Office) -> None:
    said = "某站某人收了某物"
    done = registered(paper_office, disclosure=True, items=(ItemEntry(facts=said),))
    paper_office.conclude(done.items[0].item_id, nature="disclosure", accused_supervised=True)
    wanted = tuple(order(paper_office, done, code) for code in ("A1", "A2", "B10"))
    issuing.issue_papers(paper_office.clerk, wanted)
    assert said not in paper_office.unit.everything()


def test_who_gave_no_name_is_called_a_visitor(paper_office: Office) -> None:
    done = registered(paper_office, visitors=(VisitorEntry(anonymous=True),))
    paper_office.conclude(done.items[0].item_id)
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "A2"),)).papers[0]
    assert json.loads(paper_office.unit.documents.get(made.document_id).data_json)["addressee"] == "来访人："


def test_nothing_ordered_is_said(paper_office: Office) -> None:
    with pytest.raises(UserError) as caught:
        issuing.issue_papers(paper_office.clerk, ())
    assert caught.value.code == "nothing"


def test_words_are_not_printed_before_card_one(paper_office: Office) -> None:
    done = registered(paper_office, items=(ItemEntry(request="查一查", facts="某站收了钱", oral=True),))
    papers = owed(paper_office, done)
    assert "先走完甄别" in papers["A1"].blocked
    assert "先走完甄别" in papers["A3"].blocked
    assert papers["A2"].blocked == ""


def test_taken_in_for_later_leaves_with_its_papers(paper_office: Office) -> None:
    done = registered(paper_office, later=True, items=(ItemEntry(),))
    assert [paper.blocked for paper in owed(paper_office, done).values()] == ["", ""]


def test_papers_of_what_turns_out_a_disclosure_are_called_in(paper_office: Office) -> None:
    done = registered(paper_office)
    item_id = done.items[0].item_id
    paper_office.conclude(item_id)
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "A1"),)).papers[0]
    with paper_office.store.write() as uow:
        seal_item(paper_office.clerk, uow, item_id)
    document = paper_office.unit.documents.get(made.document_id)
    assert (document.state, document.void_reason, document.sealed) == ("void", CALLED_IN, True)
    assert (document.data_json, document.fields_json) == ("", "{}")
    assert not any(body.startswith(b"%PDF-") for body in paper_office.unit.blobs.rows.values())
    with pytest.raises(UserError) as caught:
        issuing.paper_pdf(paper_office.keeper, made.document_id)
    assert caught.value.code == "opening"
    assert issuing.paper_pdf(opened(paper_office, item_id), made.document_id).startswith(b"%PDF-")


def test_the_receipt_of_what_was_taken_in_says_by_when(paper_office: Office) -> None:
    done = registered(paper_office, later=True, items=(ItemEntry(),))
    paper = owed(paper_office, done)["A2"]
    draft = issuing.draft_paper(paper_office.clerk, PaperOrder(done.reception_id, paper.key, paper.values))
    assert draft.values["matter"] == "已说明来意，内容后补"
    assert any("2026年12月8日（周二）" in text for _, text in draft.data.strip)
    assert draft.missing == {}
