"""逐项复制: the record as the province's screen asks for it, and the number that comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.bootstrap import PROFILES
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.resources import resource
from xinfang_desk.services import copying, exchange_board
from xinfang_desk.services.context import Desk
from xinfang_desk.services.province import ExchangeState
from xinfang_desk.services.registration import ItemEntry, complete_registration


@pytest.fixture
def desk(paper_office: Office, tmp_path: Path) -> Desk:
    bodies = [resource("profiles", name).read_bytes() for name in PROFILES]
    clerk = paper_office.clerk
    return replace(clerk, parts=replace(clerk.parts, packages=PackageWriter(bodies, tmp_path / "building")))


def concluded(office: Office) -> str:
    item_id = complete_registration(office.clerk, office.visit()).items[0].item_id
    office.conclude(item_id)
    return item_id


def test_the_fields_stand_as_on_the_provinces_screen(paper_office: Office, desk: Desk) -> None:
    sheet = copying.copy_sheet(desk, concluded(paper_office))
    heads = [one.heading for one in sheet.fields]
    assert heads.index("姓名") < heads.index("概况")
    assert {one.heading: one.value for one in sheet.fields}["概况"] == "要求补发低保金"
    assert all(one.value for one in sheet.fields)
    assert "export.copy" in paper_office.actions()


def test_a_number_is_kept_and_the_record_counts_as_received(paper_office: Office, desk: Desk) -> None:
    item_id = concluded(paper_office)
    with pytest.raises(FieldErrors):
        copying.typed_back(desk, copying.TypedBack(item_id, " "))
    copying.typed_back(desk, copying.TypedBack(item_id, "4300002026000017", "12345678"))
    history = exchange_board.exchange_states(desk, item_id)
    assert history.state is ExchangeState.RECEIVED
    assert any("4300002026000017" in step.sentence for step in history.steps)
    counts = {one.state: one.count for one in exchange_board.exchange_board(desk).counts}
    assert (counts[ExchangeState.RECEIVED], counts[ExchangeState.WAITING]) == (1, 0)
    assert copying.copy_sheet(desk, item_id).xfjbh == "4300002026000017"


def test_two_records_cannot_have_one_number(paper_office: Office, desk: Desk) -> None:
    first, second = concluded(paper_office), concluded(paper_office)
    copying.typed_back(desk, copying.TypedBack(first, "4300002026000017"))
    with pytest.raises(FieldErrors) as caught:
        copying.typed_back(desk, copying.TypedBack(second, "4300002026000017"))
    assert "另一件" in caught.value.fields["xfjbh"]


def test_what_never_goes_is_not_copied_either(paper_office: Office, desk: Desk) -> None:
    visit = paper_office.visit(disclosure=True, items=(ItemEntry(facts="某站某人收了某物"),))
    sealed = complete_registration(paper_office.clerk, visit).items[0].item_id
    with pytest.raises(UserError) as caught:
        copying.copy_sheet(desk, sealed)
    assert caught.value.code == "stays"
