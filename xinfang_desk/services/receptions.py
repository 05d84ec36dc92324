"""What 接访 shows: today's receptions, those not yet done, and one reception as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.records import Clock, Document, Item, PaperReceived, Reception, Screening, Visitor
from xinfang_desk.services.context import Changed, Desk


@dataclass(frozen=True)
class TodayRow:
    """One line of the left column. ``masked`` is 李** or 已登记 for sealed and nameless ones; F4 hides it."""

    reception_id: str
    seq_text: str  # 0123
    time_text: str  # 10:12, or 11-20 for an earlier day
    masked: str
    people: int
    step: str  # register | screen | issue | sign | done
    chip: str  # ② 甄别, ④ 待签收, 已办妥 …
    owed: bool
    earlier_day: bool


@dataclass(frozen=True)
class TodayBoard:
    day: str
    rows: tuple[TodayRow, ...]
    open_count: int


@dataclass(frozen=True)
class ItemView:
    """One item with all that hangs on it. A sealed item shows empty words."""

    item: Item
    papers: tuple[PaperReceived, ...]
    screening: Screening | None
    leaf_title: str
    documents: tuple[Document, ...]
    clocks: tuple[Clock, ...]


@dataclass(frozen=True)
class ReceptionView:
    reception: Reception
    visitors: tuple[Visitor, ...]
    items: tuple[ItemView, ...]
    step: str
    open_points: tuple[str, ...]  # why it cannot close yet, in plain words
    registrar_name: str
    receiver_name: str


def today_board(desk: Desk) -> TodayBoard:
    raise NotImplementedError


def reception_view(desk: Desk, reception_id: str) -> ReceptionView:
    """Reading a record is audited."""
    raise NotImplementedError


def close_if_done(desk: Desk, reception_id: str) -> Changed:
    """Closes a reception whose papers are printed, confirmed and served (design.md 2.4); otherwise changes nothing."""
    raise NotImplementedError


def correct_field(desk: Desk, kind: str, record_id: str, field: str, new: str, reason: str) -> Changed:
    """更正: one field of a registered visitor or item; old, new, reason, who, when are kept; rev+1 when exported."""
    raise NotImplementedError


def correctable_fields(kind: str) -> tuple[tuple[str, str], ...]:
    """(field, Chinese label) of ``visitor`` | ``item`` | ``reception`` that 更正 may change."""
    raise NotImplementedError


def void_item(desk: Desk, item_id: str, reason: str) -> Changed:
    """作废 with reason instead of deletion; the number stays."""
    raise NotImplementedError
