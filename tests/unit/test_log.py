"""The log file turns over when it is large, and a folder that cannot be written stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from xinfang_desk import log


@pytest.fixture(autouse=True)
def quiet_after() -> Iterator[None]:
    """The loggers as they were."""
    loggers = [logging.getLogger(topic) for topic in log.TOPICS]
    before = [(one, one.handlers, one.level, one.propagate) for one in loggers]
    yield
    for one, handlers, level, propagate in before:
        for handler in one.handlers:
            handler.close()
        one.handlers, one.propagate = handlers, propagate
        one.setLevel(level)


def test_a_line_names_topic_and_no_more_is_kept_than_fits(tmp_path: Path) -> None:
    for number in range(log.KEPT + 2):
        path = log.start_log(tmp_path / "log")
        logging.getLogger("store").info("start %d", number)
        logging.getLogger("store").handlers[0].close()
        path.write_text(path.read_text("utf-8") + "x" * log.MOST_BYTES, "utf-8")
    names = {one.name for one in path.parent.iterdir()}
    assert names == {"desk.log", *(f"desk.log.{number}" for number in range(1, log.KEPT + 1))}
    assert path.read_text("utf-8").split("\n")[0].endswith(f"INFO store start {log.KEPT + 1}")
    assert f"start {log.KEPT}" in (path.parent / "desk.log.1").read_text("utf-8")


def test_a_small_log_goes_on(tmp_path: Path) -> None:
    for number in range(2):
        path = log.start_log(tmp_path)
        logging.getLogger("desk").info("start %d", number)
        logging.getLogger("desk").handlers[0].close()
    assert path.read_text("utf-8").count("start") == 2


def test_a_folder_that_cannot_be_made_leaves_the_console(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    log.start_log(tmp_path / "file" / "log")
    assert not isinstance(logging.getLogger("desk").handlers[0], logging.FileHandler)
