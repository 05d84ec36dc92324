"""签收 and 送达: how each paper reached each person; signing means receipt only (F13)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.life.offers import ASKED_LATER
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.records import (
    Document,
    DocumentState,
    PrintState,
    Recipient,
    Role,
    Service,
    ServiceWay,
)
from xinfang_desk.domain.service_ways import BY_POST, IN_HAND, ON_PAPER, UNPROVEN, problems, proves
from xinfang_desk.services import clock_guard
from xinfang_desk.services.context import READERS, Changed, Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import follow_up, live_service, needs, paper_seen
from xinfang_desk.services.sealed import encrypt_under, open_blob

MOST_BYTES = 20_000_000
_MAGIC = (b"%PDF-", b"\xff\xd8\xff")

# The open field of A5 that holds the four grants of counter-rules.md 2.6, and the one that allows to receive papers.
A5_GRANTS = "powers"
A5_RECEIVE = "receive"


@dataclass(frozen=True)
class ServiceLine:
    """One paper for one recipient in the signature round. ``owed`` is false where none is due (file papers, on request,
    and what has been served already)."""

    recipient_id: str
    document_id: str
    code: str
    title: str
    number: str
    recipient: str
    owed: bool
    optional: bool  # on_request: may be given at once, not owed
    printed: bool
    way: str  # ServiceWay value or empty
    on_date: str
    service_id: str = ""  # of what is recorded
    scanned: bool = False  # a scan of the signed copy is kept with it
    proved: bool = True  # the record proves the day; where it does not, the paper may be served again (counter-rules 6)


@dataclass(frozen=True)
class RecordService:
    """One signature round: the same way for all ``recipient_ids``. ``way`` is a ServiceWay value."""

    recipient_ids: tuple[str, ...]
    way: str
    on_date: str = ""  # empty = today
    signed_by: str = ""
    relation: str = ""
    witness: str = ""
    server: str = ""
    read_aloud: bool = False
    tracking_no: str = ""
    note: str = ""
    attachment: bytes | None = None  # a scan of the signed copy: PDF or JPEG


def service_round(desk: Desk, reception_id: str) -> tuple[ServiceLine, ...]:
    """Every paper in 定稿 of the reception for each of its recipients, in the order of issue."""
    desk.require(*READERS)
    catalogue = desk.parts.catalogue
    with desk.store.read() as uow:
        seen = paper_seen(uow, reception_id)
        called = {need.document.id: need for need in needs(uow, catalogue, reception_id) if need.document is not None}
        lines = []
        for document in _documents(uow, reception_id):
            kind = catalogue.kind(document.code)
            need = called.get(document.id)
            for recipient in uow.recipients.where(document_id=document.id):
                service = live_service(uow, recipient.id)
                called_for = document.code in ASKED_LATER if need is None else not need.optional
                due = called_for and kind.service_owed and recipient.kind == "visitor"
                lines.append(
                    ServiceLine(
                        recipient_id=recipient.id,
                        document_id=document.id,
                        code=document.code,
                        title=document.title,
                        number=document.number,
                        recipient=recipient.name,
                        owed=due and service is None,
                        optional=need is not None and need.optional,
                        printed=document.id in seen,
                        way=service.way if service is not None else "",
                        on_date=service.on_date if service is not None else "",
                        service_id=service.id if service is not None else "",
                        scanned=service is not None and service.attachment_sha256 is not None,
                        proved=service is None or not due or proves(service),
                    )
                )
    return tuple(lines)


def _documents(uow: UnitOfWork, reception_id: str) -> list[Document]:
    found: dict[str, Document] = {}
    for item in uow.items.where(reception_id=reception_id):
        for document in uow.document_items.of_item(item.id):
            if document.state == DocumentState.FINAL:
                found[document.id] = document
    return sorted(found.values(), key=lambda document: (document.issued_at, document.id))


def record_service(desk: Desk, order: RecordService) -> Changed:
    """Records one round; ends what the service ends and closes the reception when nothing is owed.

    FieldErrors: a date before the paper or in the future, no tracking number with post, no witness with unsigned, …

    A later record replaces an earlier one of the same recipient; both stay. UserError(code='not_printed') while nobody
    has seen the paper.
    """
    desk.require(Role.CLERK, Role.SECRECY)
    clock_guard.check(desk)
    topics: set[str] = set()
    with desk.store.write() as uow:
        recipients = [uow.recipients.get(recipient_id) for recipient_id in order.recipient_ids]
        documents = {row.document_id: uow.documents.get(row.document_id) for row in recipients}
        _check(desk, uow, order, recipients, documents)
        receptions: list[str] = []
        plain_sha: str | None = None
        for recipient in recipients:
            document = documents[recipient.document_id]
            items = uow.document_items.of_document(document.id)
            attachment = None
            if order.attachment is not None:
                if document.sealed:
                    body = encrypt_under(desk, uow, items[0].id, order.attachment)
                    attachment = uow.blobs.add(body, "sealed_scan")
                else:
                    plain_sha = plain_sha or uow.blobs.add(order.attachment, "scan")
                    attachment = plain_sha
            _record(desk, uow, order, recipient, document, items[0].reception_id, attachment)
            for item in items:
                if item.reception_id not in receptions:
                    receptions.append(item.reception_id)
        for reception_id in receptions:
            topics |= follow_up(desk, uow, reception_id)
    return Changed(frozenset(topics))


def _check(
    desk: Desk, uow: UnitOfWork, order: RecordService, recipients: list[Recipient], documents: dict[str, Document]
) -> None:
    wrong: dict[str, str] = {}
    if not recipients:
        wrong["recipient_ids"] = "请先勾选这次签收的文书。"
    if order.way not in {way.value for way in ServiceWay}:
        raise FieldErrors({"way": "请选怎么送到的。"})
    way = ServiceWay(order.way)
    day = parse_date(order.on_date) if order.on_date else desk.parts.today()
    if day is None:
        wrong["on_date"] = "日期请写成 2026-11-23 的样子。"
    elif day > desk.parts.today():
        wrong["on_date"] = "送达日期还没有到，请核对。"
    elif any(day < (parse_date(document.dated_on) or date.min) for document in documents.values()):
        wrong["on_date"] = "送达日期早于文书日期，请核对。"
    wrong |= problems(way, order.signed_by.strip(), order.relation.strip(), order.witness.strip(), order.note.strip())
    if way in BY_POST and not order.tracking_no.strip():
        wrong["tracking_no"] = "请填邮寄单号。"
    if way is ServiceWay.UNSIGNED:
        if not order.witness.strip():
            wrong["witness"] = "没有签名的，请填见证人。"
        if not order.read_aloud:
            wrong["read_aloud"] = "没有签名的，要先当面念给本人听，再勾这一格。"
    signed_by = order.signed_by.strip()
    if way in IN_HAND and signed_by and not order.relation.strip():
        names = {row.name for row in recipients}
        agents = {row.name for row in _agents(uow, documents)}
        if signed_by not in names | agents:
            wrong["relation"] = "不是本人签的，请写他和本人的关系。"
    if way is ServiceWay.NOT_REQUIRED and not order.note.strip() and any(row.kind == "visitor" for row in recipients):
        wrong["note"] = "请写明为什么不需要送达。"
    if way is ServiceWay.NOT_WANTED and any(not _on_request(desk, uow, document) for document in documents.values()):
        wrong["way"] = "这份文书必须送到本人，不能记“本人不要”；没有签的请记“未签”。"
    if order.attachment is not None:
        if not order.attachment.startswith(_MAGIC):
            wrong["attachment"] = "扫描件只收 PDF 或者 JPEG。"
        elif len(order.attachment) > MOST_BYTES:
            wrong["attachment"] = "扫描件太大，请压到 20 MB 以内。"
    if wrong:
        raise FieldErrors(wrong)
    for document in documents.values():
        if document.state != DocumentState.FINAL:
            raise UserError("这份文书已经作废，不能签收。", code="void")
        if way in ON_PAPER and not _seen(uow, document):
            raise UserError("请先确认纸打出来了，再记签收。", code="not_printed")


def _seen(uow: UnitOfWork, document: Document) -> bool:
    receptions = {item.reception_id for item in uow.document_items.of_document(document.id)}
    return any(
        document.id in job.document_ids.split()
        for reception_id in receptions
        for job in uow.print_jobs.where(reception_id=reception_id, state=PrintState.CONFIRMED.value)
    )


def _on_request(desk: Desk, uow: UnitOfWork, document: Document) -> bool:
    receptions = {item.reception_id for item in uow.document_items.of_document(document.id)}
    return any(
        need.optional and need.document is not None and need.document.id == document.id
        for reception_id in receptions
        for need in needs(uow, desk.parts.catalogue, reception_id)
    )


def _agents(uow: UnitOfWork, documents: dict[str, Document]) -> list[Recipient]:
    """The agents of the receptions concerned, as recipients in name only."""
    receptions = {
        item.reception_id for document in documents.values() for item in uow.document_items.of_document(document.id)
    }
    return [
        Recipient(row.id, "", row.id, row.name, "visitor")
        for reception_id in sorted(receptions)
        for row in uow.visitors.where(reception_id=reception_id, role="agent")
    ]


def agent_may_receive(uow: UnitOfWork, reception_id: str) -> bool:
    """Whether an A5 of the reception grants 代收文书 (counter-rules.md 2.6)."""
    return any(
        document.code == "A5" and A5_RECEIVE in str(json.loads(document.fields_json).get(A5_GRANTS, "")).split()
        for document in _documents(uow, reception_id)
    )


def _record(
    desk: Desk,
    uow: UnitOfWork,
    order: RecordService,
    recipient: Recipient,
    document: Document,
    reception_id: str,
    attachment: str | None,
) -> None:
    at = desk.parts.now_text()
    old = live_service(uow, recipient.id)
    if old is not None:
        uow.services.put(replace(old, replaced=True))
    signed_by, relation, note = order.signed_by.strip(), order.relation.strip(), order.note.strip()
    in_person = order.way in IN_HAND
    if in_person and not signed_by:
        signed_by = recipient.name
    if (in_person or order.way == ServiceWay.AGENT) and signed_by != recipient.name:
        agents = {row.name for row in uow.visitors.where(reception_id=reception_id, role="agent")}
        if signed_by in agents or order.way == ServiceWay.AGENT:
            relation = relation or "代理人"
            if not agent_may_receive(uow, reception_id):
                note = "；".join(part for part in (note, UNPROVEN) if part)
    row = Service(
        id=desk.parts.ids.new_id(),
        recipient_id=recipient.id,
        way=order.way,
        on_date=order.on_date or desk.parts.today().isoformat(),
        signed_by=signed_by,
        relation=relation,
        witness=order.witness.strip(),
        server=order.server.strip() or desk.user.display_name,
        read_aloud=order.read_aloud,
        tracking_no=order.tracking_no.strip(),
        note=note,
        attachment_sha256=attachment,
        at=at,
        by=desk.user.id,
        replaced=False,
    )
    uow.services.add(row)
    uow.audit.record(
        at=at,
        actor=desk.user.id,
        action="service.record",
        kind="document",
        record_id=document.id,
        detail={"way": row.way, "signed_by": row.signed_by, "on_date": row.on_date},
    )


def attachment(desk: Desk, service_id: str) -> bytes:
    """The scan of the signed copy; a sealed one opens only for who holds its key. UserError(code='no_scan')."""
    desk.require(*READERS)
    with desk.store.write() as uow:
        service = uow.services.get(service_id)
        if service.attachment_sha256 is None:
            raise UserError("这次送达没有扫描件。", code="no_scan")
        document = uow.documents.get(uow.recipients.get(service.recipient_id).document_id)
        body = uow.blobs.get(service.attachment_sha256)
        if document.sealed:
            body = open_blob(desk, uow, document.id, body)
        if not body.startswith(_MAGIC):
            raise EnvironmentFault("这份扫描件打不开了，请从备份中找回。", code="paper_damaged")
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="service.scan_read",
            kind="document",
            record_id=document.id,
        )
    return body
