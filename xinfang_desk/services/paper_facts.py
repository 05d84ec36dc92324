"""Gathers what a paper may take from the record, inside the caller's unit of work."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xinfang_desk.domain.cards.given import STORE, VISITOR
from xinfang_desk.domain.cards.purpose import BY_APPOINTMENT
from xinfang_desk.domain.catalogue import DocumentKind, FieldSpec
from xinfang_desk.domain.fact_columns import JUDGED_ON, missing_facts
from xinfang_desk.domain.joined import code_for, fields_for
from xinfang_desk.domain.records import (
    Authority,
    ClockState,
    DocumentState,
    Item,
    ItemState,
    Reception,
    Role,
    Screening,
)
from xinfang_desk.domain.special_law import ASK_THERE, PathPrint, body_in
from xinfang_desk.domain.wording.compose import active_fields, prefilled
from xinfang_desk.domain.wording.conclusion import BASIS_WORDS
from xinfang_desk.domain.wording.facts import PaperFacts, Screened
from xinfang_desk.domain.wording.life import extended_due
from xinfang_desk.domain.wording.template import Due
from xinfang_desk.services.apart import same_day
from xinfang_desk.services.approvals import NOT_SETTLED, path_print
from xinfang_desk.services.context import Desk, current_profile, local_moment
from xinfang_desk.services.life import paper_life
from xinfang_desk.services.limits import telling_limit
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.progress import current_screening, unfinished_words
from xinfang_desk.services.screening_sheet import CODE as SHEET
from xinfang_desk.services.screening_sheet import screening_sheet
from xinfang_desk.services.sealed import get_sealed
from xinfang_desk.services.sealed_keys import TWO_FIRST, can_open

REVIEW_DAYS = 30

# Which fields the office's directory fills once the body is named.
DIRECTORY = {
    "body_name": {"body_address": "address", "body_phone": "telephone", "body_hours": "hours"},
    "road_body": {"road_address": "address", "road_phone": "telephone", "road_way": "how_to_get_there"},
    "review_body": {"review_address": "address", "review_phone": "telephone"},
    "final_body": {"final_address": "address", "final_phone": "telephone"},
    "to_body": {"to_phone": "telephone"},
    "relief_name": {"relief_phone": "telephone"},
}

# The kind of body a guidance paper leads to, where the directory has exactly one of it.
_KIND_OF = {"B6a": "court", "B6b": "labour", "B6g": "procuratorate", "B6h": "police"}

# Papers whose 时限 is that of the chosen row; the one whose procedure is the office's own, which knows its limit best;
# papers whose body the row names, where the directory has exactly one such.
_LIMIT_OF_ROW = frozenset({"B6f", "B6i", "B6j", "B6l"})
_OWN_LIMIT = frozenset({"B5"})
_BODY_OF_ROW = frozenset({"B6c", "B6f", "B6l", "B6n", "B7"})

APPOINTMENT_ROW = "P170"  # 预约见领导
HANDLERS_SEEN = 20  # of the last conclusions, for the proposal of who handles the next

# What card 3 answers where the matter was never raised.
_NOT_BEFORE = {
    "final_review_opinion": False,
    "judicial_matter_concluded": False,
    "judicial_jurisdiction": "none",
    "same_matter_pending": False,
    "opinion": "none",
}


@dataclass(frozen=True)
class PaperUnit:
    """One paper to make: which kind, for which items, in which kind of it (A8 road | order, B17 awaiting).

    ``parts``: the papers that a joined one tells one by one, in order.
    """

    kind: DocumentKind
    items: tuple[Item, ...]
    variant: str = ""
    parts: tuple[PaperUnit, ...] = ()

    @property
    def sealed(self) -> bool:
        return any(item.sealed for item in self.items)

    @property
    def secret(self) -> bool:
        """Kept as ciphertext only."""
        return self.sealed and self.kind.keeps_words


def gather(
    desk: Desk,
    uow: UnitOfWork,
    reception: Reception,
    unit: PaperUnit,
    *,
    with_words: bool = False,
    screened: tuple[Screening | None, ...] = (),
) -> PaperFacts:
    """The facts of one paper, dated today. ``screened``: conclusions not yet adopted, in place of the current ones.

    ``with_words`` opens a sealed item's words for the one paper that holds them; UserError(code='sealed') where this
    user may not.
    """
    today = desk.parts.today()
    screenings = list(screened) or [current_screening(uow, item.id) for item in unit.items]
    first = next((row for row in screenings if row is not None), None)
    papers = [row for item in unit.items for row in uow.papers_received.where(item_id=item.id)]
    visitors = sorted(uow.visitors.where(reception_id=reception.id), key=lambda row: row.ordinal)
    matter = uow.matters.find(unit.items[0].matter_id)
    registrar = uow.users.find(reception.registrar_id)
    return PaperFacts(
        profile=current_profile(uow, today),
        reception=reception,
        visitors=tuple(
            replace(row, address=desk.parts.divisions.with_place(row.division, row.address)) for row in visitors
        ),
        items=tuple(
            replace(item, place=desk.parts.divisions.with_place(item.place_division, item.place)) for item in unit.items
        ),
        screened=tuple(_screened(row) for row in screenings),
        on=today,
        receiver=uow.staff.find(reception.receiver_id) if reception.receiver_id else None,
        registrar_name=registrar.display_name if registrar is not None else "",
        decider=uow.staff.find(first.decider_id) if first is not None and first.decider_id else None,
        decided_how=(first.decided_how or "") if first is not None else "",
        fact_column=json.loads(first.fact_column_json) if first is not None else {},
        papers=tuple(papers),
        staff=tuple(row for row in uow.staff.all() if row.active),
        authorities=tuple(row for row in uow.authorities.all() if row.active),
        matter_title=matter.title if matter is not None else "",
        earlier=_earlier(uow, unit.items, screenings),
        told=bool(screenings) and all(_told(desk, row) for row in screenings),
        settled_years=frozenset(desk.parts.calendar.years),
        came_at=_came_at(reception),
        proved=_proved(uow, first),
        last_handler=_last_handler(uow, unit),
        sealed_words=_sealed_words(desk, uow, unit) if with_words and unit.secret else {},
        from_today=_thirty_days(desk),
        tell=_tell(desk, uow, reception) if first is None else None,
        sheet=screening_sheet(desk, uow, unit.items[0], first, with_words=with_words)
        if unit.kind.code == SHEET and first is not None
        else None,
        path=_path(desk, uow, [row for row in screenings if row is not None]),
        life=paper_life(desk, uow, unit.items[0]),
        wants_leader=any(_wants_leader(row) for row in screenings if row is not None),
        variant=unit.variant,
        practice=reception.practice or desk.practice,
    )


def _path(desk: Desk, uow: UnitOfWork, screenings: list[Screening]) -> PathPrint | None:
    """A combined paper follows a row of the directory only where all its matters do."""
    found = {path_print(desk, uow, row) for row in screenings}
    return found.pop() if len(found) == 1 else None


def _from_path(unit: PaperUnit, facts: PaperFacts, asked: set[str]) -> dict[str, str]:
    """What the chosen row of the directory answers; what the office has not confirmed is not among it."""
    path = facts.path
    if path is None:
        return {}
    found = {"special_law": path.special_law}
    if unit.kind.code in _LIMIT_OF_ROW:
        found["limit_text"] = path.limit if path.settled else ASK_THERE
    elif unit.kind.code in _OWN_LIMIT:
        found["limit_text"] = path.limit
    if unit.kind.code in _BODY_OF_ROW:
        found["body_name"] = body_in(path.bodies, facts.authorities)
    return {key: text for key, text in found.items() if text and key in asked}


def unsettled(unit: PaperUnit, facts: PaperFacts, values: dict[str, str]) -> dict[str, str]:
    """Field -> sentence for what a row without 核定 may not print (counter-rules.md 10)."""
    path = facts.path
    if path is None or path.settled:
        return {}
    asked = {spec.key for spec in unit.kind.fields}
    wrong = {}
    if "special_law" in asked and values.get("special_law", "").strip():
        wrong["special_law"] = NOT_SETTLED
    limit = values.get("limit_text", "").strip()
    if unit.kind.code in _LIMIT_OF_ROW and limit not in ("", ASK_THERE):
        wrong["limit_text"] = NOT_SETTLED
    return wrong


def _wants_leader(screening: Screening) -> bool:
    """想见领导 on card 2, or the row of the directory for an appointment (counter-rules.md 1.2, P170)."""
    sources = json.loads(screening.sources_json)
    said = bool(sources.get("competent", {}).get("note") == BY_APPOINTMENT)
    return said or bool(sources.get("path", {}).get("note") == APPOINTMENT_ROW)


def _screened(row: Screening | None) -> Screened | None:
    return Screened.from_json(row.result_json, row.facts_json) if row is not None else None


def _tell(desk: Desk, uow: UnitOfWork, reception: Reception) -> tuple[date, Due] | None:
    """From when and by when the office owes a written answer before anything is screened."""
    limit = telling_limit(desk, uow, reception)
    return (limit.starts, Due(limit.due, limit.provisional)) if limit is not None else None


def _came_at(reception: Reception) -> str:
    """The time of day; what was entered later has none."""
    if not reception.happened_at:
        return ""
    moment = local_moment(reception.happened_at)
    noted = moment.date().isoformat() == reception.received_on and (moment.hour or moment.minute)
    return f"{moment:%H:%M}" if noted else ""


def _told(desk: Desk, screening: Screening | None) -> bool:
    """Whether a notice of this conclusion goes along, owed and free to be printed."""
    if screening is None or screening.awaiting:
        return False
    found = Screened.from_json(screening.result_json, screening.facts_json)
    kinds = (desk.parts.catalogue.kinds.get(code) for code in found.documents if code not in found.on_request)
    return any(
        kind is not None
        and kind.audience == "visitor"
        and kind.service_owed
        and kind.code[0] != "A"
        and not (kind.refusing and found.blocked_by)
        for kind in kinds
    )


def _earlier(uow: UnitOfWork, items: tuple[Item, ...], screenings: list[Screening | None]) -> bool | None:
    """Whether the matter was raised before, by the store or card 3; None while nobody has asked."""
    own = {item.id for item in items}
    if any(_is_earlier(uow, item, own) for item in items):
        return True
    said = {_said_before(row) for row in screenings}
    return True if True in said else None if None in said or not said else False


def _said_before(screening: Screening | None) -> bool | None:
    """Card 3 of one screening. Only a plain 第一次 counts as that; what is in doubt stays open."""
    if screening is None:
        return None
    facts, sources = json.loads(screening.facts_json), json.loads(screening.sources_json)
    if any(facts.get(key, none) != none for key, none in _NOT_BEFORE.items()):
        return True
    asked = [sources.get(key, {}) for key in _NOT_BEFORE]
    plain = all(one.get("source") in (VISITOR, STORE) and not one.get("note") for one in asked)
    return False if plain else None


def _is_earlier(uow: UnitOfWork, item: Item, own: set[str]) -> bool:
    rows = uow.items.where(matter_id=item.matter_id)
    return any(
        r.id not in own and r.made_at < item.made_at and r.state != ItemState.VOID and not r.sealed for r in rows
    )


def _proved(uow: UnitOfWork, screening: Screening | None) -> dict[str, str]:
    """B12 of a matter that runs here: number, days, who handles it, as far as the store knows (counter-rules.md 5)."""
    taken = json.loads(screening.sources_json).get("same_matter_pending", {}) if screening is not None else {}
    if screening is None or screening.leaf != "L13" or taken.get("source") != STORE:
        return {}
    number = str(taken.get("note", "")).removeprefix("登记 ")
    items = uow.items.where(register_no=number)
    if not items:
        return {}
    found = {"first_no": number}
    running = [row for row in uow.clocks.where(item_id=items[0].id) if row.state == ClockState.RUNNING]
    last = max((row for row in running if row.code in ("T5", "T6")), key=lambda row: row.due_on, default=None)
    if last is not None:
        found |= {"progress": "own", "first_accepted_on": last.starts_on, "first_due_on": last.due_on}
    for document in uow.document_items.of_item(items[0].id):
        if code_for(document, items[0].id) == "B4" and document.state == DocumentState.FINAL:
            found["handler"] = fields_for(document, items[0].id).get("handler", "")
    return found


def _last_handler(uow: UnitOfWork, unit: PaperUnit) -> str:
    """Who was last named to handle a matter, while still on the staff list: a proposal, never more (条例 28.3)."""
    if unit.sealed or not any(spec.key == "handler" for spec in unit.kind.fields):
        return ""
    names = {row.name for row in uow.staff.all() if row.active}
    for screening in uow.screenings.recent(HANDLERS_SEEN):
        for document in uow.document_items.of_item(screening.item_id):
            if document.state == DocumentState.FINAL and not document.sealed:
                name = fields_for(document, screening.item_id).get("handler", "")
                if name in names:
                    return name
    return names.pop() if len(names) == 1 else ""


def _thirty_days(desk: Desk) -> Due:
    """30 days from today, a day off carried to the next working day (条例 35; B13 where the right was not told)."""
    calendar = desk.parts.calendar
    day = desk.parts.today() + timedelta(days=REVIEW_DAYS)
    while calendar.is_off(day):
        day += timedelta(days=1)
    years = range(desk.parts.today().year, day.year + 1)
    return Due(day, not all(calendar.has_year(year) for year in years))


def _sealed_words(desk: Desk, uow: UnitOfWork, unit: PaperUnit) -> dict[str, str]:
    rows = [row for row in uow.sealed_contents.where(item_id=unit.items[0].id) if row.kind == "words"]
    if not rows:
        return {}
    raw: dict[str, str] = json.loads(get_sealed(desk, uow, rows[-1]))
    return {key: raw.get(key, "") for key in ("request", "facts", "reasons", "own_words")}


def fields_of(unit: PaperUnit, facts: PaperFacts, values: dict[str, str]) -> tuple[FieldSpec, ...]:
    """The open fields that the paper asks for now."""
    return active_fields(unit.kind, facts, values)


def known_values(unit: PaperUnit, facts: PaperFacts, values: dict[str, str] | None = None) -> dict[str, str]:
    """The clerk's answers with what record and directory can add to them; nothing that was answered is changed."""
    answered = dict(values or {})
    proved = dict(facts.proved) if unit.kind.code == "B12" else {}
    asked = {spec.key for spec in unit.kind.fields}
    judged = facts.fact_column.get(JUDGED_ON, "") if "judgment_on" in asked else ""
    cards = {"judgment_on": judged} if judged else {}
    if facts.last_handler and "handler" in asked and not facts.life.get("handler"):
        cards["handler"] = facts.last_handler
    cards |= _from_screening(unit, facts)
    found = prefilled(unit.kind, facts) | cards | _from_path(unit, facts, asked) | proved | answered
    wanted = _KIND_OF.get(unit.kind.code)
    if wanted and not found.get("body_name"):
        bodies = [row for row in facts.authorities if row.kind == wanted]
        if len(bodies) == 1:
            found["body_name"] = bodies[0].name
    for key, siblings in DIRECTORY.items():
        body = _authority(facts, found.get(key, "")) if key in asked else None
        for sibling, column in siblings.items():
            if body is not None and sibling in asked and not found.get(sibling):
                text = str(getattr(body, column))
                if text:
                    found[sibling] = text
    if "new_due_on" in asked and not found.get("new_due_on"):
        found["new_due_on"] = extended_due(found.get("first_due_on", ""), found.get("extension_days", ""))
    return found


def _from_screening(unit: PaperUnit, facts: PaperFacts) -> dict[str, str]:
    """What card 1 saw goes into the urgent report, and who decided into the sealed letter."""
    if unit.kind.code == "A9" and not unit.sealed:
        kinds = json.loads(facts.reception.site_json or "{}").get("kinds") or []
        return {"fact_kind": str(kinds[0])} if kinds else {}
    if unit.kind.code == "D1" and facts.main is not None and facts.main.leaf == "L15":
        said = facts.main.facts
        found = {"round": {"handling": "review", "review": "final"}.get(said.get("opinion", ""), "")}
        found["got_on"] = said.get("opinion_served_on", "")
        return {key: text for key, text in found.items() if text}
    if unit.kind.code == "B2m" and facts.main is not None:
        return {"send_mode": "decided" if facts.decider is not None else "direct"}
    return {}


def _authority(facts: PaperFacts, name: str) -> Authority | None:
    return next((row for row in facts.authorities if name and row.name == name), None)


def blocked(desk: Desk, uow: UnitOfWork, unit: PaperUnit, facts: PaperFacts, screening: Screening | None) -> str:
    """Why this paper may not be issued yet, in one sentence; empty = it may."""
    kind = unit.kind
    why = kind.why_not(facts.profile.desk_role) or same_day(desk, uow, kind, unit.items)
    if why:
        return why
    if kind.audience == "visitor":
        gaps = facts.profile.ready_gaps()
        if gaps:
            return f"设置里还没有填{'、'.join(gaps)}，填好才能出告知书。"
    if unit.sealed and kind.code == "A9":
        return "密件不用报告单，请由保密员当面报告。"
    if unit.secret and not can_open(desk, uow, unit.items[0].id):
        return TWO_FIRST if desk.has(Role.SECRECY) else "这份是密件，要由保密员来出。"
    if kind.code == SHEET and not any(SHEET in row.codes.split() for row in uow.series.all()):
        return "还没有给甄别意见设文号，请管理员到设置里加上。"
    if screening is None and kind.keeps_words and not unit.sealed and not all(map(unfinished_words, unit.items)):
        return "先走完甄别的卡片再打印：说的要是举报，内容不能印在这张纸上。"
    main = facts.main
    if main is not None and main.blocked_by and (kind.refusing or unit.variant == "road"):
        words = "、".join(BASIS_WORDS.get(key, "依据文件") for key in main.blocked_by)
        return f"本单位还没有设置{words}，不能打印；先做登记和引导。"
    return _undecided(facts, screening) if kind.refusing else ""


def _undecided(facts: PaperFacts, screening: Screening | None) -> str:
    if screening is None or screening.awaiting:
        return "还没有人决定，先给回执；决定以后再打印。"
    if facts.decider is None or not facts.decided_how:
        return "这份文书要有具名的决定人，请回到甄别补上。"
    if not screening.no_interest:
        return "决定人还没有确认与本事项、来访人没有直接利害关系。"
    main = facts.main
    if main is not None and missing_facts(main.ground, main.leaf, facts.fact_column):
        return "事实栏还没有填完，不能打印。"
    return ""
