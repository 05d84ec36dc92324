"""The log: topics, file names and line numbers, never a name, a number or a matter's words."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

TOPICS = ("desk", "store", "print", "card", "rules", "exchange")
FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start_log(folder: Path) -> Path:
    """Opens the rotating log file; its path is returned. A folder that cannot be written leaves only the console."""
    path = folder / "desk.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(path, maxBytes=512_000, backupCount=3, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORM))
    for topic in TOPICS:
        logger = logging.getLogger(topic)
        logger.handlers = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return path
