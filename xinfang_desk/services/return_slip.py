"""送达回证 (C10) of one paper for one person, printed from what the signature round recorded (counter-rules.md 2.3, 5).

Before anything is recorded it is the form to take along: its ways and lines are open.
"""

from __future__ import annotations

import json

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import Document, DocumentState, Recipient, Role, Service
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.issuing import IssuedPaper, IssuedPapers, issue_as
from xinfang_desk.services.paper_facts import PaperUnit
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import live_service

CODE = "C10"
SEALED = "密件的送达回证请手写，和那张纸一起装进密封袋。"


def issue_return_slip(desk: Desk, recipient_id: str) -> IssuedPapers:
    """The slip in 定稿, the one that says the same already where there is one. UserError: ``sealed``, ``void``."""
    desk.require(Role.CLERK, Role.SECRECY)
    with desk.store.write() as uow:
        recipient = uow.recipients.get(recipient_id)
        document = uow.documents.get(recipient.document_id)
        _refuse(recipient, document)
        values = _values(document, recipient, live_service(uow, recipient.id))
        items = uow.document_items.of_document(document.id)
        unit = PaperUnit(desk.parts.catalogue.kind(CODE), items)
        made = _same(uow, items[0].id, values) or issue_as(desk, uow, unit, values)
    return IssuedPapers((made,), Changed(frozenset({f"reception:{items[0].reception_id}", "today"})))


def _refuse(recipient: Recipient, document: Document) -> None:
    if document.state != DocumentState.FINAL:
        raise UserError("这份文书已经作废，不用送达回证。", code="void")
    if recipient.kind != "visitor":
        raise UserError("这份不是给来访人的，不用送达回证。", code="not_owed")
    if document.sealed:
        raise UserError(SEALED, code="sealed")


def _values(document: Document, recipient: Recipient, service: Service | None) -> dict[str, str]:
    values = {"served_title": document.title, "served_no": document.number, "served_to": recipient.name}
    if service is None:
        return values
    return values | {
        "way": service.way,
        "served_on": service.on_date,
        "signed_by": service.signed_by,
        "signer_relation": service.relation,
        "tracking": service.tracking_no,
        "reading": "yes" if service.read_aloud else "",
        "server": service.server,
        "witness": service.witness,
        "remark": service.note,
    }


def _same(uow: UnitOfWork, item_id: str, values: dict[str, str]) -> IssuedPaper | None:
    for document in reversed(uow.document_items.of_item(item_id)):
        if document.code != CODE or document.state != DocumentState.FINAL:
            continue
        kept: dict[str, str] = json.loads(document.fields_json)
        if all(kept.get(key, "") == value for key, value in values.items()):
            return IssuedPaper(document.id, document.code, document.number, document.pages, 1)
    return None
