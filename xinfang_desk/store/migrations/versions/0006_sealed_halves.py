"""Keys of sealed items in two halves, the printed halves, and papers whose words went under an item's key.

Frozen: later changes are later revisions. Imports nothing of the package (style.md 24), so that what it makes never
changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PAPERS = "papers"  # papers.db, attached while a migration runs
TABLES = ("sealed_pair", "printed_half", "gone_blob")
FIXED = (
    "id code title series_id number_year number_seq number dated_on pages template_id template_version "
    "renderer_version fonts_json issued_at issued_by proof_code"
)
MOVED = "data_json fields_json pdf_sha256"
BEFORE = (
    "id code title series_id number_year number_seq number dated_on data_json fields_json pdf_sha256 pages "
    "template_id template_version renderer_version fonts_json issued_at issued_by proof_code"
)
SEALED_AWAY = "OLD.data_json <> '' AND NEW.sealed = 1 AND NEW.data_json = '' AND NEW.fields_json = '{}'"
EMPTIED = (
    "NEW.sha256 IS OLD.sha256 AND NEW.size IS OLD.size AND ((NEW.kind = 'gone' AND length(NEW.body) = 0) "
    "OR (OLD.kind = 'gone' AND length(NEW.body) = OLD.size))"
)


def upgrade() -> None:
    make(
        "sealed_pair",
        text("item_id", "one_id", "one_key"),
        (sa.Column("one_wrapped", sa.LargeBinary(), nullable=False),),
        text("other_id", "other_key"),
        (sa.Column("other_wrapped", sa.LargeBinary(), nullable=False),),
        text("made_at"),
        (
            sa.CheckConstraint("one_id <> other_id", name=op.f("ck_sealed_pair_two")),
            sa.ForeignKeyConstraint(
                ["item_id"], ["item.id"], name="fk_sealed_pair_item_id", deferrable=True, initially="DEFERRED"
            ),
        ),
    )
    op.create_index("ix_sealed_pair_item_id", "sealed_pair", ["item_id"])
    make(
        "printed_half",
        (
            sa.Column("sheet", sa.Integer(), nullable=False),
            sa.Column("public_key", sa.LargeBinary(), nullable=False),
        ),
        text("made_at", "made_by"),
        (
            sa.Column("replaced_at", sa.Text(), nullable=True),
            sa.CheckConstraint("sheet IN (1, 2)", name=op.f("ck_printed_half_sheet")),
        ),
    )
    make(
        "gone_blob",
        text("sha256", "at"),
        (
            sa.Column("emptied", sa.Boolean(), nullable=False),
            sa.CheckConstraint("emptied IN (0, 1)", name=op.f("ck_gone_blob_emptied")),
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            refuse(table, f"tr_{table}_no_delete", "BEFORE DELETE", "kept for good")
        again("document", f"{changed(FIXED)} OR (({changed(MOVED)}) AND NOT ({SEALED_AWAY}))")
        op.execute(f"DROP TRIGGER {PAPERS}.tr_blob_no_update")
        refuse("blob", f"{PAPERS}.tr_blob_no_update", "BEFORE UPDATE", "append only", f"WHEN NOT ({EMPTIED}) ")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {PAPERS}.tr_blob_no_update")
        refuse("blob", f"{PAPERS}.tr_blob_no_update", "BEFORE UPDATE", "append only")
        again("document", changed(BEFORE))
    for table in reversed(TABLES):
        op.drop_table(table)


def text(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=False) for name in names)


def make(table: str, *parts: tuple[sa.schema.SchemaItem, ...]) -> None:
    op.create_table(
        table,
        sa.Column("pos", sa.Integer(), nullable=False),
        *text("id"),
        *(one for part in parts for one in part),
        sa.PrimaryKeyConstraint("pos", name=f"pk_{table}"),
        sa.UniqueConstraint("id", name=f"uq_{table}_id"),
    )


def changed(columns: str) -> str:
    return " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns.split(" "))


def again(table: str, condition: str) -> None:
    op.execute(f"DROP TRIGGER tr_{table}_frozen")
    refuse(table, f"tr_{table}_frozen", "BEFORE UPDATE", "frozen", f"WHEN {condition} ")


def refuse(table: str, name: str, event: str, word: str, condition: str = "") -> None:
    op.execute(f"CREATE TRIGGER {name} {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{table}: {word}'); END")
