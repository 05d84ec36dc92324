"""What the store worker reads for a matter's page: the asked paper with those made, and the names its forms offer."""

from __future__ import annotations

import json

from xinfang_desk.desk.reception.field_form import Directory
from xinfang_desk.desk.reception.paper_work import FIELDS_DRAFT, Papers
from xinfang_desk.services import drafts, issuing, office, printing
from xinfang_desk.services.context import Desk


def load_directory(desk: Desk) -> Directory:
    names = tuple(one.name for one in office.authorities(desk) if one.active)
    return Directory(names, tuple(one.name for one in office.staff(desk) if one.active))


def load_matter_papers(desk: Desk, reception_id: str, *, item_id: str, code: str) -> Papers:
    """As step ③ reads the papers of a visit, for the one that a matter's page asks for."""
    kept: dict[str, dict[str, str]] = {}
    for draft in drafts.open_drafts(desk):
        if draft.kind == FIELDS_DRAFT and draft.subject_id == reception_id:
            kept = json.loads(draft.body_json)
    owed = issuing.asked_papers(desk, item_id, code)
    jobs = printing.unconfirmed_jobs(desk, reception_id)
    waiting = frozenset(document for job in jobs for document in job.document_ids.split())
    return Papers(owed, kept, load_directory(desk), printing.printers(desk), waiting)
