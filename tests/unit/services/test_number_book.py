"""文号登记簿: gapless, voids explained with what stands in their place, sealed papers without their name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.services.conftest import Office
from tests.unit.services.test_return_slip import told
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.number_book import SEALED_TITLE, SKIPPED, USED, VOID, Book
from xinfang_desk.services import issuing, number_book, office
from xinfang_desk.services.issuing import PaperOrder


def book(desk_office: Office, letters: str = "访告") -> Book:
    choice = next(one for one in number_book.books(desk_office.clerk) if letters in one.label)
    return number_book.read_book(desk_office.clerk, choice.series_id)


def void_and_again(paper_office: Office) -> tuple[str, str]:
    reception, first = told(paper_office)
    issuing.void_paper(paper_office.clerk, first, "承办人写错了")
    key = next(one.key for one in issuing.owed_papers(paper_office.clerk, reception) if one.code == "B4")
    values = {"handler": "陈站长", "handler_clear": "yes"}
    made = issuing.issue_papers(paper_office.clerk, (PaperOrder(reception, key, values),)).papers[0]
    return first, made.document_id


def test_a_void_number_says_why_and_what_took_its_place(paper_office: Office) -> None:
    void_and_again(paper_office)
    rows = book(paper_office).rows
    assert [(row.first, row.state) for row in rows] == [(1, VOID), (2, USED)]
    assert rows[0].text == "作废：承办人写错了，由2号代替"
    assert rows[1].by == "周小兰"


def test_numbers_passed_over_in_the_settings_are_said(paper_office: Office) -> None:
    told(paper_office)
    series = next(row for row in office.series(paper_office.admin) if row.word.endswith("访告"))
    office.save_series(paper_office.admin, (replace(series, next_seq=6),))
    told(paper_office)
    found = book(paper_office)
    assert [(row.first, row.last, row.state) for row in found.rows] == [(1, 1, USED), (2, 5, SKIPPED), (6, 6, USED)]
    assert (found.count(USED), found.count(SKIPPED), found.last) == (2, 4, 6)


def test_every_number_stands_in_it_once(paper_office: Office) -> None:
    for _ in range(3):
        told(paper_office)
    found = book(paper_office)
    numbers = [n for row in found.rows for n in range(row.first, row.last + 1)]
    assert numbers == list(range(1, found.last + 1))


def test_a_sealed_paper_s_name_and_reason_stay_out(paper_office: Office) -> None:
    first, _second = void_and_again(paper_office)
    with paper_office.store.write() as uow:
        uow.documents.put(replace(uow.documents.get(first), sealed=True))
    row = book(paper_office).rows[0]
    assert (row.title, row.why) == (SEALED_TITLE, "")


def test_it_prints_and_both_are_audited(paper_office: Office) -> None:
    void_and_again(paper_office)
    series = next(one for one in number_book.books(paper_office.clerk) if "访告" in one.label)
    number_book.read_book(paper_office.clerk, series.series_id)
    made = number_book.print_book(paper_office.clerk, series.series_id)
    assert made.good, made.sentence
    data = number_book.book_data(paper_office.clerk, series.series_id)
    pdf = paper_office.parts.paper.pdf(data)
    assert paper_office.parts.paper.read_back(pdf.pdf, data) == ()
    assert {"numbers.read", "numbers.print"} <= set(paper_office.actions())


def test_a_keeper_alone_does_not_read_it(paper_office: Office) -> None:
    with pytest.raises(UserError) as caught:
        number_book.books(paper_office.keeper)
    assert caught.value.code == "role"
