"""The fixed forms: compiled ones are fresh, every input can be named aloud, reached by Tab and found by its words."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "ui").glob("*.ui"))
FORMS = ROOT / "xinfang_desk" / "desk" / "forms"

INPUTS = {"QLineEdit", "QComboBox", "QPlainTextEdit", "QTextEdit", "QSpinBox", "QDateEdit", "WordsEdit"}
SPEAKING = {"QCheckBox", "QPushButton", "QRadioButton", "QToolButton"}  # their own text is their name
PEOPLE_USE = INPUTS | SPEAKING
# What Designer calls things by itself: lineEdit_7, pushButton, verticalLayout_2.
DESIGNER_NAME = re.compile(r"[a-z]+[A-Z]\w*|\w*_\d+|widget|label|layout|button|edit|combo")
WORDS = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")


def _ids(path: Path) -> str:
    return path.stem


def _widgets(path: Path) -> Iterator[ElementTree.Element]:
    return ElementTree.parse(path).getroot().iter("widget")


def _property(element: ElementTree.Element, name: str) -> str:
    for one in element.findall("property"):
        if one.get("name") == name:
            return "".join(one.itertext()).strip()
    return ""


def test_every_source_has_its_compiled_form_and_no_other() -> None:
    assert SOURCES
    assert {f"ui_{path.stem}.py" for path in SOURCES} == {path.name for path in FORMS.glob("ui_*.py")}


@pytest.mark.parametrize("source", SOURCES, ids=_ids)
def test_the_compiled_form_is_fresh(source: Path) -> None:
    """After a change: ``pyside6-uic -a ui/X.ui -o xinfang_desk/desk/forms/ui_X.py``."""
    compiler = shutil.which("pyside6-uic", path=str(Path(sys.executable).parent))
    assert compiler is not None
    made = subprocess.run([compiler, "-a", str(source)], capture_output=True, check=True, timeout=60).stdout
    kept = (FORMS / f"ui_{source.stem}.py").read_bytes()
    assert made.decode().splitlines() == kept.decode().splitlines()


@pytest.mark.parametrize("source", SOURCES, ids=_ids)
def test_every_input_can_be_named_aloud(source: Path) -> None:
    widgets = list(_widgets(source))
    buddies = {_property(one, "buddy") for one in widgets if one.get("class") == "QLabel"}
    nameless = []
    for one in widgets:
        name, kind = one.get("name", ""), one.get("class", "")
        named = name in buddies or bool(_property(one, "accessibleName"))
        if kind in SPEAKING:
            named = named or bool(_property(one, "text"))
        if kind in PEOPLE_USE and not named:
            nameless.append(name)
    assert nameless == []
    assert buddies - {""} <= {one.get("name") for one in widgets}


@pytest.mark.parametrize("source", SOURCES, ids=_ids)
def test_names_are_words(source: Path) -> None:
    names = [one.get("name", "") for one in _widgets(source) if one.get("class") != "QWidget"]
    assert len(names) == len(set(names))
    assert [name for name in names if not WORDS.fullmatch(name) or DESIGNER_NAME.fullmatch(name)] == []


@pytest.mark.parametrize("source", SOURCES, ids=_ids)
def test_the_tab_order_holds_every_input_once(source: Path) -> None:
    root = ElementTree.parse(source).getroot()
    stops = [one.text for one in root.iter("tabstop")]
    reached = [one.get("name") for one in _widgets(source) if one.get("class") in PEOPLE_USE]
    assert len(stops) == len(set(stops))
    assert sorted(map(str, stops)) == sorted(map(str, reached))


@pytest.mark.parametrize("source", SOURCES, ids=_ids)
def test_sizes_are_not_fixed_in_pixels(source: Path) -> None:
    text = source.read_text("utf-8")
    assert "px" not in text
    assert '<property name="geometry">' not in text
    assert '<property name="maximumSize">' not in text
