"""报送: what goes, what stays with its reason, and that nothing counts before the file was read back."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.bootstrap import PROFILES
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.exchange.package import PackageWriter
from xinfang_desk.resources import resource
from xinfang_desk.services import export_rows, exporting
from xinfang_desk.services.context import Desk
from xinfang_desk.services.corrections import correct_field
from xinfang_desk.services.receptions import void_item
from xinfang_desk.services.registration import ItemEntry, complete_registration

SAID = "某站某人收了某物"


@pytest.fixture
def desk(paper_office: Office, tmp_path: Path) -> Iterator[Desk]:
    """The clerk's desk with the real package writer."""
    writer = PackageWriter([resource("profiles", name).read_bytes() for name in PROFILES], tmp_path / "building")
    clerk = paper_office.clerk
    yield replace(clerk, parts=replace(clerk.parts, packages=writer))
    assert not any((tmp_path / "building").iterdir()) if (tmp_path / "building").exists() else True


def registered(office: Office, **changes: Any) -> str:
    return complete_registration(office.clerk, office.visit(**changes)).items[0].item_id


def rows(path: Path, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        member = next(one for one in archive.namelist() if one.endswith(f"data/{name}"))
        return [json.loads(line) for line in archive.read(member).decode().splitlines()]


def test_what_is_not_screened_stays_and_says_so(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    registered(paper_office)
    preview = exporting.preview_export(desk)
    assert preview.ready == ()
    assert [one.reason for one in preview.left_out] == [export_rows.NOT_SCREENED]
    with pytest.raises(UserError) as caught:
        exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    assert caught.value.code == "nothing"


def test_a_batch_takes_everything_once(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    paper_office.conclude(registered(paper_office))
    first = exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    assert (first.batch_no, first.count, first.left_out) == (1, 1, ())
    assert rows(first.path, "xfj.jsonl")[0]["gkxx"] == "要求补发低保金"
    assert exporting.preview_export(desk).ready == ()
    paper_office.conclude(registered(paper_office))
    second = exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    assert (second.batch_no, second.count) == (2, 1)
    assert [batch.batch_no for batch in exporting.batches(desk)] == [2, 1]


def test_a_disclosure_and_a_question_never_go(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    sealed = registered(paper_office, disclosure=True, items=(ItemEntry(facts=SAID),))
    paper_office.conclude(sealed, nature="disclosure", accused_supervised=True)
    paper_office.conclude(registered(paper_office), nature="consultation")
    paper_office.conclude(registered(paper_office))
    done = exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    assert done.count == 1
    assert done.left_out == ()
    assert SAID.encode() not in done.path.read_bytes()
    assert exporting.preview_export(desk).sealed_count == 1


def test_what_waits_for_a_decision_stays(paper_office: Office, desk: Desk) -> None:
    paper_office.conclude(registered(paper_office), changes={"awaiting": True, "awaiting_reason": "等决定人"})
    assert [one.reason for one in exporting.preview_export(desk).left_out] == [export_rows.AWAITING]


def test_a_corrected_item_goes_again_as_a_change(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    item_id = registered(paper_office)
    paper_office.conclude(item_id)
    exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    correct_field(desk, "item", item_id, "request", "要求补发三个月的低保金", "听错了")
    assert [one.op for one in exporting.preview_export(desk).ready] == ["U"]
    again = exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    changed = rows(again.path, "xfj.jsonl")[0]
    assert (changed["op"], changed["rev"]) == ("U", "2")


def test_a_void_item_is_withdrawn(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    item_id = registered(paper_office)
    paper_office.conclude(item_id)
    exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    void_item(desk, item_id, "误登")
    gone = exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    assert rows(gone.path, "withdraw.jsonl")[0]["xfjid"] == item_id


def test_the_body_it_was_passed_to_stands_in_the_handling_row(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    item_id = registered(paper_office)
    paper_office.conclude(item_id)
    paper_office.issue("B2", item_id, to="（示例）县人社局")
    done = exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    assert rows(done.path, "blfs.jsonl")[0]["qxjg"] == "（示例）县人社局"


def test_a_folder_that_is_gone_takes_no_batch_number(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    paper_office.conclude(registered(paper_office))
    with pytest.raises(EnvironmentFault):
        exporting.write_package(desk, exporting.ExportOrder(tmp_path / "pulled out"))
    assert exporting.batches(desk) == ()
    assert exporting.write_package(desk, exporting.ExportOrder(tmp_path)).batch_no == 1


def test_only_who_may_sends(paper_office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        exporting.write_package(paper_office.keeper, exporting.ExportOrder(tmp_path))
    assert caught.value.code == "role"


def test_a_full_batch_takes_what_did_not_change_too(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    paper_office.conclude(registered(paper_office))
    exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    paper_office.conclude(registered(paper_office))
    whole = exporting.write_package(desk, exporting.ExportOrder(tmp_path, "full"))
    assert whole.path.stem.endswith("_F")
    assert [one["op"] for one in rows(whole.path, "xfj.jsonl")] == ["U", "I"]
    assert exporting.preview_export(desk).ready == ()


def test_a_batch_of_corrections_leaves_what_is_new(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    first = registered(paper_office)
    paper_office.conclude(first)
    exporting.write_package(desk, exporting.ExportOrder(tmp_path))
    paper_office.conclude(registered(paper_office))
    with pytest.raises(UserError) as caught:
        exporting.write_package(desk, exporting.ExportOrder(tmp_path, "correction"))
    assert caught.value.code == "nothing"
    correct_field(desk, "item", first, "request", "要求补发三个月的低保金", "说错了")
    done = exporting.write_package(desk, exporting.ExportOrder(tmp_path, "correction"))
    assert done.path.stem.endswith("_C")
    assert [one["xfjid"] for one in rows(done.path, "xfj.jsonl")] == [first]
    assert len(exporting.preview_export(desk).ready) == 1


def test_a_short_password_is_refused_at_its_field(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    paper_office.conclude(registered(paper_office))
    with pytest.raises(FieldErrors) as caught:
        exporting.write_package(desk, exporting.ExportOrder(tmp_path, password="1234567"))
    assert "password" in caught.value.fields
    assert "1234567" not in repr(exporting.ExportOrder(tmp_path, password="1234567"))
    assert not list(tmp_path.glob("XFSB*"))


def test_papers_go_along_when_asked(paper_office: Office, desk: Desk, tmp_path: Path) -> None:
    item_id = registered(paper_office)
    paper_office.conclude(item_id)
    with desk.store.write() as uow:
        kept = uow.blobs.add(b"%PDF-1.7", "paper")
    issued = paper_office.issue("B1", item_id, pdf_sha256=kept)
    done = exporting.write_package(desk, exporting.ExportOrder(tmp_path, attach=True))
    lines = rows(done.path, "attachments.jsonl")
    assert [(one["xfjid"], one["类型"]) for one in lines] == [(item_id, "文书")]
    assert issued.number in lines[0]["名称"]
