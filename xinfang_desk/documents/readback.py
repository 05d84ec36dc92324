"""Reads a finished PDF with another engine and says where it differs from what was meant: the proof of a paper."""

from __future__ import annotations

import ctypes
import re
import zlib
from dataclasses import dataclass
from typing import Any

from xinfang_desk.documents.boxes import CodeBox, PaperLayout
from xinfang_desk.documents.contents import without_spaces
from xinfang_desk.documents.engine import UnreadablePdf, opened
from xinfang_desk.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH
from xinfang_desk.documents.qr import modules

_SIZE_TOLERANCE = 0.5
_MODULE_PIXELS = 3
_DARK = 128
_PLACE_TOLERANCE = 1.0
_OBJECT = re.compile(rb"(\d+) \d+ obj(.*?)endobj", re.DOTALL)
_FONT = re.compile(rb"/Type\s*/Font\b(?!Descriptor)")
_BASE_FONT = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()]+)")
_DESCRIPTOR = re.compile(rb"/FontDescriptor\s+(\d+)\s+\d+\s+R")
_TO_UNICODE = re.compile(rb"/ToUnicode\s+(\d+)\s+\d+\s+R")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_CHAR_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_TARGET = re.compile(rb"^<[0-9A-Fa-f]+>\s+<([0-9A-Fa-f]+)>\s*$", re.MULTILINE)
_FONT_FILE = re.compile(rb"/FontFile[23]?\s+(\d+)\s+\d+\s+R")


@dataclass(frozen=True)
class ReadBack:
    """What the second engine saw: text by page (spaces left out), page sizes in points, problems in Chinese."""

    pages: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    problems: tuple[str, ...]


def read_back(pdf: bytes, meant: PaperLayout) -> ReadBack:
    """Opens the PDF and compares it page by page with the layout it should show."""
    texts: list[str] = []
    sizes: list[tuple[float, float]] = []
    problems: list[str] = []
    try:
        with opened(pdf) as document:
            for page in document:
                texts.append(_page_text(page))
                sizes.append(page.get_size())
                if _has_foreign_font(page):
                    problems.append(f"第{len(texts)}页有没嵌入的字体。")
                wanted_codes = meant.pages[len(texts) - 1].codes if len(texts) <= len(meant.pages) else ()
                if any(not _shows(page, code) for code in wanted_codes):
                    problems.append(f"第{len(texts)}页的二维码和要印的不一致。")
                page.close()
    except UnreadablePdf:
        return ReadBack((), (), ("文件打不开，不是完整的 PDF。",))
    if len(texts) != len(meant.pages):
        problems.append(f"页数不对：应为{len(meant.pages)}页，实为{len(texts)}页。")
    for number, (width, height) in enumerate(sizes, 1):
        if abs(width - PAGE_WIDTH) > _SIZE_TOLERANCE or abs(height - PAGE_HEIGHT) > _SIZE_TOLERANCE:
            problems.append(f"第{number}页不是 A4 纸。")
    for number, (text, page) in enumerate(zip(texts, meant.pages, strict=False), 1):
        wanted = without_spaces(page.text)
        if text != wanted:
            problems.append(_difference(number, text, wanted))
    problems += font_problems(pdf)
    return ReadBack(tuple(texts), tuple(sizes), tuple(problems))


def all_text(pdf: bytes) -> str | None:
    """Every page's text, spaces left out, a line for each page; None for what cannot be opened."""
    try:
        with opened(pdf) as document:
            return "\n".join(_page_text(page) for page in document)
    except UnreadablePdf:
        return None


def differs(pdf: bytes, other: bytes) -> bool:
    """Whether two files show other texts, or the same ones more than a point away, on any page."""
    one, two = _places(pdf), _places(other)
    if [(text, len(places)) for text, places in one] != [(text, len(places)) for text, places in two]:
        return True
    return any(
        abs(here - there) > _PLACE_TOLERANCE
        for (_, places), (_, others) in zip(one, two, strict=True)
        for place, its in zip(places, others, strict=True)
        for here, there in zip(place, its, strict=True)
    )


def _places(pdf: bytes) -> list[tuple[str, list[tuple[float, ...]]]]:
    """(text, rectangles of its stretches) of each page. UnreadablePdf for what cannot be opened."""
    found = []
    with opened(pdf) as document:
        for page in document:
            text_page = page.get_textpage()
            places = [text_page.get_rect(index) for index in range(text_page.count_rects())]
            text_page.close()
            found.append((_page_text(page), places))
    return found


def _page_text(page: Any) -> str:
    text_page = page.get_textpage()
    text: str = text_page.get_text_range()
    text_page.close()
    # PDFium marks a hyphen at a line's end as a soft one.
    return without_spaces(text.replace("\ufffe", "-").replace("\x02", "-"))


def _shows(page: Any, code: CodeBox) -> bool:
    """Whether the middle of every module is as dark or as white as it should be; no scanner could be surer."""
    rows = modules(code.text)
    bottom = PAGE_HEIGHT - code.y - code.side
    edges = (code.x, bottom, PAGE_WIDTH - code.x - code.side, code.y)
    bitmap = page.render(scale=_MODULE_PIXELS * len(rows) / code.side, crop=edges, grayscale=True)
    dots, stride = bytes(bitmap.buffer), bitmap.stride
    step_x, step_y = bitmap.width / len(rows), bitmap.height / len(rows)
    bitmap.close()
    return all(
        (dots[int((number + 0.5) * step_y) * stride + int((at + 0.5) * step_x)] < _DARK) == dark
        for number, row in enumerate(rows)
        for at, dark in enumerate(row)
    )


def _difference(number: int, text: str, wanted: str) -> str:
    """Names the place, never the text itself: problems may be logged."""
    for index, (seen, meant) in enumerate(zip(text, wanted, strict=False)):
        if seen != meant:
            return f"第{number}页第{index + 1}个字不对（U+{ord(meant):04X} 成了 U+{ord(seen):04X}）。"
    return f"第{number}页字数不对：应为{len(wanted)}个，实为{len(text)}个。"


def _has_foreign_font(page: Any) -> bool:
    """Whether a text of the page is set in a face that the engine did not find in the file."""
    import pypdfium2.raw as raw

    seen: set[int] = set()
    for index in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        font = raw.FPDFTextObj_GetFont(thing)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in seen:
            seen.add(address)
            if raw.FPDFFont_GetIsEmbedded(font) != 1:
                return True
    return False


def font_problems(pdf: bytes) -> list[str]:
    """A sentence for each font that the file lists without holding it, used or not, or whose text table is malformed.

    The tables are looked at themselves, because readers differ in what they make of a malformed one.
    """
    objects = {int(match[1]): match[2] for match in _OBJECT.finditer(pdf)}
    dictionaries = {number: body.partition(b"stream")[0] for number, body in objects.items()}
    problems = []
    fonts = [body for body in dictionaries.values() if _FONT.search(body)]
    for body in fonts:
        found = _BASE_FONT.search(body)
        name = found[1].decode("ascii", "replace") if found else "未知"
        descriptor = _DESCRIPTOR.search(body)
        file = _FONT_FILE.search(dictionaries.get(int(descriptor[1]), b"")) if descriptor else None
        if file is None or int(file[1]) not in dictionaries:
            problems.append(f"字体没有嵌入：{name}。")
            continue
        table = _TO_UNICODE.search(body)
        if table is None or not _good_table(objects.get(int(table[1]), b"")):
            problems.append(f"字体的文字对照表不对：{name}。")
    if not fonts:
        problems.append("文件里没有字体。")
    return problems


def _good_table(body: bytes) -> bool:
    """Whether a ToUnicode stream names its characters as UTF-16 (PDF 32000-1, 9.10.3)."""
    stream = _STREAM.search(body)
    if stream is None:
        return False
    try:
        text = (
            zlib.decompressobj().decompress(stream[1]) if b"/FlateDecode" in body.partition(b"stream")[0] else stream[1]
        )
    except zlib.error:
        return False
    targets = [target for block in _CHAR_BLOCK.findall(text) for target in _TARGET.findall(block)]
    return bool(targets) and all(len(target) % 4 == 0 for target in targets)
