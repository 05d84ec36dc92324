"""The bytes of a file that a person picked: bounded, and with a sentence where it cannot be read."""

from __future__ import annotations

from pathlib import Path

from xinfang_desk.domain.errors import EnvironmentFault, UserError

MOST_BYTES = 8 * 1024 * 1024


def read_file(path: Path) -> bytes:
    """EnvironmentFault(code='unreadable'); UserError(code='too_large') for what is far too large to be meant."""
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentFault("这个文件打不开，请看它还在不在、能不能读。", code="unreadable") from error
    if len(body) > MOST_BYTES:
        raise UserError("这个文件太大，不是要装的文件，没有采用。", code="too_large")
    return body
