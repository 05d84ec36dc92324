"""Nothing that a person said stands readable in any file of a store, in any encoding, at any moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.making import NAME, Opened
from tests.store.rows import AT, WORLD, fill
from xinfang_desk.domain.access import NewUser
from xinfang_desk.domain.errors import UserError
from xinfang_desk.store import backup
from xinfang_desk.store.vault import SqlVault

WORDS = ("李𬀩明家的低保金", "431221197001011234", "铜湾镇枣树村三组", "Xiangming-Tian", NAME, "13874500001")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030")


def found(folder: Path) -> list[tuple[str, str, str]]:
    """(file, word, encoding) of what can be read, also in the names of files."""
    seen = []
    for path in sorted(folder.rglob("*")):
        body = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        seen += [(path.name, word, code) for word in WORDS for code in ENCODINGS if word.encode(code) in body]
    return seen


def test_no_word_is_readable_in_any_file(vault: SqlVault, admin: Opened, tmp_path: Path, folder: Path) -> None:
    name, number, address, login, _, phone = WORDS
    with admin.store.write() as unit:
        fill(unit)
        unit.visitors.put(replace(WORLD["visitors"], name=name, id_number=number, address=address, phone=phone))
        unit.drafts.put(replace(WORLD["drafts"], body_json=f'{{"name": "{name}"}}' * 500))
        unit.audit.record(at=AT, actor="y", action="z", detail={"name": name, "number": number})
        unit.blobs.add(f"%PDF {name} {number}".encode("utf-16-be") * 500, "pdf")
        assert found(folder) == []  # while the transaction is open
    vault.add_user(admin, NewUser(login, name, ("clerk",), "mima-2026-1"), "x", "user-9")
    assert (folder / "desk.db-wal").stat().st_size > 0
    assert found(folder) == []
    with admin.store.write() as unit:
        unit.drafts.delete("draft-1")
    with pytest.raises(UserError) as caught:
        vault.open(folder, login, phone)
    assert login not in str(caught.value)
    backup.back_up(admin.store, tmp_path / "out", datetime(2026, 11, 23, tzinfo=UTC))
    admin.store.close()
    assert found(tmp_path) == []


def test_the_search_finds_what_is_readable(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_bytes(WORDS[0].encode("gb18030"))
    assert found(tmp_path) == [("plain.txt", WORDS[0], "gb18030")]
