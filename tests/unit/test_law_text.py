"""An office's own text of the regulation: split by 条, 款, 项; a text that lacks an article is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.law_samples import PLACES, TITLE, invented
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.law_text import check_law, number_of, parse_places, split_law
from xinfang_desk.domain.special_law import article_number
from xinfang_desk.domain.wording.basis import TIAOLI, Citation, basis_text, parse_citation

SHORT = """# （示例）信访工作条例

第一章 总则

### 第一条 〔已核〕　*（示例）小标题*

（示例）甲。

（示例）乙，下列：

（一）子；
（二）丑，参见
第三章以外的规定。

**第二条**　（示例）丙。
第三条规定的不算新的一条。
第三条
（示例）丁。
"""


def test_articles_paragraphs_and_items() -> None:
    law = split_law(SHORT)
    assert law.heading[0] == "（示例）信访工作条例"
    assert list(law.articles) == [1, 2, 3]
    first, second, third = law.articles[1]
    assert (first.text, first.items) == ("（示例）甲。", ())
    assert (second.text, second.items) == ("（示例）乙，下列：", ("（一）子；", "（二）丑，参见"))
    assert third.text == "第三章以外的规定。"
    assert [clause.text for clause in law.articles[2]] == ["（示例）丙。", "第三条规定的不算新的一条。"]


def test_the_words_of_a_place() -> None:
    law = split_law(SHORT)
    assert law.words(Citation(TIAOLI, 1, 1)) == "（示例）甲。"
    assert law.words(Citation(TIAOLI, 1, 2, 2)) == "（示例）乙，下列：\n（二）丑，参见"
    assert law.words(Citation(TIAOLI, 1, 2)) == "（示例）乙，下列：\n（一）子；\n（二）丑，参见"
    assert law.words(Citation(TIAOLI, 3)) == "（示例）丁。"
    assert law.words(Citation(TIAOLI, 1, 9)) == ""
    assert law.words(Citation(TIAOLI, 9, 1)) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有一条"),
        ("只有\n一些话", "没有一条"),
        ("信访工作条例\n第二条 话", "第 2 行"),
        ("信访工作条例\n第一条 话\n第三条 话", "应当是第2条"),
        ("信访工作条例\n第一条 话\n第一条 话", "第 3 行"),
        ("信访工作条例\n第一条 话：\n（二）子", "项"),
        ("信访工作条例\n第一条\n（一）子", "项"),
        ("信访工作条例\n第一条\n第二条 话", "是空的"),
    ],
)
def test_a_text_that_cannot_be_split(text: str, words: str) -> None:
    with pytest.raises(UserError) as refused:
        split_law(text)
    assert words in refused.value.sentence
    assert refused.value.code == "law"


def test_all_places_relied_on_are_there() -> None:
    check_law(split_law(invented()), PLACES)
    check_law(split_law(invented(mark="### ")), PLACES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (invented(46), "第四十七条第一款"),
        (invented(without=31), "第三十一条第（一）项"),
        (invented().replace(TITLE, "（示例）别的办法"), "名称"),
    ],
)
def test_what_lacks_a_place_is_refused_by_its_name(text: str, words: str) -> None:
    with pytest.raises(UserError) as refused:
        check_law(split_law(text), PLACES)
    assert words in refused.value.sentence


def test_places_of_a_written_basis() -> None:
    text = "《信访工作条例》第二十条第一款、第四款，第三十一条第（四）项和《人民调解法》第二条"
    assert [one.short for one in parse_places(text)] == ["20.1", "20.4", "31.1(4)"]
    assert parse_places("《信访工作条例》第二十二条、第二十三条") == (Citation(TIAOLI, 22), Citation(TIAOLI, 23))
    assert parse_places("问事，不引条例。") == ()
    assert parse_places("《信访工作条例》") == ()


def _flat(place: Citation) -> Citation:
    """An article of one 款 is written without it."""
    return (
        place if place.item else Citation(place.law, place.article, None if place.paragraph == 1 else place.paragraph)
    )


@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6, unique=True))
def test_a_basis_is_read_back_as_it_was_written(places: list[Citation]) -> None:
    read = parse_places(basis_text(places))
    assert [_flat(place) for place in read] == [_flat(place) for place in places]


@given(st.integers(1, 9999))
def test_numbers_are_read_back(number: int) -> None:
    assert number_of(article_number(number)) == number


ROW = st.tuples(st.integers(1, 4), st.integers(0, 7))


@given(st.lists(ROW, min_size=1, max_size=30), st.sampled_from(["", "### ", "**"]), st.booleans())
def test_what_was_written_is_split_again(shape: list[tuple[int, int]], mark: str, blank: bool) -> None:
    """As many 条, 款, 项 as were written, each with its own words."""
    lines = [f"（示例）{TITLE}"]
    for number, (clauses, items) in enumerate(shape, 1):
        close = "**" if mark == "**" else ""
        lines.append(f"{mark}第{article_number(number)}条{close}　款 {number}.1")
        lines += [f"（{article_number(item)}）项 {number}.1.{item}" for item in range(1, items + 1)]
        lines += [f"款 {number}.{clause}" for clause in range(2, clauses + 1)]
    law = split_law(("\n\n" if blank else "\n").join(lines))
    assert [(len(found), len(found[0].items)) for found in law.articles.values()] == shape
    for number, (clauses, items) in enumerate(shape, 1):
        assert law.words(Citation(TIAOLI, number, clauses)).startswith(f"款 {number}.{clauses}")
        for item in range(1, items + 1):
            assert law.words(Citation(TIAOLI, number, 1, item)).endswith(f"项 {number}.1.{item}")


@given(st.text(max_size=200))
def test_any_text_is_split_or_refused(text: str) -> None:
    try:
        law = split_law(text)
    except UserError:
        return
    assert list(law.articles) == list(range(1, len(law.articles) + 1))


def test_a_place_with_its_default_paragraph() -> None:
    assert parse_citation("31(4)") == parse_places("《信访工作条例》第三十一条第（四）项")[0]
