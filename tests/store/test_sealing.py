"""转密存 over a real store: no byte of the words is left in any file, whatever had been made of them before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes.real_office import ADMIN, CLERK, KEEPER, PASSWORD, STORE, build_parts, copy_home, make_home
from tests.store.decrypting import decrypted
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import cards, checking, issuing, office, opening, printing, screening, serving
from xinfang_desk.services.context import Desk
from xinfang_desk.services.issuing import PaperOrder
from xinfang_desk.services.opening import Opener, OpenOrder
from xinfang_desk.services.printing import PrintPapers
from xinfang_desk.services.registration import ItemEntry, Registered, Registration, VisitorEntry, complete_registration
from xinfang_desk.services.serving import RecordService
from xinfang_desk.store import blobs
from xinfang_desk.store.files import PAPERS_DB
from xinfang_desk.store.store import SqlStore

SAID = "仓库里的化肥去了谁家"
SCAN = b"%PDF-1.7 " + ("签收件上也写着" + SAID).encode() * 3000


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("town")
    make_home(home, build_parts(home))
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return copy_home(template, tmp_path / "home")


@pytest.fixture
def clerk(home: Path) -> Iterator[Desk]:
    desk = office.log_in(build_parts(home), home / STORE, CLERK, PASSWORD)
    yield desk
    desk.store.close()


def store_of(desk: Desk) -> SqlStore:
    assert isinstance(desk.store, SqlStore)
    return desk.store


def visited(desk: Desk) -> tuple[Registered, list[str]]:
    """A claim that was screened, its papers made and one signed copy scanned."""
    receiver = office.staff(desk)[1].id
    visitor = VisitorEntry(name="石某", division="431221104", address="（示例）1组")
    matter = ItemEntry(request=SAID, facts=f"讲过：{SAID}", purpose="zixun", content_class="ziran")
    done = complete_registration(desk, Registration(visitors=(visitor,), items=(matter,), receiver_id=receiver))
    item_id = done.items[0].item_id
    state = cards.go_on(desk, cards.start_cards(desk, item_id))
    state = cards.answer(desk, cards.choose(desk, state, "consult"), "want", "know")
    screening.conclude(desk, screening.Conclude(cards.go_on(desk, state), {}))
    papers = [one for one in issuing.owed_papers(desk, done.reception_id) if one.state == "owed" and not one.blocked]
    made = issuing.issue_papers(desk, tuple(_filled(desk, done.reception_id, one) for one in papers))
    ids = tuple(paper.document_id for paper in made.papers)
    sent = printing.print_papers(desk, PrintPapers(done.reception_id, ids, "", None))
    printing.confirm_papers(desk, sent.job_ids, True)
    with desk.store.read() as uow:
        recipient = next(
            row
            for paper in made.papers
            for row in uow.recipients.where(document_id=paper.document_id)
            if row.visitor_id
        )
    serving.record_service(desk, RecordService((recipient.id,), "signed", attachment=SCAN))
    return done, [paper.document_id for paper in made.papers]


def _filled(desk: Desk, reception_id: str, paper: issuing.OwedPaper) -> PaperOrder:
    values = dict(paper.values)
    draft = issuing.draft_paper(desk, PaperOrder(reception_id, paper.key, values))
    for spec in draft.specs:
        if draft.missing.get(spec.key):
            values[spec.key] = (
                spec.choices[0][0] if spec.choices else "2026-11-30" if spec.kind == "date" else "（示例）"
            )
    return PaperOrder(reception_id, paper.key, values)


def disclose(desk: Desk, done: Registered) -> None:
    """Card 1 again: what he says is about a cadre after all."""
    item_id = done.items[0].item_id
    state = cards.go_back(desk, cards.start_cards(desk, item_id))
    state = cards.answer(desk, cards.choose(desk, state, "disclosure"), "cadre", "yes")
    order = screening.Conclude(
        cards.go_on(desk, state), {}, purpose_confirmed=True, straight=True, replaced_reason=f"原来是{SAID}"
    )
    screening.conclude(desk, order)


def test_no_byte_of_the_words_is_left_anywhere(clerk: Desk) -> None:
    done, papers = visited(clerk)
    store = store_of(clerk)
    assert SAID.encode() in decrypted(store), "the search finds what is in clear"
    assert SCAN in _bodies(clerk)
    with clerk.store.read() as uow:
        hashes = [uow.documents.get(paper).pdf_sha256 for paper in papers]
        pictures = [_middle(uow.blobs.get(one)) for one in hashes]
    assert all(picture in decrypted(store, PAPERS_DB) for picture in pictures)
    disclose(clerk, done)
    bare = decrypted(store)
    assert SAID.encode() not in bare
    assert SCAN[-200:] not in bare
    assert not any(picture in decrypted(store, PAPERS_DB) for picture in pictures)
    with clerk.store.read() as uow:
        for paper, sha256 in zip(papers, hashes, strict=True):
            row = uow.documents.get(paper)
            assert (row.sealed, row.state, row.data_json, row.fields_json) == (True, "void", "", "{}")
            assert row.pdf_sha256 != sha256
            assert hashlib.sha256(uow.blobs.get(row.pdf_sha256)).hexdigest() == row.pdf_sha256
            with pytest.raises(KeyError):
                uow.blobs.get(sha256)


def _middle(pdf: bytes) -> bytes:
    return pdf[len(pdf) // 2 :][:48]


def _bodies(desk: Desk) -> list[bytes]:
    with desk.store.read() as uow:
        return [uow.blobs.get(row.attachment_sha256) for row in uow.services.all() if row.attachment_sha256 is not None]


def test_opening_shows_the_papers_of_before(home: Path, clerk: Desk) -> None:
    done, papers = visited(clerk)
    before = [issuing.paper_pdf(clerk, paper) for paper in papers]
    disclose(clerk, done)
    clerk.store.close()
    keeper = office.log_in(build_parts(home), home / STORE, KEEPER, PASSWORD)
    try:
        with pytest.raises(UserError) as caught:
            issuing.paper_pdf(keeper, papers[0])
        assert caught.value.code == "opening"
        order = OpenOrder(done.items[0].item_id, Opener(KEEPER, PASSWORD), reason="要转送")
        opened = opening.open_item(keeper, order)
        assert {one.document_id for one in opened.papers} >= set(papers)
        desk = replace(keeper, opening=opened.opening)
        assert [issuing.paper_pdf(desk, paper) for paper in papers] == before
        with keeper.store.read() as uow:
            service = next(row for row in uow.services.all() if row.attachment_sha256)
        assert serving.attachment(desk, service.id) == SCAN
    finally:
        keeper.store.close()


def test_the_check_of_the_papers_stays_good(home: Path, clerk: Desk) -> None:
    done, _papers = visited(clerk)
    disclose(clerk, done)
    clerk.store.close()
    admin = office.log_in(build_parts(home), home / STORE, ADMIN, PASSWORD)
    try:
        assert checking.verify_papers(admin).good
        with admin.store.read() as uow:
            assert uow.audit.verify()
    finally:
        admin.store.close()


def test_a_kill_between_row_and_bytes_is_mended_at_the_next_opening(
    home: Path, clerk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, _papers = visited(clerk)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(blobs, "empty", killed)
        with pytest.raises(KeyboardInterrupt):
            disclose(clerk, done)
    store = store_of(clerk)
    assert SCAN[-200:] in decrypted(store, PAPERS_DB), "the bytes are there still"
    clerk.store.close()
    keeper = office.log_in(build_parts(home), home / STORE, KEEPER, PASSWORD)
    try:
        assert SCAN[-200:] not in decrypted(store_of(keeper))
        assert SAID.encode() not in decrypted(store_of(keeper))
    finally:
        keeper.store.close()


def test_what_fails_afterwards_leaves_everything_as_it_was(clerk: Desk) -> None:
    done, papers = visited(clerk)
    from xinfang_desk.services.sealed import seal_item

    def broken() -> None:
        with clerk.store.write() as uow:
            seal_item(clerk, uow, done.items[0].item_id)
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    assert issuing.paper_pdf(clerk, papers[0]).startswith(b"%PDF-")
    with clerk.store.read() as uow:
        assert not uow.items.get(done.items[0].item_id).sealed
    assert SCAN in _bodies(clerk)
