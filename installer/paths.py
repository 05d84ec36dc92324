"""Remakes the computed part of resources/rules/statutory_paths.json: the pinyin initials, and the file's layout.

The nine source columns and the hand-made fields (routes, words, verified, note, t13_days, t13_unit) are kept as they
stand in the file; edit them there, then run this. Needs pypinyin, which the program itself does not:

    pip install pypinyin
    python installer/paths.py            # writes the file
    python installer/paths.py --check    # exit 1 when the file is not what this would write
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin

FILE = Path(__file__).resolve().parent.parent / "resources" / "rules" / "statutory_paths.json"
PIECES = re.compile(r"[0-9A-Za-z\u3400-\u9fff]+")
ORDER = (
    *("id", "领域", "诉求类型", "法定途径", "有权机关", "依据", "时效提示", "31条归口", "方式", "confidence"),
    *("verified", "note", "routes", "t13_days", "t13_unit", "words", "initials"),
)


def initials(text: str) -> list[str]:
    """One run of initials for each stretch of characters: 拖欠工资（非工程建设） -> tqgz, fgcjs."""
    return ["".join(lazy_pinyin(piece, style=Style.FIRST_LETTER)).lower() for piece in PIECES.findall(text)]


def remade(row: dict[str, Any]) -> dict[str, Any]:
    found = [piece for text in (row["诉求类型"], *row["words"]) for piece in initials(text)]
    row = row | {"initials": " ".join(dict.fromkeys(found))}
    return {key: row[key] for key in ORDER if key in row}


def text_of(raw: dict[str, Any]) -> str:
    """One row a line, so that a change reads as one line."""
    head = {key: value for key, value in raw.items() if key != "rows"}
    lines = [f' "{key}": {json.dumps(value, ensure_ascii=False)},' for key, value in head.items()]
    rows = ",\n".join(f"  {json.dumps(remade(row), ensure_ascii=False)}" for row in raw["rows"])
    return "\n".join(["{", *lines, ' "rows": [', rows, " ]", "}", ""])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file would change")
    arguments = parser.parse_args()
    old = FILE.read_text("utf-8")
    new = text_of(json.loads(old))
    if arguments.check:
        return int(old != new)
    FILE.write_text(new, "utf-8", newline="\n")
    print(f"{FILE.name}: {len(json.loads(new)['rows'])} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
