"""The first shape of a store: every table, index and trigger. Frozen: later changes are later revisions.

Imports nothing of the package (style.md 24), so that what it makes never changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PAPERS = "papers"  # papers.db, attached while a migration runs

TYPES = {"text": sa.Text, "int": sa.Integer, "bool": sa.Boolean, "blob": sa.LargeBinary}

TABLES = (
    "approval",
    "audit",
    "authority",
    "batch",
    "correction",
    "draft",
    "matter",
    "number_series",
    "office_version",
    "register_counter",
    "staff",
    "store_info",
    "user_account",
    "audit_detail",
    "document",
    "matter_merge",
    "reception",
    "item",
    "print_job",
    "visitor",
    "batch_item",
    "document_item",
    "outbox",
    "paper_received",
    "recipient",
    "screening",
    "sealed_content",
    "sealed_key",
    "clock",
    "service",
)

# What a row never gives up once it is there; the other columns say what became of it.
FROZEN = {
    "batch_item": "batch_id item_id rev op row_sha256",
    "document": (
        "id code title series_id number_year number_seq number dated_on data_json fields_json pdf_sha256 pages "
        "template_id template_version renderer_version fonts_json issued_at issued_by"
    ),
    "item": "id reception_id register_no query_code made_at",
    "number_series": "id year",
    "outbox": "seq item_id rev op at",
    "screening": "id item_id at by on_date leaf ground pack pack_version pack_sha256 replaces_id",
    "sealed_content": "id item_id kind body at",
    "user_account": "id login_name made_at",
}
APPEND_ONLY = ("audit", "audit_detail", "document_item", "office_version", "store_info")
RISING = ("number_series", "register_counter")  # next_seq never goes back: a number is used once
DELETABLE = ("draft",)


def upgrade() -> None:
    make_tables()
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_blob_sha256")),
        schema=PAPERS,
    )
    if op.get_bind().dialect.name == "sqlite":
        make_triggers()


def downgrade() -> None:
    op.drop_table("blob", schema=PAPERS)
    for table in reversed(TABLES):
        op.drop_table(table)


def make(
    table: str,
    columns: str,
    *,
    key: str = "pos",
    once: Sequence[str] = (),
    filled_once: Sequence[str] = (),
    check: Mapping[str, str] | None = None,
    link: Mapping[str, str] | None = None,
    find: Sequence[str] = (),
) -> None:
    """One table. ``columns``: ``name type`` with ``?`` where it may be NULL; ``once``, ``find``: columns by spaces."""
    parts: list[sa.schema.SchemaItem] = []
    for column in columns.split(", "):
        name, kind = column.split(" ")
        parts.append(sa.Column(name, TYPES[kind.rstrip("?")](), nullable=kind.endswith("?")))
        if kind == "bool":
            quoted = '"current"' if name == "current" else name
            parts.append(sa.CheckConstraint(f"{quoted} IN (0, 1)", name=op.f(f"ck_{table}_{name}")))
    parts.append(sa.PrimaryKeyConstraint(key, name=f"pk_{table}"))
    for names in once:
        parts.append(sa.UniqueConstraint(*names.split(" "), name=f"uq_{table}_{names.replace(' ', '_')}"))
    for name, rule in (check or {}).items():
        parts.append(sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")))
    for name, target in (link or {}).items():
        parts.append(
            sa.ForeignKeyConstraint([name], [target], name=f"fk_{table}_{name}", deferrable=True, initially="DEFERRED")
        )
    op.create_table(table, *parts)
    for names in find:
        op.create_index(f"ix_{table}_{names.replace(' ', '_')}", table, names.split(" "))
    for name in filled_once:
        filled = sa.text(f"{name} <> ''")
        op.create_index(f"uq_{table}_{name}", table, [name], unique=True, sqlite_where=filled, postgresql_where=filled)


def make_triggers() -> None:
    """Append-only, frozen columns, numbers that only rise, and nothing deleted but drafts."""
    for table in TABLES:
        if table not in DELETABLE:
            refuse(table, f"tr_{table}_no_delete", "BEFORE DELETE", "kept for good")
    for table in APPEND_ONLY:
        refuse(table, f"tr_{table}_no_update", "BEFORE UPDATE", "append only")
    for table, columns in FROZEN.items():
        changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns.split(" "))
        refuse(table, f"tr_{table}_frozen", "BEFORE UPDATE", "frozen", f"WHEN {changed} ")
    for table in RISING:
        refuse(table, f"tr_{table}_rising", "BEFORE UPDATE", "only rises", "WHEN NEW.next_seq < OLD.next_seq ")
    refuse("blob", "tr_blob_no_delete", "BEFORE DELETE", "kept for good", schema=f"{PAPERS}.")
    refuse("blob", "tr_blob_no_update", "BEFORE UPDATE", "append only", schema=f"{PAPERS}.")


def refuse(table: str, name: str, event: str, word: str, condition: str = "", schema: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {schema}{name} {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{table}: {word}'); END"
    )


def make_tables() -> None:
    make(
        "approval",
        "pos int, id text, kind text, version text, name text, at text, by text",
        once=("id",),
        find=("kind version",),
    )
    make(
        "audit",
        "seq int, at text, actor text, action text, record_kind text, record_id text, detail_hmac text, "
        "previous text, digest text",
        key="seq",
        check={"digest": "length(digest) = 64"},
        find=("record_kind record_id",),
    )
    make(
        "authority",
        "pos int, id text, name text, kind text, address text, telephone text, hours text, "
        "how_to_get_there text, active bool",
        once=("id",),
    )
    make(
        "batch",
        "pos int, id text, batch_no int, kind text, period_from text, period_to text, seq_from int, seq_to int, "
        "made_at text, made_by text, file_name text, zip_sha256 text, manifest_sha256 text, counts_json text, "
        "state text",
        once=("batch_no", "id"),
        check={"batch_no": "batch_no >= 1", "state": "state IN ('written', 'failed')"},
    )
    make(
        "correction",
        "pos int, id text, record_kind text, record_id text, field text, old text, new text, reason text, "
        "at text, by text",
        once=("id",),
        find=("record_kind record_id",),
    )
    make(
        "draft",
        "pos int, id text, kind text, subject_id text, user_id text, body_json text, saved_at text",
        once=("id",),
        find=("kind subject_id", "user_id"),
    )
    make(
        "matter",
        "pos int, id text, title text, made_at text",
        once=("id",),
    )
    make(
        "number_series",
        "pos int, id text, word text, codes text, year int, next_seq int",
        once=("id", "word year"),
        check={"next_seq": "next_seq >= 1"},
    )
    make(
        "office_version",
        "pos int, id text, valid_from text, profile_json text, made_at text, made_by text",
        once=("id",),
    )
    make(
        "register_counter",
        "prefix text, next_seq int",
        key="prefix",
        check={"next_seq": "next_seq >= 1"},
    )
    make(
        "staff",
        "pos int, id text, name text, post text, telephone text, may_decide bool, active bool",
        once=("id",),
    )
    make(
        "store_info",
        "key text, value text",
        key="key",
    )
    make(
        "user_account",
        "pos int, id text, login_name text, display_name text, roles text, active bool, public_key blob, "
        "private_wrapped blob, made_at text",
        once=("id", "login_name"),
    )
    make(
        "audit_detail",
        "seq int, salt blob, body_json text",
        key="seq",
        link={"seq": "audit.seq"},
    )
    make(
        "document",
        "pos int, id text, code text, title text, series_id text?, number_year int?, number_seq int?, "
        "number text, dated_on text, data_json text, fields_json text, pdf_sha256 text, pages int, "
        "template_id text, template_version text, renderer_version text, fonts_json text, sealed bool, "
        "state text, issued_at text, issued_by text, void_at text?, void_reason text, replaced_by text?",
        once=("id", "series_id number_year number_seq"),
        filled_once=("number",),
        check={"pages": "pages >= 1", "pdf_sha256": "length(pdf_sha256) = 64", "state": "state IN ('final', 'void')"},
        link={"replaced_by": "document.id", "series_id": "number_series.id"},
    )
    make(
        "matter_merge",
        "pos int, id text, kept_id text, joined_id text, reason text, at text, by text, parted_at text?, "
        "parted_reason text",
        once=("id",),
        check={"two": "kept_id <> joined_id"},
        link={"joined_id": "matter.id", "kept_id": "matter.id"},
        find=("joined_id", "kept_id"),
    )
    make(
        "reception",
        "pos int, id text, year int, seq int, source text, form text, leader_reception bool, happened_at text, "
        "entered_at text, received_on text, postmark_on text?, transferred_kind text?, transferred_on text?, "
        "sending_body text, sending_number text, sending_due_on text?, people int, concerned int, "
        "registrar_id text, receiver_id text, communication text, interpreter text, interpreter_relation text, "
        "sealed bool, practice bool, state text, closed_at text?, void_reason text, site_json text",
        once=("id", "year seq"),
        check={
            "seq": "seq >= 1",
            "source": "source IN ('visit', 'letter', 'phone', 'online', 'transfer')",
            "state": "state IN ('registered', 'closed', 'void')",
        },
        link={"registrar_id": "user_account.id"},
        find=("entered_at", "state entered_at"),
    )
    make(
        "item",
        "pos int, id text, reception_id text, matter_id text, ordinal int, register_no text, query_code text, "
        "request text, facts text, reasons text, own_words text, summary text, purpose text, content_class text, "
        "content_class_checked bool, place_division text, place text, body_complained text, oral bool, "
        "secrecy text, sealed bool, state text, void_reason text, rev int, made_at text",
        once=("id",),
        filled_once=("query_code", "register_no"),
        check={
            "rev": "rev >= 1",
            "secrecy": "secrecy IN ('internal', 'secret')",
            "state": "state IN ('registered', 'void')",
        },
        link={"matter_id": "matter.id", "reception_id": "reception.id"},
        find=("matter_id", "reception_id"),
    )
    make(
        "print_job",
        "pos int, id text, reception_id text, document_ids text, printer text, copies int, state text, "
        "job_ref text, outcome text, at text, by text, confirmed_at text?, reprint bool",
        once=("id",),
        check={"copies": "copies >= 1", "state": "state IN ('recorded', 'sent', 'failed', 'confirmed', 'no_paper')"},
        link={"reception_id": "reception.id"},
        find=("reception_id", "state"),
    )
    make(
        "visitor",
        "pos int, id text, reception_id text, ordinal int, kind text, role text, anonymous bool, name text, "
        "id_kind text, id_number text, id_note text, phone text, division text, address text, sex text, "
        "born_on text?, nationality text, post text, relation text",
        once=("id",),
        link={"reception_id": "reception.id"},
        find=("id_number", "reception_id"),
    )
    make(
        "batch_item",
        "pos int, batch_id text, item_id text, rev int, op text, status text, row_sha256 text",
        once=("batch_id item_id",),
        check={"op": "op IN ('I', 'U', 'D')"},
        link={"batch_id": "batch.id", "item_id": "item.id"},
        find=("item_id",),
    )
    make(
        "document_item",
        "pos int, document_id text, item_id text",
        once=("document_id item_id",),
        link={"document_id": "document.id", "item_id": "item.id"},
        find=("item_id",),
    )
    make(
        "outbox",
        "seq int, item_id text, rev int, op text, at text, batch_id text?",
        key="seq",
        check={"op": "op IN ('I', 'U', 'D')"},
        link={"batch_id": "batch.id", "item_id": "item.id"},
        find=("batch_id seq", "item_id"),
    )
    make(
        "paper_received",
        "pos int, id text, item_id text, ordinal int, name text, copies int, pages int?, original bool",
        once=("id",),
        link={"item_id": "item.id"},
        find=("item_id",),
    )
    make(
        "recipient",
        "pos int, id text, document_id text, visitor_id text?, name text, kind text",
        once=("id",),
        link={"document_id": "document.id", "visitor_id": "visitor.id"},
        find=("document_id",),
    )
    make(
        "screening",
        "pos int, id text, item_id text, at text, by text, on_date text, leaf text, ground text?, "
        "facts_json text, sources_json text, result_json text, fact_column_json text, decider_id text?, "
        "decided_how text?, decided_at text?, decided_phone text, no_interest bool, awaiting bool, "
        "awaiting_reason text, pack text, pack_version text, pack_sha256 text, replaces_id text?, "
        "replaced_reason text, current bool",
        once=("id",),
        link={"decider_id": "staff.id", "item_id": "item.id", "replaces_id": "screening.id"},
        find=("item_id",),
    )
    make(
        "sealed_content",
        "pos int, id text, item_id text, kind text, body blob, at text",
        once=("id",),
        link={"item_id": "item.id"},
        find=("item_id",),
    )
    make(
        "sealed_key",
        "pos int, id text, item_id text, user_id text, wrapped blob, share text",
        once=("id",),
        check={"share": "share IN ('whole', 'first', 'second')"},
        link={"item_id": "item.id", "user_id": "user_account.id"},
        find=("item_id user_id", "user_id"),
    )
    make(
        "clock",
        "pos int, id text, item_id text, screening_id text, code text, starts_on text, due_on text, "
        "advised_on text, day_kind text, provisional bool, formula text, state text, ended_at text?, "
        "ended_by text",
        once=("id",),
        check={"state": "state IN ('running', 'met', 'void')"},
        link={"item_id": "item.id", "screening_id": "screening.id"},
        find=("item_id", "state due_on"),
    )
    make(
        "service",
        "pos int, id text, recipient_id text, way text, on_date text, signed_by text, relation text, "
        "witness text, server text, read_aloud bool, tracking_no text, note text, attachment_sha256 text?, "
        "at text, by text, replaced bool",
        once=("id",),
        check={"way": "way IN ('signed', 'thumb', 'unsigned', 'posted', 'not_required', 'not_wanted')"},
        link={"recipient_id": "recipient.id"},
        find=("recipient_id",),
    )
