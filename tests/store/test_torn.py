"""Files that were exchanged, torn or cut off: each ends in a sentence, and what the disk still holds is not lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import row
from xinfang_desk.domain import records as r
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import files
from xinfang_desk.store.faults import SENTENCES
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

PAGE = 4096
WRITES = 24
IMAGE = shutil.ignore_patterns("*-shm")


def titles(store: SqlStore) -> list[str]:
    with store.read() as unit:
        return [matter.title for matter in unit.matters.all()]


@pytest.fixture
def written(admin: Opened, folder: Path, tmp_path: Path) -> tuple[Path, list[int]]:
    """The files on the disk after saves that stand in the log alone, and how long the log was after each."""
    sizes = []
    for at in range(WRITES):
        with admin.store.write() as unit:
            unit.matters.add(row(r.Matter, f"m-{at}", title=f"{at} " + "字" * 3000))
        sizes.append((folder / f"{files.DESK_DB}-wal").stat().st_size)
    image = tmp_path / "image"
    shutil.copytree(folder, image, ignore=IMAGE)
    return image, sizes


def test_a_log_cut_at_any_page_keeps_every_save_before_the_cut(
    vault: SqlVault, written: tuple[Path, list[int]], tmp_path: Path
) -> None:
    image, sizes = written
    wal = image / f"{files.DESK_DB}-wal"
    for end in range(wal.stat().st_size, max(0, wal.stat().st_size - (1 << 20)), -PAGE):
        torn = tmp_path / "torn"
        shutil.copytree(image, torn)
        os.truncate(torn / wal.name, end)
        there = vault.open(torn, NAME, PASSWORD)
        found = titles(there.store)
        there.store.close()
        whole = sum(size <= end for size in sizes)
        assert [title.split()[0] for title in found] == [str(at) for at in range(whole)], end
        shutil.rmtree(torn)


def test_a_log_torn_at_any_page_loses_nothing_before_the_tear(
    vault: SqlVault, written: tuple[Path, list[int]], tmp_path: Path
) -> None:
    """A sector that was never written reads as what stood there before: here as noise."""
    image, sizes = written
    wal = image / f"{files.DESK_DB}-wal"
    for start in range(0, min(wal.stat().st_size, 1 << 20), 4 * PAGE):
        torn = tmp_path / "torn"
        shutil.copytree(image, torn)
        with (torn / wal.name).open("r+b") as file:
            file.seek(start)
            file.write(os.urandom(512))
        there = vault.open(torn, NAME, PASSWORD)
        found = titles(there.store)
        there.store.close()
        assert len(found) >= sum(size <= start for size in sizes), start
        shutil.rmtree(torn)


@pytest.mark.parametrize("name", [files.DESK_DB, files.PAPERS_DB])
def test_a_database_cut_at_any_page_is_told_and_never_opened_as_if_whole(
    vault: SqlVault, admin: Opened, folder: Path, tmp_path: Path, name: str
) -> None:
    with admin.store.write() as unit:
        unit.matters.add(row(r.Matter, "m-1", title="字" * 30_000))
        unit.blobs.add(os.urandom(200_000), "paper")
    admin.store.close()
    whole = (folder / name).stat().st_size
    for size in range(whole - PAGE, max(0, whole - (1 << 20)), -PAGE):
        torn = tmp_path / "torn"
        shutil.copytree(folder, torn)
        os.truncate(torn / name, size)
        with pytest.raises(EnvironmentFault) as caught:
            vault.open(torn, NAME, PASSWORD)
        assert caught.value.code == "store_damaged"
        assert (torn / name).stat().st_size == size, "nothing is repaired silently"
        shutil.rmtree(torn)


@pytest.mark.parametrize("name", [files.DESK_DB, files.PAPERS_DB])
@pytest.mark.parametrize("how", ["replaced", "gone"])
def test_a_file_exchanged_under_the_program_is_noticed_before_the_next_write(
    store: SqlStore, folder: Path, tmp_path: Path, name: str, how: str
) -> None:
    with store.write() as unit:
        unit.matters.add(row(r.Matter, "m-1"))
    if how == "replaced":
        shutil.copy(folder / name, tmp_path / "synced")
        os.replace(tmp_path / "synced", folder / name)
    else:
        (folder / name).unlink()
    with pytest.raises(EnvironmentFault) as caught, store.write() as unit:
        unit.matters.add(row(r.Matter, "m-2"))
    assert (caught.value.code, caught.value.sentence) == ("replaced", SENTENCES["replaced"])


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_file_that_may_not_grow_is_a_full_disk(store: SqlStore, folder: Path) -> None:
    """RLIMIT_FSIZE in a process of its own."""
    store.close()
    limit = (folder / files.DESK_DB).stat().st_size + 200_000
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.store.making import NAME, PASSWORD, make_vault\n"
        "from tests.store.rows import row\n"
        "from xinfang_desk.domain import records as r\n"
        "from xinfang_desk.domain.errors import EnvironmentFault\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "store = make_vault().open(Path(sys.argv[1]), NAME, PASSWORD).store\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "kept = 0\n"
        "try:\n"
        "    while True:\n"
        "        with store.write() as unit:\n"
        "            unit.matters.add(row(r.Matter, f'm-{kept}', title='字' * 3000))\n"
        "        kept += 1\n"
        "except EnvironmentFault as fault:\n"
        "    print(fault.code, kept)\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(limit)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False, timeout=120)
    code, kept = done.stdout.split()
    assert code in ("disk_full", "disk_error"), done.stderr
    assert int(kept) > 0
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != limit


def test_what_was_saved_before_the_disk_was_full_is_there(
    vault: SqlVault, store: SqlStore, folder: Path, opened: Callable[[Opened], Opened]
) -> None:
    with store.write() as unit:
        unit.matters.add(row(r.Matter, "m-1", title="存过的"))
    limited = raw_connect(folder / files.DESK_DB, store.key)
    pages = limited.execute("PRAGMA page_count").fetchone()[0]
    limited.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Exception, match="full"):
        limited.execute("CREATE TABLE large (a)")
    limited.close()
    store.close()
    again = opened(vault.open(folder, NAME, PASSWORD))
    assert titles(again.store) == ["存过的"]
