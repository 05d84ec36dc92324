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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import bagit

from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.packages import (
    PackageOrder,
    PackageRow,
    ProfileAbout,
    ProfileEdit,
    ProvinceList,
    Receipt,
    WrittenPackage,
)
from xinfang_desk.exchange.payload import Written, filled, payload_problems, write_payload
from xinfang_desk.exchange.profile import Profile, read_profile
from xinfang_desk.exchange.profile_work import changes, edited, learn_template, shown_fields, unknown_columns
from xinfang_desk.exchange.province_list import read_list
from xinfang_desk.exchange.receipt import read_receipt
from xinfang_desk.exchange.sealing import SUFFIX, seal, unsealed
from xinfang_desk.exchange.sheet import sheet_row

KIND_LETTERS = {"full": "F", "incremental": "I", "correction": "C", "resend": "R"}
AGENT = "xinfang-desk"
NO_FOLDER = "要存的文件夹不在了，请插好U盘或者换一个文件夹。"


class PackageWriter:
    """Writes packages by one profile.

    ``profiles``: what the program brings along, the one it starts with first; ``build_root``: the private folder of the
    profile folder in which packages are built.
    """

    def __init__(self, profiles: Sequence[bytes], build_root: Path, *, use: bytes | None = None) -> None:
        self.built_in = tuple(profiles)
        self.body = use if use is not None else self.built_in[0]
        self._profile: Profile = read_profile(self.body)
        self._build_root = build_root

    @cached_property
    def about(self) -> ProfileAbout:
        profile = self._profile
        return ProfileAbout(
            id=profile.id,
            version=profile.version,
            sha256=profile.sha256,
            title=profile.title,
            confirmed=profile.confirmed,
            note=profile.note,
            columns=tuple(column.heading for column in profile.columns),
            blank=profile.blank_columns,
            unknown=unknown_columns(profile),
            fields=shown_fields(profile),
        )

    def using(self, body: bytes) -> PackageWriter:
        """The same by another profile. UserError(code='profile')."""
        return self if body == self.body else PackageWriter(self.built_in, self._build_root, use=body)

    def changes_from(self, old: bytes) -> tuple[str, ...]:
        """What this profile does otherwise than another, a sentence each."""
        return changes(read_profile(old), self._profile)

    def learn(self, body: bytes, version: str) -> bytes:
        """The profile with the columns of a template's first row. UserError(code='profile')."""
        return learn_template(self.body, body, version)

    def edited(self, edits: Sequence[ProfileEdit], version: str) -> bytes:
        """The profile with some fields changed. UserError(code='profile')."""
        return edited(self.body, edits, version)

    def wipe(self) -> None:
        """Removes what an interrupted export left behind."""
        shutil.rmtree(self._build_root, ignore_errors=True)

    def screen_cells(self, row: PackageRow) -> tuple[tuple[str, str], ...]:
        """(heading, value) of each column of the sheet, as a person types it into the province's screen."""
        cells = sheet_row(self._profile, filled(self._profile, row))
        return tuple(zip(self.about.columns, cells, strict=True))

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

    def write(
        self,
        order: PackageOrder,
        rows: Iterable[PackageRow],
        to: Path,
        attachment: Callable[[str], bytes],
        password: str = "",
    ) -> WrittenPackage:
        """Builds, packs, seals where there is a password, reads back and renames.

        EnvironmentFault: ``disk_full``, ``read_only``, ``verify_failed``.
        """
        if not to.is_dir():
            raise EnvironmentFault(NO_FOLDER, code="read_only")
        name = package_name(order)
        with _disk_faults(), self._private_folder(order.batch_id) as work:
            bag_folder = work / name
            data = bag_folder / "data-build"
            data.mkdir(parents=True)
            payload, manifest_sha = self._write_payload(order, rows, data, attachment)
            _make_bag(bag_folder, data, order)
            plain = work / f"{name}.zip"
            _pack(bag_folder, name, plain, _moment(order.created_at))
            body = plain.read_bytes()
            problems = self.read_back(plain)
            if problems:
                raise EnvironmentFault(
                    f"写出的文件核对不上，没有算数：{problems[0]}请再导出一次。", code="verify_failed"
                )
            final = self._deliver(plain, body, f"{name}.zip", to, password)
        return WrittenPackage(final, sha256_hex(body), manifest_sha, payload.row_sha256, body)

    def _deliver(self, plain: Path, body: bytes, file_name: str, to: Path, password: str) -> Path:
        """Brings a finished package to where it is wanted; it stands under its name only once it was read there."""
        final = to / (file_name.removesuffix(".zip") + SUFFIX if password else file_name)
        part = final.with_name(final.name + ".part")
        try:
            part.unlink(missing_ok=True)
            if password:
                seal(plain, file_name, part, password)
            else:
                _write_bytes(part, body)
            if _read_there(part, password) != body:
                raise EnvironmentFault("写出的文件读回来不一样，没有算数。请换一个U盘再试。", code="verify_failed")
            os.replace(part, final)
            _sync_folder(to)
        finally:
            part.unlink(missing_ok=True)
        return final

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

    def write_again(self, body: bytes, file_name: str, to: Path, password: str = "") -> Path:
        """Writes a kept package once more, byte for byte, sealed where there is a password; faults as in ``write``."""
        if not to.is_dir():
            raise EnvironmentFault(NO_FOLDER, code="read_only")
        with _disk_faults(), self._private_folder(sha256_hex(body)) as work:
            plain = work / file_name
            _write_bytes(plain, body)
            return self._deliver(plain, body, file_name, to, password)

    def read_list(self, path: Path) -> ProvinceList:
        """A table that the province's system gives out. UserError(code='receipt') says why it is not taken."""
        return read_list(path)

    def read_receipt(self, path: Path) -> Receipt:
        """The province's answer (JSON, XLSX or CSV). UserError(code='receipt') says why a file is not taken."""
        return read_receipt(path)

    @contextmanager
    def _private_folder(self, name: str) -> Iterator[Path]:
        self._build_root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._build_root.chmod(0o700)
        work = self._build_root / name
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _write_payload(
        self, order: PackageOrder, rows: Iterable[PackageRow], data: Path, attachment: Callable[[str], bytes]
    ) -> tuple[Written, str]:
        written = write_payload(self._profile, rows, data, _moment(order.created_at), attachment)
        problems = payload_problems(self._profile, data)
        if problems:
            raise EnvironmentFault(f"写出的文件核对不上，没有算数：{problems[0]}请再导出一次。", code="verify_failed")
        manifest = self._manifest(order, {"xfj": written.counts}, data, written.rows)
        body = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
        _write_bytes(data / "manifest.json", body)
        return written, sha256_hex(body)

    def _manifest(
        self, order: PackageOrder, counts: Mapping[str, Any], data: Path, rows: Mapping[str, int]
    ) -> dict[str, Any]:
        previous = order.previous
        sealed = dict(zip(("day", "seq", "code"), order.audit_seal, strict=True)) if order.audit_seal else None
        return ({"audit_seal": sealed} if sealed else {}) | {
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
                    "path": f"data/{path.relative_to(data).as_posix()}",
                    "bytes": path.stat().st_size,
                    "sha256": file_sha256(path),
                    "rows": rows.get(path.name),
                }
                for path in sorted(one for one in data.rglob("*") if one.is_file())
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


def _read_there(part: Path, password: str) -> bytes:
    """The package as it lies where it was brought; empty when it cannot be read."""
    if not password:
        return part.read_bytes()
    try:
        return unsealed(part, password)
    except ValueError:
        return b""


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
                with (
                    path.open("rb") as source,
                    archive.open(entry, "w", force_zip64=path.stat().st_size > 0x7FFF_FFFF) as target,
                ):
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
