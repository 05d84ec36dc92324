"""The index of 查询 and the list of items that it has still to read. Frozen: later changes are later revisions.

Imports nothing of the package (style.md 24), so that what it makes never changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "name, words, numbers, exact, content='', contentless_delete=1, tokenize='ascii')"
)
BEHIND = "INSERT OR IGNORE INTO search_behind (pos)"
GONE = "INSERT INTO search_index (search_index) VALUES ('optimize')"
OF_NEW = "SELECT pos FROM item WHERE reception_id = NEW"
TRIGGERS = {
    "tr_item_searched": f"INSERT ON item BEGIN {BEHIND} VALUES (NEW.pos); END",
    "tr_item_searched_again": f"UPDATE ON item BEGIN {BEHIND} VALUES (NEW.pos); END",
    "tr_item_unsearched": (
        "UPDATE ON item WHEN (NEW.sealed = 1 OR NEW.secrecy <> 'internal') AND OLD.sealed = 0 "
        "AND OLD.secrecy = 'internal' "
        f"BEGIN DELETE FROM search_index WHERE rowid = OLD.pos; {GONE}; END"
    ),
    "tr_reception_unsearched": (
        "UPDATE ON reception WHEN NEW.sealed = 1 AND OLD.sealed = 0 "
        f"BEGIN DELETE FROM search_index WHERE rowid IN ({OF_NEW}.id); {GONE}; {BEHIND} {OF_NEW}.id; END"
    ),
    "tr_reception_searched_again": (
        f"UPDATE OF sealed, sending_body, sending_number ON reception BEGIN {BEHIND} {OF_NEW}.id; END"
    ),
    "tr_visitor_searched": f"INSERT ON visitor BEGIN {BEHIND} {OF_NEW}.reception_id; END",
    "tr_visitor_searched_again": f"UPDATE ON visitor BEGIN {BEHIND} {OF_NEW}.reception_id; END",
    "tr_document_item_searched": (
        f"INSERT ON document_item BEGIN {BEHIND} SELECT pos FROM item WHERE id = NEW.item_id; END"
    ),
}


def upgrade() -> None:
    op.create_table(
        "search_behind",
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pos", name="pk_search_behind"),
    )
    op.execute("INSERT INTO search_behind (pos) SELECT pos FROM item")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(INDEX)
        for name, body in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} AFTER {body}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in reversed(TRIGGERS):
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE search_index")
    op.drop_table("search_behind")
