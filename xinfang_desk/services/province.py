"""What the province has issued to an item: read from its replies, the same for export, receipts and the board."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xinfang_desk.domain.records import Batch, BatchItem, ProvinceReply, ProvinceTyped


class ExchangeState(StrEnum):
    """Where a record stands in the exchange with the province."""

    WAITING = "waiting"
    EXPORTED = "exported"
    RECEIVED = "received"
    DOUBLE = "double"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


STATE_LABELS: dict[ExchangeState, str] = {
    ExchangeState.WAITING: "未报",
    ExchangeState.EXPORTED: "已导出",
    ExchangeState.RECEIVED: "已接收",
    ExchangeState.DOUBLE: "重复",
    ExchangeState.RETURNED: "退回",
    ExchangeState.WITHDRAWN: "撤回",
}
EXPORTED, RECEIVED, DOUBLE, RETURNED = "10", "20", "30", "40"  # BatchItem.status
_STATES = {
    EXPORTED: ExchangeState.EXPORTED,
    RECEIVED: ExchangeState.RECEIVED,
    DOUBLE: ExchangeState.DOUBLE,
    RETURNED: ExchangeState.RETURNED,
}


@dataclass(frozen=True)
class ProvinceFacts:
    """Province-issued fields of an item; empty = not issued."""

    xfjbh: str = ""
    query_code: str = ""
    first_in_country: str = ""
    repeated: str = ""
    state_text: str = ""


def province_facts(replies: Sequence[ProvinceReply], typed: Sequence[ProvinceTyped] = ()) -> ProvinceFacts:
    """Of each field what was said last; a reply that does not say it takes nothing away.

    What a person typed back from the province's screen stands where no receipt says it.
    """

    def last(name: str) -> str:
        return next((value for row in reversed(replies) if (value := getattr(row, name))), "")

    by_hand = typed[-1] if typed else None
    return ProvinceFacts(
        last("xfjbh") or (by_hand.xfjbh if by_hand else ""),
        last("query_code") or (by_hand.query_code if by_hand else ""),
        last("first_in_country"),
        last("repeated"),
        last("state_text"),
    )


def newest_sent(sent: Iterable[BatchItem], batches: Mapping[str, Batch]) -> dict[str, BatchItem]:
    """Of each item its row in the newest batch."""
    return {row.item_id: row for row in sorted(sent, key=lambda row: batches[row.batch_id].batch_no)}


def state_of(newest: BatchItem | None, *, typed: bool = False) -> ExchangeState:
    """The state that an item's newest batch gives it. A withdrawal that came back is a returned one.

    ``typed``: a person entered it on the province's screen; without a batch it is received.
    """
    if newest is None:
        return ExchangeState.RECEIVED if typed else ExchangeState.WAITING
    if newest.op == "D" and newest.status != RETURNED:
        return ExchangeState.WITHDRAWN
    return _STATES[newest.status]


def reply_words(reply: ProvinceReply, op: str, heading: Callable[[str], str]) -> str:
    """One reply in a sentence: what became of the record, and what the province issued or objected to."""
    said = [_became(reply.status, op)]
    for words, value in (
        ("信访件编号", reply.xfjbh),
        ("查询码", reply.query_code),
        ("与编号重复的件", reply.repeated_no),
        ("办理状态", reply.state_text),
    ):
        if value:
            said.append(f"{words} {value}")
    if reply.first_in_country:
        said.append("全国初次" if reply.first_in_country == "1" else "不是全国初次")
    if reply.repeated:
        said.append("重复件" if reply.repeated == "1" else "不是重复件")
    reason = reason_words(reply, heading)
    return "，".join(said) + (f"：{reason}" if reason else "")


def reason_words(reply: ProvinceReply, heading: Callable[[str], str]) -> str:
    """Why a record came back, in the province's own words, at the field's Chinese name."""
    errors = json.loads(reply.errors_json)
    return "；".join(
        f"“{heading(field)}”{message or code}" if field else message or code for field, code, message in errors
    )


def _became(status: str, op: str) -> str:
    if status == RETURNED:
        return "省里退回了撤回" if op == "D" else "省里退回"
    if op == "D":
        return "省里已撤回"
    return "省里已有这一件（重复）" if status == DOUBLE else "省里已接收"
