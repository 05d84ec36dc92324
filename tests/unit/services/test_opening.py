"""开封: two of them, one with a sheet, or one alone with a reason; nothing sealed is ever left without a way in."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from tests.unit.services.conftest import FOLDER, PASSWORD, Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import SealedKey
from xinfang_desk.services import office, opening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.opening import Opener, OpenOrder
from xinfang_desk.services.ports import NewUser
from xinfang_desk.services.registration import ItemEntry, complete_registration
from xinfang_desk.services.sealed import get_sealed
from xinfang_desk.services.sealed_keys import can_open, drop_clerk_keys, hand_out, waiting_items

SAID = "仓库里的化肥去了谁家"
NOBODY = Opener()


def by(name: str) -> Opener:
    return Opener(name, PASSWORD)


def keeper(desk_office: Office, name: str) -> Desk:
    office.add_user(desk_office.admin, NewUser(name, f"{name}某", ("secrecy",), PASSWORD))
    return office.log_in(desk_office.parts, FOLDER, name, PASSWORD)


@pytest.fixture
def two(desk_office: Office) -> Office:
    """Two 保密员: keeper and wu."""
    keeper(desk_office, "wu")
    return desk_office


def sealed_item(desk_office: Office, *, closed: bool = True) -> str:
    done = complete_registration(desk_office.clerk, desk_office.visit(disclosure=True, items=(ItemEntry(facts=SAID),)))
    if closed:
        with desk_office.store.write() as uow:
            uow.receptions.put(replace(uow.receptions.get(done.reception_id), state="closed"))
            drop_clerk_keys(desk_office.clerk, uow, done.reception_id)
    return done.items[0].item_id


def open_by(desk_office: Office, item_id: str, first: Opener, second: Opener = NOBODY, reason: str = "") -> str:
    return opening.open_item(desk_office.keeper, OpenOrder(item_id, first, second, reason)).words.facts


def refused(desk_office: Office, item_id: str, first: Opener, second: Opener = NOBODY, reason: str = "") -> UserError:
    with pytest.raises(UserError) as caught:
        open_by(desk_office, item_id, first, second, reason)
    return caught.value


def printed(desk_office: Office, *openers: Opener) -> tuple[Opener, Opener]:
    """The two sheets, made and in force."""
    codes = opening.new_codes(desk_office.admin)
    opening.take_sheets(desk_office.admin, codes, openers[0], openers[1] if len(openers) > 1 else NOBODY, "首次")
    return Opener(code=codes[0]), Opener(code=codes[1])


# two


def test_two_keepers_open_it_in_any_order_and_it_is_recorded(two: Office) -> None:
    item_id = sealed_item(two)
    assert open_by(two, item_id, by("keeper"), by("wu")) == SAID
    assert open_by(two, item_id, by("wu"), by("keeper")) == SAID
    row = two.unit.audit.rows[str(len(two.unit.audit.rows))]
    assert (row.action, row.record_id) == ("sealed.open", item_id)
    assert two.unit.audit.details[str(row.seq)] == {
        "first": "wu某",
        "second": "吴密",
        "reason": "",
        "at_desk": "吴密",
    }


def test_one_of_two_does_not_open_it(two: Office) -> None:
    item_id = sealed_item(two)
    error = refused(two, item_id, by("keeper"), reason="急")
    assert isinstance(error, FieldErrors)
    assert set(error.fields) == {"second_name"}
    assert two.actions().count("sealed.open") == 0


def test_the_same_person_twice_is_one(two: Office) -> None:
    error = refused(two, sealed_item(two), by("keeper"), by("keeper"))
    assert isinstance(error, FieldErrors)
    assert error.fields == {"second_name": opening.SAME}


def test_a_clerk_or_administrator_is_no_second(two: Office) -> None:
    item_id = sealed_item(two)
    for name in ("zhou", "admin"):
        error = refused(two, item_id, by("keeper"), by(name))
        assert isinstance(error, FieldErrors)
        assert error.fields == {"second_name": opening.NOT_KEEPER}
    assert two.actions().count("sealed.refused") == 2


def test_a_wrong_password_is_told_at_its_field_and_recorded_without_what_was_typed(two: Office) -> None:
    item_id = sealed_item(two)
    error = refused(two, item_id, by("keeper"), Opener("wu", "geheim-2026"))
    assert (error.code, error.field) == ("password", "second_password")
    assert two.actions()[-1] == "sealed.refused"
    assert two.unit.audit.details[str(len(two.unit.audit.rows))] == {"place": "second"}
    assert "geheim-2026" not in two.unit.everything()


def test_only_a_keeper_s_desk_asks_at_all(two: Office) -> None:
    item_id = sealed_item(two)
    for desk in (two.clerk, two.admin):
        with pytest.raises(UserError) as caught:
            opening.open_item(desk, OpenOrder(item_id, by("keeper"), by("wu")))
        assert caught.value.code == "role"


def test_no_single_box_holds_the_whole_key(two: Office) -> None:
    item_id = sealed_item(two)
    assert not any(row.wrapped for row in two.unit.sealed_keys.where(item_id=item_id))
    (pair,) = two.unit.sealed_pairs.where(item_id=item_id)
    seal = two.parts.seal
    holder = two.unit.users.get(pair.one_id)
    half = seal.unwrap(pair.one_wrapped, holder.id.encode())
    (content,) = two.unit.sealed_contents.where(item_id=item_id, kind="words")
    with pytest.raises(AssertionError):
        seal.decrypt(half, content.body)


def test_an_opening_holds_for_its_desk_and_item_only(two: Office) -> None:
    item_id, other = sealed_item(two), sealed_item(two)
    opened = opening.open_item(two.keeper, OpenOrder(item_id, by("keeper"), by("wu")))
    desk = replace(two.keeper, opening=opened.opening)
    with two.store.read() as uow:
        (content,) = uow.sealed_contents.where(item_id=item_id, kind="words")
        assert SAID.encode() in get_sealed(desk, uow, content)
        assert can_open(desk, uow, item_id)
        assert not can_open(desk, uow, other)
        assert not can_open(two.keeper, uow, item_id)
    assert opened.opening.key.hex() not in repr(desk)


# one alone


def test_a_single_keeper_opens_alone_with_a_reason(desk_office: Office) -> None:
    item_id = sealed_item(desk_office)
    error = refused(desk_office, item_id, by("keeper"), reason="  ")
    assert isinstance(error, FieldErrors)
    assert set(error.fields) == {"reason"}
    assert open_by(desk_office, item_id, by("keeper"), reason="要转送") == SAID
    assert desk_office.unit.audit.details[str(len(desk_office.unit.audit.rows))]["reason"] == "要转送"


def test_a_single_keeper_reads_nothing_without_opening(desk_office: Office) -> None:
    item_id = sealed_item(desk_office)
    assert any(row.wrapped for row in desk_office.unit.sealed_keys.where(item_id=item_id))
    with desk_office.store.read() as uow:
        assert not can_open(desk_office.keeper, uow, item_id)


def test_a_second_keeper_ends_opening_alone(desk_office: Office) -> None:
    item_id = sealed_item(desk_office)
    keeper(desk_office, "wu")
    assert opening.sealed_state(desk_office.admin).waiting == 1
    error = refused(desk_office, item_id, by("keeper"), reason="要转送")
    assert isinstance(error, FieldErrors)
    assert open_by(desk_office, item_id, by("keeper"), by("wu")) == SAID
    assert opening.sealed_state(desk_office.admin).waiting == 0
    assert not any(row.wrapped for row in desk_office.unit.sealed_keys.where(item_id=item_id))


# keys of before


def wrapped_whole(desk_office: Office, item_id: str, *names: str) -> None:
    """As a store of before has it: the key whole for each 保密员, no halves."""
    opened = opening.open_item(desk_office.keeper, OpenOrder(item_id, by("keeper"), by("wu")))
    with desk_office.store.write() as uow:
        for pair in uow.sealed_pairs.where(item_id=item_id):
            uow.sealed_pairs.put(replace(pair, one_wrapped=b"", other_wrapped=b""))
        for user in uow.users.all():
            if user.login_name in names:
                box = desk_office.parts.seal.wrap(opened.opening.key, user.public_key)
                uow.sealed_keys.add(SealedKey(desk_office.parts.ids.new_id(), item_id, user.id, box, "whole"))


def test_keys_of_before_come_into_two_hands_at_the_next_opening(two: Office) -> None:
    item_id = sealed_item(two)
    wrapped_whole(two, item_id, "keeper", "wu")
    assert opening.sealed_state(two.admin).waiting == 1
    assert open_by(two, item_id, by("keeper"), by("wu")) == SAID
    assert not any(row.wrapped for row in two.unit.sealed_keys.where(item_id=item_id))
    assert opening.sealed_state(two.admin).waiting == 0


def test_keys_of_before_come_into_two_hands_when_a_keeper_logs_in(two: Office) -> None:
    item_id = sealed_item(two)
    wrapped_whole(two, item_id, "keeper", "wu")
    office.log_in(two.parts, FOLDER, "wu", PASSWORD)
    assert two.actions()[-1] == "sealed.rewrap"
    assert not any(row.wrapped for row in two.unit.sealed_keys.where(item_id=item_id))
    assert open_by(two, item_id, by("keeper"), by("wu")) == SAID


# who comes and goes


def test_a_third_keeper_is_given_halves_by_the_next_opening(two: Office) -> None:
    item_id = sealed_item(two)
    keeper(two, "long")
    assert opening.sealed_state(two.admin).waiting == 1
    assert refused(two, item_id, by("long"), by("wu")).code == "waiting"
    assert open_by(two, item_id, by("keeper"), by("wu")) == SAID
    assert opening.sealed_state(two.admin).waiting == 0
    for first, second in combinations(("keeper", "wu", "long"), 2):
        assert open_by(two, item_id, by(first), by(second)) == SAID


def test_everything_is_handed_out_again_at_once(two: Office) -> None:
    items = [sealed_item(two) for _ in range(3)]
    keeper(two, "long")
    done = opening.rewrap(two.admin, by("keeper"), by("wu"), "")
    assert (done.done, done.left) == (3, 0)
    assert open_by(two, items[1], by("long"), by("wu")) == SAID
    again = opening.rewrap(two.admin, by("long"), by("wu"), "")
    assert (again.done, again.left) == (0, 0)


def test_who_is_needed_to_open_is_not_let_go(two: Office) -> None:
    item_id = sealed_item(two)
    wu = next(user for user in two.unit.users.all() if user.login_name == "wu")
    for roles, active in ((("secrecy",), False), (("clerk",), True)):
        with pytest.raises(UserError) as caught:
            office.set_user_roles(two.admin, wu.id, roles, active)
        assert caught.value.code == "sealed"
    assert two.unit.users.get(wu.id).active
    one, _ = printed(two, by("keeper"), by("wu"))
    office.set_user_roles(two.admin, wu.id, ("secrecy",), False)
    assert opening.sealed_state(two.admin).waiting == 1
    assert refused(two, item_id, by("keeper"), reason="只剩一位").code == "two"
    assert open_by(two, item_id, by("keeper"), one, "只剩一位") == SAID
    assert open_by(two, item_id, by("keeper"), reason="只剩一位") == SAID


# printed sheets


def test_one_sheet_stands_in_for_one_keeper_and_two_for_both(two: Office) -> None:
    before = sealed_item(two)
    one, other = printed(two, by("keeper"), by("wu"))
    after = sealed_item(two)
    for item_id in (before, after):
        for opener in (by("keeper"), by("wu")):
            for sheet in (one, other):
                assert open_by(two, item_id, opener, sheet, "另一位出差") == SAID
        assert open_by(two, item_id, one, other, "两位都调走了") == SAID
    detail = two.unit.audit.details[str(len(two.unit.audit.rows))]
    assert (detail["first"], detail["second"]) == ("开封恢复单第 1 张", "开封恢复单第 2 张")


def test_a_sheet_asks_for_a_reason_and_for_a_second(two: Office) -> None:
    item_id = sealed_item(two)
    one, other = printed(two, by("keeper"), by("wu"))
    for first, second, field in (
        (by("keeper"), one, "reason"),
        (one, NOBODY, "second_name"),
        (one, one, "second_code"),
    ):
        error = refused(two, item_id, first, second, "" if field == "reason" else "急")
        assert isinstance(error, FieldErrors)
        assert set(error.fields) == {field}
    assert open_by(two, item_id, other, one, "急") == SAID


def test_a_slip_of_the_pen_is_told(two: Office) -> None:
    item_id = sealed_item(two)
    one, _ = printed(two, by("keeper"), by("wu"))
    wrong = one.code[:-1] + ("0" if one.code[-1] != "0" else "1")
    error = refused(two, item_id, by("keeper"), Opener(code=wrong), "急")
    assert isinstance(error, FieldErrors)
    assert error.fields == {"second_code": opening.BAD_CODE}
    spaced = Opener(code=one.code.lower().replace("-", " "))
    assert open_by(two, item_id, by("keeper"), spaced, "急") == SAID


def test_new_sheets_replace_the_old_ones(two: Office) -> None:
    item_id = sealed_item(two)
    old, _ = printed(two, by("keeper"), by("wu"))
    new, _ = printed(two, by("keeper"), by("wu"))
    error = refused(two, item_id, by("keeper"), old, "急")
    assert isinstance(error, FieldErrors)
    assert error.fields == {"second_code": opening.OLD_CODE}
    assert open_by(two, item_id, by("keeper"), new, "急") == SAID
    assert two.actions().count("sealed.sheets") == 2
    assert len([row for row in two.unit.printed_halves.all() if row.replaced_at is None]) == 2


def test_sheets_are_not_replaced_where_an_item_hangs_on_the_old_ones(two: Office) -> None:
    """A new 保密员 alone cannot take the way in away from what only the old sheets open."""
    item_id = sealed_item(two)
    one, other = printed(two, by("keeper"), by("wu"))
    keeper(two, "long")
    users = {user.login_name: user for user in two.unit.users.all()}
    office.set_user_roles(two.admin, users["wu"].id, ("secrecy",), False)
    office.set_user_roles(two.admin, users["keeper"].id, ("clerk",), True)
    long = office.log_in(two.parts, FOLDER, "long", PASSWORD)
    codes = opening.new_codes(two.admin)
    with pytest.raises(UserError) as caught:
        opening.take_sheets(two.admin, codes, by("long"), NOBODY, "换单")
    assert caught.value.code == "sealed"
    order = OpenOrder(item_id, one, other, "人都换了")
    assert opening.open_item(long, order).words.facts == SAID
    done = opening.take_sheets(two.admin, codes, by("long"), NOBODY, "换单")
    assert (done.done, done.left) == (1, 0)


def test_the_codes_are_kept_nowhere(two: Office) -> None:
    sealed_item(two)
    one, other = printed(two, by("keeper"), by("wu"))
    everything = two.unit.everything()
    for opener in (one, other):
        assert opener.code not in everything
        assert opener.code.replace("-", "") not in everything


def test_a_small_office_prints_its_sheets_alone(desk_office: Office) -> None:
    item_id = sealed_item(desk_office)
    one, other = printed(desk_office, by("keeper"))
    assert open_by(desk_office, item_id, one, other, "保密员病了") == SAID
    with desk_office.store.read() as uow:
        assert waiting_items(uow) == ()


def test_handing_out_twice_changes_nothing(two: Office) -> None:
    item_id = sealed_item(two)
    opened = opening.open_item(two.keeper, OpenOrder(item_id, by("keeper"), by("wu")))
    with two.store.write() as uow:
        assert not hand_out(two.keeper, uow, item_id, opened.opening.key)
    assert len(two.unit.sealed_pairs.where(item_id=item_id)) == 1
