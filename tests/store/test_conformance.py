"""One set of expectations for the store in memory and the one on the disk: the fake must not promise more."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from typing import Any

import pytest

from tests.fakes.memory_store import KINDS, MemoryStore
from tests.store.rows import AT, BATCH, DOCUMENT, ITEM, MATTER, RECEPTION, USER, VISITOR, WORLD, fill, row
from xinfang_desk.domain import records as r


@pytest.fixture(params=["memory", "sqlite"])
def any_store(request: pytest.FixtureRequest) -> Any:
    return MemoryStore() if request.param == "memory" else request.getfixturevalue("store")


@pytest.fixture
def filled(any_store: Any) -> Any:
    with any_store.write() as unit:
        fill(unit)
    return any_store


def test_the_world_holds_every_kind() -> None:
    assert set(WORLD) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_comes_back_as_it_was(filled: Any, kind: str) -> None:
    row_id = getattr(WORLD[kind], "id", f"{BATCH}/{ITEM}")
    with filled.read() as unit:
        found = getattr(unit, kind)
        assert found.get(row_id) == found.find(row_id) == WORLD[kind]
        assert WORLD[kind] in found.all()
        assert [type(getattr(found.get(row_id), f.name)) for f in fields(WORLD[kind])] == [
            type(getattr(WORLD[kind], f.name)) for f in fields(WORLD[kind])
        ]
        assert found.find("nothing") is None
        with pytest.raises(KeyError):
            found.get("nothing")


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_added_once_and_put_only_when_there(filled: Any, kind: str) -> None:
    absent = (
        replace(WORLD[kind], id="nothing") if kind != "batch_items" else replace(WORLD["batch_items"], item_id="no")
    )
    with filled.write() as unit:
        with pytest.raises(ValueError, match="there already"):
            getattr(unit, kind).add(WORLD[kind])
        with pytest.raises(KeyError):
            getattr(unit, kind).put(absent)


@pytest.mark.parametrize("kind", KINDS)
def test_only_drafts_are_deleted(filled: Any, kind: str) -> None:
    row_id = getattr(WORLD[kind], "id", f"{BATCH}/{ITEM}")
    with filled.write() as unit:
        if kind == "drafts":
            unit.drafts.delete(row_id)
            assert unit.drafts.all() == ()
            with pytest.raises(KeyError):
                unit.drafts.delete(row_id)
        else:
            with pytest.raises(TypeError):
                getattr(unit, kind).delete(row_id)


def test_put_replaces_in_place(filled: Any) -> None:
    later = replace(WORLD["matters"], title="低保金补发")
    with filled.write() as unit:
        unit.matters.add(row(r.Matter, "matter-2", title="另一件"))
        unit.matters.put(later)
        assert [one.title for one in unit.matters.all()] == ["救助金", "低保金补发", "另一件"]


def test_where_compares_every_column(filled: Any) -> None:
    with filled.write() as unit:
        unit.staff.add(row(r.Staff, "staff-2", name="田叶", may_decide=True, active=False))
        unit.documents.add(row(r.Document, "document-2", void_at=AT, state=r.DocumentState.VOID.value))
    with filled.read() as unit:
        assert [s.name for s in unit.staff.where(active=True)] == ["向明"]
        assert [s.name for s in unit.staff.where(active=False, may_decide=True)] == ["田叶"]
        assert unit.staff.where(active=False, may_decide=False) == ()
        assert [d.id for d in unit.documents.where(void_at=None)] == [DOCUMENT]
        assert [d.id for d in unit.documents.where(void_at=None, state=r.DocumentState.VOID)] == []
        assert [d.id for d in unit.documents.where(state=r.DocumentState.VOID)] == ["document-2"]
        assert len(unit.staff.where()) == 2


def test_many_are_asked_at_once(filled: Any) -> None:
    others = [
        replace(WORLD["items"], id=f"{ITEM}-{n}", register_no=f"X-{n}", query_code=f"{n:08d}", ordinal=n + 2)
        for n in range(1200)
    ]
    with filled.write() as unit:
        for one in others:
            unit.items.add(one)
        asked = [one.id for one in reversed(others)]
        assert unit.items.among("id", asked) == tuple(others)
        assert unit.items.among("id", []) == ()
        assert unit.items.among("id", ["nothing", ITEM]) == (WORLD["items"],)
        assert unit.items.ids() == (ITEM, *(one.id for one in others))
        unit.document_items.add(r.DocumentItem(DOCUMENT, others[3].id))
        found = unit.document_items.of_items([ITEM, others[3].id, others[4].id])
        assert found == {key: unit.document_items.of_item(key) for key in found}
        assert set(found) >= {others[3].id}
        assert others[4].id not in found


@pytest.mark.parametrize(
    ("kind", "double"),
    [
        ("users", row(r.User, "user-2")),
        ("receptions", row(r.Reception, "reception-2")),
        ("items", row(r.Item, "item-2", register_no="431221-2026-LF-000001")),
        ("items", row(r.Item, "item-2", query_code="10000001")),
        ("series", row(r.NumberSeries, "series-2", codes="B2")),
        ("documents", row(r.Document, "document-2", number="铜政访告〔2026〕1号")),
        ("documents", replace(WORLD["documents"], id="document-2", number="另一个号")),
        ("batches", row(r.Batch, "batch-2")),
    ],
)
def test_what_occurs_once_is_refused_twice(filled: Any, kind: str, double: Any) -> None:
    with filled.write() as unit, pytest.raises(ValueError, match="there already"):
        getattr(unit, kind).add(double)


def test_what_occurs_once_may_be_empty_often(filled: Any) -> None:
    with filled.write() as unit:
        unit.items.add(row(r.Item, "item-2"))
        unit.items.add(row(r.Item, "item-3"))
        unit.documents.add(row(r.Document, "document-2"))
        unit.documents.add(row(r.Document, "document-3"))
    with filled.read() as unit:
        assert len(unit.items.all()) == len(unit.documents.all()) == 3


def test_an_exception_leaves_nothing(filled: Any) -> None:
    def broken(unit: Any) -> None:
        unit.matters.put(replace(WORLD["matters"], title="改了"))
        unit.matters.add(row(r.Matter, "matter-2"))
        unit.drafts.delete("draft-1")
        unit.documents.add(row(r.Document, "document-2"))
        unit.document_items.add(row(r.DocumentItem, document_id="document-2"))
        unit.outbox.add(ITEM, 2, "U", AT)
        unit.series.take("B1", 2026)
        unit.items.next_register_seq("431221-2026-LF-")
        unit.audit.record(at=AT, actor=USER, action="broken")
        raise LookupError("on purpose")

    with pytest.raises(LookupError), filled.write() as unit:
        broken(unit)
    with filled.write() as unit:
        assert [one.title for one in unit.matters.all()] == ["救助金", "低保金"]
        assert unit.drafts.all() == (WORLD["drafts"],)
        assert [d.id for d in unit.document_items.of_item(ITEM)] == [DOCUMENT]
        assert unit.outbox.last_seq() == 1
        assert unit.series.all() == (WORLD["series"],)
        assert unit.items.next_register_seq("431221-2026-LF-") == 2
        assert unit.audit.verify() == 1


def test_a_reading_unit_changes_nothing(filled: Any) -> None:
    with filled.read() as unit:
        for change in (
            lambda: unit.matters.add(row(r.Matter, "matter-2")),
            lambda: unit.matters.put(WORLD["matters"]),
            lambda: unit.drafts.delete("draft-1"),
            lambda: unit.document_items.add(row(r.DocumentItem)),
            lambda: unit.series.take("B1", 2026),
            lambda: unit.receptions.next_seq(2026),
            lambda: unit.items.next_register_seq("431221-2026-LF-"),
            lambda: unit.outbox.add(ITEM, 1, "U", AT),
            lambda: unit.audit.record(at=AT, actor=USER, action="x"),
            lambda: unit.blobs.add(b"pdf", "pdf"),
        ):
            with pytest.raises(RuntimeError):
                change()


def test_a_unit_is_over_after_its_block(filled: Any) -> None:
    with filled.read() as reading:
        pass
    with filled.write() as writing:
        pass
    for unit in (reading, writing):
        with pytest.raises(RuntimeError):
            unit.matters.all()


def test_a_unit_inside_another_is_refused(filled: Any) -> None:
    with filled.write(), pytest.raises(RuntimeError), filled.write():
        pass
    with filled.write() as unit:
        unit.matters.add(row(r.Matter, "matter-2"))


def test_numbers_of_receptions_run_by_year(filled: Any) -> None:
    with filled.write() as unit:
        assert unit.receptions.next_seq(2026) == 2
        assert unit.receptions.next_seq(2027) == 1


def test_register_numbers_are_given_out_once(filled: Any) -> None:
    with filled.write() as unit:
        taken = [unit.items.next_register_seq("431221-2026-LF-") for _ in range(3)]
        assert taken == [2, 3, 4]
        assert unit.items.next_register_seq("431221-2026-LX-") == 1
    with filled.write() as unit:
        assert unit.items.next_register_seq("431221-2026-LF-") == 5


def test_series_go_on_in_the_next_year(filled: Any) -> None:
    with filled.write() as unit:
        assert [unit.series.take("B1", 2026)[1], unit.series.take("B7", 2026)[1]] == [1, 2]
        made, number = unit.series.take("B7", 2027)
        assert (made.word, made.codes, made.year, number) == ("铜政访告", "B1 B7", 2027, 1)
        assert unit.series.take("B1", 2027)[1] == 2
        assert unit.series.take("B1", 2026)[1] == 3
        with pytest.raises(KeyError):
            unit.series.take("C1", 2026)


def test_a_code_that_moved_to_another_word_finds_it(filled: Any) -> None:
    with filled.write() as unit:
        unit.series.add(row(r.NumberSeries, "series-27", year=2027, codes="B1", next_seq=5))
        # B7 is served in 2026 only, but its word runs in 2027 already
        assert unit.series.take("B7", 2027)[1] == 5
        assert len(unit.series.all()) == 2


def test_today_shows_the_day_and_what_is_open(filled: Any) -> None:
    def reception(seq: int, entered_at: str, state: r.ReceptionState = r.ReceptionState.REGISTERED) -> r.Reception:
        return row(r.Reception, f"reception-{seq}", seq=seq, entered_at=entered_at, state=state.value)

    with filled.write() as unit:
        for one in (
            reception(2, "2026-11-22T15:59:59.999999Z", r.ReceptionState.CLOSED),  # still the day before at +08:00
            reception(3, "2026-11-22T16:00:00.000000Z", r.ReceptionState.CLOSED),  # midnight
            reception(4, AT, r.ReceptionState.VOID),  # as the first: the later row comes first
            reception(5, "2026-11-23T16:00:00.000000Z"),  # the day after
            reception(6, "2026-10-01T01:00:00.000000Z"),  # 未了
        ):
            unit.receptions.add(one)
    with filled.read() as unit:
        shown = [one.seq for one in unit.receptions.for_day_or_open("2026-11-23")]
    assert shown == [4, 1, 3, 6]


def test_the_newest_screenings_that_count(filled: Any) -> None:
    with filled.write() as unit:
        unit.screenings.put(replace(WORLD["screenings"], current=True))
        for number, current in ((2, True), (3, False), (4, True)):
            unit.screenings.add(row(r.Screening, f"screening-{number}", current=current))
    with filled.read() as unit:
        shown = [one.id for one in unit.screenings.recent(2)]
        every = [one.id for one in unit.screenings.recent(9)]
    assert shown == ["screening-4", "screening-2"]
    assert every == [*shown, WORLD["screenings"].id]


def test_a_number_finds_its_open_items(filled: Any) -> None:
    number = "431221197001011234"
    with filled.write() as unit:
        unit.visitors.put(replace(WORLD["visitors"], id_number=number))
        unit.visitors.add(row(r.Visitor, "visitor-2", id_number=number))  # twice in one reception: its items once
        unit.items.add(row(r.Item, "item-2", made_at=AT))
        unit.items.add(row(r.Item, "item-3", sealed=True))
        unit.items.add(row(r.Item, "item-4", state=r.ItemState.VOID.value))
        unit.items.add(row(r.Item, "item-5", made_at="2026-11-24T00:30:00.000000Z"))
    with filled.read() as unit:
        assert [item.id for item in unit.items.of_identity(number)] == ["item-5", "item-2", ITEM]
        assert unit.items.of_identity("431221197001011235") == ()
        assert unit.items.of_identity("") == ()


def test_the_batches_that_were_answered(filled: Any) -> None:
    with filled.write() as unit:
        unit.batches.add(replace(WORLD["batches"], id="later", batch_no=2))
        assert unit.province_replies.answered() == {BATCH}


def test_links_go_both_ways_and_occur_once(filled: Any) -> None:
    with filled.write() as unit:
        unit.items.add(row(r.Item, "item-2"))
        unit.documents.add(row(r.Document, "document-2"))
        unit.document_items.add(r.DocumentItem(DOCUMENT, "item-2"))
        unit.document_items.add(r.DocumentItem("document-2", ITEM))
        with pytest.raises(ValueError, match="there already"):
            unit.document_items.add(r.DocumentItem(DOCUMENT, ITEM))
    with filled.read() as unit:
        assert [item.id for item in unit.document_items.of_document(DOCUMENT)] == [ITEM, "item-2"]
        assert [document.id for document in unit.document_items.of_item(ITEM)] == [DOCUMENT, "document-2"]
        assert unit.document_items.of_item("item-9") == ()


def test_the_outbox_runs_without_a_gap(filled: Any) -> None:
    with filled.write() as unit:
        unit.items.add(row(r.Item, "item-2"))
        assert [unit.outbox.add(item, 1, "I", AT).seq for item in ("item-2", ITEM)] == [2, 3]
        unit.outbox.assign(2, [ITEM, "item-2"], BATCH)
        assert [line.seq for line in unit.outbox.waiting()] == [3]
        unit.outbox.assign(9, [], BATCH)
        assert [(line.seq, line.item_id, line.op) for line in unit.outbox.waiting()] == [(3, ITEM, "I")]
        assert unit.outbox.last_seq() == 3


def test_audit_links_follow_each_other(filled: Any) -> None:
    with filled.write() as unit:
        second = unit.audit.record(at=AT, actor=USER, action="a", kind="item", record_id=ITEM)
        third = unit.audit.record(at=AT, actor=USER, action="b", detail={"name": "龚菊"})
        assert (second.seq, third.seq, third.previous) == (2, 3, second.digest)
        assert unit.audit.verify() == 3


def test_papers_are_found_by_content(filled: Any) -> None:
    with filled.write() as unit:
        first, again = unit.blobs.add(b"%PDF-1", "pdf"), unit.blobs.add(b"%PDF-1", "scan")
        assert first == again
        assert unit.blobs.get(first) == b"%PDF-1"
    with filled.read() as unit:
        assert unit.blobs.get(first) == b"%PDF-1"
        with pytest.raises(KeyError):
            unit.blobs.get("0" * 64)


def test_a_paper_outlives_the_unit_that_failed(filled: Any) -> None:
    kept: list[str] = []

    def broken(unit: Any) -> None:
        kept.append(unit.blobs.add(b"%PDF-2", "pdf"))
        raise LookupError

    with pytest.raises(LookupError), filled.write() as unit:
        broken(unit)
    with filled.read() as unit:
        assert unit.blobs.get(kept[0]) == b"%PDF-2"


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("offices", {"profile_json": "[]"}),
        ("users", {"login_name": "another"}),
        ("items", {"register_no": "431221-2026-LF-000002"}),
        ("series", {"year": 2025}),
        ("documents", {"number": "铜政访告〔2026〕2号"}),
        ("documents", {"data_json": "[]"}),
        ("screenings", {"leaf": "L12"}),
        ("sealed_contents", {"body": b""}),
        ("batch_items", {"row_sha256": "0"}),
    ],
)
def test_what_stands_for_good_is_not_replaced(filled: Any, kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"append only|frozen"), filled.write() as unit:
        getattr(unit, kind).put(replace(WORLD[kind], **changes))
    with filled.read() as unit:
        assert WORLD[kind] in getattr(unit, kind).all()


def test_a_number_never_goes_back(filled: Any) -> None:
    with filled.write() as unit:
        unit.series.put(replace(WORLD["series"], next_seq=7))
    with pytest.raises(Exception, match="only rises"), filled.write() as unit:
        unit.series.put(replace(WORLD["series"], next_seq=6))


@pytest.mark.parametrize(
    ("kind", "orphan"),
    [
        ("items", row(r.Item, "item-2", matter_id="nothing")),
        ("visitors", row(r.Visitor, "visitor-2", reception_id="nothing")),
        ("screenings", row(r.Screening, "screening-2", decider_id="nothing")),
        ("recipients", row(r.Recipient, "recipient-2", document_id="nothing")),
        ("clocks", row(r.Clock, "clock-2", screening_id="nothing")),
    ],
)
def test_a_row_points_to_what_is_there(filled: Any, kind: str, orphan: Any) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), filled.write() as unit:
        getattr(unit, kind).add(orphan)
    with filled.read() as unit:
        assert getattr(unit, kind).all() == (WORLD[kind],)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("receptions", {"source": "rumour"}),
        ("receptions", {"state": "lost"}),
        ("items", {"rev": 0}),
        ("documents", {"state": "lost"}),
        ("print_jobs", {"copies": 0}),
        ("services", {"way": "thrown"}),
    ],
)
def test_a_value_outside_its_list_is_refused(filled: Any, kind: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"(?i)check"), filled.write() as unit:
        getattr(unit, kind).put(replace(WORLD[kind], **wrong))


def test_a_paper_without_its_hash_is_refused(filled: Any) -> None:
    with pytest.raises(Exception, match=r"(?i)check"), filled.write() as unit:
        unit.documents.add(row(r.Document, "document-2", pdf_sha256="short"))


def test_another_thread_sees_what_was_committed(filled: Any) -> None:
    seen: list[str] = []

    def look() -> None:
        with filled.write() as unit:
            seen.append(unit.matters.get(MATTER).title)
            seen.append(unit.receptions.get(RECEPTION).state)
            seen.append(unit.visitors.get(VISITOR).role)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == ["低保金", "registered", "main"]
