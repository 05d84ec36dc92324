"""甄别: the cards over one item, the conclusion, and who decided it (条例 19–31; counter-rules.md 1, 3, 4)."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.cards.view import CardView, FollowUp
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.services.context import Changed, Desk


@dataclass(frozen=True)
class CardsState:
    """An opaque, frozen state of the cards of one item; every step gives a new one. ``body_json`` is what a draft keeps."""

    item_id: str
    body_json: str


@dataclass(frozen=True)
class WhyNot:
    leaf: str
    title: str
    because: str


@dataclass(frozen=True)
class DeadlineLine:
    code: str
    label: str  # 最晚告知
    due_text: str  # 2026年12月8日（周二）
    advised_text: str
    formula: str
    provisional: bool


@dataclass(frozen=True)
class Conclusion:
    """The conclusion card. ``asks`` are the fact column of a refusal (case number, bodies, dates, three columns …)."""

    result: ScreeningResult
    leaf_title: str  # in plain words
    summary: str  # one sentence
    basis_text: str
    documents: tuple[tuple[str, str], ...]  # (code, title)
    deadlines: tuple[DeadlineLine, ...]
    why_not: tuple[WhyNot, ...]
    side_titles: tuple[str, ...]
    warnings: tuple[str, ...]
    needs_decider: bool
    blocked: tuple[str, ...]  # sentences: which basis the office has to enter first
    asks: tuple[FollowUp, ...]
    purpose_change: str  # 信访目的将改为 …, to be confirmed, or empty
    say_so: str


@dataclass(frozen=True)
class Conclude:
    """采用结论. ``decider_id`` a staff row with may_decide; ``decided_how`` present | phone | writing."""

    state: CardsState
    fact_column: dict[str, str]
    decider_id: str = ""
    decided_how: str = ""
    decided_phone: str = ""
    decided_at: str = ""
    no_interest: bool = False
    awaiting: bool = False  # nobody can decide now: 待告知
    awaiting_reason: str = ""
    purpose_confirmed: bool = False
    replaced_reason: str = ""  # a new run over an old screening needs one


@dataclass(frozen=True)
class Concluded:
    screening_id: str
    leaf: str
    changed: Changed


def start_cards(desk: Desk, item_id: str) -> CardsState:
    """A fresh run, or the one kept in a draft; the store's and the registration's facts are filled in and marked."""
    raise NotImplementedError


def card_view(desk: Desk, state: CardsState) -> CardView | None:
    """The card to answer now; None when every card is answered (then ``conclusion``)."""
    raise NotImplementedError


def choose(desk: Desk, state: CardsState, option_id: str) -> CardsState:
    """Chooses (single) or toggles (multi) an answer of the present card."""
    raise NotImplementedError


def answer(desk: Desk, state: CardsState, follow_up_id: str, value: str) -> CardsState:
    raise NotImplementedError


def unsure(desk: Desk, state: CardsState) -> CardsState:
    """拿不准（0）: the answer that restricts the visitor least, marked 未核实."""
    raise NotImplementedError


def go_on(desk: Desk, state: CardsState) -> CardsState:
    """下一张. UserError with the card's ``problem`` when it is not complete."""
    raise NotImplementedError


def go_back(desk: Desk, state: CardsState) -> CardsState:
    """上一张; answers stay. From the conclusion it leads to the last card."""
    raise NotImplementedError


def keep_cards(desk: Desk, state: CardsState) -> None:
    """Writes the draft of the cards."""
    raise NotImplementedError


def conclusion(desk: Desk, state: CardsState, fact_column: dict[str, str] | None = None) -> Conclusion:
    raise NotImplementedError


def conclude(desk: Desk, order: Conclude) -> Concluded:
    """Records the screening, its clocks and its outbox row in one transaction.

    FieldErrors: a refusal without decider, without 无利害关系, or with an empty fact; a purpose change not confirmed.
    """
    raise NotImplementedError


def find_paths(desk: Desk, words: str, limit: int = 8) -> tuple[tuple[str, str, str], ...]:
    """Statutory paths by the visitor's words (欠薪, 宅基地 …; pinyin initials too): (id, 诉求类型, 路线与机关)."""
    raise NotImplementedError
