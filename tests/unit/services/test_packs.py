"""A new rule pack or directory: refused whole, shown in words, tried on what was decided, switched on from a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk import commands
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.paths import load_paths
from xinfang_desk.resources import resource
from xinfang_desk.services import packs, registration, screening
from xinfang_desk.services.cards import given_of
from xinfang_desk.services.in_force import BUILT_IN, PATHS, RULES, paths_in_force, rules_in_force, rules_of
from xinfang_desk.services.packs import PackReport, SwitchOn
from xinfang_desk.services.picked import MOST_BYTES
from xinfang_desk.services.receptions import reception_view

Raw = dict[str, Any]
TODAY, LATER = "2026-11-23", "2027-01-01"


def rule_file(change: Callable[[Raw], object] = lambda raw: None, version: str = "2027.01") -> bytes:
    """The built-in rules under a new version, with one change."""
    raw: Raw = json.loads(resource("rules", "national.json").read_bytes())
    raw["version"] = version
    change(raw)
    return json.dumps(raw, ensure_ascii=False, indent=1).encode()


def path_file(change: Callable[[Raw], object] = lambda raw: None, version: str = "2027.01") -> bytes:
    raw: Raw = json.loads(resource("rules", "statutory_paths.json").read_bytes())
    raw["version"] = version
    change(raw)
    return json.dumps(raw, ensure_ascii=False).encode()


def row_of(raw: Raw, path_id: str) -> Raw:
    return next(row for row in raw["rows"] if row["id"] == path_id)


def renamed(raw: Raw) -> None:
    raw["leaves"]["L27"]["title"] = "按信访手续受理"


def with_b17(raw: Raw) -> None:
    """At a township an acceptance would also send B17."""
    raw["leaves"]["L27"]["documents"]["B"] = ["B4", "B17"]


@pytest.fixture
def office(paper_office: Office) -> Office:
    parts = replace(
        paper_office.parts,
        paths=load_paths(resource("rules", "statutory_paths.json").read_bytes()),
        kit=lambda: commands.kit()[::20],
    )
    for desk in ("clerk", "keeper", "admin"):
        setattr(paper_office, desk, replace(getattr(paper_office, desk), parts=parts))
    paper_office.parts = parts
    return paper_office


def accepted(office: Office, **changes: Any) -> str:
    done = registration.complete_registration(office.clerk, office.visit())
    office.conclude(done.items[0].item_id, changes={"pack_sha256": office.parts.rules.sha256} | changes)
    return done.reception_id


def examined(office: Office, body: bytes) -> PackReport:
    return packs.examine(office.admin, body)


def switch(office: Office, body: bytes, valid_from: str = TODAY, kind: str = RULES) -> None:
    packs.switch_on(office.admin, SwitchOn(kind, body, valid_from, "陈站长"))


# what is refused


def drop(key: str) -> Callable[[Raw], object]:
    return lambda raw: raw.pop(key)


def spoil(raw: Raw, path: tuple[str, ...], value: object) -> None:
    for step in path[:-1]:
        raw = raw[step]
    raw[path[-1]] = value


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop("leaves"), "既不是"),
        (drop("warnings"), "读不出来"),
        (lambda raw: raw["nodes"].pop("Q14"), "问题不全"),
        (lambda raw: raw["leaves"].pop("L20"), "结论不全"),
        (lambda raw: raw["leaves"]["L27"]["documents"].update(B=["B99"]), "B99"),
        (lambda raw: raw["papers"].append("B99"), "B99"),
        (lambda raw: raw["remedies"].update(B4=["review"]), "review"),
        (lambda raw: raw["remedies"].pop("B4"), "救济"),
        (lambda raw: raw["basis"]["L27"].update({"*": ["99.1"]}), "99.1"),
        (lambda raw: raw["basis"].pop("L27"), "没有依据"),
        (lambda raw: raw["warnings"].popitem(), "提醒"),
        (lambda raw: spoil(raw, ("nodes", "Q2", "basis"), [22]), "写法不对"),
        (lambda raw: spoil(raw, ("effective_from",), "明年"), "施行日期"),
        (lambda raw: raw.update(version="2026.11", pack="county"), "版本号"),
        (lambda raw: spoil(raw, ("leaves", "L05", "title"), " "), "空着"),
    ],
)
def test_a_broken_rule_pack_is_refused_whole(office: Office, change: Callable[[Raw], object], words: str) -> None:
    body = rule_file(change)
    with pytest.raises(UserError) as refused:
        switch(office, body)
    assert words in refused.value.sentence
    assert refused.value.code == "pack"
    assert not office.unit.approvals.where(kind=RULES)
    assert not office.unit.blobs.rows


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{\n"pack": "x",\n oops}', "第 3 行"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[" * 100_000, "读不出来"),
        (b"[]", "既不是"),
        (resource("rules", "national.json").read_bytes(), "一模一样"),
    ],
)
def test_a_file_that_is_no_new_pack(office: Office, body: bytes, words: str) -> None:
    with pytest.raises(UserError) as refused:
        examined(office, body)
    assert words in refused.value.sentence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw["rows"].clear(), "一行也没有"),
        (lambda raw: row_of(raw, "P058").update(routes=[[4, "court"]]), "P058"),
        (lambda raw: row_of(raw, "P058").pop("依据"), "P058"),
        (lambda raw: raw["rows"].append(row_of(raw, "P058")), "重复"),
        (lambda raw: raw.update(version="2027 一月"), "空格"),
    ],
)
def test_a_broken_directory_is_refused_with_its_row(
    office: Office, change: Callable[[Raw], object], words: str
) -> None:
    with pytest.raises(UserError) as refused:
        switch(office, path_file(change), kind=PATHS)
    assert words in refused.value.sentence
    assert not office.unit.approvals.where(kind=PATHS)


# what is shown


def test_the_difference_in_words(office: Office) -> None:
    def change(raw: Raw) -> None:
        renamed(raw)
        with_b17(raw)
        raw["nodes"]["Q2"]["question"] = "他是来问事的吗"
        raw["basis"]["L21"]["*"] = ["20.4"]
        key = next(iter(raw["warnings"]))
        raw["warnings"][key] = "（示例）请看一眼。"

    report = examined(office, rule_file(change))
    text = "\n".join(report.changes)
    assert (report.kind, report.old_version, report.version) == (RULES, "2026.11", "2027.01")
    assert "问题“是不是来问事的”改成“他是来问事的吗”。" in report.changes
    assert "改叫“按信访手续受理”" in text
    assert "（乡镇街道）的文书：" in text
    assert "《信访事项接收情况告知书》" in text
    assert "→ 《信访工作条例》第二十条第四款" in text
    assert "（示例）请看一眼。" in text


def test_a_pack_that_only_renames_changes_no_decision(office: Office) -> None:
    accepted(office)
    report = examined(office, rule_file(renamed))
    assert len(report.changes) == 1
    assert (report.kit_count, report.kit_differs) == (len(office.parts.kit()), ())
    assert (report.tried, report.unread, report.would_change) == (1, 0, ())


def test_it_is_tried_on_what_was_decided(office: Office) -> None:
    accepted(office)
    registration.complete_registration(office.clerk, office.visit())
    report = examined(office, rule_file(with_b17))
    assert report.tried == 1
    (one,) = report.would_change
    assert one.register_no == office.unit.items.all()[0].register_no
    assert one.how.startswith("文书 《")
    assert "B17" not in one.how
    assert report.kit_differs


def test_what_is_sealed_is_not_tried(office: Office) -> None:
    accepted(office)
    item = office.unit.items.all()[0]
    with office.store.write() as uow:
        uow.items.put(replace(item, sealed=True, request="", facts="", reasons="", own_words="", summary=""))
    assert examined(office, rule_file(with_b17)).tried == 0


def test_facts_of_another_age_are_counted_apart(office: Office) -> None:
    accepted(office, facts_json='{"desk_role": "Z"}')
    report = examined(office, rule_file(with_b17))
    assert (report.tried, report.unread) == (0, 1)


def test_a_new_directory_in_words_and_tried(office: Office) -> None:
    accepted(office, sources_json=json.dumps({"path": {"source": "目录", "note": "P058"}}))
    accepted(office, sources_json=json.dumps({"path": {"source": "目录", "note": "P050"}}))
    accepted(office)

    def change(raw: Raw) -> None:
        row_of(raw, "P058").update({"依据": "社会救助法（示例）9", "verified": True})
        raw["rows"].remove(row_of(raw, "P172"))
        raw["rows"].append(row_of(raw, "P173") | {"id": "P174", "诉求类型": "（示例）新的一类"})

    report = examined(office, path_file(change))
    assert report.kind == PATHS
    assert any("P058" in one and "社会救助法（示例）9" in one for one in report.changes)
    assert "P058 申请最低生活保障：改为已核。" in report.changes
    assert any(one.startswith("增加 P174") for one in report.changes)
    assert any(one.startswith("去掉 P172") for one in report.changes)
    assert report.tried == 2
    assert len(report.would_change) == 1


# from a day on


def test_it_holds_from_its_day_and_old_screenings_keep_theirs(office: Office, later: Callable[..., None]) -> None:
    old_id = accepted(office)
    body = rule_file(renamed)
    switch(office, body, LATER)
    assert [line.in_force for line in packs.packs(office.admin) if line.kind == RULES] == [True, False]
    with office.store.read() as uow:
        assert rules_in_force(office.clerk, uow, office.parts.today()) is office.parts.rules
    later(days=40)
    with office.store.read() as uow:
        rules = rules_in_force(office.clerk, uow, office.parts.today())
        assert (rules.version, rules.leaf_title("L27")) == ("2027.01", "按信访手续受理")
        assert rules_in_force(office.clerk, uow, office.parts.today()) is rules  # read once
        item = uow.items.all()[0]
        assert given_of(office.clerk, uow, item.id).rules is rules
        assert rules_of(office.clerk, uow, office.parts.rules.sha256) is office.parts.rules
        assert rules_of(office.clerk, uow, rules.sha256) is rules
        assert rules_of(office.clerk, uow, "f" * 64) is office.parts.rules
    assert [line.in_force for line in packs.packs(office.admin) if line.kind == RULES] == [False, True]
    assert reception_view(office.clerk, old_id).items[0].leaf_title == office.parts.rules.leaf_title("L27")
    new_id = accepted(office, pack_sha256=rules.sha256)
    assert reception_view(office.clerk, new_id).items[0].leaf_title == "按信访手续受理"


def test_the_later_decision_for_the_same_day_counts_and_one_may_go_back(office: Office) -> None:
    switch(office, rule_file(renamed))
    switch(office, rule_file(with_b17, version="2027.02"))
    with office.store.read() as uow:
        assert rules_in_force(office.clerk, uow, office.parts.today()).version == "2027.02"
    packs.switch_on(office.admin, SwitchOn(RULES, b"", TODAY, "陈站长"))
    with office.store.read() as uow:
        assert rules_in_force(office.clerk, uow, office.parts.today()) is office.parts.rules
    assert office.unit.approvals.where(kind=RULES)[-1].version.split(" ")[1] == BUILT_IN
    assert [line.in_force for line in packs.packs(office.admin) if line.kind == RULES] == [True, False, False, False]


def test_a_new_directory_is_searched(office: Office) -> None:
    def change(raw: Raw) -> None:
        row_of(raw, "P058")["words"].append("（示例）新词")

    switch(office, path_file(change), kind=PATHS)
    assert screening.find_paths(office.clerk, "（示例）新词")[0][0] == "P058"
    with office.store.read() as uow:
        assert paths_in_force(office.clerk, uow, office.parts.today()).version == "2027.01"


def test_who_and_from_when(office: Office) -> None:
    body = rule_file(renamed)
    for order, field in (
        (SwitchOn(RULES, body, TODAY, " "), "name"),
        (SwitchOn(RULES, body, "2026-11-22", "陈站长"), "valid_from"),
        (SwitchOn(RULES, body, "明天", "陈站长"), "valid_from"),
        (SwitchOn(RULES, rule_file(lambda raw: raw.update(effective_from=LATER)), TODAY, "陈站长"), "valid_from"),
    ):
        with pytest.raises(FieldErrors) as refused:
            packs.switch_on(office.admin, order)
        assert set(refused.value.fields) == {field}
    with pytest.raises(UserError) as refused_role:
        packs.examine(office.clerk, body)
    assert refused_role.value.code == "role"
    with pytest.raises(UserError) as refused_built_in:
        packs.switch_on(office.admin, SwitchOn(RULES, b"", TODAY, "陈站长"))
    assert "内置" in refused_built_in.value.sentence
    switch(office, body)
    assert "pack.switch_on" in office.actions()


def test_a_damaged_pack_is_said(office: Office) -> None:
    body = rule_file(lambda raw: renamed(raw), version="2027.09")
    switch(office, body)
    sha256 = next(iter(office.unit.blobs.rows))
    office.unit.blobs.rows[sha256] = b"x"
    with office.store.read() as uow, pytest.raises(EnvironmentFault) as fault:
        rules_in_force(office.clerk, uow, office.parts.today())
    assert fault.value.code == "pack_damaged"


def test_a_file_is_read_or_refused(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    file.write_bytes(b"\xef\xbb\xbf" + rule_file(renamed))
    assert packs.examine_file(office.admin, file).version == "2027.01"
    with pytest.raises(EnvironmentFault) as fault:
        packs.examine_file(office.admin, tmp_path / "no.json")
    assert fault.value.code == "unreadable"
    with file.open("wb") as big:
        big.truncate(MOST_BYTES + 1)
    with pytest.raises(UserError) as refused:
        packs.examine_file(office.admin, file)
    assert "太大" in refused.value.sentence
