"""The small forms of what a person records, and what is refused at which field with which article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xinfang_desk.domain.calendar import WorkCalendar
from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.life.clocks import late_request
from xinfang_desk.domain.life.events import Event, Kind
from xinfang_desk.domain.life.fold import after
from xinfang_desk.domain.life.state import MOST_EXTENSION, Life, handling_due
from xinfang_desk.domain.moments import date_text, parse_date

DATE_FORM = "日期请写成 2026-11-23 的样子。"
AHEAD = "这个日子还没有到，请核对。"


def _on(label: str) -> FieldSpec:
    return FieldSpec("on", label, "date")


def _choice(key: str, label: str, *choices: tuple[str, str], required: bool = True) -> FieldSpec:
    return FieldSpec(key, label, "choice", required, choices)


_BODY = FieldSpec("to_body", "哪个单位", "authority")
_BODY_ANY = FieldSpec("to_body", "哪个单位", "authority", required=False)
_REASON = FieldSpec("reason", "理由", "long")


@dataclass(frozen=True)
class EventForm:
    kind: Kind
    title: str
    help: str
    specs: tuple[FieldSpec, ...]


FORMS: dict[Kind, EventForm] = {
    form.kind: form
    for form in (
        EventForm(
            Kind.BODY_RECEIVED,
            "承办单位收到了",
            "它的十五日从它收到的那天起算。",
            (_on("哪天收到"), _BODY_ANY),
        ),
        EventForm(
            Kind.BODY_TOLD,
            "承办单位告知了来访人",
            "回执、抄送件或者电话核实都算。",
            (_on("哪天告知"), _BODY_ANY, FieldSpec("note", "怎么知道的", required=False)),
        ),
        EventForm(
            Kind.BODY_ANSWERED,
            "承办单位办结了",
            "出了信访处理意见书的，填文号；按别的手续答复的，选“别的答复”。",
            (
                _on("办结日期"),
                _BODY_ANY,
                _choice("what", "出的是什么", ("opinion", "信访处理意见书"), ("other", "别的答复")),
                FieldSpec("number", "文号", required=False),
                FieldSpec("served_on", "送达日期（有凭证才填）", "date", required=False),
                _choice("told_review", "写没写可以申请复查", ("yes", "写了"), ("no", "没写、没看到"), required=False),
            ),
        ),
        EventForm(
            Kind.RETURNED,
            "承办单位退回来了",
            "核实同意退回的才记这里；不同意的回函写明理由，它的期限接着走。",
            (_on("哪天退回"), _BODY_ANY, _REASON),
        ),
        EventForm(
            Kind.OBJECTION_ANSWERED,
            "异议有回话了",
            "对方同意的退材料；不同意的，告知期限一直在走。",
            (_on("回话日期"), _choice("agreed", "同不同意", ("yes", "同意退回"), ("no", "不同意")), _REASON),
        ),
        EventForm(
            Kind.POST_BACK,
            "邮寄的回执回来了",
            "本人签收的那天才是送达日，复查、复核的三十日从那天起算。",
            (_on("本人签收日期"), FieldSpec("note", "谁签收、什么凭证")),
        ),
        EventForm(
            Kind.REVIEW_ASKED,
            "他申请复查（复核）",
            "收到申请的那天起算三十日。口头说的、期内寄出的，都算按期，写下凭证。",
            (
                _on("收到申请日期"),
                _choice("proof", "怎么提出的", ("paper", "交来申请书"), ("spoken", "口头提出"), ("post", "寄来的")),
                FieldSpec("postmark_on", "邮戳日期（寄来的填）", "date", required=False),
                FieldSpec("to_body", "复查（复核）机关", "authority"),
                _choice("ours", "由谁来办", ("no", "别的机关"), ("yes", "本单位")),
                FieldSpec("reason", "过了三十日的，写正当理由", "long", required=False),
            ),
        ),
        EventForm(
            Kind.OUTSIDE_OPINION,
            "复查（复核）意见出来了",
            "照意见书填。",
            (
                _on("意见书日期"),
                FieldSpec("number", "文号"),
                FieldSpec("served_on", "送达日期（有凭证才填）", "date", required=False),
                _choice("told_review", "写没写下一步的权利", ("yes", "写了"), ("no", "没写、没看到")),
            ),
        ),
        EventForm(
            Kind.HEARING_HELD,
            "听证开过了",
            "只有复核里的听证时间不计入期限。",
            (_on("听证开始"), FieldSpec("until", "听证结束", "date")),
        ),
        EventForm(Kind.RESUMED, "恢复办理", "中止的事由没有了。", (_on("恢复日期"), _REASON)),
        EventForm(
            Kind.URGE_ANSWERED,
            "督办有回音了",
            "记最早那一份还没有回音的督办函。",
            (_on("回音日期"), FieldSpec("note", "怎么回的", "long")),
        ),
        EventForm(
            Kind.PROPOSAL_ANSWERED,
            "建议有书面反馈了",
            "记最早那一份还没有反馈的建议书。",
            (_on("反馈日期"), _choice("what", "采不采纳", ("all", "采纳"), ("part", "部分采纳"), ("none", "不采纳")),
             FieldSpec("note", "说明", "long", required=False)),
        ),
    )
}  # fmt: skip

_UNFIT: dict[Kind, str] = {
    Kind.BODY_RECEIVED: "早于转出的日子，或者没有转给这个单位，请核对。",
    Kind.BODY_TOLD: "早于转出的日子，或者没有转给这个单位，请核对。",
    Kind.BODY_ANSWERED: "早于转出的日子，没有转给这个单位，或者送达早于意见书，请核对。",
    Kind.RETURNED: "早于转出的日子，或者没有转给这个单位，请核对。",
    Kind.OBJECTION_ANSWERED: "早于发出异议退回函的日子，请核对。",
    Kind.POST_BACK: "早于意见书的日期，请核对：先有意见书，再有送达。",
    Kind.SERVED: "早于意见书的日期，请核对：先有意见书，再有送达。",
    Kind.REVIEW_ASKED: "早于意见书的日期，请核对（条例第三十五条、第三十六条）。",
    Kind.OUTSIDE_OPINION: "早于申请的日子，或者送达早于意见书，请核对。",
    Kind.HEARING_HELD: "结束不能早于开始，请核对（条例第三十六条）。",
    Kind.URGE_ANSWERED: "早于督办函的日期，请核对。",
    Kind.PROPOSAL_ANSWERED: "早于建议书的日期，请核对。",
    Kind.RESUMED: "早于中止的日子，请核对。",
}
NOT_NOW = "现在不能记这一条，请看一眼左边办到哪了。"


def check_form(life: Life, event: Event, role: str, today: date, calendar: WorkCalendar) -> dict[str, str]:
    """Field -> sentence for what is refused; empty when the event may be recorded."""
    form = FORMS[event.kind]
    wrong = missing(form, {**event.values, "on": event.on.isoformat()})
    for spec in form.specs:
        day = event.on if spec.key == "on" else event.day(spec.key)
        if spec.kind == "date" and day is not None and day > today:
            wrong.setdefault(spec.key, AHEAD)
    if event.on < life.seed.received_on:
        wrong.setdefault("on", f"早于收到这件事的{date_text(life.seed.received_on)}，请核对。")
    if event.kind is Kind.REVIEW_ASKED:
        wrong |= {key: words for key, words in _asked(life, event, role, calendar).items() if key not in wrong}
    if not wrong and event.id in after(life, event).unfit:
        wrong["on"] = _UNFIT.get(event.kind, NOT_NOW)
    return wrong


def missing(form: EventForm, values: Mapping[str, str]) -> dict[str, str]:
    """Empty required fields, dates and choices that are none."""
    wrong = {}
    for spec in form.specs:
        words = values.get(spec.key, "").strip()
        if not words:
            if spec.required:
                wrong[spec.key] = f"请填{spec.label}。" if spec.kind != "choice" else f"请选{spec.label}。"
        elif spec.kind == "date" and parse_date(words) is None:
            wrong[spec.key] = DATE_FORM
        elif spec.kind == "choice" and words not in {key for key, _ in spec.choices}:
            wrong[spec.key] = f"请选{spec.label}。"
    return wrong


def _asked(life: Life, event: Event, role: str, calendar: WorkCalendar) -> dict[str, str]:
    wrong = {}
    if event.yes("ours") and role == "B":
        wrong["ours"] = "镇里不是复查、复核机关，请选别的机关（条例第三十五条、第三十六条）。"
    posted = event.day("postmark_on")
    if event.text("proof") == "post" and posted is None:
        wrong["postmark_on"] = "寄来的，请填邮戳日期。"
    if posted is not None and posted > event.on:
        wrong["postmark_on"] = "邮戳晚于收到的日子，请核对。"
    entered = posted if posted is not None else event.on
    if late_request(life, entered, calendar) and not event.text("reason"):
        wrong["reason"] = (
            "过了三十日才提出的，写明正当理由；没有的报负责人决定，不自动拒收（条例第三十五条、第三十六条）。"
        )
    return wrong


def check_extension(life: Life, days: str, today: date) -> str:
    """Why an extension of these days is refused, or empty (条例 34)."""
    words = days.strip()
    if not (words.isascii() and words.isdecimal() and 1 <= int(words) <= MOST_EXTENSION):
        return f"延长天数填 1 到 {MOST_EXTENSION}（条例第三十四条）。"
    due = handling_due(life)
    if due is None or life.extension is not None or life.handled:
        return "现在不能办延期（条例第三十四条）。"
    return f"原期限{date_text(due)}已过，不能再办延期（条例第三十四条）。" if today > due else ""
