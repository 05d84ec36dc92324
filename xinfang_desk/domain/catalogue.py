"""The document catalogue: every paper a screening can list, with its wording as checked data (design.md 5).

Each document names one remedy class; the wording pack is refused when a text breaks what its class allows
(条例 19–36; the rule table of the remedies).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinfang_desk.domain.papers import Layout

FIELD_KINDS = ("text", "long", "date", "choice", "number", "authority", "staff")
AUDIENCES = ("visitor", "body", "file")
SERIES = ("gao", "han", "deng")
REMEDIES = ("none", "statutory_path", "review", "final_review", "reconsideration_or_suit")


@dataclass(frozen=True)
class FieldSpec:
    """An open field of a paper.

    ``kind``: text | long | date (ISO) | choice (value = choice id) | number | authority (value = its printed name) |
    staff (value = the printed name). ``choices``: (id, label) pairs. ``width`` is a share of a form row, 1–12.
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    width: int = 12


@dataclass(frozen=True)
class DocumentKind:
    """One paper of the catalogue. ``blocks`` is checked template data, composed by ``domain.wording``.

    Attributes:
        code: catalogue code (B8, B6a …).
        title: its own title, word for word.
        layout: notice | letter | form.
        audience: visitor | body | file.
        series: gao (告) | han (函) | deng (登): the word of the number.
        remedy: the one remedy class its wording carries.
        allowed: remedy classes a screening may give it.
        copies: who gets a copy (来访人, 存卷 …).
        signers: office | handler | decider | none: who stands over the date.
        service_owed: whether 送达 is owed.
        once: a side paper made once for a reception.
        refusing: a paper that refuses (named decider and complete fact column).
        when: when it is made, one line for the window.
        effective_from: ISO date from which this wording holds.
        fields: its open fields in order.
        body: the template data.
    """

    code: str
    title: str
    layout: Layout
    audience: str
    series: str
    remedy: str
    allowed: tuple[str, ...]
    copies: tuple[str, ...]
    signers: str
    service_owed: bool
    once: bool
    refusing: bool
    when: str
    effective_from: str
    fields: tuple[FieldSpec, ...]
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Catalogue:
    """A loaded and checked wording pack."""

    pack: str
    version: str
    sha256: str
    kinds: Mapping[str, DocumentKind]

    def kind(self, code: str) -> DocumentKind:
        """KeyError for a code that is not in the catalogue."""
        return self.kinds[code]

    def codes(self) -> tuple[str, ...]:
        return tuple(self.kinds)
