"""A new rule pack or directory of paths: checked, shown in words, tried on what was decided, switched on from a day.

A file that fails is refused whole with the reason and the old one stays. Nothing that was decided changes: each
screening keeps the pack, version and hash it was made with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.pack_changes import path_changes, result_changes, row_changes, rule_changes
from xinfang_desk.domain.paths import Paths, load_paths
from xinfang_desk.domain.records import Approval, Item, ItemState, Role, Screening
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import FactError, parse_facts
from xinfang_desk.domain.screening.kit import differences
from xinfang_desk.domain.screening.pack import RulePack, load_pack
from xinfang_desk.domain.wording.basis import place_text
from xinfang_desk.services.approvals import chosen_path
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.in_force import (
    BUILT_IN,
    PATHS,
    RULES,
    SwitchRow,
    keep_switch,
    paths_in_force,
    rules_in_force,
    starting,
    switched_for,
    switched_on,
)
from xinfang_desk.services.law_text import law_of, needed_places
from xinfang_desk.services.picked import read_file
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.wording_force import WORDING, built_in
from xinfang_desk.services.wording_packs import examine_wording

KIND_WORDS = {RULES: "甄别规则", PATHS: "诉求目录", WORDING: "文书模板"}
TRIED = 1000

P = TypeVar("P", RulePack, Paths)


@dataclass(frozen=True)
class Tried:
    """A recorded screening that would end otherwise."""

    register_no: str
    how: str


@dataclass(frozen=True)
class PackReport:
    """What the law officer reads before he answers for a new pack.

    Attributes:
        kind: ``rule_pack`` | ``paths_pack`` | ``wording_pack``; body: the file, handed back to ``switch_on``.
        changes: against what is in force today, a sentence each.
        kit_count, kit_differs: cases of the built-in kit, and those that the pack decides otherwise.
        tried, unread: recorded screenings tried, and those whose facts can no longer be read.
        would_change: those of them that would end otherwise.
        papers: (code, title) of papers that a wording pack words otherwise, to be looked at as pictures.
    """

    kind: str
    body: bytes
    version: str
    effective_from: str
    old_version: str
    changes: tuple[str, ...]
    kit_count: int
    kit_differs: tuple[str, ...]
    tried: int
    unread: int
    would_change: tuple[Tried, ...]
    papers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SwitchOn:
    """``body`` empty: back to the built-in one. ``valid_from`` an ISO date, today or later."""

    kind: str
    body: bytes
    valid_from: str
    name: str


@dataclass(frozen=True)
class PackLine:
    """A line of 设置 · 规则和目录."""

    kind: str
    version: str
    valid_from: str  # empty: built in
    name: str
    at: str
    in_force: bool


def examine_file(desk: Desk, path: Path) -> PackReport:
    """``examine`` of a file; errors as ``read_file`` too."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    return examine(desk, read_file(path))


def examine(desk: Desk, body: bytes) -> PackReport:
    """Checks a pack and tries it; nothing is kept. UserError(code='pack') with the reason."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    kind = _kind(body)
    with desk.store.read() as uow:
        if kind == WORDING:
            return _wording_report(desk, uow, body)
        return _rule_report(desk, uow, body) if kind == RULES else _path_report(desk, uow, body)


def switch_on(desk: Desk, order: SwitchOn) -> Changed:
    """Holds from a day. FieldErrors ``name``, ``valid_from``; UserError(code='pack') as ``examine`` and where nothing
    would change."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    start = starting(order.valid_from, desk.parts.today(), order.name)
    report = examine(desk, order.body) if order.body else None
    if report is not None:
        _may_start(report, start)
    with desk.store.write() as uow:
        if report is not None:
            sha256, version = uow.blobs.add(report.body, report.kind), report.version
        else:
            if switched_for(uow, order.kind, start) is None:
                raise UserError("现在用的就是内置的。", code="pack")
            sha256, version = BUILT_IN, _built_in(desk, order.kind)
        kind = report.kind if report is not None else order.kind
        keep_switch(desk, uow, SwitchRow(kind, start, sha256, version, order.name))
        if kind == WORDING and report is not None:
            # Who lets it hold has seen it in pictures: no second approval is asked for.
            at, name = desk.parts.now_text(), order.name.strip()
            uow.approvals.add(Approval(desk.parts.ids.new_id(), "templates", version, name, at, desk.user.id))
    return Changed(frozenset({"office", "packs"}))


def packs(desk: Desk) -> tuple[PackLine, ...]:
    """What holds, what will and what did, the built-in ones first."""
    today = desk.parts.today()
    lines = []
    with desk.store.read() as uow:
        for kind in (RULES, PATHS, WORDING):
            now = switched_for(uow, kind, today)
            lines.append(PackLine(kind, _built_in(desk, kind), "", "", "", now is None or now.sha256 == BUILT_IN))
            lines += [
                PackLine(
                    kind, one.version, one.valid_from, one.row.name, one.row.at, one == now and one.sha256 != BUILT_IN
                )
                for one in switched_on(uow, kind)
            ]
    return tuple(lines)


def _built_in(desk: Desk, kind: str) -> str:
    if kind == WORDING:
        return built_in(desk.parts.catalogue).version
    return desk.parts.rules.version if kind == RULES else desk.parts.paths.version


# reading


def _kind(body: bytes) -> str:
    """Which of the two it is; the line that cannot be read otherwise."""
    try:
        raw = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError("文件不是 UTF-8 的文字，没有采用，仍用原来的。", code="pack") from error
    except json.JSONDecodeError as error:
        raise UserError(f"文件第 {error.lineno} 行读不出来，没有采用，仍用原来的。", code="pack") from error
    except (RecursionError, ValueError) as error:
        raise UserError("文件读不出来，没有采用，仍用原来的。", code="pack") from error
    if isinstance(raw, dict) and "leaves" in raw:
        return RULES
    if isinstance(raw, dict) and "rows" in raw:
        return PATHS
    if isinstance(raw, dict) and "documents" in raw:
        return WORDING
    raise UserError("这个文件既不是甄别规则，也不是诉求目录、文书模板，没有采用。", code="pack")


def _read(load: Callable[[bytes], P], body: bytes) -> P:
    """A pack whose shape is wrong somewhere deep is refused like any other."""
    try:
        return load(body)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UserError("文件里有一处写法不对，没有采用，仍用原来的。", code="pack") from error


def _refused(kind: str, reason: str) -> UserError:
    return UserError(f"{KIND_WORDS[kind]}没有采用，仍用原来的：{reason}", code="pack")


def _same_version(kind: str, old: RulePack | Paths, new: RulePack | Paths) -> None:
    if new.sha256 == old.sha256:
        raise _refused(kind, "和现在用的一模一样。")
    if new.version == old.version:
        raise _refused(kind, f"版本号还是 {old.version}，内容却不一样，请改版本号。")


def _may_start(report: PackReport, start: date) -> None:
    if start.isoformat() < report.effective_from:
        raise FieldErrors({"valid_from": f"这一版写明从 {report.effective_from} 起施行，不能早于这一天。"})


# wording


def _wording_report(desk: Desk, uow: UnitOfWork, body: bytes) -> PackReport:
    found = examine_wording(desk, uow, body)
    return PackReport(
        kind=WORDING,
        body=body,
        version=found.version,
        effective_from=found.effective_from,
        old_version=found.old_version,
        changes=found.changes,
        kit_count=0,
        kit_differs=(),
        tried=0,
        unread=0,
        would_change=(),
        papers=found.papers,
    )


# rules


def _rule_report(desk: Desk, uow: UnitOfWork, body: bytes) -> PackReport:
    new, old = _read(load_pack, body), rules_in_force(desk, uow, desk.parts.today())
    _same_version(RULES, old, new)
    reason = _unfit(desk, old, new) or _not_in_the_law(desk, uow, new)
    if reason:
        raise _refused(RULES, reason)
    titles = {code: kind.title for code, kind in desk.parts.catalogue.kinds.items()}
    cases = desk.parts.kit()
    try:
        differs = [words for case in cases for words in differences(case, new, desk.parts.calendar)[:1]]
        tried, unread, changed = _try_rules(desk, uow, old, new, titles)
    except KeyError as error:
        raise _refused(RULES, "用例走不到头，缺了要用的一项。") from error
    changes = rule_changes(old, new, titles)
    return PackReport(
        kind=RULES,
        body=body,
        version=new.version,
        effective_from=new.effective_from,
        old_version=old.version,
        changes=changes,
        kit_count=len(cases),
        kit_differs=tuple(differs),
        tried=tried,
        unread=unread,
        would_change=changed,
    )


def _unfit(desk: Desk, old: RulePack, new: RulePack) -> str:
    """What this program cannot carry out; empty = it can."""
    kinds = desk.parts.catalogue.kinds
    if parse_date(new.effective_from) is None:
        return "施行日期不是日期。"
    if not new.pack.strip() or not new.version.strip() or " " in new.version:
        return "名称、版本号空着，或者版本号里有空格。"
    unknown = next((paper for paper in new.papers if paper not in kinds), "")
    if unknown:
        return f"文书 {unknown} 没有模板。"
    for paper, allowed in new.remedies.items():
        beyond = next((one for one in allowed if one not in kinds[paper].allowed), "")
        if beyond:
            return f"文书《{kinds[paper].title}》不能用救济 {beyond}。"
    lacking = sorted(set(old.remedies) - set(new.remedies))
    if lacking:
        return f"没有写文书 {lacking[0]} 的救济。"
    if set(old.warnings) - set(new.warnings):
        return "少了一条提醒。"
    if not all(isinstance(text, str) and text.strip() for text in new.warnings.values()):
        return "有一条提醒空着。"
    if not all(leaf.title.strip() and leaf.cause.strip() and leaf.absent.strip() for leaf in new.leaves.values()):
        return "有一个结论的名称或者说法空着。"
    return ""


def _not_in_the_law(desk: Desk, uow: UnitOfWork, new: RulePack) -> str:
    """A place that the office's own text of the regulation does not have; empty without such a text."""
    law = law_of(uow)
    places = needed_places(new, desk.parts.catalogue) if law is not None else ()
    lacking = next((place for place in places if law is not None and not law.has(place)), None)
    return f"引的{place_text(lacking)}不在本单位装入的条例原文里。" if lacking is not None else ""


def _recorded(uow: UnitOfWork) -> tuple[tuple[Item, Screening], ...]:
    """The last screenings that count; of sealed ones nothing is opened."""
    found = []
    for row in uow.screenings.recent(TRIED):
        item = uow.items.get(row.item_id)
        if not item.sealed and item.state != ItemState.VOID:
            found.append((item, row))
    return tuple(found)


def _try_rules(
    desk: Desk, uow: UnitOfWork, old: RulePack, new: RulePack, titles: Mapping[str, str]
) -> tuple[int, int, tuple[Tried, ...]]:
    tried, unread, changed = 0, 0, []
    for item, row in _recorded(uow):
        try:
            facts = parse_facts(json.loads(row.facts_json))
        except FactError:
            unread += 1
            continue
        tried += 1
        before, after = (screen(facts, pack, desk.parts.calendar) for pack in (old, new))
        how = result_changes(before, after, old, new, titles)
        if how:
            changed.append(Tried(item.register_no, how))
    return tried, unread, tuple(changed)


# paths


def _path_report(desk: Desk, uow: UnitOfWork, body: bytes) -> PackReport:
    new, old = _read(load_paths, body), paths_in_force(desk, uow, desk.parts.today())
    _same_version(PATHS, old, new)
    if " " in new.version or not new.version:
        raise _refused(PATHS, "版本号空着，或者里面有空格。")
    tried, changed = 0, []
    for item, row in _recorded(uow):
        path_id = chosen_path(row)
        was = old.get(path_id) if path_id else None
        if was is None:
            continue
        tried += 1
        now = new.get(path_id)
        how = "；".join(row_changes(was, now)) if now is not None else "这一行没有了"
        if how:
            changed.append(Tried(item.register_no, f"{was.asks}：{how}"))
    return PackReport(
        kind=PATHS,
        body=body,
        version=new.version,
        effective_from=new.effective_from,
        old_version=old.version,
        changes=path_changes(old, new),
        kit_count=0,
        kit_differs=(),
        tried=tried,
        unread=0,
        would_change=tuple(changed),
    )
