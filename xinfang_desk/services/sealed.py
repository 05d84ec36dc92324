"""密存: what a disclosure says is kept as ciphertext under the item's own key, wrapped for those who may open it.

The disclosed words must not reach whoever is accused (条例 30.3). The clerk who took them down can read them back while
the visit is open; then the 保密员 alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import DocumentState, Matter, ReceptionState, Role, SealedContent, SealedKey, User
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork

WHOLE = "whole"
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
    papers: tuple[SealedPaper, ...] = ()


def seal_words(desk: Desk, uow: UnitOfWork, item_id: str, words: SealedWords) -> None:
    """Makes the item's key, wraps it for every active 保密员 and for the user at the desk, and stores the words."""
    key = desk.parts.seal.new_key()
    holders = {user.id: user for user in _keepers(uow)}
    holders[desk.user.id] = desk.user
    for user in holders.values():
        _wrap(desk, uow, item_id, key, user)
    _put_words(desk, uow, item_id, key, words)


def replace_words(desk: Desk, uow: UnitOfWork, item_id: str, words: SealedWords) -> None:
    """Later words of the same item; the earlier rows stay under the same key. UserError(code='sealed')."""
    _put_words(desk, uow, item_id, _key(desk, uow, item_id), words)


def _put_words(desk: Desk, uow: UnitOfWork, item_id: str, key: bytes, words: SealedWords) -> None:
    raw = asdict(words)
    papers = raw.pop("papers")
    _store(desk, uow, item_id, "words", key, _json(raw))
    _store(desk, uow, item_id, "papers", key, _json(papers))


def seal_item(desk: Desk, uow: UnitOfWork, item_id: str) -> None:
    """转密存: a registered item turns out to be a disclosure on card 1; its words leave the open fields for good.

    What stood there goes under a new key; matter title, papers received and kept corrections are blanked, drafts of the
    item dropped. Its number stays.
    """
    item = uow.items.get(item_id)
    if item.sealed:
        return
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
    seal_words(desk, uow, item_id, words)
    blank: dict[str, Any] = {f.name: "" for f in fields(SealedWords) if f.name != "papers"}
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
    uow.receptions.put(replace(uow.receptions.get(item.reception_id), sealed=True))
    _call_in_papers(desk, uow, item_id)
    uow.audit.record(at=desk.parts.now_text(), actor=desk.user.id, action="item.seal", kind="item", record_id=item_id)


def _call_in_papers(desk: Desk, uow: UnitOfWork, item_id: str) -> None:
    """Papers made while nobody knew what this was are void: the sheets go into the envelope, covers are made anew.

    What is in 定稿 is never edited, so their kept PDFs stay; ``issuing.paper_pdf`` shows them to 保密员 alone.
    """
    for document in uow.document_items.of_item(item_id):
        if document.state == DocumentState.FINAL:
            at = desk.parts.now_text()
            void = replace(document, state=DocumentState.VOID.value, void_at=at, void_reason=CALLED_IN, sealed=True)
            uow.documents.put(void)
            uow.audit.record(at=at, actor=desk.user.id, action="document.void", kind="document", record_id=document.id)


def put_sealed(desk: Desk, uow: UnitOfWork, item_id: str, kind: str, body: bytes) -> str:
    """Stores more under the item's key (``facts`` of its screening, a ``document``); returns the row's id.

    UserError(code='sealed') when this user does not hold the key.
    """
    return _store(desk, uow, item_id, kind, _key(desk, uow, item_id), body)


def get_sealed(desk: Desk, uow: UnitOfWork, content: SealedContent) -> bytes:
    """The plain bytes of one row, for a use-case that itself checks and audits; UserError(code='sealed')."""
    return desk.parts.seal.decrypt(_key(desk, uow, content.item_id), content.body)


def encrypt_under(desk: Desk, uow: UnitOfWork, item_id: str, body: bytes) -> bytes:
    """Bytes under the item's key, for a blob of a sealed item (its PDF, a scan); UserError(code='sealed')."""
    return desk.parts.seal.encrypt(_key(desk, uow, item_id), body)


def decrypt_under(desk: Desk, uow: UnitOfWork, item_id: str, body: bytes) -> bytes:
    """The plain bytes again; UserError(code='sealed')."""
    return desk.parts.seal.decrypt(_key(desk, uow, item_id), body)


def can_open(desk: Desk, uow: UnitOfWork, item_id: str) -> bool:
    """Whether this user holds the item's key."""
    return any(row.wrapped for row in uow.sealed_keys.where(item_id=item_id, user_id=desk.user.id, share=WHOLE))


def open_sealed(desk: Desk, item_id: str, reason: str = "") -> SealedWords:
    """开封: 保密员 with a recorded reason, or the clerk who registered it while the visit is open. Always audited.

    FieldErrors(``reason``); UserError(code='sealed') for everybody else.
    """
    with desk.store.write() as uow:
        item = uow.items.get(item_id)
        reception = uow.receptions.get(item.reception_id)
        own = reception.registrar_id == desk.user.id and reception.state == ReceptionState.REGISTERED
        if not own:
            if not desk.has(Role.SECRECY):
                raise UserError("这件已经密存，只有保密员能打开。", code="sealed")
            if not reason.strip():
                raise FieldErrors({"reason": "请写明为什么要打开。"})
        words = _read_words(desk, uow, item_id)
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="sealed.open",
            kind="item",
            record_id=item_id,
            detail={"reason": reason.strip()},
        )
    return words


def _read_words(desk: Desk, uow: UnitOfWork, item_id: str) -> SealedWords:
    rows = {row.kind: row for row in uow.sealed_contents.where(item_id=item_id)}
    if "words" not in rows:
        raise UserError("这件没有密存的内容。", code="not_sealed")
    raw: dict[str, Any] = json.loads(get_sealed(desk, uow, rows["words"]))
    papers: list[dict[str, Any]] = json.loads(get_sealed(desk, uow, rows["papers"])) if "papers" in rows else []
    return SealedWords(**raw, papers=tuple(SealedPaper(**paper) for paper in papers))


def drop_clerk_keys(desk: Desk, uow: UnitOfWork, reception_id: str) -> None:
    """When the visit closes: the key stays with the 保密员 alone.

    A 保密员 who came after the registration is given the key first. While the office has none, the clerk keeps it: else
    nobody could ever read what was said.
    """
    keepers = {user.id: user for user in _keepers(uow)}
    for item in uow.items.where(reception_id=reception_id, sealed=True):
        rows = [row for row in uow.sealed_keys.where(item_id=item.id) if row.wrapped]
        held = {row.user_id for row in rows}
        if desk.user.id in held:
            key = _key(desk, uow, item.id)
            for user in keepers.values():
                if user.id not in held:
                    _wrap(desk, uow, item.id, key, user)
                    held.add(user.id)
        if not held & set(keepers):
            continue
        for row in rows:
            if row.user_id not in keepers:
                uow.sealed_keys.put(replace(row, wrapped=b""))
                uow.audit.record(
                    at=desk.parts.now_text(),
                    actor=desk.user.id,
                    action="sealed.key_dropped",
                    kind="item",
                    record_id=item.id,
                )


def has_keeper(uow: UnitOfWork) -> bool:
    """Whether the office has an active 保密员."""
    return bool(_keepers(uow))


def _keepers(uow: UnitOfWork) -> tuple[User, ...]:
    return tuple(user for user in uow.users.all() if user.active and Role.SECRECY.value in user.roles.split())


def _wrap(desk: Desk, uow: UnitOfWork, item_id: str, key: bytes, user: User) -> None:
    wrapped = desk.parts.seal.wrap(key, user.public_key)
    uow.sealed_keys.add(SealedKey(desk.parts.ids.new_id(), item_id, user.id, wrapped, WHOLE))


def _key(desk: Desk, uow: UnitOfWork, item_id: str) -> bytes:
    rows = [row for row in uow.sealed_keys.where(item_id=item_id, user_id=desk.user.id, share=WHOLE) if row.wrapped]
    if not rows:
        raise UserError("这件已经密存，您这里打不开，请找保密员。", code="sealed")
    return desk.parts.seal.unwrap(rows[-1].wrapped, desk.unlocked.private_key)


def _store(desk: Desk, uow: UnitOfWork, item_id: str, kind: str, key: bytes, body: bytes) -> str:
    row = SealedContent(
        desk.parts.ids.new_id(), item_id, kind, desk.parts.seal.encrypt(key, body), desk.parts.now_text()
    )
    uow.sealed_contents.add(row)
    return row.id


def _json(raw: object) -> bytes:
    return canonical(raw).encode()
