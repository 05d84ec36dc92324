"""The calibration page has its rules where it says, and a printed copy is moved by what was measured."""

from __future__ import annotations

import pytest

from tests.documents import samples
from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.calibration import calibration_layout
from xinfang_desk.documents.engine import UnreadablePdf
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.readback import read_back
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.calibration import Shift, measured, read_shifts, size_sentence, write_shifts
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.papers import PagePixels

SCALE = 4.0


def dark(pixels: PagePixels, x_mm: float, y_mm: float, reach: int = 2) -> bool:
    x, y = int(x_mm * g.MM * SCALE), int(y_mm * g.MM * SCALE)
    return any(
        pixels.body[row * pixels.stride + column * 4] < 160
        for row in range(y - reach, y + reach + 1)
        for column in range(x - reach, x + reach + 1)
    )


def test_the_page_is_what_it_says(renderer: PaperRenderer, fonts: FontSet) -> None:
    pdf = renderer.calibration_page()
    assert read_back(pdf, calibration_layout(fonts)).problems == ()
    pixels = renderer.pixels(pdf, 0, SCALE)
    assert dark(pixels, 20, 200)
    assert dark(pixels, 150, 20)
    assert not dark(pixels, 23, 200)
    assert dark(pixels, 28, 161)
    assert dark(pixels, 128, 161)
    assert not dark(pixels, 131, 161)


def test_a_printed_copy_is_moved_and_still_says_the_same(renderer: PaperRenderer) -> None:
    pdf = renderer.calibration_page()
    copy = renderer.moved(pdf, 3.0, -2.0)
    pixels = renderer.pixels(copy, 0, SCALE)
    assert dark(pixels, 23, 200)
    assert dark(pixels, 150, 18)
    assert not dark(pixels, 20, 200)
    notice = renderer.pdf(samples.PROVED).pdf
    before = notice[:]
    assert renderer.text(renderer.moved(notice, 1.5, 1.5)) == renderer.text(notice)
    assert notice == before
    with pytest.raises(UnreadablePdf):
        renderer.moved(b"", 1, 1)


def test_measures_become_a_shift_on_top_of_the_one_before() -> None:
    first = measured({"left": "21.5", "top": "19，0", "bar": "100"}, Shift())
    assert first == Shift(-1.5, 1.0, 100.0)
    assert measured({"left": "20.5毫米", "top": "20", "bar": "99.8"}, first) == Shift(-2.0, 1.0, 99.8)
    assert size_sentence(first) == ""
    assert "缩小" in size_sentence(Shift(bar_mm=97.0))
    assert "放大" in size_sentence(Shift(bar_mm=103.0))


def test_what_cannot_be_a_measure_is_told_at_its_field() -> None:
    with pytest.raises(FieldErrors) as caught:
        measured({"left": "", "top": "50", "bar": "x"}, Shift())
    assert set(caught.value.fields) == {"left", "top", "bar"}
    with pytest.raises(FieldErrors):
        measured({"left": "nan", "top": "20", "bar": "100"}, Shift())


def test_shifts_are_kept_by_printer_and_broken_ones_forgotten() -> None:
    kept = {"惠普": Shift(1.0, -0.5, 100.0)}
    assert read_shifts(write_shifts(kept)) == kept
    for broken in ("", "[]", "{", '{"a": {"x": 1}}', '{"a": 3}'):
        assert read_shifts(broken) == {}


@pytest.mark.parametrize(("whole_sheets", "pages"), [(False, 5), (True, 6)])
def test_several_papers_become_one_file_each_on_its_own_sheet(
    renderer: PaperRenderer, whole_sheets: bool, pages: int
) -> None:
    one, two = renderer.pdf(samples.NOTICE).pdf, renderer.pdf(samples.LONG).pdf
    assert (renderer.page_count(one), renderer.page_count(two)) == (1, 2)
    whole = renderer.joined([one, two, two], whole_sheets=whole_sheets)
    assert renderer.page_count(whole) == pages
    text = renderer.text(whole)
    single, double = renderer.text(one), renderer.text(two)
    assert text is not None
    assert single is not None
    assert double is not None
    gap = "\n\n" if whole_sheets else "\n"
    assert text == f"{single}{gap}{double}\n{double}"
    with pytest.raises(UnreadablePdf):
        renderer.joined([one, b"nothing"], whole_sheets=False)
