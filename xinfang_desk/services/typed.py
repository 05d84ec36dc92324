"""Text as typed at the counter brought into its stored shape: NFC, no control characters, dates as ISO text."""

from __future__ import annotations

import re
import unicodedata

from xinfang_desk.domain.gb18030 import TRANSLATION
from xinfang_desk.domain.moments import typed_date

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def running_text(text: str) -> str:
    """Running text: NFC, no control characters, no blank edge, no GB 18030 remnant that has a place now."""
    return _UNSTORABLE.sub(
        "", unicodedata.normalize("NFC", text.translate(TRANSLATION)).replace("\r\n", "\n").replace("\r", "\n")
    ).strip()


def one_line(text: str) -> str:
    """The same on one line, with single spaces."""
    return re.sub(r"\s+", " ", running_text(text))


def iso_text(text: str) -> str:
    """ISO text of a date as typed; what is no date stays as it was."""
    day = typed_date(text)
    return day.isoformat() if day is not None else text.strip()
