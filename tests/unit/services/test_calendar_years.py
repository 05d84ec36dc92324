"""A year entered by its document: limits count anew, what moved is listed, and the next log-in knows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.services.conftest import Office
from tests.unit.test_year_arrangement import OFF, WORK
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.year_arrangement import TypedYear
from xinfang_desk.services.calendar_years import SettleYear, calendar_years, settle_year, with_office_years
from xinfang_desk.services.registration import complete_registration

ORDER = SettleYear(TypedYear(2027, OFF, WORK), "（示例）国办发明电〔2026〕00号", "周管理")


def running(office: Office, code: str, starts: str, due: str, kind: str = "calendar") -> str:
    item_id = complete_registration(office.clerk, office.visit()).items[0].item_id
    screening = office.conclude(item_id)
    clock = office.run_clock(screening, code)
    with office.clerk.store.write() as uow:
        uow.clocks.put(replace(clock, starts_on=starts, due_on=due, advised_on=due, day_kind=kind, provisional=True))
    return clock.id


def test_working_days_and_advice_follow_the_new_year(paper_office: Office) -> None:
    working = running(paper_office, "T4", "2027-02-04", "2027-02-11", "working")
    plain = running(paper_office, "T2", "2027-01-25", "2027-02-09")
    done = settle_year(paper_office.admin, ORDER)
    clocks = {row.id: row for row in paper_office.unit.clocks.all()}
    # 4 Feb is Thursday; 5–11 off, so the five working days are 12, 15, 16, 17, 18 February
    assert clocks[working].due_on == "2027-02-18"
    assert (clocks[plain].due_on, clocks[plain].advised_on) == ("2027-02-09", "2027-02-04")
    assert not clocks[working].provisional
    said = {one.code: one.sentence for one in done.moved}
    assert "改到" in said["T4"]
    assert "建议" in said["T2"]
    assert done.desk.parts.calendar.has_year(2027)


def test_the_next_log_in_knows_the_year(paper_office: Office) -> None:
    assert not paper_office.clerk.parts.calendar.has_year(2027)
    settle_year(paper_office.admin, ORDER)
    parts = with_office_years(paper_office.clerk.parts, paper_office.clerk.store)
    assert parts.calendar.has_year(2027)
    first = calendar_years(replace(paper_office.admin, parts=parts))[0]
    assert (first.year, first.off, first.number) == (2027, 11, ORDER.number)


def test_what_is_missing_or_the_same_is_refused(paper_office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        settle_year(paper_office.clerk, ORDER)
    assert caught.value.code == "role"
    with pytest.raises(FieldErrors) as fields:
        settle_year(paper_office.admin, SettleYear(TypedYear(1999, OFF, ""), "", ""))
    assert set(fields.value.fields) == {"year", "number", "name"}
    bad = tmp_path / "x.csv"
    bad.write_text("date,kind\n2027-01-01,party\n", "utf-8")
    with pytest.raises(FieldErrors) as file:
        settle_year(paper_office.admin, replace(ORDER, file=bad))
    assert "第 2 行" in file.value.fields["off"]
    done = settle_year(paper_office.admin, ORDER)
    with pytest.raises(UserError) as same:
        settle_year(done.desk, ORDER)
    assert same.value.code == "same"
