"""The sheet that a person uploads: text cells only, so that an identity number stays what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from xinfang_desk.exchange.profile import Profile

CELL_LIMIT = 32_767  # characters in one spreadsheet cell
CUT_MARK = "…（全文见 xfj.jsonl）"


class SheetWriter:
    """A row an item with its main visitor, every cell as text; key columns locked; a sheet 填表说明.

    Rows go to the disk as they come, in the private folder of ``path`` and nowhere else.
    """

    def __init__(self, path: Path, profile: Profile, made_at: datetime) -> None:
        self._profile = profile
        self._book: Any = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(path.parent),
                "strings_to_numbers": False,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        self._book.set_properties({"title": profile.sheet_name, "created": made_at.replace(tzinfo=None)})
        self._head = self._book.add_format({"bold": True, "locked": True, "num_format": "@", "text_wrap": True})
        self._open = self._book.add_format({"num_format": "@", "locked": False})
        self._locked = self._book.add_format({"num_format": "@", "locked": True})
        self._sheet: Any = self._book.add_worksheet(profile.sheet_name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.protect()
        self._sheet.set_column(0, max(len(profile.columns) - 1, 0), 18)
        for number, column in enumerate(profile.columns):
            self._sheet.write_string(0, number, column.heading, self._head)
        self._styles = [self._locked if column.heading in profile.locked else self._open for column in profile.columns]
        self._line = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._notes()
        self._book.close()

    def add(self, record: Mapping[str, Any]) -> None:
        self._line += 1
        for number, text in enumerate(sheet_row(self._profile, record)):
            self._sheet.write_string(self._line, number, text, self._styles[number])

    def _notes(self) -> None:
        profile, sheet = self._profile, self._book.add_worksheet("填表说明")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 60)
        lines = [
            ("口径", f"{profile.title}（{profile.id} {profile.version}）"),
            ("状态", "已确认" if profile.confirmed else profile.note),
            ("锁定的列", "、".join(profile.locked) + "：不要改，回执靠它们对上。"),
            ("单元格", "全部按文本写；身份证号、电话不要改成数字格式。"),
            ("CSV 文件", "开头的单引号是为了不让表格软件改数字，读的时候去掉一个就是原值。"),
        ]
        if profile.blank_columns:
            lines.append(("留空的列", "、".join(profile.blank_columns) + "：给人贴标签的栏目，本程序不填。"))
        for row, (left, right) in enumerate(lines):
            sheet.write_string(row, 0, left, self._head)
            sheet.write_string(row, 1, right, self._open)


def sheet_row(profile: Profile, record: Mapping[str, Any]) -> list[str]:
    """The cells of one item in the order of the columns."""
    main: Mapping[str, str] = next((one for one in record["xfr"] if one.get("xfjzfrbz") == "1"), {})
    first = record["blfs"][0] if record["blfs"] else {}
    parts: dict[str, Mapping[str, str]] = {"xfj": record["xfj"], "xfr": main, "blfs": first, "": {}}
    return [cell_text(str(parts[column.record].get(column.field, ""))) for column in profile.columns]


def cell_text(text: str) -> str:
    """What one cell can hold."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT_MARK)] + CUT_MARK


def read_sheet(path: Path) -> Iterator[list[str]]:
    """The rows of a sheet of ours as another spreadsheet engine reads them, the heading first.

    ValueError for a cell that is not text.
    """
    from python_calamine import CalamineWorkbook  # imported here: only a package needs it

    with CalamineWorkbook.from_path(str(path)) as book:
        for row in book.get_sheet_by_index(0).iter_rows():
            if not all(isinstance(cell, str) for cell in row):
                raise ValueError("a cell is not text")
            yield [str(cell) for cell in row]
