"""The triggers that a store of this program has: what stands for good, whoever writes (design.md 6).

A store whose triggers differ is refused when it is opened; a test compares them with what the migrations make.
"""

from __future__ import annotations

from sqlalchemy import Connection

from xinfang_desk.store.schema import METADATA, PAPERS_SCHEMA

DELETABLE = frozenset({"draft"})

APPEND_ONLY = ("audit", "audit_detail", "document_item", "office_version", "province_reply", "store_info")

RISING = ("number_series", "register_counter")

FROZEN: dict[str, str] = {
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


def _refusal(table: str, name: str, event: str, word: str, condition: str = "") -> tuple[str, str]:
    return name, (
        f"CREATE TRIGGER {name} {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{table}: {word}'); END"
    )


def _desk() -> dict[str, str]:
    made: list[tuple[str, str]] = []
    for table in METADATA.tables.values():
        if table.schema is None and table.name not in DELETABLE:
            made.append(_refusal(table.name, f"tr_{table.name}_no_delete", "BEFORE DELETE", "kept for good"))
    for name in APPEND_ONLY:
        made.append(_refusal(name, f"tr_{name}_no_update", "BEFORE UPDATE", "append only"))
    for name, columns in FROZEN.items():
        changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns.split(" "))
        made.append(_refusal(name, f"tr_{name}_frozen", "BEFORE UPDATE", "frozen", f"WHEN {changed} "))
    for name in RISING:
        condition = "WHEN NEW.next_seq < OLD.next_seq "
        made.append(_refusal(name, f"tr_{name}_rising", "BEFORE UPDATE", "only rises", condition))
    return dict(made)


DESK_TRIGGERS = _desk()

PAPERS_TRIGGERS = dict(
    (
        _refusal("blob", "tr_blob_no_delete", "BEFORE DELETE", "kept for good"),
        _refusal("blob", "tr_blob_no_update", "BEFORE UPDATE", "append only"),
    )
)


def stored_triggers(connection: Connection, schema: str = "main") -> dict[str, str]:
    """Name -> text of the triggers in one file (``main`` or ``papers``)."""
    rows = connection.exec_driver_sql(f"SELECT name, sql FROM {schema}.sqlite_master WHERE type = 'trigger'")
    return {name: sql.replace(f"CREATE TRIGGER {PAPERS_SCHEMA}.", "CREATE TRIGGER ") for name, sql in rows}
