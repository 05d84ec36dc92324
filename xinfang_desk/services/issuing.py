"""告知: which papers are owed, their drafts, and 定稿 in one transaction (design.md 4, 5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.joined import BETWEEN, code_for
from xinfang_desk.domain.moments import parse_date
from xinfang_desk.domain.names import spelled
from xinfang_desk.domain.numbering import document_number
from xinfang_desk.domain.paper_proof import code_of
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import (
    Document,
    DocumentItem,
    DocumentState,
    NumberSeries,
    Reception,
    ReceptionState,
    Recipient,
    Role,
)
from xinfang_desk.domain.retention import DESTROYED
from xinfang_desk.domain.wording.annex import annex_page
from xinfang_desk.domain.wording.facts import PaperFacts, principals
from xinfang_desk.services import clock_guard
from xinfang_desk.services.apart import same_order
from xinfang_desk.services.context import READERS, WRITERS, Changed, Desk
from xinfang_desk.services.destinations import arranged, not_offered
from xinfang_desk.services.joining import join_planned, joined_key, partners
from xinfang_desk.services.law_text import has_law, law_of
from xinfang_desk.services.life_papers import find_or_asked, page_papers
from xinfang_desk.services.paper_facts import PaperUnit, blocked, fields_of, gather, known_values
from xinfang_desk.services.paper_making import Made, make_paper, why_blocked
from xinfang_desk.services.paper_units import Planned, find, plan
from xinfang_desk.services.ports import RenderedPaper, UnitOfWork
from xinfang_desk.services.progress import PaperState, active_items, follow_up
from xinfang_desk.services.proving import with_proof
from xinfang_desk.services.screening_sheet import CODE as SHEET
from xinfang_desk.services.sealed import encrypt_under, open_blob, put_sealed
from xinfang_desk.services.sealed_keys import key_of

LARGE_FROM = 60  # years of age
HAND_SPACE = "〔　〕"  # a marked space to write one character by hand

_CHIPS = {
    PaperState.OWED: "待打印",
    PaperState.ISSUED: "已定稿",
    PaperState.PRINTED: "已打印",
    PaperState.SERVED: "已送达",
}
_OPTIONAL = {SHEET: "存卷"}


@dataclass(frozen=True)
class OwedPaper:
    """A paper of the reception in step ③. ``state``: owed | optional (on request) | issued | printed | served.

    ``along``: optional, and made with the papers of its conclusion unless the clerk holds it back (甄别意见).
    ``large``: large print is proposed.
    """

    key: str  # stable within the reception: code + item ids
    code: str
    title: str
    item_ids: tuple[str, ...]
    copies: tuple[str, ...]  # ("来访人", "存卷")
    state: str
    chip: str  # 待打印 已打印 可给一份 …
    document_id: str  # empty while a draft
    number: str
    specs: tuple[FieldSpec, ...]  # its open fields
    values: dict[str, str] = field(default_factory=dict)  # prefilled
    blocked: str = ""  # a sentence when it may not be printed yet
    along: bool = False
    large: bool = False
    annexable: bool = False
    closed: tuple[str, ...] = ()  # names of the directory that may not be chosen
    joins: str = ""  # the key of the one paper that this and its partners may be joined to
    parts: tuple[tuple[str, str], ...] = ()  # of a joined one: (key of the paper, 第 1 件)
    whose: str = ""  # 第 2 件, where the reception has other matters too


@dataclass(frozen=True)
class PaperOrder:
    """What the clerk filled for one paper. ``hand_written``: characters left as a marked space to write by hand.

    ``annex``: with the cited articles, where the office has loaded its text of them.
    """

    reception_id: str
    key: str
    values: dict[str, str]
    hand_written: tuple[str, ...] = ()
    large: bool = False
    annex: bool = False


@dataclass(frozen=True)
class PaperDraft:
    """A draft rendered from the fields: never printable. ``missing``: field key -> sentence.

    ``gaps``: (character, where) of those without a glyph.

    ``specs``: the fields to ask for with these answers (an answer may open others); ``values``: what they hold now;
    ``closed``: names of the directory that may not be chosen (of a disclosure, whom it is about).
    """

    data: DocumentData
    missing: dict[str, str]
    gaps: tuple[tuple[str, str], ...]
    pdf: bytes
    specs: tuple[FieldSpec, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    closed: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssuedPaper:
    document_id: str
    code: str
    number: str
    pages: int
    copies: int


@dataclass(frozen=True)
class IssuedPapers:
    papers: tuple[IssuedPaper, ...]
    changed: Changed


def owed_papers(desk: Desk, reception_id: str) -> tuple[OwedPaper, ...]:
    """Every paper of the reception with its state, its open fields and why it may not be printed yet."""
    desk.require(*READERS)
    with desk.store.read() as uow:
        reception = uow.receptions.get(reception_id)
        planned = plan(desk, uow, reception)
        papers = tuple(_with_partners(desk, planned, one, _owed(desk, uow, reception, one)) for one in planned)
    return tuple(replace(paper, along=_goes_along(paper, papers)) for paper in papers)


def joined_paper(desk: Desk, reception_id: str, keys: tuple[str, ...]) -> OwedPaper:
    """The one paper that those under ``keys`` become. UserError: ``apart`` with the reason, ``gone``, ``issued``."""
    desk.require(*READERS)
    with desk.store.read() as uow:
        reception = uow.receptions.get(reception_id)
        planned = plan(desk, uow, reception)
        one = join_planned(desk, planned, joined_key(keys))
        made = make_paper(desk, uow, reception, one, {}, large=False)
        parts = tuple((key, f"第 {find(planned, key).unit.items[0].ordinal} 件") for key in keys)
        return OwedPaper(
            key=joined_key(keys),
            code=one.unit.kind.code,
            title=one.unit.kind.title,
            item_ids=tuple(item.id for item in one.unit.items),
            copies=_copies(one.unit),
            state="optional" if one.optional else "owed",
            chip="可给一份" if one.optional else "待打印",
            document_id="",
            number="",
            specs=made.specs,
            values=made.values,
            blocked=why_blocked(desk, uow, reception, one.unit, one.screening),
            large=_large_proposed(one.unit, made.facts),
            annexable=_annexable(one.unit) and has_law(uow),
            parts=parts,
            whose=_whose(uow, one.unit),
        )


def _with_partners(desk: Desk, planned: tuple[Planned, ...], one: Planned, paper: OwedPaper) -> OwedPaper:
    together = partners(desk, planned, one)
    return replace(paper, joins=joined_key(tuple(other.key for other in together))) if together else paper


def asked_papers(desk: Desk, item_id: str, code: str) -> tuple[OwedPaper, ...]:
    """A paper of a later stage that a matter's page asks for, while the stage allows it, and those made already."""
    desk.require(*READERS)
    with desk.store.read() as uow:
        item = uow.items.get(item_id)
        reception = uow.receptions.get(item.reception_id)
        found = page_papers(desk, uow, item, code)
        return tuple(replace(_owed(desk, uow, reception, planned), key=key) for key, planned in found)


def draft_paper(desk: Desk, order: PaperOrder) -> PaperDraft:
    """The paper as it would look; nothing is numbered or kept. UserError(code='role') for a sealed one kept shut."""
    desk.require(*WRITERS)
    with desk.store.read() as uow:
        reception = uow.receptions.get(order.reception_id)
        planned = _found(desk, uow, reception, plan(desk, uow, reception), order.key)
        made = make_paper(desk, uow, reception, planned, order.values, large=order.large)
        data = _with_annex(uow, planned.unit, made.data, order)
    data = _with_spaces(data, order.hand_written)
    gaps = desk.parts.paper.missing(data)
    shown = _with_spaces(data, [char for char, _ in gaps])
    pdf = desk.parts.paper.pdf(shown).pdf
    return PaperDraft(data, made.missing, gaps, pdf, made.specs, made.values, made.closed)


def issue_papers(desk: Desk, orders: tuple[PaperOrder, ...]) -> IssuedPapers:
    """F9: per paper glyph proof, number, frozen data, PDF and read-back in one transaction, all orders or none.

    FieldErrors for unfilled fields (keys ``<paper key>#<field>`` when several papers are ordered); UserError codes:
    ``glyph`` names the character and where, ``blocked``, ``issued``, ``gone``, ``series``, ``role``.
    """
    desk.require(Role.CLERK, Role.SECRECY)
    if not orders:
        raise UserError("请先勾选要打印的文书。", code="nothing")
    clock_guard.check(desk)
    with desk.store.write() as uow:
        receptions = {order.reception_id: uow.receptions.get(order.reception_id) for order in orders}
        plans = {key: plan(desk, uow, reception) for key, reception in receptions.items()}
        ready = []
        wrong: dict[str, str] = {}
        for order in orders:
            reception = receptions[order.reception_id]
            planned = _found(desk, uow, reception, plans[order.reception_id], order.key)
            _refuse(desk, uow, reception, planned)
            made = make_paper(desk, uow, reception, planned, order.values, large=order.large)
            data = _with_annex(uow, planned.unit, made.data, order)
            mark = f"{order.key}#" if len(orders) > 1 else ""
            wrong |= {f"{mark}{key}": sentence for key, sentence in made.missing.items()}
            hand = order.hand_written
            if planned.unit.kind.code == SHEET:
                # A file sheet that quotes what others said stops no notice for a character without a glyph.
                hand = (*hand, *(char for char, _ in desk.parts.paper.missing(data)))
            ready.append((order, planned, made, _with_spaces(data, hand)))
        _refuse_together(desk, [planned.unit for _, planned, _, _ in ready])
        if wrong:
            raise FieldErrors(wrong)
        for *_, data in ready:
            _prove_glyphs(desk, data)
        issued = tuple(_issue(desk, uow, *one) for one in ready)
        topics = frozenset().union(*(follow_up(desk, uow, key) for key in receptions))
    return IssuedPapers(issued, Changed(topics))


def issue_as(desk: Desk, uow: UnitOfWork, unit: PaperUnit, values: dict[str, str]) -> IssuedPaper:
    """One more paper with these answers, in the caller's unit of work: what a record calls for, not a conclusion."""
    reception = uow.receptions.get(unit.items[0].reception_id)
    planned = Planned(unit, PaperState.OWED, False, None, None)
    _refuse(desk, uow, reception, planned)
    made = make_paper(desk, uow, reception, planned, values, large=False)
    if made.missing:
        raise FieldErrors(made.missing)
    # What somebody else said or signed stands in the record; a character without a glyph is written in by hand.
    data = _with_spaces(made.data, (char for char, _ in desk.parts.paper.missing(made.data)))
    return _issue(desk, uow, PaperOrder(reception.id, "", values), planned, made, data)


def paper_pdf(desk: Desk, document_id: str) -> bytes:
    """Opens the kept PDF, which is audited. EnvironmentFault(code='paper_damaged'); UserError(code='role')."""
    desk.require(*READERS)
    body = kept_pdf(desk, document_id)
    with desk.store.write() as uow:
        uow.audit.record(
            at=desk.parts.now_text(),
            actor=desk.user.id,
            action="paper.read",
            kind="document",
            record_id=document_id,
        )
    return body


def kept_pdf(desk: Desk, document_id: str) -> bytes:
    """The kept PDF, for what is audited elsewhere; errors as ``paper_pdf``."""
    desk.require(*READERS)
    with desk.store.read() as uow:
        document = uow.documents.get(document_id)
        if document.sealed:
            desk.require(Role.CLERK, Role.SECRECY)
        if document.sealed and document.data_json and desk.parts.catalogue.kind(document.code).keeps_words:
            _only_opened(desk, uow, document_id)
        if uow.destructions.where(item_id=uow.document_items.of_document(document_id)[0].id):
            raise UserError(f"这份文书{DESTROYED}，只留下文号和日期。", code="destroyed")
        try:
            body = uow.blobs.get(document.pdf_sha256)
        except KeyError as missing:
            raise _damaged() from missing
        if hashlib.sha256(body).hexdigest() != document.pdf_sha256:
            raise _damaged()
        if document.sealed and not document.data_json:
            return open_blob(desk, uow, document_id, body)
        return body


def void_paper(desk: Desk, document_id: str, reason: str) -> Changed:
    """作废: keeps its number, with reason; the paper is owed again. FieldErrors(``reason``); UserError(code='void')."""
    desk.require(Role.CLERK, Role.SECRECY)
    if not reason.strip():
        raise FieldErrors({"reason": "请写明为什么作废。"})
    with desk.store.write() as uow:
        document = uow.documents.get(document_id)
        if document.state != DocumentState.FINAL:
            raise UserError("这份文书已经作废了。", code="void")
        at = desk.parts.now_text()
        uow.documents.put(replace(document, state=DocumentState.VOID.value, void_at=at, void_reason=reason.strip()))
        detail = {} if document.sealed else {"reason": reason.strip()}
        uow.audit.record(
            at=at, actor=desk.user.id, action="document.void", kind="document", record_id=document_id, detail=detail
        )
        receptions = {item.reception_id for item in uow.document_items.of_document(document_id)}
        topics = frozenset().union(*(follow_up(desk, uow, key) for key in receptions))
    return Changed(topics)


def _owed(desk: Desk, uow: UnitOfWork, reception: Reception, planned: Planned) -> OwedPaper:
    unit, document = planned.unit, planned.document
    facts = gather(desk, uow, reception, unit)
    closed: tuple[str, ...] = ()
    if document is not None:
        values: dict[str, str] = json.loads(document.fields_json)
        state, chip, why = planned.state.value, _CHIPS[planned.state], ""
    else:
        values = known_values(unit, facts)
        state, chip = (
            ("optional", _OPTIONAL.get(unit.kind.code, "可给一份")) if planned.optional else ("owed", "待打印")
        )
        why = blocked(desk, uow, unit, facts, planned.screening)
        if unit.secret and not why:
            values, accused = arranged(desk, uow, unit, facts, values, {})
            closed = not_offered(facts, accused)
    return OwedPaper(
        key=planned.key,
        code=unit.kind.code,
        title=unit.kind.title,
        item_ids=tuple(item.id for item in unit.items),
        copies=_copies(unit),
        state=state,
        chip=chip,
        document_id=document.id if document is not None else "",
        number=document.number if document is not None else "",
        specs=fields_of(unit, facts, values),
        values=values,
        blocked=why,
        large=_large_proposed(unit, facts),
        annexable=_annexable(unit) and has_law(uow),
        closed=closed,
        whose=_whose(uow, unit),
    )


def _whose(uow: UnitOfWork, unit: PaperUnit) -> str:
    """Which matters of several a paper is for; a side paper made once for the visit needs no words."""
    if unit.kind.once or unit.sealed or len(active_items(uow, unit.items[0].reception_id)) < 2:
        return ""
    return f"第 {'、'.join(str(item.ordinal) for item in unit.items)} 件"


def _annexable(unit: PaperUnit) -> bool:
    """Notices to a visitor; never what is kept as ciphertext."""
    return unit.kind.audience == "visitor" and not unit.secret


def _with_annex(uow: UnitOfWork, unit: PaperUnit, data: DocumentData, order: PaperOrder) -> DocumentData:
    law = law_of(uow) if order.annex and _annexable(unit) else None
    return data if law is None else replace(data, annex=annex_page(data, law))


def _large_proposed(unit: PaperUnit, facts: PaperFacts) -> bool:
    """A notice to somebody of 60 or more, by the paper's date; the clerk may choose otherwise (counter-rules.md 7)."""
    born = [parse_date(visitor.born_on or "") for visitor in facts.visitors]
    ages = [facts.on.year - day.year - ((facts.on.month, facts.on.day) < (day.month, day.day)) for day in born if day]
    return unit.kind.audience == "visitor" and any(age >= LARGE_FROM for age in ages)


def _goes_along(sheet: OwedPaper, papers: tuple[OwedPaper, ...]) -> bool:
    """The sheet of a screening is made when a paper of its conclusion is: not before, and not by itself afterwards."""
    if sheet.code != SHEET or sheet.state != "optional" or sheet.blocked:
        return False
    main = (one for one in papers if one.state == "owed" and not (one.blocked or one.code.startswith("A")))
    return any(set(sheet.item_ids) & set(one.item_ids) for one in main)


def _copies(unit: PaperUnit) -> tuple[str, ...]:
    """Who gets a copy; a sealed file paper is made once, for the envelope."""
    return ("密存",) if unit.secret and unit.kind.audience == "file" else unit.kind.copies


def _found(desk: Desk, uow: UnitOfWork, reception: Reception, planned: tuple[Planned, ...], key: str) -> Planned:
    if BETWEEN in key:
        return join_planned(desk, planned, key)
    return find_or_asked(desk, uow, reception, planned, key)


def _refuse(desk: Desk, uow: UnitOfWork, reception: Reception, planned: Planned) -> None:
    if reception.state == ReceptionState.VOID:
        raise UserError("这次来访已经作废，不能出文书。", code="closed")
    if planned.document is not None:
        raise UserError("这份文书已经定稿，要改请先作废再重出。", code="issued")
    why = why_blocked(desk, uow, reception, planned.unit, planned.screening)
    if why:
        raise UserError(why, code="role" if planned.unit.secret and "保密员" in why else "blocked")


def _refuse_together(desk: Desk, units: list[PaperUnit]) -> None:
    why = same_order(desk, [part.kind for unit in units for part in unit.parts or (unit,)])
    if why:
        raise UserError(why, code="blocked")


def _prove_glyphs(desk: Desk, data: DocumentData) -> None:
    gaps = desk.parts.paper.missing(data)
    if gaps:
        char, _where = gaps[0]
        raise UserError(
            f"字库里没有{spelled(char)}，没有取号。可以点“留空手写”，或者换一个写法。",
            code="glyph",
        )


def _issue(
    desk: Desk,
    uow: UnitOfWork,
    order: PaperOrder,
    planned: Planned,
    made: Made,
    data: DocumentData,
) -> IssuedPaper:
    unit, facts, values = planned.unit, made.facts, made.values
    series, seq = _take(uow, (unit.parts or (unit,))[0].kind.code, facts.on.year)
    number = document_number(series.word, facts.on.year, seq)
    data = with_proof(desk, uow, replace(data, number=number), facts.on, seq)
    rendered = desk.parts.paper.pdf(data)
    problems = desk.parts.paper.read_back(rendered.pdf, data)
    if problems:
        raise EnvironmentFault("印出来的字和要写的不一致，没有取号；请重新启动程序再试。", code="read_back")
    document = _keep(desk, uow, unit, series, seq, data, rendered, values, order)
    uow.documents.add(document)
    for item in unit.items:
        uow.document_items.add(DocumentItem(document.id, item.id))
    _add_recipients(desk, uow, unit, facts, values, document.id)
    _replace_void(uow, unit, document)
    uow.audit.record(
        at=document.issued_at,
        actor=desk.user.id,
        action="document.issue",
        kind="document",
        record_id=document.id,
        detail={} if unit.sealed else {"code": document.code, "number": number},
    )
    return IssuedPaper(document.id, document.code, number, rendered.pages, len(_copies(unit)))


def _take(uow: UnitOfWork, code: str, year: int) -> tuple[NumberSeries, int]:
    try:
        return uow.series.take(code, year)
    except KeyError as missing:
        raise UserError("还没有给这种文书设文号，请到设置里加上。", code="series") from missing


def _keep(
    desk: Desk,
    uow: UnitOfWork,
    unit: PaperUnit,
    series: NumberSeries,
    seq: int,
    data: DocumentData,
    rendered: RenderedPaper,
    values: dict[str, str],
    order: PaperOrder,
) -> Document:
    """Freezes the paper; of a secret one nothing stays in clear but its code, number and date."""
    data_json = canonical(asdict(data))
    kept = {spec.key: values.get(spec.key, "") for spec in unit.kind.fields if spec.key in values}
    kept |= {key: value for key, value in values.items() if key == "seal" or unit.parts}
    if order.hand_written:
        kept["hand_written"] = "".join(order.hand_written)
    fields_json = canonical(kept)
    if unit.secret:
        item_id = unit.items[0].id
        put_sealed(desk, uow, item_id, "document", canonical({"data": data_json, "fields": fields_json}).encode())
        sha = uow.blobs.add(encrypt_under(desk, uow, item_id, rendered.pdf), "sealed_paper")
        data_json, fields_json = "", "{}"
    else:
        sha = uow.blobs.add(rendered.pdf, "paper")
    return Document(
        id=desk.parts.ids.new_id(),
        code=unit.kind.code,
        title=data.title,
        series_id=series.id,
        number_year=desk.parts.today().year,
        number_seq=seq,
        number=data.number or "",
        dated_on=desk.parts.today().isoformat(),
        data_json=data_json,
        fields_json=fields_json,
        pdf_sha256=sha,
        pages=rendered.pages,
        template_id=data.template_id,
        template_version=data.template_version,
        renderer_version=rendered.renderer_version,
        fonts_json=canonical(list(rendered.fonts)),
        sealed=unit.sealed,
        state=DocumentState.FINAL.value,
        issued_at=desk.parts.now_text(),
        issued_by=desk.user.id,
        void_at=None,
        void_reason="",
        replaced_by=None,
        proof_code=code_of(data.proof) or None,
    )


def _add_recipients(
    desk: Desk, uow: UnitOfWork, unit: PaperUnit, facts: PaperFacts, values: dict[str, str], document_id: str
) -> None:
    """A notice goes to the contact of those who came; each one may still ask for their own copy."""
    kind = unit.kind
    visitor_id, name = None, "存卷"
    if kind.audience == "visitor":
        own = principals(facts)
        visitor_id = own[0].id if own else None
        name = (own[0].name if own and not own[0].anonymous else "") or "来访人"
    elif kind.audience == "body":
        name = "收件机关" if unit.secret else values.get("to_body") or values.get("main_dept") or "收件单位"
    uow.recipients.add(Recipient(desk.parts.ids.new_id(), document_id, visitor_id, name, kind.audience))


def _replace_void(uow: UnitOfWork, unit: PaperUnit, document: Document) -> None:
    for item in unit.items:
        for old in uow.document_items.of_item(item.id):
            same = code_for(old, item.id) == code_for(document, item.id)
            if same and old.state == DocumentState.VOID and old.replaced_by is None:
                uow.documents.put(replace(old, replaced_by=document.id))


def _only_opened(desk: Desk, uow: UnitOfWork, document_id: str) -> None:
    """A paper that a store of before keeps in clear of a matter that is sealed by now (``sealed.seal_papers``)."""
    for item in uow.document_items.of_document(document_id):
        if item.sealed:
            key_of(desk, uow, item.id)


def _damaged() -> EnvironmentFault:
    return EnvironmentFault("这份文书的存件已经损坏，请从备份里取回。", code="paper_damaged")


def _with_spaces(data: DocumentData, chars: Iterable[str]) -> DocumentData:
    """Each of ``chars`` as a marked space to write by hand, wherever it stands."""
    wanted = {ord(char): HAND_SPACE for char in chars}
    if not wanted:
        return data
    spaced = _spaced(data, wanted)
    assert isinstance(spaced, DocumentData)
    return spaced


def _spaced(value: Any, wanted: dict[int, str]) -> Any:
    if isinstance(value, str) and type(value) is str:
        return value.translate(wanted)
    if isinstance(value, tuple):
        return tuple(_spaced(one, wanted) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _spaced(getattr(value, f.name), wanted) for f in fields(value)})
    return value
