"""What stands in a folder, by the names of its files alone: asked before anybody logs in, so it loads nothing heavy."""

from __future__ import annotations

from pathlib import Path

from xinfang_desk.store import files

NONE = "none"
STORE = "store"
DAMAGED = "damaged"

SMALLEST_DB = 512  # bytes of the smallest page that a database can have


def folder_state(folder: Path) -> str:
    """``none`` (no store there), ``store``, ``damaged`` (files there, not a usable store). Raises nothing.

    Whether the files can be opened shows only at the log-in.
    """
    try:
        sizes = {name: _size(folder / name) for name in (files.DESK_DB, files.PAPERS_DB, files.KEYS)}
        unfinished = (folder / files.UNFINISHED).is_dir()
    except OSError:  # a folder that may not be looked into
        return DAMAGED
    keys = sizes.pop(files.KEYS)
    if keys is None and (unfinished or all(size is None for size in sizes.values())):
        return NONE
    whole = bool(keys) and all(size is not None and size >= SMALLEST_DB for size in sizes.values())
    return STORE if whole else DAMAGED


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return None
