"""A store that is missing, damaged, cannot be written or finds the disk full: a code, a sentence, and nothing lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import AT, MATTER, row
from tests.store.test_processes import lines, worker
from xinfang_desk.domain import records as r
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import files
from xinfang_desk.store.faults import SENTENCES
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

BOTH = (files.DESK_DB, files.PAPERS_DB)


def code_of(vault: SqlVault, folder: Path) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        vault.open(folder, NAME, PASSWORD)
    assert caught.value.sentence == SENTENCES[caught.value.code]
    assert caught.value.sentence.endswith("。")
    return caught.value.code


def test_a_folder_that_is_not_there_is_missing(vault: SqlVault, tmp_path: Path) -> None:
    assert vault.state(tmp_path / "gone") == "none"
    assert code_of(vault, tmp_path / "gone") == "store_missing"
    assert code_of(vault, tmp_path) == "store_missing"


@pytest.mark.parametrize("name", [*BOTH, files.KEYS])
@pytest.mark.parametrize("how", ["gone", "empty"])
def test_a_store_without_one_of_its_files_is_damaged(vault: SqlVault, closed: Path, name: str, how: str) -> None:
    (closed / name).unlink() if how == "gone" else os.truncate(closed / name, 0)
    assert vault.state(closed) == "damaged"
    assert code_of(vault, closed) == ("not_a_store" if (name, how) == (files.KEYS, "empty") else "store_damaged")


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("size", [100, 512, 4096, 5000])
def test_a_cut_off_file_is_damaged(vault: SqlVault, closed: Path, name: str, size: int) -> None:
    whole = (closed / name).stat().st_size
    assert whole > size
    os.truncate(closed / name, size)
    assert code_of(vault, closed) == "store_damaged"
    (closed / name).stat()


@pytest.mark.parametrize("name", BOTH)
def test_a_file_that_lost_its_end_is_damaged(vault: SqlVault, closed: Path, name: str) -> None:
    os.truncate(closed / name, (closed / name).stat().st_size - 4096)
    assert code_of(vault, closed) == "store_damaged"


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("place", ["salt", "first", "middle", "last"])
def test_a_changed_byte_is_found(vault: SqlVault, closed: Path, name: str, place: str) -> None:
    size = (closed / name).stat().st_size
    where = {"salt": 3, "first": 200, "middle": size // 2, "last": size - 2000}[place]
    with (closed / name).open("r+b") as file:
        file.seek(where)
        old = file.read(1)
        file.seek(where)
        file.write(bytes([old[0] ^ 0x40]))
    assert code_of(vault, closed) == "store_damaged"


def test_files_of_two_stores_are_no_store(vault: SqlVault, closed: Path, tmp_path: Path) -> None:
    from xinfang_desk.domain.access import NewUser

    other = tmp_path / "other"
    vault.create(other, NewUser(NAME, NAME, ("admin",), PASSWORD), AT, "user-1")[0].store.close()
    shutil.copy(other / files.PAPERS_DB, closed / files.PAPERS_DB)
    assert code_of(vault, closed) == "store_damaged"
    shutil.copy(other / files.DESK_DB, closed / files.DESK_DB)
    assert code_of(vault, closed) == "store_damaged"


def test_a_changed_key_file_is_not_taken_for_a_wrong_password(vault: SqlVault, closed: Path) -> None:
    path = closed / files.KEYS
    raw = path.read_bytes()
    middle = raw.index(b'"wrapped": "') + 20
    path.write_bytes(raw[:middle] + (b"A" if raw[middle : middle + 1] != b"A" else b"B") + raw[middle + 1 :])
    assert code_of(vault, closed) == "store_damaged"
    path.write_bytes(raw[: len(raw) // 2])
    assert code_of(vault, closed) == "store_damaged"


@pytest.mark.parametrize("body", [b"hello", b"\xff\xfe\x00", b"{}", b"[1]", b'{"format": "other"}', b"\x00" * 600])
def test_a_key_file_of_another_program_is_no_store(vault: SqlVault, closed: Path, body: bytes) -> None:
    (closed / files.KEYS).write_bytes(body)
    assert code_of(vault, closed) == "not_a_store"


def test_another_kind_of_database_is_damaged(vault: SqlVault, closed: Path) -> None:
    (closed / files.DESK_DB).write_bytes(b"SQLite format 3\x00" + os.urandom(8176))
    assert code_of(vault, closed) == "store_damaged"


@pytest.mark.parametrize("name", BOTH)
def test_a_page_that_reads_as_zeros_is_found(vault: SqlVault, admin: Opened, folder: Path, name: str) -> None:
    with admin.store.write() as unit:
        unit.matters.add(row(r.Matter, MATTER, title="字" * 9000))
        unit.blobs.add(b"%PDF" * 9000, "pdf")
    admin.store.close()
    with (folder / name).open("r+b") as file:  # the end of the long text, of the paper
        file.seek(-2000, os.SEEK_END)
        file.write(os.urandom(16))
    assert code_of(vault, folder) == "store_damaged"


def test_a_page_torn_by_a_power_cut_is_whole_in_the_log(
    vault: SqlVault, admin: Opened, folder: Path, opened: Callable[[Opened], Opened], tmp_path: Path
) -> None:
    with admin.store.write() as unit:
        unit.matters.add(row(r.Matter, MATTER, title="字" * 9000))
    image = tmp_path / "image"  # what lies on the disk while the log has not been emptied
    shutil.copytree(folder, image, ignore=shutil.ignore_patterns("*-shm"))
    assert (image / f"{files.DESK_DB}-wal").stat().st_size
    with (image / files.DESK_DB).open("r+b") as file:
        file.seek(2048)
        file.write(os.urandom(2048))  # half of the first page, which the log holds as well
    again = opened(vault.open(image, NAME, PASSWORD))
    with again.store.read() as unit:
        assert unit.matters.get(MATTER).title == "字" * 9000


def test_looking_at_a_damaged_store_changes_nothing(vault: SqlVault, closed: Path) -> None:
    with (closed / files.DESK_DB).open("r+b") as file:
        file.write(os.urandom(64))
    before = {path.name: path.read_bytes() for path in closed.iterdir()}
    assert code_of(vault, closed) == "store_damaged"
    assert {path.name: path.read_bytes() for path in closed.iterdir()} == before


def test_a_full_disk_says_so_and_loses_nothing(store: SqlStore, admin: Opened) -> None:
    def too_much() -> None:
        with store.write() as unit:
            unit.matters.add(row(r.Matter, MATTER))
            size = unit.ask(text("PRAGMA page_count")).scalar_one()
            unit.ask(text(f"PRAGMA max_page_count = {size + 3}"))
            unit.drafts.add(row(r.Draft, "draft-1", user_id=admin.user.id, body_json="字" * 40_000))

    with pytest.raises(EnvironmentFault) as caught:
        too_much()
    assert caught.value.code == "disk_full"
    with store.read() as unit:
        assert unit.matters.all() == ()
    with store.write() as unit:  # there is room again: the same connection is not used any more
        unit.drafts.add(row(r.Draft, "draft-1", user_id=admin.user.id, body_json="字" * 40_000))
    with store.read() as unit:
        assert len(unit.drafts.get("draft-1").body_json) == 40_000


def test_a_full_disk_while_a_password_is_changed_keeps_the_old_one(
    vault: SqlVault, admin: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[[Opened], Opened]
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentFault) as caught:
            vault.change_password(admin, NAME, "neu-mima-2026", PASSWORD)
    assert caught.value.code == "disk_full"
    assert not list(folder.glob("*.tmp"))
    opened(vault.open(folder, NAME, PASSWORD))


@pytest.fixture
def for_all(closed: Path) -> Iterator[Path]:
    """A store in a folder that everybody may look into and only its owner may write."""
    with tempfile.TemporaryDirectory() as root:
        os.chmod(root, 0o755)
        folder = Path(shutil.copytree(closed, Path(root) / "store"))
        os.chmod(folder, 0o755)
        for path in folder.iterdir():
            os.chmod(path, 0o644)
        yield folder


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become nobody")
def test_a_folder_without_permission_is_read_only(for_all: Path) -> None:
    with worker("open", for_all) as process:
        assert list(lines(process)) == ["read_only"]
    os.chmod(for_all, 0o777)
    with worker("open", for_all) as process:
        assert list(lines(process)) == ["read_only"]


def test_a_store_whose_files_may_not_be_written_is_read_only(
    vault: SqlVault, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != files.PAPERS_DB)
    assert code_of(vault, closed) == "read_only"


def test_a_bug_of_ours_stays_a_bug(store: SqlStore) -> None:
    with pytest.raises(Exception, match="no such table") as caught, store.write() as unit:
        unit.ask(text("SELECT * FROM no_such"))
    assert not isinstance(caught.value, EnvironmentFault)
    with store.write() as unit:
        unit.matters.add(row(r.Matter, MATTER))


def test_errors_carry_no_values(store: SqlStore) -> None:
    with pytest.raises(Exception, match="CHECK") as caught, store.write() as unit:
        unit.receptions.add(row(r.Reception, "r-1", source="李𬀩明的邻居"))
    assert "李" not in str(caught.value)


def test_a_closed_store_takes_nothing(store: SqlStore) -> None:
    store.close()
    store.close()
    with pytest.raises(RuntimeError, match="closed"), store.read():
        pass


def test_the_last_one_leaves_whole_files(admin: Opened, folder: Path) -> None:
    with admin.store.write() as unit:
        unit.matters.add(row(r.Matter, MATTER))
        unit.blobs.add(b"%PDF", "pdf")
    admin.store.close()
    assert sorted(path.name for path in folder.iterdir()) == [files.DESK_DB, files.KEYS, files.PAPERS_DB]
