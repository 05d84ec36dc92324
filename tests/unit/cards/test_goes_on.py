"""When a card leads on by itself: nothing left to add, nothing to read first (counter-rules.md 1.0, 11)."""

from __future__ import annotations

from tests.unit.cards.hands import ENTER, Clerk, given
from tests.unit.cards.test_edges import CLAIM, RUNNING
from xinfang_desk.domain.cards.digits import goes_on


def on(clerk: Clerk) -> bool:
    """The card with its last answer still on it."""
    return goes_on(clerk.view)


def test_the_last_answer_of_the_last_card_leads_to_the_conclusion() -> None:
    at_four = Clerk(given("B")).press(*CLAIM, "1")
    assert not on(at_four)
    assert not on(at_four.press("1")), "ours: the road is still asked"
    assert on(at_four.press("3"))


def test_what_may_be_left_out_waits_for_enter() -> None:
    assert not on(Clerk(given("B")).press(*CLAIM, "1", "2")), "theirs: the road may be said"
    assert not on(Clerk(given("B")).press(*CLAIM, "1", "2", "3")), "and may be changed"
    assert not on(Clerk(given("A")).press(*CLAIM, "1", "2")), "whether they report back may be asked for"


def test_several_answers_end_with_enter() -> None:
    assert not on(Clerk(given("B")))
    assert not on(Clerk(given("B", people=8)).press("3", "3", "1", "representatives=3"))


def test_a_remark_is_read_first() -> None:
    assert not on(Clerk(given("B")).press(*CLAIM, "1", "0")), "拿不准归谁: 先收下 is said on the card"


def test_the_store_s_record_confirmed_says_all() -> None:
    again = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM)
    assert not on(again), "preset and not yet confirmed"
    assert on(again.press("still=same"))
    new = Clerk(given("B", earlier=(RUNNING,))).press(*CLAIM, "still=new")
    assert not on(new), "what is new is registered on its own: read that first"


def test_a_question_that_turns_out_to_be_a_wish_goes_on() -> None:
    asked = Clerk(given("B", oral=True, written=False)).press(ENTER, "1")
    assert not on(asked)
    assert on(asked.press("2"))
