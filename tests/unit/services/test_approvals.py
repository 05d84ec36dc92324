"""核定 of a row of the directory: until then nothing of its special law prints."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.paths import load_paths
from xinfang_desk.domain.records import Authority
from xinfang_desk.domain.special_law import ASK_THERE
from xinfang_desk.resources import resource
from xinfang_desk.services import approvals, issuing, registration
from xinfang_desk.services.approvals import ConfirmPath
from xinfang_desk.services.issuing import OwedPaper, PaperOrder

LAW = "《社会救助暂行办法》第十一条"


@pytest.fixture
def office(paper_office: Office) -> Office:
    """With the directory of paths, and every desk over the same parts."""
    parts = replace(paper_office.parts, paths=load_paths(resource("rules", "statutory_paths.json").read_bytes()))
    for desk in ("clerk", "keeper", "admin"):
        setattr(paper_office, desk, replace(getattr(paper_office, desk), parts=parts))
    paper_office.parts = parts
    return paper_office


def visited(office: Office, path_id: str, **facts: Any) -> str:
    """A visit screened by a row of the directory; the reception's id."""
    done = registration.complete_registration(office.clerk, office.visit())
    sources = json.dumps({"path": {"source": "目录", "note": path_id}})
    office.conclude(done.items[0].item_id, changes={"sources_json": sources}, **facts)
    return done.reception_id


def paper(office: Office, reception_id: str, code: str) -> OwedPaper:
    return next(one for one in issuing.owed_papers(office.clerk, reception_id) if one.code == code)


def assisted(office: Office) -> str:
    """低保 at a county bureau's door: the road is 社会救助, the body somebody else (L25, B6n)."""
    return visited(office, "P058", route=4, route_target="social_assistance")


def test_a_checked_row_fills_in_the_special_law(office: Office) -> None:
    reception_id = visited(office, "P010", route=4, route_target="own_procedure")
    values = paper(office, reception_id, "B5").values
    assert values["special_law"] == "《工伤保险条例》第十七条、第十八条、第二十条"
    assert values["limit_text"].startswith("单位30日")


def test_a_row_that_waits_fills_in_nothing_and_refuses_what_is_typed(office: Office) -> None:
    reception_id = visited(office, "P068", route=4, route_target="adjudication")
    assert paper(office, reception_id, "B6f").values["special_law"].startswith("《行政区域边界争议处理条例》")

    reception_id = visited(office, "P024", route=4, route_target="adjudication")
    owed = paper(office, reception_id, "B6f")
    assert "special_law" not in owed.values or not owed.values["special_law"]
    assert owed.values["limit_text"] == ASK_THERE
    typed = owed.values | {"special_law": LAW, "limit_text": "一年"}
    draft = issuing.draft_paper(office.clerk, PaperOrder(reception_id, owed.key, typed))
    assert "核定" in draft.missing["special_law"]
    assert "核定" in draft.missing["limit_text"]
    with pytest.raises(FieldErrors) as refused:
        issuing.issue_papers(office.clerk, (PaperOrder(reception_id, owed.key, typed),))
    assert {"special_law", "limit_text"} <= set(refused.value.fields)


def test_after_the_confirmation_its_words_print(office: Office) -> None:
    reception_id = assisted(office)
    assert "special_law" not in paper(office, reception_id, "B6n").values
    assert len(approvals.waiting_in_use(office.clerk)) == 1
    changed = approvals.confirm_path(office.admin, ConfirmPath("P058", "陈站长", LAW, "初审公示7日"))
    assert changed.topics == {"office", "paths"}
    assert paper(office, reception_id, "B6n").values["special_law"] == LAW
    assert approvals.waiting_in_use(office.clerk) == ()
    draft = issuing.draft_paper(office.clerk, PaperOrder(reception_id, paper(office, reception_id, "B6n").key, {}))
    assert LAW in repr(draft.data.blocks)
    assert "path.approve" in office.actions()


def test_the_body_comes_from_the_directory(office: Office) -> None:
    with office.store.write() as uow:
        uow.authorities.add(Authority("a", "中方县民政局", "bureau", "中方镇", "0745-2830000", "", "", True))
    values = paper(office, assisted(office), "B6n").values
    assert (values["body_name"], values["body_address"]) == ("中方县民政局", "中方镇")


def test_the_catalogue_says_who_confirmed_and_when(office: Office) -> None:
    before = {state.row.id: state for state in approvals.path_rows(office.admin)}
    assert len(before) == 173
    assert before["P050"].settled
    assert not before["P058"].settled
    approvals.confirm_path(office.admin, ConfirmPath("P058", " 陈站长 ", "", ""))
    (state,) = [one for one in approvals.path_rows(office.admin, "低保") if one.row.id == "P058"]
    assert (state.settled, state.confirmed_by, state.special_law) == (True, "陈站长", "")
    assert state.confirmed_at == office.parts.now_text()
    waiting = {one.row.id for one in approvals.path_rows(office.admin, only_waiting=True)}
    assert "P058" not in waiting
    assert "P059" in waiting


def test_a_confirmation_holds_for_its_version_only(office: Office) -> None:
    approvals.confirm_path(office.admin, ConfirmPath("P058", "陈站长", LAW, ""))
    newer = replace(office.parts, paths=replace(office.parts.paths, version="2027.01"))
    (state,) = [one for one in approvals.path_rows(replace(office.admin, parts=newer), "低保") if one.row.id == "P058"]
    assert not state.settled


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": " "}),
        ("special_law", {"special_law": "《社会救助暂行办法》（条号未核）"}),
        ("special_law", {"special_law": "社会救助暂行办法11"}),
        ("limit", {"limit": "＿日"}),
        ("limit", {"limit": "签了就不再信访"}),
    ],
)
def test_what_cannot_be_confirmed(office: Office, field: str, changes: dict[str, str]) -> None:
    with pytest.raises(FieldErrors) as refused:
        approvals.confirm_path(office.admin, replace(ConfirmPath("P058", "陈站长", LAW, ""), **changes))
    assert set(refused.value.fields) == {field}
    assert not office.unit.approvals.where(kind="path")


def test_who_may_confirm(office: Office) -> None:
    with pytest.raises(UserError) as refused:
        approvals.confirm_path(office.clerk, ConfirmPath("P058", "陈站长", "", ""))
    assert refused.value.code == "role"
    with pytest.raises(UserError) as refused:
        approvals.confirm_path(office.admin, ConfirmPath("P999", "陈站长", "", ""))
    assert refused.value.code == "gone"
