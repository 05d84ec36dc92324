"""What 接访 shows: today's receptions, those not yet done, and one reception as a whole."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.names import mask_name, mask_number, mask_phone
from xinfang_desk.domain.records import (
    Clock,
    ClockState,
    Document,
    DocumentState,
    Item,
    ItemState,
    PaperReceived,
    Reception,
    ReceptionState,
    Role,
    Screening,
    Visitor,
)
from xinfang_desk.domain.wording.basis import Citation, basis_text
from xinfang_desk.services.conclusions import MakeUp, make_up_of, screening_title
from xinfang_desk.services.context import Changed, Desk, local_moment
from xinfang_desk.services.corrections import Corrected, correct_field, correctable_fields, exported
from xinfang_desk.services.law_text import words_of
from xinfang_desk.services.linking import Link, links_of
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import active_items, current_screening, dates_changed, follow_up, progress

__all__ = [
    "Corrected",
    "ItemView",
    "ReceptionView",
    "TodayBoard",
    "TodayRow",
    "close_if_done",
    "correct_field",
    "correctable_fields",
    "full_numbers",
    "reception_view",
    "today_board",
    "void_item",
]

NAMELESS = "已登记"


@dataclass(frozen=True)
class TodayRow:
    """One line of the left column. ``masked`` is 李**, or 已登记 where no name was given; F4 hides it."""

    reception_id: str
    seq_text: str  # 0123
    time_text: str  # 10:12, or 11-20 for an earlier day
    masked: str
    people: int
    step: str  # register | screen | issue | sign | done
    chip: str  # ② 甄别, ④ 待签收, 已办妥 …
    owed: bool
    earlier_day: bool
    form: str = "visit"  # visit | letter | phone | online


@dataclass(frozen=True)
class TodayBoard:
    day: str
    rows: tuple[TodayRow, ...]
    open_count: int


@dataclass(frozen=True)
class ItemView:
    """One item with all that hangs on it. A sealed item shows empty words.

    ``screen_again``: its conclusion counted from a day that was corrected since. ``make_up``: the first registration of
    an overdue matter whose notice is still owed.
    """

    item: Item
    papers: tuple[PaperReceived, ...]
    screening: Screening | None
    leaf_title: str
    documents: tuple[Document, ...]
    clocks: tuple[Clock, ...]
    screen_again: bool = False
    links: tuple[Link, ...] = ()
    basis_text: str = ""
    basis_words: str = ""  # the paragraphs, word for word, where the office has loaded its own text
    make_up: MakeUp | None = None


@dataclass(frozen=True)
class ReceptionView:
    reception: Reception
    visitors: tuple[Visitor, ...]
    items: tuple[ItemView, ...]
    step: str
    open_points: tuple[str, ...]  # why it cannot close yet, in plain words
    registrar_name: str
    receiver_name: str


def today_board(desk: Desk) -> TodayBoard:
    """Today's receptions and 未了 of earlier days, newest first."""
    desk.require(Role.CLERK, Role.REVIEWER, Role.SECRECY, Role.INSPECTOR)
    today = desk.parts.today()
    rows = []
    open_count = 0
    with desk.store.read() as uow:
        for reception in uow.receptions.for_day_or_open(today.isoformat()):
            state = progress(uow, desk.parts.catalogue, reception)
            entered = local_moment(reception.entered_at)
            earlier = entered.date() != today
            is_open = reception.state == ReceptionState.REGISTERED
            open_count += is_open
            rows.append(
                TodayRow(
                    reception_id=reception.id,
                    seq_text=f"{reception.seq:04d}",
                    time_text=entered.strftime("%m-%d" if earlier else "%H:%M"),
                    masked=_masked(uow, reception),
                    people=reception.people,
                    step=state.step,
                    chip=state.chip,
                    owed=is_open and not state.done,
                    earlier_day=earlier,
                    form=reception.form,
                )
            )
    return TodayBoard(today.isoformat(), tuple(rows), open_count)


def _masked(uow: UnitOfWork, reception: Reception) -> str:
    """李**; a disclosure stands in the list like any other visit (counter-rules.md 9)."""
    visitors = uow.visitors.where(reception_id=reception.id)
    main = next((row for row in visitors if row.role == "main"), None)
    if main is None or main.anonymous or not main.name:
        return NAMELESS
    return mask_name(main.name)


def reception_view(desk: Desk, reception_id: str) -> ReceptionView:
    """Reading a record is audited. 管理员 alone sees none; of a closed disclosure only 保密员 sees who came.

    Numbers of documents and telephones come masked; ``full_numbers`` gives them.
    """
    desk.require(Role.CLERK, Role.REVIEWER, Role.SECRECY, Role.INSPECTOR)
    with desk.store.write() as uow:
        reception = uow.receptions.get(reception_id)
        state = progress(uow, desk.parts.catalogue, reception)
        visitors = tuple(sorted(uow.visitors.where(reception_id=reception_id), key=lambda row: row.ordinal))
        veiled = reception.sealed and not may_see_sealed(desk, reception)
        items = sorted(uow.items.where(reception_id=reception_id), key=lambda row: row.ordinal)
        registrar = uow.users.find(reception.registrar_id)
        receiver = uow.staff.find(reception.receiver_id)
        view = ReceptionView(
            reception=reception,
            visitors=tuple(_veiled(row) if veiled else _masked_numbers(row) for row in visitors),
            items=tuple(_item_view(desk, uow, reception, item, veiled=veiled and item.sealed) for item in items),
            step=state.step,
            open_points=() if veiled else state.open_points,
            registrar_name=registrar.display_name if registrar is not None else "",
            receiver_name=receiver.name if receiver is not None else "",
        )
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="reception.read",
            kind="reception",
            record_id=reception_id,
        )
    return view


def full_numbers(desk: Desk, reception_id: str) -> tuple[Visitor, ...]:
    """显示完整号码: the people of one reception with whole numbers and telephones; audited apart from the reading."""
    desk.require(Role.CLERK, Role.REVIEWER, Role.SECRECY)
    with desk.store.write() as uow:
        reception = uow.receptions.get(reception_id)
        if reception.sealed and not may_see_sealed(desk, reception):
            raise UserError("这次来访的人员信息，您这里看不到。", code="sealed")
        rows = sorted(uow.visitors.where(reception_id=reception_id), key=lambda row: row.ordinal)
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="numbers.show",
            kind="reception",
            record_id=reception_id,
        )
    return tuple(rows)


def _masked_numbers(row: Visitor) -> Visitor:
    """The row as a screen shows it: 431221********1234, 138****0001."""
    return replace(
        row,
        id_number=mask_number(row.id_number) if row.id_number else "",
        phone=mask_phone(row.phone) if row.phone else "",
    )


def may_see_sealed(desk: Desk, reception: Reception) -> bool:
    """Whether this user is shown who came with a disclosure."""
    return desk.has(Role.SECRECY) or (desk.has(Role.CLERK) and reception.state == ReceptionState.REGISTERED)


def _veiled(row: Visitor) -> Visitor:
    return replace(
        row,
        name="",
        anonymous=False,
        id_kind="",
        id_number="",
        id_note="",
        phone="",
        division="",
        address="",
        sex="",
        born_on=None,
        nationality="",
        post="",
        relation="",
    )


def _item_view(desk: Desk, uow: UnitOfWork, reception: Reception, item: Item, *, veiled: bool) -> ItemView:
    if veiled:
        return ItemView(item, (), None, "", (), ())
    screening = current_screening(uow, item.id)
    basis = _basis(screening)
    papers = sorted(uow.papers_received.where(item_id=item.id), key=lambda row: row.ordinal)
    return ItemView(
        item=item,
        papers=tuple(papers),
        screening=screening,
        leaf_title=screening_title(desk, uow, screening),
        documents=uow.document_items.of_item(item.id),
        clocks=tuple(row for row in uow.clocks.where(item_id=item.id) if row.state != ClockState.VOID),
        screen_again=screening is not None and dates_changed(reception, screening),
        links=links_of(uow, item),
        basis_text=basis_text(basis),
        basis_words=words_of(uow, basis) if basis else "",
        make_up=make_up_of(uow, screening),
    )


def _basis(screening: Screening | None) -> tuple[Citation, ...]:
    raw = json.loads(screening.result_json) if screening is not None else {}
    lines = raw.get("basis", ())
    return tuple(Citation(line["law"], line["article"], line["paragraph"], line["item"]) for line in lines)


def close_if_done(desk: Desk, reception_id: str) -> Changed:
    """Closes a reception whose papers are printed, confirmed and served (design.md 2.4); else it stays under 未了."""
    desk.require(Role.CLERK, Role.SECRECY)
    with desk.store.write() as uow:
        before = uow.receptions.get(reception_id)
        topics = follow_up(desk, uow, reception_id)
        same = uow.receptions.get(reception_id) == before
    return Changed(frozenset() if same else topics)


def void_item(desk: Desk, item_id: str, reason: str) -> Changed:
    """作废 with reason instead of deletion; the number stays. With its last item the reception is void as well.

    The result names the papers in 定稿 that were made for it: they are offered for 作废.
    """
    desk.require(Role.CLERK)
    if not reason.strip():
        raise FieldErrors({"reason": "请写明为什么作废。"})
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        item = uow.items.get(item_id)
        if item.state == ItemState.VOID:
            raise UserError("这件已经作废了。", code="void")
        went_out = exported(uow, item_id)
        rev = item.rev + 1 if went_out else item.rev
        uow.items.put(replace(item, state=ItemState.VOID.value, void_reason=reason.strip(), rev=rev))
        if went_out:
            uow.outbox.add(item_id, rev, "D", at)
        for clock in uow.clocks.where(item_id=item_id):
            if clock.state == ClockState.RUNNING:
                uow.clocks.put(replace(clock, state=ClockState.VOID.value, ended_at=at))
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action="item.void",
            kind="item",
            record_id=item_id,
            detail={} if item.sealed else {"reason": reason.strip()},
        )
        topics = {"today", f"reception:{item.reception_id}", "due"}
        if active_items(uow, item.reception_id):
            topics |= follow_up(desk, uow, item.reception_id)
        else:
            reception = uow.receptions.get(item.reception_id)
            uow.receptions.put(
                replace(reception, state=ReceptionState.VOID.value, void_reason=reason.strip(), closed_at=at)
            )
        papers = tuple(
            document for document in uow.document_items.of_item(item_id) if document.state == DocumentState.FINAL
        )
    return Corrected(frozenset(topics), tuple(d.id for d in papers), tuple(d.number or d.title for d in papers))
