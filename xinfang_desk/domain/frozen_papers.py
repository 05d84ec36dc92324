"""A paper's frozen data read back from the JSON that was kept of it, for a rebuild."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from xinfang_desk.domain.papers import (
    Blank,
    Block,
    Cell,
    DocumentData,
    Face,
    Layout,
    Paragraph,
    Run,
    Spacer,
    Table,
)

_BLOCKS = ("blocks", "back", "annex")


def read_frozen(text: str) -> DocumentData:
    """What ``canonical(asdict(data))`` kept. ValueError for what is not that; fields of a later program are left out.

    What the paper of an earlier program did not have yet is as that program printed it: absent.
    """
    raw = json.loads(text)
    try:
        known = {field.name for field in fields(DocumentData)}
        values: dict[str, Any] = {name: value for name, value in raw.items() if name in known}
        values["layout"] = Layout(values["layout"])
        values["strip"] = tuple((head, words) for head, words in values["strip"])
        for name in ("signers", "footer"):
            values[name] = tuple(values[name])
        for name in _BLOCKS:
            values[name] = tuple(_block(one) for one in values.get(name, ()))
        return DocumentData(**values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not the data of a paper") from error


def _block(raw: dict[str, Any]) -> Block:
    if "runs" in raw:
        return Paragraph(**{**raw, "runs": tuple(Run(one["text"], Face(one["face"])) for one in raw["runs"])})
    if "rows" in raw:
        rows = tuple(tuple(Cell(**{**cell, "face": Face(cell["face"])}) for cell in row) for row in raw["rows"])
        return Table(**{**raw, "widths": tuple(raw["widths"]), "rows": rows})
    return Blank(**raw) if "label" in raw else Spacer(**raw)
