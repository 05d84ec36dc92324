"""The four cards as one flow: what to show now, what an answer leads to, what it all amounts to (counter-rules 1)."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.cards.before import BeforeCard
from xinfang_desk.domain.cards.before_words import FIRST
from xinfang_desk.domain.cards.belongs import BelongsCard
from xinfang_desk.domain.cards.card import Card, Run, is_open
from xinfang_desk.domain.cards.gathered import Gathered, begin, policy_of, trial
from xinfang_desk.domain.cards.given import Given
from xinfang_desk.domain.cards.look import LookCard, answers_of_site
from xinfang_desk.domain.cards.outcome import Outcome
from xinfang_desk.domain.cards.purpose import LEADER, PurposeCard
from xinfang_desk.domain.cards.state import BEFORE, BELONGS, DONE, LOOK, PURPOSE, Answers, BrokenDraft
from xinfang_desk.domain.cards.view import AskKind, CardView, FollowUp
from xinfang_desk.domain.cards.words import say_so, take_in_so
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.result import ScreeningResult

_LOOK, _PURPOSE, _BEFORE, _BELONGS = LookCard(), PurposeCard(), BeforeCard(), BelongsCard()
_CARDS: dict[str, Card] = {LOOK: _LOOK, PURPOSE: _PURPOSE, BEFORE: _BEFORE, BELONGS: _BELONGS}
_MOST_LETTERS = 2000

WAIT_LOOK_UP, WAIT_HEAD = "要查职责", "等决定人"


@dataclass(frozen=True)
class Stop:
    """A card on the road with what was known before it."""

    card: Card
    run: Run

    @property
    def problem(self) -> str:
        return self.card.problem(self.run)


def start(given: Given, kept: str = "", *, first: bool = False) -> Answers:
    """The kept answers, or a fresh run; card 1 is taken over from an earlier item of the same reception.

    ``first``: 补办原登记的告知 — the matter's own first registration, which nothing came before (counter-rules.md 6).
    """
    if kept:
        try:
            return Answers.from_json(kept)
        except BrokenDraft:
            pass
    fresh = answers_of_site(given.site, given) or Answers()
    return fresh.choosing(BEFORE, (FIRST,)) if first and not given.earlier else fresh


def road(answers: Answers, given: Given) -> tuple[Stop, ...]:
    """The cards that these answers lead over, in order; a card not yet answered leads to the next one."""
    gathered = begin(given)
    stops: list[Stop] = []
    at = LOOK
    while at != DONE:
        card, run = _CARDS[at], Run(answers, given, dict(gathered.facts))
        stops.append(Stop(card, run))
        card.collect(run, gathered)
        at = card.after(run, gathered)
    return tuple(stops)


def current(answers: Answers, given: Given) -> Stop | None:
    """The card to answer now; None when all are answered and the clerk has gone on from the last."""
    for stop in road(answers, given):
        if stop.card.id == answers.at or stop.problem:
            return stop
    return None


def is_done(answers: Answers, given: Given) -> bool:
    return current(answers, given) is None


def view(answers: Answers, given: Given) -> CardView | None:
    """The card to show; None when the conclusion is due."""
    stops = road(answers, given)
    stop = current(answers, given)
    if stop is None:
        return None
    position = [one.card.id for one in stops].index(stop.card.id) + 1
    card, run = stop.card, stop.run
    gathered = _gather(stops[:position])
    problem = stop.problem
    result = trial(given, gathered.facts) if not problem else None
    follow_ups = tuple(card.asks(run).made)
    store_question = card.store_question(run)
    return CardView(
        number=card.number,
        position=position,
        total=len(stops),
        title=card.title,
        question=card.question,
        help=card.help,
        banner=card.banner,
        multi=card.multi and not _digits_taken(card, run, store_question, follow_ups),
        options=card.options(run),
        more=card.more(run),
        store_notes=card.store_notes(run),
        store_question=store_question,
        follow_ups=follow_ups,
        like=card.like,
        unlike=card.unlike,
        law=card.law(run),
        trace=tuple(gathered.trace),
        say_so=_say_so(given, result, stops[:position]) if _last(stops, position) else "",
        can_go_on=not problem,
        problem=problem,
        can_back=position > 1,
        warnings=(*card.warnings(run), *_rule_warnings(given, card, result)),
    )


def _digits_taken(card: Card, run: Run, first: FollowUp | None, follow_ups: tuple[FollowUp, ...]) -> bool:
    """Digits answer an open follow-up before they tick; the answer that stands alone goes on at once."""
    asked = (*((first,) if first is not None else ()), *follow_ups)
    if any(ask.required and not ask.value and any(option.key for option in ask.options) for ask in asked):
        return True
    return card.id == BEFORE and card.chosen(run) == ("first",)


def _say_so(given: Given, result: ScreeningResult | None, stops: tuple[Stop, ...]) -> str:
    """What the visitor would hear; where it is only taken in, no notice is promised (counter-rules.md 1.2, 4.2)."""
    if result is None:
        return ""
    if _take_in(stops, [one.card.id for one in stops]):
        return take_in_so(given, result)
    return say_so(given, result)


def _last(stops: tuple[Stop, ...], position: int) -> bool:
    return position == len(stops)


def _rule_warnings(given: Given, card: Card, result: ScreeningResult | None) -> tuple[str, ...]:
    """What the rules themselves remark on a conclusion; the number of representatives is said on card 1."""
    if result is None or card.id not in (BEFORE, BELONGS):
        return ()
    return tuple(one for one in result.warnings if one != given.rules.warnings["representatives"])


def _gather(stops: tuple[Stop, ...]) -> Gathered:
    gathered = begin(stops[0].run.given)
    for stop in stops:
        stop.card.collect(stop.run, gathered)
    return gathered


def choose(answers: Answers, given: Given, option_id: str) -> Answers:
    """Chooses (single) or toggles (several). UserError for an answer that is closed here, with the sentence why."""
    stop = current(answers, given)
    if stop is None:
        return answers
    card, run = stop.card, stop.run
    for option in (*card.options(run), *card.more(run)):
        if option.id == option_id:
            if not option.enabled:
                raise UserError(f"{option.why_not}。".replace("。。", "。"), code="card")
            return card.choose(run, option_id).going_to(card.id)
    raise UserError("这张卡上没有这个答案，请在屏上的答案里选。", code="card")


def answer(answers: Answers, given: Given, follow_up_id: str, value: str) -> Answers:
    """Answers a follow-up of the present card. One that is no longer asked changes nothing: its question has gone."""
    stop = current(answers, given)
    if stop is None:
        return answers
    ask = next((one for one in stop.card.shown(stop.run) if one.id == follow_up_id), None)
    text = value.strip()[:_MOST_LETTERS] if value else ""
    in_doubt = stop.run.unsure(stop.card.id, follow_up_id)
    if ask is None or (text == ask.value and not in_doubt) or (in_doubt and not text):
        return answers
    if not _fits(ask, text, given):
        raise UserError("这一问没有这个答案，请在屏上的答案里选。", code="card")
    return stop.card.answer(stop.run, follow_up_id, text).going_to(stop.card.id)


def _fits(ask: FollowUp, value: str, given: Given) -> bool:
    open_ids = {option.id for option in ask.options if option.enabled}
    if ask.kind is AskKind.CHOICE:
        return value in open_ids
    if ask.kind is AskKind.TICKS:
        return set(value.split()) <= open_ids
    return ask.kind is not AskKind.SEARCH or not value or given.paths.get(value) is not None


def unsure(answers: Answers, given: Given) -> Answers:
    """拿不准（0）: the first open question, else the card itself, by the answer that restricts the visitor least."""
    stop = current(answers, given)
    if stop is None:
        return answers
    card, run = stop.card, stop.run
    ask = next((one for one in card.shown(run) if is_open(one)), None)
    if ask is not None:
        return card.unsure_ask(run, ask.id).going_to(card.id)
    return card.unsure_card(run).going_to(card.id)


def go_on(answers: Answers, given: Given) -> Answers:
    """下一张. UserError(code='card') with what is still missing."""
    stop = current(answers, given)
    if stop is None:
        return answers
    if stop.problem:
        raise UserError(stop.problem, code="card")
    card, run = stop.card, stop.run
    kept = answers
    if run.touched(card.id) is None:
        kept = kept.choosing(card.id, card.chosen(run), unsure=run.unsure(card.id))
    names = [one.card.id for one in road(kept, given)]
    place = names.index(card.id) + 1
    return kept.going_to(names[place] if place < len(names) else DONE)


def go_back(answers: Answers, given: Given) -> Answers:
    """上一张; answers stay. From the conclusion to the last card."""
    names = [one.card.id for one in road(answers, given)]
    stop = current(answers, given)
    place = names.index(stop.card.id) if stop is not None else len(names)
    return answers.going_to(names[max(place - 1, 0)])


def outcome(answers: Answers, given: Given) -> Outcome:
    """What the cards amount to; complete for ``screen`` once ``is_done``."""
    stops = road(answers, given)
    gathered = _gather(stops)
    look, names = stops[0], [one.card.id for one in stops]
    disclosure = _LOOK.is_disclosure(look.run)
    path_id = next((_BELONGS.asks(one.run).said("path") for one in stops if one.card.id == BELONGS), "")
    return Outcome(
        facts={**gathered.facts, "policy": policy_of(given)},
        sources=gathered.sources,
        trace=tuple(gathered.trace),
        column=gathered.column,
        path_id=path_id,
        site=_LOOK.site(look.run),
        disclosure=disclosure and not given.sealed,
        take_in=_take_in(stops, names),
        earlier_id=gathered.earlier_id,
        differs=gathered.differs,
    )


def _take_in(stops: tuple[Stop, ...], names: list[str]) -> str:
    """Why the answer waits (先收下, counter-rules.md 4.2); empty where it need not."""
    if PURPOSE in names and _PURPOSE.want(stops[names.index(PURPOSE)].run) == LEADER:
        return WAIT_HEAD
    if BELONGS in names:
        run = stops[names.index(BELONGS)].run
        if run.unsure(BELONGS) or run.unsure(BELONGS, "road"):
            return WAIT_LOOK_UP
    return ""
