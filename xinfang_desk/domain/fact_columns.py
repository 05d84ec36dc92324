"""The fact column of a refusal: what has to be known, per ground, before it may be decided (counter-rules 4.1, 5).

Grounds: N1 条例 19.3, N2 20.1, N3 20.2, Z1 36.3, Z2, and ``late`` (本省规定, L16 where it bars). The values are text
keyed by field; ``compare`` is a JSON list of ``[then, now, "same" | "other" | ""]`` rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from xinfang_desk.domain.moments import parse_date

COMPARE = "compare"
JUDGED_ON = "judged_on"  # kept beside the column: the day a judgment was received, for the paper that guides to court
LATE = "late"


@dataclass(frozen=True)
class FactAsk:
    """One cell of the fact column. ``kind``: text | date | choice | compare; ``choices``: (id, label) pairs."""

    key: str
    label: str
    kind: str = "text"
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


STAGES = (("in_progress", "正在审理（办理）"), ("decided", "已经裁判（办结）"), ("not_started", "应当提起，还没有提起"))

_COMPARE = FactAsk(COMPARE, "上次说的／这次说的／相同或不同", "compare", hint="逐项比，全部相同才能这样告知")
_WHERE = FactAsk("where_to", "正确去向（机关、地址、电话）", hint="他现在该去哪里")

FACT_COLUMNS: dict[str, tuple[FactAsk, ...]] = {
    "N1": (
        FactAsk("pending_body", "在办机关"),
        FactAsk("pending_accepted_on", "受理日", "date"),
        FactAsk("pending_due_on", "届满日", "date"),
        _WHERE,
    ),
    "N2": (
        FactAsk("competent_body", "有权处理的本级机关"),
        FactAsk("competent_superior", "有权处理的上一级机关"),
        _WHERE,
    ),
    "N3": (
        FactAsk("case_body", "法院（检察院）"),
        FactAsk("case_stage", "办到哪一步", "choice", choices=STAGES),
        FactAsk("case_number", "案号", hint="还没有提起的可以不填"),
        _WHERE,
    ),
    "Z1": (
        FactAsk("final_body", "复核机关"),
        FactAsk("final_number", "复核意见书文号"),
        FactAsk("final_served_on", "复核意见书送达日", "date"),
        _COMPARE,
    ),
    "Z2": (
        FactAsk("ended_body", "终结机关"),
        FactAsk("ended_document", "终结文书名称"),
        FactAsk("ended_number", "终结文书文号"),
        _COMPARE,
    ),
    LATE: (
        FactAsk("opinion_body", "出具意见书的机关"),
        FactAsk("opinion_number", "意见书文号"),
        FactAsk("opinion_served_on", "意见书送达日", "date"),
        FactAsk("review_due_on", "申请期限届满日", "date"),
        _COMPARE,
    ),
}

FACT_KEYS: tuple[str, ...] = tuple(dict.fromkeys(ask.key for asks in FACT_COLUMNS.values() for ask in asks))


@dataclass(frozen=True)
class Comparison:
    """One compared point. ``verdict``: same | other | empty while it is open."""

    then: str
    now: str
    verdict: str


def parse_comparison(text: str) -> tuple[Comparison, ...]:
    """The rows of a ``compare`` cell; ValueError for anything that is not a list of three texts each."""
    rows = json.loads(text) if text else []
    if not isinstance(rows, list):
        raise ValueError("not a list")
    parsed = []
    for row in rows:
        if not (isinstance(row, list) and len(row) == 3 and all(isinstance(cell, str) for cell in row)):
            raise ValueError("not a row of three texts")
        parsed.append(Comparison(row[0].strip(), row[1].strip(), row[2]))
    return tuple(parsed)


def column_of(ground: str | None, leaf: str = "") -> tuple[FactAsk, ...]:
    """The cells of a ground; ``L16`` with any ground is the provincial rule; empty where nothing is refused."""
    if leaf == "L16":
        return FACT_COLUMNS[LATE]
    return FACT_COLUMNS.get(ground or "", ())


def missing_facts(ground: str | None, leaf: str, values: Mapping[str, str]) -> dict[str, str]:
    """Field key -> sentence for every empty or wrong cell (一格空，不能决定)."""
    problems: dict[str, str] = {}
    for ask in column_of(ground, leaf):
        value = values.get(ask.key, "").strip()
        if ask.key == "case_number" and values.get("case_stage") == "not_started" and not value:
            continue
        if ask.kind == "compare":
            problem = _comparison_problem(value)
            if problem:
                problems[ask.key] = problem
        elif not value:
            problems[ask.key] = f"请填写“{ask.label}”，空着不能决定。"
        elif ask.kind == "date" and parse_date(value) is None:
            problems[ask.key] = f"“{ask.label}”不是日期，请按年月日填写。"
        elif ask.kind == "choice" and value not in {choice for choice, _ in ask.choices}:
            problems[ask.key] = f"请选择“{ask.label}”。"
    return problems


def _comparison_problem(value: str) -> str:
    try:
        rows = parse_comparison(value)
    except ValueError:
        return "比对栏读不出来，请重新填写。"
    if not rows or any(not row.then or not row.now or row.verdict not in ("same", "other") for row in rows):
        return "请把“上次说的、这次说的、相同或不同”逐项填完。"
    if any(row.verdict == "other" for row in rows):
        return "有一项不同，不是同一事实和理由，不能这样告知；请重新甄别。"
    return ""
