"""The sheet that a person uploads: text cells only, so that an identity number stays what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from xinfang_desk.exchange.profile import Profile

CELL_LIMIT = 32_767  # characters in one spreadsheet cell
CUT_MARK = "…（全文见 xfj.jsonl）"


def write_sheet(path: Path, profile: Profile, rows: Sequence[Mapping[str, Any]], made_at: datetime) -> None:
    """A row an item with its main visitor, every cell as text; key columns locked; a sheet 填表说明."""
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": profile.sheet_name, "created": made_at.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "locked": True, "num_format": "@", "text_wrap": True})
        open_cell = book.add_format({"num_format": "@", "locked": False})
        locked = book.add_format({"num_format": "@", "locked": True})
        sheet = book.add_worksheet(profile.sheet_name)
        sheet.freeze_panes(1, 0)
        sheet.protect()
        for number, column in enumerate(profile.columns):
            sheet.set_column(number, number, 18)
            sheet.write_string(0, number, column.heading, head)
        for line, record in enumerate(rows, start=1):
            for number, column in enumerate(profile.columns):
                style = locked if column.heading in profile.locked else open_cell
                sheet.write_string(line, number, cell_text(_value(record, column.record, column.field)), style)
        _notes(book, profile, head, open_cell)


def cell_text(text: str) -> str:
    """What one cell can hold."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT_MARK)] + CUT_MARK


def _value(record: Mapping[str, Any], kind: str, field: str) -> str:
    if kind == "xfj":
        return str(record["xfj"].get(field, ""))
    if kind == "xfr":
        main = next((one for one in record["xfr"] if one.get("xfjzfrbz") == "1"), None)
        return str(main.get(field, "")) if main else ""
    first = record["blfs"][0] if record["blfs"] else {}
    return str(first.get(field, ""))


def _notes(book: Any, profile: Profile, head: Any, plain: Any) -> None:
    sheet = book.add_worksheet("填表说明")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 60)
    lines = [
        ("口径", f"{profile.title}（{profile.id} {profile.version}）"),
        ("状态", "已确认" if profile.confirmed else profile.note),
        ("锁定的列", "、".join(profile.locked) + "：不要改，回执靠它们对上。"),
        ("单元格", "全部按文本写；身份证号、电话不要改成数字格式。"),
    ]
    for row, (left, right) in enumerate(lines):
        sheet.write_string(row, 0, left, head)
        sheet.write_string(row, 1, right, plain)
