"""Every byte of a store's files as it would stand without encryption, free pages and write-ahead logs too."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from xinfang_desk.store.files import DESK_DB, PAPERS_DB
from xinfang_desk.store.store import SqlStore

PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16
WAL_HEAD, FRAME_HEAD = 32, 24


def decrypted(store: SqlStore, *names: str) -> bytes:
    """The pages of desk.db and papers.db (or of ``names``), decrypted one by one, past SQLite."""
    found = []
    for name in names or (DESK_DB, PAPERS_DB):
        raw = (store.folder / name).read_bytes()
        found += [_page(raw[at : at + PAGE], store.key, first=at == 0) for at in range(0, len(raw), PAGE)]
        log = _read(store.folder / f"{name}-wal")
        for at in range(WAL_HEAD, len(log), FRAME_HEAD + PAGE):
            frame = log[at : at + FRAME_HEAD + PAGE]
            found.append(_page(frame[FRAME_HEAD:], store.key, first=frame[:4] == b"\0\0\0\1"))
    return b"".join(found)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    """SQLCipher 4, raw key: AES-256-CBC, vector and seal at the end of the page, a salt before the first."""
    vector = page[PAGE - RESERVED : PAGE - RESERVED + IV]
    opened = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return opened.update(page[SALT if first else 0 : PAGE - RESERVED])
