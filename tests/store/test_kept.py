"""A saved store of every release opens with this program: brought up after a backup, every row as it was.

``kept/0001`` and ``kept/0002`` were made by the programs whose last migration it was: ``make_vault().create`` and
``fill`` of ``rows.py`` as they were then.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.memory_store import KINDS
from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import BATCH, ITEM, WORLD
from xinfang_desk.store import files, migrate, schema
from xinfang_desk.store.backup import restore
from xinfang_desk.store.vault import SqlVault

KINDS_OF_0002 = {
    *("offices", "users", "staff", "authorities", "receptions", "visitors", "matters", "matter_merges", "items"),
    *("papers_received", "screenings", "documents", "recipients", "services", "print_jobs", "series", "clocks"),
    *("sealed_contents", "sealed_keys", "drafts", "corrections", "batches", "batch_items", "approvals"),
    "province_replies",
}
KEPT = Path(__file__).parent / "kept"
LATER = set(KINDS) - KINDS_OF_0002  # kinds that came after the second
SINCE = {"0001": LATER | {"province_replies"}, "0002": LATER}  # kinds that came after a release


@pytest.mark.parametrize("release", sorted(path.name for path in KEPT.iterdir()))
def test_a_store_of_a_release_opens_and_is_whole(
    vault: SqlVault, folder: Path, opened: Callable[[Opened], Opened], release: str
) -> None:
    shutil.copytree(KEPT / release, folder)
    admin = opened(vault.open(folder, NAME, PASSWORD))
    with migrate.migrating(folder, admin.store.key) as engine, engine.connect() as connection:
        assert migrate.stored_revision(connection) == schema.REVISIONS[-1]
    with admin.store.read() as unit:
        for kind, row in WORLD.items():
            row_id = getattr(row, "id", f"{BATCH}/{ITEM}")
            found = getattr(unit, kind).find(row_id)
            assert found == (None if kind in SINCE[release] else row), kind
        assert unit.audit.verify() == 1
    with admin.store.write() as unit:
        unit.province_typed.add(WORLD["province_typed"])
    assert len(list((folder / files.BACKUPS).glob("*.xfbak"))) == 1


def test_the_backup_taken_before_leads_back_and_up_again(
    vault: SqlVault, folder: Path, tmp_path: Path, opened: Callable[[Opened], Opened]
) -> None:
    shutil.copytree(KEPT / "0001", folder)
    vault.open(folder, NAME, PASSWORD).store.close()
    (backup,) = (folder / files.BACKUPS).iterdir()
    again = tmp_path / "新电脑"
    restore(backup, again)
    admin = opened(vault.open(again, NAME, PASSWORD))
    with admin.store.read() as unit:
        assert unit.items.get(ITEM) == WORLD["items"]
        assert unit.province_replies.all() == ()


def test_every_kept_release_is_a_revision_before_the_newest() -> None:
    kept = sorted(path.name for path in KEPT.iterdir())
    assert kept == ["0001", "0002"]
    assert set(kept) <= set(schema.REVISIONS[:-1])
