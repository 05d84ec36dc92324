"""Files of a store folder: written whole or not at all, for the owner's eyes only."""

from __future__ import annotations

import os
from pathlib import Path

DESK_DB = "desk.db"
PAPERS_DB = "papers.db"
KEYS = "desk.keys"
TRIES = "desk.tries"
BACKUPS = "backups"
UNFINISHED = ".new"  # a store on its way into the folder

OWNER_ONLY = 0o600


def write_whole(path: Path, body: bytes) -> None:
    """Temp + flush + fsync + replace; the permissions are set before the data (style.md 27)."""
    temp = path.with_name(path.name + ".tmp")
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temp, path)
    except BaseException:
        temp.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Makes what was written to a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(path: Path) -> None:
    """An empty file that only its owner may read, for the database to grow in."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def clear_unfinished(folder: Path) -> bool:
    """Removes what a broken-off creation or restoring left behind; True when there was such a thing.

    Files are moved in with ``desk.keys`` last, so a folder with ``.new`` and without keys never held a finished store.
    """
    staging = folder / UNFINISHED
    if not staging.is_dir():
        return False
    for path in staging.iterdir():
        path.unlink()
    if not (folder / KEYS).exists():
        for name in (DESK_DB, PAPERS_DB):
            (folder / name).unlink(missing_ok=True)
    staging.rmdir()
    return True


def move_in(folder: Path) -> None:
    """Moves a finished store from ``.new`` into its folder, the keys last."""
    staging = folder / UNFINISHED
    for name in (PAPERS_DB, DESK_DB, KEYS):
        os.replace(staging / name, folder / name)
        sync_folder(folder)
    staging.rmdir()
    sync_folder(folder)
