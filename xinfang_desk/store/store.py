"""An open store: units of work over its files, for every thread of this process and beside other processes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import blobs, schema
from xinfang_desk.store.faults import as_faults, fault, fault_of
from xinfang_desk.store.files import DESK_DB, PAPERS_DB, Hold, hold_folder, identity
from xinfang_desk.store.sqlite.connection import BUSY_MS, DEFERRED, IMMEDIATE, Lines, checkpoint, make_engine
from xinfang_desk.store.unit import SqlUnit


class SqlStore:
    """The files of one folder under one key, at the newest revision; ``papers`` where they lie elsewhere, ``held``
    where the caller holds the folder.

    Attributes:
        folder: where the files lie.
        install_id: the store's own id, made with it.
        key: the database key, for backups and key slots; it never leaves ``store``.
    """

    def __init__(
        self,
        folder: Path,
        install_id: str,
        key: bytes,
        new_id: Callable[[], str],
        random: Callable[[int], bytes],
        busy_ms: int = BUSY_MS,
        papers: Path | None = None,
        *,
        held: bool = False,
    ) -> None:
        self.folder = folder
        self.install_id = install_id
        self.key = key
        self._new_id = new_id
        self._random = random
        self._desk = Lines(make_engine(folder / DESK_DB, key, busy_ms))
        self._papers = Lines(make_engine(papers or folder / PAPERS_DB, key, busy_ms))
        self._here = threading.local()
        self._files = {path: identity(path) for path in (folder / DESK_DB, papers or folder / PAPERS_DB)}
        with as_faults():
            self._hold: Hold | None = Hold(-1) if held else hold_folder(folder)
        if self._hold is None:  # a backup is just being put back here
            raise fault("locked")

    @property
    def schema_count(self) -> int:
        """How many migrations made it."""
        return len(schema.REVISIONS)

    def write(self) -> AbstractContextManager[SqlUnit]:
        """One transaction that waits for other writers from its beginning; leaving the block commits.

        EnvironmentFault when the files fail (``locked`` after five seconds of waiting); then nothing was changed.
        RuntimeError for a second one inside the first, which would wait for ever.
        """
        return self._write()

    @contextmanager
    def _write(self) -> Iterator[SqlUnit]:
        if getattr(self._here, "writing", False):
            raise RuntimeError("a second unit of work inside the first would wait for ever")
        self._here.writing = True
        try:
            self._check_files()
            with self._unit(IMMEDIATE, writing=True) as unit:
                yield unit
        finally:
            self._here.writing = False

    def _check_files(self) -> None:
        """What lies under these names must be what was opened: a program that synchronises puts other files there, and
        what is written into the old ones would be gone with them. EnvironmentFault(code='replaced')."""
        with as_faults():
            if any(identity(path) != known for path, known in self._files.items()):
                raise fault("replaced")

    def read(self) -> AbstractContextManager[SqlUnit]:
        """One consistent view, whatever others write meanwhile."""
        return self._unit(DEFERRED, writing=False)

    @contextmanager
    def _unit(self, begin: str, *, writing: bool) -> Iterator[SqlUnit]:
        connection = self._desk.take(begin)
        sound = False
        try:
            with as_faults():
                transaction = connection.begin()
            unit = SqlUnit(connection, self._papers, writing=writing, new_id=self._new_id, random=self._random)
            try:
                with _database_faults():
                    yield unit
            except EnvironmentFault:
                raise
            except BaseException:
                with as_faults():
                    transaction.rollback()
                sound = True
                raise
            finally:
                unit.end()
            with as_faults():
                transaction.commit()
            sound = True
            forgotten = unit.forgotten
        finally:
            # What met a fault is closed, which also rolls back; so is what refused to commit.
            (self._desk.give if sound else self._desk.drop)(connection)
        if forgotten:
            self._empty(forgotten)

    def sweep(self) -> None:
        """Empties papers that a kill left standing after the row that named them was changed."""
        with self.read() as unit:
            left = unit.gone_blobs.where(emptied=False)
        if left:
            self._empty(tuple(row.sha256 for row in left))

    def _empty(self, hashes: tuple[str, ...]) -> None:
        """Outside the unit of work: the bytes go, then it is noted; the words leave both write-ahead logs too."""
        blobs.empty(self._papers, hashes)
        with self._unit(IMMEDIATE, writing=True) as unit:
            for sha256 in hashes:
                for row in unit.gone_blobs.where(sha256=sha256, emptied=False):
                    unit.gone_blobs.put(replace(row, emptied=True))
        connection = self._desk.take(DEFERRED)
        try:
            with as_faults():
                checkpoint(connection)
        finally:
            self._desk.give(connection)

    def close(self) -> None:
        """Closes every connection; the last one of a folder empties the write-ahead log. Twice is once."""
        self._desk.close()
        self._papers.close()
        if self._hold is not None:
            self._hold.release()
            self._hold = None


@contextmanager
def _database_faults() -> Iterator[None]:
    """Faults of the database alone: what else fails inside a use-case says so itself."""
    try:
        yield
    except DBAPIError as error:
        known = fault_of(error)
        if known is None:
            raise
        raise known from error
