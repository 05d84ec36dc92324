"""甄别意见: one recorded screening as a file sheet — facts with their sources, the path, why not the others (S1).

Plain words first; codes stand beside them for whoever checks the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.fact_columns import COMPARE, STAGES, column_of
from xinfang_desk.domain.moments import date_text, date_weekday_text, parse_date
from xinfang_desk.domain.records import Screening
from xinfang_desk.domain.screening.facts import FACTS
from xinfang_desk.domain.screening.pack import RulePack
from xinfang_desk.domain.wording.basis import TIAOLI, chinese_number, parse_citation, place_text
from xinfang_desk.domain.wording.conclusion import LABELS
from xinfang_desk.domain.wording.template import names

CODE = "S1"
SHORT_HASH = 12
NONE = "—"
_UNKNOWN = "没有记来处"
_SOURCES = ("设置", "登记", "接访员一览确认", "来访人回答", "目录", "库中查得", "未核实", "按规则", _UNKNOWN)

GROUNDS = {
    "N1": "上级不重复受理",
    "N2": "越级走访不予受理",
    "N3": "法院、检察院的案子，窗口不予受理",
    "Z1": "复核后同一事实和理由，不再受理",
    "Z2": "已依法终结，不再受理",
}
_HOW = {"present": "当面", "phone": "电话", "writing": "书面"}

_FACT_NAMES = {
    "desk_role": "本窗口",
    "form": "怎么来的",
    "received_on": "收到日",
    "identity_clear": "姓名、住址清楚",
    "danger_on_site": "现场有危险或者围堵、打砸",
    "major_or_urgent": "可能出大事",
    "clerk_has_interest": "接访员有直接利害关系",
    "through_agent": "受委托替别人来的",
    "people": "人数",
    "joint_matter": "为同一件事来的",
    "representatives": "推选的代表",
    "oral": "口头提出",
    "nature": "来做什么",
    "accused_supervised": "举报的是干部、党员、公职人员",
    "final_review_opinion": "有复核意见",
    "final_review_revoked": "复核意见后来撤销了",
    "same_facts_and_reasons": "事实和理由全部相同",
    "judicial_matter_concluded": "法院等已书面终结",
    "judicial_jurisdiction": "法院、检察院的案子",
    "judicial_stage": "案子办到哪一步",
    "mediation_possible": "愿意先调解",
    "same_matter_pending": "同一件事正在办",
    "pending_overdue": "过了期限没给答复",
    "desk_is_superior": "本窗口是办理机关的上级",
    "head_confirms_n1": "负责人确认不重复受理",
    "opinion": "手里的意见书",
    "opinion_served_on": "意见书送达日",
    "told_of_review": "意见书写了可以申请复查（复核）",
    "good_cause": "有耽误的原因",
    "new_facts": "有新的事实或者理由",
    "transferred_in": "信访部门或者本系统上级转来",
    "transferred_in_on": "转来日",
    "within_competence": "归本单位、本系统管",
    "levels_skipped": "跳过了有权处理的本级和上一级",
    "route": "走哪条路",
    "route_target": "找谁",
    "competent": "归谁管",
    "feedback_required": "要对方报结果",
    "t13_days": "专门法的答复期限",
    "t13_unit": "怎么数日子",
    "on": "甄别日",
}
_ROUTES = {
    1: "诉讼、检察、公安程序或者调解",
    2: "仲裁",
    3: "党员、人事申诉",
    4: "审批、确认、复议、裁决等手续",
    5: "查违法、保护人身财产",
    6: "信访手续",
}
_TARGETS = {
    "court": "打官司",
    "procuratorate": "找检察院",
    "police": "找公安",
    "mediation": "调解",
    "state_compensation": "国家赔偿",
    "labour_arbitration": "劳动人事仲裁",
    "land_arbitration": "承包地仲裁",
    "commercial_arbitration": "合同写明的仲裁",
    "party_appeal": "党员申诉",
    "personnel_appeal": "人事申诉",
    "reconsideration": "行政复议",
    "adjudication": "裁决",
    "technical_appraisal": "技术鉴定",
    "social_assistance": "社会救助",
    "own_procedure": "本单位专门手续",
}
_WORDS: dict[str, Mapping[Any, str]] = {
    "desk_role": {"A": "信访部门", "B": "乡镇街道", "C": "县直部门、单位"},
    "form": {"visit": "来访", "letter": "来信", "phone": "来电", "online": "网上"},
    "nature": {
        "consultation": "问事",
        "disclosure": "举报",
        "suggestion": "提建议、反映情况",
        "claim": "要解决问题",
    },
    "judicial_jurisdiction": {"none": "没有", "court": "法院", "procuratorate": "检察院"},
    "judicial_stage": dict(STAGES),
    "opinion": {"none": "没有", "handling": "处理意见书", "review": "复查意见书"},
    "route": {number: f"第（{chinese_number(number)}）项 {words}" for number, words in _ROUTES.items()},
    "route_target": _TARGETS,
    "competent": {
        "self": "本单位",
        "same_level": "本级别的部门",
        "subordinate": "下级",
        "several": "几家都沾边",
        "outside": "本级以外",
    },
    "t13_unit": {"calendar": "自然日", "working": "工作日"},
}
_ROUTES_ARTICLE = 31
_REFUSING = ("L09", "L10", "L11", "L12", "L16", "L17")
_NODE_FACT = {"Q10": "opinion", "Q13": "competent"}

SHEET_KEYS = names(
    "s_title s_leaf s_side s_ground s_papers s_decision s_awaiting s_replaced s_screened s_pack s_remarks s_column "
    "s_path s_compared s_dated s_others"
)
SHEET_ROWS: dict[str, frozenset[str]] = {
    "s_facts": names("f_source f_words"),
    "s_dates": names("d_what d_due d_formula"),
    "s_cells": names("k_label k_words"),
}

Row = Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """What the sheet prints. ``texts``: by SHEET_KEYS; ``rows``: list -> its lines, by SHEET_ROWS."""

    texts: Mapping[str, str]
    rows: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Around:
    """What stands outside the screening itself.

    Attributes:
        clerk: who screened.
        decider: who decided, or empty.
        at_text, decided_text: the instants as people read them.
        path: the chosen row of the statutory paths in words, or empty.
        titles: code -> title of a paper.
    """

    clerk: str
    at_text: str
    titles: Mapping[str, str]
    decider: str = ""
    decided_text: str = ""
    path: str = ""


def opened(screening: Screening, body: Mapping[str, Any]) -> Screening:
    """The screening of a sealed item with what its facts row kept under the item's key put back."""
    result = json.loads(screening.result_json)
    result |= {key: body[key] for key in ("trace", "not_chosen", "warnings") if key in body}
    reason = body.get("replaced_reason") or screening.replaced_reason
    return replace(
        screening,
        facts_json=canonical(body.get("facts", {})),
        sources_json=canonical(body.get("sources", {})),
        fact_column_json=canonical(body.get("column", {})),
        result_json=canonical(result),
        replaced_reason=reason,
    )


def sheet_of(screening: Screening, rules: RulePack, around: Around) -> Sheet:
    """One recorded screening in words; nothing is screened anew."""
    result: dict[str, Any] = json.loads(screening.result_json)
    facts: dict[str, Any] = json.loads(screening.facts_json)
    cells = _cells(screening)
    titles = (f"《{around.titles.get(code, code)}》" for code in result["documents"])
    ground = screening.ground or ""
    texts = {
        "s_title": rules.leaf_title(screening.leaf),
        "s_leaf": screening.leaf,
        "s_side": "、".join(f"{rules.leaf_title(leaf)}（{leaf}）" for leaf in result["side_leaves"]),
        "s_ground": f"{GROUNDS[ground]}（{ground}）" if ground in GROUNDS else ground,
        "s_papers": "、".join(titles),
        "s_decision": _decision(screening, around),
        "s_awaiting": screening.awaiting_reason if screening.awaiting else "",
        "s_replaced": screening.replaced_reason,
        "s_screened": f"{around.clerk}，{around.at_text}",
        "s_pack": f"{screening.pack} {screening.pack_version}，校验 {screening.pack_sha256[:SHORT_HASH]}",
        "s_remarks": "".join(result["warnings"]),
        "s_path": "；".join(_step(rules, step) for step in result["trace"]),
        "s_column": _yes(cells),
        "s_compared": _yes(json.loads(screening.fact_column_json).get(COMPARE)),
        "s_dated": _yes(result["deadlines"]),
        "s_others": _others(rules, result["not_chosen"]),
    }
    rows = {
        "s_facts": _fact_rows(facts, json.loads(screening.sources_json), around.path),
        "s_dates": tuple(_date_row(line) for line in result["deadlines"]),
        "s_cells": cells,
    }
    return Sheet(texts, rows)


def fact_words(key: str, value: Any) -> str:
    """One fact in words: 是, 2026年11月23日, 正在审理（办理）."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None:
        return "没有凭证" if key == "opinion_served_on" else NONE
    if key in _WORDS:
        return _WORDS[key].get(value, str(value))
    day = parse_date(value) if isinstance(value, str) else None
    if day is not None:
        return date_text(day)
    unit = {"people": "人", "representatives": "人", "t13_days": "日"}.get(key, "")
    return f"{value}{unit}"


def _fact_rows(facts: Mapping[str, Any], sources: Mapping[str, Mapping[str, str]], path: str) -> tuple[Row, ...]:
    """The facts by where they come from, in the order of the contract; a note stands behind its fact."""
    found: dict[str, list[str]] = {}

    def add(key: str, words: str) -> None:
        source = sources.get(key, {})
        note = f"（{source['note']}）" if source.get("note") else ""
        found.setdefault(source.get("source") or _UNKNOWN, []).append(f"{words}{note}")

    for key in FACTS:
        if key in facts:
            add(key, f"{_FACT_NAMES[key]}：{fact_words(key, facts[key])}")
    if path:
        add("path", path)
    ordered = sorted(found, key=lambda source: _SOURCES.index(source) if source in _SOURCES else len(_SOURCES))
    return tuple({"f_source": source, "f_words": "；".join(found[source])} for source in ordered)


def _step(rules: RulePack, step: Mapping[str, Any]) -> str:
    """是不是举报（Q3）：否〔第二十二条第二款〕"""
    node = str(step["node"])
    known = rules.nodes.get(node)
    question = f"{known.question}（{node}）" if known is not None else node
    places = "、".join(_place(_of_route(node, step["answer"], entry)) for entry in step["basis"])
    return f"{question}：{_answer_words(node, step['answer'])}" + (f"〔{places}〕" if places else "")


def _of_route(node: str, answer: Any, entry: str) -> str:
    """The item of 条例 31 that the chosen route is; none where the competent body judges."""
    number = str(answer if answer is not None else "").partition(" ")[0]
    if node != "Q14" or parse_citation(entry).article != _ROUTES_ARTICLE:
        return entry
    return f"{_ROUTES_ARTICLE}({number})" if number else str(_ROUTES_ARTICLE)


def _answer_words(node: str, answer: Any) -> str:
    if node == "Q14":
        number, _, target = str(answer if answer is not None else "").partition(" ")
        if not number:
            return "由有权机关判断"
        item = f"第（{chinese_number(int(number))}）项"
        return f"{item} {_TARGETS.get(target, target) if target else _ROUTES[int(number)]}"
    return fact_words(_NODE_FACT.get(node, ""), answer)


def _place(entry: str) -> str:
    """第二十三条第二款; the regulation itself is named at the head of the column."""
    cited = parse_citation(entry)
    return place_text(cited) if cited.law == TIAOLI else f"《{cited.law}》{place_text(cited)}"


def _date_row(line: Mapping[str, Any]) -> Row:
    due, advised = parse_date(line["due"]), parse_date(line["advised"])
    text = date_weekday_text(due) if due is not None else str(line["due"])
    if line["provisional"]:
        text += "，暂定"
    if advised is not None and advised != due:
        text += f"；建议 {date_text(advised)}前"
    label = LABELS.get(line["code"], "")
    return {"d_what": f"{label}（{line['code']}）", "d_due": text, "d_formula": str(line["formula"])}


def _others(rules: RulePack, lines: list[Mapping[str, str]]) -> str:
    """Every other conclusion with the one fact that ruled it out; what one fact rules out stands together.

    Those that would have refused are named; the others stand by their code, which the fact beside it explains.
    """
    grouped: dict[str, list[str]] = {}
    for line in lines:
        leaf = line["leaf"]
        named = f"“{rules.leaf_title(leaf)}”{leaf}" if leaf in _REFUSING else leaf
        grouped.setdefault(line["because"], []).append(named)
    return "；".join(f"{'、'.join(titles)}——{because}" for because, titles in grouped.items())


def _cells(screening: Screening) -> tuple[Row, ...]:
    """The fact column of a refusal but for its comparison, which has three columns of its own."""
    column: dict[str, str] = json.loads(screening.fact_column_json)
    rows = []
    for ask in column_of(screening.ground, screening.leaf):
        value = column.get(ask.key, "").strip()
        if ask.kind == "compare" or not value:
            continue
        day = parse_date(value) if ask.kind == "date" else None
        words = date_text(day) if day is not None else dict(ask.choices).get(value, value)
        rows.append({"k_label": ask.label, "k_words": words})
    return tuple(rows)


def _decision(screening: Screening, around: Around) -> str:
    if not around.decider:
        return ""
    how = _HOW.get(screening.decided_how or "", "")
    phone = f"（{screening.decided_phone}）" if screening.decided_phone else ""
    clear = "；已确认与本事项、来访人没有直接利害关系" if screening.no_interest else ""
    return f"{around.decider}，{how}{phone}决定，{around.decided_text}{clear}"


def _yes(found: object) -> str:
    return "yes" if found else ""
