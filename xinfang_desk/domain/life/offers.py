"""Which papers and which records of events a stage and a role allow, and in one sentence why not the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from xinfang_desk.domain.life.events import Kind
from xinfang_desk.domain.life.state import PETITION, Life, Stage, handling_due
from xinfang_desk.domain.moments import date_text

GONE = "这件事已经办结"
NOT_ACCEPTED = "还没有出受理告知书，先受理（条例第二十三条、第三十四条）"
OTHER_ROAD = "这件事不是按信访手续受理的，不出处理意见书，也不指引复查（条例第三十一条）"
NOT_OUR_ROLE = "由有权处理的机关来出，信访部门不出（条例第二十二条）"
MADE = "已经出过了；要改请先把原来那份作废"


@dataclass(frozen=True)
class Offer:
    """``code``: a paper of the catalogue, or an event's kind; ``why`` stands where it is not allowed."""

    code: str
    allowed: bool
    why: str = ""


Rule = Callable[[Life, date], str]


def _open(life: Life, _today: date) -> str:
    return GONE if life.closed else ""


def _petition(life: Life) -> str:
    if life.closed:
        return GONE
    if life.accepted is None:
        return NOT_ACCEPTED
    return "" if life.accepted.way == PETITION else OTHER_ROAD


def _c2(life: Life, _today: date) -> str:
    if life.closed:
        return GONE
    if life.accepted is None:
        return "还没有出履职申请（投诉举报）受理告知书或者专门手续的告知书"
    if life.accepted.way == PETITION:
        return "按信访手续受理的，出信访处理意见书（条例第三十二条）"
    return MADE if life.handled else ""


def _c3(life: Life, today: date) -> str:
    why = _petition(life)
    if why:
        return why
    if life.handled:
        return "处理意见书已经出了，不用延期"
    if life.extension is not None:
        return "已经延长过了，只能延长这一回，最长三十日（条例第三十四条）"
    due = handling_due(life)
    if due is not None and today > due:
        return f"原期限{date_text(due)}已过，不能再办延期（条例第三十四条）"
    return ""


def _c4(life: Life, _today: date) -> str:
    if life.closed:
        return GONE
    if _our_review(life) == "":
        return ""
    if life.accepted is None:
        return "还没有受理，谈不上听证（条例第三十一条、第三十六条）"
    return "处理意见书已经出了" if life.handled else ""


def _c5(life: Life, _today: date) -> str:
    if life.closed:
        return GONE
    return "" if life.accepted is not None else "还没有受理；只要调解的，走人民调解（条例第三十三条）"


def _c6(life: Life, _today: date) -> str:
    return _petition(life) or (MADE if life.handled else "")


def _c7(life: Life, _today: date) -> str:
    if life.closed:
        return GONE
    if life.stage in (Stage.OPINION, Stage.SERVED, Stage.REVIEW_OPINION, Stage.REVIEW_SERVED, Stage.FINAL_OPINION):
        return "意见书已经出了，没有正在办的事可以撤回"
    return ""


def _c8(life: Life, _today: date) -> str:
    if life.closed:
        return GONE
    if _our_review(life):
        return "初次办理没有中止的规定：补材料、协商、等人，都不停期限（条例第三十四条）"
    return ""


def _c9(life: Life, _today: date) -> str:
    if not life.seed.passed_in:
        return "不是转来、交办来的件，不用向谁报结"
    return "" if life.handled or life.closed else "还没有办结"


def _c10(life: Life, _today: date) -> str:
    made = [one for one in (life.opinion, life.review, life.final) if one is not None and one.document_id]
    return "" if made else "还没有要送达的意见书"


def _c11(life: Life, _today: date) -> str:
    if not life.transfers:
        return "没有转给、交给别的单位，没有谁可督办（条例第四十条）"
    return "" if any(one.open for one in life.transfers) else "承办单位已经办结或者退回了"


def _c12(life: Life, _today: date) -> str:
    return "" if life.transfers else "没有转给、交给别的单位（条例第四十条）"


def _d1(life: Life, _today: date) -> str:
    if life.closed:
        return GONE
    if life.opinion is None:
        return "还没有处理意见书，没有什么可以复查（条例第三十五条）"
    if life.opinion.kind == "duty":
        return OTHER_ROAD
    if life.final is not None or life.stage is Stage.REVIEW:
        return "已经在复查、复核"
    return ""


def _our_review(life: Life) -> str:
    """Whether this desk has a review under way."""
    ruling = life.final or life.review
    if ruling is None or ruling.asked_on is None:
        return "还没有收到复查（复核）申请（条例第三十五条、第三十六条）"
    if not ruling.ours:
        return "复查（复核）由别的机关来办"
    return "意见已经出了" if ruling.on is not None or life.closed else ""


def _d2(life: Life, _today: date) -> str:
    ruling = life.final or life.review
    return _our_review(life) or (MADE if ruling is not None and ruling.accepted_on is not None else "")


def _d_open(life: Life, _today: date) -> str:
    return _our_review(life)


def _d6(life: Life, _today: date) -> str:
    return _our_review(life) or ("这是复核，出复核意见书" if life.final is not None else "")


def _d7(life: Life, _today: date) -> str:
    return _our_review(life) or ("这是复查，出复查意见书" if life.final is None else "")


def _d8(life: Life, _today: date) -> str:
    if life.final is None or not life.final.ours or life.final.on is None:
        return "还没有复核意见书"
    return MADE if life.filed_on is not None else ""


def _again(life: Life, _today: date) -> str:
    if life.closed:
        return GONE
    came_back = bool(life.transfers) and life.transfers[-1].returned_on is not None
    return "" if came_back else "没有退回来的件，不用改转"


def _goes_along(life: Life, _today: date) -> str:
    """The corrected notice follows the new transfer (counter-rules.md 6)."""
    if life.closed:
        return GONE
    came_back = [one for one in life.transfers if one.returned_on is not None]
    fresh = bool(came_back) and life.transfers[-1].open
    return "" if fresh else "先改转，再告知来访人新的去向"


_BC, _A, _ABC = ("B", "C"), ("A",), ("A", "B", "C")

_PAPERS: tuple[tuple[str, tuple[str, ...], Rule], ...] = (
    ("C6", _BC, _c6),
    ("C3f", _BC, _c3),
    ("C3", _BC, _c3),
    ("C2", _BC, _c2),
    ("C4", _ABC, _c4),
    ("C4r", _ABC, lambda life, today: _hearing(life, today)),
    ("C5", _BC, _c5),
    ("A6", _ABC, _open),
    ("C7", _ABC, _c7),
    ("C8", _ABC, _c8),
    ("C9", _BC, _c9),
    ("C10", _ABC, _c10),
    ("B2", ("A", "C"), _again),
    ("B1", ("A", "C"), _goes_along),
    ("C11", _A, _c11),
    ("C12", _A, _c12),
    ("D1", _ABC, _d1),
    ("D2", ("A", "C"), _d2),
    ("D3", ("A", "C"), _d2),
    ("D4", ("A", "C"), _d_open),
    ("D5", ("A", "C"), _d_open),
    ("D6", ("A", "C"), _d6),
    ("D7", ("A", "C"), _d7),
    ("D8", ("A", "C"), _d8),
    ("A7", _ABC, lambda _life, _today: ""),
)
ASKED_FOR = tuple(code for code, _roles, _rule in _PAPERS)
"""Papers that a matter's page asks for, in the order of a matter's life."""


ASKED_LATER = frozenset(code for code in ASKED_FOR if not code.startswith("B"))
"""Those of them that no conclusion of a visit calls for."""

_ROLE_WHY = {
    "C2": NOT_OUR_ROLE,
    "C3": NOT_OUR_ROLE,
    "C3f": NOT_OUR_ROLE,
    "C5": NOT_OUR_ROLE,
    "C6": NOT_OUR_ROLE,
    "C9": NOT_OUR_ROLE,
    "B1": "镇里不转办；不归镇里的，告诉他去哪里（条例第二十三条）",
    "B2": "镇里不转办；不归镇里的，告诉他去哪里（条例第二十三条）",
    "C11": "督办由党委政府信访部门来发（条例第四十条）",
    "C12": "三项建议由党委政府信访部门提（条例第四十条）",
}
_NO_REVIEWER = "镇里不是复查、复核机关（条例第三十五条、第三十六条）"


def offers(life: Life, role: str, today: date) -> tuple[Offer, ...]:
    """Every paper that a matter's page knows, each with why it is not for now."""
    found = []
    for code, roles, rule in _PAPERS:
        if life.seed.sealed:
            why = "密件由保密员办，这里不出文书"
        elif life.seed.screened_on is None or life.seed.awaiting:
            why = "还没有甄别的结论" if code != "A7" else ""
        elif role not in roles:
            why = _ROLE_WHY.get(code, _NO_REVIEWER)
        else:
            why = rule(life, today)
        found.append(Offer(code, not why, why))
    return tuple(found)


# ---- events that a person records


def _received(life: Life, _today: date) -> str:
    waits = any(one.open and one.received_on is None for one in life.transfers)
    return "" if waits else "没有等回话的承办单位"


def _body(life: Life, _today: date) -> str:
    return "" if any(one.open for one in life.transfers) and not life.closed else "没有等回话的承办单位"


def _body_told(life: Life, _today: date) -> str:
    waits = any(one.open and one.told_on is None for one in life.transfers)
    return "" if waits and not life.closed else "没有等回话的承办单位"


def _objection(life: Life, _today: date) -> str:
    return "" if life.objected_on is not None and not life.closed else "没有发过异议退回函"


def _post(life: Life, _today: date) -> str:
    waits = [
        one
        for one in (life.opinion, life.review, life.final)
        if one is not None and one.document_id and one.served_on is None
    ]
    return "" if waits else "没有在路上的意见书"


def _asked(life: Life, today: date) -> str:
    return _d1(life, today)


def _outside(life: Life, _today: date) -> str:
    ruling = life.final or life.review
    asked = ruling is not None and ruling.on is None and ruling.asked_on is not None
    waits = ruling is not None and asked and not ruling.ours and not life.closed
    return "" if waits else "没有别的机关正在办的复查、复核"


def _hearing(life: Life, _today: date) -> str:
    return GONE if life.closed else "" if life.hearing_called_on is not None else "没有发过听证通知"


def _letter(code: str, words: str) -> Rule:
    def rule(life: Life, _today: date) -> str:
        return "" if any(one.code == code and one.answered_on is None for one in life.letters) else words

    return rule


_EVENTS: tuple[tuple[Kind, Rule], ...] = (
    (Kind.BODY_RECEIVED, _received),
    (Kind.BODY_TOLD, _body_told),
    (Kind.BODY_ANSWERED, _body),
    (Kind.RETURNED, _body),
    (Kind.OBJECTION_ANSWERED, _objection),
    (Kind.POST_BACK, _post),
    (Kind.REVIEW_ASKED, _asked),
    (Kind.OUTSIDE_OPINION, _outside),
    (Kind.HEARING_HELD, _hearing),
    (Kind.RESUMED, lambda life, _today: "" if life.suspended_on is not None else "没有中止过"),
    (Kind.URGE_ANSWERED, _letter("T11", "没有等回音的督办函")),
    (Kind.PROPOSAL_ANSWERED, _letter("T14", "没有等反馈的建议书")),
)


def event_offers(life: Life, today: date) -> tuple[Offer, ...]:
    """Every event that a person may record, each with why it is not for now."""
    if life.seed.sealed:
        return ()
    made = ((kind, rule(life, today)) for kind, rule in _EVENTS)
    return tuple(Offer(kind.value, not why, why) for kind, why in made)
