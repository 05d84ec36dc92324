"""papers.db: PDFs and scans by the SHA-256 of their bytes.

A write-ahead log commits each attached file by itself: a kill between the two could leave a document whose PDF is
nowhere. So a blob is written first, in a transaction of its own on its own connection, and is durable before the row
that names it. When the unit of work then fails, a blob stays that nothing names: harmless, as it is found by content
and the next try finds it there.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import bindparam, select

from xinfang_desk.store.faults import as_faults
from xinfang_desk.store.repository import Unit
from xinfang_desk.store.schema import BLOB
from xinfang_desk.store.sqlite.connection import DEFERRED, IMMEDIATE, Lines

# The papers' file is the main one of its own connection.
_MAIN = {"schema_translate_map": {BLOB.schema: None}}

_BODY = select(BLOB.c.body).where(BLOB.c.sha256 == bindparam("sha256"))
_THERE = select(BLOB.c.size).where(BLOB.c.sha256 == bindparam("sha256"))


class Blobs:
    """The papers as seen from one unit of work."""

    def __init__(self, unit: Unit, lines: Lines) -> None:
        self._unit = unit
        self._lines = lines

    def add(self, body: bytes, kind: str) -> str:
        """Stores and returns the SHA-256 hex; the same bytes are kept once. Durable when it returns."""
        self._unit.must_write()
        sha256 = hashlib.sha256(body).hexdigest()
        connection = self._lines.take(IMMEDIATE)
        try:
            with as_faults(), connection.begin():
                if connection.execute(_THERE, {"sha256": sha256}, execution_options=_MAIN).scalar() is None:
                    row = {"sha256": sha256, "kind": kind, "size": len(body), "body": body}
                    connection.execute(BLOB.insert(), row, execution_options=_MAIN)
        finally:
            self._lines.give(connection)
        return sha256

    def get(self, sha256: str) -> bytes:
        """KeyError when nothing of this hash is there."""
        connection = self._lines.take(DEFERRED)
        try:
            with as_faults(), connection.begin():
                body = connection.execute(_BODY, {"sha256": sha256}, execution_options=_MAIN).scalar()
        finally:
            self._lines.give(connection)
        if body is None:
            raise KeyError(sha256)
        return bytes(body)
