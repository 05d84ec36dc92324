"""Papers of the later stages from the store: their numbers after an upgrade, their facts, what may not go together."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.services.conftest import FOLDER, PASSWORD, Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import Document, DocumentItem
from xinfang_desk.services import issuing, office
from xinfang_desk.services.apart import same_day, same_order
from xinfang_desk.services.issuing import PaperOrder
from xinfang_desk.services.paper_facts import PaperUnit, blocked, gather
from xinfang_desk.services.registration import complete_registration
from xinfang_desk.services.series_codes import serve_new_codes

OLD = {"gao": "A8 B1 B4 B6n B7 B8 B9 C1", "han": "B2 B3 C11", "deng": "A1 A2 A3 A9 S1"}
OPINION = {
    "conclusion": "support",
    "found": "款项已经到账",
    "opinion_words": "2026年12月20日前发放",
    "law_basis": "《（示例）征地补偿规定》第三条",
    "review_body": "中方县人民政府",
    "review_address": "南湖路1号",
    "review_phone": "0745-2800000",
    "handler": "陈站长",
}
WITHDRAWAL = {"at_stage": "handling", "signer": "self", "why": "对方已经修好", "witness": "陈站长"}


@pytest.fixture
def accepted(paper_office: Office) -> tuple[Office, str, str]:
    """(office, reception, item) of a matter that was accepted today."""
    done = complete_registration(paper_office.clerk, paper_office.visit())
    item_id = done.items[0].item_id
    paper_office.conclude(item_id)
    key = next(one.key for one in issuing.owed_papers(paper_office.clerk, done.reception_id) if one.code == "B4")
    values = {"handler": "陈站长", "handler_clear": "yes"}
    issuing.issue_papers(paper_office.clerk, (PaperOrder(done.reception_id, key, values),))
    return paper_office, done.reception_id, item_id


def asked(desk: Office, item_id: str, code: str) -> issuing.OwedPaper | None:
    found = issuing.asked_papers(desk.clerk, item_id, code)
    return next((one for one in found if one.code == code and not one.document_id), None)


def given(desk: Office, reception_id: str, item_id: str, code: str) -> None:
    """A paper of this code that was issued today."""
    like = next(row for row in desk.unit.documents.all() if row.code == "B4")
    seq = len(desk.unit.documents.all()) + 70
    made: Document = replace(like, id=desk.ids.new_id(), code=code, number=f"示例〔2026〕{seq}号", number_seq=seq)
    with desk.store.write() as uow:
        uow.documents.add(made)
        uow.document_items.add(DocumentItem(made.id, item_id))


def old_series(desk: Office) -> None:
    """The rows as the last release left them."""
    with desk.store.write() as uow:
        for row in uow.series.all():
            tail = {"访告": "gao", "访函": "han", "访登": "deng"}[row.word[-2:]]
            uow.series.put(replace(row, codes=OLD[tail]))


def test_a_store_of_the_last_release_numbers_the_new_papers(accepted: tuple[Office, str, str]) -> None:
    desk, reception_id, item_id = accepted
    old_series(desk)
    later = replace(desk, clerk=office.log_in(desk.parts, FOLDER, "zhou", PASSWORD))
    rows = {row.word[-2:]: row.codes.split() for row in desk.unit.series.all()}
    assert {"C6", "D7", "A6"} <= set(rows["访告"])
    assert {"C12", "D5"} <= set(rows["访函"])
    assert {"C7", "D1", "C10"} <= set(rows["访登"])
    served = [code for codes in rows.values() for code in codes]
    assert sorted(served) == sorted(desk.parts.catalogue.codes())
    audits = [row for row in desk.unit.audit.rows.values() if row.action == "series.extend"]
    assert len(audits) == 3
    paper = asked(later, item_id, "C6")
    assert paper is not None
    made = issuing.issue_papers(later.clerk, (PaperOrder(reception_id, paper.key, OPINION),)).papers[0]
    assert made.number.startswith(next(row.word for row in desk.unit.series.all() if row.word.endswith("访告")))


def test_nothing_is_done_twice_nor_where_the_office_has_split_a_class(paper_office: Office) -> None:
    desk = paper_office
    with desk.store.write() as uow:
        assert serve_new_codes(uow, desk.parts.catalogue, at="", actor="u") == ()
        gao = next(row for row in uow.series.all() if row.word.endswith("访告"))
        uow.series.put(replace(gao, codes="B1 B4"))
        uow.series.add(replace(gao, id="x", word="铜政受", codes="B7 B8"))
        assert serve_new_codes(uow, desk.parts.catalogue, at="", actor="u") == ()


def test_an_opinion_takes_its_facts_from_the_life_of_the_matter(accepted: tuple[Office, str, str]) -> None:
    desk, reception_id, item_id = accepted
    paper = asked(desk, item_id, "C6")
    assert paper is not None
    assert paper.values["taken_on"] == desk.parts.today().isoformat()
    assert paper.values["handler"] == "陈站长"
    assert "review_body" not in paper.values  # this office has not named it: the clerk does
    with pytest.raises(FieldErrors) as caught:
        issuing.issue_papers(desk.clerk, (PaperOrder(reception_id, paper.key, {}),))
    assert {"conclusion", "found", "opinion_words", "law_basis"} <= set(caught.value.fields)
    made = issuing.issue_papers(desk.clerk, (PaperOrder(reception_id, paper.key, OPINION),)).papers[0]
    text = json.dumps(json.loads(desk.unit.documents.get(made.document_id).data_json), ensure_ascii=False)
    assert "第三十二条第一款第（一）项" in text


def test_an_extension_counts_its_own_last_day(accepted: tuple[Office, str, str]) -> None:
    desk, reception_id, item_id = accepted
    paper = asked(desk, item_id, "C3")
    assert paper is not None
    wanted = {"extension_days": "30", "why_longer": "要重新测量", "head": "陈站长"}
    draft = issuing.draft_paper(desk.clerk, PaperOrder(reception_id, paper.key, wanted))
    assert draft.missing == {}
    first, last = draft.values["first_due_on"], draft.values["new_due_on"]
    assert (first, last) == ("2027-01-22", "2027-02-21")
    wrong = PaperOrder(reception_id, paper.key, wanted | {"new_due_on": "2027-02-28"})
    assert "应是2027年2月21日" in issuing.draft_paper(desk.clerk, wrong).missing["new_due_on"]
    over = PaperOrder(reception_id, paper.key, wanted | {"extension_days": "31"})
    assert "extension_days" in issuing.draft_paper(desk.clerk, over).missing


@pytest.mark.parametrize(("first", "then"), [("B6n", "C7"), ("C5", "C7"), ("B6n", "C5")])
def test_a_withdrawal_never_goes_with_help_on_one_day(
    accepted: tuple[Office, str, str], later: Callable[..., None], first: str, then: str
) -> None:
    desk, reception_id, item_id = accepted
    given(desk, reception_id, item_id, first)
    kind, back = desk.parts.catalogue.kind(then), desk.parts.catalogue.kind(first)
    with desk.store.read() as uow:
        items = (uow.items.get(item_id),)
        assert "防止交换" in same_day(desk.clerk, uow, kind, items)
        assert same_day(desk.clerk, uow, desk.parts.catalogue.kind("C6"), items) == ""
    assert "防止交换" in same_order(desk.clerk, (back, kind))
    later(days=1)
    with desk.store.read() as uow:
        assert same_day(desk.clerk, uow, kind, items) == ""


def test_it_is_not_issued_behind_the_window_s_back(accepted: tuple[Office, str, str]) -> None:
    desk, reception_id, item_id = accepted
    given(desk, reception_id, item_id, "B6n")
    assert asked(desk, item_id, "C7") is None
    with pytest.raises(UserError) as caught:
        issuing.issue_papers(desk.clerk, (PaperOrder(reception_id, f"C7@{item_id}", WITHDRAWAL),))
    assert "防止交换" in caught.value.sentence


def test_help_is_not_given_on_the_day_of_a_withdrawal(accepted: tuple[Office, str, str]) -> None:
    desk, reception_id, item_id = accepted
    given(desk, reception_id, item_id, "C7")
    with desk.store.read() as uow:
        why = same_day(desk.clerk, uow, desk.parts.catalogue.kind("B6n"), (uow.items.get(item_id),))
    assert "撤回信访事项申请书及确认" in why


def test_a_desk_does_not_make_what_is_not_its_own(accepted: tuple[Office, str, str]) -> None:
    desk, _reception_id, item_id = accepted
    for code in ("C12", "D6", "C11"):
        assert asked(desk, item_id, code) is None
    with desk.store.read() as uow:
        item = uow.items.get(item_id)
        unit = PaperUnit(desk.parts.catalogue.kind("C12"), (item,))
        facts = gather(desk.clerk, uow, uow.receptions.get(item.reception_id), unit)
        assert "由县级信访部门出" in blocked(desk.clerk, uow, unit, facts, None)
