"""Sealing a finished package with a password: an AES-256 ZIP around it, which 7-Zip opens.

The step comes after the equality of bytes: what is kept and compared is the package within.
"""

from __future__ import annotations

import os
import shutil
import zlib
from pathlib import Path

import pyzipper

SUFFIX = ".aes.zip"
_CHUNK = 1 << 20


def seal(plain: Path, name: str, sealed: Path, password: str) -> None:
    """Writes ``plain`` as the one entry ``name`` of ``sealed``, on the disk when this returns. OSError of the disk."""
    with sealed.open("wb") as stream:
        with pyzipper.AESZipFile(stream, "w", compression=pyzipper.ZIP_STORED) as archive:
            archive.setpassword(password.encode())
            archive.setencryption(pyzipper.WZ_AES, nbits=256)
            with plain.open("rb") as source, archive.open(name, "w") as target:
                shutil.copyfileobj(source, target, _CHUNK)
        stream.flush()
        os.fsync(stream.fileno())


def unsealed(sealed: Path, password: str) -> bytes:
    """The package within. ValueError for a wrong password or a damaged file."""
    try:
        with pyzipper.AESZipFile(sealed) as archive:
            archive.setpassword(password.encode())
            names = archive.namelist()
            if len(names) != 1:
                raise ValueError("not one package")
            return bytes(archive.read(names[0]))
    except (RuntimeError, pyzipper.BadZipFile, zlib.error, EOFError) as error:
        raise ValueError("not readable with this password") from error
