"""The conclusion before it is adopted: outcome of the cards in, conclusion card out; nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xinfang_desk.domain.cards.given import STORE
from xinfang_desk.domain.cards.outcome import Outcome
from xinfang_desk.domain.cards.view import AskKind, FollowUp, Option
from xinfang_desk.domain.deadlines import REVIEW_DAYS, days_limit
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.fact_columns import COMPARE, FactAsk, column_of, missing_facts
from xinfang_desk.domain.joined import code_for
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.records import ClockState, DocumentState, Item, Reception, Screening
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import Facts, parse_facts
from xinfang_desk.domain.screening.pack import RulePack
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.domain.tables import PURPOSE_NATURES, PURPOSES
from xinfang_desk.domain.wording import conclusion as words
from xinfang_desk.domain.wording.basis import basis_text
from xinfang_desk.domain.wording.conclusion import DeadlineLine, WhyNot
from xinfang_desk.services.approvals import confirmations, prints
from xinfang_desk.services.context import Desk
from xinfang_desk.services.in_force import paths_in_force, rules_in_force, rules_of
from xinfang_desk.services.law_text import words_of
from xinfang_desk.services.paper_asks import PaperAsks
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import INTERIM, active_items, current_screening, met_before, untold

NO_BASIS = "问事，不引条例。"
NATURE_PURPOSES = {"claim": "qiujue", "suggestion": "jianyi", "disclosure": "jubao", "consultation": "zixun"}

SIDE_REPORT = "L02"  # 可能出大事: reported at once

_KINDS = {"text": AskKind.TEXT, "date": AskKind.DATE, "choice": AskKind.CHOICE, "compare": AskKind.COMPARE}

# Which named body the right address is taken from, where the directory knows it by exactly this name.
_WHERE_FROM = {"N1": "pending_body", "N2": "competent_body", "N3": "case_body"}


@dataclass(frozen=True)
class MakeUp:
    """补办原登记的告知: the first registration of an overdue matter that nobody was told about (条例 23.2)."""

    reception_id: str
    item_id: str
    register_no: str


@dataclass(frozen=True)
class Conclusion:
    """The conclusion card. ``asks`` are the fact column of a refusal (case number, bodies, dates, three columns …)."""

    result: ScreeningResult
    leaf_title: str  # in plain words
    summary: str  # one sentence
    basis_text: str
    documents: tuple[tuple[str, str], ...]  # (code, title)
    deadlines: tuple[DeadlineLine, ...]
    why_not: tuple[WhyNot, ...]
    side_titles: tuple[str, ...]
    warnings: tuple[str, ...]
    needs_decider: bool
    blocked: tuple[str, ...]  # sentences: which basis the office has to enter first
    asks: tuple[FollowUp, ...]
    purpose_change: str  # 信访目的将改为 …, to be confirmed, or empty
    say_so: str
    make_up: MakeUp | None = None
    may_go_straight: bool = False  # 举报: 按规定直送 may be chosen in place of a decider
    proposed_decider: str = ""  # staff id of who decided another matter of this visit
    refuses: bool = False
    may_apply: bool = False  # 复查（复核）: still time; the application can be written now
    paper: PaperAsks | None = None  # what its notice still wants to know
    basis_words: str = ""  # the paragraphs of the basis, word for word, where the office has loaded its own text


@dataclass(frozen=True)
class Weighed:
    """An outcome screened today, beside the item it is about.

    Attributes:
        previous: the screening that counts so far.
        raw: the facts as screened, ``policy`` included.
        today: the day of this screening; ``on`` of the facts may be the day of an acceptance that already stands.
        rules: the pack in force on that day.
    """

    item: Item
    reception: Reception
    previous: Screening | None
    outcome: Outcome
    raw: Mapping[str, Any]
    facts: Facts
    result: ScreeningResult
    today: date
    rules: RulePack

    @property
    def leaf(self) -> str:
        return str(self.result.leaf)

    @property
    def waits(self) -> bool:
        """先收下: the cards themselves say that the answer waits."""
        return bool(self.outcome.take_in)

    @property
    def new_purpose(self) -> str:
        """The 信访目的 that the nature calls for, or empty where the item's own fits (其他 fits everything)."""
        own, nature = self.item.purpose, str(self.facts.get("nature"))
        if own and PURPOSE_NATURES.get(own, nature) == nature:
            return ""
        return NATURE_PURPOSES[nature]

    @property
    def purpose_must_be_confirmed(self) -> bool:
        return bool(self.item.purpose and self.new_purpose)

    @property
    def cells(self) -> tuple[FactAsk, ...]:
        """The fact column that this conclusion wants; empty where it refuses nothing."""
        return column_of(self.result.ground, self.leaf) if words.bars(self.result) and not self.waits else ()


def weigh(desk: Desk, uow: UnitOfWork, item_id: str, outcome: Outcome) -> Weighed:
    """Screens the outcome as of today. UserError(code='missing') while a question is open."""
    item = uow.items.get(item_id)
    previous = current_screening(uow, item_id)
    today = desk.parts.today()
    raw = dict(outcome.facts)
    came = str(raw.get("transferred_in_on") or raw["received_on"])
    raw["on"] = max(today.isoformat(), came)
    rules = rules_in_force(desk, uow, today)
    facts, result = _screened(desk, rules, raw)
    accepted = _accepted_on(uow, item, previous) if result.leaf == "L27" else None
    if accepted is not None and accepted < today:
        # Screened again after an acceptance: the sixty days run from the first one (条例 34), never anew.
        raw["on"] = max(accepted.isoformat(), came)
        facts, result = _screened(desk, rules, raw)
    return Weighed(item, uow.receptions.get(item.reception_id), previous, outcome, raw, facts, result, today, rules)


def _screened(desk: Desk, rules: RulePack, raw: dict[str, Any]) -> tuple[Facts, ScreeningResult]:
    facts = parse_facts(raw)
    result = screen(facts, rules, desk.parts.calendar)
    if result.leaf is None:
        raise UserError("还有问题没有答完，请回到卡片再看一遍。", code="missing")
    return facts, result


def _accepted_on(uow: UnitOfWork, item: Item, previous: Screening | None) -> date | None:
    """The day of acceptance that stands on a B4 in 定稿 of the current screening."""
    if previous is None or previous.leaf != "L27":
        return None
    papers = (d for d in uow.document_items.of_item(item.id) if d.state == DocumentState.FINAL)
    if not any(code_for(paper, item.id) == "B4" for paper in papers):
        return None
    clocks = uow.clocks.where(item_id=item.id, screening_id=previous.id, code="T5")
    return next((parse_date(clock.starts_on) for clock in clocks if clock.state != ClockState.VOID), None)


def card_of(desk: Desk, uow: UnitOfWork, weighed: Weighed, typed: Mapping[str, str] | None) -> Conclusion:
    """The conclusion card. ``typed``: the fact column so far; None before the clerk has typed anything."""
    result, facts, rules = weighed.result, weighed.facts, weighed.rules
    extra = words.extra_warnings(result, facts, path_verified=_path_prints(desk, uow, weighed))
    title, summary = (
        words.leaf_title(rules, weighed.leaf, result.documents),
        words.summary(result, facts, weighed.today),
    )
    say_so, waits = words.say_so(result, facts), weighed.waits
    others = _others(uow, weighed)
    once, sides = _done_once(desk, others)
    if waits:
        summary, say_so = words.take_in(result, facts, title, weighed.outcome.take_in)
        title = words.TAKEN_IN
    return Conclusion(
        result=result,
        leaf_title=title,
        summary=summary,
        basis_text=basis_text(result.basis) or NO_BASIS,
        documents=tuple(
            (code, desk.parts.catalogue.kind(code).title)
            for code in result.documents
            if (not waits or code.startswith("A") or code in INTERIM) and code not in once
        ),
        deadlines=words.deadline_lines(result, facts, weighed.today, waits=waits, told=_told(desk, uow, weighed)),
        why_not=words.nearest_first(words.why_not(result, rules), weighed.leaf),
        side_titles=tuple(rules.leaf_title(leaf) for leaf in result.side_leaves if leaf not in sides),
        warnings=(*result.warnings, *extra),
        needs_decider=result.needs_named_decision and not waits and decided_before(uow, weighed) is None,
        blocked=() if waits else words.blocked_sentences(result),
        asks=_asks(desk, uow, weighed, typed),
        purpose_change=_purpose_change(weighed),
        say_so=say_so,
        make_up=_make_up(uow, weighed),
        may_go_straight=weighed.leaf == "L06",
        refuses=words.bars(result) and not waits,
        may_apply=weighed.leaf == "L15" and not waits and "D1" in desk.parts.catalogue.kinds,
        proposed_decider=next((one.decider_id for one in reversed(others) if one.decider_id), ""),
        basis_words=words_of(uow, result.basis),
    )


def _others(uow: UnitOfWork, weighed: Weighed) -> tuple[Screening, ...]:
    """The conclusions of the other matters of this visit."""
    own = weighed.item.id
    rows = [current_screening(uow, one.id) for one in active_items(uow, weighed.reception.id) if one.id != own]
    return tuple(row for row in rows if row is not None)


def _done_once(desk: Desk, others: tuple[Screening, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """(papers, side conclusions) that another matter of the visit has brought already (counter-rules.md 1.0)."""
    results = [json.loads(row.result_json) for row in others]
    papers = {str(code) for one in results for code in one["documents"] if desk.parts.catalogue.kind(code).once}
    return frozenset(papers), frozenset(str(leaf) for one in results for leaf in one["side_leaves"])


def decided_before(uow: UnitOfWork, weighed: Weighed) -> Screening | None:
    """The matter of this visit whose decider stands for this one too: only the urgent report asks for a name, and
    that is decided once a visit (counter-rules.md 1.0, 4.1).
    """
    result = weighed.result
    if words.bars(result) or weighed.leaf == "L06" or SIDE_REPORT not in result.side_leaves:
        return None
    for row in _others(uow, weighed):
        staff = uow.staff.find(row.decider_id) if row.decider_id and not row.awaiting else None
        accused = staff is not None and staff.name in weighed.item.body_complained
        if staff is not None and not accused and SIDE_REPORT in json.loads(row.result_json)["side_leaves"]:
            return row
    return None


def screening_title(desk: Desk, uow: UnitOfWork, screening: Screening | None) -> str:
    """What an adopted conclusion is called, by the rules it was made under; empty before there is one."""
    if screening is None:
        return ""
    documents = json.loads(screening.result_json)["documents"]
    rules = rules_of(desk, uow, screening.pack_sha256)
    return words.leaf_title(rules, screening.leaf, documents, waits=screening.awaiting)


def _path_prints(desk: Desk, uow: UnitOfWork, weighed: Weighed) -> bool:
    """Whether the chosen row of the directory, if any, may print its special law (counter-rules.md 10)."""
    path_id = weighed.outcome.path_id
    if not path_id:
        return True
    paths = paths_in_force(desk, uow, weighed.today)
    row = paths.get(path_id)
    return row is None or prints(row, confirmations(uow, paths))


def _make_up(uow: UnitOfWork, weighed: Weighed) -> MakeUp | None:
    """Only for an item of this office, and only while the duty to tell of its first registration still runs."""
    earlier = weighed.outcome.earlier_id if weighed.leaf == "L14" else ""
    return _owed_first(uow, uow.items.find(earlier) if earlier else None)


def make_up_of(uow: UnitOfWork, screening: Screening | None) -> MakeUp | None:
    """The same, of a conclusion that was adopted: the first registration as card 3 took it from the store."""
    if screening is None or screening.leaf != "L14":
        return None
    taken = json.loads(screening.sources_json).get("same_matter_pending", {})
    rows = uow.items.where(register_no=str(taken.get("note", "")).removeprefix("登记 "))
    return _owed_first(uow, rows[0] if rows and taken.get("source") == STORE else None)


def _owed_first(uow: UnitOfWork, item: Item | None) -> MakeUp | None:
    if item is None or item.sealed or not untold(uow, item.id):
        return None
    return MakeUp(item.reception_id, item.id, item.register_no)


def _told(desk: Desk, uow: UnitOfWork, weighed: Weighed) -> frozenset[str]:
    """The duties to tell that a notice under an earlier conclusion has met."""
    catalogue, item_id = desk.parts.catalogue, weighed.item.id
    return frozenset(
        one.code
        for one in weighed.result.deadlines
        if met_before(uow, catalogue, item_id, one.code, one.starts.isoformat()) is not None
    )


def _purpose_change(weighed: Weighed) -> str:
    if not weighed.purpose_must_be_confirmed:
        return ""
    old, new = PURPOSES.get(weighed.item.purpose, weighed.item.purpose), PURPOSES[weighed.new_purpose]
    sealed = "，这件转密存" if weighed.outcome.disclosure and not weighed.item.sealed else ""
    return f"信访目的将从“{old}”改为“{new}”{sealed}。"


def _asks(desk: Desk, uow: UnitOfWork, weighed: Weighed, typed: Mapping[str, str] | None) -> tuple[FollowUp, ...]:
    values = _known_cells(desk, uow, weighed) | dict(typed or {})
    problems = column_problems(weighed, values) if typed else {}
    return tuple(
        FollowUp(
            id=ask.key,
            question=ask.label,
            kind=_KINDS[ask.kind],
            options=tuple(Option(key, label, chosen=values.get(ask.key) == key) for key, label in ask.choices),
            value=values.get(ask.key, ""),
            required=ask.required,
            hint=ask.hint,
            problem=problems.get(ask.key, "") if typed and typed.get(ask.key, "").strip() else "",
        )
        for ask in weighed.cells
    )


def _known_cells(desk: Desk, uow: UnitOfWork, weighed: Weighed) -> dict[str, str]:
    """What cards, facts and directory answer for certain; nothing is guessed into a refusal."""
    facts, ground = weighed.facts, weighed.result.ground
    found: dict[str, str] = {}
    if ground == "N3":
        found["case_stage"] = str(facts.get("judicial_stage"))
    if weighed.leaf == "L16":
        served = facts.get("opinion_served_on")
        found["opinion_served_on"] = served.isoformat()
        found["review_due_on"] = review_due(desk, weighed).isoformat()
    if any(ask.key == COMPARE for ask in weighed.cells) and not weighed.item.sealed:
        item = weighed.item
        said = [text.strip() for text in (item.request, item.facts, item.reasons) if text.strip()]
        found[COMPARE] = json.dumps([["", text.replace("\n", " "), ""] for text in said], ensure_ascii=False)
    found |= {key: value for key, value in weighed.outcome.column.items() if value.strip()}
    body = found.get(_WHERE_FROM.get(ground or "", ""), "").strip()
    if body and not found.get("where_to"):
        rows = [row for row in uow.authorities.all() if row.active and row.name == body]
        if len(rows) == 1 and rows[0].address:
            phone = f"，电话{rows[0].telephone}" if rows[0].telephone else ""
            found["where_to"] = f"{body}，{rows[0].address}{phone}"
    return found


def review_due(desk: Desk, weighed: Weighed) -> date:
    """The last day for 复查 or 复核, as the screening counted it."""
    calendar = desk.parts.calendar.with_years(weighed.facts.holidays)
    return days_limit("T7", weighed.facts.get("opinion_served_on"), REVIEW_DAYS, calendar).due


def provisional_refusal(desk: Desk, weighed: Weighed) -> bool:
    """Whether a refusal for lateness would rest on a day that is not certain yet (counter-rules.md 6)."""
    if weighed.leaf != "L16" or not words.bars(weighed.result):
        return False
    calendar = desk.parts.calendar.with_years(weighed.facts.holidays)
    return days_limit("T7", weighed.facts.get("opinion_served_on"), REVIEW_DAYS, calendar).provisional


def column_problems(weighed: Weighed, values: Mapping[str, str]) -> dict[str, str]:
    """Cell -> sentence: what is empty, and what contradicts the cards (一格空，不能决定)."""
    if not weighed.cells:
        return {}
    problems = missing_facts(weighed.result.ground, weighed.leaf, values)
    facts, today = weighed.facts, weighed.today
    days = {key: parse_date(value.strip()) for key, value in values.items() if key.endswith("_on")}

    def add(key: str, sentence: str) -> None:
        if key in {ask.key for ask in weighed.cells}:
            problems.setdefault(key, sentence)

    for key in ("pending_accepted_on", "final_served_on", "opinion_served_on"):
        day = days.get(key)
        if day is not None and day > today:
            add(key, "这一天还没有到，请核对。")
    accepted, due = days.get("pending_accepted_on"), days.get("pending_due_on")
    if due is not None and due < facts.get("received_on"):
        add("pending_due_on", "届满日已经过了，不是正在办；请回到卡片选“过了期限”。")
    if accepted is not None and due is not None and due < accepted:
        add("pending_due_on", "届满日不能早于受理日。")
    stage = values.get("case_stage", "")
    if stage and stage != facts.get("judicial_stage"):
        add("case_stage", "和卡片上的回答不一样，请核对；要改请回到卡片。")
    served = days.get("opinion_served_on")
    if served is not None and served != facts.get("opinion_served_on"):
        add("opinion_served_on", "和卡片上的送达日不一样，请核对；要改请回到卡片。")
    last = days.get("review_due_on")
    if last is not None and last >= facts.get("received_on"):
        add("review_due_on", "这一天还没有过，不能说过了期限。")
    return problems
