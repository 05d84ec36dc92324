"""What an open store holds, in a few numbers: asked of a backup before it counts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from xinfang_desk.store import schema as t
from xinfang_desk.store.store import SqlStore

COMINGS = ("log_in", "log_out")


@dataclass(frozen=True)
class Look:
    """``newest_paper``: the id of the paper issued last whose words are kept in clear, or empty; ``state`` differs when
    somebody changed something, which a log-in alone is not."""

    receptions: int
    papers: int
    newest_paper: str
    state: str


def look(store: SqlStore) -> Look:
    """Counts of one consistent view. EnvironmentFault as for any reading."""
    with store.read() as unit:
        receptions, papers = (
            unit.ask(select(func.count()).select_from(one)).scalar_one() for one in (t.RECEPTION, t.DOCUMENT)
        )
        plain = select(t.DOCUMENT.c.id).where(t.DOCUMENT.c.data_json != "").order_by(t.DOCUMENT.c.pos.desc()).limit(1)
        newest = unit.ask(plain).scalar()
        done = select(func.max(t.AUDIT.c.seq)).where(t.AUDIT.c.action.not_in(COMINGS))
        typed = select(func.count(), func.max(t.DRAFT.c.saved_at)).select_from(t.DRAFT)
        drafts, saved = unit.ask(typed).one()
        state = f"{unit.ask(done).scalar() or 0}/{drafts}/{saved or ''}"
        return Look(receptions, papers, newest or "", state)
