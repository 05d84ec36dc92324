"""``xinfang-desk notice``: one paper from a data file, always a sample, never a number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from xinfang_desk.cli import main

FULL: dict[str, Any] = {
    "on": "2026-11-23",
    "profile": {"name": "中方县铜湾镇人民政府", "telephone": "0745-2810001", "seal_names": ["中方县铜湾镇人民政府"]},
    "visitors": [{"name": "李𬀩明", "address": "铜湾村三组"}],
    "items": [{"request": "要求发放补偿款"}],
    "life": {"accepted_on": "2026-10-09"},
    "fields": {
        "conclusion": "予以支持",
        "found": "款项已经到账",
        "opinion_words": "年底前发放",
        "law_basis": "《（示例）规定》第三条",
        "review_address": "南湖路1号",
        "review_phone": "0745-2800000",
    },
}


def run(tmp_path: Path, code: str, data: object, *, out: str = "n.pdf") -> tuple[int, Path]:
    file = tmp_path / "data.json"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    target = tmp_path / out
    return main(["notice", code, str(file), "--out", str(target)]), target


def text_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


def test_a_complete_file_gives_a_marked_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, pdf = run(tmp_path, "C6", FULL)
    assert status == 0
    text = text_of(pdf)
    assert "未编号·样张" in text
    assert "2026年10月9日受理" in text
    assert "李𬀩明" in text
    assert "2026年11月23日" in text
    assert "未编号·样张，不能当文书用" in capsys.readouterr().out
    assert list(tmp_path.glob("*.part")) == []


def test_what_is_still_to_be_filled_is_named_and_gives_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, pdf = run(tmp_path, "C6", {})
    assert status == 3
    assert "请填写“查明的事实和理由”。" in capsys.readouterr().err
    assert pdf.exists()


@pytest.mark.parametrize(
    ("code", "data", "words"),
    [
        ("ZZ", {}, "没有编码是“ZZ”"),
        ("S1", {}, "不能单独做样张"),
        ("C6", [], "JSON 对象"),
        ("C6", {"strange": 1}, "不认识“strange”"),
        ("C6", {"fields": {"strange": "一"}}, "不认识“strange”"),
        ("C6", {"fields": {"found": 1}}, "值都是文字"),
        ("C6", {"life": {"strange": "一"}}, "不认识“strange”"),
        ("C6", {"on": "昨天"}, "on 要写成"),
        ("C6", {"visitors": []}, "至少一项"),
        ("C6", {"visitors": [{"name": 3}]}, "visitors 的 name"),
        ("C6", {"visitors": [{"strange": "一"}]}, "不认识“strange”"),
        ("C6", {"profile": "镇政府"}, "要是对象"),
    ],
)
def test_wrong_input_is_named_and_nothing_written(
    code: str, data: object, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, pdf = run(tmp_path, code, data)
    assert (status, pdf.exists()) == (2, False)
    assert words in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_the_machine_s_fault(tmp_path: Path) -> None:
    assert run(tmp_path, "C6", FULL, out="no/such/folder.pdf")[0] == 4


@pytest.mark.parametrize("body", [b"[1", b"\xff"])
def test_a_file_that_is_no_json(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "data.json").write_bytes(body)
    assert main(["notice", "C6", str(tmp_path / "data.json"), "--out", str(tmp_path / "n.pdf")]) == 2


def test_a_character_that_no_font_has_stops_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = FULL | {"visitors": [{"name": "\U0003ffff"}]}
    status, pdf = run(tmp_path, "C6", data)
    assert (status, pdf.exists()) == (2, False)
    assert "字库里没有" in capsys.readouterr().err
