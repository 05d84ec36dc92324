"""What the desks issued, copied out of their stores under names that say code, desk and number, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.domain.records import DocumentState
from xinfang_desk.services import issuing
from xinfang_desk.services.context import Desk


@dataclass(frozen=True)
class IssuedPaper:
    """One paper in 定稿: ``leaf`` of the conclusion it follows from, empty for a paper of the registration alone."""

    code: str
    number: str
    leaf: str
    file_name: str
    pdf: bytes


def gather(hands: ScriptHands, key: str, to: Path) -> tuple[IssuedPaper, ...]:
    """Writes every paper of the open desk into ``to``, in the order of issue."""
    found: list[IssuedPaper] = []
    hands.app.session.run("gather", _papers, key, done=found.extend)
    hands.settle()
    for paper in found:
        (to / paper.file_name).write_bytes(paper.pdf)
    return tuple(found)


def _papers(desk: Desk, key: str) -> tuple[IssuedPaper, ...]:
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
            issuing.paper_pdf(desk, document.id),
        )
        for document, leaf in sorted(rows, key=lambda row: (row[0].issued_at, row[0].id))
    )
