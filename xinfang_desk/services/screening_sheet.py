"""甄别意见: gathers one recorded screening for its file sheet; what the sheet says of it are the domain's words.

The sheet says what was recorded then, by the rules of then; nothing is screened anew.
"""

from __future__ import annotations

import json
from typing import Any

from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.domain.records import Item, Screening, Staff
from xinfang_desk.domain.wording.sheet import CODE, Around, Sheet, opened, sheet_of
from xinfang_desk.services.context import Desk, local_moment
from xinfang_desk.services.in_force import paths_in_force, rules_of
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sealed import get_sealed

__all__ = ["CODE", "screening_sheet"]


def screening_sheet(
    desk: Desk, uow: UnitOfWork, item: Item, screening: Screening, *, with_words: bool = False
) -> Sheet:
    """``with_words`` opens what a sealed item's cards said; UserError(code='sealed') where this user may not."""
    if item.sealed and with_words:
        kept = [row for row in uow.sealed_contents.where(item_id=item.id) if row.kind == "facts"]
        body: dict[str, Any] = json.loads(get_sealed(desk, uow, kept[-1])) if kept else {}
        screening = opened(screening, body)
    decider = uow.staff.find(screening.decider_id) if screening.decider_id else None
    clerk = uow.users.find(screening.by)
    around = Around(
        clerk=clerk.display_name if clerk is not None else "",
        at_text=_moment(screening.at),
        titles={code: kind.title for code, kind in desk.parts.catalogue.kinds.items()},
        decider=_named(decider) if decider is not None else "",
        decided_text=_moment(screening.decided_at) if screening.decided_at else "",
        path=_path(desk, uow, screening),
    )
    return sheet_of(screening, rules_of(desk, uow, screening.pack_sha256), around)


def _named(staff: Staff) -> str:
    return f"{staff.name}（{staff.post}）" if staff.post else staff.name


def _moment(at: str) -> str:
    """2026年11月23日 10:15"""
    moment = local_moment(at)
    return f"{date_text(moment.date())} {moment:%H:%M}"


def _path(desk: Desk, uow: UnitOfWork, screening: Screening) -> str:
    chosen = json.loads(screening.sources_json).get("path", {}).get("note", "")
    day = parse_date(screening.on_date)
    row = paths_in_force(desk, uow, day).get(chosen) if chosen and day is not None else None
    return f"{row.asks}：{row.way}，{row.bodies}" if row is not None else ""
