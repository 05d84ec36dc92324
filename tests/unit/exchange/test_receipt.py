"""Receipts from outside: read as the schema says them, refused whole with one sentence, never a crash or a guess."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xinfang_desk.domain.errors import UserError
from xinfang_desk.exchange import receipt as module
from xinfang_desk.exchange.receipt import parse_receipt, read_receipt
from xinfang_desk.resources import resource

HERE = Path(__file__).parent
SAMPLE = (HERE / "receipt_sample.json").read_bytes()
SCHEMA = json.loads(resource("profiles", "receipt.schema.json").read_bytes())
BATCH = "0193a1c0-0000-7000-8000-000000000001"
FIRST = "0193a1c0-1111-7000-8000-00000000000a"
HEADS = "batch_id,manifest_sha256,received_at,result,xfjid,rev,status,xfjbh,cxm,cfxfbz,qgccbz,errors"


def raw(**changes: Any) -> dict[str, Any]:
    return json.loads(SAMPLE) | changes


def first(**changes: Any) -> dict[str, Any]:
    """The sample with another first row; None takes a key away."""
    row = json.loads(SAMPLE)["rows"][0] | changes
    return raw(rows=[{key: value for key, value in row.items() if value is not None}])


def body(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def refused(given_bytes: bytes) -> str:
    with pytest.raises(UserError) as caught:
        parse_receipt(given_bytes)
    assert caught.value.code == "receipt"
    assert caught.value.sentence.startswith("回执没有采用：")
    return caught.value.sentence.removeprefix("回执没有采用：")


def test_the_sample_is_read() -> None:
    jsonschema.validate(json.loads(SAMPLE), SCHEMA)
    found = parse_receipt(SAMPLE)
    assert (found.batch_id, found.result, found.received_at) == (BATCH, "accepted", "2026-11-24T01:00:00.000000Z")
    (row,) = found.rows
    assert (row.xfjid, row.rev, row.status, row.xfjbh, row.cfxfbz, row.qgccbz) == (FIRST, 1, 20, "示例编号", "0", "1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_its_encoding_does_not_matter(encoding: str) -> None:
    text = SAMPLE.decode("utf-8")
    assert parse_receipt(text.encode(encoding)).rows == parse_receipt(SAMPLE).rows


def test_gb18030_is_read_by_the_edition_of_2022() -> None:
    """Bytes that the codec still maps to private use are characters of names and places."""
    text = SAMPLE.decode("utf-8").replace("示例编号", chr(0xE81E))
    assert parse_receipt(text.encode("gb18030")).rows[0].xfjbh == chr(0x9FB4)


def test_what_came_back_says_why() -> None:
    errors = [{"field": "gkxx", "code": "long", "message": "概况\x00太长\n"}]
    found = parse_receipt(body(first(status=40, errors=errors) | {"result": "partly", "reason": "见各件"}))
    (why,) = found.rows[0].errors
    assert (why.field, why.code, why.message, found.reason) == ("gkxx", "long", "概况 太长", "见各件")


def test_the_same_line_twice_is_one() -> None:
    row = raw()["rows"][0]
    assert len(parse_receipt(body(raw(rows=[row, row]))).rows) == 1
    assert "出现两次" in refused(body(raw(rows=[row, row | {"xfjbh": "别的"}])))


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (raw(schema="xfsb-receipt/2"), "格式"),
        (raw(rows={}), "rows"),
        (raw(rows=["a"]), "第 1 件"),
        (raw(result="ok"), "result"),
        (raw(result=["accepted"]), "result"),
        (raw(batch_id=""), "batch_id"),
        (raw(batch_id=7), "batch_id"),
        (raw(manifest_sha256="zz"), "manifest_sha256"),
        (raw(received_at="gestern"), "received_at"),
        (raw(received_at="0001-01-01T00:00:00+08:00"), "received_at"),
        (raw(received_at="1999-01-01"), "年份"),
        (first(xfjid=None), "xfjid"),
        (first(xfjid=""), "xfjid"),
        (first(rev=0), "rev"),
        (first(rev=True), "rev"),
        (first(rev=1.0), "rev"),
        (first(status=21), "status"),
        (first(status="20"), "status"),
        (first(cfxfbz=1), "cfxfbz"),
        (first(qgccbz=""), "qgccbz"),
        (first(xfjbh="长" * 65), "太长"),
        (first(xfjbh="\ud800"), "不成字"),
        (first(errors={}), "errors"),
        (first(errors=[7]), "errors"),
        (first(errors=[{"field": "a", "code": "b"}]), "message"),
        (first(status=40), "全部接收"),
        (raw(result="rejected"), "整期退回"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], word: str) -> None:
    assert word in refused(json.dumps(given).encode())


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\xff\xfe\x00\x80",
        b"{",
        b"[]",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"schema":"xfsb-receipt/1","schema":"xfsb-receipt/1"}',
        SAMPLE.replace(b'"rev": 1,', b'"rev": ' + b"9" * 5000 + b","),
        SAMPLE.replace(b'"rev": 1,', b'"rev": 1e999999,'),
        SAMPLE.replace(b'"rev": 1,', b'"rev": NaN,'),
        SAMPLE.replace("示例编号".encode(), b"9" * 1_000_000),
        b"\xd0\xcf\x11\xe0 an old spreadsheet",
        b'a,b\n"' + b"x" * 200_000,
        b"[[]" + b",[]" * 2_100_000,
    ],
    ids=lambda value: repr(value[:12]),
)
def test_bombs_and_rubbish_are_refused(given: bytes) -> None:
    assert refused(given)


def test_a_file_too_large_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    path = tmp_path / "a.json"
    path.write_bytes(SAMPLE)
    with pytest.raises(UserError, match="太大"):
        read_receipt(path)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    row = raw()["rows"][0]
    assert "太多" in refused(body(raw(rows=[row, row | {"xfjid": "b"}])))
    line = f"{BATCH},{'a' * 64},2026-11-24 09:00,accepted,x,1,20"
    assert "太多" in refused(f"{HEADS}\n{line}\n{line}".encode())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="打不开"):
        read_receipt(tmp_path / "none.json")
    with pytest.raises(UserError, match="打不开"):
        read_receipt(tmp_path)


# table


def lines(*rows: str, heads: str = HEADS) -> str:
    return "\r\n".join((heads, *rows, ""))


def line(xfjid: str = "x", rest: str = "1,20,,,,,") -> str:
    return f"{BATCH},{'A' * 64},2026-11-24 09:00,partly,{xfjid},{rest}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_says_the_same(encoding: str) -> None:
    text = lines(line("x", "1,20,'430000202600001,,否,是,"), "", line("y", '2,40,,,,,"概况太长, 请改"'))
    found = parse_receipt(text.encode(encoding))
    assert (found.batch_id, found.manifest_sha256, found.received_at) == (
        BATCH,
        "a" * 64,
        "2026-11-24T01:00:00.000000Z",
    )
    x, y = found.rows
    assert (x.rev, x.status, x.xfjbh, x.cfxfbz, x.qgccbz) == (1, 20, "430000202600001", "0", "1")
    assert (y.rev, y.status, y.errors[0].message) == (2, 40, "概况太长, 请改")


def test_chinese_headings_and_tabs_are_known() -> None:
    heads = "批次标识\t清单校验值\t接收时间\t接收结果\t信访件标识\t版本\t状态\t信访件编号\t备注"
    text = f"{heads}\n{line('x', '1,20,甲1,随便').replace(',', chr(9))}\n"
    assert parse_receipt(text.encode()).rows[0].xfjbh == "甲1"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a,b\n1,2\n", "表头"),
        (lines(line(), heads=HEADS.replace("rev,", "修订,")), "版本"),
        (lines(line(), heads=HEADS.replace("cxm", "xfjbh")), "两次"),
        (lines(), "没有一件"),
        (lines(line() + ",,多"), "格子"),
        (lines(line(), line("y").replace("partly", "accepted")), "一期"),
        (lines(line(rest="1,20,4.3E+17,,,,")), "科学计数"),
        (lines(line(rest="一,20,,,,,")), "rev"),
        (lines(line(rest="1,已接收,,,,,")), "status"),
        (lines(line(rest="1,20,,,也许,,")), "cfxfbz"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(text: str, word: str) -> None:
    assert word in refused(text.encode())


# spreadsheet


def book(*rows: list[Any], inline: bool = False) -> bytes:
    """Written by another library than the one that reads, in its two ways of keeping text."""
    stream = io.BytesIO()
    if inline:
        with xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": True}) as made:
            sheet = made.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    else:
        made_by_hand = openpyxl.Workbook()
        for row in rows:
            made_by_hand.active.append(row)  # type: ignore[union-attr]
        made_by_hand.save(stream)
        made_by_hand.close()
    return stream.getvalue()


LINE = [BATCH, "a" * 64, "2026-11-24 09:00", "partly", "x", 1, 20, "430000202600001", None, "否", "是", "写短"]


@pytest.mark.parametrize("inline", [False, True])
def test_a_spreadsheet_says_the_same(inline: bool) -> None:
    text = ["'" + str(one) if isinstance(one, str) and one.isdigit() else one for one in LINE]
    found = parse_receipt(book(HEADS.split(","), [], text, inline=inline))
    (row,) = found.rows
    assert (row.xfjid, row.rev, row.status, row.xfjbh, row.cfxfbz, row.qgccbz) == ("x", 1, 20, LINE[7], "0", "1")
    assert row.errors[0].message == "写短"


def test_a_number_that_a_spreadsheet_rounded_is_refused() -> None:
    spoilt = [*LINE[:7], 430000202600001234, *LINE[8:]]
    assert "末几位" in refused(book(HEADS.split(","), spoilt))


def changed(part: str, new: bytes) -> bytes:
    """A spreadsheet with one of its parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(HEADS.split(","), LINE))) as old, zipfile.ZipFile(stream, "w", 8) as made:
        for name in old.namelist():
            if name != part:
                made.writestr(name, old.read(name))
        made.writestr(part, new)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = re.search(rb'xmlns="[^"]+"', zipfile.ZipFile(io.BytesIO(book([]))).read(SHEET))


def sheet_with(rows: bytes) -> bytes:
    assert NAMESPACE is not None
    return b"<worksheet " + NAMESPACE[0] + b"><sheetData>" + rows + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (b"PK\x03\x04 no spreadsheet", "坏了"),
        (book(HEADS.split(","), LINE)[:-40], "坏了"),
        (changed("xl/vbaProject.bin", b"x"), "宏"),
        (changed(SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "不该有"),
        (changed(SHEET, "<a/>".encode("utf-16")), "不该有"),
        (changed(SHEET, b"<a>"), "读不出来"),
        (changed(SHEET, b" " * (65 * 1024 * 1024)), "太大"),
        (changed(SHEET, b"<a>" * 100), "读不出来"),
        (changed(SHEET, sheet_with(b"<row>" + b"<c/>" * 100_000 + b"</row>")), "栏太多"),
        (changed(SHEET, sheet_with(b'<row><c r="XFD1"><v>0</v></c></row>')), "栏太多"),
        (changed(SHEET, sheet_with(b'<row><c r="A1" t="s"><v>99</v></c></row>')), "不是 XLSX"),
        (changed(SHEET, b"<a/>"), "没有一件"),
        (changed("xl/_rels/workbook.xml.rels", b"<a/>"), "不是 XLSX"),
        (changed("xl/workbook.xml", b"<a/>"), "不是 XLSX"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_spreadsheet_with_tricks_is_refused(given: bytes, word: str) -> None:
    assert word in refused(given)


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_any_damage_to_a_spreadsheet_is_refused_or_read(at: int, other: bytes) -> None:
    whole = BOOK
    at = at % len(whole)
    with suppress(UserError):
        parse_receipt(whole[:at] + other + whole[at + len(other) :])


BOOK = book(HEADS.split(","), LINE)

# anything

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ROW = st.fixed_dictionaries(
    {
        "xfjid": st.text(max_size=6) | JSON,
        "rev": st.integers(-1, 3) | JSON,
        "status": st.sampled_from([20, 30, 40, 50]),
    },
    optional={
        "xfjbh": st.text(max_size=6) | JSON,
        "cxm": st.text(max_size=6),
        "cfxfbz": st.sampled_from(["0", "1", "", 0]),
        "errors": st.lists(st.fixed_dictionaries({"field": JSON, "code": st.text(), "message": st.text()}), max_size=2),
        "strange": JSON,
    },
)
NEAR = st.fixed_dictionaries(
    {
        "schema": st.just("xfsb-receipt/1"),
        "batch_id": st.text(max_size=8) | JSON,
        "manifest_sha256": st.just("a" * 64) | JSON,
        "received_at": st.datetimes().map(str) | JSON,
        "result": st.sampled_from(["accepted", "partly", "rejected", "x"]),
        "rows": st.lists(ROW, max_size=3) | JSON,
    },
    optional={"reason": st.text() | JSON, "receiver": JSON},
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(NEAR | JSON)
def test_any_json_is_taken_by_the_schema_or_refused_in_a_sentence(value: Any) -> None:
    given_bytes = json.dumps(value).encode()
    try:
        found = parse_receipt(given_bytes)
    except UserError:
        return
    said = json.loads(given_bytes)
    said.pop("receiver", None)  # not used
    jsonschema.validate(said, SCHEMA)
    assert len(found.rows) <= len(said["rows"])


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_refused_in_a_sentence(given_bytes: bytes) -> None:
    with pytest.raises(UserError):
        parse_receipt(given_bytes)


@given(st.lists(st.lists(st.text(max_size=12), max_size=14), max_size=4))
def test_any_table_is_read_or_refused_in_a_sentence(rows: list[list[str]]) -> None:
    text = lines(line(), *(",".join(row) for row in rows))
    with suppress(UserError):
        parse_receipt(text.encode("utf-8", "replace"))
