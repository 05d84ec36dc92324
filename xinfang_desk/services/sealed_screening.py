"""What of a sealed item's screenings stays readable, and what goes under its key when it turns out late to be one."""

from __future__ import annotations

import json
from dataclasses import replace

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.records import Item
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sealed import put_sealed

# What stays readable of a sealed item's facts: enough for its papers and dates, nothing of what was said.
OPEN_FACTS = frozenset(
    {
        *("nature", "accused_supervised", "desk_role", "form", "received_on", "on"),
        *("identity_clear", "transferred_in", "transferred_in_on"),
    }
)
SEALED_REASON = "见密件"


def seal_earlier(desk: Desk, uow: UnitOfWork, item_id: str) -> None:
    """What earlier runs of the cards wrote down of an item that turns out to be a disclosure goes under its key."""
    for row in uow.screenings.where(item_id=item_id):
        said = {"facts": row.facts_json, "sources": row.sources_json, "column": row.fact_column_json}
        said |= {"result": row.result_json, "replaced_reason": row.replaced_reason, "awaiting": row.awaiting_reason}
        put_sealed(desk, uow, item_id, "earlier_facts", canonical({"screening": row.id, **said}).encode())
        facts, result = json.loads(row.facts_json), json.loads(row.result_json)
        uow.screenings.put(
            replace(
                row,
                facts_json=canonical({key: value for key, value in facts.items() if key in OPEN_FACTS}),
                sources_json="{}",
                fact_column_json="{}",
                result_json=canonical(result | {"trace": [], "not_chosen": [], "warnings": []}),
                replaced_reason=SEALED_REASON if row.replaced_reason else "",
                awaiting_reason=SEALED_REASON if row.awaiting_reason else "",
            )
        )


def seal_site(desk: Desk, uow: UnitOfWork, item: Item) -> None:
    """What card 1 wrote down of the visit, where it is the visit of this one matter."""
    reception = uow.receptions.get(item.reception_id)
    if reception.site_json != "{}" and len(uow.items.where(reception_id=reception.id)) == 1:
        put_sealed(desk, uow, item.id, "earlier_site", reception.site_json.encode())
        uow.receptions.put(replace(reception, site_json="{}"))
