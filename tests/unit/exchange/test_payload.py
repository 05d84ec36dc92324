"""Every cell that leaves the desk is read back as a spreadsheet would read it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.exchange.test_package import PROFILES, nothing, row
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.gb18030 import REMNANTS, decode_gb18030, encode_gb18030
from xinfang_desk.domain.packages import PackageRow
from xinfang_desk.exchange.csv_rows import CsvFile, guarded, read_csv, unguarded
from xinfang_desk.exchange.payload import SHEET_NAME, payload_problems, write_payload
from xinfang_desk.exchange.profile import Profile, clean, load_profile, parse_profile
from xinfang_desk.exchange.sheet import CELL_LIMIT, read_sheet

MADE = datetime.fromisoformat("2026-11-24T17:30:00+08:00")
NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@'\"\t\r\n,;0123456789_x䶮㐂\u3000\u00a0\ufeff𬀩𰀀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile(PROFILES / "hn-draft.json")


@given(text=NASTY)
def test_a_guarded_cell_gives_its_value_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "010000", "431221199001010027", "'已有", "\t甲"])
def test_what_a_spreadsheet_would_change_is_guarded(text: str) -> None:
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["", "甲", "0", "2026-11-23", "13800000000", "2026-11-23 08:40:00", "0.5"])
def test_plain_cells_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.lists(NASTY.map(clean), min_size=3, max_size=3), max_size=5))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_as_written(tmp_path: Path, encoding: str, cells: list[list[str]]) -> None:
    old = set(REMNANTS)
    if encoding == "gb18030":  # the old private-use characters stand for the new ones there
        cells = [["".join(c for c in one if c not in old) for one in line] for line in cells]
    path = tmp_path / f"{encoding}.csv"
    with path.open("wb") as stream:
        made = CsvFile(stream, ("甲", "乙", "丙"), encoding)
        for line in cells:
            made.add(line)
    assert list(read_csv(path, encoding)) == [["甲", "乙", "丙"], *cells]


def test_gb18030_bytes_are_those_of_2022() -> None:
    assert encode_gb18030("\u9fb4") == b"\xfe\x59"
    assert decode_gb18030(encode_gb18030("䶮𬀩\u9fb4\u20087")) == "䶮𬀩\u9fb4\u20087"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(NASTY, min_size=1, max_size=4))
def test_files_agree_cell_by_cell(tmp_path_factory: pytest.TempPathFactory, profile: Profile, words: list[str]) -> None:
    folder = tmp_path_factory.mktemp("payload")
    rows = [row(number, gkxx=text, tsnr=text * 3) for number, text in enumerate(words, start=1)]
    written = write_payload(profile, rows, folder, MADE, nothing)
    assert payload_problems(profile, folder) == ()
    assert written.rows[SHEET_NAME] == len(words)


def test_items_with_several_visitors_or_none_keep_their_rows(tmp_path: Path, profile: Profile) -> None:
    group = row(1)
    many = replace(group, xfr=(*group.xfr, group.xfr[0] | {"xfrid": "w", "xm": "王二", "xfjzfrbz": "0"}))
    rows: list[PackageRow] = [many, replace(row(2), xfr=(), blfs=()), row(3)]
    write_payload(profile, rows, tmp_path, MADE, nothing)
    assert payload_problems(profile, tmp_path) == ()
    names = [
        line[profile.columns.index(next(c for c in profile.columns if c.heading == "姓名"))]
        for line in read_sheet(tmp_path / SHEET_NAME)
    ]
    assert names == ["姓名", "李𬀩明", "", "李𬀩明"]


def test_a_changed_cell_is_found(tmp_path: Path, profile: Profile) -> None:
    write_payload(profile, [row(1)], tmp_path, MADE, nothing)
    path = tmp_path / "xfr.csv"
    path.write_bytes(path.read_bytes().replace("李".encode(), "季".encode()))
    assert payload_problems(profile, tmp_path) == ("xfr.csv 读回来和写的不一样。",)


def test_a_missing_row_of_the_sheet_is_found(tmp_path: Path, profile: Profile) -> None:
    write_payload(profile, [row(1), row(2)], tmp_path, MADE, nothing)
    lines = (tmp_path / "xfj.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "xfj.jsonl").write_text("".join([*lines, lines[-1]]), "utf-8")
    assert f"{SHEET_NAME} 读回来和写的不一样。" in payload_problems(profile, tmp_path)


def test_a_text_longer_than_a_cell_says_where_it_stands(tmp_path: Path, profile: Profile) -> None:
    write_payload(profile, [row(1, tsnr="长" * (CELL_LIMIT + 5))], tmp_path, MADE, nothing)
    assert payload_problems(profile, tmp_path) == ()
    cells = list(read_sheet(tmp_path / SHEET_NAME))[1]
    cut = max(cells, key=len)
    assert len(cut) == CELL_LIMIT
    assert cut.endswith("（全文见 xfj.jsonl）")


def test_csv_opens_in_another_reader(tmp_path: Path, profile: Profile) -> None:
    write_payload(profile, [row(1, gkxx='他说："还钱"，\n两次')], tmp_path, MADE, nothing)
    with (tmp_path / "xfj.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert found[0]["gkxx"] == '他说："还钱"，\n两次'
    assert found[0]["nrfldm"] == "'010000"


def test_a_profile_may_ask_for_gb18030(tmp_path: Path) -> None:
    raw = json.loads((PROFILES / "hn-draft.json").read_bytes())
    chinese = parse_profile(raw | {"csv_encoding": "gb18030"}, "x")
    write_payload(chinese, [row(1)], tmp_path, MADE, nothing)
    assert payload_problems(chinese, tmp_path) == ()
    assert "李𬀩明" in decode_gb18030((tmp_path / "xfr.csv").read_bytes())
    with pytest.raises(ValueError, match="encoding"):
        parse_profile(raw | {"csv_encoding": "big5"}, "x")


def test_a_column_that_labels_a_person_stays_blank(tmp_path: Path) -> None:
    raw = json.loads((PROFILES / "hn-draft.json").read_bytes())
    raw["sheet"]["columns"].append({"heading": "异常动态"})
    labelled = parse_profile(raw, "x")
    assert labelled.blank_columns == ("异常动态",)
    write_payload(labelled, [row(1)], tmp_path, MADE, nothing)
    heads, cells = list(read_sheet(tmp_path / SHEET_NAME))
    assert dict(zip(heads, cells, strict=True))["异常动态"] == ""
    raw["sheet"]["columns"][-1] |= {"record": "xfj", "field": "gkxx"}
    with pytest.raises(UserError, match="只能留空"):
        parse_profile(raw, "x")
