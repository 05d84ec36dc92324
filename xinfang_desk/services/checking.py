"""核对: whether the kept papers are still what was written, and come out the same when made again (design.md 5)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from xinfang_desk.domain.frozen_papers import read_frozen
from xinfang_desk.domain.paper_proof import paper_code, proof_key
from xinfang_desk.domain.records import Document, Role
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import RenderedPaper, UnitOfWork

SHOWN = 10
"""How many numbers are named of each finding."""


class Kept(StrEnum):
    """What was found of one paper; the first three are well."""

    SAME = "same"  # made again, byte for byte
    ALIKE = "alike"  # another renderer version: the same text in the same places
    SEALED = "sealed"  # ciphertext as it was stored; it is not opened
    DAMAGED = "damaged"  # the kept PDF is gone or has another hash
    FONTS = "fonts"  # not made again: a face that it was made with is not there or is another one
    CODE = "code"  # the 校验码 is not that of the frozen data
    DIFFERS = "differs"  # made again, it says something else or stands elsewhere


WELL = frozenset({Kept.SAME, Kept.ALIKE, Kept.SEALED})


@dataclass(frozen=True)
class KeptPapers:
    """Numbers of the papers by finding, in the order in which they were issued."""

    found: tuple[tuple[Kept, tuple[str, ...]], ...]

    def of(self, kept: Kept) -> tuple[str, ...]:
        return dict(self.found).get(kept, ())

    @property
    def sound(self) -> int:
        """How many are well."""
        return sum(len(numbers) for kept, numbers in self.found if kept in WELL)

    @property
    def good(self) -> bool:
        return all(kept in WELL or not numbers for kept, numbers in self.found)


def verify_papers(desk: Desk) -> KeptPapers:
    """Every kept PDF against its hash, then made again from its frozen data and compared."""
    desk.require(Role.ADMIN, Role.INSPECTOR)
    found: dict[Kept, list[str]] = {kept: [] for kept in Kept}
    with desk.store.read() as uow:
        secret = uow.secret()
        key = proof_key(secret) if secret is not None else None
        gone = {row.item_id for row in uow.destructions.all()}
        for document in uow.documents.all():
            if not document.data_json and all(item.id in gone for item in uow.document_items.of_document(document.id)):
                continue  # 已按保管期限销毁
            found[_kept(desk, uow, document, key)].append(document.number)
    return KeptPapers(tuple((kept, tuple(numbers)) for kept, numbers in found.items()))


def _kept(desk: Desk, uow: UnitOfWork, document: Document, key: bytes | None) -> Kept:
    try:
        body = uow.blobs.get(document.pdf_sha256)
    except KeyError:
        return Kept.DAMAGED
    if hashlib.sha256(body).hexdigest() != document.pdf_sha256:
        return Kept.DAMAGED
    if not document.data_json:
        return Kept.SEALED
    if document.proof_code and (key is None or paper_code(key, json.loads(document.data_json)) != document.proof_code):
        return Kept.CODE
    again = _again(desk, document)
    if again is None:
        return Kept.FONTS
    if again.sha256 == document.pdf_sha256:
        return Kept.SAME
    if again.renderer_version == document.renderer_version:
        return Kept.DIFFERS
    return Kept.DIFFERS if desk.parts.paper.differs(body, again.pdf) else Kept.ALIKE


def _again(desk: Desk, document: Document) -> RenderedPaper | None:
    """The paper made now with the faces it was made with; None where one of them is not there."""
    fonts = tuple((name, sha256) for name, sha256 in json.loads(document.fonts_json))
    return desk.parts.paper.remade(read_frozen(document.data_json), fonts)
