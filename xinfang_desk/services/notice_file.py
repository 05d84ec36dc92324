"""``notice CODE DATA.json``: one paper of the catalogue from a data file, to look at a wording or a pack (design.md 8).

The file says what differs from the invented record behind the sample of that code; its open fields are its own and are
never filled with examples. What comes out is a sample: 练习·无效 across it and 未编号·样张 for a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.joined import JOINED
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import Item, Visitor
from xinfang_desk.domain.wording.compose import active_fields, compose
from xinfang_desk.domain.wording.facts import PaperFacts
from xinfang_desk.domain.wording.life import LIFE_KEYS
from xinfang_desk.domain.wording.sheet import CODE as SHEET
from xinfang_desk.services.context import Parts
from xinfang_desk.services.samples import sample_facts

NUMBER = "未编号·样张"
KEYS = frozenset({"on", "profile", "visitors", "items", "life", "column", "variant", "large", "fields"})

R = TypeVar("R", OfficeProfile, Visitor, Item)


@dataclass(frozen=True)
class NoticeFile:
    """The paper, and field key -> sentence for all that a real one would still need."""

    data: DocumentData
    missing: dict[str, str]


def notice_from(parts: Parts, code: str, raw: object) -> NoticeFile:
    """UserError(code='notice') naming the key that is wrong."""
    if code not in parts.catalogue.kinds or code in (JOINED, SHEET):
        raise _wrong(f"没有编码是“{code}”的文书，或者它不能单独做样张")
    if not isinstance(raw, dict):
        raise _wrong("数据文件要是一个 JSON 对象")
    _only(raw, KEYS, "数据文件")
    kind = parts.catalogue.kind(code)
    facts = _facts(parts, code, raw)
    values = _texts(raw, "fields")
    known = {rule.spec.key for rule in kind.rules} | {"seal"}
    _only(values, known, f"{code} 的 fields")
    values = _choices(active_fields(kind, facts, values), values)
    data, missing = compose(kind, facts, values)
    return NoticeFile(replace(data, number=NUMBER, practice=True), missing)


def _facts(parts: Parts, code: str, raw: dict[str, Any]) -> PaperFacts:
    profile = _changed(OfficeProfile(), raw.get("profile", {}), "profile")
    facts = sample_facts(parts, profile, code)
    visitors, items = raw.get("visitors", [{}]), raw.get("items", [{}])
    if not isinstance(visitors, list) or not isinstance(items, list) or not visitors or not items:
        raise _wrong("visitors、items 要是列表，至少一项")
    first, item = facts.visitors[0], facts.items[0]
    life = _texts(raw, "life")
    _only(life, set(LIFE_KEYS), "life")
    on = _day(raw, facts.on)
    return replace(
        facts,
        on=on,
        reception=replace(facts.reception, received_on=on.isoformat()),
        visitors=tuple(_changed(replace(first, ordinal=n), one, "visitors") for n, one in enumerate(visitors, 1)),
        items=tuple(_changed(replace(item, ordinal=n), one, "items") for n, one in enumerate(items, 1)),
        life=dict(facts.life) | life,
        fact_column=dict(facts.fact_column) | _texts(raw, "column"),
        variant=str(raw.get("variant", facts.variant)),
        large=raw.get("large") is True,
        settled_years=frozenset(parts.calendar.years),
    )


def _changed(base: R, raw: object, where: str) -> R:
    """The record with the texts, numbers and flags of the file."""
    if not isinstance(raw, dict):
        raise _wrong(f"{where} 里要是对象")
    kinds = {one.name: type(getattr(base, one.name)) for one in fields(base)}
    _only(raw, set(kinds), where)
    made: dict[str, Any] = {}
    for key, value in raw.items():
        if kinds[key] is tuple and isinstance(value, list) and all(isinstance(one, str) for one in value):
            made[key] = tuple(value)
        elif isinstance(value, kinds[key]) or (kinds[key] is type(None) and isinstance(value, str)):
            made[key] = value
        else:
            raise _wrong(f"{where} 的 {key} 写法不对")
    return replace(base, **made)


def _choices(specs: tuple[FieldSpec, ...], values: dict[str, str]) -> dict[str, str]:
    """A choice may be given by its words as well."""
    for spec in specs:
        said = {label: choice for choice, label in spec.choices}
        if values.get(spec.key) in said:
            values = values | {spec.key: said[values[spec.key]]}
    return values


def _texts(raw: Mapping[str, Any], key: str) -> dict[str, str]:
    found = raw.get(key, {})
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise _wrong(f"{key} 要是对象，值都是文字")
    return dict(found)


def _day(raw: Mapping[str, Any], today: date) -> date:
    if "on" not in raw:
        return today
    day = parse_date(raw["on"]) if isinstance(raw["on"], str) else None
    if day is None:
        raise _wrong("on 要写成 2026-11-23 的样子")
    return day


def _only(raw: Mapping[str, Any], known: set[str] | frozenset[str], where: str) -> None:
    strange = sorted(set(map(str, raw)) - known)
    if strange:
        raise _wrong(f"{where}里不认识“{strange[0]}”")


def _wrong(reason: str) -> UserError:
    return UserError(f"{reason}，没有写出文件。", code="notice")
