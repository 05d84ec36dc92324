"""打印: the job is written down before it is sent, so that a kill leaves the question 出纸了吗."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.moments import date_text
from xinfang_desk.domain.printing import STILL_COME
from xinfang_desk.domain.records import Document, DocumentState, PrintJob, PrintState, Role
from xinfang_desk.services.context import READERS, WRITERS, Changed, Desk
from xinfang_desk.services.issuing import kept_pdf
from xinfang_desk.services.ports import PrinterInfo, PrintOutcome, Sent
from xinfang_desk.services.progress import follow_up, paper_seen

MOST_COPIES = 50
TOGETHER_FROM = 6
"""So many papers alike go to the printer as one job."""

# With these the paper may still come; with any other the document stays ready to print.
ON_ITS_WAY = frozenset({PrintOutcome.SENT, PrintOutcome.COMPLETED, PrintOutcome.WAITING})
# CUPS prints a job that it took when paper is put in, so it must not be sent a second time.
_STILL_COMES = STILL_COME
_UNANSWERED = frozenset({PrintState.RECORDED.value, PrintState.SENT.value})
NO_PRINTER_SENTENCE = "没有找到打印机，请接好打印机再打；文书还在，不用重填。"
FAILED_SENTENCE = "没有打印出来，请看看打印机再打一次；文书还在，不用重填。"


@dataclass(frozen=True)
class PrintPapers:
    reception_id: str
    document_ids: tuple[str, ...]
    printer: str  # empty = the system's default
    copies: int | None = None  # None = as the catalogue says for each paper
    reprint: bool = False


@dataclass(frozen=True)
class Printed:
    """``sentence`` is empty when all went to the printer; the documents stay ready to print otherwise."""

    outcome: PrintOutcome
    sentence: str
    job_ids: tuple[str, ...]
    pages: int  # of all copies
    changed: Changed


def printers(desk: Desk) -> tuple[PrinterInfo, ...]:
    """What the system offers now."""
    return desk.parts.printer.printers()


def print_papers(desk: Desk, order: PrintPapers) -> Printed:
    """Sends each paper as its own job, in the order given, and stops at the first that the printer does not take.

    Many papers alike in copies and sides (a group's notices) go as one job: one start of the printer, one queue entry.
    Each job is committed as recorded before the printer hears of it. UserError codes: ``not_final``, ``copies``,
    ``other_reception``, ``nothing``.
    """
    desk.require(Role.CLERK, Role.SECRECY)
    if order.copies is not None and not 1 <= order.copies <= MOST_COPIES:
        raise UserError(f"份数请填 1 到 {MOST_COPIES}。", field="copies", code="copies")
    with desk.store.read() as uow:
        documents = [_final(uow.documents.find(document_id)) for document_id in order.document_ids]
        here = {item.id for item in uow.items.where(reception_id=order.reception_id)}
        for document in documents:
            if not here & {item.id for item in uow.document_items.of_document(document.id)}:
                raise UserError("这份文书不是这次来访的，请重新打开来访。", code="other_reception")
        seen = paper_seen(uow, order.reception_id)
    nothing = Changed(frozenset())
    if not documents:
        raise UserError("请先勾选要打印的文书。", code="nothing")
    printer = order.printer or default_printer(desk)
    if not printer:
        return Printed(PrintOutcome.NO_PRINTER, NO_PRINTER_SENTENCE, (), 0, nothing)

    job_ids: list[str] = []
    pages = 0
    sent = Sent(PrintOutcome.SENT, "", "")
    for batch in _batches(desk, order, documents):
        bodies = [
            _marked(desk, kept_pdf(desk, document.id), again=order.reprint or document.id in seen)
            for document in batch.documents
        ]
        jobs = [
            _record(desk, order.reception_id, document, printer, batch.copies, order.reprint or document.id in seen)
            for document in batch.documents
        ]
        pdf = bodies[0] if len(bodies) == 1 else desk.parts.paper.joined(bodies, whole_sheets=batch.two_sided)
        sent = desk.parts.printer.send(printer, pdf, batch.copies, batch.title, two_sided=batch.two_sided)
        for job in jobs:
            _answered(desk, job, sent)
        job_ids += [job.id for job in jobs]
        if sent.outcome not in ON_ITS_WAY:
            break
        pages += sum(document.pages for document in batch.documents) * batch.copies
    sentence = "" if sent.outcome in ON_ITS_WAY else sent.sentence or FAILED_SENTENCE
    topics = frozenset({f"reception:{order.reception_id}", "today"})
    return Printed(sent.outcome, sentence, tuple(job_ids), pages, Changed(topics))


def _marked(desk: Desk, pdf: bytes, *, again: bool) -> bytes:
    """What is printed once more says so and when; the kept PDF does not change."""
    return desk.parts.paper.stamped(pdf, f"补打　{date_text(desk.parts.today())}") if again else pdf


@dataclass(frozen=True)
class _Batch:
    """Papers of one print job."""

    documents: tuple[Document, ...]
    copies: int
    two_sided: bool

    @property
    def title(self) -> str:
        first = _job_title(self.documents[0])
        return first if len(self.documents) == 1 else f"{first} +{len(self.documents) - 1}"


def _batches(desk: Desk, order: PrintPapers, documents: Sequence[Document]) -> list[_Batch]:
    """In the order given: runs of many papers alike as one, all others by themselves."""

    def alike(document: Document) -> tuple[int, bool]:
        copies = order.copies or max(len(desk.parts.catalogue.kind(document.code).copies), 1)
        return copies, _has_back(document)

    found: list[_Batch] = []
    for (copies, two_sided), run in groupby(documents, alike):
        rows = tuple(run)
        parts = [rows] if len(rows) >= TOGETHER_FROM else [(row,) for row in rows]
        found += [_Batch(part, copies, two_sided) for part in parts]
    return found


def _final(document: Document | None) -> Document:
    if document is None or document.state != DocumentState.FINAL:
        raise UserError("这份文书还没有定稿，或者已经作废，不能打印。", code="not_final")
    return document


def default_printer(desk: Desk) -> str:
    """The system's default, else one that is ready, else any; empty = none."""
    found = desk.parts.printer.printers()
    best = sorted(found, key=lambda info: (not info.is_default, not info.ready))
    return best[0].name if best else ""


def _job_title(document: Document) -> str:
    """What the print queue shows: a number or a code, never a name; a sealed paper shows its number alone."""
    return document.number or ("文书" if document.sealed else document.code)


def _has_back(document: Document) -> bool:
    """Whether the plain-words page stands on the back; a secret paper keeps no words in clear and has none."""
    return bool(document.data_json and json.loads(document.data_json).get("back"))


def _record(desk: Desk, reception_id: str, document: Document, printer: str, copies: int, again: bool) -> PrintJob:
    job = PrintJob(
        id=desk.parts.ids.new_id(),
        reception_id=reception_id,
        document_ids=document.id,
        printer=printer,
        copies=copies,
        state=PrintState.RECORDED.value,
        job_ref="",
        outcome="",
        at=desk.parts.now_text(),
        by=desk.user.id,
        confirmed_at=None,
        reprint=again,
    )
    with desk.store.write() as uow:
        uow.print_jobs.add(job)
        uow.audit.record(
            at=job.at,
            actor=desk.user.id,
            action="paper.reprint" if again else "paper.print",
            kind="document",
            record_id=document.id,
            detail={"copies": str(copies)},
        )
    return job


def _answered(desk: Desk, job: PrintJob, sent: Sent, alive: frozenset[PrintOutcome] = ON_ITS_WAY) -> None:
    state = PrintState.SENT if sent.outcome in alive else PrintState.FAILED
    with desk.store.write() as uow:
        uow.print_jobs.put(
            replace(job, state=state.value, job_ref=sent.job_ref or job.job_ref, outcome=sent.outcome.value)
        )


def follow_jobs(desk: Desk, job_ids: tuple[str, ...]) -> Printed:
    """Asks the printer how the sent jobs stand and returns the worst answer; what failed can be printed again."""
    desk.require(*WRITERS)
    with desk.store.read() as uow:
        jobs = [uow.print_jobs.get(job_id) for job_id in job_ids]
    worst = Sent(PrintOutcome.COMPLETED, "", "")
    topics: set[str] = set()
    for job in jobs:
        if job.state != PrintState.SENT or not job.job_ref:
            continue
        answer = desk.parts.printer.follow(job.printer, job.job_ref)
        if answer.outcome.value != job.outcome:
            _answered(desk, job, answer, _STILL_COMES)
            topics |= {f"reception:{job.reception_id}", "today"}
        if answer.outcome not in ON_ITS_WAY or worst.outcome is PrintOutcome.COMPLETED:
            worst = answer
    sentence = worst.sentence or ("" if worst.outcome in _STILL_COMES else FAILED_SENTENCE)
    return Printed(worst.outcome, sentence, job_ids, 0, Changed(frozenset(topics)))


def unconfirmed_jobs(desk: Desk, reception_id: str = "") -> tuple[PrintJob, ...]:
    """Jobs recorded or sent and not yet answered by a person."""
    desk.require(*READERS)
    with desk.store.read() as uow:
        rows = [row for state in sorted(_UNANSWERED) for row in uow.print_jobs.where(state=state)]
    return tuple(sorted((row for row in rows if reception_id in ("", row.reception_id)), key=lambda row: row.at))


def confirm_papers(desk: Desk, job_ids: tuple[str, ...], came_out: bool) -> Changed:
    """出纸了吗: one answer for a visit; no leaves the papers to print again."""
    desk.require(Role.CLERK, Role.SECRECY)
    topics: set[str] = set()
    with desk.store.write() as uow:
        at = desk.parts.now_text()
        receptions: list[str] = []
        for job_id in job_ids:
            job = uow.print_jobs.get(job_id)
            if job.state in (PrintState.CONFIRMED, PrintState.NO_PAPER):
                continue
            state = PrintState.CONFIRMED if came_out else PrintState.NO_PAPER
            uow.print_jobs.put(replace(job, state=state.value, confirmed_at=at))
            uow.audit.record(
                at=at,
                actor=desk.user.id,
                action="paper.confirm" if came_out else "paper.no_paper",
                kind="print_job",
                record_id=job.id,
            )
            if job.reception_id not in receptions:
                receptions.append(job.reception_id)
        for reception_id in receptions:
            topics |= follow_up(desk, uow, reception_id)
    return Changed(frozenset(topics))
