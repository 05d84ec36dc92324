"""A table that the province's system gives out: matched by our number, else confirmed by a person, never guessed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.services.conftest import Office
from xinfang_desk.bootstrap import PROFILES
from xinfang_desk.domain.errors import UserError
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.exchange.province_list import read_list
from xinfang_desk.resources import resource
from xinfang_desk.services import exchange_board, exporting
from xinfang_desk.services.context import Desk
from xinfang_desk.services.province import ExchangeState
from xinfang_desk.services.province_list import (
    NOBODY,
    NOT_HERE,
    SEVERAL,
    TWICE,
    read_province_list,
    take_province_list,
)
from xinfang_desk.services.receipts import ASK, NEW, REFUSED, SAME
from xinfang_desk.services.registration import complete_registration

HEADS = ("信访件编号", "登记编号", "姓名", "信访日期", "信访件状态", "是否全国初次信访")


@pytest.fixture
def desk(paper_office: Office, tmp_path: Path) -> Desk:
    bodies = [resource("profiles", name).read_bytes() for name in PROFILES]
    clerk = paper_office.clerk
    return replace(clerk, parts=replace(clerk.parts, packages=PackageWriter(bodies, tmp_path / "building")))


def record(office: Office) -> tuple[str, str]:
    """Id and register number of a screened record."""
    item_id = complete_registration(office.clerk, office.visit()).items[0].item_id
    office.conclude(item_id)
    return item_id, office.item(item_id).register_no


def table(path: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> Path:
    book = openpyxl.Workbook()
    for line in (heads, *rows):
        book.active.append(list(line))  # type: ignore[union-attr]
    book.save(path)
    return path


def verdicts(desk: Desk, path: Path) -> list[tuple[str, str]]:
    return [(line.verdict, line.sentence) for line in read_province_list(desk, path).lines]


def test_our_number_proves_a_line_and_twice_changes_nothing(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    item_id, number = record(paper_office)
    exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    file = table(tmp_path / "表.xlsx", ("430001", number, "", "", "受理", "是"), ("430002", "X-1", "", "", "", ""))
    assert verdicts(desk, file) == [(NEW, ""), (REFUSED, NOT_HERE)]
    done = take_province_list(desk, file)
    assert (done.taken, len(done.left)) == (1, 1)
    history = exchange_board.exchange_states(desk, item_id)
    assert history.state is ExchangeState.RECEIVED
    assert "430001" in history.steps[-1].sentence
    assert verdicts(desk, file)[0][0] == SAME
    assert take_province_list(desk, file).taken == 0


def test_a_record_that_never_went_by_file_counts_as_typed(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    item_id, number = record(paper_office)
    take_province_list(desk, table(tmp_path / "表.xlsx", ("430001", number, "", "", "", "")))
    assert exchange_board.exchange_states(desk, item_id).state is ExchangeState.RECEIVED


def test_name_and_day_want_a_person(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    item_id, _number = record(paper_office)
    name = paper_office.unit.visitors.all()[0].name
    day = paper_office.unit.receptions.all()[0].received_on
    year, month, date = (int(part) for part in day.split("-"))
    file = table(
        tmp_path / "表.xlsx",
        ("430001", "", name, f"{year}年{month}月{date}日", "", ""),
        ("430002", "", "（示例）无此人", day, "", ""),
    )
    assert [one[0] for one in verdicts(desk, file)] == [ASK, REFUSED]
    assert verdicts(desk, file)[1][1] == NOBODY
    assert take_province_list(desk, file).taken == 0
    assert take_province_list(desk, file, confirmed={item_id}).taken == 1
    record(paper_office)
    again = table(tmp_path / "又.xlsx", ("430009", "", name, day, "", ""))
    assert verdicts(desk, again) == [(REFUSED, SEVERAL)]


def test_numbers_that_contradict_are_asked_or_refused(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    first, number = record(paper_office)
    _second, other = record(paper_office)
    take_province_list(desk, table(tmp_path / "1.xlsx", ("430001", number, "", "", "", "")))
    file = table(tmp_path / "2.xlsx", ("430005", number, "", "", "", ""), ("430001", other, "", "", "", ""))
    found = verdicts(desk, file)
    assert found[0][0] == ASK
    assert "430001" in found[0][1]
    assert found[1][0] == REFUSED
    double = table(tmp_path / "3.xlsx", ("430007", number, "", "", "", ""), ("430007", other, "", "", "", ""))
    assert verdicts(desk, double) == [(REFUSED, TWICE)] * 2
    assert exchange_board.exchange_states(desk, first).steps[-1].sentence


@pytest.mark.parametrize(
    "heads", [("姓名", "信访日期"), ("信访件编号", "姓名"), ("甲", "乙"), ("信访件编号", "信访日期")]
)
def test_a_table_that_cannot_be_matched_is_refused_whole(tmp_path: Path, heads: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as caught:
        read_list(table(tmp_path / "表.xlsx", ("1", "2"), heads=heads))
    assert caught.value.code == "receipt"


def test_a_csv_in_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes("信访件编号,登记编号,信访日期\r\n'430000202600001,X-1,2026/1/5 08:00\r\n".encode("gb18030"))
    (row,) = read_list(path).rows
    assert (row.xfjbh, row.register_no, row.on_date) == ("430000202600001", "X-1", "2026-01-05")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: ("信访件编号,登记编号\n" + text).encode("utf-8", "ignore")),
    )
)
def test_no_file_breaks_the_reader(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(body)
    try:
        assert read_list(path).rows
    except UserError as error:
        assert error.code == "receipt"  # noqa: PT017
