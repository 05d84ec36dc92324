"""How one line of the roster is brought into its stored shape and checked (条例 19.1, 22, 23).

A number helps to find the same matter again and is never a condition: nobody is sent away over a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from xinfang_desk.domain.identity import (
    CHECK_DIGIT,
    FIRST_BIRTH_YEAR,
    LABELS,
    ORGANISATION_KINDS,
    PERSON_KINDS,
    IdentityCheck,
    IdentityKind,
    area_known,
    check_identity,
    detect_kind,
    normalise_number,
    normalise_phone,
    phone_problem,
)
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.names import normalise_name, unreadable
from xinfang_desk.domain.tables import SEXES, VISITOR_KINDS, VISITOR_ROLES
from xinfang_desk.services.context import Desk
from xinfang_desk.services.registration_form import FieldNote, Registration, VisitorEntry
from xinfang_desk.services.typed import iso_text, one_line

MOST_NAME, MOST_ADDRESS, MOST_SHORT = 100, 200, 60
DIVISION = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")

_STANDING_IN = ("agent", "guardian")
_KNOWN = frozenset(kind.value for kind in IdentityKind)
_FOREIGN = (IdentityKind.FOREIGNER, IdentityKind.FOREIGNER_OLD)
_DIGITS = re.compile(r"[0-9]{6}")


def kinds_of(visitor_kind: str) -> tuple[IdentityKind, ...]:
    """The kinds of documents that a person or an organisation may show, the usual one first."""
    return ORGANISATION_KINDS if visitor_kind == "organisation" else PERSON_KINDS


def normalised_visitor(entry: VisitorEntry) -> VisitorEntry:
    """One line as stored: what cannot be read stays as it was typed, and a second pass changes nothing.

    Sex and birth date are filled from a number that holds (or that a reason lets pass), only where they are empty.
    """
    number, check = _read(entry.id_kind, entry.id_number)
    note = one_line(entry.id_note) if check is not None and check.keepable else ""
    person = entry.kind != "organisation"
    sex, born_on = (entry.sex.strip(), iso_text(entry.born_on)) if person else ("", "")
    if person and check is not None and (check.ok or note):
        sex = sex or check.sex or ""
        born_on = born_on or (check.birth.isoformat() if check.birth is not None else "")
    return replace(
        entry,
        name=normalise_name(entry.name),
        id_kind=entry.id_kind if number else "",
        id_number=number,
        id_note=note,
        phone=normalise_phone(entry.phone) if entry.phone.strip() else "",
        division=normalise_number(entry.division),
        address=one_line(entry.address),
        sex=sex,
        born_on=born_on,
        nationality=one_line(entry.nationality),
        post=one_line(entry.post),
        relation=one_line(entry.relation) if entry.role in _STANDING_IN else "",
    )


def finished_number(id_kind: str, number: str) -> str:
    """The number as it stands in the store, or empty while it is still being typed or does not fit its kind."""
    found, check = _read(id_kind, number)
    return found if check is not None and (check.ok or check.keepable) else ""


def without_number_facts(entry: VisitorEntry) -> VisitorEntry:
    """The line before its number was typed: sex and birth date go where they only repeat the number."""
    check = _read(entry.id_kind, entry.id_number)[1]
    if check is None:
        return entry
    birth = check.birth.isoformat() if check.birth is not None else ""
    return replace(
        entry,
        id_number="",
        id_note="",
        sex="" if entry.sex == check.sex else entry.sex,
        born_on="" if entry.born_on == birth else entry.born_on,
    )


def visitor_notes(desk: Desk, form: Registration, entry: VisitorEntry, at: str) -> Iterator[FieldNote]:
    """The notes of one line of the roster as stored; ``at`` is its field prefix, ``visitors.0``."""
    if entry.kind not in VISITOR_KINDS:
        yield FieldNote(f"{at}.kind", "请选个人还是单位。")
    if entry.role not in VISITOR_ROLES:
        yield FieldNote(f"{at}.role", "请选这个人的身份。")
    yield from _name_notes(entry, at)
    if entry.id_number:
        yield from _number_notes(desk, entry, at)
        if entry.anonymous:
            yield FieldNote(f"{at}.id_number", "勾了不愿留名，又写了证件号码，请核对。", "hint")
    if entry.phone and phone_problem(entry.phone):
        yield FieldNote(f"{at}.phone", phone_problem(entry.phone))
    if entry.division and not DIVISION.fullmatch(entry.division):
        yield FieldNote(f"{at}.division", "请从列表里选住址的区划。")
    if len(entry.address) > MOST_ADDRESS:
        yield FieldNote(f"{at}.address", "住址太长，请写短一些。")
    elif entry.role == "main" and not entry.anonymous and not entry.address and not form.later:
        yield FieldNote(f"{at}.address", "请问一句住在哪里；说不清的也照样登记。", "hint")
    yield from _own_notes(desk, entry, at)


def _name_notes(entry: VisitorEntry, at: str) -> Iterator[FieldNote]:
    key = f"{at}.name"
    if not entry.name:
        if not entry.anonymous:
            words = "请填单位名称。" if entry.kind == "organisation" else "请填姓名；不愿留名的勾不愿留名。"
            yield FieldNote(key, words)
        return
    if len(entry.name) > MOST_NAME or _DIGITS.search(entry.name):
        yield FieldNote(key, "姓名里不该有号码，也不能这么长，请核对。")
    elif "\ufffd" in entry.name:
        yield FieldNote(key, "姓名里有个字没能读出来，请重新输入这个字。")
    elif unreadable(entry.name):
        places = "、".join(str(number) for number, letter in enumerate(entry.name, 1) if unreadable(letter))
        words = f"第 {places} 个字是自造字，换一台电脑就会变样。请用手写或者部首输入重打；打不出的也照样登记。"
        yield FieldNote(key, words, "hint")
    elif entry.anonymous:
        yield FieldNote(key, "勾了不愿留名，又写了姓名，请核对。", "hint")


def _number_notes(desk: Desk, entry: VisitorEntry, at: str) -> Iterator[FieldNote]:
    key = f"{at}.id_number"
    check = _read(entry.id_kind, entry.id_number, desk.parts.today())[1]
    allowed = kinds_of(entry.kind)
    if check is None or check.kind not in allowed:
        words = "单位请选统一社会信用代码或者其他证件。" if entry.kind == "organisation" else "请选证件类型。"
        yield FieldNote(f"{at}.id_kind", words)
        return
    for code, sentence in check.problems:
        if code != CHECK_DIGIT:
            likely = detect_kind(check.number)
            if likely is not None and likely is not check.kind and likely in allowed:
                sentence = f"这个号码像{LABELS[likely]}的，是的话请把证件类型改过来。"
            yield FieldNote(key, sentence)
            return
    if not check.ok:
        # A reason lets it pass: papers with such numbers exist, and duplicates were given out in earlier years.
        yield FieldNote(key, check.problems[0][1], "hint" if entry.id_note else "confirm")
    elif check.kind is IdentityKind.RESIDENT15:
        yield FieldNote(key, "15位的旧证已经停用，只作参考；有18位新号的，请记新号。", "hint")
    elif check.area and not area_known(check.area):
        yield FieldNote(key, "号码开头不是哪个省的代码，请照证件再看一遍；证件上是这样的就留着。", "hint")
    if check.sex and entry.sex in ("1", "2") and entry.sex != check.sex:
        yield FieldNote(f"{at}.sex", "和证件号码里的性别不一样，请核对。", "hint")
    if check.birth is not None and entry.born_on and entry.born_on != check.birth.isoformat():
        yield FieldNote(f"{at}.born_on", "和证件号码里的出生日期不一样，请核对。", "hint")
    if check.kind in _FOREIGN and not entry.nationality:
        yield FieldNote(f"{at}.nationality", "外国人请记下国籍，文书要用。", "hint")


def _own_notes(desk: Desk, entry: VisitorEntry, at: str) -> Iterator[FieldNote]:
    if entry.sex and entry.sex not in SEXES:
        yield FieldNote(f"{at}.sex", "请重新选性别。")
    if entry.born_on:
        born = parse_date(entry.born_on)
        if born is None or not date(FIRST_BIRTH_YEAR, 1, 1) <= born <= desk.parts.today():
            yield FieldNote(f"{at}.born_on", "出生日期不对，请核对。")
    if entry.role == "guardian" and not entry.relation:
        yield FieldNote(f"{at}.relation", "请填监护人和本人的关系。")
    for field in ("id_note", "nationality", "post", "relation"):
        if len(getattr(entry, field)) > MOST_SHORT:
            yield FieldNote(f"{at}.{field}", f"写得太长，请压到 {MOST_SHORT} 字以内。")


def _read(id_kind: str, number: str, today: date | None = None) -> tuple[str, IdentityCheck | None]:
    """(number as stored, what it says); no check without a number or for a kind that nobody knows."""
    typed = one_line(number)
    if not typed or id_kind not in _KNOWN:
        return typed, None
    check = check_identity(id_kind, typed, today)
    return check.number, check
