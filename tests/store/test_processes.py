"""Several programs on one store, and programs that are killed: no number doubled or lost, nothing said forgotten."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import MATTER, SERIES, row
from tests.store.worker import PREFIX, STAGES, body_of, register
from xinfang_desk.domain import records as r
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import opening
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.sqlite.pages import check_sense
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

ROOT = Path(__file__).parents[2]


@pytest.fixture
def numbered(store: SqlStore) -> SqlStore:
    """A store with a matter and a series to take numbers from."""
    with store.write() as unit:
        unit.matters.add(row(r.Matter, MATTER))
        unit.series.add(row(r.NumberSeries, SERIES))
    return store


@contextmanager
def worker(mode: str, folder: Path, *rest: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.worker", mode, str(folder), *rest]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line.rstrip("\n")


def check_whole(store: SqlStore, said: list[str]) -> int:
    """Every number that was said is there with its rows and paper; all numbers run from 1 without gap or double."""
    with store.read() as unit:
        receptions, items, documents = unit.receptions.all(), unit.items.all(), unit.documents.all()
        count = len(receptions)
        assert sorted(one.seq for one in receptions) == list(range(1, count + 1))
        assert sorted(one.register_no for one in items) == [f"{PREFIX}{n:06d}" for n in range(1, count + 1)]
        assert sorted(one.number_seq or 0 for one in documents) == list(range(1, count + 1))
        assert unit.series.get(SERIES).next_seq == count + 1
        assert unit.outbox.last_seq() == unit.audit.verify() == count
        for line in said:
            seq, item_seq, number, key = line.split(" ")
            assert unit.receptions.get(f"r-{key}").seq == int(seq)
            assert unit.items.get(f"i-{key}").register_no == f"{PREFIX}{int(item_seq):06d}"
            assert unit.documents.get(f"d-{key}").number_seq == int(number)
        for document in documents:
            who = document.id.split("-")[1]
            assert unit.blobs.get(document.pdf_sha256) == body_of(document.number_seq or 0, who)
    with opening.looking(store.folder, store.key) as connection:
        opening.check(connection, store.install_id)
        check_sense(connection)
    return count


def test_two_programs_take_numbers_without_gap_or_double(numbered: SqlStore, folder: Path) -> None:
    with worker("numbers", folder, "12") as one, worker("numbers", folder, "12") as other:
        both = [lines(one), lines(other)]
        assert [next(each) for each in both] == ["ready", "ready"]
        for process in (one, other):
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        mine = [register(numbered, "0") for _ in range(6)]
        said = [list(each) for each in both]
        assert (one.wait(), other.wait()) == (0, 0)
    assert [len(each) for each in said] == [12, 12]
    assert check_whole(numbered, [*mine, *said[0], *said[1]]) == 30


def test_threads_of_one_program_take_numbers_too(numbered: SqlStore) -> None:
    said: list[str] = []

    def work(name: str) -> None:
        said.extend([register(numbered, name) for _ in range(10)])

    threads = [threading.Thread(target=work, args=(name,)) for name in ("10", "11", "12")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert check_whole(numbered, said) == 30


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot kill itself like this there")
@pytest.mark.parametrize("stage", STAGES)
def test_a_program_that_dies_at_a_stage_leaves_whole_visits(
    vault: SqlVault, numbered: SqlStore, folder: Path, stage: str
) -> None:
    numbered.close()
    with worker("register", folder, stage, "3") as process:
        said = list(lines(process))
        assert process.wait() == -9
    assert said[0] == "ready"
    assert len(said) == 3
    store = vault.open(folder, NAME, PASSWORD).store
    try:
        assert check_whole(store, said[1:]) == (3 if stage == "after_commit" else 2)
        register(store, "0")
        assert check_whole(store, said[1:]) == (4 if stage == "after_commit" else 3)
    finally:
        store.close()


def test_a_program_killed_at_any_moment_forgets_nothing(vault: SqlVault, numbered: SqlStore, folder: Path) -> None:
    numbered.close()
    moments = random.Random(20261123)
    said: list[str] = []
    for _ in range(3):
        with worker("register", folder, "", "0") as process:
            heard = lines(process)
            assert next(heard) == "ready"
            for _ in range(moments.randint(1, 12)):
                said.append(next(heard))
            process.kill()
            said.extend(heard)  # what was said before the kill came
        store = vault.open(folder, NAME, PASSWORD).store
        try:
            # one more may have been stored and not said
            assert len(said) <= check_whole(store, said) <= len(said) + 3
        finally:
            store.close()


def test_who_waits_too_long_is_told_and_can_go_on(numbered: SqlStore, admin: Opened) -> None:
    impatient = SqlStore(
        numbered.folder, numbered.install_id, numbered.key, lambda: "new", lambda count: b"\x00" * count, busy_ms=20
    )
    holder = raw_connect(numbered.folder / "desk.db", numbered.key)
    try:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentFault) as caught, impatient.write():
            pytest.fail("the lock is held")
        assert caught.value.code == "locked"
        with impatient.read() as unit:
            assert unit.users.get(admin.user.id) == admin.user
        holder.execute("ROLLBACK")
        register(impatient, "0")
    finally:
        holder.close()
        impatient.close()


def test_a_reader_keeps_its_view_while_others_write(numbered: SqlStore) -> None:
    with numbered.read() as unit:
        before = unit.receptions.all()
        thread = threading.Thread(target=register, args=(numbered, "9"))
        thread.start()
        thread.join()
        assert unit.receptions.all() == before == ()
    with numbered.read() as unit:
        assert len(unit.receptions.all()) == 1
