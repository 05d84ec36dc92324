"""SQLCipher under SQLAlchemy: one raw key, the settings of design.md 6, one cached connection a thread."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlcipher3 import dbapi2

from xinfang_desk.store.faults import as_faults, fault

# A fault in the write-ahead log was put right there.
OLDEST_SQLITE = (3, 51, 3)

BUSY_MS = 5000

IMMEDIATE = "BEGIN IMMEDIATE"
DEFERRED = "BEGIN"

_BEGIN = "begin"


def check_sqlite(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """EnvironmentFault(code='sqlite_old') below 3.51.3."""
    if version < OLDEST_SQLITE:
        raise fault("sqlite_old")


def raw_connect(path: Path, key: bytes, busy_ms: int = BUSY_MS) -> Any:
    """A DBAPI connection in autocommit mode. The key is given raw, so no derivation is paid for; errors are DBAPI's."""
    check_sqlite()
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {int(busy_ms)}")
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise fault("not_local")
        for setting in (
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
            "recursive_triggers = ON",  # REPLACE meets the delete triggers too
            "cell_size_check = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def make_engine(path: Path, key: bytes, busy_ms: int = BUSY_MS, papers: Path | None = None) -> Engine:
    """An engine over one file; ``papers`` is attached for a migration. Values never stand in error texts."""

    def creator() -> Any:
        connection = raw_connect(path, key, busy_ms)
        if papers is not None:
            try:
                connection.execute(
                    f"ATTACH DATABASE ? AS papers KEY \"x'{key.hex()}'\"", (f"{papers.absolute().as_uri()}?mode=rw",)
                )
                connection.execute("PRAGMA papers.journal_mode = WAL")
            except BaseException:
                connection.close()
                raise
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=creator, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.info.get(_BEGIN, IMMEDIATE))

    return engine


def checkpoint(connection: Connection) -> None:
    """Brings the write-ahead log into the file and cuts it off, outside any transaction; whoever reads just then keeps
    it a while longer."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Lines:
    """Connections of one file, kept open per thread: opening one costs more than a small save.

    A thread takes a connection for one unit of work and gives it back; ``close`` closes them all.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._here = threading.local()
        self._lock = threading.Lock()
        self._all: set[Connection] = set()
        self._closed = False

    def take(self, begin: str) -> Connection:
        """A connection of this thread on which ``begin`` opens the next transaction."""
        if self._closed:
            raise RuntimeError("the store is closed")
        free: list[Connection] = self._here.__dict__.setdefault("free", [])
        if free:
            connection = free.pop()
        else:
            with as_faults():
                connection = self._engine.connect()
            with self._lock:
                self._all.add(connection)
        connection.info[_BEGIN] = begin
        return connection

    def give(self, connection: Connection) -> None:
        self._here.free.append(connection)

    def drop(self, connection: Connection) -> None:
        """Closes a connection that met a fault; SQLite rolls back what was open on it."""
        with self._lock:
            self._all.discard(connection)
        connection.invalidate()
        connection.close()

    def close(self) -> None:
        self._closed = True
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._engine.dispose()
