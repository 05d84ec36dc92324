"""密存: what a disclosure says is kept as ciphertext under the item's own key, wrapped for those who may open it.

The disclosed words must not reach whoever is accused (条例 30.3). The clerk who took them down can read them back while
the visit is open; then it takes two of the office's 保密员 (services/sealed_keys, services/opening).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from xinfang_desk.domain.access import Opening
from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.records import Document, DocumentState, Matter, SealedContent
from xinfang_desk.services.context import WRITERS, Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sealed_keys import BOX, box_private, can_open, key_of, make_key

_BOXED = b"XFD-BOX1"
CALLED_IN = "转为密件，原件收回"


@dataclass(frozen=True)
class SealedPaper:
    """One line of the papers handed over with a disclosure."""

    name: str
    copies: int
    pages: int | None
    original: bool


@dataclass(frozen=True)
class SealedWords:
    """What was said; the same fields as an item's, none of which stands in the item itself."""

    request: str = ""
    facts: str = ""
    reasons: str = ""
    own_words: str = ""
    summary: str = ""
    content_class: str = ""
    place_division: str = ""
    place: str = ""
    body_complained: str = ""
    accused: str = ""  # whether of the office's own leadership: own | other, empty while nobody has said
    papers: tuple[SealedPaper, ...] = ()


def seal_words(desk: Desk, uow: UnitOfWork, item_id: str, words: SealedWords) -> Opening:
    """Makes the item's key, for the user at the desk and for the holders by halves, and stores the words.

    The opening is for the rest of this unit of work.
    """
    key = make_key(desk, uow, item_id)
    _put_words(desk, uow, item_id, key, words)
    return Opening(item_id, key)


def replace_words(desk: Desk, uow: UnitOfWork, item_id: str, words: SealedWords) -> None:
    """Later words of the same item; the earlier rows stay under the same key. UserError(code='sealed')."""
    _put_words(desk, uow, item_id, key_of(desk, uow, item_id), words)


def _put_words(desk: Desk, uow: UnitOfWork, item_id: str, key: bytes, words: SealedWords) -> None:
    raw = asdict(words)
    papers = raw.pop("papers")
    for kind, body in (("words", raw), ("papers", papers)):
        _keep(desk, uow, item_id, kind, desk.parts.seal.encrypt(key, _json(body)))


def seal_item(desk: Desk, uow: UnitOfWork, item_id: str) -> Opening | None:
    """转密存: a registered item turns out to be a disclosure on card 1; its words leave the open fields for good.

    What stood there goes under a new key; matter title, papers received and kept corrections are blanked, drafts of the
    item dropped. Its number stays. The opening is for the rest of this unit of work.
    """
    item = uow.items.get(item_id)
    if item.sealed:
        return None
    rows = uow.papers_received.where(item_id=item_id)
    papers = tuple(SealedPaper(row.name, row.copies, row.pages, row.original) for row in rows)
    words = SealedWords(
        request=item.request,
        facts=item.facts,
        reasons=item.reasons,
        own_words=item.own_words,
        summary=item.summary,
        content_class=item.content_class,
        place_division=item.place_division,
        place=item.place,
        body_complained=item.body_complained,
        papers=papers,
    )
    opening = seal_words(desk, uow, item_id, words)
    desk = replace(desk, opening=opening)
    blank: dict[str, Any] = {f.name: "" for f in fields(SealedWords) if f.name not in ("accused", "papers")}
    own_matter = len(uow.items.where(matter_id=item.matter_id)) == 1
    matter_id = item.matter_id
    if own_matter:
        uow.matters.put(replace(uow.matters.get(matter_id), title=""))
    else:
        matter_id = desk.parts.ids.new_id()
        uow.matters.add(Matter(matter_id, "", desk.parts.now_text()))
    uow.items.put(replace(item, **blank, purpose="jubao", matter_id=matter_id, sealed=True))
    for row in rows:
        uow.papers_received.put(replace(row, name=""))
    for correction in uow.corrections.where(record_kind="item", record_id=item_id):
        uow.corrections.put(replace(correction, old="", new=""))
    for kind in ("screening", "document"):
        for draft in uow.drafts.where(kind=kind, subject_id=item_id):
            uow.drafts.delete(draft.id)
    for draft in uow.drafts.where(subject_id=item.reception_id):  # what was filled in for its papers
        uow.drafts.delete(draft.id)
    uow.receptions.put(replace(uow.receptions.get(item.reception_id), sealed=True))
    _call_in_papers(desk, uow, item_id)
    uow.audit.record(at=desk.parts.now_text(), actor=desk.user.id, action="item.seal", kind="item", record_id=item_id)
    return opening


def _call_in_papers(desk: Desk, uow: UnitOfWork, item_id: str) -> None:
    """Papers made while nobody knew what this was are void: the sheets go into the envelope, covers are made anew."""
    for document in uow.document_items.of_item(item_id):
        if document.state == DocumentState.FINAL:
            at = desk.parts.now_text()
            uow.documents.put(replace(document, state=DocumentState.VOID.value, void_at=at, void_reason=CALLED_IN))
            uow.audit.record(at=at, actor=desk.user.id, action="document.void", kind="document", record_id=document.id)
    seal_papers(desk, uow, item_id)


def seal_papers(desk: Desk, uow: UnitOfWork, item_id: str) -> int:
    """What the item's papers keep in clear goes under its key: frozen data, PDF, scans of signed copies, and packages
    that took it along. The bytes they had leave papers.db with this unit of work. How many papers that were.
    """
    at = desk.parts.now_text()
    done = 0
    for document in uow.document_items.of_item(item_id):
        if not document.data_json or (document.sealed and not _keeps_clear(document)):
            continue
        body = canonical({"data": document.data_json, "fields": document.fields_json}).encode()
        put_sealed(desk, uow, item_id, "document", body)
        sha = _moved(desk, uow, item_id, document.pdf_sha256, "sealed_paper")
        uow.documents.put(replace(document, sealed=True, pdf_sha256=sha, data_json="", fields_json="{}"))
        uow.blobs.forget(document.pdf_sha256, at)
        for recipient in uow.recipients.where(document_id=document.id):
            for service in uow.services.where(recipient_id=recipient.id):
                if service.attachment_sha256 is not None:
                    scan = _moved(desk, uow, item_id, service.attachment_sha256, "sealed_scan")
                    uow.services.put(replace(service, attachment_sha256=scan))
                    uow.blobs.forget(service.attachment_sha256, at)
        uow.audit.record(at=at, actor=desk.user.id, action="document.seal", kind="document", record_id=document.id)
        done += 1
    for sent in uow.batch_items.where(item_id=item_id):
        uow.blobs.forget(uow.batches.get(sent.batch_id).zip_sha256, at)
    return done


def _moved(desk: Desk, uow: UnitOfWork, item_id: str, sha256: str, kind: str) -> str:
    """The hash of the same bytes under the item's key; that of what is damaged or gone stays, as there is nothing."""
    try:
        body = uow.blobs.get(sha256)
    except KeyError:
        return sha256
    return uow.blobs.add(encrypt_under(desk, uow, item_id, body), kind)


def _keeps_clear(document: Document) -> bool:
    """A paper of before the item was sealed. One made for a sealed item keeps in clear what tells nothing (B10)."""
    return document.state == DocumentState.VOID and document.void_reason == CALLED_IN


def open_blob(desk: Desk, uow: UnitOfWork, document_id: str, body: bytes) -> bytes:
    """The plain bytes of a sealed paper or of its scan; the errors of ``key_of``.

    A sheet that was made for several matters stands under the key of one that turned out to be a disclosure.
    """
    items = [item.id for item in uow.document_items.of_document(document_id) if item.sealed]
    mine = [item_id for item_id in items if can_open(desk, uow, item_id)] or items[:1]
    for item_id in mine[:-1]:
        try:
            return decrypt_under(desk, uow, item_id, body)
        except EnvironmentFault:
            continue
    return decrypt_under(desk, uow, mine[-1], body)


def put_sealed(desk: Desk, uow: UnitOfWork, item_id: str, kind: str, body: bytes) -> str:
    """Stores more of the item (``facts`` of its screening, a ``document``); returns the row's id.

    Who may not read it may still put in: then it goes into the item's box, which its key alone opens.
    """
    return _keep(desk, uow, item_id, kind, encrypt_under(desk, uow, item_id, body))


def get_sealed(desk: Desk, uow: UnitOfWork, content: SealedContent) -> bytes:
    """The plain bytes of one row, for a use-case that itself checks and audits; the errors of ``key_of``."""
    return decrypt_under(desk, uow, content.item_id, content.body)


def encrypt_under(desk: Desk, uow: UnitOfWork, item_id: str, body: bytes) -> bytes:
    """Bytes under the item's key or in its box, for a blob of a sealed item (its PDF, a scan)."""
    boxes = uow.sealed_contents.where(item_id=item_id, kind=BOX)
    if boxes and not can_open(desk, uow, item_id):
        return _BOXED + desk.parts.seal.wrap(body, boxes[-1].body)
    return desk.parts.seal.encrypt(key_of(desk, uow, item_id), body)


def decrypt_under(desk: Desk, uow: UnitOfWork, item_id: str, body: bytes) -> bytes:
    """The plain bytes again; the errors of ``key_of``."""
    key = key_of(desk, uow, item_id)
    if body.startswith(_BOXED):
        return desk.parts.seal.unwrap(body.removeprefix(_BOXED), box_private(key))
    return desk.parts.seal.decrypt(key, body)


def open_sealed(desk: Desk, item_id: str) -> SealedWords:
    """What was said, for the clerk who took it down, while the visit is open; audited.

    Everybody else is refused: ``opening`` for a 保密员, who opens it with another one (services/opening), ``sealed``.
    """
    desk.require(*WRITERS)
    with desk.store.write() as uow:
        words = read_words(desk, uow, item_id)
        uow.audit.record(
            at=desk.parts.now_text(), actor=desk.user.id, action="sealed.read_own", kind="item", record_id=item_id
        )
    return words


def read_words(desk: Desk, uow: UnitOfWork, item_id: str) -> SealedWords:
    """For a use-case that audits by itself. UserError: ``not_sealed``, and those of ``key_of``."""
    rows = {row.kind: row for row in uow.sealed_contents.where(item_id=item_id)}
    if "words" not in rows:
        raise UserError("这件没有密存的内容。", code="not_sealed")
    raw: dict[str, Any] = json.loads(get_sealed(desk, uow, rows["words"]))
    papers: list[dict[str, Any]] = json.loads(get_sealed(desk, uow, rows["papers"])) if "papers" in rows else []
    return SealedWords(**raw, papers=tuple(SealedPaper(**paper) for paper in papers))


def _keep(desk: Desk, uow: UnitOfWork, item_id: str, kind: str, body: bytes) -> str:
    row = SealedContent(desk.parts.ids.new_id(), item_id, kind, body, desk.parts.now_text())
    uow.sealed_contents.add(row)
    return row.id


def _json(raw: object) -> bytes:
    return canonical(raw).encode()
