"""The recovery sheet made anew, and ways in that no longer agree with the users (issue 5, 3)."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import AT
from tests.store.test_vault import KEEPER, SEAL, Keep, refused
from xinfang_desk.domain.access import MendedSlot
from xinfang_desk.domain.errors import UserError
from xinfang_desk.store import files
from xinfang_desk.store.sqlite import keys as k
from xinfang_desk.store.vault import SqlVault


def sealed_for(vault: SqlVault, admin: Opened) -> bytes:
    user = vault.add_user(admin, KEEPER, AT, "user-2")
    return SEAL.wrap(b"k" * 32, user.public_key)


def test_with_the_old_code_the_new_sheet_saves_everybody_at_once(
    vault: SqlVault, admin: Opened, code: str, folder: Path, opened: Keep
) -> None:
    sealed = sealed_for(vault, admin)
    new = vault.new_recovery(admin, code.lower())
    assert new != code
    recovered = opened(vault.open_with_recovery(folder, new, KEEPER.login_name, "baomi-2026-9"))
    assert SEAL.unwrap(sealed, recovered.private_key) == b"k" * 32


def test_without_it_the_new_sheet_saves_who_logged_in_since(
    vault: SqlVault, admin: Opened, folder: Path, opened: Keep
) -> None:
    sealed = sealed_for(vault, admin)
    new = vault.new_recovery(admin)
    vault.open(folder, KEEPER.login_name, KEEPER.password).store.close()
    before = k.load(folder)
    vault.open(folder, KEEPER.login_name, KEEPER.password).store.close()
    assert k.load(folder) == before, "boxed once"
    recovered = opened(vault.open_with_recovery(folder, new, KEEPER.login_name, "baomi-2026-9"))
    assert SEAL.unwrap(sealed, recovered.private_key) == b"k" * 32


def test_who_did_not_log_in_since_gets_a_new_pair(vault: SqlVault, admin: Opened, folder: Path, opened: Keep) -> None:
    sealed = sealed_for(vault, admin)
    new = vault.new_recovery(admin)
    recovered = opened(vault.open_with_recovery(folder, new, KEEPER.login_name, "baomi-2026-9"))
    with pytest.raises(UserError):
        SEAL.unwrap(sealed, recovered.private_key)


def test_the_old_sheet_is_void_and_nothing_is_encrypted_anew(
    vault: SqlVault, admin: Opened, code: str, folder: Path, opened: Keep
) -> None:
    key = admin.store.key
    vault.new_recovery(admin)
    with pytest.raises(UserError) as caught:
        vault.open_with_recovery(folder, code, NAME, "neu-mima-2026")
    assert caught.value.code == "recovery"
    assert opened(vault.open(folder, NAME, PASSWORD)).store.key == key


def test_a_wrong_old_code_changes_nothing(vault: SqlVault, admin: Opened, folder: Path) -> None:
    before = k.load(folder)
    for typed in ("ABCD", "7" * 32):
        with pytest.raises(UserError) as caught:
            vault.new_recovery(admin, typed)
        assert caught.value.field == "old_code"
    assert k.load(folder) == before


def test_ways_in_without_a_user_in_use_are_closed_and_users_without_one_are_named(
    vault: SqlVault, admin: Opened, folder: Path
) -> None:
    vault.add_user(admin, KEEPER, AT, "user-2")
    vault.add_user(admin, replace(KEEPER, login_name="走了", display_name="走了"), AT, "user-3")
    assert vault.settle_slots(admin) == ()
    with admin.store.write() as unit:  # killed before the way in was taken
        unit.users.put(replace(unit.users.get("user-2"), active=False))
    stray = replace(k.load(folder).slots[-1], tag="f" * 64, user_id="user-9", wrapped=os.urandom(80))
    keys = k.load(folder).with_slot(stray)
    gone = keys.slot("走了")
    assert gone is not None
    k.save(folder, keys.with_slot(replace(gone, wrapped=b"")))

    assert set(vault.settle_slots(admin)) == {
        MendedSlot("closed", "user-2", KEEPER.login_name),
        MendedSlot("closed", "user-9", ""),
        MendedSlot("no_way", "user-3", "走了"),
    }
    assert vault.settle_slots(admin) == (MendedSlot("no_way", "user-3", "走了"),)
    refused(vault, folder, KEEPER.login_name, KEEPER.password)
    assert (folder / files.KEYS).exists()
    vault.open(folder, NAME, PASSWORD).store.close()


def test_a_keys_file_that_gives_somebody_another_s_name_is_closed(vault: SqlVault, admin: Opened, folder: Path) -> None:
    vault.add_user(admin, KEEPER, AT, "user-2")
    keys = k.load(folder)
    mine = keys.slot(KEEPER.login_name)
    assert mine is not None
    k.save(folder, keys.with_slot(replace(mine, tag=keys.tag("假的"))))
    found = vault.settle_slots(admin)
    assert found == (MendedSlot("closed", "user-2", KEEPER.login_name),)
