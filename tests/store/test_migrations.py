"""The migrations make exactly the tables of the models, and the triggers that guard them."""

from __future__ import annotations

import ast
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, UniqueConstraint, inspect
from sqlalchemy.exc import IntegrityError

from tests.store.making import NAME, PASSWORD, Opened
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import files, migrate, schema
from xinfang_desk.store.sqlite.triggers import DESK_TRIGGERS, PAPERS_TRIGGERS, stored_triggers
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

KEY = secrets.token_bytes(32)
VERSIONS = sorted((migrate.SCRIPTS / "versions").glob("[0-9]*.py"))


def two_files(folder: Path) -> Path:
    for name in (files.DESK_DB, files.PAPERS_DB):
        files.make_private(folder / name)
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Two empty files."""
    return two_files(tmp_path)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder = two_files(tmp_path_factory.mktemp("migrated"))
    migrate.bring_up(folder, KEY, back_up=lambda: None)
    with migrate.migrating(folder, KEY) as engine, engine.connect() as connection:
        yield connection


def everything(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What SQLite itself says is there."""
    with migrate.migrating(folder, KEY) as engine, engine.connect() as connection:
        return {
            name: [
                tuple(row)
                for row in connection.exec_driver_sql(
                    f"SELECT type, name, tbl_name, sql FROM {name}.sqlite_master "
                    "WHERE name <> 'alembic_version' AND tbl_name <> 'alembic_version' ORDER BY type, name"
                )
            ]
            for name in ("main", "papers")
        }


def test_the_list_of_revisions_is_that_of_the_files() -> None:
    scripts = ScriptDirectory(str(migrate.SCRIPTS))
    found = [script.revision for script in scripts.walk_revisions("base", "heads")]
    assert tuple(reversed(found)) == schema.REVISIONS
    assert len(VERSIONS) == len(schema.REVISIONS)
    assert list(schema.REVISIONS) == sorted(schema.REVISIONS)


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_the_package(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module or ""]
        else:
            continue
        assert not [name for name in names if name.split(".")[0] in ("xinfang_desk", "tests")]


@pytest.mark.parametrize("table", schema.METADATA.tables.values(), ids=str)
def test_a_migrated_table_is_that_of_the_models(migrated: Connection, table: Any) -> None:
    said = inspect(migrated)
    where = {"schema": table.schema}
    columns = said.get_columns(table.name, **where)
    assert [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in columns] == [
        (c.name, str(c.type.compile(migrated.dialect)), c.nullable, None) for c in table.columns
    ]
    key = said.get_pk_constraint(table.name, **where)
    assert (key["name"], key["constrained_columns"]) == (
        table.primary_key.name,
        [c.name for c in table.primary_key.columns],
    )
    assert {(one["name"], tuple(one["column_names"])) for one in said.get_unique_constraints(table.name, **where)} == {
        (_named(one, table), tuple(c.name for c in one.columns))
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    }
    assert {
        (one["name"], one["sqltext"].replace('"', "")) for one in said.get_check_constraints(table.name, **where)
    } == {
        (_named(one, table), str(one.sqltext).replace('"', ""))
        for one in table.constraints
        if isinstance(one, CheckConstraint)
    }
    assert {
        (one["name"], *one["constrained_columns"], one["referred_table"], *one["referred_columns"])
        for one in said.get_foreign_keys(table.name, **where)
    } == {
        (_named(one, table), one.column_keys[0], one.elements[0].column.table.name, one.elements[0].column.name)
        for one in table.foreign_key_constraints
    }
    assert all(
        one["options"] == {"initially": "DEFERRED", "deferrable": True}
        for one in said.get_foreign_keys(table.name, **where)
    )
    assert {
        (one["name"], tuple(one["column_names"]), bool(one["unique"])) for one in said.get_indexes(table.name, **where)
    } == {(_named(one, table), tuple(c.name for c in one.columns), one.unique) for one in table.indexes}


def _named(one: Any, table: Any) -> str:
    """The name that the convention gives."""
    from sqlalchemy.dialects import sqlite

    prepare = sqlite.dialect().identifier_preparer
    given = prepare.format_index(one) if hasattr(one, "unique") else prepare.format_constraint(one)
    return str(given).rsplit(".", maxsplit=1)[-1]


def test_there_is_no_other_table(migrated: Connection) -> None:
    said = inspect(migrated)
    index = {f"search_index{part}" for part in ("", "_config", "_data", "_docsize", "_idx")}  # FTS5 and its own tables
    assert {*said.get_table_names(), *(f"papers.{name}" for name in said.get_table_names("papers"))} == {
        *schema.METADATA.tables,
        *index,
        "alembic_version",
    }


def test_partial_indexes_leave_empty_text_out(migrated: Connection) -> None:
    rows = migrated.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'")
    found = {name: sql.split(" WHERE ")[1] for name, sql in rows}
    assert found == {
        "uq_item_register_no": "register_no <> ''",
        "uq_item_query_code": "query_code <> ''",
        "uq_document_number": "number <> ''",
    }


def test_the_triggers_are_the_ones_that_a_store_is_asked_for(migrated: Connection) -> None:
    assert stored_triggers(migrated) == DESK_TRIGGERS
    assert stored_triggers(migrated, "papers") == PAPERS_TRIGGERS


def test_up_down_up_leaves_the_same(bare: Path) -> None:
    with migrate.migrating(bare, KEY) as engine:
        migrate.run(engine, "head")
    first = everything(bare)
    for revision in ("base", *schema.REVISIONS[:-1]):
        with migrate.migrating(bare, KEY) as engine:
            migrate.run(engine, revision)
        if revision == "base":
            assert everything(bare) == {"main": [], "papers": []}
        with migrate.migrating(bare, KEY) as engine:
            migrate.run(engine, "head")
        assert everything(bare) == first


def test_a_migration_that_breaks_changes_nothing(bare: Path, tmp_path: Path) -> None:
    migrate.bring_up(bare, KEY, back_up=lambda: None)
    before = everything(bare)
    scripts = tmp_path / "broken"
    (scripts / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (scripts / name).write_bytes((migrate.SCRIPTS / name).read_bytes())
    for path in VERSIONS:
        (scripts / "versions" / path.name).write_bytes(path.read_bytes())
    newest = schema.REVISIONS[-1]
    (scripts / "versions" / "9999_broken.py").write_text(
        f"from alembic import op\nrevision = '9999'\ndown_revision = '{newest}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE half (a INTEGER)')\n    raise LookupError('on purpose')\n",
        "utf-8",
    )
    with migrate.migrating(bare, KEY) as engine, pytest.raises(LookupError):
        migrate.run(engine, "head", scripts)
    assert everything(bare) == before
    with migrate.migrating(bare, KEY) as engine, engine.connect() as connection:
        assert migrate.stored_revision(connection) == newest


def stand_at(store: SqlStore, revision: str) -> None:
    """The store says that it was made by another version."""
    with migrate.migrating(store.folder, store.key) as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))


def test_a_store_of_a_later_program_is_refused(vault: SqlVault, admin: Opened, folder: Path) -> None:
    stand_at(admin.store, "9999")
    admin.store.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(EnvironmentFault) as caught:
        vault.open(folder, NAME, PASSWORD)
    assert caught.value.code == "store_newer"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_backup_stands_before_an_older_store_is_changed(
    vault: SqlVault, admin: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.store.close()
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9999"))
    done: list[int] = []

    def run(engine: Any, target: str) -> None:
        done.append(len(list((folder / files.BACKUPS).glob("*.xfbak"))))
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    monkeypatch.setattr(migrate, "run", run)
    vault.open(folder, NAME, PASSWORD).store.close()
    vault.open(folder, NAME, PASSWORD).store.close()
    assert done == [1]


def test_without_a_backup_an_older_store_stays_as_it_is(
    vault: SqlVault, admin: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.store.close()
    (folder / files.BACKUPS).write_bytes(b"a file where the folder should be")
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9999"))
    monkeypatch.setattr(migrate, "run", lambda *_: pytest.fail("changed without a backup"))
    with pytest.raises(EnvironmentFault):
        vault.open(folder, NAME, PASSWORD)


def put_in(connection: Connection, table: str, **given: object) -> tuple[Any, ...]:
    """One row as the table wants it: ``given``, and what is dull elsewhere."""
    about = connection.exec_driver_sql(f"PRAGMA table_info({table})").fetchall()
    dull = {"TEXT": "", "BLOB": b""}
    row = tuple(
        given.get(name, None if not needed and not key else dull.get(kind, 1))
        for _, name, kind, needed, _, key in about
    )
    connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    return row


def test_what_was_served_stays_when_the_ways_grow(bare: Path) -> None:
    with migrate.migrating(bare, KEY) as engine:
        migrate.run(engine, "0007")
        with engine.begin() as connection:
            put_in(connection, "document", id="d1", pdf_sha256="0" * 64, state="final", number="1")
            put_in(connection, "recipient", id="r1", document_id="d1")
            row = put_in(connection, "service", id="s1", recipient_id="r1", way="unsigned", witness="石某")
        migrate.run(engine, "0008")
        with engine.begin() as connection:
            assert [tuple(one) for one in connection.exec_driver_sql("SELECT * FROM service")] == [row]
            connection.exec_driver_sql("UPDATE service SET way = 'family'")
            for wrong in ("UPDATE service SET way = 'whispered'", "DELETE FROM service"):
                with pytest.raises(IntegrityError):
                    connection.exec_driver_sql(wrong)
