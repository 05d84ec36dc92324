"""Card 4 归谁管: whose it is and which road, by one line of the directory or in two steps (条例 20.1, 22–24, 31)."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.cards.belongs_bodies import proposed
from xinfang_desk.domain.cards.belongs_words import (
    ARBITRATION,
    ARBITRATIONS,
    BLANK_HINT,
    BODIES,
    BUREAU_LAW,
    BUREAU_ROADS,
    LAW,
    MEDIATORS,
    MORE,
    OTHER,
    OTHERS,
    PAIR_WORDS,
    PETITION,
    PLAIN_ROADS,
    POLICE,
    ROAD_LAW,
    ROADS,
    SAME_LEVEL,
    SELF,
    SEVERAL,
    SKIPPED,
    SUBORDINATE,
)
from xinfang_desk.domain.cards.card import Asks, Card, Run
from xinfang_desk.domain.cards.gathered import Gathered, trial
from xinfang_desk.domain.cards.given import RULE, UNSURE, VISITOR
from xinfang_desk.domain.cards.purpose import MEDIATE, REPORT, PurposeCard
from xinfang_desk.domain.cards.state import BELONGS, DONE, Answers
from xinfang_desk.domain.cards.view import LawNote, Option
from xinfang_desk.domain.paths import PathRow

Pair = tuple[int, str | None]

PATH, ROW_ROAD, ROAD, WHICH_ARBITRATION, WHICH_OTHER, FEEDBACK = (
    *("path", "row_road", "road"),
    *("arbitration", "other", "feedback"),
)
NONE = "none"
_ROAD_ASKS = (ROW_ROAD, ROAD, WHICH_ARBITRATION, WHICH_OTHER)
_PURPOSE = PurposeCard()
BODY_PROBLEM = "请选归谁管，拿不准按 0。"
BOTH_PROBLEM = "请选归谁管、走哪条路，拿不准按 0。"
UNSURE_WORDS = "拿不准归谁的，先收下：在结论里选“现在没人能决定”，到期前书面告知。"
WRONG_CARD_WORDS = "这一类是举报或者建议，请按 Backspace 回到“来做什么”改过来。"


class BelongsCard(Card):
    """One body, and one road where it is ours to say."""

    id, number = BELONGS, 4
    title = "归谁管"
    question = "这件事归谁管、走哪条路？"
    help = "打“欠薪、低保、宅基地”，选一行就填好。搜不到，先选归谁。"
    unsure_values: Mapping[str, str] = {ROW_ROAD: NONE, FEEDBACK: "no"}

    def chosen(self, run: Run) -> tuple[str, ...]:
        kept = run.touched(BELONGS)
        if kept is None:
            kept = (SUBORDINATE,) if self._mediating(run) else ()
        allowed = {name for name, _, _ in self._bodies(run)}
        if self._may_skip(run):
            allowed.add(SKIPPED)
        return tuple(one for one in kept if one in allowed)

    def options(self, run: Run) -> tuple[Option, ...]:
        chosen = self.chosen(run)
        return tuple(Option(name, label, key=key, chosen=name in chosen) for name, label, key in self._bodies(run))

    def more(self, run: Run) -> tuple[Option, ...]:
        if not self._may_skip(run):
            return ()
        return tuple(Option(name, label, chosen=name in self.chosen(run)) for name, label in MORE)

    def _bodies(self, run: Run) -> tuple[tuple[str, str, int], ...]:
        if self._mediating(run):
            return tuple((name, label, key) for key, (name, label) in enumerate(MEDIATORS, 1))
        rows = [(name, label, key) for key, (name, label) in enumerate(BODIES[run.given.role], 1)]
        if not self._reporting(run):
            return tuple(rows)
        rows = [row for row in rows if row[0] != SEVERAL]
        if run.given.role != "A":
            rows.append((POLICE, "公安机关", len(BODIES[run.given.role]) + 1))
        return tuple(rows)

    def _reporting(self, run: Run) -> bool:
        return _PURPOSE.want(run) == REPORT

    def _mediating(self, run: Run) -> bool:
        return run.given.role == "A" and _PURPOSE.want(run) == MEDIATE

    def _may_skip(self, run: Run) -> bool:
        """越级 is only thinkable at a desk two levels up, for somebody who came himself (条例 20.1)."""
        return run.given.role != "B" and run.given.visit_here and not self._reporting(run)

    def asks(self, run: Run) -> Asks:
        asks, chosen = Asks(run, BELONGS), self.chosen(run)
        if SKIPPED in chosen:
            asks.text("competent_body", "有权处理的是哪个机关？")
            asks.text("competent_superior", "它的上一级是哪个机关？")
            return asks
        if not self._mediating(run):
            row = run.given.paths.get(run.stored(BELONGS, PATH))
            asks.search(PATH, "搜一行", hint=f"已选：{row.asks}（{row.way}）" if row is not None else "")
            if not self._reporting(run):
                self._ask_road(asks, chosen, row)
        passed_on = {"A": {SAME_LEVEL, SUBORDINATE}, "B": set(), "C": {SUBORDINATE}}[run.given.role]
        if not self._reporting(run) and passed_on.intersection(chosen):
            asks.choice(
                FEEDBACK,
                "要不要对方报结果？",
                (("no", "不用"), ("yes", "要报结果")),
                default="no",
                required=False,
                keyed=False,
            )
        return asks

    def _ask_road(self, asks: Asks, chosen: tuple[str, ...], row: PathRow | None) -> None:
        run = asks.run
        bureau = run.given.role == "A"
        if bureau and {SEVERAL, SELF}.intersection(chosen):
            return
        needed = not bureau and SELF in chosen
        hint = "" if needed else BLANK_HINT
        if row is not None and len(row.routes) > 1:
            lines = [(_pair_id(pair), PAIR_WORDS[pair]) for pair in row.routes]
            picked = asks.choice(
                ROW_ROAD, "这一类有几条路，他选哪一条？", (*lines, (NONE, "选不出")), required=needed, hint=hint
            )
            if picked != NONE or not needed:
                return
        # What a row or card 2 brought along stands here already and may be changed.
        road, which = self._preset(run, row)
        said = asks.choice(
            ROAD, "走哪条路？", BUREAU_ROADS if bureau else ROADS, required=needed, default=road, hint=hint
        )
        if said == ARBITRATION:
            asks.choice(WHICH_ARBITRATION, "哪一种仲裁？", ARBITRATIONS, default=which)
        elif said == OTHER:
            asks.choice(WHICH_OTHER, "哪一种？", tuple((name, label) for name, label, _ in OTHERS), default=which)

    def _preset(self, run: Run, row: PathRow | None) -> tuple[str, str]:
        pair: Pair | None = row.routes[0] if row is not None and len(row.routes) == 1 else _PURPOSE.preset(run)
        return _road_of(pair) if pair is not None else ("", "")

    def road(self, asks: Asks) -> Pair | None:
        """The pair that the answers amount to; None while there is none."""
        picked = asks.said(ROW_ROAD)
        if picked and picked != NONE:
            return next((pair for pair in PAIR_WORDS if _pair_id(pair) == picked), None)
        said = asks.said(ROAD)
        if said == ARBITRATION:
            which = asks.said(WHICH_ARBITRATION)
            return (2, which) if which else None
        if said == OTHER:
            return next((pair for name, _, pair in OTHERS if name == asks.said(WHICH_OTHER)), None)
        return PLAIN_ROADS.get(said)

    def choose(self, run: Run, option: str) -> Answers:
        if option == SKIPPED and SKIPPED in self.chosen(run):
            return run.answers.choosing(BELONGS, ())
        return run.answers.choosing(BELONGS, (option,))

    def answer(self, run: Run, ask: str, value: str) -> Answers:
        """A line of the directory fills in whose it is and which road, as far as it settles them."""
        answers = run.answers.saying(BELONGS, ask, value)
        if ask != PATH:
            return answers
        answers = answers.forgetting(BELONGS, *_ROAD_ASKS)
        row = run.given.paths.get(value)
        body = proposed(run.given.role, row.bodies) if row is not None else ""
        if row is not None and self._reporting(run) and run.given.role != "A" and (1, "police") in row.routes:
            body = POLICE
        return answers.choosing(BELONGS, (body,)) if body else answers

    def unsure_ask(self, run: Run, ask: str) -> Answers:
        if ask in (ROAD, WHICH_ARBITRATION, WHICH_OTHER):
            answers = run.answers.forgetting(BELONGS, WHICH_ARBITRATION, WHICH_OTHER)
            return answers.saying(BELONGS, ROAD, PETITION if SELF in self.chosen(run) else "", unsure=True)
        return super().unsure_ask(run, ask)

    def unsure_card(self, run: Run) -> Answers:
        """先收下: the office keeps it until somebody has looked up whose it is (counter-rules.md 1.0, 4.2)."""
        answers = run.answers.forgetting(BELONGS, PATH, *_ROAD_ASKS)
        if run.given.role == "A":
            return answers.choosing(BELONGS, (SAME_LEVEL,), unsure=True)
        answers = answers.choosing(BELONGS, (SELF,), unsure=True)
        return answers if self._reporting(run) else answers.saying(BELONGS, ROAD, PETITION, unsure=True)

    def collect(self, run: Run, into: Gathered) -> None:
        chosen, asks, given = self.chosen(run), self.asks(run), run.given
        if SKIPPED in chosen:
            into.put("levels_skipped", True, VISITOR, "负责人认定跳过了本级和上一级")
            into.line("归谁管", "跳过了本级和上一级", VISITOR)
            into.cell("competent_body", asks.said("competent_body"))
            into.cell("competent_superior", asks.said("competent_superior"))
            return
        row = given.paths.get(asks.said(PATH))
        whole = UNSURE if run.unsure(BELONGS) else VISITOR
        note = f"目录 {row.id}" if row is not None else ""
        if row is not None:
            into.line("目录", row.asks, VISITOR)
        labels = {name: label for name, label, _ in self._bodies(run)}
        for one in chosen:
            into.line("归谁管", labels[one], whole)
        if POLICE in chosen:
            into.put("route", 1, whole, note)
            into.put("route_target", "police", whole, note)
            return
        if chosen:
            by_row = row is not None and proposed(given.role, row.bodies) == chosen[0]
            into.put("competent", chosen[0], whole, note if by_row else "")
        pair = self.road(asks)
        if pair is not None and not self._reporting(run):
            self._put_road(run, pair, asks, row, into)
        if asks.said(FEEDBACK):
            into.put("feedback_required", asks.said(FEEDBACK) == "yes", asks.source(FEEDBACK))

    def _put_road(self, run: Run, pair: Pair, asks: Asks, row: PathRow | None, into: Gathered) -> None:
        source = UNSURE if run.unsure(BELONGS, ROAD) or run.unsure(BELONGS, ROW_ROAD) else VISITOR
        note = f"目录 {row.id}" if row is not None else ""
        into.put("route", pair[0], source, note)
        if pair[1] is not None:
            into.put("route_target", pair[1], source, note)
        into.line("走哪条路", PAIR_WORDS[pair], source)
        if pair[0] == 5 and run.given.role != "A" and row is not None and row.t13_days is not None:
            into.put("t13_days", row.t13_days, RULE, note)
            into.put("t13_unit", row.t13_unit, RULE, note)

    def after(self, run: Run, gathered: Gathered) -> str:
        return DONE

    def problem(self, run: Run) -> str:
        found = super().problem(run)
        if found:
            return found
        gathered = Gathered(facts=dict(run.facts))
        self.collect(run, gathered)
        if self._reporting(run) and not self.chosen(run):
            return BODY_PROBLEM
        if trial(run.given, gathered.facts).leaf is not None:
            return ""
        # A bureau, and whoever takes a report, need not say which road.
        return BODY_PROBLEM if run.given.role == "A" or self._reporting(run) else BOTH_PROBLEM

    def warnings(self, run: Run) -> tuple[str, ...]:
        found = []
        if run.unsure(BELONGS) or run.unsure(BELONGS, ROAD):
            found.append(UNSURE_WORDS)
        row = run.given.paths.get(run.stored(BELONGS, PATH))
        if row is not None and row.items in ("检举控告", "建议意见", "咨询") and not self._reporting(run):
            found.append(WRONG_CARD_WORDS)
        return tuple(found)

    def law(self, run: Run) -> tuple[LawNote, ...]:
        notes = []
        for one in self.chosen(run):
            bureau = run.given.role == "A" and one in (SAME_LEVEL, SUBORDINATE, SELF)
            notes.append(BUREAU_LAW if bureau else LAW[one])
        pair = self.road(self.asks(run))
        if pair is not None:
            notes.append(ROAD_LAW[pair[0]])
        return tuple(notes) or (LAW[""],)


def _pair_id(pair: Pair) -> str:
    return f"{pair[0]}_{pair[1] or 'none'}"


def _road_of(pair: Pair) -> tuple[str, str]:
    """(road, which) of a pair, as the two questions name them."""
    for road, plain in PLAIN_ROADS.items():
        if plain == pair:
            return road, ""
    if pair[0] == 2:
        return ARBITRATION, str(pair[1])
    return OTHER, next((name for name, _, other in OTHERS if other == pair), "")
