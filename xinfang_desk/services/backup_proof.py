"""试恢复: whether a copied store says what the store says; only then a backup counts (issue 5.6)."""

from __future__ import annotations

import hashlib
import json

from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.frozen_papers import read_frozen
from xinfang_desk.domain.records import Document
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import Store, UnitOfWork

NOT_PROVED = "备份没有做成：试着打开时内容对不上，这份备份不能用。请换一个位置再备份一次。"


def prove_copy(desk: Desk, copy: Store, paper_id: str) -> None:
    """Reads a copy as a store of its own: its last link must be one of the store's, and a paper is drawn again from it.

    ``paper_id``: a paper in clear, or empty where there is none. EnvironmentFault(code='backup_failed').
    """
    with copy.read() as uow:
        last = uow.audit.last()
        if paper_id:
            _draw_again(desk, uow, uow.documents.get(paper_id))
    if last is None:
        return
    with desk.store.read() as uow:
        if last not in uow.audit.between(last.at, f"{last.at}~"):
            raise _not_proved()


def _draw_again(desk: Desk, uow: UnitOfWork, document: Document) -> None:
    try:
        kept = uow.blobs.get(document.pdf_sha256)
    except KeyError as missing:
        raise _not_proved() from missing
    if hashlib.sha256(kept).hexdigest() != document.pdf_sha256:
        raise _not_proved()
    fonts = tuple((name, sha256) for name, sha256 in json.loads(document.fonts_json))
    again = desk.parts.paper.remade(read_frozen(document.data_json), fonts)
    if again is not None and again.sha256 != document.pdf_sha256 and desk.parts.paper.differs(kept, again.pdf):
        raise _not_proved()


def _not_proved() -> EnvironmentFault:
    return EnvironmentFault(NOT_PROVED, code="backup_failed")
