"""The office's own text of the regulation: loaded, proved against what is relied on, shown beside the gist.

The program brings no law text along. What an office loads is kept as a blob of papers.db; an ``Approval`` row says
whose text it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from xinfang_desk.domain.cards.view import LawNote
from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors
from xinfang_desk.domain.law_text import LawText, check_law, parse_places, split_law
from xinfang_desk.domain.records import Approval, Role
from xinfang_desk.domain.screening.pack import RulePack
from xinfang_desk.domain.wording.basis import CITABLE, TIAOLI, Citation, parse_citation, place_text
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.in_force import Loaded, rules_in_force
from xinfang_desk.services.law_file import plain_text
from xinfang_desk.services.picked import read_file
from xinfang_desk.services.ports import UnitOfWork

KIND = "law_text"


@dataclass(frozen=True)
class LawReport:
    """A text that can be taken: ``body`` is its words, to hand to ``take_law``; ``places`` how many are relied on."""

    body: str
    law: LawText
    places: int


@dataclass(frozen=True)
class LawState:
    """What 设置 · 条例原文 shows; ``law`` None while the office has loaded none."""

    law: LawText | None
    name: str
    at: str


def examine_law(desk: Desk, path: Path) -> LawReport:
    """Reads and checks a file; nothing is kept. UserError(code='law') with the reason, EnvironmentFault."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    return _checked(desk, plain_text(read_file(path)))


def take_law(desk: Desk, text: str, name: str) -> Changed:
    """From now on this is the office's text. FieldErrors(``name``); UserError(code='law') as in ``examine_law``."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    if not name.strip():
        raise FieldErrors({"name": "请填核定人的姓名。"})
    body = _checked(desk, text).body.encode()
    at = desk.parts.now_text()
    with desk.store.write() as uow:
        sha256 = uow.blobs.add(body, KIND)
        row = Approval(desk.parts.ids.new_id(), KIND, sha256, name.strip(), at, desk.user.id)
        uow.approvals.add(row)
        uow.audit.record(
            at=at, actor=desk.user.id, action="law.take", kind="approval", record_id=row.id, detail={"name": row.name}
        )
    return Changed(frozenset({"office", "law"}))


def law_state(desk: Desk) -> LawState:
    with desk.store.read() as uow:
        rows = uow.approvals.where(kind=KIND)
        return LawState(law_of(uow), rows[-1].name, rows[-1].at) if rows else LawState(None, "", "")


def has_law(uow: UnitOfWork) -> bool:
    """Whether the office has loaded a text."""
    return bool(uow.approvals.where(kind=KIND))


def law_of(uow: UnitOfWork) -> LawText | None:
    """The text taken last. EnvironmentFault(code='law_damaged') where the blob is not what was taken."""
    rows = uow.approvals.where(kind=KIND)
    return _LAWS.get(uow, rows[-1].version) if rows else None


def with_words(uow: UnitOfWork, notes: tuple[LawNote, ...]) -> tuple[LawNote, ...]:
    """The notes of a card with the paragraphs they name, word for word, where the office has loaded its text."""
    law = _readable(uow)
    if law is None:
        return notes
    return tuple(replace(note, words=_words(law, parse_places(note.article))) for note in notes)


def words_of(uow: UnitOfWork, basis: Iterable[Citation]) -> str:
    """The paragraphs of a basis, word for word; empty where the office has loaded no text."""
    law = _readable(uow)
    return _words(law, (place for place in basis if place.law == TIAOLI)) if law is not None else ""


def _readable(uow: UnitOfWork) -> LawText | None:
    """A damaged text keeps nobody from screening: 设置 says so, and the gist stands as before."""
    try:
        return law_of(uow)
    except EnvironmentFault:
        return None


def needed_places(rules: RulePack, catalogue: Catalogue) -> tuple[Citation, ...]:
    """Every place of the 条例 that rules, papers and the citation table rely on."""
    entries = [*CITABLE]
    entries += [entry for node in rules.nodes.values() for entry in node.basis]
    entries += [entry for rows in rules.basis.values() for row in rows.values() for entry in row]
    entries += [rule.cite for kind in catalogue.kinds.values() for rule in kind.basis if rule.cite != "result"]
    places = {parse_citation(entry) for entry in entries if not entry.startswith(("@", "{"))}
    return tuple(
        sorted(
            (place for place in places if place.law == TIAOLI),
            key=lambda place: (place.article or 0, place.paragraph or 0, place.item or 0),
        )
    )


def _checked(desk: Desk, text: str) -> LawReport:
    with desk.store.read() as uow:
        needed = needed_places(rules_in_force(desk, uow, desk.parts.today()), desk.parts.catalogue)
    law = split_law(text)
    check_law(law, needed)
    return LawReport(text, law, len(needed))


def _words(law: LawText, places: Iterable[Citation]) -> str:
    found = [(place, law.words(place)) for place in dict.fromkeys(places)]
    return "\n\n".join(f"{place_text(place)}\n{words}" for place, words in found if words)


def _damaged() -> EnvironmentFault:
    return EnvironmentFault("本单位装入的条例原文存件已经损坏，请从备份里取回，或者重新装入。", code="law_damaged")


_LAWS: Loaded[LawText] = Loaded(lambda body: split_law(body.decode()), _damaged)
