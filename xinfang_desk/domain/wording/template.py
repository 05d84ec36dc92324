"""The small template language: text with {placeholders}, conditions as data, blocks; nothing is ever evaluated as code.

Placeholders: ``{key}`` text (a date as 2026年12月8日), ``{key:w}`` a date with its weekday, ``{key?}`` may stay empty,
``{?test}`` a box, filled when the test holds. ``**word**`` is set in 黑体. Tests: ``key``, ``!key``, ``key=a|b``,
``!key=a``; a list of tests holds when all hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xinfang_desk.domain.moments import date_text, date_weekday_text, weekday_text

TICKED = "■"
UNTICKED = "□"

_TEST = re.compile(r"(!?)([a-z][a-z0-9_]*)(?:=([^=!]+))?")
_MARK = re.compile(r"\{(\?)?([^{}]*)\}")
_KEY = re.compile(r"([a-z][a-z0-9_]*)(:w)?(\?)?")


def names(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


class TemplateError(ValueError):
    """What is wrong with a template, in one Chinese sentence."""


@dataclass(frozen=True)
class Due:
    """A last day; ``provisional`` while the year's holiday arrangement is not installed."""

    day: date
    provisional: bool = False


Value = str | date | Due
Context = Mapping[str, Value]


@dataclass(frozen=True)
class Test:
    """One condition over the context. ``values`` None = the key is set."""

    __test__ = False  # not a pytest class

    key: str
    negated: bool
    values: tuple[str, ...] | None

    def holds(self, context: Context) -> bool:
        value = context.get(self.key, "")
        found = bool(value) if self.values is None else isinstance(value, str) and value in self.values
        return found != self.negated


When = tuple[Test, ...]


@dataclass(frozen=True)
class Part:
    """A stretch of a text: literal words or one placeholder."""

    text: str = ""
    key: str = ""
    weekday: bool = False
    optional: bool = False
    box: Test | None = None


Text = tuple[Part, ...]


@dataclass(frozen=True)
class TextBlock:
    """A paragraph. ``elements`` are the required elements it carries (F5 …)."""

    text: Text
    when: When
    indent: int
    align: str
    size: float
    keep: bool
    elements: frozenset[str]


@dataclass(frozen=True)
class TemplateCell:
    text: Text
    head: bool
    span: int
    align: str
    lines: int


@dataclass(frozen=True)
class TemplateRow:
    """A table row; ``each`` repeats it for every row of a list; ``fill`` adds empty rows up to that many."""

    cells: tuple[TemplateCell, ...]
    when: When
    each: str
    fill: int


@dataclass(frozen=True)
class TableBlock:
    widths: tuple[float, ...]
    rows: tuple[TemplateRow, ...]
    when: When
    size: float
    head_rows: int
    elements: frozenset[str]


@dataclass(frozen=True)
class BlankBlock:
    """A line to write on by hand."""

    label: str
    after: str
    chars: int
    when: When


@dataclass(frozen=True)
class SpaceBlock:
    lines: float
    when: When


@dataclass(frozen=True)
class PartsBlock:
    """Where the parts of a joined paper stand, one after another, each with this line above it.

    Each part is the body of a checked paper and so carries every required element itself.
    """

    head: Text
    when: When = ()


TemplateBlock = TextBlock | TableBlock | BlankBlock | SpaceBlock | PartsBlock


def parse_test(text: str) -> Test:
    """TemplateError for what is no test."""
    found = _TEST.fullmatch(text)
    if found is None:
        raise TemplateError(f"看不懂条件“{text}”。")
    values = tuple(found[3].split("|")) if found[3] is not None else None
    return Test(found[2], bool(found[1]), values)


def parse_when(raw: object) -> When:
    """None, one test or a list of tests."""
    if raw is None:
        return ()
    if isinstance(raw, str):
        return (parse_test(raw),)
    if isinstance(raw, list) and all(isinstance(one, str) for one in raw):
        return tuple(parse_test(one) for one in raw)
    raise TemplateError("条件要写成一条或一列文字。")


def holds(when: When, context: Context) -> bool:
    return all(test.holds(context) for test in when)


def parse_text(raw: object) -> Text:
    """TemplateError for an unclosed or malformed placeholder."""
    if not isinstance(raw, str):
        raise TemplateError("文字栏里不是文字。")
    parts: list[Part] = []
    at = 0
    for found in _MARK.finditer(raw):
        if found.start() > at:
            parts.append(Part(text=raw[at : found.start()]))
        if found[1]:
            parts.append(Part(box=parse_test(found[2])))
        else:
            key = _KEY.fullmatch(found[2])
            if key is None:
                raise TemplateError(f"看不懂占位“{found[0]}”。")
            parts.append(Part(key=key[1], weekday=bool(key[2]), optional=bool(key[3])))
        at = found.end()
    if at < len(raw):
        parts.append(Part(text=raw[at:]))
    if any("{" in part.text or "}" in part.text for part in parts):
        raise TemplateError("有没配对的花括号。")
    return tuple(parts)


def literal(text: Text) -> str:
    """Its fixed words; a placeholder stands as ``{key}``."""
    return "".join(part.text or (f"{{{part.key}}}" if part.key else UNTICKED) for part in text)


def keys_of(text: Text) -> set[str]:
    """Every key that a text needs, those of boxes included."""
    return {part.key for part in text if part.key} | {part.box.key for part in text if part.box is not None}


def parse_block(raw: object) -> TemplateBlock:
    """One block of a template's body; an unknown entry is refused."""
    if isinstance(raw, str):
        return _text_block({"p": raw})
    if not isinstance(raw, dict):
        raise TemplateError("正文里有不认识的块。")
    if "p" in raw:
        return _text_block(raw)
    if "table" in raw:
        return _table_block(raw)
    if "blank" in raw:
        _known(raw, {"blank", "after", "chars", "when"})
        return BlankBlock(str(raw["blank"]), str(raw.get("after", "")), int(raw.get("chars", 8)), _when(raw))
    if "parts" in raw:
        _known(raw, {"parts"})
        return PartsBlock(parse_text(raw["parts"]))
    if "space" in raw:
        _known(raw, {"space", "when"})
        return SpaceBlock(float(raw["space"]), _when(raw))
    raise TemplateError("正文里有不认识的块。")


def block_texts(block: TemplateBlock) -> tuple[Text, ...]:
    """All texts of a block."""
    if isinstance(block, TextBlock):
        return (block.text,)
    if isinstance(block, TableBlock):
        return tuple(cell.text for row in block.rows for cell in row.cells)
    return (parse_text(block.label + block.after),) if isinstance(block, BlankBlock) else ()


def block_tests(block: TemplateBlock) -> set[str]:
    """Every key that a block's conditions ask."""
    keys = {test.key for test in block.when}
    if isinstance(block, TableBlock):
        keys |= {test.key for row in block.rows for test in row.when}
    return keys


def show(value: Value, weekday: bool = False) -> str:
    """How a value is printed: a provisional last day carries 暂定."""
    if isinstance(value, Due):
        if not value.provisional:
            return date_weekday_text(value.day) if weekday else date_text(value.day)
        mark = f"{weekday_text(value.day)}，暂定" if weekday else "暂定"
        return f"{date_text(value.day)}（{mark}）"
    if isinstance(value, date):
        return date_weekday_text(value) if weekday else date_text(value)
    return value


def _when(raw: Mapping[str, Any]) -> When:
    return parse_when(raw.get("when"))


def _known(raw: Mapping[str, Any], allowed: set[str]) -> None:
    strange = set(raw) - allowed
    if strange:
        raise TemplateError(f"有不认识的项“{sorted(strange)[0]}”。")


def _text_block(raw: Mapping[str, Any]) -> TextBlock:
    _known(raw, {"p", "when", "indent", "align", "size", "keep", "is"})
    align = str(raw.get("align", "left"))
    if align not in ("left", "center", "right"):
        raise TemplateError("对齐方式不认识。")
    text = parse_text(raw["p"])
    if literal(text).count("**") % 2:
        raise TemplateError("黑体标记没有配对。")
    return TextBlock(
        text,
        _when(raw),
        int(raw.get("indent", 2)),
        align,
        float(raw.get("size", 1.0)),
        bool(raw.get("keep", False)),
        frozenset(str(raw.get("is", "")).split()),
    )


def _cell(raw: object) -> TemplateCell:
    """A plain text; ``#text`` is a head cell; or {"t", "span", "align", "lines", "head"}."""
    if isinstance(raw, str):
        raw = {"t": raw}
    if not isinstance(raw, dict):
        raise TemplateError("表格里有不认识的格。")
    _known(raw, {"t", "span", "align", "lines", "head"})
    text = str(raw["t"])
    head = bool(raw.get("head", text.startswith("#")))
    align = str(raw.get("align", "center" if head else "left"))
    return TemplateCell(
        parse_text(text.removeprefix("#")), head, int(raw.get("span", 1)), align, int(raw.get("lines", 1))
    )


def _row(raw: object, columns: int) -> TemplateRow:
    if isinstance(raw, list):
        raw = {"cells": raw}
    if not isinstance(raw, dict):
        raise TemplateError("表格里有不认识的行。")
    _known(raw, {"cells", "when", "each", "fill"})
    cells = tuple(_cell(cell) for cell in raw["cells"])
    if sum(cell.span for cell in cells) != columns:
        raise TemplateError("表格有一行的格数不对。")
    return TemplateRow(cells, _when(raw), str(raw.get("each", "")), int(raw.get("fill", 0)))


def _table_block(raw: Mapping[str, Any]) -> TableBlock:
    _known(raw, {"table", "rows", "when", "size", "head_rows", "is"})
    widths = tuple(float(width) for width in raw["table"])
    return TableBlock(
        widths,
        tuple(_row(row, len(widths)) for row in raw["rows"]),
        _when(raw),
        float(raw.get("size", 0.75)),
        int(raw.get("head_rows", 0)),
        frozenset(str(raw.get("is", "")).split()),
    )
