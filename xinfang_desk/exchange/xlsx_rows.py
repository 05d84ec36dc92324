"""The first sheet of an XLSX as rows of text, read by hand and bounded: nothing in it is trusted or calculated."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

MOST_XML = 64 * 1024 * 1024  # of one part, unpacked
MOST_COLUMNS = 200
MOST_KEPT = 100_000  # elements in memory at once; rows and texts go as they are read
DEEPEST = 12


class SheetError(Exception):
    """Why a spreadsheet is not read: ``args[0]`` is a Chinese sentence without its beginning."""


def first_sheet(body: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet; cells that are not there are empty. SheetError for anything but a plain sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            if any(name.lower().endswith("vbaproject.bin") for name in book.namelist()):
                raise SheetError("这份表格带宏，请另存为不带宏的 XLSX 再读。")
            yield from _rows(book, _shared(book))
    except KeyError as error:
        raise SheetError("这不是 XLSX 表格。") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SheetError("这份表格坏了，打不开。") from error
    except (ElementTree.ParseError, ValueError, zlib.error) as error:
        raise SheetError("这份表格坏了，读不出来。") from error


def _elements(book: zipfile.ZipFile, name: str, wanted: str) -> Iterator[ElementTree.Element]:
    """The elements of this name in one part, each gone from memory when the next is asked for."""
    open_ones: list[ElementTree.Element] = []
    kept = 0
    for event, element in ElementTree.iterparse(io.BytesIO(_part(book, name)), events=("start", "end")):
        if event == "start":
            open_ones.append(element)
            kept += 1
            if len(open_ones) > DEEPEST or kept > MOST_KEPT:
                raise SheetError("这份表格里有不该有的内容。")
            continue
        open_ones.pop()
        is_wanted = _name(element) == wanted
        if is_wanted:
            yield element
        if open_ones and (is_wanted or len(open_ones) == 1):
            open_ones[-1].clear()
            kept = len(open_ones)


def _part(book: zipfile.ZipFile, name: str) -> bytes:
    entry = book.getinfo(name)
    if entry.file_size > MOST_XML:
        raise SheetError("这份表格太大。")
    with book.open(entry) as stream:
        xml = stream.read(MOST_XML + 1)
    if len(xml) > MOST_XML:
        raise SheetError("这份表格太大。")
    if b"<!" in xml or b"\x00" in xml:  # entities, and other alphabets in which they could hide
        raise SheetError("这份表格里有不该有的内容。")
    return xml


def _sheet_path(book: zipfile.ZipFile) -> str:
    # The two dialects differ in the namespace of the relation's id.
    wanted = [
        value
        for one in _elements(book, "xl/workbook.xml", "sheet")
        for key, value in one.items()
        if key.endswith("}id")
    ][:1]
    for one in _elements(book, "xl/_rels/workbook.xml.rels", "Relationship"):
        if one.get("Id") in wanted:
            return posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
    raise KeyError("no sheet")


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_words(one) for one in _elements(book, "xl/sharedStrings.xml", "si")]


def _rows(book: zipfile.ZipFile, shared: list[str]) -> Iterator[list[str]]:
    for row in _elements(book, _sheet_path(book), "row"):
        cells: list[str] = []
        for cell in row:
            if _name(cell) == "c":
                column = _column(cell.get("r", ""), len(cells))
                cells.extend([""] * (column - len(cells)))
                cells.append(_value(cell, shared))
        yield cells


def _column(reference: str, next_one: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return next_one
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    if not next_one < number <= MOST_COLUMNS:
        raise SheetError("这份表格的栏太多，或者次序不对。")
    return number - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    raw = next((one.text or "" for one in cell if _name(one) == "v"), "")
    if kind == "s":
        at = int(raw)
        if not 0 <= at < len(shared):
            raise ValueError("no such shared text")
        return shared[at]
    if kind == "n" and raw:
        if len(re.sub(r"\D", "", raw)) > 15 or "E" in raw.upper():
            raise SheetError("有一格长编号被存成了数字，末几位已经不对；请让省里按文本重新给一份。")
        return re.sub(r"\.0+$", "", raw)
    return raw


def _words(element: ElementTree.Element) -> str:
    """The text runs; how a word is read aloud (rPh) is not part of it."""
    if _name(element) == "rPh":
        return ""
    own = element.text or "" if _name(element) == "t" else ""
    return own + "".join(_words(one) for one in element)


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
