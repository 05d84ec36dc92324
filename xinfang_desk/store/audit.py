"""The audit: append-only, hash-chained over HMACs of the detail rows (design.md 6).

What names a person stands only in ``audit_detail``, each row under a salt of its own: once a detail and its salt are
gone, its HMAC in the chain tells nothing, and the chain stays whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Connection, select

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.day_seal import DaySeal, seal_code
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.records import AuditRow
from xinfang_desk.store import schema as t
from xinfang_desk.store.repository import Unit

SALT_BYTES = 32
FIRST = ""  # what the first link names as its previous one

_NAMES = tuple(AuditRow.__dataclass_fields__)
_ROW = select(*(t.AUDIT.c[name] for name in _NAMES))
_LAST = select(t.AUDIT.c.seq, t.AUDIT.c.digest).order_by(t.AUDIT.c.seq.desc()).limit(1)
_GONE = select(t.DESTRUCTION.c.detail_seqs)  # details that went with what they told of
_ADD, _ADD_DETAIL = t.AUDIT.insert(), t.AUDIT_DETAIL.insert()


def link_digest(row: AuditRow) -> str:
    """SHA-256 hex over every other field of a link, as a JSON list."""
    said = json.dumps([getattr(row, name) for name in _NAMES[:-1]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def detail_hmac(salt: bytes, body: str) -> str:
    return hmac.new(salt, body.encode(), hashlib.sha256).hexdigest()


class Audit:
    """The chain inside a unit of work."""

    def __init__(self, unit: Unit, random: Callable[[int], bytes]) -> None:
        self._unit = unit
        self._random = random
        self._last: tuple[int, str] | None = None  # of this unit's own; nobody else writes before it ends

    def record(
        self,
        *,
        at: str,
        actor: str,
        action: str,
        kind: str = "",
        record_id: str = "",
        detail: dict[str, str] | None = None,
    ) -> AuditRow:
        """Adds one link; it stands when the unit of work commits, together with what it tells of."""
        last = self._last or self._unit.ask(_LAST).one_or_none()
        seq, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
        code = ""
        if detail:
            body = canonical(detail)
            salt = self._random(SALT_BYTES)
            code = detail_hmac(salt, body)
        row = AuditRow(seq, at, actor, action, kind, record_id, code, previous, "")
        row = replace(row, digest=link_digest(row))
        self._unit.change(_ADD, {name: getattr(row, name) for name in _NAMES})
        if detail:
            self._unit.change(_ADD_DETAIL, {"seq": seq, "salt": salt, "body_json": body})
        self._last = (row.seq, row.digest)
        return row

    def between(self, start: str, end: str) -> tuple[AuditRow, ...]:
        """The links whose instant lies in ``start <= at < end``, in the order of the chain."""
        rows = self._unit.ask(_ROW.where(t.AUDIT.c.at >= start, t.AUDIT.c.at < end).order_by(t.AUDIT.c.seq))
        return tuple(AuditRow(*values) for values in rows)

    def last(self) -> AuditRow | None:
        values = self._unit.ask(_ROW.order_by(t.AUDIT.c.seq.desc()).limit(1)).one_or_none()
        return AuditRow(*values) if values is not None else None

    def verify(self) -> int:
        """Number of links checked. EnvironmentFault(code='audit_broken') names the first break."""
        count, previous = 0, FIRST
        gone = {int(seq) for said in self._unit.ask(_GONE).scalars() for seq in said.split()}
        details = t.AUDIT_DETAIL.c
        rows = self._unit.ask(
            _ROW.add_columns(details.salt, details.body_json)
            .join_from(t.AUDIT, t.AUDIT_DETAIL, details.seq == t.AUDIT.c.seq, isouter=True)
            .order_by(t.AUDIT.c.seq)
        )
        for *values, salt, body in rows:
            row = AuditRow(*values)
            count += 1
            if row.seq != count:
                raise _broken(count, "这一条不见了")
            if row.previous != previous or row.digest != link_digest(row):
                raise _broken(count, "这一条被改动过")
            found = "" if body is None else detail_hmac(salt, body)
            if row.detail_hmac != found and not (body is None and row.seq in gone):
                raise _broken(count, "它的明细被改动过或者不见了")
            previous = row.digest
        orphans = select(details.seq).where(details.seq > count).order_by(details.seq).limit(1)
        stray = self._unit.ask(orphans).scalar()
        if stray is not None:
            raise _broken(int(stray), "这一条不见了")
        return count


def _broken(seq: int, what: str) -> EnvironmentFault:
    sentence = f"操作记录从第 {seq} 条起对不上：{what}。请停止使用，保留原文件，报告负责人。"
    return EnvironmentFault(sentence, code="audit_broken")


def chain_seal(connection: Connection, install_id: str) -> DaySeal | None:
    """The day's seal over the last link of a whole store, for a backup."""
    values = connection.execute(_ROW.order_by(t.AUDIT.c.seq.desc()).limit(1)).one_or_none()
    if values is None:
        return None
    row = AuditRow(*values)
    moment = datetime.strptime(row.at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    day = moment.astimezone(timezone(timedelta(hours=8))).date().isoformat()
    return DaySeal(day, row.seq, seal_code(install_id, day, row.seq, row.digest))
