"""The office that uses the program (窗口, design.md 4): what its papers and its screening take from the settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from xinfang_desk.domain.canonical import canonical

HELP_LINE = (
    "求助 110、120｜法律援助 12348｜人社 12333｜法院诉讼服务 12368｜纪委监委举报 12388｜政务热线 12345｜"
    "生活有困难可申请社会救助：＿＿"
)


MOST_DAYS = 5  # lines of the 接访日程 on one receipt


@dataclass(frozen=True)
class Policy:
    """Office or province switches of the screening (screening-contract.md, ``policy``)."""

    late_review_bars: bool = False
    late_review_basis: str | None = None
    z2_told_by: str = "desk"
    n2_basis: str | None = None
    n3_basis: str | None = None
    z2_basis: str | None = None
    n3_title: str = "refusal"


@dataclass(frozen=True)
class ReceptionDay:
    """One line of the published 接访日程 (条例 18.2): the day, who receives, when and where."""

    on: str = ""  # ISO
    who: str = ""
    when: str = ""


@dataclass(frozen=True)
class OfficeProfile:
    """One dated version of the office. ``ready_gaps`` names what papers need.

    ``level`` is county | township; ``desk_role`` A | B | C; ``division`` 6, 9 or 12 digits; ``seal_names``
    the names that may stand over the date (a town has two: 人民政府, 党委), the first by default.
    """

    name: str = ""
    level: str = "township"
    desk_role: str = "B"
    short_word: str = ""  # 机关代字: 铜政
    org_code: str = ""  # 机构代码, ASCII
    address: str = ""
    floor: str = ""  # 楼层、到达方式
    telephone: str = ""
    hours: str = ""
    query_way: str = ""
    division: str = ""
    division_name: str = ""
    county_name: str = ""
    superior: str = ""  # the body for review (复查机关)
    final_superior: str = ""  # 复核机关
    supervising_office: str = ""  # 上一级信访部门
    discipline_body: str = ""  # where disclosures go by default
    mediation_body: str = ""
    relief_body: str = ""  # 社会救助, for the help line
    seal_names: tuple[str, ...] = ()
    help_line: str = HELP_LINE
    export_every: str = ""  # how often a file goes to the province: week:5, month:25, days:10 (domain/periods.py)
    plain_page: bool = True  # the plain-words page on the back of a visitor's notice
    reception_days: tuple[ReceptionDay, ...] = ()
    idle_minutes: int = 10  # untouched for so long, the desk locks itself
    retention: tuple[tuple[str, int], ...] = ()  # years of each kind (domain/retention.py); 0 = kept for good
    policy: Policy = Policy()

    def to_json(self) -> str:
        return canonical(asdict(self))

    @staticmethod
    def from_json(text: str) -> OfficeProfile:
        raw: dict[str, Any] = json.loads(text)
        known = {f.name for f in fields(OfficeProfile)}
        kept = {key: value for key, value in raw.items() if key in known}
        kept["seal_names"] = tuple(kept.get("seal_names", ()))
        kept["reception_days"] = tuple(ReceptionDay(**one) for one in kept.get("reception_days", ()))
        kept["retention"] = tuple((str(kind), int(years)) for kind, years in kept.get("retention", ()))
        kept["policy"] = Policy(**kept.get("policy", {}))
        return OfficeProfile(**kept)

    def days_from(self, on: str) -> tuple[ReceptionDay, ...]:
        """The 接访日程 from a day on, the next first; no more than a paper has room for."""
        return tuple(sorted((one for one in self.reception_days if one.on >= on), key=lambda one: one.on))[:MOST_DAYS]

    def ready_gaps(self) -> tuple[str, ...]:
        """What must be filled before the first notice prints (条例 18.1; counter-rules.md 4.3)."""
        wanted = (
            ("单位全称", self.name),
            ("机关代字", self.short_word),
            ("接待地点", self.address),
            ("接待时间", self.hours),
            ("联系电话", self.telephone),
            ("查询方式", self.query_way),
        )
        return tuple(label for label, value in wanted if not value.strip())
