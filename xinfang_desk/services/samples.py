"""样张: every paper of the catalogue with invented people, for the person who approves the office's notices.

Each one goes through the real screening and the real wording; 练习·无效 stands across the page and 样张 where a number
would be, so that none can be taken for a notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.catalogue import DocumentKind, FieldSpec
from xinfang_desk.domain.fact_columns import column_of
from xinfang_desk.domain.joined import JOINED
from xinfang_desk.domain.moments import date_text
from xinfang_desk.domain.office import OfficeProfile, Policy
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import Authority, Item, PaperReceived, Reception, Screening, Staff, Visitor
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import parse_facts
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.domain.wording.compose import active_fields, compose, prefilled
from xinfang_desk.domain.wording.facts import PaperFacts, Screened
from xinfang_desk.domain.wording.joined import join
from xinfang_desk.domain.wording.sheet import CODE as SHEET
from xinfang_desk.domain.wording.sheet import Around, Sheet, sheet_of
from xinfang_desk.domain.wording.template import Due
from xinfang_desk.services.context import Parts

SAMPLE_NUMBER = "样张"
REVIEW_DAYS = 30
_ROUNDS = 4  # an answer may open further fields, at most this deep

_WORDS = "（示例）"
_PROFILE = {
    "name": "（示例）镇人民政府",
    "short_word": "示例",
    "address": "（示例）镇正街1号",
    "telephone": "0745-0000000",
    "hours": "工作日 8:30—12:00，14:30—17:30",
    "query_way": "本窗口或者电话",
    "superior": "（示例）县人民政府",
    "final_superior": "（示例）市人民政府",
    "supervising_office": "（示例）县信访局",
    "discipline_body": "（示例）县纪委监委",
    "mediation_body": "（示例）镇人民调解委员会",
    "relief_body": "（示例）镇社会事务办公室",
}
_BASES = Policy(
    n2_basis="（示例）省信访函〔2026〕1号",
    n3_basis="（示例）省信访函〔2026〕2号",
    z2_basis="（示例）省信访函〔2026〕3号",
    late_review_basis="（示例）省信访函〔2026〕4号",
)
_FACTS: dict[str, Any] = {
    "form": "visit",
    "identity_clear": True,
    "danger_on_site": False,
    "major_or_urgent": False,
    "clerk_has_interest": False,
    "through_agent": False,
    "people": 1,
    "oral": True,
    "nature": "claim",
    "final_review_opinion": False,
    "judicial_matter_concluded": False,
    "judicial_jurisdiction": "none",
    "same_matter_pending": False,
    "opinion": "none",
    "levels_skipped": False,
    "competent": "self",
    "route": 6,
}
_OF_KIND = {
    "text": "（示例）照实填写",
    "long": "（示例）照实填写的一段话",
    "number": "6",
    "authority": "（示例）县人民法院",
    "staff": "样本乙",
}
_OF_FIELD = {
    "matter": "要求发放样本村一组征地补偿款",
    "limit_text": "受理之日起60个工作日",
    "special_law": "《（示例）专门法》第一条",
}


@dataclass(frozen=True)
class _Scene:
    """How a paper comes about: facts of the screening that differ from the plain case, answers, the kind of it.

    ``stage``: of a later paper, which a matter's page asks for, how far its matter has come.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    choose: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""
    stage: str = ""


def _route(number: int, target: str) -> _Scene:
    return _Scene({"route": number, "route_target": target})


_HANDLING, _ANSWERED, _REVIEW, _FINAL = "handling", "answered", "review", "final"
_DISCLOSED = _Scene({"nature": "disclosure", "accused_supervised": True})
_SCENES: dict[str, _Scene] = {
    "A4": _Scene({"people": 8, "joint_matter": True, "representatives": 5}),
    "A5": _Scene({"through_agent": True}),
    "A8": _Scene({"levels_skipped": True}, variant="road"),
    "A9": _Scene({"major_or_urgent": True}),
    "A10": _Scene({"clerk_has_interest": True}),
    "B1": _Scene({"competent": "same_level"}),
    "B2": _Scene({"competent": "same_level"}),
    "B2m": _DISCLOSED,
    "B3": _Scene({"competent": "same_level", "feedback_required": True}),
    "B5": _route(4, "own_procedure"),
    "B6a": _route(1, "court"),
    "B6b": _route(2, "labour_arbitration"),
    "B6c": _route(2, "land_arbitration"),
    "B6d": _route(2, "commercial_arbitration"),
    "B6e": _route(4, "reconsideration"),
    "B6f": _route(4, "adjudication"),
    "B6g": _route(1, "procuratorate"),
    "B6h": _route(1, "police"),
    "B6i": _route(3, "party_appeal"),
    "B6j": _route(3, "personnel_appeal"),
    "B6k": _route(1, "mediation"),
    "B6l": _route(4, "technical_appraisal"),
    "B6m": _route(4, "state_compensation"),
    "B6n": _route(4, "social_assistance"),
    "B7": _Scene({"competent": "outside"}),
    "B8": _Scene({"judicial_jurisdiction": "court", "judicial_stage": "in_progress"}),
    "B9": _Scene({"final_review_opinion": True, "final_review_revoked": False, "same_facts_and_reasons": True}),
    "B10": _DISCLOSED,
    "B11": _Scene({"nature": "suggestion"}),
    "B12": _Scene({"same_matter_pending": True, "pending_overdue": False, "desk_is_superior": False}),
    "B13": _Scene({"opinion": "handling", "opinion_served_on": 8}),
    "B14": _Scene({"nature": "consultation"}),
    "B15": _Scene({"form": "letter", "transferred_in": True, "within_competence": False}),
    "B16": _Scene({"competent": "several"}),
    "B17": _Scene({"opinion": "handling", "opinion_served_on": 90, "good_cause": False, "new_facts": False}),
    "C1": _Scene({"route": 5}),
    "C11": _Scene({"same_matter_pending": True, "pending_overdue": True}),
    **{code: _Scene(stage=_HANDLING) for code in ("A6", "A7", "C2", "C3", "C3f", "C4", "C4r", "C5", "C6", "C7", "C8")},
    **{code: _Scene(stage=_ANSWERED) for code in ("C9", "C10", "C12", "D1")},
    **{code: _Scene(stage=_REVIEW) for code in ("D2", "D3", "D4", "D5", "D6")},
    **{code: _Scene(stage=_FINAL) for code in ("D7", "D8")},
    SHEET: _Scene({"final_review_opinion": True, "final_review_revoked": False, "same_facts_and_reasons": True}),
}
_SOURCES = {
    "final_review_opinion": "来访人回答",
    "people": "登记",
    "desk_role": "设置",
    "danger_on_site": "接访员一览确认",
}


def sample_titles(parts: Parts) -> tuple[tuple[str, str], ...]:
    """(code, title) of every paper of the catalogue, in its order."""
    return tuple((kind.code, kind.title) for kind in parts.catalogue.kinds.values())


def sample_paper(parts: Parts, profile: OfficeProfile, code: str) -> bytes:
    """One paper as PDF under the office's own head. KeyError for a code that is not in the catalogue."""
    return parts.paper.pdf(sample_data(parts, profile, code)).pdf


def sample_data(parts: Parts, profile: OfficeProfile, code: str) -> DocumentData:
    """The same as data; what the profile leaves open is filled with 示例 words."""
    kind = parts.catalogue.kind(code)
    if code == JOINED:
        return _joined(parts, kind, _filled(profile))
    data, _facts_used = _composed(parts, kind, _filled(profile))
    return data


def sample_facts(parts: Parts, profile: OfficeProfile, code: str) -> PaperFacts:
    """The invented record behind a paper, in the screening that leads to it. KeyError as ``sample_paper``."""
    return _facts(parts, parts.catalogue.kind(code), _SCENES.get(code, _Scene()), _filled(profile))


def _composed(parts: Parts, kind: DocumentKind, profile: OfficeProfile) -> tuple[DocumentData, PaperFacts]:
    scene = _SCENES.get(kind.code, _Scene())
    facts = _facts(parts, kind, scene, profile)
    data, _missing = compose(kind, facts, _answers(kind, facts, dict(scene.choose)))
    return replace(data, practice=True), facts


def _joined(parts: Parts, kind: DocumentKind, profile: OfficeProfile) -> DocumentData:
    """Two matters told in one notice."""
    codes = ("B1", "B6a") if profile.desk_role == "A" else ("B4", "B6a")
    made = [_composed(parts, parts.catalogue.kind(code), profile) for code in codes]
    facts = replace(made[0][1], items=tuple(item for _, one in made for item in one.items))
    return replace(join(kind, facts, tuple(data for data, _ in made)), register_no=SAMPLE_NUMBER, practice=True)


def _filled(profile: OfficeProfile) -> OfficeProfile:
    texts: dict[str, Any] = {key: text for key, text in _PROFILE.items() if not getattr(profile, key).strip()}
    own = profile.policy
    open_bases: dict[str, Any] = {
        one.name: getattr(_BASES, one.name)
        for one in fields(Policy)
        if getattr(own, one.name) is None and getattr(_BASES, one.name) is not None
    }
    return replace(profile, **texts, policy=replace(own, **open_bases, n3_title="refusal", late_review_bars=False))


def _facts(parts: Parts, kind: DocumentKind, scene: _Scene, profile: OfficeProfile) -> PaperFacts:
    today = parts.today()
    result, raw = _screened(parts, kind, scene, profile, today)
    screened = Screened.from_json(canonical(result.to_json()), canonical(raw))
    sealed = screened.facts.get("nature") == "disclosure"
    transferred = bool(screened.facts.get("transferred_in"))
    people = int(screened.facts.get("people", "1"))
    visitors = [_visitor(1, "样本甲", "main")]
    if screened.facts.get("through_agent"):
        visitors = [replace(visitors[0], role="represented"), _visitor(2, "样本丁", "agent", relation="亲属")]
    column = _column(screened, today)
    named = bool(column) or screened.needs_named_decision
    return PaperFacts(
        profile=profile,
        reception=_reception(today, sealed=sealed, transferred=transferred, people=people),
        visitors=tuple(visitors),
        items=(_item(sealed=sealed),),
        screened=(screened,),
        on=today,
        receiver=_STAFF[0],
        registrar_name="样本乙",
        decider=_STAFF[1] if named else None,
        decided_how="present" if named else "",
        fact_column=column,
        papers=() if sealed else (PaperReceived("", "", 1, "（示例）协议", 1, 6, False),),
        staff=_STAFF,
        authorities=(
            Authority("", "（示例）县人民法院", "court", "（示例）路1号", "0745-0000000", "工作日", "", True),
        ),
        from_today=Due(today + timedelta(days=REVIEW_DAYS)),
        sheet=_sheet(parts, result, raw, column) if kind.code == SHEET else None,
        life=_life(today, scene.stage),
        variant=scene.variant,
        number=SAMPLE_NUMBER,
        practice=True,
    )


def _screened(
    parts: Parts, kind: DocumentKind, scene: _Scene, profile: OfficeProfile, today: date
) -> tuple[ScreeningResult, dict[str, Any]]:
    """The screening that leads to this paper, at the office's own desk where that makes it, else at one that does."""
    for role in dict.fromkeys((profile.desk_role, *kind.who)):
        raw = _FACTS | dict(scene.facts) | {"desk_role": role, "received_on": today.isoformat()}
        if raw.get("transferred_in"):
            raw["transferred_in_on"] = today.isoformat()
        if raw.get("opinion_served_on"):
            raw["opinion_served_on"] = (today - timedelta(days=raw["opinion_served_on"])).isoformat()
        policy = {one.name: getattr(profile.policy, one.name) for one in fields(Policy)}
        result = screen(parse_facts(raw | {"policy": policy}), parts.rules, parts.calendar)
        if kind.code in result.documents or kind.code == SHEET or (scene.stage and role in kind.who):
            return result, raw
    raise LookupError(kind.code)


def _life(today: date, stage: str) -> dict[str, str]:
    """How far the matter of a later paper has come, counted back from today."""

    def ago(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    life = {"accepted_on": ago(50), "accept_due_on": ago(-10), "extended_due_on": ago(-40), "extension_days": "30"}
    life |= {"acceptance_number": "示例访告〔2026〕1号", "handler": "样本乙", "review_body": "（示例）县人民政府"}
    if stage != _HANDLING:
        life |= {"opinion_number": "示例访告〔2026〕2号", "opinion_on": ago(12), "opinion_served_on": ago(10)}
        life |= {"opinion_body": "（示例）镇人民政府"}
    if stage in (_REVIEW, _FINAL):
        life |= {"review_asked_on": ago(3), "review_due_on": ago(-27), "final_body": "（示例）市人民政府"}
    if stage == _FINAL:
        life |= {"review_number": "示例复查〔2026〕3号", "review_on": ago(2), "review_served_on": ago(2)}
        life |= {"final_asked_on": ago(1), "final_due_on": ago(-29), "final_number": "示例复核〔2026〕4号"}
        life |= {"final_served_on": ago(0)}
    return life if stage else {}


def _sheet(parts: Parts, result: ScreeningResult, raw: dict[str, Any], column: dict[str, str]) -> Sheet:
    """The record of such a screening, as the sheet prints it."""
    pack, version, sha256 = result.rules
    day = parts.today().isoformat()
    row = Screening(
        id="s1",
        item_id="i1",
        at=day,
        by="u1",
        on_date=day,
        leaf=str(result.leaf),
        ground=result.ground,
        facts_json=canonical(raw),
        sources_json=canonical({key: {"source": _SOURCES.get(key, "来访人回答"), "note": ""} for key in raw}),
        result_json=canonical(result.to_json()),
        fact_column_json=canonical(column),
        decider_id="s2",
        decided_how="present",
        decided_at=day,
        decided_phone="",
        no_interest=True,
        awaiting=False,
        awaiting_reason="",
        pack=pack,
        pack_version=version,
        pack_sha256=sha256,
        replaces_id=None,
        replaced_reason="",
        current=True,
    )
    titles = {code: kind.title for code, kind in parts.catalogue.kinds.items()}
    on = date_text(parts.today())
    return sheet_of(row, parts.rules, Around("样本乙", on, titles, "样本丙（负责人）", on))


def _answers(kind: DocumentKind, facts: PaperFacts, values: dict[str, str]) -> dict[str, str]:
    """Every field answered: chosen, from the record, or with 示例 words."""
    known = prefilled(kind, facts)
    for _ in range(_ROUNDS):
        for spec in active_fields(kind, facts, values):
            if spec.key not in values:
                values[spec.key] = known.get(spec.key) or _example(spec, facts.on)
    return values


def _example(spec: FieldSpec, today: date) -> str:
    if spec.kind == "choice":
        return spec.choices[0][0] if spec.required else ""
    if spec.kind == "date":
        return (today + timedelta(days=7)).isoformat() if spec.required else ""
    if spec.key.endswith("_phone"):
        return "0745-0000000"
    return _OF_FIELD.get(spec.key, _OF_KIND[spec.kind])


def _column(screened: Screened, today: date) -> dict[str, str]:
    column: dict[str, str] = {}
    for ask in column_of(screened.ground, screened.leaf if screened.ground else ""):
        column[ask.key] = {
            "date": (today - timedelta(days=45)).isoformat(),
            "choice": ask.choices[0][0] if ask.choices else "",
            "compare": canonical([["补偿款没有发到户", "补偿款没有发到户", "same"]]),
        }.get(ask.kind, f"{_WORDS}{ask.label}")
    return column


_STAFF = (
    Staff("s1", "样本乙", "接访员", "0745-0000000", False, True),
    Staff("s2", "样本丙", "负责人", "0745-0000000", True, True),
)


def _reception(today: date, *, sealed: bool, transferred: bool, people: int) -> Reception:
    day = today.isoformat()
    return Reception(
        id="r1",
        year=today.year,
        seq=0,
        source="transfer" if transferred else "visit",
        form="letter" if transferred else "visit",
        leader_reception=False,
        happened_at="",
        entered_at="",
        received_on=day,
        postmark_on=None,
        transferred_kind="petition_office" if transferred else None,
        transferred_on=day if transferred else None,
        sending_body="（示例）县信访局" if transferred else "",
        sending_number="示例访函〔2026〕1号" if transferred else "",
        sending_due_on=None,
        people=people,
        concerned=people,
        registrar_id="u1",
        receiver_id="s1",
        communication="",
        interpreter="",
        interpreter_relation="",
        sealed=sealed,
        practice=True,
        state="registered",
        closed_at=None,
        void_reason="",
        site_json="{}",
    )


def _visitor(ordinal: int, name: str, role: str, relation: str = "") -> Visitor:
    return Visitor(
        id=f"v{ordinal}",
        reception_id="r1",
        ordinal=ordinal,
        kind="person",
        role=role,
        anonymous=False,
        name=name,
        id_kind="other",
        id_number=SAMPLE_NUMBER,
        id_note="",
        phone="00000000000",
        division="",
        address="（示例）镇样本村一组",
        sex="",
        born_on=None,
        nationality="",
        post="",
        relation=relation,
    )


def _item(*, sealed: bool) -> Item:
    def said(words: str) -> str:
        return "" if sealed else words

    return Item(
        id="i1",
        reception_id="r1",
        matter_id="m1",
        ordinal=1,
        register_no=SAMPLE_NUMBER,
        query_code="00000000",
        request=said("要求发放样本村一组征地补偿款"),
        facts=said("去年修路征用一组耕地，补偿款至今没有发到户。"),
        reasons=said("协议写明半年内付清"),
        own_words=said("钱说了一年也没有到手"),
        summary=said("样本村一组征地补偿款发放问题"),
        purpose="jubao" if sealed else "qiujue",
        content_class="",
        content_class_checked=False,
        place_division="",
        place=said("样本村一组"),
        body_complained=said("（示例）样本村村民委员会"),
        oral=True,
        secrecy="internal",
        sealed=sealed,
        state="registered",
        void_reason="",
        rev=1,
        made_at="",
    )
