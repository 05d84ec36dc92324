"""打印: written down before it is sent; whatever the printer does, the paper stays ready and the question is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import Document
from xinfang_desk.services import printing
from xinfang_desk.services.ports import PrintOutcome
from xinfang_desk.services.printing import PrintPapers
from xinfang_desk.services.registration import Registered, complete_registration

PDF = b"%PDF-1.7 paper"


def issued(office: Office, *codes: str) -> tuple[Registered, list[Document]]:
    done = complete_registration(office.clerk, office.visit())
    item_id = done.items[0].item_id
    office.screen(item_id, list(codes))
    with office.store.write() as uow:
        sha = uow.blobs.add(PDF, "paper")
    return done, [office.issue(code, item_id, pdf_sha256=sha) for code in codes]


def send(office: Office, done: Registered, papers: list[Document], **more: Any) -> printing.Printed:
    return printing.print_papers(
        office.clerk, PrintPapers(done.reception_id, tuple(paper.id for paper in papers), "", **more)
    )


def test_each_paper_goes_with_its_copies(desk_office: Office) -> None:
    done, papers = issued(desk_office, "A1", "B4")
    made = send(desk_office, done, papers)
    assert (made.outcome, made.sentence, made.pages) == (PrintOutcome.SENT, "", 2 + 4)
    assert [(name, copies, title) for name, copies, title, _pdf in desk_office.printer.sent] == [
        ("窗口打印机", 1, papers[0].number),
        ("窗口打印机", 2, papers[1].number),
    ]
    assert all(pdf == PDF for *_rest, pdf in desk_office.printer.sent)
    assert [job.state for job in desk_office.unit.print_jobs.all()] == ["sent", "sent"]


def test_no_name_stands_in_the_queue(desk_office: Office) -> None:
    done, papers = issued(desk_office, "B4")
    send(desk_office, done, papers)
    assert "李𬀩明" not in desk_office.printer.sent[0][2]
    sealed = desk_office.issue("B4", done.items[0].item_id, number="", sealed=True, pdf_sha256=papers[0].pdf_sha256)
    send(desk_office, done, [sealed])
    assert desk_office.printer.sent[1][2] == "文书"


def test_a_kill_while_sending_leaves_the_question(desk_office: Office) -> None:
    done, papers = issued(desk_office, "B4")
    desk_office.printer.crash = True
    with pytest.raises(KeyboardInterrupt):
        send(desk_office, done, papers)
    jobs = printing.unconfirmed_jobs(desk_office.clerk, done.reception_id)
    assert [(job.state, job.document_ids) for job in jobs] == [("recorded", papers[0].id)]


def test_without_a_printer_the_paper_stays_ready(desk_office: Office) -> None:
    done, papers = issued(desk_office, "B4")
    desk_office.printer.names = ()
    made = send(desk_office, done, papers)
    assert (made.outcome, made.sentence, made.job_ids) == (PrintOutcome.NO_PRINTER, printing.NO_PRINTER_SENTENCE, ())
    assert desk_office.unit.print_jobs.all() == ()


def test_the_first_that_fails_stops_the_rest(desk_office: Office) -> None:
    done, papers = issued(desk_office, "A1", "A2", "B4")
    desk_office.printer.story = [PrintOutcome.SENT, PrintOutcome.PAPER_OUT]
    made = send(desk_office, done, papers)
    assert made.outcome is PrintOutcome.PAPER_OUT
    assert made.sentence == "打印机没有纸了，请加纸。"
    assert len(made.job_ids) == 2
    assert [job.state for job in desk_office.unit.print_jobs.all()] == ["sent", "failed"]
    assert len(printing.unconfirmed_jobs(desk_office.clerk)) == 1


@pytest.mark.parametrize(("came", "state"), [(True, "confirmed"), (False, "no_paper")])
def test_one_answer_for_a_visit(desk_office: Office, came: bool, state: str) -> None:
    done, papers = issued(desk_office, "A1", "A2")
    made = send(desk_office, done, papers)
    printing.confirm_papers(desk_office.clerk, made.job_ids, came)
    assert {job.state for job in desk_office.unit.print_jobs.all()} == {state}
    assert (desk_office.unit.receptions.get(done.reception_id).state == "closed") is came
    assert printing.unconfirmed_jobs(desk_office.clerk) == ()
    printing.confirm_papers(desk_office.clerk, made.job_ids, not came)
    assert {job.state for job in desk_office.unit.print_jobs.all()} == {state}


def test_a_seen_paper_printed_again_is_a_reprint(desk_office: Office) -> None:
    done, papers = issued(desk_office, "A1", "B4")
    printing.confirm_papers(desk_office.clerk, send(desk_office, done, papers[:1]).job_ids, True)
    send(desk_office, done, papers)
    assert [job.reprint for job in desk_office.unit.print_jobs.all()] == [False, True, False]
    assert "paper.reprint" in desk_office.actions()


def test_a_job_that_waits_for_paper_is_not_sent_twice(desk_office: Office) -> None:
    done, papers = issued(desk_office, "B4")
    made = send(desk_office, done, papers)
    desk_office.printer.later = PrintOutcome.PAPER_OUT
    found = printing.follow_jobs(desk_office.clerk, made.job_ids)
    assert found.outcome is PrintOutcome.PAPER_OUT
    assert found.sentence
    assert desk_office.unit.print_jobs.all()[0].state == "sent"


def test_the_printer_is_asked_how_it_went(desk_office: Office) -> None:
    done, papers = issued(desk_office, "B4")
    made = send(desk_office, done, papers)
    desk_office.printer.later = PrintOutcome.ABORTED
    found = printing.follow_jobs(desk_office.clerk, made.job_ids)
    assert (found.outcome, found.sentence) == (PrintOutcome.ABORTED, "打印机停了，请看一眼。")
    assert desk_office.unit.print_jobs.all()[0].state == "failed"


def test_what_cannot_be_printed_is_said(desk_office: Office) -> None:
    done, papers = issued(desk_office, "B4")
    other, _papers = issued(desk_office, "B4")
    codes = []
    for reception, document_ids, copies in (
        (done.reception_id, ("none",), None),
        (done.reception_id, (), None),
        (done.reception_id, (papers[0].id,), 0),
        (done.reception_id, (papers[0].id,), printing.MOST_COPIES + 1),
        (other.reception_id, (papers[0].id,), None),
    ):
        with pytest.raises(UserError) as caught:
            printing.print_papers(desk_office.clerk, PrintPapers(reception, document_ids, "", copies))
        codes.append(caught.value.code)
    assert codes == ["not_final", "nothing", "copies", "copies", "other_reception"]
    assert desk_office.printer.sent == []


def test_only_clerk_and_keeper_print(desk_office: Office) -> None:
    done, papers = issued(desk_office, "B4")
    with pytest.raises(UserError) as caught:
        printing.print_papers(desk_office.admin, PrintPapers(done.reception_id, (papers[0].id,), ""))
    assert caught.value.code == "role"


class Joiner:
    """Stands for the paper engine where only joining is asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, bool]] = []

    def joined(self, pdfs: Sequence[bytes], *, whole_sheets: bool) -> bytes:
        self.asked.append((len(pdfs), whole_sheets))
        return b"|".join(pdfs)


def test_many_papers_alike_go_as_one_job_and_each_is_answered_for(desk_office: Office) -> None:
    joiner = Joiner()
    desk_office = replace(desk_office, clerk=replace(desk_office.clerk, parts=replace(desk_office.parts, paper=joiner)))
    done, papers = issued(desk_office, *["B4"] * printing.TOGETHER_FROM, "A1")
    made = send(desk_office, done, papers)
    assert joiner.asked == [(printing.TOGETHER_FROM, False)]
    assert [(copies, title) for _name, copies, title, _pdf in desk_office.printer.sent] == [
        (2, f"{papers[0].number} +{printing.TOGETHER_FROM - 1}"),
        (1, papers[-1].number),
    ]
    jobs = desk_office.unit.print_jobs.all()
    assert [job.document_ids for job in jobs] == [paper.id for paper in papers]
    assert len({job.job_ref for job in jobs[:-1]}) == 1
    assert made.job_ids == tuple(job.id for job in jobs)
    assert made.pages == sum(paper.pages * (2 if paper.code == "B4" else 1) for paper in papers)


def test_fewer_papers_keep_their_own_jobs(desk_office: Office) -> None:
    done, papers = issued(desk_office, *["B4"] * (printing.TOGETHER_FROM - 1))
    send(desk_office, done, papers)
    assert len(desk_office.printer.sent) == printing.TOGETHER_FROM - 1


def test_one_job_that_the_printer_refuses_leaves_all_its_papers_ready(desk_office: Office) -> None:
    desk_office = replace(
        desk_office, clerk=replace(desk_office.clerk, parts=replace(desk_office.parts, paper=Joiner()))
    )
    done, papers = issued(desk_office, *["B4"] * printing.TOGETHER_FROM)
    desk_office.printer.story = [PrintOutcome.STOPPED]
    made = send(desk_office, done, papers)
    assert made.outcome is PrintOutcome.STOPPED
    assert {job.state for job in desk_office.unit.print_jobs.all()} == {"failed"}
