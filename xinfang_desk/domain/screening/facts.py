"""The facts of one request, as the screening contract words them: parsed, checked, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xinfang_desk.domain.calendar import YearArrangement, arrangement
from xinfang_desk.domain.errors import UserError

BOOL, COUNT, NUMBER, DAYS = "bool", "count", "number", "days"
DAY, DAY_OR_NULL, ROUTE = "day", "day_or_null", "route"

# Far from both ends of the calendar, so that every limit that is counted from a fact is a date as well.
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
BOUNDS = {COUNT: (1, 10**9), NUMBER: (0, 10**9), DAYS: (1, 3660), ROUTE: (1, 6)}

# Key -> a kind above, or the tuple of words it may take. The order is the contract's.
FACTS: dict[str, str | tuple[str, ...]] = {
    "desk_role": ("A", "B", "C"),
    "form": ("visit", "letter", "phone", "online"),
    "received_on": DAY,
    "identity_clear": BOOL,
    "danger_on_site": BOOL,
    "major_or_urgent": BOOL,
    "clerk_has_interest": BOOL,
    "through_agent": BOOL,
    "people": COUNT,
    "joint_matter": BOOL,
    "representatives": NUMBER,
    "oral": BOOL,
    "nature": ("consultation", "disclosure", "suggestion", "claim"),
    "accused_supervised": BOOL,
    "final_review_opinion": BOOL,
    "final_review_revoked": BOOL,
    "same_facts_and_reasons": BOOL,
    "judicial_matter_concluded": BOOL,
    "judicial_jurisdiction": ("none", "court", "procuratorate"),
    "judicial_stage": ("not_started", "in_progress", "decided"),
    "mediation_possible": BOOL,
    "same_matter_pending": BOOL,
    "pending_overdue": BOOL,
    "desk_is_superior": BOOL,
    "head_confirms_n1": BOOL,
    "opinion": ("none", "handling", "review"),
    "opinion_served_on": DAY_OR_NULL,
    "told_of_review": BOOL,
    "good_cause": BOOL,
    "new_facts": BOOL,
    "transferred_in": BOOL,
    "transferred_in_on": DAY,
    "within_competence": BOOL,
    "levels_skipped": BOOL,
    "route": ROUTE,
    "route_target": (
        "court",
        "procuratorate",
        "police",
        "mediation",
        "state_compensation",
        "labour_arbitration",
        "land_arbitration",
        "commercial_arbitration",
        "party_appeal",
        "personnel_appeal",
        "reconsideration",
        "adjudication",
        "technical_appraisal",
        "social_assistance",
        "own_procedure",
    ),
    "competent": ("self", "same_level", "subordinate", "several", "outside"),
    "feedback_required": BOOL,
    "t13_days": DAYS,
    "t13_unit": ("calendar", "working"),
    "on": DAY,
}

ROUTE_TARGETS: dict[int, dict[str, str]] = {
    1: {"court": "B6a", "procuratorate": "B6g", "police": "B6h", "mediation": "B6k", "state_compensation": "B6m"},
    2: {"labour_arbitration": "B6b", "land_arbitration": "B6c", "commercial_arbitration": "B6d"},
    3: {"party_appeal": "B6i", "personnel_appeal": "B6j"},
    4: {
        "reconsideration": "B6e",
        "adjudication": "B6f",
        "technical_appraisal": "B6l",
        "state_compensation": "B6m",
        "social_assistance": "B6n",
        "own_procedure": "B5",
    },
    5: {},
    6: {},
}

POLICY: dict[str, tuple[str, ...] | str] = {
    "late_review_bars": BOOL,
    "late_review_basis": "text",
    "z2_told_by": ("desk", "judicial"),
    "n2_basis": "text",
    "n3_basis": "text",
    "z2_basis": "text",
    "n3_title": ("refusal", "guidance"),
    "holidays": "holidays",
}

DEFAULTS: dict[str, Any] = {
    "head_confirms_n1": False,
    "told_of_review": True,
    "transferred_in": False,
    "feedback_required": False,
    "t13_unit": "calendar",
}
POLICY_DEFAULTS: dict[str, Any] = {
    "late_review_bars": False,
    "late_review_basis": None,
    "z2_told_by": "desk",
    "n2_basis": None,
    "n3_basis": None,
    "z2_basis": None,
    "n3_title": "refusal",
}
SITE_DEFAULTS: dict[str, Any] = {
    "danger_on_site": False,
    "major_or_urgent": False,
    "clerk_has_interest": False,
    "through_agent": False,
    "people": 1,
    "joint_matter": False,
    "representatives": 0,
}


class FactError(UserError):
    """A fact that the contract does not take; ``field`` is its key."""

    def __init__(self, key: str, allowed: str) -> None:
        super().__init__(f"{key}：{allowed}", field=key, code="facts")
        self.key = key


@dataclass(frozen=True)
class Facts:
    """Given facts with the contract's defaults; a key that is not there is not known."""

    values: Mapping[str, Any]
    policy: Mapping[str, Any]
    holidays: Mapping[int, YearArrangement]

    def get(self, key: str) -> Any:
        """The value, or None when it is not known (``opinion_served_on`` is None for 'no proof' too)."""
        return self.values.get(key)

    def has(self, key: str) -> bool:
        return key in self.values

    @property
    def role(self) -> str:
        return str(self.values["desk_role"])

    @property
    def transferred_in(self) -> bool:
        return bool(self.values["transferred_in"])


def parse_facts(raw: object) -> Facts:
    """One facts object of the contract. FactError for an unknown key, another type or value, dates out of order."""
    if not isinstance(raw, dict):
        raise FactError("facts", "每一件要是一个 JSON 对象。")
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key == "policy":
            continue
        if key not in FACTS:
            raise FactError(str(key), "不认识的键。")
        values[key] = _value(key, value, FACTS[key])
    policy, holidays = _policy(raw.get("policy", {}))
    for key, default in DEFAULTS.items():
        values.setdefault(key, default)
    if values["transferred_in"] or values.get("form") in ("letter", "phone", "online"):
        for key, default in SITE_DEFAULTS.items():
            values.setdefault(key, default)
    if "on" not in values and "received_on" in values:
        values["on"] = values.get("transferred_in_on", values["received_on"])
    _check_pair(values)
    _check_order(values)
    return Facts(values, policy, holidays)


def _value(key: str, value: object, kind: str | tuple[str, ...]) -> Any:
    if isinstance(kind, tuple):
        if not isinstance(value, str) or value not in kind:
            raise FactError(key, f"可以填 {'、'.join(kind)}。")
        return value
    if kind == BOOL:
        if not isinstance(value, bool):
            raise FactError(key, "要填 true 或 false。")
        return value
    if kind in (DAY, DAY_OR_NULL):
        if value is None and kind == DAY_OR_NULL:
            return None
        return _day(key, value)
    low, high = BOUNDS[kind]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise FactError(key, f"要填整数，{low} 起{f'，到 {high}' if kind in (ROUTE, DAYS) else ''}。")
    return value


def _day(key: str, value: object) -> date:
    if isinstance(value, str) and len(value) == 10 and value[7] == "-":  # not a week such as 2026-W48-1
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if EARLIEST <= day <= LATEST:
                return day
            raise FactError(key, f"日期要在 {EARLIEST} 到 {LATEST} 之间。")
    raise FactError(key, "要填日期，写成 2026-11-23。")


def _policy(raw: object) -> tuple[dict[str, Any], dict[int, YearArrangement]]:
    if not isinstance(raw, dict):
        raise FactError("policy", "要是一个 JSON 对象。")
    policy = dict(POLICY_DEFAULTS)
    holidays: dict[int, YearArrangement] = {}
    for key, value in raw.items():
        if key not in POLICY:
            raise FactError(f"policy.{key}", "不认识的键。")
        kind = POLICY[key]
        if kind == "holidays":
            holidays = _holidays(value)
        elif kind == "text":
            if value is not None and not (isinstance(value, str) and _writable(value)):
                raise FactError(f"policy.{key}", "要填文字或 null。")
            policy[key] = value.strip() or None if isinstance(value, str) else None
        else:
            policy[key] = _value(f"policy.{key}", value, kind)
    return policy, holidays


def _writable(text: str) -> bool:
    """Half of a surrogate pair, which JSON can carry, is no text."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _holidays(raw: object) -> dict[int, YearArrangement]:
    key = "policy.holidays"
    if not isinstance(raw, dict):
        raise FactError(key, "写成 {年: {off: [日期], work: [日期]}}。")
    years: dict[int, YearArrangement] = {}
    for year, rows in raw.items():
        if not (isinstance(year, str) and len(year) == 4 and year.isdecimal() and isinstance(rows, dict)):
            raise FactError(key, "写成 {年: {off: [日期], work: [日期]}}。")
        days: dict[str, list[date]] = {"off": [], "work": []}
        for name, listed in rows.items():
            if name not in days or not isinstance(listed, list):
                raise FactError(f"{key}.{year}", "只能有 off 和 work 两个日期列表。")
            days[name] = [_day(f"{key}.{year}", day) for day in listed]
        if any(day.year != int(year) for listed_days in days.values() for day in listed_days):
            raise FactError(f"{key}.{year}", "日期要在这一年里。")
        if set(days["off"]) & set(days["work"]):
            raise FactError(f"{key}.{year}", "同一天不能既放假又上班。")
        years[int(year)] = arrangement(days["off"], days["work"])
    return years


def _check_pair(values: Mapping[str, Any]) -> None:
    route, target = values.get("route"), values.get("route_target")
    if target is None:
        return
    if route is None:
        if not any(target in targets for targets in ROUTE_TARGETS.values()):
            raise FactError("route_target", "和 route 对不上。")
        return
    if target not in ROUTE_TARGETS[route]:
        raise FactError("route_target", f"route {route} 可以填 {'、'.join(ROUTE_TARGETS[route]) or '空'}。")


def _check_order(values: Mapping[str, Any]) -> None:
    received, came, on = values.get("received_on"), values.get("transferred_in_on"), values.get("on")
    served = values.get("opinion_served_on")
    if received and came and came < received:
        raise FactError("transferred_in_on", "不能早于 received_on。")
    if on and came and on < came:
        raise FactError("on", "不能早于 transferred_in_on。")
    if on and received and on < received:
        raise FactError("on", "不能早于 received_on。")
    if on and served and served > on:
        raise FactError("opinion_served_on", "不能晚于 on。")
