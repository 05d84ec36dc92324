"""The log: topics, file names and line numbers, never a name, a number or a matter's words."""

from __future__ import annotations

import logging
import os
from pathlib import Path

TOPICS = ("desk", "store", "print", "card", "rules", "exchange")
FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"
MOST_BYTES = 512_000
KEPT = 3


def start_log(folder: Path) -> Path:
    """Opens the log file, a new one when the last is large; its path is returned. A folder that cannot be written
    leaves only the console.

    ``logging.handlers`` would rotate while it writes, but what it loads is a hundredth of the start.
    """
    path = folder / "desk.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _turn(path)
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORM))
    for topic in TOPICS:
        logger = logging.getLogger(topic)
        logger.handlers = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return path


def _turn(path: Path) -> None:
    """desk.log → desk.log.1 → … ; the oldest goes."""
    if not path.exists() or path.stat().st_size < MOST_BYTES:
        return
    for number in range(KEPT, 0, -1):
        older = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
        if older.exists():
            os.replace(older, path.with_name(f"{path.name}.{number}"))
