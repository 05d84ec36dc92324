"""What the desks issued, copied out of their stores under names that say code, desk and number, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xinfang_desk.desk.demo.offices import Office
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.domain.records import Document, DocumentState, Role
from xinfang_desk.services import issuing
from xinfang_desk.services.context import Desk
from xinfang_desk.services.opening import Opener, OpenOrder, open_item


@dataclass(frozen=True)
class IssuedPaper:
    """One paper in 定稿: ``leaf`` of the conclusion it follows from, empty for a paper of the registration alone."""

    code: str
    number: str
    leaf: str
    file_name: str
    pdf: bytes


def gather(hands: ScriptHands, office: Office, to: Path) -> tuple[IssuedPaper, ...]:
    """Writes every paper of the open desk into ``to``, in the order of issue; sealed ones as its 保密员 open them."""
    found: list[IssuedPaper] = []
    keepers = tuple(Opener(user.login_name, user.password) for user in office.users if Role.SECRECY in user.roles)
    hands.app.session.run("gather", _papers, office.key, keepers, done=found.extend)
    hands.settle()
    for paper in found:
        (to / paper.file_name).write_bytes(paper.pdf)
    return tuple(found)


def _papers(desk: Desk, key: str, keepers: tuple[Opener, ...]) -> tuple[IssuedPaper, ...]:
    rows = []
    with desk.store.read() as uow:
        for document in uow.documents.all():
            if document.state != DocumentState.FINAL:
                continue
            items = uow.document_items.of_document(document.id)
            current = [row for item in items for row in uow.screenings.where(item_id=item.id, current=True)]
            rows.append((document, current[0].leaf if current else ""))
    return tuple(
        IssuedPaper(
            document.code,
            document.number,
            leaf,
            f"{document.code}-{key}-{desk.parts.catalogue.kind(document.code).series}"
            f"-{document.number_year}-{document.number_seq:04d}.pdf",
            issuing.paper_pdf(_opened(desk, document, keepers), document.id),
        )
        for document, leaf in sorted(rows, key=lambda row: (row[0].issued_at, row[0].id))
    )


def _opened(desk: Desk, document: Document, keepers: tuple[Opener, ...]) -> Desk:
    """The desk with the document's item open, where its paper is kept as ciphertext."""
    if not document.sealed or document.data_json:
        return desk
    with desk.store.read() as uow:
        item = next(one for one in uow.document_items.of_document(document.id) if one.sealed)
    return replace(desk, opening=open_item(desk, OpenOrder(item.id, keepers[0], keepers[1])).opening)
