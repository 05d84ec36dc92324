"""Twenty notices of a group, made and sent as one print job, against each made and sent by itself (budget: less)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.turns import in_turn, tell_ratio, timed
from tests.documents import samples
from tests.fakes.print_commands import IDLE, PrintCommands
from xinfang_desk.devices.lp_printer import LpPrinter
from xinfang_desk.documents.renderer import PaperRenderer

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
COUNT, ROUNDS = 20, 5


def test_group(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = PrintCommands(tmp_path)  # the printing system's own work is not in it, only that it is called
    commands.queues(IDLE)
    commands.lp_takes("Brother-7")
    monkeypatch.setenv("PATH", str(tmp_path))
    renderer, printer = PaperRenderer(FONTS), LpPrinter()

    def made(number: int) -> bytes:
        data = replace(samples.PROVED, addressee=f"（示例）李{number}：")
        assert not renderer.missing(data)
        paper = renderer.pdf(data)
        assert not renderer.read_back(paper.pdf, data)
        return paper.pdf

    def apart() -> None:
        for number in range(COUNT):
            printer.send("Brother", made(number), 1, "B8")

    def together() -> None:
        printer.send("Brother", renderer.joined([made(number) for number in range(COUNT)], whole_sheets=False), 1, "B8")

    made(0)
    each, group = in_turn(((f"{COUNT} by themselves", timed(apart)), (f"{COUNT} in one job", timed(together))), ROUNDS)
    tell_ratio(capsys, "group", each, group, 1)
