"""Limits on misuse that no other test module holds (docs/limits-on-misuse.md)."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from tests.unit.services.conftest import Office
from xinfang_desk.domain.paths import load_paths
from xinfang_desk.resources import resource
from xinfang_desk.services import cards, receptions
from xinfang_desk.services.registration import complete_registration, seen_before

SCENE = "拿汽油桶"


def test_danger_at_one_visit_is_not_told_at_the_next(paper_office: Office) -> None:
    paths = load_paths(resource("rules", "statutory_paths.json").read_bytes())
    desk = replace(paper_office.clerk, parts=replace(paper_office.parts, paths=paths))
    first = complete_registration(desk, paper_office.visit())
    with paper_office.store.write() as uow:
        row = uow.receptions.get(first.reception_id)
        uow.receptions.put(replace(row, site_json=json.dumps({"acts": [SCENE]}, ensure_ascii=False)))
    paper_office.conclude(first.items[0].item_id, danger_on_site=True)
    second = complete_registration(desk, paper_office.visit())
    number = paper_office.unit.visitors.all()[0].id_number
    state = cards.start_cards(desk, second.items[0].item_id)
    seen = (
        seen_before(desk, "resident", number),
        receptions.today_board(desk),
        receptions.reception_view(desk, second.reception_id),
        state,
        cards.card_view(desk, state),
    )
    said = repr(seen)
    assert first.items[0].register_no in said, "the earlier matter is shown"
    assert SCENE not in said
    assert '"danger_on_site":true' not in said.replace(" ", "")


def test_the_report_of_an_urgent_matter_names_no_number_and_no_address() -> None:
    packs = [json.loads(path.read_text("utf-8")) for path in sorted(resource("templates", "national").glob("*.json"))]
    (report,) = [
        one
        for pack in packs
        for one in (pack if isinstance(pack, list) else pack.get("documents", []))
        if isinstance(one, dict) and one.get("code") == "A9"
    ]
    body = json.dumps(report["body"], ensure_ascii=False)
    taken = set(re.findall(r"\{(\w+)\??\}", body))
    assert "fact_words" in taken
    assert not taken & {"id_number", "address", "visitor_address", "phone", "visitor", "names", "born_on"}
    assert "不写姓名、证件和住处" in json.dumps(report["fields"], ensure_ascii=False)
