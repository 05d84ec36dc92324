"""关联 and 分开: by register number, with a reason, and never more than number and date (counter-rules.md 2.1)."""

from __future__ import annotations

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.services import linking, receptions
from xinfang_desk.services.linking import links_of
from xinfang_desk.services.registration import ItemEntry, VisitorEntry, complete_registration

REASON = "同一家另一个人自己的请求"


def came(office: Office, name: str, number: str = "") -> str:
    visitor = VisitorEntry(name=name, address="枣树村三组", id_number=number)
    return complete_registration(office.clerk, office.visit(visitors=(visitor,))).items[0].item_id


def test_two_matters_are_linked_and_parted_with_a_reason(desk_office: Office) -> None:
    office = desk_office
    first, second = office.item(came(office, "李𬀩明")), office.item(came(office, "龚䶮"))
    linking.link(office.clerk, second.id, first.register_no, REASON)
    (seen,) = links_of(office.unit, office.item(first.id))
    assert (seen.register_no, seen.received_on) == (second.register_no, "2026-11-23")
    shown = receptions.reception_view(office.clerk, second.reception_id).items[0].links
    assert [one.register_no for one in shown] == [first.register_no]
    assert "李𬀩明" not in repr(shown)
    (row,) = office.unit.matter_merges.all()
    assert (row.kept_id, row.joined_id, row.reason) == (first.matter_id, second.matter_id, REASON)
    linking.part(office.clerk, seen.merge_id, "不是一家")
    assert links_of(office.unit, office.item(first.id)) == ()
    assert office.unit.matter_merges.get(row.id).parted_reason == "不是一家"
    assert [one for one in office.actions() if one.startswith("matter.")] == ["matter.link", "matter.part"]
    with pytest.raises(UserError):
        linking.part(office.clerk, row.id, "再分一次")


def test_the_last_digits_are_enough(desk_office: Office) -> None:
    office = desk_office
    first, second = office.item(came(office, "李𬀩明")), office.item(came(office, "龚䶮"))
    linking.link(office.clerk, second.id, first.register_no[-4:], REASON)
    assert links_of(office.unit, second)[0].register_no == first.register_no


def test_what_cannot_be_linked_says_why(desk_office: Office) -> None:
    office = desk_office
    item = office.item(came(office, "李𬀩明"))
    with pytest.raises(FieldErrors) as unknown:
        linking.link(office.clerk, item.id, "9999", "")
    assert set(unknown.value.fields) == {"register_no", "reason"}
    with pytest.raises(FieldErrors) as itself:
        linking.link(office.clerk, item.id, item.register_no, REASON)
    assert "这就是这一件" in itself.value.fields["register_no"]
    other = office.item(came(office, "龚䶮"))
    linking.link(office.clerk, item.id, other.register_no, REASON)
    with pytest.raises(FieldErrors) as twice:
        linking.link(office.clerk, other.id, item.register_no, REASON)
    assert "已经关联" in twice.value.fields["register_no"]
    with pytest.raises(UserError) as who:
        linking.link(office.admin, item.id, other.register_no, REASON)
    assert who.value.code == "role"


def test_a_disclosure_is_never_linked(desk_office: Office) -> None:
    office = desk_office
    item = office.item(came(office, "李𬀩明"))
    made = complete_registration(office.clerk, office.visit(disclosure=True, items=(ItemEntry(facts="某事"),)))
    sealed = office.item(made.items[0].item_id)
    with pytest.raises(FieldErrors):
        linking.link(office.clerk, item.id, sealed.register_no, REASON)
    with pytest.raises(UserError):
        linking.link(office.keeper, sealed.id, item.register_no, REASON)


def test_the_class_is_checked_once(desk_office: Office) -> None:
    office = desk_office
    item = office.item(came(office, "李𬀩明"))
    linking.confirm_content_class(office.clerk, item.id)
    linking.confirm_content_class(office.clerk, item.id)
    assert office.item(item.id).content_class_checked
    assert office.actions().count("item.class_checked") == 1
