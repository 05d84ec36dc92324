"""Where one can go by oneself with a disclosure, before anything is told here (counter-rules.md 1.1; 条例 30.3)."""

from __future__ import annotations

from xinfang_desk.domain.records import Authority
from xinfang_desk.services.context import Desk, current_profile

DISCIPLINE = "discipline"


def direct_channels(desk: Desk) -> tuple[str, ...]:
    """The office's own directory of 纪检监察 bodies, a line each, the one where disclosures go by default first."""
    with desk.store.read() as uow:
        default = current_profile(uow, desk.parts.today()).discipline_body.strip()
        rows = [row for row in uow.authorities.all() if row.active and row.kind == DISCIPLINE]
    lines = [_line(row) for row in sorted(rows, key=lambda row: row.name != default)]
    if default and all(row.name != default for row in rows):
        lines.insert(0, default)
    return tuple(lines)


def _line(row: Authority) -> str:
    parts = (row.name, row.telephone and f"电话 {row.telephone}", row.address, row.hours)
    return "　".join(part for part in parts if part)
