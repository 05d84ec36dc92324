"""The papers of the automatic backups: one encrypted file beside them that only gains what is new, by hash.

A paper never changes, so a backup need not copy it twice. The file has the shape of ``papers.db`` and becomes one when
a backup is put back. A new one is begun where the old one cannot go on: another key, another shape, or papers that the
store no longer has because their retention is over.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import files
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.sqlite.pages import check_seals, copy_file, empty_log

SUFFIX = ".xfpool"
STEM = "xinfang-desk-papers-"

_SHAPE = "SELECT type, name, sql FROM {schema}.sqlite_master ORDER BY type, name"
_STRANGE = "SELECT count(*) FROM main.blob WHERE sha256 NOT IN (SELECT sha256 FROM papers.blob)"
_ADD = "INSERT INTO main.blob SELECT * FROM papers.blob WHERE sha256 NOT IN (SELECT sha256 FROM main.blob)"


def bring_up(papers: Path, folder: Path, stem: str, key: bytes, *, check_all: bool) -> Path:
    """The pool of ``folder`` with everything that ``papers`` holds; ``stem`` names a new one.

    ``check_all``: look at every page of an old one too; a new one is always looked at. EnvironmentFault as for a copy,
    ``backup_failed`` when the pool is not sound.
    """
    with as_faults():
        for old in sorted(folder.glob(f"{STEM}*{SUFFIX}"), reverse=True):
            if _add_to(old, papers, key):
                if check_all:
                    _check(old, key)
                return old
        new = folder / f"{STEM}{stem}{SUFFIX}"
        part = folder / f".{new.name}.part"
        try:
            copy_file(papers, part, key)
            _check(part, key)
            part.rename(new)
        finally:
            for left in folder.glob(f"{part.name}*"):
                left.unlink()
    return new


def _check(pool: Path, key: bytes) -> None:
    try:
        check_seals(pool, key)
    except EnvironmentFault as error:
        raise fault("backup_failed") from error


def _add_to(pool: Path, papers: Path, key: bytes) -> bool:
    """Adds what is new; False where this pool cannot go on."""
    try:
        connection = raw_connect(pool, key)
    except dbapi2.DatabaseError:
        return False
    try:
        connection.execute(
            f"ATTACH DATABASE ? AS papers KEY \"x'{key.hex()}'\"", (f"{papers.absolute().as_uri()}?mode=rw",)
        )
        if _shape(connection, "main") != _shape(connection, "papers"):
            return False
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute(_STRANGE).fetchone()[0]:
            connection.execute("ROLLBACK")
            return False
        connection.execute(_ADD)
        connection.execute("COMMIT")
        empty_log(connection)
    except dbapi2.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def _shape(connection: Any, schema: str) -> list[tuple[Any, ...]]:
    return list(connection.execute(_SHAPE.format(schema=schema)).fetchall())


def take_out(pool: Path, target: Path) -> None:
    """Makes ``target`` a papers file again, for a backup that is put back; it may hold papers that came later.

    Byte for byte, as nobody has given a password yet; what a kill left in its log goes along and is read at the log-in.
    """
    for tail in ("", "-wal"):
        source = pool.with_name(pool.name + tail)
        if not tail or source.exists():
            to = target.with_name(target.name + tail)
            files.make_private(to)
            shutil.copyfile(source, to)
            files.sync_file(to)


def drop_unused(folder: Path, used: Callable[[], frozenset[str]]) -> None:
    """Removes pools that no backup of the folder names."""
    with as_faults():
        named = used()
        for pool in folder.glob(f"{STEM}*{SUFFIX}"):
            if pool.name not in named:
                for left in folder.glob(f"{pool.name}*"):
                    left.unlink()
