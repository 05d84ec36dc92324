"""``notice CODE DATA.json --out FILE``: one paper as a sample PDF (design.md 8)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from xinfang_desk import bootstrap
from xinfang_desk.commands import DONE, REMAINS, read_json
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.services.notice_file import notice_from


def run_notice(arguments: argparse.Namespace) -> int:
    """0 written, 3 written with places that are still to be filled, 2 wrong input, 4 the file cannot be written."""
    raw = read_json(arguments.data)
    with TemporaryDirectory() as home:
        parts = bootstrap.build_parts(home=Path(home))
        made = notice_from(parts, arguments.code, raw)
        gaps = parts.paper.missing(made.data)
        if gaps:
            raise UserError(f"字库里没有“{gaps[0][0]}”（{gaps[0][1]}），没有写出文件。", code="glyph")
        pdf = parts.paper.pdf(made.data)
    _write(arguments.out, pdf.pdf)
    print(f"样张已写好：{arguments.out}，{pdf.pages} 页。未编号·样张，不能当文书用。")
    for sentence in made.missing.values():
        print(sentence, file=sys.stderr)
    return REMAINS if made.missing else DONE


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(body)
        os.replace(part, path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise EnvironmentFault("文件写不进去，请换一个地方，或者看看盘满没满。", code="write") from fault
