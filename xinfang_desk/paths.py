"""Folders of this PC: the profile, the store, the private folder in which packages are built, the log."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

OVERRIDE = "XINFANG_DESK_HOME"


def profile_folder() -> Path:
    """The user's own data folder; ``XINFANG_DESK_HOME`` puts it elsewhere."""
    named = os.environ.get(OVERRIDE)
    return Path(named) if named else Path(platformdirs.user_data_dir("xinfang-desk", appauthor=False))


def default_store() -> Path:
    return profile_folder() / "store"


def building_folder() -> Path:
    return profile_folder() / "building"


def log_folder() -> Path:
    return profile_folder() / "log"


def settings_file() -> Path:
    return profile_folder() / "settings.json"
