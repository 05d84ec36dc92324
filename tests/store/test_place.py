"""Network shares and synchronised folders are no place for a store; what stands in a folder is told by its files."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tests.store.making import NAME, PASSWORD
from tests.store.rows import AT
from xinfang_desk.domain.access import NewUser
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import backup, files, place
from xinfang_desk.store.state import folder_state
from xinfang_desk.store.vault import SqlVault

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//server/share /media/共享\\040盘 cifs rw 0 0
server:/export /home/desk/net nfs4 rw 0 0
/dev/sdb1 /home/desk/net/local ext4 rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("/home/desk/数据", "ext4"),
        ("/media/共享 盘/数据", "cifs"),
        ("/home/desk/net", "nfs4"),
        ("/home/desk/network", "ext4"),
        ("/home/desk/net/local/a", "ext4"),
    ],
)
def test_the_file_system_of_a_folder_is_that_of_its_mount(where: str, kind: str) -> None:
    assert place.file_system(Path(PurePosixPath(where)), MOUNTS) == kind


@pytest.mark.skipif(not place.MOUNTS.exists(), reason="only where the kernel tells its mounts")
def test_no_store_is_made_on_a_share(vault: SqlVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path} nfs rw 0 0\n", "utf-8")
    monkeypatch.setattr(place, "MOUNTS", mounts)
    for attempt in (
        lambda: vault.create(tmp_path / "new", NewUser(NAME, NAME, ("admin",), PASSWORD), AT, "user-1"),
        lambda: backup.restore(tmp_path / "any.xfbak", tmp_path / "new"),
    ):
        with pytest.raises(EnvironmentFault) as caught:
            attempt()
        assert caught.value.code == "not_local"
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not place.MOUNTS.exists(), reason="only where the kernel tells its mounts")
@pytest.mark.parametrize("kind", ["cifs", "nfs4", "fuse.sshfs", "9p"])
def test_a_store_that_was_moved_onto_a_share_is_not_opened(
    vault: SqlVault, closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    mounts = tmp_path / "mounts"
    point = str(closed).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//server/x {point} {kind} rw 0 0\n", "utf-8")
    monkeypatch.setattr(place, "MOUNTS", mounts)
    before = {path.name: path.read_bytes() for path in closed.iterdir()}
    with pytest.raises(EnvironmentFault) as caught:
        vault.open(closed, NAME, PASSWORD)
    assert caught.value.code == "not_local"
    assert "网络共享" in caught.value.sentence
    assert {path.name: path.read_bytes() for path in closed.iterdir()} == before


@pytest.mark.parametrize("name", ["OneDrive", "坚果云", "dropbox"])
def test_a_synchronised_folder_is_no_place(tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        place.check_local(tmp_path / name / "数据")
    assert caught.value.code == "not_local"
    place.check_local(tmp_path / f"{name}的旧文件")


@pytest.mark.parametrize(
    ("there", "state"),
    [
        ((), "none"),
        (("别的.txt",), "none"),
        ((files.DESK_DB, files.PAPERS_DB, files.KEYS), "store"),
        ((files.DESK_DB, files.PAPERS_DB), "damaged"),
        ((files.DESK_DB, files.KEYS), "damaged"),
        ((files.KEYS,), "damaged"),
        ((files.DESK_DB,), "damaged"),
        ((files.UNFINISHED, files.PAPERS_DB), "none"),
        ((files.UNFINISHED, files.DESK_DB, files.PAPERS_DB, files.KEYS), "store"),
    ],
)
def test_the_names_of_the_files_tell_the_state(tmp_path: Path, there: tuple[str, ...], state: str) -> None:
    for name in there:
        (tmp_path / name).mkdir() if name == files.UNFINISHED else (tmp_path / name).write_bytes(b"x" * 512)
    assert folder_state(tmp_path) == state


def test_a_file_in_the_folder_s_place_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert folder_state(tmp_path / "file") == "none"
