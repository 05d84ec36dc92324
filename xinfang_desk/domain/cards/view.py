"""What one card shows: everything a window needs to draw it, in the words of the counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class AskKind(StrEnum):
    """How a follow-up question is answered."""

    CHOICE = "choice"  # one of `options`
    TICKS = "ticks"  # any of `options`; value = chosen ids joined by a space
    TEXT = "text"
    DATE = "date"  # ISO date
    NUMBER = "number"
    COMPARE = "compare"  # three columns 上次说的／这次说的／相同或不同; value = JSON list of [then, now, same|other|""]
    SEARCH = "search"  # a row of the statutory paths; value = its id


@dataclass(frozen=True)
class Option:
    """A button or tick. ``key`` is the digit that chooses it (0 = none). Nothing that leads to a refusal is preset."""

    id: str
    label: str
    key: int = 0
    chosen: bool = False
    hint: str = ""
    enabled: bool = True
    why_not: str = ""  # why it is not enabled, one sentence


@dataclass(frozen=True)
class FollowUp:
    """A question that a chosen answer opens."""

    id: str
    question: str
    kind: AskKind
    options: tuple[Option, ...] = ()
    value: str = ""
    required: bool = True
    hint: str = ""
    problem: str = ""  # a sentence at the field


@dataclass(frozen=True)
class LawNote:
    """The right column: the article and its gist in our words."""

    article: str  # 《信访工作条例》第二十一条第二款
    gist: str
    words: str = ""  # the paragraph, word for word, where the office has loaded its own text


@dataclass(frozen=True)
class TraceLine:
    """走到这里: 先看一眼 — 未见异常 · 接访员."""

    question: str
    answer: str
    source: str


@dataclass(frozen=True)
class CardView:
    """One card. ``number`` 1–4, ``total`` 4 (fewer when some are skipped: then ``position`` still counts up)."""

    number: int
    position: int
    total: int
    title: str
    question: str
    help: str
    banner: str  # 先救人 … on card 1, else empty
    multi: bool  # digits tick, Enter goes on; otherwise a digit goes on at once when it opens no follow-up
    options: tuple[Option, ...]
    more: tuple[Option, ...]  # under 更多, without digits
    store_notes: tuple[str, ...]  # 库里查到 …, blue rule
    store_question: FollowUp | None  # 还是这件事吗？有没有新的？
    follow_ups: tuple[FollowUp, ...]
    like: str
    unlike: str
    law: tuple[LawNote, ...]
    trace: tuple[TraceLine, ...]
    say_so: str  # 照这样答 …, or empty
    can_go_on: bool
    problem: str  # why not, one sentence
    can_back: bool = True
    warnings: tuple[str, ...] = field(default=())
