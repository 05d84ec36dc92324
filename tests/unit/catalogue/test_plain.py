"""The plain-words pages: four questions answered, the paper's own dates and no others, no word to look up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.catalogue.plain_pages import KEPT, all_pages, back_text
from tests.unit.catalogue.samples import CASES, Case, catalogue, facts_of, made, made_of, pack_files, text_of
from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.joined import JOINED
from xinfang_desk.domain.template_pack import load_catalogue
from xinfang_desk.domain.wording.checks import LABEL_WORDS, TRADE_WORDS, VAGUE_WORDS
from xinfang_desk.domain.wording.plain import OVERLEAF, QUESTIONS

DAY = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
LAST_DAY = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日（周.(?:，暂定)?）")


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    return catalogue()


def visitors_cases() -> list[Case]:
    kinds = catalogue().kinds
    return [case for case in CASES if kinds[case.code].audience == "visitor"]


NOTICES = visitors_cases()


def ids(case: Case) -> str:
    return case.id


def test_the_pages_are_those_that_were_read_through() -> None:
    assert all_pages() == KEPT.read_text("utf-8")


def test_every_notice_to_a_visitor_is_among_the_cases(pack: Catalogue) -> None:
    wanted = {kind.code for kind in pack.kinds.values() if kind.audience == "visitor"} - {JOINED}  # made of others
    assert {case.code for case in NOTICES} == wanted


@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_all_four_questions_are_answered(case: Case, pack: Catalogue) -> None:
    data, missing = made(case, pack)
    assert missing == {}
    text = back_text(data.back)
    found = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    assert found == list(QUESTIONS.values())
    assert not re.search(r"# .*\n(# |$)", text), "a question without an answer"
    assert "〔待填" not in text


@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_its_dates_are_those_of_the_paper(case: Case, pack: Catalogue) -> None:
    data, _missing = made(case, pack)
    front, back = text_of(data), back_text(data.back)
    assert set(LAST_DAY.findall(front)) <= set(LAST_DAY.findall(back))
    assert set(DAY.findall(back)) <= set(DAY.findall(front))


@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_no_law_no_code_no_word_that_may_not_stand_there(case: Case, pack: Catalogue) -> None:
    text = back_text(made(case, pack)[0].back)
    assert [word for word in (*TRADE_WORDS, *LABEL_WORDS, *VAGUE_WORDS) if word in text] == []
    assert not re.search(r"条例|第.{1,5}条|\b[ABCDLNTZ][0-9]", text)


@pytest.mark.parametrize("case", [c for c in NOTICES if c.sealed], ids=ids)
def test_a_disclosure_shows_nothing_on_the_back(case: Case, pack: Catalogue) -> None:
    text = back_text(made(case, pack)[0].back)
    assert not re.search(r"举报|检举|控告|纪委|监委|12388|干部", text)


@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_the_front_is_the_same_with_and_without(case: Case, pack: Catalogue) -> None:
    facts = facts_of(case)
    with_page, _ = made_of(case, pack, facts)
    without, _ = made_of(case, pack, replace(facts, profile=replace(facts.profile, plain_page=False)))
    assert with_page.back
    assert not without.back
    assert replace(with_page, back=()) == without


@pytest.mark.parametrize("case", [c for c in CASES if c not in NOTICES], ids=ids)
def test_other_papers_have_none(case: Case, pack: Catalogue) -> None:
    assert made(case, pack)[0].back == ()


@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_large_print_says_the_same(case: Case, pack: Catalogue) -> None:
    facts = facts_of(case)
    small, large = made_of(case, pack, facts)[0], made_of(case, pack, replace(facts, large=True))[0]
    assert (text_of(large, footer=True), large.back) == (text_of(small, footer=True), small.back)
    assert (small.large, large.large) == (False, True)


def test_what_is_too_long_is_pointed_to_on_the_front(pack: Catalogue) -> None:
    case = Case("B7", "long", "L21", choose={"contacted": "self", "body_address": "很长的地址" * 20})
    text = back_text(made(case, pack)[0].back)
    assert f"地址{OVERLEAF}" in text
    assert "中方县人民法院" in text


def changed(code: str, change: Callable[[dict[str, Any]], None]) -> dict[str, bytes]:
    files = pack_files()
    for name, body in files.items():
        raw = json.loads(body)
        for document in raw["documents"]:
            if document["code"] == code:
                change(document)
                files[name] = json.dumps(raw, ensure_ascii=False).encode()
    return files


def saying(part: str, words: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["plain"].update({part: [words]})


@pytest.mark.parametrize(
    ("code", "change", "reason"),
    [
        ("B4", lambda d: d.pop("plain"), "每张都要有"),
        ("B2", lambda d: d.update(plain={key: ["照办。"] for key in QUESTIONS}), "只给来访人"),
        ("B4", lambda d: d["plain"].pop("ask"), "四个问题"),
        ("B4", saying("ask", {"table": [1], "rows": [["一"]]}), "只能写段落"),
        ("B4", lambda d: d["plain"].update(next=[]), "没有答“接下来去哪里”"),
        ("B4", saying("means", "依照第三十一条办。"), "不写条文和代码"),
        ("B4", saying("means", "这是B8。"), "不写条文和代码"),
        ("B4", saying("means", "{by_basis}，收下了。"), "不写条文和代码"),
        ("B4", saying("means", "您的诉求收到了。"), "要说白话"),
        ("B4", saying("means", "我们收下了" + "，并且会一直办下去" * 6 + "。"), "太长"),
        ("B4", saying("means", "请签息诉罢访书。"), "不能写进文书的话"),
        ("B4", saying("means", "不服可以到法院起诉。"), "不能写"),
        ("B6e", saying("means", "可以请求上一级复查。"), "不能写"),
        ("B4", saying("means", "你的事收下了。"), "称“您”"),
        ("B4", saying("means", "由{nobody}经手。"), "不认识的占位"),
        ("B4", saying("means", {"p": "收下了。", "when": "nothing"}), "不认识的占位"),
    ],
)
def test_a_pack_that_breaks_a_rule_is_refused(code: str, change: Callable[[dict[str, Any]], None], reason: str) -> None:
    with pytest.raises(UserError) as caught:
        load_catalogue(changed(code, change))
    assert reason in caught.value.sentence
