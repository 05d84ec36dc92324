"""The words of card 3 以前办过没有: answers, follow-up options, law (counter-rules.md 1.3)."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.cards.view import LawNote

FIRST, PENDING, OVERDUE, OPINION, FINAL, COURT, ENDED = (
    *("first", "pending", "overdue", "opinion"),
    *("final", "court", "ended"),
)
NOT_STARTED = "not_started"

OPTIONS = (
    (FIRST, "没办过，第一次反映这件事"),
    (PENDING, "正在办，还没到期"),
    (OVERDUE, "过了期限，没给答复"),
    (OPINION, "拿到过《信访处理意见书》或复查意见书"),
    (FINAL, "拿到过复核意见书"),
    (COURT, "法院、检察院有案子"),
    (ENDED, "法院、检察院、公安已书面说“到此为止”"),
)
MORE = ((NOT_STARTED, "应当打官司，还没打（只由负责人选）"),)
ORDER = (*(name for name, _ in OPTIONS), NOT_STARTED)
SHORT = {
    FIRST: "没办过",
    PENDING: "正在办",
    OVERDUE: "过期没答复",
    OPINION: "有意见书",
    FINAL: "有复核意见",
    COURT: "法院、检察院",
    ENDED: "已书面终结",
    NOT_STARTED: "应当打官司",
}
# Two answers that cannot both be true.
RIVALS: Mapping[str, tuple[str, ...]] = {
    PENDING: (OVERDUE,),
    OVERDUE: (PENDING,),
    COURT: (NOT_STARTED,),
    NOT_STARTED: (COURT,),
}

SAME = (("person", "同人"), ("request", "同请求"), ("facts", "同事实"))
SAME_ALL = " ".join(name for name, _ in SAME)

# 谁在办; the second list says who is a body below (counter-rules.md 1.6).
OWN, COUNTY, TOWN, BELOW, OTHER = "own", "county", "town", "below", "other"
WHO: Mapping[str, tuple[tuple[str, str], ...]] = {
    "A": ((COUNTY, "县里的部门"), (TOWN, "乡镇街道"), (OWN, "本单位"), (OTHER, "别的单位")),
    "B": ((OWN, "本单位"), (OTHER, "县里部门或别的单位")),
    "C": ((OWN, "本局"), (BELOW, "本系统下级"), (OTHER, "别的单位")),
}
BELOW_US: Mapping[str, frozenset[str]] = {
    "A": frozenset({COUNTY, TOWN}),
    "B": frozenset(),
    "C": frozenset({BELOW}),
}

PAPERS = (
    ("handling", "是信访处理（答复）意见书"),
    ("review", "是复查意见书"),
    ("letter", "是告知书、答复函、复函"),
    ("unknown", "没带、说不清"),
)
CASES = (
    ("none", "没有案子"),
    ("running", "正在打官司（有案号）"),
    ("decided", "已经判了、裁了"),
    ("procuratorate", "检察院在办或办过"),
    ("unsure", "拿不准"),
)

BUREAU_NOTE = "只有12345工单，不算“信访已受理”；单子上有受理告知书或信访编号的才算。"
TOWN_NOTE = "镇里不能用“正在办”这一条不受理；告诉他办到哪了、哪天有结果。"

LAW: Mapping[str, LawNote] = {
    "": LawNote("《信访工作条例》第十九条第三款", "同一个人、同一个请求、同一件事实才算同一件事；少一样就是新事。"),
    PENDING: LawNote("《信访工作条例》第二十一条第二款", "在办的事，告诉他办到哪了、哪天前有结果。"),
    OVERDUE: LawNote("《信访工作条例》第二十一条第二款", "过了期限还没答复的，查办到哪了、督促办，不能让他白等。"),
    OPINION: LawNote(
        "《信访工作条例》第三十五条", "对处理意见不服，收到之日起三十日内可以请上一级再看一次；不是哪天打印算起。"
    ),
    FINAL: LawNote(
        "《信访工作条例》第三十六条第三款", "对复核意见不服，又拿同一事实和理由来的，才不再受理；有新的照办。"
    ),
    COURT: LawNote(
        "《信访工作条例》第二十条第二款、第二十八条第二款", "法院、检察院的案子由他们依法办；窗口讲清楚、引过去。"
    ),
    ENDED: LawNote("《信访工作条例》第三十一条第（一）项", "已依法终结的要有终结文书；拿不出文书就不算。"),
    NOT_STARTED: LawNote("《信访工作条例》第二十条第二款", "只有负责人能认定应当去打官司；能调解的先引去调解。"),
}
N1_LAW = LawNote("《信访工作条例》第十九条第三款", "下级正在规定期限内办的同一件事，上级不重复受理；过了期限就不能用。")
TOWN_LAW = LawNote("《信访工作条例》第十八条第一款、第二十一条第二款", TOWN_NOTE)
