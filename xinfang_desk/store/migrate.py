"""Brings a store's tables to the shape of this program: only by Alembic, in one real transaction, after a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from xinfang_desk.store import schema
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.files import DESK_DB, PAPERS_DB
from xinfang_desk.store.sqlite.connection import BUSY_MS, make_engine

SCRIPTS = Path(__file__).parent / "migrations"


def stored_revision(connection: Connection) -> str:
    """The revision that a store stands at, or empty before the first."""
    with_table = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.exec_driver_sql(with_table).scalar_one() == 0:
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def is_behind(revision: str) -> bool:
    """Whether a store at this revision needs a migration. EnvironmentFault(code='store_newer') for an unknown one."""
    if revision and revision not in schema.REVISIONS:
        raise fault("store_newer")
    return revision != schema.REVISIONS[-1]


def bring_up(folder: Path, key: bytes, back_up: Callable[[], object], busy_ms: int = BUSY_MS) -> bool:
    """Brings the files of ``folder`` to the newest revision; True when something was done.

    ``back_up`` is called before a store that already has tables is touched; when it raises, nothing is changed.
    """
    with migrating(folder, key, busy_ms) as engine, as_faults():
        with engine.connect() as connection:
            revision = stored_revision(connection)
        if not is_behind(revision):
            return False
        if revision:
            back_up()
        run(engine, "head")
        return True


def run(engine: Engine, target: str, scripts: Path = SCRIPTS) -> None:
    """Runs the revisions up or down to ``target`` in one BEGIN IMMEDIATE transaction over desk.db and papers.db."""
    from alembic import command  # imported here: it costs a tenth of a second that most starts need not pay
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        down = target == "base" or target < stored_revision(connection)
        (command.downgrade if down else command.upgrade)(config, target)


@contextmanager
def migrating(folder: Path, key: bytes, busy_ms: int = BUSY_MS, papers: Path | None = None) -> Iterator[Engine]:
    """An engine over both files of a folder (or ``papers`` from elsewhere), put away afterwards."""
    engine = make_engine(folder / DESK_DB, key, busy_ms, papers=papers or folder / PAPERS_DB)
    try:
        yield engine
    finally:
        engine.dispose()
