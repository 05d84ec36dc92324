"""销毁 after the retention period: content and detail leave the file, what the number book must keep stays.

The delete triggers of content and detail tables let rows go while the row of ``removing`` stands. It points to a key
that is never there, checked at the end of the transaction: a removal that does not take its marker away again cannot
be committed. ``secure_delete`` overwrites what goes; the papers are emptied after the commit, and again at the next
opening should a kill have come between (``blobs.py``). The audit keeps every link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Table, text

from xinfang_desk.domain.records import Destruction, Document
from xinfang_desk.store import schema as t
from xinfang_desk.store.blobs import Blobs
from xinfang_desk.store.repository import Unit

MARK = "removing"

_UNSEARCH = text("DELETE FROM search_index WHERE rowid = :pos")
_OPTIMISE = text("INSERT INTO search_index (search_index) VALUES ('optimize')")
_ITEM_WORDS = (
    *("request", "facts", "reasons", "own_words", "summary", "purpose", "content_class", "place_division", "place"),
    *("body_complained", "void_reason"),
)
_RECEPTION_WORDS = (
    *("sending_body", "sending_number", "communication", "interpreter", "interpreter_relation", "void_reason"),
)


class Removal:
    """The marker and the deletions, inside one unit of work."""

    def __init__(self, unit: Unit, blobs: Blobs) -> None:
        self._unit, self._blobs = unit, blobs

    def take(self, reception_id: str, rows: Sequence[Destruction], at: str) -> None:
        """One reception whole: its people, words, screenings, papers' contents, services, keys and audit details."""
        unit = self._unit
        unit.change(t.REMOVING.insert(), {"key": MARK})
        items = self._ids(t.ITEM, "reception_id", (reception_id,))
        papers = self._papers(items)
        recipients = self._ids(t.RECIPIENT, "document_id", [paper.id for paper in papers])
        known = [reception_id, *items, *(paper.id for paper in papers), *recipients]
        known += self._ids(t.VISITOR, "reception_id", (reception_id,))
        known += self._ids(t.PRINT_JOB, "reception_id", (reception_id,))
        scans = self._column(t.SERVICE, "attachment_sha256", "recipient_id", recipients)
        seqs = self._details(known)
        doomed: tuple[tuple[Table, str, Sequence[object]], ...] = (
            (t.SERVICE, "recipient_id", recipients),
            (t.RECIPIENT, "id", recipients),
            *((table, "item_id", items) for table in _OF_ITEM),
            (t.VISITOR, "reception_id", [reception_id]),
            (t.PRINT_JOB, "reception_id", [reception_id]),
            (t.CORRECTION, "record_id", known),
            (t.AUDIT_DETAIL, "seq", seqs),
            (t.DRAFT, "subject_id", known),
        )
        for table, column, ids in doomed:
            self._delete(table, column, ids)
        self._blank(reception_id, items, papers)
        for sha256 in dict.fromkeys([*(paper.pdf_sha256 for paper in papers), *(str(one) for one in scans if one)]):
            self._blobs.destroy(sha256, at)
        for row in rows:
            kept = replace(row, detail_seqs=" ".join(map(str, seqs)))
            unit.change(
                t.DESTRUCTION.insert(), {name: getattr(kept, name) for name in Destruction.__dataclass_fields__}
            )
        self._packages(items, at)
        unit.change(t.REMOVING.delete())

    def _ids(self, table: Table, column: str, values: Iterable[str]) -> list[str]:
        return [str(one) for one in self._column(table, "id", column, list(values))]

    def _column(self, table: Table, wanted: str, column: str, values: Sequence[object]) -> list[object]:
        rows: list[object] = []
        for value in values:
            rows += self._unit.ask(
                table.select().with_only_columns(table.c[wanted]).where(table.c[column] == value)
            ).scalars()
        return rows

    def _papers(self, items: Sequence[str]) -> list[Document]:
        """The papers of these items alone; one that also tells of another item stays until that one goes."""
        found: dict[str, Document] = {}
        for document_id in self._column(t.DOCUMENT_ITEM, "document_id", "item_id", items):
            others = self._column(t.DOCUMENT_ITEM, "item_id", "document_id", [document_id])
            if all(other in items or self._column(t.DESTRUCTION, "id", "item_id", [other]) for other in others):
                columns = [t.DOCUMENT.c[name] for name in Document.__dataclass_fields__]
                values = self._unit.ask(
                    t.DOCUMENT.select().with_only_columns(*columns).where(t.DOCUMENT.c.id == document_id)
                ).one()
                found[str(document_id)] = Document(*values)
        return list(found.values())

    def _details(self, known: Sequence[str]) -> list[int]:
        seqs = {int(str(seq)) for seq in self._column(t.AUDIT, "seq", "record_id", known)}
        return sorted(int(str(seq)) for seq in self._column(t.AUDIT_DETAIL, "seq", "seq", sorted(seqs)))

    def _delete(self, table: Table, column: str, values: Iterable[object]) -> None:
        for value in values:
            self._unit.change(table.delete().where(table.c[column] == value))

    def _blank(self, reception_id: str, items: Sequence[str], papers: Sequence[Document]) -> None:
        unit = self._unit
        reception = dict.fromkeys(_RECEPTION_WORDS, "") | {"site_json": "{}"}
        unit.change(t.RECEPTION.update().where(t.RECEPTION.c.id == reception_id).values(reception))
        words = dict.fromkeys(_ITEM_WORDS, "")
        for item_id in items:
            for pos in self._column(t.ITEM, "pos", "id", [item_id]):
                unit.change(_UNSEARCH, {"pos": pos})
            unit.change(t.ITEM.update().where(t.ITEM.c.id == item_id).values(words))
            for matter_id in self._column(t.ITEM, "matter_id", "id", [item_id]):
                others = self._column(t.ITEM, "id", "matter_id", [matter_id])
                if all(one in items or self._column(t.DESTRUCTION, "id", "item_id", [one]) for one in others):
                    unit.change(t.MATTER.update().where(t.MATTER.c.id == matter_id).values(title=""))
        unit.change(_OPTIMISE)
        for paper in papers:
            blank = {"data_json": "", "fields_json": "{}", "void_reason": ""}
            unit.change(t.DOCUMENT.update().where(t.DOCUMENT.c.id == paper.id).values(blank))

    def _packages(self, items: Sequence[str], at: str) -> None:
        """Packages whose every item is destroyed by now; others stay until the last of theirs goes."""
        for batch_id in dict.fromkeys(self._column(t.BATCH_ITEM, "batch_id", "item_id", items)):
            inside = self._column(t.BATCH_ITEM, "item_id", "batch_id", [batch_id])
            if all(self._column(t.DESTRUCTION, "id", "item_id", [one]) for one in inside):
                for sha256 in self._column(t.BATCH, "zip_sha256", "id", [batch_id]):
                    self._blobs.destroy(str(sha256), at)


_OF_ITEM = (
    *(t.PAPER_RECEIVED, t.SCREENING, t.CLOCK, t.MATTER_EVENT, t.SEALED_CONTENT, t.SEALED_KEY, t.SEALED_PAIR),
    *(t.PROVINCE_REPLY, t.PROVINCE_TYPED),
)
