"""更正: after 完成登记 a field changes only with old, new, reason, who and when; both are shown (design.md 4)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.identity import normalise_number
from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.domain.records import (
    Correction,
    Document,
    DocumentState,
    Item,
    ItemState,
    Reception,
    Role,
    Secrecy,
    Visitor,
)
from xinfang_desk.services import registration_checks as checks
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import active_items, current_screening, dates_changed, follow_up
from xinfang_desk.services.registration_form import FieldNote, ItemEntry, Registration, VisitorEntry
from xinfang_desk.services.visitor_checks import kinds_of, normalised_visitor, visitor_notes, without_number_facts

R = TypeVar("R", Visitor, Item, Reception, VisitorEntry, ItemEntry, Registration)

_NUMBERS = ("people", "concerned")
_DATES = ("received_on", "postmark_on", "transferred_on", "sending_due_on")  # checked against each other
_EMPTY_IS_NONE = frozenset({"postmark_on", "transferred_on", "sending_due_on"})

_LABELS: dict[str, tuple[tuple[str, str], ...]] = {
    "visitor": (
        ("name", "姓名（名称）"),
        ("id_kind", "证件种类"),
        ("id_number", "证件号码"),
        ("phone", "电话"),
        ("division", "住址区划"),
        ("address", "住址"),
        ("sex", "性别"),
        ("born_on", "出生日期"),
        ("nationality", "国籍"),
        ("post", "职务"),
        ("relation", "和本人的关系"),
    ),
    "item": (
        ("request", "他要什么"),
        ("facts", "发生了什么"),
        ("reasons", "理由"),
        ("own_words", "原话"),
        ("summary", "摘要"),
        ("purpose", "信访目的"),
        ("content_class", "内容分类"),
        ("place_division", "问题属地"),
        ("place", "地点"),
        ("body_complained", "被反映的单位"),
    ),
    "reception": (
        ("received_on", "收到日期"),
        ("postmark_on", "邮戳日期"),
        ("people", "来的人数"),
        ("concerned", "涉及人数"),
        ("receiver_id", "接谈人"),
        ("transferred_on", "转来日期"),
        ("sending_body", "转来单位"),
        ("sending_number", "来件文号"),
        ("sending_due_on", "要求办结日期"),
    ),
}


@dataclass(frozen=True)
class Corrected(Changed):
    """``document_ids`` print the old value (or belong to what was made void) and are offered for 作废 and re-issue;
    ``documents`` are their numbers or titles for the sentence on screen. ``screen_again``: items whose conclusion
    counted from a day that is another one now."""

    document_ids: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    screen_again: tuple[str, ...] = ()


def correctable_fields(kind: str) -> tuple[tuple[str, str], ...]:
    """(field, Chinese label) of ``visitor`` | ``item`` | ``reception`` that 更正 may change."""
    return _LABELS[kind]


def exported(uow: UnitOfWork, item_id: str) -> bool:
    """Whether the item went out with any batch."""
    return bool(uow.batch_items.where(item_id=item_id))


def correct_field(desk: Desk, kind: str, record_id: str, field: str, new: str, reason: str) -> Corrected:
    """更正: one field of a registered visitor, item or reception; the checks are those of the registration.

    FieldErrors with keys ``new`` and ``reason``; UserError(code='sealed') for the words of a disclosure. A wrong check
    digit passes with the reason given here.
    """
    desk.require(Role.CLERK)
    if field not in {key for key, _ in _LABELS[kind]}:
        raise UserError("这一项不能更正。", code="field", field=field)
    if not reason.strip():
        raise FieldErrors({"reason": "请写明为什么更正。"})
    with desk.store.write() as uow:
        row = _row(uow, kind, record_id)
        if isinstance(row, Item) and (row.sealed or row.secrecy != Secrecy.INTERNAL):
            raise UserError("密存的内容不在这里改，请找保密员。", code="sealed")
        if isinstance(row, Item) and row.state == ItemState.VOID:
            raise UserError("这件已经作废，不能更正。", code="void")
        reception_id = row.id if isinstance(row, Reception) else row.reception_id
        changed = _changed(desk, uow, row, field, new, reason.strip())
        names = [f.name for f in fields(row) if getattr(row, f.name) != getattr(changed, f.name)]
        if not names:
            raise FieldErrors({"new": "和原来一样，不用更正。"})
        at = desk.parts.now_text()
        _put(uow, changed)
        for name in names:
            old_text, new_text = (_shown(getattr(r, name)) for r in (row, changed))
            uow.corrections.add(
                Correction(
                    desk.parts.ids.new_id(),
                    kind,
                    record_id,
                    name,
                    old_text,
                    new_text,
                    reason.strip(),
                    at,
                    desk.user.id,
                )
            )
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action=f"{kind}.correct",
            kind=kind,
            record_id=record_id,
            detail={"fields": " ".join(names)},
        )
        touched = [changed] if isinstance(changed, Item) else list(active_items(uow, reception_id))
        for item in touched:
            _send_again(uow, item, at)
        papers = _printing(uow, reception_id, field, _shown(getattr(row, field)))
        again = _to_screen_again(uow, reception_id)
        topics = follow_up(desk, uow, reception_id)
    return Corrected(topics, tuple(d.id for d in papers), tuple(d.number or d.title for d in papers), again)


def _to_screen_again(uow: UnitOfWork, reception_id: str) -> tuple[str, ...]:
    reception = uow.receptions.get(reception_id)
    screened = ((item.id, current_screening(uow, item.id)) for item in active_items(uow, reception_id))
    return tuple(item_id for item_id, row in screened if row is not None and dates_changed(reception, row))


def _row(uow: UnitOfWork, kind: str, record_id: str) -> Visitor | Item | Reception:
    if kind == "visitor":
        return uow.visitors.get(record_id)
    if kind == "item":
        return uow.items.get(record_id)
    return uow.receptions.get(record_id)


def _put(uow: UnitOfWork, row: Visitor | Item | Reception) -> None:
    if isinstance(row, Visitor):
        uow.visitors.put(row)
    elif isinstance(row, Item):
        uow.items.put(row)
    else:
        uow.receptions.put(row)


def _changed(
    desk: Desk, uow: UnitOfWork, row: Visitor | Item | Reception, field: str, new: str, reason: str
) -> Visitor | Item | Reception:
    """The row with the new value, checked as the form would be; FieldErrors({"new": …})."""
    if isinstance(row, Visitor):
        return _changed_visitor(desk, uow, row, field, new, reason)
    if isinstance(row, Item):
        matter = checks.normalised_item(_with(item_entry(row), {field: new}), disclosure=False)
        _refuse(checks.item_notes(uow, Registration(), matter, "i"), f"i.{field}")
        more = {"content_class_checked": False} if field == "content_class" else {}
        return _with(row, {field: getattr(matter, field), **more})
    value: str | int = new
    if field in _NUMBERS:
        digits = normalise_number(new)
        if not re.fullmatch(r"[0-9]{1,6}", digits):
            raise FieldErrors({"new": "请填数字。"})
        value = int(digits)
    form = _with(reception_form(uow, row), {field: value})
    _refuse(checks.notes(desk, uow, form), *(_DATES if field in _DATES else (field,)))
    stored = getattr(checks.normalised(desk, form), field)
    return _with(row, {field: None if stored == "" and field in _EMPTY_IS_NONE else stored})


def _changed_visitor(desk: Desk, uow: UnitOfWork, row: Visitor, field: str, new: str, reason: str) -> Visitor:
    entry = visitor_entry(row)
    if field in ("id_number", "id_kind"):
        # What only repeats the old number goes with it; the reason given here lets a wrong check digit pass.
        usual = kinds_of(row.kind)[0].value
        entry = replace(without_number_facts(entry), id_number=row.id_number, id_note=reason)
        entry = replace(entry, id_kind=entry.id_kind or usual)
    visitor = normalised_visitor(_with(entry, {field: new}))
    if field == "id_kind" and not row.id_number:
        raise FieldErrors({"new": "还没有证件号码，请先更正证件号码。"})
    touched = ("id_number", "id_kind") if field in ("id_number", "id_kind") else (field,)
    form = reception_form(uow, uow.receptions.get(row.reception_id))
    _refuse(visitor_notes(desk, form, visitor, "v"), *(f"v.{key}" for key in touched))
    values = {f.name: getattr(visitor, f.name) for f in fields(VisitorEntry)}
    return _with(row, values | {"born_on": visitor.born_on or None})


def _with(row: R, values: dict[str, Any]) -> R:
    """``replace`` with field names that are known at run time only."""
    return replace(row, **values)


def _refuse(notes: Iterable[FieldNote], *keys: str) -> None:
    wrong = [note for note in notes if note.field in keys and note.kind in ("error", "confirm")]
    if wrong:
        raise FieldErrors({"new": wrong[0].sentence})


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def visitor_entry(row: Visitor) -> VisitorEntry:
    """A stored visitor as the form holds it."""
    known = {f.name: getattr(row, f.name) for f in fields(VisitorEntry)}
    return VisitorEntry(**known | {"born_on": row.born_on or ""})


def item_entry(row: Item) -> ItemEntry:
    """A stored item as the form holds it (its papers stand in rows of their own)."""
    names = {f.name for f in fields(Item)} & {f.name for f in fields(ItemEntry)}
    return ItemEntry(**{name: getattr(row, name) for name in names})


def reception_form(uow: UnitOfWork, row: Reception) -> Registration:
    """A stored reception as the form holds it; its items are left empty (``later``)."""
    return Registration(
        source=row.source,
        form=row.form,
        leader_reception=row.leader_reception,
        received_on=row.received_on,
        postmark_on=row.postmark_on or "",
        transferred_kind=row.transferred_kind or "",
        transferred_on=row.transferred_on or "",
        sending_body=row.sending_body,
        sending_number=row.sending_number,
        sending_due_on=row.sending_due_on or "",
        people=row.people,
        concerned=row.concerned,
        receiver_id=row.receiver_id,
        communication=tuple(row.communication.split()),
        interpreter=row.interpreter,
        interpreter_relation=row.interpreter_relation,
        visitors=tuple(visitor_entry(visitor) for visitor in uow.visitors.where(reception_id=row.id)),
        later=True,
    )


def _send_again(uow: UnitOfWork, item: Item, at: str) -> None:
    """An exported item goes out again as rev+1 with the next batch."""
    if item.sealed or item.secrecy != Secrecy.INTERNAL or not exported(uow, item.id):
        return
    uow.items.put(replace(item, rev=item.rev + 1))
    uow.outbox.add(item.id, item.rev + 1, "U", at)


def _printing(uow: UnitOfWork, reception_id: str, field: str, old: str) -> tuple[Document, ...]:
    """The papers in 定稿 of the reception on which the old value stands."""
    found: dict[str, Document] = {}
    wanted = _bare(_as_printed(uow, field, old))
    for item in uow.items.where(reception_id=reception_id):
        for document in uow.document_items.of_item(item.id):
            if document.state == DocumentState.FINAL and wanted and document.data_json:
                texts = (_bare(text) for text in _texts(json.loads(document.data_json)))
                if any(_stands_in(field, wanted, text) for text in texts):
                    found[document.id] = document
    return tuple(found.values())


def _as_printed(uow: UnitOfWork, field: str, old: str) -> str:
    """The old value in the words of a paper."""
    if field == "receiver_id":
        receiver = uow.staff.find(old) if old else None
        return receiver.name if receiver is not None else ""
    day = parse_date(old) if field.endswith("_on") else None
    return date_text(day) if day is not None else old


def _stands_in(field: str, wanted: str, text: str) -> bool:
    if field in _NUMBERS:
        return text == wanted or re.search(rf"(?<![0-9]){wanted}人", text) is not None
    return wanted in text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _bare(text: str) -> str:
    """Without what composing a paper changes in a text: line ends and the full stop at its end."""
    return re.sub(r"[\s；;。]", "", text)
