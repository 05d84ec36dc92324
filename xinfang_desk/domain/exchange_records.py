"""Rows of the exchange with the province: changes that wait, batches, and what the province answered (design.md 4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OutboxRow:
    """A change waiting for the next batch."""

    seq: int
    item_id: str
    rev: int
    op: str  # I | U | D
    at: str
    batch_id: str | None


@dataclass(frozen=True)
class Batch:
    """报送批次."""

    id: str
    batch_no: int
    kind: str
    period_from: str
    period_to: str
    seq_from: int
    seq_to: int
    made_at: str
    made_by: str
    file_name: str
    zip_sha256: str
    manifest_sha256: str
    counts_json: str
    state: str  # written | failed


@dataclass(frozen=True)
class BatchItem:
    batch_id: str
    item_id: str
    rev: int
    op: str
    status: str  # 10 exported, 20 received, 30 double, 40 returned
    row_sha256: str


@dataclass(frozen=True)
class ProvinceReply:
    """What the province said of one exported item in one batch: a line of a receipt, never changed afterwards."""

    id: str
    batch_id: str
    item_id: str
    rev: int
    status: str  # 20 received, 30 double, 40 returned
    xfjbh: str  # 信访件编号
    query_code: str  # 查询码
    first_in_country: str  # 全国初次标志: 1, 0 or empty
    repeated: str  # 重复信访标志: 1, 0 or empty
    repeated_no: str  # the number of the item that it repeats
    state_text: str  # 信访件处理状态
    errors_json: str  # [[field, code, message], …]
    received_at: str  # the receipt's own instant
    taken_at: str
    taken_by: str


@dataclass(frozen=True)
class ProvinceTyped:
    """What a person typed back from the province's own screen, where no file goes there; a later row counts."""

    id: str
    item_id: str
    rev: int
    xfjbh: str
    query_code: str
    at: str
    by: str
