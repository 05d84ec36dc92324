"""文书自证: the 校验码 of an issued paper, the paper behind a scanned code, and whether a PDF is the one issued."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.paper_proof import (
    ProofText,
    Typed,
    office_tag,
    paper_code,
    printed_code,
    proof_key,
    read_typed,
)
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import Document, DocumentState, Role
from xinfang_desk.services.context import READERS, Desk
from xinfang_desk.services.ports import UnitOfWork


class Verdict(StrEnum):
    """What became of a code or a file."""

    SOUND = "sound"
    VOID = "void"
    CHANGED = "changed"
    OTHER_OFFICE = "other_office"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class FoundPaper:
    """``document_id`` and ``reception_id`` are empty where there is nothing to open."""

    verdict: Verdict
    sentence: str
    document_id: str = ""
    reception_id: str = ""
    number: str = ""


def with_proof(desk: Desk, uow: UnitOfWork, data: DocumentData, on: date, seq: int) -> DocumentData:
    """The data with what its QR code says; a practice paper proves nothing and has none."""
    secret = uow.secret()
    if data.practice or secret is None:
        return data
    code = paper_code(proof_key(secret), asdict(data))
    said = ProofText(office_tag(desk.store.install_id), on.year, seq, on.strftime("%Y%m%d"), code)
    return replace(data, proof=said.text)


def look_up(desk: Desk, typed: str) -> FoundPaper:
    """The paper behind what a scanner or a hand typed: a QR text, a 校验码, or ``2026-12``.

    UserError(code='proof') for what is none of these. The look-up is audited.
    """
    desk.require(Role.ADMIN, *READERS)
    wanted = read_typed(typed, desk.parts.today().year)
    if wanted is None:
        raise UserError("没有读懂。请再扫一次文书左下角的二维码，或者照着输入校验码。", code="proof", field="proof")
    with desk.store.read() as uow:
        found = _found(desk, uow, wanted)
    _audit(desk, found)
    return found


def verify_pdf(desk: Desk, body: bytes) -> FoundPaper:
    """Whether a PDF is the one issued: byte for byte, else by the 校验码 in its text. UserError(code='pdf')."""
    desk.require(Role.ADMIN, *READERS)
    text = desk.parts.paper.text(body)
    if text is None:
        raise UserError("这个文件打不开，不是完整的 PDF。", code="pdf")
    with desk.store.read() as uow:
        rows = uow.documents.where(pdf_sha256=hashlib.sha256(body).hexdigest())
        if rows:
            found = _standing(uow, rows[0], f"{rows[0].number}：和定稿时存的一字不差。")
        else:
            found = _other_content(desk, uow, text)
    _audit(desk, found)
    return found


def _audit(desk: Desk, found: FoundPaper) -> None:
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="document.prove",
            kind="document",
            record_id=found.document_id,
            detail={"verdict": found.verdict.value},
        )


def _found(desk: Desk, uow: UnitOfWork, wanted: Typed) -> FoundPaper:
    proof = wanted.proof
    code = proof.code if proof is not None else wanted.code
    if code:
        rows = uow.documents.where(proof_code=code)
        if rows:
            return _standing(uow, rows[0], f"{rows[0].number}：是本窗口出的，校验码对得上。请和屏幕上的原件对一遍。")
        if proof is None:
            return FoundPaper(Verdict.UNKNOWN, "本窗口没有出过带这个校验码的文书。请对着纸再输一遍。")
    if proof is not None and proof.office != office_tag(desk.store.install_id):
        return FoundPaper(Verdict.OTHER_OFFICE, "这张纸不是本窗口出的，请按纸上的单位名称到那里核对。")
    year, seq = (proof.year, proof.seq) if proof is not None else (wanted.year, wanted.seq)
    rows = uow.documents.where(number_year=year, number_seq=seq)
    if proof is None:
        return _by_number(uow, rows)
    same_day = [row for row in rows if row.dated_on.replace("-", "") == proof.dated]
    if same_day:
        sentence = f"{_numbers(same_day)} 出过，但校验码对不上：这张纸不是定稿时的那一张，请不要采用，看原件。"
        return replace(_place(uow, same_day[0]), verdict=Verdict.CHANGED, sentence=sentence)
    return FoundPaper(Verdict.UNKNOWN, "本窗口没有出过这张文书：号和日期都对不上。请不要采用。")


def _by_number(uow: UnitOfWork, rows: tuple[Document, ...]) -> FoundPaper:
    """A number alone proves nothing; it finds the record."""
    if not rows:
        return FoundPaper(Verdict.UNKNOWN, "没有这个号的文书。请看年份对不对。")
    if len(rows) > 1:
        return FoundPaper(Verdict.UNKNOWN, f"有几份是这个号：{_numbers(rows)}。请扫二维码，或者输校验码。")
    return _standing(uow, rows[0], f"{rows[0].number}：已打开。只凭号看不出真假，请和屏幕上的原件对一遍。")


def _standing(uow: UnitOfWork, document: Document, sentence: str) -> FoundPaper:
    found = replace(_place(uow, document), sentence=sentence)
    if document.state != DocumentState.VOID:
        return found
    newer = uow.documents.find(document.replaced_by) if document.replaced_by else None
    instead = f"请用 {newer.number}。" if newer is not None else "现在没有替换的文书。"
    return replace(found, verdict=Verdict.VOID, sentence=f"{document.number}：已经作废，{instead}")


def _place(uow: UnitOfWork, document: Document) -> FoundPaper:
    items = uow.document_items.of_document(document.id)
    reception = items[0].reception_id if items else ""
    return FoundPaper(Verdict.SOUND, "", document.id, reception, document.number)


def _other_content(desk: Desk, uow: UnitOfWork, text: str) -> FoundPaper:
    """Not byte for byte one of ours: whose number does it bear?"""
    plain = "".join(text.split())
    code = printed_code(plain)
    by_code = uow.documents.where(proof_code=code) if code else ()
    if by_code:
        document = by_code[0]
        if document.sealed and not document.data_json:
            sentence = f"{document.number}：校验码对得上。密存的文书不逐字核对，请保密员打开原件看。"
        else:
            sentence = f"{document.number}：同一个号，内容不是定稿时的那一份，请不要采用。"
        return replace(_place(uow, document), verdict=Verdict.CHANGED, sentence=sentence)
    named = [row for row in uow.documents.all() if row.number and "".join(row.number.split()) in plain]
    if named:
        document = max(named, key=lambda row: len(row.number))
        sentence = f"{document.number}：同一个号，内容不是定稿时的那一份，请不要采用。"
        return replace(_place(uow, document), verdict=Verdict.CHANGED, sentence=sentence)
    return FoundPaper(Verdict.UNKNOWN, "不是本窗口出的文书：文件和号都没有存过。扫描件请在窗口扫二维码核对。")


def _numbers(rows: list[Document] | tuple[Document, ...]) -> str:
    return "、".join(row.number for row in rows)
