"""What a new rule pack or a new directory of paths changes, in words that the office's law officer can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xinfang_desk.domain.cards.belongs_words import PAIR_WORDS
from xinfang_desk.domain.paths import PathRow, Paths
from xinfang_desk.domain.screening.pack import POLICY_TEXTS, ROLES, RulePack
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.domain.wording.basis import basis_text, parse_citation

ROLE_WORDS = {"A": "信访部门", "B": "乡镇街道", "C": "县直部门"}
REMEDY_WORDS = {
    "none": "不写救济",
    "statutory_path": "写法定途径",
    "review": "写复查",
    "final_review": "写复核",
    "reconsideration_or_suit": "写复议、诉讼",
}
_POLICY_WORDS = {
    "n2_basis": "越级走访的依据文件",
    "n3_basis": "涉诉来访的依据文件",
    "z2_basis": "依法终结的依据文件",
    "late_review_basis": "过期不再受理的本省规定",
}
_NOTHING = "无"

_PATH_COLUMNS = (
    ("field", "领域"),
    ("asks", "诉求类型"),
    ("way", "法定途径"),
    ("bodies", "有权机关"),
    ("basis", "依据"),
    ("limit_hint", "时效提示"),
    ("items", "三十一条归口"),
    ("manner", "方式"),
    ("confidence", "把握"),
    ("note", "说明"),
)

Titles = Mapping[str, str]  # document code -> title


def rule_changes(old: RulePack, new: RulePack, titles: Titles) -> tuple[str, ...]:
    """One sentence a change; empty when the packs decide and say the same."""
    return tuple(_rules(old, new, titles))


def _rules(old: RulePack, new: RulePack, titles: Titles) -> Iterator[str]:
    for name, node in new.nodes.items():
        before = old.nodes[name]
        if node.question != before.question:
            yield f"问题“{before.question}”改成“{node.question}”。"
        if node.basis != before.basis:
            yield f"问题“{node.question}”的条文：{cited(before.basis)} → {cited(node.basis)}。"
    for code, leaf in new.leaves.items():
        was = old.leaves[code]
        if leaf.title != was.title:
            yield f"结论“{was.title}”改叫“{leaf.title}”。"
        for what, then, now in (("成立的说法", was.cause, leaf.cause), ("不成立的说法", was.absent, leaf.absent)):
            if then != now:
                yield f"结论“{leaf.title}”{what}：{then} → {now}。"
        for role in ROLES:
            if leaf.documents[role] != was.documents[role]:
                papers = f"{papers_text(was.documents[role], titles)} → {papers_text(leaf.documents[role], titles)}"
                yield f"结论“{leaf.title}”（{ROLE_WORDS[role]}）的文书：{papers}。"
        if leaf.remedy != was.remedy:
            yield f"结论“{leaf.title}”：{REMEDY_WORDS[was.remedy]} → {REMEDY_WORDS[leaf.remedy]}。"
        yield from _basis(old.basis.get(code, {}), new.basis.get(code, {}), leaf.title)
    for paper in sorted({*old.papers, *new.papers}):
        if (paper in old.papers) != (paper in new.papers):
            yield f"{'增加' if paper in new.papers else '去掉'}文书《{titles.get(paper, paper)}》。"
        elif old.remedies.get(paper) != new.remedies.get(paper):
            then, now = (_remedies(pack.remedies.get(paper, ())) for pack in (old, new))
            yield f"《{titles.get(paper, paper)}》可用的救济：{then} → {now}。"
    for key in sorted({*old.warnings, *new.warnings}):
        if old.warnings.get(key) != new.warnings.get(key):
            yield f"提醒：{old.warnings.get(key, _NOTHING)} → {new.warnings.get(key, _NOTHING)}"


def _basis(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]], title: str) -> Iterator[str]:
    for variant in dict.fromkeys([*old, *new]):
        if old.get(variant) != new.get(variant):
            yield f"结论“{title}”的依据：{cited(old.get(variant, ()))} → {cited(new.get(variant, ()))}。"


def cited(entries: Iterable[str]) -> str:
    """《信访工作条例》第二十二条第一款; texts that the office enters are named."""
    plain = [entry for entry in entries if not entry.startswith("@")]
    others = [_POLICY_WORDS.get(entry[1:], "依据文件") for entry in entries if entry[1:] in POLICY_TEXTS]
    return basis_text([parse_citation(entry) for entry in plain], others) or _NOTHING


def papers_text(codes: Iterable[str], titles: Titles) -> str:
    return "、".join(f"《{titles.get(code, code)}》" for code in codes) or _NOTHING


def _remedies(allowed: Iterable[str]) -> str:
    return "、".join(REMEDY_WORDS[one] for one in allowed) or _NOTHING


def result_changes(
    old: ScreeningResult, new: ScreeningResult, before: RulePack, after: RulePack, titles: Titles
) -> str:
    """How one recorded screening would end otherwise; empty when it would not."""
    found = []
    if old.leaf != new.leaf and old.leaf is not None and new.leaf is not None:
        found.append(f"结论 {before.leaf_title(old.leaf)} → {after.leaf_title(new.leaf)}")
    if (old.documents, old.on_request) != (new.documents, new.on_request):
        found.append(f"文书 {papers_text(old.documents, titles)} → {papers_text(new.documents, titles)}")
    if old.remedies != new.remedies or old.remedy != new.remedy:
        found.append("救济的写法变了")
    if old.basis != new.basis:
        found.append(f"依据 {basis_text(old.basis) or _NOTHING} → {basis_text(new.basis) or _NOTHING}")
    if old.warnings != new.warnings:
        found.append("提醒变了")
    return "；".join(found)


def path_changes(old: Paths, new: Paths) -> tuple[str, ...]:
    """One sentence a changed row or column; empty when the directories say the same."""
    found = []
    for row in new.rows:
        was = old.get(row.id)
        if was is None:
            found.append(f"增加 {row.id} {row.asks}。")
        else:
            found += [f"{row.id} {row.asks}：{words}。" for words in row_changes(was, row)]
    found += [f"去掉 {row.id} {row.asks}。" for row in old.rows if new.get(row.id) is None]
    return tuple(found)


def row_changes(old: PathRow, new: PathRow) -> tuple[str, ...]:
    """What differs between two versions of a row, a clause each."""
    found = []
    for key, label in _PATH_COLUMNS:
        then, now = str(getattr(old, key)), str(getattr(new, key))
        if then != now:
            found.append(f"{label} {then or _NOTHING} → {now or _NOTHING}")
    if old.verified != new.verified:
        found.append("改为已核" if new.verified else "改为待核定")
    if old.routes != new.routes:
        found.append(f"走哪条路 {_roads(old)} → {_roads(new)}")
    if (old.t13_days, old.t13_unit) != (new.t13_days, new.t13_unit):
        found.append(f"答复期限 {_days(old)} → {_days(new)}")
    if (old.words, old.initials) != (new.words, new.initials):
        found.append("搜的词变了")
    return tuple(found)


def _roads(row: PathRow) -> str:
    return "、".join(PAIR_WORDS.get(pair, str(pair[0])) for pair in row.routes) or _NOTHING


def _days(row: PathRow) -> str:
    if row.t13_days is None:
        return _NOTHING
    return f"{row.t13_days}{'个工作日' if row.t13_unit == 'working' else '日'}"
