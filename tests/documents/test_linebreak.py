"""Line breaking by the rules of Chinese punctuation, with measures that need no font."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xinfang_desk.documents.linebreak import NO_END, NO_START, RULE_CHAR, Line, break_lines, may_break
from xinfang_desk.domain.papers import Face

SIZE = 16.0
WHOLE = (
    "2026年11月23日",
    "〔2026〕12号",
    "铜政访告〔2026〕12号",
    "431221-2026-LF-000123",
    "12348",
    "60日",
    "3.5%",
    "第二十条",
)


def measure(face: Face, char: str) -> tuple[str, float]:
    return face.value, 0.5 if ord(char) < 0x2000 else 1.0


def shown(line: Line) -> str:
    return "".join(segment.text for segment in line.segments)


def lines_of(text: str, chars: float = 28, **options: float | bool) -> list[str]:
    runs = [(text, Face.BODY)]
    return [shown(line) for line in break_lines(runs, size=SIZE, width=chars * SIZE, measure=measure, **options)]  # type: ignore[arg-type]


hanzi = st.text("中方县铜湾镇人民政府信访事项告知书的一是在不了有和", min_size=1, max_size=12)
opened = hanzi.map(lambda text: f"《{text}》") | hanzi.map(lambda text: f"（{text}）") | hanzi.map(lambda t: f"“{t}”")
word = st.one_of(hanzi, opened, st.sampled_from(WHOLE))
mark = st.sampled_from(["", "，", "。", "、", "；", "：", "？", "！"])
sentence = st.lists(st.tuples(word, hanzi, mark), min_size=1, max_size=30).map(
    lambda parts: "".join(a + b + c for a, b, c in parts)
)


@given(sentence, st.integers(20, 40), st.sampled_from([0.0, 32.0]), st.sampled_from([0.0, -0.21]))
@example("《一》一一，《一一》一一一一《一一》一一一一一一一一一一一一《一一一》一，《一》一", 20, 32.0, 0.0)
def test_lines_keep_the_rules(text: str, chars: int, indent: float, tracking: float) -> None:
    width = chars * SIZE
    lines = break_lines([(text, Face.BODY)], size=SIZE, width=width, measure=measure, indent=indent, tracking=tracking)
    assert "".join(shown(line) for line in lines) == text
    for index, line in enumerate(lines):
        said = shown(line)
        assert line.width <= width + 0.3
        if index:
            assert said[0] not in NO_START
        if index + 1 < len(lines):
            assert said[-1] not in NO_END
        x = 0.0
        for segment in line.segments:
            assert segment.x >= x - SIZE - 0.5
            x = segment.x + segment.width


@given(st.lists(st.tuples(hanzi, st.sampled_from(WHOLE)), min_size=1, max_size=12), st.integers(24, 40))
def test_numbers_dates_and_document_numbers_stay_whole(parts: list[tuple[str, str]], chars: int) -> None:
    text = "".join(f"{before}，{whole}" for before, whole in parts)
    cuts = set()
    at = 0
    for line in lines_of(text, chars):
        at += len(line)
        cuts.add(at)
    at = 0
    for before, whole in parts:
        start = at + len(before) + 1
        assert not cuts & set(range(start + 1, start + len(whole)))
        at = start + len(whole)


@given(st.text(st.characters(codec="utf-16", exclude_categories=("Cc", "Cs")), max_size=200), st.integers(3, 30))
def test_nothing_is_lost_or_runs_over_whatever_the_text(text: str, chars: int) -> None:
    text = text.replace(RULE_CHAR, "").replace("＿", "")
    lines = break_lines([(text, Face.BODY)], size=SIZE, width=chars * SIZE, measure=measure)
    assert "".join(shown(line) for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= chars * SIZE + 0.05 for line in lines)


def test_full_lines_are_spread_to_the_width() -> None:
    text = "中方县信访局" * 12 + "2026年11月23日" * 3
    lines = break_lines([(text, Face.BODY)], size=SIZE, width=27.5 * SIZE, measure=measure)
    assert len(lines) > 2
    for line in lines[:-1]:
        assert line.width == pytest.approx(27.5 * SIZE, abs=0.02)


def test_a_closing_mark_that_does_not_fit_gives_up_its_blank_half() -> None:
    line, rest = lines_of("中" * 10 + "，" + "中" * 5, 10.5)
    assert line == "中" * 10 + "，"
    assert rest == "中" * 5


def test_marks_inside_the_line_are_compressed_rather_than_a_mark_moved() -> None:
    set_lines = break_lines([("中，中，中中中中中中。中中", Face.BODY)], size=SIZE, width=10.2 * SIZE, measure=measure)
    assert shown(set_lines[0]) == "中，中，中中中中中中。"
    assert set_lines[0].width == pytest.approx(10.2 * SIZE)


def test_two_marks_together_share_their_blank() -> None:
    (line,) = break_lines([("（中）。（中", Face.BODY)], size=SIZE, width=20 * SIZE, measure=measure)
    assert line.width == pytest.approx(5 * SIZE)
    (line,) = break_lines([("《“中", Face.BODY)], size=SIZE, width=20 * SIZE, measure=measure)
    assert line.width == pytest.approx(2.5 * SIZE)


def test_a_word_longer_than_the_line_is_broken_without_loss() -> None:
    lines = lines_of("http" * 30, 10)
    assert "".join(lines) == "http" * 30
    assert len(lines) == 6
    assert "".join(lines_of("中" + "，" * 30, 5)) == "中" + "，" * 30


def test_a_line_of_few_gaps_stays_ragged() -> None:
    line, _ = break_lines([("中" * 7 + " " + "a" * 18, Face.BODY)], size=SIZE, width=16 * SIZE, measure=measure)
    assert line.width == 7 * SIZE


def test_a_line_feed_ends_a_line_and_an_empty_line_stays() -> None:
    assert lines_of("一\n\n二") == ["一", "", "二"]
    assert lines_of("") == [""]


def test_runs_of_several_faces_make_segments() -> None:
    runs = [("对该事项", Face.BODY), ("不予受理", Face.HEI), ("。", Face.BODY)]
    (line,) = break_lines(runs, size=SIZE, width=28 * SIZE, measure=measure)
    assert [(part.font, part.text) for part in line.segments] == [
        ("body", "对该事项"),
        ("hei", "不予受理"),
        ("body", "。"),
    ]


def test_places_to_write_are_rules_and_no_text() -> None:
    runs = [(f"我于{RULE_CHAR}收到，金额＿＿＿元", Face.BODY)]
    (line,) = break_lines(runs, size=SIZE, width=28 * SIZE, measure=measure, rule=80)
    assert shown(line) == "我于收到，金额元"
    assert [(x, width) for x, width in line.rules] == [(2 * SIZE, 80), (7 * SIZE + 80, 3 * SIZE)]


def test_pairs_stay_together() -> None:
    assert may_break("中——中……中") == [True, False, False, True, False, False, True]
    assert may_break("a b") == [True, False, True]


def test_a_short_bracket_stays_whole_in_a_narrow_cell() -> None:
    assert lines_of("要求处理（报请决定）", 8, justify=False) != ["要求处理", "（报请决定）"]
    assert lines_of("要求处理（报请决定）", 8, justify=False, whole_brackets=True) == ["要求处理", "（报请决定）"]
    assert lines_of("这件事最晚在2027年1月22日（周五，暂定）前", 14, justify=False)[1].startswith("（周五，暂定）")


def test_a_law_s_title_stays_whole_where_its_line_can_be_spread() -> None:
    lines = lines_of("经甄别，你们就同一争议提起的诉讼已经立案，依据《信访工作条例》第二十条第二款", 24)
    assert any("《信访工作条例》" in line for line in lines), lines
    # Where too little stands before it to be spread over the line, it breaks like other text.
    lines = lines_of("依据《信访工作条例》《信访工作条例》《中华人民共和国行政复议法》", 16)
    assert "".join(lines) == "依据《信访工作条例》《信访工作条例》《中华人民共和国行政复议法》"
    assert all(len(line) > 8 for line in lines[:-1])


@given(st.integers(0, 40), st.integers(16, 28))
def test_a_title_is_parted_only_where_its_line_would_gape(before: int, chars: int) -> None:
    title = "《信访工作条例》"
    lines = lines_of("信" * before + title + "第二十条第二款，对该事项不予受理。", chars)
    parted = not any(title in line for line in lines)
    if parted:
        line = next(line for line in lines if "《" in line)
        kept = line[: line.index("《")]
        assert (chars - len(kept)) > 0.2 * (len(kept) - 1) - 0.01


@given(st.integers(10, 40))
def test_a_decision_stays_whole_where_its_line_can_be_spread(before: int) -> None:
    runs = [("信" * before, Face.BODY), ("不予受理", Face.HEI), ("。请到法院提出。", Face.BODY)]
    lines = [shown(line) for line in break_lines(runs, size=SIZE, width=28 * SIZE, measure=measure)]
    assert any("不予受理" in line for line in lines)
