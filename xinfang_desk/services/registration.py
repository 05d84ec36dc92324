"""登记: how the form is checked, and the moment it takes its numbers (条例 19, 22, 23)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime, time

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.numbering import QUERY_CODE_DIGITS, register_number, register_prefix
from xinfang_desk.domain.records import (
    ClockState,
    Document,
    DocumentState,
    Item,
    ItemState,
    Matter,
    PaperReceived,
    Reception,
    ReceptionState,
    Role,
    Secrecy,
    Visitor,
)
from xinfang_desk.services import clock_guard
from xinfang_desk.services import registration_checks as checks
from xinfang_desk.services.conclusions import screening_title
from xinfang_desk.services.context import BEIJING, Changed, Desk, current_profile, instant_text
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import current_screening, duty_text, follow_up, live_service, unfinished_words
from xinfang_desk.services.registration_form import (
    FieldNote,
    ItemEntry,
    PaperEntry,
    Registered,
    RegisteredItem,
    Registration,
    SeenItem,
    VisitorEntry,
)
from xinfang_desk.services.sealed import SealedPaper, SealedWords, replace_words, seal_words
from xinfang_desk.services.sealed_keys import has_keeper
from xinfang_desk.services.visitor_checks import finished_number, normalised_visitor, visitor_notes

__all__ = [
    "FieldNote",
    "ItemEntry",
    "PaperEntry",
    "Registered",
    "RegisteredItem",
    "Registration",
    "SeenItem",
    "VisitorEntry",
    "add_item",
    "add_visitors",
    "check_registration",
    "complete_registration",
    "fill_item",
    "seen_before",
]

_BLOCKING = frozenset({"error", "confirm"})
_TITLE_LETTERS = 30
NO_KEEPER = "本单位还没有设保密员，请管理员尽快设一位，这件才有人能接着办。"


def check_registration(desk: Desk, form: Registration) -> tuple[FieldNote, ...]:
    """Every note of the whole form, in field order; pure reading."""
    desk.require(Role.CLERK)
    with desk.store.read() as uow:
        return checks.notes(desk, uow, form)


def seen_before(desk: Desk, id_kind: str, id_number: str) -> tuple[SeenItem, ...]:
    """Unsealed items in which this number stands; empty for an empty or unfinished number. The look is audited."""
    desk.require(Role.CLERK)
    number = finished_number(id_kind, id_number)
    if not number:
        return ()
    with desk.store.write() as uow:
        found = tuple(_seen(desk, uow, item) for item in uow.items.of_identity(number) if not item.sealed)
        if found:
            uow.audit.record(
                at=desk.parts.now_text(),
                actor=desk.user.id,
                action="identity.look",
                kind="item",
                record_id=found[0].item_id,
                detail={"register_no": " ".join(row.register_no for row in found)},
            )
    return found


def _seen(desk: Desk, uow: UnitOfWork, item: Item) -> SeenItem:
    reception = uow.receptions.get(item.reception_id)
    screening = current_screening(uow, item.id)
    papers = [
        document
        for document in uow.document_items.of_item(item.id)
        if document.state == DocumentState.FINAL and desk.parts.catalogue.kind(document.code).audience == "visitor"
    ]
    last = max(papers, key=lambda document: (document.issued_at, document.id), default=None)
    running = [c for c in uow.clocks.where(item_id=item.id) if c.state == ClockState.RUNNING]
    return SeenItem(
        item_id=item.id,
        matter_id=item.matter_id,
        register_no=item.register_no,
        registered_on=reception.received_on,
        title=uow.matters.get(item.matter_id).title,
        leaf_title=screening_title(desk, uow, screening),
        last_paper=last.title if last is not None else "",
        last_paper_on=last.dated_on if last is not None else "",
        served_on=_served_on(uow, last) if last is not None else "",
        due_text="；".join(duty_text(clock) for clock in running if duty_text(clock)),
    )


def _served_on(uow: UnitOfWork, document: Document) -> str:
    services = [live_service(uow, row.id) for row in uow.recipients.where(document_id=document.id)]
    return max((service.on_date for service in services if service is not None), default="")


def complete_registration(desk: Desk, form: Registration) -> Registered:
    """完成登记: takes the 登记编号 and 查询码 in one transaction, drops the draft.

    Raises FieldErrors with every blocking note; UserError(code='done') when this form was registered before.
    """
    desk.require(Role.CLERK)
    clock_guard.check(desk)
    with desk.store.write() as uow:
        if form.draft_id and uow.receptions.find(form.draft_id) is not None:
            raise UserError("这次来访已经登记过了，请在左边打开它。", code="done")
        clean = checks.normalised(desk, form)
        blocking = {note.field: note.sentence for note in checks.notes_of(desk, uow, clean) if note.kind in _BLOCKING}
        if blocking:
            raise FieldErrors(blocking)
        reception = _new_reception(desk, uow, clean)
        uow.receptions.add(reception)
        for ordinal, entry in enumerate(clean.visitors, 1):
            uow.visitors.add(_new_visitor(desk, reception.id, ordinal, entry))
        done = tuple(
            _register_item(desk, uow, reception, ordinal, entry, sealed=clean.disclosure)
            for ordinal, entry in enumerate(clean.items, 1)
        )
        uow.audit.record(
            at=reception.entered_at,
            actor=desk.user.id,
            action="reception.register",
            kind="reception",
            record_id=reception.id,
        )
        if form.draft_id and uow.drafts.find(form.draft_id) is not None:
            uow.drafts.delete(form.draft_id)
        advice = _advice(uow, clean, {row.item_id for row in done})
    return Registered(
        reception_id=reception.id,
        seq=reception.seq,
        items=done,
        changed=Changed(frozenset({"today", f"reception:{reception.id}"})),
        advice=advice,
    )


def _new_reception(desk: Desk, uow: UnitOfWork, form: Registration) -> Reception:
    now = desk.parts.clock.now()
    day = parse_date(form.received_on)
    assert day is not None  # checked
    year = now.astimezone(BEIJING).year
    return Reception(
        id=form.draft_id or desk.parts.ids.new_id(),
        year=year,
        seq=uow.receptions.next_seq(year),
        source=form.source,
        form=form.form,
        leader_reception=form.leader_reception,
        happened_at=instant_text(now) if day == desk.parts.today() else _start_of(day),
        entered_at=instant_text(now),
        received_on=form.received_on,
        postmark_on=form.postmark_on or None,
        transferred_kind=form.transferred_kind or None,
        transferred_on=form.transferred_on or None,
        sending_body=form.sending_body,
        sending_number=form.sending_number,
        sending_due_on=form.sending_due_on or None,
        people=form.people,
        concerned=form.concerned,
        registrar_id=desk.user.id,
        receiver_id=form.receiver_id,
        communication=" ".join(sorted(set(form.communication))),
        interpreter=form.interpreter,
        interpreter_relation=form.interpreter_relation,
        sealed=form.disclosure,
        practice=desk.practice,
        state=ReceptionState.REGISTERED.value,
        closed_at=None,
        void_reason="",
        site_json="{}",
    )


def _start_of(day: date) -> str:
    return instant_text(datetime.combine(day, time(), BEIJING))


def _new_visitor(desk: Desk, reception_id: str, ordinal: int, entry: VisitorEntry) -> Visitor:
    return Visitor(
        id=desk.parts.ids.new_id(),
        reception_id=reception_id,
        ordinal=ordinal,
        kind=entry.kind,
        role=entry.role,
        anonymous=entry.anonymous,
        name=entry.name,
        id_kind=entry.id_kind if entry.id_number else "",
        id_number=entry.id_number,
        id_note=entry.id_note if entry.id_number else "",
        phone=entry.phone,
        division=entry.division,
        address=entry.address,
        sex=entry.sex,
        born_on=entry.born_on or None,
        nationality=entry.nationality,
        post=entry.post,
        relation=entry.relation,
    )


def _register_item(
    desk: Desk, uow: UnitOfWork, reception: Reception, ordinal: int, entry: ItemEntry, *, sealed: bool
) -> RegisteredItem:
    """Takes the numbers and writes one item; the words of a disclosure go to sealed content only."""
    at = desk.parts.now_text()
    office = current_profile(uow, desk.parts.today())
    prefix = register_prefix(office.division, reception.year, reception.source)
    shown = ItemEntry(oral=entry.oral, purpose=entry.purpose) if sealed or entry.secret_marked else entry
    secrecy = Secrecy.SECRET if entry.secret_marked else Secrecy.INTERNAL
    matter_id = shown.same_matter_id
    if not matter_id:
        matter_id = desk.parts.ids.new_id()
        uow.matters.add(Matter(matter_id, matter_title(shown), at))
    item = Item(
        id=desk.parts.ids.new_id(),
        reception_id=reception.id,
        matter_id=matter_id,
        ordinal=ordinal,
        register_no=register_number(prefix, uow.items.next_register_seq(prefix)),
        query_code=_query_code(desk, uow),
        request=shown.request,
        facts=shown.facts,
        reasons=shown.reasons,
        own_words=shown.own_words,
        summary=shown.summary,
        purpose=shown.purpose,
        content_class=shown.content_class,
        content_class_checked=False,
        place_division=shown.place_division or ("" if sealed or entry.secret_marked else office.division),
        place=shown.place,
        body_complained=shown.body_complained,
        oral=entry.oral,
        secrecy=secrecy.value,
        sealed=sealed,
        state=ItemState.REGISTERED.value,
        void_reason="",
        rev=1,
        made_at=at,
    )
    uow.items.add(item)
    papers = (checks.SECRET_PACKET,) if entry.secret_marked else entry.papers
    if sealed:
        seal_words(desk, uow, item.id, _sealed_words(replace(entry, papers=papers)))
    else:
        _add_papers(desk, uow, item.id, papers, first=1)
    uow.audit.record(at=at, actor=desk.user.id, action="item.register", kind="item", record_id=item.id)
    if may_go_out(item, reception):
        uow.outbox.add(item.id, item.rev, "I", at)
    return RegisteredItem(item.id, item.register_no, item.query_code)


def may_go_out(item: Item, reception: Reception) -> bool:
    """Whether a change of this item may stand in the outbox at all: not sealed, 内部, no practice (design.md 2, D)."""
    return not (item.sealed or reception.practice) and item.secrecy == Secrecy.INTERNAL


def matter_title(entry: ItemEntry) -> str:
    """The first line of what they want; empty for what must not show."""
    first = (entry.request or entry.facts).split("\n", 1)[0].strip()
    return first if len(first) <= _TITLE_LETTERS else first[: _TITLE_LETTERS - 1] + "…"


def _sealed_words(entry: ItemEntry) -> SealedWords:
    return SealedWords(
        request=entry.request,
        facts=entry.facts,
        reasons=entry.reasons,
        own_words=entry.own_words,
        summary=entry.summary,
        content_class=entry.content_class,
        place_division=entry.place_division,
        place=entry.place,
        body_complained=entry.body_complained,
        accused=entry.accused,
        papers=tuple(SealedPaper(**asdict(paper)) for paper in entry.papers),
    )


def _add_papers(
    desk: Desk, uow: UnitOfWork, item_id: str, papers: tuple[PaperEntry, ...], first: int | None = None
) -> None:
    """``first``: the ordinal of the first one, where it is known."""
    if first is None:
        first = len(uow.papers_received.where(item_id=item_id)) + 1
    for ordinal, paper in enumerate(papers, first):
        uow.papers_received.add(
            PaperReceived(
                desk.parts.ids.new_id(), item_id, ordinal, paper.name, paper.copies, paper.pages, paper.original
            )
        )


def _query_code(desk: Desk, uow: UnitOfWork) -> str:
    """Random, and the only one of its kind in the office."""
    while True:
        code = desk.parts.ids.digits(QUERY_CODE_DIGITS)
        if not uow.items.where(query_code=code):
            return code


def _advice(uow: UnitOfWork, form: Registration, made: set[str]) -> tuple[str, ...]:
    lines: list[str] = []
    if form.disclosure:
        if not has_keeper(uow):
            lines.append(NO_KEEPER)
        return tuple(lines)
    for entry in form.visitors:
        earlier = [item for item in uow.items.of_identity(entry.id_number) if entry.id_number and item.id not in made]
        if earlier:
            lines.append(f"同一个证件号码以前登记过（{earlier[0].register_no}），请看一眼是不是同一件事。")
            break
    if len(form.visitors) < form.people:
        lines.append(f"来了 {form.people} 人，名册上 {len(form.visitors)} 人，其余的可以后补。")
    return tuple(lines)


def _open_reception(uow: UnitOfWork, reception_id: str) -> Reception:
    reception = uow.receptions.get(reception_id)
    if reception.state != ReceptionState.REGISTERED:
        raise UserError("这次来访已经办妥或者作废，请另行登记。", code="closed")
    return reception


def add_item(
    desk: Desk, reception_id: str, entry: ItemEntry, reason: str, *, disclosure: bool = False
) -> RegisteredItem:
    """不止一件事，拆开: another item of a registered reception, with its own number.

    ``disclosure``: what was split off is one, and its words are sealed. FieldErrors with keys ``items.0.<field>`` and
    ``reason``.
    """
    desk.require(Role.CLERK)
    with desk.store.write() as uow:
        reception = _open_reception(uow, reception_id)
        blocking = {} if reason.strip() else {"reason": "请写一句为什么拆开。"}
        form = Registration(disclosure=disclosure, source=reception.source, form=reception.form)
        clean = checks.normalised_item(entry, disclosure=disclosure)
        blocking |= {
            note.field: note.sentence
            for note in checks.item_notes(uow, form, clean, "items.0")
            if note.kind in _BLOCKING
        }
        if blocking:
            raise FieldErrors(blocking)
        ordinal = 1 + max((item.ordinal for item in uow.items.where(reception_id=reception_id)), default=0)
        done = _register_item(desk, uow, reception, ordinal, clean, sealed=disclosure)
        if disclosure and not reception.sealed:
            uow.receptions.put(replace(reception, sealed=True))
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="item.split",
            kind="item",
            record_id=done.item_id,
            detail={} if disclosure else {"reason": reason.strip()},
        )
        follow_up(desk, uow, reception_id)
    return done


def fill_item(desk: Desk, item_id: str, entry: ItemEntry) -> Changed:
    """补登: the words of an item that was taken in for later (先收下). Afterwards only 更正 changes them.

    FieldErrors with keys ``items.0.<field>``; UserError(code='filled') when the words are there already.
    """
    desk.require(Role.CLERK)
    with desk.store.write() as uow:
        item = uow.items.get(item_id)
        reception = _open_reception(uow, item.reception_id)
        if item.state == ItemState.VOID or not (item.sealed or unfinished_words(item)):
            raise UserError("这件已经登记好了，要改请用更正。", code="filled")
        form = Registration(disclosure=item.sealed, source=reception.source, form=reception.form)
        clean = checks.normalised_item(entry, disclosure=item.sealed)
        blocking = {
            note.field: note.sentence
            for note in checks.item_notes(uow, form, clean, "items.0")
            if note.kind in _BLOCKING
        }
        if blocking:
            raise FieldErrors(blocking)
        if item.sealed:
            replace_words(desk, uow, item.id, _sealed_words(clean))
        else:
            secret = clean.secret_marked
            new = replace(
                item,
                request=clean.request,
                facts=clean.facts,
                reasons=clean.reasons,
                own_words=clean.own_words,
                summary=clean.summary,
                purpose=clean.purpose or item.purpose,
                content_class=clean.content_class,
                place_division=clean.place_division or item.place_division,
                place=clean.place,
                body_complained=clean.body_complained,
                oral=clean.oral and not clean.papers and not uow.papers_received.where(item_id=item.id),
                secrecy=Secrecy.SECRET.value if secret else item.secrecy,
            )
            uow.items.put(new)
            matter = uow.matters.get(item.matter_id)
            if not matter.title:
                uow.matters.put(replace(matter, title=matter_title(clean)))
            _add_papers(desk, uow, item.id, (checks.SECRET_PACKET,) if secret else clean.papers)
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action="item.fill", kind="item", record_id=item.id
        )
        topics = follow_up(desk, uow, reception.id)
    return Changed(topics)


def add_visitors(desk: Desk, reception_id: str, entries: tuple[VisitorEntry, ...]) -> Changed:
    """The rest of the roster, entered later (余 7 人后补). FieldErrors with keys ``visitors.<n>.<field>``."""
    desk.require(Role.CLERK)
    with desk.store.write() as uow:
        reception = uow.receptions.get(reception_id)
        if reception.state == ReceptionState.VOID:
            raise UserError("这次来访已经作废，不能再加人。", code="closed")
        there = uow.visitors.where(reception_id=reception_id)
        clean = tuple(normalised_visitor(entry) for entry in entries)
        form = Registration(later=True)
        blocking: dict[str, str] = {}
        for index, entry in enumerate(clean):
            if entry.role == "main" and any(row.role == "main" for row in there):
                blocking[f"visitors.{index}.role"] = "主访人只能有一位。"
            for note in visitor_notes(desk, form, entry, f"visitors.{index}"):
                if note.kind in _BLOCKING:
                    blocking.setdefault(note.field, note.sentence)
        if blocking:
            raise FieldErrors(blocking)
        for ordinal, entry in enumerate(clean, len(there) + 1):
            uow.visitors.add(_new_visitor(desk, reception_id, ordinal, entry))
        present = sum(row.role != "represented" for row in uow.visitors.where(reception_id=reception_id))
        if present > reception.people:
            more = max(reception.concerned, present)
            uow.receptions.put(replace(reception, people=present, concerned=more))
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="visitors.add",
            kind="reception",
            record_id=reception_id,
            detail={"added": str(len(clean))},
        )
        topics = follow_up(desk, uow, reception_id)
    return Changed(topics)
