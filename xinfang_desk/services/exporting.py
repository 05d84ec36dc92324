"""报送: what goes into the next package, what stays and why, and the batch itself (条例 21.2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import Batch, BatchItem, Role
from xinfang_desk.services.conclusions import screening_title
from xinfang_desk.services.context import Changed, Desk, current_profile, local_moment
from xinfang_desk.services.day_seals import newest_seal
from xinfang_desk.services.export_rows import Candidate, LeftOut, candidates, iso, listed, package_rows
from xinfang_desk.services.ports import PackageOrder, PackageRow, UnitOfWork
from xinfang_desk.services.profiles import packages_in_force, standing

INCREMENTAL, FULL, CORRECTION = "incremental", "full", "correction"
LEAST_PASSWORD = 8
KINDS = (INCREMENTAL, FULL, CORRECTION)


@dataclass(frozen=True)
class ReadyItem:
    item_id: str
    register_no: str
    registered_on: str
    conclusion: str
    op: str


@dataclass(frozen=True)
class ExportPreview:
    """What 报送 shows before anything is written."""

    ready: tuple[ReadyItem, ...]
    left_out: tuple[LeftOut, ...]
    sealed_count: int
    next_batch_no: int
    profile_note: str


@dataclass(frozen=True)
class Exported:
    batch_no: int
    path: Path
    count: int
    left_out: tuple[LeftOut, ...]
    changed: Changed


@dataclass(frozen=True)
class ExportOrder:
    """``kind``: incremental (what changed) | full (every record once more) | correction (only what went before).

    ``attach``: the issued papers and signed copies go along. ``password``: seals the file (AES-256 ZIP); it is told by
    word of mouth and kept nowhere.
    """

    to: Path
    kind: str = INCREMENTAL
    attach: bool = False
    password: str = field(default="", repr=False)


def preview_export(desk: Desk) -> ExportPreview:
    """Looks, writes nothing."""
    desk.require(Role.CLERK)
    with desk.store.read() as uow:
        profile = current_profile(uow, desk.parts.today())
        rows = _Rows(desk, uow, profile, [row.item_id for row in uow.outbox.waiting()])
        ready = tuple(
            ReadyItem(
                one.item.id,
                one.item.register_no,
                local_moment(one.reception.entered_at).date().isoformat(),
                screening_title(desk, uow, one.screening) or "作废",
                one.op,
            )
            for one, _row in rows
        )
        numbers = [batch.batch_no for batch in uow.batches.all()]
        return ExportPreview(
            ready=ready,
            left_out=listed(rows.left_out),
            sealed_count=sum(one.state != "void" for one in uow.items.where(sealed=True)),
            next_batch_no=max(numbers, default=0) + 1,
            profile_note=standing(uow, rows.packages),
        )


def write_package(desk: Desk, order: ExportOrder) -> Exported:
    """Everything up to a cut goes into the next batch; the store counts it as written only after the read-back.

    The rows stream from one consistent view while the package is built; a short transaction then records the batch. An
    edit in between has a higher sequence number and goes with the next batch. UserError(code='nothing').
    """
    desk.require(Role.CLERK)
    if order.kind not in KINDS:
        raise ValueError(order.kind)
    check_password(order.password)
    with desk.store.read() as uow:
        profile = current_profile(uow, desk.parts.today())
        cut = uow.outbox.last_seq()
        waiting = [row.item_id for row in uow.outbox.waiting() if row.seq <= cut]
        ids = list(uow.items.ids()) if order.kind == FULL else waiting
        rows = _Rows(desk, uow, profile, ids, only_known=order.kind == CORRECTION, attach=order.attach)
        stream = iter(rows)
        first = next(stream, None)
        if first is None:
            raise UserError("现在没有可以报送的件，没有写文件。", code="nothing")
        batch_order = _order(desk, uow, profile, ids, cut, order.kind)
        sent: list[tuple[str, int, str]] = []
        going = _noted(chain([first], stream), sent)
        written = rows.packages.write(batch_order, going, order.to, uow.blobs.get, order.password)
    with desk.store.write() as uow:
        uow.blobs.add(written.body, "package")  # found again by zip_sha256
        uow.batches.add(
            Batch(
                id=batch_order.batch_id,
                batch_no=batch_order.batch_no,
                kind=batch_order.kind,
                period_from=batch_order.period_from,
                period_to=batch_order.period_to,
                seq_from=batch_order.seq_from,
                seq_to=batch_order.seq_to,
                made_at=desk.parts.now_text(),
                made_by=desk.user.id,
                file_name=plain_name(written.path.name),
                zip_sha256=written.zip_sha256,
                manifest_sha256=written.manifest_sha256,
                counts_json=json.dumps({"xfj": len(sent)}),
                state="written",
            )
        )
        for item_id, rev, op in sent:
            uow.batch_items.add(BatchItem(batch_order.batch_id, item_id, rev, op, "10", written.row_sha256[item_id]))
        uow.outbox.assign(cut, [item_id for item_id, _rev, _op in sent], batch_order.batch_id)
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="export",
            kind="batch",
            record_id=batch_order.batch_id,
            detail={"rows": str(len(sent)), "sha256": written.zip_sha256, "file": written.path.name},
        )
    return Exported(
        batch_no=batch_order.batch_no,
        path=written.path,
        count=len(sent),
        left_out=listed(rows.left_out),
        changed=Changed(frozenset({"exchange"})),
    )


def check_password(password: str) -> None:
    """FieldErrors(``password``) for one that is too short to hold; empty = the file is not sealed."""
    if password and len(password) < LEAST_PASSWORD:
        raise FieldErrors({"password": f"密码至少 {LEAST_PASSWORD} 个字，太短挡不住人。"})


def plain_name(file_name: str) -> str:
    """The name of the package itself, sealed or not."""
    return file_name.replace(".aes.zip", ".zip")


def export_again(desk: Desk, batch_id: str, to: Path, password: str = "") -> Path:
    """再次导出: the kept bytes of a batch, written once more. UserError(code='not_kept') for a batch of before."""
    desk.require(Role.CLERK)
    check_password(password)
    with desk.store.read() as uow:
        batch = uow.batches.get(batch_id)
        try:
            body = uow.blobs.get(batch.zip_sha256)
        except KeyError as error:
            raise UserError(
                f"第 {batch.batch_no} 期没有留存件（旧版程序写的，或者其中有一件转了密存），"
                "不能再次导出；请用当时的U盘。",
                code="not_kept",
            ) from error
    if hashlib.sha256(body).hexdigest() != batch.zip_sha256:
        raise EnvironmentFault(f"第 {batch.batch_no} 期的留存件坏了，没有写文件。", code="verify_failed")
    path = desk.parts.packages.write_again(body, batch.file_name, to, password)
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="export_again",
            kind="batch",
            record_id=batch.id,
            detail={"sha256": batch.zip_sha256, "file": path.name},
        )
    return path


def batches(desk: Desk) -> tuple[Batch, ...]:
    """Newest first."""
    desk.require(Role.CLERK, Role.ADMIN, Role.INSPECTOR)
    with desk.store.read() as uow:
        return tuple(sorted(uow.batches.all(), key=lambda batch: -batch.batch_no))


@dataclass(frozen=True)
class BatchLine:
    """A batch, and whether its receipt is in: that closes the period."""

    batch: Batch
    answered: bool


def batch_lines(desk: Desk) -> tuple[BatchLine, ...]:
    """Newest first."""
    with desk.store.read() as uow:
        answered = uow.province_replies.answered()
    return tuple(BatchLine(batch, batch.id in answered) for batch in batches(desk))


class _Rows:
    """The rows that go, one after another; ``left_out`` fills as they are read.

    Attributes:
        packages: by the profile that holds today.
    """

    def __init__(
        self,
        desk: Desk,
        uow: UnitOfWork,
        profile: OfficeProfile,
        item_ids: Iterable[str],
        *,
        only_known: bool = False,
        attach: bool = False,
    ) -> None:
        self._desk, self._uow, self._profile, self._ids = desk, uow, profile, item_ids
        self._only_known, self._attach = only_known, attach
        self.packages = packages_in_force(desk, uow)
        self.left_out: list[LeftOut] = []

    def __iter__(self) -> Iterator[tuple[Candidate, PackageRow]]:
        for one, row in package_rows(self._desk, self._uow, self._profile, self._going(), attach=self._attach):
            problems = self.packages.check(row)
            if problems:
                field, sentence = problems[0]
                self.left_out.append(LeftOut(one.item.id, one.reception.id, one.item.register_no, sentence, field))
            else:
                yield one, row

    def _going(self) -> Iterator[Candidate]:
        for one in candidates(self._uow, self._ids):
            if isinstance(one, LeftOut):
                self.left_out.append(one)
            elif not self._only_known or one.op != "I":
                yield one


def _noted(rows: Iterable[tuple[Candidate, PackageRow]], sent: list[tuple[str, int, str]]) -> Iterator[PackageRow]:
    for _one, row in rows:
        sent.append((row.xfjid, row.rev, row.op))
        yield row


def _order(
    desk: Desk, uow: UnitOfWork, profile: OfficeProfile, item_ids: Iterable[str], cut: int, kind: str
) -> PackageOrder:
    done = sorted(uow.batches.all(), key=lambda batch: batch.batch_no)
    last = done[-1] if done else None
    now = desk.parts.now_text()
    seal = newest_seal(desk, uow)
    return PackageOrder(
        batch_id=desk.parts.ids.new_id(),
        batch_no=last.batch_no + 1 if last else 1,
        kind=kind if last else FULL,
        org_code=profile.org_code or profile.division,
        org_name=profile.name,
        xzqh=profile.division if len(profile.division) in (6, 12) else profile.division[:6],
        period_from=last.period_to if last else iso(_first_entered(uow, item_ids, now)),
        period_to=iso(now),
        created_at=iso(now),
        operator=desk.user.display_name,
        software_version=desk.parts.software_version,
        db_schema=desk.store.schema_count,
        install_id=desk.store.install_id,
        previous=(last.id, last.manifest_sha256) if last else None,
        seq_from=last.seq_to + 1 if last else 1,
        seq_to=cut,
        audit_seal=(seal.day, seal.seq, seal.code) if seal is not None else None,
    )


def _first_entered(uow: UnitOfWork, item_ids: Iterable[str], now: str) -> str:
    """When the first of them was registered; the ids are in the order in which they were."""
    first = next(iter(item_ids), None)
    return now if first is None else uow.receptions.get(uow.items.get(first).reception_id).entered_at
