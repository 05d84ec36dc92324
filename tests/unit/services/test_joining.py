"""合成一张: several matters told on one sheet, each with its own conclusion, basis, days and remedy."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from tests.unit.services.test_progress import serve
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.joined import code_for, fields_for
from xinfang_desk.services import issuing
from xinfang_desk.services.issuing import IssuedPaper, OwedPaper, PaperOrder
from xinfang_desk.services.joining import ONE_BASIS, REFUSAL, REMEDIES, UNDECIDED
from xinfang_desk.services.progress import follow_up, progress
from xinfang_desk.services.registration import ItemEntry, Registered, complete_registration

DRAIN = ItemEntry(request="要求把巷口的水沟修通", facts="去年塌了一段", purpose="qiujue", content_class="minzheng")
LABOUR = {"route": 2, "route_target": "labour_arbitration"}


def came(office: Office, *facts: dict[str, Any]) -> Registered:
    """A visit with one matter for each of ``facts``, screened."""
    plain = office.visit().items[0]
    items = (plain, *(replace(DRAIN, request=f"{DRAIN.request}之{n}") for n in range(1, len(facts))))
    done = complete_registration(office.clerk, office.visit(items=items))
    for item, own in zip(done.items, facts, strict=True):
        office.run_clock(office.conclude(item.item_id, **own), "T2")
    return done


def rows(office: Office, done: Registered, *codes: str) -> list[OwedPaper]:
    return [paper for paper in issuing.owed_papers(office.clerk, done.reception_id) if paper.code in codes]


def joined(office: Office, done: Registered, papers: list[OwedPaper], **values: str) -> PaperOrder:
    paper = issuing.joined_paper(office.clerk, done.reception_id, tuple(one.key for one in papers))
    filled = paper.values | values
    for _ in range(3):
        draft = issuing.draft_paper(office.clerk, PaperOrder(done.reception_id, paper.key, filled))
        for spec in draft.specs:
            if not draft.values.get(spec.key) and spec.required:
                filled[spec.key] = spec.choices[0][0] if spec.choices else f"陈站长{len(filled)}"
    return PaperOrder(done.reception_id, paper.key, filled)


def issue(office: Office, order: PaperOrder) -> IssuedPaper:
    return issuing.issue_papers(office.clerk, (order,)).papers[0]


def text_of(office: Office, document_id: str) -> str:
    data = json.loads(office.unit.documents.get(document_id).data_json)
    return "\n".join("".join(run["text"] for run in block.get("runs", ())) for block in data["blocks"])


def test_two_acceptances_are_one_paper_with_a_section_each(paper_office: Office) -> None:
    done = came(paper_office, {}, {})
    papers = rows(paper_office, done, "B4")
    assert papers[0].joins == papers[1].joins == f"{papers[0].key}|{papers[1].key}"
    made = issue(paper_office, joined(paper_office, done, papers, p1_handler="王一", p2_handler="李二"))
    assert (made.code, made.number) == ("B4", "铜政访告〔2026〕1号")
    said = text_of(paper_office, made.document_id)
    assert said.index("第一件") < said.index("要求补发低保金") < said.index("第二件") < said.index("水沟")
    assert said.count("特此告知") == 1
    for item, name in zip(done.items, ("王一", "李二"), strict=True):
        assert item.register_no in said
        document = paper_office.unit.documents.get(made.document_id)
        assert fields_for(document, item.item_id)["handler"] == name
    assert [paper.document_id for paper in rows(paper_office, done, "B4")] == [made.document_id]


def test_papers_of_two_kinds_keep_their_own_words(paper_office: Office) -> None:
    done = came(paper_office, {}, LABOUR)
    papers = rows(paper_office, done, "B4", "B6b")
    apart = [
        issuing.draft_paper(paper_office.clerk, PaperOrder(done.reception_id, one.key, one.values)) for one in papers
    ]
    made = issue(paper_office, joined(paper_office, done, papers))
    document = paper_office.unit.documents.get(made.document_id)
    assert (made.code, document.title) == ("B18", "信访事项告知书")
    assert [code_for(document, item.item_id) for item in done.items] == ["B4", "B6b"]
    said = text_of(paper_office, made.document_id)
    for draft in apart:
        for block in draft.data.blocks[:-1]:
            words = getattr(block, "text", "")
            if "〔待填" not in words:
                assert words in said


def test_it_ends_what_every_matter_owes_and_voiding_it_reopens_all(paper_office: Office) -> None:
    done = came(paper_office, {}, LABOUR)
    made = issue(paper_office, joined(paper_office, done, rows(paper_office, done, "B4", "B6b")))
    document = paper_office.unit.documents.get(made.document_id)
    paper_office.print_out(done.reception_id, document)
    serve(paper_office, document)
    with paper_office.store.write() as uow:
        follow_up(paper_office.clerk, uow, done.reception_id)
    states = [(row.state, row.ended_by) for row in paper_office.unit.clocks.all() if row.code == "T2"]
    assert states == [("met", made.document_id)] * 2
    issuing.void_paper(paper_office.clerk, made.document_id, "写错了承办人")
    assert [row.state for row in paper_office.unit.clocks.all() if row.code == "T2"] == ["running"] * 2
    again = rows(paper_office, done, "B4", "B6b")
    assert [paper.state for paper in again] == ["owed", "owed"]
    new = issue(paper_office, joined(paper_office, done, again))
    assert paper_office.unit.documents.get(made.document_id).replaced_by == new.document_id


def test_the_life_of_each_matter_sees_its_own_paper(paper_office: Office) -> None:
    done = came(paper_office, {}, LABOUR)
    issue(paper_office, joined(paper_office, done, rows(paper_office, done, "B4", "B6b")))
    kinds = {row.item_id: row.kind for row in paper_office.unit.matter_events.all()}
    assert [kinds[item.item_id] for item in done.items] == ["accepted", "guided"]


def test_an_unfilled_field_names_its_matter(paper_office: Office) -> None:
    done = came(paper_office, {}, {})
    order = joined(paper_office, done, rows(paper_office, done, "B4"))
    before = paper_office.unit.everything()
    with pytest.raises(FieldErrors) as caught:
        issue(paper_office, replace(order, values=order.values | {"p2_matter": ""}))
    assert caught.value.fields == {"p2_matter": "第 2 件：请填写“反映的事”。"}
    assert paper_office.unit.everything() == before


COURT = {"judicial_jurisdiction": "court", "judicial_stage": "in_progress"}
SERVED = {"opinion": "handling", "opinion_served_on": "2026-11-16", "told_of_review": True}


@pytest.mark.parametrize(
    ("facts", "code", "sentence"),
    [(COURT, "B8", REFUSAL), (SERVED, "B13", REMEDIES)],
)
def test_what_must_stand_alone_is_refused(
    paper_office: Office, facts: dict[str, Any], code: str, sentence: str
) -> None:
    done = came(paper_office, {}, facts)
    papers = rows(paper_office, done, "B4", code)
    assert papers[1].code == code
    assert papers[1].joins == ""
    with pytest.raises(UserError) as caught:
        issuing.joined_paper(paper_office.clerk, done.reception_id, tuple(one.key for one in papers))
    assert (caught.value.code, caught.value.sentence) == ("apart", sentence)
    with pytest.raises(UserError):
        issue(paper_office, PaperOrder(done.reception_id, "|".join(one.key for one in papers), {}))
    assert paper_office.unit.documents.all() == ()


def test_what_nobody_has_decided_stands_alone(paper_office: Office) -> None:
    done = came(paper_office, {}, SERVED | {"opinion_served_on": "2026-08-03", "good_cause": False, "new_facts": False})
    papers = rows(paper_office, done, "B4", "B17")
    with pytest.raises(UserError) as caught:
        issuing.joined_paper(paper_office.clerk, done.reception_id, tuple(one.key for one in papers))
    assert caught.value.sentence == UNDECIDED


def test_letters_to_one_body_say_how_many(paper_office: Office) -> None:
    away = {"desk_role": "A", "competent": "same_level"}
    done = came(paper_office, away, away)
    papers = rows(paper_office, done, "B2")
    assert len(papers) == 2
    order = joined(paper_office, done, papers, to_body="（示例）县民政局")
    data = issuing.draft_paper(paper_office.clerk, order).data
    cells = "\n".join(
        cell.text for block in data.blocks if hasattr(block, "rows") for row in block.rows for cell in row
    )
    assert "2件" in cells
    assert all(item.register_no in cells for item in done.items)
    made = issue(paper_office, order)
    items = paper_office.unit.document_items.of_document(made.document_id)
    assert {row.id for row in items} == {item.item_id for item in done.items}
    other = came(paper_office, away, away | {"route": 4, "route_target": "own_procedure"})
    apart = rows(paper_office, other, "B2")
    with pytest.raises(UserError) as caught:
        issuing.joined_paper(paper_office.clerk, other.reception_id, tuple(one.key for one in apart))
    assert caught.value.sentence == ONE_BASIS


def test_one_open_point_for_one_paper(paper_office: Office) -> None:
    done = came(paper_office, {}, LABOUR)
    issue(paper_office, joined(paper_office, done, rows(paper_office, done, "B4", "B6b")))
    reception = paper_office.unit.receptions.get(done.reception_id)
    points = progress(paper_office.unit, paper_office.parts.catalogue, reception).open_points
    assert points.count("《信访事项告知书》还没有确认出纸。") == 1
