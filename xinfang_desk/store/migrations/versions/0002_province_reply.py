"""What the province answered to an exported item. Frozen: later changes are later revisions.

Imports nothing of the package (style.md 24), so that what it makes never changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "province_reply"
TEXTS = (
    *("xfjbh", "query_code", "first_in_country", "repeated", "repeated_no", "state_text", "errors_json"),
    *("received_at", "taken_at", "taken_by"),
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.PrimaryKeyConstraint("pos", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("id", name=f"uq_{TABLE}_id"),
        sa.CheckConstraint("status IN ('20', '30', '40')", name=op.f(f"ck_{TABLE}_status")),
        sa.CheckConstraint("rev >= 1", name=op.f(f"ck_{TABLE}_rev")),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=f"fk_{TABLE}_{column}", deferrable=True, initially="DEFERRED"
            )
            for column, target in (("batch_id", "batch.id"), ("item_id", "item.id"))
        ),
    )
    for columns in (("item_id",), ("batch_id", "item_id"), ("xfjbh",)):
        op.create_index(f"ix_{TABLE}_{'_'.join(columns)}", TABLE, list(columns))
    if op.get_bind().dialect.name == "sqlite":
        refuse("no_delete", "BEFORE DELETE", "kept for good")
        refuse("no_update", "BEFORE UPDATE", "append only")


def downgrade() -> None:
    op.drop_table(TABLE)


def refuse(name: str, event: str, word: str) -> None:
    op.execute(f"CREATE TRIGGER tr_{TABLE}_{name} {event} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{TABLE}: {word}'); END")
