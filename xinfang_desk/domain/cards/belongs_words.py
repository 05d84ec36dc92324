"""The words of card 4 归谁管: whose it is, which road, by role (counter-rules.md 1.4, 1.6)."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.cards.view import LawNote

SELF, SAME_LEVEL, SUBORDINATE, SEVERAL, OUTSIDE = "self", "same_level", "subordinate", "several", "outside"
POLICE, SKIPPED = "police", "skipped"

BODIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "A": (
        (SAME_LEVEL, "县里的部门、县政府"),
        (SUBORDINATE, "乡镇街道"),
        (SEVERAL, "几家都沾边"),
        (OUTSIDE, "县以上、外地、部队等"),
        (SELF, "信访局自己的工作"),
    ),
    "B": (
        (SELF, "我们镇（含镇直站所、村里组里的事）"),
        (SAME_LEVEL, "县里的部门（含派出所、自然资源所等派驻站所）"),
        (SEVERAL, "几家都沾边"),
        (OUTSIDE, "县以上、外地、部队等"),
    ),
    "C": (
        (SELF, "本局"),
        (SUBORDINATE, "本系统下级"),
        (SEVERAL, "几家都沾边"),
        (SAME_LEVEL, "县里别的部门、乡镇"),
        (OUTSIDE, "县以上、外地、部队等"),
    ),
}
# 只要调解 at a petition bureau: to whom it is passed on.
MEDIATORS = ((SUBORDINATE, "属地乡镇街道去调解"), (SAME_LEVEL, "县级调解组织"), (OUTSIDE, "他自己去"))
MORE = ((SKIPPED, "跳过了有权处理的本级和上一级（由负责人点开）"),)

OWN, DUTY, PETITION, ARBITRATION, OTHER = "own", "duty", "petition", "arbitration", "other"
ROADS = (
    (OWN, "我们按专门手续办（审批、确认、裁决、救助）"),
    (DUTY, "查违法、保护人身财产"),
    (PETITION, "前面都不沾，按信访手续办"),
    ("court", "打官司"),
    ("procuratorate", "找检察院"),
    (POLICE, "找公安"),
    ("mediation", "调解"),
    (ARBITRATION, "仲裁"),
    (OTHER, "其他"),
)
# A bureau only proposes a class; the procedure is somebody else's.
BUREAU_ROADS = ((OWN, "按专门手续办（审批、确认、裁决、救助）"), *ROADS[1:])
PLAIN_ROADS: Mapping[str, tuple[int, str | None]] = {
    OWN: (4, "own_procedure"),
    DUTY: (5, None),
    PETITION: (6, None),
    "court": (1, "court"),
    "procuratorate": (1, "procuratorate"),
    POLICE: (1, "police"),
    "mediation": (1, "mediation"),
}
ARBITRATIONS = (
    ("labour_arbitration", "劳动人事"),
    ("land_arbitration", "承包地"),
    ("commercial_arbitration", "合同写明仲裁"),
)
OTHERS: tuple[tuple[str, str, tuple[int, str]], ...] = (
    ("reconsideration", "行政复议", (4, "reconsideration")),
    ("adjudication", "行政裁决", (4, "adjudication")),
    ("technical_appraisal", "鉴定", (4, "technical_appraisal")),
    ("social_assistance", "社会救助", (4, "social_assistance")),
    ("party_appeal", "党员申诉", (3, "party_appeal")),
    ("personnel_appeal", "人事申诉", (3, "personnel_appeal")),
    ("state_4", "国家赔偿（行政）", (4, "state_compensation")),
    ("state_1", "国家赔偿（刑事）", (1, "state_compensation")),
)

PAIR_WORDS: Mapping[tuple[int, str | None], str] = {
    **{pair: dict(ROADS)[road] for road, pair in PLAIN_ROADS.items()},
    **{(2, target): f"仲裁（{label}）" for target, label in ARBITRATIONS},
    **{pair: label for _, label, pair in OTHERS},
}

BLANK_HINT = "可以不选：归别人管的，走哪条路由有权机关判断。"

LAW: Mapping[str, LawNote] = {
    "": LawNote(
        "《信访工作条例》第二十二条、第二十三条", "属地管理、谁主管谁负责；不归我们的，转过去或者告诉他去哪里。"
    ),
    SELF: LawNote("《信访工作条例》第二十三条第一款、第三十一条", "归我们的当场告知；该走专门手续的先走专门手续。"),
    SAME_LEVEL: LawNote("《信访工作条例》第二十三条第一款", "不归我们的，告诉他归谁、地址电话；不能只说“不归我们管”。"),
    SUBORDINATE: LawNote("《信访工作条例》第二十二条第一款", "归下级的转下去，十五日内告诉他转给了谁。"),
    SEVERAL: LawNote("《信访工作条例》第二十四条第一款", "几家都管的先商量由谁受理；商量不影响告知的期限。"),
    OUTSIDE: LawNote("《信访工作条例》第二十条第四款", "跑错地方的讲清楚该去哪里，能转的替他转。"),
    POLICE: LawNote("《信访工作条例》第三十一条第（一）项", "归公安的案子走公安程序，告诉他去哪个窗口。"),
    SKIPPED: LawNote(
        "《信访工作条例》第二十条第一款、第四款",
        "先到有权处理的本级或者上一级；跳过两级的，由负责人决定，并告诉他去哪里。",
    ),
}
BUREAU_LAW = LawNote("《信访工作条例》第二十二条第一款", "信访部门收到的，按归谁管转送、交办；引导他去不能代替转送。")
ROAD_LAW: Mapping[int, LawNote] = {
    1: LawNote("《信访工作条例》第三十一条第（一）项", "该由法院、检察院、公安管的，引到那边的程序。"),
    2: LawNote("《信访工作条例》第三十一条第（二）项", "该仲裁的走仲裁，注意申请的时效。"),
    3: LawNote("《信访工作条例》第三十一条第（三）项", "党员、干部人事的申诉，走申诉、复核的专门程序。"),
    4: LawNote("《信访工作条例》第三十一条第（四）项", "能走复议、裁决、确认、许可、救助的，按那一套办。"),
    5: LawNote("《信访工作条例》第三十一条第（五）项", "要求查违法、保护人身财产的，依法履行职责并答复。"),
    6: LawNote("《信访工作条例》第三十一条第（六）项", "别的路都不合适的，受理后六十日内给处理意见书。"),
}
