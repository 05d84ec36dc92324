"""Who has the digit keys on a card now: a question that is open, or the card's own answers (counter-rules.md 1.0)."""

from __future__ import annotations

from xinfang_desk.domain.cards.card import is_open
from xinfang_desk.domain.cards.view import AskKind, CardView, FollowUp

TYPED = frozenset({AskKind.TEXT, AskKind.NUMBER, AskKind.DATE, AskKind.COMPARE})
DIGITS = frozenset(range(1, 10))


def asks_of(view: CardView) -> tuple[FollowUp, ...]:
    """Every question of the card in the order in which it is drawn."""
    first = (view.store_question,) if view.store_question is not None else ()
    return (*first, *view.follow_ups)


def first_open(view: CardView) -> FollowUp | None:
    """The first question that still wants an answer."""
    return next((ask for ask in asks_of(view) if is_open(ask)), None)


def digits_of(view: CardView) -> tuple[FollowUp | None, frozenset[int]]:
    """The question that has the digits, and which of them; what is left chooses among the card's answers.

    The first open question; while it wants typed words every digit belongs to them. On a card of one answer that is
    given also a question that may be left out, so that two digits answer two steps (counter-rules.md 1.4).
    """
    owner = first_open(view)
    if owner is not None and owner.kind in TYPED:
        return owner, DIGITS
    if owner is None and not view.multi and any(option.chosen for option in view.options):
        owner = next((ask for ask in asks_of(view) if ask.kind is AskKind.CHOICE and not ask.value), None)
    keys = frozenset(option.key for option in owner.options if option.key) if owner is not None else frozenset()
    return (owner, keys) if keys else (None, frozenset())


def goes_on(view: CardView) -> bool:
    """Whether a choice just made leaves this card without anything to add: one answer, every question closed.

    A remark is read first, a question that may be left out waits for Enter, and where several answers may stand
    together Enter says that there are no more — unless the store's own record was confirmed, which says it too.
    """
    if not view.can_go_on or view.warnings:
        return False
    stored = view.store_question is not None and view.store_question.value not in ("", "other")
    if view.multi and not stored:
        return False
    return all(ask.required or stored for ask in view.follow_ups if ask.kind is not AskKind.SEARCH)
