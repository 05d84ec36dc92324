"""Removal after the retention period: its list, its marker of one transaction, and the triggers that accept it.

Frozen: later changes are later revisions. Imports nothing of the package (style.md 24), so that what it makes never
changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REMOVABLE = (
    *("visitor", "paper_received", "screening", "recipient", "service", "print_job", "clock", "matter_event"),
    *("sealed_content", "sealed_key", "sealed_pair", "correction", "audit_detail", "province_reply", "province_typed"),
)
UNDER_WAY = "EXISTS (SELECT 1 FROM removing)"
FIXED = (
    "id code title series_id number_year number_seq number dated_on pages template_id template_version "
    "renderer_version fonts_json issued_at issued_by proof_code"
)
MOVED = "data_json fields_json pdf_sha256"
SEALED_AWAY = "OLD.data_json <> '' AND NEW.sealed = 1 AND NEW.data_json = '' AND NEW.fields_json = '{}'"
DESTROYED = f"{UNDER_WAY} AND NEW.data_json = '' AND NEW.fields_json = '{{}}' AND NEW.pdf_sha256 IS OLD.pdf_sha256"


def upgrade() -> None:
    op.create_table(
        "destruction",
        sa.Column("pos", sa.Integer(), nullable=False),
        *text("id", "item_id", "register_no", "kind"),
        sa.Column("years", sa.Integer(), nullable=False),
        *text("detail_seqs", "at", "by", "second_by"),
        sa.PrimaryKeyConstraint("pos", name="pk_destruction"),
        sa.UniqueConstraint("id", name="uq_destruction_id"),
        sa.UniqueConstraint("item_id", name="uq_destruction_item_id"),
        sa.CheckConstraint("years >= 1", name=op.f("ck_destruction_years")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name="fk_destruction_item_id", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_table(
        "removing",
        *text("key"),
        sa.PrimaryKeyConstraint("key", name="pk_removing"),
        sa.CheckConstraint("key IN ('removing')", name=op.f("ck_removing_key")),
        sa.ForeignKeyConstraint(
            ["key"], ["store_info.key"], name="fk_removing_key", deferrable=True, initially="DEFERRED"
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse("destruction", "tr_destruction_no_delete", "BEFORE DELETE", "kept for good")
        refuse("destruction", "tr_destruction_no_update", "BEFORE UPDATE", "append only")
        for table in REMOVABLE:
            op.execute(f"DROP TRIGGER tr_{table}_no_delete")
            refuse(table, f"tr_{table}_no_delete", "BEFORE DELETE", "kept for good", f"WHEN NOT {UNDER_WAY} ")
        again(f"{changed(FIXED)} OR (({changed(MOVED)}) AND NOT (({SEALED_AWAY}) OR ({DESTROYED})))")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        again(f"{changed(FIXED)} OR (({changed(MOVED)}) AND NOT ({SEALED_AWAY}))")
        for table in REMOVABLE:
            op.execute(f"DROP TRIGGER tr_{table}_no_delete")
            refuse(table, f"tr_{table}_no_delete", "BEFORE DELETE", "kept for good")
    op.drop_table("removing")
    op.drop_table("destruction")


def text(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=False) for name in names)


def changed(columns: str) -> str:
    return " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns.split(" "))


def again(condition: str) -> None:
    op.execute("DROP TRIGGER tr_document_frozen")
    refuse("document", "tr_document_frozen", "BEFORE UPDATE", "frozen", f"WHEN {condition} ")


def refuse(table: str, name: str, event: str, word: str, condition: str = "") -> None:
    op.execute(f"CREATE TRIGGER {name} {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{table}: {word}'); END")
