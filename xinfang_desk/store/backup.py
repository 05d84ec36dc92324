"""Backups: one file that was proved by opening what is in it, and the way back from it (style.md 28).

A backup is a plain ZIP without compression, as what it holds is encrypted: desk.db, papers.db, desk.keys and a list
with size and SHA-256 of each. Its name says when it was made and nothing else. The automatic ones of a folder (of
version 2) hold no papers.db; their list names the pool beside them (``pool.py``) that has every paper once.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import IO, Any

from xinfang_desk.domain.day_seal import DaySeal
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.keeping import to_keep
from xinfang_desk.store import files, migrate, opening, pool, schema
from xinfang_desk.store.audit import chain_seal
from xinfang_desk.store.faults import as_faults, fault
from xinfang_desk.store.place import check_local
from xinfang_desk.store.sqlite import keys as k
from xinfang_desk.store.sqlite.pages import check_seals, check_sense, copy_file
from xinfang_desk.store.store import SqlStore

SUFFIX = ".xfbak"
STEM = "xinfang-desk-backup-"
FORMAT = "xinfang-desk-backup"
VERSION, WITH_POOL = 1, 2
LIST = "backup.json"
KEPT = 3  # automatic backups before a migration

_NAMES = (files.DESK_DB, files.PAPERS_DB, files.KEYS)
_WITHOUT_PAPERS = (files.DESK_DB, files.KEYS)
_NO_BACKUP = (zipfile.BadZipFile, EOFError, NotImplementedError, KeyError, TypeError, ValueError)
_CHUNK = 1 << 20
_LIST_LIMIT = 1 << 16
_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Listed:
    """One file of a backup as its list names it."""

    size: int
    sha256: str


@dataclass(frozen=True)
class _Copied:
    """What the opened copy said of itself; ``pool`` where the papers lie apart."""

    revision: str
    seal: DaySeal | None
    pool: Path | None


Proof = Callable[[Path, Path | None], None]  # the copy's folder, the file of its papers where that lies elsewhere


def back_up(store: SqlStore, to: Path, at: datetime, proof: Proof | None = None) -> Path:
    """Writes one whole backup file of an open store into the folder ``to`` and returns its path.

    Others may go on writing meanwhile. ``proof`` may look at the copy and refuse it by an EnvironmentFault.
    EnvironmentFault: ``disk_full``, ``read_only``, ``store_damaged`` when the store itself is not sound,
    ``backup_failed`` when the copy is not; nothing half-written stays under its final name and nothing is overwritten.
    """
    return _write(Source(store.folder, store.key, store.install_id), to, at, proof)


def back_up_daily(source: Source, to: Path, at: datetime, proof: Proof | None = None) -> Path:
    """An automatic backup: the papers go into the pool of ``to``; older ones are thinned out by ``keeping.py``."""
    with as_faults():
        to.mkdir(parents=True, exist_ok=True)
        today = f"{STEM}{at.astimezone(_BEIJING):%Y%m%d}"
        first_today = not any(to.glob(f"{today}-*{SUFFIX}"))

    def pooled(_copy: Path) -> Path:
        stem = f"{at.astimezone(_BEIJING):%Y%m%d-%H%M%S}"
        return pool.bring_up(source.folder / files.PAPERS_DB, to, stem, source.key, check_all=first_today)

    path = _write(source, to, at, proof, pooled)
    thin_out(to, keep=path)
    return path


@dataclass(frozen=True)
class Source:
    """A store to be copied; it need not be open any more.

    Attributes:
        key: the database key.
    """

    folder: Path
    key: bytes = field(repr=False)
    install_id: str


def before_migration(folder: Path, key: bytes, install_id: str, at: datetime) -> Path:
    """The automatic backup in ``backups``; the newest ``KEPT`` stay."""
    to = folder / files.BACKUPS
    path = _write(Source(folder, key, install_id), to, at)
    with as_faults():
        for old in sorted(to.glob(f"{STEM}*{SUFFIX}"))[:-KEPT]:
            old.unlink()
    return path


def thin_out(to: Path, keep: Path) -> None:
    """Removes the automatic backups that the rule no longer keeps, and pools that none of the rest names."""
    with as_faults():
        made = {path: moment for path in to.glob(f"{STEM}*{SUFFIX}") if (moment := made_at(path)) is not None}
        kept = to_keep(made.values())
        for path, moment in made.items():
            if moment not in kept and path != keep and pool_of(path) is not None:
                path.unlink()
    pool.drop_unused(to, lambda: frozenset(name for path in to.glob(f"*{SUFFIX}") if (name := pool_of(path))))


def pool_of(path: Path) -> str | None:
    """The pool that an automatic backup names; None for a whole one and for what is no backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            said, _ = _list(archive)
    except (*_NO_BACKUP, EnvironmentFault):
        return None
    return str(said["pool"]) if said["version"] == WITH_POOL else None


def made_at(path: Path) -> datetime | None:
    """When a backup was made, from its name."""
    try:
        return datetime.strptime(path.name[len(STEM) : len(STEM) + 15], "%Y%m%d-%H%M%S").replace(tzinfo=_BEIJING)
    except ValueError:
        return None


def _write(
    source: Source, to: Path, at: datetime, proof: Proof | None = None, pooled: Callable[[Path], Path] | None = None
) -> Path:
    with as_faults():
        to.mkdir(parents=True, exist_ok=True)
        for left in to.glob(f".{STEM}*.part"):  # of a backup that a kill ended
            left.unlink()
    with _making(source.folder) as copy, as_faults():
        copied = _copy(source, copy, pooled)
        if proof is not None:
            proof(copy, copied.pool)
        return _pack(copy, to, source.install_id, copied, at)


@contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """A private folder for the copies; what a kill left there is removed, what another window makes there is not."""
    copy = folder / files.COPYING
    with as_faults():
        copy.mkdir(mode=0o700, exist_ok=True)
        hold = files.hold_folder(copy, alone=True)
    if hold is None:
        raise fault("locked")
    try:
        _empty(copy)
        yield copy
    finally:
        with as_faults():
            _empty(copy)
            hold.release()
            copy.rmdir()


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _copy(source: Source, copy: Path, pooled: Callable[[Path], Path] | None) -> _Copied:
    """Copies the three files and opens the copy; ``pooled`` brings the papers elsewhere instead.

    The keys are read before and after the rows; the papers come last, as each is there before the row that names it.
    """
    folder, key = source.folder, source.key
    check_seals(folder / files.DESK_DB, key)
    if pooled is None:
        check_seals(folder / files.PAPERS_DB, key)
    for _ in range(5):
        keys = k.load(folder)
        copy_file(folder / files.DESK_DB, copy / files.DESK_DB, key)
        if k.load(folder) == keys:
            break
    else:
        raise fault("locked")
    apart = pooled(copy) if pooled is not None else None
    if apart is None:
        copy_file(folder / files.PAPERS_DB, copy / files.PAPERS_DB, key)
    files.write_whole(copy / files.KEYS, k.to_bytes(keys))
    try:
        with opening.looking(copy, key, apart) as connection:
            check_sense(connection, ("main",) if apart is not None else ("main", "papers"))
            revision, seal = migrate.stored_revision(connection), chain_seal(connection, source.install_id)
            if revision == schema.REVISIONS[-1]:
                opening.check(connection, source.install_id)
    except EnvironmentFault as error:
        raise fault("backup_failed") from error
    return _Copied(revision, seal, apart)


def _pack(copy: Path, to: Path, install_id: str, copied: _Copied, at: datetime) -> Path:
    moment = at.astimezone(_BEIJING)
    stem = f"{STEM}{moment:%Y%m%d-%H%M%S}"
    part = to / f".{stem}.part"
    try:
        files.make_private(part)
        with part.open("r+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
                names = _NAMES if copied.pool is None else _WITHOUT_PAPERS
                listed = {name: _add(archive, copy / name, moment) for name in names}
                said = {
                    "format": FORMAT,
                    "version": VERSION if copied.pool is None else WITH_POOL,
                    "pool": copied.pool.name if copied.pool is not None else None,
                    "revision": copied.revision,
                    "install_id": install_id,
                    "made_at": at.astimezone(UTC).isoformat(),
                    "audit_seal": copied.seal.to_json() if copied.seal is not None else None,
                    "files": {name: {"size": one.size, "sha256": one.sha256} for name, one in listed.items()},
                }
                archive.writestr(zipfile.ZipInfo(LIST, moment.timetuple()[:6]), json.dumps(said, indent=1))
            raw.flush()
            os.fsync(raw.fileno())
            files.forget_cached(raw.fileno())
        _read(part, lambda _name, _chunk: None)
        final = next(path for path in _names(to, stem) if not path.exists())
        os.rename(part, final)
    except EnvironmentFault as error:
        part.unlink(missing_ok=True)
        raise fault("backup_failed") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    files.sync_folder(to)
    return final


def _names(to: Path, stem: str) -> Iterator[Path]:
    yield to / f"{stem}{SUFFIX}"
    number = 2
    while True:
        yield to / f"{stem}-{number}{SUFFIX}"
        number += 1


def _add(archive: zipfile.ZipFile, path: Path, moment: datetime) -> Listed:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(path.name, moment.timetuple()[:6])
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Listed(size, digest.hexdigest())


# the way back


def restore(backup: Path, folder: Path) -> Path | None:
    """Puts a backup into ``folder``; returns where the store that was there lies now, or None.

    Everything is read and compared before anything in the folder is touched. What was there is renamed, never deleted.
    EnvironmentFault: ``backup_damaged``, ``store_newer``, ``not_empty``, ``not_local``, ``locked``, ``disk_full``,
    ``read_only``.
    """
    check_local(folder)
    with as_faults():
        place = folder.absolute()
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() and not _is_ours(place):
            raise fault("not_empty")
        staging = place.parent / f".{place.name}.restoring"
        if staging.exists():
            shutil.rmtree(staging)
        staging.mkdir(mode=0o700)
        try:
            _unpack(backup, staging)
            aside = _set_aside(place)
            # A kill between these two renames leaves no store here, the old one aside and the backup as it was.
            os.rename(staging, place)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        files.sync_folder(place.parent)
    return aside


def _is_ours(place: Path) -> bool:
    """Whether a folder is empty or holds what is left of a store."""
    known = {*_NAMES, files.TRIES, files.BACKUPS, files.UNFINISHED, files.COPYING}
    found = {path.name for path in place.iterdir()} if place.is_dir() else {"a file"}
    return not found or bool(found & known)


def _set_aside(place: Path) -> Path | None:
    if not place.exists():
        return None
    hold = files.hold_folder(place, alone=True)
    if hold is None:
        raise fault("locked")
    try:
        if not any(place.iterdir()):
            place.rmdir()
            return None
        number = 1
        while (aside := place.with_name(f"{place.name}-old-{number}")).exists():
            number += 1
        os.rename(place, aside)
        return aside
    finally:
        hold.release()


def _unpack(backup: Path, staging: Path) -> None:
    handles: dict[str, IO[bytes]] = {}

    def keep(name: str, chunk: bytes) -> None:
        if name not in handles:
            files.make_private(staging / name)
            handles[name] = (staging / name).open("wb")
        handles[name].write(chunk)

    try:
        said = _read(backup, keep)
        for handle in handles.values():
            handle.flush()
            os.fsync(handle.fileno())
    finally:
        for handle in handles.values():
            handle.close()
    if said["revision"] not in schema.REVISIONS:
        raise fault("store_newer")
    try:
        keys = k.load(staging)
    except EnvironmentFault as error:
        if error.code == "store_newer":
            raise
        raise fault("backup_damaged") from error
    if keys.install_id != said["install_id"]:
        raise fault("backup_damaged")
    if said["version"] == WITH_POOL:
        apart = backup.parent / Path(said["pool"]).name
        if not apart.is_file():
            raise fault("backup_papers")
        pool.take_out(apart, staging / files.PAPERS_DB)
    files.sync_folder(staging)


def _read(path: Path, keep: Callable[[str, bytes], None]) -> dict[str, Any]:
    """Reads a whole backup, compares every file with the list and gives its bytes to ``keep``; returns the list.

    EnvironmentFault: ``backup_damaged``, ``store_newer`` for a later kind of backup.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            said, listed = _list(archive)
            for name, one in listed.items():
                info = archive.getinfo(name)
                if info.compress_type != zipfile.ZIP_STORED or info.file_size != one.size:
                    raise fault("backup_damaged")
                digest = hashlib.sha256()
                with archive.open(info) as source:
                    while chunk := source.read(_CHUNK):
                        digest.update(chunk)
                        keep(name, chunk)
                if digest.hexdigest() != one.sha256:
                    raise fault("backup_damaged")
    except _NO_BACKUP as error:
        raise fault("backup_damaged") from error
    return said


def _list(archive: zipfile.ZipFile) -> tuple[dict[str, Any], dict[str, Listed]]:
    info = archive.getinfo(LIST)
    if info.file_size > _LIST_LIMIT:
        raise fault("backup_damaged")
    said = json.loads(archive.read(info))
    if said["format"] != FORMAT:
        raise fault("backup_damaged")
    if said["version"] not in (VERSION, WITH_POOL):
        raise fault("store_newer")
    names = _NAMES if said["version"] == VERSION else _WITHOUT_PAPERS
    if said["version"] == WITH_POOL and not str(said["pool"]).endswith(pool.SUFFIX):
        raise fault("backup_damaged")
    listed = {name: Listed(int(said["files"][name]["size"]), str(said["files"][name]["sha256"])) for name in names}
    return said, listed
