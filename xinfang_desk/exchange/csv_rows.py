"""CSV that a spreadsheet opens without changing a cell: guarded cells, one encoding, read back by the same rule.

A cell that a spreadsheet would calculate, cut or round (a formula, a leading zero, a long number) starts with ``'``;
the reader takes one leading ``'`` away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from xinfang_desk.domain.gb18030 import decode_gb18030, encode_gb18030

ENCODINGS = ("utf-8-sig", "gb18030")
MARK = "'"
_RISKY = re.compile(r"[=+\-@\t\r']|0\d|\d{12,}$")
_LONGEST = 1 << 24  # characters of one cell; the library's own limit is shorter than a long statement
_BOM = b"\xef\xbb\xbf"


def guarded(text: str) -> str:
    """The cell as it stands in the file."""
    return MARK + text if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The value of a cell of the file."""
    return cell[1:] if cell.startswith(MARK) else cell


class CsvFile:
    """A file of rows under ``names``; bytes go to ``stream``, which the caller owns."""

    def __init__(self, stream: IO[bytes], names: Sequence[str], encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        if encoding == "utf-8-sig":
            stream.write(_BOM)
        self._line = io.StringIO()
        self._csv = csv.writer(self._line, lineterminator="\r\n")
        self.add(names)

    def add(self, cells: Sequence[str]) -> None:
        self._csv.writerow([guarded(cell) for cell in cells])
        text = self._line.getvalue()
        self._line.seek(0)
        self._line.truncate()
        self._stream.write(encode_gb18030(text) if self._encoding == "gb18030" else text.encode("utf-8"))


def read_csv(path: Path, encoding: str) -> Iterator[list[str]]:
    """Rows as values, the heading first."""
    csv.field_size_limit(_LONGEST)
    with path.open("rb") as stream:
        lines = _decoded(stream, encoding)
        for row in csv.reader(lines):
            yield [unguarded(cell) for cell in row]


def _decoded(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """Line by line: in neither encoding is a line end part of another character."""
    first = True
    for line in stream:
        if first and encoding == "utf-8-sig":
            line = line.removeprefix(_BOM)
        first = False
        yield decode_gb18030(line) if encoding == "gb18030" else line.decode("utf-8")
