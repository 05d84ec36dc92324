"""报送期: how often the office reports, what is due today, and the sheet that goes with a batch."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from xinfang_desk.domain.moments import date_text, date_weekday_text
from xinfang_desk.domain.papers import (
    Blank,
    Block,
    Cell,
    DocumentData,
    Face,
    Paragraph,
    Run,
    Spacer,
    Table,
    office_sheet,
)
from xinfang_desk.domain.periods import Every, next_due, parse_every
from xinfang_desk.domain.records import Batch, Role
from xinfang_desk.services import office
from xinfang_desk.services.context import Changed, Desk, current_profile, local_moment
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sheets import SheetPrint, print_sheet

KINDS = {"full": "全部重报", "incremental": "本期变动", "correction": "更正和撤回", "resend": "补发"}
DUE = "今天该报送了：{words}，请到“报送”里写文件。"
OVERDUE = "报送期已过：{words}，应于{day}写文件，请到“报送”里补上。"


@dataclass(frozen=True)
class ExportPeriod:
    """``next_on``: when the next file is due, None where no period is set; ``sentence``: what is due now, or empty.

    ``open_batches``: numbers of batches without a receipt; a period is closed when its receipt is in.
    """

    every: Every | None
    last_on: date | None
    next_on: date | None
    sentence: str
    open_batches: tuple[int, ...]


def export_period(desk: Desk) -> ExportPeriod:
    """Where the office stands in its periods."""
    desk.require(Role.CLERK, Role.ADMIN, Role.INSPECTOR)
    today = desk.parts.today()
    with desk.store.read() as uow:
        every, done = parse_every(current_profile(uow, today).export_every), uow.batches.all()
        last, coming = _days(uow, every, done)
        answered = uow.province_replies.answered()
    still = sorted(batch.batch_no for batch in done if batch.id not in answered)
    return ExportPeriod(every, last, coming, _sentence(every, coming, today), tuple(still))


def due_sentence(desk: Desk) -> str:
    """What the desk says at log-in; empty for who does not send and where nothing is due."""
    if not (desk.has(Role.CLERK) or desk.has(Role.ADMIN)):
        return ""
    today = desk.parts.today()
    with desk.store.read() as uow:
        every = parse_every(current_profile(uow, today).export_every)
        return _sentence(every, _days(uow, every, uow.batches.all())[1], today) if every is not None else ""


def _days(uow: UnitOfWork, every: Every | None, done: tuple[Batch, ...]) -> tuple[date | None, date | None]:
    """The day of the last file, and the day on which the next is due."""
    newest = max(done, key=lambda batch: batch.batch_no, default=None)
    last = local_moment(newest.made_at).date() if newest is not None else None
    if every is None:
        return last, None
    start = last or _first_waiting(uow)
    return last, next_due(every, start) if start is not None else None


def set_period(desk: Desk, every: Every | None) -> Changed:
    """From today on. UserError(code='role') but for 管理员."""
    desk.require(Role.ADMIN)
    with desk.store.read() as uow:
        now = current_profile(uow, desk.parts.today())
    return office.save_profile(desk, replace(now, export_every=every.to_text() if every is not None else ""))


def print_cover(desk: Desk, batch_id: str, printer: str) -> SheetPrint:
    """报送交接单 for a batch: counts, hashes, lines to sign. KeyError for a batch that is not there."""
    desk.require(Role.CLERK, Role.ADMIN)
    with desk.store.read() as uow:
        batch = uow.batches.get(batch_id)
        ops = [row.op for row in uow.batch_items.where(batch_id=batch_id)]
        sheet = cover_sheet(current_profile(uow, desk.parts.today()).name, batch, ops, desk.parts.today())
    printed = print_sheet(desk, sheet, printer)
    if printed.good:
        with desk.store.write() as uow:
            uow.audit.record(
                at=desk.parts.now_text(), actor=desk.user.id, action="export.cover", kind="batch", record_id=batch_id
            )
    return printed


def cover_sheet(office_name: str, batch: Batch, ops: list[str], today: date) -> DocumentData:
    """The sheet as data; hashes in groups of four, so that two people can compare them aloud."""
    start, end = (local_moment_text(moment) for moment in (batch.period_from, batch.period_to))
    rows = (
        ("期次", f"第 {batch.batch_no} 期（{KINDS.get(batch.kind, batch.kind)}）"),
        ("时段", f"{start} 至 {end}"),
        ("件数", f"{json.loads(batch.counts_json).get('xfj', 0)} 件：" + _counts(ops)),
        ("文件", batch.file_name),
        ("文件校验值（SHA-256）", in_fours(batch.zip_sha256)),
        ("清单校验值（SHA-256）", in_fours(batch.manifest_sha256)),
    )
    table = Table((0.28, 0.72), tuple((Cell(head, Face.HEI), Cell(words)) for head, words in rows), size=0.75)
    lines: tuple[Block, ...] = tuple(
        Blank(f"{who}（签名）：", "　　日期：＿＿＿＿年＿＿月＿＿日", 8) for who in ("移交人", "带送人", "接收人")
    )
    note = Paragraph((Run("接收人请先算一遍文件校验值，和上面一样再签名；不一样的退回重报。"),))
    blocks = (table, Spacer(0.5), note, Spacer(0.5), *lines)
    return office_sheet("EXPORT", office_name, "信访件报送交接单", blocks, dated=date_text(today))


def in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def local_moment_text(iso: str) -> str:
    """2026-11-24 17:30 of an instant with its offset."""
    return iso[:16].replace("T", " ")


def _counts(ops: list[str]) -> str:
    words = {"I": "新报", "U": "更正", "D": "撤回"}
    return "，".join(f"{words[op]} {ops.count(op)}" for op in words if op in ops) or "无"


def _sentence(every: Every | None, coming: date | None, today: date) -> str:
    if every is None or coming is None or coming > today:
        return ""
    form = DUE if coming == today else OVERDUE
    return form.format(words=every.words, day=date_weekday_text(coming))


def _first_waiting(uow: UnitOfWork) -> date | None:
    """Before the first file: the day of the first change that waits for it."""
    waiting = uow.outbox.waiting()
    return local_moment(waiting[0].at).date() if waiting else None
