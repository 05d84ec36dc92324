"""`screen` on 10,000 fact sets from one file against a bare loop that parses it and writes the same JSON (budget 4)."""

from __future__ import annotations

import argparse
import io
import json
import sys
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from tests.bench.turns import in_turn, tell, tell_ratio, timed
from xinfang_desk.commands import REMAINS, run_screen
from xinfang_desk.domain.screening.kit import load_kit
from xinfang_desk.resources import resource

CASES, BUDGET, ROUNDS = 10_000, 4, 5
encode = json.JSONEncoder(ensure_ascii=False).encode


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases of the kit over and over, missing facts and all."""
    kit = load_kit(resource("kit", "decisions.jsonl").read_text("utf-8"))
    path = tmp_path_factory.mktemp("bench") / "facts.json"
    facts = [dict(case.facts) for case in islice(cycle(kit), CASES)]
    path.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    return path


def screened(path: Path) -> bytes:
    """What the command writes."""
    out, kept = io.BytesIO(), sys.stdout
    sys.stdout = io.TextIOWrapper(out, "utf-8", newline="\n")
    try:
        assert run_screen(argparse.Namespace(facts=str(path))) == REMAINS
        sys.stdout.flush()
        return out.getvalue()
    finally:
        sys.stdout = kept


def written(path: Path, results: list[Any]) -> bytes:
    """The bare loop: parses the same file and writes ``results``, which were ready before."""
    raw = json.loads(path.read_bytes().decode("utf-8-sig"))
    lines = [encode(result) for _, result in zip(raw, results, strict=True)]
    out = io.BytesIO()
    text = io.TextIOWrapper(out, "utf-8", newline="\n")
    print("[\n" + ",\n".join(lines) + "\n]", file=text)
    text.flush()
    return out.getvalue()


def test_ratio(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = json.loads(screened(file))
    assert len(results) == CASES
    assert written(file, results) == screened(file)
    works = (("bare", timed(lambda: written(file, results))), ("screened", timed(lambda: screened(file))))
    bare, ours = in_turn(works, ROUNDS)
    tell(capsys, f"screen: bare {CASES / bare.least:,.0f} cases/s, screened {CASES / ours.least:,.0f} cases/s")
    tell_ratio(capsys, f"screen {CASES}", bare, ours, BUDGET)
    assert ours.least <= BUDGET * bare.least
