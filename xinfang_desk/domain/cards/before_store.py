"""What the store knows of earlier items of the same number, and how card 3 takes it over (counter-rules.md 1.3)."""

from __future__ import annotations

from xinfang_desk.domain.cards.before_words import FIRST, OPINION, OVERDUE, OWN, PENDING, SAME_ALL
from xinfang_desk.domain.cards.card import Run
from xinfang_desk.domain.cards.gathered import refuses, trial
from xinfang_desk.domain.cards.given import Earlier
from xinfang_desk.domain.cards.state import BEFORE, Answers
from xinfang_desk.domain.cards.view import AskKind, FollowUp, Option

STILL, TAKEN, LEFT = "still", "taken", "left"
MOST_ASKED = 4
_NOTHING = {
    "final_review_opinion": False,
    "judicial_matter_concluded": False,
    "judicial_jurisdiction": "none",
    "same_matter_pending": False,
    "opinion": "none",
    "levels_skipped": False,
}


def question(run: Run, *, required: bool) -> FollowUp | None:
    """还是这件事吗？有没有新的？ — None when the store knows of nothing."""
    rows = _asked(run)
    if not rows:
        return None
    options: list[tuple[str, str]] = []
    for row in rows:
        which = "" if len(rows) == 1 else f"{row.register_no[-6:]} 那件，"
        mark = "" if len(rows) == 1 else f"_{row.id}"
        options += [(f"same{mark}", f"还是{which}没有新的" if which else "还是，没有新的")]
        options += [(f"new{mark}", f"还是{which}有新的" if which else "还是，有新的")]
    options.append(("other", "不是这件" if len(rows) == 1 else "都不是"))
    value = run.stored(BEFORE, STILL)
    if value not in {name for name, _ in options}:
        value = ""
    shown = tuple(Option(name, label, key=key, chosen=name == value) for key, (name, label) in enumerate(options, 1))
    return FollowUp(STILL, "还是这件事吗？有没有新的？", AskKind.CHOICE, shown, value, required and not value)


def _asked(run: Run) -> tuple[Earlier, ...]:
    """The rows that the question can name: those already joined first."""
    return tuple(sorted(run.given.earlier, key=lambda one: not one.linked))[:MOST_ASKED]


def preset(run: Run) -> tuple[str, ...]:
    """What the store may choose beforehand: the one running matter, where that turns nobody away."""
    rows = [row for row in run.given.earlier if row.facts.get("same_matter_pending")]
    if len(rows) != 1 or not may_take(run, rows[0]):
        return ()
    return options_of(rows[0])


def options_of(row: Earlier) -> tuple[str, ...]:
    """The answers of card 3 that the provable facts amount to."""
    if row.facts.get("same_matter_pending"):
        return (OVERDUE if row.facts.get("pending_overdue") else PENDING,)
    if row.facts.get("opinion") in ("handling", "review"):
        return (OPINION,)
    return ()


def may_take(run: Run, row: Earlier) -> bool:
    """Whether these facts may be filled in for the clerk: never where they would turn the visitor away."""
    if not options_of(row):
        return False
    facts = {**run.facts, **_NOTHING, **row.facts}
    late = {"good_cause": False, "new_facts": False}
    return not refuses(trial(run.given, {**late, **facts}))


def taken(run: Run) -> Earlier | None:
    """The earlier item whose facts were taken over."""
    wanted = run.stored(BEFORE, TAKEN)
    return next((row for row in run.given.earlier if row.id == wanted), None) if wanted else None


def named(run: Run) -> Earlier | None:
    """The earlier item that the clerk said this one is, also after he has chosen another answer than the store's."""
    kind, _, row_id = run.stored(BEFORE, STILL).partition("_")
    if kind == "other":
        return None
    left = run.stored(BEFORE, LEFT)
    if not kind:
        return taken(run) or next((row for row in run.given.earlier if row.id == left), None)
    rows = _asked(run)
    return next((row for row in rows if row.id == row_id), rows[0] if rows else None)


def leave(run: Run) -> Answers:
    """The clerk goes his own way: what was taken over goes, which item he meant stays."""
    row = named(run)
    answers = clear(run.answers).forgetting(BEFORE, STILL)
    return answers if row is None else answers.saying(BEFORE, LEFT, row.id)


def stands(run: Run, chosen: tuple[str, ...]) -> bool:
    """Whether what was taken over still holds beside the clerk's other answers."""
    row = taken(run)
    return row is not None and set(options_of(row)) <= set(chosen)


def shown_row(run: Run) -> Earlier | None:
    """The row behind what is chosen: taken over, or preset and not yet confirmed."""
    row = taken(run)
    if row is None and run.touched(BEFORE) is None and preset(run):
        row = next(one for one in run.given.earlier if one.facts.get("same_matter_pending"))
    return row


def answer(run: Run, value: str) -> Answers:
    """One of the answers that ``question`` offers, and what follows from it."""
    answers = clear(run.answers).forgetting(BEFORE, LEFT, "why").saying(BEFORE, STILL, value)
    if value == "other":
        return answers.choosing(BEFORE, (FIRST,))
    kind, _, row_id = value.partition("_")
    rows = _asked(run)
    row = next((one for one in rows if one.id == row_id), rows[0])
    if not may_take(run, row):
        # Only the record is laid out: the clerk chooses and ticks each of the three by hand.
        return answers.choosing(BEFORE, ()) if run.touched(BEFORE) is None else answers
    answers = answers.choosing(BEFORE, options_of(row)).saying(BEFORE, TAKEN, row.id)
    if row.facts.get("same_matter_pending"):
        return answers.saying(BEFORE, "same", SAME_ALL).saying(BEFORE, "who", OWN)
    answers = answers.saying(BEFORE, "paper", str(row.facts["opinion"]))
    served = row.facts.get("opinion_served_on")
    answers = answers.saying(BEFORE, "proof", "yes" if served else "no")
    if served:
        answers = answers.saying(BEFORE, "served_on", str(served))
        if row.facts.get("told_of_review"):
            answers = answers.saying(BEFORE, "told", "yes")
    return answers.saying(BEFORE, "new", "yes") if kind == "new" else answers


def clear(answers: Answers) -> Answers:
    """Forgets what was taken over, when the clerk goes his own way."""
    if f"{BEFORE}.{TAKEN}" not in answers.values:
        return answers
    return answers.forgetting(BEFORE, TAKEN, "same", "who", "paper", "proof", "served_on", "told", "new")
