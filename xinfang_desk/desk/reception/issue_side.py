"""The side panel of ③ and ④: the conclusions, what is still open, the dates."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xinfang_desk.desk.reception.loaded import live_items
from xinfang_desk.desk.reception.side_panel import head, link_lines, quiet_lines
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
    parts += link_lines([link for one in items for link in one.links])
    foot: list[QWidget] = []
    # One line for a day that several matters share, and whose it is where they differ.
    shared: dict[tuple[str, str, str, bool], tuple[Clock, list[int]]] = {}
    for one in items:
        for clock in one.clocks:
            if clock.state == ClockState.RUNNING:
                key = (clock.due_on, clock.code, clock.formula, clock.provisional)
                shared.setdefault(key, (clock, []))[1].append(one.item.ordinal)
    if shared:
        foot.append(head(text.DEADLINE))
        for clock, ordinals in [shared[key] for key in sorted(shared)][:3]:
            foot += _clock(clock, ordinals if len(ordinals) < len(items) else [])
    return parts, foot


def _clock(clock: Clock, ordinals: list[int]) -> list[QWidget]:
    due = parse_date(clock.due_on)
    words = date_weekday_text(due) if due is not None else clock.due_on
    whose = f"第 {'、'.join(map(str, ordinals))} 件：" if ordinals else ""
    line = label(f"{whose}最晚 {words}" + ("（暂定）" if clock.provisional else ""), "strong")
    return [line, label(clock.formula, "quiet")]
