"""开封 over a real store: real boxes, real passwords, real waiting; every name is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.desk_parts import HandClock
from tests.fakes.real_office import ADMIN, CLERK, KEEPER, PASSWORD, STORE, build_parts, copy_home, make_home
from tests.store.decrypting import decrypted
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import SealedKey
from xinfang_desk.services import office, opening
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.opening import Opener, OpenOrder
from xinfang_desk.services.ports import NewUser
from xinfang_desk.services.registration import ItemEntry, Registration, VisitorEntry, complete_registration
from xinfang_desk.services.sealed_keys import drop_clerk_keys
from xinfang_desk.store.store import SqlStore

SAID = "仓库里的化肥去了谁家"
SECOND = "wu"


@dataclass
class Room:
    """One PC; everybody's desk is opened and closed by name."""

    home: Path
    parts: Parts
    open_desks: list[Desk]

    def desk(self, name: str, password: str = PASSWORD) -> Desk:
        desk = office.log_in(self.parts, self.home / STORE, name, password)
        self.open_desks.append(desk)
        return desk

    def leave(self) -> None:
        while self.open_desks:
            self.open_desks.pop().store.close()

    def later(self, seconds: int) -> None:
        assert isinstance(self.parts.clock, HandClock)
        self.parts.clock.moment += timedelta(seconds=seconds)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """铜湾镇 with two 保密员."""
    home = tmp_path_factory.mktemp("town")
    parts = build_parts(home)
    make_home(home, parts)
    made = Room(home, parts, [])
    office.add_user(made.desk(ADMIN), NewUser(SECOND, "吴二", ("secrecy",), PASSWORD))
    made.leave()
    return home


@pytest.fixture
def room(template: Path, tmp_path: Path) -> Iterator[Room]:
    home = copy_home(template, tmp_path / "home")
    made = Room(home, build_parts(home), [])
    yield made
    made.leave()


def by(name: str) -> Opener:
    return Opener(name, PASSWORD)


def disclosed(room: Room) -> str:
    """A disclosure taken down by the clerk, whose visit is over."""
    desk = room.desk(CLERK)
    receiver = office.staff(desk)[1].id
    form = Registration(
        disclosure=True,
        visitors=(VisitorEntry(name="石某", division="431221104", address="（示例）1组"),),
        items=(ItemEntry(facts=SAID),),
        receiver_id=receiver,
    )
    done = complete_registration(desk, form)
    with desk.store.write() as uow:
        uow.receptions.put(replace(uow.receptions.get(done.reception_id), state="closed"))
        drop_clerk_keys(desk, uow, done.reception_id)
    room.leave()
    return done.items[0].item_id


def open_by(desk: Desk, item_id: str, first: Opener, second: Opener, reason: str = "") -> str:
    return opening.open_item(desk, OpenOrder(item_id, first, second, reason)).words.facts


def store_of(desk: Desk) -> SqlStore:
    assert isinstance(desk.store, SqlStore)
    return desk.store


def test_two_passwords_open_it_without_logging_the_second_in(room: Room) -> None:
    item_id = disclosed(room)
    desk = room.desk(KEEPER)
    assert open_by(desk, item_id, by(KEEPER), by(SECOND)) == SAID
    with desk.store.read() as uow:
        rows = uow.audit.between("2026", "2027")
        second = next(user.id for user in uow.users.all() if user.login_name == SECOND)
    assert [row.actor for row in rows if row.action == "log_in"].count(second) == 0
    assert [row.action for row in rows][-1] == "sealed.open"


def test_a_wrong_second_password_waits_as_at_the_log_in(room: Room) -> None:
    item_id = disclosed(room)
    desk = room.desk(KEEPER)
    for _ in range(2):
        with pytest.raises(UserError) as caught:
            open_by(desk, item_id, by(KEEPER), Opener(SECOND, "wrong-2026"))
        assert (caught.value.code, caught.value.field) == ("password", "second_password")
    assert "等" in caught.value.sentence
    with pytest.raises(UserError, match="秒"):  # the right one has to wait as well, here and at the log-in
        open_by(desk, item_id, by(KEEPER), by(SECOND))
    with pytest.raises(UserError, match="秒"):
        room.desk(SECOND)
    room.later(60)
    assert open_by(desk, item_id, by(KEEPER), by(SECOND)) == SAID


def test_one_private_half_opens_no_box_of_the_other(room: Room) -> None:
    item_id = disclosed(room)
    desk = room.desk(KEEPER)
    with desk.store.read() as uow:
        (pair,) = uow.sealed_pairs.where(item_id=item_id)
        assert not any(row.wrapped for row in uow.sealed_keys.where(item_id=item_id))
    mine, other = (
        (pair.one_wrapped, pair.other_wrapped)
        if pair.one_id == desk.user.id
        else (pair.other_wrapped, pair.one_wrapped)
    )
    half = desk.parts.seal.unwrap(mine, desk.unlocked.private_key)
    with pytest.raises(UserError):
        desk.parts.seal.unwrap(other, desk.unlocked.private_key)
    with desk.store.read() as uow:
        (content,) = uow.sealed_contents.where(item_id=item_id, kind="words")
    with pytest.raises(Exception, match="坏"):
        desk.parts.seal.decrypt(half, content.body)


def test_printed_halves_of_a_real_store(room: Room) -> None:
    item_id = disclosed(room)
    admin = room.desk(ADMIN)
    codes = opening.new_codes(admin)
    opening.take_sheets(admin, codes, by(KEEPER), by(SECOND), "首次")
    room.leave()
    desk = room.desk(KEEPER)
    one, other = (Opener(code=code) for code in codes)
    assert open_by(desk, item_id, by(KEEPER), other, "另一位出差") == SAID
    assert open_by(desk, item_id, one, other, "都调走了") == SAID
    with pytest.raises(FieldErrors, match="抄对"):
        open_by(
            desk,
            item_id,
            by(KEEPER),
            Opener(code=codes[0].replace(codes[0][0], "Z" if codes[0][0] != "Z" else "Y")),
            "急",
        )
    with pytest.raises(FieldErrors, match="换过"):
        open_by(desk, item_id, by(KEEPER), Opener(code=desk.parts.seal.new_code()), "急")
    bare = decrypted(store_of(desk))
    assert all(code.encode() not in bare for code in codes)


def test_the_words_and_passwords_stand_nowhere(room: Room) -> None:
    item_id = disclosed(room)
    desk = room.desk(KEEPER)
    open_by(desk, item_id, by(KEEPER), by(SECOND))
    bare = decrypted(store_of(desk))
    assert "要办什么手续".encode() in bare, "the search finds what is in clear"
    assert SAID.encode() not in bare
    assert PASSWORD.encode() not in bare


def test_a_store_of_before_comes_into_two_hands_at_the_log_in(room: Room) -> None:
    item_id = disclosed(room)
    desk = room.desk(KEEPER)
    opened = opening.open_item(desk, OpenOrder(item_id, by(KEEPER), by(SECOND)))
    with desk.store.write() as uow:
        for pair in uow.sealed_pairs.where(item_id=item_id):
            uow.sealed_pairs.put(replace(pair, one_wrapped=b"", other_wrapped=b""))
        for user in uow.users.all():
            if "secrecy" in user.roles:
                box = desk.parts.seal.wrap(opened.opening.key, user.public_key)
                uow.sealed_keys.add(SealedKey(desk.parts.ids.new_id(), item_id, user.id, box, "whole"))
    assert opening.sealed_state(desk).waiting == 1
    room.leave()
    desk = room.desk(SECOND)
    assert opening.sealed_state(desk).waiting == 0
    with desk.store.read() as uow:
        assert not any(row.wrapped for row in uow.sealed_keys.where(item_id=item_id))
    assert open_by(desk, item_id, by(KEEPER), by(SECOND)) == SAID


def test_a_new_password_by_the_administrator_takes_no_way_in_away(room: Room) -> None:
    item_id = disclosed(room)
    admin = room.desk(ADMIN)
    with pytest.raises(UserError) as caught:
        office.change_password(admin, SECOND, "neu-mima-2026", None, present=True)
    assert caught.value.code == "sealed"
    codes = opening.new_codes(admin)
    opening.take_sheets(admin, codes, by(KEEPER), by(SECOND), "首次")
    office.change_password(admin, SECOND, "neu-mima-2026", None, present=True)
    assert opening.sealed_state(admin).waiting == 1
    room.leave()
    desk = room.desk(KEEPER)
    renewed = Opener(SECOND, "neu-mima-2026")
    with pytest.raises(UserError) as caught:
        open_by(desk, item_id, by(KEEPER), renewed)
    assert caught.value.code == "waiting"
    assert open_by(desk, item_id, by(KEEPER), Opener(code=codes[0]), "另一位换了密码") == SAID
    assert open_by(desk, item_id, by(KEEPER), renewed) == SAID


def test_the_keeper_s_own_new_password_changes_nothing(room: Room) -> None:
    item_id = disclosed(room)
    desk = room.desk(SECOND)
    office.change_password(desk, SECOND, "neu-mima-2026", PASSWORD)
    assert opening.sealed_state(desk).waiting == 0
    assert open_by(desk, item_id, by(KEEPER), Opener(SECOND, "neu-mima-2026")) == SAID
