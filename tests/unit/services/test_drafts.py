"""草稿: one form, one draft; sealed words never in it; nobody else's is touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import UserError
from xinfang_desk.services import drafts
from xinfang_desk.services.registration import (
    ItemEntry,
    PaperEntry,
    Registration,
    VisitorEntry,
    complete_registration,
)

SAID = "某人拿了某物"


def test_a_form_is_kept_and_comes_back_as_it_was(desk_office: Office) -> None:
    form = desk_office.visit(people=3, communication=("sign",), received_on="昨天")
    draft_id = drafts.save_registration_draft(desk_office.clerk, "", form)
    kept = drafts.open_drafts(desk_office.clerk)
    assert [(one.draft_id, one.kind) for one in kept] == [(draft_id, "reception")]
    assert drafts.registration_from_draft(kept[0].body_json) == replace(form, draft_id=draft_id)


def test_the_next_save_replaces_the_last(desk_office: Office, later: Callable[..., None]) -> None:
    draft_id = drafts.save_registration_draft(desk_office.clerk, "", desk_office.visit())
    later(seconds=1)
    assert drafts.save_registration_draft(desk_office.clerk, draft_id, desk_office.visit(people=2)) == draft_id
    only = drafts.open_drafts(desk_office.clerk)
    assert len(only) == 1
    assert drafts.registration_from_draft(only[0].body_json).people == 2
    assert only[0].saved_at == desk_office.parts.now_text()


def test_of_a_disclosure_only_the_people_are_kept(desk_office: Office) -> None:
    said = (ItemEntry(facts=SAID, oral=False, papers=(PaperEntry(SAID),)), ItemEntry(own_words=SAID))
    form = desk_office.visit(disclosure=True, items=said)
    drafts.save_registration_draft(desk_office.clerk, "", form)
    assert SAID not in desk_office.unit.everything()
    back = drafts.registration_from_draft(drafts.open_drafts(desk_office.clerk)[0].body_json)
    assert (back.disclosure, [entry.oral for entry in back.items]) == (True, [False, True])
    assert back.visitors == form.visitors


def test_turning_into_a_disclosure_empties_the_draft(desk_office: Office) -> None:
    open_form = desk_office.visit(items=(ItemEntry(facts=SAID),))
    draft_id = drafts.save_registration_draft(desk_office.clerk, "", open_form)
    drafts.save_registration_draft(desk_office.clerk, draft_id, replace(open_form, disclosure=True))
    assert SAID not in desk_office.unit.everything()


def test_a_late_save_after_registering_writes_nothing(desk_office: Office) -> None:
    draft_id = drafts.save_registration_draft(desk_office.clerk, "", desk_office.visit())
    complete_registration(desk_office.clerk, desk_office.visit(draft_id=draft_id))
    assert drafts.save_registration_draft(desk_office.clerk, draft_id, desk_office.visit()) == draft_id
    assert drafts.open_drafts(desk_office.clerk) == ()


def test_another_user_neither_sees_nor_touches_it(desk_office: Office) -> None:
    draft_id = drafts.save_registration_draft(desk_office.clerk, "", desk_office.visit())
    assert drafts.open_drafts(desk_office.keeper) == ()
    with pytest.raises(UserError) as saving:
        drafts.save_registration_draft(desk_office.keeper, draft_id, desk_office.visit())
    with pytest.raises(UserError) as dropping:
        drafts.discard_draft(desk_office.keeper, draft_id)
    assert saving.value.code == dropping.value.code == "draft"


def test_a_draft_is_thrown_away_once(desk_office: Office) -> None:
    draft_id = drafts.save_registration_draft(desk_office.clerk, "", desk_office.visit())
    assert drafts.discard_draft(desk_office.clerk, draft_id).topics == {"today"}
    assert drafts.discard_draft(desk_office.clerk, draft_id).topics == frozenset()


def test_one_draft_of_a_kind_for_a_subject(desk_office: Office, later: Callable[..., None]) -> None:
    first = drafts.save_draft(desk_office.clerk, "screening", "item", '{"card":1}')
    later(seconds=1)
    assert drafts.save_draft(desk_office.clerk, "screening", "item", '{"card":2}') == first
    other = drafts.save_draft(desk_office.clerk, "screening", "other", "{}")
    assert [(one.draft_id, one.body_json) for one in drafts.open_drafts(desk_office.clerk)] == [
        (other, "{}"),
        (first, '{"card":2}'),
    ]


def test_keys_of_another_version_are_left_out() -> None:
    body = json.dumps(
        {
            "people": 2,
            "moon": "full",
            "visitors": [{"name": "石某", "star": 1}],
            "items": [{"request": "某事", "papers": [{"name": "收据", "colour": "red"}]}],
        }
    )
    form = drafts.registration_from_draft(body)
    assert (form.people, form.visitors[0].name, form.items[0].papers[0].name) == (2, "石某", "收据")
    assert drafts.registration_from_draft("{}") == Registration()


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=10)
FORMS = st.builds(
    Registration,
    source=TEXT,
    people=st.integers(0, 99),
    received_on=TEXT,
    communication=st.lists(TEXT, max_size=3).map(tuple),
    visitors=st.lists(st.builds(VisitorEntry, name=TEXT, id_number=TEXT), min_size=1, max_size=3).map(tuple),
    items=st.lists(
        st.builds(
            ItemEntry,
            request=TEXT,
            facts=TEXT,
            oral=st.booleans(),
            papers=st.lists(st.builds(PaperEntry, name=TEXT, pages=st.none() | st.integers(0, 9)), max_size=2).map(
                tuple
            ),
        ),
        min_size=1,
        max_size=2,
    ).map(tuple),
    later=st.booleans(),
)


@given(FORMS)
def test_any_form_survives_its_draft(form: Registration) -> None:
    from dataclasses import asdict

    assert drafts.registration_from_draft(json.dumps(asdict(form), ensure_ascii=False)) == form
