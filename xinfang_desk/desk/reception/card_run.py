"""What the store worker does for one answer on a card: the step, the next view, the kept draft."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.cards.digits import asks_of, goes_on
from xinfang_desk.domain.cards.view import AskKind, CardView
from xinfang_desk.services import screening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.screening import CardsState, Conclusion


@dataclass(frozen=True)
class Turn:
    """Where the cards stand: a card to answer, or the conclusion."""

    state: CardsState
    view: CardView | None
    conclusion: Conclusion | None


def _turn(desk: Desk, state: CardsState, fact_column: dict[str, str] | None = None) -> Turn:
    view = screening.card_view(desk, state)
    return Turn(state, view, screening.conclusion(desk, state, fact_column) if view is None else None)


def _kept(desk: Desk, state: CardsState) -> Turn:
    screening.keep_cards(desk, state)
    return _turn(desk, state)


def begin(desk: Desk, item_id: str, first: bool = False) -> Turn:
    """``first``: the first registration of an overdue matter, whose notice is made up."""
    return _turn(desk, screening.start_cards(desk, item_id, first=first))


def choose(desk: Desk, state: CardsState, option_id: str) -> Turn:
    """A single answer that asks nothing more goes to the next card at once (counter-rules.md 1.0)."""
    return _kept(desk, _further(desk, screening.choose(desk, state, option_id)))


def reply(desk: Desk, state: CardsState, follow_up_id: str, value: str) -> Turn:
    """The last answer that a card waits for goes on as well; a typed one stays to be looked at."""
    answered = screening.answer(desk, state, follow_up_id, value)
    view = screening.card_view(desk, state)
    asked = next((one for one in asks_of(view) if one.id == follow_up_id), None) if view is not None else None
    if asked is not None and asked.kind in (AskKind.CHOICE, AskKind.SEARCH) and value:
        answered = _further(desk, answered)
    return _kept(desk, answered)


def _further(desk: Desk, state: CardsState) -> CardsState:
    """On from a card that has nothing more to ask."""
    view = screening.card_view(desk, state)
    return screening.go_on(desk, state) if view is not None and goes_on(view) else state


def unsure(desk: Desk, state: CardsState) -> Turn:
    return _kept(desk, screening.unsure(desk, state))


def go_on(desk: Desk, state: CardsState) -> Turn:
    return _kept(desk, screening.go_on(desk, state))


def go_back(desk: Desk, state: CardsState) -> Turn:
    return _kept(desk, screening.go_back(desk, state))


def weigh(desk: Desk, state: CardsState, fact_column: dict[str, str]) -> Conclusion:
    """The conclusion with what the fact column holds by now."""
    return screening.conclusion(desk, state, fact_column)
