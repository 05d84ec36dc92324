"""Real stores on the disk, with passwords that cost nothing and a clock that is set by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.desk_parts import HandClock
from tests.store.making import NAME, PASSWORD, Opened, make_vault
from tests.store.rows import AT, FIRST_USER
from xinfang_desk.domain.access import NewUser
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def vault(clock: HandClock) -> SqlVault:
    return make_vault(clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据 铜湾"


@pytest.fixture
def opened() -> Iterator[Callable[[Opened], Opened]]:
    """Takes note of an open store and closes it after the test."""
    stores: list[SqlStore] = []

    def keep(one: Opened) -> Opened:
        stores.append(one.store)
        return one

    yield keep
    for store in stores:
        store.close()


@pytest.fixture(scope="session")
def first_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store that nobody opens, to be copied (making one takes ten times as long), and its recovery code."""
    folder = tmp_path_factory.mktemp("made") / "store"
    unlocked, code = make_vault().create(folder, NewUser(NAME, NAME, ("admin", "clerk"), PASSWORD), AT, FIRST_USER)
    unlocked.store.close()
    return folder, code


@pytest.fixture
def code(first_made: tuple[Path, str]) -> str:
    """The recovery code of the store in ``folder``."""
    return first_made[1]


@pytest.fixture
def closed(first_made: tuple[Path, str], folder: Path) -> Path:
    """A store with one user that nobody has opened yet."""
    shutil.copytree(first_made[0], folder)
    return folder


@pytest.fixture
def admin(vault: SqlVault, closed: Path, opened: Callable[[Opened], Opened]) -> Opened:
    """The same, open for its first user."""
    return opened(vault.open(closed, NAME, PASSWORD))


@pytest.fixture
def store(admin: Opened) -> SqlStore:
    return admin.store
