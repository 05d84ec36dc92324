"""``xinfang-desk screen`` as another program calls it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from xinfang_desk.cli import main

GOOD = json.loads((Path(__file__).parent / "screening" / "cases.jsonl").read_text("utf-8").splitlines()[0])["facts"]


def write(folder: Path, raw: object) -> str:
    path = folder / "facts.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    return str(path)


def test_one_object_gives_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", write(tmp_path, GOOD)]) == 0
    assert json.loads(capsys.readouterr().out)["leaf"] == "L05"


def test_a_list_gives_a_list_and_3_when_one_is_incomplete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short = {key: value for key, value in GOOD.items() if key != "nature"}
    assert main(["screen", write(tmp_path, [GOOD, short])]) == 3
    shown = json.loads(capsys.readouterr().out)
    assert [one["missing"] for one in shown] == [[], ["nature"]]


def test_wrong_input_names_case_and_key_and_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", write(tmp_path, [GOOD, GOOD | {"people": "two"}])]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert "第 2 件" in out.err
    assert "people" in out.err


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"3", b"[" * 100_000, b"[[]]", b'{"people":NaN}'])
def test_what_is_no_facts_object_is_refused(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(body)
    assert main(["screen", str(path)]) == 2
    assert main(["screen", str(tmp_path / "none.json")]) == 2


def test_an_unknown_key_that_is_no_text_is_still_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xinfang_desk", "screen", "-"],
        input=b'{"\\ud800": 1}',
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert "不认识的键" in done.stderr.decode()


def test_a_list_is_written_one_result_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", write(tmp_path, [GOOD] * 3)]) == 0
    said = capsys.readouterr().out
    assert len(said.splitlines()) == 5
    assert len(json.loads(said)) == 3
    assert main(["screen", write(tmp_path, [])]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_standard_input_in_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xinfang_desk", "screen", "-"],
        input=json.dumps(GOOD).encode(),
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0
    assert json.load(io.BytesIO(done.stdout))["documents"] == ["A1", "A2", "B14"]
