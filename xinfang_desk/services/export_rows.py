"""The rows of a package: what may go, why the rest stays, and each item in national fields, read many at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.packages import Attachment
from xinfang_desk.domain.records import (
    BatchItem,
    Clock,
    ClockState,
    Document,
    DocumentState,
    Item,
    ItemState,
    ProvinceReply,
    ProvinceTyped,
    Reception,
    Recipient,
    Screening,
    Secrecy,
    Service,
    Visitor,
)
from xinfang_desk.services.context import Desk, local_moment
from xinfang_desk.services.ports import PackageRow, UnitOfWork
from xinfang_desk.services.province import RETURNED, province_facts

NOT_SCREENED = "还没有甄别，甄别以后再报。"
AWAITING = "待告知，负责人决定以后再报。"
SEALED = "密件不报送。"
ABOVE_INTERNAL = "高于“内部”的件不走这个渠道。"
CONSULTATION = "咨询不算信访件，不报送。"
PRACTICE = "练习的件不报送。"
NEVER_WENT = "作废前没有报过，或者省里没有收下，不用报。"

T = TypeVar("T")

_UNLISTED = (SEALED, CONSULTATION, PRACTICE)
_AT_ONCE = 500  # items read together
_SENT_ON = ("B2", "B2m", "B3")  # papers that pass a matter on


@dataclass(frozen=True)
class LeftOut:
    """An item that does not go this time. ``reason`` is short; sealed items are counted, not listed."""

    item_id: str
    reception_id: str
    register_no: str
    reason: str
    field: str = ""


@dataclass(frozen=True)
class Candidate:
    """An item that may go, with what it goes as: I | U | D."""

    item: Item
    reception: Reception
    screening: Screening | None
    op: str


def candidates(uow: UnitOfWork, item_ids: Iterable[str]) -> Iterator[Candidate | LeftOut]:
    """What each item goes as now, or why it stays, in the order given; each item once."""
    for ids in _in_parts(dict.fromkeys(item_ids)):
        items = {item.id: item for item in uow.items.among("id", ids)}
        there = list({item.reception_id for item in items.values()})
        receptions = {reception.id: reception for reception in uow.receptions.among("id", there)}
        screenings = {row.item_id: row for row in uow.screenings.among("item_id", ids) if row.current}
        exported = {row.item_id for row in uow.batch_items.among("item_id", ids) if went(row)}
        for item_id in ids:
            item = items[item_id]
            reception, screening = receptions[item.reception_id], screenings.get(item_id)
            reason = why_not(item, reception, screening, exported=item_id in exported)
            if reason:
                yield LeftOut(item_id, reception.id, item.register_no, reason)
                continue
            op = "D" if item.state == ItemState.VOID else ("U" if item_id in exported else "I")
            yield Candidate(item, reception, screening, op)


def went(row: BatchItem) -> bool:
    """What the province sent back is not there: it goes as new again."""
    return row.status != RETURNED


def listed(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Those that somebody can do something about."""
    return tuple(one for one in left_out if one.reason not in _UNLISTED)


def never_goes(item: Item, reception: Reception, screening: Screening | None, *, exported: bool) -> bool:
    """What 报送 neither sends nor waits for: sealed matter, questions, practice, what was void before it went."""
    if item.state == ItemState.VOID and not exported:
        return True
    return why_not(item, reception, screening, exported=exported) in (*_UNLISTED, ABOVE_INTERNAL)


def why_not(item: Item, reception: Reception, screening: Screening | None, *, exported: bool) -> str:
    """Why an item stays; empty = it may go."""
    if item.sealed:
        return SEALED
    if reception.practice:
        return PRACTICE
    if item.state == ItemState.VOID:
        return "" if exported else NEVER_WENT
    if item.secrecy != Secrecy.INTERNAL:
        return ABOVE_INTERNAL
    if screening is None:
        return NOT_SCREENED
    if screening.awaiting:
        return AWAITING
    return CONSULTATION if screening.leaf == "L05" else ""


def package_rows(
    desk: Desk, uow: UnitOfWork, profile: OfficeProfile, those: Iterable[Candidate], *, attach: bool = False
) -> Iterator[tuple[Candidate, PackageRow]]:
    """The candidates in national fields, read many at a time; ``attach``: with their papers and signed copies."""
    names = {user.id: user.display_name for user in uow.users.all()}
    for some in _in_parts(those):
        around = _Around.read(uow, some, attach=attach)
        for one in some:
            yield one, _Maker(desk, profile, names, around).row(one)


@dataclass(frozen=True)
class _Around:
    """What belongs to some items."""

    visitors: dict[str, list[Visitor]]  # by reception
    clocks: dict[str, list[Clock]]
    replies: dict[str, list[ProvinceReply]]
    typed: dict[str, list[ProvinceTyped]]
    documents: dict[str, tuple[Document, ...]]
    recipients: dict[str, list[Recipient]]  # by document
    services: dict[str, list[Service]]  # by recipient
    attach: bool

    @classmethod
    def read(cls, uow: UnitOfWork, those: Sequence[Candidate], *, attach: bool) -> _Around:
        alive = [one for one in those if one.op != "D"]
        ids = [one.item.id for one in alive]
        documents = {
            item_id: tuple(row for row in rows if row.state == DocumentState.FINAL)
            for item_id, rows in uow.document_items.of_items(ids).items()
        }
        asked = [row.id for rows in documents.values() for row in rows if attach or row.code in _SENT_ON]
        recipients = uow.recipients.among("document_id", asked)
        services = uow.services.among("recipient_id", [row.id for row in recipients]) if attach else ()
        return cls(
            visitors=_grouped(
                uow.visitors.among("reception_id", list({one.reception.id for one in alive})),
                lambda row: row.reception_id,
            ),
            clocks=_grouped(uow.clocks.among("item_id", ids), lambda row: row.item_id),
            replies=_grouped(uow.province_replies.among("item_id", ids), lambda row: row.item_id),
            typed=_grouped(uow.province_typed.among("item_id", ids), lambda row: row.item_id),
            documents=documents,
            recipients=_grouped(recipients, lambda row: row.document_id),
            services=_grouped(services, lambda row: row.recipient_id),
            attach=attach,
        )


@dataclass(frozen=True)
class _Maker:
    """Turns one candidate into a row."""

    desk: Desk
    profile: OfficeProfile
    names: dict[str, str]
    around: _Around

    def row(self, one: Candidate) -> PackageRow:
        item = one.item
        if one.op == "D":
            return PackageRow(item.id, item.rev, "D", self._gone(item), (), ())
        visitors = self.around.visitors.get(one.reception.id, [])
        people = [row for row in visitors if row.role != "agent" or len(visitors) == 1]
        return PackageRow(
            item.id,
            item.rev,
            one.op,
            self._matter(one, visitors),
            tuple(self._visitor(item, row) for row in people),
            (self._handling(one),),
            self._attachments(item),
        )

    def _gone(self, item: Item) -> dict[str, str]:
        return {
            "xfjid": item.id,
            "rev": str(item.rev),
            "reason_code": "void",
            "reason": item.void_reason,
            "at": iso(self.desk.parts.now_text()),
            "by": self.desk.user.display_name,
        }

    def _matter(self, one: Candidate, visitors: Sequence[Visitor]) -> dict[str, str]:
        item, reception, profile = one.item, one.reception, self.profile
        divisions = self.desk.parts.divisions
        clocks = [c for c in self.around.clocks.get(item.id, ()) if c.state != ClockState.VOID and c.code != "T7"]
        place = divisions.path_name(item.place_division) if item.place_division else ""
        facts = json.loads(one.screening.facts_json) if one.screening else {}
        return {
            "xzqh": profile.division,
            "xfjid": item.id,
            "djbh": item.register_no,
            "rev": str(item.rev),
            "xfjbh": province_facts(self.around.replies.get(item.id, ()), self.around.typed.get(item.id, ())).xfjbh,
            "xfrq": reception.received_on,
            "xfxs": reception.form,
            "xfrs": str(reception.people),
            "sjrs": str(reception.concerned),
            "djjgmc": profile.name,
            "djjgdm": profile.org_code or profile.division,
            "djr": self.names[reception.registrar_id],
            "djsj": wall(reception.entered_at),
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
            "lastmodifytime": wall(self.desk.parts.now_text()),
        }

    def _visitor(self, item: Item, visitor: Visitor) -> dict[str, str]:
        return {
            "xfrid": visitor.id,
            "xfjid": item.id,
            "xh": str(visitor.ordinal),
            "xm": "(匿名)" if visitor.anonymous and not visitor.name else visitor.name,
            "xb": visitor.sex,
            "zz": self.desk.parts.divisions.with_place(visitor.division, visitor.address),
            "zzdm": visitor.division,
            "zjlx": visitor.id_kind if visitor.id_number else "",
            "zjhm": visitor.id_number,
            "sjh": visitor.phone,
            "csrq": visitor.born_on or "",
            "xfjzfrbz": "1" if visitor.role in ("main", "represented") else "0",
        }

    def _handling(self, one: Candidate) -> dict[str, str]:
        """The first handling row: the conclusion of the screening."""
        screening = one.screening
        assert screening is not None
        documents = self.around.documents.get(one.item.id, ())
        return {
            "blfsid": screening.id,
            "xfjid": one.item.id,
            "blfs": handling_key(screening),
            "bljg": self.profile.name,
            "bljgdm": self.profile.org_code or self.profile.division,
            "jbr": self.names[screening.by],
            "blsj": wall(screening.at),
            "qxjg": self._passed_to(documents),
            "hfgznr": "、".join(f"{d.title}（{d.number}）" for d in documents if d.code[0] == "B" and d.number),
            "dftype": "0",
        }

    def _passed_to(self, documents: Iterable[Document]) -> str:
        """去向: the bodies that the papers of passing on went to."""
        names = [
            row.name
            for document in documents
            if document.code in _SENT_ON
            for row in self.around.recipients.get(document.id, ())
            if row.kind == "body"
        ]
        return "、".join(dict.fromkeys(names))

    def _attachments(self, item: Item) -> tuple[Attachment, ...]:
        """The papers in 定稿 and the signed copies; a paper of a sealed matter never."""
        if not self.around.attach:
            return ()
        found = []
        for document in self.around.documents.get(item.id, ()):
            if document.sealed:
                continue
            found.append(Attachment(f"{document.title}（{document.number}）", "文书", document.pdf_sha256))
            for recipient in self.around.recipients.get(document.id, ()):
                for service in self.around.services.get(recipient.id, ()):
                    if service.attachment_sha256 and not service.replaced:
                        found.append(Attachment(f"{document.title}签收件", "签收件", service.attachment_sha256))
        return tuple(found)


def _in_parts(those: Iterable[T]) -> Iterator[tuple[T, ...]]:
    them = iter(those)
    while part := tuple(islice(them, _AT_ONCE)):
        yield part


def _grouped(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


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


def iso(instant: str) -> str:
    """+08:00 with seconds."""
    return local_moment(instant).isoformat(timespec="seconds")


def wall(instant: str) -> str:
    """The time on the wall, as the province writes it."""
    moment: datetime = local_moment(instant)
    return moment.strftime("%Y-%m-%d %H:%M:%S")
