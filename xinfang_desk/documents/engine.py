"""The second engine: opens PDFs with PDFium, which is not made for two threads at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LOCK = threading.RLock()


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """A PDFium document, held by one thread at a time.

    Raises:
        UnreadablePdf: the bytes are no PDF that the engine can open.
    """
    import pypdfium2

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf from error
        try:
            yield document
        finally:
            document.close()


class UnreadablePdf(ValueError):
    """The second engine cannot open the file."""
