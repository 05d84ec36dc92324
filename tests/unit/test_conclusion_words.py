"""The words of the conclusion card, over every case of the screening."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xinfang_desk.commands import calendar, rules
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import Facts, parse_facts
from xinfang_desk.domain.screening.pack import MAIN_LEAVES
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.domain.wording import conclusion as words

PACK, CALENDAR = rules(), calendar()
CASES = Path(__file__).parent / "screening" / "cases.jsonl"
CODES = re.compile(r"\b[LTABC][0-9]{1,2}\b|[NZ][1-3]\b|[{}]")
NEVER = ("训诫", "息诉", "不得上访", "不再信访", "终结信访", "缠访", "闹访")


def run(facts: dict[str, Any]) -> tuple[ScreeningResult, Facts]:
    parsed = parse_facts(facts)
    return screen(parsed, PACK, CALENDAR), parsed


def cases() -> Iterator[tuple[ScreeningResult, Facts]]:
    for line in CASES.read_text("utf-8").splitlines():
        result, facts = run(json.loads(line)["facts"])
        if result.leaf is not None:
            yield result, facts


def facts_of(leaf: str, role: str) -> dict[str, Any]:
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["expect"].get("leaf") == leaf and case["facts"]["desk_role"] == role:
            found: dict[str, Any] = case["facts"]
            return found
    raise AssertionError(leaf)


def test_every_conclusion_has_its_sentences() -> None:
    reached = set()
    for result, facts in cases():
        reached.add(words._case(result, facts))
        said = (words.summary(result, facts, facts.get("on")), words.say_so(result, facts))
        assert said[0].endswith("。")
        assert bool(said[1]) == (facts.get("form") in ("visit", "phone") and not facts.transferred_in)
        assert not CODES.search("".join(said)), said
        assert not any(word in text for word in NEVER for text in said)
    assert reached == set(words._WORDS)


def test_why_not_names_every_other_leaf_once() -> None:
    for result, _ in cases():
        lines = words.why_not(result, PACK)
        assert sorted(leaf for line in lines for leaf in line.leaf.split()) == [
            leaf for leaf in MAIN_LEAVES if leaf != result.leaf
        ]
        assert len({line.because for line in lines}) == len(lines)


def test_each_deadline_has_its_line() -> None:
    for result, facts in cases():
        lines = words.deadline_lines(result, facts, facts.get("on"))
        assert [line.code for line in lines] == [one.code for one in result.deadlines]
        for line, one in zip(lines, result.deadlines, strict=True):
            assert one.formula in line.formula
            assert line.due_text == words.TODAY or str(one.due.year) in line.due_text


def test_a_visitors_own_limit_is_never_called_overdue() -> None:
    for result, facts in cases():
        for line in words.deadline_lines(result, facts, date(2027, 12, 1)):
            own = line.code in ("T7", "T9")
            assert line.label.startswith("已超期") is not own
            assert line.advised_text == ""


def test_the_working_day_before_stands_beside_a_day_off() -> None:
    result, facts = run({**facts_of("L27", "B"), "form": "letter", "received_on": "2026-09-17", "on": "2026-09-17"})
    tell = words.deadline_lines(result, facts, date(2026, 9, 17))[0]
    assert (tell.due_text, tell.advised_text) == ("2026年10月2日（周五）", "2026年9月30日（周三）")


def test_a_provisional_day_is_called_so() -> None:
    late = {**facts_of("L27", "B"), "received_on": "2026-12-20", "on": "2026-12-20"}
    result, facts = run(late)
    tell = words.deadline_lines(result, facts, date(2026, 12, 20))[0]
    assert "暂定" in tell.formula
    assert tell.provisional is False
    handle = words.deadline_lines(result, facts, date(2026, 12, 20))[1]
    assert handle.provisional is True
    assert "（暂定）" in words.summary(result, facts, date(2026, 12, 20))


def test_a_late_acceptance_counts_from_the_day_it_was_owed() -> None:
    result, facts = run({**facts_of("L27", "B"), "received_on": "2026-03-16", "on": "2026-05-01"})
    assert "从3月31日起就算受理" in words.summary(result, facts, date(2026, 5, 1))


@pytest.mark.parametrize(("verified", "said"), [(True, False), (False, True)])
def test_a_row_that_waits_for_its_check_is_said(verified: bool, said: bool) -> None:
    result, facts = run(facts_of("L26", "B"))
    assert (words.NOT_VERIFIED in words.extra_warnings(result, facts, path_verified=verified)) is said


def test_danger_does_not_wait_for_a_limit() -> None:
    result, facts = run({**facts_of("L26", "B"), "major_or_urgent": True})
    assert words.extra_warnings(result, facts, path_verified=True) == (words.ACT_NOW,)


def test_an_interim_notice_without_a_telling_limit_still_says_that_it_ends_nothing() -> None:
    result, facts = run({**facts_of("L16", "B"), "identity_clear": False})
    assert "期限届满前由负责人决定" in words.extra_warnings(result, facts, path_verified=True)[0]


def test_a_missing_basis_is_named() -> None:
    for result, _ in cases():
        sentences = words.blocked_sentences(result)
        assert len(sentences) == len(result.blocked_by)
        assert all("还没有设置" in sentence for sentence in sentences)


def test_what_is_taken_in_names_the_day_where_there_is_one() -> None:
    result, facts = run(facts_of("L27", "B"))
    text, spoken = words.take_in(result, facts, "受理", "要查职责")
    assert "2026年3月31日（周二）前书面告知" in text
    assert "2026年3月31日（周二）前" in spoken
    result, facts = run({**facts_of("L27", "B"), "identity_clear": False, "form": "letter"})
    text, spoken = words.take_in(result, facts, "受理", "要查职责")
    assert "期限内书面告知" in text
    assert spoken == ""
