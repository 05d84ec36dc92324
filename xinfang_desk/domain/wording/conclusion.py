"""The conclusion card in the words of the counter: what it comes to, by when, what to say (counter-rules 2, 6, 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xinfang_desk.domain.deadlines import VISITORS_OWN, Deadline
from xinfang_desk.domain.moments import date_weekday_text, short_date_text
from xinfang_desk.domain.screening.engine import ASKED
from xinfang_desk.domain.screening.facts import Facts
from xinfang_desk.domain.screening.pack import RulePack
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.domain.screening.walk import JUDICIAL

TELLING = frozenset({"T1", "T2", "T3"})
INTERIM = "B17"

LABELS = {
    "T1": "书面告知",
    "T2": "书面告知",
    "T3": "书面告知",
    "T4": "提出异议",
    "T5": "办结",
    "T7": "申请复查（他本人）",
    "T9": "申请复核（他本人）",
    "T13": "答复",
}
TODAY = "今天就该给"
TOLD, NEW_PAPER = "原来已经告知", "结论变了，新的告知书照样要给"
PROVISIONAL = "暂定，当年放假安排公布后取较晚的一天"

_WAYS = {
    "B5": "专门手续",
    "B6a": "诉讼",
    "B6b": "劳动人事仲裁",
    "B6c": "农村土地承包仲裁",
    "B6d": "商事仲裁",
    "B6e": "行政复议",
    "B6f": "行政裁决（处理）",
    "B6g": "检察监督",
    "B6h": "公安程序",
    "B6i": "党员申诉",
    "B6j": "人事复核、申诉",
    "B6k": "人民调解",
    "B6l": "技术鉴定",
    "B6m": "国家赔偿",
    "B6n": "社会救助申请",
}

# Where the visitor is sent, shorter than what the leaf as a whole covers (counter-rules.md 8).
_GO = {
    "B5": "按专门手续办",
    "B6a": "去法院",
    "B6b": "去劳动人事仲裁",
    "B6c": "去土地承包仲裁",
    "B6d": "去商事仲裁",
    "B6e": "申请复议",
    "B6f": "申请行政裁决",
    "B6g": "去检察院",
    "B6h": "去公安",
    "B6i": "走党员申诉",
    "B6j": "走人事申诉",
    "B6k": "去调解",
    "B6l": "申请鉴定",
    "B6m": "申请国家赔偿",
    "B6n": "申请社会救助",
}
_ONE_QUESTION = 3  # conclusions that one question may rule out together
_ROAD_LEAVES = frozenset({"L22", "L23", "L24", "L25"})
TAKEN_IN = "先收下，到期前书面告知"

_STAGES = {
    ("court", "in_progress"): "法院已立案，正在审理",
    ("court", "decided"): "法院已经裁判",
    ("court", "not_started"): "应当向法院起诉，还没有起诉，他也不愿意调解",
    ("procuratorate", "in_progress"): "检察院正在办",
    ("procuratorate", "decided"): "检察院已经办结",
    ("procuratorate", "not_started"): "应当由检察院监督，还没有提出",
}

# Case -> what it comes to, and what the clerk may say (照这样答). A case is a leaf, or a leaf and how it ends.
_WORDS: dict[str, tuple[str, str]] = {
    "L05": (
        "来访人是来问事的，当场讲清楚；他要求解决或者查处的，马上改为登记。",
        "您问的我现在讲给您听。要是想让我们解决，请直说，我给您登记。",
    ),
    "L06": (
        "举报的是干部、党员、公职人员：转密存，按管理权限转有权的机关。",
        "您反映的情况已经接收，按管理权限转送。我们不告诉被反映的人和单位。",
    ),
    "L07.turn": ("举报违法，转有权的机关查，为举报人保密。", "您举报的事转给管这件事的机关查，我们为您保密。"),
    "L07.own": ("举报违法，归本单位查，为举报人保密。", "这件事归我们查，我们为您保密，按期书面答复您。"),
    "L07.police": ("举报的事归公安管，告诉他怎么找公安。", "这件事归公安管，我告诉您去哪里、找谁。"),
    "L07.several": (
        "举报的事涉及几家，先协商由谁查；协商不影响告知期限。",
        "这件事涉及几家，我们去协商，到期前书面告诉您。",
    ),
    "L07.go": ("举报的事归别的机关管，告诉他归谁、怎么去。", "这件事归别的机关管，我告诉您是哪家、怎么去。"),
    "L08.turn": ("建议意见，转有权的机关研究。", "您的建议我们转给管这件事的机关研究，接收情况会告诉您。"),
    "L08.own": ("建议意见，收下研究，告诉他由谁研究、向谁要结果。", "您的建议收下了，由谁研究、向谁要结果都写在纸上。"),
    "L09": (
        "已有复核意见，请求、事实和理由都没有变，不再受理。",
        "这件事已经复核过了。有新的事实或者理由，可以再提。",
    ),
    "L10.desk": ("法院等机关已书面终结，不再受理。", "这件事已经依法终结。有新的事实或者理由，可以再提。"),
    "L10.turn": ("已依法终结，由政法部门告知，转同级政法部门。", "这件事由政法部门书面告诉您，我们今天就转过去。"),
    "L10.go": ("已依法终结，由政法部门告知，告诉他找谁。", "这件事由政法部门书面告诉您，我告诉您找谁。"),
    "L11.refusal": (
        "{stage}。信访窗口不予受理，引导他按法律程序走。",
        "这件事由{court}管，我们不能替{court}定。我告诉您那边怎么走。",
    ),
    "L11.guidance": ("{stage}。讲清规定，引导他按法律程序走。", "这件事由{court}管，我告诉您那边怎么走、找哪个窗口。"),
    "L11.turn": ("{stage}。转同级政法部门处理。", "这件事转给政法部门，转到哪里写在纸上。"),
    "L12": (
        "下级正在办，还没到期，本级不重复受理；告诉他谁在办、哪天到期。",
        "这件事正在办，还没到期。谁在办、哪天到期，都写在纸上。",
    ),
    "L13": ("同一件事正在办，还没到期，告诉他办到哪了、找谁问。", "这件事正在办，我告诉您办到哪一步、找谁问。"),
    "L14.turn": (
        "同一件事过了期限没给答复；告诉他，今天就督办承办单位。",
        "这件事过了期限还没有答复您。我们今天就督办，哪天前给您书面结果写在纸上。",
    ),
    "L14.own": (
        "同一件事过了期限没给答复；告诉他，马上报告负责人。",
        "这件事过了期限还没有答复您。我今天就报告负责人，哪天前给您书面结果写在纸上。",
    ),
    "L15.review": ("他手里是处理意见书，可以请上一级复查。", "您对这个意见不服，可以请上一级再看一次，越早越好。"),
    "L15.final": ("他手里是复查意见书，可以请再上一级复核。", "您对这个意见不服，可以请再上一级最后看一次，越早越好。"),
    "L16.open": (
        "申请复查（复核）的期限记载为已过；先如实登记，由负责人决定，到期前书面告知。这不是终结。",
        "您的事已经登记，由负责人决定，到期前书面告诉您。没收到意见书、生病受灾耽误了的，请现在告诉我。",
    ),
    "L16.bars": (
        "申请复查（复核）的期限已过，按本省规定不再受理。",
        "申请的期限已经过了，不再受理的依据写在纸上。有新的事实或者理由，可以再提。",
    ),
    "L17": (
        "跳过了有权处理的本级和上一级，不予受理；告诉他该去哪、怎么走。",
        "这件事该去的机关、地址和电话都写在纸上，您到那里提。",
    ),
    "L18": ("{turn}{to}办，书面告诉他转到哪里、哪天前给回音。", "这件事{turn}给{to}办，哪天前给您回音写在纸上。"),
    "L19": ("{turn}下级办，书面告诉他转到哪里、哪天前给回音。", "这件事{turn}给下级办，哪天前给您回音写在纸上。"),
    "L20": (
        "涉及几个单位，先协商由谁受理；协商不影响告知期限。",
        "这件事涉及几个单位，由我们去协商，到期前书面告诉您，您不用自己去问。",
    ),
    "L21": ("归别的机关管，告诉他归谁、怎么去。", "这件事归别的机关管，我告诉您是哪家、怎么去。"),
    "way": ("这件事走{way}，告诉他去哪里、带什么、多久。", "这件事走{way}，去哪里、带什么都写在纸上。"),
    "L25.own": (
        "归本单位，按专门手续办；告诉他谁办、多久、还要带什么。",
        "这件事归我们，按专门手续办。谁办、多久都写在纸上。",
    ),
    "L26": (
        "归本单位查处、履职，按专门程序办；书面告诉他程序和期限。",
        "这件事归我们查处，按期书面答复您，期限写在纸上。",
    ),
    "L27": ("归本单位，按信访手续办。", "您的事归我们办，办结的日子写在纸上，到期前书面答复您。"),
    "L28.back": ("转来的件不归本县，写明理由退回转送单位。", ""),
    "L28.object": ("转来的件不归本单位、本系统，五个工作日内提出异议；告知期限照算。", ""),
    "L28.late": ("提出异议的五个工作日已过，改为协商归属；告知期限照算。", ""),
}

BASIS_WORDS = {
    "n2_basis": "越级走访不予受理的依据文件",
    "n3_basis": "涉诉来访不予受理的依据文件",
    "z2_basis": "依法终结事项不再受理的依据文件",
    "late_review_basis": "过期不再受理的本省规定",
}

NOT_VERIFIED = "目录里这一行待核定：纸上只印条例依据和机关名称，时效写“请当面问受理机关”。"
ACT_NOW = "正在发生的人身、财产危险不等期限，应当立即处置。"


@dataclass(frozen=True)
class DeadlineLine:
    """One date. ``label``: 最晚书面告知; ``due_text``: 2026年12月8日（周二） or 今天就该给.

    ``advised_text``: the working day to be done by, where it is earlier.
    """

    code: str
    label: str
    due_text: str
    advised_text: str
    formula: str
    provisional: bool


@dataclass(frozen=True)
class WhyNot:
    """``leaf``: one code, or those that one sentence speaks of, joined by a space."""

    leaf: str
    title: str
    because: str


def leaf_title(pack: RulePack, leaf: str, documents: Iterable[str], *, waits: bool = False) -> str:
    """A conclusion in two or three words: by the target of its road where it has one; ``waits``: only taken in."""
    if waits:
        return TAKEN_IN
    target = next((_GO[code] for code in documents if code in _GO), "") if leaf in _ROAD_LEAVES else ""
    return target or pack.leaf_title(leaf)


def bars(result: ScreeningResult) -> bool:
    """Whether it refuses: grounds N and Z, and L16 by the province's rule."""
    return result.ground is not None or (result.leaf == "L16" and "B9" in result.documents)


def interim(result: ScreeningResult) -> bool:
    """Whether its notice ends nothing: the head has still to decide (counter-rules.md 4.2)."""
    return INTERIM in result.documents


def running(result: ScreeningResult, *, waits: bool) -> tuple[Deadline, ...]:
    """The limits that run; while nobody has decided nothing is accepted yet, and only the telling does (4.2)."""
    return tuple(one for one in result.deadlines if not waits or one.code in TELLING or one.code == "T4")


def _case(result: ScreeningResult, facts: Facts) -> str:
    leaf, papers, role = str(result.leaf), result.documents, facts.role
    turned = {"L07": "B2", "L08": "B2", "L10": "B2", "L11": "B2", "L14": "C11"}
    ends = {
        "L07": (("B6h", "police"), ("C1", "own"), (INTERIM, "several"), ("B7", "go")),
        "L08": (("B11", "own"),),
        "L10": (("B9", "desk"), ("B7", "go")),
        "L11": (("B8", "refusal"), ("B6a", "guidance"), ("B6g", "guidance")),
        "L14": (("B12", "own"),),
        "L16": (("B9", "bars"), (INTERIM, "open")),
        "L25": (("B5", "own"),),
    }
    if leaf in turned and turned[leaf] in papers:
        return f"{leaf}.turn"
    for paper, end in ends.get(leaf, ()):
        if paper in papers:
            return f"{leaf}.{end}"
    if leaf == "L15":
        return "L15.review" if facts.get("opinion") == "handling" else "L15.final"
    if leaf == "L28":
        return "L28.back" if role == "A" else "L28.late" if "B16" in papers else "L28.object"
    return "way" if leaf in _ROAD_LEAVES else leaf


def _way(result: ScreeningResult) -> str:
    return next((_WAYS[code] for code in result.documents if code in _WAYS), "")


def _words(result: ScreeningResult, facts: Facts) -> tuple[str, str]:
    court = str(facts.get("judicial_jurisdiction"))
    assigned = "B3" in result.documents
    to_judicial = facts.get("route_target") in JUDICIAL
    filled = {
        "stage": _STAGES.get((court, str(facts.get("judicial_stage"))), "法院、检察院管的案子"),
        "court": "检察院" if court == "procuratorate" else "法院",
        "turn": "交" if assigned else "转",
        "to": "同级政法部门" if to_judicial else "本级部门",
        "way": _way(result),
    }
    summary, say_so = _WORDS[_case(result, facts)]
    return summary.format(**filled), say_so.format(**filled)


def summary(result: ScreeningResult, facts: Facts, today: date) -> str:
    """One or two sentences for the clerk: what it is and what happens now."""
    text = _words(result, facts)[0]
    lines = {line.code: line for line in result.deadlines}
    if result.leaf == "L27" and "T5" in lines:
        text += _accepted(lines["T5"], next((lines[code] for code in ("T2", "T3") if code in lines), None), today)
    if result.leaf in ("L18", "L19", "L20") and _way(result):
        text += f"这条路（{_way(result)}）怎么走，也一并告诉他。"
    return text


def _accepted(handle: Deadline, tell: Deadline | None, today: date) -> str:
    """2.2: the day of acceptance is today, at the latest the day on which telling falls due."""
    until = date_weekday_text(handle.due) + ("（暂定）" if handle.provisional else "")
    if handle.starts < today:
        return f"从{short_date_text(handle.starts)}起就算受理，{until}前办结。"
    text = f"今天受理，{until}前办结"
    if tell is not None and tell.due > handle.starts:
        text += f"；今天不出受理告知，最迟到{short_date_text(tell.due)}也视为已受理"
    return f"{text}。"


def say_so(result: ScreeningResult, facts: Facts) -> str:
    """What the clerk may say to somebody who is there; empty for a letter and for a matter passed on."""
    there = facts.get("form") in ("visit", "phone") and not facts.transferred_in
    return _words(result, facts)[1] if there else ""


def take_in(result: ScreeningResult, facts: Facts, title: str, reason: str) -> tuple[str, str]:
    """先收下 (counter-rules.md 4.2): what it comes to and what to say, while the answer waits for ``reason``."""
    text = f"先收下（{reason}）：今天先给回执，{_until(result)}书面告知。照现在的回答是“{title}”，弄清楚以后重新甄别。"
    return text, taken_in_so(result) if say_so(result, facts) else ""


def taken_in_so(result: ScreeningResult) -> str:
    """What to say while the answer waits: no notice is promised today."""
    return f"您的事我先收下，{_until(result)}书面告诉您，您可以先回去，不用再跑。"


def _until(result: ScreeningResult) -> str:
    tell = next((one for one in result.deadlines if one.code in TELLING), None)
    return f"{date_weekday_text(tell.due)}前" if tell is not None else "期限内"


def deadline_lines(
    result: ScreeningResult,
    facts: Facts,
    today: date,
    *,
    waits: bool = False,
    told: frozenset[str] = frozenset(),
) -> tuple[DeadlineLine, ...]:
    """The dates, telling first; who is at the desk is told today and the fifteen days are small print (条例 23.2).

    ``waits``: it is only taken in, so nothing but the telling runs. ``told``: duties that an earlier notice has met.
    """
    present = facts.get("form") == "visit" and not facts.transferred_in and facts.get("received_on") == today
    lines = []
    for one in running(result, waits=waits):
        label, due = LABELS[one.code], date_weekday_text(one.due)
        if one.code in told:
            lines.append(DeadlineLine(one.code, label, TOLD, "", NEW_PAPER, False))
            continue
        if one.code in TELLING and present and not (waits or interim(result)):
            later = f"最晚 {due}" + (f"，{PROVISIONAL}" if one.provisional else "")
            lines.append(DeadlineLine(one.code, label, TODAY, "", f"{later}；{one.formula}", False))
            continue
        if one.due >= today:
            label = f"最晚{label}"
        elif one.code not in VISITORS_OWN:
            label = f"已超期：{label}"
        formula = f"{one.formula}（越早越好）" if one.code in VISITORS_OWN else one.formula
        advised = date_weekday_text(one.advised) if today <= one.advised != one.due else ""
        lines.append(DeadlineLine(one.code, label, due, advised, formula, one.provisional))
    return tuple(lines)


def why_not(result: ScreeningResult, pack: RulePack) -> tuple[WhyNot, ...]:
    """为什么不是别的; what one sentence rules out stands on one line."""
    grouped: dict[str, list[str]] = {}
    for one in result.not_chosen:
        grouped.setdefault(one.because, []).append(one.leaf)
    return tuple(
        WhyNot(" ".join(leaves), "、".join(f"“{pack.leaf_title(leaf)}”" for leaf in leaves), because)
        for because, leaves in grouped.items()
    )


def nearest_first(lines: tuple[WhyNot, ...], leaf: str) -> tuple[WhyNot, ...]:
    """The same lines; first those whose question stands nearest to the one that decided, last what was never asked."""
    at = ASKED.index(leaf)

    def distance(line: WhyNot) -> tuple[bool, int]:
        leaves = line.leaf.split()
        return len(leaves) > _ONE_QUESTION, min(abs(ASKED.index(one) - at) for one in leaves)

    return tuple(sorted(lines, key=distance))


def blocked_sentences(result: ScreeningResult) -> tuple[str, ...]:
    """Which basis the office has to enter first (counter-rules.md 3)."""
    return tuple(
        f"本单位还没有设置{BASIS_WORDS[key]}，告知书不能打印；请先做登记和引导，请管理员到设置里补上。"
        for key in result.blocked_by
    )


def extra_warnings(result: ScreeningResult, facts: Facts, *, path_verified: bool) -> tuple[str, ...]:
    """What the conclusion card adds to the warnings of the screening itself."""
    found = []
    if interim(result):
        tell = next((line for line in result.deadlines if line.code in TELLING), None)
        until = f"{date_weekday_text(tell.due)}前" if tell is not None else "期限届满前"
        found.append(f"本结论不是终结：须在{until}由负责人决定，并另出告知书。")
    if "C1" in result.documents and facts.get("major_or_urgent"):
        found.append(ACT_NOW)
    if not path_verified:
        found.append(NOT_VERIFIED)
    return tuple(found)
