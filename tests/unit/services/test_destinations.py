"""收件机关 of a disclosure: never whom it is about, never those who answer to them, refused by the services too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import FieldErrors
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import Authority
from xinfang_desk.services import issuing, office
from xinfang_desk.services.destinations import ITSELF, NO_POWER, OURS, OURS_MAYBE, SIGN, Accused, why_not
from xinfang_desk.services.issuing import OwedPaper, PaperOrder
from xinfang_desk.services.registration import ItemEntry, complete_registration

TOWN = OfficeProfile(
    name="铜湾镇人民政府",
    level="township",
    division_name="铜湾镇",
    seal_names=("铜湾镇人民政府", "中共铜湾镇委员会"),
    superior="中方县人民政府",
    discipline_body="中共中方县纪委监委",
)
COUNTY = OfficeProfile(name="中方县信访局", level="county", division_name="中方县", superior="怀化市信访局")


def body(name: str, kind: str) -> Authority:
    return Authority(name, name, kind, "", "", "", "", True)


BODIES = (
    body("中方县纪委监委", "discipline"),
    body("铜湾镇纪委", "discipline"),
    body("中方县水利局", "bureau"),
    body("中方县人民法院", "court"),
)


@pytest.mark.parametrize(
    ("complained", "name", "why"),
    [
        ("中方县水利局", "中方县水利局", ITSELF),
        ("中方县水利局局长", "中方县水利局", ITSELF),
        ("中方县水利局", "中方县水利局办公室", ITSELF),
        (" 中方县 水利局。", "中方县水利局", ITSELF),
        ("中方县水利局", "中方县纪委监委", ""),
        ("中方县纪委监委", "中共中方县纪委监委", ITSELF),
        ("中方县纪委监委第三室", "中方县纪委监委", ITSELF),
        ("枣树村村委会", "中方县纪委监委", ""),
        ("", "中方县纪委监委", ""),
        ("中方县水利局", "", ""),
        ("纪委", "中方县纪委监委", ""),
    ],
)
def test_the_body_complained_of_is_no_destination(complained: str, name: str, why: str) -> None:
    for leader in ("other", "own", ""):
        assert why_not(TOWN, BODIES, Accused(complained, leader), name) == why


@pytest.mark.parametrize(
    ("name", "own", "unknown"),
    [
        ("铜湾镇纪委", OURS, OURS_MAYBE),
        ("中共铜湾镇纪律检查委员会", OURS, OURS_MAYBE),
        ("铜湾镇人民政府", OURS, OURS_MAYBE),
        ("铜湾镇人民政府党政办", OURS, OURS_MAYBE),
        ("中方县纪委监委", "", ""),
        ("中方县人民政府", "", ""),
        ("中方县水利局", NO_POWER, ""),
        ("怀化市纪委监委", "", ""),
    ],
)
def test_its_own_leadership_goes_to_the_level_above(name: str, own: str, unknown: str) -> None:
    assert why_not(TOWN, BODIES, Accused("", "own"), name) == own
    assert why_not(TOWN, BODIES, Accused("", ""), name) == unknown
    assert why_not(TOWN, BODIES, Accused("", "other"), name) == ""


def test_a_county_bureau_s_own_house_is_not_the_county_s_commission() -> None:
    accused = Accused("", "own")
    assert why_not(COUNTY, BODIES, accused, "中方县纪委监委") == ""
    assert why_not(COUNTY, BODIES, accused, "中方县纪委监委驻中方县信访局纪检组") == OURS


@given(st.text(min_size=1, max_size=20))
def test_whatever_is_complained_of_cannot_be_chosen_by_its_own_name(name: str) -> None:
    letters = [one for one in name if one.isalnum()]
    why = why_not(TOWN, (), Accused(name, "other"), name)
    assert why in ("", ITSELF)
    if len(letters) > 4 and not set(letters) <= set("中国共产党委员会纪律检查监察"):
        assert why == ITSELF


# through the papers


def disclosed(desk_office: Office, **entry: str) -> str:
    form = desk_office.visit(disclosure=True, items=(ItemEntry(facts="账上少了化肥", **entry),))  # type: ignore[arg-type]
    done = complete_registration(desk_office.clerk, form)
    item_id = done.items[0].item_id
    desk_office.conclude(item_id, nature="disclosure", accused_supervised=True, oral=False)
    return done.reception_id


def letter(desk_office: Office, reception_id: str, code: str = "B2m") -> OwedPaper:
    return next(one for one in issuing.owed_papers(desk_office.clerk, reception_id) if one.code == code)


def missing(desk_office: Office, reception_id: str, code: str = "B2m", **values: str) -> dict[str, str]:
    paper = letter(desk_office, reception_id, code)
    order = PaperOrder(reception_id, paper.key, {**paper.values, **values})
    return issuing.draft_paper(desk_office.clerk, order).missing


FILLED = {
    "accused": "other",
    "send_mode": "direct",
    "sealed_pages": "4",
    "sealer": "周小兰",
    "to_body": "中方县纪委监委",
}


@pytest.fixture
def listed(paper_office: Office) -> Office:
    office.save_authorities(paper_office.admin, tuple(replace(one, id="") for one in BODIES))
    return paper_office


def test_whom_it_is_about_is_not_offered_and_not_taken(listed: Office) -> None:
    reception_id = disclosed(listed, body_complained="中方县水利局")
    assert letter(listed, reception_id).closed == ("铜湾镇纪委", "中方县水利局")
    assert missing(listed, reception_id, **FILLED) == {}
    wrong = missing(listed, reception_id, **(FILLED | {"to_body": "中方县水利局"}))
    assert wrong == {"to_body": ITSELF}
    paper = letter(listed, reception_id)
    order = PaperOrder(reception_id, paper.key, {**FILLED, "to_body": "中方县水利局"})
    with pytest.raises(FieldErrors) as caught:
        issuing.issue_papers(listed.clerk, (order,))
    assert caught.value.fields == {"to_body": ITSELF}
    assert listed.unit.documents.all() == ()


def test_who_is_accused_has_to_be_said(listed: Office) -> None:
    reception_id = disclosed(listed)
    assert "accused" in missing(listed, reception_id, **(FILLED | {"accused": ""}))


def test_its_own_leadership_is_signed_for_by_the_clerk(listed: Office) -> None:
    reception_id = disclosed(listed, accused="own")
    paper = letter(listed, reception_id)
    assert paper.values["accused"] == "own"
    assert paper.values["send_mode"] == "direct"
    assert set(paper.closed) == {"铜湾镇纪委", "中方县水利局", "中方县人民法院"}
    wrong = missing(listed, reception_id, **(FILLED | {"accused": "own", "send_mode": "decided"}))
    assert wrong == {"send_mode": SIGN}
    wrong = missing(listed, reception_id, **(FILLED | {"accused": "own", "to_body": "铜湾镇纪委"}))
    assert wrong == {"to_body": OURS}
    assert missing(listed, reception_id, **(FILLED | {"accused": "own"})) == {}


def test_the_cover_is_closed_to_them_as_well(listed: Office) -> None:
    reception_id = disclosed(listed, body_complained="中方县纪委监委", accused="other")
    assert missing(listed, reception_id, "A1", sealed_to="中方县纪委监委", sealer="周小兰") == {"sealed_to": ITSELF}
    assert missing(listed, reception_id, "A1", sealed_to="怀化市纪委监委", sealer="周小兰") == {}


def test_who_is_accused_stands_only_in_sealed_content(listed: Office) -> None:
    reception_id = disclosed(listed, body_complained="中方县水利局坝管所", accused="own")
    paper = letter(listed, reception_id)
    issuing.issue_papers(listed.clerk, (PaperOrder(reception_id, paper.key, FILLED | {"accused": "own"}),))
    everything = listed.unit.everything()
    assert "坝管所" not in everything
    assert "accused': 'own" not in everything
    assert '"accused":"own"' not in everything
