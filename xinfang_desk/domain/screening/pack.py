"""The rule pack: tree, leaves, bases and sentences as data, refused whole when anything does not hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.wording.basis import TIAOLI, Citation, parse_citation

NODE_ORDER = (
    *("Q0a", "Q0b", "Q0c", "Q0d", "Q0e", "Q1", "Q2", "Q15", "Q3", "Q3a", "Q4"),
    *("Q5", "Q6", "Q7", "Q9", "Q8", "Q8a", "Q10", "Q11", "Q12", "Q14", "Q13"),
)
SIDE_LEAVES = ("L01", "L02", "L03", "L04")
MAIN_LEAVES = tuple(f"L{number:02d}" for number in range(5, 29))
ROLES = ("A", "B", "C")
REMEDIES = ("none", "statutory_path", "review", "final_review", "reconsideration_or_suit")
POLICY_TEXTS = ("n2_basis", "n3_basis", "z2_basis", "late_review_basis")


@dataclass(frozen=True)
class Node:
    question: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Leaf:
    """``title`` in the words of the counter; ``cause`` why it was reached, ``absent`` why it was not."""

    code: str
    title: str
    cause: str
    absent: str
    documents: Mapping[str, tuple[str, ...]]
    remedy: str


@dataclass(frozen=True)
class RulePack:
    """A loaded and checked pack; ``sha256`` is of the file's bytes.

    Attributes:
        memo: what the engine has once worked out from this pack alone, by name; no fact of a case is kept in it.
    """

    pack: str
    version: str
    sha256: str
    effective_from: str
    papers: tuple[str, ...]
    remedies: Mapping[str, tuple[str, ...]]
    nodes: Mapping[str, Node]
    leaves: Mapping[str, Leaf]
    basis: Mapping[str, Mapping[str, tuple[str, ...]]]
    warnings: Mapping[str, str]
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def leaf_title(self, code: str) -> str:
        return self.leaves[code].title


def load_pack(body: bytes) -> RulePack:
    """Reads and checks a pack file. UserError(code='pack') with the reason when it cannot be used."""
    try:
        raw: dict[str, Any] = json.loads(body)
        made = _read(raw, hashlib.sha256(body).hexdigest())
        articles = {int(article): int(count) for article, count in raw["articles"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError("规则包读不出来，没有采用，仍用原来的。", code="pack") from error
    reason = _fault(made, articles)
    if reason:
        raise UserError(f"规则包没有采用，仍用原来的：{reason}", code="pack")
    return made


def _read(raw: Mapping[str, Any], sha256: str) -> RulePack:
    return RulePack(
        pack=str(raw["pack"]),
        version=str(raw["version"]),
        sha256=sha256,
        effective_from=str(raw["effective_from"]),
        papers=tuple(raw["papers"]),
        remedies={code: tuple(allowed) for code, allowed in raw["remedies"].items()},
        nodes={name: Node(str(one["question"]), tuple(one["basis"])) for name, one in raw["nodes"].items()},
        leaves={
            code: Leaf(
                code,
                str(one["title"]),
                str(one["cause"]),
                str(one["absent"]),
                {role: tuple(one["documents"][role]) for role in ROLES},
                str(one["remedy"]),
            )
            for code, one in raw["leaves"].items()
        },
        basis={
            leaf: {variant: tuple(entries) for variant, entries in rows.items()} for leaf, rows in raw["basis"].items()
        },
        warnings=dict(raw["warnings"]),
    )


def _fault(pack: RulePack, articles: Mapping[int, int]) -> str:
    """The first thing that does not hold, as a sentence; empty = sound."""
    if set(pack.nodes) != set(NODE_ORDER):
        return "问题不全或者多了。"
    if set(pack.leaves) != {*SIDE_LEAVES, *MAIN_LEAVES}:
        return "结论不全或者多了。"
    for code, leaf in pack.leaves.items():
        unknown = [paper for role in ROLES for paper in leaf.documents[role] if paper not in pack.papers]
        if unknown:
            return f"结论 {code} 用了没有的文书 {unknown[0]}。"
        if leaf.remedy not in REMEDIES:
            return f"结论 {code} 的救济写法不认识。"
    for paper, allowed in pack.remedies.items():
        if paper not in pack.papers or any(remedy not in REMEDIES for remedy in allowed) or not allowed:
            return f"文书 {paper} 的救济写法不认识。"
    for code in MAIN_LEAVES:
        if "*" not in pack.basis.get(code, {}):
            return f"结论 {code} 没有依据。"
        for entries in pack.basis[code].values():
            bad = next((entry for entry in entries if not _known(entry, articles)), "")
            if bad:
                return f"结论 {code} 引的 {bad} 不在引用表里。"
    for node in pack.nodes.values():
        if any(not _known(entry, articles) for entry in node.basis):
            return "有一个问题引的条文不在引用表里。"
    return ""


def _known(entry: str, articles: Mapping[int, int]) -> bool:
    if entry.startswith("@"):
        return entry[1:] in POLICY_TEXTS
    cited: Citation = parse_citation(entry)
    if cited.law != TIAOLI or cited.article is None:
        return True
    return 1 <= (cited.paragraph or 0) <= articles.get(cited.article, 0)
