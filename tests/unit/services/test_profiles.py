"""上报口径: another profile holds from a day, by a named person, and is confirmed by a word from the province."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.bootstrap import PROFILES
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.packages import ProfileEdit
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.resources import resource
from xinfang_desk.services import exporting, profiles
from xinfang_desk.services.context import Desk
from xinfang_desk.services.registration import complete_registration


@pytest.fixture
def chief(paper_office: Office, tmp_path: Path) -> Desk:
    bodies = [resource("profiles", name).read_bytes() for name in PROFILES]
    desk = paper_office.admin
    return replace(desk, parts=replace(desk.parts, packages=PackageWriter(bodies, tmp_path / "building")))


def clerk_of(paper_office: Office, chief: Desk) -> Desk:
    return replace(paper_office.clerk, parts=chief.parts)


def template(path: Path, *heads: str) -> Path:
    book = openpyxl.Workbook()
    book.active.append(list(heads))  # type: ignore[union-attr]
    book.save(path)
    return path


def heads_of(package: Path) -> list[str]:
    with zipfile.ZipFile(package) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".xlsx"))
        book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
        return [str(cell.value) for cell in book.worksheets[0][1]]


def test_a_learnt_profile_holds_once_somebody_decides(paper_office: Office, chief: Desk, tmp_path: Path) -> None:
    report = profiles.examine_profile(chief, template(tmp_path / "省表.xlsx", "姓名", "概况", "异常动态"))
    assert report.about.blank == ("异常动态",)
    assert any("表格少了一栏" in words for words in report.changes)
    with pytest.raises(FieldErrors) as caught:
        profiles.switch_profile(chief, profiles.ProfileSwitch(report.body, "2001-01-01", " "))
    assert set(caught.value.fields) == {"name", "valid_from"}
    today = chief.parts.today().isoformat()
    profiles.switch_profile(chief, profiles.ProfileSwitch(report.body, today, "陈站长"))
    paper_office.conclude(complete_registration(paper_office.clerk, paper_office.visit()).items[0].item_id)
    done = exporting.write_package(clerk_of(paper_office, chief), exporting.ExportOrder(tmp_path))
    assert heads_of(done.path) == ["登记编号", "姓名", "概况", "异常动态"]
    assert [(one.version, one.in_force) for one in profiles.profile_lines(chief)][-1] == (today, True)


def test_a_profile_of_later_does_not_hold_yet(chief: Desk, paper_office: Office) -> None:
    national = profiles.profile_lines(chief)[1]
    report = profiles.look_at(chief, national.sha256)
    profiles.switch_profile(chief, profiles.ProfileSwitch(report.body, "2027-01-01", "陈站长"))
    assert [one.in_force for one in profiles.profile_lines(chief)] == [True, False]


def test_the_province_confirms_and_the_note_goes(paper_office: Office, chief: Desk) -> None:
    clerk = clerk_of(paper_office, chief)
    assert "未经省局确认" in exporting.preview_export(clerk).profile_note
    here = next(one for one in profiles.profile_lines(chief) if one.in_force)
    with pytest.raises(FieldErrors):
        profiles.confirm_profile(chief, here.sha256, "  ")
    profiles.confirm_profile(chief, here.sha256, "（示例）省局信息处")
    assert exporting.preview_export(clerk).profile_note == ""
    with pytest.raises(UserError) as caught:
        profiles.confirm_profile(clerk, here.sha256, "甲")
    assert caught.value.code == "role"


def test_an_edited_profile_is_a_new_version(chief: Desk) -> None:
    edit = ProfileEdit("xfj.gkxx", "概况信息", required=True, width=500, unit="characters", dates="-")
    with pytest.raises(FieldErrors):
        profiles.edit_profile(chief, (edit,), "")
    report = profiles.edit_profile(chief, (edit,), "2026.12")
    assert report.about.version == "2026.12"
    assert len(report.changes) == 1


def test_a_file_that_is_no_profile_changes_nothing(chief: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "x.json"
    broken.write_text('{"id": 1', "utf-8")
    with pytest.raises(UserError) as caught:
        profiles.examine_profile(chief, broken)
    assert caught.value.code == "profile"
    assert len(profiles.profile_lines(chief)) == len(PROFILES)
