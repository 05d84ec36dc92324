"""The side panel of ③ and ④: the conclusions, what is still open, the dates."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xinfang_desk.desk.reception.loaded import live_items
from xinfang_desk.desk.reception.side_panel import head, quiet_lines
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import Chip, label, row
from xinfang_desk.domain.moments import date_weekday_text, parse_date
from xinfang_desk.domain.records import Clock, ClockState
from xinfang_desk.services.receptions import ReceptionView


def issue_side(view: ReceptionView) -> tuple[list[QWidget], list[QWidget]]:
    """Parts and foot of the side panel for a reception that is registered."""
    parts: list[QWidget] = []
    items = live_items(view)
    titled = [one for one in items if one.leaf_title]
    if titled:
        parts.append(head(text.CONCLUSION))
    for one in titled:
        awaiting = one.screening is not None and one.screening.awaiting
        holder = QWidget()
        words = f"{one.item.ordinal}　{one.leaf_title}" if len(items) > 1 else one.leaf_title
        holder.setLayout(row(Chip(words, "owed" if awaiting else "next"), 1))
        parts.append(holder)
    if view.open_points:
        parts += [head(text.CAN_DO), *quiet_lines(*view.open_points)]
    foot: list[QWidget] = []
    running = [clock for one in items for clock in one.clocks if clock.state == ClockState.RUNNING]
    if running:
        foot.append(head(text.DEADLINE))
        for clock in sorted(running, key=lambda row: row.due_on)[:3]:
            foot += _clock(clock)
    return parts, foot


def _clock(clock: Clock) -> list[QWidget]:
    due = parse_date(clock.due_on)
    words = date_weekday_text(due) if due is not None else clock.due_on
    line = label(f"最晚 {words}" + ("（暂定）" if clock.provisional else ""), "strong")
    return [line, label(clock.formula, "quiet")]
