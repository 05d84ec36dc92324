"""Making, opening, passwords, people and the recovery sheet."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.desk_parts import HandClock
from tests.store.making import CHEAP, NAME, PASSWORD, Opened, make_vault
from tests.store.rows import AT, ITEM, fill, row
from xinfang_desk.domain import records as r
from xinfang_desk.domain.access import NewUser
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.store import files, schema
from xinfang_desk.store.sqlite import keys as k
from xinfang_desk.store.sqlite.seal import Seal, public_half
from xinfang_desk.store.tries import wait_after
from xinfang_desk.store.vault import SqlVault

KEEPER = NewUser("田叶", "田叶", ("secrecy",), "baomi-2026-1")
SEAL = Seal(os.urandom)

Keep = Callable[[Opened], Opened]


def refused(vault: SqlVault, folder: Path, name: str, password: str) -> UserError:
    with pytest.raises(UserError) as caught:
        vault.open(folder, name, password)
    assert caught.value.code == "password"
    return caught.value


# making


def test_a_new_store_opens_and_knows_its_first_user(vault: SqlVault, tmp_path: Path, opened: Keep) -> None:
    folder = tmp_path / "新" / "数据"
    assert vault.state(folder) == "none"
    made, code = vault.create(folder, NewUser(NAME, "龚菊", ("clerk", "admin"), PASSWORD), AT, "user-1")
    opened(made)
    assert re.fullmatch(r"([0-9A-Z]{4}-){7}[0-9A-Z]{4}", code)
    assert vault.state(folder) == "store"
    assert (made.user.id, made.user.roles, made.user.made_at, made.user.active) == ("user-1", "admin clerk", AT, True)
    assert made.user.public_key == public_half(made.private_key)
    again = opened(vault.open(folder, NAME, PASSWORD))
    assert (again.user, again.private_key) == (made.user, made.private_key)
    assert again.store.install_id == made.store.install_id
    assert again.store.schema_count == len(schema.REVISIONS)


def test_a_new_store_is_the_owner_s_alone(vault: SqlVault, admin: Opened, folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps permissions elsewhere")
    for name in (files.DESK_DB, files.PAPERS_DB, files.KEYS):
        assert (folder / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["别的.txt", "desk.db", "desk.keys"])
def test_a_folder_with_files_is_not_taken(vault: SqlVault, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(EnvironmentFault) as caught:
        vault.create(tmp_path, NewUser(NAME, NAME, ("admin",), PASSWORD), AT, "user-1")
    assert caught.value.code == "not_empty"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"mine"


def test_a_broken_off_creation_leaves_the_folder_free(
    vault: SqlVault, folder: Path, monkeypatch: pytest.MonkeyPatch, opened: Keep
) -> None:
    first = NewUser(NAME, NAME, ("admin",), PASSWORD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "move_in", full)
        with pytest.raises(EnvironmentFault) as caught:
            vault.create(folder, first, AT, "user-1")
    assert caught.value.code == "disk_full"
    assert list(folder.iterdir()) == []

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:  # as a kill: nobody tidies up
        patch.setattr(files, "move_in", killed)
        patch.setattr(files, "clear_unfinished", lambda _: False)
        with pytest.raises(KeyboardInterrupt):
            vault.create(folder, first, AT, "user-1")
    os.replace(folder / files.UNFINISHED / files.PAPERS_DB, folder / files.PAPERS_DB)
    assert vault.state(folder) == "none"
    opened(vault.create(folder, first, AT, "user-1")[0])
    assert vault.state(folder) == "store"


# passwords


def test_a_wrong_password_waits_longer_each_time(vault: SqlVault, closed: Path, clock: HandClock, opened: Keep) -> None:
    for failed in range(1, 9):
        wait = wait_after(failed)
        assert f"等 {wait} 秒" in refused(vault, closed, NAME, "wrong").sentence
        sooner = refused(vault, closed, NAME, PASSWORD)  # not even the right one
        assert f"等 {wait} 秒" in sooner.sentence
        clock.moment += timedelta(seconds=wait - 1)
        assert "等 1 秒" in refused(make_vault(clock), closed, NAME, PASSWORD).sentence  # nor in a new program
        clock.moment += timedelta(seconds=1)
    assert wait_after(8) == 60
    opened(vault.open(closed, NAME, PASSWORD))
    assert f"等 {wait_after(1)} 秒" in refused(vault, closed, NAME, "wrong").sentence


def test_an_unknown_name_is_said_in_the_same_words(vault: SqlVault, closed: Path) -> None:
    assert refused(vault, closed, "nobody", "x").sentence == refused(vault, closed, NAME, "x").sentence
    assert "等 1 秒再试" in refused(vault, closed, "somebody", "x").sentence  # unknown names share one count


def test_the_wait_of_one_name_does_not_hinder_another(vault: SqlVault, admin: Opened, folder: Path) -> None:
    vault.add_user(admin, KEEPER, AT, "user-2")
    refused(vault, folder, NAME, "wrong")
    vault.open(folder, KEEPER.login_name, KEEPER.password).store.close()


def test_names_and_passwords_do_not_mind_the_input_method(vault: SqlVault, admin: Opened, folder: Path) -> None:
    vault.add_user(admin, NewUser("Tian Ye", "田叶", ("clerk",), "tianye-2026"), AT, "user-2")
    vault.open(folder, "ｔｉａｎ　ｙｅ ", "ｔｉａｎｙｅ-２０２６").store.close()


def test_the_key_file_tells_no_name_and_no_key(admin: Opened, folder: Path) -> None:
    raw = (folder / files.KEYS).read_bytes()
    assert NAME.encode() not in raw
    assert admin.store.key.hex().encode() not in raw
    assert PASSWORD not in repr(NewUser(NAME, NAME, (), PASSWORD))
    assert repr(admin.private_key) not in repr(admin)


def test_one_changes_one_s_own_password(vault: SqlVault, admin: Opened, folder: Path, clock: HandClock) -> None:
    with pytest.raises(UserError) as caught:
        vault.change_password(admin, NAME, "neu-mima-2026", "wrong")
    assert (caught.value.code, caught.value.field) == ("password", "old_password")
    vault.change_password(admin, NAME, "neu-mima-2026", PASSWORD)
    refused(vault, folder, NAME, PASSWORD)
    clock.moment += timedelta(seconds=1)
    again = vault.open(folder, NAME, "neu-mima-2026")
    again.store.close()
    assert (again.private_key, again.user) == (admin.private_key, admin.user)


def test_a_slot_remembers_what_its_password_cost(vault: SqlVault, closed: Path, clock: HandClock, opened: Keep) -> None:
    dearer = SqlVault(clock.now, os.urandom, lambda: "id", argon=replace(CHEAP, time=2))
    dearer.change_password(opened(dearer.open(closed, NAME, PASSWORD)), NAME, "neu-mima-2026", PASSWORD)
    opened(vault.open(closed, NAME, "neu-mima-2026"))
    assert k.load(closed).slots[0].argon.time == 2


# people


def test_a_second_user_has_an_own_key_pair(vault: SqlVault, admin: Opened, folder: Path, opened: Keep) -> None:
    user = vault.add_user(admin, KEEPER, AT, "user-2")
    keeper = opened(vault.open(folder, KEEPER.login_name, KEEPER.password))
    assert keeper.user == user
    key = SEAL.new_key()
    assert SEAL.unwrap(SEAL.wrap(key, user.public_key), keeper.private_key) == key
    with pytest.raises(UserError) as caught:
        SEAL.unwrap(SEAL.wrap(key, user.public_key), admin.private_key)
    assert caught.value.code == "sealed"
    with admin.store.read() as unit:
        assert [one.id for one in unit.users.all()] == [admin.user.id, "user-2"]


@pytest.mark.parametrize("name", [NAME, f" {NAME}", "ADMIN２"])
def test_a_name_is_taken_once(vault: SqlVault, admin: Opened, name: str) -> None:
    vault.add_user(admin, NewUser("admin2", "向明", ("admin",), "xiangming-1"), AT, "user-2")
    with pytest.raises(UserError) as caught:
        vault.add_user(admin, NewUser(name, "另一个人", ("clerk",), "another-2026"), AT, "user-3")
    assert caught.value.code == "login_name"
    with admin.store.read() as unit:
        assert len(unit.users.all()) == 2


def test_who_is_taken_away_no_longer_opens(vault: SqlVault, admin: Opened, folder: Path, clock: HandClock) -> None:
    vault.add_user(admin, KEEPER, AT, "user-2")
    vault.remove_user(admin, KEEPER.login_name)
    vault.remove_user(admin, "nobody")
    refused(vault, folder, KEEPER.login_name, KEEPER.password)
    clock.moment += timedelta(seconds=1)
    vault.change_password(admin, KEEPER.login_name, "baomi-2026-2", None)  # and comes back with a new password
    vault.open(folder, KEEPER.login_name, "baomi-2026-2").store.close()


def test_an_administrator_s_new_password_opens_no_old_seal(
    vault: SqlVault, admin: Opened, folder: Path, opened: Keep
) -> None:
    user = vault.add_user(admin, KEEPER, AT, "user-2")
    sealed = SEAL.wrap(SEAL.new_key(), user.public_key)
    vault.change_password(admin, KEEPER.login_name, "baomi-2026-2", None)
    first = opened(vault.open(folder, KEEPER.login_name, "baomi-2026-2"))
    again = opened(vault.open(folder, KEEPER.login_name, "baomi-2026-2"))
    assert first.user.public_key == public_half(first.private_key) != user.public_key
    assert (again.user, again.private_key) == (first.user, first.private_key)
    with pytest.raises(UserError):
        SEAL.unwrap(sealed, again.private_key)


def test_no_administrator_locks_away_what_only_one_can_open(vault: SqlVault, admin: Opened, folder: Path) -> None:
    user = vault.add_user(admin, KEEPER, AT, "user-2")
    with admin.store.write() as unit:
        fill(unit)
        unit.sealed_keys.put(row(r.SealedKey, "key-1", user_id=user.id, wrapped=b"\x01"))
    before = k.load(folder)
    with pytest.raises(UserError) as caught:
        vault.change_password(admin, KEEPER.login_name, "baomi-2026-2", None)
    assert caught.value.code == "sealed"
    assert k.load(folder) == before
    with admin.store.write() as unit:  # once somebody else holds it too
        unit.sealed_keys.add(row(r.SealedKey, "key-2", item_id=ITEM, user_id=admin.user.id, wrapped=b"\x01"))
    vault.change_password(admin, KEEPER.login_name, "baomi-2026-2", None)
    vault.open(folder, KEEPER.login_name, "baomi-2026-2").store.close()


def test_a_password_for_nobody_is_refused(vault: SqlVault, admin: Opened) -> None:
    with pytest.raises(UserError) as caught:
        vault.change_password(admin, "nobody", "neu-mima-2026", None)
    assert caught.value.code == "no_user"


@pytest.mark.parametrize("broken_at", [1, 2])
def test_a_kill_between_row_and_slot_is_mended(
    vault: SqlVault, admin: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch, broken_at: int
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    if broken_at == 1:  # a new user's row without its slot
        with monkeypatch.context() as patch:
            patch.setattr(k, "save", killed)
            with pytest.raises(KeyboardInterrupt):
                vault.add_user(admin, KEEPER, AT, "user-2")
        vault.change_password(admin, KEEPER.login_name, KEEPER.password, None)
    else:  # a renewed pair whose slot still says that it is to be renewed
        vault.add_user(admin, KEEPER, AT, "user-2")
        vault.change_password(admin, KEEPER.login_name, KEEPER.password, None)
        with monkeypatch.context() as patch:
            patch.setattr(k, "save", killed)
            with pytest.raises(KeyboardInterrupt):
                vault.open(folder, KEEPER.login_name, KEEPER.password)
    keeper = vault.open(folder, KEEPER.login_name, KEEPER.password)
    keeper.store.close()
    assert keeper.user.public_key == public_half(keeper.private_key)


# the recovery sheet


def test_the_recovery_code_gives_a_new_password(
    vault: SqlVault, admin: Opened, code: str, folder: Path, opened: Keep
) -> None:
    keeper = vault.add_user(admin, KEEPER, AT, "user-2")
    sealed = SEAL.wrap(b"k" * 32, keeper.public_key)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    recovered = opened(vault.open_with_recovery(folder, typed, KEEPER.login_name, "baomi-2026-2"))
    assert recovered.user == keeper
    assert SEAL.unwrap(sealed, recovered.private_key) == b"k" * 32  # sealed content outlives a forgotten password
    again = opened(vault.open(folder, KEEPER.login_name, "baomi-2026-2"))
    assert again.private_key == recovered.private_key
    refused(vault, folder, KEEPER.login_name, KEEPER.password)


def test_the_recovery_code_ends_the_wait(vault: SqlVault, closed: Path, code: str, opened: Keep) -> None:
    refused(vault, closed, NAME, "wrong")
    opened(vault.open_with_recovery(closed, code, NAME, "neu-mima-2026"))
    opened(vault.open(closed, NAME, "neu-mima-2026"))


def test_the_recovery_code_helps_after_an_administrator_s_new_password(
    vault: SqlVault, admin: Opened, code: str, folder: Path, opened: Keep
) -> None:
    vault.add_user(admin, KEEPER, AT, "user-2")
    vault.change_password(admin, KEEPER.login_name, "baomi-2026-2", None)
    recovered = opened(vault.open_with_recovery(folder, code, KEEPER.login_name, "baomi-2026-3"))
    assert recovered.user.public_key == public_half(recovered.private_key)
    assert not any(slot.fresh for slot in k.load(folder).slots)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda code: code[:-1] + ("A" if code[-1] != "A" else "B"), "没有抄对"),
        (lambda code: code[:20], "没有抄对"),
        (lambda code: "", "没有抄对"),
        (lambda code: "7" * 30, "没有抄对"),
    ],
)
def test_a_slip_of_the_pen_is_told(
    vault: SqlVault, closed: Path, code: str, change: Callable[[str], str], said: str
) -> None:
    with pytest.raises(UserError, match=said) as caught:
        vault.open_with_recovery(closed, change(code), NAME, "neu-mima-2026")
    assert caught.value.code == "recovery"


def test_the_sheet_of_another_store_is_told(vault: SqlVault, closed: Path, tmp_path: Path) -> None:
    other, code = vault.create(tmp_path / "other", NewUser(NAME, NAME, ("admin",), PASSWORD), AT, "user-9")
    other.store.close()
    with pytest.raises(UserError, match="不是这份数据的") as caught:
        vault.open_with_recovery(closed, code, NAME, "neu-mima-2026")
    assert caught.value.code == "recovery"


def test_the_sheet_lets_in_only_who_is_there(vault: SqlVault, admin: Opened, code: str, folder: Path) -> None:
    user = vault.add_user(admin, KEEPER, AT, "user-2")
    vault.remove_user(admin, KEEPER.login_name)
    with admin.store.write() as unit:
        unit.users.put(replace(user, active=False))
    for name, expected in ((KEEPER.login_name, "inactive"), ("nobody", "no_user")):
        with pytest.raises(UserError) as caught:
            vault.open_with_recovery(folder, code, name, "neu-mima-2026")
        assert caught.value.code == expected


def test_first_rows_are_there_before_the_store_is(tmp_path: Path, vault: SqlVault) -> None:
    first = NewUser(NAME, NAME, ("admin",), PASSWORD)

    def broken(_unit: object) -> None:
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        vault.create(tmp_path / "new", first, AT, "user-1", broken)
    assert vault.state(tmp_path / "new") == "none"
