"""Card 1 先看一眼: what stands before everything else (条例 20.3, 25, 26, 28.3, 30; counter-rules.md 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xinfang_desk.domain.cards.card import YES_NO, Asks, Card, Run, toggled
from xinfang_desk.domain.cards.gathered import Gathered
from xinfang_desk.domain.cards.given import GLANCE, REGISTERED, RULE, UNSURE, VISITOR, Given
from xinfang_desk.domain.cards.state import DONE, LOOK, PURPOSE, Answers
from xinfang_desk.domain.cards.transfer import ask_competence, put_competence
from xinfang_desk.domain.cards.view import LawNote, Option

DISCLOSURE, DANGER, URGENT, INTEREST, BEHALF = "disclosure", "danger", "urgent", "interest", "behalf"
_ORDER = (DISCLOSURE, DANGER, URGENT, INTEREST, BEHALF)

# 条例 26 (一)—(四); the keys are those of the paper that asks them to stop (A8).
ACTS = (
    ("gather", "围堵、冲击、堵路"),
    ("weapons", "携带危险物品、管制器具"),
    ("violence", "打骂威胁、毁东西"),
    ("stay", "在接待场所滞留滋事，或把不能自理的人留下走了"),
)
# Objective facts; the keys are those of the report (A9).
KINDS = (
    ("harm", "有人死伤"),
    ("supply", "停水停电断路"),
    ("wages", "多人讨薪"),
    ("child", "孩子受侵害"),
    ("disaster", "灾害险情"),
    ("other", "其他（写明）"),
)
_LABELS = {
    DISCLOSURE: "反映干部、党员、村干部、站所人员违纪违法",
    DANGER: "有危险或者围堵、打砸",
    URGENT: "可能出大事",
    INTEREST: "我跟这件事、这个人有直接利害关系",
    BEHALF: "替别人来的",
}
_SHORT = {
    DISCLOSURE: "举报干部，按密件",
    DANGER: "现场有危险",
    URGENT: "可能出大事",
    INTEREST: "接访员要换人",
    BEHALF: "替别人来的",
}
_HINTS = {
    DISCLOSURE: "先不要说细节；拿不准也勾",
    URGENT: "涉及人命、孩子的，拿不准也勾",
    INTEREST: "亲属、经手、钱物往来；拿不准也勾",
}
_LAW = {
    DISCLOSURE: LawNote("《信访工作条例》第三十条", "举报干部的按管理权限转送，不把举报人的情况告诉被举报的人和单位。"),
    DANGER: LawNote("《信访工作条例》第二十六条", "围堵、带危险物品、打骂毁物、滞留滋事不允许；先劝阻，事照样登记。"),
    URGENT: LawNote("《信访工作条例》第二十五条", "可能造成社会影响的重大、紧急事情，立即报告并先采取措施。"),
    INTEREST: LawNote("《信访工作条例》第二十八条第三款", "和这件事、这个人有直接利害关系的，换人接待。"),
    BEHALF: LawNote("登记要点", "登记的是他本人，不是来的这位；没带委托书照样登记，委托书后补。"),
}
_GROUP_LAW = LawNote("《信访工作条例》第二十条第三款", "五人以上为同一件事来的，推选代表，不超过五位；不推也照样登记。")
_PLAIN_LAW = LawNote("《信访工作条例》第二十二条、第二十三条", "来了就登记；登记以后再看归谁管。")


class LookCard(Card):
    """Several answers or none; a sealed item has this card alone, its first answer given by F6."""

    id, number, multi = LOOK, 1, True
    title = "先看一眼"
    question = "先看一眼：有没有这些情况？"
    help = "看现场、看材料，不盘问。都没有就按 Enter。"
    banner = "先救人：有人发病、受伤、说不想活 → 120／110／家属，陪着，不劝离。"
    like = "2：拿着汽油瓶进门。3：工地 40 人停工讨薪。"
    unlike = "2：嗓门大、哭、说不想活、不肯走但没滋事。3：说要去上面反映。"
    unsure_values: Mapping[str, str] = {
        "identity": "yes",
        "cadre": "yes",
        "agent": "guardian",
        "joint": "no",
        "representatives": "0",
        "within": "yes",
    }

    def chosen(self, run: Run) -> tuple[str, ...]:
        kept = run.touched(LOOK)
        if kept is None:
            kept = (BEHALF,) if run.given.agent else ()
        shut = set() if run.given.on_site else {DANGER}
        forced = {DISCLOSURE} if run.given.sealed else set()
        return tuple(one for one in _ORDER if one in ({*kept} | forced) - shut)

    def options(self, run: Run) -> tuple[Option, ...]:
        chosen = self.chosen(run)
        why_not = {}
        if run.given.sealed:
            why_not[DISCLOSURE] = "登记时已经按举报件密存"
        if not run.given.on_site:
            why_not[DANGER] = "人不在现场"
        return tuple(
            Option(
                one,
                _LABELS[one],
                key=number,
                chosen=one in chosen,
                hint=_HINTS.get(one, ""),
                enabled=one not in why_not,
                why_not=why_not.get(one, ""),
            )
            for number, one in enumerate(_ORDER, 1)
        )

    def asks(self, run: Run) -> Asks:
        asks, chosen, given = Asks(run, LOOK), self.chosen(run), run.given
        if not given.clear:
            question = "他说了姓名和住在哪里吗？" if given.on_site else "材料里有姓名和住址吗？"
            asks.choice(
                "identity",
                question,
                (("yes", "说了" if given.on_site else "有"), ("no", "没有")),
                default="no" if given.anonymous else "",
                hint="没带身份证、不会写字，也算说了；不说也照样登记、照样打印。",
            )
        cadre = "yes" if given.sealed else ""
        if DISCLOSURE in chosen and not given.sealed:
            cadre = asks.choice(
                "cadre",
                "他说的是村支书、村主任、村委委员、组长、站所干部吗？",
                (("yes", "是，按密件"), ("no", "不是")),
                hint="党员、公职人员也是。是 → 按密件，这里不记内容。",
            )
        if DANGER in chosen:
            asks.ticks("acts", "看到的是哪一项？", ACTS, keyed=True)
        if URGENT in chosen:
            # What is said in a disclosure is written nowhere but in its sealed fields.
            kinds = tuple(kind for kind in KINDS if kind[0] != "other" or DISCLOSURE not in chosen)
            ticked = asks.ticks("kinds", "看得见的是哪一样？", kinds, keyed=True)
            if "other" in ticked:
                asks.text("other_words", "其他是什么（只写事实，不评价人）？", required=True)
        if BEHALF in chosen:
            asks.choice(
                "agent",
                "他是什么身份？",
                (("agent", "他委托的"), ("guardian", "我是监护人")),
                default=given.agent,
            )
        if given.group and given.visit_here:
            joint = asks.choice("joint", f"来了 {given.people} 人，是不是为同一件事来的？", YES_NO)
            if joint == "yes":
                asks.number("representatives", "推了几位代表？", most=given.people)
        if cadre == "yes" and given.transferred_in:
            ask_competence(asks)
        return asks

    def choose(self, run: Run, option: str) -> Answers:
        chosen = toggled(self.chosen(run), option, _ORDER)
        answers = run.answers.choosing(LOOK, chosen)
        opened = {DISCLOSURE: ("cadre",), DANGER: ("acts",), URGENT: ("kinds", "other_words"), BEHALF: ("agent",)}
        if option not in chosen:
            return answers.forgetting(LOOK, *opened.get(option, ()))
        return answers.forgetting(LOOK, "other_words") if option == DISCLOSURE else answers

    def unsure_card(self, run: Run) -> Answers:
        return run.answers.choosing(LOOK, self.chosen(run), unsure=True)

    def unsure_ask(self, run: Run, ask: str) -> Answers:
        if ask == "other_words":
            kept = [kind for kind in run.stored(LOOK, "kinds").split() if kind != "other"]
            answers = run.answers.saying(LOOK, "kinds", " ".join(kept)).forgetting(LOOK, ask)
            return answers if kept else answers.saying(LOOK, "kinds", "", unsure=True)
        return super().unsure_ask(run, ask)

    def is_disclosure(self, run: Run) -> bool:
        """Of a cadre, a party member, somebody in public office: sealed (条例 30)."""
        return run.given.sealed or (DISCLOSURE in self.chosen(run) and self.asks(run).said("cadre") == "yes")

    def collect(self, run: Run, into: Gathered) -> None:
        chosen, asks, given = self.chosen(run), self.asks(run), run.given
        glance = UNSURE if run.unsure(LOOK) else GLANCE
        into.line(self.title, "、".join(_SHORT[one] for one in chosen) or "未见异常", glance)
        _put_identity(given, asks, into)
        acts, kinds = asks.said("acts"), asks.said("kinds")
        if given.on_site:
            source = asks.source("acts") if DANGER in chosen and not acts else GLANCE if acts else glance
            into.put("danger_on_site", bool(acts), source, _labels(ACTS, acts) if acts else _nothing(source))
        else:
            into.put("danger_on_site", False, RULE, "人不在现场")
        source = UNSURE if URGENT in chosen and not kinds else GLANCE if kinds else glance
        into.put("major_or_urgent", bool(kinds), source, _labels(KINDS, kinds) if kinds else _nothing(source))
        interest = INTEREST in chosen
        into.put("clerk_has_interest", interest, GLANCE if interest else glance, "" if interest else _nothing(glance))
        self._put_agent(run, asks, into)
        _put_group(given, asks, into)
        if self.is_disclosure(run):
            source = REGISTERED if given.sealed else asks.source("cadre")
            into.put("nature", "disclosure", source, "登记前就说了是举报" if given.sealed else "")
            into.put("accused_supervised", True, source)
            put_competence(given, asks, into)
        elif DISCLOSURE in chosen:
            into.line("举报的人", "不是干部", asks.source("cadre"))

    def _put_agent(self, run: Run, asks: Asks, into: Gathered) -> None:
        if BEHALF not in self.chosen(run):
            into.put("through_agent", False, GLANCE)
            return
        agent = asks.said("agent")
        by_roster = not run.stored(LOOK, "agent") and bool(run.given.agent)
        into.put(
            "through_agent",
            agent == "agent",
            REGISTERED if by_roster else asks.source("agent"),
            {"agent": "受本人委托", "guardian": "监护人"}.get(agent, ""),
        )

    def after(self, run: Run, gathered: Gathered) -> str:
        return DONE if self.is_disclosure(run) else PURPOSE

    def law(self, run: Run) -> tuple[LawNote, ...]:
        notes = [_LAW[one] for one in self.chosen(run)]
        if run.given.group:
            notes.append(_GROUP_LAW)
        return tuple(notes) or (_PLAIN_LAW,)

    def warnings(self, run: Run) -> tuple[str, ...]:
        found = []
        if run.unsure(LOOK):
            found.append("拿不准是不是举报干部的，勾 1；拿不准跟自己有没有关系的，勾 4；其余按没有，记为未核实。")
        if int(self.asks(run).said("representatives") or 0) > 5:
            found.append(run.given.rules.warnings["representatives"])
        return tuple(found)

    def site(self, run: Run) -> dict[str, Any]:
        """What ``reception.site_json`` keeps of this visit: acts, kinds, interest, agent, group. Never exported."""
        asks, chosen = self.asks(run), self.chosen(run)
        kept: dict[str, Any] = {
            "acts": asks.said("acts").split(),
            "kinds": asks.said("kinds").split(),
            "interest": INTEREST in chosen,
            "agent": asks.said("agent"),
            "joint": asks.said("joint"),
            "representatives": asks.said("representatives"),
            "identity": asks.said("identity"),
        }
        if not self.is_disclosure(run):
            kept["other_words"] = asks.said("other_words")
        return kept


def answers_of_site(site: Mapping[str, Any], given: Given) -> Answers | None:
    """Card 1 as it was answered for an earlier item of this reception: done once a visit (counter-rules.md 1.0).

    None when there is nothing to take over; what cannot be read is left out and asked again.
    """
    if not site or given.sealed:
        return None
    acts = [name for name, _ in ACTS if name in _list(site, "acts")]
    kinds = [name for name, _ in KINDS if name in _list(site, "kinds")]
    agent = site.get("agent") if site.get("agent") in ("agent", "guardian") else ""
    chosen = [
        one
        for one, on in ((DANGER, acts), (URGENT, kinds), (INTEREST, site.get("interest") is True), (BEHALF, agent))
        if on
    ]
    answers = Answers().choosing(LOOK, chosen)
    said = {"acts": " ".join(acts), "kinds": " ".join(kinds), "agent": agent}
    said |= {key: site.get(key) for key in ("joint", "representatives", "identity", "other_words")}
    for ask, value in said.items():
        if isinstance(value, str) and value:
            answers = answers.saying(LOOK, ask, value)
    return answers.going_to(PURPOSE)


def _list(site: Mapping[str, Any], key: str) -> list[Any]:
    value = site.get(key)
    return value if isinstance(value, list) else []


def _labels(options: tuple[tuple[str, str], ...], said: str) -> str:
    return "；".join(label for name, label in options if name in said.split())


def _nothing(source: str) -> str:
    return "" if source == UNSURE else "未见异常"


def _put_identity(given: Given, asks: Asks, into: Gathered) -> None:
    if given.clear:
        into.put("identity_clear", True, REGISTERED, "姓名、住址都有")
        return
    said = asks.said("identity")
    if said:
        source = REGISTERED if given.anonymous and said == "no" else asks.source("identity")
        into.put("identity_clear", said == "yes", source)


def _put_group(given: Given, asks: Asks, into: Gathered) -> None:
    if not (given.group and given.visit_here):
        why = "来的不超过五人" if given.on_site else "人不在现场"
        into.put("joint_matter", False, RULE, why)
        into.put("representatives", 0, RULE, why)
        return
    joint = asks.said("joint")
    if not joint:
        return
    into.put("joint_matter", joint == "yes", asks.source("joint"))
    if joint == "no":
        into.put("representatives", 0, RULE, "不是同一件事")
    elif asks.said("representatives"):
        into.put("representatives", int(asks.said("representatives")), VISITOR)
