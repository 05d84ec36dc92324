"""What the store worker does for step ③: reading the papers of a reception, one draft, 定稿 and printing in one go."""

from __future__ import annotations

import json
from dataclasses import dataclass

from xinfang_desk.desk.reception.field_form import Directory
from xinfang_desk.services import drafts, issuing, office, printing
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.issuing import IssuedPapers, OwedPaper, PaperDraft, PaperOrder
from xinfang_desk.services.ports import PrinterInfo
from xinfang_desk.services.printing import Printed, PrintPapers

FIELDS_DRAFT = "paper_fields"


@dataclass(frozen=True)
class Papers:
    """What step ③ needs of a reception."""

    owed: tuple[OwedPaper, ...]
    kept: dict[str, dict[str, str]]
    directory: Directory
    printers: tuple[PrinterInfo, ...]
    waiting: frozenset[str]  # documents that were sent to the printer and not yet confirmed


@dataclass(frozen=True)
class Issued:
    """定稿 and what the printer said."""

    issued: IssuedPapers
    printed: Printed
    changed: Changed


def load_papers(desk: Desk, reception_id: str) -> Papers:
    kept: dict[str, dict[str, str]] = {}
    for draft in drafts.open_drafts(desk):
        if draft.kind == FIELDS_DRAFT and draft.subject_id == reception_id:
            kept = json.loads(draft.body_json)
    names = tuple(one.name for one in office.authorities(desk) if one.active)
    staff = tuple(one.name for one in office.staff(desk) if one.active)
    owed = issuing.owed_papers(desk, reception_id)
    jobs = printing.unconfirmed_jobs(desk, reception_id)
    waiting = frozenset(document for job in jobs for document in job.document_ids.split())
    return Papers(owed, kept, Directory(names, staff), printing.printers(desk), waiting)


def issue_and_print(
    desk: Desk, orders: tuple[PaperOrder, ...], reception_id: str, printer: str, copies: int | None
) -> Issued:
    """All papers in 定稿, then to the printer; a printer that does not answer leaves them ready to print."""
    made = issuing.issue_papers(desk, orders)
    ids = tuple(paper.document_id for paper in made.papers)
    printed = printing.print_papers(desk, PrintPapers(reception_id, ids, printer, copies))
    for draft in drafts.open_drafts(desk):
        if draft.kind == FIELDS_DRAFT and draft.subject_id == reception_id:
            drafts.discard_draft(desk, draft.draft_id)
    return Issued(made, printed, Changed(made.changed.topics | printed.changed.topics))


def keyed_draft(desk: Desk, order: PaperOrder) -> tuple[str, PaperDraft]:
    return order.key, issuing.draft_paper(desk, order)
