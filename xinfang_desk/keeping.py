"""The automatic backups of one PC: where they lie, when one is due, and when a restore was last proved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from xinfang_desk.desk.backup_keeper import BackupDone, Keep
from xinfang_desk.desk.fittings import BackupFile, LocalSettings
from xinfang_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from xinfang_desk.services.context import Desk
    from xinfang_desk.store.backup import Source
    from xinfang_desk.store.store import SqlStore

ABSENT_DAYS = 7
PLACE_OWN, PLACE_SECOND, PLACE_BEFORE = "本机自动备份", "第二处", "升级前的备份"
FAILED = "自动备份没有做成：{sentence}"
ABSENT = "第二处备份（U盘）{days}天没有做了，请插上U盘，到“设置”的“数据”里点“现在备份到…”。"


def own_place(profile: Path, install_id: str) -> Path:
    """Where the backups of one store lie on this PC."""
    return profile / "backups" / install_id


def list_backups(local: LocalSettings, folder: Path) -> tuple[BackupFile, ...]:
    """Every backup that this PC knows of for a store, the newest first."""
    from xinfang_desk.services.context import BEIJING
    from xinfang_desk.store.backup import STEM, SUFFIX, made_at
    from xinfang_desk.store.files import BACKUPS

    places = {str(local.get("backup_folder")): PLACE_OWN, str(local.get("second_folder")): PLACE_SECOND}
    places[str(folder / BACKUPS)] = PLACE_BEFORE
    found = []
    for place, name in places.items():
        for path in Path(place).glob(f"{STEM}*{SUFFIX}") if place else ():
            moment = made_at(path)
            if moment is not None:
                shown = moment.astimezone(BEIJING)
                title = f"{shown.year}年{shown.month}月{shown.day}日 {shown:%H:%M} · {name}"
                found.append(BackupFile(path, moment, title))
    return tuple(sorted(found, key=lambda one: one.moment or datetime.min.replace(tzinfo=UTC), reverse=True))


def prepare(profile: Path, local: LocalSettings, desk: Desk) -> Keep | None:
    """A round for the store that is open now; it goes on working when the desk has been left."""
    from xinfang_desk.store.backup import Source
    from xinfang_desk.store.store import SqlStore

    store = desk.store
    if not isinstance(store, SqlStore):
        return None
    source = Source(store.folder, store.key, store.install_id)

    def keep() -> BackupDone:
        return _round(profile, local, desk, source)

    return keep


def _round(profile: Path, local: LocalSettings, desk: Desk, source: Source) -> BackupDone:
    from xinfang_desk.store.look import look

    store = _opened(desk, source.folder, source)
    try:
        state = f"{source.install_id} {look(store).state}"
        if state == local.get("backup_state"):
            return BackupDone(None, absent_sentence(local, desk.parts.clock.now()))
        own = own_place(profile, source.install_id)
        made = _one(desk, store, source, own)
        local.set("backup_proved_at", _text(desk.parts.clock.now()))
        local.set("backup_folder", str(own))
        local.set("backup_state", state)
        return BackupDone(made, _second(local, desk, store, source))
    finally:
        store.close()


def _second(local: LocalSettings, desk: Desk, store: SqlStore, source: Source) -> str:
    """The same onto the second place when it is there; what is to be said."""
    second = str(local.get("second_folder"))
    if second and Path(second).is_dir():
        try:
            _one(desk, store, source, Path(second))
        except EnvironmentFault as fault:
            return FAILED.format(sentence=fault.sentence)
        local.set("second_proved_at", _text(desk.parts.clock.now()))
    return absent_sentence(local, desk.parts.clock.now())


def _one(desk: Desk, store: SqlStore, source: Source, to: Path) -> Path:
    from xinfang_desk.store.backup import back_up_daily

    return back_up_daily(source, to, desk.parts.clock.now(), lambda copy, papers: prove(desk, store, copy, papers))


def prove(desk: Desk, store: SqlStore, copy: Path, papers: Path | None) -> None:
    """Opens a copy as a store and compares it. EnvironmentFault(code='backup_failed')."""
    from dataclasses import replace

    from xinfang_desk.bootstrap import build_paper
    from xinfang_desk.services.backup_proof import prove_copy
    from xinfang_desk.store.look import look
    from xinfang_desk.store.store import SqlStore

    opened = SqlStore(
        copy, store.install_id, store.key, desk.parts.ids.new_id, desk.parts.ids.random_bytes, papers=papers, held=True
    )
    try:
        # An engine of its own: the desk may be drawing a paper at this moment.
        there = replace(
            desk, parts=replace(desk.parts, paper=build_paper()), unlocked=replace(desk.unlocked, store=store)
        )
        prove_copy(there, opened, look(opened).newest_paper)
    finally:
        opened.close()


def _opened(desk: Desk, folder: Path, source: Source) -> SqlStore:
    from xinfang_desk.store.store import SqlStore

    return SqlStore(folder, source.install_id, source.key, desk.parts.ids.new_id, desk.parts.ids.random_bytes)


def absent_sentence(local: LocalSettings, now: datetime) -> str:
    """Asks for the second place when it has been away too long; empty where none was chosen."""
    last = read_moment(str(local.get("second_proved_at")))
    if not local.get("second_folder") or last is None:
        return ""
    days = (now - last) // timedelta(days=1)
    return ABSENT.format(days=days) if days >= ABSENT_DAYS else ""


def read_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
