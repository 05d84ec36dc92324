"""Backups are proved when they are made, and what is put back is compared before anything is touched."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import MATTER, SERIES, fill, row
from tests.store.test_processes import check_whole, lines, worker
from tests.store.worker import register
from xinfang_desk.domain import records as r
from xinfang_desk.domain.access import NewUser
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import backup, files, schema
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

WHEN = datetime(2026, 11, 23, 9, 30, 5, tzinfo=UTC)  # 17:30:05 at the counter
STORE_FILES = [files.DESK_DB, files.KEYS, files.PAPERS_DB]

Keep = Callable[[Opened], Opened]


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    with store.write() as unit:
        fill(unit)
        unit.blobs.add(b"%PDF" * 9000, "pdf")
    return store


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "U盘" / "备份"


@pytest.fixture
def made(filled: SqlStore, out: Path) -> Path:
    return backup.back_up(filled, out, WHEN)


def rewritten(path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]], method: int = 0) -> Path:
    """The same backup with other contents."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, body in change(parts).items():
            archive.writestr(name, body)
    return path


def relisted(**said: Any) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: parts | {backup.LIST: json.dumps(json.loads(parts[backup.LIST]) | said).encode()}


def listed_again(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The list made to fit the files."""
    said = json.loads(parts[backup.LIST])
    said["files"] = {
        name: {"size": len(parts[name]), "sha256": hashlib.sha256(parts[name]).hexdigest()} for name in said["files"]
    }
    return parts | {backup.LIST: json.dumps(said).encode()}


def test_a_backup_is_one_file_that_says_only_when(made: Path, out: Path, folder: Path) -> None:
    assert [path.name for path in out.iterdir()] == ["xinfang-desk-backup-20261123-173005.xfbak"]
    assert made == out / "xinfang-desk-backup-20261123-173005.xfbak"
    with zipfile.ZipFile(made) as archive:
        assert sorted(archive.namelist()) == [backup.LIST, *STORE_FILES]
        said = json.loads(archive.read(backup.LIST))
        for name in STORE_FILES:
            body = archive.read(name)
            assert said["files"][name] == {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    assert (said["format"], said["version"], said["revision"]) == (backup.FORMAT, 1, schema.REVISIONS[-1])
    assert not (folder / files.COPYING).exists()


def test_a_round_trip_brings_everything_back(
    vault: SqlVault, filled: SqlStore, admin: Opened, made: Path, folder: Path, tmp_path: Path, opened: Keep
) -> None:
    with filled.write() as unit:
        unit.drafts.delete("draft-1")
    there = tmp_path / "新的" / "文件夹"
    assert backup.restore(made, there) is None
    assert sorted(path.name for path in there.iterdir()) == STORE_FILES
    again = opened(vault.open(there, NAME, PASSWORD))
    assert (again.user, again.private_key, again.store.install_id) == (admin.user, admin.private_key, filled.install_id)
    with again.store.read() as unit, filled.read() as old:
        assert len(unit.drafts.all()) == 1
        for kind in ("receptions", "items", "documents", "sealed_contents", "series"):
            assert getattr(unit, kind).all() == getattr(old, kind).all()
        assert unit.audit.verify() == 1
        assert unit.blobs.get(hashlib.sha256(b"%PDF" * 9000).hexdigest()) == b"%PDF" * 9000


def test_nothing_is_overwritten(filled: SqlStore, made: Path, out: Path) -> None:
    before = made.read_bytes()
    second = backup.back_up(filled, out, WHEN)
    assert second.name == "xinfang-desk-backup-20261123-173005-2.xfbak"
    assert made.read_bytes() == before


def test_others_write_while_a_backup_is_made(
    vault: SqlVault, store: SqlStore, folder: Path, out: Path, tmp_path: Path, opened: Keep
) -> None:
    with store.write() as unit:
        unit.matters.add(row(r.Matter, MATTER))
        unit.series.add(row(r.NumberSeries, SERIES))
    with worker("register", folder, "", "0") as process:
        heard = lines(process)
        assert next(heard) == "ready"
        said = [next(heard), next(heard)]
        made = backup.back_up(store, out, WHEN)
        next(heard)
    backup.restore(made, tmp_path / "there")
    count = check_whole(opened(vault.open(tmp_path / "there", NAME, PASSWORD)).store, said)
    assert count >= 2
    register(store, "0")


def test_a_user_added_meanwhile_is_whole_or_absent(
    vault: SqlVault, admin: Opened, out: Path, tmp_path: Path, opened: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_file = backup.copy_file
    late = [NewUser("田叶", "田叶", ("clerk",), "tianye-2026")]

    def with_a_newcomer(source: Path, target: Path, key: bytes) -> None:
        copy_file(source, target, key)
        if late:
            vault.add_user(admin, late.pop(), "2026-11-23T09:30:05.000000Z", "user-2")

    monkeypatch.setattr(backup, "copy_file", with_a_newcomer)
    backup.restore(backup.back_up(admin.store, out, WHEN), tmp_path / "there")
    opened(vault.open(tmp_path / "there", "田叶", "tianye-2026"))


@pytest.mark.parametrize("name", [files.DESK_DB, files.PAPERS_DB])
def test_a_damaged_store_gives_no_backup(filled: SqlStore, folder: Path, out: Path, name: str) -> None:
    filled.close()
    with (folder / name).open("r+b") as file:
        file.seek(-2000, os.SEEK_END)
        file.write(os.urandom(16))
    with pytest.raises(EnvironmentFault) as caught:
        backup.back_up(filled, out, WHEN)
    assert caught.value.code == "store_damaged"
    assert list(out.iterdir()) == []
    assert not (folder / files.COPYING).exists()


def test_a_stick_that_is_full_leaves_nothing_half(filled: SqlStore, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_add", full)
    with pytest.raises(EnvironmentFault) as caught:
        backup.back_up(filled, out, WHEN)
    assert caught.value.code == "disk_full"
    assert list(out.iterdir()) == []


def test_a_stick_that_garbles_is_noticed(filled: SqlStore, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def garble(handle: int) -> None:
        fsync(handle)
        for part in out.glob(".*.part"):
            body = bytearray(part.read_bytes())
            body[len(body) // 3] ^= 1
            part.write_bytes(body)

    monkeypatch.setattr(os, "fsync", garble)
    with pytest.raises(EnvironmentFault) as caught:
        backup.back_up(filled, out, WHEN)
    assert caught.value.code == "backup_failed"
    assert list(out.iterdir()) == []


def test_what_a_kill_left_of_a_copy_is_tidied(filled: SqlStore, folder: Path, out: Path) -> None:
    (folder / files.COPYING).mkdir()
    (folder / files.COPYING / files.DESK_DB).write_bytes(b"half")
    backup.back_up(filled, out, WHEN)
    assert not (folder / files.COPYING).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is held there")
def test_two_backups_of_one_store_wait_for_each_other(filled: SqlStore, folder: Path, out: Path) -> None:
    (folder / files.COPYING).mkdir()
    other = files.hold_folder(folder / files.COPYING, alone=True)
    assert other is not None
    with pytest.raises(EnvironmentFault) as caught:
        backup.back_up(filled, out, WHEN)
    assert caught.value.code == "locked"
    other.release()
    assert backup.back_up(filled, out, WHEN).exists()


def test_an_empty_folder_is_filled(vault: SqlVault, made: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    assert backup.restore(made, tmp_path / "there") is None
    assert vault.state(tmp_path / "there") == "store"


def test_what_a_kill_left_of_putting_back_is_tidied(made: Path, tmp_path: Path) -> None:
    (tmp_path / ".there.restoring").mkdir()
    (tmp_path / ".there.restoring" / files.DESK_DB).write_bytes(b"half")
    assert backup.restore(made, tmp_path / "there") is None
    assert not (tmp_path / ".there.restoring").exists()


def test_automatic_backups_are_kept_in_turn(filled: SqlStore, folder: Path) -> None:
    for day in range(5):
        backup.before_migration(folder, filled.key, filled.install_id, WHEN + timedelta(days=day))
    kept = sorted(path.name for path in (folder / files.BACKUPS).iterdir())
    assert kept == [f"xinfang-desk-backup-202611{day}-173005.xfbak" for day in (25, 26, 27)]


# the way back


def test_a_damaged_store_is_set_aside_whole(
    vault: SqlVault, filled: SqlStore, made: Path, folder: Path, opened: Keep
) -> None:
    filled.close()
    (folder / files.DESK_DB).write_bytes(b"broken")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    aside = backup.restore(made, folder)
    assert aside == folder.with_name(f"{folder.name}-old-1")
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before
    again = vault.open(folder, NAME, PASSWORD)
    again.store.close()
    assert backup.restore(made, folder) == folder.with_name(f"{folder.name}-old-2")
    opened(vault.open(folder, NAME, PASSWORD))


def test_a_backup_from_the_store_s_own_folder_is_put_back(vault: SqlVault, filled: SqlStore, folder: Path) -> None:
    made = backup.before_migration(folder, filled.key, filled.install_id, WHEN)
    filled.close()
    assert backup.restore(made, folder) is not None
    vault.open(folder, NAME, PASSWORD).store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses to rename what is open")
def test_an_open_store_is_not_pulled_away(vault: SqlVault, filled: SqlStore, made: Path, folder: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        backup.restore(made, folder)
    assert caught.value.code == "locked"
    with filled.read() as unit:
        assert unit.matters.all()
    assert sorted(path.name for path in folder.parent.iterdir() if path.name.startswith(".")) == []


def test_a_folder_with_other_files_is_not_taken(made: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "照片.jpg").write_bytes(b"mine")
    with pytest.raises(EnvironmentFault) as caught:
        backup.restore(made, there)
    assert caught.value.code == "not_empty"
    assert (there / "照片.jpg").read_bytes() == b"mine"


def bad_zip(path: Path) -> Path:
    path.write_bytes(b"hello")
    return path


def cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def flipped(path: Path) -> Path:
    body = bytearray(path.read_bytes())
    body[len(body) // 3] ^= 1
    path.write_bytes(body)
    return path


def without(name: str) -> Callable[[Path], Path]:
    return lambda path: rewritten(path, lambda parts: {key: body for key, body in parts.items() if key != name})


def keys_of_another(path: Path) -> Path:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        return listed_again(parts | {files.KEYS: parts[files.KEYS].replace(b'"version": 1', b'"version": 1 ')})

    return rewritten(rewritten(path, change), relisted(install_id="another"))


def broken_keys(path: Path) -> Path:
    return rewritten(path, lambda parts: listed_again(parts | {files.KEYS: b"{}"}))


def compressed(path: Path) -> Path:
    return rewritten(path, lambda parts: parts, zipfile.ZIP_DEFLATED)


DAMAGED = [
    bad_zip,
    cut,
    flipped,
    *(without(name) for name in (backup.LIST, *STORE_FILES)),
    keys_of_another,
    broken_keys,
    compressed,
    lambda path: rewritten(path, relisted(format="other")),
    lambda path: rewritten(path, relisted(files={})),
    lambda path: rewritten(path, relisted(files=3)),
    lambda path: rewritten(path, lambda parts: parts | {backup.LIST: b"[1]"}),
    lambda path: rewritten(path, lambda parts: parts | {backup.LIST: b"\xff"}),
    lambda path: rewritten(path, lambda parts: parts | {backup.LIST: b" " * 70_000}),
]


@pytest.mark.parametrize("spoil", DAMAGED)
def test_a_damaged_backup_touches_nothing(
    filled: SqlStore, made: Path, folder: Path, spoil: Callable[[Path], Path]
) -> None:
    filled.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(EnvironmentFault) as caught:
        backup.restore(spoil(made), folder)
    assert caught.value.code == "backup_damaged"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("said", [{"revision": "9999"}, {"version": 3}])
def test_a_backup_of_a_later_program_is_refused(
    filled: SqlStore, made: Path, folder: Path, said: dict[str, Any]
) -> None:
    filled.close()
    with pytest.raises(EnvironmentFault) as caught:
        backup.restore(rewritten(made, relisted(**said)), folder)
    assert caught.value.code == "store_newer"
    assert folder.exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        backup.restore(tmp_path / "gone.xfbak", tmp_path / "there")
    assert not (tmp_path / "there").exists()


def test_a_name_in_the_archive_leads_nowhere_else(made: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        return parts | {"../outside": b"x", "extra.txt": b"y"}

    there = tmp_path / "there"
    backup.restore(rewritten(made, change), there)
    assert sorted(path.name for path in there.iterdir()) == STORE_FILES
    assert not (tmp_path / "outside").exists()
