"""papers.db: PDFs and scans by the SHA-256 of their bytes.

A write-ahead log commits each attached file by itself: a kill between the two could leave a document whose PDF is
nowhere. So a blob is written first, in a transaction of its own on its own connection, and is durable before the row
that names it. When the unit of work then fails, a blob stays that nothing names: harmless, as it is found by content
and the next try finds it there.

A paper whose words went under an item's key is emptied the other way round: after the unit of work that no longer names
it, and again at the next opening should a kill have come between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from sqlalchemy import bindparam, func, select

from xinfang_desk.store.faults import as_faults
from xinfang_desk.store.repository import Unit
from xinfang_desk.store.schema import BLOB, DOCUMENT, GONE_BLOB, SERVICE
from xinfang_desk.store.sqlite.connection import DEFERRED, IMMEDIATE, Lines, checkpoint

# The papers' file is the main one of its own connection.
_MAIN = {"schema_translate_map": {BLOB.schema: None}}

_BODY = select(BLOB.c.body).where(BLOB.c.sha256 == bindparam("sha256"))
_THERE = select(BLOB.c.kind).where(BLOB.c.sha256 == bindparam("sha256"))
_NAMED = (
    select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.pdf_sha256 == bindparam("sha256")),
    select(func.count()).select_from(SERVICE).where(SERVICE.c.attachment_sha256 == bindparam("sha256")),
)

GONE = "gone"


class Blobs:
    """The papers as seen from one unit of work."""

    def __init__(self, unit: Unit, lines: Lines, new_id: Callable[[], str]) -> None:
        self._unit = unit
        self._lines = lines
        self._new_id = new_id
        self.forgotten: list[str] = []

    def add(self, body: bytes, kind: str) -> str:
        """Stores and returns the SHA-256 hex; the same bytes are kept once. Durable when it returns."""
        self._unit.must_write()
        sha256 = hashlib.sha256(body).hexdigest()
        connection = self._lines.take(IMMEDIATE)
        try:
            with as_faults(), connection.begin():
                there = connection.execute(_THERE, {"sha256": sha256}, execution_options=_MAIN).scalar()
                if there is None:
                    row = {"sha256": sha256, "kind": kind, "size": len(body), "body": body}
                    connection.execute(BLOB.insert(), row, execution_options=_MAIN)
                elif there == GONE:
                    again = BLOB.update().where(BLOB.c.sha256 == sha256).values(kind=kind, body=body)
                    connection.execute(again, execution_options=_MAIN)
        finally:
            self._lines.give(connection)
        return sha256

    def get(self, sha256: str) -> bytes:
        """KeyError when nothing of this hash is there (any more)."""
        connection = self._lines.take(DEFERRED)
        try:
            with as_faults(), connection.begin():
                body = connection.execute(_BODY, {"sha256": sha256}, execution_options=_MAIN).scalar()
        finally:
            self._lines.give(connection)
        if not body:
            raise KeyError(sha256)
        return bytes(body)

    def destroy(self, sha256: str, at: str) -> None:
        """As ``forget``, though a row goes on naming the hash: the number book keeps it (``removal.py``)."""
        row = {"id": self._new_id(), "sha256": sha256, "at": at, "emptied": False}
        self._unit.change(GONE_BLOB.insert(), row)
        self.forgotten.append(sha256)

    def forget(self, sha256: str, at: str) -> None:
        """Its bytes leave the file once this unit of work is committed, unless a row still names them then."""
        if any(self._unit.ask(named, {"sha256": sha256}).scalar_one() for named in _NAMED):
            return
        row = {"id": self._new_id(), "sha256": sha256, "at": at, "emptied": False}
        self._unit.change(GONE_BLOB.insert(), row)
        self.forgotten.append(sha256)


def empty(lines: Lines, hashes: Iterable[str]) -> None:
    """Overwrites these papers (secure_delete) and the write-ahead log in which they stood."""
    connection = lines.take(IMMEDIATE)
    try:
        with as_faults(), connection.begin():
            for sha256 in hashes:
                gone = BLOB.update().where(BLOB.c.sha256 == sha256).values(kind=GONE, body=b"")
                connection.execute(gone, execution_options=_MAIN)
        with as_faults():
            checkpoint(connection)
    finally:
        lines.give(connection)
