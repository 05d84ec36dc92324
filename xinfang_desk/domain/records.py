"""The rows of the desk (design.md 4): frozen, flat, and the same in every layer.

Ids are UUIDv7 text. Instants are UTC text ``2026-11-23T00:30:00.000000Z``; legal dates are ISO dates at +08:00. A field
that ends in ``_json`` holds canonical JSON text made and read by the service that owns it. No record describes a person
by score, label, list, flag or count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xinfang_desk.domain.exchange_records import Batch as Batch
from xinfang_desk.domain.exchange_records import BatchItem as BatchItem
from xinfang_desk.domain.exchange_records import OutboxRow as OutboxRow
from xinfang_desk.domain.exchange_records import ProvinceReply as ProvinceReply
from xinfang_desk.domain.exchange_records import ProvinceTyped as ProvinceTyped


class Role(StrEnum):
    """What a user may do; one person may hold several (design.md 6)."""

    ADMIN = "admin"  # 管理员: users, settings, backups
    CLERK = "clerk"  # 接访员
    REVIEWER = "reviewer"  # 审核人: decides refusals
    SECRECY = "secrecy"  # 保密员: disclosures
    INSPECTOR = "inspector"  # 查阅: read only


ROLE_LABELS: dict[Role, str] = {
    Role.ADMIN: "管理员",
    Role.CLERK: "接访员",
    Role.REVIEWER: "审核人",
    Role.SECRECY: "保密员",
    Role.INSPECTOR: "查阅",
}


class Source(StrEnum):
    """Where a reception comes from (the first line of 登记)."""

    VISIT = "visit"
    LETTER = "letter"
    PHONE = "phone"
    ONLINE = "online"
    TRANSFER = "transfer"  # 转送/交办来件; `form` then says how it first came in


SOURCE_LABELS: dict[Source, str] = {
    Source.VISIT: "走访",
    Source.LETTER: "来信",
    Source.PHONE: "来电",
    Source.ONLINE: "网上",
    Source.TRANSFER: "转送、交办来件",
}


class ReceptionState(StrEnum):
    """Driven by what happened, never set freely."""

    REGISTERED = "registered"
    CLOSED = "closed"
    VOID = "void"


class ItemState(StrEnum):
    REGISTERED = "registered"
    VOID = "void"


class Secrecy(StrEnum):
    """密级 of an item; what is above 内部 is never exported."""

    INTERNAL = "internal"
    SECRET = "secret"  # marked 秘密 or higher: content stays out, only a sealed paper packet is recorded


class DocumentState(StrEnum):
    FINAL = "final"  # 定稿
    VOID = "void"  # 作废, keeps its number


class PrintState(StrEnum):
    RECORDED = "recorded"  # written before it is sent: a kill leaves the question 出纸了吗
    SENT = "sent"
    FAILED = "failed"
    CONFIRMED = "confirmed"  # a person saw the paper
    NO_PAPER = "no_paper"  # a person says none came out


class ServiceWay(StrEnum):
    """送达 (C10)."""

    SIGNED = "signed"  # 当面交付，签名
    THUMB = "thumb"  # 当面交付，捺印
    FAMILY = "family"  # 交同住成年家属签收
    AGENT = "agent"  # 交代理人签收
    LEFT = "left"  # 留置：两名见证人，或者录像
    UNSIGNED = "unsigned"  # 未签，已念读，有见证
    REFUSED = "refused"  # 拒收，有见证：没有送到，补送另记
    POSTED = "posted"  # 邮寄，还没有回执
    POST_RECEIVED = "post_received"  # 邮寄，有签收回执
    ELECTRONIC = "electronic"  # 电子送达，本人同意
    NOT_REQUIRED = "not_required"  # 不需要送达 (存卷、机关之间)
    NOT_WANTED = "not_wanted"  # 本人不要 (on request only)


class ClockState(StrEnum):
    RUNNING = "running"
    MET = "met"
    VOID = "void"


@dataclass(frozen=True)
class OfficeVersion:
    """One dated version of the office (窗口): ``profile_json`` is an OfficeProfile (domain/office.py)."""

    id: str
    valid_from: str
    profile_json: str
    made_at: str
    made_by: str


@dataclass(frozen=True)
class User:
    """A person who may open the store. ``private_wrapped`` is the private key under the password's key (X25519)."""

    id: str
    login_name: str
    display_name: str
    roles: str  # roles joined by a space, sorted
    active: bool
    public_key: bytes
    private_wrapped: bytes
    made_at: str


@dataclass(frozen=True)
class Staff:
    """A person of the office who can be named on papers; ``may_decide`` for refusals (counter-rules.md 4.1)."""

    id: str
    name: str
    post: str
    telephone: str
    may_decide: bool
    active: bool


@dataclass(frozen=True)
class Authority:
    """A body that papers point to: 部门、法院、乡镇… from the office's own directory."""

    id: str
    name: str
    kind: str  # court, procuratorate, police, labour, bureau, township, discipline, other …
    address: str
    telephone: str
    hours: str
    how_to_get_there: str
    active: bool


@dataclass(frozen=True)
class Reception:
    """接收: one coming in. ``site_json`` holds what card 1 recorded about this visit only."""

    id: str
    year: int
    seq: int  # running number within the year: 来访 0123
    source: str
    form: str  # visit | letter | phone | online
    leader_reception: bool  # 来源含“领导接访”
    happened_at: str
    entered_at: str
    received_on: str
    postmark_on: str | None
    transferred_kind: str | None  # petition_office | own_superior | other
    transferred_on: str | None
    sending_body: str
    sending_number: str
    sending_due_on: str | None
    people: int
    concerned: int
    registrar_id: str  # user
    receiver_id: str  # staff
    communication: str  # sign dialect scribe read_aloud interpreter, joined by a space
    interpreter: str
    interpreter_relation: str
    sealed: bool  # one of its items is sealed; lists show no difference
    practice: bool
    state: str
    closed_at: str | None
    void_reason: str
    site_json: str


@dataclass(frozen=True)
class Visitor:
    """信访人: a row of one reception, never merged into a profile of a person."""

    id: str
    reception_id: str
    ordinal: int
    kind: str  # person | organisation
    role: str  # main | with | agent | guardian | represented
    anonymous: bool
    name: str
    id_kind: str  # domain.identity.IdentityKind or empty
    id_number: str
    id_note: str  # why a wrong check digit is kept
    phone: str
    division: str  # 6, 9 or 12 digits or empty
    address: str
    sex: str  # GB/T 2261.1 or empty
    born_on: str | None
    nationality: str  # empty = China
    post: str  # organisation: 职务
    relation: str  # agent, guardian: relation to the one represented


@dataclass(frozen=True)
class Matter:
    """信访事项: what is asked, over time."""

    id: str
    title: str
    made_at: str


@dataclass(frozen=True)
class MatterMerge:
    """Two matters found to be one; parted again by ``parted_at``."""

    id: str
    kept_id: str
    joined_id: str
    reason: str
    at: str
    by: str
    parted_at: str | None
    parted_reason: str


@dataclass(frozen=True)
class Item:
    """信访件: one matter in one reception. ``id`` is the ``xfjid``. A sealed item keeps its words elsewhere."""

    id: str
    reception_id: str
    matter_id: str
    ordinal: int
    register_no: str
    query_code: str
    request: str  # 他要什么
    facts: str  # 发生了什么
    reasons: str
    own_words: str
    summary: str  # the clerk's
    purpose: str  # internal key: qiujue shensu jianyi jubao zixun qita
    content_class: str
    content_class_checked: bool
    place_division: str
    place: str
    body_complained: str
    oral: bool
    secrecy: str
    sealed: bool
    state: str
    void_reason: str
    rev: int
    made_at: str


@dataclass(frozen=True)
class PaperReceived:
    """材料收取清单, one line."""

    id: str
    item_id: str
    ordinal: int
    name: str
    copies: int
    pages: int | None
    original: bool


@dataclass(frozen=True)
class Screening:
    """甄别: one run for one item; never edited, replaced by a later one with a reason."""

    id: str
    item_id: str
    at: str
    by: str
    on_date: str
    leaf: str
    ground: str | None
    facts_json: str
    sources_json: str  # fact key -> {"source": …, "note": …}
    result_json: str
    fact_column_json: str  # case number, body, dates, three columns …
    decider_id: str | None  # staff
    decided_how: str | None  # present | phone | writing
    decided_at: str | None
    decided_phone: str
    no_interest: bool  # 与本事项、来访人无直接利害关系
    awaiting: bool  # 待告知: nobody can decide yet
    awaiting_reason: str
    pack: str
    pack_version: str
    pack_sha256: str
    replaces_id: str | None
    replaced_reason: str
    current: bool


@dataclass(frozen=True)
class Document:
    """文书 in 定稿 or 作废. Drafts are not stored."""

    id: str
    code: str
    title: str
    series_id: str | None
    number_year: int | None
    number_seq: int | None
    number: str
    dated_on: str
    data_json: str  # the frozen DocumentData
    fields_json: str  # open fields as the clerk left them
    pdf_sha256: str
    pages: int
    template_id: str
    template_version: str
    renderer_version: str
    fonts_json: str
    sealed: bool
    state: str
    issued_at: str
    issued_by: str
    void_at: str | None
    void_reason: str
    replaced_by: str | None
    proof_code: str | None = None  # 校验码 on the paper; None for those of before there was one


@dataclass(frozen=True)
class DocumentItem:
    document_id: str
    item_id: str


@dataclass(frozen=True)
class Recipient:
    """Whom a document is for: a visitor, a body, or the file."""

    id: str
    document_id: str
    visitor_id: str | None
    name: str
    kind: str  # visitor | body | file


@dataclass(frozen=True)
class Service:
    """送达 of one document to one recipient; a later row replaces an earlier one."""

    id: str
    recipient_id: str
    way: str
    on_date: str
    signed_by: str
    relation: str
    witness: str
    server: str
    read_aloud: bool
    tracking_no: str
    note: str
    attachment_sha256: str | None
    at: str
    by: str
    replaced: bool


@dataclass(frozen=True)
class PrintJob:
    """One sending to a printer; written before it is sent."""

    id: str
    reception_id: str
    document_ids: str  # joined by a space
    printer: str
    copies: int
    state: str
    job_ref: str
    outcome: str
    at: str
    by: str
    confirmed_at: str | None
    reprint: bool


@dataclass(frozen=True)
class NumberSeries:
    """A run of 文号: form ``{word}〔{year}〕{seq}号``; ``codes`` joined by a space."""

    id: str
    word: str  # 铜政访告
    codes: str
    year: int
    next_seq: int


@dataclass(frozen=True)
class Clock:
    """期限 on an item (T1–T22)."""

    id: str
    item_id: str
    screening_id: str
    code: str
    starts_on: str
    due_on: str
    advised_on: str
    day_kind: str
    provisional: bool
    formula: str
    state: str
    ended_at: str | None
    ended_by: str


@dataclass(frozen=True)
class MatterEvent:
    """One event in the life of a matter (domain/life): appended, never changed; a later row takes one back."""

    id: str
    matter_id: str
    item_id: str
    kind: str  # domain.life.events.Kind, or void
    on_date: str
    document_id: str | None  # the paper that it is or that brings it about
    values_json: str
    voids_id: str | None  # the event that this row takes back
    reason: str
    at: str
    by: str


@dataclass(frozen=True)
class SealedContent:
    """密存: ciphertext under the item's own key (AES-256-GCM, nonce first)."""

    id: str
    item_id: str
    kind: str  # words | papers | facts | document
    body: bytes
    at: str


@dataclass(frozen=True)
class SealedKey:
    """An item's key wrapped whole to one user's public key: to the clerk of the visit, or to the only 保密员."""

    id: str
    item_id: str
    user_id: str
    wrapped: bytes
    share: str  # whole (halves stand in SealedPair)


@dataclass(frozen=True)
class SealedPair:
    """An item's key in two halves, each wrapped to one of two holders: a 保密员 or a printed half (domain/halves).

    ``one_id`` < ``other_id``; the keys are fingerprints of the public halves that the boxes were made for. A pair that
    was taken away keeps its row with empty boxes.
    """

    id: str
    item_id: str
    one_id: str
    one_key: str
    one_wrapped: bytes
    other_id: str
    other_key: str
    other_wrapped: bytes
    made_at: str


@dataclass(frozen=True)
class PrintedHalf:
    """开封恢复单: a key pair whose private half stands on one printed sheet and nowhere else."""

    id: str
    sheet: int  # 1 | 2
    public_key: bytes
    made_at: str
    made_by: str
    replaced_at: str | None


@dataclass(frozen=True)
class Destruction:
    """已按保管期限销毁: one item whose words, people and papers are gone; number, code, date and hash stay.

    ``detail_seqs``: links of the audit whose detail went with them, joined by a space.
    """

    id: str
    item_id: str
    register_no: str
    kind: str  # domain.retention.Keeping
    years: int
    detail_seqs: str
    at: str
    by: str
    second_by: str


@dataclass(frozen=True)
class GoneBlob:
    """A paper whose bytes leave papers.db: its words went under an item's key (转密存).

    ``emptied``: whether they have left; a kill may prolong the time between.
    """

    id: str
    sha256: str
    at: str
    emptied: bool


@dataclass(frozen=True)
class Draft:
    """What is being typed: written when a field is left and at most one second after the last key."""

    id: str
    kind: str  # reception | screening | document
    subject_id: str  # reception or item id, empty for a new reception
    user_id: str
    body_json: str
    saved_at: str


@dataclass(frozen=True)
class Correction:
    """更正: old, new, reason, who, when."""

    id: str
    record_kind: str
    record_id: str
    field: str
    old: str
    new: str
    reason: str
    at: str
    by: str


@dataclass(frozen=True)
class AuditRow:
    """One link of the chain; what names a person stands only in the detail row."""

    seq: int
    at: str
    actor: str
    action: str
    record_kind: str
    record_id: str
    detail_hmac: str
    previous: str
    digest: str


@dataclass(frozen=True)
class Approval:
    """核定 by a named person: built-in wording, a basis text, a path row."""

    id: str
    kind: str  # templates | …
    version: str
    name: str
    at: str
    by: str
