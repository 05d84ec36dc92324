"""What a joined paper stands for: one notice that tells several matters one by one (counter-rules.md 1.0).

Its open fields are kept under the number of their part (``p1_to_body``); ``combined`` names the parts in order, each
as the key of the paper that it takes the place of: ``B1@item|B6a@item``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.records import Document

JOINED = "B18"  # the paper for parts of different codes; parts of one code keep that code
COMBINED = "combined"
BETWEEN = "|"


def part_prefix(number: int) -> str:
    """Before the keys of the fields of the part with this number, from 1."""
    return f"p{number}_"


def part_values(values: Mapping[str, str], number: int) -> dict[str, str]:
    """The answers of one part under its own keys."""
    mark = part_prefix(number)
    return {key.removeprefix(mark): value for key, value in values.items() if key.startswith(mark)}


def code_for(document: Document, item_id: str) -> str:
    """The catalogue code under which a document stands for one of its items."""
    if document.code != JOINED:
        return document.code
    return next((code for code, item in _parts(document) if item == item_id), document.code)


def fields_for(document: Document, item_id: str) -> dict[str, str]:
    """The open fields as they were answered for one of its items."""
    values: dict[str, str] = json.loads(document.fields_json)
    for number, (_, item) in enumerate(_parts(document), 1):
        if item == item_id:
            return part_values(values, number)
    return values


def seen_from(document: Document, item_id: str) -> Document:
    """The document as the one paper that it is for this item: its code and fields."""
    if not _parts(document):
        return document
    fields = canonical(fields_for(document, item_id))
    return replace(document, code=code_for(document, item_id), fields_json=fields)


def _parts(document: Document) -> list[tuple[str, str]]:
    """(code, item id) of each part; empty for a paper that is not joined."""
    if document.sealed:
        return []
    keys = str(json.loads(document.fields_json).get(COMBINED, "")).split(BETWEEN)
    return [(head.split(":")[0], item) for head, mark, item in (key.partition("@") for key in keys) if mark]
