"""Adopting a conclusion: who decided, the fact column, clocks, outbox, purpose, what a disclosure leaves in clear."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.fakes.desk_parts import with_roles
from xinfang_desk.commands import calendar, rules
from xinfang_desk.domain.cards.outcome import Outcome
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.fact_columns import FACT_COLUMNS
from xinfang_desk.domain.paths import load_paths
from xinfang_desk.domain.records import Authority, Draft, Screening, Service
from xinfang_desk.domain.template_pack import load_catalogue
from xinfang_desk.resources import resource
from xinfang_desk.services import progress, screening
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.corrections import correct_field
from xinfang_desk.services.receptions import reception_view
from xinfang_desk.services.registration import ItemEntry, complete_registration
from xinfang_desk.services.screening import CardsState, Conclude

ACCEPT = {
    "desk_role": "B",
    "form": "visit",
    "received_on": "2026-11-23",
    "identity_clear": True,
    "danger_on_site": False,
    "major_or_urgent": False,
    "clerk_has_interest": False,
    "through_agent": False,
    "people": 1,
    "joint_matter": False,
    "representatives": 0,
    "oral": False,
    "nature": "claim",
    "final_review_opinion": False,
    "judicial_matter_concluded": False,
    "judicial_jurisdiction": "none",
    "same_matter_pending": False,
    "pending_overdue": False,
    "desk_is_superior": False,
    "opinion": "none",
    "levels_skipped": False,
    "transferred_in": False,
    "competent": "self",
    "route": 6,
    "policy": {},
}
SAME = json.dumps([["补发低保金", "补发低保金", "same"], ["三月停发", "三月停发", "same"]], ensure_ascii=False)
OTHER = json.dumps([["补发低保金", "换一间安置房", "other"]], ensure_ascii=False)

GROUNDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "N1": (
        {"desk_role": "C", "same_matter_pending": True, "desk_is_superior": True},
        {
            "pending_body": "中方县铜湾镇人民政府",
            "pending_accepted_on": "2026-11-02",
            "pending_due_on": "2027-01-01",
            "where_to": "铜湾镇正街 1 号，0745-2810001",
        },
    ),
    "N2": (
        {"desk_role": "C", "levels_skipped": True, "policy": {"n2_basis": "（示例）某办〔2026〕2号"}},
        {"competent_body": "铜湾镇人民政府", "competent_superior": "中方县人民政府", "where_to": "铜湾镇正街 1 号"},
    ),
    "N3": (
        {
            "judicial_jurisdiction": "court",
            "judicial_stage": "in_progress",
            "policy": {"n3_basis": "（示例）某办〔2026〕3号"},
        },
        {
            "case_body": "中方县人民法院",
            "case_stage": "in_progress",
            "case_number": "（2026）湘1221民初1号",
            "where_to": "中方县人民法院诉讼服务中心",
        },
    ),
    "Z1": (
        {"final_review_opinion": True, "final_review_revoked": False, "same_facts_and_reasons": True},
        {
            "final_body": "中方县人民政府",
            "final_number": "中政访复核〔2026〕1号",
            "final_served_on": "2026-06-01",
            "compare": SAME,
        },
    ),
    "Z2": (
        {"judicial_matter_concluded": True, "policy": {"z2_basis": "（示例）某办〔2026〕4号"}},
        {
            "ended_body": "某中级人民法院",
            "ended_document": "终结决定书",
            "ended_number": "（2026）湘12终1号",
            "compare": SAME,
        },
    ),
    "late": (
        {
            "opinion": "handling",
            "opinion_served_on": "2026-09-01",
            "told_of_review": True,
            "good_cause": False,
            "new_facts": False,
            "policy": {"late_review_bars": True, "late_review_basis": "（示例）某省规定"},
        },
        {
            "opinion_body": "铜湾镇人民政府",
            "opinion_number": "铜政访处〔2026〕1号",
            "opinion_served_on": "2026-09-01",
            "review_due_on": "2026-10-08",
            "compare": SAME,
        },
    ),
}
LEAVES = {"N1": "L12", "N2": "L17", "N3": "L11", "Z1": "L09", "Z2": "L10", "late": "L16"}


class Room:
    """The office with an outcome that the test gives in place of the cards."""

    def __init__(self, office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = office
        self.desk: Desk = office.clerk
        self.found: Outcome | None = None
        monkeypatch.setattr(screening, "outcome", lambda desk, state: self.found)
        self.decider = office.receiver_id

    @property
    def unit(self) -> Any:
        return self.office.unit

    def register(self, **changes: Any) -> str:
        return complete_registration(self.desk, self.office.visit(**changes)).items[0].item_id

    def answered(self, facts: dict[str, Any], **changes: Any) -> Outcome:
        plain: dict[str, Any] = {
            "facts": {**ACCEPT, **facts},
            "sources": {"nature": {"source": "来访人回答", "note": ""}},
            "trace": (),
            "column": {},
            "path_id": "",
            "site": {},
            "disclosure": False,
            "take_in": "",
        }
        self.found = Outcome(**(plain | changes))
        return self.found

    def order(self, item_id: str, **changes: Any) -> Conclude:
        return Conclude(**({"state": CardsState(item_id, "{}"), "fact_column": {}} | changes))

    def decided(self, item_id: str, **changes: Any) -> Conclude:
        how = {"decider_id": self.decider, "decided_how": "present", "no_interest": True}
        return self.order(item_id, **(how | changes))

    def conclude(self, order: Conclude) -> Screening:
        done = screening.conclude(self.desk, order)
        return self.unit.screenings.get(done.screening_id)

    def conclusion(self, item_id: str, column: dict[str, str] | None = None) -> screening.Conclusion:
        return screening.conclusion(self.desk, CardsState(item_id, "{}"), column)

    def refused(self, order: Conclude) -> dict[str, str]:
        before = self.unit.everything()
        with pytest.raises(FieldErrors) as caught:
            screening.conclude(self.desk, order)
        assert self.unit.everything() == before
        return caught.value.fields


@pytest.fixture
def parts(parts: Parts) -> Parts:
    templates = resource("templates", "national")
    return replace(
        parts,
        catalogue=load_catalogue({path.name: path.read_bytes() for path in sorted(templates.glob("*.json"))}),
        rules=rules(),
        calendar=calendar(),
        paths=load_paths(resource("rules", "statutory_paths.json").read_bytes()),
    )


@pytest.fixture
def room(desk_office: Any, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(desk_office, monkeypatch)


# an acceptance


def test_an_ordinary_visit_goes_from_the_cards_to_its_record(desk_office: Any) -> None:
    desk, room = desk_office.clerk, desk_office
    item_id = complete_registration(desk, room.visit()).items[0].item_id
    state = screening.start_cards(desk, item_id)

    def press(key: int) -> None:
        nonlocal state
        view = screening.card_view(desk, state)
        assert view is not None
        state = screening.choose(desk, state, next(option.id for option in view.options if option.key == key))

    def turn() -> None:
        nonlocal state
        screening.keep_cards(desk, state)
        state = screening.go_on(desk, state)

    turn()  # nothing to see
    press(4)  # wants it solved
    turn()
    press(1)  # for the first time
    turn()
    press(1)  # our town
    view = screening.card_view(desk, state)
    assert view is not None
    road = next(ask for ask in view.follow_ups if ask.id == "road")
    petition = next(option.id for option in road.options if "按信访手续" in option.label)
    state = screening.answer(desk, state, "road", petition)
    turn()
    assert screening.card_view(desk, state) is None
    shown = screening.conclusion(desk, state)
    assert room.unit.drafts.where(kind="screening")
    done = screening.conclude(desk, Conclude(state, {}))
    assert shown.result.leaf == done.leaf == "L27"
    assert not room.unit.drafts.where(kind="screening")
    assert room.unit.receptions.all()[0].site_json != "{}"


def test_an_acceptance_is_recorded_with_its_clocks(room: Room) -> None:
    item_id = room.register()
    room.answered({}, path_id="P155", site={"acts": []})
    shown = room.conclusion(item_id)
    row = room.conclude(room.order(item_id))
    assert (row.leaf, row.ground, row.current, row.awaiting) == ("L27", None, True, False)
    assert (row.on_date, row.by) == ("2026-11-23", room.desk.user.id)
    assert json.loads(row.result_json) == shown.result.to_json()
    assert json.loads(row.facts_json)["on"] == "2026-11-23"
    assert json.loads(row.sources_json)["path"] == {"source": "目录", "note": "P155"}
    assert (row.pack, row.pack_sha256) == ("national", room.office.parts.rules.sha256)
    clocks = room.unit.clocks.where(item_id=item_id)
    assert [
        (c.code, c.starts_on, c.due_on, c.advised_on, c.day_kind, c.provisional, c.formula, c.state) for c in clocks
    ] == [
        (
            d.code,
            d.starts.isoformat(),
            d.due.isoformat(),
            d.advised.isoformat(),
            d.day_kind,
            d.provisional,
            d.formula,
            "running",
        )
        for d in shown.result.deadlines
    ]
    assert [c.code for c in clocks] == ["T2", "T5"]
    assert {c.screening_id for c in clocks} == {row.id}
    assert room.office.actions()[-1] == "item.screen"


def test_the_conclusion_card_speaks_plainly(room: Room) -> None:
    item_id = room.register()
    room.answered({})
    shown = room.conclusion(item_id)
    assert shown.leaf_title == "受理，按信访手续办"
    assert "今天受理，2027年1月22日（周五）（暂定）前办结" in shown.summary
    assert "最迟到12月8日也视为已受理" in shown.summary
    assert shown.basis_text.startswith("《信访工作条例》第二十三条第一款、第三十一条第（六）项")
    assert shown.documents[-1] == ("B4", room.office.parts.catalogue.kind("B4").title)
    tell, handle = shown.deadlines
    assert (tell.due_text, tell.provisional) == ("今天就该给", False)
    assert tell.formula.startswith("最晚 2026年12月8日（周二）；收到之日")
    assert (handle.label, handle.due_text, handle.provisional) == ("最晚办结", "2027年1月22日（周五）", True)
    assert shown.say_so
    assert (shown.needs_decider, shown.blocked, shown.asks, shown.purpose_change) == (False, (), (), "")
    left = [leaf for line in shown.why_not for leaf in line.leaf.split()]
    assert sorted(left) == [f"L{number:02d}" for number in range(5, 29) if number != 27]


def test_who_is_not_there_is_told_by_the_last_day(room: Room, later: Callable[..., None]) -> None:
    item_id = room.register()
    room.answered({"form": "letter"})
    later(days=1)
    (tell, _handle) = room.conclusion(item_id).deadlines
    assert (tell.label, tell.due_text) == ("最晚书面告知", "2026年12月8日（周二）")
    assert room.conclusion(item_id).say_so == ""
    later(days=20)
    tell = room.conclusion(item_id).deadlines[0]
    assert tell.label == "已超期：书面告知"


def test_the_day_of_the_record_is_the_day_of_adopting(room: Room, later: Callable[..., None]) -> None:
    item_id = room.register()
    room.answered({"on": "2026-11-23"})
    later(days=2)
    row = room.conclude(room.order(item_id))
    assert row.on_date == json.loads(row.facts_json)["on"] == "2026-11-25"
    assert [c.starts_on for c in room.unit.clocks.where(code="T5")] == ["2026-11-25"]


def test_an_open_question_is_no_conclusion(room: Room) -> None:
    item_id = room.register()
    found = room.answered({})
    room.found = replace(found, facts={key: value for key, value in found.facts.items() if key != "competent"})
    for act in (lambda: room.conclusion(item_id), lambda: room.conclude(room.order(item_id))):
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == "missing"


def test_what_card_one_saw_belongs_to_the_visit(room: Room) -> None:
    item_id = room.register()
    site = {"acts": ["gather"]}
    room.answered({"danger_on_site": True}, site=site)
    shown = room.conclusion(item_id)
    assert shown.side_titles == ("先处置现场",)
    room.conclude(room.order(item_id))
    assert json.loads(room.unit.receptions.all()[0].site_json) == site


def test_drafts_of_the_item_are_dropped_and_others_stay(room: Room) -> None:
    item_id = room.register()
    room.answered({})
    with room.office.store.write() as uow:
        for number, (kind, subject) in enumerate(
            (("screening", item_id), ("fact_column", item_id), ("screening", "another"), ("document", item_id))
        ):
            uow.drafts.add(Draft(f"d{number}", kind, subject, room.desk.user.id, "{}", "2026-11-23T00:00:00.000000Z"))
    room.conclude(room.order(item_id))
    assert sorted(row.id for row in room.unit.drafts.all()) == ["d2", "d3"]


# refusals


@pytest.mark.parametrize("ground", list(GROUNDS))
def test_a_refusal_is_recorded_with_its_decider_and_facts(room: Room, ground: str) -> None:
    facts, column = GROUNDS[ground]
    item_id = room.register()
    room.answered(facts)
    shown = room.conclusion(item_id)
    assert shown.needs_decider
    assert not shown.blocked
    assert [ask.id for ask in shown.asks] == [ask.key for ask in FACT_COLUMNS[ground]]
    row = room.conclude(room.decided(item_id, fact_column=column))
    assert (row.leaf, row.ground) == (LEAVES[ground], None if ground == "late" else ground)
    assert json.loads(row.fact_column_json) == column
    assert (row.decider_id, row.decided_how, row.no_interest) == (room.decider, "present", True)
    assert row.decided_at == room.office.parts.now_text()


@pytest.mark.parametrize("ground", list(GROUNDS))
def test_a_refusal_without_a_decider_is_refused(room: Room, ground: str) -> None:
    facts, column = GROUNDS[ground]
    item_id = room.register()
    room.answered(facts)
    assert set(room.refused(room.order(item_id, fact_column=column))) == {"decider_id"}
    assert set(room.refused(room.decided(item_id, fact_column=column, no_interest=False))) == {"no_interest"}
    assert set(room.refused(room.decided(item_id, fact_column=column, decided_how=""))) == {"decided_how"}


@pytest.mark.parametrize(
    ("ground", "key"), [(ground, ask.key) for ground, asks in FACT_COLUMNS.items() for ask in asks]
)
def test_one_empty_cell_stops_a_refusal(room: Room, ground: str, key: str) -> None:
    facts, column = GROUNDS[ground]
    item_id = room.register()
    room.answered(facts)
    assert set(room.refused(room.decided(item_id, fact_column={**column, key: ""}))) == {f"fact_column.{key}"}


@pytest.mark.parametrize("ground", ["Z1", "Z2", "late"])
def test_one_difference_is_another_matter(room: Room, ground: str) -> None:
    facts, column = GROUNDS[ground]
    item_id = room.register()
    room.answered(facts)
    wrong = room.refused(room.decided(item_id, fact_column={**column, "compare": OTHER}))
    assert "不是同一事实" in wrong["fact_column.compare"]


@pytest.mark.parametrize(
    ("ground", "cells", "key"),
    [
        ("N1", {"pending_due_on": "2026-11-20", "pending_accepted_on": "2026-09-21"}, "pending_due_on"),
        ("N1", {"pending_due_on": "2026-11-24", "pending_accepted_on": "2026-11-25"}, "pending_accepted_on"),
        ("N1", {"pending_due_on": "2026-11-23", "pending_accepted_on": "2026-11-24"}, "pending_due_on"),
        ("N3", {"case_stage": "decided"}, "case_stage"),
        ("Z1", {"final_served_on": "2026-11-24"}, "final_served_on"),
        ("late", {"opinion_served_on": "2026-09-02"}, "opinion_served_on"),
        ("late", {"review_due_on": "2026-11-23"}, "review_due_on"),
    ],
)
def test_a_cell_that_contradicts_the_cards_stops_a_refusal(
    room: Room, ground: str, cells: dict[str, str], key: str
) -> None:
    facts, column = GROUNDS[ground]
    item_id = room.register()
    room.answered(facts)
    assert f"fact_column.{key}" in room.refused(room.decided(item_id, fact_column={**column, **cells}))
    shown = {ask.id: ask.problem for ask in room.conclusion(item_id, {**column, **cells}).asks}
    assert shown[key]


def test_the_fact_column_starts_with_what_is_certain(room: Room) -> None:
    item_id = room.register()
    with room.office.store.write() as uow:
        uow.authorities.add(Authority("a1", "中方县人民法院", "court", "中方大道 1 号", "12368", "", "", active=True))
    room.answered(GROUNDS["N3"][0], column={"case_body": "中方县人民法院"})
    values = {ask.id: ask.value for ask in room.conclusion(item_id).asks}
    assert values == {
        "case_body": "中方县人民法院",
        "case_stage": "in_progress",
        "case_number": "",
        "where_to": "中方县人民法院，中方大道 1 号，电话12368",
    }
    room.answered(GROUNDS["N3"][0])
    assert {ask.id: ask.value for ask in room.conclusion(item_id).asks}["where_to"] == ""
    room.answered(GROUNDS["late"][0])
    values = {ask.id: ask.value for ask in room.conclusion(item_id).asks}
    assert (values["opinion_served_on"], values["review_due_on"]) == ("2026-09-01", "2026-10-08")
    assert json.loads(values["compare"]) == [["", "要求补发低保金", ""], ["", "今年三月起没有收到低保金", ""]]


def test_problems_stand_only_at_what_was_typed(room: Room) -> None:
    item_id = room.register()
    room.answered(GROUNDS["N1"][0])
    assert not any(ask.problem for ask in room.conclusion(item_id).asks)
    asks = {ask.id: ask for ask in room.conclusion(item_id, {"pending_due_on": "明年"}).asks}
    assert "不是日期" in asks["pending_due_on"].problem
    assert asks["pending_body"].problem == ""
    assert asks["pending_due_on"].value == "明年"


def test_cells_that_the_cards_gave_need_not_be_typed_again(room: Room) -> None:
    facts, column = GROUNDS["N3"]
    item_id = room.register()
    room.answered(facts, column={"case_body": column["case_body"], "elsewhere": "x"})
    typed = {key: value for key, value in column.items() if key != "case_body"}
    row = room.conclude(room.decided(item_id, fact_column=typed))
    assert json.loads(row.fact_column_json) == {**column, "elsewhere": "x"}


def test_a_missing_basis_is_named_and_blocks_nothing_but_the_paper(room: Room) -> None:
    facts, column = GROUNDS["N3"]
    item_id = room.register()
    room.answered({**facts, "policy": {}})
    (sentence,) = room.conclusion(item_id).blocked
    assert "涉诉来访不予受理的依据文件" in sentence
    row = room.conclude(room.decided(item_id, fact_column=column))
    assert json.loads(row.result_json)["blocked_by"] == ["n3_basis"]


def test_guidance_in_place_of_a_refusal_has_its_decider_and_facts_too(room: Room) -> None:
    facts, column = GROUNDS["N3"]
    item_id = room.register()
    room.answered({**facts, "policy": {"n3_title": "guidance"}})
    assert set(room.refused(room.order(item_id)))
    row = room.conclude(room.decided(item_id, fact_column=column))
    assert json.loads(row.result_json)["documents"][-1:] == ["B6a"]


def test_a_day_that_is_not_certain_refuses_nobody(room: Room, clock: Any) -> None:
    facts, column = GROUNDS["late"]
    item_id = room.register()
    clock.moment = datetime(2027, 3, 1, 1, tzinfo=UTC)
    room.answered({**facts, "received_on": "2027-03-01", "opinion_served_on": "2027-01-04"})
    dates = {"opinion_served_on": "2027-01-04", "review_due_on": "2027-02-03"}
    with pytest.raises(UserError) as caught:
        room.conclude(room.decided(item_id, fact_column={**column, **dates}))
    assert caught.value.code == "provisional"
    assert room.conclude(room.order(item_id, awaiting=True, awaiting_reason="等决定人")).awaiting


# who decides


def test_only_somebody_active_who_may_decide_decides(room: Room) -> None:
    facts, column = GROUNDS["Z1"]
    item_id = room.register()
    room.answered(facts)
    boss = room.unit.staff.get(room.decider)
    for changed in (replace(boss, may_decide=False), replace(boss, active=False)):
        with room.office.store.write() as uow:
            uow.staff.put(changed)
        assert set(room.refused(room.decided(item_id, fact_column=column))) == {"decider_id"}
    assert set(room.refused(room.decided(item_id, fact_column=column, decider_id="nobody"))) == {"decider_id"}


def test_who_has_an_interest_or_is_complained_of_does_not_decide(room: Room) -> None:
    facts, column = GROUNDS["Z1"]
    item_id = room.register()
    room.answered({**facts, "clerk_has_interest": True})
    assert "利害关系" in room.refused(room.decided(item_id, fact_column=column))["decider_id"]
    entry = replace(room.office.visit().items[0], body_complained="民政站陈站长")
    item_id = room.register(items=(entry,))
    room.answered(facts)
    assert "被反映" in room.refused(room.decided(item_id, fact_column=column))["decider_id"]


def test_a_decision_by_telephone_has_its_number_and_time(room: Room, later: Callable[..., None]) -> None:
    facts, column = GROUNDS["N3"]
    item_id = room.register()
    later(hours=2)
    room.answered(facts)
    call = {"fact_column": column, "decided_how": "phone"}
    assert set(room.refused(room.decided(item_id, **call))) == {"decided_phone"}
    wrong = ("十点", "25:00", "10:31", "2026-11-22 10:00", "2026-11-24 08:00", "昨天 10:00")
    for when in wrong:
        fields = room.refused(room.decided(item_id, **call, decided_phone="13907450001", decided_at=when))
        assert set(fields) == {"decided_at"}, when
    row = room.conclude(room.decided(item_id, **call, decided_phone=" 13907450001 ", decided_at="2026-11-23 10：15"))
    assert (row.decided_how, row.decided_phone) == ("phone", "13907450001")
    assert row.decided_at == "2026-11-23T02:15:00.000000Z"
    assert "13907450001" not in repr(room.unit.audit.details)


def test_a_number_is_kept_only_of_a_telephone_decision(room: Room) -> None:
    facts, column = GROUNDS["N3"]
    item_id = room.register()
    room.answered(facts)
    row = room.conclude(room.decided(item_id, fact_column=column, decided_phone="13907450001", decided_at="08:10"))
    assert (row.decided_phone, row.decided_at) == ("", "2026-11-23T00:10:00.000000Z")


def test_urgent_matters_are_decided_by_a_named_person(room: Room) -> None:
    item_id = room.register()
    room.answered({"major_or_urgent": True, "route": 5})
    assert "应当立即处置" in "".join(room.conclusion(item_id).warnings)
    assert set(room.refused(room.order(item_id))) == {"decider_id"}
    assert room.conclude(room.decided(item_id)).decider_id == room.decider


def test_nobody_can_decide_now(room: Room) -> None:
    facts, column = GROUNDS["Z1"]
    item_id = room.register()
    room.answered(facts)
    assert set(room.refused(room.order(item_id, awaiting=True))) == {"awaiting_reason"}
    row = room.conclude(
        room.order(item_id, awaiting=True, awaiting_reason=" 等决定人 ", fact_column={"final_body": "县"})
    )
    assert (row.awaiting, row.awaiting_reason, row.decider_id, row.no_interest) == (True, "等决定人", None, False)
    reception = room.unit.receptions.all()[0]
    with room.office.store.read() as uow:
        state = progress.progress(uow, room.office.parts.catalogue, reception)
    assert any("待告知" in point for point in state.open_points)
    assert [c.code for c in room.unit.clocks.where(state="running")] == ["T2"]
    # … and then somebody decides: what was waited for is the reason.
    decided = room.conclude(room.decided(item_id, fact_column=column))
    assert (decided.replaces_id, decided.replaced_reason) == (row.id, "原先待告知，现在有了结论")


def test_what_is_only_taken_in_waits_for_its_answer(room: Room) -> None:
    item_id = room.register()
    room.answered({}, take_in="要查职责")
    shown = room.conclusion(item_id)
    assert shown.leaf_title == "先收下，到期前书面告知"
    assert "2026年12月8日（周二）前书面告知" in shown.summary
    assert "先收下" in shown.say_so
    assert [code for code, _ in shown.documents] == ["A1", "A2"]
    assert [(line.code, line.due_text) for line in shown.deadlines] == [("T2", "2026年12月8日（周二）")]
    row = room.conclude(room.order(item_id))
    assert (row.awaiting, row.awaiting_reason, row.leaf) == (True, "要查职责", "L27")
    assert [clock.code for clock in room.unit.clocks.where(item_id=item_id)] == ["T2"]
    room.answered({})
    assert room.conclude(room.order(item_id)).awaiting is False


def test_what_is_only_taken_in_refuses_nobody(room: Room) -> None:
    item_id = room.register()
    room.answered({**GROUNDS["N3"][0], "policy": {}, "form": "visit"}, take_in="等决定人")
    shown = room.conclusion(item_id)
    assert (shown.needs_decider, shown.asks, shown.blocked) == (False, (), ())
    row = room.conclude(room.order(item_id))
    assert (row.awaiting, row.decider_id) == (True, None)


def test_what_needs_no_decision_does_not_wait(room: Room) -> None:
    item_id = room.register()
    room.answered({})
    with pytest.raises(UserError) as caught:
        room.conclude(room.order(item_id, awaiting=True, awaiting_reason="等决定人"))
    assert caught.value.code == "awaiting"


def test_a_late_request_that_does_not_bar_ends_nothing(room: Room) -> None:
    facts = {**GROUNDS["late"][0], "policy": {}}
    item_id = room.register()
    room.answered(facts)
    shown = room.conclusion(item_id)
    assert (shown.needs_decider, shown.asks) == (False, ())
    assert "不是终结" in "".join(shown.warnings)
    assert "2026年12月8日（周二）" in "".join(shown.warnings)
    assert shown.deadlines[0].due_text == "2026年12月8日（周二）"
    row = room.conclude(room.order(item_id))
    assert json.loads(row.fact_column_json) == {}


# roles and states


def test_the_roles(room: Room) -> None:
    item_id = room.register()
    room.answered({})
    for desk in (room.office.admin, room.office.keeper):
        room.desk = desk
        with pytest.raises(UserError) as caught:
            room.conclude(room.order(item_id))
        assert caught.value.code == "role"
    room.desk = room.office.desk_of(with_roles(room.office.admin.user, "reviewer"))
    assert room.conclude(room.order(item_id)).leaf == "L27"


def test_what_is_void_or_has_no_words_yet_is_not_concluded(room: Room) -> None:
    item_id = room.register()
    room.answered({})
    item, reception = room.office.item(item_id), room.unit.receptions.all()[0]
    for code, change in (
        ("unfinished", lambda uow: uow.items.put(replace(item, request="", facts=" "))),
        ("void", lambda uow: uow.items.put(replace(item, state="void"))),
        ("closed", lambda uow: uow.receptions.put(replace(reception, state="void"))),
    ):
        with room.office.store.write() as uow:
            change(uow)
        with pytest.raises(UserError) as caught:
            room.conclude(room.order(item_id))
        assert caught.value.code == code


# again


def test_a_new_run_replaces_the_old_one_with_a_reason(room: Room, later: Callable[..., None]) -> None:
    item_id = room.register()
    room.answered({})
    first = room.conclude(room.order(item_id))
    later(days=1)
    room.answered({"competent": "outside"})
    assert set(room.refused(room.order(item_id))) == {"replaced_reason"}
    second = room.conclude(room.order(item_id, replaced_reason="归谁管看错了"))
    assert (second.replaces_id, second.replaced_reason) == (first.id, "归谁管看错了")
    assert [row.id for row in room.unit.screenings.where(item_id=item_id, current=True)] == [second.id]
    old = room.unit.clocks.where(screening_id=first.id)
    assert {(clock.state, clock.ended_by) for clock in old} == {("void", second.id)}
    assert {clock.state for clock in room.unit.clocks.where(screening_id=second.id)} == {"running"}


def test_the_old_paper_stays_and_the_new_one_is_owed(room: Room, later: Callable[..., None]) -> None:
    item_id = room.register()
    room.answered({})
    room.conclude(room.order(item_id))
    paper = room.office.issue("B4", item_id)
    later(minutes=5)
    room.conclude(room.order(item_id, replaced_reason="补一句来源"))
    assert room.unit.documents.get(paper.id).state == "final"
    with room.office.store.read() as uow:
        called = progress.needs(uow, room.office.parts.catalogue, room.unit.receptions.all()[0].id)
    assert next(need for need in called if need.code == "B4").document is None


def test_sixty_days_run_from_the_acceptance_that_was_handed_out(room: Room, later: Callable[..., None]) -> None:
    item_id = room.register()
    room.answered({})
    room.conclude(room.order(item_id))
    later(days=3)
    again = room.order(item_id, replaced_reason="补一句来源")
    shown = room.conclusion(item_id)
    assert shown.result.deadlines[-1].starts.isoformat() == "2026-11-26"
    room.office.issue("B4", item_id)
    shown = room.conclusion(item_id)
    assert "从11月23日起就算受理" in shown.summary
    row = room.conclude(again)
    assert [c.starts_on for c in room.unit.clocks.where(screening_id=row.id, code="T5")] == ["2026-11-23"]
    assert (row.on_date, json.loads(row.facts_json)["on"]) == ("2026-11-26", "2026-11-23")
    assert json.loads(row.sources_json)["on"]["source"] == "按规则"
    room.answered({"competent": "outside"})
    assert room.conclusion(item_id).result.leaf == "L21"


def test_who_was_told_in_time_is_not_overdue_when_it_is_screened_again(room: Room, later: Callable[..., None]) -> None:
    item_id = room.register()
    room.answered({})
    first = room.conclude(room.order(item_id))
    notice = room.office.issue("B4", item_id)
    at = room.office.parts.now_text()
    with room.office.store.write() as uow:
        (clock,) = uow.clocks.where(screening_id=first.id, code="T2")
        uow.clocks.put(replace(clock, state="met", ended_at=at, ended_by=notice.id))
        uow.services.add(served(room, notice.id))
    room.office.print_out(room.unit.receptions.all()[0].id, notice)
    later(days=30)
    room.answered({"competent": "outside"})
    (line,) = room.conclusion(item_id).deadlines
    assert (line.code, line.label, line.due_text) == ("T2", "书面告知", "原来已经告知")
    row = room.conclude(room.order(item_id, replaced_reason="归谁管看错了"))
    (clock,) = room.unit.clocks.where(screening_id=row.id)
    assert (clock.code, clock.state, clock.ended_at, clock.ended_by) == ("T2", "met", at, notice.id)
    with room.office.store.read() as uow:
        called = progress.needs(uow, room.office.parts.catalogue, room.unit.receptions.all()[0].id)
    assert next(need for need in called if need.code == "B7").document is None, "the new paper is owed all the same"


def served(room: Room, document_id: str) -> Service:
    to = room.office.unit.recipients.where(document_id=document_id)[0].id
    rest = {"signed_by": "", "relation": "", "witness": "", "server": "", "tracking_no": "", "note": ""}
    by = room.desk.user.id
    return Service(
        id="s1", recipient_id=to, way="signed", on_date="2026-11-23", read_aloud=False, attachment_sha256=None,
        at="", by=by, replaced=False, **rest,
    )  # fmt: skip


def test_a_corrected_day_is_reason_enough(room: Room, later: Callable[..., None]) -> None:
    later(days=2)
    item_id = room.register(source="letter", form="letter", received_on="2026-11-24")
    room.answered({"form": "letter", "received_on": "2026-11-24"})
    room.conclude(room.order(item_id))
    assert set(room.refused(room.order(item_id))) == {"replaced_reason"}
    reception_id = room.office.item(item_id).reception_id
    correct_field(room.desk, "reception", reception_id, "received_on", "2026-11-23", "信封上是前一天")
    room.answered({"form": "letter", "received_on": "2026-11-23"})
    row = room.conclude(room.order(item_id))
    assert row.replaced_reason == "收到（转来）日期已更正"
    assert [clock.due_on for clock in room.unit.clocks.where(screening_id=row.id, code="T2")] == ["2026-12-08"]


# purpose


def test_another_nature_changes_the_purpose_after_a_confirmation(room: Room) -> None:
    item_id = room.register()
    room.answered({"nature": "suggestion"})
    assert room.conclusion(item_id).purpose_change == "信访目的将从“求决”改为“意见建议”。"
    assert set(room.refused(room.order(item_id))) == {"purpose_confirmed"}
    room.conclude(room.order(item_id, purpose_confirmed=True))
    assert room.office.item(item_id).purpose == "jianyi"
    (kept,) = room.unit.corrections.where(record_id=item_id)
    assert (kept.field, kept.old, kept.new) == ("purpose", "qiujue", "jianyi")


@pytest.mark.parametrize(("purpose", "after"), [("", "qiujue"), ("qita", "qita"), ("shensu", "shensu")])
def test_a_purpose_that_fits_is_left_and_an_empty_one_is_filled(room: Room, purpose: str, after: str) -> None:
    item_id = room.register()
    with room.office.store.write() as uow:
        uow.items.put(replace(room.office.item(item_id), purpose=purpose))
    room.answered({})
    assert room.conclusion(item_id).purpose_change == ""
    room.conclude(room.order(item_id))
    assert room.office.item(item_id).purpose == after
    assert not room.unit.corrections.all()


# what goes out


def test_the_first_conclusion_goes_out_as_new(room: Room) -> None:
    item_id = room.register()
    room.answered({})
    done = screening.conclude(room.desk, room.order(item_id))
    rows = [(row.item_id, row.rev, row.op) for row in room.unit.outbox.waiting()]
    assert rows[-1] == (item_id, 1, "I")
    assert {"due", "exchange", "today"} <= done.changed.topics


def test_what_went_out_before_goes_again_with_the_next_revision(room: Room) -> None:
    item_id = room.register()
    room.office.went_out(item_id)
    room.answered({"nature": "suggestion"})
    room.conclude(room.order(item_id, purpose_confirmed=True))
    assert [(row.rev, row.op) for row in room.unit.outbox.waiting()][-1] == (2, "U")
    assert (room.office.item(item_id).rev, room.office.item(item_id).purpose) == (2, "jianyi")


def test_practice_never_goes_out(room: Room) -> None:
    room.desk = replace(room.desk, practice=True)
    item_id = room.register()
    room.answered({})
    room.conclude(room.order(item_id))
    assert not room.unit.outbox.waiting()


# several matters of one visit


def test_the_urgent_report_is_decided_once_a_visit(room: Room) -> None:
    plain = room.office.visit().items[0]
    two = (plain, replace(plain, request="请查处拖欠的人"))
    first, second = (one.item_id for one in complete_registration(room.desk, room.office.visit(items=two)).items)
    urgent = {"major_or_urgent": True}
    room.answered(urgent)
    assert "A9" in dict(room.conclusion(first).documents)
    row = room.conclude(room.decided(first))
    room.answered(urgent)
    shown = room.conclusion(second)
    assert (shown.needs_decider, shown.side_titles, shown.proposed_decider) == (False, (), room.decider)
    assert [code for code, _ in shown.documents] == ["B4"], "the site and the register are done once"
    other = room.conclude(room.order(second))
    assert json.loads(other.result_json)["side_leaves"] == ["L02"]
    assert (other.decider_id, other.decided_how, other.decided_at, other.no_interest) == (
        *(row.decider_id, row.decided_how, row.decided_at),
        True,
    )
    room.answered({**urgent, "judicial_jurisdiction": "court", "judicial_stage": "decided"})
    assert room.conclusion(second).needs_decider, "a refusal wants its own"


def test_a_conclusion_is_called_by_where_it_sends_the_visitor(room: Room) -> None:
    item_id = room.register()
    for route, target, title in (
        (1, "mediation", "去调解"),
        (1, "court", "去法院"),
        (4, "own_procedure", "按专门手续办"),
        (4, "reconsideration", "申请复议"),
        (2, "labour_arbitration", "去劳动人事仲裁"),
    ):
        room.answered({"route": route, "route_target": target})
        assert room.conclusion(item_id).leaf_title == title
    near = [one.leaf for one in room.conclusion(item_id).why_not]
    assert near[0] in ("L22", "L24")
    assert len(" ".join(near).split()) == 23, "all the others stay"
    room.answered({}, take_in="等决定人")
    room.conclude(room.order(item_id))
    view = reception_view(room.desk, room.unit.receptions.all()[0].id)
    assert view.items[0].leaf_title == "先收下，到期前书面告知"


# disclosures

SECRET = "枣树村支书收了三万元"


def disclosed(room: Room, **changes: Any) -> str:
    item_id = room.register(
        items=(ItemEntry(request=SECRET, facts=SECRET, purpose="qiujue", content_class="qita", oral=False),)
    )
    note = {"source": "来访人回答", "note": SECRET}
    room.answered(
        {"nature": "disclosure", "accused_supervised": True},
        sources={"nature": note},
        site={"other": SECRET},
        disclosure=True,
        **changes,
    )
    return item_id


def test_a_disclosure_found_on_card_one_is_sealed_and_leaves_nothing_in_clear(room: Room) -> None:
    item_id = disclosed(room)
    shown = room.conclusion(item_id)
    assert shown.purpose_change == "信访目的将从“求决”改为“揭发控告”，这件转密存。"
    row = room.conclude(room.order(item_id, purpose_confirmed=True, straight=True))
    item = room.office.item(item_id)
    assert (item.sealed, item.purpose, row.leaf) == (True, "jubao", "L06")
    assert SECRET not in room.unit.everything()
    assert set(json.loads(row.facts_json)) == {
        *("nature", "accused_supervised", "desk_role", "form", "received_on", "on"),
        *("identity_clear", "transferred_in"),
    }
    assert (row.sources_json, row.fact_column_json, row.decider_id) == ("{}", "{}", None)
    assert json.loads(row.result_json)["documents"] == ["A1", "A2", "B10", "B2m"]
    assert json.loads(row.result_json)["trace"] == []
    assert {content.kind for content in room.unit.sealed_contents.where(item_id=item_id)} == {
        *("words", "papers", "facts", "box"),
        *(("earlier_facts",) if len(room.unit.screenings.where(item_id=item_id)) > 1 else ()),
    }
    assert not room.unit.corrections.all()
    assert room.unit.audit.details[str(len(room.unit.audit.rows))] == {}
    assert [c.code for c in room.unit.clocks.where(item_id=item_id)] == ["T2"]


def test_the_sealed_facts_can_be_read_by_who_holds_the_key(room: Room) -> None:
    from xinfang_desk.services.sealed import get_sealed

    item_id = disclosed(room)
    room.conclude(room.order(item_id, purpose_confirmed=True, straight=True))
    (content,) = [row for row in room.unit.sealed_contents.where(item_id=item_id) if row.kind == "facts"]
    with room.office.store.read() as uow:
        body = json.loads(get_sealed(room.office.clerk, uow, content))
    assert body["sources"]["nature"]["note"] == SECRET
    assert body["site"] == {"other": SECRET}
    assert body["facts"]["people"] == 1
    assert body["straight"] is True


def test_the_body_for_a_disclosure_is_decided_by_who_may_see_it_or_by_rule(room: Room) -> None:
    item_id = disclosed(room)
    assert room.conclusion(item_id).may_go_straight
    assert set(room.refused(room.order(item_id, purpose_confirmed=True))) == {"decider_id"}
    wrong = room.refused(room.decided(item_id, purpose_confirmed=True))
    assert "密存权限" in wrong["decider_id"]
    with room.office.store.write() as uow:
        uow.staff.put(replace(uow.staff.get(room.decider), name="吴密"))
    assert set(room.refused(room.decided(item_id, purpose_confirmed=True, no_interest=False))) == {"no_interest"}
    row = room.conclude(room.decided(item_id, purpose_confirmed=True))
    assert row.decider_id == room.decider


def test_the_keeper_screens_a_sealed_item_again(room: Room) -> None:
    item_id = disclosed(room)
    room.conclude(room.order(item_id, purpose_confirmed=True, straight=True))
    room.desk = room.office.keeper
    row = room.conclude(room.order(item_id, replaced_reason=SECRET, straight=True))
    assert (row.replaced_reason, row.current) == ("见密件", True)
    assert SECRET not in room.unit.everything()


# paths


def test_a_path_is_found_by_the_visitors_words(room: Room) -> None:
    found = screening.find_paths(room.desk, "欠薪")
    assert found[0][:2] == ("P001", "用人单位拖欠、克扣工资（非工程建设）")
    assert " · " in found[0][2]
    assert screening.find_paths(room.desk, "不存在的事") == ()
    assert len(screening.find_paths(room.desk, "补偿", 2)) == 2


def test_a_row_that_is_not_verified_is_said(room: Room) -> None:
    item_id = room.register()
    room.answered({"route": 4, "route_target": "own_procedure"}, path_id="P058")
    assert any("待核定" in sentence for sentence in room.conclusion(item_id).warnings)
    room.answered({"route": 4, "route_target": "own_procedure"}, path_id="P050")
    assert not any("待核定" in sentence for sentence in room.conclusion(item_id).warnings)
