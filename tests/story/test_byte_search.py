"""After a day at the real windows nothing that a person said stands readable in any file of the profile (issue 5.3).

Every file is searched byte by byte, its name too: store, write-ahead logs, backups, settings, log, the folder in which
packages are built, temporary files. What the printer was given and the package on the stick are meant to be read.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from tests.story.morning import DECIDER, HANDLER, RECEIVER, Clerk, open_window, visit, visitor
from tests.story.test_mornings import accepted
from xinfang_desk.desk.demo.steps import Comer, Matter, Visit
from xinfang_desk.log import start_log
from xinfang_desk.services import exporting

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
ASKED, FACTS = "请把水渠补偿算清楚一点", "修水渠少算了十二米半"
HALF = "这一句只打了一半还没登记"
SEALED, SEALED_FACTS = "举报村支书账目不清", "（密）发票对不上号"


def words_of_the_day() -> list[str]:
    people = [visitor(at) for at in (0, 1, 2)]
    said = [ASKED, FACTS, HALF, SEALED, SEALED_FACTS, RECEIVER, DECIDER, HANDLER]
    return [*said, *(word for one in people for word in (one.name, one.id_number, one.phone, one.address))]


def readable(folders: list[Path], words: list[str]) -> list[tuple[str, str, str]]:
    """(file, word, encoding) of everything that stands in clear."""
    wanted = [(word, code, word.encode(code)) for word in words for code in ENCODINGS]
    found = []
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        body = path.name.encode() + b"\n" + (path.read_bytes() if path.is_file() else b"")
        found += [(path.name, word, code) for word, code, raw in wanted if raw in body]
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and what it starts put temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def clerk(qapp: QApplication, tmp_path: Path, temporary: Path) -> Iterator[Clerk]:
    start_log(tmp_path / "home" / "log")
    with open_window(qapp, tmp_path) as made:
        yield made


def test_nothing_of_a_day_is_readable(clerk: Clerk, tmp_path: Path, temporary: Path) -> None:
    profile = [tmp_path / "home", tmp_path / "store", temporary]
    words = words_of_the_day()
    clerk.receive(visit(0, ASKED, FACTS, "农业农村"))
    accepted(clerk)
    clerk.receive(Visit((Comer(visitor(1)),), Matter(SEALED, SEALED_FACTS, "", "纪检监察"), RECEIVER, disclosure=True))
    stick = tmp_path / "stick"
    stick.mkdir()
    clerk.app.session.run("export", exporting.write_package, exporting.ExportOrder(stick))
    clerk.settle()
    assert list(stick.iterdir())
    _begin_a_form(clerk)
    clerk.app.recorder.take(ValueError(f"{visitor(0).name} {visitor(0).id_number} {ASKED}"))  # what a bug may carry
    clerk.get("broken_dialog").close()
    assert readable(profile, words) == []  # while the windows are open
    clerk.click("lock_button")
    clerk.app.keeper.wait()
    assert list((tmp_path / "home" / "backups").rglob("*.xfbak"))
    assert (tmp_path / "home" / "log" / "desk.log").stat().st_size > 0
    assert readable(profile, words) == []
    assert not list((tmp_path / "home" / "building").iterdir())
    assert readable([tmp_path / "printed"], [visitor(0).name]) == []  # a title names no person


def _begin_a_form(clerk: Clerk) -> None:
    """A visit that is only half typed; its draft is kept."""
    from PySide6.QtCore import Qt

    clerk.press(Qt.Key.Key_F2)
    clerk.click("source_visit_button")
    clerk.click("disclosure_no_button")
    clerk.type("visitor_name_edit", visitor(2).name)
    clerk.type("id_number_edit", visitor(2).id_number)
    clerk.type("request_edit", HALF)


@pytest.mark.parametrize("code", ENCODINGS)
def test_the_search_finds_what_is_readable(tmp_path: Path, code: str) -> None:
    (tmp_path / "half-written").write_bytes(b"\x00\x01" + HALF.encode(code) + b"\xff")
    assert readable([tmp_path], words_of_the_day()) == [("half-written", HALF, code)]
