"""What a person typed back from the province's own screen. Frozen: later changes are later revisions.

Imports nothing of the package (style.md 24), so that what it makes never changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "province_typed"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("xfjbh", "query_code", "at", "by")),
        sa.PrimaryKeyConstraint("pos", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("id", name=f"uq_{TABLE}_id"),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=f"fk_{TABLE}_item_id", deferrable=True, initially="DEFERRED"
        ),
    )
    for column in ("item_id", "xfjbh"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    if op.get_bind().dialect.name == "sqlite":
        refuse("no_delete", "BEFORE DELETE", "kept for good")
        refuse("no_update", "BEFORE UPDATE", "append only")


def downgrade() -> None:
    op.drop_table(TABLE)


def refuse(name: str, event: str, word: str) -> None:
    op.execute(f"CREATE TRIGGER tr_{TABLE}_{name} {event} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{TABLE}: {word}'); END")
