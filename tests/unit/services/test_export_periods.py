"""报送期: asked on its day, closed by the receipt, and the sheet that goes with the stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.bootstrap import PROFILES
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.papers import Table
from xinfang_desk.domain.periods import Every
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.resources import resource
from xinfang_desk.services import export_periods, exporting
from xinfang_desk.services.context import Desk, current_profile
from xinfang_desk.services.registration import complete_registration


@pytest.fixture
def desk(paper_office: Office, tmp_path: Path) -> Desk:
    bodies = [resource("profiles", name).read_bytes() for name in PROFILES]
    clerk = paper_office.clerk
    return replace(clerk, parts=replace(clerk.parts, packages=PackageWriter(bodies, tmp_path / "building")))


def test_a_period_is_asked_on_its_day_and_after(paper_office: Office, desk: Desk, later: Callable[..., None]) -> None:
    assert export_periods.due_sentence(desk) == ""
    with pytest.raises(UserError):
        export_periods.set_period(desk, Every("days", 2))
    export_periods.set_period(paper_office.admin, Every("days", 2))
    assert export_periods.due_sentence(desk) == ""  # nothing waits yet
    complete_registration(desk, paper_office.visit())
    assert export_periods.due_sentence(desk) == ""
    later(days=2)
    assert export_periods.due_sentence(desk).startswith("今天该报送了：每隔 2 天报一次")
    later(days=1)
    assert export_periods.due_sentence(desk).startswith("报送期已过")


def test_a_batch_starts_the_next_period_and_stays_open(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    export_periods.set_period(paper_office.admin, Every("week", 5))
    paper_office.conclude(complete_registration(desk, paper_office.visit()).items[0].item_id)
    exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    now = export_periods.export_period(desk)
    assert now.next_on is not None
    assert now.next_on.isoweekday() == 5
    assert now.open_batches == (1,)
    assert [one.answered for one in exporting.batch_lines(desk)] == [False]


def test_the_cover_sheet_says_counts_and_hashes_in_fours(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    paper_office.conclude(complete_registration(desk, paper_office.visit()).items[0].item_id)
    exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    batch = exporting.batches(desk)[0]
    with desk.store.read() as uow:
        name = current_profile(uow, desk.parts.today()).name
    sheet = export_periods.cover_sheet(name, batch, ["I"], desk.parts.today())
    table = next(block for block in sheet.blocks if isinstance(block, Table))
    words = [cell.text for row in table.rows for cell in row]
    assert "1 件：新报 1" in words
    assert export_periods.in_fours(batch.zip_sha256) in words
    assert len(export_periods.in_fours(batch.zip_sha256).split()) == 16
