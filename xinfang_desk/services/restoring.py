"""恢复 ahead of time: what stands in the store and would be missing after a backup is put back (issue 5.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xinfang_desk.domain.records import Role
from xinfang_desk.services.context import Desk, instant_text

_FAR = "9999"


@dataclass(frozen=True)
class Newer:
    """What is newer than a backup.

    Attributes:
        registered, batches: how many of them.
        numbers: the papers numbered since; they have to be written again under the same numbers, or voided.
        changes: links of the audit since, of whatever kind.
    """

    registered: int
    numbers: tuple[str, ...]
    batches: int
    changes: int


def newer_than(desk: Desk, made_at: datetime) -> Newer:
    """Compares the open store with the moment of a backup. 管理员 alone puts backups back."""
    desk.require(Role.ADMIN)
    since = instant_text(made_at)
    with desk.store.read() as uow:
        links = uow.audit.between(since, _FAR)
        issued = [link.record_id for link in links if link.action == "document.issue"]
        numbers = tuple(row.number for row in uow.documents.among("id", issued))
        batches = sum(batch.made_at >= since for batch in uow.batches.all())
        registered = sum(link.action == "reception.register" for link in links)
    return Newer(registered, numbers, batches, len(links))


def newer_words(newer: Newer, most: int = 12) -> str:
    """The preview in one sentence."""
    if not newer.changes:
        return "这份备份以后没有新的内容。"
    parts: Sequence[str] = [
        f"登记 {newer.registered} 件" if newer.registered else "",
        f"文书 {len(newer.numbers)} 份" if newer.numbers else "",
        f"报送 {newer.batches} 期" if newer.batches else "",
    ]
    told = "、".join(part for part in parts if part) or f"改动 {newer.changes} 处"
    listed = "、".join(newer.numbers[:most]) + (" 等" if len(newer.numbers) > most else "")
    papers = f"这些文号要照原号补记或者作废：{listed}。" if newer.numbers else ""
    return f"这份备份以后还有{told}，恢复以后就看不到了，要从留下的原数据里补。{papers}"
