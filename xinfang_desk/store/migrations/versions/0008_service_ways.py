"""Every way of service that 送达回证 knows. Frozen: later changes are later revisions.

Imports nothing of the package (style.md 24), so that what it makes never changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "service"
BEFORE = ("signed", "thumb", "unsigned", "posted", "not_required", "not_wanted")
AFTER = (
    *("signed", "thumb", "family", "agent", "left", "unsigned", "refused"),
    *("posted", "post_received", "electronic", "not_required", "not_wanted"),
)
TRIGGER = f"tr_{TABLE}_no_delete"
INDEX = f"ix_{TABLE}_recipient_id"
OLD = f"{TABLE}_before"
TEXTS = (
    *("id", "recipient_id", "way", "on_date", "signed_by", "relation", "witness", "server"),
    *("tracking_no", "note", "at", "by"),
)


def upgrade() -> None:
    allow(AFTER)


def downgrade() -> None:
    allow(BEFORE)


def allow(ways: tuple[str, ...]) -> None:
    """SQLite changes a check only by making the table anew; index and trigger go with the old one."""
    listed = ", ".join(f"'{way}'" for way in ways)
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(f"ck_{TABLE}_way"), TABLE, type_="check")
        op.create_check_constraint(op.f(f"ck_{TABLE}_way"), TABLE, sa.text(f"way IN ({listed})"))
        return
    op.execute(f"DROP TRIGGER {TRIGGER}")
    op.drop_index(INDEX, TABLE)
    op.rename_table(TABLE, OLD)
    op.create_table(
        TABLE,
        sa.Column("pos", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS[:8]),
        sa.Column("read_aloud", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS[8:10]),
        sa.Column("attachment_sha256", sa.Text(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS[10:]),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.CheckConstraint("read_aloud IN (0, 1)", name=op.f(f"ck_{TABLE}_read_aloud")),
        sa.CheckConstraint("replaced IN (0, 1)", name=op.f(f"ck_{TABLE}_replaced")),
        sa.PrimaryKeyConstraint("pos", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("id", name=f"uq_{TABLE}_id"),
        sa.CheckConstraint(f"way IN ({listed})", name=op.f(f"ck_{TABLE}_way")),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
            name=f"fk_{TABLE}_recipient_id",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    columns = ", ".join(("pos", *TEXTS, "read_aloud", "attachment_sha256", "replaced"))
    op.execute(f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM {OLD}")
    op.drop_table(OLD)
    op.create_index(INDEX, TABLE, ["recipient_id"])
    op.execute(
        f"CREATE TRIGGER {TRIGGER} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{TABLE}: kept for good'); END"
    )
