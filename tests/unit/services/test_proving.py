"""A paper that proves itself: what a scan finds, what a file is, and what the kept papers look like made again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from tests.fakes.desk_parts import with_roles
from tests.unit.services.conftest import Office
from tests.unit.services.test_issuing import order, registered
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.paper_proof import ProofText, office_tag
from xinfang_desk.domain.records import Document
from xinfang_desk.services import checking, issuing, proving
from xinfang_desk.services.checking import Kept
from xinfang_desk.services.context import Desk
from xinfang_desk.services.proving import Verdict


@pytest.fixture
def paper(paper_office: Office) -> Document:
    """An acceptance notice in 定稿."""
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    made = issuing.issue_papers(paper_office.clerk, (order(paper_office, done, "B4"),)).papers[0]
    return paper_office.unit.documents.get(made.document_id)  # type: ignore[no-any-return]


def proof_of(document: Document) -> str:
    return str(json.loads(document.data_json)["proof"])


def inspector(office: Office) -> Desk:
    return office.desk_of(with_roles(office.clerk.user, "inspector"))


def test_an_issued_paper_bears_its_code_and_a_draft_none(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    wanted = order(paper_office, done, "B4")
    assert issuing.draft_paper(paper_office.clerk, wanted).data.proof == ""
    made = issuing.issue_papers(paper_office.clerk, (wanted,)).papers[0]
    document = paper_office.unit.documents.get(made.document_id)
    text = paper_office.parts.paper.text(issuing.paper_pdf(paper_office.clerk, made.document_id))
    assert document.proof_code
    assert f"校验码{document.proof_code}" in (text or "")
    assert proof_of(document).startswith(f"XF1.{office_tag(paper_office.store.install_id)}.2026-1.20261123.")
    assert "李𬀩明" not in proof_of(document)


def test_the_code_hangs_on_the_secret_of_the_store(paper_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = set()
    for secret in (b"one", b"two"):
        monkeypatch.setattr(paper_office.unit, "_secret", secret)
        data = replace(_notice(paper_office), proof="")
        with paper_office.store.write() as uow:
            codes.add(proving.with_proof(paper_office.clerk, uow, data, paper_office.parts.today(), 1).proof)
    assert len(codes) == 2


def _notice(office: Office) -> Any:
    from tests.documents import samples

    return samples.NOTICE


def test_a_practice_paper_proves_nothing(paper_office: Office) -> None:
    data = replace(_notice(paper_office), practice=True)
    with paper_office.store.write() as uow:
        assert proving.with_proof(paper_office.clerk, uow, data, paper_office.parts.today(), 1) == data


def test_a_scan_finds_the_paper_and_its_reception(paper_office: Office, paper: Document) -> None:
    found = proving.look_up(paper_office.clerk, proof_of(paper))
    assert (found.verdict, found.document_id, found.number) == (Verdict.SOUND, paper.id, paper.number)
    (item,) = paper_office.unit.document_items.of_document(paper.id)
    assert found.reception_id == item.reception_id
    assert paper.number in found.sentence
    assert proving.look_up(paper_office.clerk, paper.proof_code or "").document_id == paper.id
    assert proving.look_up(paper_office.clerk, "2026-1").document_id == paper.id
    assert "document.prove" in paper_office.actions()
    assert "李𬀩明" not in found.sentence


def test_what_is_wrong_is_said_plainly(paper_office: Office, paper: Document) -> None:
    desk = paper_office.clerk
    mine = ProofText(office_tag(desk.store.install_id), 2026, 1, "20261123", paper.proof_code or "")
    changed = proving.look_up(desk, replace(mine, code=_other_code(mine.code)).text)
    assert (changed.verdict, changed.document_id) == (Verdict.CHANGED, paper.id)
    assert "不是定稿时的那一张" in changed.sentence
    far = ProofText("ZZZZ", 2026, 1, "20261123", _other_code(mine.code))
    assert proving.look_up(desk, far.text).verdict is Verdict.OTHER_OFFICE
    never = replace(mine, seq=99, code=_other_code(mine.code))
    assert proving.look_up(desk, never.text).verdict is Verdict.UNKNOWN
    assert proving.look_up(desk, _other_code(mine.code)).verdict is Verdict.UNKNOWN
    assert proving.look_up(desk, "2026-99").verdict is Verdict.UNKNOWN
    with pytest.raises(UserError) as caught:
        proving.look_up(desk, "李𬀩明")
    assert caught.value.code == "proof"
    issuing.void_paper(desk, paper.id, "写错了")
    void = proving.look_up(desk, mine.text)
    assert (void.verdict, void.document_id) == (Verdict.VOID, paper.id)
    assert "作废" in void.sentence


def _other_code(code: str) -> str:
    """A code with a good check that no paper bears."""
    from xinfang_desk.domain import hand_codes, paper_proof

    first = "B" if code[0] != "B" else "C"
    body = (first + code[1:]).replace("-", "")[: -hand_codes.CHECK]
    return hand_codes.written(body, paper_proof._LABEL)


def test_a_number_of_two_series_asks_for_the_code(paper_office: Office) -> None:
    done = registered(paper_office)
    paper_office.conclude(done.items[0].item_id)
    orders = tuple(order(paper_office, done, code) for code in ("A2", "B4"))
    issuing.issue_papers(paper_office.clerk, orders)
    found = proving.look_up(paper_office.clerk, "1")
    assert found.verdict is Verdict.UNKNOWN
    assert "铜政访告〔2026〕1号" in found.sentence
    assert "铜政访登〔2026〕1号" in found.sentence


def test_a_file_is_told_from_one_with_other_content(paper_office: Office, paper: Document) -> None:
    desk = paper_office.clerk
    body = issuing.paper_pdf(desk, paper.id)
    assert proving.verify_pdf(desk, body).verdict is Verdict.SOUND
    moved = desk.parts.paper.moved(body, 0.5, 0.0)
    other = proving.verify_pdf(desk, moved)
    assert (other.verdict, other.document_id) == (Verdict.CHANGED, paper.id)
    assert "同一个号" in other.sentence
    from tests.documents import samples

    same_number = replace(samples.NOTICE, number=paper.number)
    assert proving.verify_pdf(desk, desk.parts.paper.pdf(same_number).pdf).verdict is Verdict.CHANGED
    assert proving.verify_pdf(desk, desk.parts.paper.pdf(samples.LETTER).pdf).verdict is Verdict.UNKNOWN
    with pytest.raises(UserError) as caught:
        proving.verify_pdf(desk, b"no pdf")
    assert caught.value.code == "pdf"


def test_kept_papers_come_out_the_same_again(paper_office: Office, paper: Document) -> None:
    kept = checking.verify_papers(inspector(paper_office))
    assert kept.good
    assert kept.of(Kept.SAME) == (paper.number,)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"renderer_version": "0+old"}, Kept.SAME),
        ({"fonts_json": '[["FandolFangTTF","' + "0" * 64 + '"]]'}, Kept.FONTS),
        ({"fonts_json": '[["Office-aaaaaaaaaaaa","' + "0" * 64 + '"]]'}, Kept.FONTS),
        ({"proof_code": "AAAA-BBBB-CCCC-DDDD-EEEE"}, Kept.CODE),
        ({"data_json": ""}, Kept.SEALED),
        ({"pdf_sha256": "0" * 64}, Kept.DAMAGED),
    ],
)
def test_each_fault_is_told_apart(paper_office: Office, paper: Document, changes: dict[str, str], wanted: Kept) -> None:
    paper_office.unit.documents.rows[paper.id] = replace(paper, **changes)
    kept = checking.verify_papers(inspector(paper_office))
    assert kept.of(wanted) == (paper.number,)
    assert kept.good is (wanted in checking.WELL)


def test_another_version_is_compared_by_text_and_place(paper_office: Office, paper: Document) -> None:
    body = issuing.paper_pdf(paper_office.clerk, paper.id)
    for shift, version, wanted in (
        (0.1, "0+old", Kept.ALIKE),
        (2.0, "0+old", Kept.DIFFERS),
        (0.1, paper.renderer_version, Kept.DIFFERS),
    ):
        other = paper_office.parts.paper.moved(body, shift, 0.0)
        sha = hashlib.sha256(other).hexdigest()
        paper_office.unit.blobs.rows[sha] = other
        paper_office.unit.documents.rows[paper.id] = replace(paper, pdf_sha256=sha, renderer_version=version)
        kept = checking.verify_papers(inspector(paper_office))
        assert kept.of(wanted) == (paper.number,)


def test_a_kept_paper_whose_words_were_changed_is_found(paper_office: Office, paper: Document) -> None:
    raw = json.loads(paper.data_json) | {"addressee": "别人："}
    paper_office.unit.documents.rows[paper.id] = replace(paper, data_json=json.dumps(raw), proof_code=None)
    kept = checking.verify_papers(inspector(paper_office))
    assert kept.of(Kept.DIFFERS) == (paper.number,)


def test_checking_is_for_administrators_and_inspectors(paper_office: Office) -> None:
    with pytest.raises(UserError) as caught:
        checking.verify_papers(paper_office.clerk)
    assert caught.value.code == "role"
