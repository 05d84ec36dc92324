"""The triggers that a store of this program has: what stands for good, whoever writes (design.md 6).

A store whose triggers differ is refused when it is opened; a test compares them with what the migrations make.
"""

from __future__ import annotations

from sqlalchemy import Connection

from xinfang_desk.store.schema import METADATA, PAPERS_SCHEMA

DELETABLE = frozenset({"draft", "removing", "search_behind"})

# What leaves after the retention period, while the marker of ``store/removal.py`` stands; the audit itself never.
REMOVABLE = (
    *("visitor", "paper_received", "screening", "recipient", "service", "print_job", "clock", "matter_event"),
    *("sealed_content", "sealed_key", "sealed_pair", "correction", "audit_detail", "province_reply", "province_typed"),
)
UNDER_WAY = "EXISTS (SELECT 1 FROM removing)"

APPEND_ONLY = (
    "audit",
    "audit_detail",
    "destruction",
    "document_item",
    "matter_event",
    "office_version",
    "province_reply",
    "province_typed",
    "store_info",
)

RISING = ("number_series", "register_counter")

FROZEN: dict[str, str] = {
    "batch_item": "batch_id item_id rev op row_sha256",
    "document": (
        "id code title series_id number_year number_seq number dated_on data_json fields_json pdf_sha256 pages "
        "template_id template_version renderer_version fonts_json issued_at issued_by proof_code"
    ),
    "item": "id reception_id register_no query_code made_at",
    "number_series": "id year",
    "outbox": "seq item_id rev op at",
    "screening": "id item_id at by on_date leaf ground pack pack_version pack_sha256 replaces_id",
    "sealed_content": "id item_id kind body at",
    "user_account": "id login_name made_at",
}

# Words may leave a frozen row one way: under the key of an item that is sealed (转密存). Columns, and when.
SEALED_AWAY: dict[str, tuple[str, str]] = {
    "document": (
        "data_json fields_json pdf_sha256",
        "(OLD.data_json <> '' AND NEW.sealed = 1 AND NEW.data_json = '' AND NEW.fields_json = '{}') OR "
        f"({UNDER_WAY} AND NEW.data_json = '' AND NEW.fields_json = '{{}}' AND NEW.pdf_sha256 IS OLD.pdf_sha256)",
    ),
}

# A paper is emptied whole, or filled again with as many bytes; never replaced by another.
BLOB_EMPTIED = (
    "NEW.sha256 IS OLD.sha256 AND NEW.size IS OLD.size AND ((NEW.kind = 'gone' AND length(NEW.body) = 0) "
    "OR (OLD.kind = 'gone' AND length(NEW.body) = OLD.size))"
)


def _refusal(table: str, name: str, event: str, word: str, condition: str = "") -> tuple[str, str]:
    return name, (
        f"CREATE TRIGGER {name} {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{table}: {word}'); END"
    )


def _frozen(table: str, columns: str) -> str:
    moved, when = SEALED_AWAY.get(table, ("", ""))
    fixed = [column for column in columns.split(" ") if column not in moved.split()]
    if not moved:
        return _changed(fixed)
    return f"{_changed(fixed)} OR (({_changed(moved.split())}) AND NOT ({when}))"


def _changed(columns: list[str]) -> str:
    return " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns)


# What the index of 查询 has to read again, and what leaves it at once (store/sqlite/search.py).
_BEHIND = "INSERT OR IGNORE INTO search_behind (pos)"
_GONE = "INSERT INTO search_index (search_index) VALUES ('optimize')"
_SEARCHED: dict[str, tuple[str, str, str]] = {  # trigger -> event, condition, what it does
    "item_searched": ("INSERT ON item", "", f"{_BEHIND} VALUES (NEW.pos);"),
    "item_searched_again": ("UPDATE ON item", "", f"{_BEHIND} VALUES (NEW.pos);"),
    "item_unsearched": (
        "UPDATE ON item",
        "WHEN (NEW.sealed = 1 OR NEW.secrecy <> 'internal') AND OLD.sealed = 0 AND OLD.secrecy = 'internal' ",
        f"DELETE FROM search_index WHERE rowid = OLD.pos; {_GONE};",
    ),
    "reception_unsearched": (
        "UPDATE ON reception",
        "WHEN NEW.sealed = 1 AND OLD.sealed = 0 ",
        "DELETE FROM search_index WHERE rowid IN (SELECT pos FROM item WHERE reception_id = NEW.id); "
        f"{_GONE}; {_BEHIND} SELECT pos FROM item WHERE reception_id = NEW.id;",
    ),
    "reception_searched_again": (
        "UPDATE OF sealed, sending_body, sending_number ON reception",
        "",
        f"{_BEHIND} SELECT pos FROM item WHERE reception_id = NEW.id;",
    ),
    "visitor_searched": (
        "INSERT ON visitor",
        "",
        f"{_BEHIND} SELECT pos FROM item WHERE reception_id = NEW.reception_id;",
    ),
    "visitor_searched_again": (
        "UPDATE ON visitor",
        "",
        f"{_BEHIND} SELECT pos FROM item WHERE reception_id = NEW.reception_id;",
    ),
    "document_item_searched": (
        "INSERT ON document_item",
        "",
        f"{_BEHIND} SELECT pos FROM item WHERE id = NEW.item_id;",
    ),
}


def _searched() -> dict[str, str]:
    return {
        f"tr_{name}": f"CREATE TRIGGER tr_{name} AFTER {event} {condition}BEGIN {action} END"
        for name, (event, condition, action) in _SEARCHED.items()
    }


def _desk() -> dict[str, str]:
    made: list[tuple[str, str]] = []
    for table in METADATA.tables.values():
        if table.schema is None and table.name not in DELETABLE:
            condition = f"WHEN NOT {UNDER_WAY} " if table.name in REMOVABLE else ""
            made.append(_refusal(table.name, f"tr_{table.name}_no_delete", "BEFORE DELETE", "kept for good", condition))
    for name in APPEND_ONLY:
        made.append(_refusal(name, f"tr_{name}_no_update", "BEFORE UPDATE", "append only"))
    for name, columns in FROZEN.items():
        made.append(_refusal(name, f"tr_{name}_frozen", "BEFORE UPDATE", "frozen", f"WHEN {_frozen(name, columns)} "))
    for name in RISING:
        condition = "WHEN NEW.next_seq < OLD.next_seq "
        made.append(_refusal(name, f"tr_{name}_rising", "BEFORE UPDATE", "only rises", condition))
    return dict(made) | _searched()


DESK_TRIGGERS = _desk()

PAPERS_TRIGGERS = dict(
    (
        _refusal("blob", "tr_blob_no_delete", "BEFORE DELETE", "kept for good"),
        _refusal("blob", "tr_blob_no_update", "BEFORE UPDATE", "append only", f"WHEN NOT ({BLOB_EMPTIED}) "),
    )
)


def stored_triggers(connection: Connection, schema: str = "main") -> dict[str, str]:
    """Name -> text of the triggers in one file (``main`` or ``papers``)."""
    rows = connection.exec_driver_sql(f"SELECT name, sql FROM {schema}.sqlite_master WHERE type = 'trigger'")
    return {name: sql.replace(f"CREATE TRIGGER {PAPERS_SCHEMA}.", "CREATE TRIGGER ") for name, sql in rows}
