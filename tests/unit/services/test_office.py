"""The office: first run, log-in, people, dated profile, number series and the approval of its papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.services.conftest import FOLDER, PASSWORD, Office, people, township
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import Authority, NumberSeries, Staff
from xinfang_desk.services import office
from xinfang_desk.services.context import Parts
from xinfang_desk.services.passwords import check_password
from xinfang_desk.services.ports import NewUser


def refused(call: Callable[[], object]) -> set[str]:
    with pytest.raises(FieldErrors) as caught:
        call()
    return set(caught.value.fields)


def test_the_first_run_makes_the_whole_office(desk_office: Office) -> None:
    unit = desk_office.unit
    assert [user.login_name for user in unit.users.all()] == ["admin", "zhou", "keeper"]
    assert [(row.name, row.may_decide) for row in unit.staff.all()] == [("陈站长", True)]
    assert {row.word for row in unit.series.all()} == {"铜政访告", "铜政访函", "铜政访登"}
    assert office.profile(desk_office.clerk).policy.n3_title == "guidance"
    assert office.profile(desk_office.clerk).seal_names == ("铜湾镇人民政府",)
    approval = office.approval(desk_office.clerk)
    assert approval is not None
    assert approval.name == "陈站长"
    assert {"first_run", "templates.approve"} <= set(desk_office.actions())


def test_a_wrong_first_run_makes_nothing(parts: Parts) -> None:
    order = office.FirstRun(
        Path("新"),
        OfficeProfile(desk_role="A", level="township", telephone="123"),
        (office.StaffEntry(" "),),
        (NewUser("zhou", "周小兰", ("clerk",), "12345678"), NewUser("ZHOU", "", (), PASSWORD)),
    )
    assert refused(lambda: office.first_run(parts, order)) == {
        "profile.name",
        "profile.desk_role",
        "profile.short_word",
        "profile.org_code",
        "profile.division",
        "profile.telephone",
        "profile.seal_names",
        "users.0.password",
        "users.0.roles",
        "users.1.login_name",
        "users.1.display_name",
        "users.1.roles",
        "staff.0.name",
    }
    assert parts.vault.state(Path("新")) == "none"


@pytest.mark.parametrize("password", ["1234567", "12345678", "aaaaaaaa", "PASSWORD", "zhouxiaolan"])
def test_a_weak_password_is_refused(password: str) -> None:
    assert check_password(password, "zhouxiaolan")


def test_a_log_in_is_audited_and_a_wrong_one_is_one_sentence(desk_office: Office) -> None:
    assert desk_office.actions().count("log_in") == 2
    with pytest.raises(UserError) as caught:
        office.log_in(desk_office.parts, FOLDER, "zhou", "falsch-falsch")
    assert caught.value.code == "password"
    office.log_out(desk_office.clerk)
    assert desk_office.actions()[-1] == "log_out"
    assert desk_office.store.closed


def test_who_is_out_of_use_cannot_log_in(desk_office: Office) -> None:
    with desk_office.store.write() as uow:
        uow.users.put(replace(desk_office.clerk.user, active=False))
    with pytest.raises(UserError) as caught:
        office.log_in(desk_office.parts, FOLDER, "zhou", PASSWORD)
    assert caught.value.code == "inactive"


def test_the_recovery_sheet_opens_the_store(desk_office: Office) -> None:
    code = "ABCD-EFGH-JKMN-PQRS"
    assert refused(lambda: office.recover(desk_office.parts, FOLDER, code, "admin", "short")) == {"new_password"}
    desk = office.recover(desk_office.parts, FOLDER, code, "admin", "new-tongwan-1")
    assert desk.user.login_name == "admin"
    assert office.log_in(desk_office.parts, FOLDER, "admin", "new-tongwan-1").user == desk.user


def test_a_profile_holds_from_its_day_on(desk_office: Office, later: Callable[..., None]) -> None:
    new = replace(office.profile(desk_office.admin), telephone="0745-2810099")
    office.save_profile(desk_office.admin, new, "2026-12-01")
    assert office.profile(desk_office.clerk).telephone == "0745-2810001"
    later(days=8)
    assert office.profile(desk_office.clerk).telephone == "0745-2810099"
    assert office.save_profile(desk_office.admin, new).topics == frozenset()
    assert refused(lambda: office.save_profile(desk_office.admin, replace(new, name=""), "morgen")) == {
        "name",
        "valid_from",
    }


def test_settings_belong_to_the_administrator(desk_office: Office) -> None:
    calls: list[Callable[[], object]] = [
        lambda: office.save_profile(desk_office.clerk, township()),
        lambda: office.save_staff(desk_office.clerk, ()),
        lambda: office.add_user(desk_office.clerk, people()[1]),
        lambda: office.change_password(desk_office.clerk, "keeper", "other-2026-x", None),
        lambda: office.set_user_roles(desk_office.clerk, desk_office.clerk.user.id, ("admin",), True),
        lambda: office.save_series(desk_office.clerk, ()),
        lambda: office.approve_templates(desk_office.clerk, "某人"),
        lambda: office.save_authorities(desk_office.keeper, ()),
    ]
    for call in calls:
        with pytest.raises(UserError) as caught:
            call()
        assert caught.value.code == "role"


def test_people_who_left_stay_on_record(desk_office: Office) -> None:
    new = Staff("", " 杨副站长 ", "副站长", "", True, True)
    office.save_staff(desk_office.admin, (new,))
    assert [row.name for row in office.staff(desk_office.clerk, deciders=True)] == ["杨副站长"]
    assert [row.active for row in desk_office.unit.staff.all()] == [False, True]
    assert refused(lambda: office.save_staff(desk_office.admin, (replace(new, name=""),))) == {"staff.0.name"}


def test_a_login_name_is_taken_once(desk_office: Office) -> None:
    assert refused(lambda: office.add_user(desk_office.admin, NewUser("Zhou", "石某", ("clerk",), PASSWORD))) == {
        "login_name"
    }
    assert office.add_user(desk_office.admin, NewUser("shi", "石某", ("clerk",), PASSWORD)).topics == {"office"}


def test_passwords_are_changed_with_the_old_one_or_by_the_administrator(desk_office: Office) -> None:
    clerk = desk_office.clerk
    assert refused(lambda: office.change_password(clerk, "zhou", "other-2026-x", None)) == {"old_password"}
    assert refused(lambda: office.change_password(clerk, "zhou", PASSWORD, PASSWORD)) == {"new_password"}
    office.change_password(clerk, "zhou", "other-2026-x", PASSWORD)
    assert office.log_in(desk_office.parts, FOLDER, "zhou", "other-2026-x")
    assert refused(lambda: office.change_password(desk_office.admin, "zhou", "third-2026-y", None)) == {"present"}
    office.change_password(desk_office.admin, "zhou", "third-2026-y", None, present=True)
    assert office.log_in(desk_office.parts, FOLDER, "zhou", "third-2026-y")
    with pytest.raises(UserError) as caught:
        office.change_password(desk_office.admin, "nobody", "third-2026-y", None, present=True)
    assert caught.value.code == "no_user"


def test_the_last_administrator_stays(desk_office: Office) -> None:
    admin = desk_office.admin.user
    with pytest.raises(UserError) as caught:
        office.set_user_roles(desk_office.admin, admin.id, ("clerk",), True)
    assert caught.value.code == "last_admin"
    office.set_user_roles(desk_office.admin, desk_office.clerk.user.id, ("clerk", "admin"), True)
    office.set_user_roles(desk_office.admin, admin.id, ("admin",), False)
    assert desk_office.vault.removed == ["admin"]
    assert refused(lambda: office.set_user_roles(desk_office.admin, admin.id, ("king",), True)) == {"roles"}


def test_the_directory_keeps_what_is_left_out(desk_office: Office) -> None:
    court = Authority("", " 中方县人民法院 ", "court", "", "12368", "", "", True)
    office.save_authorities(desk_office.clerk, (court,))
    kept = office.authorities(desk_office.clerk, "court")
    assert [row.name for row in kept] == ["中方县人民法院"]
    office.save_authorities(desk_office.clerk, (replace(court, name="中方县公安局", kind="police"),))
    assert office.authorities(desk_office.clerk, "court") == ()
    assert len(desk_office.unit.authorities.all()) == 2


def _series(desk_office: Office, called: str, **changes: Any) -> NumberSeries:
    found = next(row for row in desk_office.unit.series.all() if row.word == called)
    assert isinstance(found, NumberSeries)
    return replace(found, **changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"word": ""}, "word"),
        ({"word": "铜政访函"}, "word"),
        ({"word": "铜政〔1〕"}, "word"),
        ({"next_seq": 0}, "next_seq"),
        ({"year": 2027}, "year"),
        ({"codes": "Z9"}, "codes"),
        ({"codes": ""}, "codes"),
        ({"codes": "B2"}, "codes"),
    ],
)
def test_a_series_that_would_give_a_number_twice_is_refused(
    desk_office: Office, changes: dict[str, Any], field: str
) -> None:
    row = _series(desk_office, "铜政访告", **changes)
    assert refused(lambda: office.save_series(desk_office.admin, (row,))) == {f"series.0.{field}"}


def test_a_series_goes_upwards_only(desk_office: Office) -> None:
    office.save_series(desk_office.admin, (_series(desk_office, "铜政访告", next_seq=5),))
    assert refused(lambda: office.save_series(desk_office.admin, (_series(desk_office, "铜政访告", next_seq=4),))) == {
        "series.0.next_seq"
    }
    assert [row.word for row in office.series(desk_office.clerk)] == ["铜政访函", "铜政访告", "铜政访登"]


def test_another_version_of_the_papers_is_approved_anew(desk_office: Office) -> None:
    assert refused(lambda: office.approve_templates(desk_office.admin, " ")) == {"name"}
    newer = replace(desk_office.parts, catalogue=replace(desk_office.parts.catalogue, version="2"))
    desk = replace(desk_office.admin, parts=newer)
    assert office.approval(desk) is None
    office.approve_templates(desk, "杨副站长")
    made = office.approval(desk)
    assert made is not None
    assert (made.version, made.name) == ("2", "杨副站长")
