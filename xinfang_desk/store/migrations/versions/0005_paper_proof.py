"""The 校验码 that an issued paper carries, frozen like the rest of it. Frozen: later changes are later revisions.

Imports nothing of the package (style.md 24), so that what it makes never changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMN = "proof_code"
INDEX = f"ix_document_{COLUMN}"
TRIGGER = "tr_document_frozen"
BEFORE = (
    "id code title series_id number_year number_seq number dated_on data_json fields_json pdf_sha256 pages "
    "template_id template_version renderer_version fonts_json issued_at issued_by"
)


def upgrade() -> None:
    op.add_column("document", sa.Column(COLUMN, sa.Text(), nullable=True))
    op.create_index(INDEX, "document", [COLUMN])
    freeze(f"{BEFORE} {COLUMN}")


def downgrade() -> None:
    freeze(BEFORE)
    op.drop_index(INDEX, "document")
    op.drop_column("document", COLUMN)


def freeze(columns: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns.split(" "))
        op.execute(f"DROP TRIGGER {TRIGGER}")
        op.execute(
            f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON document WHEN {changed} "
            "BEGIN SELECT RAISE(ABORT, 'document: frozen'); END"
        )
