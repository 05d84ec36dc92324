"""Where the clerk's answers on card 3 say something else than the store can prove: a reason is asked and kept (1.0)."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.cards import before_store as store
from xinfang_desk.domain.cards.before_asks import served_day
from xinfang_desk.domain.cards.before_words import FINAL, OPINION, OVERDUE, PENDING, SAME
from xinfang_desk.domain.cards.card import Asks, Run
from xinfang_desk.domain.cards.given import Earlier
from xinfang_desk.domain.cards.state import BEFORE
from xinfang_desk.domain.moments import date_text, parse_date

WHY = "why"
NOT_SAID = "说不清"


@dataclass(frozen=True)
class Difference:
    """``facts``: keys of the contract that the answers contradict; ``proved``: what the store holds, in words."""

    row: Earlier
    facts: tuple[str, ...]
    proved: str


def difference(run: Run, chosen: tuple[str, ...], asks: Asks) -> Difference | None:
    """None where nothing is contradicted, and where the clerk is not sure: that never counts against the store."""
    if run.touched(BEFORE) is None or run.unsure(BEFORE) or not chosen:
        return None
    row = _same_matter(run)
    if row is None:
        return None
    found = _pending(row, chosen, asks) if row.facts.get("same_matter_pending") else _opinion(row, chosen, asks)
    return Difference(row, found, _proved(row)) if found else None


def ask_why(asks: Asks, differs: Difference) -> None:
    asks.text(WHY, f"库里查到{differs.proved}，这里为什么不一样？", required=True, hint="会留下记录。")


def _same_matter(run: Run) -> Earlier | None:
    """The earlier item that this one is, by the clerk's word, by the registration, or by what the store filled in."""
    row = store.named(run)
    if row is None:
        joined = (one for one in run.given.earlier if one.linked and store.options_of(one))
        row = next(joined, None)
    if row is None and not run.stored(BEFORE, store.STILL) and store.preset(run):
        row = next(one for one in run.given.earlier if one.facts.get("same_matter_pending"))
    return row if row is not None and store.options_of(row) else None


def _pending(row: Earlier, chosen: tuple[str, ...], asks: Asks) -> tuple[str, ...]:
    (wanted,) = store.options_of(row)
    if wanted not in chosen:
        return ("pending_overdue",) if {PENDING, OVERDUE} & set(chosen) else ("same_matter_pending",)
    ticked = asks.said("same").split()
    return ("same_matter_pending",) if ticked and len(ticked) < len(SAME) else ()


def _opinion(row: Earlier, chosen: tuple[str, ...], asks: Asks) -> tuple[str, ...]:
    """A later opinion, or a review that is running now, does not contradict an earlier opinion."""
    if OPINION not in chosen:
        return () if {FINAL, PENDING, OVERDUE} & set(chosen) else ("opinion",)
    if any(asks.run.unsure(BEFORE, ask) for ask in ("paper", "proof", "served_on")):
        return ()
    paper = asks.said("paper")
    if not paper or paper == "unknown":
        return ()
    if paper != row.facts.get("opinion"):
        return () if paper == "review" else ("opinion",)
    served = parse_date(str(row.facts.get("opinion_served_on") or ""))
    if served is None or not asks.said("proof"):
        return ()
    said = served_day(asks)
    return ("opinion_served_on",) if asks.said("proof") == "no" or (said is not None and said != served) else ()


def _proved(row: Earlier) -> str:
    number = row.register_no.rsplit("-", 1)[-1]
    if row.facts.get("same_matter_pending"):
        return f"登记 {number} {'过了期限没给答复' if row.facts.get('pending_overdue') else '正在办，还没到期'}"
    name = "复查意见书" if row.facts.get("opinion") == "review" else "信访处理意见书"
    served = parse_date(str(row.facts.get("opinion_served_on") or ""))
    return f"登记 {number} 有《{name}》" + (f"，{date_text(served)}收到" if served is not None else "")
