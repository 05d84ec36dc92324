"""A package of many records against bare xlsxwriter with the same cells and the hashing of the same files (budget 2).

``EXPORT_ROWS`` in the environment says how many records (default 10,000; the budget is told for 100,000).
"""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from tests.bench.turns import in_turn, tell, tell_ratio, timed
from tests.unit.exchange.test_package import PROFILES, nothing, order, row
from xinfang_desk.domain.packages import PackageRow
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.exchange.sheet import read_sheet

ROWS = int(os.environ.get("EXPORT_ROWS", "10000"))
ROUNDS = 1 if ROWS > 20_000 else 2
MEMORY = 300  # MB


def records() -> Iterator[PackageRow]:
    for number in range(1, ROWS + 1):
        yield row(number, tsnr="（示例）2026年7月到9月在砂石厂开铲车，工资一直没有发，问了两次都说再等等。" * 3)


def test_export(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    writer = PackageWriter([(PROFILES / "hn-draft.json").read_bytes()], tmp_path / "build")
    stick = tmp_path / "stick"
    stick.mkdir()
    made = writer.write(order(), records(), stick, nothing)
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path / "out")
    sheet = next((tmp_path / "out").rglob("*.xlsx"))
    cells = list(read_sheet(sheet))
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]

    def bare() -> None:
        options = {"constant_memory": True, "tmpdir": str(tmp_path), "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(tmp_path / "bare.xlsx"), options) as book:
            page = book.add_worksheet()
            text = book.add_format({"num_format": "@"})
            for line, values in enumerate(cells):
                for column, value in enumerate(values):
                    page.write_string(line, column, value, text)
        for path in files:
            with path.open("rb") as stream:
                hashlib.file_digest(stream, "sha256")

    def ours() -> None:
        shutil.rmtree(stick)
        stick.mkdir()
        writer.write(order(), records(), stick, nothing)

    alone, package = in_turn((("xlsxwriter and hashing", timed(bare)), ("package", timed(ours))), ROUNDS)
    tell_ratio(capsys, f"export of {ROWS} records", alone, package, 2)


def test_memory_of_an_export(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Peak resident memory of this process grows by the rows' hashes and the finished package alone."""
    writer = PackageWriter([(PROFILES / "hn-draft.json").read_bytes()], tmp_path / "build")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    writer.write(order(), records(), tmp_path, nothing)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    tell(
        capsys, f"memory of {ROWS} records: peak {after} MB, {after - before} MB more than before (budget {MEMORY} MB)"
    )
