"""Composes one paper: template and record in, finished text out; a pure function (design.md 5).

An unfilled required field stands as 〔待填：标签〕 in a draft and blocks 定稿.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xinfang_desk.domain.catalogue import DocumentKind, FieldRule, FieldSpec
from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.domain.papers import Blank, Block, Cell, DocumentData, Face, Paragraph, Run, Spacer, Table
from xinfang_desk.domain.wording.basis import (
    CITABLE,
    TIAOLI,
    Citation,
    basis_clause,
    parse_citation,
    visitor_may_read,
)
from xinfang_desk.domain.wording.checks import TRADE_WORDS
from xinfang_desk.domain.wording.facts import (
    PaperFacts,
    is_foreign,
    name_line,
    record_context,
    record_rows,
    surname_call,
)
from xinfang_desk.domain.wording.plain import plain_page
from xinfang_desk.domain.wording.template import (
    TICKED,
    UNTICKED,
    BlankBlock,
    Due,
    Part,
    SpaceBlock,
    TableBlock,
    TemplateBlock,
    Text,
    TextBlock,
    Value,
    block_texts,
    holds,
    keys_of,
    show,
)

SEAL_KEY = "seal"
BOTH_SEALS = "both"
LARGE = 1.25
LEAST_LARGE = 1.125  # 18 pt: nothing of a large print is smaller
_NOT_FILLED = ("××", "＿＿", "〔待", "{", "}")
_HELP_BLANK = "＿＿"
_COUNTS = {2: "两", 3: "三", 4: "四", 5: "五"}

_RECORD_LABELS = {
    "office_address": "接待地点",
    "office_phone": "联系电话",
    "office_query": "查询方式",
    "superior": "复查机关",
    "final_superior": "复核机关",
    "receiver": "接谈人",
    "receiver_short": "接谈人",
    "decider": "决定人",
    "decided_how": "决定方式",
    "tell_by": "书面告知的最后日期",
    "accepted_on": "受理日",
    "t5_due": "办结届满日",
    "t13_due": "答复届满日",
    "review_due": "申请期限届满日",
    "matter_line": "反映的事",
    "by_basis": "依据",
    "transferred_on": "转来的日期",
    "sending_body": "来件单位",
    "from_today": "申请期限届满日",
}


@dataclass
class _Page:
    """What composing one paper works with."""

    context: dict[str, Value]
    labels: dict[str, str]
    rows: Mapping[str, list[dict[str, Value]]]
    specs: Mapping[str, FieldSpec]
    missing: dict[str, str]
    scale: float


def active_rules(kind: DocumentKind, facts: PaperFacts, values: Mapping[str, str]) -> tuple[FieldRule, ...]:
    """The fields that this paper asks for, in order; a later one may hang on an earlier answer."""
    return tuple(rule for rule, _ in _answered(kind, _start(kind, facts), facts, values))


def active_fields(kind: DocumentKind, facts: PaperFacts, values: Mapping[str, str]) -> tuple[FieldSpec, ...]:
    """The open fields to show for these facts and answers."""
    return tuple(rule.spec for rule in active_rules(kind, facts, values))


def prefilled(kind: DocumentKind, facts: PaperFacts) -> dict[str, str]:
    """What the record already answers: field key -> value."""
    found = {}
    for rule, value in _answered(kind, _start(kind, facts), facts, {}):
        if value:
            found[rule.spec.key] = value
    return found


def compose(kind: DocumentKind, facts: PaperFacts, values: Mapping[str, str]) -> tuple[DocumentData, dict[str, str]]:
    """The paper's content, and field key -> sentence for all that keeps it from 定稿.

    ``values``: open fields as the clerk left them; what is not among them is prefilled from the record.
    """
    context = _start(kind, facts)
    missing: dict[str, str] = {}
    labels: dict[str, str] = {}
    specs: dict[str, FieldSpec] = {}
    for rule in kind.rules:
        context.setdefault(rule.spec.key, "")
    for rule, value in _answered(kind, context, facts, values):
        specs[rule.spec.key] = rule.spec
        problem = _field_problem(rule.spec, value) or _rule_problem(kind, rule, value, facts)
        if problem:
            missing[rule.spec.key] = problem
        _enter(rule, value, context, labels, facts)
    large = facts.large and kind.audience == "visitor"
    page = _Page(context, labels, record_rows(facts), specs, missing, LARGE if large else 1.0)
    context["by_basis"] = _by_basis(kind, facts, context)
    addressee = name_line(facts) if kind.addressee is None else _plain(kind.addressee, page)
    data = DocumentData(
        code=kind.code,
        layout=kind.layout,
        issuer_heading=facts.profile.name if kind.headed else "",
        title=next((title for when, title in kind.titles if holds(when, context)), kind.title),
        register_no=_register_text(facts),
        number=facts.number,
        addressee=f"{addressee}：" if addressee else "",
        strip=tuple((head, _plain(text, page)) for head, text, when in kind.strip if holds(when, context)),
        blocks=_blocks(kind.blocks, page),
        signers=_signers(kind, facts, context),
        dated=date_text(facts.on) if kind.signers == "office" else "",
        service=kind.service_owed,
        footer=_footer(kind, facts, page),
        practice=facts.practice,
        template_id=kind.template_id,
        template_version=kind.template_version,
        template_sha256=kind.template_sha256,
        back=_back(kind, facts, page),
        large=large,
    )
    return data, missing


def _back(kind: DocumentKind, facts: PaperFacts, page: _Page) -> tuple[Block, ...]:
    """The plain-words page, where the office has not switched it off."""
    if not kind.plain or not facts.profile.plain_page:
        return ()
    return plain_page(kind.plain, page.context, lambda text, own: _runs(text, replace(page, context=dict(own))))


def _start(kind: DocumentKind, facts: PaperFacts) -> dict[str, Value]:
    context = record_context(facts)
    remedy = facts.main.remedies.get(kind.code) if facts.main else None
    context["remedy"] = remedy if remedy in kind.allowed else kind.remedy
    return context


def _answered(
    kind: DocumentKind, context: dict[str, Value], facts: PaperFacts, values: Mapping[str, str]
) -> list[tuple[FieldRule, str]]:
    """Each asked field with its answer: the clerk's, else the record's. Fills the context for later conditions."""
    context = dict(context)
    answered = []
    rules = kind.rules + ((_seal_rule(facts),) if _has_two_seals(kind, facts) else ())
    for rule in rules:
        if not holds(rule.when, context):
            context[rule.spec.key] = ""
            continue
        value = _clean(values.get(rule.spec.key, _prefill(rule, context)))
        context[rule.spec.key] = value
        answered.append((rule, value))
    return answered


def _prefill(rule: FieldRule, context: Mapping[str, Value]) -> str:
    out = []
    for part in rule.prefill:
        value = context.get(part.key, "") if part.key else part.text
        out.append(value if isinstance(value, str) else _iso(value))
    return "".join(out)


def _iso(value: Value) -> str:
    if isinstance(value, Due):
        return value.day.isoformat()
    return value if isinstance(value, str) else value.isoformat()


def _clean(value: str) -> str:
    lines = [line.strip() for line in value.replace("\r", "\n").split("\n")]
    kept = [line for line in lines if line]
    joined = ""
    for line in kept:
        joined += line if not joined or joined[-1] in "。；，、：！？" else f"；{line}"
    return "".join(char for char in joined if char >= " ").replace("\x7f", "")


def _field_problem(spec: FieldSpec, value: str) -> str:
    if not value:
        return f"请填写“{spec.label}”。" if spec.required else ""
    if any(word in value for word in TRADE_WORDS):
        return f"“{spec.label}”里有不能写进文书的话，请改写。"
    if any(mark in value for mark in _NOT_FILLED):
        return f"“{spec.label}”里还有没填完的地方。"
    if spec.kind == "date" and parse_date(value) is None:
        return f"“{spec.label}”不是日期，请按年月日填写。"
    if spec.kind == "number" and not value.isdecimal():
        return f"“{spec.label}”要填数字。"
    if spec.kind == "choice" and value not in {choice for choice, _ in spec.choices}:
        return f"请选择“{spec.label}”。"
    return ""


def _rule_problem(kind: DocumentKind, rule: FieldRule, value: str, facts: PaperFacts) -> str:
    """What the paper's own rules refuse: a provisional day under a refusal, a trade of rights for help."""
    spec = rule.spec
    day = parse_date(value) if rule.settled else None
    if day is not None and facts.limit(day, past=True).provisional:
        return f"“{spec.label}”落在还没有放假安排的年份，是暂定的，不能作不予受理的依据。"
    if spec.key in kind.apart_except or spec.kind == "choice":
        return ""
    word = next((one for one in kind.apart_words if one in value), "")
    return f"“{spec.label}”里写了“{word}”：它不能和这张纸同一页、同一天办（防止交换），请改写。" if word else ""


def _enter(rule: FieldRule, value: str, context: dict[str, Value], labels: dict[str, str], facts: PaperFacts) -> None:
    spec = rule.spec
    context[spec.key] = value
    if spec.kind == "date":
        day = parse_date(value)
        context[spec.key] = "" if day is None else facts.limit(day) if rule.limit else day
    elif spec.kind == "choice":
        labels[spec.key] = dict(spec.choices).get(value, "")
    elif spec.kind == "staff":
        person = next((one for one in facts.staff if one.name == value), None)
        context[f"{spec.key}_short"] = surname_call(value)
        context[f"{spec.key}_phone"] = (person.telephone if person else "") or facts.profile.telephone


def _has_two_seals(kind: DocumentKind, facts: PaperFacts) -> bool:
    return kind.signers == "office" and len(facts.profile.seal_names) > 1


def _seal_rule(facts: PaperFacts) -> FieldRule:
    names = facts.profile.seal_names
    choices = (*((name, name) for name in names), (BOTH_SEALS, "、".join(names)))
    spec = FieldSpec(SEAL_KEY, "落款", "choice", True, choices, width=6)
    return FieldRule(spec, prefill=(Part(text=names[0]),))


def _signers(kind: DocumentKind, facts: PaperFacts, context: Mapping[str, Value]) -> tuple[str, ...]:
    if kind.signers != "office":
        return ()
    names = facts.profile.seal_names or (facts.profile.name,)
    chosen = context.get(SEAL_KEY, "")
    if len(names) == 1 or not isinstance(chosen, str):
        return names[:1]
    return names if chosen == BOTH_SEALS else (chosen,) if chosen in names else names[:1]


def _register_text(facts: PaperFacts) -> str:
    numbers = [item.register_no for item in facts.items]
    if not numbers:
        return ""
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}等{len(numbers)}件"


def _by_basis(kind: DocumentKind, facts: PaperFacts, context: Mapping[str, Value]) -> str:
    citations: list[Citation] = []
    others: list[str] = []
    for rule in kind.basis:
        if not holds(rule.when, context):
            continue
        if rule.cite == "result":
            citations += [one for one in (facts.main.basis if facts.main else ()) if _may_print(kind, one)]
        elif rule.cite.startswith("{"):
            text = context.get(rule.cite.strip("{}"), "")
            if isinstance(text, str) and text:
                others.append(text)
        else:
            citations.append(parse_citation(rule.cite))
    own = facts.profile.policy
    texts = (own.n2_basis, own.n3_basis, own.z2_basis, own.late_review_basis)  # documents, not laws: set without 《》
    others += [one.law for one in citations if one.article is None and one.law in texts]
    laws = [one for one in citations if one.article is None and one.law in others]
    kept = [one for one in dict.fromkeys(citations) if one not in laws]
    return basis_clause(kept, tuple(dict.fromkeys(others)), is_foreign(facts) and kind.audience == "visitor")


def _may_print(kind: DocumentKind, citation: Citation) -> bool:
    """The screening's basis as far as this paper may print it; on letters and files all of it."""
    if kind.audience != "visitor":
        return True
    return visitor_may_read(citation) and (citation.law != TIAOLI or citation.short in CITABLE)


def _footer(kind: DocumentKind, facts: PaperFacts, page: _Page) -> tuple[str, ...]:
    own = tuple(_plain(text, page) for text in kind.footer)
    profile = facts.profile
    if kind.audience == "file":
        return own
    copies = _copies_line(kind)
    if kind.audience == "body":
        who = facts.receiver.name if facts.receiver else ""
        if any("receiver_phone" in keys_of(text) for block in kind.blocks for text in block_texts(block)):
            return own  # the letter itself names the contact
        return (
            *own,
            f"联系人：{who}　电话：{(facts.receiver.telephone if facts.receiver else '') or profile.telephone}",
        )
    place = profile.address + (f"（{profile.floor}）" if profile.floor else "")
    contact = f"地点：{place}｜时间：{profile.hours}｜电话：{profile.telephone}"
    help_line = profile.help_line.replace(_HELP_BLANK, profile.relief_body or "当地乡镇人民政府、街道办事处")
    return tuple(line for line in (*own, contact, f"{help_line}　{copies}".strip("　")) if line)


def _copies_line(kind: DocumentKind) -> str:
    count = len(kind.copies)
    if count < 2:
        return ""
    return f"一式{_COUNTS[count]}份：{'、'.join(kind.copies)}"


def _blocks(blocks: Iterable[TemplateBlock], page: _Page) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        if not holds(block.when, page.context):
            continue
        if isinstance(block, TextBlock):
            runs = _runs(block.text, page)
            if runs:
                out.append(Paragraph(runs, block.indent, block.align, _size(block.size, page), block.keep))
        elif isinstance(block, TableBlock):
            out.append(_table(block, page))
        elif isinstance(block, BlankBlock):
            out.append(Blank(block.label, block.after, block.chars))
        elif isinstance(block, SpaceBlock):
            out.append(Spacer(block.lines))
    return tuple(out)


def _size(size: float, page: _Page) -> float:
    return size if page.scale == 1.0 else max(size * page.scale, LEAST_LARGE)


def _table(block: TableBlock, page: _Page) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row in block.rows:
        if not holds(row.when, page.context):
            continue
        if not row.each:
            rows.append(
                tuple(_cell(cell.text, cell.head, cell.span, cell.align, cell.lines, page) for cell in row.cells)
            )
            continue
        entries = page.rows[row.each]
        for entry in entries:
            local = replace(page, context={**page.context, **entry})
            rows.append(
                tuple(_cell(cell.text, cell.head, cell.span, cell.align, cell.lines, local) for cell in row.cells)
            )
        for _ in range(row.fill - len(entries)):
            rows.append(tuple(Cell("", span=cell.span, min_lines=cell.lines) for cell in row.cells))
    return Table(block.widths, tuple(rows), _size(block.size, page), True, block.head_rows)


def _cell(text: Text, head: bool, span: int, align: str, lines: int, page: _Page) -> Cell:
    return Cell(_plain(text, page), Face.HEI if head else Face.BODY, span, align, lines)


def _plain(text: Text, page: _Page) -> str:
    return "".join(run.text for run in _runs(text, page))


def _runs(text: Text, page: _Page) -> tuple[Run, ...]:
    runs: list[Run] = []
    bold = False
    for part in text:
        if part.text:
            for number, piece in enumerate(part.text.split("**")):
                bold = bold != (number > 0)
                _add(runs, piece, bold)
        elif part.box is not None:
            _add(runs, TICKED if part.box.holds(page.context) else UNTICKED, bold)
        else:
            _add(runs, _value(part.key, part.weekday, part.optional, page), bold)
    return tuple(runs)


def _add(runs: list[Run], text: str, bold: bool) -> None:
    if not text:
        return
    face = Face.HEI if bold else Face.BODY
    if runs and runs[-1].face is face:
        runs[-1] = Run(runs[-1].text + text, face)
    else:
        runs.append(Run(text, face))


def _value(key: str, weekday: bool, optional: bool, page: _Page) -> str:
    value = page.context.get(key, "")
    text = _clean(page.labels.get(key) or show(value, weekday))
    if key in page.specs and page.specs[key].kind in ("text", "long"):
        text = text.rstrip("。；;")
    if text or optional:
        return text
    spec = page.specs.get(key)
    if spec is not None and not spec.required:
        return ""
    label = spec.label if spec is not None else _RECORD_LABELS.get(key, "登记内容")
    page.missing.setdefault(key, f"缺少“{label}”，请先补上。")
    return f"〔待填：{label}〕"
