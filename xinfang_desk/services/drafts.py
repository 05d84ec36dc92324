"""草稿: what is being typed is kept at most one second behind the keys; sealed words never enter it."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.registration import Registration


@dataclass(frozen=True)
class OpenDraft:
    draft_id: str
    kind: str
    subject_id: str
    saved_at: str
    body_json: str


def save_registration_draft(desk: Desk, draft_id: str, form: Registration) -> str:
    """Writes the form (never the words of a disclosure) and returns the draft's id."""
    raise NotImplementedError


def registration_from_draft(body_json: str) -> Registration:
    raise NotImplementedError


def save_draft(desk: Desk, kind: str, subject_id: str, body_json: str) -> str:
    """One draft per (kind, subject, user): screening cards in progress, open fields of papers."""
    raise NotImplementedError


def open_drafts(desk: Desk) -> tuple[OpenDraft, ...]:
    """What this user left unfinished, newest first; offered after a crash."""
    raise NotImplementedError


def discard_draft(desk: Desk, draft_id: str) -> Changed:
    raise NotImplementedError
