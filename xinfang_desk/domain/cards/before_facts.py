"""What the answers of card 3 amount to: facts, sources, cells of the fact column (contract Q5–Q11)."""

from __future__ import annotations

from xinfang_desk.domain.cards import before_store as store
from xinfang_desk.domain.cards.before_asks import excused, late_limit, served_day
from xinfang_desk.domain.cards.before_differs import WHY, difference
from xinfang_desk.domain.cards.before_words import (
    BELOW_US,
    COURT,
    ENDED,
    FINAL,
    FIRST,
    NOT_STARTED,
    OPINION,
    OVERDUE,
    PENDING,
    SAME,
    SHORT,
    WHO,
)
from xinfang_desk.domain.cards.card import Asks, Run
from xinfang_desk.domain.cards.gathered import Gathered
from xinfang_desk.domain.cards.given import RULE, STORE, UNSURE, VISITOR
from xinfang_desk.domain.cards.state import BEFORE
from xinfang_desk.domain.fact_columns import JUDGED_ON
from xinfang_desk.domain.moments import parse_date


def collect(run: Run, chosen: tuple[str, ...], asks: Asks, into: Gathered) -> None:
    row = store.shown_row(run)
    whole = UNSURE if run.unsure(BEFORE) else VISITOR
    source, note = (STORE, f"登记 {row.register_no}") if row is not None else (whole, "")
    into.line("以前办过", "、".join(SHORT[one] for one in chosen), source)
    rest = UNSURE if chosen == (FIRST,) and run.unsure(BEFORE) else VISITOR
    _final(chosen, asks, into, rest)
    _ended(chosen, asks, into, rest)
    _judicial(chosen, asks, into, rest)
    _pending(run, chosen, asks, into, (source, note), rest)
    _opinion(run, chosen, asks, into, (source, note), rest)
    _differs(run, chosen, asks, into)
    why = "乡镇下面没有可以跳过的机关" if run.given.role == "B" else "有权机关为乡镇（县）级，本窗口即本级或者上一级"
    into.put("levels_skipped", False, RULE, why)


def _differs(run: Run, chosen: tuple[str, ...], asks: Asks, into: Gathered) -> None:
    """The clerk's own word against the store's: said as such, with the reason (counter-rules.md 1.0)."""
    differs = difference(run, chosen, asks)
    if differs is None or not asks.said(WHY):
        return
    into.differ(differs.row.register_no, differs.facts, asks.said(WHY), asks.source(WHY))
    into.line("和库里不一样", asks.said(WHY), asks.source(WHY))


def _final(chosen: tuple[str, ...], asks: Asks, into: Gathered, rest: str) -> None:
    if FINAL not in chosen:
        into.put("final_review_opinion", False, rest)
        return
    number = asks.said("number")
    into.put("final_review_opinion", bool(number), asks.source("number"), number or "没有复核意见书文号")
    if not number:
        return
    revoked = asks.said("revoked")
    into.put("final_review_revoked", revoked != "no", asks.source("revoked"))
    into.cell("final_number", number)
    if revoked != "no":
        return
    same = _verdict(asks)
    into.put("same_facts_and_reasons", same, asks.source("compare"), "三列逐项比对" if same else "不是全部相同")
    into.line("和上次比", "全部相同" if same else "有不同", asks.source("compare"))
    into.cell("compare", asks.said("compare"))
    into.cell("final_body", asks.said("final_body"))
    into.cell("final_served_on", asks.said("final_served_on"))


def _verdict(asks: Asks) -> bool:
    """Every line filled and equal; unsure or unfilled is not the same."""
    again = Asks(asks.run, BEFORE)
    return not asks.run.unsure(BEFORE, "compare") and again.compare("compare", "") == "same"


def _ended(chosen: tuple[str, ...], asks: Asks, into: Gathered, rest: str) -> None:
    if ENDED not in chosen:
        into.put("judicial_matter_concluded", False, rest)
        return
    cells = {key: asks.said(key) for key in ("ended_document", "ended_number", "ended_body")}
    full = all(cells.values()) and not any(asks.run.unsure(BEFORE, key) for key in cells)
    missing = next((key for key in cells if asks.run.unsure(BEFORE, key)), "ended_document")
    into.put(
        "judicial_matter_concluded",
        full,
        VISITOR if full else asks.source(missing),
        f"{cells['ended_document']} {cells['ended_number']}" if full else "终结文书填不全",
    )
    into.line("终结文书", "有" if full else "填不全，不算", VISITOR if full else asks.source(missing))
    if full:
        for key, value in cells.items():
            into.cell(key, value)


def _judicial(chosen: tuple[str, ...], asks: Asks, into: Gathered, rest: str) -> None:
    if NOT_STARTED in chosen:
        willing = asks.said("willing") != "no"
        into.put("judicial_jurisdiction", "court", VISITOR, "负责人认定应当打官司、还没打")
        into.put("judicial_stage", "not_started", VISITOR, "负责人认定")
        into.put("mediation_possible", willing, asks.source("willing"))
        into.line("先调解", "愿意" if willing else "不愿意", asks.source("willing"))
        into.cell("case_stage", "not_started")
        return
    case = asks.said("case") if COURT in chosen else ""
    if case not in ("running", "decided", "procuratorate"):
        source = UNSURE if case == "unsure" else asks.source("case") if case else rest
        into.put("judicial_jurisdiction", "none", source)
        return
    body, number = asks.said("case_body"), asks.said("case_number")
    if asks.said("same_case") != "yes":
        note = "只有一部分在法院、检察院" + (f"，关联案号 {number}" if number else "")
        into.put("judicial_jurisdiction", "none", asks.source("same_case"), note)
        into.line("是不是这一样", "只有一部分", asks.source("same_case"))
        return
    court = "procuratorate" if case == "procuratorate" else "court"
    said = asks.said("stage") if court == "procuratorate" else case
    stage = "decided" if said == "decided" else "in_progress"
    judged = asks.said("judged_on")
    into.put("judicial_jurisdiction", court, asks.source("case"), number)
    into.put("judicial_stage", stage, asks.source("case"), f"判决书 {judged} 拿到" if judged else "")
    where = "检察院" if court == "procuratorate" else "法院"
    into.line("案子", f"{where}{'已经办结' if stage == 'decided' else '正在办'}", asks.source("case"))
    into.cell("case_body", body)
    into.cell("case_number", number)
    into.cell("case_stage", stage)
    into.cell(JUDGED_ON, judged)


def _pending(run: Run, chosen: tuple[str, ...], asks: Asks, into: Gathered, first: tuple[str, str], rest: str) -> None:
    role = run.given.role
    overdue = OVERDUE in chosen
    if not overdue and PENDING not in chosen:
        into.put("same_matter_pending", False, rest)
        return
    source, note = first
    row = store.shown_row(run)
    confirmed = row is not None and not run.stored(BEFORE, store.STILL)
    same = confirmed or len(asks.said("same").split()) == len(SAME)
    if not same:
        into.put("same_matter_pending", False, asks.source("same"), "三样没有全同，按新的事")
        into.line("是不是同一件", "不全同，按新的事", asks.source("same"))
        return
    into.put("same_matter_pending", True, source, note or "同人、同请求、同事实")
    told_by = row or store.named(run)
    if told_by is not None and told_by.facts.get("same_matter_pending"):
        into.earlier_id = told_by.id
    in_doubt = run.unsure(BEFORE)
    into.put(
        "pending_overdue", overdue, UNSURE if in_doubt else source, "过没过期拿不准，按过期办" if in_doubt else note
    )
    who = asks.said("who")
    superior = who in BELOW_US[role]
    reason = "乡镇没有下级机关" if role == "B" else "由谁在办判定"
    into.put("desk_is_superior", superior, asks.source("who") if run.unsure(BEFORE, "who") else RULE, reason)
    if who:
        into.line("谁在办", dict(WHO[role])[who], source if row is not None else asks.source("who"))
    if role == "A":
        confirmed_n1 = superior and asks.said("head") == "yes"
        into.put(
            "head_confirms_n1",
            confirmed_n1,
            VISITOR if confirmed_n1 else RULE,
            "负责人确认" if confirmed_n1 else "没有负责人确认",
        )
    if who != "own":
        into.cell("pending_body", asks.said("body"))
    into.cell("pending_accepted_on", asks.said("accepted_on"))
    due = parse_date(asks.said("due_on"))
    into.cell("pending_due_on", due.isoformat() if due else "")


def _opinion(run: Run, chosen: tuple[str, ...], asks: Asks, into: Gathered, first: tuple[str, str], rest: str) -> None:
    paper = asks.said("paper") if OPINION in chosen else ""
    if paper not in ("handling", "review"):
        source = UNSURE if paper == "unknown" else asks.source("paper") if paper else rest
        note = {"letter": "是告知书、答复函、复函", "unknown": "没带意见书、说不清"}.get(paper, "")
        into.put("opinion", "none", source, note)
        return
    source, note = first
    taken = store.taken(run) is not None
    into.put("opinion", paper, source if taken else asks.source("paper"), note)
    served = served_day(asks) if asks.said("proof") == "yes" else None
    if served is None:
        said = asks.said("served_said")
        into.put(
            "opinion_served_on", None, asks.source("proof"), f"没有签收凭证{f'，他说 {said} 拿到' if said else ''}"
        )
        into.line("签收凭证", "没有", asks.source("proof"))
        return
    into.put("opinion_served_on", served.isoformat(), source if taken else VISITOR, note or "看过签收凭证")
    told = asks.said("told") == "yes"
    into.put("told_of_review", told, asks.source("told"))
    into.cell("opinion_served_on", served.isoformat())
    limit = late_limit(run, served)
    if limit is None or not told:
        return
    into.cell("review_due_on", limit.due.isoformat())
    excuse = excused(run, limit)
    if excuse:
        into.put("good_cause", True, RULE, excuse)
        return
    cause = asks.said("cause")
    into.put("good_cause", cause != "no", asks.source("cause"))
    into.line("耽误的原因", "没有" if cause == "no" else "有", asks.source("cause"))
    if cause == "no":
        new = asks.said("new") != "no"
        into.put("new_facts", new, asks.source("new"))
        into.line("新的事实理由", "有" if new else "没有", asks.source("new"))
