"""The events in the life of a matter, and the board's index over its clocks. Frozen: later changes are later revisions.

Imports nothing of the package (style.md 24), so that what it makes never changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE = "matter_event"
LINKS = (
    ("matter_id", "matter.id"),
    ("item_id", "item.id"),
    ("document_id", "document.id"),
    ("voids_id", "matter_event.id"),
)
BOARD = "ix_clock_state_code_due_on"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("matter_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=True),
        sa.Column("values_json", sa.Text(), nullable=False),
        sa.Column("voids_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pos", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("id", name=f"uq_{TABLE}_id"),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=f"fk_{TABLE}_{column}", deferrable=True, initially="DEFERRED"
            )
            for column, target in LINKS
        ),
    )
    for column in ("item_id", "matter_id"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    op.create_index(BOARD, "clock", ["state", "code", "due_on"])
    if op.get_bind().dialect.name == "sqlite":
        refuse("no_delete", "BEFORE DELETE", "kept for good")
        refuse("no_update", "BEFORE UPDATE", "append only")


def downgrade() -> None:
    op.drop_index(BOARD, "clock")
    op.drop_table(TABLE)


def refuse(name: str, event: str, word: str) -> None:
    op.execute(f"CREATE TRIGGER tr_{TABLE}_{name} {event} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{TABLE}: {word}'); END")
