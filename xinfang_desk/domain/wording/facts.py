"""Everything a paper may take from the record: one frozen value, and the context its template reads (F2–F12)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xinfang_desk.domain.fact_columns import COMPARE, FACT_KEYS, STAGES, parse_comparison
from xinfang_desk.domain.identity import LABELS, IdentityKind
from xinfang_desk.domain.moments import date_text, date_weekday_text, parse_date
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import Authority, Item, PaperReceived, Reception, Source, Staff, Visitor
from xinfang_desk.domain.special_law import PathPrint
from xinfang_desk.domain.wording.basis import Citation
from xinfang_desk.domain.wording.life import LIFE_RECORD_KEYS, life_context
from xinfang_desk.domain.wording.sheet import SHEET_KEYS, SHEET_ROWS, Sheet
from xinfang_desk.domain.wording.template import Due, Value, names

FORM_WORDS = {"visit": "来访", "letter": "来信", "phone": "来电", "online": "网上信访"}
NAMELESS = {"visit": "来访人", "letter": "来信人", "phone": "来电人", "online": "信访人"}
DECIDED_HOW = {"present": "当面决定", "phone": "电话决定", "writing": "书面决定"}
ROLE_WORDS = {"main": "主访人", "with": "同来", "agent": "代理人", "guardian": "监护人", "represented": "被代理人"}
SEALED_SUBJECT = "见密件登记"
LATER_SUBJECT = {
    True: "送来材料，内容后补",
    False: "已说明来意，内容后补",
}  # taken in for later, with or without papers

ACT_ITEMS = {"gather": 1, "weapons": 2, "violence": 3, "stay": 4}  # 条例 26（一）—（四）


@dataclass(frozen=True)
class Screened:
    """The parts of a screening result that papers need (screening-contract: Result)."""

    leaf: str
    side_leaves: tuple[str, ...] = ()
    ground: str | None = None
    documents: tuple[str, ...] = ()
    on_request: tuple[str, ...] = ()
    remedies: Mapping[str, str] = field(default_factory=dict)
    blocked_by: tuple[str, ...] = ()
    needs_named_decision: bool = False
    basis: tuple[Citation, ...] = ()
    deadlines: Mapping[str, tuple[date, Due]] = field(default_factory=dict)  # code -> (starts, due)
    facts: Mapping[str, str] = field(default_factory=dict)  # contract facts as text, true/false as yes/empty

    @staticmethod
    def from_json(result_json: str, facts_json: str) -> Screened:
        """Reads what a screening row keeps. ValueError or KeyError when it is no result of the contract."""
        raw: dict[str, Any] = json.loads(result_json)
        deadlines = {
            line["code"]: (_date(line["starts"]), Due(_date(line["due"]), bool(line["provisional"])))
            for line in raw["deadlines"]
        }
        basis = tuple(Citation(line["law"], line["article"], line["paragraph"], line["item"]) for line in raw["basis"])
        facts = {key: _fact_text(value) for key, value in json.loads(facts_json).items() if key != "policy"}
        return Screened(
            leaf=str(raw["leaf"] or ""),
            side_leaves=tuple(raw["side_leaves"]),
            ground=raw["ground"],
            documents=tuple(raw["documents"]),
            on_request=tuple(raw["on_request"]),
            remedies=dict(raw["remedies"]),
            blocked_by=tuple(raw["blocked_by"]),
            needs_named_decision=bool(raw["needs_named_decision"]),
            basis=basis,
            deadlines=deadlines,
            facts=facts,
        )


@dataclass(frozen=True)
class PaperFacts:
    """What the record knows when a paper is composed; no port, no clock: ``on`` is the paper's date.

    Attributes:
        items: the items it is for, in order; words of sealed items are empty here.
        screened: one per item, None before its screening.
        decider, decided_how: who decided a refusal and how.
        fact_column: the cells of the refusal (domain.fact_columns).
        sealed_words: request, facts, reasons of a sealed item, opened for the one file paper that holds them.
        sheet: the recorded screening in words, for the file sheet 甄别意见 alone.
        earlier: whether the matter was raised before (never a count), None while nobody has asked.
        told: a notice goes along with it today that says how and by when; its own day would be another.
        settled_years: years with an installed holiday arrangement; a limit in a later year is provisional. None: all.
        came_at: the time of day of the visit as people read it, empty where nobody noted it.
        proved: open fields that the store itself answers (B12: the running matter that card 3 took over).
        path: what the chosen row of the statutory paths lets the paper print, None where none was chosen.
        life: what the later stages of the matter know (domain.life.facts): flat text, dates in ISO.
        variant: for a code that one reception may need in two kinds (A8 road | order, B17 awaiting).
        number: 文号, None in a draft.
    """

    profile: OfficeProfile
    reception: Reception
    visitors: tuple[Visitor, ...]
    items: tuple[Item, ...]
    screened: tuple[Screened | None, ...]
    on: date
    receiver: Staff | None = None
    registrar_name: str = ""
    decider: Staff | None = None
    decided_how: str = ""
    fact_column: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[PaperReceived, ...] = ()
    staff: tuple[Staff, ...] = ()
    authorities: tuple[Authority, ...] = ()
    matter_title: str = ""
    earlier: bool | None = None
    told: bool = False
    settled_years: frozenset[int] | None = None
    came_at: str = ""
    proved: Mapping[str, str] = field(default_factory=dict)
    last_handler: str = ""  # who was last named to handle a matter; a proposal
    sealed_words: Mapping[str, str] = field(default_factory=dict)
    from_today: Due | None = None  # 30 days from today, rolled over (B13, without the right told)
    tell: tuple[date, Due] | None = None  # from when and by when to tell, while nothing is screened (counter-rules 4.2)
    sheet: Sheet | None = None
    path: PathPrint | None = None
    life: Mapping[str, str] = field(default_factory=dict)  # later stages (domain/life/facts.py); dates in ISO
    wants_leader: bool = False  # came to see one of the leaders: the published days and a slip go along (18.2)
    variant: str = ""
    number: str | None = None
    practice: bool = False
    large: bool = False

    def limit(self, day: date, *, past: bool = False) -> Due:
        """A last day, provisional while its year's holiday arrangement is missing. ``past``: also one gone by."""
        years = self.settled_years
        return Due(day, years is not None and (past or day >= self.on) and day.year not in years)

    @property
    def main(self) -> Screened | None:
        return self.screened[0] if self.screened else None

    @property
    def sealed(self) -> bool:
        return any(item.sealed for item in self.items)


Row = dict[str, Value]

RECORD_KEYS: frozenset[str] = names(
    """office office_address office_floor office_phone office_hours office_query superior final_superior
    supervising_office discipline_body mediation_body relief_body role level z2_basis n2_basis n3_basis late_basis
    source_text form came_sentence came_at received_on today people concerned many leader wants_leader days_known
    sending_body sending_number transferred_on
    comm_sign comm_dialect comm_scribe comm_read_aloud comm_interpreter interpreter interpreter_relation
    main_name name_line agent_name agent_relation agent_id agent_phone represented_name represented_id
    represented_phone phone_line address_line organisation foreign stay_text
    register_no register_line query_code request facts reasons own_words place_line matter_line items_many items_count
    papers_text papers_detail papers_pages earlier first_time told sealed oral
    receiver receiver_short receiver_phone registrar decider decided_how
    leaf ground stage remedy by_basis accepted_on tell_by t1_due t2_due t3_due t4_due t5_due t7_due t9_due t13_due
    tell_from review_due from_today identity_clear no_right no_proof cause
    route route_target competent opinion judicial_stage pending_overdue nature major_or_urgent transferred_in
    variant side_order side_road large foreign_text opinion_name review_office"""
) | ({f"fact_{key}" for key in FACT_KEYS if key != COMPARE} | SHEET_KEYS | LIFE_RECORD_KEYS)

ROW_KEYS: dict[str, frozenset[str]] = {
    "visitors": names("v_no v_name v_role v_id_kind v_id v_phone v_address v_post"),
    "items": names("i_no i_register i_query i_request i_facts i_reasons i_why i_place i_body"),
    "days": names("d_on d_who d_when"),
    "papers": names("p_no p_name p_copies p_pages p_original"),
    "compare": names("c_then c_now c_verdict"),
    **SHEET_ROWS,
}


def surname_call(name: str) -> str:
    """李同志: the surname is enough on a visitor's paper."""
    if not name:
        return ""
    compound = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "令狐", "夏侯", "慕容")
    return f"{name[:2] if name.startswith(compound) else name[:1]}同志"


def principals(facts: PaperFacts) -> tuple[Visitor, ...]:
    """Whose matter it is: the represented where somebody came for them, else the visitors themselves."""
    represented = tuple(v for v in facts.visitors if v.role == "represented")
    if represented:
        return represented
    return tuple(v for v in facts.visitors if v.role not in ("agent", "guardian")) or facts.visitors


def name_line(facts: PaperFacts) -> str:
    """李𬀩明（等8人）; an unnamed visitor is 来访人."""
    own = principals(facts)
    first = own[0] if own else None
    name = first.name if first is not None and not first.anonymous else ""
    represented = any(v.role == "represented" for v in facts.visitors)
    count = len(own) if represented else max(facts.reception.people, len(own))
    name = name or NAMELESS.get(facts.reception.form, "信访人")
    return f"{name}（等{count}人）" if count > 1 else name


def came_sentence(facts: PaperFacts) -> str:
    """您于2026年11月23日来访 and its kin (F5: when, how)."""
    reception = facts.reception
    day = date_text(_date(reception.received_on))
    if reception.source == Source.TRANSFER.value:
        moved = date_text(_date(reception.transferred_on or reception.received_on))
        return f"{reception.sending_body or '转送单位'}于{moved}将您反映的事项转到本单位"
    agent = next((v for v in facts.visitors if v.role == "agent"), None)
    by = f"您委托{agent.name}" if agent is not None and agent.name else "您"
    if reception.form == "letter":
        return f"{by}的来信已于{day}收到"
    return f"{by}于{day}" + {"visit": "来访", "phone": "来电", "online": "在网上提出"}.get(reception.form, "来访")


def record_context(facts: PaperFacts) -> dict[str, Value]:
    """Every record key with its value; empty text where the record knows nothing."""
    profile, reception = facts.profile, facts.reception
    first = facts.items[0] if facts.items else None
    context: dict[str, Value] = {
        "office": profile.name,
        "office_address": profile.address,
        "office_floor": profile.floor,
        "office_phone": profile.telephone,
        "office_hours": profile.hours,
        "office_query": profile.query_way,
        "superior": profile.superior,
        "final_superior": profile.final_superior,
        "supervising_office": profile.supervising_office,
        "discipline_body": profile.discipline_body,
        "mediation_body": profile.mediation_body,
        "relief_body": profile.relief_body,
        "role": profile.desk_role,
        "level": profile.level,
        "n2_basis": profile.policy.n2_basis or "",
        "n3_basis": profile.policy.n3_basis or "",
        "z2_basis": profile.policy.z2_basis or "",
        "late_basis": profile.policy.late_review_basis or "",
        "form": reception.form,
        "source_text": _source_text(reception),
        "came_sentence": came_sentence(facts),
        "came_at": facts.came_at,
        "stay_text": "今天不用再跑。" if reception.form == "visit" and reception.source != Source.TRANSFER else "",
        "received_on": _date(reception.received_on),
        "today": facts.on,
        "people": str(reception.people),
        "concerned": str(reception.concerned),
        "many": _yes(reception.people > 1),
        "leader": _yes(reception.leader_reception),
        "wants_leader": _yes(facts.wants_leader),
        "days_known": _yes(bool(profile.days_from(facts.on.isoformat()))),
        "sending_body": reception.sending_body,
        "sending_number": reception.sending_number,
        "transferred_on": _date(reception.transferred_on) if reception.transferred_on else "",
        "interpreter": reception.interpreter,
        "interpreter_relation": reception.interpreter_relation,
        "receiver": facts.receiver.name if facts.receiver else "",
        "receiver_short": surname_call(facts.receiver.name) if facts.receiver else "",
        "receiver_phone": (facts.receiver.telephone if facts.receiver else "") or profile.telephone,
        "registrar": facts.registrar_name,
        "decider": facts.decider.name if facts.decider else "",
        "decided_how": DECIDED_HOW.get(facts.decided_how, ""),
        "earlier": _yes(facts.earlier is True),
        "first_time": _yes(facts.earlier is False),
        "told": _yes(facts.told),
        "sealed": _yes(facts.sealed),
        "oral": _yes(any(item.oral for item in facts.items)),
        "items_many": _yes(len(facts.items) > 1),
        "items_count": str(len(facts.items)),
        "register_no": first.register_no if first else "",
        "register_line": "、".join(item.register_no for item in facts.items),
        "query_code": first.query_code if first else "",
        "place_line": "" if facts.sealed or first is None else first.place,
        "variant": facts.variant,
        "large": _yes(facts.large),
        "from_today": facts.from_today or "",
    }
    for way in ("sign", "dialect", "scribe", "read_aloud", "interpreter"):
        context[f"comm_{way}"] = _yes(way in reception.communication.split())
    context |= _people_context(facts)
    context |= _words_context(facts)
    context |= _screening_context(facts)
    context |= _fact_context(facts)
    context |= {key: facts.sheet.texts.get(key, "") if facts.sheet else "" for key in SHEET_KEYS}
    context |= life_context(facts.life, facts.limit, str(context["opinion"]))
    return context


def record_rows(facts: PaperFacts) -> dict[str, list[Row]]:
    """The lists a table may repeat over."""
    return {
        "days": [
            {"d_on": date_weekday_text(date.fromisoformat(one.on)), "d_who": one.who, "d_when": one.when}
            for one in facts.profile.days_from(facts.on.isoformat())
        ],
        "visitors": [
            {
                "v_no": str(number),
                "v_name": "（不愿留名）" if visitor.anonymous else visitor.name,
                "v_role": "，".join(one for one in (ROLE_WORDS.get(visitor.role, ""), visitor.relation) if one),
                "v_id_kind": _id_label(visitor.id_kind) if visitor.id_number else "",
                "v_id": visitor.id_number,
                "v_phone": visitor.phone,
                "v_address": visitor.address,
                "v_post": visitor.post,
            }
            for number, visitor in enumerate(facts.visitors, 1)
        ],
        "items": [
            {
                "i_no": str(number),
                "i_register": item.register_no,
                "i_query": item.query_code,
                "i_request": SEALED_SUBJECT if item.sealed else item.request,
                "i_facts": "" if item.sealed else item.facts or item.own_words,
                "i_reasons": "" if item.sealed else item.reasons,
                "i_why": f"理由：{item.reasons}" if item.reasons and not item.sealed else "",
                "i_place": "" if item.sealed else item.place,
                "i_body": "" if item.sealed else item.body_complained,
            }
            for number, item in enumerate(facts.items, 1)
        ],
        "papers": [
            {
                "p_no": str(number),
                "p_name": paper.name,
                "p_copies": str(paper.copies),
                "p_pages": str(paper.pages) if paper.pages is not None else "",
                "p_original": "原件" if paper.original else "",
            }
            for number, paper in enumerate(facts.papers, 1)
        ],
        "compare": [
            {"c_then": row.then, "c_now": row.now, "c_verdict": "相同" if row.verdict == "same" else "不同"}
            for row in _comparison(facts)
        ],
        **{key: [dict(row) for row in facts.sheet.rows.get(key, ())] if facts.sheet else [] for key in SHEET_ROWS},
    }


def _comparison(facts: PaperFacts) -> tuple[Any, ...]:
    try:
        return parse_comparison(facts.fact_column.get(COMPARE, ""))
    except ValueError:
        return ()


def _people_context(facts: PaperFacts) -> dict[str, Value]:
    own = principals(facts)
    first = own[0] if own else None
    agent = next((v for v in facts.visitors if v.role == "agent"), None)
    contact = agent or next((v for v in facts.visitors if v.role in ("guardian", "main")), first)
    return {
        "name_line": name_line(facts),
        "main_name": first.name if first else "",
        "represented_name": first.name if first else "",
        "agent_name": agent.name if agent else "",
        "agent_relation": agent.relation if agent else "",
        "agent_id": agent.id_number if agent else "",
        "agent_phone": agent.phone if agent else "",
        "represented_id": first.id_number if first else "",
        "represented_phone": first.phone if first else "",
        "phone_line": contact.phone if contact else "",
        "address_line": first.address if first else "",
        "organisation": _yes(any(v.kind == "organisation" for v in facts.visitors)),
        "foreign": _yes(is_foreign(facts)),
    }


def is_foreign(facts: PaperFacts) -> bool:
    """A registered nationality other than China (条例 48); residents of Hong Kong, Macao and Taiwan are citizens."""
    return any(v.nationality not in ("", "中国", "CHN", "156") for v in principals(facts))


def _words_context(facts: PaperFacts) -> dict[str, Value]:
    first = facts.items[0] if facts.items else None
    papers_text = "、".join(f"{paper.name}{paper.copies}份" for paper in facts.papers)
    pages = [paper.pages for paper in facts.papers if paper.pages is not None]
    words: dict[str, Value] = {
        "papers_text": "" if facts.sealed else papers_text,
        "papers_detail": "" if facts.sealed else "、".join(_paper_detail(paper) for paper in facts.papers),
        "papers_pages": str(sum(pages)) if pages else "",
    }
    if first is None or facts.sealed:
        opened = facts.sealed_words
        words |= {key: opened.get(key, "") for key in ("request", "facts", "reasons", "own_words")}
        words["matter_line"] = SEALED_SUBJECT
        return words
    own = [item.summary or item.request for item in facts.items]
    one = facts.matter_title if len(own) == 1 and not own[0] else own[0]
    texts = [text.strip().rstrip("。；;，,") for text in (own if len(own) > 1 else [one])]
    words |= {"request": first.request, "facts": first.facts, "reasons": first.reasons, "own_words": first.own_words}
    texts = [text or LATER_SUBJECT[bool(facts.papers)] for text in texts]
    joined = texts[0] if len(texts) == 1 else "；".join(f"{number}.{text}" for number, text in enumerate(texts, 1))
    words["matter_line"] = joined
    return words


def _paper_detail(paper: PaperReceived) -> str:
    pages = f"{paper.pages}页" if paper.pages is not None else ""
    inside = "，".join(one for one in (pages, "原件" if paper.original else "") if one)
    return f"{paper.name}{paper.copies}份" + (f"（{inside}）" if inside else "")


def _screening_context(facts: PaperFacts) -> dict[str, Value]:
    main = facts.main
    codes = ("T1", "T2", "T3", "T4", "T5", "T7", "T9", "T13")
    context: dict[str, Value] = {f"{code.lower()}_due": "" for code in codes}
    keys: tuple[str, ...] = (
        "route",
        "route_target",
        "competent",
        "opinion",
        "judicial_stage",
        "nature",
        "transferred_in",
    )
    keys += ("pending_overdue", "major_or_urgent")
    context |= {key: main.facts.get(key, "") if main else "" for key in keys}
    context |= {"leaf": main.leaf if main else "", "ground": (main.ground or "") if main else ""}
    context |= {"accepted_on": "", "tell_by": "", "tell_from": "", "review_due": "", "by_basis": "", "remedy": ""}
    dated = [one for one in facts.screened if one is not None]
    for one in reversed(dated):
        for code in codes:
            if code in one.deadlines:
                context[f"{code.lower()}_due"] = one.deadlines[code][1]
        for code in ("T1", "T2", "T3"):
            if code in one.deadlines:
                context["tell_from"], context["tell_by"] = one.deadlines[code]
        if "T5" in one.deadlines:
            context["accepted_on"] = one.deadlines["T5"][0]
        for code in ("T7", "T9"):
            if code in one.deadlines:
                context["review_due"] = one.deadlines[code][1]
    if not dated and facts.tell is not None:
        context["tell_from"], context["tell_by"] = facts.tell
    known = main.facts if main else {}
    served = bool(known.get("opinion_served_on"))
    told = known.get("told_of_review", "yes") == "yes"
    late_free = bool(main and main.leaf == "L15" and served and told and not context["review_due"])
    context |= {
        "no_right": _yes(bool(main) and not told),
        "no_proof": _yes(bool(main) and told and not served),
        "cause": _yes(late_free),
        "identity_clear": known.get("identity_clear", "yes"),
        "side_order": _yes(any("L01" in one.side_leaves for one in dated)),
        "side_road": _yes(any(one.leaf == "L17" for one in dated)),
        "foreign_text": "参照《信访工作条例》第四十八条，" if is_foreign(facts) else "",
        "opinion_name": "信访复查意见书" if known.get("opinion") == "review" else "信访处理意见书",
        "review_office": _review_office(facts, known.get("opinion", "")),
    }
    return context


def _review_office(facts: PaperFacts, opinion: str) -> str:
    """The office's own superior for an opinion; a petition bureau names the body itself."""
    if facts.profile.desk_role == "A":
        return ""
    return facts.profile.final_superior if opinion == "review" else facts.profile.superior


def _fact_context(facts: PaperFacts) -> dict[str, Value]:
    context: dict[str, Value] = {}
    for key in FACT_KEYS:
        if key == COMPARE:
            continue
        text = facts.fact_column.get(key, "").strip()
        day = parse_date(text) if key.endswith("_on") else None
        limit = key.endswith("_due_on")
        context[f"fact_{key}"] = text if day is None else facts.limit(day) if limit else day
    stage = facts.fact_column.get("case_stage", "")
    context["stage"] = stage
    context["fact_case_stage"] = dict(STAGES).get(stage, "")
    return context


def _id_label(kind: str) -> str:
    """What the counter calls a document; 证件 for a kind that this version does not know."""
    return LABELS[IdentityKind(kind)] if kind in set(IdentityKind) else "证件"


def _source_text(reception: Reception) -> str:
    words = {"visit": "走访", "letter": "来信", "phone": "来电", "online": "网上"}
    text = words.get(reception.form, "")
    if reception.source == Source.TRANSFER.value:
        text = f"转送、交办来件（{text}）"
    return text + ("（领导接访）" if reception.leader_reception else "")


def _date(text: str) -> date:
    day = parse_date(text)
    if day is None:
        raise ValueError("not an ISO date")
    return day


def _yes(flag: bool) -> str:
    return "yes" if flag else ""


def _fact_text(value: object) -> str:
    if isinstance(value, bool):
        return _yes(value)
    return "" if value is None else str(value)
