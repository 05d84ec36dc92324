"""甄别意见: the recorded screening as a file sheet — offered with each conclusion, never owed, sealed if it must be."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.cards.hands import PATHS
from tests.unit.catalogue.samples import text_of
from tests.unit.services.conftest import PASSWORD, Office
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import cards, issuing, screening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.issuing import OwedPaper, PaperOrder
from xinfang_desk.services.opening import Opener, OpenOrder, open_item
from xinfang_desk.services.progress import current_screening, progress
from xinfang_desk.services.registration import ItemEntry, Registered, complete_registration
from xinfang_desk.services.sealed_keys import TWO_FIRST


@pytest.fixture
def clerk(paper_office: Office) -> Desk:
    return replace(paper_office.clerk, parts=replace(paper_office.parts, paths=PATHS))


def registered(office: Office, **changes: Any) -> Registered:
    return complete_registration(office.clerk, office.visit(**changes))


def papers(desk: Desk, done: Registered) -> dict[str, OwedPaper]:
    return {paper.code: paper for paper in issuing.owed_papers(desk, done.reception_id)}


def sheet_text(desk: Desk, done: Registered) -> str:
    draft = issuing.draft_paper(desk, PaperOrder(done.reception_id, papers(desk, done)["S1"].key, {}))
    assert not draft.missing
    assert not draft.gaps
    return text_of(draft.data, footer=True)


def answered(desk: Desk, item_id: str, *steps: str) -> cards.CardsState:
    state = cards.start_cards(desk, item_id)
    for step in steps:
        if step.startswith("+"):
            state = cards.choose(desk, state, step[1:])
        elif "=" in step:
            state = cards.answer(desk, state, *step.split("=", 1))
        else:
            state = cards.go_on(desk, state)
    return state


ACCEPTED = (">", "+claim", ">", "+first", ">", "+self", "road=petition", ">")


def test_the_sheet_says_what_was_recorded(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    screening.conclude(clerk, screening.Conclude(answered(clerk, done.items[0].item_id, *ACCEPTED), {}))
    text = sheet_text(clerk, done)
    for words in (
        *("受理，按信访手续办", "（L27）", "第三十一条第（六）项", "李𬀩明", "要求补发低保金"),
        *("接访员一览确认", "现场有危险或者围堵、打砸：否", "来访人回答", "来做什么：要解决问题", "不是转来的件"),
        *("是不是举报（Q3）", "第二十二条第二款、第三十条第一款", "第（六）项 信访手续"),
        *("书面告知（T2）", "2026年12月8日（周二）", "收到之日2026年11月23日不计"),
        *("“复核后不再受理”L09——没有复核意见", "《信访事项受理告知书》"),
        *("周小兰，2026年11月23日 08:30", "national", clerk.parts.rules.sha256[:12]),
    ):
        assert words in text, words


def test_every_other_conclusion_is_ruled_out_by_one_fact(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    row = paper_office.conclude(done.items[0].item_id)
    text = sheet_text(clerk, done)
    for one in json.loads(row.result_json)["not_chosen"]:
        assert one["leaf"] in text
        assert one["because"] in text


def test_a_refusal_names_who_decided_and_what_was_compared(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    compared = json.dumps([["补发低保金", "还是补发低保金", "same"]], ensure_ascii=False)
    column = {
        "final_body": "中方县人民政府",
        "final_number": "中政访复核〔2026〕1号",
        "final_served_on": "2026-06-01",
        "compare": compared,
    }
    paper_office.conclude(
        done.items[0].item_id,
        final_review_opinion=True,
        final_review_revoked=False,
        same_facts_and_reasons=True,
        changes={
            "fact_column_json": json.dumps(column, ensure_ascii=False),
            "decider_id": paper_office.receiver_id,
            "decided_how": "phone",
            "decided_at": paper_office.parts.now_text(),
            "decided_phone": "13874500002",
            "no_interest": True,
        },
    )
    text = sheet_text(clerk, done)
    for words in (
        *("（Z1）", "陈站长", "电话（13874500002）决定，2026年11月23日 08:30", "没有直接利害关系"),
        *("复核意见书文号", "中政访复核〔2026〕1号", "2026年6月1日", "还是补发低保金", "相同"),
    ):
        assert words in text, words


def test_it_goes_along_with_the_conclusion_and_is_never_owed(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    assert "S1" not in papers(clerk, done), "nothing is recorded yet"
    paper_office.conclude(done.items[0].item_id)
    sheet = papers(clerk, done)["S1"]
    assert (sheet.state, sheet.chip, sheet.copies, sheet.along) == ("optional", "存卷", ("存卷",), True)
    called = progress(paper_office.unit, clerk.parts.catalogue, paper_office.unit.receptions.get(done.reception_id))
    assert "S1" not in {need.code for need in called.needs}
    assert not any("甄别意见" in point for point in called.open_points)


def test_it_is_not_made_by_itself_once_the_notice_is_out(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    sheet = papers(clerk, done)["S1"]
    key = papers(clerk, done)["B4"].key
    issuing.issue_papers(clerk, (PaperOrder(done.reception_id, key, filled(clerk, done, "B4")),))
    after = papers(clerk, done)["S1"]
    assert (after.key, after.state, after.along) == (sheet.key, "optional", False)


def filled(desk: Desk, done: Registered, code: str) -> dict[str, str]:
    paper = papers(desk, done)[code]
    values = dict(paper.values)
    for _ in range(3):
        draft = issuing.draft_paper(desk, PaperOrder(done.reception_id, paper.key, values))
        for spec in draft.specs:
            if not draft.values.get(spec.key) and spec.required:
                values[spec.key] = spec.choices[0][0] if spec.choices else "陈站长"
    return values


def test_issued_together_and_made_anew_for_a_new_screening(
    paper_office: Office, clerk: Desk, later: Callable[..., None]
) -> None:
    done = registered(paper_office)
    item_id = done.items[0].item_id
    paper_office.conclude(item_id)
    owed = papers(clerk, done)
    orders = (
        PaperOrder(done.reception_id, owed["B4"].key, filled(clerk, done, "B4")),
        PaperOrder(done.reception_id, owed["S1"].key, {}),
    )
    made = issuing.issue_papers(clerk, orders).papers
    assert [(one.code, one.number) for one in made] == [
        ("B4", "铜政访告〔2026〕1号"),
        ("S1", "铜政访登〔2026〕1号"),
    ]
    assert papers(clerk, done)["S1"].state == "issued"
    (recipient,) = paper_office.unit.recipients.where(document_id=made[1].document_id)
    assert (recipient.kind, recipient.name) == ("file", "存卷")
    later(minutes=5)
    paper_office.conclude(item_id)
    assert papers(clerk, done)["S1"].state == "optional"
    assert paper_office.unit.documents.get(made[1].document_id).state == "final"


def test_a_character_without_a_glyph_stops_nothing(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office, items=(ItemEntry(request="查\U0010fffd账", facts="见材料", purpose="qiujue"),))
    paper_office.conclude(done.items[0].item_id)
    key = papers(clerk, done)["S1"].key
    (made,) = issuing.issue_papers(clerk, (PaperOrder(done.reception_id, key, {}),)).papers
    assert issuing.HAND_SPACE in paper_office.unit.documents.get(made.document_id).data_json


def test_while_nobody_has_decided_it_is_only_offered(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id, changes={"awaiting": True, "awaiting_reason": "等决定人"})
    sheet = papers(clerk, done)["S1"]
    assert (sheet.state, sheet.along) == ("optional", False)
    assert "等决定人" in sheet_text(clerk, done)


def test_without_a_number_series_it_says_so_and_blocks_nothing(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    with paper_office.store.write() as uow:
        for row in uow.series.all():
            uow.series.put(replace(row, codes=" ".join(code for code in row.codes.split() if code != "S1")))
    sheet = papers(clerk, done)["S1"]
    assert sheet.blocked.startswith("还没有给甄别意见设文号")
    assert not sheet.along
    assert not papers(clerk, done)["B4"].blocked


def test_of_a_disclosure_it_is_ciphertext_and_the_keepers(paper_office: Office, clerk: Desk) -> None:
    said = "村支书收了三万元"
    done = registered(paper_office, disclosure=True, items=(ItemEntry(facts=said, request=said),))
    item_id = done.items[0].item_id
    keeper = replace(paper_office.keeper, parts=clerk.parts)
    screening.conclude(clerk, screening.Conclude(answered(clerk, item_id, ">"), {}, straight=True))
    assert papers(keeper, done)["S1"].blocked == TWO_FIRST, "it takes two, or one with a reason"
    asked = OpenOrder(item_id, Opener("keeper", PASSWORD), reason="存卷")
    keeper = replace(keeper, opening=open_item(keeper, asked).opening)
    sheet = papers(keeper, done)["S1"]
    assert (sheet.copies, sheet.along, sheet.blocked) == (("密存",), True, "")
    order = PaperOrder(done.reception_id, sheet.key, {})
    text = text_of(issuing.draft_paper(keeper, order).data, footer=True)
    assert "（L06）" in text
    assert "是不是举报（Q3）" in text
    assert "L05——来访人不是来问事的" in text
    assert said not in text
    (made,) = issuing.issue_papers(keeper, (order,)).papers
    document = paper_office.unit.documents.get(made.document_id)
    assert (document.sealed, document.data_json) == (True, "")
    row = current_screening(paper_office.unit, item_id)
    assert row is not None
    assert json.loads(row.result_json)["not_chosen"] == []
    with pytest.raises(UserError):
        issuing.draft_paper(replace(paper_office.admin, parts=clerk.parts), order)


def test_the_way_taken_cites_its_own_item(paper_office: Office, clerk: Desk) -> None:
    done = registered(paper_office)
    screening.conclude(clerk, screening.Conclude(answered(clerk, done.items[0].item_id, *ACCEPTED), {}))
    text = sheet_text(clerk, done)
    assert "走哪条路（Q14）：第（六）项 信访手续〔第三十一条第（六）项〕" in text
