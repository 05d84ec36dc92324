"""Papers of handling and review: their fixed sentences, their one remedy, what they take from the life of a matter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.catalogue.said import ASKED, HANDLED, OPINED, REVIEWED
from tests.unit.catalogue.samples import (
    CASES,
    Case,
    answers,
    catalogue,
    facts_of,
    pack_files,
    text_of,
)
from tests.unit.catalogue.samples import made as composed
from xinfang_desk import commands
from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.life.facts import KEYS
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import parse_facts
from xinfang_desk.domain.template_pack import load_catalogue
from xinfang_desk.domain.wording.checks import TRADE_WORDS
from xinfang_desk.domain.wording.compose import compose, prefilled
from xinfang_desk.domain.wording.life import LIFE_KEYS, extended_due, round_of

NEW = ("A6", "A7", "C2", "C3", "C3f", "C4", "C4r", "C5", "C6", "C7", "C8", "C9", "C12", *(f"D{n}" for n in range(1, 9)))
LATER = [case for case in CASES if case.code in NEW]
OTHER_REMEDY = {
    "C2": r"复查|复核",
    "C3": r"复议|起诉|复查",
    "C6": r"复议|起诉",
    "C8": r"复议|起诉",
    "D2": r"复议|起诉",
    "D3": r"复议|起诉",
    "D6": r"复议|起诉|不再受理",
    "D7": r"复议|起诉|请求.{0,12}复",
}


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    return catalogue()


def changed(code: str, change: Callable[[dict[str, Any]], None]) -> dict[str, bytes]:
    files = pack_files()
    for name, body in files.items():
        raw = json.loads(body)
        for document in raw["documents"]:
            if document["code"] == code:
                change(document)
        files[name] = json.dumps(raw, ensure_ascii=False).encode()
    return files


def refused(code: str, change: Callable[[dict[str, Any]], None]) -> str:
    with pytest.raises(UserError) as caught:
        load_catalogue(changed(code, change))
    return caught.value.sentence


def case(name: str) -> Case:
    return next(one for one in CASES if one.id == name)


def said(name: str, pack: Catalogue) -> str:
    return text_of(composed(case(name), pack)[0])


@pytest.mark.parametrize("one", LATER, ids=lambda one: one.id)
def test_each_is_complete_from_record_and_clerk(one: Case, pack: Catalogue) -> None:
    data, missing = composed(one, pack)
    assert missing == {}
    assert "〔待填" not in text_of(data, footer=True)
    assert not re.search(r"\{|\}|××", text_of(data))


@pytest.mark.parametrize("word", TRADE_WORDS)
@pytest.mark.parametrize("code", NEW)
def test_words_that_trade_rights_away_are_refused_in_the_pack(code: str, word: str) -> None:
    assert word in refused(code, lambda document: document["body"].append({"p": f"本人保证{word}。"}))


@pytest.mark.parametrize("word", TRADE_WORDS)
@pytest.mark.parametrize("one", [one for one in LATER if one.code in ("C5", "C6", "C7", "D1")], ids=lambda one: one.id)
def test_and_in_every_open_field(one: Case, word: str, pack: Catalogue) -> None:
    kind, facts = pack.kind(one.code), facts_of(one)
    values = answers(kind, facts, one.choose)
    for key in [rule.spec.key for rule in kind.rules if rule.spec.kind == "long" and rule.spec.key in values]:
        _, missing = compose(kind, facts, values | {key: f"双方约定{word}"})
        assert "不能写进文书" in missing[key]


@pytest.mark.parametrize("code", OTHER_REMEDY)
def test_none_names_another_remedy_than_its_own(code: str, pack: Catalogue) -> None:
    for one in (one for one in LATER if one.code == code):
        own = re.sub(r"（示例）省信访复查复核办法[^。，]*", "", text_of(composed(one, pack)[0]))
        assert not re.search(OTHER_REMEDY[code], own), one.id


def test_the_duty_answer_has_one_of_three_remedies_and_never_goes_without_choosing(pack: Catalogue) -> None:
    undone, dissent, stranger = (said(f"C2-{one}", pack) for one in ("B-undone", "C-dissent", "B-stranger"))
    assert "应当先自收到本告知书之日起60日内向中方县人民政府申请行政复议" in undone
    assert "也可以自收到之日起六个月内向" in dissent
    assert "应当先" not in dissent
    assert "如有新的线索，可以继续向本机关反映。" in stranger
    assert not re.search(r"复议|诉讼|起诉", stranger)
    one = case("C2-B-undone")
    kind, facts = pack.kind("C2"), facts_of(one)
    values = answers(kind, facts, one.choose) | {"remedy_kind": ""}
    assert compose(kind, facts, values)[1]["remedy_kind"] == "请填写“写哪一种救济”。"


def test_a_pack_may_not_give_the_stranger_a_remedy() -> None:
    words = {"p": "您可以依法起诉。", "when": "remedy_kind=stranger"}
    assert "没有利害关系" in refused("C2", lambda document: document["body"].append(words))


@pytest.mark.parametrize(
    ("name", "place", "word"), [("support", "（一）", "予以支持"), ("explain", "（二）", "作出解释说明")]
)
def test_an_opinion_cites_the_item_of_its_conclusion(name: str, place: str, word: str, pack: Catalogue) -> None:
    text = said(f"C6-B-{name}", pack)
    assert f"第三十二条第一款第{place}项" in text
    assert word in text
    assert "不予支持" not in text
    assert "请求中方县人民政府复查" in text


def test_an_opinion_names_its_review_body_or_waits_for_it(pack: Catalogue) -> None:
    one = case("C6-B-support")
    kind = pack.kind("C6")
    nobody = replace(facts_of(one), life={})
    assert "review_body" not in prefilled(kind, nobody)
    assert "review_body" in compose(kind, nobody, {})[1]
    assert prefilled(kind, facts_of(one))["review_body"] == HANDLED["review_body"]


def test_a_withdrawal_says_it_is_free_and_reversible(pack: Catalogue) -> None:
    text = said("C7-B-handling", pack)
    assert "本人自愿撤回，没有人以救助、补偿、工作或者处罚作条件；撤回后可以再提" in text
    assert "今天下班前想反悔的" in text
    assert "第二人见证" in text


@pytest.mark.parametrize(
    ("code", "key", "word"), [("C7", "why", "补偿"), ("C7", "why", "救助"), ("C5", "terms", "救助")]
)
def test_nothing_is_traded_on_the_same_page(code: str, key: str, word: str, pack: Catalogue) -> None:
    one = next(one for one in CASES if one.code == code)
    kind, facts = pack.kind(code), facts_of(one)
    values = answers(kind, facts, one.choose)
    _, missing = compose(kind, facts, values | {key: f"给了{word}两千元"})
    assert "防止交换" in missing[key]
    subject = "matter" if code == "C7" else "dispute"
    assert compose(kind, facts, values | {subject: f"{word}款没有发"})[1] == {}


def test_a_refusal_of_review_never_rests_on_a_provisional_day(pack: Catalogue) -> None:
    one = case("D3-A-reviewlate")
    kind, facts = pack.kind("D3"), facts_of(one)
    values = answers(kind, facts, one.choose)
    assert compose(kind, facts, values)[1] == {}
    assert "暂定" in compose(kind, facts, values | {"late_due_on": "2027-01-05"})[1]["late_due_on"]


def test_the_keys_are_those_that_a_life_tells() -> None:
    assert set(LIFE_KEYS) == set(KEYS)


@pytest.mark.parametrize(
    ("life", "brought", "stage"),
    [
        ({}, "", ""),
        ({}, "handling", "review"),
        ({}, "review", "final"),
        (HANDLED, "", ""),
        (OPINED, "none", "review"),
        (ASKED, "none", "review"),
        (REVIEWED, "none", "final"),
    ],
)
def test_which_look_comes_next(life: dict[str, str], brought: str, stage: str) -> None:
    assert round_of(life, brought) == stage


def test_an_application_names_the_opinion_that_it_contests(pack: Catalogue) -> None:
    first, second = said("D1-B-review", pack), said("D1-C-final", pack)
    assert f"{OPINED['opinion_body']}的信访处理意见书，文号{OPINED['opinion_number']}" in first
    assert f"{REVIEWED['review_body']}的信访复查意见书，文号{REVIEWED['review_number']}" in second
    assert REVIEWED["final_body"] in second


@pytest.mark.parametrize(
    ("first", "days", "due"), [("2026-12-08", "30", "2027-01-07"), ("", "30", ""), ("2026-12-08", "三", "")]
)
def test_the_last_day_after_an_extension(first: str, days: str, due: str) -> None:
    assert extended_due(first, days) == due


def test_an_extension_is_provisional_where_its_year_is(pack: Catalogue) -> None:
    assert "2027年1月7日（周四，暂定）" in said("C3-B-plain", pack)


def test_who_makes_what(pack: Catalogue) -> None:
    assert pack.kind("C6").why_not("B") == ""
    assert "《信访处理意见书》由乡镇、街道或者县直部门、单位出，本窗口是县级信访部门" in pack.kind("C6").why_not("A")
    assert all(pack.kind(f"D{n}").why_not("B") for n in range(2, 9))
    assert not pack.kind("D1").why_not("B")
    assert pack.kind("C12").why_not("B")


@pytest.mark.parametrize("code", ["D1", "C5", "C7", "A5"])
def test_what_visitors_write_themselves_has_no_office_over_it(code: str, pack: Catalogue) -> None:
    one = next(one for one in CASES if one.code == code)
    assert composed(one, pack)[0].issuer_heading == ""


def test_the_sheet_of_rights_names_every_right_and_no_label(pack: Catalogue) -> None:
    text = said("A7-B-plain", pack)
    assert all(f"{n}." in text for n in range(1, 17))
    assert "第四十七条" in text
    assert not re.search(r"（第四十[三四五六]条", text)


def test_no_conclusion_lists_a_paper_that_its_desk_may_not_make(pack: Catalogue) -> None:
    rules, days = commands.rules(), commands.calendar()
    for one in commands.kit():
        result = screen(parse_facts(one.facts), rules, days)
        assert [code for code in result.documents if pack.kind(code).why_not(str(one.facts["desk_role"]))] == []
