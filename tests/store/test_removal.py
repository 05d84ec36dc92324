"""销毁: the words leave the file itself, as its decrypted pages show, and the number book stays (issue 5, 9)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.store.making import NAME, PASSWORD, Opened
from tests.store.rows import AT, DOCUMENT, ITEM, RECEPTION, USER, WORLD, fill
from xinfang_desk.domain import records as r
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.store import files
from xinfang_desk.store.sqlite.triggers import REMOVABLE
from xinfang_desk.store.store import SqlStore
from xinfang_desk.store.vault import SqlVault

PAGE, RESERVE, IV = 4096, 80, 16
WORDS = ("李𬀩明", "431221197001011234", "枣树村三组", "补发低保金", "告诉李𬀩明", "电话里说")
ROW = r.Destruction("gone-of-1", ITEM, "431221-2026-LF-000001", "handled", 5, "", AT, USER, USER)


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of a file and of its write-ahead log, free pages and slack too, as plain bytes."""
    raw = path.read_bytes()
    pages = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
    log = path.with_name(path.name + "-wal")
    if log.exists():
        said = log.read_bytes()
        pages += [said[at + 24 : at + 24 + PAGE] for at in range(32, len(said), PAGE + 24)]
    plain = []
    for page in pages:
        start = 16 if page is pages[0] else 0
        end = PAGE - RESERVE
        if len(page) == PAGE and any(page):
            way = Cipher(algorithms.AES(key), modes.CBC(page[end : end + IV])).decryptor()
            plain.append(way.update(page[start:end]) + way.finalize())
    return b"".join(plain)


def standing(store: SqlStore) -> set[str]:
    both = b"".join(decrypted(store.folder / name, store.key) for name in (files.DESK_DB, files.PAPERS_DB))
    return {word for word in WORDS if word.encode() in both}


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    name, number, address, wish, paper, detail = WORDS
    with store.write() as unit:
        fill(unit, without="destructions")
        sha256 = unit.blobs.add(f"%PDF {paper}".encode() * 400, "pdf")
        unit.visitors.put(replace(WORLD["visitors"], name=name, id_number=number, address=address))
        unit.items.put(replace(WORLD["items"], request=wish * 300))
        unit.documents.add(
            replace(
                WORLD["documents"],
                id="document-9",
                number="铜政访告〔2026〕9号",
                number_seq=9,
                data_json=paper * 300,
                pdf_sha256=sha256,
            )
        )
        unit.document_items.add(r.DocumentItem("document-9", ITEM))
        unit.audit.record(at=AT, actor=USER, action="item.void", kind="item", record_id=ITEM, detail={"said": detail})
    with store.write() as unit:
        unit.search.catch_up(100)
    return store


def take(store: SqlStore) -> None:
    with store.write() as unit:
        unit.removal.take(RECEPTION, (ROW,), AT)


def test_the_words_leave_the_file_and_the_number_book_stays(full: SqlStore) -> None:
    assert standing(full) == set(WORDS), "the test reads what stands there"
    before = full
    with before.read() as unit:
        papers = {row.id: row for row in unit.documents.all()}
        links = unit.audit.verify()
    take(full)
    assert standing(full) == set()
    with full.read() as unit:
        assert unit.audit.verify() == links, "the chain is whole without the details"
        item = unit.items.get(ITEM)
        assert (item.register_no, item.request) == ("431221-2026-LF-000001", "")
        paper = unit.documents.get("document-9")
        assert (paper.number, paper.code, paper.dated_on, paper.pdf_sha256) == (
            papers["document-9"].number,
            papers["document-9"].code,
            papers["document-9"].dated_on,
            papers["document-9"].pdf_sha256,
        )
        assert (paper.data_json, paper.fields_json) == ("", "{}")
        assert unit.destructions.get("gone-of-1").detail_seqs
        assert not unit.visitors.all()
        assert not unit.screenings.all()
        with pytest.raises(KeyError):
            unit.blobs.get(paper.pdf_sha256)


def test_a_backup_made_afterwards_and_a_store_opened_again_are_sound(
    full: SqlStore, vault: SqlVault, admin: Opened, folder: Path
) -> None:
    take(full)
    admin.store.close()
    again = vault.open(folder, NAME, PASSWORD)
    with again.store.read() as unit:
        assert unit.audit.verify()
    assert standing(again.store) == set()
    again.store.close()


MARK = "INSERT INTO removing VALUES ('removing')"


def run(store: SqlStore, *statements: str) -> None:
    """In one transaction, past every use-case."""
    with store.write() as unit:
        for one in statements:
            unit.change(text(one))


@pytest.mark.parametrize("table", REMOVABLE)
def test_without_the_marker_nothing_goes(full: SqlStore, table: str) -> None:
    with pytest.raises(IntegrityError, match="kept for good"):
        run(full, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["audit", "document", "item", "reception", "destruction", "batch", "outbox"])
def test_even_with_it_the_audit_and_the_number_book_stay(full: SqlStore, table: str) -> None:
    take(full)
    with pytest.raises(IntegrityError, match="kept for good"):
        run(full, MARK, f"DELETE FROM {table}")


def test_the_marker_outlives_no_transaction(full: SqlStore) -> None:
    with pytest.raises((IntegrityError, EnvironmentFault)):
        run(full, MARK, "DELETE FROM paper_received")
    with full.read() as unit:
        assert unit.papers_received.all(), "nothing of it was kept"
        assert unit.ask(text("SELECT count(*) FROM removing")).scalar() == 0


def test_with_it_a_paper_may_only_be_emptied(full: SqlStore) -> None:
    for change in ("data_json = 'other'", "number = 'x'", "data_json = '', fields_json = '{}', pdf_sha256 = ''"):
        with pytest.raises(IntegrityError, match="frozen"):
            run(full, MARK, f"UPDATE document SET {change} WHERE id = '{DOCUMENT}'")


def test_a_detail_that_went_otherwise_is_a_break(full: SqlStore) -> None:
    run(full, MARK, "DELETE FROM audit_detail", "DELETE FROM removing")
    with full.read() as unit, pytest.raises(EnvironmentFault) as caught:
        unit.audit.verify()
    assert caught.value.code == "audit_broken"


def test_a_kill_before_the_papers_are_emptied_is_made_good(
    full: SqlStore, admin: Opened, vault: SqlVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SqlStore, "_empty", killed)
        with pytest.raises(KeyboardInterrupt):
            take(full)
    assert "告诉李𬀩明" in standing(full), "the paper is still there"
    admin.store.close()
    again = vault.open(folder, NAME, PASSWORD)
    assert standing(again.store) == set()
    again.store.close()
