"""What was salvaged of a store, as one file: an AES-256 ZIP of JSON lines, or plain lines where somebody insists."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyzipper

STEM = "xinfang-desk-salvage-"


class SalvageFile:
    """Holds the lines by table in memory, never on a disk in clear, until they are written as one file."""

    def __init__(self) -> None:
        self._tables: dict[str, bytearray] = {}

    def line(self, table: str, body: bytes) -> None:
        self._tables.setdefault(table, bytearray()).extend(body)

    def write(self, path: Path, password: str) -> None:
        """A new file. ``password`` empty writes in clear. OSError of the disk; nothing half-written stays."""
        try:
            if password:
                with pyzipper.AESZipFile(path, "x", compression=pyzipper.ZIP_DEFLATED) as archive:
                    archive.setpassword(password.encode())
                    archive.setencryption(pyzipper.WZ_AES, nbits=256)
                    self._put(archive)
            else:
                with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as plain:
                    self._put(plain)
        except FileExistsError:
            raise
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _put(self, archive: pyzipper.AESZipFile | zipfile.ZipFile) -> None:
        for table, lines in self._tables.items():
            archive.writestr(f"{table}.jsonl", bytes(lines))
