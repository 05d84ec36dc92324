"""What GB/T 9704-2012 and the rules of punctuation ask of any notice, whatever its text, on the finished boxes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import golden, samples
from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.boxes import PaperLayout
from xinfang_desk.documents.contents import SEAL_MARK, SERVICE_NOTE, SERVICE_TABLE
from xinfang_desk.documents.linebreak import NO_END, NO_START
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.papers import DocumentData, Face, Paragraph, Run

RENDERER = PaperRenderer(golden.FONTS)
WHOLE = ("2026年11月23日", "铜政访告〔2026〕12号", "431221-2026-LF-000123", "12348", "60日", "第三十一条")
hanzi = st.text("中方县铜湾镇人民政府信访事项告知书的一是在不了有和提出请求", min_size=1, max_size=14)
word = st.one_of(
    hanzi,
    hanzi.map(lambda text: f"《{text}》"),
    hanzi.map(lambda text: f"（{text}）"),
    st.sampled_from(WHOLE),
)
sentence = st.lists(st.tuples(word, st.sampled_from("，。；：、！？")), min_size=1, max_size=25).map(
    lambda parts: "".join(text + mark for text, mark in parts)
)
body = st.lists(sentence, min_size=1, max_size=9)


def notice(paragraphs: list[str], *, large: bool) -> DocumentData:
    blocks = tuple(
        Paragraph((Run(text), Run("不予受理", Face.HEI), Run("。")), size=1.25 if large else 1.0) for text in paragraphs
    )
    return replace(samples.PROVED, blocks=blocks, large=large)


def body_lines(layout: PaperLayout, size: float) -> list[list[str]]:
    """The lines of running text on each page, top to bottom."""
    pages = []
    for page in layout.pages:
        rows: dict[float, str] = {}
        for box in page.boxes:
            if abs(box.size - size) < 0.01 and not box.extra:
                rows[round(box.y, 1)] = rows.get(round(box.y, 1), "") + box.text
        pages.append([rows[y] for y in sorted(rows)])
    return pages


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body, st.booleans())
def test_any_notice_keeps_the_rules(paragraphs: list[str], large: bool) -> None:
    data = notice(paragraphs, large=large)
    layout = RENDERER.layout(data)
    sizes = {box.size for page in layout.pages for box in page.boxes if not box.extra}
    for size in sizes:
        for page in body_lines(layout, size):
            for line in page:
                if size >= g.BODY_SIZE:
                    assert line[0] not in NO_START, line
                    assert line[-1] not in NO_END, line
    # What must stay whole does: no line ends inside a date or a number that the next one goes on with.
    flat = [line for size in sizes if size >= g.BODY_SIZE for page in body_lines(layout, size) for line in page]
    for first, second in pairwise(flat):
        joined = first[-12:] + second[:12]
        at = len(first[-12:])
        for whole in WHOLE:
            for found in re.finditer(re.escape(whole), joined):
                assert not found.start() < at < found.end() or _starts_alone(second, paragraphs), (first, second)
    tail_stays_together(layout)
    page_numbers(layout)


def _starts_alone(line: str, paragraphs: list[str]) -> bool:
    """A paragraph that only happens to begin with the rest of a number."""
    return any(text.startswith(line[:6]) for text in paragraphs)


def tail_stays_together(layout: PaperLayout) -> None:
    """Signer, seal, date, service block and foot stand on the last page, with text over them, the seal's place free."""
    last = layout.pages[-1]
    texts = [box.text for box in last.boxes]
    assert SEAL_MARK in texts
    assert any(SERVICE_NOTE.startswith(text) or text in SERVICE_NOTE for text in texts if len(text) > 5)
    for row in SERVICE_TABLE.rows:
        assert any(row[0].text in text for text in texts)
    mark = next(box for box in last.boxes if box.text == SEAL_MARK)
    over = [box for box in last.boxes if not box.extra and box.y < mark.y - g.BODY_SIZE * 1.2]
    assert any(box.size >= g.LEAST_LARGE * g.BODY_SIZE - 2 and len(box.text) > 1 for box in over)
    middle = mark.x + mark.width / 2
    under_seal = [
        box
        for box in last.boxes
        if not box.extra and abs(box.x + box.width / 2 - middle) < g.SEAL_DIAMETER / 2 and 0 < mark.y - box.y < 40
    ]
    assert under_seal, "the signer stands over the mark of the seal"
    assert mark.x + mark.width / 2 + g.SEAL_DIAMETER / 2 <= g.PAGE_WIDTH
    assert all(SEAL_MARK not in [box.text for box in page.boxes] for page in layout.pages[:-1])


def page_numbers(layout: PaperLayout) -> None:
    for number, page in enumerate(layout.pages, 1):
        shown = [box for box in page.boxes if box.extra and box.text.startswith("—")]
        if len(layout.pages) == 1:
            assert shown == []
            continue
        (one,) = shown
        assert one.text == f"— {number} —"
        free = g.TEXT_RIGHT - one.x - one.width if number % 2 else one.x - g.MARGIN_LEFT
        assert free == pytest.approx(g.NUMBER_SIZE, abs=0.1)


@pytest.mark.parametrize("count", [1, 30, 90])
def test_long_text_flows_on_and_never_out_of_its_box(count: int) -> None:
    text = "你们提出铜湾村三组征地补偿款分配的请求，已经登记。"
    layout = RENDERER.layout(notice([text * 2] * count, large=False))
    assert (len(layout.pages) > 1) is (count > 1)
    for page in layout.pages:
        for box in page.boxes:
            assert box.x + box.width <= g.TEXT_RIGHT + 0.7
            assert box.extra or box.y <= g.TEXT_BOTTOM + 0.7
    tail_stays_together(layout)
    page_numbers(layout)
    assert layout.pages[0].codes
    assert all(not page.codes for page in layout.pages[1:])
