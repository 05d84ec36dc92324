"""The back of a visitor's notice and large print, as the office and the clerk choose them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.unit.services.conftest import Office
from tests.unit.services.test_issuing import order, owed, registered
from xinfang_desk.documents.preview import page_count
from xinfang_desk.services import issuing, office, printing
from xinfang_desk.services.printing import PrintPapers
from xinfang_desk.services.registration import VisitorEntry


def test_a_notice_has_its_back_and_goes_to_both_sides(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    made = issuing.issue_papers(
        paper_office.clerk, tuple(order(paper_office, done, code) for code in ("A1", "A2", "B4"))
    ).papers
    assert [(paper.code, paper.pages) for paper in made] == [("A1", 1), ("A2", 2), ("B4", 2)]
    assert page_count(issuing.paper_pdf(paper_office.clerk, made[2].document_id)) == 2
    ids = tuple(paper.document_id for paper in made)
    sent = printing.print_papers(paper_office.clerk, PrintPapers(done.reception_id, ids, ""))
    assert paper_office.printer.two_sided == [False, True, True]
    assert sent.pages == 1 + 2 + 2 * 2


def test_an_office_may_switch_the_back_off(paper_office: Office) -> None:
    office.save_profile(paper_office.admin, replace(office.profile(paper_office.admin), plain_page=False))
    assert not office.profile(paper_office.clerk).plain_page
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "B4"),)).papers[0]
    assert made.pages == 1
    assert json.loads(paper_office.unit.documents.get(made.document_id).data_json)["back"] == []
    printing.print_papers(paper_office.clerk, PrintPapers(done.reception_id, (made.document_id,), ""))
    assert paper_office.printer.two_sided == [False]


@pytest.mark.parametrize(
    ("born", "large"),
    [("1966-11-23", True), ("1966-11-24", False), ("1940-02-29", True), ("1990-05-01", False), ("", False)],
)
def test_large_print_is_proposed_from_sixty_on(paper_office: Office, born: str, large: bool) -> None:
    visitor = VisitorEntry(name="李𬀩明", phone="13874500001", address="铜湾镇枣树村三组", born_on=born)
    done = registered(paper_office, visitors=(visitor,))
    paper_office.conclude(done.items[0].item_id)
    papers = owed(paper_office, done)
    assert {code: paper.large for code, paper in papers.items()} == {"A1": False, "A2": large, "B4": large, "S1": False}


def test_a_large_print_is_issued_as_the_clerk_leaves_it(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    wanted = replace(order(paper_office, done, "B4"), large=True)
    made = issuing.issue_papers(paper_office.clerk, (wanted,)).papers[0]
    kept = json.loads(paper_office.unit.documents.get(made.document_id).data_json)
    assert kept["large"] is True
    assert kept["blocks"][0]["size"] == 1.25
