"""The follow-up questions of card 3, each opened by the answer before it (counter-rules.md 1.3)."""

from __future__ import annotations

from datetime import date

from xinfang_desk.domain.cards.before_words import (
    BELOW_US,
    CASES,
    COURT,
    ENDED,
    FINAL,
    NOT_STARTED,
    OPINION,
    OVERDUE,
    OWN,
    PAPERS,
    PENDING,
    SAME,
    WHO,
)
from xinfang_desk.domain.cards.card import Asks, Run
from xinfang_desk.domain.cards.state import BEFORE
from xinfang_desk.domain.deadlines import REVIEW_DAYS, Deadline, days_limit
from xinfang_desk.domain.moments import date_weekday_text, parse_date

PAPER_HINT = "拿着“复查（复核）不予受理告知书”来的，也看原来那份意见书。"
FINAL_HINT = "没有文号的不是复核意见书；办结认定、息诉罢访承诺书、调解协议都不是。拿不准按 0。"
CASE_HINT = "看案号、判决书、裁定书、立案通知、答复。还能复议的、欠薪、土地承包、公安的案子、政府不做事的，不选这里。"
HAVE = (("yes", "有"), ("no", "没有"))


def questions(run: Run, chosen: tuple[str, ...]) -> Asks:
    asks = Asks(run, BEFORE)
    if PENDING in chosen or OVERDUE in chosen:
        _running(asks, late=OVERDUE in chosen)
    if OPINION in chosen:
        _opinion(asks)
    if FINAL in chosen:
        _final(asks)
    if COURT in chosen:
        _court(asks)
    if ENDED in chosen:
        _ended(asks)
    if NOT_STARTED in chosen:
        asks.choice(
            "willing",
            "来访人愿不愿意先调解？",
            (("yes", "愿意，或者不清楚"), ("no", "不愿意")),
            hint="对方愿不愿意，由调解员去问。",
        )
    return asks


def _running(asks: Asks, *, late: bool) -> None:
    role = asks.run.given.role
    same = asks.ticks("same", "是不是同一件事？", SAME, hint="三样都勾才是同一件事；少一样，按新的事登记。")
    who = asks.choice("who", "谁在办？", WHO[role], required=role != "B" and not late)
    if who and who != OWN:
        asks.text("body", "在办的是哪个单位（全称）？")
    if late:
        asks.day("handed_on", "哪天交的？")
    elif who in BELOW_US[role] and len(same) == len(SAME):
        head = "yes"
        if role == "A":
            head = asks.choice(
                "head",
                "负责人确认上级不重复受理了吗？",
                (("no", "没有，照常告诉他办到哪了"), ("yes", "负责人已确认")),
                default="no",
                required=False,
                keyed=False,
            )
        if head == "yes":
            asks.day("accepted_on", "在办机关哪天收到（受理）的？")
            asks.text("due_on", "在办机关哪天到期？", hint="写成 2026-11-23 这样")


def _opinion(asks: Asks) -> None:
    paper = asks.choice("paper", "纸的名称是不是“信访处理（答复）意见书”？", PAPERS, hint=PAPER_HINT)
    if paper not in ("handling", "review"):
        return
    proof = asks.choice("proof", "有没有本人签收的凭证？", (("yes", "有"), ("no", "没有，或者代收人无权")))
    if proof == "no":
        asks.day("served_said", "他说哪天拿到的（只记不算）？")
    if proof != "yes":
        return
    served = asks.day("served_on", "哪天拿到的？", required=True)
    again = "复查" if paper == "handling" else "复核"
    told = asks.choice("told", f"意见书上有没有写可以申请{again}？", (("yes", "写了"), ("no", "没写、没看到")))
    limit = late_limit(asks.run, served) if served is not None and told == "yes" else None
    if limit is None or excused(asks.run, limit):
        return
    cause = asks.choice(
        "cause",
        "生病、受灾、在路上、信是期内寄的，有没有耽误的原因？",
        HAVE,
        hint=f"申请{again}的日子到 {date_weekday_text(limit.due)} 为止，今天已经过了。",
    )
    if cause == "no":
        asks.choice("new", "有没有上次没说过的事实或理由？", HAVE)


def late_limit(run: Run, served: date) -> Deadline | None:
    """The limit for asking the next body, when the matter came in after it; None while it is in time."""
    limit = days_limit("T7", served, REVIEW_DAYS, run.given.calendar)
    return limit if run.given.received_on > limit.due else None


def excused(run: Run, limit: Deadline) -> str:
    """Why a late day cannot be held against them without asking; empty when it has to be asked (6, 2.7)."""
    posted = run.given.postmark_on
    if posted is not None and posted <= limit.due:
        return "期满前交邮"
    if limit.provisional:
        return "节假日安排还没有公布，暂定的日子不能作拒收的依据"
    return ""


def served_day(asks: Asks) -> date | None:
    return parse_date(asks.said("served_on"))


def _final(asks: Asks) -> None:
    asks.text("number", "信访复核意见书的文号？", required=True, hint=FINAL_HINT)
    if asks.run.unsure(BEFORE, "number"):
        return
    revoked = asks.choice("revoked", "后来撤销了、叫重新办吗？", (("yes", "撤销了"), ("no", "没有撤销")))
    if revoked == "no":
        asks.compare("compare", "上次说的和这次说的，逐项比", hint="事实和理由全部相同才不再受理；拿不准按 0。")
        asks.text("final_body", "复核机关？")
        asks.day("final_served_on", "复核意见书哪天送到的？")


def _court(asks: Asks) -> None:
    case = asks.choice("case", "这件事法院、检察院有没有案子？", CASES, hint=CASE_HINT)
    if case not in ("running", "decided", "procuratorate"):
        return
    if case == "procuratorate":
        asks.choice("stage", "检察院办到哪一步了？", (("running", "在办"), ("decided", "办过了")))
    whose = "检察院办" if case == "procuratorate" else "法院审"
    asks.choice("same_case", f"{whose}的是不是他今天要的这一样？", (("yes", "是"), ("part", "只有一部分")))
    if case == "decided":
        asks.day("judged_on", "判决书哪天拿到的？", hint="十五日内的还能上诉，请他今天就去。")
    asks.text("case_body", "哪个法院（检察院）？")
    asks.text("case_number", "案号？")


def _ended(asks: Asks) -> None:
    hint = "三样填得出才算；填不出按 0，照常往下问。"
    wanted = (("ended_document", "终结文书叫什么？"), ("ended_number", "文号？"), ("ended_body", "哪个机关出的？"))
    needed = not any(asks.run.unsure(BEFORE, ask) for ask, _ in wanted)
    for ask, question in wanted:
        asks.text(ask, question, required=needed, hint=hint if ask == "ended_document" else "")
