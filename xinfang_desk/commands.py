"""The commands that need no window: each takes its parsed arguments and returns an exit status (design.md 8)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from xinfang_desk.domain.calendar import WorkCalendar, load_calendar
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import FactError, parse_facts
from xinfang_desk.domain.screening.kit import Case, load_kit
from xinfang_desk.domain.screening.pack import RulePack, load_pack
from xinfang_desk.resources import resource

_one_line = json.JSONEncoder(ensure_ascii=False).encode

DONE, WRONG_INPUT, REMAINS, ENVIRONMENT, FAULT = 0, 2, 3, 4, 70


def rules() -> RulePack:
    return load_pack(resource("rules", "national.json").read_bytes())


def kit() -> tuple[Case, ...]:
    return load_kit(resource("kit", "decisions.jsonl").read_text("utf-8"))


def calendar() -> WorkCalendar:
    return load_calendar(resource("calendar", "cn_2004_2026.csv").read_text("utf-8"))


def read_json(name: str) -> Any:
    """What a JSON file, or standard input for ``-``, holds. UserError(code='input')."""
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as fault:
        raise UserError("文件打不开，请看路径对不对。", code="input") from fault
    try:
        return json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise UserError("不是 UTF-8 的 JSON，请检查文件。", code="input") from fault


def run_screen(arguments: argparse.Namespace) -> int:
    """``screen FACTS.json``: one facts object or a list of them, written one result a line.

    Nothing goes to standard output when any of them is wrong.
    """
    raw = read_json(arguments.facts)
    many = isinstance(raw, list)
    parsed = []
    for number, one in enumerate(raw if many else [raw], start=1):
        try:
            parsed.append(parse_facts(one))
        except FactError as error:
            return _refuse(f"第 {number} 件 {error.sentence}")
    pack, days = rules(), calendar()
    if not many:
        result = screen(parsed[0], pack, days)
        print(json.dumps(result.to_json(), ensure_ascii=False, indent=2))
        return REMAINS if result.missing else DONE
    written, remains = [], False
    for facts in parsed:
        result = screen(facts, pack, days)
        remains = remains or bool(result.missing)
        written.append(_one_line(result.to_json()))
    print("[\n" + ",\n".join(written) + "\n]")
    return REMAINS if remains else DONE


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_INPUT
