"""Files of a store folder: written whole or not at all, for the owner's eyes only."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import fcntl

DESK_DB = "desk.db"
PAPERS_DB = "papers.db"
KEYS = "desk.keys"
TRIES = "desk.tries"
BACKUPS = "backups"
UNFINISHED = ".new"  # a store on its way into the folder
COPYING = ".copy"  # a backup on its way out of it

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


def identity(path: Path) -> tuple[int, int]:
    """Which file it is, whatever its name; (0, 0) for none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def sync_file(path: Path) -> None:
    """Makes what was written to a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def forget_cached(handle: int) -> None:
    """What is read next comes from the disk where the system can be asked for that, not from memory."""
    if sys.platform == "linux":
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder durable; Windows and some sticks have no such call and need none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
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


@dataclass
class Hold:
    """That a folder is in use, told to every other process by a lock on the folder itself."""

    handle: int

    def release(self) -> None:
        if self.handle >= 0:
            os.close(self.handle)
        self.handle = -1


def hold_folder(folder: Path, *, alone: bool = False) -> Hold | None:
    """Holds a folder together with others, or ``alone``; None when somebody else is in the way.

    Windows refuses by itself to rename a folder with open files: there nothing is held.
    """
    if sys.platform == "win32":
        return Hold(-1)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return Hold(handle)
