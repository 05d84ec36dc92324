"""The window's thread never reads a font: nothing at the start, and later the store worker alone."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import Room
from tests.desk.test_issuing_step import has_picture, to_papers
from tests.desk.walks import KEY, fill_handler
from xinfang_desk.documents.coverage import Coverage
from xinfang_desk.documents.fonts import FontSet
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.resources import resource


@pytest.fixture
def readers(town: Room, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """(what was read, by which thread), with a renderer that has read nothing yet."""
    seen: list[tuple[str, str]] = []

    def told(kind: type, name: str, what: str) -> None:
        real = getattr(kind, name)

        def read(self: Any, *rest: Any) -> Any:
            seen.append((what, threading.current_thread().name))
            return real(self, *rest)

        monkeypatch.setattr(kind, name, read)

    told(FontSet, "_checked", "face")
    told(FontSet, "font", "font")
    told(Coverage, "missing_glyphs", "coverage")
    town.parts = replace(town.parts, paper=PaperRenderer(Path(resource("fonts"))))
    return seen


def test_the_start_reads_no_font_and_the_worker_reads_them_all(town: Room, readers: list[tuple[str, str]]) -> None:
    hands = town.enter()
    assert readers == []
    town.stop()
    hands = to_papers(town)
    hands.wait_for(lambda: has_picture(hands), "the preview")
    fill_handler(hands)
    hands.press(KEY.Key_F9)
    hands.settle()
    assert town.unit.documents.all()
    assert {what for what, _ in readers} == {"face", "font", "coverage"}
    assert {thread.split("_")[0] for _, thread in readers} == {"store"}
