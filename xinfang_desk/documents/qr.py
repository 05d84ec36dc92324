"""The squares of a QR code, as ReportLab's encoder sets them (ISO/IEC 18004, level M)."""

from __future__ import annotations

from functools import lru_cache

MASK = 3
"""One mask for all: any of the eight is read, and trying each would take longer than laying out the paper."""
QUIET = 4
"""Modules that stay white around the code."""

Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=8)
def modules(text: str) -> Modules:
    """Rows from the top; True is dark. The alphanumeric mode keeps a 校验码 with its number to 29 modules."""
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.version = code.calculate_version()
    code.makeImpl(False, MASK)
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)
