"""Log-in beyond the password's own cost (budget 400 ms), and a store of 1,000,000 matters against an empty one (1.5).

``XINFANG_BENCH_MATTERS`` makes it smaller. No assertion.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from tests.bench.seeding import seed_matters
from tests.bench.turns import Times, in_turn, tell, tell_ratio, timed
from tests.fakes import real_office
from xinfang_desk.services import office, receptions
from xinfang_desk.services.context import Parts
from xinfang_desk.store.sqlite.keys import Argon
from xinfang_desk.store.store import SqlStore

ROUNDS = 15
MATTERS = int(os.environ.get("XINFANG_BENCH_MATTERS", "1000000"))


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return real_office.build_parts(tmp_path_factory.mktemp("parts"))


def open_and_show(parts: Parts, folder: Path) -> None:
    """Log in and what the first page asks, then out."""
    desk = office.log_in(parts, folder, real_office.CLERK, real_office.PASSWORD)
    receptions.today_board(desk)
    office.log_out(desk)


def test_log_in_beyond_argon(parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real_office.make_home(tmp_path, parts)
    argon = Argon()
    password = timed(lambda: argon.derive(real_office.PASSWORD, b"\x00" * 16))
    alone, whole = in_turn(
        (("Argon2 alone", password), ("log-in with a cheap password", timed(lambda: _log_in(parts, tmp_path)))), ROUNDS
    )
    tell(capsys, f"log-in: {alone}; beyond it {whole} (budget 400 ms)")


def _log_in(parts: Parts, home: Path) -> None:
    office.log_in(parts, home / real_office.STORE, real_office.CLERK, real_office.PASSWORD).store.close()


def test_a_million_matters_open_as_fast_as_none(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    real_office.make_home(empty, parts)
    shutil.copytree(empty, full)
    desk = office.log_in(parts, full / real_office.STORE, real_office.CLERK, real_office.PASSWORD)
    assert isinstance(desk.store, SqlStore)
    begin = time.perf_counter()
    try:
        seed_matters(desk.store, MATTERS, desk.user.id, office.staff(desk)[0].id)
    finally:
        desk.store.close()
    size = sum(path.stat().st_size for path in (full / real_office.STORE).iterdir())
    tell(capsys, f"{MATTERS} matters seeded in {time.perf_counter() - begin:.0f} s, {size / 1e6:.0f} MB")
    works = [
        (name, timed(lambda folder=folder: open_and_show(parts, folder / real_office.STORE)))  # type: ignore[misc]
        for name, folder in (("empty", empty), (f"{MATTERS} matters", full))
    ]
    for _name, work in works:
        work()
    bare, ours = in_turn(works, ROUNDS)
    assert isinstance(bare, Times)
    tell_ratio(capsys, "open and show", bare, ours, 1.5)
    shutil.rmtree(full)
