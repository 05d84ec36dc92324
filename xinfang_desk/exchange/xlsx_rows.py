"""The first sheet of an XLSX as rows of text, read by openpyxl and bounded: nothing in it is trusted or calculated."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

MOST_XML = 64 * 1024 * 1024  # of one part, unpacked
MOST_COLUMNS = 200
SURE_DIGITS = 15  # a spreadsheet keeps no more of a number
_CHUNK = 1 << 20


class SheetError(Exception):
    """Why a spreadsheet is not read: ``args[0]`` is a Chinese sentence without its beginning."""


def first_sheet(body: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet; cells that are not there are empty. SheetError for anything but a plain sheet."""
    from openpyxl import load_workbook  # imported here: only a receipt needs it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _look_through(body)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl finds odd about styles is of no interest
            book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
            try:
                sheet: Any = book.worksheets[0]
                sheet.reset_dimensions()  # the file's own word about its size is not believed
                for row in sheet.iter_rows(values_only=True):
                    if len(row) > MOST_COLUMNS:
                        raise SheetError("这份表格的栏太多。")
                    yield [_text(value) for value in row]
            finally:
                book.close()
    except (KeyError, IndexError, InvalidFileException) as error:
        raise SheetError("这不是 XLSX 表格。") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SheetError("这份表格坏了，打不开。") from error
    except (ParseError, ValueError, TypeError, AttributeError, zlib.error) as error:
        raise SheetError("这份表格坏了，读不出来。") from error


def _look_through(body: bytes) -> None:
    """Refuses macros, parts that unpack too large, and whatever could hide an entity, before anything is parsed."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        for entry in book.infolist():
            if entry.filename.lower().endswith("vbaproject.bin"):
                raise SheetError("这份表格带宏，请另存为不带宏的 XLSX 再读。")
            if entry.file_size > MOST_XML:
                raise SheetError("这份表格太大。")
            if entry.filename.lower().endswith((".xml", ".rels")):
                _look_at(book, entry)


def _look_at(book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    read, tail = 0, b""
    with book.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > MOST_XML:
                raise SheetError("这份表格太大。")
            if b"<!" in tail + chunk or b"\x00" in chunk:
                raise SheetError("这份表格里有不该有的内容。")
            tail = chunk[-1:]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        said = str(value)
        if "e" in said.lower() or len(re.sub(r"\D", "", said)) > SURE_DIGITS:
            raise SheetError("有一格长编号被存成了数字，末几位已经不对；请让省里按文本重新给一份。")
        return re.sub(r"\.0+$", "", said)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
