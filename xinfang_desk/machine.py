"""The machine under a desk, as the self-check asks it: database engine, disk, fonts, reader, the newest backup."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.resources import resource

_BEIJING = timezone(timedelta(hours=8))


class Machine:
    """``backup_folder`` names where else backups go (a stick), or is empty."""

    def __init__(self, backup_folder: Callable[[], str] = str) -> None:
        self._backup_folder = backup_folder
        self._fonts_said = ""

    def database(self) -> str:
        """The engine's versions. EnvironmentFault(code='sqlite_old')."""
        from sqlcipher3 import dbapi2

        from xinfang_desk.store.sqlite.connection import check_sqlite

        check_sqlite()
        with dbapi2.connect(":memory:") as connection:
            (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
        connection.close()
        return f"SQLite {dbapi2.sqlite_version}，SQLCipher {cipher.split()[0]}。"

    def free_bytes(self, folder: Path) -> int:
        return shutil.disk_usage(folder).free

    def fonts(self) -> str:
        """Every face compared with the hash it was made with, once a run. EnvironmentFault(code='fonts')."""
        if not self._fonts_said:
            self._fonts_said = check_fonts()
        return self._fonts_said

    def reader(self) -> str:
        return "没有设读卡器，证件手工输入。"

    def newest_backup(self, folder: Path) -> datetime | None:
        """When the newest proved backup was made, by its name; in the store's own folder and on the second place."""
        from xinfang_desk.store.backup import STEM, SUFFIX
        from xinfang_desk.store.files import BACKUPS

        places = [folder / BACKUPS, *([Path(self._backup_folder())] if self._backup_folder() else [])]
        found = [_moment(path.name[len(STEM) :]) for place in places for path in place.glob(f"{STEM}*{SUFFIX}")]
        return max((moment for moment in found if moment is not None), default=None)


def _moment(tail: str) -> datetime | None:
    try:
        return datetime.strptime(tail[:15], "%Y%m%d-%H%M%S").replace(tzinfo=_BEIJING)
    except ValueError:
        return None


def check_fonts() -> str:
    """One sentence about the bundled faces. EnvironmentFault(code='fonts') names the one that is not ours."""
    from xinfang_desk.documents.coverage import Coverage

    folder = resource("fonts")
    faces = Coverage(folder).faces.values()
    for face in faces:
        try:
            with (folder / face.file).open("rb") as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == face.sha256
        except FileNotFoundError:
            same = False
        if not same:
            raise EnvironmentFault(f"{face.file} 和出厂时不一样，请重新安装本程序。", code="fonts")
    return f"{len(faces)} 个字体文件和出厂时一样。"
