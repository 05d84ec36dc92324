"""抢救: of a store with damaged pages everything that can be read is taken out and counted, and nothing is changed."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
import pyzipper

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import row
from xinfang_desk import bootstrap
from xinfang_desk.cli import main
from xinfang_desk.domain import records as r
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.store import files
from xinfang_desk.store.salvage import Salvaged

COUNT = 400
WORD = "（示例）抢救出来的"


@pytest.fixture
def closed_full(admin: Opened, folder: Path) -> Path:
    with admin.store.write() as unit:
        for at in range(COUNT):
            unit.matters.add(row(r.Matter, f"m-{at:04d}", title=f"{WORD}{at}" + "字" * 300))
        unit.blobs.add(os.urandom(20_000), "paper")
        unit.blobs.add(os.urandom(300), "paper")
    admin.store.close()
    return folder


def spoil(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(os.urandom(64))


def taken(path: Path, table: str, password: str = PASSWORD) -> list[dict[str, object]]:
    with pyzipper.AESZipFile(path) as archive:
        archive.setpassword(password.encode())
        return [json.loads(line) for line in archive.read(f"{table}.jsonl").splitlines()]


def of(found: tuple[Salvaged, ...], table: str) -> Salvaged:
    return next(one for one in found if one.table == table)


def test_a_whole_store_comes_out_whole(closed_full: Path, tmp_path: Path) -> None:
    path, found = bootstrap.salvage(closed_full, NAME, PASSWORD, tmp_path / "out", plain=False)
    assert of(found, "matter") == Salvaged("matter", COUNT, 0, 0, readable=True)
    assert len(taken(path, "matter")) == COUNT
    assert all(one.readable and not one.marked and not one.lost for one in found)


def test_damaged_pages_cost_their_rows_alone(closed_full: Path, tmp_path: Path) -> None:
    database = closed_full / files.DESK_DB
    size = database.stat().st_size
    spoil(database, size - 20 * 4096 + 100)
    before = database.read_bytes()
    path, found = bootstrap.salvage(closed_full, NAME, PASSWORD, tmp_path / "out", plain=False)
    matters = of(found, "matter")
    assert COUNT // 2 <= matters.rows - matters.marked <= COUNT  # an inner page of the tree costs all below it
    lost = sum(one.lost + one.marked for one in found)
    assert lost > 0
    assert database.read_bytes() == before
    assert len(taken(path, "matter")) == matters.rows


def test_a_paper_counts_by_its_hash(closed_full: Path, tmp_path: Path) -> None:
    spoil(closed_full / files.PAPERS_DB, (closed_full / files.PAPERS_DB).stat().st_size - 3 * 4096 + 50)
    _, found = bootstrap.salvage(closed_full, NAME, PASSWORD, tmp_path / "out", plain=False)
    papers = of(found, "blob")
    assert (papers.rows - papers.marked, papers.marked + papers.lost) == (1, 1)


def test_nothing_lies_in_clear_unless_somebody_insists(closed_full: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    path, _ = bootstrap.salvage(closed_full, NAME, PASSWORD, out, plain=False)
    with zipfile.ZipFile(path) as archive, pytest.raises(RuntimeError, match="encrypted"):
        archive.read("matter.jsonl")
    assert list(out.iterdir()) == [path]


def test_a_first_page_that_is_gone_says_so(closed_full: Path, tmp_path: Path) -> None:
    for name in (files.DESK_DB, files.PAPERS_DB):
        spoil(closed_full / name, 100)
    with pytest.raises(EnvironmentFault) as caught:
        bootstrap.salvage(closed_full, NAME, PASSWORD, tmp_path / "out", plain=False)
    assert caught.value.code == "store_damaged"
    assert list((tmp_path / "out").iterdir()) == []


def test_nobody_salvages_without_a_way_in(closed_full: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        bootstrap.salvage(closed_full, NAME, "falsch-2026", tmp_path / "out", plain=False)


def test_the_command_counts_and_says_what_is_missing(
    closed_full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(closed_full / files.PAPERS_DB, (closed_full / files.PAPERS_DB).stat().st_size - 3 * 4096 + 50)
    secret = tmp_path / "password"
    secret.write_text(PASSWORD, "utf-8")
    order = ["salvage", "--store", str(closed_full), "--user", NAME, "--password-file", str(secret)]
    assert main([*order, "--to", str(tmp_path / "out")]) == 3
    said = capsys.readouterr().out
    assert f"matter：取出 {COUNT} 行，完整" in said
    assert "原来的数据没有动" in said
    assert WORD not in said
