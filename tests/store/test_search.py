"""The index of 查询: the same answers as a plain look, up to date after every change, empty of what is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.memory_store import MemoryStore
from tests.store.rows import ITEM, WORLD, fill, row
from xinfang_desk.domain import records as r
from xinfang_desk.domain.searching import understand
from xinfang_desk.store import files
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.store import SqlStore

TODAY = date(2026, 11, 25)
NUMBER = "43122119700101123X"
PEOPLE = ("李𬀩明", "王小二", "田香明")
TEXTS = ("要求补发低保金", "通往枣树村的路断了，要求修路", "低保低保，三月")


def fill_up(store: Any) -> Any:
    """The one item of the rows, and three more with people and words."""
    with store.write() as unit:
        fill(unit)
        for at, (name, words) in enumerate(zip(PEOPLE, TEXTS, strict=True)):
            entered = f"2026-11-2{at}T17:30:00.000000Z"  # 01:30 of the day after at +08:00
            unit.receptions.add(
                replace(WORLD["receptions"], id=f"reception-{at}", seq=100 + at, entered_at=entered, sealed=False)
            )
            unit.visitors.add(
                row(r.Visitor, f"visitor-{at}", reception_id=f"reception-{at}", name=name, phone=f"1387450000{at}")
            )
            unit.items.add(
                replace(
                    WORLD["items"],
                    id=f"item-{at}",
                    reception_id=f"reception-{at}",
                    register_no=f"431221-2026-LF-90000{at}",
                    query_code=f"4827193{at}",
                    request=words,
                    sealed=False,
                )
            )
        unit.visitors.put(replace(unit.visitors.get("visitor-0"), id_number=NUMBER))
    return store


@pytest.fixture(params=["memory", "sqlite"])
def filled(request: pytest.FixtureRequest) -> Any:
    return fill_up(MemoryStore() if request.param == "memory" else request.getfixturevalue("store"))


@pytest.fixture
def on_disk(store: SqlStore) -> SqlStore:
    return fill_up(store)  # type: ignore[no-any-return]


def found(store: Any, text: str, most: int = 50) -> list[str]:
    with store.read() as unit:
        behind = unit.search.behind()
    if behind:
        with store.write() as unit:
            unit.search.catch_up(behind)
    with store.read() as unit:
        assert unit.search.behind() == 0
        return list(unit.search.find(understand(text, TODAY), most))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("𬀩", ["item-0"]),
        ("明", ["item-2", "item-0"]),
        ("低保", ["item-2", "item-0"]),
        ("低保 田", ["item-2"]),
        ("123x", ["item-0"]),
        (NUMBER, ["item-0"]),
        ("0001", ["item-1"]),
        ("LF-900002", ["item-2"]),
        ("48271931", ["item-1"]),
        ("0102", ["item-2"]),
        ("11月21日", ["item-0"]),
        ("2026-11-22 修路", ["item-1"]),
        ("保低保", ["item-2"]),
        ("路断", ["item-1"]),
        ("断要", []),
        ("去年 低保", []),
        ("今年 低保", ["item-2", "item-0"]),
        ("本月 修路", ["item-1"]),
        ("本周 低保", ["item-2"]),
        ("上周 本周", []),
        ("去年 今年 低保", []),
        ("", []),
    ],
)
def test_it_finds_newest_first(filled: Any, text: str, items: list[str]) -> None:
    assert [one for one in found(filled, text) if one != ITEM] == items


def test_no_more_than_asked_for(filled: Any) -> None:
    assert found(filled, "低保", 1) == ["item-2"]


def test_it_follows_corrections_voids_and_papers(filled: Any) -> None:
    assert "item-0" in found(filled, "低保金")
    with filled.write() as unit:
        unit.items.put(replace(unit.items.get("item-0"), request="要求发放高龄津贴"))
        unit.visitors.put(replace(unit.visitors.get("visitor-1"), name="欧阳"))
        unit.items.put(replace(unit.items.get("item-2"), state=r.ItemState.VOID.value))
        unit.documents.add(
            replace(WORLD["documents"], id="paper", number="铜政访告〔2026〕77号", number_seq=77, proof_code="other")
        )
        unit.document_items.add(row(r.DocumentItem, document_id="paper", item_id="item-1"))
    assert found(filled, "低保金") == []
    assert found(filled, "高龄") == ["item-0"]
    assert found(filled, "欧阳") == ["item-1"]
    assert found(filled, "王小二") == []
    assert found(filled, "香明") == []
    assert found(filled, "77号") == ["item-1"]
    assert found(filled, "〔2026〕77号") == ["item-1"]


def test_what_is_sealed_is_never_found(filled: Any) -> None:
    with filled.write() as unit:
        unit.items.put(replace(unit.items.get("item-0"), sealed=True))
        unit.receptions.put(replace(unit.receptions.get("reception-1"), sealed=True))
        unit.items.put(replace(unit.items.get("item-2"), secrecy=r.Secrecy.SECRET.value))
    for text in ("𬀩", "低保", "123x", "LF-900000", "修路", "王小二", "0001", "田", "11月21日"):
        assert not {"item-0", "item-1", "item-2"} & set(found(filled, text)), text


def blocks(store: SqlStore) -> bytes:
    """Every block of the index as it stands decrypted."""
    connection = raw_connect(store.folder / files.DESK_DB, store.key)
    try:
        return b"\n".join(body for (body,) in connection.execute("SELECT block FROM search_index_data"))
    finally:
        connection.close()


def words_of(store: SqlStore) -> set[str]:
    connection = raw_connect(store.folder / files.DESK_DB, store.key)
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, search_index, 'row')")
        return {term for (term,) in connection.execute("SELECT term FROM temp.seen")}
    finally:
        connection.close()


def test_sealing_takes_the_words_out_at_once(on_disk: SqlStore) -> None:
    assert found(on_disk, "𬀩") == ["item-0"]
    assert "𬀩".encode()[1:] in blocks(on_disk)
    assert {"𬀩", NUMBER.lower()[::-1]} <= words_of(on_disk)
    with on_disk.write() as unit:
        unit.items.put(replace(unit.items.get("item-0"), sealed=True))
    # Before anybody searches again.
    assert "𬀩".encode()[1:] not in blocks(on_disk)
    assert not {"𬀩", NUMBER.lower()[::-1]} & words_of(on_disk)
    assert found(on_disk, "王小二") == ["item-1"]


def test_a_reception_that_is_sealed_leaves_with_its_people(on_disk: SqlStore) -> None:
    assert found(on_disk, "𬀩") == ["item-0"]
    with on_disk.write() as unit:
        unit.receptions.put(replace(unit.receptions.get("reception-0"), sealed=True))
    assert "𬀩".encode()[1:] not in blocks(on_disk)
    assert found(on_disk, "𬀩") == []


def test_a_roll_back_leaves_the_index_as_it_was(on_disk: SqlStore) -> None:
    assert found(on_disk, "低保金") == ["item-0"]

    def half() -> None:
        with on_disk.write() as unit:
            unit.items.put(replace(unit.items.get("item-0"), request="别的"))
            unit.search.catch_up(10)
            raise LookupError("on purpose")

    with pytest.raises(LookupError):
        half()
    assert found(on_disk, "低保金") == ["item-0"]


def test_the_newest_are_read_first(on_disk: SqlStore) -> None:
    with on_disk.write() as unit:
        before = unit.search.behind()
        unit.search.catch_up(1)
        assert unit.search.behind() == before - 1
        assert unit.search.find(understand("明", TODAY), 9) == ("item-2",)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqlStore, MemoryStore]]:
    from tests.store.making import NAME, PASSWORD, make_vault
    from tests.store.rows import AT, FIRST_USER
    from xinfang_desk.domain.access import NewUser

    folder: Path = tmp_path_factory.mktemp("both") / "store"
    opened, _code = make_vault().create(folder, NewUser(NAME, NAME, ("admin", "clerk"), PASSWORD), AT, FIRST_USER)
    yield fill_up(opened.store), fill_up(MemoryStore())
    opened.store.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    text=st.text(max_size=20)
    | st.text('李𬀩明王小二低保金路断枣树村123X0年月日号 -〔〕"*^():ORNEAT上周', max_size=14)
    | st.sampled_from([*PEOPLE, *TEXTS, NUMBER])
)
def test_the_index_means_what_a_plain_look_means(both: tuple[SqlStore, MemoryStore], text: str) -> None:
    on_disk, plain = both
    assert found(on_disk, text) == found(plain, text)
