"""The whole job, twice over: two invented desks, two days, the real windows, store, papers and package.

The manual test plan in one run: what the demonstration leaves is opened by other engines and searched for what must not
be there.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import bagit
import openpyxl
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from xinfang_desk import bootstrap
from xinfang_desk.desk.demo import county, offices, people, town
from xinfang_desk.desk.demo.run import DeskScript, run_demo
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.domain.errors import UserError

SEED = 7
WINDOW = (1366, 768)
COUNTY_CODES = {"A1", "A2", "B1", "B2", "B2m", "B3", "B8", "B10", "B11"}
TOWN_CODES = {"A1", "A2", "A3", "A4", "A5", "A9", "B4", "B5", "B6a", "B6k", "B7", "B8", "B9", "B12", "B14", "C1"}
LEAVES = {
    "county": {"L06", "L08", "L12", "L18", "L19"},
    "township": {"L05", "L09", "L11", "L13", "L21", "L22", "L25", "L26", "L27"},
}


@dataclass(frozen=True)
class Played:
    """What one demonstration left."""

    out: Path
    report: dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Played:
    out = tmp_path_factory.mktemp("demo") / "两天"
    assert run_demo(out, SEED, bootstrap.build_demo) == 0
    return Played(out, json.loads((out / "report.json").read_text("utf-8")))


def test_leaves_what_the_issue_names_and_nothing_else(played: Played) -> None:
    assert {path.name for path in played.out.iterdir()} == {"notices", "screens", "export", "stores", "report.json"}
    for desk in ("county", "township"):
        assert {"desk.db", "papers.db", "desk.keys"} <= {path.name for path in (played.out / "stores" / desk).iterdir()}
    assert set(played.report) == {"users", "steps", "documents"}
    for step in played.report["steps"]:
        assert set(step) == {"name", "seconds", "keys"}
    for line in played.report["documents"]:
        assert set(line) == {"desk", "code", "number", "leaf", "file"}


def test_every_kind_of_paper_of_the_script_was_issued(played: Played) -> None:
    for desk, codes in (("county", COUNTY_CODES), ("township", TOWN_CODES)):
        lines = [line for line in played.report["documents"] if line["desk"] == desk]
        assert {line["code"] for line in lines} >= codes
        assert {line["leaf"] for line in lines} >= LEAVES[desk]


def test_every_paper_opens_and_bears_its_number(played: Played) -> None:
    lines = played.report["documents"]
    assert len(lines) == len(list((played.out / "notices").iterdir()))
    for line in lines:
        file = played.out / str(line["file"])
        assert file.name.startswith(f"{line['code']}-")
        assert file.name.isascii()
        assert str(line["number"]) in paper_text(file)


def test_rare_characters_are_on_the_papers(played: Played) -> None:
    texts = [paper_text(file) for file in sorted((played.out / "notices").iterdir())]
    for name in (people.LI.name, people.GONG.name):
        assert any(name in text for text in texts), name


def test_the_return_visit_is_told_what_the_store_knows(played: Played) -> None:
    """B12 names Monday's number and the day until which it has to be done; nobody typed them again."""
    (told,) = (played.out / "notices").glob("B12-township-*")
    assert "431221-2026-LF-000001" in paper_text(told)
    assert "2027年1月22日" in paper_text(told)


def test_an_address_is_printed_with_the_place_it_lies_in(played: Played) -> None:
    texts = [paper_text(file) for file in (played.out / "notices").glob("A1-county-*")]
    assert any("中方县新建镇（示例）清溪组12号" in text for text in texts)


def test_numbers_have_no_gap_and_no_double(played: Played) -> None:
    numbers = [str(line["number"]) for line in played.report["documents"]]
    assert len(numbers) == len(set(numbers))
    runs: dict[str, list[int]] = {}
    for number in numbers:
        word, _, rest = number.partition("〔2026〕")
        runs.setdefault(word, []).append(int(rest.removesuffix("号")))
    assert len(runs) == 5
    assert all(sorted(run) == list(range(1, len(run) + 1)) for run in runs.values())


def test_pictures_have_the_size_of_the_window(played: Played) -> None:
    pictures = sorted((played.out / "screens").iterdir())
    assert len(pictures) > 80
    for picture in pictures:
        head = picture.read_bytes()[:24]
        assert head.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", head[16:24]) == WINDOW, picture.name


def test_each_desk_wrote_a_package_that_other_programs_read(played: Played, tmp_path: Path) -> None:
    packages = sorted((played.out / "export").glob("*.zip"))
    assert len(packages) == 2
    for number, package in enumerate(packages):
        into = tmp_path / str(number)
        with zipfile.ZipFile(package) as archive:
            archive.extractall(into)
        (bag,) = [path.parent for path in into.rglob("bagit.txt")]
        bagit.Bag(str(bag)).validate()
        (sheet,) = bag.rglob("*.xlsx")
        book = openpyxl.load_workbook(sheet, read_only=True)
        rows = list(book.active.iter_rows(values_only=True))
        book.close()
        assert len(rows) > 3


def test_what_was_disclosed_stands_nowhere(played: Played, tmp_path: Path) -> None:
    with_packages = list(every_file(played.out, tmp_path))
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        wanted = county.SEALED_WORDS.encode(encoding)
        assert not [path.name for path in with_packages if wanted in path.read_bytes()]
    for file in (played.out / "notices").iterdir():
        assert county.SEALED_WORDS not in paper_text(file)


def test_no_file_is_named_after_a_person(played: Played) -> None:
    names = [person.name for person in vars(people).values() if isinstance(person, people.Person)]
    for path in played.out.rglob("*"):
        assert not any(name in path.name for name in names), path.name


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x", "utf-8")
    with pytest.raises(UserError):
        run_demo(tmp_path, SEED, bootstrap.build_demo)


def test_the_same_seed_gives_the_same_papers_and_pictures(tmp_path: Path, qapp: QApplication) -> None:
    """One visit of one desk, twice, in two folders."""

    def nothing(_hands: ScriptHands) -> None:
        return

    one = (DeskScript(offices.TOWNSHIP, town.acceptance, nothing),)
    for folder in ("first", "second"):
        run_demo(tmp_path / folder, SEED, bootstrap.build_demo, one)
    first, second = (hashes(tmp_path / folder) for folder in ("first", "second"))
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def hashes(out: Path) -> dict[str, str]:
    files = [*(out / "notices").iterdir(), *(out / "screens").iterdir()]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def paper_text(file: Path) -> str:
    """All text of a PDF without its line ends, read by an engine that did not write it."""
    document = pypdfium2.PdfDocument(file)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def every_file(out: Path, into: Path) -> Iterator[Path]:
    """Every file, and every part of every package and workbook."""
    waiting = [path for path in out.rglob("*") if path.is_file()]
    while waiting:
        path = waiting.pop()
        yield path
        if path.suffix in (".zip", ".xlsx"):
            inner = into / f"{len(list(into.iterdir()))}-{path.name}.parts"
            with zipfile.ZipFile(path) as archive:
                archive.extractall(inner)
            waiting += [one for one in inner.rglob("*") if one.is_file()]
