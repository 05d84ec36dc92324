"""核定 of single rows of the statutory paths: who let a row print, when, and in which words (counter-rules.md 10).

A row that is not checked against the law in force is found and chosen like any other; its special law and its time hint
print only after a named person of the office has confirmed them. The words that he confirmed are kept with his name; a
new version of the directory asks again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.paths import PathRow, Paths
from xinfang_desk.domain.records import Approval, ReceptionState, Role, Screening
from xinfang_desk.domain.special_law import PathPrint, is_settled, limit_words, special_law
from xinfang_desk.domain.wording.checks import TRADE_WORDS
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.in_force import paths_in_force
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import current_screening

KIND = "path"
BLOB = "path_words"
NOT_SETTLED = "这一行还没有核定：专门法先空着，时效写“请当面问受理机关”；请管理员、审核人到“设置 · 诉求目录”核定。"

_UNFIT = ("未核", "凭记忆", "待核定", "〔", "〕", "××", "＿", "{", "}")


@dataclass(frozen=True)
class PathState:
    """A row as 诉求目录 shows it.

    Attributes:
        settled: it prints: checked against the law in force, or confirmed.
        confirmed_by, confirmed_at: who confirmed it, empty where nobody has (or need not).
        special_law, limit: what prints now; for a row that waits, what is proposed for it.
    """

    row: PathRow
    settled: bool
    confirmed_by: str
    confirmed_at: str
    special_law: str
    limit: str


@dataclass(frozen=True)
class ConfirmPath:
    """核定 of one row in the words that may print; ``name`` is the person who answers for them."""

    path_id: str
    name: str
    special_law: str
    limit: str


def path_rows(desk: Desk, words: str = "", *, only_waiting: bool = False) -> tuple[PathState, ...]:
    """The directory in force today: all of it, or the rows that fit the words, or those that wait for 核定."""
    with desk.store.read() as uow:
        paths = paths_in_force(desk, uow, desk.parts.today())
        confirmed = confirmations(uow, paths)
        rows = paths.search(words, len(paths.rows)) if words.strip() else paths.rows
        states = [_state(uow, row, confirmed.get(row.id)) for row in rows]
    return tuple(state for state in states if not (only_waiting and state.settled))


def confirm_path(desk: Desk, order: ConfirmPath) -> Changed:
    """Lets a row print. FieldErrors: ``name``, ``special_law``, ``limit``; UserError(code='gone') for no such row."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    name, law, limit = order.name.strip(), order.special_law.strip(), order.limit.strip()
    wrong = {} if name else {"name": "请填核定人的姓名。"}
    wrong |= {
        key: "这里还有没核实的写法，核定以后要能印出来。"
        for key, text in (("special_law", law), ("limit", limit))
        if any(mark in text for mark in (*_UNFIT, *TRADE_WORDS))
    }
    if law and not law.startswith("《"):
        wrong["special_law"] = "请写成《某某法》第几条的样子。"
    if wrong:
        raise FieldErrors(wrong)
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        paths = paths_in_force(desk, uow, desk.parts.today())
        row = paths.get(order.path_id)
        if row is None:
            raise UserError("目录里没有这一行，请重新选。", code="gone")
        body = json.dumps({"special_law": law, "limit": limit}, ensure_ascii=False, sort_keys=True)
        sha256 = uow.blobs.add(body.encode(), BLOB)
        made = Approval(desk.parts.ids.new_id(), KIND, f"{row.id} {paths.version} {sha256}", name, at, desk.user.id)
        uow.approvals.add(made)
        uow.audit.record(
            at=at,
            actor=desk.user.id,
            action="path.approve",
            kind="approval",
            record_id=made.id,
            detail={"path": row.id, "version": paths.version, "name": name},
        )
    return Changed(frozenset({"office", "paths"}))


def confirmations(uow: UnitOfWork, paths: Paths) -> Mapping[str, Approval]:
    """Row id -> its latest confirmation under this version of the directory."""
    found = {}
    for made in uow.approvals.where(kind=KIND):
        path_id, version, _ = made.version.split(" ")
        if version == paths.version:
            found[path_id] = made
    return found


def prints(row: PathRow, confirmed: Mapping[str, Approval]) -> bool:
    """Whether a row's special law and time hint may stand on a paper."""
    return is_settled(row) or row.id in confirmed


def chosen_path(screening: Screening) -> str:
    """The id of the row that a screening took, or empty."""
    taken: str = json.loads(screening.sources_json).get("path", {}).get("note", "")
    return taken


def path_print(desk: Desk, uow: UnitOfWork, screening: Screening) -> PathPrint | None:
    """What the papers of a screening may take from the row it chose; None where it chose none."""
    path_id = chosen_path(screening)
    paths = paths_in_force(desk, uow, desk.parts.today()) if path_id else None
    row = paths.get(path_id) if paths is not None else None
    if paths is None or row is None:
        return None
    confirmed = confirmations(uow, paths)
    if not prints(row, confirmed):
        return PathPrint(row.id, row.asks, False, "", "", row.bodies)
    if row.id in confirmed:
        words = _words(uow, confirmed[row.id])
        return PathPrint(row.id, row.asks, True, words["special_law"], words["limit"], row.bodies)
    facts = json.loads(screening.facts_json)
    road = (facts["route"], facts.get("route_target")) if facts.get("route") is not None else None
    limit = limit_words(row.limit_hint) if len(row.routes) == 1 else ""
    return PathPrint(row.id, row.asks, True, special_law(row.basis, road), limit, row.bodies)


def waiting_in_use(desk: Desk) -> tuple[str, ...]:
    """What open receptions ask for by rows that wait for 核定: the lamp says so while there are any."""
    found = []
    with desk.store.read() as uow:
        today = desk.parts.today()
        for reception in uow.receptions.for_day_or_open(today.isoformat()):
            if reception.state != ReceptionState.REGISTERED:
                continue
            for item in uow.items.where(reception_id=reception.id):
                screening = current_screening(uow, item.id)
                used = path_print(desk, uow, screening) if screening is not None else None
                if used is not None and not used.settled:
                    found.append(used.asks)
    return tuple(dict.fromkeys(found))


def _state(uow: UnitOfWork, row: PathRow, made: Approval | None) -> PathState:
    if made is None:
        limit = limit_words(row.limit_hint) if len(row.routes) == 1 else ""
        return PathState(row, is_settled(row), "", "", special_law(row.basis), limit)
    words = _words(uow, made)
    return PathState(row, True, made.name, made.at, words["special_law"], words["limit"])


def _words(uow: UnitOfWork, made: Approval) -> dict[str, str]:
    words: dict[str, str] = json.loads(uow.blobs.get(made.version.split(" ")[2]))
    return words
