"""Every page of a file: checked by its own seal, checked for sense, and copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from xinfang_desk.store import files
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.sqlite.connection import raw_connect

_ATTEMPTS = 3
_STEP = 256  # pages, a megabyte


def check_seals(path: Path, key: bytes) -> None:
    """EnvironmentFault(code='store_damaged') when a page is not what was written there.

    SQLCipher reads a damaged page in the middle of a long text or paper as zeros and says nothing, and quick_check
    does not see it; only this does. It looks at the file alone: a page that a power cut left half-written there, but
    whole in the write-ahead log, is put right from the log first.
    """
    with as_faults():
        connection = raw_connect(path, key)
        try:
            for _ in range(_ATTEMPTS):
                if connection.execute("PRAGMA cipher_integrity_check").fetchone() is None:
                    return
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            connection.close()
    raise fault("store_damaged")


def check_sense(connection: Connection, schemas: tuple[str, ...] = ("main", "papers")) -> None:
    """Looks at the structure of the attached files; EnvironmentFault(code='store_damaged')."""
    for schema in schemas:
        if connection.exec_driver_sql(f"PRAGMA {schema}.quick_check(1)").scalar() != "ok":
            raise fault("store_damaged")


def empty_log(connection: Any) -> None:
    """Brings a large log into its file by a statement, during which other threads go on; closing would do it too, but
    the driver holds every thread of the program meanwhile."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def copy_file(source: Path, target: Path, key: bytes) -> None:
    """SQLite's backup in small steps from one consistent view, whoever writes meanwhile.

    The open read transaction holds the view: without it a change by another connection begins the copy anew.
    """
    target.unlink(missing_ok=True)
    files.make_private(target)
    here = raw_connect(source, key)
    try:
        there = raw_connect(target, key)
        try:
            here.execute("BEGIN")
            here.execute("SELECT count(*) FROM sqlite_master").fetchone()
            here.backup(there, pages=_STEP)
            here.execute("COMMIT")
            empty_log(there)
        finally:
            there.close()
    finally:
        here.close()
