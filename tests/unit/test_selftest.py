"""``xinfang-desk selftest``: one line a part, the kit's count, and the exit status of what is not sound."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from xinfang_desk import commands, resources, selftest
from xinfang_desk.cli import main
from xinfang_desk.resources import resource

CASES = len(resource("kit", "decisions.jsonl").read_text("utf-8").splitlines())
PARTS = (
    "甄别规则",
    "文书模板",
    "法定途径",
    "工作日历",
    "行政区划",
    "上报口径",
    "打印字体",
    "字形表",
    "数据库",
    "甄别用例",
)
FOLDERS = ("rules", "templates", "calendar", "divisions", "profiles", "kit")
OF_FONTS = {"打印字体", "字形表"}


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data as an installation has it, to be damaged; the large fonts folder is not there and not looked at."""
    for name in FOLDERS:
        shutil.copytree(resource(name), tmp_path / name)
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    monkeypatch.setattr(selftest, "_CHECKS", tuple(one for one in selftest._CHECKS if one[0] not in OF_FONTS))
    return tmp_path


@pytest.fixture
def copied_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(resource("fonts"), tmp_path / "fonts")
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    monkeypatch.setattr(selftest, "_CHECKS", tuple(one for one in selftest._CHECKS if one[0] in OF_FONTS))
    return tmp_path


def failed(said: list[str]) -> set[str]:
    return {line.split("  ")[1].split("：")[0] for line in said if line.startswith("不行")}


def damage(path: Path, *, gone: bool) -> None:
    path.unlink()
    if not gone:
        path.write_bytes(b"\xff{broken")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_all_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["selftest"]) == 0
    said = lines(capsys)
    assert [line.split("  ")[1].split("：")[0] for line in said] == list(PARTS)
    assert all(line.startswith("就绪  ") for line in said)
    assert said[-1] == f"就绪  甄别用例：{CASES} 件全部相符"


def test_a_case_that_differs_is_listed_as_a_fault(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit = copied / "kit" / "decisions.jsonl"
    first, *rest = kit.read_text("utf-8").splitlines()
    case = json.loads(first)
    case["result"]["leaf"] = "L08"
    kit.write_text("\n".join((json.dumps(case, ensure_ascii=False), *rest)), "utf-8")
    assert main(["selftest"]) == commands.FAULT
    said = lines(capsys)
    assert said[-2:] == [
        f"不行  甄别用例：{CASES} 件里有不符的",
        f'{case["story"]}：leaf 应为 "L08"，得到 "L05"',
    ]


DAMAGES = {
    "rules/national.json": {"甄别规则", "甄别用例"},
    "rules/statutory_paths.json": {"法定途径"},
    "calendar/cn_2004_2026.csv": {"工作日历", "甄别用例"},
    "divisions/counties_cn_2023.csv": {"行政区划"},
    "profiles/hn-draft.json": {"上报口径"},
    "kit/decisions.jsonl": {"甄别用例"},
}


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "broken"])
@pytest.mark.parametrize("name", list(DAMAGES))
def test_damaged_data_is_named(name: str, gone: bool, copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage(copied / name, gone=gone)
    assert main(["selftest"]) == commands.ENVIRONMENT
    said = lines(capsys)
    assert failed(said) == DAMAGES[name]
    assert len(said) == len(PARTS) - len(OF_FONTS)


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "broken"])
@pytest.mark.parametrize(("name", "which"), [("coverage.bin", OF_FONTS), ("DeskKai-Regular.ttf", {"打印字体"})])
def test_damaged_fonts_are_named(
    name: str, which: set[str], gone: bool, copied_fonts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(copied_fonts / "fonts" / name, gone=gone)
    assert main(["selftest"]) == commands.ENVIRONMENT
    assert failed(lines(capsys)) == which


def test_an_old_database_library_is_no_go(monkeypatch: pytest.MonkeyPatch) -> None:
    from xinfang_desk.store.faults import fault
    from xinfang_desk.store.sqlite import connection

    def old() -> None:
        raise fault("sqlite_old")

    monkeypatch.setattr(connection, "check_sqlite", old)
    check = selftest._check("数据库", selftest._database)
    assert not check.ready
    assert check.status == commands.ENVIRONMENT
