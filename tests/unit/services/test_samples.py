"""样张: every paper of the catalogue, complete, marked, and with nobody real in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from tests.unit.catalogue.plain_pages import back_text
from tests.unit.catalogue.samples import PROFILES, catalogue, text_of
from tests.unit.services.conftest import township
from xinfang_desk import commands
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.catalogue import CODES
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.resources import resource
from xinfang_desk.services.context import Parts
from xinfang_desk.services.samples import SAMPLE_NUMBER, sample_data, sample_paper, sample_titles

CATALOGUE = catalogue()
OFFICES = {**PROFILES, "empty": OfficeProfile(), "township": township()}


@pytest.fixture
def real(parts: Parts) -> Parts:
    return replace(
        parts,
        catalogue=CATALOGUE,
        rules=commands.rules(),
        calendar=commands.calendar(),
        paper=cast(Any, PaperRenderer(resource("fonts"))),
    )


def test_the_list_is_the_whole_catalogue(real: Parts) -> None:
    titles = sample_titles(real)
    assert tuple(code for code, _title in titles) == tuple(CATALOGUE.kinds)
    assert {*CODES, "S1", "B18"} <= {code for code, _title in titles}
    assert all(title for _code, title in titles)


@pytest.mark.parametrize("office", OFFICES)
def test_every_paper_is_complete_and_marked(real: Parts, office: str) -> None:
    for code, _title in sample_titles(real):
        data = sample_data(real, OFFICES[office], code)
        assert "〔待填" not in text_of(data, footer=True) + back_text(data.back), code
        assert data.practice, code
        assert (data.number, data.register_no) == (SAMPLE_NUMBER, SAMPLE_NUMBER), code
        assert real.paper.missing(data) == (), code


def test_the_office_s_own_head_stands_on_it(real: Parts) -> None:
    data = sample_data(real, PROFILES["B"], "B4")
    assert data.issuer_heading == PROFILES["B"].name
    assert PROFILES["B"].telephone in "".join(data.footer)
    assert "（示例）" in sample_data(real, OfficeProfile(), "B4").issuer_heading


@pytest.mark.parametrize("code", ["A1", "A4", "B8", "B2m", "B13", "S1"])
def test_a_sample_is_a_pdf_that_says_what_was_meant(real: Parts, code: str) -> None:
    data = sample_data(real, PROFILES["B"], code)
    pdf = sample_paper(real, PROFILES["B"], code)
    assert real.paper.page_count(pdf) >= 1
    assert real.paper.read_back(pdf, data) == ()


def test_a_paper_that_there_is_not(real: Parts) -> None:
    with pytest.raises(KeyError):
        sample_paper(real, PROFILES["B"], "Z9")
