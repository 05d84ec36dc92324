"""Breaks Chinese text into justified lines by the rules of punctuation (GB/T 15834, 禁则).

No closing mark begins a line and no opening mark ends one; numbers, dates, document numbers and Latin words stay whole;
a mark may give up its blank half to let a line close (compression); what is left is spread between the characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xinfang_desk.documents.contents import BLANK_CHAR
from xinfang_desk.domain.papers import Face

RULE_CHAR = "\ufffc"
"""Stands for a rule to write on; it has a width and no ink of its own."""

OPENING = frozenset("（《〈「『【〔〖〘“‘([{")
CLOSING = frozenset("）》〉」』】〕〗〙”’，。、；：,.;:)]}")
STOPS = frozenset("！？!?%‰℃·…—～~％°″′－／/々ー")
NO_START = CLOSING | STOPS
NO_END = OPENING | frozenset("￥¥$＄№＃#")
_HALF_BLANK_BEFORE = frozenset("（《〈「『【〔〖〘“‘")
_HALF_BLANK_AFTER = frozenset("）》〉」』】〕〗〙”’，。、；：")

_WHOLE = re.compile(
    r"""
    （\d{4}）[一-鿿]\d{0,6}[一-鿿]{1,4}[〇○◯\d]+号                # a court's case number
    | (?:[一-鿿×]{0,4}访[告函登]|[一-鿿×])?〔\d{4}〕(?:第)?\d+号 # a document number
    | \d+年\d+月(?:\d+日)? | \d+月\d+日                          # a date
    | （周[一二三四五六日](?:，暂定)?）                           # a date's weekday
    | 第[一二三四五六七八九十百千零〇]+[条款项章]                 # an article
    | [A-Za-z0-9][A-Za-z0-9.,:/%+_@\#&=~-]*[A-Za-z][A-Za-z0-9.,:/%+_@\#&=~-]*
    | \d[\d.,:/%—－～-]*\d[年月日时分秒号元个件人份次岁万亿项条款页米亩户级楼室]?
    | \d[年月日时分秒号元个件人份次岁万亿项条款页米亩户级楼室]
    | [A-Za-z0-9][A-Za-z0-9.,:/%+_@\#&=~-]*
    | …… | ——
    """,
    re.VERBOSE,
)
_BRACKET = re.compile("（[^（）]{1,12}）")
_QUOTE = re.compile("《[^《》]{1,24}》")
_LATIN = re.compile(r"[!-~\u00c0-\u024f]")

MAX_STRETCH = 0.2
"""A line is justified only while its gaps grow by no more than this, in sizes."""
LONGEST_DECISION = 8
LONGEST_WHOLE = 0.6
"""What should stay whole but takes more than this part of the line may break like other text."""
EPSILON = 0.01

Measure = Callable[[Face, str], tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of one face set at one spacing. ``x`` from the line's left edge; ``spacing`` after each character."""

    x: float
    font: str
    text: str
    spacing: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its segments, the rules to write on as (x, width), where its ink ends."""

    segments: tuple[Segment, ...]
    rules: tuple[tuple[float, float], ...]
    width: float


@dataclass(slots=True)
class _Text:
    chars: str
    fonts: list[str]
    glyphs: list[float]  # the face's own advance
    widths: list[float]  # natural advance on the line
    before: list[float]  # blank that may go before the mark
    after: list[float]  # blank that may go after the mark
    shift: list[float]  # moved left already, because the mark follows another
    shared: list[bool]  # whether the mark's blank after it went to the mark that follows


def may_break(text: str, longest: Callable[[int, int], bool] | None = None) -> list[bool]:
    """Per character, whether a line may begin with it (the first never counts).

    Args:
        longest: tells whether a span (start, end) that should stay whole is too long to.
    """
    allowed = [True] * len(text)
    for index in range(1, len(text)):
        previous, char = text[index - 1], text[index]
        if char in NO_START or previous in NO_END or char == " " or "\ufe00" <= char <= "\ufe0f":
            allowed[index] = False
    for match in _WHOLE.finditer(text):
        start, end = match.span()
        if longest is not None and longest(start, end):
            for index in range(start + 1, end):
                allowed[index] = _safe(text, index)
            continue
        for index in range(start + 1, end):
            allowed[index] = False
    return allowed


def _safe(text: str, index: int) -> bool:
    return text[index] not in NO_START and text[index - 1] not in NO_END


def _prepare(runs: Sequence[tuple[str, Face]], size: float, tracking: float, rule: float, measure: Measure) -> _Text:
    chars: list[str] = []
    fonts: list[str] = []
    glyphs: list[float] = []
    widths: list[float] = []
    before: list[float] = []
    after: list[float] = []
    shift: list[float] = []
    shared: list[bool] = []
    half = size / 2
    for text, face in runs:
        for char in text:
            if char in (RULE_CHAR, BLANK_CHAR):
                font, advance = "", rule if char == RULE_CHAR else size
                width = advance
            else:
                font, ems = measure(face, char)
                advance = ems * size
                width = advance + tracking if ems > 0.9 else advance
            wide = advance > 0.9 * size and font != ""
            opens, closes = wide and char in _HALF_BLANK_BEFORE, wide and char in _HALF_BLANK_AFTER
            moved = 0.0
            if chars and wide:
                if after[-1] and (opens or closes):
                    widths[-1] -= half
                    after[-1] = 0.0
                    shared[-1] = True
                elif opens and before[-1]:
                    moved = half
                    width -= half
            chars.append(char)
            fonts.append(font)
            glyphs.append(advance)
            widths.append(width)
            before.append(half if opens and not moved else 0.0)
            after.append(half if closes else 0.0)
            shift.append(moved)
            shared.append(False)
    return _Text("".join(chars), fonts, glyphs, widths, before, after, shift, shared)


def break_lines(
    runs: Sequence[tuple[str, Face]],
    *,
    size: float,
    width: float,
    measure: Measure,
    tracking: float = 0.0,
    indent: float = 0.0,
    justify: bool = True,
    rule: float = 0.0,
    whole_brackets: bool = False,
) -> tuple[Line, ...]:
    """Sets one paragraph; a line feed in a run ends a line.

    Args:
        runs: (text, face role) in order.
        size: points. width: of the column, points. tracking: added to every full-width character, also the last
            of a line, whose ink may so stand over the edge by a negative one.
        indent: of the first line. justify: spread full lines to the width.
        rule: width of a rule to write on, where ``RULE_CHAR`` stands.
        whole_brackets: a short bracket stays whole where a line can hold it, as in a narrow cell.
    """
    lines: list[Line] = []
    first = True
    for part in _split_lines(runs):
        text = _prepare(part, size, tracking, rule, measure)
        if not text.chars:
            lines.append(Line((), (), 0.0))
            continue
        start = 0
        end_of_part = len(text.chars)

        def too_long(a: int, b: int, widths: list[float] = text.widths) -> bool:
            return sum(widths[a:b]) > LONGEST_WHOLE * width

        allowed = may_break(text.chars, too_long)
        for match in _BRACKET.finditer(text.chars) if whole_brackets else ():
            if sum(text.widths[match.start() : match.end()]) <= width:
                allowed[match.start() + 1 : match.end()] = [False] * (len(match[0]) - 1)
        inside = _inside_quotes(text.chars, too_long) | _inside_decisions(part)
        while start < end_of_part:
            left = indent if first else 0.0
            end, squeeze = _next_line(text, allowed, start, width - left, inside, size)
            last = end >= end_of_part
            lines.append(_set_line(text, start, end, left, width, squeeze, size, justify and not last))
            start = end
            first = False
    return tuple(lines)


def _split_lines(runs: Sequence[tuple[str, Face]]) -> list[list[tuple[str, Face]]]:
    parts: list[list[tuple[str, Face]]] = [[]]
    for text, face in runs:
        pieces = text.split("\n")
        for index, piece in enumerate(pieces):
            if index:
                parts.append([])
            if piece:
                parts[-1].append((piece, face))
    return parts


def _inside_quotes(text: str, too_long: Callable[[int, int], bool]) -> frozenset[int]:
    """Where a line would begin inside a law's title: 《信访工作条例》 stays whole while its line can be spread."""
    spans = (match.span() for match in _QUOTE.finditer(text))
    return frozenset(index for start, end in spans if not too_long(start, end) for index in range(start + 1, end))


def _inside_decisions(runs: Sequence[tuple[str, Face]]) -> frozenset[int]:
    """The same for a short word in 黑体 among others: 不予受理 is read at one glance."""
    found: set[int] = set()
    start = 0
    for text, face in runs:
        if face is Face.HEI and len(runs) > 1 and len(text) <= LONGEST_DECISION:
            found.update(range(start + 1, start + len(text)))
        start += len(text)
    return frozenset(found)


def _next_line(
    text: _Text, allowed: list[bool], start: int, available: float, inside: frozenset[int], size: float
) -> tuple[int, float]:
    """(end of the line, width by which its marks must shrink)."""
    chars, widths = text.chars, text.widths
    total = 0.0
    count = len(chars)
    fitting = start  # last allowed break before the line is full
    fitting_width = 0.0
    whole = start  # last one that parts no title
    whole_width = 0.0
    index = start
    while index < count:
        if index > start and allowed[index]:
            if _ink(text, index, total) > available + EPSILON:
                break
            fitting, fitting_width = index, total
            if index not in inside:
                whole, whole_width = index, total
        total += widths[index]
        index += 1
    else:
        if _ink(text, count, total) <= available + EPSILON:
            return count, 0.0
    # ``index`` is the first allowed break (or the end) at which the natural line is too long.
    excess = _ink(text, index, total) - available
    spare = sum(text.before[start + 1 : index]) + sum(text.after[start:index])
    slack = available - fitting_width if fitting > start else float("inf")
    if excess <= spare + EPSILON and excess < slack and index not in inside:
        return index, excess
    if whole > start and (fitting in inside or index in inside):
        ink = _ink(text, whole, whole_width)
        if available - ink <= MAX_STRETCH * size * (whole - start - 1):
            return whole, 0.0
    if excess <= spare + EPSILON and excess < slack:
        return index, excess
    if fitting > start:
        return fitting, 0.0
    return _forced_end(text, start, available), 0.0


def _ink(text: _Text, end: int, total: float) -> float:
    """Width of a line that ends before ``end``: a last space does not count."""
    return total - text.widths[end - 1] if text.chars[end - 1] == " " else total


def _forced_end(text: _Text, start: int, available: float) -> int:
    """A word longer than the line: broken where it is full, though never before a closing mark if that can be."""
    total = 0.0
    end = start
    while end < len(text.chars) and total + text.widths[end] <= available + EPSILON:
        total += text.widths[end]
        end += 1
    end = max(end, start + 1)
    for candidate in range(end, start, -1):
        if candidate >= len(text.chars) or _safe(text.chars, candidate):
            return candidate
    return end


def _set_line(
    text: _Text,
    start: int,
    end: int,
    left: float,
    width: float,
    squeeze: float,
    size: float,
    justify: bool,
) -> Line:
    stop = end
    while stop > start + 1 and text.chars[stop - 1] == " ":
        stop -= 1
    advances = text.widths[start:stop]
    moves = text.shift[start:stop]
    if squeeze > 0:
        _shrink(text, start, stop, squeeze, advances, moves)
    total = sum(advances)
    natural = _ink(text, stop, total)
    slack = width - left - natural
    if justify and squeeze <= 0 and slack > EPSILON:
        _stretch(text.chars[start:stop], advances, slack, size)
    return _segments(text, start, stop, left, advances, moves)


def _shrink(text: _Text, start: int, stop: int, squeeze: float, advances: list[float], moves: list[float]) -> None:
    """Takes ``squeeze`` out of the marks' blank halves: the last mark first, then all others evenly."""
    last = stop - 1
    taken = min(squeeze, text.after[last])
    advances[-1] -= taken
    rest = squeeze - taken
    spare = sum(text.before[start + 1 : stop]) + sum(text.after[start:last])
    if rest <= EPSILON or spare <= 0:
        return
    part = min(1.0, rest / spare)
    for index in range(start, stop):
        if index > start and text.before[index]:
            moves[index - start] += text.before[index] * part
            advances[index - start] -= text.before[index] * part
        if index < last and text.after[index]:
            advances[index - start] -= text.after[index] * part


def _stretch(chars: str, advances: list[float], slack: float, size: float) -> None:
    """Spreads ``slack`` over the gaps that touch a Chinese character or a space."""
    gaps = [
        index for index in range(len(chars) - 1) if not (_LATIN.match(chars[index]) and _LATIN.match(chars[index + 1]))
    ]
    if not gaps or slack / len(gaps) > MAX_STRETCH * size:
        return
    for index in gaps:
        advances[index] += slack / len(gaps)


def _segments(text: _Text, start: int, stop: int, left: float, advances: list[float], moves: list[float]) -> Line:
    """Joins characters of one face with equal gaps into segments."""
    places: list[float] = []
    x = left
    for advance, move in zip(advances, moves, strict=True):
        places.append(x - move)
        x += advance
    glyphs, fonts = text.glyphs, text.fonts
    ends = [place + glyphs[start + offset] for offset, place in enumerate(places)]
    # A mark compressed here, or next to a mark that begins the next line: its blank half hangs out.
    compressed = text.after[stop - 1] > 0 and advances[-1] < text.widths[stop - 1] - EPSILON
    if compressed or text.shared[stop - 1]:
        ends[-1] = x
    segments: list[Segment] = []
    rules: list[tuple[float, float]] = []
    begin = 0
    while begin < len(places):
        font = fonts[start + begin]
        end = begin + 1
        spacing = 0.0
        if not font:
            while end < len(places) and not fonts[start + end]:
                end += 1
            rules.append((places[begin], ends[end - 1] - places[begin]))
        elif end < len(places) and fonts[start + end] == font:
            spacing = places[end] - places[begin] - glyphs[start + begin]
            while end < len(places) and fonts[start + end] == font:
                gap = places[end] - places[end - 1] - glyphs[start + end - 1]
                if abs(gap - spacing) > 1e-6:
                    break
                end += 1
            if end == begin + 1:
                spacing = 0.0
        if font:
            chars = text.chars[start + begin : start + end]
            segments.append(Segment(places[begin], font, chars, spacing, ends[end - 1] - places[begin]))
        begin = end
    return Line(tuple(segments), tuple(rules), ends[-1])
