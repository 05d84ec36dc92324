"""A clerk at the cards: presses digits, Enter, 0 and Backspace as the window does, over the real rules and paths."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from xinfang_desk.commands import calendar, rules
from xinfang_desk.domain.cards import flow
from xinfang_desk.domain.cards.digits import digits_of
from xinfang_desk.domain.cards.given import Given
from xinfang_desk.domain.cards.outcome import Outcome
from xinfang_desk.domain.cards.view import CardView
from xinfang_desk.domain.office import Policy
from xinfang_desk.domain.paths import load_paths
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import parse_facts
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.resources import resource

PACK, CALENDAR = rules(), calendar()
PATHS = load_paths(resource("rules", "statutory_paths.json").read_bytes())
TODAY = date(2026, 11, 23)
POLICY = Policy(n2_basis="（示例）一号文", n3_basis="（示例）二号文", z2_basis="（示例）三号文")
ENTER, ZERO, BACK = "Enter", "0", "Backspace"


def given(role: str = "B", **changes: Any) -> Given:
    plain = Given(
        role=role,
        form="visit",
        received_on=TODAY,
        on=TODAY,
        rules=PACK,
        calendar=CALENDAR,
        paths=PATHS,
        policy=POLICY,
        titles={"B12": "办理进展告知书", "B4": "受理告知书"},
    )
    return replace(plain, **changes)


class Clerk:
    """Keys in, cards out. A word ``ask=value`` answers a follow-up; ``more:id`` opens an answer under 更多."""

    def __init__(self, about: Given) -> None:
        self.about = about
        self.answers = flow.start(about)
        self.keys = 0

    @property
    def view(self) -> CardView:
        shown = flow.view(self.answers, self.about)
        assert shown is not None, "the cards are done"
        return shown

    @property
    def done(self) -> bool:
        return flow.is_done(self.answers, self.about)

    def press(self, *keys: str) -> Clerk:
        for key in keys:
            self._press(key)
        return self

    def _press(self, key: str) -> None:
        self.keys += 1
        if "=" in key:
            ask, _, value = key.partition("=")
            self.answers = flow.answer(self.answers, self.about, ask, value)
        elif key.startswith("more:"):
            self._choose(key.removeprefix("more:"))
        elif key == ENTER:
            self.answers = flow.go_on(self.answers, self.about)
        elif key == BACK:
            self.answers = flow.go_back(self.answers, self.about)
        elif key == ZERO:
            self.answers = flow.unsure(self.answers, self.about)
        else:
            self._digit(int(key))

    def _digit(self, digit: int) -> None:
        """As ScreenStep: the question that has the digits first, then what is left of the card's answers."""
        shown = self.view
        owner, taken = digits_of(shown)
        if owner is not None and digit in taken:
            found = [option.id for option in owner.options if option.key == digit and option.enabled]
            assert found, f"{owner.id} wants to be typed"
            self.answers = flow.answer(self.answers, self.about, owner.id, found[0])
            return
        found = [option.id for option in shown.options if option.key == digit]
        assert found, f"no answer has {digit} on {shown.title}"
        self._choose(found[0])

    def _choose(self, option: str) -> None:
        """As card_run.choose: a single answer that asks nothing more goes on at once."""
        self.answers = flow.choose(self.answers, self.about, option)
        shown = flow.view(self.answers, self.about)
        if shown and not shown.multi and shown.can_go_on and not shown.follow_ups and not shown.warnings:
            self.answers = flow.go_on(self.answers, self.about)

    def outcome(self) -> Outcome:
        return flow.outcome(self.answers, self.about)

    def result(self) -> ScreeningResult:
        return screen(parse_facts(dict(self.outcome().facts)), PACK, CALENDAR)


def walked(about: Given, *keys: str) -> ScreeningResult:
    """Through all cards to the conclusion."""
    clerk = Clerk(about).press(*keys)
    assert clerk.done, f"stands at {clerk.view.title}: {clerk.view.problem}"
    result = clerk.result()
    assert not result.missing
    return result
