"""How the registration form is checked and brought into its stored shape; nothing here refuses a visit for want of a
paper: a name or 匿名 is enough to be taken in (条例 17–19, 22, 23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from xinfang_desk.domain.moments import FIRST_YEAR, parse_date
from xinfang_desk.domain.records import Item, Source
from xinfang_desk.domain.tables import (
    COMMUNICATION,
    CONTENT_CLASSES,
    FORMS,
    PURPOSES,
    TRANSFERRED_KINDS,
)
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.registration_form import FieldNote, ItemEntry, PaperEntry, Registration
from xinfang_desk.services.typed import iso_text, one_line, running_text
from xinfang_desk.services.visitor_checks import DIVISION, normalised_visitor, visitor_notes

MOST_PEOPLE = 99_999
MOST_LETTERS = {"place": 200, "body_complained": 200, "request": 4000, "facts": 4000}
SECRET_SENTENCE = "有“秘密”“机密”字样的材料不要录入、不要扫描，停下来交保密员；这里只记封存一份，请把内容删掉。"

_CONTENT_FIELDS = ("request", "facts", "reasons", "own_words", "summary", "place_division", "place", "body_complained")
SECRET_PACKET = PaperEntry(name="封存材料", copies=1)


def effective_form(form: Registration) -> str:
    """How it first came in: the source itself, or what a passed-on letter says of itself."""
    return form.form if form.source == Source.TRANSFER else form.source


def normalised(desk: Desk, form: Registration) -> Registration:
    """The form as stored: NFC text, half-width digits, dates filled in, one main visitor, sex, birth from the number.

    Keeps what cannot be read as it was typed; ``notes`` then says so.
    """
    today = desk.parts.today().isoformat()
    transfer = form.source == Source.TRANSFER
    transferred_on = (iso_text(form.transferred_on) or today) if transfer else ""
    received_on = iso_text(form.received_on) or (transferred_on if transfer else today)
    visitors = tuple(normalised_visitor(entry) for entry in form.visitors)
    if not any(entry.role == "main" for entry in visitors):
        first = next((i for i, entry in enumerate(visitors) if entry.role == "represented"), None)
        if first is not None:
            visitors = (*visitors[:first], replace(visitors[first], role="main"), *visitors[first + 1 :])
    return replace(
        form,
        form=effective_form(form),
        received_on=received_on,
        postmark_on=iso_text(form.postmark_on) if form.source == Source.LETTER or form.form == "letter" else "",
        transferred_kind=form.transferred_kind if transfer else "",
        transferred_on=transferred_on,
        sending_body=one_line(form.sending_body) if transfer else "",
        sending_number=one_line(form.sending_number) if transfer else "",
        sending_due_on=iso_text(form.sending_due_on) if transfer else "",
        interpreter=one_line(form.interpreter),
        interpreter_relation=one_line(form.interpreter_relation),
        visitors=visitors,
        items=tuple(normalised_item(entry, disclosure=form.disclosure) for entry in form.items),
    )


def normalised_item(entry: ItemEntry, *, disclosure: bool) -> ItemEntry:
    """One matter as stored. Lines of papers left wholly empty are dropped."""
    papers = tuple(replace(paper, name=one_line(paper.name)) for paper in entry.papers if paper.name.strip())
    return replace(
        entry,
        request=running_text(entry.request),
        facts=running_text(entry.facts),
        reasons=running_text(entry.reasons),
        own_words=running_text(entry.own_words),
        summary=running_text(entry.summary),
        purpose="jubao" if disclosure else entry.purpose,
        place=one_line(entry.place),
        body_complained=one_line(entry.body_complained),
        accused=entry.accused if disclosure else "",
        papers=papers,
        same_matter_id="" if disclosure else entry.same_matter_id,
    )


def notes(desk: Desk, uow: UnitOfWork, typed: Registration) -> tuple[FieldNote, ...]:
    """Every note of a form as typed, in field order."""
    return notes_of(desk, uow, normalised(desk, typed))


def notes_of(desk: Desk, uow: UnitOfWork, form: Registration) -> tuple[FieldNote, ...]:
    """Every note of a form that is as stored."""
    return (
        *_head(desk, uow, form),
        *_roster(desk, form),
        *(note for i, entry in enumerate(form.items) for note in item_notes(uow, form, entry, f"items.{i}")),
        *([FieldNote("items", "请至少填一件事。")] if not form.items else []),
    )


def _head(desk: Desk, uow: UnitOfWork, form: Registration) -> Iterator[FieldNote]:
    today = desk.parts.today()
    if form.source not in {source.value for source in Source}:
        yield FieldNote("source", "请选来源。")
        return
    if form.form not in FORMS:
        yield FieldNote("form", "请选当初是怎么来的：走访、来信、来电还是网上。")
    received = parse_date(form.received_on)
    yield from _date_notes("received_on", form.received_on, today)
    if form.postmark_on:
        yield from _date_notes("postmark_on", form.postmark_on, received or today, "邮戳日期晚于收到日期，请核对。")
    elif form.source == Source.LETTER and not form.later:
        yield FieldNote("postmark_on", "信封上有邮戳的，把邮戳日期也记下。", "hint")
    if form.source == Source.TRANSFER:
        yield from _transfer(form, received, today)
    roster = sum(entry.role != "represented" for entry in form.visitors)
    if any(entry.role in ("agent", "guardian") for entry in form.visitors):
        roster -= sum(entry.role == "main" for entry in form.visitors)  # the one stood for may be at home
    if not max(roster, 1) <= form.people <= MOST_PEOPLE:
        yield FieldNote("people", "来的人数不能少于名册上的人数，请核对。")
    if not 1 <= form.concerned <= MOST_PEOPLE:
        yield FieldNote("concerned", "涉及人数请填一以上。")
    elif form.concerned < form.people:
        yield FieldNote("concerned", "涉及人数比来的人数少，请核对。", "hint")
    yield from _helpers(uow, form)


def _transfer(form: Registration, received: date | None, today: date) -> Iterator[FieldNote]:
    if form.transferred_kind not in TRANSFERRED_KINDS:
        yield FieldNote("transferred_kind", "请选是谁转来的。")
    if not form.sending_body:
        yield FieldNote("sending_body", "请填转来的单位。")
    if not form.sending_number:
        yield FieldNote("sending_number", "来件有文号的，请填上。", "hint")
    moved = parse_date(form.transferred_on)
    yield from _date_notes("transferred_on", form.transferred_on, today)
    if moved is not None and received is not None and moved < received:
        yield FieldNote("transferred_on", "转来的日期早于首次收到的日期，请核对。")
    if form.sending_due_on:
        due = parse_date(form.sending_due_on)
        if due is None:
            yield FieldNote("sending_due_on", "日期请写成 2026-11-23 的样子。")
        elif moved is not None and due < moved:
            yield FieldNote("sending_due_on", "要求办结的日期早于转来的日期，请核对。")


def _helpers(uow: UnitOfWork, form: Registration) -> Iterator[FieldNote]:
    staff = {row.id for row in uow.staff.all() if row.active}
    if form.receiver_id and form.receiver_id not in staff:
        yield FieldNote("receiver_id", "接谈人不在名单里，请重新选。")
    elif not form.receiver_id and staff and not form.later:
        yield FieldNote("receiver_id", "请选接谈人。")
    if any(way not in COMMUNICATION for way in form.communication):
        yield FieldNote("communication", "请重新勾选沟通方式。")
    if "interpreter" in form.communication and not form.later:
        if not form.interpreter:
            yield FieldNote("interpreter", "请填翻译人的姓名。")
        if not form.interpreter_relation:
            yield FieldNote("interpreter_relation", "请填翻译人和来访人的关系；被反映方的人不能当翻译。")


def _roster(desk: Desk, form: Registration) -> Iterator[FieldNote]:
    if not form.visitors:
        yield FieldNote("visitors", "请至少登记一位信访人，不愿留名的选匿名。")
        return
    mains = [i for i, entry in enumerate(form.visitors) if entry.role == "main"]
    for extra in mains[1:]:
        yield FieldNote(f"visitors.{extra}.role", "主访人只能有一位。")
    if not mains:
        standing = next((i for i, e in enumerate(form.visitors) if e.role in ("agent", "guardian")), None)
        if standing is None:
            yield FieldNote("visitors.0.role", "请选一位主访人。")
        else:
            yield FieldNote(f"visitors.{standing}.role", "替别人来的，请把被代理（监护）的人也登记上。")
    numbers: set[str] = set()
    for index, entry in enumerate(form.visitors):
        yield from visitor_notes(desk, form, entry, f"visitors.{index}")
        if entry.id_number and entry.id_number in numbers:
            yield FieldNote(f"visitors.{index}.id_number", "名册里有两个人是这个号码，请核对。", "hint")
        numbers.add(entry.id_number)


def item_notes(uow: UnitOfWork, form: Registration, entry: ItemEntry, at: str) -> Iterator[FieldNote]:
    """The notes of one matter; ``at`` is its field prefix, ``items.0``."""
    if entry.secret_marked:
        for key in _CONTENT_FIELDS:
            if getattr(entry, key):
                yield FieldNote(f"{at}.{key}", SECRET_SENTENCE)
        if entry.papers and entry.papers != (SECRET_PACKET,):
            yield FieldNote(f"{at}.papers", SECRET_SENTENCE)
    elif form.disclosure:
        if not (entry.request or entry.facts or entry.papers) and not form.later:
            yield FieldNote(f"{at}.facts", "请记下他说的情况；只交信封不肯说的，在材料里记信封一件。")
    elif not form.later:
        if not entry.request:
            yield FieldNote(f"{at}.request", "请填他要什么；只想见领导的，写要求面见谁。")
        if not entry.facts:
            yield FieldNote(f"{at}.facts", "请填发生了什么；他没说的，写未说明。")
    for key in ("request", "facts", "place", "body_complained"):
        if len(getattr(entry, key)) > MOST_LETTERS[key]:
            yield FieldNote(f"{at}.{key}", f"写得太长，请压到 {MOST_LETTERS[key]} 字以内，其余放进材料。")
    if entry.purpose and entry.purpose not in PURPOSES:
        yield FieldNote(f"{at}.purpose", "请重新选信访目的。")
    plain = not (form.disclosure or entry.secret_marked or form.later)
    if entry.content_class and entry.content_class not in CONTENT_CLASSES:
        yield FieldNote(f"{at}.content_class", "请重新选内容分类。")
    elif plain and not entry.content_class:
        yield FieldNote(f"{at}.content_class", "内容分类还没选，报送前要补上。", "hint")
    if entry.place_division and not DIVISION.fullmatch(entry.place_division):
        yield FieldNote(f"{at}.place_division", "请从列表里选问题属地。")
    for index, paper in enumerate(entry.papers):
        if not 1 <= paper.copies <= 9999:
            yield FieldNote(f"{at}.papers.{index}.copies", "份数请填一以上。")
        if paper.pages is not None and not 1 <= paper.pages <= 99999:
            yield FieldNote(f"{at}.papers.{index}.pages", "页数请填一以上，不清楚就空着。")
    if entry.same_matter_id:
        earlier: tuple[Item, ...] = uow.items.where(matter_id=entry.same_matter_id)
        if not earlier or any(item.sealed for item in earlier):
            yield FieldNote(f"{at}.same_matter_id", "找不到这件原来的事项，请重新选。")


def _date_notes(key: str, text: str, latest: date, late: str = "日期还没有到，请核对。") -> Iterator[FieldNote]:
    day = parse_date(text)
    if day is None:
        yield FieldNote(key, "日期请写成 2026-11-23 的样子。")
    elif day > latest:
        yield FieldNote(key, late)
    elif day.year < FIRST_YEAR:
        yield FieldNote(key, "日期太早了，请核对。")
