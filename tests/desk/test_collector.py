"""Rubbish that holds a widget or a timer is collected on the main thread alone."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from pytestqt.qtbot import QtBot

from tests.desk.conftest import Room
from xinfang_desk.desk.collector import Collector


class Cycle:
    """Says on which thread it went."""

    def __init__(self, gone: Callable[[], None]) -> None:
        self.own, self._gone = self, gone

    def __del__(self) -> None:
        self._gone()


def test_the_worker_collects_nothing_while_the_windows_are_open(town: Room, qtbot: QtBot) -> None:
    town.start()
    threads: list[int] = []
    assert not gc.isenabled()
    with ThreadPoolExecutor(1) as worker:

        def litter() -> None:
            for _ in range(20_000):
                Cycle(lambda: threads.append(threading.get_ident()))

        worker.submit(litter).result()
    assert threads == []
    collector = town.app.collector
    assert isinstance(collector, Collector)
    while gc.get_count()[0] > gc.get_threshold()[0]:
        collector.collect()
    assert set(threads) == {threading.get_ident()}


def test_after_the_windows_python_collects_again(town: Room) -> None:
    town.enter()
    town.stop()
    assert gc.isenabled()
