"""The special law of a row as a paper writes it out: what is certain, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang_desk.domain.paths import load_paths
from xinfang_desk.domain.records import Authority
from xinfang_desk.domain.special_law import article_number, body_in, is_settled, limit_words, special_law
from xinfang_desk.domain.wording.basis import chinese_number
from xinfang_desk.resources import resource

ROWS = load_paths(resource("rules", "statutory_paths.json").read_bytes()).rows


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("劳动合同法82", "《劳动合同法》第八十二条"),
        ("劳动保障监察条例9、11(三)(四)", "《劳动保障监察条例》第九条、第十一条第（三）项、第（四）项"),
        ("行政复议法23第一款(二)", "《行政复议法》第二十三条第一款第（二）项"),
        ("民法典1199、1201", "《民法典》第一千一百九十九条、第一千二百零一条"),
        ("矿产资源法（2024修订）61", "《矿产资源法》第六十一条"),
        ("监察法11（2024修正）；公务员法95", "《监察法》第十一条、《公务员法》第九十五条"),
        ("信访工作条例31(六)；水法56", "《水法》第五十六条"),
    ],
)
def test_a_law_is_written_out(basis: str, words: str) -> None:
    assert special_law(basis) == words


@pytest.mark.parametrize(
    "basis",
    [
        "婚姻登记条例（2025年修订，条号未核）",
        "村民委员会组织法〔村法注〕27、36",
        "户口登记条例19等",
        "地方政策",
        "检举控告工作规则4（节录）",
        "生态环境清单第56、57行（部门清单作法）",
        "信访工作条例29",
        "",
    ],
)
def test_what_is_not_certain_is_left_out(basis: str) -> None:
    assert special_law(basis) == ""


def test_a_law_of_procedure_stays_with_its_road() -> None:
    basis = "劳动保障监察条例11(六)；劳动争议调解仲裁法2(五)；劳动合同法85"
    inspected = special_law(basis, (5, None))
    arbitrated = special_law(basis, (2, "labour_arbitration"))
    assert inspected == "《劳动保障监察条例》第十一条第（六）项、《劳动合同法》第八十五条"
    assert arbitrated == "《劳动争议调解仲裁法》第二条第（五）项、《劳动合同法》第八十五条"
    assert special_law("行政复议法11", (5, None)) == "《行政复议法》第十一条"  # nothing else remains


@given(st.integers(1, 99))
def test_small_numbers_are_the_usual_ones(number: int) -> None:
    assert article_number(number) == chinese_number(number)


@given(st.integers(1, 9999))
def test_a_number_can_be_read_back(number: int) -> None:
    """Each unit once, falling; the digits are those of the number."""
    units = {"千": 1000, "百": 100, "十": 10}
    total, digit = 0, 0
    for char in article_number(number):
        if char in units:
            total += (digit or 1) * units[char]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(char)
    assert total + digit == number
    assert "零零" not in article_number(number)


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        ("监察2年（监察条例20）；仲裁1年", "监察2年；仲裁1年"),
        ("单位30日；决定60日（简单15日）", "单位30日；决定60日（简单15日）"),
        ("收到结论15日内", "收到结论15日内"),
        ("同上", ""),
        ("—", ""),
        ("60日／6个月", ""),
        ("按省级办法", ""),
        ("按申诉规定（凭记忆：知道之日起30日内申请复核）", ""),
        ("处理决定后30日内起诉；先复议（个案是否适用由承办机关判断，再告诉来访人）", ""),
    ],
)
def test_a_time_that_a_visitor_can_go_by(hint: str, words: str) -> None:
    assert limit_words(hint) == words


def test_no_row_prints_what_it_is_not_sure_of() -> None:
    for row in ROWS:
        text = special_law(row.basis) + limit_words(row.limit_hint)
        assert not re.search("未核|凭记忆|〔|同上|××", text), row.id
    unsure = {row.id for row in ROWS if not is_settled(row)}
    assert {"P016", "P024", "P044", "P058", "P079", "P110", "P161", "P172"} <= unsure
    assert not {"P001", "P050", "P173"} & unsure


def test_the_body_is_the_one_that_the_directory_knows() -> None:
    def body(name: str) -> Authority:
        return Authority(name, name, "bureau", "", "", "", "", True)

    directory = (body("中方县民政局"), body("中方县人民法院"), body("中方县人力资源和社会保障局"))
    assert body_in("乡镇街道（初审）／县级民政部门", directory) == "中方县民政局"
    assert body_in("县级人社局（劳动监察）", directory) == "中方县人力资源和社会保障局"
    assert body_in("民政局／法院", directory) == ""
    assert body_in("业主大会", directory) == ""
