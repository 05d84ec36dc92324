"""Reads the province's receipt (our JSON, or an XLSX or CSV with the same columns); nothing in it is trusted.

A file is taken whole or refused whole with one sentence: size, nesting, types and lengths are checked here, by hand, as
``receipt.schema.json`` says them. What the rows mean for the store is the use-case's business.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.gb18030 import decode_gb18030
from xinfang_desk.domain.packages import Receipt, ReceiptError, ReceiptRow
from xinfang_desk.exchange.xlsx_rows import SheetError, first_sheet

SCHEMA = "xfsb-receipt/1"
MOST_BYTES = 32 * 1024 * 1024
MOST_PARTS = 4_000_000  # commas and brackets: what they stand for takes far more room than they do
MOST_ROWS = 200_000
MOST_ERRORS = 100  # of one row
MOST_REV = 1_000_000
LONGEST = {"xfjid": 64, "xfjbh": 64, "cxm": 64, "repeated_xfjbh": 64, "xfjclzt": 100, "message": 1000, "reason": 1000}
RESULTS = ("accepted", "partly", "rejected")
STATUSES = (20, 30, 40)

# The columns of a table by their own names or by what the province's sheets call them.
HEADINGS = {
    "批次标识": "batch_id",
    "清单校验值": "manifest_sha256",
    "接收时间": "received_at",
    "接收结果": "result",
    "原因": "reason",
    "信访件标识": "xfjid",
    "版本": "rev",
    "状态": "status",
    "信访件编号": "xfjbh",
    "查询码": "cxm",
    "重复信访标志": "cfxfbz",
    "全国初次标志": "qgccbz",
    "是否全国初次信访": "qgccbz",
    "重复件编号": "repeated_xfjbh",
    "信访件处理状态": "xfjclzt",
    "错误": "errors",
}
COLUMNS = frozenset(HEADINGS.values())
OF_FILE = ("batch_id", "manifest_sha256", "received_at", "result", "reason")  # the same in every line of a table
REQUIRED = ("batch_id", "manifest_sha256", "received_at", "result", "xfjid", "rev", "status")
YES_NO = {"是": "1", "否": "0"}

_BEIJING = timezone(timedelta(hours=8))
_SPOILT = re.compile(r"\d(\.\d+)?E\+\d+")  # a long number that a spreadsheet rounded


def read_receipt(path: Path) -> Receipt:
    """The receipt in a file of at most ``MOST_BYTES``. UserError(code='receipt') says why it is not taken."""
    return parse_receipt(read_body(path))


def read_body(path: Path) -> bytes:
    """The bytes of a file from the province, one more than ``MOST_BYTES`` at most. UserError(code='receipt')."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UserError("回执文件打不开，请看路径对不对、U盘插好没有。", code="receipt") from error


def parse_receipt(body: bytes) -> Receipt:
    """The receipt in these bytes. UserError(code='receipt') for anything else."""
    if len(body) > MOST_BYTES:
        refuse("文件太大。")
    sha256 = hashlib.sha256(body).hexdigest()
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        refuse("这是旧式的 XLS 文件，请先在表格软件里另存为 XLSX 再读。")
    if body.startswith(b"PK\x03\x04"):
        return _from_rows(first_sheet(body), sha256)
    text = _decoded(body)
    if sum(map(text.count, ",[{\t")) > MOST_PARTS:
        refuse("内容太多。")
    if text.lstrip()[:1] in ("{", "["):
        return _from_json(text, sha256)
    return _from_rows(_csv_rows(text), sha256)


def table_rows(body: bytes) -> Iterator[list[str]]:
    """The rows of an XLSX or CSV, bounded like a receipt. UserError(code='receipt') for anything else."""
    if len(body) > MOST_BYTES:
        refuse("文件太大。")
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        refuse("这是旧式的 XLS 文件，请先在表格软件里另存为 XLSX 再读。")
    try:
        if body.startswith(b"PK\x03\x04"):
            yield from first_sheet(body)
            return
        text = _decoded(body)
        if sum(map(text.count, ",\t")) > MOST_PARTS:
            refuse("内容太多。")
        yield from _csv_rows(text)
    except csv.Error:
        refuse("CSV 写得不对（引号没有成对，或者一格太长）。")
    except SheetError as error:
        refuse(str(error))


def _csv_rows(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def refuse(reason: str) -> NoReturn:
    raise UserError(f"回执没有采用：{reason}", code="receipt")


def _decoded(body: bytes) -> str:
    """UTF-8 with or without its mark, else GB 18030 by the 2022 mapping."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return decode_gb18030(body)
    except UnicodeDecodeError:
        refuse("不是文字文件（可以用 JSON、XLSX、CSV，文字编码 UTF-8 或者 GB18030）。")


# JSON


def _from_json(text: str, sha256: str) -> Receipt:
    try:
        raw = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        refuse("JSON 不完整或者写得不对，请省里重新给一份。")
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        refuse(f"不是报送回执（格式应当是 {SCHEMA}）。")
    rows = raw.get("rows")
    if not isinstance(rows, list):
        refuse("没有逐件的结果（rows）。")
    if len(rows) > MOST_ROWS:
        refuse(f"件数太多，一份最多 {MOST_ROWS} 件。")
    return _receipt(raw, [_row(one, f"第 {number} 件") for number, one in enumerate(rows, start=1)], sha256)


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key occurs twice")
    return made


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("not a number")


def _receipt(raw: Mapping[str, Any], rows: Sequence[ReceiptRow], sha256: str) -> Receipt:
    result = raw.get("result")
    if not isinstance(result, str) or result not in RESULTS:
        refuse("接收结果（result）不是 accepted、partly、rejected 之一。")
    manifest = _text(raw.get("manifest_sha256"), "", "manifest_sha256").lower()
    if not re.fullmatch(r"[0-9a-f]{64}", manifest):
        refuse("清单校验值（manifest_sha256）不是 64 位十六进制。")
    batch_id = _text(raw.get("batch_id"), "", "batch_id")
    if not batch_id:
        refuse("没有批次标识（batch_id）。")
    found: dict[str, ReceiptRow] = {}
    for row in rows:
        if found.setdefault(row.xfjid, row) != row:
            refuse("同一件出现两次，而且写得不一样。")
    returned = {row.status == 40 for row in found.values()}
    if result == "accepted" and True in returned:
        refuse("结果写的是全部接收，里面却有退回的件。")
    if result == "rejected" and False in returned:
        refuse("结果写的是整期退回，里面却有接收的件。")
    return Receipt(
        batch_id=batch_id,
        manifest_sha256=manifest,
        received_at=_instant(raw.get("received_at")),
        result=result,
        reason=_text(raw.get("reason", ""), "", "reason"),
        rows=tuple(found.values()),
        sha256=sha256,
    )


def _row(raw: object, where: str) -> ReceiptRow:
    if not isinstance(raw, dict):
        refuse(f"{where}写得不对。")
    rev, status = raw.get("rev"), raw.get("status")
    if type(rev) is not int or not 1 <= rev <= MOST_REV:
        refuse(f"{where}的版本（rev）不是正整数。")
    if type(status) is not int or status not in STATUSES:
        refuse(f"{where}的状态（status）不是 20、30、40 之一。")
    xfjid = _text(raw.get("xfjid"), where, "xfjid")
    if not xfjid:
        refuse(f"{where}没有信访件标识（xfjid）。")
    return ReceiptRow(
        xfjid=xfjid,
        rev=rev,
        status=status,
        xfjbh=_text(raw.get("xfjbh", ""), where, "xfjbh"),
        cxm=_text(raw.get("cxm", ""), where, "cxm"),
        cfxfbz=_flag(raw, where, "cfxfbz"),
        qgccbz=_flag(raw, where, "qgccbz"),
        repeated_xfjbh=_text(raw.get("repeated_xfjbh", ""), where, "repeated_xfjbh"),
        xfjclzt=_text(raw.get("xfjclzt", ""), where, "xfjclzt"),
        errors=_errors(raw.get("errors", []), where),
    )


def _errors(raw: object, where: str) -> tuple[ReceiptError, ...]:
    if not isinstance(raw, list) or len(raw) > MOST_ERRORS:
        refuse(f"{where}的错误（errors）写得不对。")
    made = []
    for one in raw:
        if not isinstance(one, dict):
            refuse(f"{where}的错误（errors）写得不对。")
        field, code, message = (_text(one.get(key), where, key) for key in ("field", "code", "message"))
        made.append(ReceiptError(field, code, message))
    return tuple(made)


def _text(value: object, where: str, key: str) -> str:
    """A short text without control characters; refused when it is none or longer than a receipt has reason to be."""
    which = f"{where}的 {key}" if where else key
    if not isinstance(value, str):
        refuse(f"{which} 不是文字。")
    limit = LONGEST.get(key, 200)
    if len(value) > limit:
        refuse(f"{which} 太长，最多 {limit} 个字。")
    if any(0xD800 <= ord(char) <= 0xDFFF for char in value):
        refuse(f"{which} 里有不成字的编码。")
    return "".join(char if char.isprintable() else " " for char in value).strip()


def _flag(raw: Mapping[str, Any], where: str, key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str) or (value not in ("0", "1") and key in raw):
        refuse(f"{where}的 {key} 不是 0 或者 1。")
    return value


def _instant(value: object) -> str:
    text = _text(value, "", "received_at")
    try:
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=_BEIJING)
        utc = aware.astimezone(UTC)
    except (ValueError, OverflowError):
        refuse("接收时间（received_at）不是日期和时间。")
    if not 2000 <= utc.year <= 2100:
        refuse("接收时间（received_at）的年份不对。")
    return utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


# table


def _from_rows(rows: Iterable[list[str]], sha256: str) -> Receipt:
    heads: list[str] = []
    lines: list[dict[str, str]] = []
    try:
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if not heads:
                heads = _heads(cells)
                continue
            if len(lines) == MOST_ROWS:
                refuse(f"件数太多，一份最多 {MOST_ROWS} 件。")
            lines.append(_line(heads, cells, f"第 {len(lines) + 1} 件"))
    except csv.Error:
        refuse("CSV 写得不对（引号没有成对，或者一格太长）。")
    except SheetError as error:
        refuse(str(error))
    if not lines:
        refuse("里面没有一件。")
    head = {key: lines[0].get(key, "") for key in OF_FILE}
    if any(line.get(key, "") != head[key] for line in lines for key in OF_FILE):
        refuse("各行的批次、清单校验值、时间或者结果不一样，一份回执只能是一期的。")
    found = [_row(_typed(line), f"第 {number} 件") for number, line in enumerate(lines, start=1)]
    return _receipt(head, found, sha256)


def _heads(cells: Sequence[str]) -> list[str]:
    heads = [HEADINGS.get(cell.strip(), cell.strip()) for cell in cells]
    known = [head for head in heads if head in COLUMNS]
    if not known:
        refuse("不是报送回执（要 JSON，或者表头和回执一样的 XLSX、CSV）。")
    if len(known) != len(set(known)):
        refuse("表头里有一栏出现两次。")
    names = {name: heading for heading, name in reversed(HEADINGS.items())}
    for name in REQUIRED:
        if name not in known:
            refuse(f"表头里没有“{names[name]}”（{name}）这一栏。")
    return heads


def _line(heads: Sequence[str], cells: Sequence[str], where: str) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(heads) :]):
        refuse(f"{where}的格子比表头多。")
    line = {head: _unquoted(cell.strip()) for head, cell in zip(heads, cells, strict=False) if head in COLUMNS}
    for name in ("xfjid", "xfjbh", "cxm", "repeated_xfjbh"):
        if _SPOILT.fullmatch(line.get(name, "").upper()):
            refuse(f"{where}的编号被表格软件改成了科学计数，请让省里重新给一份，不要用表格软件另存。")
    return line


def _unquoted(cell: str) -> str:
    """Without the mark that keeps a spreadsheet from calculating."""
    return cell[1:] if re.match(r"'[=+\-@0-9]", cell) else cell


def _typed(line: Mapping[str, str]) -> dict[str, Any]:
    """A line of text cells as a row of the JSON kind; empty cells are not said."""
    raw: dict[str, Any] = {name: cell for name, cell in line.items() if cell and name not in OF_FILE}
    for name in ("rev", "status"):
        if re.fullmatch(r"[0-9]{1,9}", line.get(name, "")):
            raw[name] = int(line[name])
    for name in ("cfxfbz", "qgccbz"):
        if name in raw:
            raw[name] = YES_NO.get(raw[name], raw[name])
    if "errors" in raw:
        raw["errors"] = [{"field": "", "code": "", "message": raw["errors"]}]
    return raw
