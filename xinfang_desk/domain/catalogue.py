"""The document catalogue: every paper a screening can list, with its wording as checked data (design.md 5).

Each document names one remedy class; a wording pack whose text breaks what the class allows is refused with the reason
(条例 19–36; the rule table of the remedies).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xinfang_desk.domain.papers import Layout
from xinfang_desk.domain.wording.plain import Plain
from xinfang_desk.domain.wording.template import (
    TemplateBlock,
    Text,
    When,
)

FIELD_KINDS = ("text", "long", "date", "choice", "number", "authority", "staff")
AUDIENCES = ("visitor", "body", "file")
SERIES = ("gao", "han", "deng")
SERIES_WORDS = {"gao": "访告", "han": "访函", "deng": "访登"}
ROLE_WORDS = {"A": "县级信访部门", "B": "乡镇、街道", "C": "县直部门、单位"}
REMEDIES = ("none", "statutory_path", "review", "final_review", "reconsideration_or_suit")
SIGNERS = ("office", "none")

CODES: tuple[str, ...] = (
    *(f"A{number}" for number in range(1, 11)),
    *("B1", "B2", "B2m", "B3", "B4", "B5"),
    *(f"B6{letter}" for letter in "abcdefghijklmn"),
    *("B7", "B8", "B9", "B10", "B11", "B12", "B13", "B14", "B15", "B16", "B17"),
    *("C1", "C2", "C3", "C3f", "C4", "C4r", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12"),
    *(f"D{number}" for number in range(1, 9)),
)


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
class FieldRule:
    """When a field is asked and what it starts with.

    ``prefill``: a text over record keys; ``guard``: is kept with the paper and not printed; ``limit``: a last day by
    law, which is provisional where its year is; ``settled``: such a one may not be provisional (a refusal rests on it).
    """

    spec: FieldSpec
    when: When = ()
    prefill: Text = ()
    guard: bool = False
    limit: bool = False
    settled: bool = False


@dataclass(frozen=True)
class BasisRule:
    """One citation: ``result`` (the screening's), ``22.1(1)``, a law's name, or ``{key}`` for a document's text."""

    cite: str
    when: When = ()


@dataclass(frozen=True)
class DocumentKind:
    """One paper of the catalogue.

    Attributes:
        code: catalogue code (B8, B6a …).
        title: its own title, word for word; ``titles`` are printed instead where their condition holds.
        layout: notice | letter | form.
        audience: visitor | body | file.
        series: gao (告) | han (函) | deng (登): the word of the number.
        remedy: its remedy class; ``allowed`` all that a screening may give it.
        copies: who gets a copy (来访人, 存卷 …).
        signers: office | none: who stands over the date.
        service_owed: whether 送达 is owed (F13); then at least the file keeps a signed copy (F14).
        once: a side paper made once for a reception.
        refusing: refuses: needs a named decider and a complete fact column.
        keeps_words: holds the words of a sealed item where it is made for one: kept as ciphertext only.
        when: when it is made, one line for the window.
        who: desk roles that may make it.
        headed: the office's name stands over the title; not over what a visitor or two parties write themselves.
        apart: papers that may not be made for the same visit or matter on the same day (撤回 beside help is a trade).
        apart_words: words that none of its open fields may hold but those in ``apart_except``.
        addressee: None = the visitor, empty = nobody.
        variants: condition sets that must each carry the required elements.
        plain: the plain-words page for the back of a visitor's notice, by question.
    """

    code: str
    title: str
    titles: tuple[tuple[When, str], ...]
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
    keeps_words: bool
    when: str
    who: tuple[str, ...]
    effective_from: str
    rules: tuple[FieldRule, ...]
    basis: tuple[BasisRule, ...]
    addressee: Text | None
    strip: tuple[tuple[str, Text, When], ...]
    blocks: tuple[TemplateBlock, ...]
    footer: tuple[Text, ...]
    variants: tuple[When, ...]
    plain: Plain
    template_id: str
    template_version: str
    template_sha256: str
    headed: bool = True
    apart: tuple[str, ...] = ()
    apart_words: tuple[str, ...] = ()
    apart_except: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """Every open field, whether its condition holds or not."""
        return tuple(rule.spec for rule in self.rules)

    def why_not(self, role: str) -> str:
        """Why a desk of this role does not make it, in one sentence; empty = it may."""
        if role in self.who:
            return ""
        makers = "或者".join(ROLE_WORDS[one] for one in self.who)
        return f"《{self.title}》由{makers}出，本窗口是{ROLE_WORDS.get(role, '别的身份')}，不出这一种。"


@dataclass(frozen=True)
class Catalogue:
    """A loaded and checked wording pack; ``sha256`` is over its files in the order of their names.

    ``shared``: its stretches that several papers use; ``base``: what a province's pack was laid over, None for one that
    stands for itself.
    """

    pack: str
    version: str
    sha256: str
    kinds: Mapping[str, DocumentKind]
    shared: Mapping[str, list[Any]] = field(default_factory=dict, repr=False, compare=False)
    base: Catalogue | None = field(default=None, repr=False, compare=False)

    def kind(self, code: str) -> DocumentKind:
        """KeyError for a code that is not in the catalogue."""
        return self.kinds[code]

    def codes(self) -> tuple[str, ...]:
        return tuple(self.kinds)

    def title(self, code: str) -> str:
        return self.kinds[code].title

    def series_codes(self) -> dict[str, tuple[str, ...]]:
        """Which codes the three default number series serve: gao, han, deng (design.md 4)."""
        return {word: tuple(k.code for k in self.kinds.values() if k.series == word) for word in SERIES}
