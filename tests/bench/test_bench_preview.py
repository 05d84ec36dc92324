"""The preview on screen after a letter is typed into a field, against rendering alone (budget 60 ms more)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from tests.bench.turns import in_turn, tell
from tests.fakes import real_office
from tests.story import killing
from xinfang_desk.desk.demo.driver import commit
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.services import issuing
from xinfang_desk.services.context import Desk

ROUNDS = 25
WORDS = "（示例）先向村里提出，再到镇便民服务中心3号窗口领表。"


@pytest.fixture
def hands(tmp_path: Path, qapp: QApplication) -> Iterator[ScriptHands]:
    """③ of the first visit, its answer half typed."""
    start = killing.NextStart(qapp, tmp_path)
    real_office.make_home(tmp_path, start.parts)
    with start.windows(tmp_path) as hands:
        row: QWidget = hands.get("today_row_0001")
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
        hands.settle()
        hands.pick("ask_kind_combo", "问怎么办")
        hands.type("reply_edit", WORDS)
        yield ScriptHands(hands.app)


def letter_to_picture(hands: ScriptHands) -> Callable[[], float]:
    """Types one letter and waits for the picture that shows it, painted."""
    editor, picture = hands.get("reply_edit", QPlainTextEdit), hands.get("paper_picture", QLabel)
    loop = QEventLoop()

    def type_one() -> float:
        old = picture.pixmap().cacheKey()

        def look() -> None:
            if picture.pixmap().cacheKey() != old:
                loop.quit()

        hands.app.session.idle.connect(look)
        start = time.perf_counter()
        commit(editor, "村")
        loop.exec()
        picture.repaint()
        seconds = time.perf_counter() - start
        hands.app.session.idle.disconnect(look)
        hands.settle()  # what else follows a letter, its draft, is over before the next measurement
        return seconds

    return type_one


def rendering(renderer: PaperRenderer, data: DocumentData) -> Callable[[], float]:
    """The PDF of the same paper, laid out anew."""

    def render() -> float:
        renderer._last = None
        start = time.perf_counter()
        renderer.pdf(data)
        return time.perf_counter() - start

    return render


def data_of(desk: Desk) -> DocumentData:
    with desk.store.read() as uow:
        reception = uow.receptions.all()[0]
    paper = next(one for one in issuing.owed_papers(desk, reception.id) if one.code == "B14")
    values = {**paper.values, "ask_kind": "ask", "reply": WORDS}
    return issuing.draft_paper(desk, issuing.PaperOrder(reception.id, paper.key, values)).data


def test_preview(hands: ScriptHands, capsys: pytest.CaptureFixture[str]) -> None:
    hands.settle()
    found: list[DocumentData] = []
    hands.app.session.run("data", data_of, done=found.append)
    hands.settle()
    renderer = hands.app.session.desk.parts.paper
    assert isinstance(renderer, PaperRenderer)
    render, shown = in_turn(
        (("render alone", rendering(renderer, found[0])), ("letter to picture", letter_to_picture(hands))), ROUNDS
    )
    least, middle = shown.least - render.least, shown.middle - render.middle
    tell(capsys, f"preview: {render}, {shown}, {least * 1000:.1f} ms more (medians {middle * 1000:.1f}, budget 60)")
