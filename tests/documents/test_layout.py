"""The page: geometry of the standard, golden papers, nothing outside its box, the signature never alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import golden, samples
from xinfang_desk.documents import geometry as g
from xinfang_desk.documents.boxes import Page, PaperLayout, TextBox
from xinfang_desk.documents.contents import PRACTICE_MARK, SEAL_MARK, SERVICE_NOTE, meant_text, without_spaces
from xinfang_desk.documents.faults import PaperFault
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.documents.titles import title_lines
from xinfang_desk.domain.papers import Cell, DocumentData, Layout, Paragraph, Run, Spacer, Table

SENTENCE = "你们提出铜湾村三组征地补偿款分配的请求，已经登记，镇政府将在规定期限内书面答复。"


def find(layout: PaperLayout, text: str) -> tuple[int, TextBox]:
    """(page from 0, box) of the only box that holds ``text``."""
    found = [(index, box) for index, page in enumerate(layout.pages) for box in page.boxes if text in box.text]
    assert len(found) == 1, f"{len(found)} boxes"
    return found[0]


def inside(page: Page) -> None:
    for box in page.boxes:
        if box.angle:
            continue
        assert box.x >= g.MARGIN_LEFT - 0.7
        assert box.x + box.width <= g.TEXT_RIGHT + 0.7
        if not box.extra:
            assert g.MARGIN_TOP <= box.y <= g.TEXT_BOTTOM + 0.7
    for rule in page.rules:
        assert min(rule.y0, rule.y1) >= g.MARGIN_TOP - 0.7
        assert max(rule.y0, rule.y1) <= g.TEXT_BOTTOM + (g.FOOT_FREE if page.codes else 3)


def test_the_page_is_that_of_the_standard() -> None:
    assert (g.PAGE_WIDTH / g.MM, g.PAGE_HEIGHT / g.MM) == (210, 297)
    assert pytest.approx(156) == g.TEXT_WIDTH / g.MM
    assert pytest.approx(225) == g.TEXT_HEIGHT / g.MM
    assert pytest.approx(28.99, abs=0.01) == g.LINE_PITCH
    assert pytest.approx(15.79, abs=0.01) == g.CHAR_PITCH
    assert g.PAGE_HEIGHT - g.TEXT_BOTTOM - g.FOOT_FREE > 0


@pytest.mark.parametrize("name", list(samples.SAMPLES))
def test_golden(name: str, renderer: PaperRenderer) -> None:
    wanted = (golden.FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    assert golden.described(renderer.layout(samples.SAMPLES[name])).splitlines() == wanted


@pytest.mark.parametrize("name", list(samples.SAMPLES))
def test_everything_stays_in_its_box_and_in_order(name: str, renderer: PaperRenderer) -> None:
    data = samples.SAMPLES[name]
    layout = renderer.layout(data)
    for page in layout.pages:
        inside(page)
    assert without_spaces(layout.text) == meant_text(data)


def test_a_full_body_line_holds_28_characters_on_the_grid(renderer: PaperRenderer) -> None:
    data = replace(samples.LETTER, blocks=(Paragraph((Run("信" * 60),), indent=0),))
    layout = renderer.layout(data)
    boxes = [box for box in layout.pages[0].boxes if box.text.startswith("信信信")]
    assert [len(box.text) for box in boxes] == [28, 28, 4]
    assert boxes[0].x == pytest.approx(g.MARGIN_LEFT)
    assert boxes[0].spacing == pytest.approx(g.CHAR_PITCH - g.BODY_SIZE)
    assert boxes[1].y - boxes[0].y == pytest.approx(g.LINE_PITCH)


def test_date_keeps_four_characters_free_and_signer_is_centred_over_it(renderer: PaperRenderer) -> None:
    layout = renderer.layout(samples.LETTER)
    boxes = layout.pages[0].boxes
    marks = [index for index, box in enumerate(boxes) if box.text == SEAL_MARK]
    assert len(marks) == 1
    date = list(boxes[marks[0] + 1 :])
    assert "".join(box.text for box in date) == samples.LETTER.dated
    right = date[-1].x + date[-1].width
    assert g.TEXT_RIGHT - right == pytest.approx(4 * g.CHAR_PITCH, abs=0.5)
    signer = boxes[marks[0] - 1]
    assert signer.text == "中方县信访局"
    middle = (date[0].x + right) / 2
    assert signer.x + signer.width / 2 == pytest.approx(middle, abs=0.5)
    assert boxes[marks[0]].grey > 0
    assert signer.y < boxes[marks[0]].y < date[0].y


@pytest.mark.parametrize("count", range(1, 24))
def test_the_signature_never_stands_alone_and_its_block_never_splits(renderer: PaperRenderer, count: int) -> None:
    data = replace(samples.NOTICE, blocks=(Paragraph((Run(SENTENCE * 2),)),) * count)
    layout = renderer.layout(data)
    page, _ = find(layout, SEAL_MARK)
    assert find(layout, SERVICE_NOTE)[0] == page == len(layout.pages) - 1
    assert find(layout, "见证人")[0] == page
    assert find(layout, "〇〇〇〇〇〇〇")[0] == page
    bases = {round(box.y, 1) for box in layout.pages[page].boxes if box.size == g.BODY_SIZE and not box.extra}
    assert len(bases) >= 4  # at least two lines of text over signer and date
    assert g.TIGHT_PITCH <= layout.pitch <= g.LINE_PITCH + 0.001


def test_page_numbers_only_from_two_pages_on(renderer: PaperRenderer) -> None:
    assert not any(box.extra for box in renderer.layout(samples.NOTICE).pages[0].boxes)
    numbers = [[box for box in page.boxes if box.extra] for page in renderer.layout(samples.LONG).pages]
    assert [[box.text for box in page] for page in numbers] == [["— 1 —"], ["— 2 —"]]
    assert numbers[0][0].x > numbers[1][0].x
    assert numbers[0][0].y - g.TEXT_BOTTOM > 7 * g.MM


def test_the_foot_of_the_page_stays_free(renderer: PaperRenderer) -> None:
    for box in renderer.layout(samples.NOTICE).pages[0].boxes:
        assert box.y <= g.TEXT_BOTTOM


def test_table_heads_come_again_on_every_page(renderer: PaperRenderer) -> None:
    layout = renderer.layout(samples.ROSTER)
    assert len(layout.pages) == 3
    for index, page in enumerate(layout.pages):
        heads = [box for box in page.boxes if box.text == "序号"]
        assert len(heads) == 1
        assert heads[0].extra == (index > 0)
        first = next(box for box in page.boxes if box.text == "序号")
        assert first.y < g.TEXT_HEIGHT


def test_a_cell_taller_than_a_page_goes_on_overleaf(renderer: PaperRenderer) -> None:
    layout = renderer.layout(samples.TALL)
    assert len(layout.pages) == 3
    for page in layout.pages[:2]:
        level = {round(rule.y0, 1) for rule in page.rules if rule.y0 == rule.y1}
        assert max(level) > g.TEXT_BOTTOM - 60


def test_the_two_signers_of_a_town_stand_side_by_side(renderer: PaperRenderer) -> None:
    layout = renderer.layout(samples.RARE)
    _, party = find(layout, "中共铜湾镇委员会")
    office = [box for box in layout.pages[-1].boxes if box.text == "中方县铜湾镇人民政府"][-1]
    assert office.y == party.y
    assert party.x + party.width / 2 - office.x - office.width / 2 > g.SEAL_DIAMETER


def test_long_signers_stand_one_over_the_other(renderer: PaperRenderer) -> None:
    names = ("中方县铜湾镇信访工作联席会议办公室", "中共中方县铜湾镇委员会政法委员会办公室")
    layout = renderer.layout(replace(samples.LETTER, signers=names))
    first, second = (find(layout, name)[1] for name in names)
    assert second.y - first.y == pytest.approx(layout.pitch)
    assert second.x + second.width <= g.TEXT_RIGHT


def test_papers_without_a_date_or_signer_have_no_signature(renderer: PaperRenderer) -> None:
    layout = renderer.layout(replace(samples.FORM, dated="", footer=(), number="", register_no=""))
    assert layout.text.endswith("以上内容属实。")
    layout = renderer.layout(replace(samples.LETTER, dated="", blocks=(), addressee=""))
    assert layout.text.endswith(f"中方县信访局{SEAL_MARK}")


def test_a_letter_never_carries_the_service_block(renderer: PaperRenderer) -> None:
    assert "签收" not in renderer.layout(replace(samples.LETTER, service=True)).text


def test_a_draft_shows_that_it_waits_for_its_number(renderer: PaperRenderer) -> None:
    find(renderer.layout(samples.STRIP), "〔待编号〕")


def test_practice_is_marked_on_every_page(renderer: PaperRenderer) -> None:
    layout = renderer.layout(replace(samples.LONG, practice=True))
    assert [page.boxes[0].text for page in layout.pages] == [PRACTICE_MARK] * 2
    assert all(page.boxes[0].angle and page.boxes[0].grey > 0.8 for page in layout.pages)


def test_a_long_number_line_shrinks_then_takes_two_lines(renderer: PaperRenderer) -> None:
    layout = renderer.layout(replace(samples.NOTICE, number="中方县铜湾镇人民政府访告〔2026〕12号"))
    assert find(layout, "登记编号 4")[1].size < g.NUMBER_SIZE
    layout = renderer.layout(
        replace(samples.NOTICE, number="中方县铜湾镇人民政府及中共铜湾镇委员会联合信访告字〔2026〕12号")
    )
    register = find(layout, "登记编号 4")[1]
    number = find(layout, "联合信访告字")[1]
    assert number.y > register.y


def test_long_titles_break_between_words_into_balanced_lines() -> None:
    assert title_lines("信访事项不予受理告知书", 20) == ("信访事项不予受理告知书",)
    lines = title_lines("关于铜湾村三组村民反映征地补偿款分配问题的信访事项处理意见书", 20)
    assert "".join(lines) == "关于铜湾村三组村民反映征地补偿款分配问题的信访事项处理意见书"
    assert len(lines) == 2
    assert not lines[1].startswith("的")
    assert max(map(len, lines)) - min(map(len, lines)) <= 9
    assert title_lines("甲\n乙", 20) == ("甲", "乙")
    assert "".join(title_lines("a" * 50, 20)) == "a" * 50


@given(st.text("关于铜湾村的信访事项《条例》（一）处理意见书，", min_size=1, max_size=70))
def test_titles_lose_nothing(title: str) -> None:
    lines = title_lines(title, 20)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 20


@pytest.mark.parametrize("row", [(Cell("一"),), (Cell("一", span=3),), (Cell("一", span=0), Cell("二"))])
def test_a_row_that_does_not_fill_its_columns_is_a_fault(renderer: PaperRenderer, row: tuple[Cell, ...]) -> None:
    with pytest.raises(PaperFault) as caught:
        renderer.layout(replace(samples.FORM, blocks=(Table((1, 1), (row,)),)))
    assert caught.value.code == "row_spans"


def test_a_column_too_narrow_for_a_character_is_a_fault(renderer: PaperRenderer) -> None:
    with pytest.raises(PaperFault) as caught:
        renderer.layout(replace(samples.FORM, blocks=(Table((1, 60), ((Cell("一"), Cell("二")),)),)))
    assert caught.value.code == "outside_box"


def test_a_table_head_taller_than_the_page_is_a_fault(renderer: PaperRenderer) -> None:
    table = Table((1,), ((Cell("一", min_lines=60),), (Cell("二"),)), head_rows=1)
    with pytest.raises(PaperFault) as caught:
        renderer.layout(replace(samples.FORM, blocks=(table,)))
    assert caught.value.code == "outside_box"


def test_an_unknown_block_is_a_fault(renderer: PaperRenderer) -> None:
    with pytest.raises(PaperFault) as caught:
        renderer.layout(replace(samples.FORM, blocks=("text",)))  # type: ignore[arg-type]
    assert caught.value.code == "unknown_block"


def test_unruled_tables_and_other_alignments(renderer: PaperRenderer) -> None:
    blocks = (
        Table((1, 1), ((Cell("左", align="right"), Cell("右", align="center")),), ruled=False),
        Spacer(2),
        Paragraph((Run("居中"),), align="center"),
        Paragraph((Run("靠右"),), align="right"),
        Paragraph((Run("整段不分。" * 40),), keep=True),
    )
    layout = renderer.layout(replace(samples.FORM, blocks=blocks, dated="", footer=()))
    assert layout.pages[0].rules == ()
    centre, right = find(layout, "居中")[1], find(layout, "靠右")[1]
    assert centre.x + centre.width / 2 == pytest.approx((g.MARGIN_LEFT + g.TEXT_RIGHT) / 2, abs=0.5)
    assert right.x + right.width == pytest.approx(g.TEXT_RIGHT, abs=0.5)


def test_a_kept_paragraph_taller_than_a_page_is_broken_after_all(renderer: PaperRenderer) -> None:
    layout = renderer.layout(replace(samples.LETTER, blocks=(Paragraph((Run(SENTENCE * 30),), keep=True),)))
    assert len(layout.pages) > 1


def test_the_back_begins_a_sheet_of_its_own_without_number(renderer: PaperRenderer) -> None:
    layout = renderer.layout(samples.PLAIN)
    assert len(layout.pages) == 2
    assert find(layout, "这张纸是什么意思")[0] == 1
    assert not any(box.extra for page in layout.pages for box in page.boxes)


words = st.text("中方县李𬀩明䶮𠀀，。、；：（）《》“”〔〕0123456789abcXYZ -—…·\n\t 　年月日号", max_size=160)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words, words, words, st.integers(0, 3), st.sampled_from(Layout))
def test_any_text_is_set_whole_and_in_its_box(
    renderer: PaperRenderer, one: str, two: str, three: str, repeat: int, layout: Layout
) -> None:
    data = DocumentData(
        code="B1",
        layout=layout,
        issuer_heading=one[:40],
        title=two[:60],
        register_no=three[:20].replace("\n", ""),
        number=one[:20],
        addressee=two,
        strip=((one[:6], two[:30]), (two[:6], three[:30])),
        blocks=(
            Paragraph((Run(one * (repeat + 1)), Run(two))),
            Table((1, 2), ((Cell(one), Cell(two * repeat)), (Cell(three, span=2),)), head_rows=repeat % 2),
            Paragraph((Run(three * repeat),), size=1.5),
        ),
        signers=(one[:30],),
        dated="2026年11月23日",
        service=True,
        footer=(three,),
    )
    paper = renderer.layout(data)
    for page in paper.pages:
        inside(page)
    assert without_spaces(paper.text) == meant_text(data)
