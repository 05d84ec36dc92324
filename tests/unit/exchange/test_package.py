"""The package as its receiver would open it: BagIt valid, schema valid, text cells, the same bytes again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import bagit
import jsonschema
import openpyxl
import pytest

from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.packages import Attachment, PackageOrder, PackageRow
from xinfang_desk.exchange.package import PackageWriter, package_name
from xinfang_desk.exchange.profile import clean, load_profile, measure, parse_profile
from xinfang_desk.exchange.sealing import unsealed

PROFILES = Path(__file__).parents[3] / "resources" / "profiles"


def order(**changes: Any) -> PackageOrder:
    plain = PackageOrder(
        batch_id="0193a1c0-0000-7000-8000-000000000001",
        batch_no=1,
        kind="full",
        org_code="431221104",
        org_name="中方县铜湾镇人民政府",
        xzqh="431221104000",
        period_from="2026-11-23T08:30:00+08:00",
        period_to="2026-11-24T17:30:00+08:00",
        created_at="2026-11-24T17:30:00+08:00",
        operator="周小兰",
        software_version="0.1.0",
        db_schema=1,
        install_id="test",
        previous=None,
        seq_from=1,
        seq_to=9,
    )
    return replace(plain, **changes)


def row(number: int, **xfj: str) -> PackageRow:
    xfjid = f"0193a1c0-1111-7000-8000-{number:012d}"
    base = {
        "xzqh": "431221104000",
        "xfjid": xfjid,
        "djbh": f"431221-2026-LF-{number:06d}",
        "rev": "1",
        "xfrq": "2026-11-23",
        "xfxs": "visit",
        "xfrs": "1",
        "sjrs": "1",
        "djjgmc": "中方县铜湾镇人民政府",
        "djjgdm": "431221104",
        "djr": "周小兰",
        "djsj": "2026-11-23 08:40:00",
        "gkxx": "要求发放补偿款",
        "nrfldm": "nongye",
        "xfmddm": "qiujue",
        "lmbz": "0",
    }
    person = {
        "xfrid": f"v{number}",
        "xfjid": xfjid,
        "xm": "李𬀩明",
        "xb": "2",
        "zjlx": "resident",
        "zjhm": "431221199001010027",
        "xfjzfrbz": "1",
    }
    handling = {
        "blfsid": f"b{number}",
        "xfjid": xfjid,
        "blfs": "L27",
        "bljg": "中方县铜湾镇人民政府",
        "blsj": "2026-11-23 09:00:00",
    }
    return PackageRow(xfjid, 1, "I", base | xfj, (person,), (handling,))


def nothing(sha256: str) -> bytes:
    """No row of these has anything that goes along."""
    raise KeyError(sha256)


@pytest.fixture
def writer(tmp_path: Path) -> PackageWriter:
    return PackageWriter([(PROFILES / "hn-draft.json").read_bytes()], tmp_path / "build")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_receiver_finds_a_valid_bag_and_manifest(writer: PackageWriter, stick: Path, tmp_path: Path) -> None:
    rows = [row(1), row(2, gkxx="=HYPERLINK(1)"), replace(row(3), op="D", xfr=(), blfs=())]
    written = writer.write(order(), rows, stick, nothing)
    assert written.path.name == "XFSB_431221104_20261123-20261124_000001_F.zip"
    with zipfile.ZipFile(written.path) as archive:
        archive.extractall(tmp_path / "out")
    bag_folder = tmp_path / "out" / written.path.stem
    bag = bagit.Bag(str(bag_folder))
    bag.validate()
    assert bag.info["Bagging-Date"] == "2026-11-24"
    manifest = json.loads((bag_folder / "data" / "manifest.json").read_bytes())
    jsonschema.validate(manifest, json.loads((PROFILES / "manifest.schema.json").read_bytes()))
    assert manifest["counts"] == {"xfj": {"I": 2, "U": 0, "D": 1}}
    lines = (bag_folder / "data" / "xfj.jsonl").read_text("utf-8").splitlines()
    first = json.loads(lines[0])
    assert (first["xfxs"], first["xfxsmc"]) == ("200", "来访")
    assert len((bag_folder / "data" / "withdraw.jsonl").read_text("utf-8").splitlines()) == 1
    people = [json.loads(line) for line in (bag_folder / "data" / "xfr.jsonl").read_text("utf-8").splitlines()]
    assert people[0]["xm"] == "李𬀩明"
    assert (people[0]["xb"], people[0]["xbmc"]) == ("0", "女")


def test_sheet_cells_are_text(writer: PackageWriter, stick: Path, tmp_path: Path) -> None:
    written = writer.write(order(), [row(1, gkxx="=1+1")], stick, nothing)
    with zipfile.ZipFile(written.path) as archive:
        name = next(entry for entry in archive.namelist() if entry.endswith(".xlsx"))
        (tmp_path / "sheet.xlsx").write_bytes(archive.read(name))
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    sheet = book["信访件"]
    heads = [cell.value for cell in sheet[1]]
    values = dict(zip(heads, sheet[2], strict=True))
    assert values["身份证号"].value == "431221199001010027"
    assert values["身份证号"].data_type == "s"
    assert values["概况"].value == "=1+1"
    assert values["概况"].data_type == "s"
    assert "异常动态" not in heads
    assert "填表说明" in book.sheetnames
    book.close()


def test_same_batch_gives_the_same_bytes(writer: PackageWriter, stick: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    first = writer.write(order(), [row(1), row(2)], stick, nothing)
    second = writer.write(order(), [row(1), row(2)], other, nothing)
    assert first.path.read_bytes() == second.path.read_bytes()
    assert not list((tmp_path / "build").iterdir())


def test_a_flipped_byte_is_found(writer: PackageWriter, stick: Path) -> None:
    written = writer.write(order(), [row(1)], stick, nothing)
    assert writer.read_back(written.path) == ()
    body = bytearray(written.path.read_bytes())
    body[len(body) // 3] ^= 0xFF
    written.path.write_bytes(bytes(body))
    assert writer.read_back(written.path) != ()


def test_a_folder_that_is_gone_is_said(writer: PackageWriter, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        writer.write(order(), [row(1)], tmp_path / "gone", nothing)
    assert "U盘" in caught.value.sentence


def test_a_value_too_long_or_missing_stays(writer: PackageWriter) -> None:
    assert writer.check(row(1)) == ()
    assert [name for name, _ in writer.check(row(1, gkxx=""))] == ["gkxx"]
    assert [name for name, _ in writer.check(row(1, gkxx="长" * 2001))] == ["gkxx"]
    assert [name for name, _ in writer.check(row(1, nrfldm="nope"))] == ["nrfldm"]
    assert [name for name, _ in writer.check(replace(row(1), xfr=()))] == ["xfjzfrbz"]


def test_a_field_has_its_chinese_name(writer: PackageWriter) -> None:
    assert [writer.heading(name) for name in ("gkxx", "xm", "nope", "")] == ["概况信息", "姓名", "nope", ""]


def test_names_are_ascii_and_numbered() -> None:
    assert package_name(order(batch_no=12, kind="incremental")).isascii()
    assert package_name(order(batch_no=12, kind="incremental")).endswith("_000012_I")


def test_length_is_counted_in_the_provinces_unit() -> None:
    assert measure("䶮a", "characters") == 2
    assert measure("䶮a", "utf8") == 4
    assert measure("中a", "gb18030") == 3
    assert clean("甲\x00乙\n丙\x7f") == "甲乙\n丙"


def test_a_profile_with_a_label_for_people_is_refused() -> None:
    raw = json.loads((PROFILES / "hn-draft.json").read_bytes())
    raw["records"]["xfj"].append({"field": "yybz", "heading": "扬言标志"})
    with pytest.raises(UserError):
        parse_profile(raw, "x")


def test_a_broken_profile_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "p.json"
    broken.write_text('{"id": "x"}', "utf-8")
    with pytest.raises(UserError):
        load_profile(broken)


def test_a_sealed_package_opens_with_its_password_alone(writer: PackageWriter, stick: Path) -> None:
    written = writer.write(order(), [row(1)], stick, nothing, "口令七个字加一")
    assert written.path.name.endswith("_F.aes.zip")
    assert [path.name for path in stick.iterdir()] == [written.path.name]
    assert unsealed(written.path, "口令七个字加一") == written.body
    assert writer.read_back(written.path) != ()
    with pytest.raises(ValueError, match="password"):
        unsealed(written.path, "别的口令也不行")
    assert "李".encode() not in written.path.read_bytes()


def test_a_kept_package_is_sealed_again_and_is_the_same_within(writer: PackageWriter, stick: Path) -> None:
    written = writer.write(order(), [row(1)], stick, nothing)
    again = writer.write_again(written.body, written.path.name, stick, "12345678")
    assert unsealed(again, "12345678") == written.path.read_bytes()


def test_papers_go_along_by_their_hash(writer: PackageWriter, stick: Path) -> None:
    paper = b"%PDF-1.7 a paper"
    sha = hashlib.sha256(paper).hexdigest()
    rows = [replace(row(number), attachments=(Attachment("受理告知书", "文书", sha),)) for number in (1, 2)]
    written = writer.write(order(), rows, stick, {sha: paper}.__getitem__)
    with zipfile.ZipFile(written.path) as archive:
        members = {name.split("/", 1)[1]: name for name in archive.namelist()}
        assert archive.read(members[f"data/attachments/{sha}.pdf"]) == paper
        lines = [json.loads(line) for line in archive.read(members["data/attachments.jsonl"]).decode().splitlines()]
        manifest = json.loads(archive.read(members["data/manifest.json"]))
    assert [(one["xfjid"], one["名称"], one["bytes"]) for one in lines] == [
        (one.xfjid, "受理告知书", len(paper)) for one in rows
    ]
    jsonschema.validate(manifest, json.loads((PROFILES / "manifest.schema.json").read_bytes()))


def test_a_damaged_paper_stops_the_package(writer: PackageWriter, stick: Path) -> None:
    rows = [replace(row(1), attachments=(Attachment("受理告知书", "文书", "0" * 64),))]
    with pytest.raises(EnvironmentFault) as caught:
        writer.write(order(), rows, stick, lambda _sha: b"%PDF other")
    assert caught.value.code == "paper_damaged"
    assert not list(stick.iterdir())
