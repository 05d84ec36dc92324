"""What the answered cards of one item amount to: the road from the cards to the conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xinfang_desk.domain.cards.view import TraceLine


@dataclass(frozen=True)
class Outcome:
    """The facts that the cards, the registration and the store gave, ready for ``parse_facts``.

    Attributes:
        facts: one facts object of the screening contract, ``policy`` included.
        sources: fact key -> ``{"source": …, "note": …}`` (counter-rules.md 1.0: 接访员一览确认 来访人回答 库中查得
            未核实 登记 设置 按规则).
        trace: 走到这里, one line a fact or a group of facts.
        column: cells of a refusal's fact column that the cards have answered already (``domain.fact_columns``).
        path_id: the chosen row of the statutory paths, or empty.
        site: what card 1 recorded about this visit (``reception.site_json``); not shown later, never exported.
        disclosure: card 1 found a disclosure in an item that is not sealed yet: it is sealed when concluded.
        earlier_id: the item of this office under which the same matter is running, or empty.
        differs: what was answered against the store: ``register_no``, ``facts``, ``reason``; empty where nothing was.
        take_in: why the answer should wait (先收下: one of the reasons of 待告知), or empty.
    """

    facts: Mapping[str, Any]
    sources: Mapping[str, Mapping[str, str]]
    trace: tuple[TraceLine, ...]
    column: Mapping[str, str]
    path_id: str
    site: Mapping[str, Any]
    disclosure: bool
    take_in: str = ""
    earlier_id: str = ""
    differs: Mapping[str, str] = field(default_factory=dict)
