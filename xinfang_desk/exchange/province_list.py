"""Reads a table that the province's own system gives out, by what its columns are called; nothing in it is trusted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.packages import ListRow, ProvinceList
from xinfang_desk.exchange.csv_rows import unguarded
from xinfang_desk.exchange.receipt import MOST_ROWS, read_body, refuse, table_rows

LONGEST = 200  # characters of a cell that is used
_SPOILT = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\D.*)?")

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "register_no": ("登记编号", "登记号", "本机构登记号", "单位登记号"),
    "xfjbh": ("信访件编号", "信访编号", "件编号"),
    "query_code": ("查询码",),
    "name": ("姓名", "信访人姓名", "信访人"),
    "id_number": ("身份证号", "身份证号码", "证件号码"),
    "on_date": ("信访日期", "登记日期", "登记时间", "来访日期"),
    "state_text": ("信访件状态", "信访件处理状态", "办理状态", "办结状态"),
    "first_in_country": ("是否全国初次信访", "全国初次标志"),
    "repeated": ("重复信访标志", "是否重复"),
}
_FLAGS = {"是": "1", "否": "0", "1": "1", "0": "0"}


def read_list(path: Path) -> ProvinceList:
    """UserError(code='receipt') says why a table is not taken."""
    body = read_body(path)
    rows: list[ListRow] = []
    heads: list[str] = []
    for cells in table_rows(body):
        if not any(cell.strip() for cell in cells):
            continue
        if not heads:
            heads = _heads(cells)
            continue
        if len(rows) == MOST_ROWS:
            refuse(f"件数太多，一份最多 {MOST_ROWS} 件。")
        rows.append(_row(heads, cells, len(rows) + 1))
    if not rows:
        refuse("里面没有一件。")
    return ProvinceList(tuple(rows), hashlib.sha256(body).hexdigest())


def _heads(cells: Sequence[str]) -> list[str]:
    keys = {words: key for key, names in HEADINGS.items() for words in names}
    heads = [keys.get(cell.strip(), "") for cell in cells]
    known = [head for head in heads if head]
    if "xfjbh" not in known:
        refuse("表头里没有“信访件编号”这一栏。")
    if "register_no" not in known and not {"name", "on_date"} <= set(known):
        refuse("表头里要有“登记编号”，或者“姓名”和“信访日期”，不然对不上是哪一件。")
    return [head if head and head not in heads[:at] else "" for at, head in enumerate(heads)]


def _row(heads: Sequence[str], cells: Sequence[str], number: int) -> ListRow:
    said = dict.fromkeys(HEADINGS, "")
    for head, cell in zip(heads, cells, strict=False):
        if head:
            said[head] = _clean(unguarded(cell.strip()), head, number)
    if _SPOILT.fullmatch(said["xfjbh"]):
        refuse(f"第 {number} 件的编号被表格软件改成了科学计数，请让省里重新给一份。")
    for flag in ("first_in_country", "repeated"):
        said[flag] = _FLAGS.get(said[flag], "")
    said["on_date"] = _iso(said["on_date"])
    return ListRow(**said)


def _clean(text: str, head: str, number: int) -> str:
    if len(text) > LONGEST:
        raise UserError(f"回执没有采用：第 {number} 件的“{HEADINGS[head][0]}”太长。", code="receipt")
    return "".join(char if char.isprintable() else " " for char in text).strip()


def _iso(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return ""
