"""Reads a wording pack into the catalogue and refuses it whole when a rule does not hold (design.md 5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.catalogue import (
    AUDIENCES,
    CODES,
    FIELD_KINDS,
    REMEDIES,
    SERIES,
    SIGNERS,
    BasisRule,
    Catalogue,
    DocumentKind,
    FieldRule,
    FieldSpec,
)
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.papers import Layout
from xinfang_desk.domain.wording.checks import check_kind
from xinfang_desk.domain.wording.plain import parse_plain
from xinfang_desk.domain.wording.template import (
    TemplateError,
    names,
    parse_block,
    parse_text,
    parse_when,
)


def load_catalogue(files: Mapping[str, bytes]) -> Catalogue:
    """The pack from its JSON files, every rule checked. UserError(code='templates') with the reason otherwise."""
    digest = hashlib.sha256()
    documents: list[dict[str, Any]] = []
    shared: dict[str, list[Any]] = {}
    heads: set[tuple[str, str, str]] = set()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
        raw = _read(name, files[name])
        heads.add((str(raw.get("pack", "")), str(raw.get("version", "")), str(raw.get("effective_from", ""))))
        documents += raw.get("documents", [])
        for key, value in raw.get("shared", {}).items():
            if key in shared:
                raise _refused(f"共用段“{key}”定义了两次")
            shared[key] = value
    if len(heads) != 1:
        raise _refused("文件的包名、版本或者施行日期不一致")
    pack, version, effective = heads.pop()
    if not pack or not version or parse_date(effective) is None:
        raise _refused("没有写明包名、版本或者施行日期")
    kinds: dict[str, DocumentKind] = {}
    for raw in documents:
        code = str(raw.get("code", ""))
        if code in kinds:
            raise _refused(f"{code}定义了两次")
        kinds[code] = checked_kind(raw, shared, pack, version, effective)
    missing = [code for code in CODES if code not in kinds]
    if missing:
        raise _refused(f"缺少{'、'.join(missing)}")
    ordered = {code: kinds[code] for code in (*CODES, *(c for c in kinds if c not in CODES))}
    return Catalogue(pack, version, digest.hexdigest(), ordered, shared)


def checked_kind(
    raw: dict[str, Any], shared: Mapping[str, list[Any]], pack: str, version: str, effective: str
) -> DocumentKind:
    """One paper of a pack, every rule checked. UserError(code='templates') with its code and the reason."""
    code = str(raw.get("code", ""))
    try:
        kind = _kind(raw, shared, pack, version, effective)
        check_kind(kind)
    except TemplateError as problem:
        raise _refused(f"{code}：{str(problem).rstrip('。')}") from problem
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as problem:
        raise _refused(f"{code}缺少必要的项，或者项的写法不对") from problem
    return kind


def _refused(reason: str) -> UserError:
    return UserError(f"文书模板不能用：{reason}，请换回原来的模板。", code="templates")


def _read(name: str, body: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(body.decode("utf-8"))
    except ValueError as problem:
        raise _refused(f"文件{name}读不出来") from problem
    if not isinstance(raw, dict):
        raise _refused(f"文件{name}不是模板")
    return raw


def _spread(raw: list[Any], shared: Mapping[str, list[Any]]) -> list[Any]:
    """Puts shared stretches in the place of their ``{"use": name}``."""
    out: list[Any] = []
    for entry in raw:
        if isinstance(entry, dict) and set(entry) == {"use"}:
            if entry["use"] not in shared:
                raise TemplateError(f"没有共用段“{entry['use']}”。")
            out += shared[entry["use"]]
        else:
            out.append(entry)
    return out


_KNOWN = names(
    """code title titles layout audience series remedy allowed copies signers service_owed once refusing keeps_words
    when who effective_from fields basis addressee strip body footer variants plain headed apart
    apart_words apart_except"""
)


def _kind(
    raw: dict[str, Any], shared: Mapping[str, list[Any]], pack: str, version: str, effective: str
) -> DocumentKind:
    strange = set(raw) - _KNOWN
    if strange:
        raise TemplateError(f"有不认识的项“{sorted(strange)[0]}”。")
    said = canonical([raw, dict(shared)])
    remedy = str(raw["remedy"])
    addressee = raw.get("addressee")
    return DocumentKind(
        code=str(raw["code"]),
        title=str(raw["title"]),
        titles=tuple((parse_when(one["when"]), str(one["title"])) for one in raw.get("titles", [])),
        layout=Layout(raw["layout"]),
        audience=_one_of(str(raw["audience"]), AUDIENCES),
        series=_one_of(str(raw["series"]), SERIES),
        remedy=_one_of(remedy, REMEDIES),
        allowed=tuple(_one_of(one, REMEDIES) for one in raw.get("allowed", [remedy])),
        copies=tuple(raw["copies"]),
        signers=_one_of(str(raw.get("signers", "office")), SIGNERS),
        service_owed=bool(raw.get("service_owed", False)),
        once=bool(raw.get("once", False)),
        refusing=bool(raw.get("refusing", False)),
        keeps_words=bool(raw.get("keeps_words", False)),
        when=str(raw["when"]),
        who=tuple(raw.get("who", ("A", "B", "C"))),
        effective_from=str(raw.get("effective_from", effective)),
        rules=tuple(_rule(one) for one in _spread(raw.get("fields", []), shared)),
        basis=tuple(_basis(one) for one in _spread(raw.get("basis", []), shared)),
        addressee=None if addressee is None else parse_text(addressee),
        strip=tuple(
            (str(box[0]), parse_text(box[1]), parse_when(box[2] if len(box) > 2 else None))
            for box in raw.get("strip", [])
        ),
        blocks=tuple(parse_block(one) for one in _spread(raw["body"], shared)),
        footer=tuple(parse_text(one) for one in raw.get("footer", [])),
        variants=tuple(parse_when(one) for one in raw.get("variants", [[]])),
        plain=parse_plain(raw.get("plain"), partial(_spread, shared=shared)),
        template_id=pack,
        template_version=version,
        template_sha256=hashlib.sha256(said.encode()).hexdigest(),
        headed=bool(raw.get("headed", True)),
        apart=tuple(raw.get("apart", ())),
        apart_words=tuple(raw.get("apart_words", ())),
        apart_except=tuple(raw.get("apart_except", ())),
    )


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise TemplateError(f"不认识“{value}”。")
    return value


def _rule(raw: dict[str, Any]) -> FieldRule:
    strange = set(raw) - names("key label kind required choices hint width when from guard limit settled")
    if strange:
        raise TemplateError(f"字段有不认识的项“{sorted(strange)[0]}”。")
    spec = FieldSpec(
        key=str(raw["key"]),
        label=str(raw["label"]),
        kind=_one_of(str(raw.get("kind", "text")), FIELD_KINDS),
        required=bool(raw.get("required", True)),
        choices=tuple((str(one), str(label)) for one, label in raw.get("choices", [])),
        hint=str(raw.get("hint", "")),
        width=int(raw.get("width", 12)),
    )
    marks = (bool(raw.get(mark, False)) for mark in ("guard", "limit", "settled"))
    return FieldRule(spec, parse_when(raw.get("when")), parse_text(raw.get("from", "")), *marks)


def _basis(raw: object) -> BasisRule:
    if isinstance(raw, str):
        return BasisRule(raw)
    if isinstance(raw, dict) and set(raw) <= {"cite", "when"}:
        return BasisRule(str(raw["cite"]), parse_when(raw.get("when")))
    raise TemplateError("依据栏的写法不认识。")
