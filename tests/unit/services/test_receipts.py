"""回执: taken once, refused when it is not about what was sent, asked when it contradicts what is known."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.bootstrap import PROFILES
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.records import Batch
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.resources import resource
from xinfang_desk.services import exchange_board, exporting, receipts
from xinfang_desk.services.context import Desk
from xinfang_desk.services.corrections import correct_field
from xinfang_desk.services.province import ExchangeState
from xinfang_desk.services.receipts import read_receipt, take_receipt
from xinfang_desk.services.receptions import void_item
from xinfang_desk.services.registration import complete_registration

NINE = "2026-11-24T09:00:00+08:00"
TEN = "2026-11-24T10:00:00+08:00"


@pytest.fixture
def desk(paper_office: Office, tmp_path: Path) -> Desk:
    """The clerk's desk with the real package writer."""
    writer = PackageWriter([resource("profiles", name).read_bytes() for name in PROFILES], tmp_path / "building")
    clerk = paper_office.clerk
    return replace(clerk, parts=replace(clerk.parts, packages=writer))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


@pytest.fixture
def sent(paper_office: Office, desk: Desk, stick: Path) -> list[str]:
    """Two items in the first batch."""
    ids = [claim(paper_office) for _ in range(2)]
    exporting.write_package(desk, exporting.ExportOrder(stick))
    return ids


def claim(office: Office) -> str:
    item_id = complete_registration(office.clerk, office.visit()).items[0].item_id
    office.conclude(item_id)
    return item_id


def line(item_id: str, **changes: Any) -> dict[str, Any]:
    return {"xfjid": item_id, "rev": 1, "status": 20} | changes


def write(path: Path, batch: Batch, *rows: dict[str, Any], **changes: Any) -> Path:
    said = {
        "schema": "xfsb-receipt/1",
        "batch_id": batch.id,
        "manifest_sha256": batch.manifest_sha256,
        "received_at": NINE,
        "result": "partly",
        "rows": list(rows),
    }
    path.write_text(json.dumps(said | changes, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def receipt(paper_office: Office, stick: Path, sent: list[str]) -> Callable[..., Path]:
    """Writes a receipt for the newest batch."""

    def made(*rows: dict[str, Any], **changes: Any) -> Path:
        return write(stick / "回执.json", paper_office.unit.batches.all()[-1], *rows, **changes)

    return made


def statuses(office: Office) -> list[str]:
    return [row.status for row in office.unit.batch_items.all()]


def nothing_taken(office: Office) -> bool:
    return not office.unit.province_replies.all() and "receipt" not in office.actions()


def test_what_the_province_issues_is_noted_and_no_word_of_the_desk_changes(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path]
) -> None:
    before = [paper_office.item(item_id) for item_id in sent]
    path = receipt(
        line(sent[0], xfjbh="430000202600001", cxm="K7", cfxfbz="0", qgccbz="1", xfjclzt="已登记"),
        line(sent[1], status=30, repeated_xfjbh="430000202500009"),
    )
    preview = read_receipt(desk, path)
    assert [(one.verdict, one.sentence) for one in preview.lines] == [("new", "")] * 2
    assert preview.unanswered == 0
    assert nothing_taken(paper_office)
    done = take_receipt(desk, path, sha256=preview.sha256)
    assert (done.batch_no, done.taken, done.same, done.left, done.returned) == (1, 2, 0, (), ())
    assert done.changed.topics == {"exchange"}
    assert statuses(paper_office) == ["20", "30"]
    first, second = paper_office.unit.province_replies.all()
    assert (first.xfjbh, first.query_code, first.first_in_country, first.repeated) == (
        "430000202600001",
        "K7",
        "1",
        "0",
    )
    assert (first.state_text, first.taken_by, second.repeated_no) == ("已登记", desk.user.id, "430000202500009")
    assert [paper_office.item(item_id) for item_id in sent] == before
    assert paper_office.actions()[-1] == "receipt"


def test_the_same_receipt_again_changes_nothing(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path]
) -> None:
    path = receipt(line(sent[0], xfjbh="1"))
    take_receipt(desk, path)
    kept = paper_office.unit.everything()
    again = take_receipt(desk, path)
    assert (again.taken, again.same, again.left) == (0, 1, ())
    assert again.changed.topics == frozenset()
    assert take_receipt(desk, receipt(line(sent[0], xfjbh="1"), received_at=TEN)).same == 1
    assert paper_office.unit.everything() == kept


def test_an_older_receipt_does_not_overwrite_a_newer_one(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path]
) -> None:
    first = receipt(line(sent[0], status=40)).read_bytes()
    take_receipt(desk, receipt(line(sent[0], status=40)))
    take_receipt(desk, receipt(line(sent[0], xfjbh="1"), received_at=TEN))
    assert statuses(paper_office) == ["20", "10"]
    path = receipt()
    path.write_bytes(first)
    assert take_receipt(desk, path).same == 1
    (old,) = take_receipt(desk, receipt(line(sent[0], status=30))).left
    assert (old.verdict, old.sentence) == ("refused", receipts.OLDER)
    assert statuses(paper_office) == ["20", "10"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"batch_id": "other"}, "哪一期"), ({"manifest_sha256": "0" * 64}, "被改过"), ({"schema": "x"}, "格式")],
)
def test_another_batch_or_an_altered_file_is_refused_whole(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path], changes: dict[str, str], word: str
) -> None:
    path = receipt(line(sent[0]), **changes)
    for work in (read_receipt, take_receipt):
        with pytest.raises(UserError, match=word) as caught:
            work(desk, path)
        assert caught.value.code == "receipt"
    assert nothing_taken(paper_office)


def test_an_unknown_record_or_another_revision_is_refused_and_the_rest_goes_on(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path]
) -> None:
    path = receipt(line("strange/record"), line(sent[0], rev=2), line(sent[1]))
    assert [one.verdict for one in read_receipt(desk, path).lines] == ["refused", "refused", "new"]
    done = take_receipt(desk, path, confirmed={"strange/record", sent[0]})
    assert (done.taken, [one.register_no for one in done.left]) == (1, ["", paper_office.item(sent[0]).register_no])
    assert statuses(paper_office) == ["10", "20"]


@pytest.mark.parametrize(
    ("first", "then", "word"),
    [
        ({"xfjbh": "1"}, {"xfjbh": "2"}, "信访件编号"),
        ({"cxm": "1"}, {"cxm": "2"}, "查询码"),
        ({}, {"status": 40}, "又说退回"),
    ],
)
def test_what_contradicts_waits_for_a_person(
    paper_office: Office,
    desk: Desk,
    sent: list[str],
    receipt: Callable[..., Path],
    first: dict[str, Any],
    then: dict[str, Any],
    word: str,
) -> None:
    take_receipt(desk, receipt(line(sent[0], **first)))
    path = receipt(line(sent[0], **then), received_at=TEN)
    (asked,) = read_receipt(desk, path).of("ask")
    assert word in asked.sentence
    assert take_receipt(desk, path).taken == 0
    assert len(paper_office.unit.province_replies.all()) == 1
    assert take_receipt(desk, path, confirmed={sent[0]}).taken == 1
    assert len(paper_office.unit.province_replies.all()) == 2


def test_two_receipts_of_one_moment_that_differ_are_asked(
    desk: Desk, sent: list[str], receipt: Callable[..., Path]
) -> None:
    take_receipt(desk, receipt(line(sent[0], status=40)))
    (asked,) = read_receipt(desk, receipt(line(sent[0]))).lines
    assert (asked.verdict, asked.sentence) == ("ask", receipts.OTHER_AT_ONCE)


def test_one_number_for_two_records_is_asked(desk: Desk, sent: list[str], receipt: Callable[..., Path]) -> None:
    both = read_receipt(desk, receipt(line(sent[0], xfjbh="1"), line(sent[1], xfjbh="1")))
    assert [one.verdict for one in both.lines] == ["ask", "ask"]
    take_receipt(desk, receipt(line(sent[0], xfjbh="1")))
    assert read_receipt(desk, receipt(line(sent[1], xfjbh="1"), received_at=TEN)).lines[0].verdict == "ask"
    double = line(sent[1], xfjbh="1", status=30)
    assert read_receipt(desk, receipt(double, received_at=TEN)).lines[0].verdict == "new"


def test_a_batch_sent_back_whole_sends_back_what_is_in_it(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path]
) -> None:
    done = take_receipt(desk, receipt(result="rejected", reason="校验值不对"))
    assert (done.taken, len(done.returned)) == (2, 2)
    assert statuses(paper_office) == ["40", "40"]
    assert [row.note for row in exchange_board.exchange_board(desk).rows] == ["校验值不对"] * 2


def test_a_file_that_changed_since_it_was_looked_at_is_refused(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path]
) -> None:
    seen = read_receipt(desk, receipt(line(sent[0]))).sha256
    with pytest.raises(UserError, match="变了"):
        take_receipt(desk, receipt(line(sent[0], status=40)), sha256=seen)
    assert nothing_taken(paper_office)


def test_all_or_nothing(
    paper_office: Office,
    desk: Desk,
    sent: list[str],
    receipt: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise EnvironmentFault("磁盘满了。", code="disk_full")

    monkeypatch.setattr(paper_office.unit.audit, "record", full)
    with pytest.raises(EnvironmentFault):
        take_receipt(desk, receipt(line(sent[0]), line(sent[1])))
    assert statuses(paper_office) == ["10", "10"]
    assert not paper_office.unit.province_replies.all()


def test_only_who_may_reads_one(paper_office: Office, sent: list[str], receipt: Callable[..., Path]) -> None:
    path = receipt(line(sent[0]))
    for work in (read_receipt, take_receipt):
        with pytest.raises(UserError) as caught:
            work(paper_office.keeper, path)
        assert caught.value.code == "role"


# states


def states(desk: Desk, days: int = 7) -> dict[str, int]:
    return {one.state.value: one.count for one in exchange_board.exchange_board(desk, days).counts if one.count}


def test_each_record_shows_what_became_of_it(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path], later: Callable[..., None]
) -> None:
    waiting = claim(paper_office)
    assert states(desk) == {"waiting": 1, "exported": 2}
    assert exchange_board.exchange_states(desk, waiting).state is ExchangeState.WAITING
    later(hours=2)
    why = [{"field": "gkxx", "code": "long", "message": "太长"}]
    take_receipt(desk, receipt(line(sent[0], xfjbh="43001"), line(sent[1], status=40, errors=why)))
    assert states(desk) == {"waiting": 1, "received": 1, "returned": 1}
    (back,) = exchange_board.exchange_board(desk).rows
    assert (back.item_id, back.note) == (sent[1], "“概况信息”太长")
    assert back.reception_id == paper_office.item(sent[1]).reception_id
    later(hours=1)
    correct_field(desk, "item", sent[1], "request", "要求补发", "写短")
    assert "等下次报送" in exchange_board.exchange_board(desk).rows[0].note
    said = exchange_board.find_states(desk, f" {paper_office.item(sent[1]).register_no} ")
    assert [step.sentence for step in said.steps] == [
        "第 1 期新报，第 1 版",
        "第 1 期回执：省里退回：“概况信息”太长",
        "有改动，等下次报送",
    ]
    assert said.state is ExchangeState.RETURNED


def test_what_came_back_goes_as_new_and_carries_no_old_state(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path], stick: Path
) -> None:
    take_receipt(desk, receipt(line(sent[0], xfjbh="43001"), line(sent[1], status=40)))
    for item_id in sent:
        correct_field(desk, "item", item_id, "request", "要求补发", "写短")
    assert {one.item_id: one.op for one in exporting.preview_export(desk).ready} == {sent[0]: "U", sent[1]: "I"}
    exporting.write_package(desk, exporting.ExportOrder(stick))
    assert states(desk) == {"exported": 2}
    take_receipt(desk, receipt(line(sent[0], rev=2), line(sent[1], rev=2), received_at=TEN))
    assert states(desk) == {"received": 2}
    assert exchange_board.exchange_board(desk).rows == ()


def test_the_province_number_goes_with_the_next_change(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path], stick: Path
) -> None:
    take_receipt(desk, receipt(line(sent[0], xfjbh="43001")))
    take_receipt(desk, receipt(line(sent[0], xfjclzt="办理中"), received_at=TEN))
    correct_field(desk, "item", sent[0], "request", "要求补发", "写短")
    written = exporting.write_package(desk, exporting.ExportOrder(stick))
    with zipfile.ZipFile(written.path) as archive:
        name = next(one for one in archive.namelist() if one.endswith("data/xfj.jsonl"))
        assert json.loads(archive.read(name))["xfjbh"] == "43001"


def test_a_withdrawal_is_followed_too(
    paper_office: Office, desk: Desk, sent: list[str], receipt: Callable[..., Path], stick: Path
) -> None:
    take_receipt(desk, receipt(line(sent[0]), line(sent[1])))
    void_item(desk, sent[0], "误登")
    rev = paper_office.item(sent[0]).rev
    exporting.write_package(desk, exporting.ExportOrder(stick))
    assert states(desk) == {"received": 1, "withdrawn": 1}
    take_receipt(desk, receipt(line(sent[0], rev=rev), received_at=TEN))
    said = [step.sentence for step in exchange_board.exchange_states(desk, sent[0]).steps]
    assert f"第 2 期撤回，第 {rev} 版" in said
    assert "第 2 期回执：省里已撤回" in said


def test_what_is_unanswered_too_long_is_listed(desk: Desk, sent: list[str], later: Callable[..., None]) -> None:
    later(days=7)
    assert exchange_board.exchange_board(desk).rows == ()
    later(days=1)
    board = exchange_board.exchange_board(desk)
    assert [(row.state, row.days, row.note) for row in board.rows] == [
        (ExchangeState.EXPORTED, 8, "第 1 期新报，还没有回执")
    ] * 2
    assert [one.oldest_days for one in board.counts if one.count] == [8]
    assert exchange_board.exchange_board(desk, 30).rows == ()


def test_what_never_goes_is_not_counted(paper_office: Office, desk: Desk) -> None:
    sealed = complete_registration(paper_office.clerk, paper_office.visit(disclosure=True)).items[0].item_id
    question = complete_registration(paper_office.clerk, paper_office.visit()).items[0].item_id
    paper_office.conclude(question, nature="consultation")
    assert states(desk) == {}
    assert exchange_board.exchange_states(desk, sealed).steps == ()
    for number in (paper_office.item(sealed).register_no, "", "431221-2026-LF-999999"):
        with pytest.raises(UserError, match="没有查到"):
            exchange_board.find_states(desk, number)


# the kept copy


def test_a_batch_is_written_again_byte_for_byte(
    paper_office: Office, desk: Desk, sent: list[str], stick: Path, tmp_path: Path
) -> None:
    (first,) = stick.glob("*.zip")
    other = tmp_path / "另一个U盘"
    other.mkdir()
    batch = exporting.batches(desk)[0]
    (other / first.name).write_bytes(b"half of it")
    again = exporting.export_again(desk, batch.id, other)
    assert again == other / first.name
    assert again.read_bytes() == first.read_bytes()
    assert [path.name for path in other.iterdir()] == [first.name]
    assert paper_office.actions()[-1] == "export_again"
    with pytest.raises(EnvironmentFault, match="文件夹不在"):
        exporting.export_again(desk, batch.id, tmp_path / "gone")


def test_a_batch_of_before_has_no_copy_and_says_so(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    paper_office.went_out(claim(paper_office))
    with pytest.raises(UserError, match="没有留存件") as caught:
        exporting.export_again(desk, "batch", tmp_path)
    assert caught.value.code == "not_kept"


def test_a_damaged_copy_is_not_written(paper_office: Office, desk: Desk, sent: list[str], tmp_path: Path) -> None:
    batch = exporting.batches(desk)[0]
    paper_office.unit.blobs.rows[batch.zip_sha256] = b"damaged"
    with pytest.raises(EnvironmentFault, match="坏了"):
        exporting.export_again(desk, batch.id, tmp_path)
    assert not list(tmp_path.glob("*.zip"))
