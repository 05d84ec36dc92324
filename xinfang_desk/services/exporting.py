"""报送: what goes into the next package, what stays and why, and the batch itself (条例 21.2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import (
    Batch,
    BatchItem,
    ClockState,
    Document,
    Item,
    ItemState,
    OutboxRow,
    Reception,
    Role,
    Screening,
    Secrecy,
    Visitor,
)
from xinfang_desk.services.conclusions import screening_title
from xinfang_desk.services.context import Changed, Desk, current_profile, local_moment
from xinfang_desk.services.ports import PackageOrder, PackageRow, UnitOfWork
from xinfang_desk.services.province import RETURNED, province_facts

NOT_SCREENED = "还没有甄别，甄别以后再报。"
AWAITING = "待告知，负责人决定以后再报。"
SEALED = "密件不报送。"
ABOVE_INTERNAL = "高于“内部”的件不走这个渠道。"
CONSULTATION = "咨询不算信访件，不报送。"
PRACTICE = "练习的件不报送。"


@dataclass(frozen=True)
class LeftOut:
    """An item that does not go this time. ``reason`` is short; sealed items are counted, not listed."""

    item_id: str
    reception_id: str
    register_no: str
    reason: str
    field: str = ""


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
class _Candidate:
    item: Item
    reception: Reception
    screening: Screening | None
    op: str
    seq: int


def preview_export(desk: Desk) -> ExportPreview:
    """Looks, writes nothing."""
    desk.require(Role.CLERK, Role.ADMIN)
    with desk.store.read() as uow:
        profile = current_profile(uow, desk.parts.today())
        candidates, left_out, sealed = _sort(uow, uow.outbox.waiting())
        ready, refused = _checked(desk, uow, profile, candidates)
        numbers = [batch.batch_no for batch in uow.batches.all()]
        return ExportPreview(
            ready=tuple(
                ReadyItem(
                    one.item.id,
                    one.item.register_no,
                    local_moment(one.reception.entered_at).date().isoformat(),
                    screening_title(desk, uow, one.screening) or "作废",
                    one.op,
                )
                for one, _row in ready
            ),
            left_out=(*left_out, *refused),
            sealed_count=sealed,
            next_batch_no=max(numbers, default=0) + 1,
            profile_note=desk.parts.packages.profile_note,
        )


def write_package(desk: Desk, to: Path) -> Exported:
    """Everything up to a cut goes into the next batch; the store counts it as written only after the read-back.

    The package is built between two short transactions: the first reads up to the cut, the second records the batch. An
    edit in between has a higher sequence number and goes with the next batch.
    """
    desk.require(Role.CLERK, Role.ADMIN)
    with desk.store.read() as uow:
        profile = current_profile(uow, desk.parts.today())
        cut = uow.outbox.last_seq()
        waiting = tuple(row for row in uow.outbox.waiting() if row.seq <= cut)
        candidates, left_out, _sealed = _sort(uow, waiting)
        ready, refused = _checked(desk, uow, profile, candidates)
        order = _order(desk, uow, profile, waiting, cut)
    rows = [row for _one, row in ready]
    if not rows:
        raise UserError("现在没有可以报送的件，没有写文件。", code="nothing")
    written = desk.parts.packages.write(order, rows, to)
    body = desk.parts.packages.kept_body(written)
    with desk.store.write() as uow:
        uow.blobs.add(body, "package")  # found again by zip_sha256
        uow.batches.add(
            Batch(
                id=order.batch_id,
                batch_no=order.batch_no,
                kind=order.kind,
                period_from=order.period_from,
                period_to=order.period_to,
                seq_from=order.seq_from,
                seq_to=order.seq_to,
                made_at=desk.parts.now_text(),
                made_by=desk.user.id,
                file_name=written.path.name,
                zip_sha256=written.zip_sha256,
                manifest_sha256=written.manifest_sha256,
                counts_json=json.dumps({"xfj": len(rows)}),
                state="written",
            )
        )
        for row in rows:
            uow.batch_items.add(
                BatchItem(order.batch_id, row.xfjid, row.rev, row.op, "10", written.row_sha256[row.xfjid])
            )
        uow.outbox.assign(cut, [row.xfjid for row in rows], order.batch_id)
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="export",
            kind="batch",
            record_id=order.batch_id,
            detail={"rows": str(len(rows)), "sha256": written.zip_sha256, "file": written.path.name},
        )
    return Exported(
        batch_no=order.batch_no,
        path=written.path,
        count=len(rows),
        left_out=(*left_out, *refused),
        changed=Changed(frozenset({"exchange"})),
    )


def export_again(desk: Desk, batch_id: str, to: Path) -> Path:
    """再次导出: the kept bytes of a batch, written once more. UserError(code='not_kept') for a batch of before."""
    desk.require(Role.CLERK, Role.ADMIN)
    with desk.store.read() as uow:
        batch = uow.batches.get(batch_id)
        try:
            body = uow.blobs.get(batch.zip_sha256)
        except KeyError as error:
            raise UserError(
                f"第 {batch.batch_no} 期是旧版程序写的，没有留存件，不能再次导出；请用当时的U盘。", code="not_kept"
            ) from error
    if hashlib.sha256(body).hexdigest() != batch.zip_sha256:
        raise EnvironmentFault(f"第 {batch.batch_no} 期的留存件坏了，没有写文件。", code="verify_failed")
    path = desk.parts.packages.write_again(body, batch.file_name, to)
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


def _sort(uow: UnitOfWork, waiting: tuple[OutboxRow, ...]) -> tuple[tuple[_Candidate, ...], tuple[LeftOut, ...], int]:
    """Of each waiting item its last change; what is not to go, with the reason; how many are sealed."""
    newest = {row.item_id: row for row in waiting}
    # What the province sent back each time is not there: it goes as new again.
    exported = {
        one.item_id for item_id in newest for one in uow.batch_items.where(item_id=item_id) if one.status != RETURNED
    }
    candidates: list[_Candidate] = []
    left_out: list[LeftOut] = []
    for item_id, row in newest.items():
        item = uow.items.get(item_id)
        reception = uow.receptions.get(item.reception_id)
        found = uow.screenings.where(item_id=item_id, current=True)
        screening = found[0] if found else None
        reason = _why_not(item, reception, screening, item_id in exported)
        if reason:
            left_out.append(LeftOut(item_id, reception.id, item.register_no, reason))
            continue
        op = "D" if item.state == ItemState.VOID else ("U" if item_id in exported else "I")
        candidates.append(_Candidate(item, reception, screening, op, row.seq))
    sealed = sum(1 for item in uow.items.where(sealed=True) if item.state != ItemState.VOID)
    shown = tuple(one for one in left_out if one.reason not in (SEALED, CONSULTATION, PRACTICE, ""))
    return tuple(candidates), shown, sealed


def never_goes(item: Item, reception: Reception, screening: Screening | None, *, exported: bool) -> bool:
    """What 报送 neither sends nor waits for: sealed matter, questions, practice, what was void before it went."""
    if item.state == ItemState.VOID and not exported:
        return True
    return _why_not(item, reception, screening, exported) in (SEALED, PRACTICE, CONSULTATION, ABOVE_INTERNAL)


def _why_not(item: Item, reception: Reception, screening: Screening | None, exported: bool) -> str:
    if item.sealed:
        return SEALED
    if reception.practice:
        return PRACTICE
    if item.state == ItemState.VOID:
        return "" if exported else "作废前没有报过，或者省里没有收下，不用报。"
    if item.secrecy != Secrecy.INTERNAL:
        return ABOVE_INTERNAL
    if screening is None:
        return NOT_SCREENED
    if screening.awaiting:
        return AWAITING
    return CONSULTATION if screening.leaf == "L05" else ""


def _checked(
    desk: Desk, uow: UnitOfWork, profile: OfficeProfile, candidates: tuple[_Candidate, ...]
) -> tuple[tuple[tuple[_Candidate, PackageRow], ...], tuple[LeftOut, ...]]:
    ready: list[tuple[_Candidate, PackageRow]] = []
    refused: list[LeftOut] = []
    for one in candidates:
        row = _row(desk, uow, profile, one)
        problems = desk.parts.packages.check(row)
        if problems:
            field, sentence = problems[0]
            refused.append(LeftOut(one.item.id, one.reception.id, one.item.register_no, sentence, field))
        else:
            ready.append((one, row))
    return tuple(ready), tuple(refused)


def _order(
    desk: Desk, uow: UnitOfWork, profile: OfficeProfile, waiting: tuple[OutboxRow, ...], cut: int
) -> PackageOrder:
    done = sorted(uow.batches.all(), key=lambda batch: batch.batch_no)
    last = done[-1] if done else None
    now = desk.parts.now_text()
    first = min((uow.receptions.get(uow.items.get(r.item_id).reception_id).entered_at for r in waiting), default=now)
    return PackageOrder(
        batch_id=desk.parts.ids.new_id(),
        batch_no=last.batch_no + 1 if last else 1,
        kind="incremental" if last else "full",
        org_code=profile.org_code or profile.division,
        org_name=profile.name,
        xzqh=profile.division if len(profile.division) in (6, 12) else profile.division[:6],
        period_from=last.period_to if last else _iso(first),
        period_to=_iso(now),
        created_at=_iso(now),
        operator=desk.user.display_name,
        software_version=desk.parts.software_version,
        db_schema=desk.store.schema_count,
        install_id=desk.store.install_id,
        previous=(last.id, last.manifest_sha256) if last else None,
        seq_from=last.seq_to + 1 if last else 1,
        seq_to=cut,
    )


def _row(desk: Desk, uow: UnitOfWork, profile: OfficeProfile, one: _Candidate) -> PackageRow:
    item, reception = one.item, one.reception
    if one.op == "D":
        gone = {
            "xfjid": item.id,
            "rev": str(item.rev),
            "reason_code": "void",
            "reason": item.void_reason,
            "at": _iso(desk.parts.now_text()),
            "by": desk.user.display_name,
        }
        return PackageRow(item.id, item.rev, "D", gone, (), ())
    visitors = uow.visitors.where(reception_id=reception.id)
    clocks = [c for c in uow.clocks.where(item_id=item.id) if c.state != ClockState.VOID and c.code != "T7"]
    place = desk.parts.divisions.path_name(item.place_division) if item.place_division else ""
    facts = json.loads(one.screening.facts_json) if one.screening else {}
    xfj = {
        "xzqh": profile.division,
        "xfjid": item.id,
        "djbh": item.register_no,
        "rev": str(item.rev),
        "xfjbh": province_facts(uow.province_replies.where(item_id=item.id)).xfjbh,
        "xfrq": reception.received_on,
        "xfxs": reception.form,
        "xfrs": str(reception.people),
        "sjrs": str(reception.concerned),
        "djjgmc": profile.name,
        "djjgdm": profile.org_code or profile.division,
        "djr": uow.users.get(reception.registrar_id).display_name,
        "djsj": _wall(reception.entered_at),
        "gkxx": item.summary or item.request,
        "tsnr": "\n".join(part for part in (item.facts, item.reasons) if part),
        "xfsq": item.request,
        "wtsddm": item.place_division or profile.division,
        "wtsdmc": place + item.place if place or item.place else profile.division_name,
        "nrfldm": item.content_class,
        "xfmddm": item.purpose or "qita",
        "lmbz": "1" if reception.people >= 5 else "0",
        "zdjjbz": "1" if facts.get("major_or_urgent") else "0",
        "nmbz": "1" if any(v.anonymous for v in visitors) else "0",
        "bfyrhdw": item.body_complained,
        "xbjzsj": f"{min(c.due_on for c in clocks)} 00:00:00" if clocks else "",
        "lastmodifytime": _wall(desk.parts.now_text()),
    }
    xfr = tuple(_visitor(desk, item, visitor) for visitor in visitors if visitor.role != "agent" or len(visitors) == 1)
    return PackageRow(item.id, item.rev, one.op, xfj, xfr, (_handling(desk, uow, profile, one),))


def _visitor(desk: Desk, item: Item, visitor: Visitor) -> dict[str, str]:
    mobile = visitor.phone
    return {
        "xfrid": visitor.id,
        "xfjid": item.id,
        "xh": str(visitor.ordinal),
        "xm": "(匿名)" if visitor.anonymous and not visitor.name else visitor.name,
        "xb": visitor.sex,
        "zz": desk.parts.divisions.with_place(visitor.division, visitor.address),
        "zzdm": visitor.division,
        "zjlx": visitor.id_kind if visitor.id_number else "",
        "zjhm": visitor.id_number,
        "sjh": mobile,
        "csrq": visitor.born_on or "",
        "xfjzfrbz": "1" if visitor.role in ("main", "represented") else "0",
    }


def _handling(desk: Desk, uow: UnitOfWork, profile: OfficeProfile, one: _Candidate) -> dict[str, str]:
    """The first handling row: the conclusion of the screening."""
    screening = one.screening
    assert screening is not None
    documents = [d for d in uow.document_items.of_item(one.item.id) if d.state == "final"]
    return {
        "blfsid": screening.id,
        "xfjid": one.item.id,
        "blfs": handling_key(screening),
        "bljg": profile.name,
        "bljgdm": profile.org_code or profile.division,
        "jbr": uow.users.get(screening.by).display_name,
        "blsj": _wall(screening.at),
        "qxjg": _passed_to(uow, documents),
        "hfgznr": "、".join(f"{d.title}（{d.number}）" for d in documents if d.code[0] == "B" and d.number),
        "dftype": "0",
    }


def _passed_to(uow: UnitOfWork, documents: list[Document]) -> str:
    """去向: the bodies that the papers of passing on went to (B2, B3)."""
    names = [
        row.name
        for document in documents
        if document.code in ("B2", "B3")
        for row in uow.recipients.where(document_id=document.id)
        if row.kind == "body"
    ]
    return "、".join(dict.fromkeys(names))


def handling_key(screening: Screening) -> str:
    """The profile's key for 办理方式: the leaf, with a letter where one leaf ends in two ways."""
    result = json.loads(screening.result_json)
    documents, leaf = result.get("documents", []), screening.leaf
    special: tuple[tuple[str, Callable[[], bool], str], ...] = (
        ("L11", lambda: "B8" not in documents, "L11g"),
        ("L16", lambda: "B9" in documents, "L16b"),
        ("L18", lambda: "B3" in documents, "L18f"),
        ("L19", lambda: "B3" in documents, "L19f"),
    )
    return next((key for code, holds, key in special if leaf == code and holds()), leaf)


def _iso(instant: str) -> str:
    return local_moment(instant).isoformat(timespec="seconds")


def _wall(instant: str) -> str:
    moment: datetime = local_moment(instant)
    return moment.strftime("%Y-%m-%d %H:%M:%S")
