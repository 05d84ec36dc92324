"""A province's own wording, laid over the built-in one: text, fields and basis may differ, never what a paper is for.

One JSON file ``{pack, version, effective_from, shared, documents}`` with the papers that are worded otherwise. Each is
checked as a built-in one is (elements F1–F15, remedy, fields, banned words), and against the one it stands in for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from difflib import SequenceMatcher
from typing import Any

from xinfang_desk.domain.catalogue import Catalogue, DocumentKind
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.pack_changes import REMEDY_WORDS
from xinfang_desk.domain.template_pack import checked_kind
from xinfang_desk.domain.wording.checks import own_words, plain_words

HEADS = frozenset({"pack", "version", "effective_from", "shared", "documents", "note"})
_FIXED = {
    "layout": "版式",
    "audience": "给谁的",
    "series": "文号类别",
    "service_owed": "要不要送达",
    "once": "一次来访只出一份",
    "refusing": "是不是不予（不再）受理",
    "keeps_words": "密件时要不要密存",
    "apart": "不能同一天出的文书",
    "who": "哪种窗口能出",
}


def wording_pack(base: Catalogue, body: bytes) -> tuple[Catalogue, str]:
    """The catalogue with the pack over ``base``, and its effective date. UserError(code='pack') with the line."""
    raw = _read(body)
    text = body.decode("utf-8-sig")
    pack, version, start = (str(raw.get(key, "")).strip() for key in ("pack", "version", "effective_from"))
    if not pack or not version or " " in version or parse_date(start) is None:
        raise _refused("没有写明包名、版本（不能有空格）或者施行日期", 1)
    shared: dict[str, Any] = {**base.shared, **_own_shared(raw)}
    kinds = dict(base.kinds)
    seen: set[str] = set()
    documents = raw.get("documents")
    if not isinstance(documents, list) or not documents:
        raise _refused("里面没有文书", 1)
    for one in documents:
        code = str(one.get("code", "")) if isinstance(one, dict) else ""
        line = _line_of(text, code, again=code in seen)
        if code not in base.kinds:
            raise _refused(f"没有编码是“{code}”的文书", line)
        if code in seen:
            raise _refused(f"{code}定义了两次", line)
        seen.add(code)
        try:
            kind = checked_kind(one, shared, pack, version, start)
        except UserError as problem:
            reason = problem.sentence.removeprefix("文书模板不能用：").removesuffix("，请换回原来的模板。")
            raise _refused(reason, line) from problem
        reason = _beyond(base.kinds[code], kind)
        if reason:
            raise _refused(f"{code}：{reason}", line)
        kinds[code] = kind
    digest = hashlib.sha256(base.sha256.encode() + b"\0" + body).hexdigest()
    return Catalogue(pack, version, digest, kinds, shared, base), start


def _read(body: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise _refused("文件不是 UTF-8 的文字", 0) from error
    except json.JSONDecodeError as error:
        raise _refused("读不出来", error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise _refused(str(error) if isinstance(error, _Doubled) else "读不出来", 0) from error
    if not isinstance(raw, dict):
        raise _refused("不是文书模板", 1)
    strange = sorted(set(raw) - HEADS)
    if strange:
        raise _refused(f"有不认识的项“{strange[0]}”", 0)
    return raw


class _Doubled(ValueError):
    """A key that stands twice in one place: JSON would silently take the last."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _Doubled(f"“{next(key for key in keys if keys.count(key) > 1)}”在一处写了两次")
    return found


def _own_shared(raw: dict[str, Any]) -> dict[str, Any]:
    shared = raw.get("shared", {})
    if not isinstance(shared, dict) or not all(isinstance(one, list) for one in shared.values()):
        raise _refused("共用段的写法不对", 0)
    return shared


def _line_of(text: str, code: str, *, again: bool) -> int:
    """Where the paper stands in the file; the second place of one that stands twice."""
    found = [match.start() for match in re.finditer(rf'"code"\s*:\s*"{re.escape(code)}"', text)]
    return 1 + text.count("\n", 0, found[1 if again and len(found) > 1 else 0]) if found else 0


def _refused(reason: str, line: int) -> UserError:
    where = f"第 {line} 行，" if line else ""
    return UserError(f"文书模板没有采用，仍用原来的：{where}{reason}。", code="pack")


def _beyond(old: DocumentKind, new: DocumentKind) -> str:
    """What a wording may not change; empty = it changes nothing of that."""
    for name, word in _FIXED.items():
        if getattr(old, name) != getattr(new, name):
            return f"不能改“{word}”"
    if new.remedy not in old.allowed or not set(new.allowed) <= set(old.allowed):
        return f"不能用这种救济“{REMEDY_WORDS.get(new.remedy, new.remedy)}”"
    if set(old.copies) - set(new.copies):
        return f"少了{'、'.join(one for one in old.copies if one not in new.copies)}的一份"
    guards = {rule.spec.key: rule.spec.choices for rule in old.rules if rule.guard}
    kept = {rule.spec.key: rule.spec.choices for rule in new.rules if rule.guard}
    lost = next((key for key, choices in guards.items() if kept.get(key) != choices), "")
    if lost:
        label = next(rule.spec.label for rule in old.rules if rule.spec.key == lost)
        return f"“{label}”这一项不能去掉，也不能改"
    return ""


def changed_codes(old: Catalogue, new: Catalogue) -> tuple[str, ...]:
    """The papers that read otherwise, in the order of the catalogue."""
    return tuple(code for code, kind in new.kinds.items() if _said(kind) != _said(old.kinds[code]))


_MARKS = frozenset({"template_id", "template_version", "template_sha256", "effective_from"})


def _said(kind: DocumentKind) -> tuple[object, ...]:
    return tuple(getattr(kind, one.name) for one in fields(kind) if one.name not in _MARKS)


def wording_changes(old: Catalogue, new: Catalogue) -> tuple[str, ...]:
    """One sentence a change, paper by paper."""
    return tuple(line for code in changed_codes(old, new) for line in _changes(old.kinds[code], new.kinds[code]))


def _changes(old: DocumentKind, new: DocumentKind) -> Iterator[str]:
    head = f"《{old.title}》"
    if old.title != new.title:
        yield f"{head}改叫《{new.title}》。"
    if old.remedy != new.remedy:
        was, now = (REMEDY_WORDS.get(one, one) for one in (old.remedy, new.remedy))
        yield f"{head}的救济：{was} → {now}。"
    if old.basis != new.basis:
        was, now = ("、".join(rule.cite for rule in kind.basis) or "无" for kind in (old, new))
        yield f"{head}的依据栏：{was} → {now}。"
    labels = [{rule.spec.key: rule.spec.label for rule in kind.rules} for kind in (old, new)]
    for key, label in labels[1].items():
        if key not in labels[0]:
            yield f"{head}多了要填的“{label}”。"
        elif labels[0][key] != label:
            yield f"{head}要填的“{labels[0][key]}”改叫“{label}”。"
    for key, label in labels[0].items():
        if key not in labels[1]:
            yield f"{head}少了要填的“{label}”。"
    extra = [one for one in new.copies if one not in old.copies]
    if extra:
        yield f"{head}多一份给{'、'.join(extra)}。"
    yield from _lines(head, own_words(old), own_words(new))
    yield from _lines(f"{head}背面", plain_words(old), plain_words(new))


def _lines(head: str, old: str, new: str) -> Iterator[str]:
    was, now = old.split("\n"), new.split("\n")
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = "／".join(was[a:b]).strip("／ "), "／".join(now[c:d]).strip("／ ")
        if kind == "replace" and gone and come:
            yield f"{head}：“{gone}”改成“{come}”。"
        elif kind != "equal" and gone:
            yield f"{head}：去掉“{gone}”。"
        elif kind != "equal" and come:
            yield f"{head}：加上“{come}”。"
