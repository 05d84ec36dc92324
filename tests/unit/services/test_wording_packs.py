"""Templates as law: a province's wording is examined, switched on by a named person, and old papers keep theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.services.conftest import FOLDER, PASSWORD, Office
from tests.unit.services.test_issuing import order
from tests.unit.test_wording_pack import pack, reworded, worded
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import issuing, office, packs
from xinfang_desk.services.context import Desk
from xinfang_desk.services.packs import PackReport, SwitchOn
from xinfang_desk.services.registration import Registered, complete_registration
from xinfang_desk.services.wording_force import WORDING
from xinfang_desk.services.wording_packs import sample_pair

TODAY, LATER = "2026-11-23", "2027-01-01"
NEW = pack(reworded("A2", "本单位已经登记", "本单位已经登记入册"), effective_from=TODAY)


def examined(paper_office: Office, body: bytes) -> PackReport:
    return packs.examine(paper_office.admin, body)


def again(paper_office: Office, name: str = "zhou") -> Desk:
    return office.log_in(paper_office.parts, FOLDER, name, PASSWORD)


def visited(paper_office: Office) -> Registered:
    done = complete_registration(paper_office.clerk, paper_office.visit())
    paper_office.conclude(done.items[0].item_id)
    return done


def receipt(paper_office: Office, done: Registered) -> str:
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "A2"),)).papers[0]
    return made.document_id


def test_a_pack_is_told_in_words(paper_office: Office) -> None:
    report = examined(paper_office, NEW)
    assert (report.kind, report.version, report.effective_from) == (WORDING, "2027.01-hunan", TODAY)
    assert [code for code, _title in report.papers] == ["A2"]
    assert report.changes
    assert all("入册" in one or "登记" in one for one in report.changes)


def test_both_pictures_are_drawn_with_the_same_data(paper_office: Office) -> None:
    pair = sample_pair(paper_office.admin, NEW, "A2", 0.5)
    assert pair.old
    assert pair.new
    assert pair.old[0] != pair.new[0]


def test_it_holds_from_the_next_log_in_and_old_papers_keep_theirs(paper_office: Office) -> None:
    first = receipt(paper_office, visited(paper_office))
    before = paper_office.unit.documents.get(first)
    packs.switch_on(paper_office.admin, SwitchOn(WORDING, NEW, TODAY, "陈站长"))
    paper_office.clerk = again(paper_office)
    second = paper_office.unit.documents.get(receipt(paper_office, visited(paper_office)))
    assert before.template_version != second.template_version
    assert (second.template_id, second.template_version) == ("hunan", "2027.01-hunan")
    assert "入册" in second.data_json
    assert paper_office.unit.documents.get(first) == before
    assert "入册" not in before.data_json
    named = paper_office.unit.approvals.where(kind="templates", version="2027.01-hunan")
    assert [row.name for row in named] == ["陈站长"]
    assert "pack.switch_on" in paper_office.actions()


def test_it_waits_for_its_day(paper_office: Office, later: Callable[..., None]) -> None:
    packs.switch_on(paper_office.admin, SwitchOn(WORDING, NEW, LATER, "陈站长"))
    assert again(paper_office).parts.catalogue.kind("A2").template_id != "hunan"
    later(days=39)
    assert again(paper_office).parts.catalogue.kind("A2").template_id == "hunan"


def test_the_office_goes_back_to_the_built_in_one(paper_office: Office) -> None:
    packs.switch_on(paper_office.admin, SwitchOn(WORDING, NEW, TODAY, "陈站长"))
    paper_office.admin = again(paper_office, "admin")
    packs.switch_on(paper_office.admin, SwitchOn(WORDING, b"", TODAY, "陈站长"))
    assert again(paper_office).parts.catalogue.kind("A2").template_id != "hunan"


def test_a_refused_pack_leaves_everything_as_it_was(paper_office: Office) -> None:
    before = paper_office.unit.everything()
    for body in (pack(worded("A2", copies=[])), pack(worded("A2")), b'{"documents":\n 1,}'):
        with pytest.raises(UserError) as caught:
            packs.switch_on(paper_office.admin, SwitchOn(WORDING, body, TODAY, "陈站长"))
        assert caught.value.code == "pack"
    assert paper_office.unit.everything() == before


def test_the_same_version_with_other_words_is_refused(paper_office: Office) -> None:
    packs.switch_on(paper_office.admin, SwitchOn(WORDING, NEW, TODAY, "陈站长"))
    paper_office.admin = again(paper_office, "admin")
    with pytest.raises(UserError, match="版本号"):
        examined(paper_office, pack(reworded("A2", "本单位已经登记", "本单位已经登记收下"), effective_from=TODAY))


def test_only_who_answers_for_the_office_loads_one(paper_office: Office) -> None:
    for act in (
        lambda: packs.examine(paper_office.clerk, NEW),
        lambda: sample_pair(paper_office.clerk, NEW, "A2", 1.0),
    ):
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == "role"


def test_a_pack_that_a_newer_program_refuses_is_said_by_the_lamp(paper_office: Office) -> None:
    packs.switch_on(paper_office.admin, SwitchOn(WORDING, NEW, TODAY, "陈站长"))
    base = paper_office.parts.catalogue
    newer = replace(base, kinds={code: kind for code, kind in base.kinds.items() if code != "A2"})
    paper_office.parts = replace(paper_office.parts, catalogue=newer)
    desk = again(paper_office)
    assert "没有用上" in desk.parts.catalogue.version
    assert not paper_office.unit.approvals.where(kind="templates", version=desk.parts.catalogue.version)


def test_the_file_may_be_made_by_any_editor(paper_office: Office) -> None:
    marked = b"\xef\xbb\xbf" + json.dumps(json.loads(NEW), ensure_ascii=True).encode()
    assert examined(paper_office, marked).papers
