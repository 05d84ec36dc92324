"""密存: who opens a disclosure, with what reason, and what stays in clear when an item turns out to be one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.services.conftest import FOLDER, PASSWORD, Office
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import office, sealed
from xinfang_desk.services.context import Desk
from xinfang_desk.services.corrections import correct_field
from xinfang_desk.services.drafts import save_draft
from xinfang_desk.services.opening import Opened, Opener, OpenOrder, open_item
from xinfang_desk.services.ports import NewUser
from xinfang_desk.services.progress import follow_up
from xinfang_desk.services.registration import ItemEntry, PaperEntry, Registered, complete_registration
from xinfang_desk.services.sealed_keys import can_open, drop_clerk_keys, has_keeper

SAID = "仓库里的化肥去了谁家"


def disclosure(desk_office: Office) -> Registered:
    return complete_registration(desk_office.clerk, desk_office.visit(disclosure=True, items=(ItemEntry(facts=SAID),)))


def second_clerk(desk_office: Office, *roles: str, name: str = "shi") -> Desk:
    office.add_user(desk_office.admin, NewUser(name, "石某", roles or ("clerk",), PASSWORD))
    return office.log_in(desk_office.parts, FOLDER, name, PASSWORD)


def open_alone(desk_office: Office, item_id: str) -> Opened:
    return open_item(desk_office.keeper, OpenOrder(item_id, Opener("keeper", PASSWORD), reason="要转送"))


def open_two(desk_office: Office, item_id: str, *names: str) -> Opened:
    first, second = (Opener(name, PASSWORD) for name in names)
    return open_item(desk_office.keeper, OpenOrder(item_id, first, second))


def test_the_clerk_who_took_it_down_reads_it_while_the_visit_is_open(desk_office: Office) -> None:
    item_id = disclosure(desk_office).items[0].item_id
    assert sealed.open_sealed(desk_office.clerk, item_id).facts == SAID
    assert desk_office.actions()[-1] == "sealed.read_own"


def test_a_keeper_who_did_not_take_it_down_opens_it_with_another(desk_office: Office) -> None:
    item_id = disclosure(desk_office).items[0].item_id
    with pytest.raises(UserError) as caught:
        sealed.open_sealed(desk_office.keeper, item_id)
    assert caught.value.code == "opening"
    assert "sealed.read_own" not in desk_office.actions()


def test_nobody_else_opens_it(desk_office: Office) -> None:
    item_id = disclosure(desk_office).items[0].item_id
    for desk, code in ((desk_office.admin, "role"), (second_clerk(desk_office), "sealed")):
        with pytest.raises(UserError) as caught:
            sealed.open_sealed(desk, item_id)
        assert caught.value.code == code
    assert "sealed.read_own" not in desk_office.actions()


def test_a_keeper_of_later_is_given_the_key_when_the_visit_closes(desk_office: Office) -> None:
    done = disclosure(desk_office)
    item_id = done.items[0].item_id
    second_clerk(desk_office, "secrecy", name="late")
    with pytest.raises(UserError) as caught:
        open_two(desk_office, item_id, "late", "late")
    assert caught.value.code == "fields"
    with desk_office.store.write() as uow:
        uow.receptions.put(replace(uow.receptions.get(done.reception_id), state="closed"))
        drop_clerk_keys(desk_office.clerk, uow, done.reception_id)
    assert open_two(desk_office, item_id, "late", "keeper").words.facts == SAID


def test_when_the_visit_closes_the_key_stays_with_the_keeper(desk_office: Office) -> None:
    done = disclosure(desk_office)
    item_id = done.items[0].item_id
    screening = desk_office.screen(item_id, ["A1"])
    paper = desk_office.issue("A1", item_id)
    desk_office.print_out(done.reception_id, paper)
    with desk_office.store.write() as uow:
        follow_up(desk_office.clerk, uow, done.reception_id)
    assert screening.current
    assert desk_office.unit.receptions.get(done.reception_id).state == "closed"
    with pytest.raises(UserError) as caught:
        sealed.open_sealed(desk_office.clerk, item_id)
    assert caught.value.code == "sealed"
    with desk_office.store.read() as uow:
        assert not can_open(desk_office.clerk, uow, item_id)
    assert open_alone(desk_office, item_id).words.facts == SAID
    assert "sealed.key_dropped" in desk_office.actions()


def test_without_a_keeper_the_clerk_keeps_the_key_for_who_will_be(desk_office: Office) -> None:
    with desk_office.store.write() as uow:
        uow.users.put(replace(desk_office.keeper.user, active=False))
    done = disclosure(desk_office)
    with desk_office.store.write() as uow:
        assert not has_keeper(uow)
        uow.receptions.put(replace(uow.receptions.get(done.reception_id), state="closed"))
        drop_clerk_keys(desk_office.clerk, uow, done.reception_id)
        assert not can_open(desk_office.clerk, uow, done.items[0].item_id)
        uow.users.put(desk_office.keeper.user)
    office.log_in(desk_office.parts, FOLDER, "zhou", PASSWORD)
    assert open_alone(desk_office, done.items[0].item_id).words.facts == SAID


def test_more_is_kept_under_the_same_key(desk_office: Office) -> None:
    item_id = disclosure(desk_office).items[0].item_id
    with desk_office.store.write() as uow:
        row_id = sealed.put_sealed(desk_office.clerk, uow, item_id, "facts", SAID.encode())
        blob = sealed.encrypt_under(desk_office.clerk, uow, item_id, b"%PDF-")
        row = uow.sealed_contents.get(row_id)
        assert SAID.encode() not in row.body
        assert b"%PDF-" not in blob
        assert sealed.get_sealed(desk_office.clerk, uow, row) == SAID.encode()
        assert sealed.decrypt_under(desk_office.clerk, uow, item_id, blob) == b"%PDF-"
        with pytest.raises(UserError):
            sealed.get_sealed(desk_office.admin, uow, row)


def test_the_last_words_count(desk_office: Office) -> None:
    item_id = disclosure(desk_office).items[0].item_id
    with desk_office.store.write() as uow:
        sealed.replace_words(desk_office.clerk, uow, item_id, sealed.SealedWords(facts="另一番话"))
    assert sealed.open_sealed(desk_office.clerk, item_id).facts == "另一番话"
    assert len(desk_office.unit.sealed_contents.where(item_id=item_id, kind="words")) == 2


def test_an_open_item_holds_nothing_sealed(desk_office: Office) -> None:
    done = complete_registration(desk_office.clerk, desk_office.visit())
    with pytest.raises(UserError) as caught:
        sealed.open_sealed(desk_office.clerk, done.items[0].item_id)
    assert caught.value.code == "not_sealed"


def test_an_item_that_turns_out_to_be_a_disclosure_loses_its_words(desk_office: Office) -> None:
    item = ItemEntry(request=SAID, facts="经过" + SAID, place="仓库", papers=(PaperEntry("单据" + SAID, 1),))
    done = complete_registration(desk_office.clerk, desk_office.visit(items=(item,)))
    item_id = done.items[0].item_id
    correct_field(desk_office.clerk, "item", item_id, "place", "仓库门口", "写错了")
    save_draft(desk_office.clerk, "screening", item_id, SAID)
    with desk_office.store.write() as uow:
        sealed.seal_item(desk_office.clerk, uow, item_id)
    assert SAID not in desk_office.unit.everything()
    assert "仓库" not in desk_office.unit.everything()
    now = desk_office.item(item_id)
    assert (now.sealed, now.purpose, now.register_no) == (True, "jubao", done.items[0].register_no)
    words = open_alone(desk_office, item_id).words
    assert (words.request, words.place, words.papers[0].name) == (SAID, "仓库门口", "单据" + SAID)


def test_sealing_twice_changes_nothing(desk_office: Office) -> None:
    item_id = disclosure(desk_office).items[0].item_id
    before = desk_office.unit.everything()
    with desk_office.store.write() as uow:
        sealed.seal_item(desk_office.clerk, uow, item_id)
    assert desk_office.unit.everything() == before


def test_a_shared_matter_keeps_its_title_when_one_item_is_sealed(desk_office: Office) -> None:
    first = complete_registration(desk_office.clerk, desk_office.visit())
    matter = desk_office.item(first.items[0].item_id).matter_id
    again = replace(desk_office.visit().items[0], same_matter_id=matter)
    second = complete_registration(desk_office.clerk, desk_office.visit(items=(again,)))
    with desk_office.store.write() as uow:
        sealed.seal_item(desk_office.clerk, uow, second.items[0].item_id)
    assert desk_office.unit.matters.get(matter).title == "要求补发低保金"
    assert desk_office.item(second.items[0].item_id).matter_id != matter
