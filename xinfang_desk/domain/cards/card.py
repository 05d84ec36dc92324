"""What every card does, and the small builder by which it asks its follow-up questions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xinfang_desk.domain.cards.gathered import Gathered
from xinfang_desk.domain.cards.given import UNSURE, VISITOR, Given
from xinfang_desk.domain.cards.state import Answers
from xinfang_desk.domain.cards.view import AskKind, FollowUp, LawNote, Option
from xinfang_desk.domain.fact_columns import parse_comparison
from xinfang_desk.domain.moments import parse_date

NOT_VERIFIED = "拿不准，记为未核实"
YES_NO = (("yes", "是"), ("no", "不是"))


@dataclass(frozen=True)
class Run:
    """The answers as one card sees them; ``facts`` are those of the cards before it."""

    answers: Answers
    given: Given
    facts: Mapping[str, Any] = field(default_factory=dict)

    def touched(self, card: str) -> tuple[str, ...] | None:
        """What was chosen on a card, or None when nobody touched it."""
        return self.answers.chosen.get(card)

    def stored(self, card: str, ask: str) -> str:
        return self.answers.values.get(f"{card}.{ask}", "")

    def unsure(self, card: str, ask: str = "") -> bool:
        return (f"{card}.{ask}" if ask else card) in self.answers.unsure


class Asks:
    """The follow-ups of a card in their order; each method adds a question and returns its answer as it counts now."""

    def __init__(self, run: Run, card: str) -> None:
        self.run, self.card = run, card
        self.made: list[FollowUp] = []

    def choice(
        self,
        ask: str,
        question: str,
        options: Sequence[tuple[str, str]],
        *,
        required: bool = True,
        default: str = "",
        hint: str = "",
        keyed: bool = True,
        shut: Mapping[str, str] | None = None,
    ) -> str:
        """One of ``options``; ``shut`` maps options that cannot be chosen here to the sentence why."""
        shut = shut or {}
        value = self.run.stored(self.card, ask) or ("" if self.run.unsure(self.card, ask) else default)
        if value in shut or value not in {name for name, _ in options}:
            value = ""
        shown = tuple(
            Option(
                name,
                label,
                key=number if keyed else 0,
                chosen=name == value,
                enabled=name not in shut,
                why_not=shut.get(name, ""),
            )
            for number, (name, label) in enumerate(options, 1)
        )
        self._add(ask, question, AskKind.CHOICE, value, required=required, hint=hint, options=shown)
        return value

    def ticks(
        self, ask: str, question: str, options: Sequence[tuple[str, str]], *, keyed: bool = False, hint: str = ""
    ) -> tuple[str, ...]:
        """Any of ``options``, in their order."""
        kept = self.run.stored(self.card, ask).split()
        ticked = tuple(name for name, _ in options if name in kept)
        shown = tuple(
            Option(name, label, key=number if keyed else 0, chosen=name in ticked)
            for number, (name, label) in enumerate(options, 1)
        )
        self._add(ask, question, AskKind.TICKS, " ".join(ticked), hint=hint, options=shown)
        return ticked

    def text(self, ask: str, question: str, *, required: bool = False, hint: str = "") -> str:
        value = self.run.stored(self.card, ask).strip()
        self._add(ask, question, AskKind.TEXT, value, required=required, hint=hint)
        return value

    def day(self, ask: str, question: str, *, required: bool = False, hint: str = "") -> date | None:
        """A day up to today; None while it is missing or wrong."""
        value = self.run.stored(self.card, ask).strip()
        day, problem = parse_date(value), ""
        if value and day is None:
            problem = "不是日期，请写成 2026-11-23 这样。"
        elif day is not None and day > self.run.given.on:
            day, problem = None, "还没到这一天，请看一眼日期。"
        self._add(ask, question, AskKind.DATE, value, required=required, hint=hint, problem=problem)
        return day

    def number(self, ask: str, question: str, *, most: int) -> int | None:
        value = self.run.stored(self.card, ask).strip()
        right = value.isascii() and value.isdecimal() and int(value) <= most
        problem = "" if right or not value else f"请填 0 到 {most} 的数。"
        self._add(ask, question, AskKind.NUMBER, value, problem=problem)
        return int(value) if right else None

    def compare(self, ask: str, question: str, *, hint: str = "") -> str:
        """``same`` when every line is filled and equal, ``other`` when one differs, else empty."""
        value = self.run.stored(self.card, ask)
        try:
            rows = parse_comparison(value)
        except ValueError:
            rows, value = (), ""
        filled = bool(rows) and all(row.then and row.now and row.verdict in ("same", "other") for row in rows)
        problem = "请把“上次说的、这次说的、相同或不同”逐项填完。" if rows and not filled else ""
        self._add(ask, question, AskKind.COMPARE, value, hint=hint, problem=problem)
        if not filled:
            return ""
        return "same" if all(row.verdict == "same" for row in rows) else "other"

    def search(self, ask: str, question: str, *, hint: str) -> str:
        value = self.run.stored(self.card, ask)
        if self.run.given.paths.get(value) is None:
            value = ""
        self._add(ask, question, AskKind.SEARCH, value, required=False, hint=hint)
        return value

    def said(self, ask: str) -> str:
        """The answer to a question that is on the card now; empty when it is not, or has none that counts."""
        return next((one.value for one in self.made if one.id == ask and not one.problem), "")

    def source(self, ask: str) -> str:
        """Where the answer to a question comes from."""
        return UNSURE if self.run.unsure(self.card, ask) else VISITOR

    def _add(
        self,
        ask: str,
        question: str,
        kind: AskKind,
        value: str,
        *,
        required: bool = True,
        hint: str = "",
        problem: str = "",
        options: tuple[Option, ...] = (),
    ) -> None:
        if self.run.unsure(self.card, ask):
            required, hint = False, NOT_VERIFIED
        self.made.append(FollowUp(ask, question, kind, options, value, required, hint, problem))


def is_open(ask: FollowUp) -> bool:
    """It still wants an answer."""
    return bool(ask.problem) or (ask.required and not ask.value)


class Card(ABC):
    """One card: pure functions over a Run; the flow alone moves between cards.

    Attributes:
        unsure_values: follow-up -> the answer that restricts the visitor least; empty text where nothing is recorded.
    """

    id: str
    number: int
    title: str
    question: str
    help: str
    banner = ""
    like = ""
    unlike = ""
    multi = False
    unsure_values: Mapping[str, str] = {}

    @abstractmethod
    def chosen(self, run: Run) -> tuple[str, ...]:
        """What counts as chosen now, a preset included."""

    @abstractmethod
    def options(self, run: Run) -> tuple[Option, ...]: ...

    @abstractmethod
    def asks(self, run: Run) -> Asks: ...

    @abstractmethod
    def choose(self, run: Run, option: str) -> Answers: ...

    @abstractmethod
    def collect(self, run: Run, into: Gathered) -> None:
        """Adds the facts of this card as far as they are answered."""

    @abstractmethod
    def after(self, run: Run, gathered: Gathered) -> str:
        """The next card, or ``done``."""

    @abstractmethod
    def unsure_card(self, run: Run) -> Answers:
        """拿不准 about the card as a whole."""

    @abstractmethod
    def law(self, run: Run) -> tuple[LawNote, ...]: ...

    def more(self, run: Run) -> tuple[Option, ...]:
        return ()

    def store_question(self, run: Run) -> FollowUp | None:
        return None

    def store_notes(self, run: Run) -> tuple[str, ...]:
        return ()

    def warnings(self, run: Run) -> tuple[str, ...]:
        return ()

    def answer(self, run: Run, ask: str, value: str) -> Answers:
        return run.answers.saying(self.id, ask, value)

    def unsure_ask(self, run: Run, ask: str) -> Answers:
        return run.answers.saying(self.id, ask, self.unsure_values.get(ask, ""), unsure=True)

    def shown(self, run: Run) -> tuple[FollowUp, ...]:
        """Every follow-up on the card, the store's question first."""
        first = self.store_question(run)
        return (*((first,) if first is not None else ()), *self.asks(run).made)

    def problem(self, run: Run) -> str:
        """Why one cannot go on, or empty."""
        for ask in self.shown(run):
            if ask.problem:
                return ask.problem
            if is_open(ask):
                return f"请先回答“{ask.question.rstrip('？')}”，拿不准按 0。"
        return ""


def toggled(chosen: tuple[str, ...], option: str, order: Sequence[str]) -> tuple[str, ...]:
    """Puts an option in or takes it out, in the order of the card."""
    kept = set(chosen) ^ {option}
    return tuple(one for one in order if one in kept)
