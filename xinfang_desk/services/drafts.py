"""草稿: what is being typed is kept at most one second behind the keys; sealed words never enter it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import Draft
from xinfang_desk.services.context import READERS, WRITERS, Changed, Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.registration import ItemEntry, PaperEntry, Registration, VisitorEntry

T = TypeVar("T")

RECEPTION = "reception"


@dataclass(frozen=True)
class OpenDraft:
    draft_id: str
    kind: str
    subject_id: str
    saved_at: str
    body_json: str


def without_sealed_words(form: Registration) -> Registration:
    """The form as a draft may keep it: of a disclosure nothing but that there are so many matters."""
    if not form.disclosure:
        return form
    return replace(form, items=tuple(ItemEntry(oral=entry.oral) for entry in form.items))


def save_registration_draft(desk: Desk, draft_id: str, form: Registration) -> str:
    """Writes the form (never the words of a disclosure) and returns the draft's id.

    A late save after 完成登记 writes nothing: the reception bears the draft's id.
    """
    desk.require(*WRITERS)
    with desk.store.write() as uow:
        if draft_id and uow.receptions.find(draft_id) is not None:
            return draft_id
        row_id = draft_id or desk.parts.ids.new_id()
        kept = without_sealed_words(replace(form, draft_id=row_id))
        body = canonical(asdict(kept))
        old = uow.drafts.find(row_id)
        if old is not None and old.user_id != desk.user.id:
            raise UserError("这份草稿是别人的，请让他来接着填。", code="draft")
        _put(uow, old, Draft(row_id, RECEPTION, "", desk.user.id, body, desk.parts.now_text()))
    return row_id


def registration_from_draft(body_json: str) -> Registration:
    """The form as it was kept; keys that this version does not know are left out."""
    raw: dict[str, Any] = json.loads(body_json)
    visitors = tuple(_made(VisitorEntry, entry) for entry in raw.pop("visitors", ()))
    items = []
    for entry in raw.pop("items", ()):
        papers = tuple(_made(PaperEntry, paper) for paper in entry.pop("papers", ()))
        items.append(replace(_made(ItemEntry, entry), papers=papers))
    raw["communication"] = tuple(raw.get("communication", ()))
    form = _made(Registration, raw)
    return replace(form, visitors=visitors or form.visitors, items=tuple(items) or form.items)


def _made(kind: type[T], raw: dict[str, Any]) -> T:
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{key: value for key, value in raw.items() if key in known})


def save_draft(desk: Desk, kind: str, subject_id: str, body_json: str) -> str:
    """One draft per (kind, subject, user): screening cards in progress, open fields of papers."""
    desk.require(*WRITERS)
    with desk.store.write() as uow:
        rows = uow.drafts.where(kind=kind, subject_id=subject_id, user_id=desk.user.id)
        old = rows[-1] if rows else None
        row_id = old.id if old is not None else desk.parts.ids.new_id()
        _put(uow, old, Draft(row_id, kind, subject_id, desk.user.id, body_json, desk.parts.now_text()))
    return row_id


def _put(uow: UnitOfWork, old: Draft | None, new: Draft) -> None:
    if old is None:
        uow.drafts.add(new)
    else:
        uow.drafts.put(new)


def open_drafts(desk: Desk) -> tuple[OpenDraft, ...]:
    """What this user left unfinished, newest first; offered after a crash."""
    desk.require(*READERS)
    with desk.store.read() as uow:
        rows = uow.drafts.where(user_id=desk.user.id)
    newest = sorted(rows, key=lambda row: (row.saved_at, row.id), reverse=True)
    return tuple(OpenDraft(row.id, row.kind, row.subject_id, row.saved_at, row.body_json) for row in newest)


def discard_draft(desk: Desk, draft_id: str) -> Changed:
    """Throws one's own draft away; one already gone is no error."""
    desk.require(*WRITERS)
    with desk.store.write() as uow:
        row = uow.drafts.find(draft_id)
        if row is None:
            return Changed(frozenset())
        if row.user_id != desk.user.id:
            raise UserError("这份草稿是别人的，请让他自己来删。", code="draft")
        uow.drafts.delete(draft_id)
    return Changed(frozenset({"today"}))
