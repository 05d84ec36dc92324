"""Composed notices on paper: the plain-words page is one page in big type, large print is 18 pt at least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.catalogue.samples import CASES, Case, answers, catalogue, facts_of, made, made_of
from xinfang_desk.documents.boxes import Page, TextBox
from xinfang_desk.documents.contents import meant_text
from xinfang_desk.documents.geometry import BODY_SIZE, PAGE_HEIGHT, PAGE_WIDTH, TEXT_BOTTOM
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.papers import DocumentData, Paragraph, Table
from xinfang_desk.domain.wording.compose import compose

LEAST_BIG = 18.0
NOTICES = [case for case in CASES if catalogue().kinds[case.code].audience == "visitor"]
WORD = "中方县铜湾镇人民政府社会事务和农业农村综合服务办公室（一楼3号窗口，电话0745-2810001）"


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    return catalogue()


def ids(case: Case) -> str:
    return case.id


def fronts(renderer: PaperRenderer, data: DocumentData) -> int:
    return len(renderer.layout(replace(data, back=())).pages)


def smallest(page: Page) -> float:
    return min(box.size for box in page.boxes)


@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_the_back_is_one_page_in_big_type_without_a_number(
    case: Case, pack: Catalogue, renderer: PaperRenderer
) -> None:
    data, _missing = made(case, pack)
    pages = renderer.layout(data).pages
    front = fronts(renderer, data)
    assert len(pages) == front + 1
    assert smallest(pages[-1]) >= LEAST_BIG
    assert not any(box.extra for box in pages[-1].boxes)
    assert all(0 < box.x < PAGE_WIDTH and box.y <= TEXT_BOTTOM < PAGE_HEIGHT for box in pages[-1].boxes)
    assert pages[:-1] == renderer.layout(replace(data, back=())).pages


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_every_notice_reads_back_as_meant(case: Case, large: bool, pack: Catalogue, renderer: PaperRenderer) -> None:
    data, _missing = made_of(case, pack, replace(facts_of(case), large=large))
    assert renderer.read_back(renderer.pdf(data).pdf, data) == ()


@pytest.mark.parametrize("case", NOTICES, ids=ids)
def test_large_print_holds_the_same_words_at_18_points(case: Case, pack: Catalogue, renderer: PaperRenderer) -> None:
    small, large = (made_of(case, pack, replace(facts_of(case), large=flag))[0] for flag in (False, True))
    assert meant_text(large) == meant_text(small)
    sizes = [block.size * BODY_SIZE for block in large.blocks if isinstance(block, (Paragraph, Table))]
    assert min(sizes) >= LEAST_BIG
    rows = rows_of(renderer.layout(large).pages[: fronts(renderer, large)])
    frame = {large.addressee, large.dated, *(head for head, _text in large.strip)} - {""}
    assert {word for word in frame for text in rows if word in text} == frame
    assert all(size >= LEAST_BIG for text, size in rows.items() for word in frame if word in text)


def rows_of(pages: Sequence[Page]) -> dict[str, float]:
    """Each line's words -> its smallest type."""
    rows: dict[tuple[int, float], list[TextBox]] = {}
    for number, page in enumerate(pages):
        for box in page.boxes:
            rows.setdefault((number, round(box.y, 1)), []).append(box)
    return {"".join(box.text for box in row): min(box.size for box in row) for row in rows.values()}


@settings(max_examples=120, deadline=None)
@given(case=st.sampled_from(NOTICES), length=st.integers(1, 90), office=st.integers(8, 50))
def test_whatever_the_values_the_back_stays_one_page(
    case: Case, length: int, office: int, pack: Catalogue, renderer: PaperRenderer
) -> None:
    kind, facts = pack.kind(case.code), facts_of(case)
    long = (WORD * 3)[:length]
    profile = replace(facts.profile, name=(WORD * 2)[:office], address=(WORD * 2)[:office], hours=(WORD * 2)[:office])
    facts = replace(
        facts,
        profile=profile,
        fact_column={
            key: long if key in ("where_to", "pending_body") else text for key, text in facts.fact_column.items()
        },
    )
    values = answers(kind, facts, case.choose)
    open_kinds = {spec.key: spec.kind for spec in kind.fields}
    values = {key: long if open_kinds.get(key) in ("text", "long", "authority") else old for key, old in values.items()}
    data, _missing = compose(kind, facts, values)
    assert len(renderer.layout(data).pages) == fronts(renderer, data) + 1


@pytest.mark.parametrize("case_id", ["B6a-B-new", "B5-B-taken", "C1-B-months", "B7-B-dispute", "B12-B-own"])
def test_large_print_comes_down_a_little_rather_than_tear_off_its_seal(
    case_id: str, pack: Catalogue, renderer: PaperRenderer
) -> None:
    case = next(one for one in CASES if one.id == case_id)
    data, _missing = made_of(case, pack, replace(facts_of(case), large=True))
    assert fronts(renderer, data) == 1


def test_where_it_cannot_the_way_to_go_stays_with_what_was_decided(pack: Catalogue, renderer: PaperRenderer) -> None:
    case = next(one for one in CASES if one.id == "B8-B-N3")
    data, _missing = made_of(case, pack, replace(facts_of(case), large=True))
    first, second = renderer.layout(replace(data, back=())).pages
    assert "正确的去处" in "".join(box.text for box in first.boxes)
    assert "特此告知" in "".join(box.text for box in second.boxes)
