"""The papers that goldens and the contact sheet show: every code and variant, in large print, and the edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from tests.unit.catalogue.samples import CASES, ITEM, ON, PROFILES, VISITOR, Case, catalogue, facts_of, made_of
from xinfang_desk import commands
from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.joined import JOINED
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.wording.facts import PaperFacts
from xinfang_desk.domain.wording.joined import join
from xinfang_desk.domain.wording.sheet import CODE as SHEET
from xinfang_desk.services.samples import sample_data

LONG_NAME = "阿卜杜热合曼·买买提吐尔逊江·艾尼瓦尔巴拉提（曾用名：艾尼瓦尔·阿不都热西提）"
RARE = ("𬀩", "䶮", "𠀀", "𪚥", "㛃", "𫠊", "𮯠", "〇")  # five of them lie above U+FFFF
REQUEST = "要求第{n}组公布征地补偿款的分配名单，并在三十日以内发到户"

# Papers in which an edge shows: a table of people, the receipt, a strip, a fact column, an opinion.
_EDGES: dict[str, tuple[str, ...]] = {
    "longname": ("A1-B-plain", "A2-B-plain", "B4-B-B", "B8-B-N3", "C6-B-support", "D1-B-review"),
    "eight": ("A1-B-plain", "A4-B-plain", "B4-B-B"),
    "ten": ("A1-B-plain", "A2-B-plain", "B4-B-B", "B9-B-Z1"),
    "rare": ("A1-B-plain", "A2-B-plain", "B4-B-B", "C6-B-support"),
    "foreign": ("A1-B-plain", "B4-B-B", "B6a-B-new", "C6-B-refuse"),
    "twopages": ("C6-B-support", "D6-A-uphold", "C9-B-plain"),
}


def every_paper() -> Iterator[tuple[str, DocumentData]]:
    """(name, paper): plain ones first, then the edges, then the large forms."""
    pack = catalogue()
    yield from plain_papers(pack)
    yield from edges(pack)
    yield from large_papers(pack)


def plain_papers(pack: Catalogue) -> Iterator[tuple[str, DocumentData]]:
    """Every case of the catalogue in normal print, and a joined notice."""
    for case in CASES:
        yield case.id, made_of(case, pack, facts_of(case))[0]
    yield f"{JOINED}-B-two", joined(pack, large=False)
    yield f"{SHEET}-B-sample", sheet(pack)


def large_papers(pack: Catalogue) -> Iterator[tuple[str, DocumentData]]:
    """What goes to a visitor, in large print."""
    for case in CASES:
        if pack.kind(case.code).audience == "visitor":
            yield f"{case.id}-large", made_of(case, pack, replace(facts_of(case), large=True))[0]
    yield f"{JOINED}-B-two-large", joined(pack, large=True)


def edges(pack: Catalogue) -> Iterator[tuple[str, DocumentData]]:
    """Long names, many people, many requests, rare characters, foreigners, two pages."""
    cases = {case.id: case for case in CASES}
    for edge, names in _EDGES.items():
        for name in names:
            case = cases[name]
            if edge == "twopages":
                case = replace(case, choose=case.choose | long_answers(case))
            yield f"{name}-{edge}", made_of(case, pack, at_edge(facts_of(case), edge))[0]


def at_edge(facts: PaperFacts, edge: str) -> PaperFacts:
    if edge == "longname":
        return replace(facts, visitors=(replace(VISITOR, name=LONG_NAME, address=VISITOR.address * 4),))
    if edge == "eight":
        others = (replace(VISITOR, id=f"v{n}", ordinal=n, role="with", name=f"来访人{n}") for n in range(2, 9))
        return replace(facts, visitors=(VISITOR, *others))
    if edge == "ten":
        items = (replace(ITEM, id=f"i{n}", ordinal=n, request=REQUEST.format(n=n), summary="") for n in range(1, 11))
        return replace(
            facts, items=tuple(replace(item, register_no=f"431221-2026-LF-{100 + item.ordinal:06}") for item in items)
        )
    if edge == "rare":
        name = "、".join(f"{char}某" for char in RARE)
        return replace(facts, visitors=(replace(VISITOR, name=name, address=f"{''.join(RARE)}村"),))
    if edge == "foreign":
        return replace(
            facts,
            visitors=(
                replace(
                    VISITOR,
                    name="Nguyễn Thị Minh Khai（阮氏明开）",
                    id_kind="passport",
                    id_number="VNM430012345678",
                    nationality="VNM",
                ),
            ),
        )
    return facts


def long_answers(case: Case) -> dict[str, str]:
    """An opinion with a long finding of facts."""
    long = "经查，2025年6月修路征用铜湾村三组耕地十二亩，征地协议约定半年内付清补偿款，款项2026年3月到镇财政所专户"
    return {"found": "；".join([long] * 6), "inquiry": "；".join([long] * 4)}


def sheet(pack: Catalogue) -> DocumentData:
    """甄别意见 of a refusal, as the office's own samples show it."""
    parts = SimpleNamespace(catalogue=pack, rules=commands.rules(), calendar=commands.calendar(), today=lambda: ON)
    return sample_data(cast(Any, parts), PROFILES["B"], SHEET)


def joined(pack: Catalogue, *, large: bool) -> DocumentData:
    """Two matters told in one notice."""
    cases = {case.id: case for case in CASES}
    facts = [replace(facts_of(cases[name]), large=large) for name in ("B4-B-B", "B6a-B-new")]
    second = replace(facts[1].items[0], id="i2", ordinal=2, register_no="431221-2026-LF-000124")
    facts[1] = replace(facts[1], items=(second,))
    made = [made_of(cases[name], pack, one)[0] for name, one in zip(("B4-B-B", "B6a-B-new"), facts, strict=True)]
    return join(pack.kind(JOINED), replace(facts[0], items=(*facts[0].items, second)), tuple(made))
