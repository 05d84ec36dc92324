"""Canonical JSON: one text for one value, so that what is kept can be hashed and compared."""

from __future__ import annotations

import json


def canonical(raw: object) -> str:
    """Keys sorted, no spaces, characters as they are. TypeError for what JSON cannot hold."""
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
