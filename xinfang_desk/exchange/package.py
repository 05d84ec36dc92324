"""The export package: a ZIP holding a BagIt bag with JSONL and one XLSX sheet, read back before it counts as written.

Deterministic: dates and agent of the bag, of the sheet and of every ZIP entry come from the batch. The folder in which
it is built is private (0700) and wiped afterwards and at every start.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import bagit

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.packages import PackageOrder, PackageRow, Receipt, WrittenPackage
from xinfang_desk.exchange.profile import Profile, load_profile
from xinfang_desk.exchange.receipt import read_receipt
from xinfang_desk.exchange.sheet import write_sheet

KIND_LETTERS = {"full": "F", "incremental": "I", "correction": "C", "resend": "R"}
SHEET_NAME = "信访件上报表.xlsx"
AGENT = "xinfang-desk"
NO_FOLDER = "要存的文件夹不在了，请插好U盘或者换一个文件夹。"


class PackageWriter:
    """``build_root`` is the private folder of the profile in which packages are built."""

    def __init__(self, profile_path: Path, build_root: Path) -> None:
        self._profile: Profile = load_profile(profile_path)
        self._build_root = build_root

    @property
    def profile(self) -> Profile:
        return self._profile

    @property
    def profile_id(self) -> str:
        return self._profile.id

    @property
    def profile_note(self) -> str:
        return "" if self._profile.confirmed else self._profile.note

    def wipe(self) -> None:
        """Removes what an interrupted export left behind."""
        shutil.rmtree(self._build_root, ignore_errors=True)

    def check(self, row: PackageRow) -> tuple[tuple[str, str], ...]:
        """(field, sentence) for each value that the profile does not take; a withdrawal is always taken."""
        if row.op == "D":
            return ()
        found = list(self._profile.problems("xfj", row.xfj))
        for values in row.xfr:
            found.extend(self._profile.problems("xfr", values))
        for values in row.blfs:
            found.extend(self._profile.problems("blfs", values))
        if sum(values.get("xfjzfrbz") == "1" for values in row.xfr) != 1:
            found.append(("xfjzfrbz", "主访人要有且只有一个，请在登记里改。"))
        return tuple(found)

    def write(self, order: PackageOrder, rows: Iterable[PackageRow], to: Path) -> WrittenPackage:
        """Builds, packs, reads back and renames. EnvironmentFault: ``disk_full``, ``read_only``, ``verify_failed``."""
        if not to.is_dir():
            raise EnvironmentFault(NO_FOLDER, code="read_only")
        name = package_name(order)
        final, part = to / f"{name}.zip", to / f"{name}.zip.part"
        with _disk_faults(), self._private_folder(order) as work:
            bag_folder = work / name
            data = bag_folder / "data-build"
            data.mkdir(parents=True)
            hashes, manifest_sha = self._write_payload(order, tuple(rows), data)
            _make_bag(bag_folder, data, order)
            try:
                _pack(bag_folder, name, part, _moment(order.created_at))
                problems = self.read_back(part)
                if problems:
                    raise EnvironmentFault(
                        f"写出的文件核对不上，没有算数：{problems[0]}请换一个U盘再导出。", code="verify_failed"
                    )
                digest = file_sha256(part)
                os.replace(part, final)
                _sync_folder(to)
            finally:
                part.unlink(missing_ok=True)
        return WrittenPackage(final, digest, manifest_sha, hashes)

    def read_back(self, path: Path) -> tuple[str, ...]:
        """Problems of a package as its receiver would find them; empty = sound."""
        try:
            with zipfile.ZipFile(path) as archive:
                return tuple(_archive_problems(archive))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError):
            return ("文件打不开或不完整。",)

    def heading(self, field: str) -> str:
        """The Chinese heading of a national field, or the name itself for one that the profile does not know."""
        specs = (spec for record in self._profile.records.values() for spec in record)
        return next((spec.heading for spec in specs if field and field in (spec.field, spec.name_field)), field)

    def kept_body(self, written: WrittenPackage) -> bytes:
        """The bytes of a package just written, to be kept. EnvironmentFault(code='verify_failed') when they changed."""
        with _disk_faults():
            body = written.path.read_bytes()
        if sha256_hex(body) != written.zip_sha256:
            raise EnvironmentFault("写出的文件读回来不一样，没有算数。请换一个U盘再导出。", code="verify_failed")
        return body

    def write_again(self, body: bytes, file_name: str, to: Path) -> Path:
        """Writes a kept package once more, byte for byte; faults as in ``write``."""
        if not to.is_dir():
            raise EnvironmentFault(NO_FOLDER, code="read_only")
        final, part = to / file_name, to / f"{file_name}.part"
        with _disk_faults():
            try:
                part.unlink(missing_ok=True)
                _write_bytes(part, body)
                if file_sha256(part) != sha256_hex(body):
                    raise EnvironmentFault("写出的文件读回来不一样，没有算数。请换一个U盘再试。", code="verify_failed")
                os.replace(part, final)
                _sync_folder(to)
            finally:
                part.unlink(missing_ok=True)
        return final

    def read_receipt(self, path: Path) -> Receipt:
        """The province's answer (JSON, XLSX or CSV). UserError(code='receipt') says why a file is not taken."""
        return read_receipt(path)

    @contextmanager
    def _private_folder(self, order: PackageOrder) -> Iterator[Path]:
        self._build_root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._build_root.chmod(0o700)
        work = self._build_root / order.batch_id
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _write_payload(
        self, order: PackageOrder, rows: tuple[PackageRow, ...], data: Path
    ) -> tuple[dict[str, str], str]:
        kept = [row for row in rows if row.op != "D"]
        gone = [row for row in rows if row.op == "D"]
        filled = [(row, self._filled(row)) for row in kept]
        hashes = {row.xfjid: sha256_hex(canonical(record).encode()) for row, record in filled}
        hashes |= {row.xfjid: sha256_hex(canonical({"xfj": row.xfj}).encode()) for row in gone}
        lines = {
            "xfj.jsonl": [record["xfj"] | {"op": row.op, "row_sha256": hashes[row.xfjid]} for row, record in filled],
            "xfr.jsonl": [one for _row, record in filled for one in record["xfr"]],
            "blfs.jsonl": [one for _row, record in filled for one in record["blfs"]],
            "withdraw.jsonl": [row.xfj for row in gone],
        }
        for file_name, records in lines.items():
            _write_bytes(data / file_name, b"".join(canonical(one).encode() + b"\n" for one in records))
        write_sheet(data / SHEET_NAME, self._profile, [record for _row, record in filled], _moment(order.created_at))
        counts = {"xfj": {op: sum(row.op == op for row in rows) for op in ("I", "U", "D")}}
        row_counts: dict[str, int | None] = {name: len(records) for name, records in lines.items()}
        row_counts[SHEET_NAME] = len(filled)
        manifest = self._manifest(order, counts, data, row_counts)
        body = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
        _write_bytes(data / "manifest.json", body)
        return hashes, sha256_hex(body)

    def _filled(self, row: PackageRow) -> dict[str, Any]:
        return {
            "xfj": self._profile.fill("xfj", row.xfj),
            "xfr": [self._profile.fill("xfr", values) for values in row.xfr],
            "blfs": [self._profile.fill("blfs", values) for values in row.blfs],
        }

    def _manifest(
        self, order: PackageOrder, counts: Mapping[str, Any], data: Path, rows: Mapping[str, int | None]
    ) -> dict[str, Any]:
        previous = order.previous
        return {
            "schema": "xfsb-manifest/1",
            "batch_id": order.batch_id,
            "batch_no": order.batch_no,
            "kind": order.kind,
            "org": {"code": order.org_code, "name": order.org_name, "xzqh": order.xzqh},
            "period": {"from": order.period_from, "to": order.period_to},
            "created_at": order.created_at,
            "operator": order.operator,
            "software": {
                "name": AGENT,
                "version": order.software_version,
                "db_schema": order.db_schema,
                "install_id": order.install_id,
            },
            "profile": {
                "id": self._profile.id,
                "version": self._profile.version,
                "sha256": self._profile.sha256,
            },
            "prev": {"batch_id": previous[0], "manifest_sha256": previous[1]} if previous else None,
            "change_seq": {"from": order.seq_from, "to": order.seq_to},
            "counts": counts,
            "files": [
                {
                    "path": f"data/{path.name}",
                    "bytes": path.stat().st_size,
                    "sha256": file_sha256(path),
                    "rows": rows.get(path.name),
                }
                for path in sorted(data.iterdir())
            ],
        }


def package_name(order: PackageOrder) -> str:
    """XFSB_{org}_{from}-{to}_{no}_{letter}: ASCII only."""
    days = [moment[:10].replace("-", "") for moment in (order.period_from, order.period_to)]
    return f"XFSB_{order.org_code}_{days[0]}-{days[1]}_{order.batch_no:06d}_{KIND_LETTERS[order.kind]}"


def sha256_hex(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def file_sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _write_bytes(path: Path, body: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(body)
        stream.flush()
        os.fsync(stream.fileno())


def _make_bag(folder: Path, data: Path, order: PackageOrder) -> None:
    # bagit makes the payload folder itself, from what lies in the bag folder.
    for path in sorted(data.iterdir()):
        path.rename(folder / path.name)
    data.rmdir()
    info = {
        "Bagging-Date": order.created_at[:10],
        "Bag-Software-Agent": f"{AGENT} {order.software_version}",
        "External-Identifier": order.batch_id,
        "Source-Organization": order.org_code,
    }
    bagit.make_bag(str(folder), bag_info=info, checksums=["sha256"])


def _pack(folder: Path, name: str, part: Path, moment: datetime) -> None:
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second // 2 * 2)
    with part.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", stamp)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                entry.create_system = 3
                with path.open("rb") as source, archive.open(entry, "w", force_zip64=False) as target:
                    shutil.copyfileobj(source, target, 1 << 20)
        stream.flush()
        os.fsync(stream.fileno())


def _archive_problems(archive: zipfile.ZipFile) -> Iterator[str]:
    names = {entry.split("/", 1)[1]: entry for entry in archive.namelist() if "/" in entry}
    for listing in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        text = archive.read(names[listing]).decode("utf-8")
        for line in text.splitlines():
            digest, _space, path = line.partition(" ")
            if _entry_sha256(archive, names[path.strip()]) != digest:
                yield "有一个文件和清单对不上。"
                return
    payload = {name for name in names if name.startswith("data/")}
    manifest = json.loads(archive.read(names["data/manifest.json"]))
    listed = {one["path"] for one in manifest["files"]} | {"data/manifest.json"}
    if payload != listed:
        yield "清单列的文件和包里的不一致。"
    for one in manifest["files"]:
        if _entry_sha256(archive, names[one["path"]]) != one["sha256"]:
            yield "有一个文件和目录对不上。"
            return


def _entry_sha256(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as stream:
        while block := stream.read(io.DEFAULT_BUFFER_SIZE * 16):
            digest.update(block)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _disk_faults() -> Iterator[None]:
    """What the disk says, in one sentence each."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EnvironmentFault("磁盘满了，没有导出。请腾出地方或者换一个U盘再试。", code="disk_full") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise EnvironmentFault("这个文件夹不能写，没有导出。请换一个文件夹。", code="read_only") from error
        raise EnvironmentFault("写文件时出了错，没有导出。请拔插U盘或者换一个文件夹再试。", code="disk") from error
