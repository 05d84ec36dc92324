"""What a screening says, frozen, and its JSON exactly as the contract has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinfang_desk.domain.deadlines import Deadline
from xinfang_desk.domain.wording.basis import Citation


@dataclass(frozen=True)
class TraceStep:
    node: str
    answer: Any
    basis: tuple[str, ...]


@dataclass(frozen=True)
class NotChosen:
    leaf: str
    because: str


@dataclass(frozen=True)
class ScreeningResult:
    """``leaf`` is None while facts are missing; codes are those of the reference."""

    leaf: str | None
    side_leaves: tuple[str, ...]
    ground: str | None
    documents: tuple[str, ...]
    on_request: tuple[str, ...]
    remedies: Mapping[str, str]
    remedy: str | None
    needs_named_decision: bool
    blocked_by: tuple[str, ...]
    basis: tuple[Citation, ...]
    deadlines: tuple[Deadline, ...]
    trace: tuple[TraceStep, ...]
    not_chosen: tuple[NotChosen, ...]
    warnings: tuple[str, ...]
    missing: tuple[str, ...]
    rules: tuple[str, str, str]  # pack, version, sha256

    def to_json(self) -> dict[str, Any]:
        return {
            "leaf": self.leaf,
            "side_leaves": list(self.side_leaves),
            "ground": self.ground,
            "documents": list(self.documents),
            "on_request": list(self.on_request),
            "remedies": dict(self.remedies),
            "remedy": self.remedy,
            "needs_named_decision": self.needs_named_decision,
            "blocked_by": list(self.blocked_by),
            "basis": [
                {"law": one.law, "article": one.article, "paragraph": one.paragraph, "item": one.item}
                for one in self.basis
            ],
            "deadlines": [
                {
                    "code": one.code,
                    "starts": one.starts.isoformat(),
                    "due": one.due.isoformat(),
                    "advised": one.advised.isoformat(),
                    "day_kind": one.day_kind,
                    "provisional": one.provisional,
                    "formula": one.formula,
                }
                for one in self.deadlines
            ],
            "trace": [{"node": one.node, "answer": one.answer, "basis": list(one.basis)} for one in self.trace],
            "not_chosen": [{"leaf": one.leaf, "because": one.because} for one in self.not_chosen],
            "warnings": list(self.warnings),
            "missing": list(self.missing),
            "rules": {"pack": self.rules[0], "version": self.rules[1], "sha256": self.rules[2]},
        }
