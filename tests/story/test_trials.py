"""Ten kills with a fixed seed, as ``installer/dev.py trials`` makes hundreds: nothing acknowledged is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.story.trial_proof import Found, compare_numbers
from tests.story.trials import Tally

ROOT = Path(__file__).parents[2]
SEED = 20261123


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the trials fork")
def test_ten_kills_lose_and_double_nothing() -> None:
    """In a process of its own: a process with windows must not be forked."""
    command = [sys.executable, "-m", "tests.story.trials", "--kills", "10", "--seed", str(SEED)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    said = done.stdout.splitlines()
    assert (said[-1], done.returncode) == ("10 kills, 0 lost, 0 doubled", 0), done.stdout + done.stderr
    assert sum(int(line.split()[0]) for line in said if re.match(r" +\d+  ", line)) == 10


def test_what_is_found_is_counted() -> None:
    tally = Tally()
    tally.take("numbering", "at a statement", Found(lost=["number 3"], doubled=["number 4", "number 5"]))
    tally.take("typing", "at a moment", Found(broken=["the store does not open"]))
    assert tally.line == "2 kills, 1 lost, 2 doubled"
    assert tally.broken == 1


def test_a_gap_is_a_loss_and_a_number_twice_is_a_double() -> None:
    found = Found()
    compare_numbers([1, 3, 3], 4, "series 铜政", found)
    assert found.lost == ["series 铜政 2 is gone without a void", "series 铜政 4 is gone without a void"]
    assert found.doubled == ["series 铜政 3 stands twice"]
