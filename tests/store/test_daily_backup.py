"""The automatic backups: papers once by hash in a pool, thinned out by a rule, proved before they count, put back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import MATTER, row
from xinfang_desk.domain import records as r
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import backup, files, pool
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PAPER = secrets.token_bytes(300_000)


@pytest.fixture
def source(store: SqlStore) -> backup.Source:
    with store.write() as unit:
        unit.matters.add(row(r.Matter, MATTER))
        unit.blobs.add(PAPER, "paper")
    return backup.Source(store.folder, store.key, store.install_id)


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "自动备份"


def pools(to: Path) -> list[Path]:
    return sorted(to.glob(f"*{pool.SUFFIX}"))


def test_a_paper_is_copied_once(store: SqlStore, source: backup.Source, to: Path) -> None:
    first = backup.back_up_daily(source, to, AT)
    (papers,) = pools(to)
    size = papers.stat().st_size
    with store.write() as unit:
        unit.blobs.add(PAPER[:5000], "paper")
    second = backup.back_up_daily(source, to, AT + timedelta(minutes=30))
    assert pools(to) == [papers]
    assert size <= papers.stat().st_size < size + len(PAPER) // 2
    assert abs(second.stat().st_size - first.stat().st_size) < 50_000  # no paper stands in them
    assert backup.pool_of(first) == backup.pool_of(second) == papers.name


def test_it_leads_back_with_every_paper(
    vault: SqlVault,
    store: SqlStore,
    source: backup.Source,
    to: Path,
    tmp_path: Path,
    opened: Callable[[Opened], Opened],
) -> None:
    with store.write() as unit:
        sha = unit.blobs.add(b"%PDF later", "paper")
    made = backup.back_up_daily(source, to, AT)
    backup.restore(made, tmp_path / "新")
    again = opened(vault.open(tmp_path / "新", NAME, PASSWORD))
    with again.store.read() as unit:
        assert unit.matters.find(MATTER) is not None
        assert unit.blobs.get(sha) == b"%PDF later"


def test_without_its_pool_it_is_refused_with_the_reason(source: backup.Source, to: Path, tmp_path: Path) -> None:
    made = backup.back_up_daily(source, to, AT)
    pools(to)[0].unlink()
    with pytest.raises(EnvironmentFault) as caught:
        backup.restore(made, tmp_path / "新")
    assert caught.value.code == "backup_papers"
    assert not (tmp_path / "新").exists()


def test_what_the_proof_refuses_does_not_count(source: backup.Source, to: Path) -> None:
    def refuse(copy: Path, papers: Path | None) -> None:
        assert (copy / files.DESK_DB).is_file()
        assert papers is not None
        raise EnvironmentFault("不对", code="backup_failed")

    with pytest.raises(EnvironmentFault):
        backup.back_up_daily(source, to, AT, refuse)
    assert not list(to.glob(f"*{backup.SUFFIX}"))
    assert not (source.folder / files.COPYING).exists()


def test_old_ones_go_by_the_rule_and_whole_ones_stay(store: SqlStore, source: backup.Source, to: Path) -> None:
    whole = backup.back_up(store, to, AT - timedelta(days=900))
    for at in range(12):
        backup.back_up_daily(source, to, AT + timedelta(minutes=30 * at))
    left = sorted(to.glob(f"*{backup.SUFFIX}"))
    assert whole in left
    assert len(left) == 1 + 4
    assert len(pools(to)) == 1


@pytest.mark.parametrize("how", ["another key", "damaged"])
def test_a_pool_that_cannot_go_on_is_left_for_a_new_one(source: backup.Source, to: Path, how: str) -> None:
    backup.back_up_daily(source, to, AT)
    (old,) = pools(to)
    if how == "damaged":
        old.write_bytes(b"\x00" * 8192)
    else:
        old.write_bytes(secrets.token_bytes(8192))
    later = backup.back_up_daily(source, to, AT + timedelta(hours=1))
    assert backup.pool_of(later) != old.name
    assert len(pools(to)) == 2  # the first backup still names the old one


def test_a_broken_page_of_the_pool_is_found_on_the_next_day(source: backup.Source, to: Path) -> None:
    backup.back_up_daily(source, to, AT)
    (papers,) = pools(to)
    with papers.open("r+b") as file:
        file.seek(-3000, 2)
        file.write(secrets.token_bytes(16))
    with pytest.raises(EnvironmentFault) as caught:
        backup.back_up_daily(source, to, AT + timedelta(days=1))
    assert caught.value.code == "backup_failed"


def test_what_a_kill_left_of_a_backup_goes_with_the_next(source: backup.Source, to: Path) -> None:
    to.mkdir()
    (to / f".{backup.STEM}20261123-080000.part").write_bytes(b"half")
    backup.back_up_daily(source, to, AT)
    assert not list(to.glob(".*"))
