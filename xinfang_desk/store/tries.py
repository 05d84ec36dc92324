"""Wrong passwords in a row make the next try wait: 1, 2, 4 … seconds, at most 60.

Kept beside the keys, so that starting the program again does not help. It slows a hand at the counter, not somebody
who took the files away: against that stands the cost of the password itself.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

from xinfang_desk.store import files
from xinfang_desk.store.faults import as_faults

LONGEST = 60


def wait_after(failed: int) -> int:
    """Seconds to wait after so many wrong tries in a row."""
    return min(LONGEST, 1 << min(failed - 1, 6)) if failed > 0 else 0


class Tries:
    """The wrong tries of one store folder by slot; all unknown names share one count."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / files.TRIES

    def seconds_left(self, tag: str, now: datetime) -> int:
        """How long this name has still to wait; a clock that was set back costs at most the whole wait."""
        failed, last = self._of(tag)
        if failed == 0:
            return 0
        whole = wait_after(failed)
        left = ceil((last + timedelta(seconds=whole) - now).total_seconds())
        return max(0, min(whole, left))

    def wrong(self, tag: str, now: datetime) -> int:
        """Records a wrong try; returns the seconds to wait."""
        failed, _ = self._of(tag)
        self._save({**self._load(), tag: {"failed": failed + 1, "last": now.astimezone(UTC).isoformat()}})
        return wait_after(failed + 1)

    def right(self, tag: str) -> None:
        kept = self._load()
        if kept.pop(tag, None) is not None:
            self._save(kept)

    def _of(self, tag: str) -> tuple[int, datetime]:
        entry: Any = self._load().get(tag)
        try:
            return max(0, int(entry["failed"])), datetime.fromisoformat(entry["last"]).astimezone(UTC)
        except (TypeError, KeyError, ValueError):
            return 0, datetime.min.replace(tzinfo=UTC)

    def _load(self) -> dict[str, Any]:
        with as_faults():
            try:
                raw = self._path.read_bytes()
            except FileNotFoundError:
                return {}
        try:
            kept = json.loads(raw)
        except ValueError:  # torn by hand: counting starts again
            return {}
        return kept if isinstance(kept, dict) else {}

    def _save(self, kept: dict[str, Any]) -> None:
        with as_faults():
            files.write_whole(self._path, json.dumps(kept, sort_keys=True).encode())
