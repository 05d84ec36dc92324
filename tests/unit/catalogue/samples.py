"""Invented facts and answers for every paper and variant of the catalogue."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tests.unit.catalogue.said import ASKED, FIELD_VALUES, HANDLED, OPINED, REVIEWED, VALUES
from xinfang_desk.domain.catalogue import Catalogue, DocumentKind
from xinfang_desk.domain.fact_columns import FACT_COLUMNS, LATE
from xinfang_desk.domain.office import OfficeProfile, Policy
from xinfang_desk.domain.papers import DocumentData, Paragraph, Table
from xinfang_desk.domain.records import Authority, Item, PaperReceived, Reception, Staff, Visitor
from xinfang_desk.domain.template_pack import load_catalogue
from xinfang_desk.domain.wording.basis import parse_citation
from xinfang_desk.domain.wording.compose import active_fields, compose, prefilled
from xinfang_desk.domain.wording.facts import PaperFacts, Screened
from xinfang_desk.domain.wording.template import Due

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "templates" / "national"
ON = date(2026, 11, 23)
TOLD = Due(date(2026, 12, 8))


def pack_files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.json"))}


def catalogue() -> Catalogue:
    return load_catalogue(pack_files())


PROFILES = {
    "A": OfficeProfile(
        name="中方县信访局",
        level="county",
        desk_role="A",
        short_word="中信",
        address="中方县中方镇南湖路 1 号",
        floor="一楼大厅，公交 3 路县政府站",
        telephone="0745-2800001",
        hours="工作日 8:30—12:00，14:30—17:30",
        query_way="窗口、电话或者网上",
        superior="中方县人民政府",
        final_superior="怀化市人民政府",
        supervising_office="怀化市信访局",
        discipline_body="中共中方县纪委监委",
        mediation_body="中方县人民调解委员会",
        relief_body="中方县民政局",
        seal_names=("中方县信访局",),
        policy=Policy(
            n3_basis="（示例）部函〔2026〕1号", z2_basis="（示例）部函〔2026〕2号", n2_basis="（示例）部函〔2026〕3号"
        ),
    ),
    "B": OfficeProfile(
        name="中方县铜湾镇人民政府",
        level="township",
        desk_role="B",
        short_word="铜政",
        address="铜湾镇正街 1 号",
        floor="政务大厅一楼 3 号窗口",
        telephone="0745-2810001",
        hours="工作日 8:30—12:00，14:30—17:30",
        query_way="本窗口或者电话",
        superior="中方县人民政府",
        final_superior="怀化市人民政府",
        discipline_body="中共中方县纪委监委",
        mediation_body="铜湾镇人民调解委员会",
        relief_body="铜湾镇社会事务办公室",
        seal_names=("中方县铜湾镇人民政府", "中共中方县铜湾镇委员会"),
        policy=Policy(
            n3_basis="（示例）部函〔2026〕1号", z2_basis="（示例）部函〔2026〕2号", n2_basis="（示例）部函〔2026〕3号"
        ),
    ),
    "C": OfficeProfile(
        name="中方县自然资源局",
        level="county",
        desk_role="C",
        short_word="中自资",
        address="中方县建设路 8 号",
        telephone="0745-2820001",
        hours="工作日 8:30—17:30",
        query_way="窗口或者电话",
        superior="中方县人民政府",
        final_superior="怀化市人民政府",
        discipline_body="中共中方县纪委监委",
        relief_body="中方县民政局",
        policy=Policy(
            n3_basis="（示例）部函〔2026〕1号", z2_basis="（示例）部函〔2026〕2号", n2_basis="（示例）部函〔2026〕3号"
        ),
    ),
}

RECEPTION = Reception(
    id="r1",
    year=2026,
    seq=123,
    source="visit",
    form="visit",
    leader_reception=False,
    happened_at="2026-11-23T01:00:00.000000Z",
    entered_at="2026-11-23T01:00:00.000000Z",
    received_on="2026-11-23",
    postmark_on=None,
    transferred_kind=None,
    transferred_on=None,
    sending_body="",
    sending_number="",
    sending_due_on=None,
    people=8,
    concerned=12,
    registrar_id="u1",
    receiver_id="s1",
    communication="dialect read_aloud",
    interpreter="",
    interpreter_relation="",
    sealed=False,
    practice=False,
    state="registered",
    closed_at=None,
    void_reason="",
    site_json="{}",
)

VISITOR = Visitor(
    id="v1",
    reception_id="r1",
    ordinal=1,
    kind="person",
    role="main",
    anonymous=False,
    name="李𬀩明",
    id_kind="resident",
    id_number="43122119700101001X",
    id_note="",
    phone="13800000001",
    division="431221104",
    address="铜湾镇铜湾村三组",
    sex="1",
    born_on="1970-01-01",
    nationality="",
    post="",
    relation="",
)

ITEM = Item(
    id="i1",
    reception_id="r1",
    matter_id="m1",
    ordinal=1,
    register_no="431221-2026-LF-000123",
    query_code="48210937",
    request="要求发放铜湾村三组征地补偿款",
    facts="2025年修路征用三组耕地十二亩，补偿款至今没有发到户。",
    reasons="协议写明半年内付清",
    own_words="钱说了一年也没有到手",
    summary="铜湾村三组征地补偿款分配问题",
    purpose="qiujue",
    content_class="",
    content_class_checked=False,
    place_division="431221104",
    place="铜湾村三组",
    body_complained="铜湾村村民委员会",
    oral=True,
    secrecy="internal",
    sealed=False,
    state="registered",
    void_reason="",
    rev=1,
    made_at="2026-11-23T01:00:00.000000Z",
)

STAFF = (
    Staff("s1", "王小芳", "接访员", "0745-2810002", False, True),
    Staff("s2", "欧阳建国", "副镇长", "0745-2810003", True, True),
)
PAPERS = (PaperReceived("p1", "i1", 1, "征地协议", 1, 6, False), PaperReceived("p2", "i1", 2, "户口簿", 1, 4, False))
AUTHORITIES = (Authority("a1", "中方县人民法院", "court", "中方县芙蓉路 9 号", "12368", "工作日", "", True),)

BASIS = {
    "L07": "22.1(1) 30.3",
    "L09": "36.3",
    "L10": "31(1)",
    "L11": "20.2 28.2 31(1)",
    "L12": "19.3",
    "L13": "18.1 21.2",
    "L14": "21.2",
    "L15": "35",
    "L16": "23.2 35",
    "L17": "20.1",
    "L18": "22.1(1)",
    "L20": "24.1",
    "L21": "20.1 20.4",
    "L22": "23.1 31(1)",
    "L23": "23.1 31(2)",
    "L24": "23.1 31(3)",
    "L25": "23.1 31(4)",
    "L26": "23.1 31(5)",
    "L27": "23.1 31(6) 34 28.3",
    "L28": "23.3",
    "L06": "22.2 30.1 30.3",
    "L08": "23.1 29.1",
    "L05": "",
}


@dataclass(frozen=True)
class Case:
    """One paper in one variant: what the screening says and what is chosen."""

    code: str
    name: str
    leaf: str = "L27"
    role: str = "B"
    ground: str | None = None
    choose: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    variant: str = ""
    sealed: bool = False
    deadlines: tuple[str, ...] = ("T2",)
    remedy: str = ""
    form: str = "visit"
    column: str = ""
    column_more: dict[str, str] = field(default_factory=dict)
    told: bool = False
    life: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.code}-{self.role}-{self.name}"


def column(ground: str) -> dict[str, str]:
    """A complete fact column."""
    filled = {ask.key: f"{ask.label}（示例）" for ask in FACT_COLUMNS[ground]}
    for ask in FACT_COLUMNS[ground]:
        if ask.kind == "date":
            filled[ask.key] = "2026-10-09"
        elif ask.kind == "choice":
            filled[ask.key] = "in_progress"
        elif ask.kind == "compare":
            filled[ask.key] = json.dumps(
                [["补偿标准太低", "补偿标准太低", "same"], ["村里没公示", "村里没公示", "same"]]
            )
    filled.pop("case_number", None)
    if ground == "N3":
        filled |= {"case_body": "中方县人民法院", "case_number": "（2026）湘1221民初100号"}
        filled["where_to"] = "中方县人民法院诉讼服务中心（电话12368）"
    return filled


DUES = {
    "T1": Due(date(2026, 12, 8)),
    "T2": TOLD,
    "T3": TOLD,
    "T4": Due(date(2026, 11, 30)),
    "T5": Due(date(2027, 1, 22), True),
    "T7": Due(date(2026, 12, 15)),
    "T9": Due(date(2026, 12, 15)),
    "T13": Due(date(2027, 1, 23), True),
}


def facts_of(case: Case) -> PaperFacts:
    item = replace(ITEM, request="", facts="", reasons="", own_words="", summary="", place="", body_complained="")
    item = replace(item, sealed=True) if case.sealed else ITEM
    known = {"told_of_review": "yes", "identity_clear": "yes"} | case.facts
    screened = Screened(
        leaf=case.leaf,
        ground=case.ground,
        basis=tuple(parse_citation(one) for one in BASIS[case.leaf].split()),
        deadlines={code: (ON, DUES[code]) for code in case.deadlines},
        remedies={case.code: case.remedy} if case.remedy else {},
        facts=known,
    )
    profile = PROFILES[case.role]
    if case.leaf == "L16":
        profile = replace(profile, policy=replace(profile.policy, late_review_basis="（示例）省规定〔2026〕4号"))
    ground = LATE if case.column == LATE else case.ground
    reception = replace(RECEPTION, form=case.form, source=case.form, sealed=case.sealed)
    if case.leaf == "L28":
        reception = replace(reception, source="transfer", form="letter", transferred_on="2026-11-23", people=1)
        reception = replace(reception, sending_body="中方县信访局", sending_number="中信访函〔2026〕31号")
    if case.sealed:
        reception = replace(reception, people=1)
    return PaperFacts(
        profile=profile,
        reception=reception,
        visitors=(VISITOR,),
        items=(item,),
        screened=(screened,),
        on=ON,
        receiver=STAFF[0],
        registrar_name="周小兰",
        decider=STAFF[1] if case.ground or case.sealed else None,
        decided_how="present" if case.ground or case.sealed else "",
        fact_column=(column(ground) | case.column_more) if ground else {},
        papers=() if case.sealed else PAPERS,
        staff=STAFF,
        authorities=AUTHORITIES,
        sealed_words={"request": "（密）要求查处", "facts": "（密）经过"} if case.sealed and case.code == "A3" else {},
        from_today=Due(date(2026, 12, 23)),
        told=case.told,
        settled_years=frozenset({2025, 2026}),
        life=case.life,
        variant=case.variant,
        number="铜政访告〔2026〕12号",
    )


def answers(kind: DocumentKind, facts: PaperFacts, choose: dict[str, str]) -> dict[str, str]:
    """Every field answered: chosen, prefilled, or a sample of its kind."""
    values = dict(choose)
    known = prefilled(kind, facts)
    for _ in range(4):
        for spec in active_fields(kind, facts, values):
            if spec.key in values:
                continue
            if known.get(spec.key):
                values[spec.key] = known[spec.key]
            elif spec.kind == "choice":
                values[spec.key] = spec.choices[0][0] if spec.required else ""
            else:
                values[spec.key] = FIELD_VALUES.get(spec.key, VALUES[spec.kind])
    return values


def made(case: Case, pack: Catalogue) -> tuple[DocumentData, dict[str, str]]:
    return made_of(case, pack, facts_of(case))


def made_of(case: Case, pack: Catalogue, facts: PaperFacts) -> tuple[DocumentData, dict[str, str]]:
    """The case with facts of its own (large print, another office)."""
    kind = pack.kind(case.code)
    return compose(kind, facts, answers(kind, facts, case.choose))


def text_of(data: DocumentData, footer: bool = False) -> str:
    """All words of a paper in reading order."""
    out = [data.issuer_heading, data.title, data.addressee, *(f"{head}{text}" for head, text in data.strip)]
    for block in data.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
        elif isinstance(block, Table):
            out += ["｜".join(cell.text for cell in row) for row in block.rows]
    return "\n".join([*out, *data.signers, data.dated, *(data.footer if footer else ())])


def _cases() -> list[Case]:
    b6 = {
        "b": ("L23", "labour_arbitration"),
        "c": ("L23", "land_arbitration"),
        "d": ("L23", "commercial_arbitration"),
        "f": ("L25", "adjudication"),
        "g": ("L22", "procuratorate"),
        "i": ("L24", "party_appeal"),
        "j": ("L24", "personnel_appeal"),
        "k": ("L22", "mediation"),
        "l": ("L25", "technical_appraisal"),
        "n": ("L25", "social_assistance"),
    }
    cases = [Case(code, "plain", role=role) for code in ("A1", "A2", "A3", "A4", "A5", "A9", "A10") for role in "ABC"]
    cases += [Case(code, "sealed", "L06", sealed=True) for code in ("A1", "A2", "A3")]
    cases += [Case(code, "plain", role=role) for code in ("A6", "A7") for role in "AB"]
    cases += [
        Case("A2", "question", "L05", deadlines=()),
        Case("A2", "nameless", deadlines=(), facts={"identity_clear": ""}),
        Case("A2", "told", told=True),
        Case("A2", "told-sealed", "L06", sealed=True, told=True),
        *(Case(code, "letter", form="letter", deadlines=("T2", "T5")) for code in ("A1", "A2", "B4")),
        Case("B6k", "mediator-later", "L22", facts={"route_target": "mediation"}, choose={"mediator": ""}),
        Case("A8", "road", "L17", "C", "N2", variant="road", choose={"matter": "征地补偿"}),
        Case("A8", "order", variant="order", choose={"act": "stay"}),
        Case("A9", "child", choose={"fact_kind": "child"}),
        Case("A10", "refuse", choose={"decision": "refuse"}),
        Case("B1", "L18", "L18", "A"),
        Case("B1", "changed", "L18", "A", choose={"was_body": "中方县水利局"}),
        Case("B1", "L07", "L07", "A"),
        Case("B1", "L20", "L20", "A", deadlines=("T1",)),
        Case("B1", "C", "L18", "C"),
        Case("B2", "L18", "L18", "A", facts={"route": "4"}),
        Case("B2", "L07", "L07", "C"),
        Case("B2m", "L06", "L06", sealed=True),
        Case("B2m", "A", "L06", "A", sealed=True, choose={"send_mode": "direct", "accused": "other"}),
        Case("B3", "L18", "L18", "A"),
        Case("B4", "B", deadlines=("T2", "T5")),
        Case("B4", "C", role="C", deadlines=("T2", "T5")),
        Case("B5", "taken", "L25", choose={"taken": "yes"}),
        Case("B5", "open", "L25", "C", choose={"taken": "no"}),
        Case("B6a", "new", "L22", facts={"route": "1", "judicial_stage": ""}),
        Case("B6a", "running", "L11", ground="N3", facts={"judicial_stage": "in_progress"}),
        *(
            Case("B6a", name, "L11", ground="N3", facts={"judicial_stage": "decided"}, choose={"judgment": name})
            for name in ("civil", "criminal", "final")
        ),
        *(Case(f"B6{letter}", "plain", leaf, facts={"route_target": to}) for letter, (leaf, to) in b6.items()),
        Case("B6f", "sent", "L18", "A", facts={"route": "4", "route_target": "adjudication"}),
        Case("B6e", "first", "L25", choose={"first": "yes"}),
        Case("B6e", "free", "L25", "C", choose={"first": "no"}),
        *(
            Case("B6h", name, "L22", facts={"route": "1"}, choose={"police_kind": name})
            for name in ("not_filed", "traffic", "report", "other")
        ),
        Case("B6m", "administrative", "L25", facts={"route": "4"}),
        Case("B6m", "criminal", "L22", facts={"route": "1"}),
        *(Case("B7", role, "L21", role, choose={"contacted": how}) for role, how in (("B", "phone"), ("C", "self"))),
        Case("B7", "dispute", "L21", choose={"dispute": "yes"}),
        Case("B7", "L07", "L07", "B"),
        *(Case("B8", ground, leaf, role, ground) for ground, leaf, role in (("N1", "L12", "C"), ("N2", "L17", "C"))),
        *(Case("B8", "N3", "L11", role, "N3") for role in "ABC"),
        Case("B8", "not-started", "L11", "B", "N3", column_more={"case_stage": "not_started", "case_number": ""}),
        *(Case("B9", "Z1", "L09", role, "Z1") for role in "ABC"),
        Case("B9", "Z2", "L10", "A", "Z2"),
        Case("B9", "late", "L16", "B", "Z1L", column=LATE),
        *(Case("B10", role, "L06", role, sealed=True) for role in "ABC"),
        Case("B11", "B", "L08"),
        Case("B11", "A", "L08", "A"),
        *(Case("B12", one, "L13", choose={"progress": one}) for one in ("own", "other", "review", "unsure")),
        Case("B12", "late", "L14", choose={"late": "sure"}),
        Case("B12", "late", "L14", "A", choose={"late": "sure"}),
        Case("B12", "late-unsure", "L14", choose={"late": "unsure", "untold": "no"}),
        *(
            Case("B13", f"{name}-{opinion}", "L15", facts=known | {"opinion": opinion}, deadlines=dues, remedy=remedy)
            for opinion, remedy, clock in (("handling", "review", "T7"), ("review", "final_review", "T9"))
            for name, known, dues in (
                ("proof", {"opinion_served_on": "2026-11-15"}, ("T2", clock)),
                ("no-proof", {"opinion_served_on": ""}, ("T2",)),
                ("no-right", {"opinion_served_on": "2026-11-15", "told_of_review": ""}, ("T2",)),
                ("cause", {"opinion_served_on": "2026-09-15"}, ("T2",)),
            )
        ),
        Case("B14", "ask", "L05", choose={"ask_kind": "ask"}, deadlines=()),
        Case("B14", "info", "L05", choose={"ask_kind": "info"}, deadlines=()),
        Case("B15", "B", "L28", deadlines=("T3", "T4")),
        Case("B15", "A", "L28", "A", deadlines=("T1",)),
        Case("B16", "body", "L20", choose={"to_kind": "body"}),
        Case("B16", "joint", "L20", choose={"to_kind": "joint"}),
        Case("B17", "late", "L16"),
        Case("B17", "several", "L20"),
        Case("B17", "awaiting", "L11", ground="N3", variant="awaiting"),
        Case("C1", "months", "L26", deadlines=("T2", "T13")),
        Case("C1", "printed", "L26", "C", choose={"limit_text": "自立案之日起90日"}),
        Case("C1", "L07", "L07", deadlines=("T2", "T13")),
        *(
            Case("C2", one, "L26", role, choose={"remedy_kind": one})
            for one, role in (("undone", "B"), ("dissent", "C"), ("stranger", "B"))
        ),
        Case("C3", "plain", life=HANDLED),
        Case("C3f", "plain", life=HANDLED),
        Case("C4", "handling", life=HANDLED),
        Case("C4", "final", "L15", "A", life=REVIEWED),
        Case("C4r", "handling", life=HANDLED),
        *(Case("C5", one, choose={"deal": one}) for one in ("mediate", "settle")),
        *(Case("C6", one, life=HANDLED, choose={"conclusion": one}) for one in ("support", "explain", "refuse")),
        Case("C6", "blank", role="C"),
        *(
            Case("C7", one, choose={"at_stage": one, "signer": who})
            for one, who in (("handling", "self"), ("review", "agent"))
        ),
        *(Case("C8", one, "L15", "A", choose={"what": one, "at_stage": "review"}) for one in ("suspend", "end")),
        Case("C9", "plain", life=OPINED),
        *(Case("C10", one, choose={"way": one}) for one in ("signed", "left", "posted")),
        Case("C10", "open", choose={"way": "", "served_on": "", "signed_by": "", "server": "", "reading": ""}),
        *(Case("C12", one, "L18", "A", choose={"proposal_kind": one}) for one in ("work", "policy", "blame")),
        Case("D1", "review", life=OPINED),
        Case("D1", "final", "L15", "C", life=REVIEWED),
        Case("D1", "late", life={}, choose={"round": "review", "late_why": "住院（有出院小结）"}),
        *(
            Case(code, name, "L15", "A", life=life, choose=more)
            for code, more in (("D2", {}), ("D3", {"why": "late"}), ("D3", {"why": "scope"}), ("D4", {}), ("D5", {}))
            for name, life in ((f"review{more.get('why', '')}", ASKED), (f"final{more.get('why', '')}", REVIEWED))
        ),
        Case("D4", "free", "L15", "A", life=ASKED, choose={"province_rule": ""}),
        Case("D5", "free", "L15", "A", life=ASKED, choose={"province_rule": ""}),
        *(
            Case("D6", one, "L15", "A", life=ASKED, choose={"ruling": one})
            for one in ("uphold", "revoke", "change", "return")
        ),
        *(Case("D7", one, "L15", "A", life=REVIEWED, choose={"ruling": one}) for one in ("uphold", "revoke", "change")),
        *(Case("D8", one, "L15", "A", life=REVIEWED, choose={"filing": one}) for one in ("end", "leave")),
        Case("C11", "supervise", "L14", "A", choose={"urge": "supervise"}),
        Case("C11", "remind", "L14", "A", choose={"urge": "remind"}),
    ]
    return cases


CASES = _cases()
