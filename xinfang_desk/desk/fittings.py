"""What the windows are given from outside, and what their pages may ask of the program around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from xinfang_desk.desk.backup_keeper import BackupDone, BackupKeeper
    from xinfang_desk.desk.main_window import DeskFrame
    from xinfang_desk.desk.session import DeskSession
    from xinfang_desk.services.context import Desk, Parts


class LocalSettings(Protocol):
    """What belongs to this PC: printer, scale, last store, last name."""

    def get(self, key: str) -> str | int | float | bool: ...
    def set(self, key: str, value: str | int | float | bool) -> None: ...


@dataclass(frozen=True)
class BackupFile:
    """One backup to choose from; ``title`` says when and where, never whose."""

    path: Path
    moment: datetime | None
    title: str


@dataclass(frozen=True)
class Fittings:
    """What ``bootstrap`` hands to the windows besides the parts (which the worker builds)."""

    build_parts: Callable[[], Parts]
    store_state: Callable[[Path], str]
    default_folder: Path
    local: LocalSettings
    restore: Callable[[Path, Path], str]  # backup file, folder -> a sentence
    backup: Callable[[Desk, Path], str]
    backups: Callable[[Path], tuple[BackupFile, ...]] = lambda _folder: ()  # of the store in a folder, newest first
    keep: Callable[[Desk], Callable[[], BackupDone] | None] | None = None  # a round of the automatic backup


class Shell(Protocol):
    """The program around a page (``desk/app.py``)."""

    session: DeskSession
    local: LocalSettings
    fittings: Fittings
    frame: DeskFrame | None
    keeper: BackupKeeper

    def apply_look(self) -> None: ...
    def restore_from(self, backup: Path) -> None: ...
