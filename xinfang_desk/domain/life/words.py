"""The life of a matter in the plain words of the counter: stage, events, duties."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.life.board import ANSWER, DUTY_OF, HAND_OVER, OBJECT, OTHERS, REVIEW, TELL
from xinfang_desk.domain.life.events import Event, Kind
from xinfang_desk.domain.life.state import DEPARTED, Life, Stage
from xinfang_desk.domain.moments import date_text

STAGES: dict[Stage, str] = {
    Stage.REGISTERED: "已登记，还没有甄别",
    Stage.AWAITING: "待告知，等人决定",
    Stage.SCREENED: "已甄别，还没有告知",
    Stage.TOLD: "已告知",
    Stage.NEGOTIATING: "正在协商由谁受理",
    Stage.TRANSFERRED: "已转送",
    Stage.ASSIGNED: "已交办",
    Stage.RETURNED: "承办单位退回来了，要改转",
    Stage.OBJECTED: "已提异议，等回话",
    Stage.ACCEPTED: "已受理，正在办",
    Stage.EXTENDED: "已延期，正在办",
    Stage.OPINION: "意见书已出，还没有送达凭证",
    Stage.SERVED: "意见书已送达",
    Stage.REVIEW: "正在复查",
    Stage.REVIEW_OPINION: "复查意见已出，还没有送达凭证",
    Stage.REVIEW_SERVED: "复查意见已送达",
    Stage.FINAL: "正在复核",
    Stage.FINAL_OPINION: "复核意见已出，还没有送达凭证",
    Stage.CLOSED: "已办结",
}

CLOSED_HOW: dict[str, str] = {
    "refused": "不予（不再）受理，已出告知书",
    DEPARTED: "对方同意，已退回",
    "settled": "调解（和解）达成协议",
    "withdrawn": "来访人撤回",
    "terminated": "终止",
    "answered": "承办单位已答复",
    "duty": "处理情况已书面告知并送达",
    "final": "复核意见已送达",
    "review_refused": "复查（复核）不予受理",
}

DUTY_WORDS: dict[str, str] = {
    TELL: "书面告知",
    OBJECT: "提出异议",
    ANSWER: "办结",
    HAND_OVER: "送达",
    REVIEW: "复查、复核",
    OTHERS: "催承办单位",
}

CLOCK_WORDS: dict[str, str] = {
    "T1": "转送、交办并书面告知",
    "T2": "书面告知",
    "T3": "书面告知",
    "T3@": "承办单位书面告知来访人",
    "T4": "提出异议退回",
    "T5": "办结，出处理意见书",
    "T6": "办结，出处理意见书（已延期）",
    "T7": "申请复查（他本人）",
    "T8": "出复查意见书",
    "T8@": "复查机关出复查意见书",
    "T9": "申请复核（他本人）",
    "T10@": "复核机关出复核意见书",
    "T10": "出复核意见书",
    "T11": "承办单位反馈",
    "T13": "书面答复履职申请",
    "T14": "被建议的机关反馈",
    "T17": "原办理机关交答辩材料",
    "R": "改转别的单位并告知",
    "S": "把意见书送到本人",
}
OR_EXTEND = "办结，或者在期内办延期"
LATE_TELL = "书面告知，期限已过，今天补办"


def clock_words(code: str) -> str:
    return CLOCK_WORDS.get(code, code)


def duty_of(code: str) -> str:
    return DUTY_OF.get(code, "")


def stage_words(life: Life) -> str:
    """Where it stands in one line; how it ended stands with it."""
    words = STAGES[life.stage]
    if life.stage is Stage.CLOSED and life.closed_how:
        return f"{words}：{CLOSED_HOW.get(life.closed_how, '')}"
    return words


_LINES: dict[Kind, str] = {
    Kind.TRANSFERRED: "转送{to_body}",
    Kind.ASSIGNED: "交办{to_body}",
    Kind.ACCEPTED: "受理",
    Kind.DUTY_ACCEPTED: "受理履职申请（投诉举报）",
    Kind.OWN_PROCEDURE: "按专门手续办",
    Kind.GUIDED: "告诉他去别的机关、走别的路",
    Kind.REFUSED: "不予（不再）受理",
    Kind.ADVICE_TAKEN: "建议意见已接收",
    Kind.OBJECTED: "提异议退回{to_body}",
    Kind.NEGOTIATING: "几家协商由谁受理",
    Kind.SUPPLEMENT_ASKED: "请他补材料（不停期限）",
    Kind.URGENT_REPORTED: "报告重大紧急情况",
    Kind.DUTY_ANSWERED: "告知处理情况",
    Kind.EXTENDED: "延长{days}日",
    Kind.HEARING_CALLED: "通知听证",
    Kind.SETTLED: "达成调解（和解）协议",
    Kind.OPINION: "出信访处理意见书",
    Kind.WITHDRAWN: "来访人撤回",
    Kind.SUSPENDED: "中止、终止",
    Kind.REPORTED_BACK: "报办结",
    Kind.URGED: "督办{to_body}",
    Kind.PROPOSED: "向{to_body}提建议",
    Kind.APPLICATION: "写好复查（复核）申请",
    Kind.REVIEW_ACCEPTED: "受理复查（复核）",
    Kind.REVIEW_REFUSED: "不予受理复查（复核）",
    Kind.CORRECTION_ASKED: "请他补正申请",
    Kind.DEFENCE_ASKED: "请{to_body}交答辩材料",
    Kind.REVIEW_OPINION: "出复查意见书",
    Kind.FINAL_OPINION: "出复核意见书",
    Kind.FINAL_FILED: "复核终结备案",
    Kind.SERVED: "送达",
    Kind.BODY_RECEIVED: "{to_body}收到",
    Kind.BODY_TOLD: "{to_body}已书面告知来访人",
    Kind.BODY_ANSWERED: "{to_body}办结",
    Kind.RETURNED: "{to_body}退回",
    Kind.OBJECTION_ANSWERED: "异议有回话",
    Kind.POST_BACK: "邮寄的回执回来了，本人签收",
    Kind.REVIEW_ASKED: "申请复查（复核），由{to_body}办",
    Kind.OUTSIDE_OPINION: "复查（复核）意见已出 {number}",
    Kind.HEARING_HELD: "听证",
    Kind.RESUMED: "恢复办理",
    Kind.URGE_ANSWERED: "督办有回音",
    Kind.PROPOSAL_ANSWERED: "建议有反馈",
}


def event_words(event: Event) -> str:
    """One line of the timeline, without its day."""
    values: Mapping[str, str] = {"to_body": "承办单位", "days": "", "number": "", **_filled(event.values)}
    words = _LINES[event.kind].format_map(values).strip()
    until = event.day("until")
    if event.kind is Kind.HEARING_HELD and until is not None:
        words += f"，到{date_text(until)}"
    if event.kind is Kind.OBJECTION_ANSWERED:
        words += "：同意退回" if event.yes("agreed") else "：不同意，接着办"
    if event.kind is Kind.BODY_ANSWERED and event.text("number"):
        words += f"，{event.text('number')}"
    return words


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {key: words for key, words in values.items() if words}
