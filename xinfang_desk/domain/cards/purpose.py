"""Card 2 来做什么: one answer, heard from what they want and not from the word they use (条例 17, 29, 30, 33)."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.cards.card import Asks, Card, Run
from xinfang_desk.domain.cards.gathered import Gathered
from xinfang_desk.domain.cards.given import RULE, UNSURE, VISITOR
from xinfang_desk.domain.cards.state import BEFORE, BELONGS, DONE, PURPOSE, Answers
from xinfang_desk.domain.cards.transfer import ask_competence, is_returned, put_competence
from xinfang_desk.domain.cards.view import LawNote, Option

CONSULT, SUGGEST, REPORT, CLAIM, MEDIATE, LEADER = "consult", "suggest", "report", "claim", "mediate", "leader"
KNOW, DO, REFUSED = "know", "do", "refused"

_OPTIONS = (
    (CONSULT, "问事：想知道怎么办", "像：问低保要什么材料。不像：“我怎么没有低保”"),
    (SUGGEST, "提建议、反映情况", "像：路口该装灯。不像：灯砸了我的车"),
    (REPORT, "举报违法的人或单位（不是干部）", "像：举报小作坊、黑网吧。不像：要求查欠我工资的老板（选 4）"),
    (CLAIM, "要解决问题", "多数来访选这个"),
    (MEDIATE, "只要调解", "对方愿不愿意，由调解员去问"),
    (LEADER, "想见领导", "没说事也照样登记，先收下；只问哪天接访的选 1"),
)
_SHORT = {
    CONSULT: "问事",
    SUGGEST: "提建议",
    REPORT: "举报违法",
    CLAIM: "要解决",
    MEDIATE: "只要调解",
    LEADER: "想见领导",
}
_WANTS = ((KNOW, "想知道怎么办"), (DO, "要我们现在办"), (REFUSED, "没批、不服"))
PRESETS: Mapping[str, tuple[int, str]] = {DO: (4, "own_procedure"), REFUSED: (4, "reconsideration")}

# What card 3 would have asked, when somebody who only wants to meet the head has not said what about.
UNTOLD: Mapping[str, bool | str] = {
    "final_review_opinion": False,
    "judicial_matter_concluded": False,
    "judicial_jurisdiction": "none",
    "same_matter_pending": False,
    "opinion": "none",
    "levels_skipped": False,
}
NOT_SAID_YET = "还没说什么事"
BY_APPOINTMENT = f"{NOT_SAID_YET}，按预约见领导收下"
_SECOND = "第二次来问同一件事，不能当作问事，请按要解决问题登记。"
_RUNNING = "他有正在办的登记，不能当作问事；来催的选 4，到下一张看进度。"

_LAW = {
    "": LawNote("《信访工作条例》第十七条", "可以提建议、提要求，也可以举报；听他要什么，不看他用什么词。"),
    CONSULT: LawNote("问事不引条例", "只是想知道怎么办的，当场讲清楚；他说要解决，马上改为登记。"),
    SUGGEST: LawNote("《信访工作条例》第二十九条", "建议转给有权处理的单位研究；对发展有用的，要认真采纳。"),
    REPORT: LawNote("《信访工作条例》第三十条第三款", "举报人的材料和情况，不透露给被举报的人和单位。"),
    CLAIM: LawNote("《信访工作条例》第三十一条", "要求解决问题的，看该走哪条路，一样一样办。"),
    MEDIATE: LawNote(
        "《信访工作条例》第三十三条、第三十七条第一款", "可以用调解的办法化解；调解不收费，不成还能起诉。"
    ),
    LEADER: LawNote("《信访工作条例》第十八条第二款", "领导要定期接访，日程要公布；没说什么事也不能不登记。"),
}


class PurposeCard(Card):
    """One answer; a consultation is asked after, because its visitor is not registered."""

    id, number = PURPOSE, 2
    title = "来做什么"
    question = "他今天来做什么？"
    help = "听他要什么，不看他用什么词。"
    unsure_values: Mapping[str, str] = {"want": DO, "within": "yes"}

    def chosen(self, run: Run) -> tuple[str, ...]:
        kept = run.touched(PURPOSE) or ()
        return tuple(
            name for name, _, _ in _OPTIONS if name in kept and not (name == CONSULT and self._no_question(run))
        )

    def options(self, run: Run) -> tuple[Option, ...]:
        chosen, closed = self.chosen(run), self._no_question(run)
        return tuple(
            Option(
                name,
                label,
                key=number,
                chosen=name in chosen,
                hint=hint,
                enabled=not (name == CONSULT and closed),
                why_not=closed if name == CONSULT else "",
            )
            for number, (name, label, hint) in enumerate(_OPTIONS, 1)
        )

    def _no_question(self, run: Run) -> str:
        """Why this cannot be taken as a mere question, or empty (counter-rules.md 1.2)."""
        given = run.given
        if given.written:
            return "带了书面材料，不能当作问事，请按要解决问题登记。"
        if given.wants_solved:
            return "登记里写着要求解决，不能当作问事，请选 4。"
        if any(one.facts.get("same_matter_pending") for one in given.earlier):
            return _RUNNING
        if any(one.asked_only and one.linked for one in given.earlier):
            return _SECOND
        return ""

    def asks(self, run: Run) -> Asks:
        asks = Asks(run, PURPOSE)
        chosen = self.chosen(run)
        want = ""
        if CONSULT in chosen:
            want = asks.choice("want", "他是想知道怎么办，还是要我们现在帮他办／嫌没批？", _WANTS)
        if run.given.transferred_in and chosen and (CONSULT not in chosen or want in (DO, REFUSED)):
            ask_competence(asks)
        return asks

    def choose(self, run: Run, option: str) -> Answers:
        return run.answers.choosing(PURPOSE, (option,))

    def unsure_card(self, run: Run) -> Answers:
        """要解决问题: the answer that keeps every road open."""
        return run.answers.choosing(PURPOSE, (CLAIM,), unsure=True)

    def want(self, run: Run) -> str:
        """What they want, a question that turned out to be more than one included."""
        chosen = self.chosen(run)
        if not chosen:
            return ""
        if chosen == (CONSULT,):
            return self.asks(run).said("want")
        return chosen[0]

    def preset(self, run: Run) -> tuple[int, str] | None:
        """The road that 要办 or 没批 brings along to card 4."""
        return PRESETS.get(self.want(run))

    def collect(self, run: Run, into: Gathered) -> None:
        want, asks = self.want(run), self.asks(run)
        if not want:
            return
        chosen = self.chosen(run)[0]
        source = UNSURE if run.unsure(PURPOSE) else asks.source("want") if chosen == CONSULT else VISITOR
        words = _SHORT[chosen] if want in (KNOW, chosen) else dict(_WANTS)[want]
        into.line(self.title, words, source)
        nature = {KNOW: "consultation", SUGGEST: "suggestion", REPORT: "disclosure"}.get(want, "claim")
        into.put("nature", nature, source, words)
        if want == REPORT:
            into.put("accused_supervised", False, source, "举报的不是干部")
        elif want == MEDIATE:
            into.put("route", 1, source, "只要调解")
            into.put("route_target", "mediation", source, "只要调解")
        if nature != "consultation":
            put_competence(run.given, asks, into)
        if want == LEADER:
            self._untold(into)

    def _untold(self, into: Gathered) -> None:
        note = NOT_SAID_YET
        for key, value in UNTOLD.items():
            into.put(key, value, RULE, note)
        into.put("competent", "self", RULE, BY_APPOINTMENT)
        into.put("route", 6, RULE, BY_APPOINTMENT)

    def after(self, run: Run, gathered: Gathered) -> str:
        want = self.want(run)
        if want in (KNOW, SUGGEST, LEADER) or is_returned(self.asks(run)):
            return DONE
        return BELONGS if want == REPORT else BEFORE

    def problem(self, run: Run) -> str:
        return super().problem(run) if self.chosen(run) else "请选一项，拿不准按 0。"

    def law(self, run: Run) -> tuple[LawNote, ...]:
        chosen = self.chosen(run)
        return (_LAW[chosen[0] if chosen else ""],)
