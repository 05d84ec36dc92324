"""Every paper of the catalogue, its variants, large forms and edges are those that a person looked through.

After a wanted change: ``python -m tests.documents.contact_sheet DIR``, look, ``python -m tests.documents.golden``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from tests.documents import golden
from tests.documents.papers import RARE, every_paper, large_papers
from tests.unit.catalogue.samples import CASES, catalogue
from xinfang_desk.documents.boxes import Page
from xinfang_desk.documents.contents import meant_text, without_spaces
from xinfang_desk.documents.geometry import MARGIN_LEFT, TEXT_BOTTOM, TEXT_RIGHT
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.papers import DocumentData

PAPERS = dict(every_paper())
FRONT_PAGES = 2  # the most that a plain notice to a visitor takes, but the sheet of rights in large print


@lru_cache(maxsize=1)
def kept() -> dict[str, str]:
    return golden.kept_sums()


def test_the_goldens_were_made_with_these_libraries() -> None:
    assert kept()[""] == golden.made_with()


def test_the_goldens_are_of_exactly_these_papers() -> None:
    assert set(kept()) - {""} == set(PAPERS)
    assert {name.split("-")[0] for name in PAPERS} == set(catalogue().kinds)
    assert {case.id for case in CASES} <= set(PAPERS)


@pytest.mark.parametrize("name", list(PAPERS))
def test_a_paper_is_the_one_that_was_looked_at(name: str, renderer: PaperRenderer) -> None:
    data = PAPERS[name]
    if not golden.is_large(name):
        assert golden.outlined(renderer.layout(data)).splitlines() == golden.kept_outline(name).splitlines()
    pages, boxes, pixels = golden.sums(renderer, data).split()
    kept_pages, kept_boxes, kept_pixels = kept()[name].split()
    assert (pages, boxes) == (kept_pages, kept_boxes), "its boxes moved"
    assert pixels == kept_pixels, "it looks different: look through the contact sheet"


@pytest.mark.parametrize("name", list(PAPERS))
def test_nothing_leaves_its_box_and_no_word_is_lost(name: str, renderer: PaperRenderer) -> None:
    data = PAPERS[name]
    layout = renderer.layout(data)
    assert without_spaces(layout.text) == meant_text(data)
    assert renderer.missing(data) == ()
    for page in layout.pages:
        for box in page.boxes:
            if not (box.angle or box.extra):
                assert box.x >= MARGIN_LEFT - 0.7
                assert box.x + box.width <= TEXT_RIGHT + 0.7
                assert box.y <= TEXT_BOTTOM + 0.7


@pytest.mark.parametrize("name", [name for name in PAPERS if not golden.is_large(name)])
def test_a_second_page_is_worth_its_paper(name: str, renderer: PaperRenderer) -> None:
    """No sheet with two lines only: where a paper goes over, a good part of it does."""
    for page in fronts(renderer, PAPERS[name])[1:]:
        lines = {round(box.y) for box in page.boxes if not box.extra}
        assert len(lines) >= 3 or len(page.rules) > 4


def test_a_screen_of_names_above_the_first_plane_prints(renderer: PaperRenderer) -> None:
    data = PAPERS["B4-B-B-rare"]
    pdf = renderer.pdf(data).pdf
    assert sum(ord(char) > 0xFFFF for char in RARE) >= 5
    assert renderer.read_back(pdf, data) == ()


def test_a_refusal_to_take_up_again_is_one_page(renderer: PaperRenderer) -> None:
    for name in (name for name in PAPERS if name.startswith("B9") and not name.endswith(("-large", "-ten"))):
        assert len(fronts(renderer, PAPERS[name])) == 1, name


def test_large_print_stays_within_two_sheets() -> None:
    renderer = PaperRenderer(golden.FONTS)
    for name, data in large_papers(catalogue()):
        most = FRONT_PAGES + (data.code in ("A7", "B18"))
        assert len(fronts(renderer, data)) <= most, name


def fronts(renderer: PaperRenderer, data: DocumentData) -> tuple[Page, ...]:
    return renderer.layout(replace(data, back=())).pages
