"""本人信息: gathers what is stored about one visitor in one visit, for that person; the printing is audited."""

from __future__ import annotations

from xinfang_desk.domain.identity import LABELS, IdentityKind
from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import SOURCE_LABELS, DocumentState, Item, ItemState, Role, Source, Visitor
from xinfang_desk.domain.tables import SEXES, VISITOR_ROLES
from xinfang_desk.domain.wording.own_record import OwnPart, own_record
from xinfang_desk.services.context import Desk, current_profile, local_moment
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import live_service
from xinfang_desk.services.receptions import may_see_sealed
from xinfang_desk.services.sheets import SheetPrint, print_sheet

Lines = tuple[tuple[str, str], ...]


def own_record_data(desk: Desk, visitor_id: str) -> DocumentData:
    """The sheet. UserError(code='role') for who may not read the visit or see who came."""
    desk.require(Role.CLERK, Role.SECRECY)
    with desk.store.write() as uow:
        visitor = uow.visitors.get(visitor_id)
        reception = uow.receptions.get(visitor.reception_id)
        if reception.sealed and not may_see_sealed(desk, reception):
            desk.require(Role.SECRECY)
        rows = uow.visitors.where(id_number=visitor.id_number) if visitor.id_number else (visitor,)
        shown = [row for row in rows if row.id == visitor.id or not uow.receptions.get(row.reception_id).sealed]
        parts = [part for row in shown for part in _of_visit(desk, uow, row)]
        data = own_record(current_profile(uow, desk.parts.today()).name, date_text(desk.parts.today()), parts)
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="visitor.own_record",
            kind="visitor",
            record_id=visitor_id,
        )
    return data


def print_own_record(desk: Desk, visitor_id: str, printer: str) -> SheetPrint:
    """Prints it, one copy for the person."""
    desk.require(Role.CLERK, Role.SECRECY)
    return print_sheet(desk, own_record_data(desk, visitor_id), printer)


def _of_visit(desk: Desk, uow: UnitOfWork, visitor: Visitor) -> list[OwnPart]:
    reception = uow.receptions.get(visitor.reception_id)
    day = _day_of(reception.entered_at)
    source = SOURCE_LABELS[Source(reception.source)]
    parts = [OwnPart(f"{day}登记的{source}", _person(desk, visitor))]
    for item in sorted(uow.items.where(reception_id=reception.id), key=lambda row: row.ordinal):
        if item.state != ItemState.VOID and visitor.role != "agent":  # an agent's matter is not his own
            parts.append(OwnPart(f"登记编号 {item.register_no}", _item(uow, item)))
    changed = tuple(
        (
            f"改正过（{date_text(local_moment(row.at).date())}）",
            f"{row.old or '空'} 改成 {row.new or '空'}，因为{row.reason}",
        )
        for row in uow.corrections.where(record_kind="visitor", record_id=visitor.id)
    )
    return [*parts, *([OwnPart("改正记录", changed)] if changed else [])]


def _day_of(at: str) -> str:
    return date_text(local_moment(at).date())


def _person(desk: Desk, visitor: Visitor) -> Lines:
    born = parse_date(visitor.born_on) if visitor.born_on else None
    kind = LABELS[IdentityKind(visitor.id_kind)] if visitor.id_kind else "证件"
    said = (
        ("姓名", visitor.name or ("（不愿留名）" if visitor.anonymous else "")),
        ("身份", VISITOR_ROLES.get(visitor.role, "")),
        (f"{kind}号码", visitor.id_number),
        ("号码说明", visitor.id_note),
        ("性别", SEXES.get(visitor.sex, "")),
        ("出生日期", date_text(born) if born is not None else ""),
        ("国籍", visitor.nationality),
        ("电话", visitor.phone),
        ("住址", desk.parts.divisions.with_place(visitor.division, visitor.address)),
        ("职务", visitor.post),
        ("和本人的关系", visitor.relation),
    )
    return tuple((name, value) for name, value in said if value)


def _item(uow: UnitOfWork, item: Item) -> Lines:
    if item.sealed:
        return (("内容", "密存，由保密员当面给您看。"),)
    said = [
        ("要什么", item.request),
        ("发生了什么", item.facts),
        ("理由", item.reasons),
        ("原话", item.own_words),
        ("摘要", item.summary),
        ("涉及的单位", item.body_complained),
    ]
    for paper in uow.papers_received.where(item_id=item.id):
        said.append(("收下的材料", f"{paper.name} {paper.copies} 份"))
    for document in uow.document_items.of_item(item.id):
        state = "（已作废）" if document.state == DocumentState.VOID else ""
        said.append(("出过的文书", f"《{document.title}》{document.number}{state}"))
        for recipient in uow.recipients.where(document_id=document.id):
            service = live_service(uow, recipient.id)
            if service is not None and recipient.kind == "visitor":
                said.append(("送达", f"{service.on_date} {service.signed_by}"))
    return tuple((name, value) for name, value in said if value)
