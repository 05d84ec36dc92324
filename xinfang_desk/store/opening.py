"""Whether the files of a folder are a sound store of this program, asked once when it is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from xinfang_desk.store import files, migrate
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.schema import STORE_INFO
from xinfang_desk.store.sqlite.connection import DEFERRED, Lines
from xinfang_desk.store.sqlite.pages import check_seals
from xinfang_desk.store.sqlite.triggers import DESK_TRIGGERS, PAPERS_TRIGGERS, stored_triggers

INSTALL_ID = "install_id"
MADE_AT = "made_at"

# Bytes of a file up to which every page is looked at before a log-in goes on (a twentieth of a second). Each automatic
# backup, every half hour, looks at all pages of any desk.db; a paper is compared with its hash when it is used.
SEALS_UP_TO = 8 * 1024 * 1024


def check_files(folder: Path) -> None:
    """EnvironmentFault: ``store_damaged`` when one of the files is gone, ``read_only`` when one may not be written."""
    with as_faults():
        paths = [folder / name for name in (files.DESK_DB, files.PAPERS_DB)]
        if not all(path.is_file() and path.stat().st_size for path in paths):
            raise fault("store_damaged")
        if not all(os.access(path, os.W_OK) for path in (folder, *paths)):
            raise fault("read_only")


def make_ready(folder: Path, key: bytes, install_id: str, back_up: Callable[[], object]) -> None:
    """Brings a store to this program's revision, after ``back_up``, and checks it.

    EnvironmentFault: ``store_damaged`` also for triggers that are not ours or files of two stores, ``store_newer``.
    """
    with looking(folder, key) as connection:
        behind = migrate.is_behind(migrate.stored_revision(connection))
        if not behind:
            check(connection, install_id)
    if behind:
        migrate.bring_up(folder, key, back_up)
        with looking(folder, key) as connection:
            check(connection, install_id)
    with as_faults():
        for name in (files.DESK_DB, files.PAPERS_DB):
            if (folder / name).stat().st_size <= SEALS_UP_TO:
                check_seals(folder / name, key)


def check(connection: Connection, install_id: str) -> None:
    """EnvironmentFault(code='store_damaged') unless both attached files are a sound store of this revision."""
    if stored_triggers(connection) != DESK_TRIGGERS or stored_triggers(connection, "papers") != PAPERS_TRIGGERS:
        raise fault("store_damaged")
    named = select(STORE_INFO.c.value).where(STORE_INFO.c.key == INSTALL_ID)
    if connection.execute(named).scalar() != install_id:
        raise fault("store_damaged")


@contextmanager
def looking(folder: Path, key: bytes, papers: Path | None = None) -> Iterator[Connection]:
    """A connection over both files on one consistent view of each; nothing is changed."""
    with migrate.migrating(folder, key, papers=papers) as engine, as_faults():
        lines = Lines(engine)
        try:
            connection = lines.take(DEFERRED)
            with connection.begin():
                yield connection
        finally:
            lines.close()
