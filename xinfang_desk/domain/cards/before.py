"""Card 3 以前办过没有: pending, opinions, final review, courts (条例 19.3, 20.2, 35, 36; counter-rules.md 1.3)."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.cards import before_store as store
from xinfang_desk.domain.cards.before_asks import questions
from xinfang_desk.domain.cards.before_differs import NOT_SAID, WHY, ask_why, difference
from xinfang_desk.domain.cards.before_facts import collect
from xinfang_desk.domain.cards.before_words import (
    BELOW_US,
    BUREAU_NOTE,
    COURT,
    ENDED,
    FIRST,
    LAW,
    MORE,
    N1_LAW,
    NOT_STARTED,
    OPINION,
    OPTIONS,
    ORDER,
    OVERDUE,
    PENDING,
    RIVALS,
    TOWN_LAW,
)
from xinfang_desk.domain.cards.card import Asks, Card, Run, toggled
from xinfang_desk.domain.cards.gathered import Gathered, trial
from xinfang_desk.domain.cards.state import BEFORE, BELONGS, DONE, Answers
from xinfang_desk.domain.cards.view import FollowUp, LawNote, Option

_OPENED: Mapping[str, tuple[str, ...]] = {
    PENDING: ("same", "who", "body", "head", "accepted_on", "due_on"),
    OVERDUE: ("same", "who", "body", "handed_on"),
    OPINION: ("paper", "proof", "served_on", "served_said", "told", "cause", "new"),
    "final": ("number", "revoked", "compare", "final_body", "final_served_on"),
    COURT: ("case", "stage", "same_case", "judged_on", "case_body", "case_number"),
    ENDED: ("ended_document", "ended_number", "ended_body"),
    NOT_STARTED: ("willing",),
}


class BeforeCard(Card):
    """The first answer stands alone; the others may come together."""

    id, number, multi = BEFORE, 3, True
    title = "以前办过没有"
    question = "这件事以前办过没有？"
    help = "看他带来的纸；没有带的，问“交给谁了、哪天、有没有回条”。同一个人、同一个请求、同一件事实，才算同一件事。"
    like = "2：上月交过材料，今天来催；复查复核正在办，或撤销后叫重新办的。"
    unlike = "2：上次说补偿标准，这次说安置房质量；家里另一个人自己的请求。"
    unsure_values: Mapping[str, str] = {
        "who": "other",
        "head": "no",
        "paper": "unknown",
        "proof": "no",
        "told": "no",
        "cause": "yes",
        "new": "yes",
        "revoked": "yes",
        "case": "unsure",
        "same_case": "part",
        "willing": "yes",
        store.STILL: "other",
    }

    def chosen(self, run: Run) -> tuple[str, ...]:
        kept = run.touched(BEFORE)
        if kept is None:
            kept = store.preset(run)
        return tuple(name for name in ORDER if name in kept)

    def options(self, run: Run) -> tuple[Option, ...]:
        chosen = self.chosen(run)
        return tuple(
            Option(name, label, key=number, chosen=name in chosen) for number, (name, label) in enumerate(OPTIONS, 1)
        )

    def more(self, run: Run) -> tuple[Option, ...]:
        chosen = self.chosen(run)
        return tuple(Option(name, label, chosen=name in chosen) for name, label in MORE)

    def asks(self, run: Run) -> Asks:
        """None while the store's own answer waits to be confirmed: that question comes first."""
        if run.touched(BEFORE) is None:
            return Asks(run, BEFORE)
        chosen = self.chosen(run)
        asks = questions(run, chosen)
        differs = difference(run, chosen, asks)
        if differs is not None:
            ask_why(asks, differs)
        return asks

    def store_question(self, run: Run) -> FollowUp | None:
        """Wants an answer while nobody has touched the card; afterwards the clerk's own choice counts."""
        return store.question(run, required=run.touched(BEFORE) is None)

    def store_notes(self, run: Run) -> tuple[str, ...]:
        return tuple(row.note for row in run.given.earlier)

    def choose(self, run: Run, option: str) -> Answers:
        kept = tuple(one for one in self.chosen(run) if one != FIRST and one not in RIVALS.get(option, ()))
        chosen = (FIRST,) if option == FIRST else toggled(kept, option, ORDER)
        answers = run.answers if store.stands(run, chosen) else store.leave(run)
        if option not in chosen:
            answers = answers.forgetting(BEFORE, *_OPENED.get(option, ()))
        return answers.choosing(BEFORE, chosen)

    def answer(self, run: Run, ask: str, value: str) -> Answers:
        if ask == store.STILL:
            return store.answer(run, value)
        return super().answer(run, ask, value)

    def unsure_card(self, run: Run) -> Answers:
        """In time or late: taken as late; anything else as a first time (counter-rules.md 1.3)."""
        chosen = self.chosen(run)
        if PENDING in chosen:
            rest = tuple(OVERDUE if one == PENDING else one for one in chosen)
            return run.answers.choosing(BEFORE, rest, unsure=True)
        if chosen:
            return run.answers.choosing(BEFORE, chosen, unsure=run.unsure(BEFORE))
        return run.answers.choosing(BEFORE, (FIRST,), unsure=True)

    def unsure_ask(self, run: Run, ask: str) -> Answers:
        if ask == store.STILL:
            return store.answer(run, "other").choosing(BEFORE, (FIRST,), unsure=True)
        if ask == "stage":
            # Neither stage may turn anybody away on a guess: the case itself is then not known.
            return self.unsure_ask(run, "case")
        if ask == WHY:
            return run.answers.saying(BEFORE, WHY, NOT_SAID, unsure=True)
        return super().unsure_ask(run, ask)

    def collect(self, run: Run, into: Gathered) -> None:
        chosen = self.chosen(run)
        if chosen:
            collect(run, chosen, self.asks(run), into)

    def after(self, run: Run, gathered: Gathered) -> str:
        """Card 4 unless these answers already end the questions."""
        if not self.chosen(run):
            return BELONGS
        return BELONGS if trial(run.given, gathered.facts).leaf is None else DONE

    def warnings(self, run: Run) -> tuple[str, ...]:
        found = []
        chosen = self.chosen(run)
        if run.stored(BEFORE, store.STILL).startswith("new") and not {PENDING, OVERDUE}.isdisjoint(chosen):
            found.append("新的部分请按“不止一件事，拆开”另登记；这一件还按在办的告知。")
        asks = self.asks(run)
        if asks.said("same_case") == "part":
            found.append("只有一部分在法院的，请拆成两件；拆不开的整件按没有案子办，注明关联案号。")
        if (PENDING in chosen or OVERDUE in chosen) and run.given.role == "B" and asks.said("who") == "other":
            found.append(BUREAU_NOTE)
        return tuple(found)

    def problem(self, run: Run) -> str:
        return super().problem(run) or ("" if self.chosen(run) else "请选一项，拿不准按 0。")

    def law(self, run: Run) -> tuple[LawNote, ...]:
        chosen, asks = self.chosen(run), self.asks(run)
        notes = []
        for one in chosen:
            if one == PENDING and run.given.role == "B":
                notes.append(TOWN_LAW)
            elif one == PENDING and asks.said("who") in BELOW_US[run.given.role]:
                notes.append(N1_LAW)
            elif one in LAW:
                notes.append(LAW[one])
        return tuple(notes) or (LAW[""],)
